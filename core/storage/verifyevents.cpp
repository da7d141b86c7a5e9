// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/verify.h"
#include "core/storage/eventbody.h"
#include "core/storage/maintenance.h"
#include "core/storage/sqlite.h"

#include <thread>

namespace nostrscope {

namespace {

constexpr int pageRows = 4096; // about 0.1 s on two cores, and one short read
constexpr std::size_t maxBad = 100;

struct Row {
    Event event;
    std::uint64_t seq = 0;
    bool isTrimmed = false;
    const char* problem = nullptr; ///< null: none
};

const char* problemOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Valid:
        return nullptr;
    case Verdict::BadId:
        return "bad_id";
    case Verdict::BadKey:
        return "bad_pubkey";
    case Verdict::BadSignature:
        return "bad_signature";
    }
    Q_UNREACHABLE();
}

std::vector<Row> readRows(SqlStatement& page, const BodyDictionaries& dictionaries, std::uint64_t after)
{
    std::vector<Row> rows;
    page.bind(1, after).bind(2, pageRows);
    while (page.step()) {
        Row row;
        row.seq = page.number(0);
        row.event.createdAt = page.integer(3);
        row.event.kind = static_cast<Kind>(page.integer(4));
        row.isTrimmed = page.blob(5).isEmpty();
        const auto id = EventId::fromBytes(page.blob(1));
        const auto author = PubKey::fromBytes(page.blob(2));
        row.event.id = id.value_or(EventId());
        row.event.pubkey = author.value_or(PubKey());
        if (!row.isTrimmed && (!id || !author || !decodeBody(page.blob(5), dictionaries, row.event)))
            row.problem = "unreadable";
        rows.push_back(std::move(row));
    }
    return rows;
}

void verifyRows(std::vector<Row>& rows, std::vector<EventVerifier>& verifiers)
{
    const auto part = [&](std::size_t first) {
        for (auto i = first; i < rows.size(); i += verifiers.size()) {
            if (!rows[i].problem && !rows[i].isTrimmed)
                rows[i].problem = problemOf(verifiers[first].verify(rows[i].event));
        }
    };
    std::vector<std::thread> threads;
    for (std::size_t i = 1; i < verifiers.size(); ++i)
        threads.emplace_back(part, i);
    part(0);
    for (auto& thread : threads)
        thread.join();
}

} // namespace

StoreResult<VerifyReport> verifyEvents(SqlDatabase& reader, const Progress& progress)
{
    reader.clearError();
    VerifyReport report;
    const BodyDictionaries dictionaries(reader);
    const auto total = static_cast<quint64>(reader.value("SELECT count(*) FROM event INDEXED BY event_time"));
    SqlStatement page(
        reader,
        "SELECT seq, id, (SELECT pubkey FROM author WHERE no = event.author), created_at, kind, body "
        "FROM event WHERE seq > ? ORDER BY seq LIMIT ?");
    std::vector<EventVerifier> verifiers(std::max(1U, std::thread::hardware_concurrency()));
    quint64 done = 0;
    for (std::uint64_t after = 0;;) {
        auto rows = readRows(page, dictionaries, after);
        if (reader.error().code != StoreErrorCode::None)
            return Unexpected(reader.error());
        if (rows.empty())
            return report;
        verifyRows(rows, verifiers);
        for (const auto& row : rows) {
            report.trimmed += row.isTrimmed;
            report.ok += !row.isTrimmed && !row.problem;
            report.bad += row.problem != nullptr;
            if (row.problem && report.first.size() < maxBad)
                report.first.push_back({row.event.id, row.seq, QString::fromLatin1(row.problem)});
        }
        after = rows.back().seq;
        done += rows.size();
        if (progress && !progress(done, std::max(done, total))) {
            report.complete = false;
            return report;
        }
    }
}

} // namespace nostrscope
