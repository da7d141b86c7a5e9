// SPDX-License-Identifier: GPL-3.0-or-later
// What data vending machines do (DVM-3, DVM-4, DVM-5): figures of a range by provider and by kind of job.
#include "core/storage/statreader.h"

#include "core/nostr/kinds.h"
#include "core/storage/stattime.h"

#include <algorithm>

namespace nostrscope {

namespace {

constexpr std::size_t customersColumn = 4; ///< of the table of providers
constexpr std::size_t resultsColumn = 6;
constexpr Timestamp activeWithin = 86'400; ///< a provider that answered since then is active

std::uint64_t counted(std::int64_t value)
{
    return static_cast<std::uint64_t>(std::max<std::int64_t>(value, 0));
}

QVariant optional(const std::optional<std::int64_t>& value)
{
    return value ? QVariant::fromValue<qlonglong>(*value) : QVariant();
}

std::int64_t feedbackOf(const DvmCounts& counts)
{
    std::int64_t sum = 0;
    for (const auto one : counts.feedback)
        sum += one;
    return sum;
}

/// Times from request to answer: received ones where there are any (architecture.md §6), else stated ones.
void addTimes(std::vector<QVariant>& row, const DvmCounts& counts)
{
    const bool isReceived = !counts.resultAfter.isEmpty() || !counts.feedbackAfter.isEmpty();
    const auto feedback = (isReceived ? counts.feedbackAfter : counts.feedbackAfterStated).histogram();
    const auto result = (isReceived ? counts.resultAfter : counts.resultAfterStated).histogram();
    row.push_back(optional(feedback.quantile(0.5)));
    row.push_back(optional(feedback.quantile(0.95)));
    row.push_back(optional(result.quantile(0.5)));
    row.push_back(optional(result.quantile(0.95)));
    row.push_back(QByteArray(isReceived ? "received" : "stated"));
}

const QList<QByteArray> timeColumns{"feedback_p50_ms", "feedback_p95_ms", "result_p50_ms", "result_p95_ms",
                                    "times_are"};

void addMoney(std::vector<QVariant>& row, const DvmCounts& counts)
{
    for (const auto* amounts : {&counts.asked, &counts.invoiced, &counts.paid}) {
        row.push_back(number(counted(amounts->count)));
        row.push_back(number(counted(amounts->sum)));
        row.push_back(optional(amounts->amounts.histogram().quantile(0.5)));
    }
}

const QList<QByteArray> moneyColumns{"asked",    "asked_millisats",    "asked_p50_millisats",
                                     "invoiced", "invoiced_millisats", "invoiced_p50_millisats",
                                     "paid",     "paid_millisats",     "paid_p50_millisats"};

/// Answers of all forms, those to oneself apart.
void addAnswers(std::vector<QVariant>& row, const DvmCounts& counts)
{
    row.push_back(number(counted(counts.results)));
    row.push_back(number(counted(feedbackOf(counts))));
    for (const auto status : {JobStatus::PaymentRequired, JobStatus::Processing, JobStatus::Partial,
                              JobStatus::Success, JobStatus::Error, JobStatus::Other})
        row.push_back(number(counted(counts.feedback[static_cast<std::size_t>(status)])));
    row.push_back(number(counted(counts.unmatched)));
    row.push_back(number(counted(counts.mismatched)));
    row.push_back(number(counted(counts.own)));
}

const QList<QByteArray> answerColumns{"results", "feedback", "payment_required", "processing", "partial",
                                      "success", "error",    "other_status",     "unmatched",  "mismatched",
                                      "own"};

/// By one number, then by another, then by the least key.
struct Best {
    std::optional<QByteArray> key;
    std::pair<std::uint64_t, std::uint64_t> rank;

