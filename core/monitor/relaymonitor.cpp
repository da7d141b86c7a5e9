// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/relaymonitor.h"

#include "core/base/logging.h"

#include <algorithm>

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

constexpr auto flushEvery = 2s;
constexpr auto publishEvery = 500ms;
constexpr auto watchEvery = 5s;
constexpr auto checkpointEvery = 10min;
constexpr auto sleepLongerThan = 10s; ///< less is a slow machine

constexpr std::array<const char*, relayStateCount> stateTexts{
    "unknown", "up", "degraded", "suspect", "down", "recovering", "paused", "in maintenance"};

bool isRateLimited(const ProbeAttempt& attempt)
{
    return attempt.code == ProbeCode::RateLimited
        || (attempt.code == ProbeCode::HttpStatus && attempt.httpStatus == 429);
}

} // namespace

RelayMonitor::RelayMonitor(MonitorConfig config, HealthStore& store, const Clock& clock,
                           ProbePool::Factory factory)
    : m_config(std::move(config))
    , m_store(store)
    , m_clock(clock)
    , m_kit(m_config.probe)
    , m_pool(factory ? std::move(factory) : m_kit.factory(),
             {.atOnce = m_config.atOnce, .countLoopbackByPort = true}, this)
    , m_schedule(m_config.schedule, m_config.seed)
    , m_judge(m_config.rules)
    , m_geo(m_config.geoCountryFile, m_config.geoAsnFile)
    , m_checkpointAt(clock.monotonic() + checkpointEvery)
    , m_offset(clock.now().time_since_epoch() - clock.monotonic())
    , m_lastSeen(clock.now())
{
    connect(&m_pool, &ProbePool::finished, this, &RelayMonitor::onFinished);
    connect(&m_pool, &ProbePool::infoReady, this, &RelayMonitor::onInfo);
    connect(&m_pool, &ProbePool::observed, this, &RelayMonitor::onObserved);
    connect(&m_geo, &GeoFiles::changed, this, &RelayMonitor::onGeoChanged);
    connect(&m_geo, &GeoFiles::told, this, &RelayMonitor::onGeoTold);
    m_tick.setSingleShot(true);
    connect(&m_tick, &QTimer::timeout, this, &RelayMonitor::tick);
    m_publish.setInterval(publishEvery);
    connect(&m_publish, &QTimer::timeout, this, &RelayMonitor::publish);
    m_flush.setInterval(flushEvery);
    connect(&m_flush, &QTimer::timeout, this, [this] { flush(); });
    m_watch.setInterval(watchEvery);
    connect(&m_watch, &QTimer::timeout, this, &RelayMonitor::noticeSleep);
    for (auto* timer : {&m_publish, &m_flush, &m_watch})
        timer->start();
    load();
}

RelayMonitor::~RelayMonitor()
{
    m_pool.disconnect(this); // what it cancels is nobody's any more
}

void RelayMonitor::setRelays(std::vector<MonitoredRelay> relays)
{
    m_waitingRelays = std::move(relays);
    if (m_isLoaded)
        applyRelays();
}

/// What is new, changed or gone since the last list.
void RelayMonitor::applyRelays()
{
    if (!m_waitingRelays)
        return;
    std::set<RelayId> wanted;
    bool anyNew = false;
    auto relays = *std::exchange(m_waitingRelays, std::nullopt);
    for (auto& relay : relays) {
        wanted.insert(relay.id);
        const auto [found, isNew] = m_relays.try_emplace(relay.id, relay);
        auto& one = found->second;
        anyNew |= isNew;
        if (!isNew && one.relay == relay)
            continue;
        one.relay = std::move(relay);
        if (isNew)
            (void)m_judge.recall(one.relay.id);
        markPause(one);
        if (one.relay.isPaused) {
            m_schedule.remove(one.relay.id);
        } else {
            const auto* health = m_judge.healthOf(one.relay.id);
            const bool isDown = health && health->state() == RelayState::Down;
            m_schedule.add(one.relay.id, one.relay.isWatched, monotonic(), isDown ? 1 : 0);
        }
        m_dirty.insert(one.relay.id);
    }
    for (auto one = m_relays.begin(); one != m_relays.end();) {
        if (wanted.contains(one->first)) {
            ++one;
            continue;
        }
        m_schedule.remove(one->first);
        m_pool.cancel(one->second.relay.url.text());
        m_dirty.erase(one->first);
        one = m_relays.erase(one);
    }
    if (anyNew)
        loadDocuments();
    retireOthers(wanted);
    schedule();
}

