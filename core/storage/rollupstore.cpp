// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/rollupstore.h"

#include "core/base/varint.h"
#include "core/storage/stattime.h"

#include <algorithm>

namespace nostrscope {

namespace {

constexpr RollupLevel levels[] = {RollupLevel::Hour, RollupLevel::Day, RollupLevel::Week, RollupLevel::All};
constexpr std::size_t cellOverhead = 64; ///< bytes; a cell costs about as much as these without its authors

} // namespace

bool readJournal(QByteArrayView blob, RollupDelta& cells, RelayDelta& relays)
{
    ByteReader in(blob);
    const auto cellBytes = in.bytes(in.varint());
    const auto relayBytes = in.bytes(in.remaining());
    return !in.failed() && cells.fromBlob(cellBytes) && relays.fromBlob(relayBytes);
}

std::optional<FoldState> readFoldState(SqlDatabase& database)
{
    SqlStatement row(database, "SELECT through_batch, dimension, value, hour FROM rollup_fold");
    if (!row.step())
        return {};
    return FoldState{
        row.integer(0),
        {static_cast<Dimension>(row.integer(1)), static_cast<std::uint32_t>(row.integer(2)), row.integer(3)}};
}

RollupStore::RollupStore(SqlDatabase& database, QByteArrayView schema)
    : m_database(database)
    , m_append(database, "INSERT INTO rollup_journal VALUES(?, ?)")
    , m_journal(database,
                "SELECT batch, data FROM rollup_journal WHERE batch > ? AND batch <= ? ORDER BY batch")
    , m_readCell(database,
                 "SELECT data FROM " + schema.toByteArray()
                     + ".rollup WHERE level = ? AND dimension = ? AND bucket = ? AND value = ?")
    , m_writeCell(database,
                  "INSERT OR REPLACE INTO " + schema.toByteArray() + ".rollup VALUES(?, ?, ?, ?, ?)")
    , m_removeCell(database,
                   "DELETE FROM " + schema.toByteArray()
                       + ".rollup WHERE level = ? AND dimension = ? AND bucket = ? AND value = ?")
    , m_readDay(database,
                "SELECT seen, novel, duplicates, delays FROM relay_counter WHERE relay = ? AND day = ?")
    , m_writeDay(database, "INSERT OR REPLACE INTO relay_counter VALUES(?, ?, ?, ?, ?, ?)")
    , m_readWeek(
          database,
          "SELECT seen, novel, duplicates, delays FROM relay_counter_week WHERE relay = ? AND week = ?")
    , m_writeWeek(database, "INSERT OR REPLACE INTO relay_counter_week VALUES(?, ?, ?, ?, ?, ?)")
    , m_writeFold(database, "INSERT OR REPLACE INTO rollup_fold VALUES(1, ?, ?, ?, ?)")
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

bool RollupStore::startFold()
{
    resetFold();
    m_throughBatch = m_database.value("SELECT max(batch) FROM rollup_journal");
    if (const auto interrupted = readFoldState(m_database)) {
        m_throughBatch = interrupted->throughBatch;
        m_done = interrupted->done;
    }
    if (m_database.error().code != StoreErrorCode::None)
        return false;
    if (m_throughBatch > 0)
        m_phase = Phase::Reading;
    return true;
}

bool RollupStore::foldSlice(std::size_t work)
{
    m_sliceDone = m_done;
    m_hasEnded = false;
    return m_phase == Phase::Reading ? readSlice(work) : m_phase == Phase::None || writeSlice(work);
}

void RollupStore::afterSlice()
{
    m_done = m_sliceDone;
    if (m_hasEnded) {
        m_pendingBytes -= std::min(m_pendingBytes, m_foldBytes);
        resetFold();
    }
}

/// Memory and file may differ in what they know of the slice: the fold goes on from what the file says.
void RollupStore::afterRollback()
{
    resetFold();
}

void RollupStore::resetFold()
{
    m_phase = Phase::None;
    m_cells = {};
    m_relays = {};
    m_readBatch = 0;
    m_throughBatch = 0;
    m_foldBytes = 0;
    m_done.reset();
    m_sliceDone.reset();
    m_hasEnded = false;
}

bool RollupStore::readSlice(std::size_t work)
{
    m_journal.bind(1, m_readBatch).bind(2, m_throughBatch);
    std::size_t bytes = 0;
    while (bytes < work) {
        if (!m_journal.step()) {
            m_phase = Phase::Writing;
            return m_database.error().code == StoreErrorCode::None;
        }
        RollupDelta cells;
        RelayDelta relays;
        const auto row = m_journal.blob(1);
        if (!readJournal(row, cells, relays)) {
            m_journal.reset();
            m_database.restoreError(
                {StoreErrorCode::Corrupt, QStringLiteral("damaged rollup journal; run rebuild")});
            return false;
        }
        m_readBatch = m_journal.integer(0);
        bytes += static_cast<std::size_t>(row.size());
        m_foldBytes += static_cast<std::size_t>(row.size());
        m_cells.add(cells);
        m_relays.add(relays);
    }
    m_journal.reset();
    return true;
}

bool RollupStore::writeSlice(std::size_t work)
{
    const auto& cells = m_cells.cells();
    auto next = m_done ? cells.upper_bound(*m_done) : cells.begin();
    RollupDelta slice;
    const auto before = m_cellBytes;
    while (next != cells.end() && m_cellBytes - before < work) {
        // Buckets of one kind or relay go together, so that the wide ones among them are written once.
        const auto isSame = [first = next->first](const CellKey& key) {
            return key.dimension == first.dimension && key.value == first.value;
        };
        RollupDelta group;
        for (std::size_t bytes = 0; next != cells.end() && isSame(next->first) && bytes < work; ++next) {
            bytes += cellOverhead + next->second.authors.size() * 2;
            group.addCell(next->first, next->second);
            m_sliceDone = next->first;
        }
        if (!addCells(group))
            return false;
    }
    if (next == cells.end())
        return endFold();
    return m_writeFold.bind(1, m_throughBatch)
        .bind(2, static_cast<int>(m_sliceDone->dimension))
        .bind(3, m_sliceDone->value)
        .bind(4, m_sliceDone->hour)
        .run();
}

bool RollupStore::endFold()
{
    m_hasEnded = true;
    SqlStatement end(m_database, "UPDATE state SET folded_batch = ?");
    SqlStatement remove(m_database, "DELETE FROM rollup_journal WHERE batch <= ?");
    return addRelays(m_relays) && remove.bind(1, m_throughBatch).run() && end.bind(1, m_throughBatch).run()
        && m_database.exec("DELETE FROM rollup_fold");
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
        const bool intact = sum.readFrom(in, dimension);
        m_readCell.reset();
        if (!intact) {
            m_database.restoreError(
                {StoreErrorCode::Corrupt, QStringLiteral("damaged rollup cell; run rebuild")});
            return false;
        }
    }
    sum.add(cell);
    if (isOfDvms(dimension) && sum.dvm.isEmpty()) // all was taken away again
        return m_removeCell.bind(1, static_cast<int>(level))
            .bind(2, static_cast<int>(dimension))
            .bind(3, bucket)
            .bind(4, value)
            .run();
    QByteArray blob;
    sum.appendTo(blob, dimension);
    m_cellBytes += cellOverhead + static_cast<std::size_t>(blob.size());
    return m_writeCell.bind(1, static_cast<int>(level))
        .bind(2, static_cast<int>(dimension))
        .bind(3, bucket)
        .bind(4, value)
        .bind(5, blob)
        .run();
}

