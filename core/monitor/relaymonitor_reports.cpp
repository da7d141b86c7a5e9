// SPDX-License-Identifier: GPL-3.0-or-later
// What the monitor loads from the store and tells views.
#include "core/base/logging.h"
#include "core/monitor/relaymonitor.h"
#include "core/nostr/plaintext.h"

#include <algorithm>

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

constexpr int refreshedAtOnce = 10; ///< rows, twice a second: 9,000 in seven minutes
constexpr auto unseenDeadline = 10s;
constexpr qsizetype maxIssuerLength = 200;

} // namespace

void RelayMonitor::load()
{
    m_store.healthAtStart(here<HealthStart>([this](StoreResult<HealthStart> reply) {
        if (!reply) {
            // Nothing is judged on half a history: try again.
            qCWarning(logEngine) << "health of relays is not read:" << describe(reply.error());
            QTimer::singleShot(5s, this, &RelayMonitor::load);
            return;
        }
        takeStart(std::move(*reply));
    }));
}

void RelayMonitor::takeStart(HealthStart start)
{
    if (!m_judge.restore(start))
        qCWarning(logEngine) << "the state of some relays is damaged; they begin anew";
    m_isLoaded = true;
    applyRelays();
    for (const auto& [id, one] : m_relays) {
        if (m_judge.healthOf(id))
            m_recentToLoad.push_back(id);
    }
    m_store.currentCertificates({},
                                here<std::vector<CertificateSighting>>(
                                    [this](const StoreResult<std::vector<CertificateSighting>>& reply) {
                                        if (reply)
                                            takeCertificates(*reply);
                                    }));
    const auto now = m_clock.now();
    m_store.spans({RelayId(), now - RecentChecks::window, now}, {},
                  here<std::vector<HealthSpan>>([this](const StoreResult<std::vector<HealthSpan>>& reply) {
                      if (reply)
                          m_gaps.insert(m_gaps.begin(), reply->begin(), reply->end());
                  }));
    using Times = std::vector<std::pair<RelayId, UnixMillis>>;
    m_store.observationTimes({}, here<Times>([this](const StoreResult<Times>& reply) {
                                 if (!reply) // nothing is asked twice a day: better not at all
                                     qCWarning(logEngine)
                                         << "looks at relays are not read:" << describe(reply.error());
                                 else
                                     m_observedAt.insert(reply->begin(), reply->end());
                                 m_knowsObservations = reply.has_value();
                             }));
    countUnseen();
    loadNextRecent();
    schedule();
    emit loaded();
}

/// One relay after the other, so that the reader is free for others in between.
void RelayMonitor::loadNextRecent()
{
    if (m_recentToLoad.empty())
        return;
    const auto relay = m_recentToLoad.front();
    m_recentToLoad.pop_front();
    const auto now = m_clock.now();
    m_store.checks(
        {relay, now - RecentChecks::window, now}, {},
        here<std::vector<CheckRecord>>([this, relay](StoreResult<std::vector<CheckRecord>> checks) {
            if (const auto found = m_relays.find(relay); checks && found != m_relays.end()) {
                for (const auto& check : *checks)
                    found->second.recent.add(check);
            }
            loadRecentSpans(relay);
        }));
}

void RelayMonitor::loadRecentSpans(RelayId relay)
{
    const auto now = m_clock.now();
    m_store.spans(
        {relay, now - RecentChecks::window, now}, {},
        here<std::vector<HealthSpan>>([this, relay](const StoreResult<std::vector<HealthSpan>>& spans) {
            if (const auto found = m_relays.find(relay); spans && found != m_relays.end()) {
                for (const auto& span : *spans) {
                    if (span.relay == relay)
                        found->second.recent.add(span);
                }
                m_dirty.insert(relay);
            }
            loadNextRecent();
        }));
}

void RelayMonitor::addReports(const std::vector<Event>& events)
{
    for (const auto& event : events)
        m_others.add(event);
}

std::shared_ptr<const HealthRow> RelayMonitor::rowOf(const One& one) const
{
    auto row = std::make_shared<HealthRow>();
    const auto now = m_clock.now();
    row->status = m_judge.statusOf(one.relay.id);
    row->isWatched = one.relay.isWatched;
    row->isChecking = one.isChecking;
    if (const auto due = m_schedule.dueAt(one.relay.id))
        row->nextCheck = now + (*due - m_clock.monotonic());
    std::vector<HealthSpan> pending;
    if (const auto* health = m_judge.healthOf(one.relay.id))
        pending = health->pendingSpans(now);
    one.recent.fill(*row, pending, m_gaps, now);
    if (one.certificate) {
        row->certificateUntil = one.certificate->facts.validUntil;
        row->certificateIsTrusted = one.certificate->facts.verificationError.isEmpty();
        row->certificateSha256 = one.certificate->facts.sha256;
        row->certificateIssuer = plainText(one.certificate->facts.issuer, maxIssuerLength);
        row->certificateSince = one.certificate->firstSeen;
        row->hasOtherIssuer = one.certificate->hasOtherIssuer;
        row->hasOtherKey = one.certificate->hasOtherKey;
    }
    const auto claims = one.claims.value_or(RelayClaims());
    row->needsPayment =
        claims.paymentRequired.value_or(false) || row->status.lastCause.code == ProbeCode::PaymentRequired;
    row->needsAuth =
        claims.authRequired.value_or(false) || row->status.lastCause.code == ProbeCode::AuthRequired;
    const auto others = m_others.viewOf(one.relay.url.text(), now, OtherMonitors::Ranks::Leave);
    row->othersOnline = others.online;
    row->othersTotal = others.total;
    row->name = one.name;
    row->software = one.software;
    row->geo = one.geo;
    return row;
}