/// What is known of relays that are not on the list, also since an earlier run, stays aside for a while:
/// their removal can be undone. Their history is the store's.
void RelayMonitor::retireOthers(const std::set<RelayId>& wanted)
{
    bool isFewer = false;
    for (const auto relay : m_judge.relays()) {
        if (wanted.contains(relay))
            continue;
        if (m_judge.statusOf(relay).state != RelayState::Paused)
            m_judge.apply(HealthMark{m_clock.now(), {}, relay, HealthMark::Kind::Paused});
        m_judge.retire(relay);
        isFewer = true;
    }
    m_judge.forgetRetired(m_clock.now() - checksKeptFor);
    if (isFewer)
        countUnseen(); // incidents of relays on the list
}

void RelayMonitor::markPause(const One& one)
{
    const auto state = m_judge.statusOf(one.relay.id).state;
    if (one.relay.isPaused == (state == RelayState::Paused))
        return;
    if (!one.relay.isPaused && state != RelayState::Paused)
        return;
    HealthMark mark;
    mark.at = m_clock.now();
    mark.relay = one.relay.id;
    mark.kind = one.relay.isPaused ? HealthMark::Kind::Paused : HealthMark::Kind::Resumed;
    m_judge.apply(mark);
}

void RelayMonitor::start()
{
    m_isRunning = m_config.isEnabled;
    schedule();
}

void RelayMonitor::stop()
{
    m_isRunning = false;
    m_isStopping = true;
    m_tick.stop();
    m_pool.cancelAll();
    flush(true);
    if (!m_sending)
        finishStop();
}

void RelayMonitor::finishStop()
{
    if (std::exchange(m_isStopping, false))
        emit stopped();
}

void RelayMonitor::setNetworkLost(bool isLost)
{
    if (std::exchange(m_networkLost, isLost) == isLost || !m_isLoaded)
        return;
    HealthMark mark;
    mark.at = m_clock.now();
    mark.kind = isLost ? HealthMark::Kind::NetworkLost : HealthMark::Kind::NetworkBack;
    m_judge.apply(mark);
    for (const auto& change : m_judge.takeChanges())
        report(change);
}

/// A sleep of the machine, or a clock that was set, by the difference of two clocks.
void RelayMonitor::noticeSleep()
{
    const auto now = m_clock.now();
    const auto offset = now.time_since_epoch() - m_clock.monotonic();
    const auto step = offset - std::exchange(m_offset, offset);
    const auto before = std::exchange(m_lastSeen, now);
    if (step < sleepLongerThan || !m_isLoaded)
        return; // set back: the judge counts no time twice
    HealthMark mark;
    mark.kind = HealthMark::Kind::Woke;
    mark.since = before;
    mark.at = now;
    m_judge.apply(mark);
}

void RelayMonitor::schedule()
{
    if (!m_isRunning || !m_isLoaded)
        return;
    const auto due = m_schedule.nextDue();
    if (!due)
        return;
    // At least a moment apart, at most a minute, so that a timer of days is never needed.
    m_tick.start(std::clamp<std::chrono::milliseconds>(*due - monotonic(), 0ms, 60s));
}

