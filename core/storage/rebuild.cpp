// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/rebuild.h"

#include "core/base/varint.h"
#include "core/crypto/verify.h"
#include "core/nostr/eventparser.h"
#include "core/storage/dvmwriter.h"
#include "core/storage/eventbody.h"
#include "core/storage/factwriter.h"
#include "core/storage/rebuildtables.h"
#include "core/storage/storewriter.h"

#include <algorithm>
#include <unordered_map>

namespace nostrscope {

namespace {

constexpr quint64 eventsPerSlice = 20000; ///< between two looks at the progress
constexpr quint64 cellsPerSlice = 20000; ///< in memory at once
constexpr Timestamp hourSeconds = 3600;

/// Which hours are beyond a rebuild, because retention removed events of them.
class Seals {
public:
    explicit Seals(const RetentionFloors& floors)
        : m_floors(floors)
    {
        for (const auto group : kindGroups)
            m_highest = std::max(m_highest, floors.of(group));
    }
    [[nodiscard]] bool isSealed(const CellKey& key) const
    {
        // A cell over all kinds lost something as soon as one group did.
        if (isOfDvms(key.dimension))
            return false; // the rows that it is made of are never removed
        const auto floor = key.dimension == Dimension::ByKind
            ? m_floors.of(kindGroup(static_cast<Kind>(key.value)))
            : m_highest;
        return key.hour == futureHour ? floor > 0 : key.hour * hourSeconds < floor;
    }
    /// Deletions and requests to vanish are marks of their author; their events may be gone.
    [[nodiscard]] Timestamp marksBefore() const
    {
        return std::max(m_floors.of(kindGroup(5)), m_floors.of(kindGroup(62)));
    }

private:
    const RetentionFloors& m_floors;
    Timestamp m_highest = 0;
};

class Rebuild {
public:
    Rebuild(StoreWriter& writer, const Progress& progress)
        : m_writer(writer)
        , m_database(writer.database())
        , m_progress(progress)
        , m_seals(writer.floors())
        , m_dictionaries(m_database)
        , m_zap(m_database, "SELECT millisats FROM main.zap WHERE seq = ?")
    {
    }
    [[nodiscard]] StoreResult<RebuildReport> run();

private:
    [[nodiscard]] bool readSightingJournal();
    [[nodiscard]] bool copySealed(RollupStore& rollups);
    [[nodiscard]] bool copyTrimmed();
    [[nodiscard]] StoreResult<Nothing> readEvents(FactWriter& facts, DvmWriter& dvms, RollupStore& rollups);
    [[nodiscard]] bool addEvent(SqlStatement& row, FactWriter& facts, DvmWriter& dvms, RollupDelta& cells);
    void addSightings(SqlStatement& row, const EventMeasure& measure, RollupDelta& cells);
    /// Rows of the rollup that differ; the bytes of equal sets may not be equal.
    [[nodiscard]] quint64 compareRollups();
    /// Weeks that a file of an older version had no cells of are no differences.
    [[nodiscard]] bool completeWeeks();
    [[nodiscard]] quint64 compareRows(const QByteArray& table);
    [[nodiscard]] StoreError lastError() const;

