// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/eventreader.h"
#include "core/storage/statreader.h"
#include "core/storage/storewriter.h"

#include <QMap>
#include <QSet>
#include <QStringList>
#include <QTemporaryDir>

namespace nostrscope::test {

/// A store in a temporary folder, written synchronously through its StoreWriter, which does not verify:
/// events may be invented.
class StoreFixture {
public:
    explicit StoreFixture(const StoreTuning& tuning = {});

    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("t.sqlite")); }
    [[nodiscard]] StoreWriter& writer() { return *m_writer; }
    [[nodiscard]] SqlDatabase& database() { return m_writer->database(); }
    /// Ends as a process that is killed (nothing is folded or merged), or in order, and opens again.
    void reopen(bool inOrder = false);
    void close() { m_writer.reset(); }
    /// Makes the file one of an older format, 1 … schemaVersion - 1, and opens it: what later formats added
    /// is gone.
    void reopenAsVersion(int version);
    void open();

    /// One batch; fails the test when the store does.
    std::shared_ptr<const CommittedDelta> commit(std::vector<VerifiedEvent> events,
                                                 std::vector<Sighting> sightings = {});
    /// The batch that the next commit() would send.
    [[nodiscard]] EventBatch batch(std::vector<VerifiedEvent> events,
                                   std::vector<Sighting> sightings = {}) const;
    /// Upkeep until there is nothing left to do at this time.
    void upkeep(UnixMillis now);
    /// Folds rollups and merges versions.
    void fold();

    /// A read-only connection of its own.
    [[nodiscard]] std::unique_ptr<SqlDatabase> openReader() const;
    [[nodiscard]] std::vector<EventId> storedIds();

private:
    const StoreTuning m_tuning;
    QTemporaryDir m_folder;
    std::unique_ptr<StoreWriter> m_writer;
};

/// Rows of the tables as text, with row numbers of events and authors replaced by ids and keys, sorted, so
/// that two stores that hold the same are equal whatever the order of arrival was. The rollup cells are
/// in it after a fold. Empty `tables`: all that are functions of the set of events and sightings, but for
/// "relay_day", which is one only after mapNow().
[[nodiscard]] QMap<QString, QStringList> dump(SqlDatabase& database, const QStringList& tables = {});
/// "" when equal, else the first difference.
[[nodiscard]] QString difference(const QMap<QString, QStringList>& left,
                                 const QMap<QString, QStringList>& right);

/// Rows that the runs of a look-up speak of, without those whose entries wait to be dropped.
[[nodiscard]] QSet<std::int64_t> lookupRows(SqlDatabase& database, Lookup what);

[[nodiscard]] VerifiedEvent verified(Event event, std::uint32_t relay = 0,
                                     UnixMillis receivedAt = fromSeconds(1800000000),
                                     Origin origin = Origin::Live);

/// An unsigned event whose id begins with `prefix` (its first bytes) and is otherwise derived from `number`.
[[nodiscard]] Event inventEvent(std::uint64_t number, Kind kind = 1, Timestamp createdAt = 1700000000,
                                Tags tags = {}, QByteArray content = {}, std::uint32_t author = 1,
                                QByteArrayView prefix = {});
[[nodiscard]] PubKey inventKey(std::uint32_t number);

} // namespace nostrscope::test
