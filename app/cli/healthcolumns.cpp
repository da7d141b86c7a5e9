// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/healthcolumns.h"

#include "app/cli/healthfile.h"
#include "app/cli/places.h"
#include "core/monitor/healthscore.h"
#include "core/monitor/slareport.h"
#include "core/storage/relaydocuments.h"
#include "core/storage/statreader.h"

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

constexpr auto window = 7 * 24h;
constexpr auto freshDocument = 48h;
constexpr auto answeredWithin = 10min;
constexpr auto checkedWithin = 2h;

StoreResult<ScoreInput> inputOf(RelayId relay, SqlDatabase& database, HealthFile& file, UnixMillis now)
{
    const auto from = now - window;
    const auto cells = file.reader().rollups({relay, from, now}, CheckLevel::Hour);
    const auto spans = file.spans(relay, from, now);
    const auto documents = RelayDocuments(database).documents(relay);
    if (!cells || !spans || !documents)
        return Unexpected(!cells ? cells.error() : !spans ? spans.error() : documents.error());
    const auto sla = slaOf(*spans, *cells, {}, from, now, from);
    ScoreInput input;
    input.uptime = sla.uptime;
    input.reads = sla.open.samples;
    input.readsOk = sla.read.samples;
    input.latency = sla.open.p50;
    input.hasFreshInfo = !documents->empty() && documents->front().lastSeen >= now - freshDocument;
    return input;
}

QVariant textOrNone(const QString& text)
{
    return text.isEmpty() ? QVariant() : QVariant(text);
}

} // namespace

StoreError addHealthColumns(Table& table, SqlDatabase& database, const Places& places, UnixMillis now)
{
    auto file = HealthFile::open(database);
    if (!file)
        return file.error();
    std::vector<ScoreInput> inputs;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const auto input = inputOf(RelayId(table.value(row, "id").toUInt()), database, *file, now);
        if (!input)
            return input.error();
        inputs.push_back(*input);
    }
    const auto scores = scoresOf(inputs);
    table.columns << "latency"
                  << "uptime"
                  << "health_score"
                  << "ip"
                  << "country"
                  << "country_name"
                  << "asn"
                  << "as_organisation";
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const auto& input = inputs[row];
        const auto uptime = input.uptime.percent(3);
        auto& cells = table.rows[row];
        cells.push_back(input.latency ? QVariant::fromValue<qlonglong>(std::llround(*input.latency / 1000))
                                      : QVariant());
        cells.push_back(uptime.isEmpty() ? QVariant() : QVariant(uptime.toDouble()));
        cells.push_back(scores[row] ? QVariant(scores[row]->total()) : QVariant());
        const auto address = file->statusOf(RelayId(table.value(row, "id").toUInt())).lastAddress;
        const auto geo = places.of(address);
        cells.push_back(textOrNone(QString::fromLatin1(address)));
        cells.push_back(textOrNone(geo.countryCode));
        cells.push_back(textOrNone(geo.country));
        cells.push_back(geo.asn == 0 ? QVariant() : QVariant::fromValue<qulonglong>(geo.asn));
        cells.push_back(textOrNone(geo.organisation));
    }
    return {};
}

StoreError addHealthFigures(Table& overview, SqlDatabase& database, const Question& question)
{
    const auto file = HealthFile::open(database);
    if (!file)
        return file.error();
    auto times = question;
    times.subject = Question::Subject::OpenTimes;
    const auto opened = StatReader(database).ask(times);
    if (!opened)
        return opened.error();
    const auto now = fromSeconds(question.now);
    std::uint64_t active = 0;
    SqlStatement relays(database, "SELECT id, last_eose_at FROM relay WHERE removed = 0");
    while (relays.step()) {
        const auto status = file->statusOf(RelayId(static_cast<std::uint32_t>(relays.integer(0))));
        active += status.lastCheck
            ? status.lastCause.code == ProbeCode::Ok && *status.lastCheck + checkedWithin > now
            : fromMillis(relays.integer(1)) + answeredWithin > now;
    }
    overview.rows[0][static_cast<std::size_t>(overview.columns.indexOf("active_relays"))] =
        QVariant::fromValue<qulonglong>(active);
    static constexpr std::pair<const char*, const char*> figures[] = {
        {"avg_latency_ms", "mean_us"}, {"latency_p50_ms", "p50_us"}, {"latency_p95_ms", "p95_us"}};
    for (const auto& [column, source] : figures) {
        const auto value = opened->value(0, source);
        overview.columns << column;
        overview.rows[0].push_back(
            value.isNull() ? QVariant() : QVariant::fromValue<qlonglong>((value.toLongLong() + 500) / 1000));
    }
    return database.error();
}

} // namespace nostrscope
