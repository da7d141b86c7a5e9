// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/facts/rollup.h"
#include "core/storage/sqlite.h"

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

/// How rows add up, in the cells of `hour`. `sign`: -1 takes away what was added before.
namespace dvm {
void addJob(RollupDelta& cells, const DvmRequest& request, const DvmWork& all, HourNo hour, int sign);
void addWork(RollupDelta& cells, const DvmRequest& request, AuthorNo provider, const DvmWork& work,
             HourNo hour, int sign);
/// `request`: null while it is not stored.
void addAnswer(RollupDelta& cells, const DvmAnswer& answer, const DvmRequest* request, HourNo hour, int sign);
void addPaid(RollupDelta& cells, AuthorNo provider, std::int64_t millisats, HourNo hour);
} // namespace dvm

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
/// From `first` on the columns of dvmWorkColumns.
inline constexpr const char* dvmWorkColumns =
    "results, feedback, errors, feedback_at, result_at, feedback_live_at, result_live_at, asked, invoiced";
[[nodiscard]] DvmWork dvmWorkOf(const SqlStatement& row, int first = 0);

} // namespace nostrscope
