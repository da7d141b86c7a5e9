// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/statreader.h"

#include "core/base/varint.h"
#include "core/storage/sightingstore.h"
#include "core/storage/stattime.h"

#include <algorithm>

namespace nostrscope {

namespace {

constexpr std::size_t maxRecent = 500000; // the writer holds fewer unsettled events than this

} // namespace

StatReader::StatReader(SqlDatabase& database)
    : m_database(database)
    , m_readCells(
          database,
          "SELECT value, data FROM rollup WHERE level = ? AND dimension = ? AND bucket BETWEEN ? AND ?")
    , m_series(database,
               "SELECT bucket, value, data FROM rollup WHERE level = ? AND dimension = ? AND bucket BETWEEN "
               "? AND ?")
    , m_raw(database,
            "SELECT seq, created_at, kind, author, size FROM event INDEXED BY event_time WHERE created_at "
            "BETWEEN ? "
            "AND ? AND future = 0")
    , m_future(
          database,
          "SELECT seq, created_at, kind, author, size FROM event INDEXED BY event_future WHERE future = 1")
    , m_zap(database, "SELECT millisats FROM zap WHERE seq = ?")
    , m_sighting(database, "SELECT data FROM sighting WHERE seq = ?")
    , m_dayCounters(
          database,
          "SELECT seen, novel, duplicates, delays FROM relay_counter WHERE relay = ? AND day BETWEEN ? AND ?")
    , m_dvmRows(database)
    , m_weekCounters(
          database,
          "SELECT seen, novel, duplicates, delays FROM relay_counter_week WHERE relay = ? AND week "
          "BETWEEN ? AND ?")
{
}

void StatReader::refreshOpen()
{
    const auto folded = m_database.value("SELECT folded_batch FROM state");
    m_weeksFrom = m_database.value("SELECT weeks_from FROM state");
    m_rebuilds = m_database.value("SELECT rebuilds FROM state");
    m_counterWeeksFrom = m_database.value("SELECT counter_weeks_from FROM state");
    const auto fold = readFoldState(m_database).value_or(FoldState());
    if (folded != m_foldedBatch || fold.throughBatch != m_foldThrough) {
        m_open = {};
        m_folding = {};
        m_openRelays = {};
        m_foldedBatch = folded;
        m_foldThrough = fold.throughBatch;
        m_openBatch = 0;
    }
    m_foldDone = fold.done;
    SqlStatement rows(m_database, "SELECT batch, data FROM rollup_journal WHERE batch > ? ORDER BY batch");
    rows.bind(1, m_openBatch);
    while (rows.step()) {
        RollupDelta cells;
        RelayDelta relays;
        m_openBatch = rows.integer(0);
        if (!readJournal(rows.blob(1), cells, relays))
            continue;
        (m_openBatch <= m_foldThrough ? m_folding : m_open).add(cells);
        m_openRelays.add(relays);
    }
}

void StatReader::refreshSightings()
{
    if (m_recent.size() > maxRecent) {
        m_recent.clear();
        m_recentBatch = 0;
    }
    SqlStatement rows(m_database, "SELECT batch, data FROM sighting_journal WHERE batch > ? ORDER BY batch");
    rows.bind(1, m_recentBatch);
    while (rows.step()) {
        m_recentBatch = rows.integer(0);
        ByteReader in(rows.blob(1));
        std::int64_t seq = 0;
        while (!in.atEnd() && !in.failed()) {
            seq += unZigZag(in.varint());
            const auto relay = static_cast<std::uint32_t>(in.varint());
            (void)in.varint();
            appendVarint(m_recent[seq], relay);
        }
    }
}

const std::vector<std::uint32_t>& StatReader::relaysOf(std::int64_t seq)
{
    m_relays.clear();
    SightingList list;
    if (m_sighting.bind(1, seq).step()) {
        (void)list.fromBlob(m_sighting.blob(0));
        m_sighting.reset();
    }
    list.forEach([this](const SightingList::Item& item) { m_relays.push_back(item.relay); });
    if (const auto recent = m_recent.find(seq); recent != m_recent.end()) {
        ByteReader in(recent->second);
        while (!in.atEnd())
            m_relays.push_back(static_cast<std::uint32_t>(in.varint()));
    }
    std::sort(m_relays.begin(), m_relays.end());
    m_relays.erase(std::unique(m_relays.begin(), m_relays.end()), m_relays.end());
    return m_relays;
}

void StatReader::addLevel(Cells& cells, RollupLevel level, Dimension dimension, std::int64_t first,
                          std::int64_t last)
{
    m_readCells.bind(1, int(level)).bind(2, int(dimension)).bind(3, first).bind(4, last);
    while (m_readCells.step()) {
        ByteReader in(m_readCells.blob(1));
        auto& total = cells[static_cast<std::uint32_t>(m_readCells.integer(0))];
        if (m_countsOnly) {
            total.events += in.varint(); // they come first
            continue;
        }
        RollupCell cell;
        if (cell.readFrom(in, dimension))
            total.addLazily(std::move(cell));
    }
}

void StatReader::addWeeks(Cells& cells, Dimension dimension, std::int64_t first, std::int64_t last)
{
    if (m_countsOnly) {
        addLevel(cells, RollupLevel::Week, dimension, first, last);
        return;
    }
    const KeptWeeks asked{first, last, m_foldedBatch, m_foldThrough, m_foldDone, m_rebuilds};
    auto& [kept, sums] = m_weeks[dimension];
    if (!(kept == asked)) {
        sums.clear();
        addLevel(sums, RollupLevel::Week, dimension, first, last);
        for (auto& [value, cell] : sums)
            cell.authors.settle();
        kept = m_database.error().code == StoreErrorCode::None ? asked : KeptWeeks();
    }
    for (const auto& [value, cell] : sums)
        cells[value].addLazily(cell);
}

void StatReader::addOpen(Cells& cells, Dimension dimension, HourNo first, HourNo last)
{
    forEachOpen([&](const CellKey& key, const RollupCell& cell) {
        if (key.dimension == dimension && key.hour >= first && key.hour <= last)
            cells[key.value].addLazily(cell);
    });
}

void StatReader::addHours(Cells& cells, RollupLevel widest, Dimension dimension, HourNo begin, HourNo end)
{
    if (begin >= end)
        return;
    const auto unit = hoursOf(widest);
    auto first = ceilTo(begin, unit);
    const auto last = floorTo(end, unit);
    if (widest == RollupLevel::Week)
        first = std::max(first, m_weeksFrom);
    const auto finer = widest == RollupLevel::Week ? RollupLevel::Day : RollupLevel::Hour;
    if (first >= last) {
        addHours(cells, finer, dimension, begin, end);
        return;
    }
    addHours(cells, finer, dimension, begin, first * unit);
    if (widest == RollupLevel::Week)
        addWeeks(cells, dimension, first, last - 1);
    else
        addLevel(cells, widest, dimension, first, last - 1);
    addHours(cells, finer, dimension, last * unit, end);
}

void StatReader::count(Cells& cells, Dimension dimension, std::int64_t seq, const EventMeasure& event)
{
    RollupDelta one;
    switch (dimension) {
    case Dimension::All:
    case Dimension::ByKind:
        one.addEvent(event);
        break;
    case Dimension::ByRelay:
        for (const auto relay : relaysOf(seq))
            one.addSighting(event, relay);
        break;
    case Dimension::ByJobKind:
    case Dimension::ByProvider: // DvmRows count these
        break;
    }
    for (const auto& [key, cell] : one.cells()) {
        if (key.dimension == dimension)
            cells[key.value].addLazily(cell);
    }
}

/// A row of m_raw or m_future.
EventMeasure StatReader::measureOf(SqlStatement& row)
{
    EventMeasure event;
    event.createdAt = row.integer(1);
    event.kind = static_cast<Kind>(row.integer(2));
    event.author = static_cast<AuthorNo>(row.integer(3));
    event.contentBytes = static_cast<std::uint32_t>(row.integer(4));
    if (event.kind == 9735 && m_zap.bind(1, row.integer(0)).step()) {
        event.isZap = true;
        event.millisats = m_zap.number(0);
        m_zap.reset();
    }
    return event;
}

void StatReader::addRaw(Cells& cells, Dimension dimension, Timestamp first, Timestamp last)
{
    if (first > last)
        return;
    if (isOfDvms(dimension)) {
        RollupDelta rows;
        m_dvmRows.addTo(rows, first, last);
        for (const auto& [key, cell] : rows.cells()) {
            if (key.dimension == dimension)
                cells[key.value].addLazily(cell);
        }
        return;
    }
    m_raw.bind(1, first).bind(2, last);
    while (m_raw.step()) {
        const auto event = measureOf(m_raw);
        count(cells, dimension, m_raw.integer(0), event);
    }
}

StatReader::Cells StatReader::sum(Dimension dimension, const TimeRange& range)
{
    refreshOpen();
    if (dimension == Dimension::ByRelay && !range.all)
        refreshSightings();
    Cells cells;
    collect(cells, dimension, range);
    for (auto& [value, cell] : cells)
        cell.authors.settle();
    return cells;
}

/// Sums whose authors are not settled.
void StatReader::collect(Cells& cells, Dimension dimension, const TimeRange& range)
{
    if (range.all) {
        addLevel(cells, RollupLevel::All, dimension, 0, 0);
        addOpen(cells, dimension, std::numeric_limits<HourNo>::min(), futureHour);
        return;
    }
    const auto first = std::max<Timestamp>(range.from + 1, 0);
    const auto hours = innerHours(first, range.to);
    if (hours.begin >= hours.end) {
        addRaw(cells, dimension, first, range.to);
        return;
    }
    addRaw(cells, dimension, first, hours.begin * hourSeconds - 1);
    addRaw(cells, dimension, hours.end * hourSeconds, range.to);
    addOpen(cells, dimension, hours.begin, hours.end - 1);
    addHours(cells, RollupLevel::Week, dimension, hours.begin, hours.end);
}

StoreResult<Table> StatReader::ask(const Question& question)
{
    m_database.clearError();
    // One read transaction: all parts of an answer are of one instant.
    if (!m_database.exec("BEGIN"))
        return Unexpected(m_database.error());
    auto table = [&] {
        switch (question.subject) {
        case Question::Subject::Overview:
            return overview(question);
        case Question::Subject::Relays:
            return relays(question);
        case Question::Subject::Kinds:
            return kinds(question);
        case Question::Subject::Activity:
            return activity(question);
        case Question::Subject::Series:
            return series(question);
        case Question::Subject::Overlap:
            return overlap(question);
        case Question::Subject::Totals:
            return totals(question);
        case Question::Subject::WeekHours:
            return weekHours(question);
        case Question::Subject::KindAuthors:
            return kindAuthors(question);
        case Question::Subject::KindRelays:
            return kindRelays(question);
        case Question::Subject::OpenTimes:
            return openTimes(question);
        case Question::Subject::KindsLast:
            return kindsLast(question);
        case Question::Subject::DvmTotals:
            return dvmTotals(question);
        case Question::Subject::Dvms:
            return dvms(question);
        case Question::Subject::JobKinds:
            return jobKinds(question);
        }
        Q_UNREACHABLE();
    }();
    table.throughBatch = static_cast<std::uint64_t>(m_database.value("SELECT batch FROM state"));
    const auto error = m_database.error();
    m_database.exec("COMMIT");
    if (error.code != StoreErrorCode::None)
        return Unexpected(error);
    table.asOf = fromSeconds(question.now);
    return table;
}

StoreResult<AllRelayCounters> StatReader::relayCounters()
{
    m_database.clearError();
    // One read transaction: a fold in between would be counted twice.
    if (!m_database.exec("BEGIN"))
        return Unexpected(m_database.error());
    refreshOpen();
    AllRelayCounters all;
    auto& counters = all.relays;
    SqlStatement rows(
        m_database, "SELECT relay, sum(seen), sum(novel), sum(duplicates) FROM relay_counter GROUP BY relay");
    while (rows.step()) {
        auto& counter = counters[RelayId(static_cast<std::uint32_t>(rows.integer(0)))];
        counter.seen = rows.number(1);
        counter.novel = rows.number(2);
        counter.duplicates = rows.number(3);
    }
    for (const auto& [key, measure] : m_openRelays.days()) {
        auto& counter = counters[RelayId(key.relay)];
        counter.seen += measure.seen;
        counter.novel += measure.novel;
        counter.duplicates += measure.duplicates;
    }
    SqlStatement refused(
        m_database,
        "SELECT relay, sum(count) FROM uncounted WHERE reason NOT IN ('ephemeral', 'below_floor', "
        "'tombstone') GROUP BY relay");
    while (refused.step())
        counters[RelayId(static_cast<std::uint32_t>(refused.integer(0)))].invalid = refused.number(1);
    all.throughBatch = static_cast<std::uint64_t>(m_database.value("SELECT batch FROM state"));
    const auto error = m_database.error();
    m_database.exec("COMMIT");
    if (error.code != StoreErrorCode::None)
        return Unexpected(error);
    return all;
}

} // namespace nostrscope
