// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/storefixture.h"

#include "core/base/varint.h"
#include "core/crypto/sha256.h"
#include "core/storage/schema.h"

#include <QtTest>

#include <algorithm>

namespace nostrscope::test {

namespace {

QByteArray hexOf(QByteArrayView bytes)
{
    return bytes.toByteArray().toHex();
}

/// Names of events and authors in place of their numbers.
class Names {
public:
    explicit Names(SqlDatabase& database)
    {
        SqlStatement events(database, "SELECT seq, id FROM event");
        while (events.step())
            m_events[events.integer(0)] = hexOf(events.blob(1));
        SqlStatement authors(database, "SELECT no, pubkey FROM author");
        while (authors.step())
            m_authors[authors.integer(0)] = hexOf(authors.blob(1));
    }
    [[nodiscard]] QString event(std::int64_t seq) const
    {
        return QString::fromLatin1(m_events.value(seq, "no event " + QByteArray::number(qlonglong(seq))));
    }
    [[nodiscard]] QString author(std::int64_t number) const
    {
        return QString::fromLatin1(
            m_authors.value(number, "no author " + QByteArray::number(qlonglong(number))));
    }

private:
    QHash<std::int64_t, QByteArray> m_events;
    QHash<std::int64_t, QByteArray> m_authors;
};

/// `columns`: one letter a column: s = row of an event, a = author, i = integer, b = bytes.
QStringList dumpPlain(SqlDatabase& database, const Names& names, const char* sql, QByteArrayView columns)
{
    QStringList lines;
    SqlStatement rows(database, sql);
    while (rows.step()) {
        QStringList fields;
        for (qsizetype i = 0; i < columns.size(); ++i) {
            const auto column = int(i);
            if (rows.isNull(column))
                fields << QStringLiteral("null");
            else if (columns[i] == 's')
                fields << names.event(rows.integer(column));
            else if (columns[i] == 'a')
                fields << names.author(rows.integer(column));
            else if (columns[i] == 'b')
                fields << QString::fromLatin1(hexOf(rows.blob(column)));
            else
                fields << QString::number(qlonglong(rows.integer(column)));
        }
        lines << fields.join(QLatin1Char('|'));
    }
    return lines;
}

QString dumpDvm(DvmCounts counts, const Names& names)
{
    QStringList parties;
    const auto taken = std::exchange(counts.parties, {});
    for (const auto& [author, count] : taken.counts())
        parties << names.author(author) + QLatin1Char('*') + QString::number(count);
    parties.sort();
    QByteArray rest;
    counts.appendTo(rest);
    return QString::fromLatin1(rest.toHex()) + QLatin1Char('|') + parties.join(QLatin1Char(','));
}

QStringList dumpRollups(SqlDatabase& database, const Names& names)
{
    QStringList lines;
    SqlStatement rows(database, "SELECT level, dimension, bucket, value, data FROM rollup");
    while (rows.step()) {
        RollupCell cell;
        ByteReader in(rows.blob(4));
        const auto dimension = static_cast<Dimension>(rows.integer(1));
        if (!cell.readFrom(in, dimension)) {
            lines << QStringLiteral("damaged cell");
            continue;
        }
        if (isOfDvms(dimension)) {
            const bool isProvider = dimension == Dimension::ByProvider;
            lines << QStringLiteral("%1|%2|%3|%4|")
                         .arg(rows.integer(0))
                         .arg(rows.integer(1))
                         .arg(rows.integer(2))
                         .arg(isProvider ? names.author(rows.integer(3)) : QString::number(rows.integer(3)))
                    + dumpDvm(cell.dvm.counts(), names);
            continue;
        }
        QStringList authors;
        for (const auto author : cell.authors.values())
            authors << names.author(author);
        authors.sort();
        lines << QStringLiteral("%1|%2|%3|%4|%5|%6|%7|%8|%9")
                     .arg(rows.integer(0))
                     .arg(rows.integer(1))
                     .arg(rows.integer(2))
                     .arg(rows.integer(3))
                     .arg(cell.events)
                     .arg(cell.bytes)
                     .arg(cell.zaps)
                     .arg(cell.millisats)
                     .arg(authors.join(QLatin1Char(',')));
    }
    return lines;
}

/// Blobs and journal together: which relay showed which event.
QStringList dumpSightings(SqlDatabase& database, const Names& names)
{
    QSet<QString> lines;
    SqlStatement blobs(database, "SELECT seq, data FROM sighting");
    while (blobs.step()) {
        SightingList list;
        if (!list.fromBlob(blobs.blob(1)))
            lines << QStringLiteral("damaged list of %1").arg(names.event(blobs.integer(0)));
        list.forEach([&](const SightingList::Item& item) {
            lines << QStringLiteral("%1|%2").arg(names.event(blobs.integer(0))).arg(item.relay);
        });
    }
    SqlStatement journal(database, "SELECT data FROM sighting_journal");
    while (journal.step()) {
        ByteReader in(journal.blob(0));
        std::int64_t seq = 0;
        while (!in.atEnd() && !in.failed()) {
            seq += unZigZag(in.varint());
            const auto relay = in.varint();
            (void)in.varint();
            lines << QStringLiteral("%1|%2").arg(names.event(seq)).arg(relay);
        }
    }
    return lines.values();
}

/// Bitmaps and journal together: which relay showed which event of which day.
QStringList dumpRelayDays(SqlDatabase& database, const Names& names)
{
    QSet<QString> lines;
    const auto add = [&](std::int64_t seq, std::uint32_t relay, std::int64_t day) {
        lines << QStringLiteral("%1|%2|%3").arg(names.event(seq)).arg(relay).arg(day);
    };
    SqlStatement rows(database, "SELECT relay, day, block, data FROM relay_day");
    while (rows.step()) {
        AuthorSet events;
        ByteReader in(rows.blob(3));
        if (!events.readFrom(in))
            lines << QStringLiteral("damaged bitmap");
        for (const auto offset : events.values())
            add(rows.integer(2) * RelayDayKey::blockEvents + offset,
                static_cast<std::uint32_t>(rows.integer(0)), rows.integer(1));
    }
    forEachLateSighting(database, [&](std::int64_t seq, std::uint32_t relay, std::int64_t day, std::int64_t) {
        add(seq, relay, day);
    });
    return lines.values();
}

QStringList dumpTable(SqlDatabase& database, const Names& names, const QString& table)
{
    struct Plain {
        const char* table;
        const char* sql;
        const char* columns;
    };
    static constexpr Plain plain[] = {
        {"event", "SELECT seq, author, created_at, kind, received_at, origin, future, size, body FROM event",
         "saiiiiiib"},
        {"version",
         "SELECT author, kind, identifier, created_at, id, seq FROM (SELECT *, row_number() OVER (PARTITION "
         "BY "
         "author, kind, identifier ORDER BY created_at DESC, id) AS place FROM (SELECT author, kind, "
         "identifier, "
         "created_at, id, seq FROM version UNION SELECT author, kind, identifier, created_at, id, seq FROM "
         "version_recent)) WHERE place = 1",
         "aibibs"},
        {"deletion", "SELECT target, author, deleted_at FROM deletion", "bai"},
        {"address_deletion", "SELECT author, kind, identifier, deleted_at FROM address_deletion", "aibi"},
        {"vanish", "SELECT author, until FROM vanish", "ai"},
        {"expiry", "SELECT seq, at FROM expiry", "si"},
        {"zap", "SELECT seq, millisats, recipient, payer, target, request_valid FROM zap", "sibbbi"},
        {"dvm_request", "SELECT seq, created_at, future, kind, author, live_at, encrypted FROM dvm_request",
         "siiiaii"},
        {"dvm_answer",
         "SELECT seq, created_at, future, kind, author, live_at, request, customer, status, asked, invoiced, "
         "job "
         "FROM dvm_answer",
         "siiiaisaiiib"},
        {"dvm_work",
         "SELECT request, provider, results, feedback, errors, feedback_at, result_at, feedback_live_at, "
         "result_live_at, asked, invoiced FROM dvm_work",
         "saiiiiiiiii"},
        {"dvm_payment", "SELECT seq, created_at, future, answer, provider, millisats FROM dvm_payment",
         "siisai"},
        {"dvm_seen",
         "SELECT dimension, iif(dimension = 4, NULL, value), first_at, last_at, result_at, iif(dimension = "
         "4, value, "
         "0) FROM dvm_seen",
         "iiiiia"},
        {"dvm_waiting", "SELECT id_key, seq FROM dvm_waiting", "is"},
    };
    for (const auto& one : plain) {
        if (table == QLatin1StringView(one.table))
            return dumpPlain(database, names, one.sql, one.columns);
    }
    if (table == QLatin1StringView("relay_day"))
        return dumpRelayDays(database, names);
    return table == QLatin1StringView("rollup") ? dumpRollups(database, names)
                                                : dumpSightings(database, names);
}

} // namespace

StoreFixture::StoreFixture(const StoreTuning& tuning)
    : m_tuning(tuning)
{
    if (!m_folder.isValid())
        qFatal("no temporary folder");
    open();
}

void StoreFixture::open()
{
    auto writer = StoreWriter::open(path(), m_tuning);
    if (!writer)
        qFatal("%s", qPrintable(describe(writer.error())));
    m_writer = std::move(*writer);
}

void StoreFixture::reopen(bool inOrder)
{
    if (inOrder)
        m_writer->finish(std::chrono::seconds(10));
    close();
    open();
}

EventBatch StoreFixture::batch(std::vector<VerifiedEvent> events, std::vector<Sighting> sightings) const
{
    EventBatch batch;
    batch.number = m_writer->lastBatch() + 1;
    batch.events = std::move(events);
    batch.sightings = std::move(sightings);
    return batch;
}

std::shared_ptr<const CommittedDelta> StoreFixture::commit(std::vector<VerifiedEvent> events,
                                                           std::vector<Sighting> sightings)
{
    auto delta = m_writer->commit(batch(std::move(events), std::move(sightings)));
    if (!delta)
        qFatal("%s", qPrintable(describe(delta.error())));
    return *delta;
}

void StoreFixture::upkeep(UnixMillis now)
{
    for (;;) {
        const auto more = m_writer->upkeep(now, true);
        if (!more)
            qFatal("%s", qPrintable(describe(more.error())));
        if (!*more)
            return;
    }
}

void StoreFixture::reopenAsVersion(int version)
{
    static constexpr const char* undo[] = {
        "DROP TABLE trimmed", // 2
        "DROP TABLE relay_day; DROP TABLE relay_day_journal; ALTER TABLE state DROP COLUMN mapped_seq", // 3
        "DROP TABLE rollup_fold; DROP TABLE version_recent; ALTER TABLE state DROP COLUMN weeks_from;"
        "DELETE FROM rollup WHERE level = 3", // 4
        "DROP TABLE relay_counter_week; ALTER TABLE state DROP COLUMN counter_weeks_from;"
        "ALTER TABLE state DROP COLUMN rebuilds", // 5
        "DROP TABLE health_journal; DROP TABLE check_hour; DROP TABLE check_rollup; DROP TABLE health_state;"
        "DROP TABLE health_progress; DROP TABLE health_span; DROP TABLE incident; DROP TABLE "
        "relay_certificate;"
        "DROP TABLE relay_document; DROP TABLE relay_document_seen", // 6
        "DROP TABLE relay_observation", // 7
        "ALTER TABLE relay DROP COLUMN starred", // 8
        "DROP TABLE discovery; DROP TABLE candidate; DROP TABLE candidate_source; DROP TABLE "
        "candidate_author;"
        "DROP TABLE candidate_budget; DROP TABLE discovery_refused", // 9
        "DROP TABLE sync_filter; DROP TABLE sync_interval", // 10
        "DROP TABLE sync_relay", // 11
        "DROP TABLE accept_rule; DROP TABLE duplicate_dismissed", // 12
        "DROP TABLE dvm_request; DROP TABLE dvm_answer; DROP TABLE dvm_work; DROP TABLE dvm_payment;"
        "DROP TABLE dvm_seen;"
        "DROP TABLE dvm_waiting; DROP TABLE dvm_zap_waiting; ALTER TABLE state DROP COLUMN dvm_next;"
        "ALTER TABLE state DROP COLUMN dvm_end; DELETE FROM rollup WHERE dimension > 2", // 13
    };
    static_assert(std::size(undo) == schemaVersion - 1, "undo later steps here as well");
    fold(); // older formats had nowhere to wait
    for (auto step = schemaVersion; step > version; --step) {
        if (!database().exec(undo[step - 2]))
            qFatal("%s", qPrintable(describe(database().error())));
    }
    if (!database().exec("PRAGMA user_version = " + QByteArray::number(version)))
        qFatal("%s", qPrintable(describe(database().error())));
    reopen();
}

void StoreFixture::fold()
{
    if (const auto folded = m_writer->foldNow(); !folded)
        qFatal("%s", qPrintable(describe(folded.error())));
    if (const auto merged = m_writer->mergeVersions(); !merged)
        qFatal("%s", qPrintable(describe(merged.error())));
}

std::unique_ptr<SqlDatabase> StoreFixture::openReader() const
{
    auto database = SqlDatabase::open(path(), SqlDatabase::Mode::ReadOnly);
    if (!database || prepareReader(**database).code != StoreErrorCode::None)
        qFatal("no reader");
    return std::move(*database);
}

std::vector<EventId> StoreFixture::storedIds()
{
    std::vector<EventId> ids;
    SqlStatement rows(database(), "SELECT id FROM event ORDER BY id");
    while (rows.step())
        ids.push_back(EventId::fromBytes(rows.blob(0)).value());
    return ids;
}

QMap<QString, QStringList> dump(SqlDatabase& database, const QStringList& tables)
{
    static const QStringList all{QStringLiteral("event"),       QStringLiteral("version"),
                                 QStringLiteral("deletion"),    QStringLiteral("address_deletion"),
                                 QStringLiteral("vanish"),      QStringLiteral("expiry"),
                                 QStringLiteral("zap"),         QStringLiteral("rollup"),
                                 QStringLiteral("sighting"),    QStringLiteral("dvm_request"),
                                 QStringLiteral("dvm_answer"),  QStringLiteral("dvm_work"),
                                 QStringLiteral("dvm_payment"), QStringLiteral("dvm_waiting"),
                                 QStringLiteral("dvm_seen")};
    const Names names(database);
    QMap<QString, QStringList> result;
    for (const auto& table : tables.isEmpty() ? all : tables) {
        auto lines = dumpTable(database, names, table);
        lines.sort();
        result.insert(table, lines);
    }
    return result;
}

QString difference(const QMap<QString, QStringList>& left, const QMap<QString, QStringList>& right)
{
    for (auto table = left.begin(); table != left.end(); ++table) {
        const auto& a = table.value();
        const auto b = right.value(table.key());
        for (qsizetype i = 0; i < std::max(a.size(), b.size()); ++i) {
            if (a.value(i) != b.value(i))
                return QStringLiteral("%1: \"%2\" and \"%3\"")
                    .arg(table.key(), a.value(i).left(300), b.value(i).left(300));
        }
    }
    return {};
}

QSet<std::int64_t> lookupRows(SqlDatabase& database, Lookup what)
{
    QSet<std::int64_t> rows;
    LookupRunReader reader(database);
    for (const auto& run : reader.runsOf(what)) {
        LookupRunReader::Block block;
        while (reader.next(run.number, block.no, block) && block.no != 0) {
            for (std::size_t i = 0; i < block.entries.size(); ++i)
                rows.insert(block.entries.at(i).seq);
        }
    }
    SqlStatement stale(database, "SELECT seq FROM lookup_stale");
    while (stale.step())
        rows.remove(stale.integer(0));
    return rows;
}

VerifiedEvent verified(Event event, std::uint32_t relay, UnixMillis receivedAt, Origin origin)
{
    return {std::move(event), RelayId(relay), receivedAt, origin, false};
}

PubKey inventKey(std::uint32_t number)
{
    const auto hash = sha256(QByteArray("key ") + QByteArray::number(number));
    return PubKey(hash);
}

Event inventEvent(std::uint64_t number, Kind kind, Timestamp createdAt, Tags tags, QByteArray content,
                  std::uint32_t author, QByteArrayView prefix)
{
    Event event;
    auto hash = sha256(QByteArray("event ") + QByteArray::number(qulonglong(number)));
    std::copy(prefix.begin(), prefix.end(), reinterpret_cast<char*>(hash.data()));
    event.id = EventId(hash);
    event.pubkey = inventKey(author);
    event.kind = kind;
    event.createdAt = createdAt;
    event.tags = std::move(tags);
    event.content = std::move(content);
    return event;
}

} // namespace nostrscope::test
