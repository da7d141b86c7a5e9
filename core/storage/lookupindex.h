// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/lookupruns.h"

#include <memory>

namespace nostrscope {

/// One of the look-ups from a random key to event rows; belongs to the writer. New entries are hot: in RAM
/// only, because the rows they come from are on disk and give them back after a restart. When there are
/// enough, they are merged with the small run into a new small run; when that has grown, it is merged into
/// the large one. Runs are written once, in order, and replaced as a whole, so that an entry is written a few
/// times and not a page of a tree for each (docs/decisions/0002-lookups-in-runs.md).
class LookupIndex {
public:
    struct Sizes {
        std::size_t hotEntries; ///< of a merge; the small run grows to a multiple of it
        std::size_t blockBytes;
    };
    LookupIndex(SqlDatabase& database, LookupRunWriter& runWriter, Lookup what, const Sizes& sizes);
    ~LookupIndex();

    [[nodiscard]] Lookup what() const { return m_what; }
    void add(std::int64_t key, std::int64_t seq) { m_hot.push_back({key, seq}); }
    [[nodiscard]] std::size_t hotSize() const { return m_hot.size() + m_merging.size(); }
    /// Entries that are not in a running merge and those that are, in no order.
    template <typename Function> void forEachHot(Function function) const
    {
        for (const auto& entry : m_merging)
            function(entry);
        for (const auto& entry : m_hot)
            function(entry);
    }
    /// After a failed transaction: forgets entries above this row.
    void forgetAbove(std::int64_t lastSeq);
    /// Appends the rows of a key that are in runs; false when the database fails.
    [[nodiscard]] bool findCold(std::int64_t key, std::vector<std::int64_t>& rows);

    /// The runs of now; the next commit of a slice may replace them.
    [[nodiscard]] const std::vector<LookupRun>& runs() const { return m_runs; }

    /// Starts a merge of all that is hot when that is at least `threshold` entries, or comes from so many
    /// rows.
    void startMerge(std::size_t threshold, std::int64_t lastSeq);
    /// Hot entries are being merged.
    [[nodiscard]] bool isMerging() const { return m_merge != nullptr; }
    /// The small run waits for its merge into the large one, or is in it.
    [[nodiscard]] bool isCompacting() const;
    /// The next entries of the merge that is under way, hot ones first, inside the caller's transaction.
    /// False on an error.
    [[nodiscard]] bool slice(std::size_t entries);
    /// After the commit of a slice. True when hot entries have left RAM.
    bool afterCommit();
    /// After a failed transaction: what was under way starts again.
    void afterRollback();
    /// Brings all runs into one without the entries of these rows, in transactions of its own. For when
    /// nothing is hot; false on an error.
    [[nodiscard]] bool dropRows(const std::vector<bool>& rows, std::size_t sliceEntries);

    /// Rows up to here are in runs.
    [[nodiscard]] std::int64_t mergedUpTo() const { return m_mergedUpTo; }

private:
    [[nodiscard]] LookupMerge& startCompaction();
    /// Writes into the list of the file that the result of a merge replaces these runs; false on an error.
    [[nodiscard]] bool replace(const std::vector<LookupRun>& runs, const LookupMerge& merge, int level);
    void giveUp(std::unique_ptr<LookupMerge>& merge);
    void finish(std::unique_ptr<LookupMerge>& merge, const std::vector<LookupRun>& replaced);
    /// Where the result of a merge of hot entries belongs.
    [[nodiscard]] int levelFor(std::int64_t entries) const;
    [[nodiscard]] std::vector<LookupRun> runsFrom(int lowest, int highest) const;

    SqlDatabase& m_database;
    LookupRunWriter& m_runWriter;
    const Lookup m_what;
    const Sizes m_sizes;
    SqlStatement m_addRun;
    SqlStatement m_removeRun;
    SqlStatement m_setMerged;
    std::vector<LookupRun> m_runs; ///< as in the file, small levels first
    std::vector<LookupRun> m_nextRuns; ///< after the commit of a last slice
    std::vector<LookupEntry> m_hot;
    std::vector<LookupEntry> m_merging;
    std::vector<LookupRun> m_mergeRuns; ///< that the merge of hot entries replaces
    std::vector<LookupRun> m_compactionRuns;
    std::unique_ptr<LookupMerge> m_merge;
    std::unique_ptr<LookupMerge> m_compaction;
    bool m_wasMerge = false; ///< what the slice before the commit belonged to
    std::int64_t m_mergeUpTo = 0;
    std::int64_t m_mergedUpTo = 0;
};

} // namespace nostrscope
