// SPDX-License-Identifier: GPL-3.0-or-later
// The whole way of an event without network: JSON line → verify → facts → store with tags, sightings and
// rollups. The baseline is the rate at which this machine verifies signatures, times its cores.
#include "core/base/clock.h"
#include "core/ingest/ingestpipeline.h"
#include "core/storage/compression.h"
#include "core/storage/sqlitestore.h"
#include "core/storage/storewriter.h"
#include "tests/support/eventfactory.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <thread>

using namespace nostrscope;

namespace {

double cpuSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) {
        return double(time.tv_sec) + double(time.tv_usec) * 1e-6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double diskWritten()
{
    QFile file(QStringLiteral("/proc/self/io"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const auto& line : file.readAll().split('\n')) {
        if (line.startsWith("write_bytes: "))
            return line.mid(13).toDouble();
    }
    return 0;
}

void print(const char* name, double value, const char* unit, double baseline, qsizetype n, double cpuRate = 0,
           double bytesPerEvent = 0)
{
    std::printf("{\"name\":\"%s\",\"value\":%.0f,\"unit\":\"%s\",\"baseline\":%.0f,\"ratio\":%.3f,\"n\":%lld",
                name, value, unit, baseline, baseline > 0 ? value / baseline : 0, static_cast<long long>(n));
    if (cpuRate > 0)
        std::printf(",\"per_cpu_second\":%.0f,\"disk_bytes_per_event\":%.0f", cpuRate, bytesPerEvent);
    std::printf("}\n");
    std::fflush(stdout);
}

/// Signatures verified per second by one core.
double verifyRate(const std::vector<Event>& events)
{
    SchnorrVerifier verifier;
    std::vector<double> rates;
    for (int round = 0; round < 5; ++round) {
        QElapsedTimer timer;
        timer.start();
        const auto count = std::min<std::size_t>(events.size(), 10000);
        for (std::size_t i = 0; i < count; ++i) {
            if (verifier.verify(events[i].pubkey, events[i].id.bytes(), events[i].sig)
                != SchnorrVerifier::Result::Valid)
                qFatal("a signature of our own does not verify");
        }
        rates.push_back(double(count) * 1e9 / double(timer.nsecsElapsed()));
    }
    std::sort(rates.begin(), rates.end());
    return rates[rates.size() / 2];
}

struct Measured {
    double wallRate = 0;
    double cpuRate = 0;
    double bytesPerEvent = 0;
};

class Setup {
public:
    explicit Setup(const QString& path)
    {
        auto opened = SqliteStore::open(path, SqliteStore::Mode::ReadWrite, m_clock);
        if (!opened)
            qFatal("%s", qPrintable(describe(opened.error())));
        m_store = std::move(*opened);
        m_pipeline = std::make_unique<IngestPipeline>(*m_store, *m_store, m_store->lastBatch(),
                                                      IngestPipeline::Config{}, nullptr);
    }
    Measured run(const QList<QByteArray>& lines)
    {
        const std::atomic<bool> cancelled{false};
        const auto cpu = cpuSeconds();
        const auto written = diskWritten();
        QElapsedTimer timer;
        timer.start();
        const auto arrivedAt = fromSeconds(m_now);
        for (qsizetype i = 0; i < lines.size(); i += 256) {
            std::vector<RawEvent> chunk;
            for (qsizetype k = i; k < std::min(i + 256, lines.size()); ++k)
                chunk.push_back({lines[k], RelayId(1 + static_cast<std::uint32_t>(k) % 250), arrivedAt,
                                 Origin::Live, false});
            m_pipeline->submit(std::move(chunk), cancelled);
        }
        if (!m_pipeline->drain(std::chrono::seconds(60)))
            qFatal("the store does not take the events");
        const auto seconds = double(timer.nsecsElapsed()) * 1e-9;
        m_now += 60;
        return {double(lines.size()) / seconds, double(lines.size()) / (cpuSeconds() - cpu),
                (diskWritten() - written) / double(lines.size())};
    }
    /// What the writer did since the last call, per event, by its parts.
    void printParts(const char* file, qint64 total, qint64 events)
    {
        StoreTraffic now;
        m_store->withWriter([&now](StoreWriter& writer) { now = writer.traffic(); });
        std::printf("{\"name\":\"ingest_parts\",\"file\":\"%s\",\"n\":%lld,\"parts\":{", file,
                    static_cast<long long>(total));
        const char* comma = "";
        for (const auto part : StoreTraffic::parts) {
            const auto& sum = now.of(part);
            const auto& before = m_traffic.of(part);
            std::printf(
                "%s\"%s\":{\"bytes\":%.0f,\"cpu_us\":%.2f,\"longest_ms\":%.1f,\"longest_cpu_ms\":%.1f}",
                comma, StoreTraffic::name(part), double(sum.bytes - before.bytes) / double(events),
                double((sum.cpu - before.cpu).count()) * 1e-3 / double(events),
                double(sum.longest.count()) * 1e-6, double(sum.longestCpu.count()) * 1e-6);
            comma = ",";
        }
        std::printf("},\"wal_mb\":%.0f,\"file_mb\":%.0f}\n", double(m_store->size().walBytes) * 1e-6,
                    double(m_store->size().databaseBytes) * 1e-6);
        std::fflush(stdout);
        m_traffic = now;
    }
    /// Stores these and trains dictionaries from them: what comes next is compressed.
    void train(const QList<QByteArray>& lines)
    {
        run(lines);
        m_store->withWriter([](StoreWriter& writer) {
            const auto trained = trainDictionaries(writer.database());
            if (!trained || trained->empty() || !storeDictionaries(writer, *trained))
                qFatal("no dictionary");
        });
        m_trained = stored();
    }
    /// Mean of the bodies that came after train().
    [[nodiscard]] double bodyBytes()
    {
        double mean = 0;
        m_store->withWriter([&](StoreWriter& writer) {
            SqlStatement sum(writer.database(),
                             "SELECT sum(length(body)), count(*) FROM event WHERE seq > ?");
            if (sum.bind(1, m_trained).step())
                mean = double(sum.integer(0)) / double(sum.integer(1));
        });
        return mean;
    }
    [[nodiscard]] std::uint64_t trained() const { return m_trained; }
    [[nodiscard]] std::uint64_t stored() const { return m_pipeline->status().counts[0].stored; }

private:
    SystemClock m_clock;
    std::unique_ptr<SqliteStore> m_store;
    std::unique_ptr<IngestPipeline> m_pipeline;
    StoreTraffic m_traffic;
    Timestamp m_now = 1800000000;
    std::uint64_t m_trained = 0;
};

constexpr qint64 growStep = 1000000;
constexpr int growRuns = 3;

Measured median(std::vector<Measured> runs)
{
    std::sort(runs.begin(), runs.end(),
              [](const Measured& a, const Measured& b) { return a.wallRate < b.wallRate; });
    return runs[runs.size() / 2];
}

/// Puts events into the file that nobody verifies: a quick way to a large one.
void fillUnsigned(const QString& path, test::EventFactory& factory, qint64 count)
{
    constexpr qint64 batchEvents = 5000;
    auto writer = StoreWriter::open(path);
    if (!writer)
        qFatal("%s", qPrintable(describe(writer.error())));
    std::uint32_t relay = 0;
    for (qint64 done = 0; done < count; done += batchEvents) {
        EventBatch batch;
        batch.number = (*writer)->lastBatch() + 1;
        auto now = fromSeconds(1800000000 + static_cast<Timestamp>(batch.number));
        for (auto& event : factory.takeUnsigned(static_cast<int>(std::min(batchEvents, count - done))))
            batch.events.push_back({std::move(event), RelayId(1 + relay++ % 250), now, Origin::Live, false});
        if (!(*writer)->commit(batch) || !(*writer)->upkeep(now, false))
            qFatal("the store does not take the events");
    }
    (*writer)->finish(std::chrono::seconds(3));
}

/// Every million events: the large file and an empty one take the same events in turns, so that both meet
/// the same machine.
void grow(const QString& dir, test::EventFactory& factory, qint64 target, int count, bool isUnsigned)
{
    QTemporaryDir folder(dir + QStringLiteral("/bench_ingest-XXXXXX"));
    const auto path = folder.filePath(QStringLiteral("t.sqlite"));
    for (qint64 stored = 0; stored < target;) {
        const auto fill = std::min(growStep, target - stored) - qint64(growRuns) * count;
        if (isUnsigned)
            fillUnsigned(path, factory, fill);
        Setup large(path);
        for (qint64 done = 0; !isUnsigned && done < fill; done += count)
            (void)large.run(test::toLines(factory.take(count)));
        stored += std::max<qint64>(fill, 0);
        std::vector<Measured> inLarge;
        std::vector<Measured> inEmpty;
        large.printParts("filling", stored, std::max<qint64>(fill, 1));
        for (int run = 0; run < growRuns; ++run, stored += count) {
            const auto lines = test::toLines(factory.take(count));
            QTemporaryDir other(dir + QStringLiteral("/bench_ingest-XXXXXX"));
            Setup empty(other.filePath(QStringLiteral("t.sqlite")));
            inEmpty.push_back(empty.run(lines));
            if (run == growRuns - 1)
                empty.printParts("empty", 0, count);
            inLarge.push_back(large.run(lines));
        }
        const auto now = median(inLarge);
        const auto baseline = median(inEmpty);
        print("ingest_grow", now.wallRate, "events/s", baseline.wallRate, stored, now.cpuRate,
              now.bytesPerEvent);
        print("ingest_grow_cpu", now.cpuRate, "events/cpu-s", baseline.cpuRate, stored);
        large.printParts("large", stored, qint64(growRuns) * count);
    }
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser options;
    options.addOption({QStringLiteral("grow"),
                       QStringLiteral("Fill the file with so many events and measure again."),
                       QStringLiteral("events")});
    options.addOption({QStringLiteral("unsigned"),
                       QStringLiteral("Fill the file between measurements without verifying.")});
    options.addOption({QStringLiteral("events"), QStringLiteral("Events of a run."), QStringLiteral("events"),
                       QStringLiteral("200000")});
    options.addOption({QStringLiteral("runs"), QStringLiteral("Runs of which the median counts."),
                       QStringLiteral("runs"), QStringLiteral("3")});
    options.addOption({QStringLiteral("dir"), QStringLiteral("Folder of the database."),
                       QStringLiteral("folder"), QStringLiteral("/var/tmp")});
    options.addOption({QStringLiteral("dictionaries"),
                       QStringLiteral("Train dictionaries from 20,000 other events before each run.")});
    options.addHelpOption();
    options.process(application);
    const auto count = options.value(QStringLiteral("events")).toInt();
    const auto dir = options.value(QStringLiteral("dir"));

    test::EventFactory factory(1);
    const auto events = factory.take(count);
    const auto lines = test::toLines(events);
    const auto cores = double(std::thread::hardware_concurrency());

    std::vector<Measured> fresh;
    std::vector<Measured> again;
    std::vector<double> baselines;
    double bodyBytes = 0;
    QList<QByteArray> others;
    if (options.isSet(QStringLiteral("dictionaries")))
        others = test::toLines(test::EventFactory(2).take(20000));
    for (int run = 0; run < options.value(QStringLiteral("runs")).toInt(); ++run) {
        baselines.push_back(verifyRate(events) * cores);
        QTemporaryDir folder(dir + QStringLiteral("/bench_ingest-XXXXXX"));
        Setup setup(folder.filePath(QStringLiteral("t.sqlite")));
        if (!others.isEmpty())
            setup.train(others);
        fresh.push_back(setup.run(lines));
        bodyBytes = setup.bodyBytes();
        if (setup.stored() != static_cast<std::uint64_t>(count) + setup.trained())
            qFatal("stored %llu of %d", static_cast<unsigned long long>(setup.stored()), count);
        again.push_back(setup.run(lines));
    }
    std::sort(baselines.begin(), baselines.end());
    const auto full = median(fresh);
    const auto duplicate = median(again);
    print("ingest_full", full.wallRate, "events/s", baselines[baselines.size() / 2], count, full.cpuRate,
          full.bytesPerEvent);
    print("ingest_body", bodyBytes, "bytes/event", 0, count);
    print("ingest_duplicate", duplicate.wallRate, "events/s", full.wallRate, count, duplicate.cpuRate,
          duplicate.bytesPerEvent);

    const auto target = options.value(QStringLiteral("grow")).toLongLong();
    if (target <= 0)
        return 0;
    grow(dir, factory, target, count, options.isSet(QStringLiteral("unsigned")));
    return 0;
}
