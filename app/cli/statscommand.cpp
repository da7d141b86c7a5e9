// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/database.h"
#include "app/cli/dvmfigures.h"
#include "app/cli/healthcolumns.h"
#include "app/cli/jsonwriter.h"
#include "app/cli/places.h"
#include "core/nostr/kinds.h"
#include "core/nostr/plaintext.h"
#include "core/nostr/relayurl.h"
#include "core/storage/statreader.h"

#include <QDateTime>
#include <QTimeZone>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int maxLimit = 1'000'000;

/// A subject with its two forms.
struct Subject {
    QString name;
    Question::Subject question;
    QString range; ///< when none is given
    void (*writeJson)(const Table& table, JsonWriter& json);
    QString (*toText)(const Table& table);
};

quint64 numberOf(const Table& table, std::size_t row, QByteArrayView column)
{
    return table.value(row, column).toULongLong();
}

void writeNumber(const Table& table, std::size_t row, const char* column, JsonWriter& json)
{
    const auto value = table.value(row, column);
    json.key(column);
    if (value.isNull())
        json.null();
    else
        json.number(value.toLongLong());
}

void writeText(const Table& table, std::size_t row, const char* column, JsonWriter& json)
{
    const auto value = table.value(row, column).toString();
    json.key(column);
    if (value.isEmpty())
        json.null();
    else
        json.text(value);
}

QString textOf(const QVariant& number)
{
    return number.isNull() ? u"–"_s : grouped(number.toULongLong());
}

QString percent(double share)
{
    return QString::number(share * 100, 'f', 1) + u" %"_s;
}

QString nameOf(Kind kind)
{
    const auto* name = kindName(kind);
    return QString::fromUtf8(name ? name : kindRangeText(kind));
}

void writeOverview(const Table& table, JsonWriter& json)
{
    for (const auto* column : {"total_relays", "active_relays", "total_events", "unique_authors"})
        writeNumber(table, 0, column, json);
    for (const auto* column : {"avg_latency_ms", "latency_p50_ms", "latency_p95_ms"}) // null: not measured
        writeNumber(table, 0, column, json);
    json.key("zaps").beginObject().key("count").number(numberOf(table, 0, "zaps"));
    json.key("sats").number(numberOf(table, 0, "zap_millisats") / 1000).endObject();
    writeNumber(table, 0, "future_events", json);
}

QString overviewText(const Table& table)
{
    TextTable text({{u"Overview"_s, false}, {u""_s}});
    const auto add = [&](const QString& title, const char* column) {
        text.addRow({title, textOf(table.value(0, column))});
    };
    add(u"Events"_s, "total_events");
    add(u"Unique authors"_s, "unique_authors");
    add(u"Relays known"_s, "total_relays");
    add(u"Relays active"_s, "active_relays");
    add(u"Time to open, mean (ms)"_s, "avg_latency_ms");
    add(u"Time to open, p50 (ms)"_s, "latency_p50_ms");
    add(u"Time to open, p95 (ms)"_s, "latency_p95_ms");
    add(u"Zaps (claimed)"_s, "zaps");
    text.addRow({u"Sats zapped (claimed)"_s, grouped(numberOf(table, 0, "zap_millisats") / 1000)});
    add(u"Events dated in the future"_s, "future_events");
    add(u"Events stored, ever"_s, "events_ever");
    return text.toString();
}

void writeRelays(const Table& table, JsonWriter& json)
{
    json.key("relays").beginArray();
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        json.beginObject().key("url").text(table.value(row, "url").toByteArray());
        writeNumber(table, row, "events", json);
        for (const auto* column : {"latency", "health_score"}) // null: not measured
            writeNumber(table, row, column, json);
        json.key("uptime");
        if (const auto uptime = table.value(row, "uptime"); uptime.isNull())
            json.null();
        else
            json.decimal(uptime.toDouble(), 3);
        writeText(table, row, "ip", json);
        writeText(table, row, "country", json);
        writeText(table, row, "country_name", json);
        writeNumber(table, row, "asn", json);
        writeText(table, row, "as_organisation", json);
        json.key("share").decimal(table.value(row, "share").toDouble(), 6);
        for (const auto* column :
             {"unique_authors", "seen", "novel", "duplicates", "delay_p50_ms", "delay_p95_ms"})
            writeNumber(table, row, column, json);
        json.endObject();
    }
    json.endArray();
}

