// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/relaysession.h"

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto eoseReportEvery = 60s;
/// Pause before the first REQ on relays that lose what comes too early.
constexpr auto earlyPause = 1s;
constexpr auto slowDownFirst = 15s;
constexpr auto slowDownLongest = 15min;
constexpr unsigned logLinesPerMinute = 30;

/// Failures that a dead line of our own explains.
bool isLineError(LinkError error)
{
    return error == LinkError::Dns || error == LinkError::Timeout || error == LinkError::Other
        || error == LinkError::ConnectionRefused;
}

} // namespace

RelaySession::RelaySession(CollectorRelay relay, const CollectorConfig& config,
                           const TransportFactory& factory, const Clock& clock, EventParser& parser,
                           RawEventSink& sink, SessionHost& host)
    : m_relay(std::move(relay))
    , m_config(config)
    , m_clock(clock)
    , m_host(host)
    , m_connection(m_relay.id, m_relay.url, factory, clock, parser, sink, *this)
    , m_handshakes(m_relay.url.network())
    , m_backoff(config.seed ^ (m_relay.id.number() * 0x9e3779b97f4a7c15U), config.backoff)
    , m_backoffBefore(m_backoff)
    , m_plan(config.kinds)
    , m_historyPlan(config.kinds)
    , m_pageLimit(config.pageLimit)
{
    m_stats.relay = m_relay.id;
    m_stats.lastEoseAt = m_relay.lastEoseAt;
    m_stats.stateSince = clock.now();
}

LinkStatistics RelaySession::statistics() const
{
    auto stats = m_stats;
    const auto& counters = m_connection.counters();
    stats.lastEventAt = m_connection.lastEventAt();
    stats.bytesIn = counters.bytesIn;
    stats.bytesOut = counters.bytesOut;
    stats.frames = counters.frames;
    stats.events = counters.events;
    stats.requests = counters.requests;
    stats.violations = counters.violations;
    stats.holds = counters.holds;
    stats.longHolds = counters.longHolds;
    return stats;
}

bool RelaySession::isOpen() const
{
    return m_connection.state() == LinkState::Connected || m_connection.state() == LinkState::Live;
}

bool RelaySession::isQuiet() const
{
    return m_connection.state() == LinkState::Idle && m_connection.pendingFrames() == 0;
}

void RelaySession::setWanted(bool wanted, bool paused)
{
    const auto resting = paused ? LinkState::Paused : LinkState::Idle;
    if (m_wanted == wanted) {
        if (!wanted && m_connection.state() == LinkState::Idle)
            setState(resting);
        return;
    }
    m_wanted = wanted;
    m_relay.paused = paused;
    if (wanted) {
        m_nextTry = now();
        setState(LinkState::Waiting);
        return;
    }
    m_nextTry.reset();
    m_backoff.reset();
    if (m_connection.state() == LinkState::Connecting)
        m_connection.abort(LinkError::None, {});
    else if (m_connection.state() != LinkState::Idle)
        m_connection.close();
    setState(resting);
}

bool RelaySession::isDue() const
{
    return m_wanted && !m_suspended && m_nextTry && *m_nextTry <= now() && isQuiet();
}

void RelaySession::connectNow()
{
    m_nextTry.reset();
    m_openedAt.reset();
    ++m_stats.attempts;
    auto times = m_config.times;
    times.handshake = std::min(times.handshake, m_handshakes.current());
    if (m_relay.url.network() != RelayNetwork::Clearnet && m_relay.url.network() != RelayNetwork::Local)
        times.handshake = m_handshakes.current();
    // spread, so that a thousand relays are not pinged in one moment
    times.pingEvery -= times.pingEvery * (m_relay.id.number() % 16) / 48;
    setState(LinkState::Connecting);
    m_connection.open(times);
}

void RelaySession::suspendForOutage(bool blameless)
{
    m_suspended = true;
    if (blameless && !isOpen()) {
        m_backoff = m_backoffBefore;
        m_stats.lastError = LinkError::OwnOutage;
        m_stats.lastErrorDetail.clear();
        if (m_stats.failures > 0)
            --m_stats.failures;
    }
}

void RelaySession::resumeAfterOutage(std::chrono::milliseconds delay)
{
    m_suspended = false;
    if (m_wanted && m_connection.state() == LinkState::Idle) {
        m_nextTry = now() + delay;
        m_stats.nextTryAt = m_clock.now() + delay;
        setState(LinkState::Waiting);
    }
}

void RelaySession::probeLine()
{
    if (m_wanted && isQuiet())
        connectNow();
}

void RelaySession::tick()
{
    m_connection.tick();
    flush();
    if (!isOpen() || !m_wanted)
        return;
    if (m_subscribeAt && *m_subscribeAt <= now())
        subscribeLive();
    watchLive();
    watchHistory();
    if (m_stats.caughtUp && now() - m_eoseReportedAt >= eoseReportEvery
        && m_connection.lastInAt() > m_eoseReportedAt) {
        m_eoseReportedAt = now();
        m_stats.lastEoseAt = m_clock.now();
    }
}

