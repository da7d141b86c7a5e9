// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/store.h"
#include "core/storage/sqlite.h"

#include <QStringList>

namespace nostrscope {

/// NIP-05 identifiers in stored profiles (kind 0), of the newest profiles first, each once; without those
/// whose domain was read before. At most `most`, out of the newest 20,000 profiles.
[[nodiscard]] StoreResult<QStringList> readSeenNames(SqlDatabase& database, int most);

} // namespace nostrscope
