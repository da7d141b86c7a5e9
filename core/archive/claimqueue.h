// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/pagewalk.h"
#include "core/records/coverage.h"

#include <deque>
#include <optional>

namespace nostrscope {

/// Holds back what pages proved until what they brought is stored (StreamMark), and takes back what rests on
/// refused events. Pure; of one relay and filter.
class ClaimQueue {
public:
    /// What was found out with the page before this mark; `page` = the times of what came, none if nothing
    /// did.
    void add(std::uint64_t mark, std::optional<PageWalk::Span> page, std::vector<CoverageInterval> claims);
    /// Everything up to this mark is stored, `refused` since the mark before it were not. Returns what may be
    /// written down now. Marks come in order; one that is not known releases those before it.
    [[nodiscard]] std::vector<CoverageInterval> stored(std::uint64_t mark, std::uint64_t refused);
    [[nodiscard]] bool isEmpty() const { return m_pending.empty(); }

private:
    struct Pending {
        std::uint64_t mark = 0;
        std::optional<PageWalk::Span> page;
        std::vector<CoverageInterval> claims;
    };
    void release(const CoverageInterval& claim, std::vector<CoverageInterval>& out) const;

    std::deque<Pending> m_pending;
    Coverage m_refused; ///< times of pages of which something was refused: complete here means refused
    std::uint64_t m_refusedEvents = 0;
};

} // namespace nostrscope