void RelayMonitor::tick()
{
    if (!m_isRunning)
        return;
    // While the store takes nothing, results would pile up.
    const auto busy = m_pool.queued() + static_cast<std::size_t>(m_pool.active()) + m_pool.held();
    const auto room = static_cast<std::size_t>(m_config.atOnce);
    if (m_isRefused || busy >= room) {
        if (m_isRefused)
            m_tick.start(flushEvery);
        return; // the end of a probe calls again
    }
    for (const auto relay : m_schedule.takeDue(monotonic(), room - busy)) {
        if (!startProbe(relay))
            m_schedule.finished(relay, {.isDecided = false}, monotonic());
    }
    schedule();
}

bool RelayMonitor::startProbe(RelayId relay)
{
    const auto found = m_relays.find(relay);
    if (found == m_relays.end())
        return false;
    auto& one = found->second;
    ProbeRequest request(one.relay.url);
    request.relay = relay;
    request.interval = m_schedule.intervalOf(relay);
    request.allowPrivate = one.relay.isByHand || m_config.allowPrivate;
    const auto asked = one.document.askedAt;
    const bool isOld = asked < 0ms || monotonic() - asked >= m_config.documentEvery;
    if (isOld && monotonic() >= one.document.notBefore)
        request.info = one.document.conditions;
    if (mayObserve(one))
        request.observe = one.claims.value_or(RelayClaims());
    if (!m_pool.add(request))
        return false;
    if (request.observe) {
        one.isToObserve = false;
        one.isObserving = true;
        m_observeAt = monotonic() + m_config.observeGap;
    }
    one.isChecking = true;
    m_dirty.insert(relay);
    return true;
}

void RelayMonitor::checkNow(const std::vector<RelayId>& relays)
{
    if (!m_isRunning || !m_isLoaded)
        return;
    for (const auto relay : relays) {
        const auto found = m_relays.find(relay);
        if (found == m_relays.end())
            continue;
        found->second.isManual = true;
        if (m_schedule.contains(relay))
            m_schedule.checkSoon(relay, monotonic());
        else
            (void)startProbe(relay); // paused: once
    }
    tick();
}

void RelayMonitor::onFinished(const ProbeResult& result)
{
    const auto found = m_relays.find(result.relay);
    if (found == m_relays.end()) { // removed meanwhile
        schedule();
        return;
    }
    auto& one = found->second;
    one.isChecking = one.isObserving = false;
    const bool isManual = std::exchange(one.isManual, false);
    const auto* before = m_judge.healthOf(result.relay);
    const bool isRetry = before && before->retryIn(m_config.rules).has_value();
    const auto record = checkOf(result,
                                isManual      ? CheckOrigin::Manual
                                    : isRetry ? CheckOrigin::Retry
                                              : CheckOrigin::Scheduled);
    if (record.code != ProbeCode::Cancelled) {
        noticeSleep();
        m_judge.apply(record, contextOf(one, result));
        one.recent.add(record);
        takeCertificate(one, result);
        ++m_checks;
    }
    for (const auto& change : m_judge.takeChanges())
        report(change);
    ProbeSchedule::Outcome outcome;
    const auto verdict = verdictOf(record.code, record.httpStatus, m_config.rules.tlsIsDown);
    outcome.isDecided = verdict != ProbeVerdict::Undecided;
    outcome.isRateLimited = isRateLimited(result.main);
    outcome.notWithin = result.retryAfter;
    if (const auto* health = m_judge.healthOf(result.relay)) {
        outcome.isDown = health->state() == RelayState::Down;
        outcome.retryIn = health->retryIn(m_config.rules);
    }
    m_schedule.finished(result.relay, outcome, monotonic());
    if (m_judge.needsWitnesses()) {
        for (const auto witness : m_judge.witnesses())
            m_schedule.checkSoon(witness, monotonic(), ProbeSchedule::Wish::OfMonitor);
    }
    m_dirty.insert(result.relay);
    tick();
}

CheckContext RelayMonitor::contextOf(const One& one, const ProbeResult& result) const
{
    const auto others = m_others.viewOf(one.relay.url.text(), m_clock.now(), OtherMonitors::Ranks::Leave);
    return {result.evidence, result.main.address, static_cast<std::uint32_t>(others.online),
            static_cast<std::uint32_t>(others.total)};
}

