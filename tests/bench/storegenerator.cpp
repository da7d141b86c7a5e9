// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/storegenerator.h"

#include "core/storage/ledgertables.h"
#include "core/storage/storewriter.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <random>

namespace nostrscope::bench {

using namespace std::chrono_literals;

namespace {

constexpr std::int64_t period = 200LL * 86400 * 1000; // ms
constexpr std::uint32_t relayCount = 250;
constexpr std::size_t batchEvents = 5000;
constexpr std::int64_t unmergedEvents = 60000; // below a quarter of StoreTuning::hotEntries: idle merges none
constexpr double authorsPerEvent = 0.04; // distinct keys grow with the events

std::uint64_t mix(std::uint64_t value)
{
    value += 0x9e3779b97f4a7c15U;
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9U;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebU;
    return value ^ (value >> 31);
}

/// Bytes that look like a hash and are the same for the same number.
template <typename Id> Id idOf(std::uint64_t number)
{
    std::array<std::uint8_t, Id::size> bytes;
    for (std::size_t i = 0; i < bytes.size(); i += 8) {
        const auto word = mix(number * 16 + i / 8);
        std::memcpy(bytes.data() + i, &word, 8);
    }
    return Id(bytes);
}

[[noreturn]] void fail(const char* what, const StoreError& error)
{
    std::fprintf(stderr, "%s: %s\n", what, qPrintable(describe(error)));
    std::exit(1);
}

class Generator {
public:
    Generator(const GeneratedStore& wanted)
        : m_wanted(wanted)
        , m_authors(std::max(100.0, double(wanted.events) * authorsPerEvent))
    {
    }

    [[nodiscard]] EventBatch batch(std::uint64_t number, std::size_t count);
    [[nodiscard]] std::int64_t made() const { return m_made; }
    [[nodiscard]] UnixMillis arrival() const
    {
        return m_wanted.end - std::chrono::milliseconds(period)
            + std::chrono::milliseconds(
                   std::int64_t(double(period) * double(m_made) / double(m_wanted.events)));
    }

private:
    [[nodiscard]] std::uint64_t random(std::uint64_t below) { return m_random() % below; }
    [[nodiscard]] Kind kind();
    [[nodiscard]] QByteArray text(std::size_t bytes);
    [[nodiscard]] Event event(UnixMillis arrival);
    [[nodiscard]] RelayId relay();

