// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/dvmrows.h"

namespace nostrscope {

namespace {

std::optional<std::int64_t> optionalOf(const SqlStatement& row, int column)
{
    return row.isNull(column) ? std::nullopt : std::optional(row.integer(column));
}

CellKey providerCell(AuthorNo provider, HourNo hour)
{
    return {Dimension::ByProvider, provider, hour};
}

CellKey kindCell(Kind kind, HourNo hour)
{
    return {Dimension::ByJobKind, kind, hour};
}

} // namespace

namespace dvm {

void addJob(RollupDelta& cells, const DvmRequest& request, const DvmWork& all, HourNo hour, int sign)
{
    cells.addDvm(kindCell(request.kind, hour), countsOfJob(request, all), sign);
}

void addWork(RollupDelta& cells, const DvmRequest& request, AuthorNo provider, const DvmWork& work,
             HourNo hour, int sign)
{
    cells.addDvm(providerCell(provider, hour), countsOfWork(request, work), sign);
    if (work.asked || work.invoiced)
        cells.addDvm(kindCell(request.kind, hour), pricesOf(work), sign);
}

void addAnswer(RollupDelta& cells, const DvmAnswer& answer, const DvmRequest* request, HourNo hour, int sign)
{
    cells.addDvm(providerCell(answer.provider, hour), countsOfAnswer(answer, request, false), sign);
    cells.addDvm(kindCell(jobKindOf(answer, request), hour), countsOfAnswer(answer, request, true), sign);
}

void addPaid(RollupDelta& cells, AuthorNo provider, std::int64_t millisats, HourNo hour)
{
    cells.addDvm(providerCell(provider, hour), countsOfPayment(millisats), 1);
}

} // namespace dvm

DvmEventRow dvmEventOf(const SqlStatement& row)
{
    DvmEventRow event;
    event.seq = row.integer(0);
    event.id = EventId::fromBytes(row.blob(1)).value_or(EventId());
    event.createdAt = row.integer(2);
    event.isFuture = row.integer(3) != 0;
    event.kind = static_cast<Kind>(row.integer(4));
    event.author = static_cast<AuthorNo>(row.integer(5));
    if (static_cast<Origin>(row.integer(7)) == Origin::Live)
        event.liveAt = row.integer(6);
    return event;
}

DvmRequest dvmRequestOf(const SqlStatement& row, int first)
{
    DvmRequest request;
    request.seq = row.integer(first);
    request.createdAt = row.integer(first + 1);
    request.isFuture = row.integer(first + 2) != 0;
    request.kind = static_cast<Kind>(row.integer(first + 3));
    request.customer = static_cast<AuthorNo>(row.integer(first + 4));
    request.liveAt = optionalOf(row, first + 5);
    request.isEncrypted = row.integer(first + 6) != 0;
    return request;
}

DvmAnswer dvmAnswerOf(const SqlStatement& row, int first)
{
    DvmAnswer answer;
    answer.seq = row.integer(first);
    answer.createdAt = row.integer(first + 1);
    answer.isFuture = row.integer(first + 2) != 0;
    answer.kind = static_cast<Kind>(row.integer(first + 3));
    answer.provider = static_cast<AuthorNo>(row.integer(first + 4));
    answer.liveAt = optionalOf(row, first + 5);
    answer.request = optionalOf(row, first + 6);
    if (!row.isNull(first + 7))
        answer.statedCustomer = static_cast<AuthorNo>(row.integer(first + 7));
    answer.status = static_cast<JobStatus>(row.integer(first + 8));
    answer.asked = optionalOf(row, first + 9);
    answer.invoiced = optionalOf(row, first + 10);
    return answer;
}

DvmWork dvmWorkOf(const SqlStatement& row, int first)
{
    DvmWork work;
    work.results = row.integer(first);
    work.feedback = row.integer(first + 1);
    work.errors = row.integer(first + 2);
    work.feedbackAt = optionalOf(row, first + 3);
    work.resultAt = optionalOf(row, first + 4);
    work.feedbackLiveAt = optionalOf(row, first + 5);
    work.resultLiveAt = optionalOf(row, first + 6);
    work.asked = optionalOf(row, first + 7);
    work.invoiced = optionalOf(row, first + 8);
    return work;
}

DvmRows::DvmRows(SqlDatabase& database)
    : m_requests(database,
                 QByteArray("SELECT ") + dvmRequestColumns
                     + " FROM dvm_request WHERE created_at BETWEEN ? AND ? AND future = 0")
    , m_works(database, QByteArray("SELECT provider, ") + dvmWorkColumns + " FROM dvm_work WHERE request = ?")
    , m_answers(database,
                "SELECT a.seq, a.created_at, a.future, a.kind, a.author, a.live_at, a.request, a.customer, "
                "a.status, a.asked, a.invoiced, a.job, r.seq, r.created_at, r.future, r.kind, r.author, "
                "r.live_at, r.encrypted FROM dvm_answer AS a LEFT JOIN dvm_request AS r ON r.seq = a.request "
                "WHERE a.created_at BETWEEN ? AND ? AND a.future = 0")
    , m_payments(
          database,
          "SELECT provider, millisats FROM dvm_payment WHERE created_at BETWEEN ? AND ? AND future = 0")
{
}

void DvmRows::addTo(RollupDelta& cells, Timestamp first, Timestamp last)
{
    m_requests.bind(1, first).bind(2, last);
    while (m_requests.step()) {
        const auto request = dvmRequestOf(m_requests);
        DvmWork all;
        m_works.bind(1, request.seq);
        while (m_works.step()) {
            const auto provider = static_cast<AuthorNo>(m_works.integer(0));
            const auto work = dvmWorkOf(m_works, 1);
            if (provider == allProviders)
                all = work;
            else
                dvm::addWork(cells, request, provider, work, 0, 1);
        }
        dvm::addJob(cells, request, all, 0, 1);
    }
    constexpr int requestColumn = 12;
    m_answers.bind(1, first).bind(2, last);
    while (m_answers.step()) {
        const auto answer = dvmAnswerOf(m_answers);
        const auto request = dvmRequestOf(m_answers, requestColumn);
        dvm::addAnswer(cells, answer, m_answers.isNull(requestColumn) ? nullptr : &request, 0, 1);
    }
    m_payments.bind(1, first).bind(2, last);
    while (m_payments.step())
        dvm::addPaid(cells, static_cast<AuthorNo>(m_payments.integer(0)), m_payments.integer(1), 0);
}

} // namespace nostrscope
