// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakestory.h"

namespace nostrscope::fake {

using namespace std::chrono_literals;

std::uint32_t hashOf(std::uint32_t relay, std::uint32_t place)
{
    std::uint32_t x = relay * 2654435761U + place * 40503U + 12345U;
    x ^= x >> 15;
    x *= 2246822519U;
    x ^= x >> 13;
    return x;
}

Story storyOf(const RelayRow& row)
{
    if (row.entry.url.contains(".onion"))
        return Story::Onion;
    switch (row.state) {
    case LinkState::Waiting:
    case LinkState::Failed:
        return Story::Down;
    case LinkState::Refused:
        return Story::Limited;
    case LinkState::Paused:
        return Story::Paused;
    case LinkState::Idle:
    case LinkState::Connecting:
        return Story::Unchecked;
    default:
        break;
    }
    switch (row.entry.id.number() % 40) {
    case 6:
        return Story::Degraded;
    case 9:
        return Story::Slow;
    case 12:
        return Story::Flapping;
    case 15:
        return Story::Ending;
    case 21:
        return Story::Ended;
    case 30:
        return Story::Suspect;
    default:
        return Story::Up;
    }
}

FailureCause causeOf(Story story, std::uint32_t number)
{
    switch (story) {
    case Story::Down: {
        constexpr FailureCause causes[] = {{ProbeCode::TcpRefused, 0},
                                           {ProbeCode::HttpStatus, 503},
                                           {ProbeCode::ReadTimeout, 0},
                                           {ProbeCode::DnsNxDomain, 0}};
        return causes[number % std::size(causes)];
    }
    case Story::Suspect:
        return {ProbeCode::TcpTimeout, 0};
    case Story::Limited:
        return {ProbeCode::AuthRequired, 0};
    case Story::Ended:
        return {ProbeCode::TlsExpired, 0};
    case Story::Onion:
        return {ProbeCode::NeedsProxy, 0};
    default:
        return {ProbeCode::Ok, 0};
    }
}

RelayState stateOf(Story story)
{
    switch (story) {
    case Story::Degraded:
        return RelayState::Degraded;
    case Story::Down:
    case Story::Ended:
        return RelayState::Down;
    case Story::Suspect:
        return RelayState::Suspect;
    case Story::Onion:
    case Story::Unchecked:
        return RelayState::Unknown;
    case Story::Paused:
        return RelayState::Paused;
    default:
        return RelayState::Up;
    }
}

bool isDown(Story story)
{
    return stateOf(story) == RelayState::Down;
}

Duration openTime(Story story, std::uint32_t number)
{
    const auto base = std::chrono::milliseconds(40 + hashOf(number, 1) % 300);
    return story == Story::Slow || story == Story::Degraded ? base * 4 : base;
}

Beat beatOf(Story story, std::uint32_t number, std::size_t at, std::size_t count)
{
    const auto luck = hashOf(number, static_cast<std::uint32_t>(at) + 100) % 200;
    if (at * 48 / count == 20)
        return Beat::Gap;
    if (isDown(story) && at * 10 >= count * 8)
        return Beat::Down;
    if (story == Story::Flapping && at % 5 == 2)
        return Beat::Down;
    if (story == Story::Degraded && at * 3 >= count * 2)
        return Beat::Degraded;
    if (story == Story::Paused && at * 2 >= count)
        return Beat::Excluded;
    if (number % 11 == 0 && at * 3 < count)
        return Beat::None;
    return luck == 0 ? Beat::Down : luck < 4 ? Beat::Degraded : Beat::Up;
}

SpanKind kindOf(Beat beat)
{
    switch (beat) {
    case Beat::Degraded:
        return SpanKind::Degraded;
    case Beat::Down:
        return SpanKind::Down;
    case Beat::Gap:
        return SpanKind::Gap;
    case Beat::Excluded:
        return SpanKind::Excluded;
    default:
        return SpanKind::Up;
    }
}

} // namespace nostrscope::fake
