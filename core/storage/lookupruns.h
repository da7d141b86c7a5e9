// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/lookupblock.h"
#include "core/storage/sqlite.h"

#include <bitset>
#include <span>

namespace nostrscope {

enum class Lookup : std::uint8_t { Id = 0, Author = 1, Tag = 2 };

/// Number of a run, 1 … 127: the upper bits of the row numbers of its blocks.
using RunNo = int;
inline constexpr RunNo runLimit = 128;

/// A run in the list of the file.
struct LookupRun {
    RunNo number = 0;
    int level = 0; ///< 0 = grows by merges of what is hot, 1 = on its way into 2, 2 = the large one
    std::int64_t entries = 0;
};

/// Reads the blocks of runs, on any connection.
class LookupRunReader {
public:
    explicit LookupRunReader(SqlDatabase& database);

    /// The runs of a look-up, new ones first. They may vanish with the end of the read transaction.
    [[nodiscard]] std::vector<LookupRun> runsOf(Lookup what);
    /// Appends the rows of a key, in no order. False when the database fails or a block is damaged.
    [[nodiscard]] bool find(RunNo run, std::int64_t key, std::vector<std::int64_t>& rows);
    /// Calls `visit` with the key of each entry whose key is in [first, end), in order.
    template <typename Visit>
    [[nodiscard]] bool forEachKey(RunNo run, std::int64_t first, std::int64_t end, Visit visit)
    {
        Block block;
        bool ok = blockBefore(run, first, block);
        while (ok && block.no != 0) {
            for (std::size_t i = 0; i < block.entries.size(); ++i) {
                const auto key = block.entries.at(i).key;
                if (key >= end)
                    return true;
                if (key >= first)
                    visit(key);
            }
            ok = next(run, block.no, block);
        }
        return ok;
    }
    struct Block {
        std::int64_t no = 0;
        QByteArray data;
        LookupBlock entries;
    };
    /// The block of the run behind the block `no` (0 = the first one). `block.no` is 0 when there is none.
    [[nodiscard]] bool next(RunNo run, std::int64_t no, Block& block);

private:
    [[nodiscard]] bool damaged();
    /// The last block that begins before this key, else the first one.
    [[nodiscard]] bool blockBefore(RunNo run, std::int64_t key, Block& block);

    SqlDatabase& m_database;
    SqlStatement m_runs;
    SqlStatement m_find;
    SqlStatement m_next;
};

/// The writer's half: numbers of runs, their blocks, and the removal of runs that nobody needs any more,
/// slice by slice, also of what a killed process left.
class LookupRunWriter {
public:
    explicit LookupRunWriter(SqlDatabase& database);

    [[nodiscard]] LookupRunReader& reader() { return m_reader; }
    /// A number that is free.
    [[nodiscard]] RunNo take();
    [[nodiscard]] bool put(std::int64_t no, const QByteArray& block);
    /// The blocks of this run go with the next slices.
    void drop(RunNo run) { m_dropping.push_back(run); }
    [[nodiscard]] bool isDropping() const { return !m_dropping.empty(); }
    /// Removes blocks inside the caller's transaction; false on an error.
    [[nodiscard]] bool dropSlice(int blocks);

private:
    LookupRunReader m_reader;
    SqlStatement m_insert;
    SqlStatement m_last;
    SqlStatement m_remove;
    std::bitset<runLimit> m_used;
    std::vector<RunNo> m_dropping;
};

/// Merges sorted entries and runs into a new run, slice by slice. It lives over several transactions; after a
/// failed one it is of no use any more.
class LookupMerge {
public:
    /// `drop`: rows whose entries are left out; null = none. All spans must outlive this.
    LookupMerge(LookupRunWriter& writer, std::span<const LookupEntry> hot, std::span<const LookupRun> runs,
                RunNo target, std::size_t blockBytes, const std::vector<bool>* drop = nullptr);

    /// The next entries, inside the caller's transaction; false on an error.
    [[nodiscard]] bool slice(std::size_t entries);
    [[nodiscard]] bool isDone() const { return m_done; }
    [[nodiscard]] RunNo target() const { return m_target; }
    /// Written so far.
    [[nodiscard]] std::int64_t entries() const { return m_entries; }

private:
    struct Source {
        RunNo run = 0; ///< 0 = what is hot
        LookupRunReader::Block block;
        std::size_t position = 0;
        LookupEntry entry;
        bool atEnd = false;
    };
    [[nodiscard]] bool advance(Source& source);
    [[nodiscard]] bool write(const LookupEntry& entry);
    [[nodiscard]] bool writeBlock();

    LookupRunWriter& m_writer;
    std::span<const LookupEntry> m_hot;
    std::vector<Source> m_sources;
    const std::vector<bool>* m_drop;
    const RunNo m_target;
    const std::size_t m_blockBytes;
    LookupBlockBuilder m_builder;
    std::int64_t m_lastBlock = 0;
    std::int64_t m_fullKey = -1; ///< has so many blocks that its next one is the last that can be numbered
    LookupEntry m_last{-1, -1};
    std::int64_t m_entries = 0;
    bool m_started = false;
    bool m_done = false;
};

} // namespace nostrscope
