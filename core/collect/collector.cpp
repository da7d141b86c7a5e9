// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/collector.h"

#include "core/base/logging.h"
#include "core/net/qwebsockettransport.h"

#include <set>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds stopWithin = 3s;
constexpr std::size_t probesAtOnce = 3;

} // namespace

TransportFactory webSocketFactory(const CollectorConfig& config, const Clock& clock,
                                  const QWebSocketTransportOptions& base)
{
    return [tor = config.tor, i2p = config.i2p, loki = config.loki, base,
            &clock](RelayNetwork network) -> std::unique_ptr<Transport> {
        auto options = base;
        const SocksProxy none;
        const auto& proxy = network == RelayNetwork::Tor ? tor
            : network == RelayNetwork::I2p               ? i2p
            : network == RelayNetwork::Loki              ? loki
                                                         : none;
        if (proxy.port != 0)
            options.proxy = QNetworkProxy(QNetworkProxy::Socks5Proxy, proxy.host, proxy.port);
        else if (network != RelayNetwork::Clearnet && network != RelayNetwork::Local)
            return nullptr;
        return std::make_unique<QWebSocketTransport>(clock, std::move(options));
    };
}

Collector::Collector(CollectorConfig config, const Clock& clock, RawEventSink& sink, QObject* parent)
    : Collector(config, clock, sink, webSocketFactory(config, clock), parent)
{
}

Collector::Collector(CollectorConfig config, const Clock& clock, RawEventSink& sink, TransportFactory factory,
                     QObject* parent)
    : QObject(parent)
    , m_config(std::move(config))
    , m_clock(clock)
    , m_sink(sink)
    , m_factory(std::move(factory))
    , m_outage(m_config.ownOutage)
{
    Q_ASSERT(m_config.problem().isEmpty());
    connect(&m_probeTimer, &QTimer::timeout, this, &Collector::probeLine);
    m_probeTimer.setInterval(m_config.probeEvery);
}

Collector::~Collector()
{
    m_threads.clear(); // joins; reports on their way find this object gone and are dropped
}

void Collector::start()
{
    if (m_state != State::Stopped)
        return;
    m_state = State::Running;
    m_stoppedThreads = 0;
    m_outage = OwnOutage(m_config.ownOutage);
    const int count = (m_config.maxConnections + m_config.relaysPerThread - 1) / m_config.relaysPerThread;
    const int handshakes = std::max(1, m_config.handshakesAtOnce / count);
    for (int i = 0; i < count; ++i) {
        const auto report = [this](NetReport&& news) {
            auto shared = std::make_shared<NetReport>(std::move(news));
            QMetaObject::invokeMethod(
                this, [this, shared] { takeReport(std::move(*shared)); }, Qt::QueuedConnection);
        };
        m_threads.push_back(std::make_unique<Thread>(u"net-%1"_s.arg(i), m_config, handshakes, m_factory,
                                                     m_clock, m_sink, report));
    }
    applyWanted();
}

void Collector::stop()
{
    if (m_state != State::Running)
        return;
    m_state = State::Stopping;
    m_probeTimer.stop();
    m_wanted.clear();
    qCInfo(logCollect) << "closing" << m_statistics.size() << "relays";
    for (auto& thread : m_threads)
        thread->post([](NetWorker& worker) { worker.stop(stopWithin); });
}

void Collector::addRelay(const CollectorRelay& relay)
{
    addRelays({relay});
}

void Collector::addRelays(const std::vector<CollectorRelay>& relays)
{
    for (const auto& relay : relays) {
        Q_ASSERT(relay.id);
        const auto [at, isNew] = m_statistics.try_emplace(relay.id);
        if (!isNew) {
            for (auto& known : m_relays) {
                if (known.id == relay.id)
                    known.paused = relay.paused;
            }
            continue;
        }
        at->second.relay = relay.id;
        at->second.lastEoseAt = relay.lastEoseAt;
        at->second.stateSince = m_clock.now();
        at->second.state = relay.paused ? LinkState::Paused : LinkState::Idle;
        m_relays.push_back(relay);
    }
    applyWanted();
}

void Collector::removeRelay(RelayId relay)
{
    std::erase_if(m_relays, [relay](const CollectorRelay& entry) { return entry.id == relay; });
    m_statistics.erase(relay);
    m_wanted.erase(relay);
    if (m_state == State::Running)
        threadOf(relay).post([relay](NetWorker& worker) { worker.remove(relay); });
    applyWanted();
    emit changed();
}

void Collector::setPaused(const std::vector<RelayId>& relays, bool paused)
{
    const std::set<RelayId> chosen(relays.begin(), relays.end());
    for (auto& entry : m_relays) {
        if (!chosen.contains(entry.id) || entry.paused == paused)
            continue;
        entry.paused = paused;
        auto& stats = m_statistics[entry.id];
        stats.state = paused ? LinkState::Paused : LinkState::Idle;
        stats.stateSince = m_clock.now();
    }
    applyWanted();
    emit changed();
}

