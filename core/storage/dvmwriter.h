// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/facts/facts.h"
#include "core/storage/dvmrows.h"

#include <functional>

namespace nostrscope {

/// Rows that came before the event they refer to, by the first bytes of its id.
class DvmWaiting {
public:
    DvmWaiting(SqlDatabase& database, const QByteArray& table);
    [[nodiscard]] bool add(const EventId& id, std::int64_t seq);
    [[nodiscard]] bool remove(const EventId& id, std::int64_t seq);
    /// Calls `take` with every row that waits for this id, or for one that begins alike, until it is false.
    [[nodiscard]] bool forEach(const EventId& id, const std::function<bool(std::int64_t)>& take);

private:
    SqlDatabase& m_database;
    SqlStatement m_add;
    SqlStatement m_find;
    SqlStatement m_remove;
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
    SqlStatement m_see;
    SqlStatement m_readRequest;
    SqlStatement m_readAnswer;
    SqlStatement m_readZap;
    SqlStatement m_kindOf;
    SqlStatement m_readWork;
    SqlStatement m_writeWork;
    SqlStatement m_match;
    DvmWaiting m_answersWaiting; ///< for their requests
    DvmWaiting m_zapsWaiting; ///< for what they pay
    SqlStatement m_keptMatch; ///< of a rebuild
};

} // namespace nostrscope
