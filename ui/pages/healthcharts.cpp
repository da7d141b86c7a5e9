// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/healthcharts.h"

#include "models/healthtables.h"
#include "models/healthwords.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Charts {
    Q_DECLARE_TR_FUNCTIONS(nostrscope::HealthCharts)
};

constexpr std::size_t maximumLanes = 40;

double orNothing(const std::optional<double>& value)
{
    return value.value_or(noValue);
}

/// The whole range is shown, also the part without checks; "all" begins with the first check. There are
/// points.
UnixMillis beginOf(const RelayHealthDetail& detail)
{
    const auto first = detail.points.front().start;
    return detail.from == UnixMillis{} ? first : std::min(detail.from, first);
}

} // namespace

TimeChartData latencyOverTime(const RelayHealthDetail& detail)
{
    TimeChartData data;
    const auto width = detail.bucket.count();
    if (width <= 0 || detail.points.empty())
        return data;
    const auto first = toSeconds(beginOf(detail)) / width * width;
    const auto end = std::max(toSeconds(detail.to), toSeconds(detail.points.back().start) + 1);
    const auto size = static_cast<std::size_t>((end - first + width - 1) / width);
    const auto skipped = size > TimeChartData::maximumBuckets ? size - TimeChartData::maximumBuckets : 0;
    data.first = fromSeconds(first + static_cast<std::int64_t>(skipped) * width);
    data.bucket = detail.bucket;
    data.asOf = detail.to;
    data.present.assign(size - skipped, false);
    const std::vector<double> gaps(size - skipped, noValue);
    ChartSeries open{Charts::tr("Open p50"), 0, gaps, gaps, gaps, false};
    ChartSeries read{Charts::tr("Read p50"), 1, gaps, gaps, gaps, false};
    for (const auto& point : detail.points) {
        const auto place = (toSeconds(point.start) - first) / width - static_cast<std::int64_t>(skipped);
        if (place < 0 || place >= static_cast<std::int64_t>(data.present.size()))
            continue;
        const auto at = static_cast<std::size_t>(place);
        data.present[at] = true;
        open.values[at] = open.low[at] = orNothing(point.open.p50);
        open.high[at] = orNothing(point.open.p95);
        read.values[at] = read.low[at] = orNothing(point.read.p50);
        read.high[at] = orNothing(point.read.p95);
    }
    data.series = {std::move(open), std::move(read)};
    for (const auto& span : detail.spans) {
        if (span.kind == SpanKind::Down)
            data.outages.push_back({span.from, span.to, Charts::tr("down")});
        else if (span.kind == SpanKind::Gap)
            data.outages.push_back({span.from, span.to, Charts::tr("our own connection was out")});
    }
    return data;
}

TimeChartData checksOverTime(const RelayHealthDetail& detail)
{
    auto data = latencyOverTime(detail);
    const std::vector<double> gaps(data.size(), noValue);
    ChartSeries answered{Charts::tr("Answered"), 2, gaps, {}, {}, false};
    ChartSeries failed{Charts::tr("Failed"), 3, gaps, {}, {}, false};
    for (const auto& point : detail.points) {
        const auto at = data.bucketAt(point.start);
        if (!at)
            continue;
        failed.values[*at] = static_cast<double>(point.failures);
        answered.values[*at] = static_cast<double>(point.checks - std::min(point.failures, point.checks));
    }
    data.series = {std::move(answered), std::move(failed)};
    return data;
}

