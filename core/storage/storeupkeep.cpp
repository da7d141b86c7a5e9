// SPDX-License-Identifier: GPL-3.0-or-later
// What the writer does between batches.
#include "core/base/logging.h"
#include "core/storage/storewriter.h"

#include <QElapsedTimer>

namespace nostrscope {

namespace {

constexpr std::size_t maxJournalBytes = 8 * 1024 * 1024; // rollup journal; readers hold it in memory
constexpr int dropSliceBlocks = 512; // 4 MiB that are read once more
constexpr int logPages = 2000; // 16 MiB are written back at once
constexpr std::int64_t staleShare = 16; // one row in so many

StoreTraffic::Part partOf(Lookup what)
{
    switch (what) {
    case Lookup::Id:
        return StoreTraffic::Part::Ids;
    case Lookup::Author:
        return StoreTraffic::Part::Authors;
    case Lookup::Tag:
        return StoreTraffic::Part::Tags;
    }
    Q_UNREACHABLE();
}

} // namespace

bool StoreWriter::mergeSlice(LookupIndex& index)
{
    // Falling behind (a fast import) costs latency, never memory.
    const bool isBehind = index.hotSize() > 2 * m_tuning.hotEntries;
    const auto entries = isBehind ? 10 * m_tuning.mergeSliceEntries : m_tuning.mergeSliceEntries;
    const StoreTraffic::Watch watch(m_traffic, partOf(index.what()), *m_database);
    SqlTransaction transaction(*m_database);
    if (!transaction.isOpen() || !index.slice(entries) || !transaction.commit()) {
        index.afterRollback();
        return false;
    }
    if (index.afterCommit() && &index == &m_ids)
        rebuildHotIds();
    return true;
}

/// Blocks of runs that were replaced.
bool StoreWriter::dropSlice()
{
    const StoreTraffic::Watch watch(m_traffic, StoreTraffic::Part::Drop, *m_database);
    SqlTransaction transaction(*m_database);
    return transaction.isOpen() && m_runWriter.dropSlice(dropSliceBlocks) && transaction.commit();
}

bool StoreWriter::mergeSlices(std::size_t threshold, Merges merges)
{
    const auto last = m_nextSeq - 1;
    bool more = false;
    for (auto* index : {&m_ids, &m_authorRows, &m_tags}) {
        index->startMerge(threshold, last);
        const auto isWork = [&] {
            return index->isMerging() || (merges == Merges::All && index->isCompacting());
        };
        if (isWork() && !mergeSlice(*index))
            return false;
        more |= isWork();
    }
    if (merges == Merges::All && m_runWriter.isDropping()) {
        if (!dropSlice())
            return false;
        more |= m_runWriter.isDropping();
    }
    return more;
}

void StoreWriter::checkpoint()
{
    if (m_database->logPages() < logPages)
        return;
    StoreTraffic::Watch watch(m_traffic, StoreTraffic::Part::Checkpoint, *m_database);
    watch.addBytes(m_database->checkpoint());
}

bool StoreWriter::settleSlice(UnixMillis now, std::size_t keep)
{
    const StoreTraffic::Watch watch(m_traffic, StoreTraffic::Part::Sightings, *m_database);
    SqlTransaction transaction(*m_database);
    if (!transaction.isOpen() || !m_sightings.settle(now, m_tuning.settleSlice, keep)
        || !transaction.commit()) {
        m_sightings.afterRollback();
        return false;
    }
    m_sightings.afterCommit();
    return true;
}

StoreResult<bool> StoreWriter::upkeep(UnixMillis now, bool idle)
{
    m_database->clearError();
    // Idle, merge early: what is cold need not be read again at the next start.
    bool more = mergeSlices(idle ? m_tuning.hotEntries / 4 : m_tuning.hotEntries, Merges::All);
    if (m_database->error().code != StoreErrorCode::None)
        return Unexpected(lastError());
    if (m_idFilter.isWanted(m_nextSeq - 1)) {
        const auto forEachHot = [this](auto add) { m_ids.forEachHot(add); };
        if (!m_idFilter.slice(m_runWriter.reader(), m_ids.runs(), m_tuning.mergeSliceEntries, m_nextSeq - 1,
                              forEachHot))
            return Unexpected(lastError());
    }
    if (!m_versions.isMerging()
        && m_versions.waiting() >= (idle ? m_tuning.recentVersions / 4 : m_tuning.recentVersions)
        && !m_versions.start())
        return Unexpected(lastError());
    if (m_versions.isMerging() && !versionSlice())
        return Unexpected(lastError());
    more |= m_versions.isMerging();
    const auto before = m_sightings.unsettled();
    if (!settleSlice(now, SightingStore::maxUnsettled))
        return Unexpected(lastError());
    more |= before - m_sightings.unsettled() >= m_tuning.settleSlice;
    const auto hour = toSeconds(now) / 3600;
    if (!m_rollups.isFolding()
        && (m_rollups.pendingBytes() > maxJournalBytes
            || (m_foldedHour != hour && m_rollups.pendingBytes() > 0))) {
        if (!m_rollups.startFold())
            return Unexpected(lastError());
        m_foldedHour = hour;
    }
    if (m_rollups.isFolding() && !foldSlice())
        return Unexpected(lastError());
    more |= m_rollups.isFolding();
    const auto step = [this, now] {
        const StoreTraffic::Watch watch(m_traffic, StoreTraffic::Part::Bitmaps, *m_database);
        return m_relayDays.step(now, m_nextSeq - 1);
    }();
    if (step == RelayDayStore::Step::Failed)
        return Unexpected(lastError());
    if (!m_dvmBackfill.isDone()) {
        if (!backfillSlice())
            return Unexpected(lastError());
        more = true;
    }
    checkpoint();
    return more || step == RelayDayStore::Step::Done;
}

bool StoreWriter::foldSlice()
{
    // As with merges: falling behind costs latency, never memory.
    const bool isBehind = m_rollups.pendingBytes() > 2 * maxJournalBytes;
    const StoreTraffic::Watch watch(m_traffic, StoreTraffic::Part::Rollups, *m_database);
    SqlTransaction transaction(*m_database);
    if (!transaction.isOpen()
        || !m_rollups.foldSlice(isBehind ? 10 * m_tuning.foldSliceBytes : m_tuning.foldSliceBytes)
        || !transaction.commit()) {
        m_rollups.afterRollback();
        return false;
    }
    m_rollups.afterSlice();
    return true;
}

StoreResult<Nothing> StoreWriter::foldNow()
{
    m_database->clearError();
    // A fold that is underway does not hold the newest rows: another one follows.
    for (int i = 0; i < 2; ++i) {
        if (!m_rollups.isFolding() && !m_rollups.startFold())
            return Unexpected(lastError());
        while (m_rollups.isFolding()) {
            if (!foldSlice())
                return Unexpected(lastError());
        }
    }
    return Nothing{};
}

bool StoreWriter::backfillSlice()
{
    const StoreTraffic::Watch watch(m_traffic, StoreTraffic::Part::Rollups, *m_database);
    SqlTransaction transaction(*m_database);
    if (!transaction.isOpen() || !m_dvmBackfill.slice(m_dvms, m_rollups, m_tuning.backfillRows)
        || !transaction.commit()) {
        m_authors.afterRollback();
        m_dvmBackfill.afterRollback();
        return false;
    }
    m_authors.afterCommit();
    return true;
}

StoreResult<Nothing> StoreWriter::backfillNow()
{
    m_database->clearError();
    while (!m_dvmBackfill.isDone()) {
        if (!backfillSlice())
            return Unexpected(lastError());
    }
    return Nothing{};
}

bool StoreWriter::versionSlice()
{
    // As with look-ups: falling behind costs latency, never memory.
    const bool isBehind = m_versions.waiting() > 2 * m_tuning.recentVersions;
    const StoreTraffic::Watch watch(m_traffic, StoreTraffic::Part::Versions, *m_database);
    SqlTransaction transaction(*m_database);
    if (!transaction.isOpen()
        || !m_versions.slice(isBehind ? 10 * m_tuning.versionSlice : m_tuning.versionSlice)
        || !transaction.commit()) {
        m_versions.afterRollback();
        return false;
    }
    m_versions.afterSlice();
    return true;
}

StoreResult<Nothing> StoreWriter::mergeVersions()
{
    m_database->clearError();
    while (m_versions.waiting() > 0) {
        if ((!m_versions.isMerging() && !m_versions.start()) || (m_versions.isMerging() && !versionSlice()))
            return Unexpected(lastError());
    }
    return Nothing{};
}

StoreResult<Nothing> StoreWriter::settleEverything(UnixMillis now)
{
    if (auto folded = foldNow(); !folded)
        return folded;
    if (auto merged = mergeVersions(); !merged)
        return merged;
    while (m_sightings.unsettled() > 0) {
        if (!settleSlice(now, 0))
            return Unexpected(lastError());
    }
    while (mergeSlices(1, Merges::All)) { }
    if (m_database->error().code != StoreErrorCode::None || !m_database->exec("DELETE FROM sighting_journal"))
        return Unexpected(lastError());
    return mapNow(now);
}

StoreResult<Nothing> StoreWriter::mapNow(UnixMillis now)
{
    m_database->clearError();
    for (;;) {
        switch (m_relayDays.step(now, m_nextSeq - 1, true)) {
        case RelayDayStore::Step::Failed:
            return Unexpected(lastError());
        case RelayDayStore::Step::Nothing:
            return Nothing{};
        case RelayDayStore::Step::Done:
            break;
        }
    }
}

StoreResult<Nothing> StoreWriter::dropStale()
{
    m_database->clearError();
    const auto stale = m_database->value("SELECT count(*) FROM lookup_stale");
    if (stale == 0 || stale < (m_nextSeq - 1) / staleShare)
        return Nothing{};
    while (mergeSlices(1, Merges::All)) { }
    const auto rowsOf = [this](const char* sql) {
        std::vector<bool> rows(static_cast<std::size_t>(m_nextSeq));
        SqlStatement found(*m_database, sql);
        while (found.step())
            rows.at(static_cast<std::size_t>(found.integer(0))) = true;
        return rows;
    };
    // An event that lost only its tags is still found by id and author.
    const auto withoutTags = rowsOf("SELECT seq FROM lookup_stale");
    const auto removed = rowsOf("SELECT seq FROM lookup_stale WHERE seq NOT IN (SELECT seq FROM event)");
    const auto entries = m_tuning.mergeSliceEntries;
    if (m_database->error().code != StoreErrorCode::None || !m_ids.dropRows(removed, entries)
        || !m_authorRows.dropRows(removed, entries) || !m_tags.dropRows(withoutTags, entries)
        || !m_database->exec("DELETE FROM lookup_stale"))
        return Unexpected(lastError());
    while (m_runWriter.isDropping()) {
        if (!dropSlice())
            return Unexpected(lastError());
    }
    return Nothing{};
}

void StoreWriter::finish(std::chrono::milliseconds deadline)
{
    QElapsedTimer timer;
    timer.start();
    m_database->clearError();
    if (m_rollups.isFolding() || m_rollups.startFold()) {
        while (timer.elapsed() < deadline.count() && m_rollups.isFolding() && foldSlice()) { }
    }
    while (timer.elapsed() < deadline.count() && mergeSlices(m_tuning.hotEntries / 4, Merges::Hot)) { }
    m_database->exec("PRAGMA optimize");
    m_database->exec("PRAGMA wal_checkpoint(TRUNCATE)");
    if (m_database->error().code != StoreErrorCode::None)
        qCWarning(logStore) << "closing:" << m_database->error().detail;
}

} // namespace nostrscope
