// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/enginecore.h"

#include "core/base/logging.h"
#include "core/nostr/relayurl.h"

#include <QCoreApplication>
#include <QDir>
#include <QEventLoop>
#include <QFileInfo>

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

constexpr auto persistEvery = 5s;
constexpr auto stopCollectorWithin = 5s; // the collector itself gives up after 3 s
constexpr auto drainWithin = 10s;

} // namespace

EngineCore::EngineCore(EngineConfig config, Mailbox<Snapshot>& snapshots, LogHub& log)
    : m_config(std::move(config))
    , m_snapshots(snapshots)
    , m_log(log)
{
    m_eoseTimer.setInterval(persistEvery);
    connect(&m_eoseTimer, &QTimer::timeout, this, &EngineCore::persistEose);
    connect(&m_eoseTimer, &QTimer::timeout, this, [this] {
        if (m_recorder)
            m_recorder->flush();
    });
    connect(&m_recordTimer, &QTimer::timeout, this, &EngineCore::tellRecording);
}

EngineCore::~EngineCore()
{
    close();
}

void EngineCore::close()
{
    if (std::exchange(m_isClosed, true))
        return;
    m_control.close();
    m_check.reset();
    m_jobs.clear();
    closeDiscovery();
    closeArchive();
    m_startWhenOpen = false; // answers that come while the sockets close must not start anything
    m_waitingImports.clear();
    m_imports.clear();
    m_storeTasks.clear(); // cancels, so that the writer is free
    m_replays.clear();
    m_recordTask.reset();
    m_recordTimer.stop();
    if (m_collector && m_collector->isRunning()) {
        QEventLoop loop;
        connect(m_collector.get(), &Collector::stopped, &loop, &QEventLoop::quit);
        QTimer::singleShot(stopCollectorWithin, &loop, &QEventLoop::quit);
        m_collector->stop();
        loop.exec();
    }
    persistEose();
    stopMonitor();
    m_collector.reset();
    (void)stopRecording();
    if (m_pipeline)
        m_pipeline->stop(drainWithin);
    if (m_analytics)
        m_analytics->call([](Analytics& analytics) { analytics.stop(); });
    for (const auto& [token, cancelled] : m_questions)
        cancelled->store(true); // nobody waits for these answers any more
    if (m_store)
        m_store->finishReads();
    m_monitor.reset();
    m_analytics.reset();
    m_recorder.reset();
    m_pipeline.reset();
    m_store.reset();
    m_eoseTimer.stop();
    QCoreApplication::removePostedEvents(this); // answers of stages that are no more
    emit closed();
}

void EngineCore::open()
{
    if (m_store || m_isClosed)
        return;
    QDir().mkpath(QFileInfo(m_config.databasePath).absolutePath());
    auto store = SqliteStore::open(m_config.databasePath, SqliteStore::Mode::ReadWrite, m_clock);
    if (!store) {
        qCWarning(logEngine) << describe(store.error());
        emit storeUnavailable(describe(store.error()));
        return;
    }
    m_store = std::move(*store);
    m_storeFile = std::make_shared<const StoreFile>(m_config.databasePath);
    connectStages();
    loadRelays();
    emit opened();
}

