// SPDX-License-Identifier: GPL-3.0-or-later
// What discovery asks of the store.
#include "core/storage/discoveryreader.h"
#include "core/storage/discoverywriter.h"
#include "core/storage/sqlitestore_p.h"

namespace nostrscope {

void SqliteStore::discoveryEvents(std::uint64_t after, CallLimits limits, Reply<DiscoverySlice> reply)
{
    readTables(std::move(limits), std::move(reply),
               [after](SqlDatabase& database) { return DiscoveryReader(database).events(after); });
}

void SqliteStore::discoveryProgress(CallLimits limits, Reply<DiscoveryProgress> reply)
{
    readTables(std::move(limits), std::move(reply),
               [](SqlDatabase& database) { return DiscoveryReader(database).progress(); });
}

void SqliteStore::addMentions(std::shared_ptr<const MentionBatch> batch, DiscoveryBounds bounds,
                              Reply<MentionGain> reply)
{
    write(std::move(reply), [batch = std::move(batch), bounds](WriterWorker& worker) {
        return DiscoveryWriter(worker.database()).add(*batch, bounds);
    });
}

void SqliteStore::finishDiscovery(UnixMillis at, Reply<Nothing> reply)
{
    write(std::move(reply),
          [at](WriterWorker& worker) { return DiscoveryWriter(worker.database()).finish(at); });
}

void SqliteStore::candidates(CandidateQuery query, CallLimits limits, Reply<CandidatePage> reply)
{
    readTables(std::move(limits), std::move(reply), [query = std::move(query)](SqlDatabase& database) {
        return DiscoveryReader(database).candidates(query);
    });
}

void SqliteStore::candidatesDue(UnixMillis now, unsigned networks, int limit, CallLimits limits,
                                Reply<std::vector<Candidate>> reply)
{
    readTables(std::move(limits), std::move(reply),
               [=](SqlDatabase& database) { return DiscoveryReader(database).due(now, networks, limit); });
}

void SqliteStore::storeValidations(std::vector<Validation> validations, DiscoveryBounds bounds,
                                   Reply<std::uint64_t> reply)
{
    write(std::move(reply), [validations = std::move(validations), bounds](WriterWorker& worker) {
        return DiscoveryWriter(worker.database()).store(validations, bounds);
    });
}

void SqliteStore::decide(std::vector<CandidateDecision> decisions, UnixMillis at,
                         Reply<std::vector<CandidateDecision>> reply)
{
    write(std::move(reply), [decisions = std::move(decisions), at](WriterWorker& worker) {
        return DiscoveryWriter(worker.database()).decide(decisions, at);
    });
}

void SqliteStore::discoveryFigures(UnixMillis since, CallLimits limits, Reply<DiscoveryFigures> reply)
{
    readTables(std::move(limits), std::move(reply),
               [since](SqlDatabase& database) { return DiscoveryReader(database).figures(since); });
}

void SqliteStore::acceptRules(CallLimits limits, Reply<QStringList> reply)
{
    readTables(std::move(limits), std::move(reply),
               [](SqlDatabase& database) { return DiscoveryReader(database).acceptRules(); });
}

void SqliteStore::setAcceptRules(QStringList rules, Reply<Nothing> reply)
{
    write(std::move(reply), [rules = std::move(rules)](WriterWorker& worker) {
        return DiscoveryWriter(worker.database()).setAcceptRules(rules);
    });
}

void SqliteStore::dismissDuplicates(std::vector<QByteArray> keys, bool areDismissed, UnixMillis at,
                                    Reply<Nothing> reply)
{
    write(std::move(reply), [keys = std::move(keys), areDismissed, at](WriterWorker& worker) {
        return DiscoveryWriter(worker.database()).dismissDuplicates(keys, areDismissed, at);
    });
}

} // namespace nostrscope
