// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/store.h"
#include "models/celltablemodel.h"
#include "models/fmt.h"

namespace nostrscope {

/// The machines of an answer to Question::Subject::Dvms; rows have the public key in hex as key and are in
/// its order, which never changes.
namespace machinetable {
enum ColumnIndex {
    StatusColumn,
    MachineColumn,
    CustomersColumn,
    JobsColumn,
    ResultsColumn,
    AnsweredColumn,
    MedianColumn,
    SlowColumn,
    KindsColumn,
    ErrorsColumn,
    PaymentColumn,
    AskedColumn,
    OwnColumn,
    LastColumn,
    ColumnCount
};
[[nodiscard]] std::vector<Column> columns();
/// At most `limit` rows, the first of the answer; rows whose key is none are left out.
[[nodiscard]] CellRows rows(const Table& machines, const Fmt& fmt, int limit);
} // namespace machinetable

/// The kinds of an answer to Question::Subject::JobKinds; rows have the number as key and are in its order.
namespace jobkindtable {
enum ColumnIndex {
    KindColumn,
    RequestsColumn,
    CustomersColumn,
    ResultsColumn,
    AnsweredColumn,
    MachinesColumn,
    MedianColumn,
    SlowColumn,
    AskedColumn,
    LastColumn,
    ColumnCount
};
[[nodiscard]] std::vector<Column> columns();
[[nodiscard]] CellRows rows(const Table& kinds, const Fmt& fmt, int limit);
} // namespace jobkindtable

/// "npub1…" of a key in hex; empty when it is none.
[[nodiscard]] QString npubOfHex(const QByteArray& hex);
/// part / whole of two columns; none when the whole is 0.
[[nodiscard]] std::optional<double> shareOf(const Table& table, std::size_t row, QByteArrayView part,
                                            QByteArrayView whole);

} // namespace nostrscope
