// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/statreader.h"

#include "core/base/varint.h"
#include "core/storage/sightingstore.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>

namespace nostrscope {

namespace {

constexpr std::int64_t hourSeconds = 3600;
constexpr std::int64_t daySeconds = 86400;
constexpr std::size_t maxRecent = 500000; // the writer holds fewer unsettled events than this

std::int64_t floorTo(std::int64_t value, std::int64_t unit)
{
    return value >= 0 ? value / unit : -((-value + unit - 1) / unit);
}
std::int64_t ceilTo(std::int64_t value, std::int64_t unit)
{
    return -floorTo(-value, unit);
}

/// Whole hours inside [first, last]; empty when begin >= end.
struct Inner {
    HourNo begin;
    HourNo end; ///< exclusive
};
Inner innerHours(Timestamp first, Timestamp last)
{
    return {ceilTo(first, hourSeconds), floorTo(last + 1, hourSeconds)};
}

QVariant number(std::uint64_t value)
{
    return QVariant::fromValue<qulonglong>(value);
}

double share(std::uint64_t part, std::uint64_t whole)
{
    return whole == 0 ? 0.0 : double(part) / double(whole);
}

/// ISO 8601 date of a UTC day, or null beyond the year 9999.
QVariant dateOf(Timestamp day)
{
    const auto time = QDateTime::fromSecsSinceEpoch(day, QTimeZone::utc());
    return day < 253402300800 ? QVariant(time.date().toString(Qt::ISODate)) : QVariant();
}

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
    , m_counters(
          database,
          "SELECT seen, novel, duplicates, delays FROM relay_counter WHERE relay = ? AND day BETWEEN ? AND ?")
{
}

void StatReader::refreshOpen()
{
    const auto folded = m_database.value("SELECT folded_batch FROM state");
    if (folded != m_foldedBatch) {
        m_open = {};
        m_openRelays = {};
        m_foldedBatch = folded;
        m_openBatch = 0;
    }
    SqlStatement rows(m_database, "SELECT batch, data FROM rollup_journal WHERE batch > ? ORDER BY batch");
    rows.bind(1, m_openBatch);
    while (rows.step()) {
        RollupDelta cells;
        RelayDelta relays;
        m_openBatch = rows.integer(0);
        if (!readJournal(rows.blob(1), cells, relays))
            continue;
        m_open.add(cells);
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
        if (cell.readFrom(in))
            total.addLazily(cell);
    }
}

void StatReader::addOpen(Cells& cells, Dimension dimension, HourNo first, HourNo last)
{
    for (const auto& [key, cell] : m_open.cells()) {
        if (key.dimension == dimension && key.hour >= first && key.hour <= last)
            cells[key.value].addLazily(cell);
    }
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
    const auto firstDay = ceilTo(hours.begin, 24);
    const auto endDay = floorTo(hours.end, 24);
    if (firstDay >= endDay) {
        addLevel(cells, RollupLevel::Hour, dimension, hours.begin, hours.end - 1);
        return;
    }
    addLevel(cells, RollupLevel::Hour, dimension, hours.begin, firstDay * 24 - 1);
    addLevel(cells, RollupLevel::Day, dimension, firstDay, endDay - 1);
    addLevel(cells, RollupLevel::Hour, dimension, endDay * 24, hours.end - 1);
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
        case Question::Subject::KindsLast:
            return kindsLast(question);
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

Table StatReader::overview(const Question& question)
{
    const auto cells = sum(Dimension::All, question.range);
    const auto cell = cells.empty() ? RollupCell() : cells.begin()->second;
    auto ever = sum(Dimension::All, TimeRange::everything());
    SqlStatement relays(m_database, "SELECT count(*), sum(last_eose_at >= ?) FROM relay WHERE removed = 0");
    relays.bind(1, (question.now - 600) * 1000);
    Table table;
    table.columns = {"total_relays",  "active_relays", "total_events", "unique_authors", "zaps",
                     "zap_millisats", "future_events", "events_ever",  "collected_since"};
    std::uint64_t total = 0;
    std::uint64_t active = 0;
    if (relays.step()) {
        total = relays.number(0);
        active = relays.number(1);
    }
    relays.reset();
    const auto future =
        m_database.value("SELECT count(*) FROM event INDEXED BY event_future WHERE future = 1");
    const auto since = m_database.value("SELECT received_at FROM event ORDER BY seq LIMIT 1");
    table.rows.push_back({number(total), number(active), number(cell.events), number(cell.authors.size()),
                          number(cell.zaps), number(cell.millisats),
                          number(static_cast<std::uint64_t>(future)), number(ever[0].events),
                          QVariant::fromValue<qlonglong>(since)});
    return table;
}

/// What is folded of a relay's days.
void StatReader::addCounters(RelayMeasure& measure, std::uint32_t relay, std::int64_t firstDay,
                             std::int64_t lastDay)
{
    m_counters.bind(1, relay).bind(2, firstDay).bind(3, lastDay);
    while (m_counters.step()) {
        measure.seen += m_counters.number(0);
        measure.novel += m_counters.number(1);
        measure.duplicates += m_counters.number(2);
        (void)measure.delays.addBlob(m_counters.blob(3));
    }
}

Table StatReader::relays(const Question& question)
{
    m_countsOnly = question.countsOnly;
    const auto cells = sum(Dimension::ByRelay, question.range);
    m_countsOnly = false;
    const auto whole = sum(Dimension::All, question.range);
    const auto events = whole.empty() ? 0 : whole.begin()->second.events;
    // Novelty, duplicates and delays are by arrival, in whole UTC days that touch the range.
    std::map<std::uint32_t, RelayMeasure> measures;
    const auto firstDay = question.range.all ? std::numeric_limits<std::int64_t>::min()
                                             : (question.range.from + 1) / daySeconds;
    const auto lastDay =
        question.range.all ? std::numeric_limits<std::int64_t>::max() : question.range.to / daySeconds;
    const auto inRange = [&](std::int64_t day) { return day >= firstDay && day <= lastDay; };
    for (const auto& [key, measure] : m_openRelays.days()) {
        if (inRange(key.day))
            measures[key.relay].add(measure);
    }
    Table table;
    table.columns = {"id",   "url",   "events",     "share",        "unique_authors",
                     "seen", "novel", "duplicates", "delay_p50_ms", "delay_p95_ms"};
    if (question.countsOnly)
        table.columns.resize(4);
    SqlStatement rows(m_database, "SELECT id, url FROM relay WHERE removed = 0");
    while (rows.step()) {
        const auto id = static_cast<std::uint32_t>(rows.integer(0));
        const auto found = cells.find(id);
        const auto& cell = found == cells.end() ? RollupCell() : found->second;
        if (question.countsOnly) {
            table.rows.push_back(
                {id, rows.blob(1).toByteArray(), number(cell.events), share(cell.events, events)});
            continue;
        }
        auto& measure = measures[id];
        addCounters(measure, id, firstDay, lastDay);
        const auto optional = [](std::optional<std::int64_t> value) {
            return value ? QVariant::fromValue<qlonglong>(*value) : QVariant();
        };
        table.rows.push_back({id, rows.blob(1).toByteArray(), number(cell.events), share(cell.events, events),
                              number(cell.authors.size()), number(measure.seen), number(measure.novel),
                              number(measure.duplicates), optional(measure.delays.quantile(0.5)),
                              optional(measure.delays.quantile(0.95))});
    }
    std::sort(table.rows.begin(), table.rows.end(), [](const auto& a, const auto& b) {
        return std::pair(b[2].toULongLong(), a[1].toByteArray())
            < std::pair(a[2].toULongLong(), b[1].toByteArray());
    });
    if (question.limit > 0 && table.rows.size() > static_cast<std::size_t>(question.limit))
        table.rows.resize(static_cast<std::size_t>(question.limit));
    return table;
}

Table StatReader::kinds(const Question& question)
{
    const auto cells = sum(Dimension::ByKind, question.range);
    std::uint64_t all = 0;
    for (const auto& [kind, cell] : cells)
        all += cell.events;
    Table table;
    table.columns = {"kind", "events", "authors", "share", "mean_size"};
    for (const auto& [kind, cell] : cells)
        table.rows.push_back({kind, number(cell.events), number(cell.authors.size()), share(cell.events, all),
                              share(cell.bytes, cell.events)});
    std::sort(table.rows.begin(), table.rows.end(), [](const auto& a, const auto& b) {
        return std::pair(b[1].toULongLong(), a[0].toUInt()) < std::pair(a[1].toULongLong(), b[0].toUInt());
    });
    return table;
}

/// The UTC days that hold events, cut to the range: [first, last] of each.
std::vector<std::pair<Timestamp, Timestamp>> StatReader::daysOf(const TimeRange& range)
{
    refreshOpen();
    std::vector<std::int64_t> days;
    SqlStatement rows(m_database, "SELECT bucket FROM rollup WHERE level = 1 AND dimension = 0");
    while (rows.step())
        days.push_back(rows.integer(0));
    for (const auto& [key, cell] : m_open.cells()) {
        if (key.dimension == Dimension::All)
            days.push_back(bucketAt(RollupLevel::Day, key.hour));
    }
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    std::vector<std::pair<Timestamp, Timestamp>> cut;
    for (const auto day : days) {
        if (day == futureHour)
            continue;
        const auto first = range.all ? day * daySeconds : std::max(day * daySeconds, range.from + 1);
        const auto last =
            range.all ? (day + 1) * daySeconds - 1 : std::min((day + 1) * daySeconds - 1, range.to);
        if (first <= last)
            cut.push_back({first, last});
    }
    return cut;
}

Table StatReader::activity(const Question& question)
{
    std::map<Timestamp, RollupCell> days;
    for (const auto& [first, last] : daysOf(question.range)) {
        const auto cells = sum(Dimension::All, {first - 1, last, false});
        if (!cells.empty())
            days[first - first % daySeconds].add(cells.begin()->second);
    }
    while (question.range.all && m_future.step()) {
        const auto event = measureOf(m_future);
        RollupDelta one;
        one.addEvent(event);
        days[event.createdAt - event.createdAt % daySeconds].add(one.cells().begin()->second);
    }
    Table table;
    table.columns = {"timestamp", "date", "events", "active_users", "zaps"};
    for (const auto& [day, cell] : days)
        table.rows.push_back({QVariant::fromValue<qlonglong>(day), dateOf(day), number(cell.events),
                              number(cell.authors.size()), number(cell.millisats / 1000)});
    return table;
}

void StatReader::countRaw(Buckets& buckets, Dimension dimension, std::int64_t width, Timestamp first,
                          Timestamp last)
{
    if (first > last)
        return;
    m_raw.bind(1, first).bind(2, last);
    while (m_raw.step()) {
        const auto time = m_raw.integer(1);
        ++buckets[time - time % width]
                 [dimension == Dimension::ByKind ? static_cast<Kind>(m_raw.integer(2)) : Kind(0)];
    }
}

void StatReader::countLevel(Buckets& buckets, Dimension dimension, std::int64_t width, RollupLevel level,
                            std::int64_t first, std::int64_t last)
{
    const auto seconds = level == RollupLevel::Hour ? hourSeconds : daySeconds;
    m_series.bind(1, int(level)).bind(2, int(dimension)).bind(3, first).bind(4, last);
    while (m_series.step()) {
        ByteReader in(m_series.blob(2));
        const auto time = m_series.integer(0) * seconds;
        buckets[time - time % width][static_cast<Kind>(m_series.integer(1))] +=
            in.varint(); // events come first
    }
}

void StatReader::countHours(Buckets& buckets, Dimension dimension, std::int64_t width, HourNo first,
                            HourNo last)
{
    const auto firstDay = ceilTo(first, 24);
    const auto endDay = floorTo(last + 1, 24);
    if (width % daySeconds != 0 || firstDay >= endDay) {
        countLevel(buckets, dimension, width, RollupLevel::Hour, first, last);
    } else {
        countLevel(buckets, dimension, width, RollupLevel::Hour, first, firstDay * 24 - 1);
        countLevel(buckets, dimension, width, RollupLevel::Day, firstDay, endDay - 1);
        countLevel(buckets, dimension, width, RollupLevel::Hour, endDay * 24, last);
    }
    for (const auto& [key, cell] : m_open.cells()) {
        const auto time = key.hour * hourSeconds;
        if (key.dimension == dimension && key.hour >= first && key.hour <= last)
            buckets[time - time % width][static_cast<Kind>(key.value)] += cell.events;
    }
}

std::pair<Timestamp, Timestamp> StatReader::boundsOf(const Question& question)
{
    if (!question.range.all)
        return {std::max<Timestamp>(question.range.from + 1, 0), question.range.to};
    return {m_database.value("SELECT min(created_at) FROM event WHERE created_at > 0"), question.now};
}

StatReader::Buckets StatReader::bucketsOf(const Question& question, Dimension dimension)
{
    refreshOpen();
    const auto width = std::max<std::int64_t>(question.bucket.count(), 1);
    const auto [first, last] = boundsOf(question);
    Buckets buckets;
    const auto hours = innerHours(first, last);
    if (width % hourSeconds != 0 || hours.begin >= hours.end) {
        countRaw(buckets, dimension, width, first, last);
    } else {
        countRaw(buckets, dimension, width, first, hours.begin * hourSeconds - 1);
        countHours(buckets, dimension, width, hours.begin, hours.end - 1);
        countRaw(buckets, dimension, width, hours.end * hourSeconds, last);
    }
    return buckets;
}

/// Counts by bucket and kind. For `all` the range is that of the stored events.
Table StatReader::series(const Question& question)
{
    Table table;
    table.columns = {"bucket", "kind", "events"};
    for (const auto& [bucket, kinds] : bucketsOf(question, Dimension::ByKind)) {
        for (const auto& [kind, events] : kinds)
            table.rows.push_back({QVariant::fromValue<qlonglong>(bucket), kind, number(events)});
    }
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
