// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/rollupstore.h"

#include "core/base/varint.h"

namespace nostrscope {

namespace {

constexpr RollupLevel levels[] = {RollupLevel::Hour, RollupLevel::Day, RollupLevel::All};

} // namespace

bool readJournal(QByteArrayView blob, RollupDelta& cells, RelayDelta& relays)
{
    ByteReader in(blob);
    const auto cellBytes = in.bytes(in.varint());
    const auto relayBytes = in.bytes(in.remaining());
    return !in.failed() && cells.fromBlob(cellBytes) && relays.fromBlob(relayBytes);
}

RollupStore::RollupStore(SqlDatabase& database, QByteArrayView schema)
    : m_database(database)
    , m_append(database, "INSERT INTO rollup_journal VALUES(?, ?)")
    , m_journal(database, "SELECT data FROM rollup_journal ORDER BY batch")
    , m_readCell(database,
                 "SELECT data FROM " + schema.toByteArray()
                     + ".rollup WHERE level = ? AND dimension = ? AND bucket = ? AND value = ?")
    , m_writeCell(database,
                  "INSERT OR REPLACE INTO " + schema.toByteArray() + ".rollup VALUES(?, ?, ?, ?, ?)")
    , m_readRelay(database,
                  "SELECT seen, novel, duplicates, delays FROM relay_counter WHERE relay = ? AND day = ?")
    , m_writeRelay(database, "INSERT OR REPLACE INTO relay_counter VALUES(?, ?, ?, ?, ?, ?)")
    , m_pendingBytes(static_cast<std::size_t>(database.value("SELECT sum(length(data)) FROM rollup_journal")))
{
}

bool RollupStore::append(std::uint64_t batch, const RollupDelta& cells, const RelayDelta& relays)
{
    m_uncommittedBytes = 0;
    if (cells.isEmpty() && relays.days().empty())
        return true;
    const auto cellBlob = cells.toBlob();
    QByteArray blob;
    appendVarint(blob, static_cast<std::uint64_t>(cellBlob.size()));
    blob.append(cellBlob);
    blob.append(relays.toBlob());
    m_uncommittedBytes = static_cast<std::size_t>(blob.size());
    return m_append.bind(1, batch).bind(2, blob).run();
}

void RollupStore::afterCommit()
{
    m_pendingBytes += std::exchange(m_uncommittedBytes, 0);
}

bool RollupStore::fold()
{
    RollupDelta cells;
    RelayDelta relays;
    while (m_journal.step()) {
        RollupDelta batchCells;
        RelayDelta batchRelays;
        if (!readJournal(m_journal.blob(0), batchCells, batchRelays)) {
            m_journal.reset();
            m_database.restoreError(
                {StoreErrorCode::Corrupt, QStringLiteral("damaged rollup journal; run rebuild")});
            return false;
        }
        cells.add(batchCells);
        relays.add(batchRelays);
    }
    return addCells(cells) && addRelays(relays)
        && m_database.exec("DELETE FROM rollup_journal; UPDATE state SET folded_batch = batch");
}

bool RollupStore::addCells(const RollupDelta& cells)
{
    for (const auto level : levels) {
        std::map<CellKey, RollupCell> wider;
        for (const auto& [key, cell] : cells.cells())
            wider[{key.dimension, key.value, bucketAt(level, key.hour)}].add(cell);
        for (const auto& [key, cell] : wider) {
            if (!addCell(level, key.dimension, key.hour, key.value, cell))
                return false;
        }
    }
    return true;
}

bool RollupStore::addCell(RollupLevel level, Dimension dimension, std::int64_t bucket, std::uint32_t value,
                          const RollupCell& cell)
{
    RollupCell sum;
    m_readCell.bind(1, static_cast<int>(level))
        .bind(2, static_cast<int>(dimension))
        .bind(3, bucket)
        .bind(4, value);
    if (m_readCell.step()) {
        ByteReader in(m_readCell.blob(0));
        const bool intact = sum.readFrom(in);
        m_readCell.reset();
        if (!intact) {
            m_database.restoreError(
                {StoreErrorCode::Corrupt, QStringLiteral("damaged rollup cell; run rebuild")});
            return false;
        }
    }
    sum.add(cell);
    QByteArray blob;
    sum.appendTo(blob);
    return m_writeCell.bind(1, static_cast<int>(level))
        .bind(2, static_cast<int>(dimension))
        .bind(3, bucket)
        .bind(4, value)
        .bind(5, blob)
        .run();
}

bool RollupStore::addRelays(const RelayDelta& relays)
{
    for (const auto& [key, measure] : relays.days()) {
        auto sum = measure;
        m_readRelay.bind(1, key.relay).bind(2, key.day);
        if (m_readRelay.step()) {
            sum.seen += m_readRelay.number(0);
            sum.novel += m_readRelay.number(1);
            sum.duplicates += m_readRelay.number(2);
            // A damaged histogram costs its delays only: counters without events cannot be rebuilt.
            (void)sum.delays.addBlob(m_readRelay.blob(3));
            m_readRelay.reset();
        }
        const auto delays = sum.delays.toBlob();
        if (!m_writeRelay.bind(1, key.relay)
                 .bind(2, key.day)
                 .bind(3, sum.seen)
                 .bind(4, sum.novel)
                 .bind(5, sum.duplicates)
                 .bind(6, delays)
                 .run())
            return false;
    }
    return true;
}

} // namespace nostrscope
