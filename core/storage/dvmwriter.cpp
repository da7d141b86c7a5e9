// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/dvmwriter.h"

namespace nostrscope {

namespace {

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

} // namespace

DvmWaiting::DvmWaiting(SqlDatabase& database, const QByteArray& table)
    : m_database(database)
    , m_add(database, "INSERT INTO " + table + " VALUES(?, ?)")
    , m_find(database, "SELECT seq FROM " + table + " WHERE id_key = ?")
    , m_remove(database, "DELETE FROM " + table + " WHERE id_key = ? AND seq = ?")
{
}

bool DvmWaiting::add(const EventId& id, std::int64_t seq)
{
    return m_add.bind(1, waitingKey(id)).bind(2, seq).run();
}

bool DvmWaiting::remove(const EventId& id, std::int64_t seq)
{
    return m_remove.bind(1, waitingKey(id)).bind(2, seq).run();
}

bool DvmWaiting::forEach(const EventId& id, const std::function<bool(std::int64_t)>& take)
{
    std::vector<std::int64_t> rows;
    m_find.bind(1, waitingKey(id));
    while (m_find.step())
        rows.push_back(m_find.integer(0));
    return m_database.error().code == StoreErrorCode::None && std::all_of(rows.begin(), rows.end(), take);
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
                 QByteArray("SELECT ") + dvmWorkColumns + " FROM " + m_schema
                     + ".dvm_work WHERE request = ? AND provider = ?")
    , m_writeWork(database,
                  "INSERT OR REPLACE INTO " + m_schema + ".dvm_work VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    , m_match(database, "UPDATE " + m_schema + ".dvm_answer SET request = ?, job = NULL WHERE seq = ?")
    , m_answersWaiting(database, m_schema + ".dvm_waiting")
    , m_zapsWaiting(database, m_schema + ".dvm_zap_waiting")
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
    dvm::addJob(cells, request, {}, hourOf(request.createdAt, request.isFuture), 1);
    if (!request.isFuture && !see(Dimension::ByJobKind, request.kind, request.createdAt, false))
        return false;
    return m_answersWaiting.forEach(id,
                                    [&](std::int64_t seq) { return takeAnswer(seq, request, id, cells); });
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
        if (!request && !m_answersWaiting.add(*job, answer.seq))
            return false;
    }
    if (!writeAnswer(answer, request ? std::nullopt : job))
        return false;
    dvm::addAnswer(cells, answer, request ? &*request : nullptr, hourOf(answer.createdAt, answer.isFuture),
                   1);
    if (request && !work(*request, answer, cells))
        return false;
    if (!answer.isFuture && !see(Dimension::ByProvider, answer.provider, answer.createdAt, answer.isResult()))
        return false;
    return m_zapsWaiting.forEach(id, [&](std::int64_t seq) { return takeZap(seq, answer, id, cells); });
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
        dvm::addWork(cells, request, answer.provider, before, hour, -1);
    dvm::addWork(cells, request, answer.provider, after, hour, 1);
    const auto allBefore = readWork(request.seq, allProviders);
    auto allAfter = allBefore;
    allAfter.add(answer);
    dvm::addJob(cells, request, allBefore, hour, -1);
    dvm::addJob(cells, request, allAfter, hour, 1);
    return isOk() && writeWork(request.seq, answer.provider, after)
        && writeWork(request.seq, allProviders, allAfter);
}

DvmWork DvmWriter::readWork(std::int64_t request, AuthorNo provider)
{
    if (!m_readWork.bind(1, request).bind(2, provider).step())
        return {};
    const auto work = dvmWorkOf(m_readWork);
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

/// An answer that came before its request.
bool DvmWriter::takeAnswer(std::int64_t seq, const DvmRequest& request, const EventId& id, RollupDelta& cells)
{
    if (!m_readAnswer.bind(1, seq).step())
        return isOk();
    const bool isIt = m_readAnswer.blob(11) == id.view();
    auto answer = dvmAnswerOf(m_readAnswer);
    m_readAnswer.reset();
    if (!isIt)
        return true;
    if (!m_match.bind(1, request.seq).bind(2, seq).run() || !m_answersWaiting.remove(id, seq))
        return false;
    const auto hour = hourOf(answer.createdAt, answer.isFuture);
    dvm::addAnswer(cells, answer, nullptr, hour, -1);
    answer.request = request.seq;
    dvm::addAnswer(cells, answer, &request, hour, 1);
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
    return m_zapsWaiting.remove(id, seq) && addPayment(seq, createdAt, isFuture, millisats, answer, cells);
}

bool DvmWriter::addZap(const facts::Zap& zap, const DvmEventRow& event, RollupDelta& cells)
{
    if (!zap.target)
        return true;
    const auto row = m_findRow(*zap.target);
    if (!row || !m_readAnswer.bind(1, *row).step()) {
        if (!isOk() || (row && !isAnswer(*row)))
            return isOk();
        return m_zapsWaiting.add(*zap.target, event.seq);
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
    dvm::addPaid(cells, answer.provider, millisats, hourOf(createdAt, isFuture));
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
    return isOk();
}

} // namespace nostrscope
