// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/eventpeek.h"
#include "core/nostr/filter.h"

#include <optional>
#include <vector>

namespace nostrscope {

/// What pages of a relay look like, as far as we found out.
enum class PageOrder : std::uint8_t {
    Unknown,
    NewestFirst, ///< a page holds the newest events of its window (NIP-01)
    OldestFirst, ///< … the oldest: the walk has to go up as well
};

/// Fetches the history of one filter from one relay page by page (COL-4, ARC-3, protocol.md §14). Pure: the
/// owner sends what nextRequest() says, feeds the events, tells the end of each page. A page that failed is
/// asked again by nextRequest() without pageEnded().
///
/// The walk keeps open windows [low, high], both ends inclusive. A page with new events between its own
/// minimum m and maximum M leaves [low, m] and, unless the relay is known to send the newest first, [M,
/// high]; a page without new events closes its window. So neither the order inside a page nor the relay's cap
/// matters, and siblings of a second that a page cut are asked for again. When a page holds only one second
/// and nothing new, that second is stepped over, and noted as a gap if the page was as full as this relay
/// makes them.
class PageWalk {
public:
    struct Rules {
        std::uint32_t pageLimit = 500;
        std::uint32_t maxRequests = 5000;
        std::uint64_t fullPage = 2; ///< the largest page that an earlier walk on this relay saw
    };
    /// Seconds, both ends inclusive.
    struct Span {
        Timestamp low = 0;
        Timestamp high = 0;
        friend bool operator==(const Span&, const Span&) = default;
    };
    /// All of `span`; `now` as below.
    PageWalk(Filter base, Span span, Timestamp now, PageOrder order, Rules rules);
    /// `base` without since, until, limit. `now` = start of the walk (the live subscription covers what comes
    /// later); `order` as known from an earlier walk on this relay.
    PageWalk(Filter base, Timestamp since, Timestamp now, PageOrder order, Rules rules);
    PageWalk(Filter base, Timestamp since, Timestamp now)
        : PageWalk(std::move(base), since, now, PageOrder::Unknown, Rules())
    {
    }

    /// The next page to ask for; none when the walk is over.
    [[nodiscard]] std::optional<Filter> nextRequest();
    /// An event of the page that was asked last; none = its id or time could not be read.
    void add(const std::optional<EventKey>& key);
    /// EOSE of that page. `finish`: NIP-67, everything was sent.
    void pageEnded(bool finish);
    /// The relay fell silent without EOSE: what came counts as a page, but the walk is not complete.
    void pageTimedOut();
    /// Gives up on the window of the page that was asked last, and says which: it stays open().
    Span dropWindow();
    /// Ends the walk, incomplete.
    void abandon();

    [[nodiscard]] bool isOver() const { return m_windows.empty(); }
    /// Everything that the relay has of the filter since `since` was sent, as far as its answers can tell.
    [[nodiscard]] bool isComplete() const { return isOver() && !m_incomplete; }
    /// Seconds whose siblings may be missing: the relay's cap is below their number. At most maxGaps; the
    /// others are in a failed span.
    [[nodiscard]] const std::vector<Timestamp>& gaps() const { return m_gaps; }
    static constexpr std::size_t maxGaps = 1000;
    /// What is not asked for yet, with the page that was asked last; what abandon() left. They may touch.
    [[nodiscard]] std::vector<Span> open() const;
    /// Where answers were no use: of another time than asked, or unreadable.
    [[nodiscard]] const std::vector<Span>& failed() const { return m_failed; }
    void setPageLimit(std::uint32_t limit) { m_rules.pageLimit = limit; }
    [[nodiscard]] std::uint64_t fullPage() const { return m_fullPage; }
    /// For the next walk on this relay; Unknown unless pages proved it.
    [[nodiscard]] PageOrder order() const;
    [[nodiscard]] std::uint32_t requests() const { return m_requests; }
    [[nodiscard]] std::uint64_t events() const { return m_events; }

private:
    struct Window {
        Timestamp low = 0;
        Timestamp high = 0;
        std::vector<EventKey> known; ///< seen before, at the seconds `low` and `high` only; sorted by id
        bool isOrderTest = false;
    };
    struct Page {
        std::uint64_t count = 0; ///< inside the window
        std::uint64_t fresh = 0;
        std::uint64_t outside = 0;
        std::uint64_t unreadable = 0;
        Timestamp min = 0;
        Timestamp max = 0;
        std::vector<EventKey> atMin;
        std::vector<EventKey> atMax;
    };
    void finishPage(bool finish);
    void closeOrStep(Window window, const Page& page);
    void split(const Window& window, const Page& page);
    void push(Timestamp low, Timestamp high, const Window& parent, const std::vector<EventKey>& edge,
              bool isOrderTest);
    void noteGap(Timestamp second);
    void fail(Span span);

    Filter m_base;
    Rules m_rules;
    const Timestamp m_start; ///< at most the end of the span
    PageOrder m_order;
    std::vector<Window> m_windows; ///< a stack; the one in work is the last
    Page m_page;
    std::uint64_t m_fullPage; ///< largest page seen so far: the cap, as far as we know
    std::vector<Timestamp> m_gaps;
    std::vector<Span> m_failed;
    std::vector<Span> m_abandoned;
    std::uint32_t m_requests = 0;
    std::uint32_t m_freshPages = 0;
    std::uint64_t m_events = 0;
    bool m_incomplete = false;
};

} // namespace nostrscope