Collector::Thread& Collector::threadOf(RelayId relay)
{
    return *m_threads[relay.number() % m_threads.size()];
}

/// Tells the threads what changed between the relays that shall be connected and those that are.
void Collector::applyWanted()
{
    if (m_state != State::Running)
        return;
    std::map<RelayId, bool> wanted;
    for (const auto& relay : m_relays) {
        const bool fits = wanted.size() < static_cast<std::size_t>(m_config.maxConnections);
        if (!relay.paused && fits) {
            wanted[relay.id] = true;
            if (m_wanted.contains(relay.id))
                continue;
            auto told = relay;
            told.lastEoseAt = m_statistics[relay.id].lastEoseAt;
            threadOf(relay.id).post([told](NetWorker& worker) { worker.want(told); });
        } else if (m_wanted.contains(relay.id)) {
            threadOf(relay.id).post(
                [id = relay.id, paused = relay.paused](NetWorker& worker) { worker.unwant(id, paused); });
        }
    }
    m_wanted = std::move(wanted);
}

void Collector::takeReport(NetReport&& report)
{
    QList<std::pair<RelayId, UnixMillis>> eose;
    for (auto& stats : report.changed) {
        const auto at = m_statistics.find(stats.relay);
        if (at == m_statistics.end())
            continue; // removed meanwhile
        if (stats.lastEoseAt > at->second.lastEoseAt)
            eose.append({stats.relay, stats.lastEoseAt});
        at->second = std::move(stats);
    }
    if (!eose.isEmpty())
        emit eoseSeen(eose);
    if (report.logDropped > 0)
        report.log.push_back({m_clock.now(),
                              LogLevel::Warning,
                              u"collect"_s,
                              {},
                              {},
                              u"%1 lines were left out"_s.arg(report.logDropped)});
    if (!report.log.empty())
        emit logged(report.log);
    if (!report.changed.empty())
        emit changed();
    if (m_state == State::Running)
        takeLines(report.lines);
    if (report.stopped && m_state == State::Stopping && ++m_stoppedThreads == m_threads.size())
        finishStop();
}

void Collector::takeLines(const std::vector<LineEvent>& lines)
{
    const bool wasOut = m_outage.isOut();
    for (const auto& line : lines) {
        switch (line.what) {
        case LineEvent::What::Opened:
            m_outage.opened(line.relay, line.network, line.at);
            break;
        case LineEvent::What::Closed:
            m_outage.closed(line.relay);
            break;
        case LineEvent::What::Lost:
            (void)m_outage.lost(line.relay, line.at);
            break;
        case LineEvent::What::AttemptFailed:
            (void)m_outage.attemptFailed(line.relay, line.network, line.at);
            break;
        }
    }
    if (!wasOut && m_outage.isOut())
        beginOutage();
    else if (wasOut && !m_outage.isOut())
        endOutage();
}

void Collector::beginOutage()
{
    m_outageSince = m_clock.now();
    const auto blameless = m_outage.blameless();
    log(LogLevel::Error,
        u"our own connection seems to be down: %1 relays failed together"_s.arg(blameless.size()));
    for (auto& thread : m_threads)
        thread->post([blameless](NetWorker& worker) { worker.suspendForOutage(blameless); });
    m_probeTimer.start();
    emit ownOutageChanged(true);
}

void Collector::endOutage()
{
    m_probeTimer.stop();
    m_outageSince = {};
    log(LogLevel::Info, u"our own connection is back"_s);
    for (auto& thread : m_threads)
        thread->post([](NetWorker& worker) { worker.resumeAfterOutage(); });
    emit ownOutageChanged(false);
}

void Collector::probeLine()
{
    const auto relays = m_outage.blameless();
    for (std::size_t i = 0; i < std::min(probesAtOnce, relays.size()); ++i) {
        const auto relay = relays[m_nextProbe++ % relays.size()];
        if (m_wanted.contains(relay))
            threadOf(relay).post([relay](NetWorker& worker) { worker.probeLine({relay}); });
    }
}

void Collector::finishStop()
{
    m_threads.clear();
    m_state = State::Stopped;
    for (auto& [relay, stats] : m_statistics) {
        if (stats.state != LinkState::Paused)
            stats.state = LinkState::Idle;
    }
    qCInfo(logCollect) << "all connections are closed";
    emit changed();
    emit stopped();
}

void Collector::log(LogLevel level, const QString& message)
{
    emit logged({LogRecord{m_clock.now(), level, u"collect"_s, {}, {}, message}});
}

} // namespace nostrscope
