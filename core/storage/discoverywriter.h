// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/discoverystore.h"
#include "core/storage/sqlite.h"

#include <unordered_map>

namespace nostrscope {

/// Candidates for the list of relays, on the writer's connection; made for one call. Every call is a
/// transaction of its own.
class DiscoveryWriter {
public:
    explicit DiscoveryWriter(SqlDatabase& database)
        : m_database(database)
    {
    }

    /// The mentions and the place up to which events are read, in one transaction: a process that is killed
    /// goes on where it was, and nothing counts twice.
    [[nodiscard]] StoreResult<MentionGain> add(const MentionBatch& batch, const DiscoveryBounds& bounds);
    [[nodiscard]] StoreResult<Nothing> finish(UnixMillis at);
    [[nodiscard]] StoreResult<std::uint64_t> store(const std::vector<Validation>& validations,
                                                   const DiscoveryBounds& bounds);
    [[nodiscard]] StoreResult<std::vector<CandidateDecision>>
    decide(const std::vector<CandidateDecision>& decisions, UnixMillis at);
    [[nodiscard]] StoreResult<Nothing> setAcceptRules(const QStringList& rules);
    [[nodiscard]] StoreResult<Nothing> dismissDuplicates(const std::vector<QByteArray>& keys,
                                                         bool areDismissed, UnixMillis at);

private:
    struct Adding;
    enum class Place : std::uint8_t { Given, None, Failed };
    /// A row for a relay that nobody named before, at the cost of one of its authors.
    [[nodiscard]] Place create(const MentionSum& sum, Adding& adding, std::int64_t& number);
    [[nodiscard]] Place payFor(const MentionSum& sum, Adding& adding);
    [[nodiscard]] bool makeRoom(Adding& adding);
    [[nodiscard]] bool addSum(const MentionSum& sum, std::int64_t number, Adding& adding);
    [[nodiscard]] bool addRefused(const MentionBatch& batch, const DiscoveryBounds& bounds);
    [[nodiscard]] bool remove(std::int64_t number);

    SqlDatabase& m_database;
};

} // namespace nostrscope
