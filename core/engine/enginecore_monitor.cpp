// SPDX-License-Identifier: GPL-3.0-or-later
// The monitor: its thread, its relays, what is asked of it.
#include "core/engine/enginecore.h"

#include <QEventLoop>

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

constexpr auto stopMonitorWithin = 3s;
constexpr auto reportsEvery = 2min;
constexpr std::chrono::seconds reportsKept = 8 * 24h; ///< a monitor that reports each week is still heard
constexpr std::chrono::seconds reportsOverlap = 1h; ///< of the look before: they come late
constexpr int reportsPage = 500;

ProbeProxy proxyOf(const SocksProxy& proxy)
{
    return {proxy.host, proxy.port};
}

} // namespace

void EngineCore::openMonitor()
{
    auto config = m_config.monitor;
    config.probe.tor = proxyOf(m_config.collector.tor);
    config.probe.i2p = proxyOf(m_config.collector.i2p);
    config.probe.loki = proxyOf(m_config.collector.loki);
    config.allowPrivate = m_config.allowPrivate;
    m_monitor =
        std::make_unique<WorkerThread<RelayMonitor>>(QStringLiteral("monitor"), config, *m_store, m_clock);
    auto* monitor = m_monitor->get();
    connect(monitor, &RelayMonitor::updated, this, [this](const std::shared_ptr<const HealthUpdate>& update) {
        m_analytics->post(
            [update](Analytics& analytics) { analytics.setHealth(update->rows, update->totals); });
        if (!m_archiver)
            return;
        std::vector<std::pair<RelayId, UnixMillis>> readable;
        for (const auto& [relay, row] : update->rows) {
            if (row->status.lastCheck && row->status.lastCause.code == ProbeCode::Ok)
                readable.emplace_back(relay, *row->status.lastCheck);
        }
        m_archiver->post(
            [readable = std::move(readable)](Archiver& archiver) { archiver.setReadable(readable); });
    });
    connect(monitor, &RelayMonitor::logged, this, [this](const std::vector<LogRecord>& records) {
        m_log.add(records);
        m_store->appendConnectionLog(records, [](const StoreResult<Nothing>&) {});
    });
    connect(monitor, &RelayMonitor::incidentsChanged, this, &EngineCore::incidentsChanged);
    m_reportsTimer.setInterval(reportsEvery);
    connect(&m_reportsTimer, &QTimer::timeout, this, &EngineCore::readReports, Qt::UniqueConnection);
    m_reportsTimer.start();
    readReports();
}

/// Waits until what was found is stored, for a moment.
void EngineCore::stopMonitor()
{
    m_reportsTimer.stop();
    if (!m_monitor)
        return;
    QEventLoop loop;
    connect(m_monitor->get(), &RelayMonitor::stopped, &loop, &QEventLoop::quit);
    QTimer::singleShot(stopMonitorWithin, &loop, &QEventLoop::quit);
    m_monitor->post([](RelayMonitor& monitor) { monitor.stop(); });
    loop.exec();
    // No answer of the writer may come later than the one who waits for it.
    m_store->withWriter([](StoreWriter&) {});
}

void EngineCore::publishMonitored()
{
    std::vector<MonitoredRelay> relays;
    int collected = 0;
    for (const auto& [id, entry] : m_relays) {
        const auto url = RelayUrl::parse(QString::fromUtf8(entry.url), RelayUrlRules::byHand());
        const bool isWanted = m_config.onlyRelays.empty() || m_config.onlyRelays.count(entry.url) > 0;
        if (!url || !isWanted)
            continue;
        MonitoredRelay relay{id, *url, false, entry.paused, entry.source == RelaySource::Manual};
        // Those that we collect from, and those that the user wants watched; the others are a directory.
        const bool isCollected = !entry.paused && collected++ < m_config.collector.maxConnections;
        relay.isWatched = isCollected || (entry.starred && !entry.paused);
        relays.push_back(std::move(relay));
    }
    m_monitor->post([relays = std::move(relays)](RelayMonitor& monitor) { monitor.setRelays(relays); });
}

/// What other monitors say, from the store: it came by the same way as all events.
void EngineCore::readReports()
{
    const auto isFirst = m_reportsReadAt == UnixMillis{};
    const auto since = isFirst ? toSeconds(m_clock.now()) - reportsKept.count()
                               : toSeconds(m_reportsReadAt) - reportsOverlap.count();
    m_reportsReadAt = m_clock.now();
    readReportsPage(since, {});
}