/// "DE"; "64500 Example Networks".
QString placeOf(const QVariant& value, const QVariant& name = {})
{
    if (value.isNull())
        return u"–"_s;
    return u"%1 %2"_s.arg(value.toString(), name.toString().left(40)).trimmed();
}

QString relaysText(const Table& table)
{
    // Without a file of places there are none.
    const auto knows = [&table](const char* column) {
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
            if (!table.value(row, column).isNull())
                return true;
        }
        return false;
    };
    const bool hasCountries = knows("country");
    const bool hasNetworks = knows("asn");
    std::vector<TextTable::Column> columns{
        {u"Relay"_s, false}, {u"Events"_s}, {u"Share"_s},   {u"Authors"_s},  {u"New"_s},  {u"Duplicates"_s},
        {u"Delay p50 ms"_s}, {u"p95 ms"_s}, {u"Open ms"_s}, {u"Uptime %"_s}, {u"Score"_s}};
    if (hasCountries)
        columns.push_back({u"Country"_s, false});
    if (hasNetworks)
        columns.push_back({u"ASN"_s, false});
    TextTable text(std::move(columns));
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        QStringList cells{plainText(table.value(row, "url").toByteArray(), 80),
                          textOf(table.value(row, "events")),
                          percent(table.value(row, "share").toDouble()),
                          textOf(table.value(row, "unique_authors")),
                          textOf(table.value(row, "novel")),
                          textOf(table.value(row, "duplicates")),
                          textOf(table.value(row, "delay_p50_ms")),
                          textOf(table.value(row, "delay_p95_ms")),
                          textOf(table.value(row, "latency")),
                          table.value(row, "uptime").isNull() ? u"–"_s
                                                              : table.value(row, "uptime").toString(),
                          textOf(table.value(row, "health_score"))};
        if (hasCountries)
            cells << placeOf(table.value(row, "country"));
        if (hasNetworks)
            cells << placeOf(table.value(row, "asn"), table.value(row, "as_organisation"));
        text.addRow(cells);
    }
    return text.toString();
}

void writeKinds(const Table& table, JsonWriter& json)
{
    json.key("kinds").beginArray();
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const auto kind = static_cast<Kind>(numberOf(table, row, "kind"));
        json.beginObject().key("kind").number(kind).key("name").text(nameOf(kind));
        writeNumber(table, row, "events", json);
        writeNumber(table, row, "authors", json);
        json.key("share").decimal(table.value(row, "share").toDouble(), 6);
        json.key("mean_size").decimal(table.value(row, "mean_size").toDouble(), 1).endObject();
    }
    json.endArray();
}

QString kindsText(const Table& table)
{
    TextTable text(
        {{u"Kind"_s}, {u"Name"_s, false}, {u"Events"_s}, {u"Authors"_s}, {u"Share"_s}, {u"Mean bytes"_s}});
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const auto kind = static_cast<Kind>(numberOf(table, row, "kind"));
        text.addRow({QString::number(kind), nameOf(kind), textOf(table.value(row, "events")),
                     textOf(table.value(row, "authors")), percent(table.value(row, "share").toDouble()),
                     QString::number(table.value(row, "mean_size").toDouble(), 'f', 0)});
    }
    return text.toString();
}

void writeActivity(const Table& table, JsonWriter& json)
{
    json.key("activity").beginArray();
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        json.beginObject();
        writeNumber(table, row, "timestamp", json);
        const auto date = table.value(row, "date");
        json.key("date");
        if (date.isNull())
            json.null();
        else
            json.text(date.toString());
        for (const auto* column : {"events", "active_users", "zaps"})
            writeNumber(table, row, column, json);
        json.endObject();
    }
    json.endArray();
}

QString activityText(const Table& table)
{
    TextTable text({{u"Day (UTC)"_s, false}, {u"Events"_s}, {u"Authors"_s}, {u"Sats zapped"_s}});
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const auto date = table.value(row, "date");
        text.addRow({date.isNull() ? u"after the year 9999"_s : date.toString(),
                     textOf(table.value(row, "events")), textOf(table.value(row, "active_users")),
                     textOf(table.value(row, "zaps"))});
    }
    return text.toString();
}

