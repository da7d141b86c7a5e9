// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/database.h"
#include "app/cli/healthfile.h"
#include "app/cli/jsonwriter.h"
#include "core/monitor/slareport.h"
#include "core/nostr/plaintext.h"
#include "core/records/timerange.h"
#include "core/storage/ledgertables.h"
#include "models/tableexport.h"

#include <QDateTime>
#include <QFileInfo>
#include <QSaveFile>
#include <QTimeZone>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Line {
    RelayEntry relay;
    SlaRow sla;
    std::size_t contradicted = 0; ///< outages in which most other monitors saw the relay online
};
struct Report {
    UnixMillis from{};
    UnixMillis to{};
    std::vector<Line> lines;
};

/// One column in all three formats: a name for programs, a title for people.
struct Column {
    const char* name;
    const char* title;
    QVariant (*value)(const Line& line);
};

QVariant seconds(const std::optional<std::chrono::milliseconds>& time)
{
    return time ? QVariant(double(time->count()) / 1000) : QVariant();
}

QVariant milliseconds(const std::optional<double>& microseconds)
{
    return microseconds ? QVariant(double(std::llround(*microseconds / 10)) / 100) : QVariant();
}

constexpr Column columns[] = {
    {"url", "Relay", [](const Line& line) { return QVariant(QString::fromUtf8(line.relay.url)); }},
    {"uptime_percent", "Uptime %",
     [](const Line& line) {
         const auto text = line.sla.uptime.percent(3); // cut, never rounded up
         return text.isEmpty() ? QVariant() : QVariant(text.toDouble());
     }},
    {"coverage_percent", "Coverage %",
     [](const Line& line) { return QVariant(std::floor(line.sla.uptime.coverage01() * 1000) / 10); }},
    {"sufficient", "Sufficient", [](const Line& line) { return QVariant(line.sla.uptime.isSufficient()); }},
    {"checks", "Checks", [](const Line& line) { return QVariant::fromValue<qulonglong>(line.sla.checks); }},
    {"failures", "Failures",
     [](const Line& line) { return QVariant::fromValue<qulonglong>(line.sla.failures); }},
    {"outages", "Outages",
     [](const Line& line) { return QVariant::fromValue<qulonglong>(line.sla.outages.incidents); }},
    {"outages_others_online", "Others online",
     [](const Line& line) { return QVariant::fromValue<qulonglong>(line.contradicted); }},
    {"down_seconds", "Down s", [](const Line& line) { return seconds(line.sla.uptime.down); }},
    {"degraded_seconds", "Degraded s", [](const Line& line) { return seconds(line.sla.uptime.degraded); }},
    {"longest_outage_seconds", "Longest outage s",
     [](const Line& line) { return seconds(line.sla.outages.longest); }},
    {"mean_to_recover_seconds", "Mean to recover s",
     [](const Line& line) { return seconds(line.sla.outages.meanToRecover); }},
    {"open_p50_ms", "Open p50 ms", [](const Line& line) { return milliseconds(line.sla.open.p50); }},
    {"open_p95_ms", "Open p95 ms", [](const Line& line) { return milliseconds(line.sla.open.p95); }},
    {"read_p50_ms", "Read p50 ms", [](const Line& line) { return milliseconds(line.sla.read.p50); }},
    {"read_p95_ms", "Read p95 ms", [](const Line& line) { return milliseconds(line.sla.read.p95); }},
};

QString isoTime(UnixMillis time)
{
    return QDateTime::fromSecsSinceEpoch(toSeconds(time), QTimeZone::utc()).toString(Qt::ISODate);
}

QByteArray fieldOf(const QVariant& value)
{
    if (value.isNull())
        return {};
    return value.typeId() == QMetaType::Bool ? QByteArray(value.toBool() ? "true" : "false")
                                             : value.toString().toUtf8();
}

