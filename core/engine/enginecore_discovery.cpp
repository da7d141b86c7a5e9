// SPDX-License-Identifier: GPL-3.0-or-later
// Discovery: runs in a thread of its own now and then, and what the window asks of it.
#include "core/base/coretext.h"
#include "core/discover/storescan.h"
#include "core/engine/enginecore.h"

#include <QRandomGenerator>

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

constexpr auto daysShown = 24h * 90;
constexpr auto tellEvery = 1s;

} // namespace

void EngineCore::openDiscovery()
{
    ValidatorConfig config;
    config.probe = m_config.monitor.probe;
    config.probe.tor = {m_config.collector.tor.host, m_config.collector.tor.port};
    config.probe.i2p = {m_config.collector.i2p.host, m_config.collector.i2p.port};
    config.probe.loki = {m_config.collector.loki.host, m_config.collector.loki.port};
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
    if (!m_store || m_discovery.step != DiscoveryStep::Idle)
        return;
    m_discovery.step = DiscoveryStep::Reading;
    m_discovery.done = m_discovery.total = 0;
    m_discoveryJob =
        std::make_unique<BackgroundJob>([this, validate](const BackgroundJob::Cancelled& cancelled) {
            auto report = scanStore(*m_store, {}, [this, cancelled](quint64 done, quint64 total) {
                QMetaObject::invokeMethod(this, [this, done, total] {
                    m_discovery.done = done;
                    m_discovery.total = total;
                    tellDiscovery();
                });
                return !*cancelled;
            });
            QMetaObject::invokeMethod(
                this, [this, validate, report = std::move(report)] { onScanned(report, validate); });
        });
    tellDiscovery(true);
}

void EngineCore::onScanned(const StoreResult<StoreScanReport>& report, bool validate)
{
    if (m_isClosed || !m_store)
        return;
    const bool wasCancelled = m_discoveryJob && m_discoveryJob->isCancelled();
    m_discoveryJob.reset();
    m_discovery.step = DiscoveryStep::Idle;
    if (!report)
        fail(report.error());
    else
        m_store->finishDiscovery(m_clock.now(), [](const StoreResult<Nothing>&) {});
    if (report && !wasCancelled && validate)
        validateCandidates();
    tellDiscovery(true);
}

void EngineCore::validateCandidates()
{
    if (!m_validator || m_discovery.step != DiscoveryStep::Idle)
        return;
    m_discovery.step = DiscoveryStep::Validating;
    m_discovery.done = m_discovery.total = 0;
    m_validator->post([](Validator& validator) { validator.run(); });
    tellDiscovery(true);
}

void EngineCore::onValidated(const ValidationReport& report)
{
    m_discovery.step = DiscoveryStep::Idle;
    if (report.error.code != StoreErrorCode::None)
        fail(report.error);
    else if (!m_config.discovery.rules.empty())
        acceptByRules();
    tellDiscovery(true);
}

void EngineCore::acceptByRules()
{
    CandidateQuery query;
    query.stage = CandidateStage::Nostr;
    query.limit = static_cast<int>(DiscoveryBounds().candidates);
    m_store->candidates(query, {}, [this](StoreResult<CandidatePage> page) {
        QMetaObject::invokeMethod(this, [this, page = std::move(page)] {
            if (!page || !m_store)
                return;
            QList<CandidateDecision> decisions;
            for (const auto& candidate : page->candidates) {
                if (const auto* rule = acceptingRule(m_config.discovery.rules, candidate))
                    decisions.append({candidate.url, CandidateState::Accepted, rule->text()});
            }
            if (!decisions.isEmpty())
                decideCandidates(decisions);
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

void EngineCore::readDiscovery(int token, const CandidateQuery& query)
{
    const auto limits = beginQuestion(token);
    if (!limits)
        return;
    auto view = std::make_shared<DiscoveryView>(m_discovery);
    view->asOf = m_clock.now();
    // Two answers in their order; the first of them may fail the whole.
    m_store->discoveryFigures(
        view->asOf - daysShown, *limits,
        [this, token, view, query, limits = *limits](StoreResult<DiscoveryFigures> figures) {
            QMetaObject::invokeMethod(this, [this, token, view, query, limits, figures = std::move(figures)] {
                if (!figures || !m_store) {
                    if (endQuestion(token))
                        emit askFailed(token,
                                       figures ? CoreText::tr("The database is not open.")
                                               : describe(figures.error()));
                    return;
                }
                view->figures = *figures;
                m_store->candidates(query, limits, [this, token, view](StoreResult<CandidatePage> page) {
                    QMetaObject::invokeMethod(this, [this, token, view, page = std::move(page)] {
                        if (!endQuestion(token))
                            return;
                        if (!page) {
                            emit askFailed(token, describe(page.error()));
                            return;
                        }
                        view->page = *page;
                        emit discoveryRead(token, view);
                    });
                });
            });
        });
}

void EngineCore::decideCandidates(const QList<CandidateDecision>& decisions)
{
    if (!m_store)
        return;
    const std::vector<CandidateDecision> wanted(decisions.begin(), decisions.end());
    m_store->decide(wanted, m_clock.now(),
                    [this, wanted](StoreResult<std::vector<CandidateDecision>> before) {
                        QMetaObject::invokeMethod(this, [this, wanted, before = std::move(before)] {
                            if (!before) {
                                fail(before.error());
                                return;
                            }
                            if (m_store)
                                onDecided(wanted, *before);
                        });
                    });
}

/// What is accepted joins the list; an acceptance that is taken back leaves it.
void EngineCore::onDecided(const std::vector<CandidateDecision>& wanted,
                           const std::vector<CandidateDecision>& before)
{
    std::set<QByteArray> accepted;
    for (const auto& one : before) {
        if (one.state == CandidateState::Accepted)
            accepted.insert(one.url);
    }
    QList<RelayCandidate> joining;
    QList<RelayId> leaving;
    for (const auto& one : wanted) {
        if (one.state == CandidateState::Accepted) {
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
