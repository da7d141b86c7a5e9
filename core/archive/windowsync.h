// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/archive/secondsweep.h"
#include "core/net/pagewalk.h"
#include "core/records/coverage.h"

#include <deque>

namespace nostrscope {

/// Fetches spans of the history of one filter from one relay by pages in time windows (ARC-3), and says what
/// each page proved. Pure: the owner sends what nextRequest() says, feeds the events, tells the end of each
/// page; a page that failed may be asked for again.
///
/// Spans are walked from the newest to the oldest (PageWalk), then the seconds that a relay's cap cut are
/// swept (SecondSweep). Silence, CLOSED or a lost connection never prove anything.
class WindowSync {
public:
    struct Rules {
        std::uint32_t pageLimit = 500;
        std::uint32_t maxRequests = 100'000; ///< for all spans; what is left then is TooMany
        std::size_t maxSweeps = 200; ///< seconds that are swept; others stay truncated
        std::uint64_t fullPage = 2; ///< the largest page that this relay is known to send
    };
    /// `base` without since, until, limit; `spans` disjoint; `now` in seconds.
    WindowSync(Filter base, std::vector<PageWalk::Span> spans, Timestamp now, PageOrder order, Rules rules);

    /// What is to be done next.
    enum class Step : std::uint8_t {
        Page, ///< nextRequest()
        Hints, ///< setHints() for sweptSecond(), from what is stored by now
        Count, ///< setCount() for countFilter(), or none if the relay does not count
        Over,
    };
    [[nodiscard]] Step step();
    /// The page of Step::Page.
    [[nodiscard]] Filter nextRequest();
    void add(const std::optional<EventKey>& key);
    /// EOSE of that page. `finish`: NIP-67, everything was sent.
    void pageEnded(bool finish);
    /// The times of what came since the last page that ended; none if nothing readable did.
    [[nodiscard]] std::optional<PageWalk::Span> pageSpan() const { return m_pageSpan; }
    [[nodiscard]] Timestamp sweptSecond() const { return m_sweep->second(); }
    void setHints(std::vector<Kind> kinds, std::vector<PubKey> authors);
    [[nodiscard]] Filter countFilter() const;
    /// None: the relay does not count, or only about.
    void setCount(std::optional<std::uint64_t> count);

    /// For relays that refuse the page size; false when it is as small already.
    [[nodiscard]] bool setPageLimit(std::uint32_t limit);
    /// Gives up on all that is open, for this reason. What is truncated stays so.
    void fail(CoverageReason reason, const QByteArray& detail);
    /// Gives up on the page in work only: its window fails, the rest goes on.
    void failPage(CoverageReason reason, const QByteArray& detail);

    /// What was found out since the last call; `at` is left to the owner. A claim of completeness holds only
    /// if nothing of the pages before it was refused.
    [[nodiscard]] std::vector<CoverageInterval> takeClaims();

    [[nodiscard]] std::uint32_t requests() const { return m_requests; }
    [[nodiscard]] std::uint64_t events() const { return m_events; }
    [[nodiscard]] PageOrder order() const { return m_order; }
    [[nodiscard]] std::uint64_t fullPage() const { return m_rules.fullPage; }
    /// Where the walk is: the upper end of the page that is asked next; none in sweeps.
    [[nodiscard]] std::optional<Timestamp> cursor() const;

private:
    void startWalk();
    void claimWalk();
    void endWalk();
    void startSweep();
    void endSweep(CoverageReason complete);
    void claim(Timestamp low, Timestamp high, CoverageState state, CoverageReason reason,
               const QByteArray& detail = {});

    const Filter m_base;
    const Timestamp m_now;
    Rules m_rules;
    PageOrder m_order;
    std::vector<PageWalk::Span> m_spans; ///< still to walk; the next is the last
    std::optional<PageWalk> m_walk;
    PageWalk::Span m_span; ///< of the walk
    std::uint32_t m_walkRequests = 0; ///< made before this walk
    Coverage m_claimed; ///< of this walk: complete and truncated parts
    std::deque<Timestamp> m_seconds; ///< to be swept
    std::optional<SecondSweep> m_sweep;
    bool m_wantsCount = false;
    std::size_t m_sweeps = 0;
    std::vector<CoverageInterval> m_claims;
    std::optional<PageWalk::Span> m_pageSpan;
    bool m_pageIsNew = true;
    std::uint32_t m_requests = 0;
    std::uint64_t m_events = 0;
};

} // namespace nostrscope
