// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/facts/rollup.h"
#include "core/records/store.h"
#include "core/storage/dvmrows.h"
#include "core/storage/rollupstore.h"
#include "core/storage/sqlite.h"

#include <unordered_map>

namespace nostrscope {

/// Answers questions about figures: whole hours and days from rollups, the two edges of the range by a scan
/// of the time index, so that every answer is exact to the second. On a read-only connection of one thread.
class StatReader {
public:
    explicit StatReader(SqlDatabase& database);

    [[nodiscard]] StoreResult<Table> ask(const Question& question);
    /// Per relay, since ever.
    [[nodiscard]] StoreResult<AllRelayCounters> relayCounters();

private:
    using Cells = std::map<std::uint32_t, RollupCell>; ///< by kind or relay number; 0 for Dimension::All

    [[nodiscard]] Table overview(const Question& question);
    [[nodiscard]] Table relays(const Question& question);
    [[nodiscard]] Table kinds(const Question& question);
    [[nodiscard]] Table activity(const Question& question);
    [[nodiscard]] Table series(const Question& question);
    [[nodiscard]] Table overlap(const Question& question);
    [[nodiscard]] Table openTimes(const Question& question);
    [[nodiscard]] std::vector<std::size_t> showedBy(std::int64_t seq, const std::vector<RelayId>& relays);
    // In activitystats.cpp:
    [[nodiscard]] Table totals(const Question& question);
    [[nodiscard]] Table weekHours(const Question& question);
    [[nodiscard]] Table kindAuthors(const Question& question);
    [[nodiscard]] Table kindRelays(const Question& question);
    [[nodiscard]] Table kindsLast(const Question& question);
    // In dvmstats.cpp:
    [[nodiscard]] Table dvmTotals(const Question& question);
    [[nodiscard]] Table dvms(const Question& question);
    [[nodiscard]] Table jobKinds(const Question& question);
    void noteBackfill(Table& table);

    /// Cells of a dimension over a range.
    [[nodiscard]] Cells sum(Dimension dimension, const TimeRange& range);
    void collect(Cells& cells, Dimension dimension, const TimeRange& range);
    void addLevel(Cells& cells, RollupLevel level, Dimension dimension, std::int64_t first,
                  std::int64_t last);
    /// addLevel() of whole weeks, whose sums are kept: they change with a fold only, and the same ones are
    /// asked for again and again while the range moves on.
    void addWeeks(Cells& cells, Dimension dimension, std::int64_t first, std::int64_t last);
    /// Hours [begin, end) from the widest buckets that fit.
    void addHours(Cells& cells, RollupLevel widest, Dimension dimension, HourNo begin, HourNo end);
    void addOpen(Cells& cells, Dimension dimension, HourNo first, HourNo last);
    /// Visits what the journal holds and no cell yet.
    template <typename Visit> void forEachOpen(Visit&& visit) const
    {
        for (const auto& [key, cell] : m_folding.cells()) {
            if (key > m_foldDone)
                visit(key, cell);
        }
        for (const auto& [key, cell] : m_open.cells())
            visit(key, cell);
    }
    [[nodiscard]] EventMeasure measureOf(SqlStatement& row);
    void addRaw(Cells& cells, Dimension dimension, Timestamp first, Timestamp last);
    void count(Cells& cells, Dimension dimension, std::int64_t seq, const EventMeasure& event);
    void addCounters(RelayMeasure& measure, std::uint32_t relay, std::int64_t firstDay, std::int64_t lastDay);
    static void addCounterRows(RelayMeasure& measure, SqlStatement& rows, std::uint32_t relay,
                               std::int64_t first, std::int64_t last);
    void refreshOpen();
    void refreshSightings();
    [[nodiscard]] const std::vector<std::uint32_t>& relaysOf(std::int64_t seq);
    using Buckets = std::map<std::int64_t, std::map<Kind, std::uint64_t>>;
    /// Events by bucket and kind; with Dimension::All all are of kind 0.
    [[nodiscard]] Buckets bucketsOf(const Question& question, Dimension dimension);
    void countRaw(Buckets& buckets, Dimension dimension, std::int64_t width, Timestamp first, Timestamp last);
    void countLevel(Buckets& buckets, Dimension dimension, std::int64_t width, RollupLevel level,
                    std::int64_t first, std::int64_t last);
    void countHours(Buckets& buckets, Dimension dimension, std::int64_t width, HourNo first, HourNo last);
    /// First and last second of a range; for `all` those of the stored events up to now.
    [[nodiscard]] std::pair<Timestamp, Timestamp> boundsOf(const Question& question);
    [[nodiscard]] std::vector<std::pair<Timestamp, Timestamp>> daysOf(const TimeRange& range);

    SqlDatabase& m_database;
    SqlStatement m_readCells;
    SqlStatement m_series;
    SqlStatement m_raw;
    SqlStatement m_future;
    SqlStatement m_zap;
    SqlStatement m_sighting;
    SqlStatement m_dayCounters;
    DvmRows m_dvmRows;
    SqlStatement m_weekCounters;
    RollupDelta m_open; ///< what the journal holds
    RollupDelta m_folding; ///< the part of it that is being folded: cells up to m_foldDone are
    CellKey m_foldDone;
    std::int64_t m_foldThrough = 0; ///< last row of the journal in m_folding; 0: no fold is underway
    std::int64_t m_weeksFrom = 0; ///< first whole cell of RollupLevel::Week
    std::int64_t m_counterWeeksFrom = 0; ///< first whole row of relay_counter_week
    /// Sums of whole weeks of one dimension, and what they are the sums of.
    struct KeptWeeks {
        std::int64_t first = 0;
        std::int64_t last = -1;
        std::int64_t foldedBatch = -1;
        std::int64_t foldThrough = 0;
        CellKey foldDone;
        std::int64_t rebuilds = -1;
        friend bool operator==(const KeptWeeks&, const KeptWeeks&) = default;
    };
    std::map<Dimension, std::pair<KeptWeeks, Cells>> m_weeks;
    std::int64_t m_rebuilds = 0; ///< of the state
    RelayDelta m_openRelays;
    bool m_countsOnly = false; ///< of the running question
    std::int64_t m_foldedBatch = -1; ///< of the state that m_open continues
    std::int64_t m_openBatch = 0; ///< newest batch in m_open
    std::unordered_map<std::int64_t, QByteArray> m_recent; ///< journal of sightings: row → relays, as varints
    std::int64_t m_recentBatch = 0;
    std::vector<std::uint32_t> m_relays; // result of relaysOf()
};

} // namespace nostrscope
