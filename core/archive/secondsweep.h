// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/eventpeek.h"
#include "core/nostr/filter.h"

#include <unordered_set>
#include <vector>

namespace nostrscope {

/// Fetches one second of which a relay has more events than it sends at once (ARC-3): by halves of the kinds,
/// then of the authors. Pure, like PageWalk.
///
/// Filters that list their kinds and authors are split without loss. Others are narrowed by the kinds and
/// authors that are known of that second (setHints()), which brings more but proves nothing: then
/// isComplete() is false, and ids() can be compared with what the relay counts.
class SecondSweep {
public:
    struct Rules {
        std::uint32_t pageLimit = 500;
        std::uint32_t maxRequests = 64;
    };
    /// `fullPage`: a page of so many events may have been cut.
    SecondSweep(const Filter& base, Timestamp second, std::uint64_t fullPage, Rules rules);

    [[nodiscard]] Timestamp second() const { return m_second; }
    /// Kinds and authors of events of that second would help; asked before the first request only.
    [[nodiscard]] bool wantsHints() const { return m_wantsHints; }
    void setHints(std::vector<Kind> kinds, std::vector<PubKey> authors);

    /// The next page to ask for; none when the sweep is over. A page that failed is asked for again.
    [[nodiscard]] std::optional<Filter> nextRequest();
    void add(const std::optional<EventKey>& key);
    void pageEnded(bool finish);

    [[nodiscard]] bool isOver() const { return m_parts.empty() && !m_wantsHints; }
    /// Every event of the second that matches was sent.
    [[nodiscard]] bool isComplete() const { return isOver() && m_isExhaustive && !m_overflows; }
    /// Distinct ones that came.
    [[nodiscard]] const std::unordered_set<EventId>& ids() const { return m_ids; }

private:
    void split(const Filter& part);

    const Timestamp m_second;
    const Rules m_rules;
    std::uint64_t m_fullPage;
    std::vector<Filter> m_parts; ///< a stack; the one in work is the last
    std::vector<PubKey> m_authors; ///< hints
    std::unordered_set<EventId> m_ids;
    std::uint64_t m_pageCount = 0;
    std::uint32_t m_requests = 0;
    bool m_wantsHints = false;
    bool m_isExhaustive = true;
    bool m_overflows = false;
};

} // namespace nostrscope