/// Asks the files only about an address that is new.
void RelayMonitor::locate(One& one)
{
    const auto address = m_judge.statusOf(one.relay.id).lastAddress;
    if (address == one.located)
        return;
    one.located = address;
    one.geo = m_geo.lookUp(address);
}

void RelayMonitor::onGeoChanged()
{
    for (auto& [id, one] : m_relays) {
        one.located.clear();
        m_dirty.insert(id);
    }
}

void RelayMonitor::onGeoTold(const QString& message, bool isProblem)
{
    LogRecord record;
    record.at = m_clock.now();
    record.level = isProblem ? LogLevel::Warning : LogLevel::Info;
    record.service = QStringLiteral("monitor");
    record.message = message;
    m_log.push_back(std::move(record));
}

HealthTotals RelayMonitor::totals() const
{
    HealthTotals totals;
    for (const auto& [id, one] : m_relays) {
        ++totals.relays[static_cast<std::size_t>(m_judge.statusOf(id).state)];
        totals.openIncidents += m_judge.openIncidentOf(id) != nullptr;
    }
    totals.unseenIncidents = m_unseenIncidents;
    totals.gapSince = m_judge.gapSince();
    totals.checks = m_checks;
    totals.knowsCountries = m_geo.has(GeoDatabase::Kind::Country);
    totals.knowsNetworks = m_geo.has(GeoDatabase::Kind::Network);
    return totals;
}

void RelayMonitor::publish()
{
    if (!m_isLoaded)
        return;
    // Uptime and beats move on without checks.
    auto next = m_relays.upper_bound(m_lastRefreshed);
    for (int i = 0; i < refreshedAtOnce && !m_relays.empty(); ++i) {
        if (next == m_relays.end())
            next = m_relays.begin();
        m_lastRefreshed = next->first;
        if (next->second.row)
            m_dirty.insert(next->first);
        ++next;
    }
    if (!m_log.empty())
        emit logged(std::exchange(m_log, {}));
    auto update = std::make_shared<HealthUpdate>();
    for (const auto relay : std::exchange(m_dirty, {})) {
        const auto found = m_relays.find(relay);
        if (found == m_relays.end())
            continue;
        locate(found->second);
        auto row = rowOf(found->second);
        if (found->second.row && *found->second.row == *row)
            continue;
        found->second.row = row;
        update->rows.emplace_back(relay, std::move(row));
    }
    update->totals = totals();
    if (update->rows.empty() && update->totals == m_told)
        return;
    m_told = update->totals;
    emit updated(update);
}

void RelayMonitor::countUnseen()
{
    IncidentQuery query;
    query.onlyOpen = true;
    query.limit = 1000;
    CallLimits limits;
    limits.deadline = unseenDeadline;
    m_store.incidents(
        query, limits,
        here<std::vector<Incident>>([this](const StoreResult<std::vector<Incident>>& incidents) {
            if (!incidents)
                return;
            m_unseenIncidents = static_cast<std::uint32_t>(
                std::count_if(incidents->begin(), incidents->end(),
                              [](const Incident& incident) { return !incident.acknowledged; }));
            auto update = std::make_shared<HealthUpdate>();
            update->totals = totals();
            emit updated(update);
            emit incidentsChanged();
        }));
}

void RelayMonitor::readDetail(RelayId relay, const TimeRange& range, const CallLimits& limits,
                              HealthDetailQuery::Done done)
{
    const auto now = m_clock.now();
    RelayHealthDetail known;
    known.to = range.all ? now : std::min(fromSeconds(range.to) + 1s, now);
    known.from = range.all ? UnixMillis{} : std::min(fromSeconds(range.from) + 1s, known.to);
    std::vector<HealthSpan> pending;
    if (const auto found = m_relays.find(relay); found != m_relays.end()) {
        locate(found->second);
        known.row = *rowOf(found->second);
        known.others = m_others.viewOf(found->second.relay.url.text(), now);
        if (found->second.observation)
            known.observation = *found->second.observation;
        known.isObserving = found->second.isObserving || found->second.isToObserve;
    }
    known.nextObservation = nextObservation(relay);
    if (const auto* health = m_judge.healthOf(relay))
        pending = health->pendingSpans(now);
    auto* query = new HealthDetailQuery(m_store, relay, std::move(known), std::move(pending), now, limits,
                                        std::move(done));
    query->setParent(this);
    query->start();
}

} // namespace nostrscope
