// SPDX-License-Identifier: GPL-3.0-or-later
// What the monitor asks of the store.
#include "core/storage/healthreader.h"
#include "core/storage/healthwriter.h"
#include "core/storage/relaydocuments.h"
#include "core/storage/sqlitestore_p.h"

namespace nostrscope {

void SqliteStore::appendChecks(std::shared_ptr<const HealthBatch> batch, Reply<Nothing> reply)
{
    write(std::move(reply),
          [batch = std::move(batch)](WriterWorker& worker) { return worker.health().append(*batch); });
}

void SqliteStore::healthAtStart(Reply<HealthStart> reply)
{
    readTables({}, std::move(reply), [](SqlDatabase& database) { return HealthReader(database).start(); });
}

void SqliteStore::checks(HealthRange range, CallLimits limits, Reply<std::vector<CheckRecord>> reply)
{
    readTables(std::move(limits), std::move(reply),
               [range](SqlDatabase& database) { return HealthReader(database).checks(range); });
}

void SqliteStore::rollups(HealthRange range, CheckLevel level, CallLimits limits,
                          Reply<std::vector<LatencyBucket>> reply)
{
    readTables(std::move(limits), std::move(reply),
               [=](SqlDatabase& database) { return HealthReader(database).rollups(range, level); });
}

void SqliteStore::spans(HealthRange range, CallLimits limits, Reply<std::vector<HealthSpan>> reply)
{
    readTables(std::move(limits), std::move(reply),
               [range](SqlDatabase& database) { return HealthReader(database).spans(range); });
}

void SqliteStore::incidents(IncidentQuery query, CallLimits limits, Reply<std::vector<Incident>> reply)
{
    readTables(std::move(limits), std::move(reply),
               [query](SqlDatabase& database) { return HealthReader(database).incidents(query); });
}

void SqliteStore::acknowledge(std::int64_t incident, std::optional<UnixMillis> at, Reply<Nothing> reply)
{
    write(std::move(reply), [=](WriterWorker& worker) { return worker.health().acknowledge(incident, at); });
}

void SqliteStore::setNote(std::int64_t incident, QString note, Reply<Nothing> reply)
{
    write(std::move(reply), [incident, note = std::move(note)](WriterWorker& worker) {
        return worker.health().setNote(incident, note);
    });
}

void SqliteStore::addCertificates(std::vector<CertificateSighting> sightings, Reply<Nothing> reply)
{
    write(std::move(reply), [sightings = std::move(sightings)](WriterWorker& worker) {
        return RelayDocuments(worker.database()).addCertificates(sightings);
    });
}

void SqliteStore::certificates(RelayId relay, CallLimits limits,
                               Reply<std::vector<CertificateSighting>> reply)
{
    readTables(std::move(limits), std::move(reply),
               [relay](SqlDatabase& database) { return RelayDocuments(database).certificates(relay); });
}

void SqliteStore::currentCertificates(CallLimits limits, Reply<std::vector<CertificateSighting>> reply)
{
    readTables(std::move(limits), std::move(reply),
               [](SqlDatabase& database) { return RelayDocuments(database).currentCertificates(); });
}

void SqliteStore::addDocuments(std::vector<DocumentSighting> sightings, Reply<Nothing> reply)
{
    write(std::move(reply), [sightings = std::move(sightings)](WriterWorker& worker) {
        return RelayDocuments(worker.database()).addDocuments(sightings);
    });
}

void SqliteStore::documents(RelayId relay, CallLimits limits, Reply<std::vector<DocumentSighting>> reply)
{
    readTables(std::move(limits), std::move(reply),
               [relay](SqlDatabase& database) { return RelayDocuments(database).documents(relay); });
}

void SqliteStore::documentBody(QByteArray sha256, CallLimits limits, Reply<QByteArray> reply)
{
    readTables(std::move(limits), std::move(reply), [sha256 = std::move(sha256)](SqlDatabase& database) {
        return RelayDocuments(database).documentBody(sha256);
    });
}

void SqliteStore::currentDocuments(RelayId after, CallLimits limits,
                                   Reply<std::vector<DocumentSighting>> reply)
{
    readTables(std::move(limits), std::move(reply),
               [after](SqlDatabase& database) { return RelayDocuments(database).currentDocuments(after); });
}

void SqliteStore::observation(RelayId relay, CallLimits limits, Reply<std::optional<RelayObservation>> reply)
{
    readTables(std::move(limits), std::move(reply),
               [relay](SqlDatabase& database) { return HealthReader(database).observation(relay); });
}

void SqliteStore::observationTimes(CallLimits limits,
                                   Reply<std::vector<std::pair<RelayId, UnixMillis>>> reply)
{
    readTables(std::move(limits), std::move(reply),
               [](SqlDatabase& database) { return HealthReader(database).observationTimes(); });
}

} // namespace nostrscope
