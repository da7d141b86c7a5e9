// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakedvms.h"

#include "core/nostr/ids.h"

namespace nostrscope {

namespace {

struct FakeMachine {
    int customers;
    int jobs;
    int answered;
    int failed;
    int results;
    int payments; ///< feedback that asks for one
    int own;
    qint64 median; ///< ms; 0: no time known
    qint64 sats; ///< 0: none named
    QVariantList kinds;
    Timestamp age; ///< of its newest answer, seconds
    bool isActive;
};

const std::vector<FakeMachine>& machines()
{
    static const std::vector<FakeMachine> all{
        {.customers = 41,
         .jobs = 950,
         .answered = 931,
         .failed = 4,
         .results = 940,
         .payments = 0,
         .own = 0,
         .median = 2'340,
         .sats = 10,
         .kinds = {5050, 5100, 5300},
         .age = 12,
         .isActive = true},
        {.customers = 17,
         .jobs = 400,
         .answered = 322,
         .failed = 61,
         .results = 330,
         .payments = 12,
         .own = 3,
         .median = 11'800,
         .sats = 50,
         .kinds = {5050, 5999},
         .age = 94,
         .isActive = true},
        {.customers = 9,
         .jobs = 120,
         .answered = 120,
         .failed = 0,
         .results = 1'200,
         .payments = 0,
         .own = 0,
         .median = 810,
         .sats = 0,
         .kinds = {5300},
         .age = 700,
         .isActive = true},
        {.customers = 0,
         .jobs = 0,
         .answered = 0,
         .failed = 0,
         .results = 0,
         .payments = 0,
         .own = 5'000,
         .median = 0,
         .sats = 0,
         .kinds = {},
         .age = 40,
         .isActive = true},
        {.customers = 0,
         .jobs = 210,
         .answered = 0,
         .failed = 0,
         .results = 0,
         .payments = 210,
         .own = 0,
         .median = 0,
         .sats = 21'000,
         .kinds = {5100},
         .age = 3'000,
         .isActive = false},
        {.customers = 1,
         .jobs = 30,
         .answered = 1,
         .failed = 29,
         .results = 1,
         .payments = 0,
         .own = 0,
         .median = 64'000,
         .sats = 5,
         .kinds = {5050},
         .age = 200'000,
         .isActive = false},
    };
    return all;
}

struct FakeJobKind {
    Kind kind;
    int requests;
    int users;
    int answered;
    int machines;
    int results;
    qint64 median;
    qint64 sats;
};
constexpr FakeJobKind jobKinds[] = {
    {5050, 900, 44, 871, 3, 882, 4'100, 10},
    {5100, 320, 20, 300, 1, 301, 9'000, 21'000},
    {5300, 140, 11, 140, 2, 1'287, 840, 0},
    {5999, 12, 2, 0, 0, 0, 0, 0},
};

/// Names and values of one row.
class RowMaker {
public:
    explicit RowMaker(Table& table)
        : m_table(table)
        , m_isFirst(table.rows.empty())
    {
        m_table.rows.emplace_back();
    }
    RowMaker& add(const char* column, const QVariant& value)
    {
        if (m_isFirst)
            m_table.columns.append(column);
        m_table.rows.back().push_back(value);
        return *this;
    }
    RowMaker& times(qint64 median)
    {
        add("result_p50_ms", median == 0 ? QVariant() : QVariant(median));
        add("result_p95_ms", median == 0 ? QVariant() : QVariant(median * 4));
        return add("times_are", QByteArray("received"));
    }
    RowMaker& asked(qint64 sats, int amounts)
    {
        add("asked", sats == 0 ? 0 : amounts);
        return add("asked_p50_millisats", sats == 0 ? QVariant() : QVariant(sats * 1000));
    }

private:
    Table& m_table;
    bool m_isFirst;
};

QByteArray keyOf(std::size_t index)
{
    return QByteArray(62, 'a') + QByteArray::number(static_cast<int>(index) + 10);
}

Table totals()
{
    Table table;
    RowMaker row(table);
    row.add("total_requests", 1'372).add("total_responses", 7'471).add("total_feedback", 2'190);
    row.add("unique_dvms", 6).add("unique_kinds", 4).add("unique_users", 58);
    row.add("popular_dvm", keyOf(0)).add("popular_kind", 5050).add("competitive_kind", 5050);
    row.add("jobs", 1'372).add("answered", 1'311).add("overdue", 37);
    row.add("payment_required", 222).add("processing", 1'604).add("partial", 20).add("success", 200);
    row.add("error", 94).add("other_status", 50);
    row.times(3'900).asked(12, 1'580);
    return table;
}

Table machineTable(Timestamp now)
{
    Table table;
    for (std::size_t i = 0; i < machines().size(); ++i) {
        const auto& machine = machines()[i];
        RowMaker row(table);
        row.add("pubkey", keyOf(i)).add("jobs", machine.jobs).add("answered", machine.answered);
        row.add("failed", machine.failed).add("customers", machine.customers).add("kinds", machine.kinds);
        row.add("results", machine.results).add("payment_required", machine.payments).add("own", machine.own);
        row.times(machine.median).asked(machine.sats, machine.jobs);
        row.add("last_seen", QVariant::fromValue<qlonglong>(now - machine.age));
        row.add("is_active", machine.isActive);
    }
    return table;
}

Table kindTable(Timestamp now)
{
    Table table;
    for (const auto& kind : jobKinds) {
        RowMaker row(table);
        row.add("kind", kind.kind).add("requests", kind.requests).add("users", kind.users);
        row.add("jobs", kind.requests).add("answered", kind.answered).add("dvms", kind.machines);
        row.add("results", kind.results).times(kind.median).asked(kind.sats, kind.requests);
        row.add("last_seen", QVariant::fromValue<qlonglong>(now - kind.requests));
    }
    return table;
}

} // namespace

Table fakeDvmTable(const Question& question)
{
    switch (question.subject) {
    case Question::Subject::DvmTotals:
        return totals();
    case Question::Subject::Dvms:
        return machineTable(question.now);
    case Question::Subject::JobKinds:
        return kindTable(question.now);
    default:
        return {};
    }
}

} // namespace nostrscope
