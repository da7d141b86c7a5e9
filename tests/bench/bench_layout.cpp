// SPDX-License-Identifier: GPL-3.0-or-later
// Which key should the table of events have? Three layouts, three orders of arrival, large and small
// transactions. The result and the decision: docs/decisions/0001-keys-and-layout.md.
#include "tests/bench/layouts.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <unistd.h>

using namespace nostrscope::bench;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::int64_t startTime = 1'700'000'000;
constexpr std::int64_t rowsPerSecond = 50; // of the simulated network: sets how dense time is

std::uint64_t mix(std::uint64_t value)
{
    value += 0x9e3779b97f4a7c15U; // splitmix64
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9U;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebU;
    return value ^ (value >> 31);
}

double unit(std::uint64_t value)
{
    return static_cast<double>(mix(value) >> 11) * 0x1p-53;
}

std::array<std::uint8_t, 32> key32(std::uint64_t number, std::uint64_t salt)
{
    std::array<std::uint8_t, 32> key{};
    for (std::size_t word = 0; word < 4; ++word) {
        const auto bits = mix(mix(number + salt) + word * 0x632be59bd9b4e019U);
        for (std::size_t byte = 0; byte < 8; ++byte)
            key[word * 8 + byte] = static_cast<std::uint8_t>(bits >> (8 * byte));
    }
    return key;
}

/// Row number `index` of an order of arrival; the same for every layout.
class RowSource {
public:
    RowSource(const QString& order, std::int64_t rows)
        : m_order(order)
        , m_rows(rows)
    {
        m_noise.resize(1 << 20);
        for (std::size_t i = 0; i < m_noise.size(); ++i)
            m_noise[i] = static_cast<std::uint8_t>(mix(i));
    }

    [[nodiscard]] static std::array<std::uint8_t, 32> idOf(std::int64_t index)
    {
        return key32(static_cast<std::uint64_t>(index), 0x1d);
    }
    [[nodiscard]] LayoutRow at(std::int64_t index) const
    {
        const auto number = static_cast<std::uint64_t>(index);
        LayoutRow row;
        row.id = idOf(index);
        // A few authors write most: the cube puts half of the events on an eighth of the authors.
        const auto authors = static_cast<double>(std::max<std::int64_t>(1000, m_rows / 20));
        row.pubkey = key32(static_cast<std::uint64_t>(authors * std::pow(unit(number ^ 0xa0), 3)), 0xa1);
        row.createdAt = timeOf(index);
        row.receivedAt = (startTime + index / rowsPerSecond) * 1000;
        row.kind = number % 3 == 0 ? 7 : 1;
        const auto size = 320 + static_cast<std::size_t>(unit(number ^ 0xb0) * 280); // 460 on average
        const auto offset = static_cast<std::size_t>(mix(number) % (m_noise.size() - size));
        row.body = std::span(m_noise).subspan(offset, size);
        return row;
    }

private:
    [[nodiscard]] std::int64_t timeOf(std::int64_t index) const
    {
        const auto span = m_rows / rowsPerSecond;
        const auto chance = unit(static_cast<std::uint64_t>(index) ^ 0xc0);
        if (m_order == "live"_L1) // most arrive at once, some up to ten minutes late
            return startTime + index / rowsPerSecond - static_cast<std::int64_t>(600 * std::pow(chance, 8));
        if (m_order == "random"_L1)
            return startTime + static_cast<std::int64_t>(chance * static_cast<double>(span));
        // 30 relays page backwards in turns, 500 events a page, each at its own pace.
        constexpr std::int64_t relays = 30;
        constexpr std::int64_t page = 500;
        const auto relay = index / page % relays;
        const auto depth = index / (page * relays) * page + index % page;
        const auto pace = 0.3 + 0.7 * static_cast<double>(relay) / relays;
        const auto back = static_cast<double>(depth * relays) / static_cast<double>(m_rows) * pace;
        return startTime + span - static_cast<std::int64_t>(back * static_cast<double>(span));
    }

