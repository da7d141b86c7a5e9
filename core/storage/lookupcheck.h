// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/sqlite.h"

#include <QStringList>

namespace nostrscope {

/// Whether the runs of the look-ups are whole and in order, and whether every event that they should hold is
/// found by id and by author. A sentence for each thing that is wrong.
[[nodiscard]] QStringList checkLookups(SqlDatabase& database);

} // namespace nostrscope
