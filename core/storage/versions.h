// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/event.h"
#include "core/storage/sqlite.h"

#include <map>
#include <optional>
#include <tuple>
#include <vector>

namespace nostrscope {

/// What a version of a replaceable or addressable event replaces: the number of the author, the kind, and the
/// identifier as identifierKey() makes it.
using VersionKey = std::tuple<std::int64_t, std::int64_t, QByteArray>;

/// The newest of the versions that are stored.
struct Version {
    Timestamp createdAt = 0;
    EventId id;
    std::int64_t seq = 0;

    /// Newest wins, on a tie the lowest id (NIP-01).
    [[nodiscard]] bool isNewerThan(const Version& other) const
    {
        return createdAt != other.createdAt ? createdAt > other.createdAt : id < other.id;
    }
};

/// The newest version of a key, from the table `version` and from what waits in `version_recent`. On a
/// connection of one thread; remembers what waits, about 100 bytes each.
class VersionReader {
public:
    explicit VersionReader(SqlDatabase& database);

    /// Takes in what was stored or merged since. Before find(), in the same read transaction or without one:
    /// what is taken in twice changes nothing.
    void refresh();
    [[nodiscard]] std::optional<Version> find(const VersionKey& key);

private:
    SqlDatabase& m_database;
    SqlStatement m_version;
    SqlStatement m_since;
    std::map<VersionKey, Version> m_recent;
    std::int64_t m_first = 0; ///< row in m_recent
    std::int64_t m_last = 0;
};

/// Brings `version_recent` to `version` in the order of the keys: identifiers are random, and a page of the
/// table that is written for one of them alone is most of what storing an event costs. The newest wins, so
/// that a slice that is done twice does no harm.
class VersionMerger {
public:
    explicit VersionMerger(SqlDatabase& database);

    /// Rows that wait; an estimate that is never too low.
    [[nodiscard]] std::size_t waiting() const { return m_waiting; }
    void add(std::size_t rows) { m_waiting += rows; }
    [[nodiscard]] bool isMerging() const { return !m_rows.empty(); }
    /// Reads and sorts all that waits. False when the database fails.
    [[nodiscard]] bool start();
    /// Up to `rows` rows, in the caller's transaction; then afterSlice() or afterRollback().
    [[nodiscard]] bool slice(std::size_t rows);
    void afterSlice();
    void afterRollback();

private:
    struct Row {
        VersionKey key;
        Version version;
    };
    SqlDatabase& m_database;
    SqlStatement m_write;
    std::vector<Row> m_rows;
    std::size_t m_next = 0; ///< in m_rows, of what is committed
    std::size_t m_sliceNext = 0;
    std::int64_t m_through = 0; ///< greatest seq in m_rows
    std::size_t m_waiting = 0;
    std::size_t m_read = 0; ///< rows in m_rows before equal keys were united
};

/// SQL of the row of a key that keeps the newest; six values in the order of the columns.
[[nodiscard]] QByteArray insertVersion(QByteArrayView schema);

} // namespace nostrscope
