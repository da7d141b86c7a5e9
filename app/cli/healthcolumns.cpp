// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/healthcolumns.h"

#include "app/cli/healthfile.h"
#include "core/monitor/healthscore.h"
#include "core/monitor/slareport.h"
#include "core/storage/relaydocuments.h"

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

constexpr auto window = 7 * 24h;
constexpr auto freshDocument = 48h;

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

} // namespace

StoreError addHealthColumns(Table& table, SqlDatabase& database, UnixMillis now)
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
                  << "health_score";
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const auto& input = inputs[row];
        const auto uptime = input.uptime.percent(3);
        auto& cells = table.rows[row];
        cells.push_back(input.latency ? QVariant::fromValue<qlonglong>(std::llround(*input.latency / 1000))
                                      : QVariant());
        cells.push_back(uptime.isEmpty() ? QVariant() : QVariant(uptime.toDouble()));
        cells.push_back(scores[row] ? QVariant(scores[row]->total()) : QVariant());
    }
    return {};
}

} // namespace nostrscope