    GeneratedStore m_wanted;
    double m_authors;
    std::int64_t m_made = 0;
    std::mt19937_64 m_random{7};
};

Kind Generator::kind()
{
    static constexpr Kind rare[] = {4,     5,     16,    1111,  1984,  1985, 9734,
                                    10000, 10050, 30000, 30023, 30078, 34236};
    const auto draw = random(1000);
    if (draw < 420)
        return 1;
    if (draw < 660)
        return 7;
    if (draw < 740)
        return 6;
    if (draw < 800)
        return 9735;
    if (draw < 850)
        return 0;
    if (draw < 890)
        return 3;
    if (draw < 930)
        return 10002;
    return rare[random(std::size(rare))];
}

QByteArray Generator::text(std::size_t bytes)
{
    static constexpr char letters[] = "etaoin shrdlu cmfwyp vbgkqjxz  e";
    QByteArray text(static_cast<qsizetype>(bytes), Qt::Uninitialized);
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < bytes; ++i) {
        if (i % 12 == 0)
            bits = m_random();
        text[static_cast<qsizetype>(i)] = letters[bits & 31U];
        bits >>= 5;
    }
    return text;
}

/// A few relays carry most.
RelayId Generator::relay()
{
    const auto draw = double(random(1U << 20)) / double(1U << 20);
    return RelayId(1 + static_cast<std::uint32_t>(draw * draw * relayCount));
}

Event Generator::event(UnixMillis arrival)
{
    Event event;
    event.id = idOf<EventId>(static_cast<std::uint64_t>(m_made));
    event.sig = idOf<Sig>(mix(static_cast<std::uint64_t>(m_made)));
    const auto draw = double(random(1U << 30)) / double(1U << 30);
    event.pubkey = idOf<PubKey>((std::uint64_t(1) << 56) + std::uint64_t(draw * draw * draw * m_authors));
    event.kind = kind();
    event.createdAt = toSeconds(arrival) - static_cast<std::int64_t>(random(60));
    if (random(10000) == 0)
        event.createdAt += 86400; // dated ahead
    const auto other = idOf<PubKey>((std::uint64_t(1) << 56) + random(std::uint64_t(m_authors))).toHex();
    const auto target = idOf<EventId>(random(static_cast<std::uint64_t>(m_made) + 1)).toHex();
    event.content = text(event.kind == 7 ? 1 : 40 + random(320));
    if (event.kind == 9735)
        event.tags.append(
            {"bolt11", "lnbc210n1pvjluezpp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqdq5xys"});
    if (event.kind != 0 && event.kind != 10002) {
        event.tags.append({"p", other});
        event.tags.append({"e", target, "wss://relay.example.com"});
    }
    return event;
}

EventBatch Generator::batch(std::uint64_t number, std::size_t count)
{
    EventBatch batch;
    batch.number = number;
    for (std::size_t i = 0; i < count; ++i) {
        const auto at = arrival();
        VerifiedEvent verified{event(at), relay(), at, Origin::Live, true};
        if (random(3) == 0) {
            for (auto copies = 1 + random(4); copies > 0; --copies)
                batch.sightings.push_back(
                    {verified.event.id, relay(), at + std::chrono::milliseconds(random(2000)), Origin::Live});
        }
        batch.events.push_back(std::move(verified));
        ++m_made;
    }
    return batch;
}

std::unique_ptr<StoreWriter> openWriter(const QString& path, const StoreTuning& tuning)
{
    auto writer = StoreWriter::open(path, tuning);
    if (!writer)
        fail("open", writer.error());
    return std::move(*writer);
}

void addRelays(StoreWriter& writer, UnixMillis at)
{
    std::vector<RelayEntry> relays;
    for (std::uint32_t i = 0; i < relayCount; ++i) {
        RelayEntry entry;
        entry.url = "wss://relay" + QByteArray::number(i) + ".example.com";
        entry.addedAt = at;
        relays.push_back(std::move(entry));
    }
    if (const auto added = LedgerTables(writer.database()).addRelays(relays); !added)
        fail("relays", added.error());
}

/// Commits until `end` events are made. Upkeep sees a day at a time: hours would fold cells of a sparse past.
void write(StoreWriter& writer, Generator& generator, std::int64_t end)
{
    while (generator.made() < end) {
        const auto count = std::min<std::int64_t>(batchEvents, end - generator.made());
        if (const auto done =
                writer.commit(generator.batch(writer.lastBatch() + 1, static_cast<std::size_t>(count)));
            !done)
            fail("commit", done.error());
        const auto day = fromSeconds(toSeconds(generator.arrival()) / 86400 * 86400);
        for (bool more = true; more;) {
            const auto left = writer.upkeep(day, false);
            if (!left)
                fail("upkeep", left.error());
            more = *left;
        }
        if (generator.made() % 500000 < static_cast<std::int64_t>(batchEvents))
            std::fprintf(stderr, "%lld events\n", static_cast<long long>(generator.made()));
    }
}

} // namespace

void generateStore(const GeneratedStore& wanted)
{
    Generator generator(wanted);
    {
        StoreTuning bulk;
        bulk.hotEntries = 2000000; // fewer passes over the cold tables; the tables become the same
        bulk.mergeSliceEntries = 200000;
        const auto writer = openWriter(wanted.path, bulk);
        addRelays(*writer, generator.arrival());
        write(*writer, generator, std::max<std::int64_t>(0, wanted.events - unmergedEvents));
        writer->finish(10min);
    }
    {
        StoreTuning eager;
        eager.hotEntries = 4;
        eager.mergeSliceEntries = 200000;
        openWriter(wanted.path, eager)->finish(10min);
    }
    const auto writer = openWriter(wanted.path, {});
    write(*writer, generator, wanted.events);
    writer->finish(3s);
}

} // namespace nostrscope::bench
