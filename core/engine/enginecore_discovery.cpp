// SPDX-License-Identifier: GPL-3.0-or-later
// Discovery: runs in a thread of its own now and then, and what the window asks of it.
#include "core/discover/rulepreview.h"
#include "core/discover/storescan.h"
#include "core/engine/enginecore.h"

#include <QRandomGenerator>

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

constexpr auto tellEvery = 1s;

} // namespace

void EngineCore::openDiscovery()
{
    ValidatorConfig config;
    config.probe = m_config.monitor.probe;
    config.probe.tor = {m_config.collector.tor.host, m_config.collector.tor.port};
    config.probe.i2p = {m_config.collector.i2p.host, m_config.collector.i2p.port};
    config.probe.loki = {m_config.collector.loki.host, m_config.collector.loki.port};
    config.allowPrivate = m_config.allowPrivate;
    config.seed = QRandomGenerator::global()->generate();
    m_validator =
        std::make_unique<WorkerThread<Validator>>(QStringLiteral("discovery"), config, *m_store, m_clock);
    connect(m_validator->get(), &Validator::progressed, this, [this](quint64 done, quint64 total) {
        m_discovery.done = done;
        m_discovery.total = total;
        tellDiscovery();
    });
    connect(m_validator->get(), &Validator::finished, this, &EngineCore::onValidated);
    if (m_config.discovery.every <= 0min)
        return;
    connect(&m_discoveryTimer, &QTimer::timeout, this, &EngineCore::onDiscoveryDue, Qt::UniqueConnection);
    m_discoveryTimer.start(m_config.discovery.firstAfter);
    m_discovery.nextRunAt = m_clock.now() + m_config.discovery.firstAfter;
}

void EngineCore::onDiscoveryDue()
{
    m_discoveryTimer.start(m_config.discovery.every);
    m_discovery.nextRunAt = m_clock.now() + m_config.discovery.every;
    // Strangers are connected to only while we collect, and only if that is wanted.
    runDiscovery(m_config.discovery.validates && m_collector && m_collector->isRunning());
}

void EngineCore::closeDiscovery()
{
    m_discoveryTimer.stop();
    m_discoveryJob.reset(); // cancels and waits for the slice under way
    m_validator.reset();
    m_discoveryRun.reset();
    m_fetches.all.clear();
    m_fetches.resolver.reset();
}

/// At most once a second, but for a step that begins or ends.
void EngineCore::tellDiscovery(bool isStep)
{
    const auto now = m_clock.monotonic();
    if (!isStep && now - m_discoveryTold < tellEvery)
        return;
    m_discoveryTold = now;
    emit discoveryChanged();
}

void EngineCore::runDiscovery(bool validate)
{
    DiscoveryRun run;
    run.validates = validate;
    startDiscovery(std::move(run));
}

/// Nothing while one runs: who wants to know has looked at the step.
void EngineCore::startDiscovery(DiscoveryRun run)
{
    if (!m_store || m_discoveryRun)
        return;
    m_discoveryRun = std::move(run);
    if (m_discoveryRun->scans)
        scanEvents();
    else
        validateCandidates();
}

void EngineCore::scanEvents()
{
    m_discovery.step = DiscoveryStep::Reading;
    m_discovery.done = m_discovery.total = 0;
    m_discoveryJob = std::make_unique<BackgroundJob>([this](const BackgroundJob::Cancelled& cancelled) {
        auto report = scanStore(*m_store, {}, [this, cancelled](quint64 done, quint64 total) {
            QMetaObject::invokeMethod(this, [this, done, total] {
                m_discovery.done = done;
                m_discovery.total = total;
                tellDiscovery();
            });
            return !*cancelled;
        });
        QMetaObject::invokeMethod(this, [this, report = std::move(report)] { onScanned(report); });
    });
    tellDiscovery(true);
}

void EngineCore::onScanned(const StoreResult<StoreScanReport>& report)
{
    if (m_isClosed || !m_store || !m_discoveryRun)
        return;
    const bool wasCancelled = m_discoveryJob && m_discoveryJob->isCancelled();
    m_discoveryJob.reset();
    if (report) {
        m_discoveryRun->scan = *report;
        m_store->finishDiscovery(m_clock.now(), [](const StoreResult<Nothing>&) {});
    } else {
        m_discoveryRun->error = describe(report.error());
        fail(report.error());
    }
    if (report && !wasCancelled && m_discoveryRun->validates)
        validateCandidates();
    else
        endDiscovery();
}

void EngineCore::validateCandidates()
{
    m_discovery.step = DiscoveryStep::Validating;
    m_discovery.done = m_discovery.total = 0;
    m_validator->post([](Validator& validator) { validator.run(); });
    tellDiscovery(true);
}