TimeChartData comparedLatency(const std::vector<ComparedRelay>& relays, ProbePhase phase)
{
    TimeChartData data;
    std::chrono::seconds bucket{};
    UnixMillis first = UnixMillis::max();
    UnixMillis end{};
    for (const auto& relay : relays) {
        if (relay.detail == nullptr || relay.detail->points.empty())
            continue;
        // The same range has the same width; while ranges change, those of the wider one wait.
        bucket = bucket == bucket.zero() ? relay.detail->bucket : std::min(bucket, relay.detail->bucket);
        first = std::min(first, beginOf(*relay.detail));
        end = std::max({end, relay.detail->to, relay.detail->points.back().start + 1ms});
    }
    const auto width = bucket.count();
    if (width <= 0)
        return data;
    const auto start = toSeconds(first) / width * width;
    const auto size = static_cast<std::size_t>((toSeconds(end) - start) / width + 1);
    const auto skipped = size > TimeChartData::maximumBuckets ? size - TimeChartData::maximumBuckets : 0;
    data.first = fromSeconds(start + static_cast<std::int64_t>(skipped) * width);
    data.bucket = bucket;
    data.asOf = end;
    data.present.assign(size - skipped, false);
    for (std::size_t i = 0; i < relays.size(); ++i) {
        const auto* detail = relays[i].detail;
        // A relay without values keeps its colour and its place in the legend.
        ChartSeries line{
            relays[i].name, static_cast<int>(i), std::vector<double>(size - skipped, noValue), {}, {}, false};
        if (detail != nullptr && detail->bucket == bucket) {
            for (const auto& point : detail->points) {
                const auto place =
                    (toSeconds(point.start) - start) / width - static_cast<std::int64_t>(skipped);
                if (place < 0 || place >= static_cast<std::int64_t>(data.present.size()))
                    continue;
                const auto& summary = phase == ProbePhase::Open ? point.open : point.read;
                line.values[static_cast<std::size_t>(place)] = orNothing(summary.p50);
                data.present[static_cast<std::size_t>(place)] = true;
            }
            for (const auto& span : detail->spans) {
                const bool isKnown =
                    std::any_of(data.outages.begin(), data.outages.end(), [&span](const ChartSpan& known) {
                        return known.from == span.from && known.to == span.to;
                    });
                if (span.kind == SpanKind::Gap && !isKnown) // it is the same for all
                    data.outages.push_back({span.from, span.to, Charts::tr("our own connection was out")});
            }
        }
        data.series.push_back(std::move(line));
    }
    return data;
}

void showLatencyBars(HistogramChart& chart, const std::vector<LatencyBar>& bars,
                     const LatencySummary& summary)
{
    std::vector<HistogramBin> bins;
    for (const auto& bar : bars)
        bins.push_back({bar.from, bar.to, static_cast<double>(bar.count)});
    std::vector<HistogramChart::Mark> marks;
    if (summary.p50)
        marks.push_back({Charts::tr("p50"), *summary.p50});
    if (summary.p95)
        marks.push_back({Charts::tr("p95"), *summary.p95});
    chart.setBins(std::move(bins), std::move(marks), ChartUnit::Milliseconds);
}

std::vector<HeartbeatBar::Segment> heartbeatOf(const RelayHealthDetail& detail, UnixMillis from,
                                               UnixMillis to, std::size_t count, const Fmt& fmt)
{
    std::vector<HeartbeatBar::Segment> segments;
    for (const auto& part : beatsOf(detail.spans, from, to, count)) {
        QString text;
        if (part.beat == Beat::Down)
            text = Charts::tr("down for %1")
                       .arg(fmt.duration(std::chrono::floor<std::chrono::seconds>(part.down)));
        else if (part.beat == Beat::Gap || part.beat == Beat::Excluded)
            text = words::beat(part.beat);
        segments.push_back({part.from, part.to, words::statusOf(part.beat), text});
    }
    return segments;
}

LaneChart::Data incidentLanes(const std::vector<Incident>& incidents, UnixMillis from, UnixMillis to,
                              const Theme& theme, const Fmt& fmt,
                              const std::function<QByteArray(RelayId)>& urlOf)
{
    LaneChart::Data data;
    data.from = from;
    data.to = to;
    std::map<RelayId, std::size_t> lanes;
    for (const auto& incident : incidents) {
        const auto end = std::min(incident.firstSuccess.value_or(to), to);
        const auto begin = std::max(incident.firstFailure, from);
        if (end <= begin)
            continue;
        if (!lanes.contains(incident.relay)) {
            if (lanes.size() == maximumLanes)
                continue;
            const auto url = urlOf(incident.relay);
            lanes.emplace(incident.relay, lanes.size());
            data.lanes.append(url.isEmpty() ? Charts::tr("Relay %1, removed").arg(incident.relay.number())
                                            : fmt.address(url));
        }
        LaneChart::Item item;
        item.lane = lanes.at(incident.relay);
        item.from = begin;
        item.to = end;
        item.shape = incident.firstSuccess ? LaneChart::Shape::Bar : LaneChart::Shape::DashedBar;
        item.color = theme.colors().state(incident.isOpen() ? words::statusOf(incident) : Status::Down);
        item.text = Charts::tr("%1 — %2", "state of an incident and its cause")
                        .arg(words::incidentState(incident), words::cause(incident.firstCause));
        item.key = healthtables::incidentKey(incident);
        data.items.push_back(std::move(item));
    }
    return data;
}

} // namespace nostrscope
