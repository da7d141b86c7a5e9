// SPDX-License-Identifier: GPL-3.0-or-later
// Catch-up of a relay: one page of one walk at a time.
#include "core/collect/relaysession.h"

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

/// What a relay that refuses our page size is asked instead.
constexpr std::uint32_t smallPage = 100;

} // namespace

void RelaySession::startHistory()
{
    m_historyStarted = true;
    m_historyFailed = false;
    m_pageNotBefore.reset();
    if (!m_config.wantCatchUp) {
        historyOver();
        return;
    }
    m_historyPlan = m_plan;
    planHistory();
    nextPage();
}

void RelaySession::planHistory()
{
    const auto start = catchUpStart(m_config.catchUp, m_stats.lastEoseAt, m_relay.newestEvent, m_clock.now());
    m_walks.clear();
    for (auto& history : m_historyPlan.historyFilters(start.general == start.dvm)) {
        PageWalk::Rules rules;
        rules.pageLimit = m_pageLimit;
        m_walks.emplace_back(std::move(history.filter), history.isDvm ? start.dvm : start.general,
                             toSeconds(m_clock.now()), m_order, rules);
    }
}

void RelaySession::nextPage()
{
    while (!m_walks.empty()) {
        if (const auto filter = m_walks.front().nextRequest()) {
            m_page = m_connection.subscribe({*filter}, Origin::CatchUp, true);
            m_pageAt = now();
            return;
        }
        const auto& walk = m_walks.front();
        m_stats.historyGaps += walk.gaps().size();
        m_historyFailed = m_historyFailed || !walk.isComplete();
        m_order = walk.order();
        m_walks.pop_front();
    }
    historyOver();
}

void RelaySession::endPage()
{
    if (!m_page.isEmpty())
        m_connection.unsubscribe(std::exchange(m_page, {}));
    nextPage();
}

void RelaySession::watchHistory()
{
    if (!m_historyStarted || m_walks.empty() || m_connection.isHeld())
        return;
    if (m_page.isEmpty()) {
        if (!m_pageNotBefore || *m_pageNotBefore <= now()) {
            m_pageNotBefore.reset();
            nextPage();
        }
        return;
    }
    if (now() - std::max(m_pageAt, m_connection.lastInAt()) < m_config.pageIdle
        && now() - m_pageAt < 5 * m_config.pageIdle)
        return;
    m_walks.front().pageTimedOut();
    endPage();
}

/// The relay refused a page (and its subscription is gone).
void RelaySession::historyRefused(const QByteArray& text)
{
    switch (refusalOf(text)) {
    case Refusal::RateLimited:
        slowDown(); // watchHistory() asks the same page again
        return;
    case Refusal::Narrow:
        if (m_pageLimit > smallPage) {
            m_pageLimit = smallPage;
            planHistory();
            nextPage();
            return;
        }
        if (m_historyPlan.refused(text)) {
            planHistory();
            nextPage();
            return;
        }
        break;
    case Refusal::AuthRequired:
    case Refusal::Policy:
        break;
    }
    m_walks.clear();
    m_historyFailed = true;
    historyOver();
}

void RelaySession::historyOver()
{
    m_stats.caughtUp = !m_historyFailed;
    m_eoseReportedAt = now();
    if (m_historyFailed)
        log(LogLevel::Info, u"history could not be fetched completely"_s);
    else
        m_stats.lastEoseAt = m_clock.now();
}

} // namespace nostrscope
