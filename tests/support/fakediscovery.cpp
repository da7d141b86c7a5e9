// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakediscovery.h"

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

constexpr DiscoverySource ways[] = {DiscoverySource::RelayList, DiscoverySource::Hint,
                                    DiscoverySource::Monitor,   DiscoverySource::Entity,
                                    DiscoverySource::Contacts,  DiscoverySource::ZapRequest,
                                    DiscoverySource::List};
constexpr ProbeCode codes[] = {ProbeCode::Ok, ProbeCode::DnsNxDomain, ProbeCode::AuthRequired,
                               ProbeCode::TcpTimeout, ProbeCode::NotNostr};

Candidate makeCandidate(int number, UnixMillis now)
{
    Candidate one;
    const auto rank = static_cast<std::uint64_t>(number) + 1;
    one.number = number + 1;
    one.url = "wss://found" + QByteArray::number(number) + ".example.com";
    one.firstSeen = now - std::chrono::hours(7 * number + 1);
    one.lastSeen = now - 30min;
    for (std::size_t way = 0; way < std::size(ways); ++way) {
        if ((rank + way) % 3 != 0)
            continue;
        CandidateSource source;
        source.source = ways[way];
        source.mentions = 9000 / rank;
        source.authors = 700 / rank + 1;
        source.writes = ways[way] == DiscoverySource::RelayList ? 400 / rank : 0;
        one.mentions += source.mentions;
        one.authors += source.authors;
        one.sources.push_back(source);
    }
    if (number % 4 != 3) {
        const auto code = codes[number % 5];
        one.check.attempts = 1 + number % 3;
        one.check.code = code;
        one.check.lastAt = now - 2h;
        one.check.nextAt = now + 22h;
        one.check.failures =
            code == ProbeCode::Ok || code == ProbeCode::AuthRequired ? 0 : one.check.attempts;
        if (code == ProbeCode::Ok) {
            one.check.reachedAt = one.check.nostrAt = one.check.readAt = now - 2h;
            one.check.rttRead = std::chrono::milliseconds(60 + 13 * (number % 17));
        }
    }
    return one;
}

} // namespace

DiscoveryView fakeDiscovery(int count, UnixMillis now)
{
    DiscoveryView view;
    view.asOf = now;
    view.nextRunAt = now + 42min;
    for (int i = 0; i < count; ++i)
        view.page.candidates.push_back(makeCandidate(i, now));
    view.page.total = static_cast<std::uint64_t>(count);
    auto& figures = view.figures;
    figures.progress.candidates = 7472;
    figures.progress.refused = 1390;
    figures.progress.events = 1'204'331;
    figures.progress.runAt = now - 18min;
    figures.review = 6480;
    figures.reached = 2104;
    figures.nostr = 1630;
    figures.readable = 1288;
    figures.listed = 245;
    figures.decided = 31;
    const auto today = toSeconds(now) / 86400;
    for (std::int64_t day = today - 30; day <= today; ++day) {
        for (std::size_t way = 0; way < std::size(ways); ++way)
            figures.days.push_back(
                {day, ways[way],
                 40 / (way + 1) + static_cast<std::uint64_t>((day * 7 + std::int64_t(way) * 5) % 11)});
    }
    return view;
}

} // namespace nostrscope
