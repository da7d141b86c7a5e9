// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/store.h"
#include "core/storage/authortable.h"
#include "core/storage/bodyencoder.h"
#include "core/storage/dvmbackfill.h"
#include "core/storage/dvmwriter.h"
#include "core/storage/factwriter.h"
#include "core/storage/idfilter.h"
#include "core/storage/lookupindex.h"
#include "core/storage/relaydays.h"
#include "core/storage/retention.h"
#include "core/storage/rollupstore.h"
#include "core/storage/sightingstore.h"
#include "core/storage/storetraffic.h"
#include "core/storage/versions.h"

#include <boost/unordered/unordered_flat_map.hpp>

#include <map>

namespace nostrscope {

/// How much waits in RAM and how much one slice of upkeep takes. Tests make it small.
struct StoreTuning {
    std::size_t hotEntries = 250000; ///< of a look-up; 4 MB
    std::size_t mergeSliceEntries = 200000; ///< read and written, about 10 ms
    std::size_t settleSlice = 4000; ///< lists of sightings
    RelayDayStore::Tuning relayDays = {};
    std::size_t lookupBlockBytes = 8100; ///< a block and its row fill a page
    std::size_t missesBeforeFilter = 50000; ///< ids looked for in the runs in vain; then IdFilter pays
    std::size_t recentVersions = 65536; ///< newest versions that wait, about 100 bytes each
    std::size_t versionSlice = 1000; ///< rows, each may be a page of its own
    std::size_t foldSliceBytes = 256 * 1024; ///< of rollup journal read or cells written, about 10 ms
    std::int64_t backfillRows = 2000; ///< looked at in one slice
};

/// The only one who writes the database. Lives in one thread; every call is a transaction of its own, and
/// after a failed one memory is as before, so that the same batch can be committed again.
class StoreWriter {
public:
    [[nodiscard]] static StoreResult<std::unique_ptr<StoreWriter>> open(const QString& path,
                                                                        const StoreTuning& tuning = {});
    ~StoreWriter();
    Q_DISABLE_COPY_MOVE(StoreWriter)

    [[nodiscard]] StoreResult<std::shared_ptr<const CommittedDelta>> commit(const EventBatch& batch);

    /// A slice of upkeep (merging look-ups, settling sightings, folding rollups), about 50 ms at most;
    /// true when there is more to do soon. `idle`: nothing waits, so do what could wait as well.
    [[nodiscard]] StoreResult<bool> upkeep(UnixMillis now, bool idle);
    /// Ends well: folds, merges and empties the WAL, as far as it takes no longer than `deadline`.
    void finish(std::chrono::milliseconds deadline);

