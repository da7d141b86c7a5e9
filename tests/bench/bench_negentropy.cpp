// SPDX-License-Identifier: GPL-3.0-or-later
// What differs between two large sets (NIP-77): our CPU, rounds and bytes; and what a set costs.
// bench_negentropy [--events N] [--difference N] [--set N] [--runs N] [--database FILE]
// With a database only the set of all of its events is made, as a sync makes it.
// Asked for 100 of 1,000,000: 2 s, 4 rounds, 200 KB; a set of 5,000,000 in 400 MB.
#include "core/negentropy/negentropyclient.h"
#include "core/negentropy/negentropyresponder.h"
#include "core/storage/sqlitestore.h"
#include "tests/bench/samples.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>

#include <cstdio>
#include <future>
#include <random>

#include <malloc.h>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr Timestamp firstTime = 1'700'000'000;
constexpr int eventsPerSecond = 5;
constexpr qsizetype relayFrame = 500'000; // of strfry (protocol.md §15.2)

void print(const char* name, double value, const char* unit, double baseline, double n)
{
    std::printf("{\"name\":\"%s\",\"value\":%.3f,\"unit\":\"%s\",\"baseline\":%.3f,\"n\":%.0f}\n", name,
                value, unit, baseline, n);
    std::fflush(stdout);
}

double statusBytes(const char* key)
{
    QFile status(u"/proc/self/status"_s);
    if (status.open(QIODevice::ReadOnly)) {
        for (const auto& line : status.readAll().split('\n')) {
            if (line.startsWith(key))
                return line.mid(qsizetype(qstrlen(key))).trimmed().split(' ').front().toDouble() * 1024;
        }
    }
    return 0;
}

class Ids {
public:
    explicit Ids(std::uint64_t seed)
        : m_random(seed)
    {
    }
    EventId next()
    {
        std::array<std::uint64_t, 4> words{m_random(), m_random(), m_random(), m_random()};
        std::array<std::uint8_t, 32> bytes;
        std::memcpy(bytes.data(), words.data(), bytes.size());
        return EventId(bytes);
    }
    std::uint64_t below(std::uint64_t end) { return m_random() % end; }

private:
    std::mt19937_64 m_random;
};

