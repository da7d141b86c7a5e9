// SPDX-License-Identifier: GPL-3.0-or-later
// Incidents of the fake engine, and its answers about the health of relays.
#include "tests/support/fakeengine.h"
#include "tests/support/fakehealth.h"
#include "tests/support/fakestory.h"

#include <algorithm>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using namespace fake;

namespace {

Incident incidentOf(const RelayRow& row, UnixMillis from, std::optional<UnixMillis> to)
{
    const auto number = row.entry.id.number();
    Incident incident;
    incident.relay = row.entry.id;
    incident.firstFailure = from;
    incident.confirmed = from + 62s;
    incident.firstSuccess = to;
    if (to)
        incident.closed = *to + 21s;
    incident.firstCause =
        isDown(storyOf(row)) ? causeOf(storyOf(row), number) : FailureCause{ProbeCode::TcpTimeout, 0};
    incident.failedIn = ProbePhase::Tcp;
    incident.causes = {{incident.firstCause, 14}, {{ProbeCode::TcpTimeout, 0}, 3}};
    incident.probes = 17;
    incident.neverUp = number % 9 == 4;
    incident.othersTotal = number % 6;
    incident.othersUp = number % 3 == 0 ? incident.othersTotal : 0;
    incident.evidence = {"connect: Connection refused", "[\"NOTICE\",\"<h1>go away</h1> \xE2\x80\xAE txet\"]",
                         QByteArray("\x01\x02\xff broken", 10)};
    return incident;
}

} // namespace

std::vector<Incident> fakeIncidents(const std::vector<RelayRow>& rows, UnixMillis now)
{
    std::vector<Incident> incidents;
    for (const auto& row : rows) {
        const auto story = storyOf(row);
        const auto number = row.entry.id.number();
        if (isDown(story) && row.health)
            incidents.push_back(incidentOf(row, row.health->status.since, std::nullopt));
        if (isDown(story) || story == Story::Flapping) {
            for (int i = 0; i < 2; ++i) {
                const auto from = now - std::chrono::hours(9 + 7 * i + int(number % 5));
                incidents.push_back(incidentOf(row, from, from + std::chrono::minutes(12 + 40 * i)));
            }
        }
    }
    std::stable_sort(incidents.begin(), incidents.end(),
                     [](const Incident& a, const Incident& b) { return a.firstFailure > b.firstFailure; });
    auto number = static_cast<std::int64_t>(incidents.size());
    for (auto& incident : incidents)
        incident.number = number--;
    return incidents;
}

HealthTotals fakeTotals(const std::vector<RelayRow>& rows, const std::vector<Incident>& incidents)
{
    HealthTotals totals;
    for (const auto& row : rows) {
        const auto state = row.entry.paused ? RelayState::Paused
            : row.health                    ? row.health->status.state
                                            : RelayState::Unknown;
        ++totals.relays[static_cast<std::size_t>(state)];
    }
    for (const auto& incident : incidents) {
        totals.openIncidents += incident.isOpen() ? 1 : 0;
        totals.unseenIncidents += incident.isOpen() && !incident.acknowledged ? 1 : 0;
    }
    return totals;
}

void FakeEngine::observeNow(RelayId relay)
{
    m_calls.append(u"observeNow %1"_s.arg(relay.number()));
}

void FakeEngine::readDocuments(int token, const QList<QByteArray>& sha256)
{
    m_calls.append(u"readDocuments %1"_s.arg(sha256.size()));
    if (answers == Answers::Fail) {
        emit askFailed(token, u"The database is locked by another program. Try again."_s);
    } else if (answers != Answers::Never) {
        QList<QByteArray> bodies;
        for (const auto& hash : sha256)
            bodies.append(answers == Answers::Empty ? QByteArray() : fakeDocument(hash));
        emit documentsRead(token, bodies);
    }
}

void FakeEngine::readRelayHealth(int token, RelayId relay, const TimeRange& range)
{
    m_calls.append(u"readRelayHealth %1"_s.arg(relay.number()));
    m_lastHealthRange = range;
    const auto* row = find(relay);
    if (answers == Answers::Fail)
        emit askFailed(token, u"The database is locked by another program. Try again."_s);
    else if (answers == Answers::Empty || (answers == Answers::AtOnce && row == nullptr))
        emit relayHealthRead(token, std::make_shared<const RelayHealthDetail>());
    else if (answers == Answers::AtOnce)
        emit relayHealthRead(token, fakeHealthDetail(*row, range, state.asOf));
}

void FakeEngine::readIncidents(int token, const IncidentQuery& query)
{
    m_calls.append(u"readIncidents"_s);
    if (answers == Answers::Fail) {
        emit askFailed(token, u"The database is locked by another program. Try again."_s);
        return;
    }
    auto found = std::make_shared<std::vector<Incident>>();
    for (const auto& incident : incidents) {
        const bool isIn = (!query.relay || incident.relay == *query.relay)
            && (!query.onlyOpen || incident.isOpen()) && (!incident.closed || *incident.closed >= query.from)
            && (!query.to || incident.firstFailure < *query.to)
            && (!query.beforeNumber || incident.number < *query.beforeNumber);
        if (isIn && static_cast<int>(found->size()) < query.limit) {
            found->push_back(incident);
            if (!query.withEvidence)
                found->back().evidence.clear();
        }
    }
    if (answers == Answers::Empty)
        found->clear();
    if (answers != Answers::Never)
        emit incidentsRead(token, found);
}

void FakeEngine::acknowledgeIncidents(const QList<std::int64_t>& numbers, bool acknowledged)
{
    m_calls.append(u"acknowledgeIncidents %1 %2"_s.arg(numbers.size()).arg(acknowledged ? 1 : 0));
    for (auto& incident : incidents) {
        if (numbers.contains(incident.number))
            incident.acknowledged = acknowledged ? std::optional(state.asOf) : std::nullopt;
    }
    emit incidentsChanged();
    publish();
}

void FakeEngine::setIncidentNote(std::int64_t incident, const QString& note)
{
    m_calls.append(u"setIncidentNote %1"_s.arg(incident));
    for (auto& one : incidents) {
        if (one.number == incident)
            one.note = note;
    }
    emit incidentsChanged();
}

} // namespace nostrscope