    [[nodiscard]] SqlDatabase& database() { return *m_database; }
    [[nodiscard]] std::uint64_t lastBatch() const { return m_batch; }
    /// Of the ids of all rows that are committed, for other threads.
    [[nodiscard]] const std::shared_ptr<SharedIdBits>& sharedIds() const { return m_idFilter.shared(); }
    [[nodiscard]] std::uint64_t lastSeq() const { return static_cast<std::uint64_t>(m_nextSeq - 1); }
    /// Folds what is in the journal now, so that the tables hold everything (rebuild, checks).
    [[nodiscard]] StoreResult<Nothing> foldNow();
    /// Merges all versions, so that `version` holds everything.
    [[nodiscard]] StoreResult<Nothing> mergeVersions();
    /// Takes the entries of lookup_stale out of the look-ups when they are many; merges what is hot first.
    [[nodiscard]] StoreResult<Nothing> dropStale();
    /// Brings what waits in RAM (look-ups, sightings, rollups) to the tables, so that rows can be removed.
    [[nodiscard]] StoreResult<Nothing> settleEverything(UnixMillis now);
    /// Brings all sightings to the bitmaps of relays and days.
    [[nodiscard]] StoreResult<Nothing> mapNow(UnixMillis now);
    /// Counts all that was stored before its tables were there.
    [[nodiscard]] StoreResult<Nothing> backfillNow();
    /// The row of a stored event, none when it is not stored or the database fails.
    [[nodiscard]] std::optional<std::int64_t> rowOf(const EventId& id);
    [[nodiscard]] RelayDayStore& relayDays() { return m_relayDays; }
    [[nodiscard]] const RetentionFloors& floors() const { return m_floors; }
    /// Reads dictionaries again after some were added.
    void reloadDictionaries() { m_encoder.load(*m_database); }
    [[nodiscard]] const StoreTraffic& traffic() const { return m_traffic; }
    /// Reads floors and tombstones again after retention changed them.
    void reloadFloors();
    /// Refuses what is below these from now on, although no floor of the file says so yet: until
    /// reloadFloors(). Retention writes copies meanwhile.
    void holdFloors(const RetentionFloors& floors) { m_floors = floors; }

private:
    StoreWriter(std::unique_ptr<SqlDatabase> database, const StoreTuning& tuning);
    [[nodiscard]] bool load();
    [[nodiscard]] bool loadHot();
    struct Work;
    [[nodiscard]] bool commitEvents(Work& work);
    [[nodiscard]] bool storeEvent(const VerifiedEvent& verified, Work& work, Outcome& outcome);
    [[nodiscard]] bool insertEvent(const VerifiedEvent& verified, Work& work);
    [[nodiscard]] bool addSighting(std::int64_t seq, RelayId relay, UnixMillis at, Origin origin, Work& work);
    [[nodiscard]] bool writeRefused(const EventBatch& batch);
    [[nodiscard]] bool countUnstored(RelayId relay, UnixMillis at, const char* reason, std::uint64_t count);
    [[nodiscard]] bool writeState(std::uint64_t batch);
    void rollBack(std::int64_t nextSeq);
    enum class Found : std::uint8_t { No, Yes, Failed };
    [[nodiscard]] Found findId(const EventId& id, std::int64_t& seq);
    [[nodiscard]] bool holdsId(std::int64_t seq, const EventId& id);
    void rebuildHotIds();
    void rememberId(const EventId& id, std::int64_t seq);
    enum class Merges : std::uint8_t { Hot, All };
    /// One slice of each look-up that has `threshold` hot entries (Hot) or that has anything to merge or to
    /// remove (All); true when there is more to do.
    [[nodiscard]] bool mergeSlices(std::size_t threshold, Merges merges);
    [[nodiscard]] bool mergeSlice(LookupIndex& index);
    [[nodiscard]] bool dropSlice();
    void checkpoint();
    [[nodiscard]] bool settleSlice(UnixMillis now, std::size_t keep);
    [[nodiscard]] bool foldSlice();
    [[nodiscard]] bool versionSlice();
    [[nodiscard]] bool backfillSlice();
    [[nodiscard]] StoreError lastError() const;

    std::unique_ptr<SqlDatabase> m_database; // first: statements die before it
    const StoreTuning m_tuning;
    StoreTraffic m_traffic;
    SqlStatement m_insertEvent;
    SqlStatement m_eventById;
    SqlStatement m_eventMeasure;
    SqlStatement m_writeState;
    SqlStatement m_countUnstored;
    SqlStatement m_quarantine;
    SqlStatement m_trimQuarantine;
    SqlStatement m_tombstone;
    AuthorTable m_authors;
    FactWriter m_facts;
    DvmWriter m_dvms;
    DvmBackfill m_dvmBackfill;
    VersionMerger m_versions;
    RollupStore m_rollups;
    SightingStore m_sightings;
    RelayDayStore m_relayDays;
    LookupRunWriter m_runWriter;
    LookupIndex m_ids;
    IdFilter m_idFilter;
    LookupIndex m_authorRows;
    LookupIndex m_tags;
    boost::unordered_flat_map<std::int64_t, std::int64_t> m_hotIds; ///< id prefix → row
    std::multimap<std::int64_t, std::int64_t> m_hotCollisions; ///< second and further rows of one prefix
    RetentionFloors m_floors;
    bool m_hasTombstones = false;
    BodyEncoder m_encoder;
    QByteArray m_body; // reused
    std::vector<std::int64_t> m_candidates; // reused
    std::int64_t m_nextSeq = 1;
    std::uint64_t m_batch = 0;
    std::int64_t m_foldedHour = 0;
};

} // namespace nostrscope
