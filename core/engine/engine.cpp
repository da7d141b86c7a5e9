// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine.h"

#include "core/engine/enginefactory.h"

namespace nostrscope {

std::unique_ptr<EngineLink> createEngine(const EngineConfig& config)
{
    return std::make_unique<Engine>(config);
}

Engine::Engine(const EngineConfig& config)
    : m_log([this] { emit logReady(); })
    , m_core(QStringLiteral("engine"), config, m_snapshots, m_log)
{
    auto* core = m_core.get();
    connect(core, &EngineCore::snapshotReady, this, &Engine::snapshotReady);
    connect(core, &EngineCore::relaysChecked, this, &Engine::relaysChecked);
    connect(core, &EngineCore::relaysAdded, this, &Engine::relaysAdded);
    connect(core, &EngineCore::relaysRemoved, this, &Engine::relaysRemoved);
    connect(core, &EngineCore::relaysStarred, this, &Engine::relaysStarred);
    connect(core, &EngineCore::taskStarted, this, &Engine::taskStarted);
    connect(core, &EngineCore::taskChanged, this, &Engine::taskChanged);
    connect(core, &EngineCore::taskCounted, this, &Engine::taskCounted);
    connect(core, &EngineCore::taskEnded, this, &Engine::taskEnded);
    connect(core, &EngineCore::importPreviewed, this, &Engine::importPreviewed);
    connect(core, &EngineCore::retentionPlanned, this, &Engine::retentionPlanned);
    connect(core, &EngineCore::storeFiguresRead, this, &Engine::storeFiguresRead);
    connect(core, &EngineCore::logRead, this, &Engine::logRead);
    connect(core, &EngineCore::relayHealthRead, this, &Engine::relayHealthRead);
    connect(core, &EngineCore::documentsRead, this, &Engine::documentsRead);
    connect(core, &EngineCore::incidentsRead, this, &Engine::incidentsRead);
    connect(core, &EngineCore::incidentsChanged, this, &Engine::incidentsChanged);
    connect(core, &EngineCore::discoveryRead, this, &Engine::discoveryRead);
    connect(core, &EngineCore::discoveryChanged, this, &Engine::discoveryChanged);
    connect(core, &EngineCore::candidatesDecided, this, &Engine::candidatesDecided);
    connect(core, &EngineCore::discoveryAnswered, this, &Engine::discoveryAnswered);
    connect(core, &EngineCore::candidatesFetched, this, &Engine::candidatesFetched);
    connect(core, &EngineCore::archiveChanged, this, &Engine::archiveChanged);
    connect(core, &EngineCore::storeUnavailable, this, &Engine::storeUnavailable);
    connect(core, &EngineCore::failed, this, &Engine::failed);
    connect(core, &EngineCore::answered, this, &Engine::answered);
    connect(core, &EngineCore::eventsRead, this, &Engine::eventsRead);
    connect(core, &EngineCore::eventInspected, this, &Engine::eventInspected);
    connect(core, &EngineCore::askFailed, this, &Engine::askFailed);
    connect(core, &EngineCore::databaseChecked, this, &Engine::databaseChecked);
    connect(core, &EngineCore::closed, this, &Engine::stopped);
    m_core.post([](EngineCore& engine) { engine.open(); });
}

Engine::~Engine()
{
    m_core.stop();
}

void Engine::startCollecting()
{
    m_core.post([](EngineCore& engine) { engine.startCollecting(); });
}

void Engine::stopCollecting()
{
    m_core.post([](EngineCore& engine) { engine.stopCollecting(); });
}

void Engine::setRange(RangePreset preset)
{
    m_core.post([preset](EngineCore& engine) { engine.setPreset(preset); });
}

void Engine::setCustomRange(const TimeRange& range)
{
    m_core.post([range](EngineCore& engine) { engine.setCustomRange(range); });
}

void Engine::setVisible(bool visible)
{
    m_core.post([visible](EngineCore& engine) { engine.setVisible(visible); });
}

void Engine::checkRelays(int token, const QStringList& inputs, RelaySource source)
{
    m_core.post([=](EngineCore& engine) { engine.checkRelays(token, inputs, source); });
}

void Engine::checkRelayFile(int token, const QString& file, RelaySource source)
{
    m_core.post([=](EngineCore& engine) { engine.checkRelayFile(token, file, source); });
}

void Engine::checkBuiltInRelays(int token)
{
    m_core.post([token](EngineCore& engine) { engine.checkBuiltInRelays(token); });
}

void Engine::addRelays(const QList<RelayCandidate>& relays, RelaySource source)
{
    m_core.post([=](EngineCore& engine) { engine.addRelays(relays, source); });
}

void Engine::removeRelays(const QList<RelayId>& relays)
{
    m_core.post([=](EngineCore& engine) { engine.removeRelays(relays); });
}

void Engine::restoreRelays(const QList<RelayId>& relays)
{
    m_core.post([=](EngineCore& engine) { engine.restoreRelays(relays); });
}

void Engine::setPaused(const QList<RelayId>& relays, bool paused)
{
    m_core.post([=](EngineCore& engine) { engine.setPaused(relays, paused); });
}

void Engine::setStarred(const QList<RelayId>& relays, bool starred)
{
    m_core.post([=](EngineCore& engine) { engine.setStarred(relays, starred); });
}

int Engine::importFiles(const QStringList& files)
{
    const int task = m_nextTask++;
    m_core.post([=](EngineCore& engine) { engine.importFiles(task, files); });
    return task;
}

void Engine::cancelTask(int task)
{
    m_core.post([=](EngineCore& engine) { engine.cancelTask(task); });
}

void Engine::pauseTask(int task, bool paused)
{
    m_core.post([=](EngineCore& engine) { engine.pauseTask(task, paused); });
}

void Engine::ask(int token, const Question& question)
{
    m_core.post([=](EngineCore& engine) { engine.ask(token, question); });
}

void Engine::readEvents(int token, const EventQuery& query)
{
    m_core.post([=](EngineCore& engine) { engine.readEvents(token, query); });
}

void Engine::inspectEvent(int token, const EventId& id)
{
    m_core.post([=](EngineCore& engine) { engine.inspectEvent(token, id); });
}

void Engine::cancel(int token)
{
    m_core.post([token](EngineCore& engine) { engine.cancel(token); });
}

void Engine::setArchiving(bool on)
{
    m_core.post([on](EngineCore& engine) { engine.setArchiving(on); });
}

void Engine::readArchive()
{
    m_core.post([](EngineCore& engine) { engine.readArchive(); });
}

void Engine::syncRelays(const QList<RelayId>& relays, const std::optional<SyncWish>& wish)
{
    m_core.post([=](EngineCore& engine) { engine.syncRelays(relays, wish); });
}

void Engine::stopSync(const QList<RelayId>& relays)
{
    m_core.post([=](EngineCore& engine) { engine.stopSync(relays); });
}

void Engine::setArchivePaused(const QList<RelayId>& relays, bool paused)
{
    m_core.post([=](EngineCore& engine) { engine.setArchivePaused(relays, paused); });
}

void Engine::setArchivePriority(const QList<RelayId>& relays, SyncPriority priority)
{
    m_core.post([=](EngineCore& engine) { engine.setArchivePriority(relays, priority); });
}

void Engine::checkDatabase(int token)
{
    m_core.post([=](EngineCore& engine) { engine.checkDatabase(token); });
}

void Engine::previewImport(int token, const QString& file)
{
    m_core.post([=](EngineCore& engine) { engine.previewImport(token, file); });
}

int Engine::startStoreTask(const StoreTaskOrder& order)
{
    const int task = m_nextTask++;
    m_core.post([=](EngineCore& engine) { engine.startStoreTask(task, order); });
    return task;
}

void Engine::planRetention(int token, const RetentionPolicy& policy)
{
    m_core.post([=](EngineCore& engine) { engine.planRetention(token, policy); });
}

void Engine::readStoreFigures(int token)
{
    m_core.post([token](EngineCore& engine) { engine.readStoreFigures(token); });
}

void Engine::readLog(int token, const LogQuery& query)
{
    m_core.post([=](EngineCore& engine) { engine.readLog(token, query); });
}

void Engine::checkNow(const QList<RelayId>& relays)
{
    m_core.post([relays](EngineCore& engine) { engine.checkNow(relays); });
}

void Engine::observeNow(RelayId relay)
{
    m_core.post([relay](EngineCore& engine) { engine.observeNow(relay); });
}

void Engine::readDocuments(int token, const QList<QByteArray>& sha256)
{
    m_core.post([=](EngineCore& engine) { engine.readDocuments(token, sha256); });
}

void Engine::readRelayHealth(int token, RelayId relay, const TimeRange& range)
{
    m_core.post([=](EngineCore& engine) { engine.readRelayHealth(token, relay, range); });
}

void Engine::readIncidents(int token, const IncidentQuery& query)
{
    m_core.post([=](EngineCore& engine) { engine.readIncidents(token, query); });
}

void Engine::acknowledgeIncidents(const QList<std::int64_t>& incidents, bool acknowledged)
{
    m_core.post([=](EngineCore& engine) { engine.acknowledgeIncidents(incidents, acknowledged); });
}

void Engine::setIncidentNote(std::int64_t incident, const QString& note)
{
    m_core.post([=](EngineCore& engine) { engine.setIncidentNote(incident, note); });
}

void Engine::readDiscovery(int token, const CandidateQuery& query)
{
    m_core.post([=](EngineCore& engine) { engine.readDiscovery(token, query); });
}

void Engine::runDiscovery(bool validate)
{
    m_core.post([validate](EngineCore& engine) { engine.runDiscovery(validate); });
}

void Engine::cancelDiscovery()
{
    m_core.post([](EngineCore& engine) { engine.cancelDiscovery(); });
}

void Engine::decideCandidates(const QList<CandidateDecision>& decisions)
{
    m_core.post([decisions](EngineCore& engine) { engine.decideCandidates(decisions); });
}

void Engine::askDiscovery(int token, const DiscoveryQuestion& question)
{
    m_core.post([=](EngineCore& engine) { engine.askDiscovery(token, question); });
}

void Engine::setAcceptRules(const QStringList& rules)
{
    m_core.post([rules](EngineCore& engine) { engine.setAcceptRules(rules); });
}

void Engine::dismissDuplicates(const QList<QByteArray>& keys, bool areDismissed)
{
    m_core.post([=](EngineCore& engine) { engine.dismissDuplicates(keys, areDismissed); });
}

void Engine::fetchCandidates(int token, const DiscoveryFetch& fetch)
{
    m_core.post([=](EngineCore& engine) { engine.fetchCandidates(token, fetch); });
}

void Engine::retryStore()
{
    m_core.post([](EngineCore& engine) { engine.retryStore(); });
}

void Engine::shutDown()
{
    m_core.post([](EngineCore& engine) { engine.close(); });
}

} // namespace nostrscope
