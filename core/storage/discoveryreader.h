// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/discoverystore.h"
#include "core/storage/sqlite.h"

#include <set>

namespace nostrscope {

/// What discovery has and what it has to read, on a connection of one thread; made for one call.
class DiscoveryReader {
public:
    explicit DiscoveryReader(SqlDatabase& database)
        : m_database(database)
    {
    }

    /// The next rows of `event` by their numbers: at most maxRows, or maxBytes of bodies.
    static constexpr int maxRows = 2000;
    static constexpr qsizetype maxBytes = 2 * 1024 * 1024;
    [[nodiscard]] StoreResult<DiscoverySlice> events(std::uint64_t after);
    [[nodiscard]] StoreResult<DiscoveryProgress> progress();
    [[nodiscard]] StoreResult<CandidatePage> candidates(const CandidateQuery& query);
    [[nodiscard]] StoreResult<std::vector<Candidate>> due(UnixMillis now, unsigned networks, int limit);
    [[nodiscard]] StoreResult<DiscoveryFigures> figures(UnixMillis since);
    [[nodiscard]] StoreResult<QStringList> acceptRules();
    /// DuplicateGroup::key of those that the user called different relays.
    [[nodiscard]] StoreResult<std::set<QByteArray>> dismissedDuplicates();
    /// Relays of our list that nobody named: those that are no candidates.
    [[nodiscard]] StoreResult<std::vector<QByteArray>> listedOnly();

private:
    [[nodiscard]] std::vector<Candidate> read(SqlStatement& rows, bool withSources = true);
    void readSources(Candidate& candidate, SqlStatement& rows);

    SqlDatabase& m_database;
};

} // namespace nostrscope
