// SPDX-License-Identifier: GPL-3.0-or-later
// What a run of discovery costs: the first over a stored history, and those after a thousand new events. The
// cost must be that of the new events, however many are stored.
#include "core/discover/storecalls.h"
#include "core/discover/storescan.h"
#include "core/storage/sqlitestore.h"
#include "core/storage/storewriter.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <random>
#include <sys/resource.h>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t batchEvents = 5000;
constexpr Timestamp start = 1'700'000'000;

void print(const char* name, double value, const char* unit, double baseline, int n)
{
    std::printf(
        "{\"name\":\"%s\",\"value\":%.3f,\"unit\":\"%s\",\"baseline\":%.3f,\"ratio\":%.6f,\"n\":%d}\n", name,
        value, unit, baseline, baseline > 0 ? value / baseline : 0, n);
    std::fflush(stdout);
}

double cpuSeconds()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto of = [](const timeval& time) { return double(time.tv_sec) + double(time.tv_usec) * 1e-6; };
    return of(usage.ru_utime) + of(usage.ru_stime);
}

template <typename Id> Id idOf(std::uint64_t number, std::uint8_t salt)
{
    std::array<std::uint8_t, Id::size> bytes{};
    bytes.fill(salt);
    for (std::size_t i = 0; i < 8; ++i)
        bytes[i] = static_cast<std::uint8_t>((number * 0x9e3779b97f4a7c15U) >> (8 * i));
    return Id(bytes);
}

/// Unsigned events that name relays as real ones do: 4 % relay lists of five, half of the notes with hints,
/// one in twenty with a private address in the place of a relay.
class Maker {
public:
    [[nodiscard]] Event next()
    {
        Event event;
        const auto number = m_made++;
        event.id = idOf<EventId>(number + 1, 1);
        event.pubkey = idOf<PubKey>(m_random() % 40'000, 2);
        event.createdAt = start + static_cast<Timestamp>(number / 4);
        event.kind = m_random() % 25 == 0 ? 10002 : 1;
        event.content = QByteArray(static_cast<qsizetype>(40 + m_random() % 320), 'x');
        if (event.kind == 10002) {
            for (int i = 0; i < 5; ++i)
                event.tags.append({"r", relay()});
            return event;
        }
        const auto target = idOf<EventId>(m_random() % (number + 1), 1).toHex();
        if (m_random() % 2 == 0)
            event.tags.append({"e", target, relay()});
        else
            event.tags.append({"e", target});
        if (m_random() % 20 == 0)
            event.tags.append({"p", target, "ws://192.168.0.1"});
        return event;
    }

private:
    /// Few carry most; 8,000 in all.
    [[nodiscard]] QByteArray relay()
    {
        const auto draw = double(m_random() % (1U << 20)) / double(1U << 20);
        return "wss://relay" + QByteArray::number(static_cast<int>(draw * draw * draw * 8000))
            + ".example.com/";
    }
    std::uint64_t m_made = 0;
    std::mt19937_64 m_random{7};
};

void store(const QString& path, Maker& maker, std::int64_t events)
{
    auto writer = StoreWriter::open(path, {});
    if (!writer)
        qFatal("open: %s", qPrintable(describe(writer.error())));
    while (events > 0) {
        EventBatch batch;
        batch.number = (*writer)->lastBatch() + 1;
        for (std::int64_t i = 0; i < std::min(events, batchEvents); ++i) {
            auto event = maker.next();
            const auto at = fromSeconds(event.createdAt + 1);
            batch.events.push_back({std::move(event), RelayId(), at, Origin::Live, true});
        }
        events -= batchEvents;
        if (const auto done = (*writer)->commit(batch); !done)
            qFatal("commit: %s", qPrintable(describe(done.error())));
        (void)(*writer)->upkeep(fromSeconds(start), false);
    }
    (*writer)->finish(10min);
}

struct Cost {
    double wall = 0;
    double cpu = 0;
    StoreScanReport report;
};

Cost run(const QString& path, std::uint64_t expected)
{
    const SystemClock clock;
    auto store = SqliteStore::open(path, SqliteStore::Mode::ReadWrite, clock);
    if (!store)
        qFatal("open: %s", qPrintable(describe(store.error())));
    // Opening reads what is not merged yet: that is not part of a run.
    (void)waitFor<DiscoveryProgress>(
        [&](Reply<DiscoveryProgress> reply) { (*store)->discoveryProgress({}, std::move(reply)); });
    const auto cpu = cpuSeconds();
    QElapsedTimer timer;
    timer.start();
    const auto report = scanStore(**store, {});
    if (!report || report->events != expected)
        qFatal("the run read something else");
    return {double(timer.nsecsElapsed()) * 1e-9, cpuSeconds() - cpu, *report};
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{u"events"_s, u"Events that are stored."_s, u"N"_s, u"1000000"_s},
                       {u"new"_s, u"Events that come between two runs."_s, u"N"_s, u"1000"_s},
                       {u"runs"_s, u"Runs after new events; the median is shown."_s, u"N"_s, u"5"_s}});
    parser.process(application);
    const auto events = parser.value(u"events"_s).toLongLong();
    const auto more = parser.value(u"new"_s).toLongLong();
    const auto runs = std::max(1, parser.value(u"runs"_s).toInt());
    QTemporaryDir folder;
    const auto path = folder.filePath(u"t.sqlite"_s);
    Maker maker;
    store(path, maker, events);
    const auto first = run(path, static_cast<std::uint64_t>(events));
    std::vector<double> wall;
    std::vector<double> cpu;
    for (int i = 0; i < runs; ++i) {
        store(path, maker, more);
        const auto next = run(path, static_cast<std::uint64_t>(more));
        wall.push_back(next.wall * 1000);
        cpu.push_back(next.cpu * 1000);
    }
    std::vector<double> idle;
    for (int i = 0; i < runs; ++i)
        idle.push_back(run(path, 0).wall * 1000);
    const auto share = double(more) / double(events);
    print("first_run_seconds", first.wall, "s", 0, 1);
    print("first_run_cpu_seconds", first.cpu, "s", 0, 1);
    print("first_run_candidates", double(first.report.gain.created), "relays", 0, 1);
    print("new_events_share", share, "", 0, 1);
    print("next_run_ms", median(wall), "ms", first.wall * 1000, runs);
    print("next_run_cpu_ms", median(cpu), "ms", first.cpu * 1000, runs);
    print("idle_run_ms", median(idle), "ms", first.wall * 1000, runs);
    return 0;
}