/// One batch at a time: one that was refused is offered again as it was, so that nothing is stored twice or
/// in another order.
void RelayMonitor::flush(bool isCheckpoint)
{
    if (!m_isLoaded)
        return;
    storeSightings();
    if (m_sending) {
        if (m_isRefused)
            send(m_sending);
        return;
    }
    const bool isDue = isCheckpoint || monotonic() >= m_checkpointAt;
    auto batch = std::make_shared<HealthBatch>(isDue ? m_judge.takeCheckpoint() : m_judge.takeBatch());
    if (isDue)
        m_checkpointAt = monotonic() + checkpointEvery;
    batch->observations = std::exchange(m_observations, {});
    if (batch->isEmpty())
        return;
    for (const auto& span : batch->spans) {
        if (const auto found = m_relays.find(span.relay); found != m_relays.end())
            found->second.recent.add(span);
        else if (!span.relay)
            m_gaps.push_back(span);
    }
    std::erase_if(m_gaps,
                  [&](const HealthSpan& gap) { return gap.to < m_clock.now() - RecentChecks::window; });
    send(std::move(batch));
}

void RelayMonitor::send(std::shared_ptr<const HealthBatch> batch)
{
    m_sending = batch;
    m_isRefused = false;
    m_store.appendChecks(std::move(batch),
                         here<Nothing>([this](const StoreResult<Nothing>& reply) { onSent(reply); }));
}

void RelayMonitor::onSent(const StoreResult<Nothing>& reply)
{
    if (!reply) {
        m_isRefused = true;
        qCWarning(logEngine) << "checks are not stored:" << describe(reply.error());
        finishStop();
        return;
    }
    const auto sent = std::exchange(m_sending, nullptr);
    if (!sent->incidents.empty() || !sent->withdrawn.empty())
        countUnseen();
    if (m_isStopping && !sent->isCheckpoint)
        flush(true); // what came after it
    if (!m_sending)
        finishStop();
}

/// A line of the log about a change of state; blips stay silent.
void RelayMonitor::report(const HealthChange& change)
{
    LogRecord record;
    record.at = change.at;
    record.service = QStringLiteral("monitor");
    record.relay = change.relay;
    if (const auto found = m_relays.find(change.relay); found != m_relays.end())
        record.relayUrl = QString::fromUtf8(found->second.relay.url.text());
    switch (change.kind) {
    case HealthChange::Kind::State:
        if (change.to == RelayState::Suspect || change.from == RelayState::Suspect
            || change.to == RelayState::Recovering)
            record.level = LogLevel::Debug;
        else
            record.level = change.to == RelayState::Down ? LogLevel::Warning : LogLevel::Info;
        record.message = QStringLiteral("Relay is %1 (was %2)")
                             .arg(QLatin1StringView(stateTexts.at(static_cast<std::size_t>(change.to))),
                                  QLatin1StringView(stateTexts.at(static_cast<std::size_t>(change.from))));
        break;
    case HealthChange::Kind::FlapBegan:
        record.level = LogLevel::Warning;
        record.message = QStringLiteral("Relay goes up and down: further changes are not reported");
        break;
    case HealthChange::Kind::FlapEnded:
        record.message = QStringLiteral("Relay is steady again");
        break;
    case HealthChange::Kind::GapBegan:
        record.level = LogLevel::Warning;
        record.message = QStringLiteral("Our own network seems to be away: no relay is blamed");
        break;
    case HealthChange::Kind::GapEnded:
        record.message = QStringLiteral("Our own network is back");
        break;
    case HealthChange::Kind::Withdrawn:
        record.message = QStringLiteral("The outage was one of our own network");
        break;
    }
    if (record.level != LogLevel::Debug)
        m_log.push_back(std::move(record));
    if (change.relay)
        m_dirty.insert(change.relay);
}

} // namespace nostrscope