void writeOverlap(const Table& table, JsonWriter& json)
{
    json.key("overlap").beginArray();
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        json.beginObject();
        for (const auto* column : {"url_a", "url_b"})
            json.key(column).text(table.value(row, column).toByteArray());
        for (const auto* column : {"events_a", "events_b", "both", "only_a", "only_b"})
            writeNumber(table, row, column, json);
        json.endObject();
    }
    json.endArray();
}

QString overlapText(const Table& table)
{
    TextTable text({{u"Relay A"_s, false},
                    {u"Relay B"_s, false},
                    {u"Events A"_s},
                    {u"Events B"_s},
                    {u"Both"_s},
                    {u"Only A"_s},
                    {u"Only B"_s}});
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        text.addRow({plainText(table.value(row, "url_a").toByteArray(), 60),
                     plainText(table.value(row, "url_b").toByteArray(), 60),
                     textOf(table.value(row, "events_a")), textOf(table.value(row, "events_b")),
                     textOf(table.value(row, "both")), textOf(table.value(row, "only_a")),
                     textOf(table.value(row, "only_b"))});
    return text.toString();
}

const std::vector<Subject>& subjects()
{
    static const std::vector<Subject> all{
        {u"overview"_s, Question::Subject::Overview, u"24h"_s, writeOverview, overviewText},
        {u"relays"_s, Question::Subject::Relays, u"24h"_s, writeRelays, relaysText},
        {u"kinds"_s, Question::Subject::Kinds, u"24h"_s, writeKinds, kindsText},
        {u"activity"_s, Question::Subject::Activity, u"7d"_s, writeActivity, activityText},
        {u"overlap"_s, Question::Subject::Overlap, u"24h"_s, writeOverlap, overlapText},
        {u"dvms"_s, Question::Subject::Dvms, u"24h"_s, writeDvms, dvmsText},
        {u"job-kinds"_s, Question::Subject::JobKinds, u"24h"_s, writeJobKinds, jobKindsText},
    };
    return all;
}

struct Asked {
    const Subject* subject = nullptr;
    Question question;
    QString range;
};

Expected<Asked, QString> askedBy(const Options& options, UnixMillis now)
{
    Asked asked;
    for (const auto& subject : subjects()) {
        if (subject.name == options.arguments().first())
            asked.subject = &subject;
    }
    if (!asked.subject)
        return Unexpected(
            u"There are no statistics of “%1”: overview, relays, kinds, activity, overlap, dvms or job-kinds."_s
                .arg(options.arguments().first()));
    const auto urls = static_cast<std::size_t>(options.arguments().size() - 1);
    if (asked.subject->question != Question::Subject::Overlap && urls > 0)
        return Unexpected(u"Only overlap takes relays, not “%1”."_s.arg(asked.subject->name));
    if (asked.subject->question == Question::Subject::Overlap
        && (urls < 2 || urls > Question::maxOverlapRelays))
        return Unexpected(
            u"overlap compares 2 to %1 relays."_s.arg(QString::number(Question::maxOverlapRelays)));
    asked.question.subject = asked.subject->question;
    asked.question.now = toSeconds(now);
    asked.range = options.isSet(u"range"_s) ? options.value(u"range"_s) : asked.subject->range;
    const auto range = parseRange(asked.range, asked.question.now);
    if (!range)
        return Unexpected(
            u"--range is 1h, 6h, 24h, 7d, 30d, 90d, all or FROM..TO, not “%1”."_s.arg(asked.range));
    asked.question.range = *range;
    if (options.isSet(u"limit"_s)) {
        bool isNumber = false;
        asked.question.limit = options.value(u"limit"_s).toInt(&isNumber);
        if (!isNumber || asked.question.limit < 1 || asked.question.limit > maxLimit)
            return Unexpected(u"--limit is a number from 1 to %1, not “%2”."_s.arg(
                QString::number(maxLimit), options.value(u"limit"_s)));
    }
    return asked;
}

/// Rows of the answer only; days keep the newest ones, the others the largest.
void cut(Table& table, const Question& question)
{
    const auto limit = static_cast<std::ptrdiff_t>(question.limit);
    const auto size = static_cast<std::ptrdiff_t>(table.rows.size());
    if (limit == 0 || size <= limit)
        return;
    if (question.subject == Question::Subject::Activity)
        table.rows.erase(table.rows.begin(), table.rows.end() - limit);
    else
        table.rows.erase(table.rows.begin() + limit, table.rows.end());
}

