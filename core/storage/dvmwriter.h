// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/facts/facts.h"
#include "core/facts/rollup.h"
#include "core/storage/sqlite.h"

#include <functional>

namespace nostrscope {

/// The row of a stored event, as facts of data vending machines need it.
struct DvmEventRow {
    std::int64_t seq = 0;
    EventId id;
    Timestamp createdAt = 0;
    bool isFuture = false;
    Kind kind = 0;
    AuthorNo author = 0;
    std::optional<std::int64_t> liveAt; ///< ms of arrival, when it was received live
};

/// Keeps what is known of jobs (NIP-90): requests, their answers, what each provider did, and zap receipts
/// for answers; and says how the figures change. Whatever arrives first waits for what it refers to, so every
/// order gives the same rows and figures. Belongs to the writer; all calls are inside its transaction.
class DvmWriter {
public:
    /// The row of a stored event, none when it is not stored or the database fails.
    using FindRow = std::function<std::optional<std::int64_t>(const EventId&)>;
    /// The number of a key, none when the database fails.
    using FindAuthor = std::function<std::optional<AuthorNo>(const PubKey&)>;

    /// `schema`: "main", or "temp" for a rebuild beside it.
    DvmWriter(SqlDatabase& database, FindRow findRow, FindAuthor findAuthor, QByteArrayView schema = "main");

    /// Requests, answers and zaps; other facts are not its business. False when the database fails.
    [[nodiscard]] bool add(const facts::Fact& fact, const DvmEventRow& event, RollupDelta& cells);
    /// For a rebuild, before all events: what is known of events that retention removed or trimmed, from the
    /// rows that they left in `main`. These rows are never removed, because figures of events that are still
    /// stored rest on them.
    [[nodiscard]] bool addKept(RollupDelta& cells);

private:
    [[nodiscard]] bool addRequest(const DvmRequest& request, const EventId& id, RollupDelta& cells);
    [[nodiscard]] bool addAnswer(DvmAnswer answer, const EventId& id, const std::optional<EventId>& job,
                                 RollupDelta& cells);
    [[nodiscard]] bool addZap(const facts::Zap& zap, const DvmEventRow& event, RollupDelta& cells);
    [[nodiscard]] bool isAnswer(std::int64_t seq);
    [[nodiscard]] bool addPayment(std::int64_t seq, Timestamp createdAt, bool isFuture,
                                  std::int64_t millisats, const DvmAnswer& answer, RollupDelta& cells);
    [[nodiscard]] bool work(const DvmRequest& request, const DvmAnswer& answer, RollupDelta& cells);
    [[nodiscard]] bool claimWaiting(const EventId& id, const std::function<bool(std::int64_t)>& take);
    [[nodiscard]] bool takeAnswer(std::int64_t seq, const DvmRequest& request, const EventId& id,
                                  RollupDelta& cells);
    [[nodiscard]] bool takeZap(std::int64_t seq, const DvmAnswer& answer, const EventId& id,
                               RollupDelta& cells);
    [[nodiscard]] bool see(Dimension dimension, std::uint32_t value, Timestamp at, bool isResult);
    [[nodiscard]] bool writeAnswer(const DvmAnswer& answer, const std::optional<EventId>& job);
    [[nodiscard]] bool writeWork(std::int64_t request, AuthorNo provider, const DvmWork& work);
    [[nodiscard]] DvmWork readWork(std::int64_t request, AuthorNo provider);
    [[nodiscard]] bool isOk() const { return m_database.error().code == StoreErrorCode::None; }

    SqlDatabase& m_database;
    const QByteArray m_schema;
    const FindRow m_findRow;
    const FindAuthor m_findAuthor;
    SqlStatement m_insertRequest;
    SqlStatement m_insertAnswer;
    SqlStatement m_insertPayment;
    SqlStatement m_insertWaiting;
    SqlStatement m_see;
    SqlStatement m_readRequest;
    SqlStatement m_readAnswer;
    SqlStatement m_readZap;
    SqlStatement m_kindOf;
    SqlStatement m_readWork;
    SqlStatement m_writeWork;
    SqlStatement m_match;
    SqlStatement m_waiting;
    SqlStatement m_removeWaiting;
    SqlStatement m_keptMatch; ///< of a rebuild
};

/// What the figures of a range's edges are counted from: the same as the cells, row by row.
class DvmRows {
public:
    explicit DvmRows(SqlDatabase& database);
    /// Adds what is dated in [first, last] and not in the future, in the cells of one hour number: 0.
    void addTo(RollupDelta& cells, Timestamp first, Timestamp last);

private:
    SqlStatement m_requests;
    SqlStatement m_works;
    SqlStatement m_answers;
    SqlStatement m_payments;
};

/// Columns of `dvm_request` and `dvm_answer` from `first` on, as the statements of this file select them.
inline constexpr const char* dvmRequestColumns = "seq, created_at, future, kind, author, live_at, encrypted";
inline constexpr const char* dvmAnswerColumns =
    "seq, created_at, future, kind, author, live_at, request, customer, status, asked, invoiced, job";
/// Of `event`, for rows that are read to be added.
inline constexpr const char* dvmEventColumns =
    "event.seq, event.id, event.created_at, event.future, event.kind, "
    "event.author, event.received_at, event.origin, event.body";
inline constexpr int dvmBodyColumn = 8;
[[nodiscard]] DvmEventRow dvmEventOf(const SqlStatement& row);
[[nodiscard]] DvmRequest dvmRequestOf(const SqlStatement& row, int first = 0);
[[nodiscard]] DvmAnswer dvmAnswerOf(const SqlStatement& row, int first = 0);

} // namespace nostrscope
