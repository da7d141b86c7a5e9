// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/lookupruns.h"

namespace nostrscope {

namespace {

// Number of a block: the run, the key of its first entry, and which of the blocks that begin with this key.
constexpr int pieceBits = 16;
constexpr std::int64_t lastPiece = (std::int64_t(1) << pieceBits) - 1;

constexpr std::int64_t blockNo(RunNo run, std::int64_t key, std::int64_t piece)
{
    return (std::int64_t(run) << (lookupKeyBits + pieceBits)) | (key << pieceBits) | piece;
}
constexpr std::int64_t keyOf(std::int64_t block)
{
    return (block >> pieceBits) & ((std::int64_t(1) << lookupKeyBits) - 1);
}
constexpr std::int64_t beginOf(RunNo run)
{
    return blockNo(run, 0, 0);
}
constexpr std::int64_t endOf(RunNo run) ///< inclusive
{
    return beginOf(run) | ((std::int64_t(1) << (lookupKeyBits + pieceBits)) - 1);
}
static_assert(runLimit - 1 <= INT64_MAX >> (lookupKeyBits + pieceBits), "row numbers are positive");

} // namespace

LookupRunReader::LookupRunReader(SqlDatabase& database)
    : m_database(database)
    , m_runs(database, "SELECT run, level, entries FROM lookup_run WHERE what = ? ORDER BY level")
    , m_find(database, "SELECT no, data FROM lookup_block WHERE no BETWEEN ? AND ? ORDER BY no DESC")
    , m_next(database, "SELECT no, data FROM lookup_block WHERE no > ? AND no <= ? ORDER BY no LIMIT 1")
{
}

bool LookupRunReader::damaged()
{
    m_database.restoreError({StoreErrorCode::Corrupt, QStringLiteral("damaged look-up")});
    return false;
}

std::vector<LookupRun> LookupRunReader::runsOf(Lookup what)
{
    std::vector<LookupRun> runs;
    m_runs.bind(1, int(what));
    while (m_runs.step()) {
        const auto number = m_runs.integer(0);
        if (number > 0 && number < runLimit)
            runs.push_back(
                {static_cast<RunNo>(number), static_cast<int>(m_runs.integer(1)), m_runs.integer(2)});
    }
    return runs;
}

bool LookupRunReader::find(RunNo run, std::int64_t key, std::vector<std::int64_t>& rows)
{
    // Only the last block that begins at or before the key can hold it, and those before it that begin with
    // it.
    m_find.bind(1, beginOf(run)).bind(2, blockNo(run, key, lastPiece));
    while (m_find.step()) {
        const auto block = LookupBlock::of(keyOf(m_find.integer(0)), m_find.blob(1));
        if (block)
            block->find(key, rows);
        if (block && block->firstKey() == key)
            continue;
        m_find.reset();
        return block || damaged();
    }
    return m_database.error().code == StoreErrorCode::None;
}

bool LookupRunReader::blockBefore(RunNo run, std::int64_t key, Block& block)
{
    std::int64_t no = 0;
    if (m_find.bind(1, beginOf(run)).bind(2, blockNo(run, key, 0) - 1).step())
        no = m_find.integer(0) - 1;
    m_find.reset();
    return m_database.error().code == StoreErrorCode::None && next(run, no, block);
}

bool LookupRunReader::next(RunNo run, std::int64_t no, Block& block)
{
    block = {};
    if (!m_next.bind(1, std::max(no, beginOf(run) - 1)).bind(2, endOf(run)).step())
        return m_database.error().code == StoreErrorCode::None;
    block.no = m_next.integer(0);
    block.data = m_next.blob(1).toByteArray();
    m_next.reset();
    const auto entries = LookupBlock::of(keyOf(block.no), block.data);
    if (!entries)
        return damaged();
    block.entries = *entries;
    return true;
}

LookupRunWriter::LookupRunWriter(SqlDatabase& database)
    : m_reader(database)
    , m_insert(database, "INSERT INTO lookup_block VALUES(?, ?)")
    , m_last(database,
             "SELECT max(no) FROM (SELECT no FROM lookup_block WHERE no BETWEEN ? AND ? ORDER BY no LIMIT ?)")
    , m_remove(database, "DELETE FROM lookup_block WHERE no BETWEEN ? AND ?")
{
    m_used.set(0);
    SqlStatement runs(database, "SELECT run FROM lookup_run WHERE run BETWEEN 1 AND ?");
    runs.bind(1, runLimit - 1);
    while (runs.step())
        m_used.set(static_cast<std::size_t>(runs.integer(0)));
    // Blocks of runs that are not in the list: a process ended while it made or removed them.
    SqlStatement first(database, "SELECT no FROM lookup_block WHERE no >= ? ORDER BY no LIMIT 1");
    for (RunNo run = 1; run < runLimit && first.bind(1, beginOf(run)).step(); ++run) {
        run = static_cast<RunNo>(first.integer(0) >> (lookupKeyBits + pieceBits));
        first.reset();
        if (run > 0 && !m_used.test(static_cast<std::size_t>(run))) {
            m_used.set(static_cast<std::size_t>(run));
            drop(run);
        }
    }
}

RunNo LookupRunWriter::take()
{
    RunNo run = 1;
    while (m_used.test(static_cast<std::size_t>(run)))
        ++run; // three look-ups use a dozen at most
    m_used.set(static_cast<std::size_t>(run));
    return run;
}

bool LookupRunWriter::put(std::int64_t no, const QByteArray& block)
{
    return m_insert.bind(1, no).bind(2, block).run();
}

bool LookupRunWriter::dropSlice(int blocks)
{
    const auto run = m_dropping.back();
    if (!m_last.bind(1, beginOf(run)).bind(2, endOf(run)).bind(3, blocks).step())
        return false;
    const bool isEmpty = m_last.isNull(0);
    const auto last = m_last.integer(0);
    m_last.reset();
    if (!isEmpty)
        return m_remove.bind(1, beginOf(run)).bind(2, last).run();
    m_dropping.pop_back();
    m_used.reset(static_cast<std::size_t>(run));
    return true;
}

LookupMerge::LookupMerge(LookupRunWriter& writer, std::span<const LookupEntry> hot,
                         std::span<const LookupRun> runs, RunNo target, std::size_t blockBytes,
                         const std::vector<bool>* drop)
    : m_writer(writer)
    , m_hot(hot)
    , m_drop(drop)
    , m_target(target)
    , m_blockBytes(blockBytes)
{
    m_sources.resize(runs.size() + 1);
    for (std::size_t i = 0; i < runs.size(); ++i)
        m_sources[i + 1].run = runs[i].number;
}

/// The next entry of a source; its first one at the first call.
bool LookupMerge::advance(Source& source)
{
    if (source.run == 0) {
        source.atEnd = source.position == m_hot.size();
        if (!source.atEnd)
            source.entry = m_hot[source.position++];
        return true;
    }
    if (source.position == source.block.entries.size()) {
        if (!m_writer.reader().next(source.run, source.block.no, source.block))
            return false;
        source.position = 0;
        source.atEnd = source.block.no == 0;
        if (source.atEnd)
            return true;
    }
    source.entry = source.block.entries.at(source.position++);
    return true;
}

bool LookupMerge::writeBlock()
{
    const auto key = m_builder.firstKey();
    auto no = blockNo(m_target, key, 0);
    if (m_lastBlock >= no)
        no = m_lastBlock + 1;
    m_lastBlock = no;
    m_fullKey = (no & lastPiece) == lastPiece - 1 ? key : -1;
    return m_writer.put(no, m_builder.take());
}

bool LookupMerge::write(const LookupEntry& entry)
{
    if (entry == m_last)
        return true; // the same tag twice in an event
    m_last = entry;
    const auto row = static_cast<std::size_t>(entry.seq);
    if (m_drop && row < m_drop->size() && (*m_drop)[row])
        return true;
    ++m_entries;
    const auto limit = entry.key == m_fullKey ? SIZE_MAX : m_blockBytes;
    return m_builder.add(entry, limit) || (writeBlock() && m_builder.add(entry, m_blockBytes));
}

bool LookupMerge::slice(std::size_t entries)
{
    if (!std::exchange(m_started, true)) {
        for (auto& source : m_sources) {
            if (!advance(source))
                return false;
        }
    }
    for (; entries > 0; --entries) {
        Source* lowest = nullptr;
        for (auto& source : m_sources) {
            if (!source.atEnd && (!lowest || source.entry < lowest->entry))
                lowest = &source;
        }
        if (!lowest) {
            m_done = true;
            return m_builder.isEmpty() || writeBlock();
        }
        if (!write(lowest->entry) || !advance(*lowest))
            return false;
    }
    return true;
}

} // namespace nostrscope