/// The way of an event, in one place.
void EngineCore::connectStages()
{
    m_pipeline = std::make_unique<IngestPipeline>(
        *m_store, *m_store, m_store->lastBatch(), IngestPipeline::Config{m_config.verifyThreads},
        [this](std::shared_ptr<const CommittedDelta> delta) {
            m_analytics->post(
                [delta = std::move(delta)](Analytics& analytics) { analytics.onCommitted(delta); });
        });
    Analytics::Sources sources{*m_store,
                               *m_store,
                               m_clock,
                               [this] { return m_pipeline->status(); },
                               [this] {
                                   const auto size = m_store->size();
                                   Vitals vitals;
                                   vitals.databaseBytes = size.databaseBytes;
                                   vitals.walBytes = size.walBytes;
                                   vitals.diskFreeBytes = size.diskFreeBytes;
                                   vitals.storeError = m_storeFile->problem();
                                   return vitals;
                               },
                               [this](std::shared_ptr<const Snapshot> snapshot) {
                                   if (m_snapshots.put(std::move(snapshot)))
                                       emit snapshotReady();
                               }};
    m_analytics = std::make_unique<WorkerThread<Analytics>>(QStringLiteral("analytics"), std::move(sources));
    m_recorder = std::make_unique<RecordingSink>(*m_pipeline);
    m_collector = std::make_unique<Collector>(m_config.collector, m_clock, *m_recorder);
    connect(m_collector.get(), &Collector::changed, this, &EngineCore::scheduleLinks);
    connect(m_collector.get(), &Collector::ownOutageChanged, this, &EngineCore::scheduleLinks);
    connect(m_collector.get(), &Collector::ownOutageChanged, this, [this](bool isOut) {
        m_monitor->post([isOut](RelayMonitor& monitor) { monitor.setNetworkLost(isOut); });
    });
    connect(m_collector.get(), &Collector::stopped, this, [this] {
        persistEose();
        publishLinks();
        emit collectingStopped();
        if (m_startWhenOpen) // asked for while the connections were closing
            startCollecting();
    });
    connect(m_collector.get(), &Collector::logged, this, [this](const std::vector<LogRecord>& records) {
        m_log.add(records);
        m_store->appendConnectionLog(records, [](const StoreResult<Nothing>&) {});
    });
    connect(m_collector.get(), &Collector::eoseSeen, this,
            [this](const QList<std::pair<RelayId, UnixMillis>>& times) {
                for (const auto& [relay, time] : times)
                    m_eose[relay] = std::max(m_eose[relay], time);
                if (m_archiver)
                    m_archiver->post([times = std::vector(times.begin(), times.end())](Archiver& archiver) {
                        archiver.setReadable(times);
                    });
            });
    m_eoseTimer.start();
    connect(m_collector.get(), &Collector::ownOutageChanged, this, [this](bool isOut) {
        if (m_validator)
            m_validator->post([isOut](Validator& validator) { validator.setNetworkLost(isOut); });
        if (m_archiver)
            m_archiver->post([isOut](Archiver& archiver) { archiver.setNetworkLost(isOut); });
    });
    openArchive();
    openMonitor();
    openDiscovery();
}

void EngineCore::loadRelays()
{
    m_store->relays([this](StoreResult<std::vector<RelayEntry>> reply) {
        QMetaObject::invokeMethod(this, [this, reply = std::move(reply)] {
            if (!reply) {
                fail(reply.error());
                return;
            }
            takeRelays(*reply);
            openControl();
            emit relaysLoaded(static_cast<int>(m_relays.size()));
        });
    });
}

void EngineCore::takeRelays(const std::vector<RelayEntry>& relays)
{
    std::vector<CollectorRelay> wanted;
    for (const auto& entry : relays) {
        m_relays[entry.id] = entry;
        m_urls.insert(entry.url);
        m_recorder->nameRelay(entry.id, entry.url);
        auto rules = RelayUrlRules::byHand(); // judged when it was added
        const auto url = RelayUrl::parse(QString::fromUtf8(entry.url), rules);
        const bool isWanted = m_config.onlyRelays.empty() || m_config.onlyRelays.count(entry.url) > 0;
        if (url && isWanted)
            wanted.push_back({entry.id, *url, entry.paused, entry.lastEoseAt, {}});
    }
    m_collector->addRelays(wanted);
    publishRelays();
    if (m_startWhenOpen)
        startCollecting();
}

void EngineCore::publishRelays()
{
    std::vector<RelayEntry> all;
    for (const auto& [id, entry] : m_relays)
        all.push_back(entry);
    m_analytics->post([all = std::move(all)](Analytics& analytics) { analytics.setRelays(all); });
    publishMonitored();
    publishArchived();
    publishLinks();
}

/// Many changes at a time are one message: each holds all relays.
void EngineCore::scheduleLinks()
{
    if (std::exchange(m_linksAreScheduled, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_linksAreScheduled = false;
            if (m_collector && m_analytics)
                publishLinks();
        },
        Qt::QueuedConnection);
}

void EngineCore::publishLinks()
{
    std::vector<LinkStatistics> links;
    for (const auto& [id, link] : m_collector->statistics())
        links.push_back(link);
    m_analytics->post([links = std::move(links), running = m_collector->isRunning(),
                       outage = m_collector->ownOutage(),
                       since = m_collector->ownOutageSince()](Analytics& analytics) {
        analytics.setLinks(links);
        analytics.setCollecting(running, outage, since);
    });
}

void EngineCore::persistEose()
{
    if (m_eose.empty() || !m_store)
        return;
    std::vector<std::pair<RelayId, UnixMillis>> times(m_eose.begin(), m_eose.end());
    m_eose.clear();
    m_store->setLastEose(std::move(times), [](const StoreResult<Nothing>& reply) {
        if (!reply)
            qCWarning(logEngine) << "last contacts are not stored:" << describe(reply.error());
    });
}

