// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/networker.h"

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

constexpr std::size_t maxLogLines = 2000;
constexpr auto flushEvery = 5ms;
/// Reconnects after an own outage are spread over this.
constexpr std::chrono::milliseconds resumeSpread = 10s;

} // namespace

NetWorker::NetWorker(const CollectorConfig& config, int handshakesAtOnce, TransportFactory factory,
                     const Clock& clock, RawEventSink& sink, Report report)
    : m_config(config)
    , m_handshakesAtOnce(handshakesAtOnce)
    , m_factory(std::move(factory))
    , m_clock(clock)
    , m_sink(sink)
    , m_report(std::move(report))
{
    connect(&m_timer, &QTimer::timeout, this, &NetWorker::tick);
    m_timer.start(m_config.tick);
    connect(&m_flushTimer, &QTimer::timeout, this, &NetWorker::flushHeld);
    m_flushTimer.setInterval(flushEvery);
}

NetWorker::~NetWorker() = default;

void NetWorker::want(const CollectorRelay& relay)
{
    auto& entry = m_sessions[relay.id];
    if (!entry.session) {
        SessionHost& host = *this;
        entry.session =
            std::make_unique<RelaySession>(relay, m_config, m_factory, m_clock, m_parser, m_sink, host);
        if (m_suspended)
            entry.session->suspendForOutage(false);
    }
    entry.removing = false;
    entry.session->setWanted(true, false);
    startHandshakes();
}

void NetWorker::unwant(RelayId relay, bool paused)
{
    if (const auto at = m_sessions.find(relay); at != m_sessions.end())
        at->second.session->setWanted(false, paused);
}

void NetWorker::remove(RelayId relay)
{
    unwant(relay, false);
    if (const auto at = m_sessions.find(relay); at != m_sessions.end())
        at->second.removing = true;
}

void NetWorker::suspendForOutage(const std::vector<RelayId>& blameless)
{
    m_suspended = true;
    for (auto& [id, entry] : m_sessions) {
        const bool spared = std::find(blameless.begin(), blameless.end(), id) != blameless.end();
        entry.session->suspendForOutage(spared);
    }
}

void NetWorker::resumeAfterOutage()
{
    m_suspended = false;
    const auto count = static_cast<std::int64_t>(std::max<std::size_t>(1, m_sessions.size()));
    std::int64_t number = 0;
    for (auto& [id, entry] : m_sessions)
        entry.session->resumeAfterOutage(resumeSpread * number++ / count);
}

void NetWorker::probeLine(const std::vector<RelayId>& relays)
{
    for (const auto relay : relays) {
        if (const auto at = m_sessions.find(relay); at != m_sessions.end())
            at->second.session->probeLine();
    }
}

void NetWorker::stop(std::chrono::milliseconds deadline)
{
    m_stopBy = m_clock.monotonic() + deadline;
    for (auto& [id, entry] : m_sessions)
        entry.session->setWanted(false, false);
}

void NetWorker::tick()
{
    for (auto& [id, entry] : m_sessions)
        entry.session->tick();
    startHandshakes();
    dropRemoved();
    flushHeld();
    const bool quiet = std::all_of(m_sessions.begin(), m_sessions.end(),
                                   [](const auto& pair) { return pair.second.session->isQuiet(); });
    if (m_stopBy && (quiet || m_clock.monotonic() >= *m_stopBy)) {
        m_stopBy.reset();
        m_news.stopped = true;
        report();
    } else if (m_clock.monotonic() - m_reportedAt >= m_config.reportEvery || !m_news.lines.empty()) {
        report();
    }
}

/// Relays in turn, so that a long list of dead ones cannot keep the rest from being tried.
void NetWorker::startHandshakes()
{
    auto busy = std::count_if(m_sessions.begin(), m_sessions.end(),
                              [](const auto& pair) { return pair.second.session->isHandshaking(); });
    auto at = m_sessions.upper_bound(m_turn);
    for (std::size_t seen = 0; seen < m_sessions.size() && busy < m_handshakesAtOnce; ++seen, ++at) {
        if (at == m_sessions.end())
            at = m_sessions.begin();
        if (!at->second.session->isDue())
            continue;
        m_turn = at->first;
        at->second.session->connectNow();
        ++busy;
    }
}

void NetWorker::flushHeld()
{
    bool held = false;
    auto at = m_sessions.upper_bound(m_turn);
    for (std::size_t seen = 0; seen < m_sessions.size(); ++seen, ++at) {
        if (at == m_sessions.end())
            at = m_sessions.begin();
        if (!at->second.session->isHeld())
            continue;
        at->second.session->flush();
        held = held || at->second.session->isHeld();
    }
    if (!held)
        m_flushTimer.stop();
    else if (!m_flushTimer.isActive())
        m_flushTimer.start();
}

void NetWorker::dropRemoved()
{
    std::erase_if(m_sessions,
                  [](const auto& pair) { return pair.second.removing && pair.second.session->isQuiet(); });
}

void NetWorker::report()
{
    m_reportedAt = m_clock.monotonic();
    for (auto& [id, entry] : m_sessions) {
        auto now = entry.session->statistics();
        if (now == entry.reported || entry.removing)
            continue;
        entry.reported = now;
        m_news.changed.push_back(std::move(now));
    }
    if (!m_news.changed.empty() || !m_news.log.empty() || !m_news.lines.empty() || m_news.stopped)
        m_report(std::exchange(m_news, {}));
}

void NetWorker::addLine(LineEvent::What what, const RelaySession& session)
{
    m_news.lines.push_back({what, session.relay(),
                            OwnOutage::networkOf(session.peerAddress(), session.url().host()),
                            m_clock.monotonic()});
}

void NetWorker::sessionOpened(RelaySession& session)
{
    addLine(LineEvent::What::Opened, session);
}

void NetWorker::sessionFailed(RelaySession& session, bool wasOpen, LinkError)
{
    addLine(wasOpen ? LineEvent::What::Lost : LineEvent::What::AttemptFailed, session);
}

void NetWorker::sessionClosed(RelaySession& session)
{
    addLine(LineEvent::What::Closed, session);
}

void NetWorker::sessionLogged(LogRecord record)
{
    if (m_news.log.size() < maxLogLines)
        m_news.log.push_back(std::move(record));
    else
        ++m_news.logDropped;
}

} // namespace nostrscope
