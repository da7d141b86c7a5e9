// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/compression.h"

#include "core/storage/bodyencoder.h"
#include "core/storage/holes.h"
#include "core/storage/storewriter.h"

#include <QElapsedTimer>

#include <zdict.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <set>

namespace nostrscope {

namespace {

constexpr std::size_t dictionaryBytes = 64 * 1024;
constexpr std::size_t maxSampleBytes = 4 * 1024 * 1024; ///< of a group
constexpr qsizetype maxOneSample = 8 * 1024; ///< so that a few long texts are not all of it
constexpr qint64 maxRowsLooked = 200000; ///< newest first; a group that is rarer than that gains little
constexpr int pageRows = 5000;
constexpr qint64 sliceMillis = 50;
constexpr std::size_t firstSlice = 200;
constexpr std::size_t largestSlice = 5000;

struct Samples {
    QByteArray bytes;
    std::vector<std::size_t> sizes;

    [[nodiscard]] bool isFull() const { return static_cast<std::size_t>(bytes.size()) >= maxSampleBytes; }
    void add(QByteArrayView payload)
    {
        if (payload.isEmpty())
            return;
        const auto part = payload.first(std::min(payload.size(), maxOneSample));
        bytes.append(part);
        sizes.push_back(static_cast<std::size_t>(part.size()));
    }
};

std::set<KindGroup> groupsWithDictionary(SqlDatabase& database)
{
    std::set<KindGroup> groups;
    SqlStatement rows(database, "SELECT kind_group FROM dictionary");
    while (rows.step()) {
        for (const auto group : kindGroups) {
            if (rows.text(0) == QLatin1StringView(toString(group)))
                groups.insert(group);
        }
    }
    return groups;
}

std::map<KindGroup, Samples> collectSamples(SqlDatabase& database)
{
    const auto present = groupsWithDictionary(database);
    std::map<KindGroup, Samples> samples;
    for (const auto group : kindGroups) {
        if (!present.contains(group))
            samples[group];
    }
    // In pages: a long read would keep the log of a writer beside it from being emptied.
    SqlStatement rows(database, "SELECT seq, kind, body FROM event WHERE seq < ? ORDER BY seq DESC LIMIT ?");
    auto before = std::numeric_limits<std::int64_t>::max();
    const auto isFull = [](const auto& entry) { return entry.second.isFull(); };
    for (qint64 looked = 0; looked < maxRowsLooked; looked += pageRows) {
        if (std::all_of(samples.begin(), samples.end(), isFull))
            break;
        rows.bind(1, before).bind(2, pageRows);
        bool any = false;
        for (; rows.step(); any = true) {
            before = rows.integer(0);
            const auto found = samples.find(kindGroup(static_cast<Kind>(rows.integer(1))));
            if (found != samples.end() && !found->second.isFull())
                found->second.add(plainPayload(rows.blob(2)));
        }
        if (!any)
            break;
    }
    return samples;
}

class BodyCompression {
public:
    explicit BodyCompression(StoreWriter& writer)
        : m_database(writer.database())
        , m_next(m_database, "SELECT seq, kind, body FROM event WHERE seq > ? ORDER BY seq LIMIT ?")
        , m_put(m_database, "UPDATE event SET body = ? WHERE seq = ?")
    {
        m_encoder.load(m_database);
    }
    /// One transaction over up to `rows` further events; how many it saw, none on an error.
    [[nodiscard]] std::optional<std::size_t> slice(std::size_t rows, CompressReport& report);

private:
    struct Row {
        std::int64_t seq = 0;
        QByteArray body;
    };
    SqlDatabase& m_database;
    BodyEncoder m_encoder;
    SqlStatement m_next;
    SqlStatement m_put;
    std::int64_t m_seq = 0;
};

std::optional<std::size_t> BodyCompression::slice(std::size_t rows, CompressReport& report)
{
    std::vector<Row> smaller;
    std::size_t read = 0;
    quint64 before = 0;
    quint64 after = 0;
    m_next.bind(1, m_seq).bind(2, static_cast<std::int64_t>(rows));
    while (m_next.step()) {
        ++read;
        m_seq = m_next.integer(0);
        const auto body = m_next.blob(2);
        const auto packed = m_encoder.compress(kindGroup(static_cast<Kind>(m_next.integer(1))), body);
        if (packed.isEmpty())
            continue;
        smaller.push_back({m_seq, packed.toByteArray()});
        before += static_cast<quint64>(body.size());
        after += static_cast<quint64>(packed.size());
    }
    if (m_database.error().code != StoreErrorCode::None)
        return std::nullopt;
    if (smaller.empty())
        return read;
    SqlTransaction transaction(m_database);
    if (!transaction.isOpen())
        return std::nullopt;
    for (const auto& row : smaller) {
        if (!m_put.bind(1, row.body).bind(2, row.seq).run())
            return std::nullopt;
    }
    if (!addHoles(m_database, before - after) || !transaction.commit())
        return std::nullopt;
    report.events += smaller.size();
    report.bytesBefore += before;
    report.bytes += after;
    return read;
}

StoreError lastOf(const SqlDatabase& database)
{
    return database.error().code == StoreErrorCode::None ? StoreError{StoreErrorCode::Failed, {}}
                                                         : database.error();
}

} // namespace

StoreResult<std::vector<TrainedDictionary>> trainDictionaries(SqlDatabase& reader, quint64 minSamples)
{
    reader.clearError();
    const auto samples = collectSamples(reader);
    if (reader.error().code != StoreErrorCode::None)
        return Unexpected(reader.error());
    std::vector<TrainedDictionary> trained;
    for (const auto& [group, sample] : samples) {
        if (sample.sizes.size() < minSamples)
            continue;
        QByteArray data(dictionaryBytes, Qt::Uninitialized);
        const auto size =
            ZDICT_trainFromBuffer(data.data(), dictionaryBytes, sample.bytes.constData(), sample.sizes.data(),
                                  static_cast<unsigned>(sample.sizes.size()));
        if (ZDICT_isError(size))
            continue; // too little in common: plain is right for them
        data.resize(static_cast<qsizetype>(size));
        trained.push_back({group, data, sample.sizes.size()});
    }
    return trained;
}

StoreResult<Nothing> storeDictionaries(StoreWriter& writer,
                                       const std::vector<TrainedDictionary>& dictionaries)
{
    auto& database = writer.database();
    database.clearError();
    {
        SqlTransaction transaction(database);
        const auto present = groupsWithDictionary(database);
        SqlStatement put(database, "INSERT INTO dictionary(kind_group, data) VALUES(?, ?)");
        bool ok = transaction.isOpen();
        for (const auto& one : dictionaries) {
            if (!present.contains(one.group))
                ok = ok && put.bindText(1, QString::fromLatin1(toString(one.group))).bind(2, one.data).run();
        }
        if (!ok || !transaction.commit())
            return Unexpected(lastOf(database));
    }
    writer.reloadDictionaries();
    return Nothing{};
}

StoreResult<CompressReport> compressBodies(const WriterAccess& access, SqlDatabase& reader,
                                           const Progress& progress)
{
    const auto trained = trainDictionaries(reader);
    if (!trained)
        return Unexpected(trained.error());
    const auto total = static_cast<quint64>(reader.value("SELECT count(*) FROM event INDEXED BY event_time"));
    CompressReport report;
    report.dictionaries = trained->size();
    StoreError error;
    std::unique_ptr<BodyCompression> compression; // lives on the writer's connection
    access([&](StoreWriter& writer) {
        if (const auto stored = storeDictionaries(writer, *trained); !stored)
            error = stored.error();
        else
            compression = std::make_unique<BodyCompression>(writer);
    });
    quint64 done = 0;
    std::optional<std::size_t> read = 1;
    for (auto slice = firstSlice; error.code == StoreErrorCode::None && read != 0;) {
        if (progress && !progress(done, std::max(done, total))) {
            report.complete = false;
            break;
        }
        qint64 millis = 0;
        access([&](StoreWriter& writer) {
            QElapsedTimer timer;
            timer.start();
            writer.database().clearError();
            read = compression->slice(slice, report);
            if (!read)
                error = lastOf(writer.database());
            millis = timer.elapsed();
        });
        done += read.value_or(0);
        slice = millis > sliceMillis / 2 ? std::max<std::size_t>(slice / 2, 1)
                                         : std::min(slice * 2, largestSlice);
    }
    access([&](StoreWriter&) { compression.reset(); });
    if (error.code != StoreErrorCode::None)
        return Unexpected(error);
    return report;
}

StoreResult<CompressReport> compressBodies(StoreWriter& writer, const Progress& progress)
{
    return compressBodies(directAccess(writer), writer.database(), progress);
}

} // namespace nostrscope