void EngineCore::readReportsPage(Timestamp since, std::optional<EventCursor> after)
{
    Filter filter;
    filter.kinds = {relayMonitorKind, relayDiscoveryKind};
    filter.since = since;
    m_store->page(filter, EventOrder::OldestFirst, after, reportsPage, {},
                  [this, since](StoreResult<EventPage> page) {
                      QMetaObject::invokeMethod(this, [this, since, page = std::move(page)] {
                          if (!page || !m_monitor || m_isClosed)
                              return;
                          std::vector<Event> events;
                          for (const auto& stored : page->events)
                              events.push_back(stored.event);
                          m_monitor->post([events = std::move(events)](RelayMonitor& monitor) {
                              monitor.addReports(events);
                          });
                          if (page->next)
                              readReportsPage(since, page->next);
                      });
                  });
}

void EngineCore::checkNow(const QList<RelayId>& relays)
{
    if (m_monitor)
        m_monitor->post([relays](RelayMonitor& monitor) {
            monitor.checkNow(std::vector<RelayId>(relays.begin(), relays.end()));
        });
}

void EngineCore::observeNow(RelayId relay)
{
    if (m_monitor)
        m_monitor->post([relay](RelayMonitor& monitor) { monitor.observeNow(relay); });
}

void EngineCore::readDocuments(int token, const QList<QByteArray>& sha256)
{
    if (const auto limits = beginQuestion(token))
        readNextDocument(token, sha256.mid(0, EngineLink::maximumDocuments), {}, *limits);
}

void EngineCore::readNextDocument(int token, QList<QByteArray> hashes, QList<QByteArray> bodies,
                                  const CallLimits& limits)
{
    if (hashes.isEmpty()) {
        if (endQuestion(token))
            emit documentsRead(token, bodies);
        return;
    }
    const auto hash = hashes.takeFirst();
    m_store->documentBody(hash, limits, [=, this](const StoreResult<QByteArray>& body) {
        QMetaObject::invokeMethod(this, [=, this] {
            if (!m_store) // closed meanwhile: nobody waits
                return;
            if (body)
                readNextDocument(token, hashes, bodies + QList<QByteArray>{*body}, limits);
            else if (endQuestion(token))
                emit askFailed(token, describe(body.error()));
        });
    });
}

void EngineCore::readRelayHealth(int token, RelayId relay, const TimeRange& range)
{
    const auto limits = beginQuestion(token);
    if (!limits)
        return;
    using Detail = std::shared_ptr<const RelayHealthDetail>;
    m_monitor->post([this, token, relay, range, limits = *limits](RelayMonitor& monitor) {
        monitor.readDetail(relay, range, limits, [this, token](StoreResult<Detail> detail) {
            QMetaObject::invokeMethod(this, [this, token, detail = std::move(detail)] {
                if (!endQuestion(token))
                    return;
                if (detail)
                    emit relayHealthRead(token, *detail);
                else
                    emit askFailed(token, describe(detail.error()));
            });
        });
    });
}

void EngineCore::readIncidents(int token, const IncidentQuery& query)
{
    const auto limits = beginQuestion(token);
    if (!limits)
        return;
    using Incidents = std::vector<Incident>;
    m_store->incidents(query, *limits, [this, token](StoreResult<Incidents> reply) {
        QMetaObject::invokeMethod(this, [this, token, reply = std::move(reply)]() mutable {
            if (!endQuestion(token))
                return;
            if (reply)
                emit incidentsRead(token, std::make_shared<const Incidents>(std::move(*reply)));
            else
                emit askFailed(token, describe(reply.error()));
        });
    });
}

/// The store has taken an edit, or not.
Reply<Nothing> EngineCore::whenEdited()
{
    return [this](const StoreResult<Nothing>& reply) {
        QMetaObject::invokeMethod(this, [this, reply] {
            if (!reply)
                fail(reply.error());
            else if (m_monitor)
                m_monitor->post([](RelayMonitor& monitor) { monitor.incidentsEdited(); });
        });
    };
}

void EngineCore::acknowledgeIncidents(const QList<std::int64_t>& incidents, bool acknowledged)
{
    if (!m_store)
        return;
    const auto at = acknowledged ? std::optional(m_clock.now()) : std::nullopt;
    for (const auto incident : incidents)
        m_store->acknowledge(incident, at, whenEdited());
}

void EngineCore::setIncidentNote(std::int64_t incident, const QString& note)
{
    if (m_store)
        m_store->setNote(incident, note, whenEdited());
}

} // namespace nostrscope
