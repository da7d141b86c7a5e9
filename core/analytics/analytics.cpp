// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/analytics.h"

#include "core/base/coretext.h"
#include "core/base/logging.h"

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

constexpr auto visibleInterval = 250ms;
constexpr auto hiddenInterval = 1000ms;
constexpr auto askEvery = 1s;
constexpr auto sizesEvery = 5s;
constexpr auto rateWindow = 10s;

} // namespace

Analytics::Analytics(Sources sources)
    : m_sources(std::move(sources))
    , m_startedAt(m_sources.clock.now())
{
    m_timer.setInterval(hiddenInterval);
    connect(&m_timer, &QTimer::timeout, this, &Analytics::tick);
    m_timer.start();
    m_sources.ledger.relayCounters([this](StoreResult<AllRelayCounters> reply) {
        QMetaObject::invokeMethod(this, [this, reply = std::move(reply)] { takeCounters(reply); });
    });
    resetWindow();
}

TimeRange Analytics::range() const
{
    return m_preset ? rangeOf(*m_preset, toSeconds(m_sources.clock.now())) : m_customRange;
}

/// Batches may have been committed while the counters were read: those that are not in them come on top.
void Analytics::takeCounters(const StoreResult<AllRelayCounters>& counters)
{
    m_countersLoaded = true;
    const auto deltas = std::exchange(m_beforeCounters, {});
    if (!counters) {
        qCWarning(logStore) << "counters of relays start at zero:" << describe(counters.error());
        return;
    }
    m_relays.setCounters(counters->relays);
    for (const auto& delta : deltas) {
        if (delta->result.batch > counters->throughBatch)
            m_relays.add(*delta);
    }
    tick();
}

void Analytics::setPreset(RangePreset preset)
{
    m_preset = preset;
    resetWindow();
}

void Analytics::setCustomRange(const TimeRange& range)
{
    m_preset.reset();
    m_customRange = range;
    resetWindow();
}

void Analytics::setVisible(bool visible)
{
    m_timer.setInterval(visible ? visibleInterval : hiddenInterval);
}

void Analytics::setRelays(const std::vector<RelayEntry>& relays)
{
    m_relays.setRelays(relays);
    m_isDirty = true;
}

void Analytics::setLinks(const std::vector<LinkStatistics>& links)
{
    m_linksAt = m_sources.clock.now();
    m_relays.setLinks(links, m_linksAt);
}

void Analytics::setHealth(const std::vector<std::pair<RelayId, std::shared_ptr<const HealthRow>>>& rows,
                          const HealthTotals& totals)
{
    m_relays.setHealth(rows);
    m_health = totals;
    m_healthAt = m_sources.clock.now();
}

void Analytics::setCollecting(bool collecting, bool ownOutage, UnixMillis ownOutageSince)
{
    m_vitals.collecting = collecting;
    m_vitals.ownOutage = ownOutage;
    m_vitals.ownOutageSince = ownOutageSince;
}

void Analytics::onCommitted(const std::shared_ptr<const CommittedDelta>& delta)
{
    m_relays.add(*delta);
    if (!m_countersLoaded)
        m_beforeCounters.push_back(delta);
    m_isDirty = true;
    if (!m_windowLoaded) {
        if (m_windowAsked) // a question that is still to be asked has it in its answer
            m_whileLoading.push_back(delta);
        return;
    }
    for (const auto& event : delta->events)
        m_window.add(event);
}

void Analytics::ask(Question::Subject subject, void (Analytics::*take)(const Table&))
{
    Question question;
    question.subject = subject;
    question.now = toSeconds(m_sources.clock.now());
    question.range = range();
    question.bucket = bucketOf(question.range);
    question.countsOnly = subject == Question::Subject::Relays; // asked each second; rows show no more
    ++m_open;
    CallLimits limits;
    limits.cancelled = m_cancelled;
    const auto generation = m_questionGeneration;
    m_sources.stats.ask(question, std::move(limits),
                        [this, subject, take, generation](StoreResult<Table> reply) {
                            auto table = reply ? std::make_shared<const Table>(std::move(*reply)) : nullptr;
                            if (!reply && reply.error().code != StoreErrorCode::Cancelled)
                                qCWarning(logStore) << "a figure is not answered:" << describe(reply.error());
                            QMetaObject::invokeMethod(this, [this, subject, take, generation, table] {
                                --m_open;
                                if (generation == m_questionGeneration) {
                                    if (table)
                                        (this->*take)(*table);
                                    else
                                        notAnswered(subject);
                                }
                                if (m_open == 0 && m_isLoading && !m_isStopped)
                                    finishLoading();
                            });
                        });
}

