// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/pagewalk.h"

#include "core/base/limits.h"

#include <algorithm>

namespace nostrscope {

namespace {

/// "No upper end": also events dated in the future are asked for.
constexpr Timestamp noEnd = limits::maxCreatedAt;
/// Siblings of one second that are remembered; beyond, the second is a gap.
constexpr std::size_t maxSiblings = 20'000;
/// Events this young may arrive during the walk; they say nothing about the order of pages.
constexpr Timestamp settled = 30;

bool byId(const EventKey& a, const EventKey& b)
{
    return a.id < b.id;
}

} // namespace

PageWalk::PageWalk(Filter base, Timestamp since, Timestamp now, PageOrder order, Rules rules)
    : m_base(std::move(base))
    , m_rules(rules)
    , m_start(now)
    , m_order(order)
    , m_fullPage(rules.fullPage)
{
    m_windows.push_back({since, order == PageOrder::OldestFirst ? std::max(since, now) : noEnd, {}, false});
}

PageWalk::PageWalk(Filter base, Span span, Timestamp now, PageOrder order, Rules rules)
    : m_base(std::move(base))
    , m_rules(rules)
    , m_start(std::min(now, span.high))
    , m_order(order)
    , m_fullPage(rules.fullPage)
{
    m_windows.push_back({span.low, span.high, {}, false});
}

std::vector<PageWalk::Span> PageWalk::open() const
{
    auto spans = m_abandoned;
    for (const auto& window : m_windows)
        spans.push_back({window.low, window.high});
    return spans;
}

std::optional<Filter> PageWalk::nextRequest()
{
    if (m_requests >= m_rules.maxRequests && !m_windows.empty())
        abandon();
    if (m_windows.empty())
        return std::nullopt;
    const Window& window = m_windows.back();
    Filter filter = m_base;
    filter.since = window.low;
    if (window.high != noEnd)
        filter.until = window.high;
    filter.limit = m_rules.pageLimit;
    m_page = {};
    ++m_requests;
    return filter;
}

void PageWalk::add(const std::optional<EventKey>& key)
{
    if (m_windows.empty())
        return;
    ++m_events;
    if (!key) {
        ++m_page.unreadable;
        return;
    }
    const Window& window = m_windows.back();
    if (key->createdAt < window.low || key->createdAt > window.high) {
        ++m_page.outside;
        return;
    }
    const bool isFirst = m_page.count++ == 0;
    if (!std::binary_search(window.known.begin(), window.known.end(), *key, byId))
        ++m_page.fresh;
    const auto collect = [&key](std::vector<EventKey>& siblings) {
        if (siblings.size() < maxSiblings)
            siblings.push_back(*key);
    };
    if (isFirst || key->createdAt < m_page.min) {
        m_page.min = key->createdAt;
        m_page.atMin.clear();
    }
    if (isFirst || key->createdAt > m_page.max) {
        m_page.max = key->createdAt;
        m_page.atMax.clear();
    }
    if (key->createdAt == m_page.min)
        collect(m_page.atMin);
    if (key->createdAt == m_page.max)
        collect(m_page.atMax);
}

void PageWalk::pageEnded(bool finish)
{
    if (!m_windows.empty())
        finishPage(finish);
}

void PageWalk::pageTimedOut()
{
    m_incomplete = true;
    if (!m_windows.empty())
        finishPage(false);
}

PageWalk::Span PageWalk::dropWindow()
{
    if (m_windows.empty())
        return {0, -1};
    const Span span{m_windows.back().low, m_windows.back().high};
    m_windows.pop_back();
    m_abandoned.push_back(span);
    m_incomplete = true;
    return span;
}

void PageWalk::abandon()
{
    m_incomplete = m_incomplete || !m_windows.empty();
    m_abandoned = open();
    m_windows.clear();
}

void PageWalk::finishPage(bool finish)
{
    Window window = std::move(m_windows.back());
    m_windows.pop_back();
    const Page page = std::exchange(m_page, {});
    if (page.count == 0) {
        // only events that we did not ask for (it ignores since and until) or cannot read: paging cannot
        // work; but relays in JavaScript take `"until":0` for none, which costs us the siblings of that
        // second only
        if (window.high > 0) {
            if (page.outside > 0 || page.unreadable > 0)
                fail({window.low, window.high});
        } else if (page.outside > 0)
            noteGap(0);
        if (window.isOrderTest)
            m_order = PageOrder::NewestFirst;
        return;
    }
    if (window.isOrderTest) {
        m_order = page.fresh > 0 ? PageOrder::OldestFirst : PageOrder::NewestFirst;
        if (page.fresh == 0)
            return;
        window.high = std::max(window.high, m_start);
    }
    if (finish)
        return;
    if (page.fresh == 0)
        closeOrStep(std::move(window), page);
    else
        split(window, page);
    m_fullPage = std::max(m_fullPage, page.count);
    m_freshPages += page.fresh > 0 ? 1 : 0;
}

PageOrder PageWalk::order() const
{
    // one page may have held everything: then both orders look the same
    return m_order == PageOrder::NewestFirst && m_freshPages < 2 ? PageOrder::Unknown : m_order;
}

/// Nothing new: the window is done, unless the siblings of one second fill the whole page and hide the rest.
void PageWalk::closeOrStep(Window window, const Page& page)
{
    const bool mayHideMore = page.count >= m_fullPage;
    if (page.min != page.max) {
        if (!mayHideMore || page.max - page.min < 2)
            return;
        noteGap(page.min);
        noteGap(page.max);
        m_windows.push_back({page.min + 1, page.max - 1, {}, false});
        return;
    }
    if (mayHideMore)
        noteGap(page.min);
    if (page.min == window.low && m_order == PageOrder::OldestFirst) {
        if (page.min < window.high)
            m_windows.push_back({page.min + 1, window.high, {}, false});
    } else if (page.min > window.low) {
        m_windows.push_back({window.low, page.min - 1, {}, false});
    }
}

void PageWalk::split(const Window& window, const Page& page)
{
    push(window.low, page.min, window, page.atMin, false);
    if (page.max >= window.high) {
        if (m_order != PageOrder::NewestFirst && page.max > page.min)
            push(page.max, page.max, window, page.atMax, false); // its last second may be cut
        return;
    }
    if (m_order == PageOrder::OldestFirst) {
        push(page.max, std::min(window.high, std::max(page.max, m_start)), window, page.atMax, false);
    } else if (m_order == PageOrder::Unknown) {
        // Only what is newer than the page: siblings of its last second could fill the answer and hide the
        // rest.
        const auto high = window.high == m_start ? m_start : std::min(window.high, m_start - settled);
        if (page.max < high) { // else the page reaches up to the present
            push(page.max, page.max, window, page.atMax, false); // the page may have cut it
            push(page.max + 1, high, window, {}, true);
        }
    }
}

void PageWalk::push(Timestamp low, Timestamp high, const Window& parent, const std::vector<EventKey>& edge,
                    bool isOrderTest)
{
    Window window{low, high, edge, isOrderTest};
    for (const auto& key : parent.known) {
        if (key.createdAt == low || key.createdAt == high)
            window.known.push_back(key);
    }
    std::sort(window.known.begin(), window.known.end(), byId);
    const auto same = [](const EventKey& a, const EventKey& b) { return a.id == b.id; };
    window.known.erase(std::unique(window.known.begin(), window.known.end(), same), window.known.end());
    if (window.known.size() < maxSiblings) {
        m_windows.push_back(std::move(window));
        return;
    }
    // More siblings than we remember: that second is stepped over.
    m_incomplete = true;
    const auto atLow = std::count_if(window.known.begin(), window.known.end(),
                                     [low](const EventKey& key) { return key.createdAt == low; });
    const bool isLow = 2 * static_cast<std::size_t>(atLow) >= window.known.size();
    noteGap(isLow ? low : high);
    if (low == high)
        return;
    (isLow ? window.low : window.high) += isLow ? 1 : -1;
    std::erase_if(window.known, [&window](const EventKey& key) {
        return key.createdAt < window.low || key.createdAt > window.high;
    });
    m_windows.push_back(std::move(window));
}

void PageWalk::fail(Span span)
{
    m_incomplete = true;
    m_failed.push_back(span);
}

void PageWalk::noteGap(Timestamp second)
{
    if (!m_gaps.empty() && m_gaps.back() == second)
        return;
    if (m_gaps.size() < maxGaps)
        m_gaps.push_back(second);
    else if (m_gaps.size() == maxGaps && m_failed.size() < maxGaps)
        fail({second, second});
    else // too many to list: what lies between them counts as missing too
        m_failed.back() = {std::min(m_failed.back().low, second), std::max(m_failed.back().high, second)};
}

} // namespace nostrscope