void RelaySession::connectionOpened(std::chrono::milliseconds openTime)
{
    m_handshakes.succeeded(openTime);
    m_openedAt = now();
    m_stats.openTime = openTime;
    ++m_stats.opens;
    m_stats.lastError = LinkError::None;
    m_stats.lastErrorDetail.clear();
    m_stats.lastHttpStatus = 0;
    m_stats.refusal.clear();
    m_stats.caughtUp = false;
    m_stats.wantsAuth = false;
    m_answered = m_asked = m_askedAgain = false;
    m_slowDowns = 0;
    setState(LinkState::Connected);
    log(LogLevel::Info, u"connected in %1 ms"_s.arg(openTime.count()));
    m_host.sessionOpened(*this);
    // what a relay refused last time may be allowed today: start with the whole question again
    m_plan = SubscriptionPlan(m_config.kinds);
    m_subscribeAt = now() + (m_losesEarly ? std::chrono::milliseconds(earlyPause) : 0ms);
    if (!m_losesEarly)
        subscribeLive();
}

void RelaySession::connectionEnded(const TransportEnd& end)
{
    const bool wasOpen = m_openedAt.has_value();
    m_live.clear();
    m_walks.clear();
    m_page.clear();
    m_subscribeAt.reset();
    m_suspicion.reset();
    m_historyStarted = false;
    m_stats.caughtUp = false;
    if (!m_wanted) {
        log(LogLevel::Info, u"disconnected by us"_s);
        m_host.sessionClosed(*this);
        return;
    }
    fail(end, wasOpen);
}

void RelaySession::fail(const TransportEnd& end, bool wasOpen)
{
    const auto lasted = wasOpen ? now() - *m_openedAt : 0ms;
    m_openedAt.reset();
    if (!wasOpen && end.error == LinkError::Timeout)
        m_handshakes.timedOut();
    m_stats.lastError = end.error == LinkError::None ? LinkError::RemoteClosed : end.error;
    m_stats.lastErrorDetail = end.detail.left(300);
    m_stats.lastHttpStatus = end.httpStatus;
    ++m_stats.failures;
    m_backoffBefore = m_backoff;
    if (end.httpStatus == 429) {
        ++m_stats.rateLimits;
        m_backoff.rateLimited();
    }
    const auto delay = m_backoff.failed(lasted);
    m_nextTry = now() + delay;
    m_stats.nextTryAt = m_clock.now() + delay;
    setState(wasOpen ? LinkState::Waiting : LinkState::Failed);
    log(LogLevel::Warning,
        (wasOpen ? u"connection lost: %1"_s : u"cannot connect: %1"_s).arg(m_stats.lastErrorDetail));
    if (wasOpen || isLineError(end.error))
        m_host.sessionFailed(*this, wasOpen, m_stats.lastError);
}

void RelaySession::challengeReceived(const QByteArray&)
{
    if (!m_stats.wantsAuth)
        log(LogLevel::Info, u"asks for authentication (not answered)"_s);
    m_stats.wantsAuth = true;
}

void RelaySession::heldTooLong(bool roomAgain)
{
    m_live.clear();
    m_walks.clear();
    m_page.clear();
    m_historyStarted = false;
    m_stats.caughtUp = false;
    if (roomAgain)
        m_subscribeAt = now();
    else
        m_subscribeAt.reset();
    log(LogLevel::Warning,
        roomAgain ? u"reading again after a long pause; asking for what was missed"_s
                  : u"paused for too long because the store is slower; subscriptions closed"_s);
}

void RelaySession::slowDown()
{
    ++m_stats.rateLimits;
    m_backoff.rateLimited();
    const auto wait = std::min<std::chrono::milliseconds>(slowDownFirst * (1 << std::min(m_slowDowns, 10U)),
                                                          slowDownLongest);
    ++m_slowDowns;
    m_pageNotBefore = now() + wait;
}

void RelaySession::setState(LinkState state)
{
    if (m_stats.state == state)
        return;
    m_stats.state = state;
    m_stats.stateSince = m_clock.now();
}

/// A hostile relay can cause any number of lines: a bounded number a minute is kept, the rest counted.
void RelaySession::log(LogLevel level, const QString& message)
{
    if (now() - m_logMinute >= 60s) {
        m_logMinute = now();
        m_logLines = 0;
    }
    if (m_logLines >= logLinesPerMinute) {
        ++m_logSkipped;
        return;
    }
    ++m_logLines;
    LogRecord record{m_clock.now(), level, u"collect"_s, m_relay.id, QString::fromLatin1(m_relay.url.text()),
                     message};
    if (const auto skipped = std::exchange(m_logSkipped, 0); skipped > 0)
        record.message += u" (%1 lines before this one were left out)"_s.arg(skipped);
    m_host.sessionLogged(std::move(record));
}

} // namespace nostrscope
