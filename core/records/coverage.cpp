// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/coverage.h"

#include "core/records/syncstore.h"

#include <algorithm>

namespace nostrscope {

namespace {

bool saySame(const CoverageInterval& a, const CoverageInterval& b)
{
    return a.state == b.state && a.reason == b.reason && a.detail == b.detail;
}

} // namespace

const char* toString(CoverageState state) noexcept
{
    switch (state) {
    case CoverageState::Unknown:
        return "unknown";
    case CoverageState::Complete:
        return "complete";
    case CoverageState::Truncated:
        return "truncated";
    case CoverageState::Failed:
        break;
    }
    return "failed";
}

const char* toString(CoverageReason reason) noexcept
{
    switch (reason) {
    case CoverageReason::None:
        return "";
    case CoverageReason::Eose:
        return "eose";
    case CoverageReason::Negentropy:
        return "negentropy";
    case CoverageReason::Count:
        return "count";
    case CoverageReason::Overflow:
        return "overflow";
    case CoverageReason::Closed:
        return "closed";
    case CoverageReason::TimedOut:
        return "timed_out";
    case CoverageReason::BadSignatures:
        return "bad_signatures";
    case CoverageReason::Disconnected:
        return "disconnected";
    case CoverageReason::WrongWindow:
        return "wrong_window";
    case CoverageReason::Missing:
        return "missing";
    case CoverageReason::TooMany:
        break;
    }
    return "too_many";
}

QByteArray coverageKey(Filter filter)
{
    filter.since.reset();
    filter.until.reset();
    filter.limit.reset();
    return filter.toJson();
}

Coverage::Coverage(const std::vector<CoverageInterval>& intervals)
{
    for (const auto& interval : intervals)
        set(interval);
}

void Coverage::set(const CoverageInterval& interval)
{
    if (interval.low > interval.high)
        return;
    if (interval.state == CoverageState::Complete || interval.state == CoverageState::Unknown) {
        replace(interval);
        return;
    }
    for (const auto& part : incomplete(interval.low, interval.high)) {
        auto piece = interval;
        piece.low = part.low;
        piece.high = part.high;
        replace(piece);
    }
}

void Coverage::replace(const CoverageInterval& interval)
{
    auto first = std::lower_bound(m_intervals.begin(), m_intervals.end(), interval.low,
                                  [](const CoverageInterval& one, Timestamp low) { return one.high < low; });
    const auto last =
        std::upper_bound(first, m_intervals.end(), interval.high,
                         [](Timestamp high, const CoverageInterval& one) { return high < one.low; });
    std::vector<CoverageInterval> pieces;
    if (first != last && first->low < interval.low) {
        pieces.push_back(*first);
        pieces.back().high = interval.low - 1;
    }
    if (interval.state != CoverageState::Unknown)
        pieces.push_back(interval);
    if (first != last && std::prev(last)->high > interval.high) {
        pieces.push_back(*std::prev(last));
        pieces.back().low = interval.high + 1;
    }
    first = m_intervals.erase(first, last);
    m_intervals.insert(first, pieces.begin(), pieces.end());
    mergeAround(interval.low, interval.high);
}

void Coverage::mergeAround(Timestamp low, Timestamp high)
{
    auto left =
        std::lower_bound(m_intervals.begin(), m_intervals.end(), low,
                         [](const CoverageInterval& one, Timestamp second) { return one.high < second; });
    if (left != m_intervals.begin())
        --left;
    while (left != m_intervals.end()) {
        const auto right = std::next(left);
        if (right == m_intervals.end() || left->low > high)
            return;
        if (left->high + 1 == right->low && saySame(*left, *right)) {
            left->high = right->high;
            left->at = std::min(left->at, right->at);
            left = std::prev(m_intervals.erase(right));
        } else {
            ++left;
        }
    }
}

std::vector<CoverageInterval> Coverage::incomplete(Timestamp low, Timestamp high) const
{
    std::vector<CoverageInterval> parts;
    auto next = low; // the first second that is not dealt with
    for (const auto& one : m_intervals) {
        if (one.high < low)
            continue;
        if (one.low > high)
            break;
        const auto from = std::max(one.low, low);
        const auto to = std::min(one.high, high);
        if (from > next)
            parts.push_back({next, from - 1, CoverageState::Unknown, CoverageReason::None, {}, {}});
        if (one.state != CoverageState::Complete) {
            parts.push_back(one);
            parts.back().low = from;
            parts.back().high = to;
        }
        next = to + 1;
    }
    if (next <= high)
        parts.push_back({next, high, CoverageState::Unknown, CoverageReason::None, {}, {}});
    return parts;
}

Timestamp Coverage::seconds(Timestamp low, Timestamp high, CoverageState state) const
{
    Timestamp inState = 0;
    Timestamp inAny = 0;
    for (const auto& one : m_intervals) {
        const auto length = std::min(one.high, high) - std::max(one.low, low) + 1;
        if (length <= 0)
            continue;
        inAny += length;
        inState += one.state == state ? length : 0;
    }
    return state == CoverageState::Unknown ? std::max<Timestamp>(high - low + 1, 0) - inAny : inState;
}

CoverageState Coverage::at(Timestamp second) const
{
    const auto found =
        std::lower_bound(m_intervals.begin(), m_intervals.end(), second,
                         [](const CoverageInterval& one, Timestamp value) { return one.high < value; });
    return found != m_intervals.end() && found->low <= second ? found->state : CoverageState::Unknown;
}

} // namespace nostrscope
