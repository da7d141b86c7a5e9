// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Qt>

#include <cstdint>

namespace nostrscope {

/// What models answer besides the usual roles; ui delegates turn them into shapes, colours and fonts.
enum ItemRole : int {
    SortRole = Qt::UserRole + 1, ///< raw value of the column: qint64, quint64, double or QString
    SeverityRole, ///< int of Severity; greater = worse
    StatusRole, ///< int of Status: which shape; −1: none, but aligned with those that have one
    KeyRole, ///< identity of the row: RelayId::number(), service name …
    CopyRole, ///< text for the clipboard: full, unrounded, never elided
    /// Raw value for exports and comparisons, as its ColumnKind says; invalid: missing.
    ExportRole,
    BarRole, ///< double 0 … 1: length of a bar in the cell; invalid: none
    SparklineRole, ///< QList<double>, oldest first, NaN for gaps: drawn instead of the text
    HeartbeatRole, ///< QList<int> of Status, oldest first, −1 for nothing: drawn in front of the text
    // Of a column, asked of headerData():
    ColumnNameRole, ///< never changes and is never translated: settings, filters and exports use it
    ColumnKindRole, ///< int of ColumnKind
    ColumnUnitRole, ///< unit of the raw values as a suffix of the name in exports: "ms", "per_min"; may be
                    ///< empty
};

/// What the raw values of a column are.
enum class ColumnKind : std::uint8_t {
    Text,
    Number, ///< qint64, quint64 or double
    Ratio, ///< double, 0 … 1
    Duration, ///< qint64, milliseconds
    Time, ///< qint64, milliseconds since the epoch, UTC
    Bytes, ///< quint64
};

/// The six states that every table, card and icon uses (ux.md §4).
enum class Status : std::uint8_t { Online, Degraded, Down, Unknown, Paused, Checking };

} // namespace nostrscope
