// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/healthtables.h"

#include "models/healthcells.h"
#include "models/healthwords.h"
#include "models/words.h"

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using namespace healthcells;

namespace healthtables {

std::vector<Column> uptimeColumns()
{
    return {{"window"_L1, Tables::tr("Window"), Tables::tr("The time up to now")},
            {"uptime"_L1, Tables::tr("Uptime"),
             Tables::tr("Time up, of the time up or down; rounded down, never up to 100 %"),
             ColumnKind::Ratio},
            {"coverage"_L1, Tables::tr("Known"),
             Tables::tr("Share of the window that is known to be up or down"), ColumnKind::Ratio},
            {"checks"_L1, Tables::tr("Checks"), Tables::tr("Checks of the window"), ColumnKind::Number},
            {"failures"_L1, Tables::tr("Failures"),
             Tables::tr("Checks that failed, confirmed as an outage or not"), ColumnKind::Number},
            {"incidents"_L1, Tables::tr("Incidents"), Tables::tr("Confirmed outages"), ColumnKind::Number},
            {"longest"_L1, Tables::tr("Longest outage"),
             Tables::tr("From the first failure to the first success"), ColumnKind::Duration, "ms"_L1},
            {"mttr"_L1, Tables::tr("Mean outage"),
             Tables::tr("Mean time to recover (MTTR) of the incidents that are over"), ColumnKind::Duration,
             "ms"_L1}};
}

CellRows uptimeRows(const RelayHealthDetail& detail, const Fmt& fmt)
{
    CellRows rows;
    for (const auto& window : detail.windows) {
        const auto name = !window.length ? Tables::tr("All")
            : *window.length == 24h      ? Tables::tr("24 h")
                                         : fmt.duration(*window.length);
        const auto key = window.length ? QString::number(window.length->count()) : u"all"_s;
        auto uptime = window.uptime01
            ? Cell{words::uptime(window.uptime01, window.coverage01, fmt), *window.uptime01}
            : missing(Tables::tr("Nothing is known of this time"));
        if (window.uptime01 && window.coverage01 < sufficientCoverage)
            uptime.tip = Tables::tr("Insufficient: less than half of the window is known");
        rows.push_back({key,
                        {text(name),
                         uptime,
                         {fmt.percent(window.coverage01), window.coverage01},
                         count(window.checks, fmt),
                         count(window.failures, fmt),
                         count(window.incidents, fmt),
                         length(window.longestOutage, fmt, Tables::tr("No outage")),
                         length(window.meanToRecover, fmt, Tables::tr("No outage that is over"))}});
    }
    return rows;
}

std::vector<Column> latencyColumns()
{
    const auto time = [](QLatin1StringView name, const QString& title, const QString& tip) {
        return Column{name, title, tip, ColumnKind::Duration, "ms"_L1};
    };
    return {
        {"phase"_L1, Tables::tr("Phase"), Tables::tr("What was measured")},
        {"samples"_L1, Tables::tr("Samples"),
         Tables::tr("Successful checks; failures are counted, never timed"), ColumnKind::Number},
        time("min"_L1, Tables::tr("Fastest"), Tables::tr("The fastest check")),
        time("p50"_L1, Tables::tr("p50"), Tables::tr("Half of the checks were faster")),
        time("p90"_L1, Tables::tr("p90"), Tables::tr("90 of 100 checks were faster")),
        time("p95"_L1, Tables::tr("p95"), Tables::tr("95 of 100 checks were faster; from 20 samples on")),
        time("p99"_L1, Tables::tr("p99"), Tables::tr("99 of 100 checks were faster; from 100 samples on")),
        time("max"_L1, Tables::tr("Slowest"), Tables::tr("The slowest check")),
        time("mean"_L1, Tables::tr("Mean"), Tables::tr("Mean of the samples"))};
}

CellRows latencyRows(const RelayHealthDetail& detail, const Fmt& fmt)
{
    CellRows rows;
    const auto few = Tables::tr("Too few samples");
    for (const auto phase : {ProbePhase::Open, ProbePhase::Read}) {
        const auto& summary = phase == ProbePhase::Open ? detail.open : detail.read;
        rows.push_back(
            {QString::fromLatin1(toString(phase)),
             {text(words::phase(phase), words::phaseTip(phase)), count(summary.samples, fmt),
              latency(summary.minimum, fmt, few), latency(summary.p50, fmt, few),
              latency(summary.p90, fmt, few), latency(summary.p95, fmt, few), latency(summary.p99, fmt, few),
              latency(summary.maximum, fmt, few), latency(summary.mean, fmt, few)}});
    }
    return rows;
}

namespace {

constexpr ProbePhase checkPhases[] = {ProbePhase::Dns,     ProbePhase::Tcp,  ProbePhase::Tls,
                                      ProbePhase::Upgrade, ProbePhase::Open, ProbePhase::First,
                                      ProbePhase::Read};

} // namespace

std::vector<Column> checkColumns()
{
    std::vector<Column> columns{
        {"time"_L1, Tables::tr("Time"), Tables::tr("When the check began"), ColumnKind::Time},
        {"result"_L1, Tables::tr("Result"), Tables::tr("What came of it")}};
    static constexpr QLatin1StringView names[] = {"dns"_L1,  "tcp"_L1,   "tls"_L1, "upgrade"_L1,
                                                  "open"_L1, "first"_L1, "read"_L1};
    for (std::size_t i = 0; i < std::size(checkPhases); ++i)
        columns.push_back({names[i], words::phase(checkPhases[i]), words::phaseTip(checkPhases[i]),
                           ColumnKind::Duration, "ms"_L1});
    columns.push_back({"family"_L1, Tables::tr("Address"), Tables::tr("Kind of the address that was used")});
    columns.push_back({"origin"_L1, Tables::tr("Why"), Tables::tr("Why the check was made")});
    return columns;
}

CellRows checkRows(const RelayHealthDetail& detail, const Fmt& fmt, UnixMillis now)
{
    CellRows rows;
    for (const auto& check : detail.checks) {
        const auto result = words::result(check.code, check.httpStatus);
        const auto verdict = verdictOf(check.code, check.httpStatus);
        const bool failed = verdict == ProbeVerdict::Down || verdict == ProbeVerdict::Undecided;
        const auto status = verdict == ProbeVerdict::Up ? Status::Online
            : verdict == ProbeVerdict::Limited          ? Status::Degraded
            : verdict == ProbeVerdict::Down             ? Status::Down
                                                        : Status::Unknown;
        QStringList tip{failed ? Tables::tr("%1, in the phase %2", "result, phase of a check")
                                     .arg(result, words::phase(check.failedIn))
                               : result};
        if (check.closeCode != 0)
            tip.append(Tables::tr("The connection ended with code %1").arg(check.closeCode));
        if (const auto advice = words::advice(check.code); !advice.isEmpty())
            tip.append(advice);
        CellRow row{QString::number(toMillis(check.at)) + u'/' + QString::number(int(check.origin)), {}};
        auto time = exact(check.at, fmt);
        time.tip = fmt.momentTip(check.at, now);
        row.cells = {time,
                     {result,
                      QString::fromUtf8(toString(causeOf(check.code, check.httpStatus))),
                      tip.join(u'\n'),
                      {},
                      static_cast<int>(status),
                      words::severityOf(status)}};
        for (const auto phase : checkPhases)
            row.cells.push_back(latency(check.times.of(phase), fmt,
                                        failed ? Tables::tr("Not measured: %1").arg(result)
                                               : Tables::tr("This check had no such phase")));
        row.cells.push_back(text(words::family(check.family)));
        row.cells.push_back(text(words::origin(check.origin)));
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace healthtables
} // namespace nostrscope
