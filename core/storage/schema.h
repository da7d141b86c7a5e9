// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/sqlite.h"

namespace nostrscope {

/// "Nscp" in the file header, so that `file` and we know a Nostrscope database.
inline constexpr int applicationId = 0x4e736370;
/// Of this program. A file with a lower number is migrated on opening, one with a higher is refused.
inline constexpr int schemaVersion = 13;

/// Checks that the file is ours (or new), sets the connection up and brings the schema to the present
/// version; each step is one transaction. For the writer.
[[nodiscard]] StoreError prepareWriter(SqlDatabase& database);
/// Checks that the file is ours and of this version; for readers.
[[nodiscard]] StoreError prepareReader(SqlDatabase& database);

} // namespace nostrscope