QString isoTime(UnixMillis time)
{
    return QDateTime::fromSecsSinceEpoch(toSeconds(time), QTimeZone::utc()).toUTC().toString(Qt::ISODate);
}

/// The numbers of the relays behind the subject; the error names one that the database does not know.
Expected<std::vector<RelayId>, QString> relaysOf(const QStringList& inputs, SqlDatabase& database)
{
    std::vector<RelayId> relays;
    SqlStatement find(database, "SELECT id FROM relay WHERE url = ?");
    for (const auto& input : inputs) {
        const auto url = RelayUrl::parse(input, RelayUrlRules::byHand());
        const auto text = url ? url->text() : QByteArray();
        if (!url || !find.bind(1, text).step())
            return Unexpected(u"The database knows no relay “%1”."_s.arg(plainText(input, 80)));
        relays.push_back(RelayId(static_cast<std::uint32_t>(find.integer(0))));
        find.reset();
    }
    return relays;
}

ExitCode runStats(const Options& options, Console& console)
{
    const SystemClock clock;
    auto asked = askedBy(options, clock.now());
    if (!asked) {
        console.error(asked.error());
        return ExitCode::Usage;
    }
    auto database = openForReading(options);
    if (!database) {
        console.error(database.error());
        return ExitCode::Failed;
    }
    auto relays = relaysOf(options.arguments().mid(1), **database);
    if (!relays) {
        console.error(relays.error());
        return ExitCode::Failed;
    }
    asked->question.relays = std::move(*relays);
    StatReader stats(**database);
    auto table = stats.ask(asked->question);
    if (!table) {
        console.error(describe(table.error(), options.databasePath()));
        return ExitCode::Failed;
    }
    cut(*table, asked->question);
    const bool isOfDvms = asked->question.subject == Question::Subject::Dvms;
    auto totals = asked->question;
    totals.subject = Question::Subject::DvmTotals;
    const auto whole = isOfDvms ? stats.ask(totals) : StoreResult<Table>(Table());
    if (!whole) {
        console.error(describe(whole.error(), options.databasePath()));
        return ExitCode::Failed;
    }
    const auto error = asked->question.subject == Question::Subject::Relays
        ? addHealthColumns(*table, **database, Places::open(options.settings().layers(), console),
                           clock.now())
        : asked->question.subject == Question::Subject::Overview
        ? addHealthFigures(*table, **database, asked->question)
        : StoreError();
    if (error.code != StoreErrorCode::None) {
        console.error(describe(error, options.databasePath()));
        return ExitCode::Failed;
    }
    if (options.json()) {
        JsonWriter json;
        json.beginObject();
        if (isOfDvms)
            writeDvmTotals(*whole, json);
        asked->subject->writeJson(*table, json);
        json.key("updated_at").text(isoTime(table->asOf)).endObject();
        console.line(json.result());
    } else {
        if (isOfDvms)
            console.write(dvmTotalsText(*whole).toUtf8() + '\n');
        console.write(asked->subject->toText(*table).toUtf8());
        console.say(u"Range %1, as of %2"_s.arg(asked->range, isoTime(table->asOf)));
    }
    if (!table->complete)
        console.note(u"Not complete: "_s + table->partialReason);
    return ExitCode::Done;
}

} // namespace

Command statsCommand()
{
    Command command;
    command.name = u"stats"_s;
    command.synopsis =
        u"overview|relays|kinds|activity|overlap|dvms|job-kinds [URL URL…] [--range R] [--limit N]"_s;
    command.summary = u"Shows figures of the stored events."_s;
    command.example = u"  nostrscope-cli stats kinds --range 30d\n"
                      "  nostrscope-cli stats overlap wss://a.example wss://b.example --range 7d\n"
                      "  nostrscope-cli --json stats overview --range 2024-01-01..2024-12-31T23:59:59"_s;
    command.options = {
        {u"range"_s, u"By created_at: 1h, 6h, 24h, 7d, 30d, 90d, all or FROM..TO (24h; activity 7d)."_s,
         u"R"_s},
        {u"limit"_s, u"So many rows at most; totals do not change (all)."_s, u"N"_s},
    };
    command.minArguments = 1;
    command.maxArguments = 1 + static_cast<int>(Question::maxOverlapRelays);
    command.run = runStats;
    return command;
}

} // namespace nostrscope
