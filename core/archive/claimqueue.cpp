// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/archive/claimqueue.h"

namespace nostrscope {

void ClaimQueue::add(std::uint64_t mark, std::optional<PageWalk::Span> page,
                     std::vector<CoverageInterval> claims)
{
    m_pending.push_back({mark, page, std::move(claims)});
}

std::vector<CoverageInterval> ClaimQueue::stored(std::uint64_t mark, std::uint64_t refused)
{
    std::vector<CoverageInterval> out;
    m_refusedEvents += refused;
    while (!m_pending.empty() && m_pending.front().mark <= mark) {
        const auto& pending = m_pending.front();
        if (refused > 0 && pending.page)
            m_refused.set({pending.page->low,
                           pending.page->high,
                           CoverageState::Complete,
                           CoverageReason::None,
                           {},
                           {}});
        for (const auto& claim : pending.claims)
            release(claim, out);
        m_pending.pop_front();
    }
    return out;
}

/// A claim often comes pages after the events that it is about: all refusals so far count.
void ClaimQueue::release(const CoverageInterval& claim, std::vector<CoverageInterval>& out) const
{
    if (claim.state != CoverageState::Complete) {
        out.push_back(claim);
        return;
    }
    auto next = claim.low;
    const auto add = [&](Timestamp high, bool isRefused) {
        if (high < next)
            return;
        auto part = claim;
        part.low = next;
        part.high = high;
        if (isRefused) {
            part.state = CoverageState::Failed;
            part.reason = CoverageReason::BadSignatures;
            part.detail = QByteArray::number(static_cast<qulonglong>(m_refusedEvents));
        }
        out.push_back(part);
        next = high + 1;
    };
    for (const auto& free : m_refused.incomplete(claim.low, claim.high)) {
        add(free.low - 1, true);
        add(free.high, false);
    }
    add(claim.high, true);
}

} // namespace nostrscope