    QString m_order;
    std::int64_t m_rows;
    std::vector<std::uint8_t> m_noise;
};

double seconds(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

/// What this process wrote: `wchar` counts bytes handed to write() (log and database file together),
/// `write_bytes` those that reached the block layer (-1 where the kernel does not say).
struct Written {
    qint64 calls = -1;
    qint64 blocks = -1;

    static Written now()
    {
        Written written;
        QFile file(u"/proc/self/io"_s);
        if (!file.open(QIODevice::ReadOnly))
            return written;
        for (const auto& line : file.readAll().split('\n')) {
            if (line.startsWith("wchar: "))
                written.calls = line.mid(7).toLongLong();
            else if (line.startsWith("write_bytes: "))
                written.blocks = line.mid(13).toLongLong();
        }
        return written;
    }
};

struct Cell {
    char layout = 'c';
    QString order;
    std::int64_t rows = 0;
    int transaction = 5000;
    int checkpointPages = 1000;
};

void print(const Cell& cell, const QString& name, double value, const QString& unitName,
           QJsonObject more = {})
{
    more[u"name"_s] =
        u"layout_%1_%2_%3_%4"_s.arg(QLatin1Char(cell.layout)).arg(cell.order).arg(cell.transaction).arg(name);
    more[u"value"_s] = value;
    more[u"unit"_s] = unitName;
    more[u"n"_s] = static_cast<qint64>(cell.rows);
    std::puts(QJsonDocument(more).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
}

/// The clocks run only while the layout works, not while rows are made up.
struct Meter {
    double cpu = 0;
    double process = 0;
    double wall = 0;

    template <typename Work> void run(Work work)
    {
        const auto cpuStart = seconds(CLOCK_THREAD_CPUTIME_ID);
        const auto processStart = seconds(CLOCK_PROCESS_CPUTIME_ID);
        const auto wallStart = seconds(CLOCK_MONOTONIC);
        work();
        cpu += seconds(CLOCK_THREAD_CPUTIME_ID) - cpuStart;
        process += seconds(CLOCK_PROCESS_CPUTIME_ID) - processStart;
        wall += seconds(CLOCK_MONOTONIC) - wallStart;
    }
};

void load(const Cell& cell, const RowSource& source, LayoutDb& db, Layout& layout, const QString& file)
{
    Meter meter;
    const auto before = Written::now();
    std::vector<LayoutRow> batch;
    QJsonArray fifths;
    double cpuOfFifths = 0;
    std::int64_t stored = 0;
    for (std::int64_t next = 0; next < cell.rows;) {
        batch.clear();
        for (int i = 0; i < cell.transaction && next < cell.rows; ++i)
            batch.push_back(source.at(next++));
        meter.run([&] {
            stored += static_cast<std::int64_t>(layout.write(batch));
            layout.afterBatch();
        });
        if (next * 5 / cell.rows > fifths.size()) {
            fifths.append(std::round(static_cast<double>(cell.rows) / 5 / (meter.cpu - cpuOfFifths)));
            cpuOfFifths = meter.cpu;
        }
    }
    meter.run([&] {
        layout.finish();
        db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    });
    if (stored != cell.rows)
        qFatal("%lld of %lld rows were stored", static_cast<long long>(stored),
               static_cast<long long>(cell.rows));
    const auto after = Written::now();
    const auto rows = static_cast<double>(cell.rows);
    print(cell, u"rate"_s, std::round(rows / meter.cpu), u"rows/cpu-s"_s,
          {{u"wall_rate"_s, std::round(rows / meter.wall)},
           {u"process_rate"_s, std::round(rows / meter.process)},
           {u"cpu_s"_s, meter.cpu},
           {u"wall_s"_s, meter.wall},
           {u"fifths"_s, fifths},
           {u"longest_slice_ms"_s, static_cast<double>(layout.longestSlice().count()) / 1000}});
    if (before.calls >= 0)
        print(cell, u"written"_s, std::round(static_cast<double>(after.calls - before.calls) / rows),
              u"B/row"_s,
              {{u"blocks"_s, std::round(static_cast<double>(after.blocks - before.blocks) / rows)}});
    print(cell, u"size"_s, std::round(static_cast<double>(QFileInfo(file).size()) / rows), u"B/row"_s);
}

void lookUp(const Cell& cell, Layout& layout)
{
    constexpr std::int64_t count = 20'000;
    std::vector<std::array<std::uint8_t, 32>> known;
    std::vector<std::array<std::uint8_t, 32>> unknown;
    for (std::int64_t i = 0; i < count; ++i) {
        const auto any = mix(static_cast<std::uint64_t>(i)) % static_cast<std::uint64_t>(cell.rows);
        known.push_back(RowSource::idOf(static_cast<std::int64_t>(any)));
        unknown.push_back(RowSource::idOf(cell.rows + i));
    }
    Meter hits;
    Meter misses;
    std::int64_t found = 0;
    hits.run(
        [&] { found += std::ranges::count_if(known, [&](const auto& id) { return layout.contains(id); }); });
    misses.run([&] {
        found += std::ranges::count_if(unknown, [&](const auto& id) { return layout.contains(id); });
    });
    if (found != count)
        qFatal("%lld of %lld look-ups were right", static_cast<long long>(found),
               static_cast<long long>(count));
    print(cell, u"lookup"_s, hits.wall / count * 1e6, u"us"_s, {{u"miss_us"_s, misses.wall / count * 1e6}});
}

void runCell(const Cell& cell, const QString& folder)
{
    QTemporaryDir temporary(folder + u"/bench_layout-XXXXXX"_s);
    if (!temporary.isValid())
        qFatal("cannot write to %s", qPrintable(folder));
    const auto file = temporary.filePath(u"layout.sqlite"_s);
    ::sync(); // what an earlier cell left to the kernel shall not be waited for here
    LayoutDb db(file, cell.checkpointPages);
    const auto layout = makeLayout(cell.layout, db);
    const RowSource source(cell.order, cell.rows);
    load(cell, source, db, *layout, file);
    lookUp(cell, *layout);
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Measures three layouts of the table of events.\n"
        "Example: bench_layout --rows 5000000 --layouts bc --orders live --transactions 5000"_s);
    parser.addHelpOption();
    parser.addOptions({
        {u"rows"_s, u"Rows of each cell (1000000)."_s, u"N"_s, u"1000000"_s},
        {u"layouts"_s, u"Of a (time-ordered), b (UNIQUE id), c (hot and cold)."_s, u"LETTERS"_s, u"abc"_s},
        {u"orders"_s, u"Of live, archive, random."_s, u"LIST"_s, u"live,archive,random"_s},
        {u"transactions"_s, u"Rows in a transaction."_s, u"LIST"_s, u"5000,50"_s},
        {u"checkpoint"_s, u"Pages in the log before it is written back (1000)."_s, u"N"_s, u"1000"_s},
        {u"folder"_s, u"Where the files go; they are removed."_s, u"PATH"_s, QDir::tempPath()},
        {u"quick"_s, u"20,000 rows: only shows that it runs."_s},
    });
    parser.process(application);
    for (const auto& transaction : parser.value(u"transactions"_s).split(u','))
        for (const auto& order : parser.value(u"orders"_s).split(u','))
            for (const auto letter : parser.value(u"layouts"_s)) {
                Cell cell;
                cell.layout = letter.toLatin1();
                cell.order = order;
                cell.rows = parser.isSet(u"quick"_s) ? 20'000 : parser.value(u"rows"_s).toLongLong();
                cell.transaction = transaction.toInt();
                cell.checkpointPages = parser.value(u"checkpoint"_s).toInt();
                const bool known = order == "live"_L1 || order == "archive"_L1 || order == "random"_L1;
                if (!known || !QByteArray("abc").contains(cell.layout) || cell.rows < 1000
                    || cell.transaction < 1)
                    parser.showHelp(2);
                runCell(cell, parser.value(u"folder"_s));
            }
    return 0;
}
