// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/archive/syncspans.h"

namespace nostrscope {

namespace {

bool rests(const CoverageInterval& part, const SyncWish& wish, UnixMillis now)
{
    if (part.at > now) // the clock was set back
        return false;
    switch (part.state) {
    case CoverageState::Failed:
        if (part.reason == CoverageReason::Disconnected) // which may have been our own network
            return false;
        return now - part.at < wish.failedRest;
    case CoverageState::Truncated:
        return now - part.at < wish.truncatedRest;
    case CoverageState::Unknown:
    case CoverageState::Complete:
        break;
    }
    return false;
}

} // namespace

std::vector<SyncSpan> spansToAsk(const Coverage& known, const SyncWish& wish, UnixMillis now)
{
    if (wish.since > wish.until)
        return {};
    if (wish.again || wish.direction != SyncDirection::Down)
        return {{wish.since, wish.until}};
    std::vector<SyncSpan> spans;
    for (const auto& part : known.incomplete(wish.since, wish.until)) {
        if (rests(part, wish, now))
            continue;
        if (!spans.empty() && spans.back().high + 1 == part.low)
            spans.back().high = part.high; // what it is incomplete for does not matter
        else
            spans.push_back({part.low, part.high});
    }
    return spans;
}

} // namespace nostrscope