bool RollupStore::addRelays(const RelayDelta& relays)
{
    std::map<RelayDay, RelayMeasure> weeks;
    for (const auto& [key, measure] : relays.days()) {
        if (!addRelay(m_readDay, m_writeDay, key, measure))
            return false;
        weeks[{key.relay, floorTo(key.day, daysOfWeek)}].add(measure);
    }
    return std::all_of(weeks.begin(), weeks.end(), [this](const auto& week) {
        return addRelay(m_readWeek, m_writeWeek, week.first, week.second);
    });
}

/// `key.day` is the bucket of the table that the statements belong to.
bool RollupStore::addRelay(SqlStatement& read, SqlStatement& write, const RelayDay& key, RelayMeasure sum)
{
    if (read.bind(1, key.relay).bind(2, key.day).step()) {
        sum.seen += read.number(0);
        sum.novel += read.number(1);
        sum.duplicates += read.number(2);
        // A damaged histogram costs its delays only: counters without events cannot be rebuilt.
        (void)sum.delays.addBlob(read.blob(3));
        read.reset();
    }
    const auto delays = sum.delays.toBlob();
    return write.bind(1, key.relay)
        .bind(2, key.day)
        .bind(3, sum.seen)
        .bind(4, sum.novel)
        .bind(5, sum.duplicates)
        .bind(6, delays)
        .run();
}

} // namespace nostrscope
