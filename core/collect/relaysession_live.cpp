// SPDX-License-Identifier: GPL-3.0-or-later
// The live subscription of a relay: asking, narrowing, giving up.
#include "core/collect/relaysession.h"

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A relay that ended a subscription which it had accepted gets it again after this.
constexpr auto resubscribeAfter = 10s;
/// A NOTICE that looks like a refusal counts as one when the request stays unanswered so long.
constexpr auto suspicionTime = 3s;

QString shown(const QByteArray& text)
{
    return QString::fromUtf8(text.first(std::min<qsizetype>(text.size(), 300)));
}

} // namespace

void RelaySession::subscribeLive()
{
    m_subscribeAt.reset();
    m_suspicion.reset();
    unsubscribeLive();
    for (auto& filters : m_plan.liveRequests()) {
        LiveRequest request;
        request.id = m_connection.subscribe(filters, Origin::Live, false);
        request.filters = std::move(filters);
        request.sentAt = now();
        m_live.push_back(std::move(request));
    }
    m_asked = true;
}

void RelaySession::unsubscribeLive()
{
    for (const auto& request : std::exchange(m_live, {}))
        m_connection.unsubscribe(request.id);
}

RelaySession::LiveRequest* RelaySession::findLive(const QByteArray& subscription)
{
    const auto at = std::find_if(m_live.begin(), m_live.end(),
                                 [&subscription](const auto& request) { return request.id == subscription; });
    return at == m_live.end() ? nullptr : &*at;
}

void RelaySession::eventArrived(const QByteArray& subscription, const std::optional<EventKey>& key)
{
    m_answered = true;
    if (subscription != m_page)
        return;
    m_pageAt = now();
    ++m_stats.historyEvents;
    if (!m_walks.empty())
        m_walks.front().add(key);
}

void RelaySession::eoseReceived(const QByteArray& subscription, bool finish)
{
    m_answered = true;
    if (m_askedAgain && !std::exchange(m_losesEarly, true))
        log(LogLevel::Info, u"loses what is sent right after opening; will wait a second from now on"_s);
    if (auto* request = findLive(subscription)) {
        request->settled = true;
        if (m_stats.state == LinkState::Connected)
            setState(LinkState::Live);
        return;
    }
    if (subscription != m_page || m_walks.empty())
        return;
    m_walks.front().pageEnded(finish);
    endPage();
}

void RelaySession::closedReceived(const QByteArray& subscription, const QByteArray& text)
{
    m_answered = true;
    ++m_stats.closedReceived;
    log(LogLevel::Info, u"CLOSED: %1"_s.arg(shown(text)));
    if (findLive(subscription)) {
        liveRefused(subscription, text);
    } else if (subscription == m_page) {
        m_page.clear();
        historyRefused(text);
    }
}

void RelaySession::noticeReceived(const QByteArray& text, const QByteArray& guess)
{
    m_answered = true;
    ++m_stats.notices;
    log(LogLevel::Info, u"NOTICE: %1"_s.arg(shown(text)));
    if (!guess.isEmpty() && noticeIsRefusal(text))
        m_suspicion = {guess, text, now()};
    else if (refusalOf(text) == Refusal::RateLimited)
        slowDown();
}

/// `text` refuses or ends the live request, by CLOSED or (a guess) by NOTICE.
void RelaySession::liveRefused(const QByteArray& subscription, const QByteArray& text)
{
    const bool wasSettled = findLive(subscription)->settled;
    std::erase_if(m_live, [&subscription](const auto& request) { return request.id == subscription; });
    switch (refusalOf(text)) {
    case Refusal::RateLimited:
        slowDown();
        m_subscribeAt = m_pageNotBefore;
        return;
    case Refusal::AuthRequired:
    case Refusal::Policy:
        refuse(text);
        return;
    case Refusal::Narrow:
        break;
    }
    if (wasSettled) { // it had been accepted: an end, not a refusal
        m_subscribeAt = now() + resubscribeAfter;
        return;
    }
    if (m_plan.refused(text))
        subscribeLive();
    else
        refuse(text);
}

void RelaySession::refuse(const QByteArray& text)
{
    unsubscribeLive();
    m_subscribeAt.reset();
    m_stats.refusal = shown(text);
    setState(LinkState::Refused);
    log(LogLevel::Warning, u"accepts no subscription of ours: %1"_s.arg(m_stats.refusal));
}

void RelaySession::watchLive()
{
    if (m_suspicion && now() - m_suspicion->at >= suspicionTime) {
        const auto suspicion = *std::exchange(m_suspicion, std::nullopt);
        auto* request = findLive(suspicion.subscription);
        if (request && !request->settled) {
            m_connection.unsubscribe(suspicion.subscription);
            liveRefused(suspicion.subscription, suspicion.text);
        } else if (suspicion.subscription == m_page && !m_page.isEmpty()
                   && now() - m_pageAt >= suspicionTime) {
            m_connection.unsubscribe(std::exchange(m_page, {}));
            historyRefused(suspicion.text);
        }
    }
    if (m_connection.isHeld() || m_live.empty())
        return;
    if (m_asked && !m_answered && !m_askedAgain && now() - m_live.front().sentAt >= m_config.answerWithin) {
        subscribeLive();
        m_askedAgain = true;
        return;
    }
    for (auto& request : m_live) {
        if (request.settled || now() - request.sentAt < m_config.eoseWithin)
            continue;
        request.settled = true;
        m_connection.assumeEose(request.id);
    }
    if (m_stats.state == LinkState::Connected && m_connection.state() == LinkState::Live)
        setState(LinkState::Live);
    const bool settled =
        std::all_of(m_live.begin(), m_live.end(), [](const auto& request) { return request.settled; });
    // a relay that answers nothing may still hold history: asked once more in vain, it is tried
    if (settled && (m_answered || m_askedAgain) && !m_historyStarted && !m_subscribeAt)
        startHistory();
}

} // namespace nostrscope
