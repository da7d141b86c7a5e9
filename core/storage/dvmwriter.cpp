// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/dvmwriter.h"

namespace nostrscope {

namespace {

std::optional<std::int64_t> optionalOf(const SqlStatement& row, int column)
{
    return row.isNull(column) ? std::nullopt : std::optional(row.integer(column));
}

template <typename Number>
void bindOptional(SqlStatement& statement, int index, const std::optional<Number>& value)
{
    if (value)
        statement.bind(index, *value);
    else
        statement.bindNull(index);
}

/// Ids are looked up by their first bytes; the whole id is compared where one is found.
std::int64_t waitingKey(const EventId& id)
{
    return static_cast<std::int64_t>(id.prefix());
}

HourNo hourOf(Timestamp createdAt, bool isFuture)
{
    return isFuture ? futureHour : nostrscope::hourOf(createdAt);
}

CellKey providerCell(AuthorNo provider, HourNo hour)
{
    return {Dimension::ByProvider, provider, hour};
}

CellKey kindCell(Kind kind, HourNo hour)
{
    return {Dimension::ByJobKind, kind, hour};
}

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

void addAnswerCounts(RollupDelta& cells, const DvmAnswer& answer, const DvmRequest* request, HourNo hour,
                     int sign)
{
    cells.addDvm(providerCell(answer.provider, hour), countsOfAnswer(answer, request, false), sign);
    cells.addDvm(kindCell(jobKindOf(answer, request), hour), countsOfAnswer(answer, request, true), sign);
}

void addPaid(RollupDelta& cells, AuthorNo provider, std::int64_t millisats, HourNo hour)
{
    cells.addDvm(providerCell(provider, hour), countsOfPayment(millisats), 1);
}

DvmWork workOf(const SqlStatement& row, int first)
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

constexpr const char* workColumns =
    "results, feedback, errors, feedback_at, result_at, feedback_live_at, result_live_at, asked, invoiced";

} // namespace

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

DvmWriter::DvmWriter(SqlDatabase& database, FindRow findRow, FindAuthor findAuthor, QByteArrayView schema)
    : m_database(database)
    , m_schema(schema.toByteArray())
    , m_findRow(std::move(findRow))
    , m_findAuthor(std::move(findAuthor))
    , m_insertRequest(database, "INSERT INTO " + m_schema + ".dvm_request VALUES(?, ?, ?, ?, ?, ?, ?)")
    , m_insertAnswer(database,
                     "INSERT INTO " + m_schema + ".dvm_answer VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    , m_insertPayment(database, "INSERT INTO " + m_schema + ".dvm_payment VALUES(?, ?, ?, ?, ?, ?)")
    , m_insertWaiting(database, "INSERT INTO " + m_schema + ".dvm_waiting VALUES(?, ?)")
    , m_see(database,
            "INSERT INTO " + m_schema
                + ".dvm_seen VALUES(?1, ?2, ?3, ?3, ?4) ON CONFLICT DO UPDATE SET first_at = min(first_at, "
                  "excluded.first_at), last_at = max(last_at, excluded.last_at), result_at = "
                  "max(coalesce(result_at, excluded.result_at), coalesce(excluded.result_at, result_at))")
    , m_readRequest(database,
                    QByteArray("SELECT ") + dvmRequestColumns + " FROM " + m_schema
                        + ".dvm_request WHERE seq = ?")
    , m_readAnswer(database,
                   QByteArray("SELECT ") + dvmAnswerColumns + " FROM " + m_schema
                       + ".dvm_answer WHERE seq = ?")
    , m_readZap(database,
                "SELECT zap.target, zap.millisats, event.created_at, event.future FROM " + m_schema
                    + ".zap JOIN main.event ON event.seq = zap.seq WHERE zap.seq = ?")
    , m_kindOf(database, "SELECT kind FROM main.event WHERE seq = ?")
    , m_readWork(database,
                 QByteArray("SELECT ") + workColumns + " FROM " + m_schema
                     + ".dvm_work WHERE request = ? AND provider = ?")
    , m_writeWork(database,
                  "INSERT OR REPLACE INTO " + m_schema + ".dvm_work VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    , m_match(database, "UPDATE " + m_schema + ".dvm_answer SET request = ?, job = NULL WHERE seq = ?")
    , m_waiting(database, "SELECT seq FROM " + m_schema + ".dvm_waiting WHERE id_key = ?")
    , m_removeWaiting(database, "DELETE FROM " + m_schema + ".dvm_waiting WHERE id_key = ? AND seq = ?")
{
    if (m_schema != "main")
        m_keptMatch = SqlStatement(database,
                                   QByteArray("SELECT ") + dvmRequestColumns + " FROM " + m_schema
                                       + ".dvm_request WHERE seq = (SELECT request FROM main.dvm_answer "
                                         "WHERE seq = ?)");
}

bool DvmWriter::add(const facts::Fact& fact, const DvmEventRow& event, RollupDelta& cells)
{
    if (const auto* asked = std::get_if<facts::JobAsked>(&fact))
        return addRequest({event.seq, event.createdAt, event.isFuture, event.kind, event.author, event.liveAt,
                           asked->isEncrypted},
                          event.id, cells);
    if (const auto* zap = std::get_if<facts::Zap>(&fact))
        return addZap(*zap, event, cells);
    const auto* answered = std::get_if<facts::JobAnswered>(&fact);
    if (answered == nullptr)
        return true;
    DvmAnswer answer{event.seq,        event.createdAt, event.isFuture,    event.kind,
                     event.author,     event.liveAt,    std::nullopt,      std::nullopt,
                     answered->status, answered->asked, answered->invoiced};
    if (answered->customer) {
        answer.statedCustomer = m_findAuthor(*answered->customer);
        if (!answer.statedCustomer)
            return false;
    }
    return addAnswer(std::move(answer), event.id, answered->request, cells);
}

bool DvmWriter::addRequest(const DvmRequest& request, const EventId& id, RollupDelta& cells)
{
    m_insertRequest.bind(1, request.seq)
        .bind(2, request.createdAt)
        .bind(3, int(request.isFuture))
        .bind(4, int(request.kind))
        .bind(5, request.customer)
        .bind(7, int(request.isEncrypted));
    bindOptional(m_insertRequest, 6, request.liveAt);
    if (!m_insertRequest.run())
        return false;
    addJob(cells, request, {}, hourOf(request.createdAt, request.isFuture), 1);
    if (!request.isFuture && !see(Dimension::ByJobKind, request.kind, request.createdAt, false))
        return false;
    return claimWaiting(id, [&](std::int64_t seq) { return takeAnswer(seq, request, id, cells); });
}

bool DvmWriter::addAnswer(DvmAnswer answer, const EventId& id, const std::optional<EventId>& job,
                          RollupDelta& cells)
{
    std::optional<DvmRequest> request;
    if (job) {
        if (const auto row = m_findRow(*job); row && m_readRequest.bind(1, *row).step()) {
            request = dvmRequestOf(m_readRequest);
            m_readRequest.reset();
        } else if (!row && m_schema != "main" && m_keptMatch.bind(1, answer.seq).step()) {
            request = dvmRequestOf(m_keptMatch); // its event is gone, and with it the way from its id
            m_keptMatch.reset();
        }
        if (request)
            answer.request = request->seq;
        if (!isOk())
            return false;
        if (!request && !m_insertWaiting.bind(1, waitingKey(*job)).bind(2, answer.seq).run())
            return false;
    }
    if (!writeAnswer(answer, request ? std::nullopt : job))
        return false;
    addAnswerCounts(cells, answer, request ? &*request : nullptr, hourOf(answer.createdAt, answer.isFuture),
                    1);
    if (request && !work(*request, answer, cells))
        return false;
    if (!answer.isFuture && !see(Dimension::ByProvider, answer.provider, answer.createdAt, answer.isResult()))
        return false;
    return claimWaiting(id, [&](std::int64_t seq) { return takeZap(seq, answer, id, cells); });
}

bool DvmWriter::see(Dimension dimension, std::uint32_t value, Timestamp at, bool isResult)
{
    m_see.bind(1, static_cast<int>(dimension)).bind(2, value).bind(3, at);
    if (isResult)
        m_see.bind(4, at);
    else
        m_see.bindNull(4);
    return m_see.run();
}

bool DvmWriter::writeAnswer(const DvmAnswer& answer, const std::optional<EventId>& job)
{
    m_insertAnswer.bind(1, answer.seq)
        .bind(2, answer.createdAt)
        .bind(3, int(answer.isFuture))
        .bind(4, int(answer.kind))
        .bind(5, answer.provider)
        .bind(9, int(answer.status));
    bindOptional(m_insertAnswer, 6, answer.liveAt);
    bindOptional(m_insertAnswer, 7, answer.request);
    bindOptional(m_insertAnswer, 8, answer.statedCustomer);
    bindOptional(m_insertAnswer, 10, answer.asked);
    bindOptional(m_insertAnswer, 11, answer.invoiced);
    if (job)
        m_insertAnswer.bind(12, job->view());
    else
        m_insertAnswer.bindNull(12);
    return m_insertAnswer.run();
}

/// What the answer changes in the rows and figures of its job.
bool DvmWriter::work(const DvmRequest& request, const DvmAnswer& answer, RollupDelta& cells)
{
    if (!isWork(request, answer))
        return true;
    const auto hour = hourOf(request.createdAt, request.isFuture);
    const auto before = readWork(request.seq, answer.provider);
    auto after = before;
    after.add(answer);
    if (before != DvmWork()) // it is the first that this provider does for the job
        addWork(cells, request, answer.provider, before, hour, -1);
    addWork(cells, request, answer.provider, after, hour, 1);
    const auto allBefore = readWork(request.seq, allProviders);
    auto allAfter = allBefore;
    allAfter.add(answer);
    addJob(cells, request, allBefore, hour, -1);
    addJob(cells, request, allAfter, hour, 1);
    return isOk() && writeWork(request.seq, answer.provider, after)
        && writeWork(request.seq, allProviders, allAfter);
}

DvmWork DvmWriter::readWork(std::int64_t request, AuthorNo provider)
{
    if (!m_readWork.bind(1, request).bind(2, provider).step())
        return {};
    const auto work = workOf(m_readWork, 0);
    m_readWork.reset();
    return work;
}

bool DvmWriter::writeWork(std::int64_t request, AuthorNo provider, const DvmWork& work)
{
    m_writeWork.bind(1, request)
        .bind(2, provider)
        .bind(3, work.results)
        .bind(4, work.feedback)
        .bind(5, work.errors);
    bindOptional(m_writeWork, 6, work.feedbackAt);
    bindOptional(m_writeWork, 7, work.resultAt);
    bindOptional(m_writeWork, 8, work.feedbackLiveAt);
    bindOptional(m_writeWork, 9, work.resultLiveAt);
    bindOptional(m_writeWork, 10, work.asked);
    bindOptional(m_writeWork, 11, work.invoiced);
    return m_writeWork.run();
}

/// Calls `take` with every row that waits for this id, or for one that begins alike.
bool DvmWriter::claimWaiting(const EventId& id, const std::function<bool(std::int64_t)>& take)
{
    std::vector<std::int64_t> rows;
    m_waiting.bind(1, waitingKey(id));
    while (m_waiting.step())
        rows.push_back(m_waiting.integer(0));
    return isOk() && std::all_of(rows.begin(), rows.end(), take);
}

/// An answer that came before its request.
bool DvmWriter::takeAnswer(std::int64_t seq, const DvmRequest& request, const EventId& id, RollupDelta& cells)
{
    if (!m_readAnswer.bind(1, seq).step())
        return isOk(); // a zap waits for it
    const bool isIt = m_readAnswer.blob(11) == id.view();
    auto answer = dvmAnswerOf(m_readAnswer);
    m_readAnswer.reset();
    if (!isIt)
        return true;
    if (!m_match.bind(1, request.seq).bind(2, seq).run()
        || !m_removeWaiting.bind(1, waitingKey(id)).bind(2, seq).run())
        return false;
    const auto hour = hourOf(answer.createdAt, answer.isFuture);
    addAnswerCounts(cells, answer, nullptr, hour, -1);
    answer.request = request.seq;
    addAnswerCounts(cells, answer, &request, hour, 1);
    return work(request, answer, cells);
}

/// A zap receipt that came before the answer it pays for.
bool DvmWriter::takeZap(std::int64_t seq, const DvmAnswer& answer, const EventId& id, RollupDelta& cells)
{
    if (!m_readZap.bind(1, seq).step())
        return isOk();
    const bool isIt = m_readZap.blob(0) == id.view();
    const auto millisats = m_readZap.integer(1);
    const auto createdAt = m_readZap.integer(2);
    const bool isFuture = m_readZap.integer(3) != 0;
    m_readZap.reset();
    if (!isIt)
        return true;
    return m_removeWaiting.bind(1, waitingKey(id)).bind(2, seq).run()
        && addPayment(seq, createdAt, isFuture, millisats, answer, cells);
}

bool DvmWriter::addZap(const facts::Zap& zap, const DvmEventRow& event, RollupDelta& cells)
{
    if (!zap.target)
        return true;
    const auto row = m_findRow(*zap.target);
    if (!row || !m_readAnswer.bind(1, *row).step()) {
        if (!isOk() || (row && !isAnswer(*row)))
            return isOk();
        return m_insertWaiting.bind(1, waitingKey(*zap.target)).bind(2, event.seq).run();
    }
    const auto answer = dvmAnswerOf(m_readAnswer);
    m_readAnswer.reset();
    return addPayment(event.seq, event.createdAt, event.isFuture, static_cast<std::int64_t>(zap.millisats),
                      answer, cells);
}

/// Also of an answer that is stored and not added yet, in a rebuild or before a file is counted through.
bool DvmWriter::isAnswer(std::int64_t seq)
{
    if (!m_kindOf.bind(1, seq).step())
        return false;
    const auto role = dvmRole(static_cast<Kind>(m_kindOf.integer(0)));
    m_kindOf.reset();
    return role == DvmRole::Result || role == DvmRole::Feedback;
}

bool DvmWriter::addPayment(std::int64_t seq, Timestamp createdAt, bool isFuture, std::int64_t millisats,
                           const DvmAnswer& answer, RollupDelta& cells)
{
    addPaid(cells, answer.provider, millisats, hourOf(createdAt, isFuture));
    return m_insertPayment.bind(1, seq)
        .bind(2, createdAt)
        .bind(3, int(isFuture))
        .bind(4, answer.seq)
        .bind(5, answer.provider)
        .bind(6, millisats)
        .run();
}

bool DvmWriter::addKept(RollupDelta& cells)
{
    const auto isGone = [](const char* table) {
        return QByteArray(" NOT EXISTS (SELECT 1 FROM main.event WHERE event.seq = ") + table
            + ".seq AND length(event.body) > 0)";
    };
    SqlStatement requests(
        m_database,
        QByteArray("SELECT ") + dvmRequestColumns
            + ", (SELECT id FROM main.event WHERE event.seq = old.seq) FROM main.dvm_request AS "
              "old WHERE"
            + isGone("old"));
    while (requests.step()) {
        const auto id = EventId::fromBytes(requests.blob(7)).value_or(EventId());
        if (!addRequest(dvmRequestOf(requests), id, cells))
            return false;
    }
    // A request that is still there is added later: until then its answers wait for it.
    SqlStatement answers(m_database,
                         QByteArray("SELECT ") + dvmAnswerColumns
                             + ", (SELECT id FROM main.event WHERE event.seq = old.request), (SELECT id FROM "
                               "main.event WHERE event.seq = old.seq) FROM main.dvm_answer AS old WHERE"
                             + isGone("old"));
    while (answers.step()) {
        auto answer = dvmAnswerOf(answers);
        answer.request.reset();
        auto job = EventId::fromBytes(answers.blob(11));
        if (!job)
            job = EventId::fromBytes(answers.blob(12));
        if (!job && !answers.isNull(6))
            job = EventId(); // of a request that is gone too: found by its row
        if (!addAnswer(std::move(answer), EventId::fromBytes(answers.blob(13)).value_or(EventId()), job,
                       cells))
            return false;
    }
    SqlStatement payments(
        m_database,
        "SELECT seq, created_at, future, answer, provider, millisats FROM main.dvm_payment AS "
        "old WHERE"
            + isGone("old"));
    while (payments.step()) {
        DvmAnswer answer;
        answer.seq = payments.integer(3);
        answer.provider = static_cast<AuthorNo>(payments.integer(4));
        if (!addPayment(payments.integer(0), payments.integer(1), payments.integer(2) != 0,
                        payments.integer(5), answer, cells))
            return false;
    }
    // Of zaps; those of answers were made anew.
    return m_database.exec(
        "INSERT OR IGNORE INTO " + m_schema
        + ".dvm_waiting SELECT * FROM main.dvm_waiting AS old WHERE NOT EXISTS (SELECT 1 FROM "
          "main.dvm_answer WHERE dvm_answer.seq = old.seq) AND"
        + isGone("old"));
}

DvmRows::DvmRows(SqlDatabase& database)
    : m_requests(database,
                 QByteArray("SELECT ") + dvmRequestColumns
                     + " FROM dvm_request WHERE created_at BETWEEN ? AND ? AND future = 0")
    , m_works(database, QByteArray("SELECT provider, ") + workColumns + " FROM dvm_work WHERE request = ?")
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
            const auto work = workOf(m_works, 1);
            if (provider == allProviders)
                all = work;
            else
                addWork(cells, request, provider, work, 0, 1);
        }
        addJob(cells, request, all, 0, 1);
    }
    constexpr int requestColumn = 12;
    m_answers.bind(1, first).bind(2, last);
    while (m_answers.step()) {
        const auto answer = dvmAnswerOf(m_answers);
        const auto request = dvmRequestOf(m_answers, requestColumn);
        addAnswerCounts(cells, answer, m_answers.isNull(requestColumn) ? nullptr : &request, 0, 1);
    }
    m_payments.bind(1, first).bind(2, last);
    while (m_payments.step())
        addPaid(cells, static_cast<AuthorNo>(m_payments.integer(0)), m_payments.integer(1), 0);
}

} // namespace nostrscope
