// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/trim.h"

#include "core/nostr/address.h"
#include "core/storage/eventbody.h"
#include "core/storage/factwriter.h"
#include "core/storage/storewriter.h"
#include "core/storage/versions.h"

#include <QElapsedTimer>

#include <algorithm>
#include <limits>
#include <memory>
#include <optional>

namespace nostrscope {

namespace {

constexpr Kind vanishKind = 62;
constexpr qint64 sliceMillis = 50;
constexpr std::size_t firstSlice = 500; ///< rows looked at: most are neither superseded nor vanished
constexpr std::size_t largestSlice = 5000;

bool hasVersions(Kind kind)
{
    const auto kindOf = kindClass(kind);
    return kindOf == KindClass::Replaceable || kindOf == KindClass::Addressable;
}

/// Walks through all events by time, on the index, and finds those whose body may go.
class TrimScan {
public:
    struct Victim {
        std::int64_t seq = 0;
        Event event;
        quint64 bytes = 0;
        bool hasVanished = false;
    };
    /// Looks at events up to the number `lastSeq`.
    TrimScan(SqlDatabase& database, const TrimPolicy& policy, const RetentionFloors& floors,
             std::int64_t lastSeq);

    /// Looks at up to `rows` further events; false at the end, and when the database fails.
    [[nodiscard]] bool next(std::size_t rows, std::vector<Victim>& victims);
    [[nodiscard]] quint64 looked() const { return m_looked; }

private:
    struct Row {
        std::int64_t seq = 0;
        Timestamp createdAt = 0;
        Kind kind = 0;
        std::int64_t author = 0;
        bool hasVanished = false;
    };
    void look(const Row& row, std::vector<Victim>& victims);
    [[nodiscard]] bool isSuperseded(const Event& event, std::int64_t author);

    SqlDatabase& m_database;
    const TrimPolicy m_policy;
    const RetentionFloors m_floors;
    const std::int64_t m_lastSeq;
    const BodyDictionaries m_dictionaries;
    SqlStatement m_next;
    SqlStatement m_event;
    VersionReader m_versions;
    Timestamp m_createdAt = -1; ///< looked at up to here
    std::int64_t m_seq = 0;
    quint64 m_looked = 0;
};

TrimScan::TrimScan(SqlDatabase& database, const TrimPolicy& policy, const RetentionFloors& floors,
                   std::int64_t lastSeq)
    : m_database(database)
    , m_policy(policy)
    , m_floors(floors)
    , m_lastSeq(lastSeq)
    , m_dictionaries(database)
    , m_next(database,
             "SELECT event.seq, event.created_at, event.kind, event.author, vanish.until FROM event INDEXED "
             "BY event_time LEFT JOIN vanish ON vanish.author = event.author WHERE (event.created_at, "
             "event.seq) > (?, ?) ORDER BY event.created_at, event.seq LIMIT ?")
    , m_event(database, "SELECT id, body FROM event WHERE seq = ? AND length(body) > 0")
    , m_versions(database)
{
}

bool TrimScan::next(std::size_t rows, std::vector<Victim>& victims)
{
    std::vector<Row> wanted;
    std::size_t read = 0;
    m_next.bind(1, m_createdAt).bind(2, m_seq).bind(3, static_cast<std::int64_t>(rows));
    while (m_next.step()) {
        ++read;
        m_seq = m_next.integer(0);
        m_createdAt = m_next.integer(1);
        Row row{m_seq, m_createdAt, static_cast<Kind>(m_next.integer(2)), m_next.integer(3), false};
        row.hasVanished = m_policy.vanished && row.kind != vanishKind && !m_next.isNull(4)
            && row.createdAt <= m_next.integer(4);
        if ((row.hasVanished || (m_policy.superseded && hasVersions(row.kind))) && row.seq <= m_lastSeq
            && !m_floors.isBelow(row.kind, row.createdAt))
            wanted.push_back(row);
    }
    m_versions.refresh();
    for (const auto& row : wanted)
        look(row, victims);
    m_looked += read;
    return read == rows && m_database.error().code == StoreErrorCode::None;
}

void TrimScan::look(const Row& row, std::vector<Victim>& victims)
{
    if (!m_event.bind(1, row.seq).step())
        return; // trimmed already
    Victim victim{row.seq, {}, static_cast<quint64>(m_event.blob(1).size()), row.hasVanished};
    victim.event.id = EventId::fromBytes(m_event.blob(0)).value_or(EventId());
    victim.event.createdAt = row.createdAt;
    victim.event.kind = row.kind;
    // What cannot be read stays, so that "verify" goes on telling of it.
    const bool isReadable = decodeBody(m_event.blob(1), m_dictionaries, victim.event);
    m_event.reset();
    if (isReadable && (row.hasVanished || isSuperseded(victim.event, row.author)))
        victims.push_back(std::move(victim));
}

bool TrimScan::isSuperseded(const Event& event, std::int64_t author)
{
    const auto address = Address::of(event);
    if (!address)
        return false;
    const auto key = identifierKey(address->identifier);
    const auto newest = m_versions.find({author, event.kind, key});
    return newest && replaces(newest->createdAt, newest->id, event.createdAt, event.id);
}

class BodyRemover {
public:
    explicit BodyRemover(SqlDatabase& database)
        : m_database(database)
        , m_stale(database, "INSERT OR IGNORE INTO lookup_stale VALUES(?)")
        , m_clear(database, "UPDATE event SET body = x'' WHERE seq = ?")
        , m_mark(database, "INSERT INTO trimmed VALUES(?)")
    {
    }
    /// In one transaction.
    [[nodiscard]] bool remove(const std::vector<TrimScan::Victim>& victims)
    {
        SqlTransaction transaction(m_database);
        if (!transaction.isOpen())
            return false;
        for (const auto& victim : victims) {
            if (!m_stale.bind(1, victim.seq).run() || !m_mark.bind(1, victim.seq).run()
                || !m_clear.bind(1, victim.seq).run())
                return false;
        }
        return transaction.commit();
    }

private:
    SqlDatabase& m_database;
    SqlStatement m_stale; ///< their tags are not theirs any more
    SqlStatement m_clear;
    SqlStatement m_mark;
};

/// A scan, and what it finds removed; lives on one connection.
struct TrimWork {
    enum class Mode : std::uint8_t { Count, Remove };
    TrimWork(SqlDatabase& on, const TrimPolicy& policy, const RetentionFloors& floors, std::int64_t lastSeq,
             Mode mode)
        : database(on)
        , scan(on, policy, floors, lastSeq)
    {
        if (mode == Mode::Remove)
            remover.emplace(on);
    }