    StoreWriter& m_writer;
    SqlDatabase& m_database;
    const Progress& m_progress;
    const Seals m_seals;
    const BodyDictionaries m_dictionaries;
    EventParser m_parser;
    EventVerifier m_verifier;
    SqlStatement m_zap;
    std::unordered_map<std::int64_t, std::vector<std::uint32_t>> m_unsettled;
    RebuildReport m_report;
};

StoreError Rebuild::lastError() const
{
    return m_database.error().code == StoreErrorCode::None ? StoreError{StoreErrorCode::Failed, {}}
                                                           : m_database.error();
}

bool Rebuild::readSightingJournal()
{
    SqlStatement rows(m_database, "SELECT data FROM sighting_journal");
    while (rows.step()) {
        ByteReader in(rows.blob(0));
        std::int64_t seq = 0;
        while (!in.atEnd() && !in.failed()) {
            seq += unZigZag(in.varint());
            m_unsettled[seq].push_back(static_cast<std::uint32_t>(in.varint()));
            (void)in.varint();
        }
    }
    return m_database.error().code == StoreErrorCode::None;
}

/// Hours below the floors go over as they are, into all levels, and so do marks that are as old.
bool Rebuild::copySealed(RollupStore& rollups)
{
    SqlStatement rows(m_database, "SELECT dimension, bucket, value, data FROM main.rollup WHERE level = 0");
    RollupDelta cells;
    while (rows.step()) {
        const CellKey key{static_cast<Dimension>(rows.integer(0)),
                          static_cast<std::uint32_t>(rows.integer(2)), rows.integer(1)};
        RollupCell cell;
        ByteReader in(rows.blob(3));
        if (!m_seals.isSealed(key) || !cell.readFrom(in, key.dimension))
            continue;
        cells.addCell(key, cell);
        if (++m_report.sealedCells % cellsPerSlice == 0 && !rollups.addCells(std::exchange(cells, {})))
            return false;
    }
    if (!rollups.addCells(cells))
        return false;
    const auto before = m_seals.marksBefore();
    for (const auto& [table, column] :
         {std::pair("deletion", "deleted_at"), std::pair("address_deletion", "deleted_at"),
          std::pair("vanish", "until")}) {
        const auto sql = QByteArray("INSERT INTO temp.") + table + " SELECT * FROM main." + table + " WHERE "
            + column + " < ?";
        SqlStatement copy(m_database, sql);
        if (!copy.bind(1, before).run())
            return false;
    }
    return true;
}

/// What trimmed events said is known from the rows that they left only. The rows of events that still have
/// their body are computed anew and win or lose against these as they always do.
bool Rebuild::copyTrimmed()
{
    // A mark belongs to a deletion of the same author and second.
    constexpr const char* marks =
        "WITH mark AS MATERIALIZED (SELECT DISTINCT author, created_at FROM main.event "
        "WHERE kind = 5 AND seq IN (SELECT seq FROM main.trimmed)) ";
    constexpr const char* ofMarks = " AS old WHERE (old.author, old.deleted_at) IN (SELECT * FROM mark)";
    constexpr const char* ofRows = " AS old WHERE old.seq IN (SELECT seq FROM main.trimmed)";
    for (const auto& [table, with, where] :
         {std::tuple("version", "", ofRows), std::tuple("expiry", "", ofRows), std::tuple("zap", "", ofRows),
          std::tuple("deletion", marks, ofMarks), std::tuple("address_deletion", marks, ofMarks)}) {
        const auto sql =
            QByteArray(with) + "INSERT OR IGNORE INTO temp." + table + " SELECT * FROM main." + table + where;
        if (!m_database.exec(sql))
            return false;
        m_report.trimmedRows += static_cast<quint64>(m_database.value("SELECT changes()"));
    }
    return true;
}

void Rebuild::addSightings(SqlStatement& row, const EventMeasure& measure, RollupDelta& cells)
{
    SightingList list;
    if (!list.fromBlob(row.blob(9)))
        list = {};
    std::vector<std::uint32_t> relays;
    list.forEach([&](const SightingList::Item& item) { relays.push_back(item.relay); });
    if (const auto found = m_unsettled.find(row.integer(0)); found != m_unsettled.end())
        relays.insert(relays.end(), found->second.begin(), found->second.end());
    std::sort(relays.begin(), relays.end());
    relays.erase(std::unique(relays.begin(), relays.end()), relays.end());
    for (const auto relay : relays) {
        if (!m_seals.isSealed({Dimension::ByRelay, relay, measure.hour()}))
            cells.addSighting(measure, relay);
    }
}

bool Rebuild::addEvent(SqlStatement& row, FactWriter& facts, DvmWriter& dvms, RollupDelta& cells)
{
    const auto seq = row.integer(0);
    const auto author = static_cast<AuthorNo>(row.integer(2));
    EventMeasure measure;
    measure.createdAt = row.integer(4);
    measure.kind = static_cast<Kind>(row.integer(5));
    measure.author = author;
    measure.isFuture = row.integer(6) != 0;
    measure.contentBytes = static_cast<std::uint32_t>(row.integer(7));
    Event event;
    event.id = EventId::fromBytes(row.blob(1)).value_or(EventId());
    event.pubkey = PubKey::fromBytes(row.blob(3)).value_or(PubKey());
    event.createdAt = measure.createdAt;
    event.kind = measure.kind;
    DvmEventRow dvmRow{seq, event.id, event.createdAt, measure.isFuture, event.kind, author, {}};
    if (static_cast<Origin>(row.integer(11)) == Origin::Live)
        dvmRow.liveAt = row.integer(10);
    if (decodeBody(row.blob(8), m_dictionaries, event)) {
        const bool requestValid = event.kind == 9735 && isZapRequestSigned(event, m_parser, m_verifier);
        for (const auto& fact : facts::translate(event, requestValid)) {
            if (const auto* zap = std::get_if<facts::Zap>(&fact)) {
                measure.isZap = true;
                measure.millisats = zap->millisats;
            }
            if (!facts.write(fact, event, seq, author) || !dvms.add(fact, dvmRow, cells))
                return false;
        }
    } else if (row.blob(8).isEmpty() && event.kind == 9735 && m_zap.bind(1, seq).step()) {
        measure.isZap = true;
        measure.millisats = m_zap.number(0);
        m_zap.reset();
    }
    RollupDelta one;
    one.addEvent(measure);
    for (const auto& [key, cell] : one.cells()) {
        if (!m_seals.isSealed(key))
            cells.addCell(key, cell);
    }
    addSightings(row, measure, cells);
    return true;
}

StoreResult<Nothing> Rebuild::readEvents(FactWriter& facts, DvmWriter& dvms, RollupStore& rollups)
{
    const auto total =
        static_cast<quint64>(m_database.value("SELECT count(*) FROM event INDEXED BY event_time"));
    SqlStatement rows(
        m_database,
        "SELECT event.seq, event.id, event.author, author.pubkey, event.created_at, event.kind, "
        "event.future, event.size, event.body, sighting.data, event.received_at, event.origin FROM event "
        "JOIN author ON author.no = event.author LEFT JOIN sighting ON sighting.seq = event.seq ORDER BY "
        "event.seq");
    RollupDelta cells;
    for (quint64 done = 1; rows.step(); ++done) {
        if (!addEvent(rows, facts, dvms, cells))
            return Unexpected(lastError());
        if (done % eventsPerSlice != 0)
            continue;
        if (!rollups.addCells(std::exchange(cells, {})))
            return Unexpected(lastError());
        if (m_progress && !m_progress(done, std::max(done, total)))
            return Unexpected(StoreError{StoreErrorCode::Cancelled, {}});
    }
    if (m_database.error().code != StoreErrorCode::None || !rollups.addCells(cells))
        return Unexpected(lastError());
    return Nothing{};
}

quint64 Rebuild::compareRows(const QByteArray& table)
{
    // A changed row is in both differences; count it once.
    const auto count = [&](const QByteArray& from, const QByteArray& without) {
        const auto sql = "SELECT count(*) FROM (SELECT * FROM " + from + '.' + table
            + " EXCEPT SELECT * FROM " + without + '.' + table + ')';
        return static_cast<quint64>(m_database.value(sql.constData()));
    };
    return std::max(count("main", "temp"), count("temp", "main"));
}

bool Rebuild::completeWeeks()
{
    const auto from = m_database.value("SELECT weeks_from FROM main.state");
    if (from == 0)
        return true;
    constexpr const char* missing = ".rollup WHERE level = ? AND (bucket < ? OR bucket = ?)";
    SqlStatement remove(m_database, QByteArray("DELETE FROM main") + missing);
    SqlStatement copy(m_database, QByteArray("INSERT INTO main.rollup SELECT * FROM temp") + missing);
    for (auto* statement : {&remove, &copy}) {
        if (!statement->bind(1, static_cast<int>(RollupLevel::Week)).bind(2, from).bind(3, futureHour).run())
            return false;
    }
    return m_database.exec("UPDATE main.state SET weeks_from = 0");
}

quint64 Rebuild::compareRollups()
{
    quint64 differences = static_cast<quint64>(
        m_database.value("SELECT count(*) FROM main.rollup AS a WHERE NOT EXISTS (SELECT 1 FROM temp.rollup "
                         "AS b WHERE a.level = b.level AND "
                         "a.dimension = b.dimension AND a.bucket = b.bucket AND a.value = b.value)"));
    SqlStatement rows(m_database,
                      "SELECT b.data, a.data, b.dimension FROM temp.rollup AS b LEFT JOIN main.rollup AS a "
                      "ON a.level = b.level AND "
                      "a.dimension = b.dimension AND a.bucket = b.bucket AND a.value = b.value "
                      "WHERE a.data IS NULL OR a.data != b.data");
    while (rows.step()) {
        const auto dimension = static_cast<Dimension>(rows.integer(2));
        RollupCell made;
        RollupCell present;
        ByteReader madeBytes(rows.blob(0));
        ByteReader presentBytes(rows.blob(1));
        const bool same = !rows.isNull(1) && made.readFrom(madeBytes, dimension)
            && present.readFrom(presentBytes, dimension) && made == present;
        differences += !same;
    }
    return differences;
}

StoreResult<RebuildReport> Rebuild::run()
{
    m_database.clearError();
    const TemporaryTables temporary(m_database);
    // One transaction: what is compared is what is replaced.
    SqlTransaction transaction(m_database);
    if (!temporary.isOk() || !transaction.isOpen() || !readSightingJournal())
        return Unexpected(lastError());
    {
        FactWriter facts(m_database, "temp");
        SqlStatement author(m_database, "SELECT no FROM main.author WHERE pubkey = ?");
        DvmWriter dvms(
            m_database, [this](const EventId& id) { return m_writer.rowOf(id); },
            [&author](const PubKey& key) -> std::optional<AuthorNo> {
                if (!author.bind(1, key.view()).step())
                    return std::nullopt;
                const auto number = static_cast<AuthorNo>(author.integer(0));
                author.reset();
                return number;
            },
            "temp");
        RollupStore rollups(m_database, "temp");
        RollupDelta kept;
        if (!copySealed(rollups) || !copyTrimmed() || !dvms.addKept(kept) || !rollups.addCells(kept))
            return Unexpected(lastError());
        if (auto read = readEvents(facts, dvms, rollups); !read)
            return Unexpected(read.error());
    }
    if (!completeWeeks())
        return Unexpected(lastError());
    for (const auto& table : derivedTables()) {
        const QByteArray name(table.name);
        if (name == "relay_day") {
            const auto differences = m_writer.relayDays().rebuild(m_writer.floors());
            if (!differences)
                return Unexpected(lastError());
            const auto rows = m_database.value("SELECT count(*) FROM main.relay_day");
            m_report.tables.push_back({QString::fromLatin1(name), static_cast<quint64>(rows), *differences});
            continue;
        }
        const auto differences = name == "rollup" ? compareRollups() : compareRows(name);
        if (differences > 0
            && !m_database.exec("DELETE FROM main." + name + "; INSERT INTO main." + name
                                + " SELECT * FROM temp." + name))
            return Unexpected(lastError());
        const auto rows = m_database.value(("SELECT count(*) FROM main." + name).constData());
        m_report.tables.push_back({QString::fromLatin1(name), static_cast<quint64>(rows), differences});
    }
    if (!m_database.exec("UPDATE main.state SET rebuilds = rebuilds + 1") || !transaction.commit())
        return Unexpected(lastError());
    return std::move(m_report);
}

} // namespace

quint64 RebuildReport::differences() const
{
    quint64 sum = 0;
    for (const auto& table : tables)
        sum += table.differences;
    return sum;
}

StoreResult<RebuildReport> rebuildTables(StoreWriter& writer, const Progress& progress)
{
    if (const auto folded = writer.foldNow(); !folded)
        return Unexpected(folded.error());
    if (const auto merged = writer.mergeVersions(); !merged)
        return Unexpected(merged.error());
    // The journal of late sightings is empty then, and the bitmaps are those of all events.
    if (const auto mapped = writer.mapNow(UnixMillis{}); !mapped)
        return Unexpected(mapped.error());
    if (const auto filled = writer.backfillNow(); !filled)
        return Unexpected(filled.error());
    return Rebuild(writer, progress).run();
}

} // namespace nostrscope