void EngineCore::onValidated(const ValidationReport& report)
{
    if (!m_discoveryRun)
        return;
    m_discoveryRun->validation = report;
    if (report.error.code != StoreErrorCode::None) {
        m_discoveryRun->error = describe(report.error);
        fail(report.error);
        endDiscovery();
        return;
    }
    acceptByStoredRules([this](const QList<CandidateDecision>& accepted, const QString& error) {
        if (!m_discoveryRun)
            return;
        m_discoveryRun->accepted = accepted;
        m_discoveryRun->error = error;
        endDiscovery();
    });
}

void EngineCore::endDiscovery()
{
    const auto run = std::exchange(m_discoveryRun, std::nullopt);
    m_discovery.step = DiscoveryStep::Idle;
    tellDiscovery(true);
    if (run && run->done)
        run->done(*run);
}

void EngineCore::acceptByStoredRules(const Accepted& done)
{
    m_store->acceptRules({}, [this, done](StoreResult<QStringList> texts) {
        QMetaObject::invokeMethod(this, [this, done, texts = std::move(texts)] {
            if (!m_store)
                return;
            if (!texts) {
                done({}, describe(texts.error()));
                return;
            }
            // One that a later version of the program wrote accepts nothing here.
            const auto rules = parseRules(*texts);
            acceptByRules(rules ? *rules : std::vector<AcceptRule>(), done);
        });
    });
}

void EngineCore::acceptByRules(const std::vector<AcceptRule>& rules, const Accepted& done)
{
    if (rules.empty()) {
        done({}, {});
        return;
    }
    CandidateQuery query;
    query.stage = CandidateStage::Nostr;
    query.limit = static_cast<int>(DiscoveryBounds().candidates);
    m_store->candidates(query, {}, [this, rules, done](StoreResult<CandidatePage> page) {
        QMetaObject::invokeMethod(this, [this, rules, done, page = std::move(page)] {
            if (!m_store)
                return;
            if (!page) {
                done({}, describe(page.error()));
                return;
            }
            QList<CandidateDecision> decisions;
            for (const auto& candidate : page->candidates) {
                if (const auto* rule = acceptingRule(rules, candidate))
                    decisions.append({candidate.url, CandidateState::Accepted, rule->text()});
            }
            if (decisions.isEmpty()) {
                done({}, {});
                return;
            }
            decideCandidates(decisions,
                             [done, decisions](const StoreResult<std::vector<CandidateDecision>>& before) {
                                 done(before ? decisions : QList<CandidateDecision>(),
                                      before ? QString() : describe(before.error()));
                             });
        });
    });
}

void EngineCore::cancelDiscovery()
{
    if (m_discoveryJob)
        m_discoveryJob->cancel();
    if (m_validator)
        m_validator->post([](Validator& validator) { validator.cancel(); });
}

void EngineCore::decideCandidates(const QList<CandidateDecision>& decisions, const Decided& done)
{
    if (!m_store)
        return;
    const std::vector<CandidateDecision> wanted(decisions.begin(), decisions.end());
    m_store->decide(wanted, m_clock.now(),
                    [this, wanted, done](StoreResult<std::vector<CandidateDecision>> before) {
                        QMetaObject::invokeMethod(this, [this, wanted, done, before = std::move(before)] {
                            if (!m_store)
                                return;
                            if (before)
                                onDecided(wanted, *before);
                            else
                                fail(before.error());
                            if (done)
                                done(before);
                        });
                    });
}

/// What is accepted joins the list; an acceptance that is taken back leaves it.
void EngineCore::onDecided(const std::vector<CandidateDecision>& wanted,
                           const std::vector<CandidateDecision>& before)
{
    std::set<QByteArray> known;
    std::set<QByteArray> accepted;
    for (const auto& one : before) {
        known.insert(one.url);
        if (one.state == CandidateState::Accepted)
            accepted.insert(one.url);
    }
    QList<RelayCandidate> joining;
    QList<RelayId> leaving;
    for (const auto& one : wanted) {
        if (one.state == CandidateState::Accepted && known.count(one.url) > 0) {
            joining.append({QString::fromLatin1(one.url), one.url, {}, {}, {}, {}});
        } else if (accepted.count(one.url) > 0) {
            for (const auto& [id, entry] : m_relays) {
                if (entry.url == one.url && entry.source == RelaySource::Discovered)
                    leaving.append(id);
            }
        }
    }
    if (!joining.isEmpty())
        addRelays(joining, RelaySource::Discovered);
    if (!leaving.isEmpty())
        removeRelays(leaving);
    emit candidatesDecided(QList<CandidateDecision>(before.begin(), before.end()));
    tellDiscovery(true);
}

} // namespace nostrscope