    void offer(const QByteArray& other, std::pair<std::uint64_t, std::uint64_t> otherRank)
    {
        if (otherRank.first == 0)
            return;
        if (!key || otherRank > rank || (otherRank == rank && other < *key)) {
            key = other;
            rank = otherRank;
        }
    }
};

struct Seen {
    Timestamp first = 0;
    Timestamp last = 0;
    std::optional<Timestamp> result;
};

std::map<std::uint32_t, Seen> readSeen(SqlDatabase& database, Dimension dimension)
{
    std::map<std::uint32_t, Seen> all;
    SqlStatement rows(database,
                      "SELECT value, first_at, last_at, result_at FROM dvm_seen WHERE dimension = ?");
    rows.bind(1, static_cast<int>(dimension));
    while (rows.step())
        all[static_cast<std::uint32_t>(rows.integer(0))] = {
            rows.integer(1), rows.integer(2),
            rows.isNull(3) ? std::nullopt : std::optional<Timestamp>(rows.integer(3))};
    return all;
}

void addSeen(std::vector<QVariant>& row, const std::map<std::uint32_t, Seen>& seen, std::uint32_t value)
{
    const auto found = seen.find(value);
    for (const auto time : {&Seen::first, &Seen::last})
        row.push_back(found == seen.end() ? QVariant() : QVariant::fromValue<qlonglong>(found->second.*time));
}

void cut(Table& table, const Question& question)
{
    if (question.limit > 0 && table.rows.size() > static_cast<std::size_t>(question.limit))
        table.rows.resize(static_cast<std::size_t>(question.limit));
}

} // namespace

/// What was stored before its tables were there is counted in idle slices of the writer.
void StatReader::noteBackfill(Table& table)
{
    const auto left = m_database.value("SELECT max(dvm_end - dvm_next, 0) FROM state");
    if (left == 0)
        return;
    table.complete = false;
    table.partialReason =
        QStringLiteral("%1 events that were stored by an earlier version are still being counted").arg(left);
}

Table StatReader::dvmTotals(const Question& question)
{
    const auto kinds = sum(Dimension::ByKind, question.range);
    const auto jobKinds = sum(Dimension::ByJobKind, question.range);
    const auto providers = sum(Dimension::ByProvider, question.range);
    std::uint64_t requests = 0;
    std::uint64_t results = 0;
    std::uint64_t feedback = 0;
    std::uint64_t requestKinds = 0;
    AuthorSet users;
    AuthorSet dvms;
    Best popularKind;
    for (const auto& [kind, cell] : kinds) {
        // As text a smaller number may be the larger one; four digits are always in order.
        switch (dvmRole(static_cast<Kind>(kind))) {
        case DvmRole::Request:
            requests += cell.events;
            ++requestKinds;
            users.unite(cell.authors);
            popularKind.offer(QByteArray::number(kind), {cell.events, 0});
            break;
        case DvmRole::Result:
            results += cell.events;
            dvms.unite(cell.authors);
            break;
        case DvmRole::Feedback:
            feedback += cell.events;
            dvms.unite(cell.authors);
            break;
        case DvmRole::None:
            break;
        }
    }
    DvmCounts all;
    Best competitiveKind;
    for (const auto& [kind, cell] : jobKinds) {
        all.add(cell.dvm.counts());
        if (kind != 0)
            competitiveKind.offer(QByteArray::number(kind), {cell.dvm.counts().parties.size(), 0});
    }
    DvmCounts money;
    Best popular;
    Best popularByResults;
    SqlStatement key(m_database, "SELECT pubkey FROM author WHERE no = ?");
    for (const auto& [provider, cell] : providers) {
        const auto& counts = cell.dvm.counts();
        money.add(counts);
        if (!key.bind(1, provider).step())
            continue;
        const auto pubkey = key.blob(0).toByteArray().toHex();
        key.reset();
        popular.offer(pubkey, {counts.parties.size(), counted(counts.results)});
        popularByResults.offer(pubkey, {counted(counts.results), 0});
    }
    // Unanswered is overdue ten minutes after the request.
    constexpr Timestamp patience = 600;
    const auto& range = question.range;
    const auto unansweredOf = [](const DvmCounts& counts) { return counted(counts.jobs - counts.answered); };
    std::uint64_t overdue = unansweredOf(all);
    const auto youngFrom = question.now - patience;
    if (range.all || range.to > youngFrom) {
        const TimeRange young{range.all ? youngFrom : std::max(range.from, youngFrom),
                              range.all ? question.now : range.to, false};
        for (const auto& [kind, cell] : sum(Dimension::ByJobKind, young))
            overdue -= std::min(overdue, unansweredOf(cell.dvm.counts()));
    }
    const auto text = [](const Best& best) { return best.key ? QVariant(*best.key) : QVariant(); };
    const auto kindNumber = [](const Best& best) {
        return best.key ? QVariant::fromValue<qlonglong>(best.key->toLongLong()) : QVariant();
    };
    Table table;
    table.columns = {"total_requests", "total_responses",  "total_feedback", "unique_dvms",
                     "unique_kinds",   "unique_users",     "popular_dvm",    "popular_dvm_by_responses",
                     "popular_kind",   "competitive_kind", "jobs",           "encrypted",
                     "answered",       "failed",           "overdue"};
    std::vector<QVariant> row{number(requests),
                              number(results),
                              number(feedback),
                              number(dvms.size()),
                              number(requestKinds),
                              number(users.size()),
                              text(popular),
                              text(popularByResults),
                              kindNumber(popularKind),
                              kindNumber(competitiveKind),
                              number(counted(all.jobs)),
                              number(counted(all.encrypted)),
                              number(counted(all.answered)),
                              number(counted(all.failed)),
                              number(overdue)};
    table.columns += answerColumns;
    addAnswers(row, all);
    table.columns += timeColumns;
    addTimes(row, all);
    table.columns += moneyColumns;
    addMoney(row, money);
    table.rows.push_back(std::move(row));
    noteBackfill(table);
    return table;
}

Table StatReader::dvms(const Question& question)
{
    const auto cells = sum(Dimension::ByProvider, question.range);
    const auto seen = readSeen(m_database, Dimension::ByProvider);
    SqlStatement key(m_database, "SELECT pubkey FROM author WHERE no = ?");
    Table table;
    table.columns = {"pubkey", "jobs", "answered", "failed", "customers", "kinds"};
    table.columns += answerColumns;
    table.columns += timeColumns;
    table.columns += moneyColumns;
    table.columns += {"first_seen", "last_seen", "is_active"};
    for (const auto& [provider, cell] : cells) {
        if (!key.bind(1, provider).step())
            continue;
        const auto& counts = cell.dvm.counts();
        QVariantList kinds;
        for (const auto& [kind, answers] : counts.kinds.counts()) {
            if (kind != 0 && answers > 0)
                kinds.push_back(kind);
        }
        std::vector<QVariant> row{key.blob(0).toByteArray().toHex(), number(counted(counts.jobs)),
                                  number(counted(counts.answered)),  number(counted(counts.failed)),
                                  number(counts.parties.size()),     kinds};
        key.reset();
        addAnswers(row, counts);
        addTimes(row, counts);
        addMoney(row, counts);
        addSeen(row, seen, provider);
        const auto times = seen.find(provider);
        row.push_back(times != seen.end() && times->second.result
                      && question.now - *times->second.result < activeWithin);
        table.rows.push_back(std::move(row));
    }
    // Popular is who serves most people: counts of events are easily made up.
    std::sort(table.rows.begin(), table.rows.end(), [](const auto& a, const auto& b) {
        const auto rank = [](const auto& row) {
            return std::pair(row[customersColumn].toULongLong(), row[resultsColumn].toULongLong());
        };
        return rank(a) != rank(b) ? rank(a) > rank(b) : a[0].toByteArray() < b[0].toByteArray();
    });
    cut(table, question);
    noteBackfill(table);
    return table;
}

Table StatReader::jobKinds(const Question& question)
{
    const auto cells = sum(Dimension::ByJobKind, question.range);
    const auto events = sum(Dimension::ByKind, question.range);
    const auto seen = readSeen(m_database, Dimension::ByJobKind);
    Table table;
    table.columns = {"kind", "requests", "users", "jobs", "encrypted", "answered", "failed", "dvms"};
    table.columns += answerColumns;
    table.columns += timeColumns;
    table.columns += moneyColumns;
    table.columns += {"first_seen", "last_seen"};
    for (const auto& [kind, cell] : cells) {
        if (kind == 0) // feedback on jobs that are not stored
            continue;
        const auto& counts = cell.dvm.counts();
        const auto found = events.find(kind);
        std::vector<QVariant> row{kind,
                                  number(found == events.end() ? 0 : found->second.events),
                                  number(found == events.end() ? 0 : found->second.authors.size()),
                                  number(counted(counts.jobs)),
                                  number(counted(counts.encrypted)),
                                  number(counted(counts.answered)),
                                  number(counted(counts.failed)),
                                  number(counts.parties.size())};
        addAnswers(row, counts);
        addTimes(row, counts);
        addMoney(row, counts);
        addSeen(row, seen, kind);
        table.rows.push_back(std::move(row));
    }
    std::sort(table.rows.begin(), table.rows.end(), [](const auto& a, const auto& b) {
        const auto rank = [](const auto& row) { return row[1].toULongLong(); };
        return rank(a) != rank(b) ? rank(a) > rank(b) : a[0].toUInt() < b[0].toUInt();
    });
    cut(table, question);
    noteBackfill(table);
    return table;
}

} // namespace nostrscope
