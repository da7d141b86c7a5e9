// SPDX-License-Identifier: GPL-3.0-or-later
// What the traffic of data vending machines costs while it grows: the writer's time for each part of the
// events, which must not rise, and the answers that pages ask for at the end.
#include "app/simnet/dvmtraffic.h"
#include "core/storage/schema.h"
#include "core/storage/statreader.h"
#include "core/storage/storewriter.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t batchEvents = 5000;
constexpr Timestamp start = 1'700'000'000;

void print(const QByteArray& name, double value, const char* unit, double baseline, int n)
{
    std::printf(
        "{\"name\":\"%s\",\"value\":%.3f,\"unit\":\"%s\",\"baseline\":%.3f,\"ratio\":%.4f,\"n\":%d}\n",
        name.constData(), value, unit, baseline, baseline > 0 ? value / baseline : 0, n);
    std::fflush(stdout);
}

double cpuSeconds()
{
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) + double(time.tv_nsec) * 1e-9;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// Stores events as they would come live, and what the writer does beside; CPU seconds of it without making
/// them.
class Filling {
public:
    Filling(const QString& path, int machines, double jobSeconds)
        : m_traffic(optionsOf(machines), {"wss://one.example.com", "wss://two.example.com"})
        , m_jobSeconds(jobSeconds)
    {
        auto writer = StoreWriter::open(path, {});
        if (!writer)
            qFatal("open: %s", qPrintable(describe(writer.error())));
        m_writer = std::move(*writer);
    }
    double store(std::int64_t events)
    {
        double spent = 0;
        for (; events > 0; events -= batchEvents) {
            EventBatch batch;
            batch.number = m_writer->lastBatch() + 1;
            for (std::int64_t i = 0; i < std::min(events, batchEvents); ++i) {
                auto event = m_traffic.nextByOwnClock(start, m_jobSeconds);
                m_last = std::max(m_last, event.createdAt < start + maxSpan ? event.createdAt : m_last);
                batch.events.push_back(
                    {std::move(event), RelayId(1), fromSeconds(m_last + 1), Origin::Live, true});
            }
            const auto before = cpuSeconds();
            if (const auto done = m_writer->commit(batch); !done)
                qFatal("commit: %s", qPrintable(describe(done.error())));
            for (bool more = true; more;) {
                const auto upkeep = m_writer->upkeep(fromSeconds(m_last), false);
                if (!upkeep)
                    qFatal("upkeep: %s", qPrintable(describe(upkeep.error())));
                more = *upkeep;
            }
            spent += cpuSeconds() - before;
        }
        return spent;
    }
    void finish() { m_writer->finish(10min); }
    [[nodiscard]] Timestamp last() const { return m_last; }

private:
    static constexpr Timestamp maxSpan = 10LL * 365 * 86'400; ///< later are the requests dated 2106
    static DvmTrafficOptions optionsOf(int machines)
    {
        DvmTrafficOptions options;
        options.machines = machines;
        options.customers = machines * 40;
        options.isSigned = false;
        return options;
    }
    DvmTraffic m_traffic;
    const double m_jobSeconds;
    std::unique_ptr<StoreWriter> m_writer;
    Timestamp m_last = start;
};

void measureAnswers(const QString& path, Timestamp now, int runs)
{
    auto database = SqlDatabase::open(path, SqlDatabase::Mode::ReadOnly);
    if (!database || prepareReader(**database).code != StoreErrorCode::None)
        qFatal("no reader");
    StatReader reader(**database);
    const std::pair<const char*, TimeRange> ranges[] = {
        {"1h", {now - 3600, now, false}},
        {"24h", {now - 86'400, now, false}},
        {"7d", {now - 7 * 86'400, now, false}},
        {"30d", {now - 30 * 86'400, now, false}},
        {"odd", {now - 41 * 86'400 - 1234, now - 5000, false}},
        {"all", TimeRange::everything()}};
    const std::pair<const char*, Question::Subject> subjects[] = {{"totals", Question::Subject::DvmTotals},
                                                                  {"dvms", Question::Subject::Dvms},
                                                                  {"kinds", Question::Subject::JobKinds}};
    for (const auto& [name, subject] : subjects) {
        for (const auto& [text, range] : ranges) {
            std::vector<double> times;
            double first = 0;
            for (int i = 0; i < runs; ++i) {
                Question question;
                question.subject = subject;
                question.range = range;
                question.now = now;
                QElapsedTimer timer;
                timer.start();
                if (!reader.ask(question))
                    qFatal("no answer");
                times.push_back(double(timer.nsecsElapsed()) * 1e-6);
                first = i == 0 ? times.back() : first;
            }
            print(QByteArray("answer_ms_") + name + '_' + text, median(times), "ms", first, runs);
        }
    }
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions(
        {{u"events"_s, u"Events that are stored."_s, u"N"_s, u"2000000"_s},
         {u"part"_s, u"Events of a part that is measured."_s, u"N"_s, u"100000"_s},
         {u"machines"_s, u"Data vending machines."_s, u"N"_s, u"800"_s},
         {u"job-seconds"_s, u"Seconds between two jobs, on average."_s, u"S"_s, u"10"_s},
         {u"runs"_s, u"Of each question; the median is shown, beside the first."_s, u"N"_s, u"7"_s}});
    parser.process(application);
    const auto events = parser.value(u"events"_s).toLongLong();
    const auto part = std::max<qint64>(1, parser.value(u"part"_s).toLongLong());
    QTemporaryDir folder;
    const auto path = folder.filePath(u"t.sqlite"_s);
    Filling filling(path, parser.value(u"machines"_s).toInt(), parser.value(u"job-seconds"_s).toDouble());
    double first = 0;
    for (qint64 done = 0; done < events; done += part) {
        const auto count = std::min(part, events - done);
        const auto rate = double(count) / filling.store(count);
        first = done == 0 ? rate : first;
        print("stored_per_cpu_second_at_" + QByteArray::number(done + count), rate, "1/s", first, 1);
    }
    filling.finish();
    measureAnswers(path, filling.last(), std::max(1, parser.value(u"runs"_s).toInt()));
    return 0;
}
