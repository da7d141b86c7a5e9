// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/celltablemodel.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace nostrscope {

/// A field that differs between two versions of a document; all texts are neutralised.
struct DocumentChange {
    enum class Kind : std::uint8_t { Added, Removed, Changed };
    Kind kind = Kind::Changed;
    QString field; ///< "limitation.max_limit", "fees.admission[0].amount"
    QString before; ///< empty when added
    QString after; ///< empty when removed
    friend bool operator==(const DocumentChange&, const DocumentChange&) = default;
};
struct DocumentDiff {
    std::vector<DocumentChange> changes; ///< in the order of the fields, at most maximumChanges
    std::size_t left = 0; ///< further ones
    bool isCut = false; ///< a version has more fields than are looked at
    QString problem; ///< not empty: why the two cannot be compared
};
inline constexpr std::size_t maximumChanges = 500;

/// What changed from one version of a relay information document (NIP-11) to the next. Lists of plain values
/// are one field, so are objects deeper than eight levels; at most 20,000 fields of each are looked at. Two
/// values that look alike when they are neutralised are told apart by their escapes. Pure; takes any bytes.
[[nodiscard]] DocumentDiff documentDiff(const QByteArray& before, const QByteArray& after);

[[nodiscard]] std::vector<Column> documentChangeColumns();
[[nodiscard]] CellRows documentChangeRows(const DocumentDiff& diff);

} // namespace nostrscope