QByteArray toCsv(const Report& report)
{
    QByteArray out;
    for (const auto& column : columns)
        out += QByteArray(out.isEmpty() ? "" : ",") + column.name;
    out += "\r\n";
    for (const auto& line : report.lines) {
        bool isFirst = true;
        for (const auto& column : columns) {
            out += isFirst ? "" : ",";
            out += csvText(fieldOf(column.value(line)));
            isFirst = false;
        }
        out += "\r\n";
    }
    return out;
}

QByteArray toJson(const Report& report)
{
    JsonWriter json;
    json.beginObject().key("from").text(isoTime(report.from)).key("to").text(isoTime(report.to));
    json.key("relays").beginArray();
    for (const auto& line : report.lines) {
        json.beginObject();
        for (const auto& column : columns) {
            const auto value = column.value(line);
            json.key(column.name);
            if (value.isNull())
                json.null();
            else if (value.typeId() == QMetaType::QString)
                json.text(value.toString());
            else
                json.json(fieldOf(value));
        }
        json.endObject();
    }
    json.endArray().endObject();
    return json.result() + '\n';
}

QByteArray toHtml(const Report& report)
{
    QByteArray out =
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Service levels of relays"
        "</title>\n<style>body{font:14px sans-serif;margin:2em}table{border-collapse:collapse}"
        "th,td{padding:.3em .8em;border-bottom:1px solid #ccc;text-align:right}"
        "th:first-child,td:first-child{text-align:left}.low{color:#888}</style></head><body>\n"
        "<h1>Service levels of relays</h1>\n<p>";
    out += isoTime(report.from).toUtf8() + " to " + isoTime(report.to).toUtf8()
        + ", measured from one computer. Uptime is time-weighted and cut, not rounded; grey: less than half "
          "of the time "
          "is covered.</p>\n<table><tr>";
    for (const auto& column : columns)
        out += QByteArray("<th>") + column.title + "</th>";
    out += "</tr>\n";
    for (const auto& line : report.lines) {
        out += line.sla.uptime.isSufficient() ? "<tr>" : "<tr class=\"low\">";
        for (const auto& column : columns) {
            const auto text = QString::fromUtf8(fieldOf(column.value(line)));
            out +=
                "<td>" + (text.isEmpty() ? u"–"_s : plainText(text, 200).toHtmlEscaped()).toUtf8() + "</td>";
        }
        out += "</tr>\n";
    }
    return out + "</table></body></html>\n";
}

QString toText(const Report& report)
{
    TextTable table({{u"Relay"_s, false},
                     {u"Uptime %"_s},
                     {u"Coverage %"_s},
                     {u"Checks"_s},
                     {u"Failures"_s},
                     {u"Outages"_s},
                     {u"Others online"_s},
                     {u"Open p50 ms"_s},
                     {u"Read p95 ms"_s}});
    constexpr std::size_t shown[] = {0, 1, 2, 4, 5, 6, 7, 12, 15};
    for (const auto& line : report.lines) {
        QStringList cells;
        for (const auto index : shown) {
            const auto text = QString::fromUtf8(fieldOf(columns[index].value(line)));
            cells << (text.isEmpty() ? u"–"_s : plainText(text, 80));
        }
        table.addRow(cells);
    }
    return table.toString() + u"From %1 to %2\n"_s.arg(isoTime(report.from), isoTime(report.to));
}

