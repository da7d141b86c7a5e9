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
};

/// The six states that every table, card and icon uses (ux.md §4).
enum class Status : std::uint8_t { Online, Degraded, Down, Unknown, Paused, Checking };

} // namespace nostrscope
