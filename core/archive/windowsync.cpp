// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/archive/windowsync.h"

#include <algorithm>
#include <utility>

namespace nostrscope {

WindowSync::WindowSync(Filter base, std::vector<PageWalk::Span> spans, Timestamp now, PageOrder order,
                       Rules rules)
    : m_base(std::move(base))
    , m_now(now)
    , m_rules(rules)
    , m_order(order)
    , m_spans(std::move(spans))
{
    std::sort(m_spans.begin(), m_spans.end(),
              [](const PageWalk::Span& a, const PageWalk::Span& b) { return a.low < b.low; });
}

WindowSync::Step WindowSync::step()
{
    for (;;) {
        if (m_walk) {
            if (!m_walk->isOver() && m_requests < m_rules.maxRequests)
                return Step::Page;
            if (m_requests >= m_rules.maxRequests) {
                fail(CoverageReason::TooMany, {});
                return Step::Over;
            }
            endWalk();
        } else if (!m_spans.empty()) {
            startWalk();
        } else if (m_sweep) {
            if (m_sweep->wantsHints())
                return Step::Hints;
            if (m_wantsCount)
                return Step::Count;
            if (!m_sweep->isOver())
                return Step::Page;
            if (m_sweep->isComplete())
                endSweep(CoverageReason::Eose);
            else
                m_wantsCount = true;
        } else if (!m_seconds.empty() && m_sweeps < m_rules.maxSweeps) {
            startSweep();
        } else {
            return Step::Over;
        }
    }
}

void WindowSync::startWalk()
{
    m_span = m_spans.back();
    m_spans.pop_back();
    PageWalk::Rules rules;
    rules.pageLimit = m_rules.pageLimit;
    rules.maxRequests = m_rules.maxRequests;
    rules.fullPage = m_rules.fullPage;
    m_claimed = {};
    m_walk.emplace(m_base, m_span, m_now, m_order, rules);
}

Filter WindowSync::nextRequest()
{
    ++m_requests;
    const auto filter = m_walk ? m_walk->nextRequest() : m_sweep->nextRequest();
    Q_ASSERT(filter); // step() said so
    return filter.value_or(Filter());
}

void WindowSync::add(const std::optional<EventKey>& key)
{
    ++m_events;
    if (std::exchange(m_pageIsNew, false))
        m_pageSpan.reset();
    if (key && !m_pageSpan)
        m_pageSpan = PageWalk::Span{key->createdAt, key->createdAt};
    else if (key)
        m_pageSpan = PageWalk::Span{std::min(m_pageSpan->low, key->createdAt),
                                    std::max(m_pageSpan->high, key->createdAt)};
    if (m_walk)
        m_walk->add(key);
    else if (m_sweep)
        m_sweep->add(key);
}

void WindowSync::pageEnded(bool finish)
{
    if (std::exchange(m_pageIsNew, true))
        m_pageSpan.reset(); // an empty page
    if (m_walk) {
        m_walk->pageEnded(finish);
        m_rules.fullPage = m_walk->fullPage();
        claimWalk();
    } else if (m_sweep) {
        m_sweep->pageEnded(finish);
    }
}

/// What is done is the span without what is open, cut or failed.
void WindowSync::claimWalk()
{
    Coverage done;
    done.set({m_span.low, m_span.high, CoverageState::Complete, CoverageReason::Eose, {}, {}});
    const auto clear = [&done](const PageWalk::Span& span) {
        done.set({span.low, span.high, CoverageState::Unknown, CoverageReason::None, {}, {}});
    };
    for (const auto& span : m_walk->open())
        clear(span);
    for (const auto& span : m_walk->failed())
        clear(span);
    for (const auto second : m_walk->gaps())
        clear({second, second});
    for (const auto& complete : done.intervals()) {
        for (const auto& part : m_claimed.incomplete(complete.low, complete.high))
            claim(part.low, part.high, CoverageState::Complete, CoverageReason::Eose);
        m_claimed.set(complete);
    }
}

void WindowSync::endWalk()
{
    for (const auto& span : m_walk->failed())
        claim(std::max(span.low, m_span.low), std::min(span.high, m_span.high), CoverageState::Failed,
              CoverageReason::WrongWindow);
    for (const auto second : m_walk->gaps()) {
        if (second < m_span.low || second > m_span.high)
            continue;
        claim(second, second, CoverageState::Truncated, CoverageReason::Overflow);
        m_seconds.push_back(second);
    }
    if (m_walk->order() != PageOrder::Unknown)
        m_order = m_walk->order();
    m_walk.reset();
}

void WindowSync::startSweep()
{
    ++m_sweeps;
    SecondSweep::Rules rules;
    rules.pageLimit = m_rules.pageLimit;
    m_sweep.emplace(m_base, m_seconds.front(), m_rules.fullPage, rules);
    m_seconds.pop_front();
    m_wantsCount = false;
}

void WindowSync::setHints(std::vector<Kind> kinds, std::vector<PubKey> authors)
{
    m_sweep->setHints(std::move(kinds), std::move(authors));
}

Filter WindowSync::countFilter() const
{
    auto filter = m_base;
    filter.since = filter.until = m_sweep->second();
    return filter;
}

void WindowSync::setCount(std::optional<std::uint64_t> count)
{
    m_wantsCount = false;
    if (count && *count == m_sweep->ids().size())
        endSweep(CoverageReason::Count);
    else
        m_sweep.reset(); // it was claimed to be truncated already
}

void WindowSync::endSweep(CoverageReason complete)
{
    claim(m_sweep->second(), m_sweep->second(), CoverageState::Complete, complete);
    m_sweep.reset();
}

bool WindowSync::setPageLimit(std::uint32_t limit)
{
    if (m_rules.pageLimit <= limit)
        return false;
    m_rules.pageLimit = limit;
    if (m_walk)
        m_walk->setPageLimit(limit);
    return true;
}

void WindowSync::fail(CoverageReason reason, const QByteArray& detail)
{
    if (m_walk) {
        m_walk->abandon();
        for (const auto& span : m_walk->open())
            claim(std::max(span.low, m_span.low), std::min(span.high, m_span.high), CoverageState::Failed,
                  reason, detail);
        endWalk();
    }
    for (const auto& span : std::exchange(m_spans, {}))
        claim(span.low, span.high, CoverageState::Failed, reason, detail);
    m_sweep.reset();
    m_seconds.clear();
}

void WindowSync::failPage(CoverageReason reason, const QByteArray& detail)
{
    if (!m_walk) {
        m_sweep.reset();
        return;
    }
    const auto span = m_walk->dropWindow();
    claim(std::max(span.low, m_span.low), std::min(span.high, m_span.high), CoverageState::Failed, reason,
          detail);
}

std::vector<CoverageInterval> WindowSync::takeClaims()
{
    return std::exchange(m_claims, {});
}

std::optional<Timestamp> WindowSync::cursor() const
{
    if (!m_walk || m_walk->isOver())
        return std::nullopt;
    return std::min(m_walk->open().back().high, m_span.high);
}

void WindowSync::claim(Timestamp low, Timestamp high, CoverageState state, CoverageReason reason,
                       const QByteArray& detail)
{
    if (low <= high)
        m_claims.push_back({low, high, state, reason, detail.left(maxCoverageDetail), {}});
}

} // namespace nostrscope
