// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/lookupindex.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace nostrscope {

namespace {

constexpr int smallLevel = 0;
constexpr int waitingLevel = 1;
constexpr int largeLevel = 2;
constexpr std::int64_t fewestMerges = 4; ///< into a small run before it is worth a merge with the large one

/// Column of `state` with the row up to which a look-up is merged.
const char* markOf(Lookup what)
{
    switch (what) {
    case Lookup::Id:
        return "id_merged";
    case Lookup::Author:
        return "author_merged";
    case Lookup::Tag:
        return "tag_merged";
    }
    Q_UNREACHABLE();
}

} // namespace

LookupIndex::LookupIndex(SqlDatabase& database, LookupRunWriter& runWriter, Lookup what, const Sizes& sizes)
    : m_database(database)
    , m_runWriter(runWriter)
    , m_what(what)
    , m_sizes(sizes)
    , m_addRun(database, "INSERT INTO lookup_run VALUES(?, ?, ?, ?)")
    , m_removeRun(database, "DELETE FROM lookup_run WHERE run = ?")
    , m_setMerged(database, QByteArray("UPDATE state SET ") + markOf(what) + " = ?")
    , m_runs(runWriter.reader().runsOf(what))
    , m_mergedUpTo(database.value((std::string("SELECT ") + markOf(what) + " FROM state").c_str()))
{
}

LookupIndex::~LookupIndex() = default;

void LookupIndex::forgetAbove(std::int64_t lastSeq)
{
    while (!m_hot.empty() && m_hot.back().seq > lastSeq)
        m_hot.pop_back();
}

bool LookupIndex::findCold(std::int64_t key, std::vector<std::int64_t>& rows)
{
    return std::all_of(m_runs.begin(), m_runs.end(), [&](const LookupRun& run) {
        return m_runWriter.reader().find(run.number, key, rows);
    });
}

std::vector<LookupRun> LookupIndex::runsFrom(int lowest, int highest) const
{
    std::vector<LookupRun> runs;
    std::copy_if(m_runs.begin(), m_runs.end(), std::back_inserter(runs),
                 [=](const LookupRun& run) { return run.level >= lowest && run.level <= highest; });
    return runs;
}

int LookupIndex::levelFor(std::int64_t entries) const
{
    const auto large = runsFrom(largeLevel, largeLevel);
    const auto hot = static_cast<double>(m_sizes.hotEntries);
    const auto inLarge = large.empty() ? 0.0 : static_cast<double>(large.front().entries);
    // A small run of s entries is rewritten s / 2h times for merges of h; the large one of n costs n / s for
    // each of its entries. Their sum is least at s = sqrt(2hn).
    const auto enough = std::max(static_cast<double>(fewestMerges) * hot, std::sqrt(2 * hot * inLarge));
    if (static_cast<double>(entries) < enough || !runsFrom(waitingLevel, waitingLevel).empty())
        return smallLevel;
    return large.empty() ? largeLevel : waitingLevel;
}

void LookupIndex::startMerge(std::size_t threshold, std::int64_t lastSeq)
{
    // Rows count as well as entries: events without tags must move the mark too, else every start reads them.
    const bool isEnough =
        m_hot.size() >= threshold || lastSeq - m_mergedUpTo >= static_cast<std::int64_t>(threshold);
    if (m_merge || (m_merging.empty() && !isEnough))
        return;
    if (m_merging.empty()) { // else what a failed merge left
        m_merging = std::exchange(m_hot, {});
        m_mergeUpTo = lastSeq;
        std::sort(m_merging.begin(), m_merging.end());
    }
    m_mergeRuns = runsFrom(smallLevel, smallLevel);
    m_merge = std::make_unique<LookupMerge>(m_runWriter, m_merging, m_mergeRuns, m_runWriter.take(),
                                            m_sizes.blockBytes);
}

bool LookupIndex::isCompacting() const
{
    return m_compaction || !runsFrom(waitingLevel, waitingLevel).empty();
}

LookupMerge& LookupIndex::startCompaction()
{
    if (!m_compaction) {
        m_compactionRuns = runsFrom(waitingLevel, largeLevel);
        m_compaction =
            std::make_unique<LookupMerge>(m_runWriter, std::span<const LookupEntry>(), m_compactionRuns,
                                          m_runWriter.take(), m_sizes.blockBytes);
    }
    return *m_compaction;
}

bool LookupIndex::replace(const std::vector<LookupRun>& runs, const LookupMerge& merge, int level)
{
    m_nextRuns = m_runs;
    for (const auto& run : runs) {
        std::erase_if(m_nextRuns, [&](const LookupRun& other) { return other.number == run.number; });
        if (!m_removeRun.bind(1, run.number).run())
            return false;
    }
    if (merge.entries() == 0)
        return true;
    const LookupRun made{merge.target(), level, merge.entries()};
    m_nextRuns.insert(std::find_if(m_nextRuns.begin(), m_nextRuns.end(),
                                   [&](const LookupRun& run) { return run.level > level; }),
                      made);
    return m_addRun.bind(1, made.number).bind(2, int(m_what)).bind(3, made.level).bind(4, made.entries).run();
}

bool LookupIndex::slice(std::size_t entries)
{
    m_wasMerge = isMerging();
    if (m_wasMerge) {
        if (!m_merge->slice(entries))
            return false;
        return !m_merge->isDone()
            || (replace(m_mergeRuns, *m_merge, levelFor(m_merge->entries()))
                && m_setMerged.bind(1, m_mergeUpTo).run());
    }
    auto& compaction = startCompaction();
    return compaction.slice(entries)
        && (!compaction.isDone() || replace(m_compactionRuns, compaction, largeLevel));
}

void LookupIndex::finish(std::unique_ptr<LookupMerge>& merge, const std::vector<LookupRun>& replaced)
{
    for (const auto& run : replaced)
        m_runWriter.drop(run.number);
    if (merge->entries() == 0)
        m_runWriter.drop(merge->target());
    merge.reset();
    m_runs = std::move(m_nextRuns);
}

bool LookupIndex::afterCommit()
{
    if (!m_wasMerge) {
        if (m_compaction && m_compaction->isDone())
            finish(m_compaction, m_compactionRuns);
        return false;
    }
    if (!m_merge || !m_merge->isDone())
        return false;
    finish(m_merge, m_mergeRuns);
    m_mergedUpTo = m_mergeUpTo;
    m_merging = {};
    return true;
}

void LookupIndex::giveUp(std::unique_ptr<LookupMerge>& merge)
{
    if (merge)
        m_runWriter.drop(merge->target());
    merge.reset();
}

void LookupIndex::afterRollback()
{
    giveUp(m_merge);
    giveUp(m_compaction);
}

bool LookupIndex::dropRows(const std::vector<bool>& rows, std::size_t sliceEntries)
{
    Q_ASSERT(!isMerging() && !isCompacting());
    const auto runs = m_runs;
    auto merge = std::make_unique<LookupMerge>(m_runWriter, std::span<const LookupEntry>(), runs,
                                               m_runWriter.take(), m_sizes.blockBytes, &rows);
    while (!merge->isDone()) {
        SqlTransaction transaction(m_database);
        if (!transaction.isOpen() || !merge->slice(sliceEntries)
            || (merge->isDone() && !replace(runs, *merge, largeLevel)) || !transaction.commit()) {
            giveUp(merge);
            return false;
        }
    }
    finish(merge, runs);
    return true;
}

} // namespace nostrscope