void EngineCore::startCollecting()
{
    m_startWhenOpen = true;
    if (!m_collector || m_collector->isRunning())
        return;
    m_collector->start();
    m_monitor->post([](RelayMonitor& monitor) { monitor.start(); });
    if (m_archiver)
        m_archiver->post([](Archiver& archiver) { archiver.setCollecting(true); });
    log(LogLevel::Info, QStringLiteral("Collection started with %1 relays").arg(m_collector->wantedRelays()));
    publishLinks();
}

void EngineCore::stopCollecting()
{
    m_startWhenOpen = false;
    if (!m_collector)
        return;
    m_collector->stop();
    m_monitor->post([](RelayMonitor& monitor) { monitor.stop(); });
    if (m_archiver)
        m_archiver->post([](Archiver& archiver) { archiver.setCollecting(false); });
    log(LogLevel::Info, QStringLiteral("Collection stopped"));
}

void EngineCore::setPreset(RangePreset preset)
{
    if (m_analytics)
        m_analytics->post([preset](Analytics& analytics) { analytics.setPreset(preset); });
}

void EngineCore::setCustomRange(const TimeRange& range)
{
    if (m_analytics)
        m_analytics->post([range](Analytics& analytics) { analytics.setCustomRange(range); });
}

void EngineCore::setVisible(bool visible)
{
    if (!m_analytics)
        return;
    m_pipeline->setBatchInterval(visible ? limits::batchIntervalLive : limits::batchInterval);
    m_analytics->post([visible](Analytics& analytics) { analytics.setVisible(visible); });
}

RelayCandidate EngineCore::judge(const QString& input, RelaySource source) const
{
    auto rules = source == RelaySource::Manual ? RelayUrlRules::byHand()
        : source == RelaySource::Discovered    ? RelayUrlRules::discovered()
                                               : RelayUrlRules::list();
    rules.allowPrivate |= m_config.allowPrivate;
    RelayCandidate candidate;
    candidate.input = input;
    const auto url = RelayUrl::parse(input, rules);
    if (!url) {
        candidate.reason = QString::fromLatin1(toString(url.error()));
        return candidate;
    }
    candidate.url = url->text();
    candidate.network = QString::fromLatin1(toString(url->network()));
    if (m_urls.contains(candidate.url))
        candidate.reason = QStringLiteral("known");
    return candidate;
}

void EngineCore::checkRelays(int token, const QStringList& inputs, RelaySource source)
{
    QList<RelayCandidate> candidates;
    std::set<QByteArray> seen;
    for (const auto& input : inputs) {
        auto candidate = judge(input, source);
        if (!candidate.url.isEmpty() && !seen.insert(candidate.url).second)
            candidate.reason = QStringLiteral("duplicate");
        candidates.append(std::move(candidate));
    }
    emit relaysChecked(token, candidates);
}

void EngineCore::addRelays(const QList<RelayCandidate>& candidates, RelaySource source)
{
    if (!m_store)
        return;
    std::vector<RelayEntry> entries;
    std::set<QByteArray> urls;
    for (const auto& candidate : candidates) {
        if (candidate.url.isEmpty() || !candidate.reason.isEmpty() || m_urls.contains(candidate.url)
            || !urls.insert(candidate.url).second)
            continue;
        RelayEntry entry;
        entry.url = candidate.url;
        entry.name = candidate.name;
        entry.purpose = candidate.purpose;
        entry.source = source;
        entry.addedAt = m_clock.now();
        entries.push_back(std::move(entry));
    }
    const auto known = static_cast<int>(candidates.size()) - static_cast<int>(entries.size());
    storeRelays(std::move(entries), [this, known](const StoreResult<std::vector<RelayEntry>>& reply) {
        if (reply)
            emit relaysAdded(static_cast<int>(reply->size()), known);
    });
}

void EngineCore::storeRelays(std::vector<RelayEntry> entries, const Reply<std::vector<RelayEntry>>& done)
{
    m_store->addRelays(std::move(entries), [this, done](StoreResult<std::vector<RelayEntry>> reply) {
        QMetaObject::invokeMethod(this, [this, done, reply = std::move(reply)] {
            if (reply)
                takeRelays(*reply);
            else
                fail(reply.error());
            done(reply);
        });
    });
}

void EngineCore::fail(const StoreError& error)
{
    qCWarning(logEngine) << describe(error);
    emit failed(describe(error));
}

void EngineCore::log(LogLevel level, const QString& message)
{
    LogRecord record;
    record.at = m_clock.now();
    record.level = level;
    record.service = QStringLiteral("engine");
    record.message = message;
    m_log.add({record});
}

} // namespace nostrscope