StoreResult<Report> makeReport(SqlDatabase& database, const TimeRange& range, UnixMillis now)
{
    LedgerTables ledger(database);
    auto file = HealthFile::open(database);
    if (!file)
        return Unexpected(file.error());
    auto& health = file->reader();
    auto relays = ledger.relays();
    if (!relays)
        return Unexpected(relays.error());
    Report report;
    report.to = range.all ? now : std::min(fromSeconds(range.to) + 1s, now);
    report.from = range.all ? UnixMillis{} : std::min(fromSeconds(range.from) + 1s, report.to);
    auto earliest = report.to;
    for (const auto& relay : *relays) {
        const auto days = health.rollups({relay.id, UnixMillis{}, report.to}, CheckLevel::Day);
        if (!days)
            return Unexpected(days.error());
        if (days->empty())
            continue; // never checked
        const auto known = days->front().start;
        earliest = std::min(earliest, known);
        const auto from = range.all ? known : report.from;
        const auto cells = health.rollups({relay.id, from, report.to}, levelFor(from, report.to));
        const auto spans = file->spans(relay.id, from, report.to);
        IncidentQuery query;
        query.relay = relay.id;
        query.from = from;
        query.to = report.to;
        query.limit = 10'000;
        const auto incidents = health.incidents(query);
        if (!cells || !spans || !incidents)
            return Unexpected(!cells ? cells.error() : !spans ? spans.error() : incidents.error());
        const auto contradicted =
            std::count_if(incidents->begin(), incidents->end(),
                          [](const Incident& incident) { return incident.contradictsDown(); });
        report.lines.push_back({relay, slaOf(*spans, *cells, *incidents, from, report.to, known),
                                static_cast<std::size_t>(contradicted)});
    }
    if (range.all)
        report.from = earliest;
    // The worst first: that is what the report is read for.
    std::stable_sort(report.lines.begin(), report.lines.end(), [](const Line& a, const Line& b) {
        return a.sla.uptime.ratio01().value_or(2) < b.sla.uptime.ratio01().value_or(2);
    });
    return report;
}

ExitCode runReport(const Options& options, Console& console)
{
    const auto type = options.arguments().constFirst();
    if (type != u"relay-sla"_s) {
        console.error(u"There is no report “%1”. There is: relay-sla."_s.arg(plainText(type, 80)));
        return ExitCode::Usage;
    }
    const auto now = SystemClock().now();
    const auto text = options.isSet(u"range"_s) ? options.value(u"range"_s) : u"30d"_s;
    const auto range = parseRange(text, toSeconds(now));
    if (!range) {
        console.error(
            u"--range “%1” is not 1h, 6h, 24h, 7d, 30d, 90d, all or FROM..TO."_s.arg(plainText(text, 80)));
        return ExitCode::Usage;
    }
    const auto path = options.value(u"output"_s);
    const auto ending = QFileInfo(path).suffix().toLower();
    if (!path.isEmpty() && ending != u"csv"_s && ending != u"json"_s && ending != u"html"_s) {
        console.error(
            u"-o takes a name that ends in .csv, .json or .html, not “%1”."_s.arg(plainText(path, 200)));
        return ExitCode::Usage;
    }
    auto database = openForReading(options);
    if (!database)
        return console.fail(database.error());
    const auto report = makeReport(**database, *range, now);
    if (!report)
        return console.fail(describe(report.error(), options.databasePath()));
    if (report->lines.empty())
        console.note(u"No relay was checked in this database yet; collect first."_s);
    if (path.isEmpty()) {
        if (options.json())
            console.line(toJson(*report).trimmed());
        else
            console.write(toText(*report).toUtf8());
        return ExitCode::Done;
    }
    QSaveFile file(path);
    const auto bytes = ending == u"csv"_s ? toCsv(*report)
        : ending == u"json"_s             ? toJson(*report)
                                          : toHtml(*report);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return console.fail(u"%1 cannot be written: %2"_s.arg(plainText(path, 200), file.errorString()));
    return ExitCode::Done;
}

} // namespace

Command reportCommand()
{
    Command command;
    command.name = u"report"_s;
    command.synopsis = u"relay-sla [--range R] [-o FILE.csv|.json|.html]"_s;
    command.summary = u"Reports uptime, outages and latency of the relays that were checked."_s;
    command.example = u"  nostrscope-cli report relay-sla --range 30d -o relays.html\n"
                      "  nostrscope-cli --json report relay-sla --range 7d"_s;
    command.options = {
        {u"range"_s, u"1h, 6h, 24h, 7d, 30d, 90d, all or FROM..TO (30d)."_s, u"R"_s},
        {{u"o"_s, u"output"_s},
         u"File to write; its ending says the format (table on standard output)."_s,
         u"FILE"_s},
    };
    command.minArguments = 1;
    command.maxArguments = 1;
    command.run = runReport;
    return command;
}

} // namespace nostrscope