/// The store was too slow or failed: asked again, with the next look at it.
void Analytics::notAnswered(Question::Subject subject)
{
    m_isDirty = true;
    if (subject != Question::Subject::Series)
        return;
    m_windowAsked = false;
    m_whileLoading.clear();
}

void Analytics::askWindow()
{
    m_windowAsked = true;
    ask(Question::Subject::Series, &Analytics::takeWindow);
}

void Analytics::resetWindow()
{
    ++m_questionGeneration;
    *m_cancelled = true;
    m_cancelled = std::make_shared<std::atomic<bool>>(false);
    m_windowAsked = m_windowLoaded = false;
    m_whileLoading.clear();
    m_window.reset(range(), bucketOf(range()));
    m_isDirty = true;
    m_isLoading = true;
    m_askedAt = {};
    if (m_isStopped)
        return;
    askWindow();
    askStore();
}

/// No question is open: asks those that waited for answers about an older range, else shows what is known, be
/// it that the store does not answer.
void Analytics::finishLoading()
{
    if (m_askedAt == UnixMillis{})
        askStore();
    if (m_open > 0)
        return;
    m_isLoading = false;
    publishNow();
}

void Analytics::takeWindow(const Table& table)
{
    m_window.load(table);
    for (const auto& delta : m_whileLoading) {
        if (delta->result.batch <= table.throughBatch)
            continue;
        for (const auto& event : delta->events)
            m_window.add(event);
    }
    m_whileLoading.clear();
    m_windowLoaded = true;
    tick();
}

void Analytics::askStore()
{
    const auto now = m_sources.clock.now();
    if (m_isStopped || !m_isDirty || m_open > 1 || now - m_askedAt < askEvery)
        return;
    m_askedAt = now;
    m_isDirty = false;
    if (!m_windowAsked)
        askWindow();
    ask(Question::Subject::Overview, &Analytics::takeOverview);
    ask(Question::Subject::Relays, &Analytics::takeRelays);
}

void Analytics::takeOverview(const Table& table)
{
    m_overview.eventsInRange = table.value(0, "total_events").toULongLong();
    m_overview.uniqueAuthors = table.value(0, "unique_authors").toULongLong();
    m_overview.zaps = table.value(0, "zaps").toULongLong();
    m_overview.zapMillisats = table.value(0, "zap_millisats").toULongLong();
    m_overview.futureEvents = table.value(0, "future_events").toULongLong();
    m_overview.eventsEver = table.value(0, "events_ever").toULongLong();
    const auto since = table.value(0, "collected_since").toLongLong();
    m_overview.collectedSince = since > 0 ? std::optional(fromMillis(since)) : std::nullopt;
}

void Analytics::takeRelays(const Table& table)
{
    std::map<RelayId, std::uint64_t> events;
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        events[RelayId(table.value(row, "id").toUInt())] = table.value(row, "events").toULongLong();
    m_relays.setEventsInRange(events);
}

void Analytics::measureRates(const IngestStatus& ingest, UnixMillis now)
{
    const auto& live = ingest.counts[static_cast<std::size_t>(Origin::Live)];
    m_samples.push_back({now, live.stored, m_vitals.received});
    while (m_samples.size() > 2 && now - m_samples.front().at > rateWindow)
        m_samples.pop_front();
    const auto seconds = std::chrono::duration<double>(now - m_samples.front().at).count();
    if (seconds <= 0)
        return;
    m_vitals.eventsPerSecond = double(live.stored - m_samples.front().stored) / seconds;
    m_vitals.framesPerSecond = double(m_vitals.received - m_samples.front().received) / seconds;
    if (seconds >= 1)
        m_vitals.peakEventsPerSecond = std::max(m_vitals.peakEventsPerSecond, m_vitals.eventsPerSecond);
}

void Analytics::stop()
{
    m_timer.stop();
    m_isStopped = true;
    *m_cancelled = true; // nobody waits for a figure when the program ends
    publishNow();
}

void Analytics::tick()
{
    if (m_isStopped)
        return;
    const auto begin = m_sources.clock.monotonic();
    askStore();
    // Before the first answers there are no figures, and zeros would be wrong ones.
    if (m_number > 0 || !m_isLoading)
        publishNow();
    m_tickTimes.add((m_sources.clock.monotonic() - begin).count());
}

