// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/monitorview.h"
#include "models/celltablemodel.h"
#include "models/fmt.h"

namespace nostrscope::relaycompare {

/// How many relays can be compared: six is what colours and dashes can tell apart.
inline constexpr int fewest = 2;
inline constexpr int most = 6;

/// One of them; `detail` is null until it is read.
struct Relay {
    RelayId id;
    QByteArray url; ///< empty: it is not in the list any more
    Status status = Status::Unknown;
    QString state; ///< in words
    std::shared_ptr<const RelayHealthDetail> detail;
};

[[nodiscard]] std::vector<Column> columns();
/// One row for each relay, in the order given; its key is the number of the relay.
[[nodiscard]] CellRows rows(const std::vector<Relay>& relays, const Fmt& fmt, UnixMillis now);

/// "1,2,3" as selections of pages have it; what is no number is left out, and so is what is there twice.
[[nodiscard]] QList<RelayId> fromSelection(const QString& text);
[[nodiscard]] QString toSelection(const QList<RelayId>& relays);

} // namespace nostrscope::relaycompare
