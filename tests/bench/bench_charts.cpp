// SPDX-License-Identifier: GPL-3.0-or-later
// CPU time from new data to painted chart: 1,000 buckets × 7 series at 1200×400, each form. Asked: 10 ms.
// Values are a daily wave with a fifth of noise; with --noise they are noise alone, the worst a chart can
// get. bench_charts [--runs N] [--buckets N] [--noise]
#include "ui/charts/timechart.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QImage>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <random>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Other programs run beside: their time is not ours.
double cpuMilliseconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

TimeChartData randomData(std::size_t buckets, bool isNoise, std::mt19937& random)
{
    TimeChartData data;
    data.first = fromSeconds(1'763'683'200);
    data.bucket = 1min;
    data.asOf = data.startOf(buckets) - 10s;
    data.present.assign(buckets, true);
    std::uniform_real_distribution<double> value(isNoise ? 0.0 : 0.8, isNoise ? 2.2 : 1.2);
    for (int s = 0; s < 7; ++s) {
        ChartSeries series{u"series %1"_s.arg(s), s < 6 ? s : -1, {}, {}, {}, false};
        for (std::size_t i = 0; i < buckets; ++i)
            series.values.push_back(std::floor(
                500 * value(random) * (isNoise ? 1.0 : 1.1 + std::sin(static_cast<double>(i) / 40 + s))));
        data.series.push_back(std::move(series));
    }
    return data;
}

} // namespace

int main(int argc, char* argv[])
{
    QApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption runsOption(u"runs"_s, {}, u"N"_s, u"50"_s);
    const QCommandLineOption bucketsOption(u"buckets"_s, {}, u"N"_s, u"1000"_s);
    const QCommandLineOption noiseOption(u"noise"_s);
    parser.addOptions({runsOption, bucketsOption, noiseOption});
    parser.process(application);
    const int runs = std::clamp(parser.value(runsOption).toInt(), 1, 10'000);
    const auto buckets = static_cast<std::size_t>(std::clamp(parser.value(bucketsOption).toInt(), 1, 1000));

    Theme theme(application);
    TimeChart chart(theme, Fmt(QLocale::c(), QTimeZone::utc()), u"Events"_s, u"events"_s);
    chart.resize(1200, 400);
    chart.setForms(
        {ChartForm::Bars, ChartForm::Area, ChartForm::Share, ChartForm::Lines, ChartForm::Cumulative});
    chart.show();
    QApplication::processEvents();
    std::mt19937 random(1);
    QImage screen(chart.size(), QImage::Format_ARGB32_Premultiplied);
    const std::pair<ChartForm, const char*> forms[] = {{ChartForm::Bars, "bars"},
                                                       {ChartForm::Area, "area"},
                                                       {ChartForm::Share, "share"},
                                                       {ChartForm::Lines, "lines"},
                                                       {ChartForm::Cumulative, "cumulative"}};
    const auto print = [](const char* what, const char* form, std::vector<double> times) {
        std::sort(times.begin(), times.end());
        std::printf(
            "{\"name\":\"chart_%s_%s_p95\",\"value\":%.2f,\"median\":%.2f,\"unit\":\"ms\",\"baseline\":10,"
            "\"n\":%zu}\n",
            what, form, times[(times.size() - 1) * 95 / 100], times[times.size() / 2], times.size());
        std::fflush(stdout);
    };
    for (const auto& [form, name] : forms) {
        std::vector<double> updates;
        std::vector<double> moves;
        for (int run = 0; run < runs; ++run) {
            auto data = randomData(buckets, parser.isSet(noiseOption), random);
            // Data are drawn twice a second at most; a form draws at once, with the same work.
            chart.setForm(form == ChartForm::Bars ? ChartForm::Area : ChartForm::Bars);
            const double before = cpuMilliseconds();
            chart.setData(std::move(data));
            chart.setForm(form);
            chart.render(&screen);
            const double painted = cpuMilliseconds();
            updates.push_back(painted - before);
            chart.setCursorAt(static_cast<std::size_t>(run) % buckets);
            chart.render(&screen);
            moves.push_back(cpuMilliseconds() - painted);
            chart.setCursorAt(std::nullopt);
        }
        print("update", name, std::move(updates));
        print("cursor", name, std::move(moves));
    }
    return 0;
}