/// One session; half of the difference is on each side, at random places.
int difference(std::uint64_t events, std::uint64_t differing, std::uint64_t seed)
{
    Ids ids(seed);
    NegentropySet ours;
    NegentropySet theirs;
    ours.reserve(events);
    theirs.reserve(events);
    const auto span = std::max<std::uint64_t>(1, events / eventsPerSecond);
    for (std::uint64_t i = 0; i < events; ++i) {
        const auto time = firstTime + Timestamp(i / eventsPerSecond);
        const auto id = ids.next();
        ours.add(time, id);
        theirs.add(time, id);
    }
    for (std::uint64_t i = 0; i < differing; ++i)
        (i % 2 == 0 ? ours : theirs).add(firstTime + Timestamp(ids.below(span)), ids.next());
    theirs.seal();

    auto before = threadMilliseconds();
    ours.seal();
    const auto sealing = threadMilliseconds() - before;
    const NegentropyResponder relay(theirs, relayFrame);
    before = threadMilliseconds();
    NegentropyClient client(ours, {});
    auto message = client.initiate();
    auto cpu = threadMilliseconds() - before;
    std::size_t found = 0;
    while (true) {
        const auto answer = relay.answer(message);
        before = threadMilliseconds();
        const auto step = answer ? client.reconcile(*answer) : Unexpected(answer.error());
        cpu += threadMilliseconds() - before;
        if (!step) {
            std::fprintf(stderr, "%s\n", qPrintable(describe(step.error())));
            return 1;
        }
        found += step->have.size() + step->need.size();
        if (step->isDone)
            break;
        message = step->next;
    }
    if (found != differing) {
        std::fprintf(stderr, "found %zu of %llu\n", found, static_cast<unsigned long long>(differing));
        return 1;
    }
    print("negentropy_cpu", cpu, "ms", 2000, double(events));
    print("negentropy_seal", sealing, "ms", 0, double(events));
    print("negentropy_rounds", client.rounds(), "rounds", 4, double(differing));
    print("negentropy_bytes", double(client.bytes()), "bytes", 200'000, double(differing));
    return 0;
}

/// A set filled in the order of a store (newest first) or in none. Without knowing the count before.
void build(std::uint64_t items, bool isSorted)
{
    malloc_trim(0);
    std::mt19937_64 random(items);
    const auto residentBefore = statusBytes("VmRSS:");
    QFile reset(u"/proc/self/clear_refs"_s); // "5": the peak begins here
    if (reset.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        reset.write("5");
    reset.close();
    Ids ids(items + 1);
    double filling = 0;
    NegentropySet set;
    auto before = threadMilliseconds();
    for (std::uint64_t i = 0; i < items; ++i) {
        const auto place = isSorted ? items - i : random() % items;
        set.add(firstTime + Timestamp(place / eventsPerSecond), ids.next());
    }
    filling = threadMilliseconds() - before;
    before = threadMilliseconds();
    set.seal();
    const auto sealing = threadMilliseconds() - before;
    const QByteArray suffix = isSorted ? "_newest_first" : "_random";
    print(("negentropy_set_fill" + suffix).constData(), filling, "ms", 0, double(items));
    print(("negentropy_set_seal" + suffix).constData(), sealing, "ms", 0, double(items));
    print(("negentropy_set_bytes" + suffix).constData(), double(set.memoryBytes()), "bytes", 400e6,
          double(items));
    print(("negentropy_set_rss_peak" + suffix).constData(), statusBytes("VmHWM:") - residentBefore, "bytes",
          400e6, double(items));
}

/// The keys of all events that are stored, in the thread of the store that reads them.
int keysOf(const QString& path)
{
    const SystemClock clock;
    const auto store = SqliteStore::open(path, SqliteStore::Mode::ReadOnly, clock);
    if (!store) {
        std::fprintf(stderr, "%s\n", qPrintable(describe(store.error())));
        return 1;
    }
    const auto residentBefore = statusBytes("VmRSS:");
    QFile reset(u"/proc/self/clear_refs"_s);
    if (reset.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        reset.write("5");
    reset.close();
    NegentropySet set;
    std::promise<StoreResult<std::uint64_t>> promise;
    const auto before = clock.monotonic();
    (*store)->keys(
        {}, [&set](Timestamp createdAt, const EventId& id) { set.add(createdAt, id); },
        {std::chrono::hours(1), nullptr},
        [&](StoreResult<std::uint64_t> read) {
            set.seal();
            promise.set_value(std::move(read));
        });
    const auto read = promise.get_future().get();
    const auto took = clock.monotonic() - before;
    if (!read) {
        std::fprintf(stderr, "%s\n", qPrintable(describe(read.error())));
        return 1;
    }
    const auto items = double(*read);
    print("store_keys", double(took.count()), "ms", 0, items);
    print("store_keys_set_bytes", double(set.memoryBytes()), "bytes", 400e6, items);
    print("store_keys_rss_peak", statusBytes("VmHWM:") - residentBefore, "bytes", 400e6, items);
    return 0;
}

} // namespace

int main(int argc, char* argv[])
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption eventsOption(u"events"_s, {}, u"N"_s, u"1000000"_s);
    const QCommandLineOption differenceOption(u"difference"_s, {}, u"N"_s, u"100"_s);
    const QCommandLineOption setOption(u"set"_s, {}, u"N"_s, u"5000000"_s);
    const QCommandLineOption runsOption(u"runs"_s, {}, u"N"_s, u"3"_s);
    const QCommandLineOption databaseOption(u"database"_s, {}, u"FILE"_s);
    parser.addOptions({eventsOption, differenceOption, setOption, runsOption, databaseOption});
    parser.process(application);
    if (parser.isSet(databaseOption))
        return keysOf(parser.value(databaseOption));
    const auto items = parser.value(setOption).toULongLong();
    build(items, true);
    build(items, false);
    for (int run = 0; run < parser.value(runsOption).toInt(); ++run) {
        if (const int status =
                difference(parser.value(eventsOption).toULongLong(),
                           parser.value(differenceOption).toULongLong(), static_cast<std::uint64_t>(run) + 1))
            return status;
    }
    return 0;
}