    SqlDatabase& database;
    TrimScan scan;
    std::optional<BodyRemover> remover;
    std::vector<TrimScan::Victim> victims;

    /// Looks at so many further rows; false at the end. Errors are in the database.
    [[nodiscard]] bool slice(std::size_t rows, TrimReport& report)
    {
        victims.clear();
        const bool more = scan.next(rows, victims);
        if (database.error().code != StoreErrorCode::None)
            return false;
        if (remover && !victims.empty() && !remover->remove(victims)) {
            if (database.error().code == StoreErrorCode::None)
                database.restoreError({StoreErrorCode::Failed, {}});
            return false;
        }
        for (const auto& victim : victims) {
            ++(victim.hasVanished ? report.vanished : report.superseded);
            report.bytes += victim.bytes;
        }
        return more;
    }
};

/// `run` takes a function to where `work` lives and waits.
template <typename Run>
StoreResult<TrimReport> trim(const Run& run, std::unique_ptr<TrimWork>& work, quint64 total,
                             const Progress& progress)
{
    TrimReport report;
    StoreError error;
    auto slice = firstSlice;
    for (bool more = true; more && error.code == StoreErrorCode::None;) {
        const auto looked = work->scan.looked();
        if (progress && !progress(looked, std::max(looked, total))) {
            report.complete = false;
            break;
        }
        run([&] {
            QElapsedTimer timer;
            timer.start();
            work->database.clearError();
            more = work->slice(slice, report);
            error = work->database.error();
            slice = timer.elapsed() > sliceMillis / 2 ? std::max<std::size_t>(slice / 2, 1)
                                                      : std::min(slice * 2, largestSlice);
        });
    }
    if (error.code != StoreErrorCode::None)
        return Unexpected(error);
    return report;
}

quint64 storedEvents(SqlDatabase& database)
{
    return static_cast<quint64>(database.value("SELECT count(*) FROM event INDEXED BY event_time"));
}

} // namespace

StoreResult<TrimReport> planTrim(SqlDatabase& reader, const TrimPolicy& policy, const RetentionFloors& floors,
                                 const Progress& progress)
{
    if (policy.isOff())
        return TrimReport();
    reader.clearError();
    const auto total = storedEvents(reader);
    auto work = std::make_unique<TrimWork>(reader, policy, floors, std::numeric_limits<std::int64_t>::max(),
                                           TrimWork::Mode::Count);
    return trim([](const auto& function) { function(); }, work, total, progress);
}

StoreResult<TrimReport> applyTrim(const WriterAccess& access, const TrimPolicy& policy,
                                  const Progress& progress)
{
    if (policy.isOff())
        return TrimReport();
    std::unique_ptr<TrimWork> work;
    quint64 total = 0;
    access([&](StoreWriter& writer) {
        auto& database = writer.database();
        database.clearError();
        total = storedEvents(database);
        work =
            std::make_unique<TrimWork>(database, policy, writer.floors(),
                                       static_cast<std::int64_t>(writer.lastSeq()), TrimWork::Mode::Remove);
    });
    const auto run = [&access](const auto& function) { access([&](StoreWriter&) { function(); }); };
    auto report = trim(run, work, total, progress);
    access([&](StoreWriter& writer) {
        work.reset();
        if (!report)
            return;
        if (const auto dropped = writer.dropStale(); !dropped)
            report = Unexpected(dropped.error());
    });
    return report;
}

StoreResult<TrimReport> applyTrim(StoreWriter& writer, const TrimPolicy& policy, const Progress& progress)
{
    return applyTrim(directAccess(writer), policy, progress);
}

} // namespace nostrscope