void Analytics::readSizes()
{
    m_sizesAt = {};
    publishNow();
}

void Analytics::publishNow()
{
    const auto now = m_sources.clock.now();
    const auto ingest = m_sources.ingest();
    m_vitals.received = m_vitals.stored = m_vitals.duplicates = 0;
    m_vitals.invalid = {};
    for (const auto& counts : ingest.counts) {
        m_vitals.received += counts.received;
        m_vitals.stored += counts.stored;
        m_vitals.duplicates += counts.duplicates;
        for (std::size_t i = 0; i < counts.invalid.size(); ++i)
            m_vitals.invalid[i] += counts.invalid[i];
    }
    m_vitals.queueBytes = ingest.queueBytes;
    if (now - m_sizesAt >= sizesEvery) {
        m_sizesAt = now;
        const auto sizes = m_sources.storage();
        m_vitals.databaseBytes = sizes.databaseBytes;
        m_vitals.walBytes = sizes.walBytes;
        m_vitals.diskFreeBytes = sizes.diskFreeBytes;
        m_fileProblem = sizes.storeError;
    }
    m_vitals.storeError = ingest.error.code != StoreErrorCode::None ? describe(ingest.error) : m_fileProblem;
    measureRates(ingest, now);
    m_window.slide(range());

    auto snapshot = std::make_shared<Snapshot>();
    snapshot->number = ++m_number;
    snapshot->asOf = now;
    snapshot->preset = m_preset;
    snapshot->range = range();
    m_relays.summarise(m_overview, now);
    snapshot->overview = m_overview;
    snapshot->vitals = m_vitals;
    snapshot->health = m_health;
    snapshot->relays = m_relays.chunks();
    snapshot->series = m_window.series(toSeconds(now), toSeconds(m_startedAt));
    snapshot->services = services(ingest);
    m_sources.publish(std::move(snapshot));
}

std::vector<ServiceStatus> Analytics::services(const IngestStatus& ingest) const
{
    using State = ServiceStatus::State;
    const bool storeFails = ingest.error.code != StoreErrorCode::None;
    std::vector<ServiceStatus> all(5);
    all[0].name = QStringLiteral("collector");
    all[0].state = !m_vitals.collecting ? State::Off : m_vitals.ownOutage ? State::Degraded : State::Running;
    all[0].detail = m_vitals.ownOutage
        ? CoreText::tr("Most relays failed together: this computer seems to be offline.")
        : m_vitals.collecting ? CoreText::tr("%1 of %2 relays connected")
                                    .arg(m_overview.connectedRelays)
                                    .arg(m_overview.wantedRelays)
                              : CoreText::tr("Not started");
    all[1].name = QStringLiteral("ingest");
    all[1].state = storeFails ? State::Paused : State::Running;
    all[1].queueBytes = ingest.queueBytes;
    all[2].name = QStringLiteral("store");
    all[2].state = storeFails ? State::Failed : State::Running;
    all[2].failures = ingest.failedCommits;
    all[2].detail =
        storeFails ? describe(ingest.error) : CoreText::tr("Batches committed: %1").arg(ingest.batches);
    all[3].name = QStringLiteral("analytics");
    all[3].state = State::Running;
    all[3].detail = CoreText::tr("Snapshots: %1").arg(m_number);
    all[4].name = QStringLiteral("monitor");
    all[4].state = !m_vitals.collecting ? State::Off : m_health.gapSince ? State::Degraded : State::Running;
    all[4].detail = m_health.gapSince ? CoreText::tr("This computer seems to be offline: no relay is blamed.")
                                      : CoreText::tr("Checks: %1").arg(m_health.checks);
    all[4].lastCycleAt = m_healthAt;
    const auto now = m_sources.clock.now();
    all[0].lastCycleAt = m_linksAt;
    if (ingest.batches > 0) {
        const auto age = std::chrono::steady_clock::now() - ingest.lastCommit;
        all[1].lastCycleAt = all[2].lastCycleAt =
            now - std::chrono::duration_cast<std::chrono::milliseconds>(age);
        all[2].cycleP95 = ingest.commitP95;
    }
    all[3].lastCycleAt = now;
    if (const auto p95 = m_tickTimes.quantile(0.95))
        all[3].cycleP95 = std::chrono::milliseconds(*p95);
    return all;
}

} // namespace nostrscope
