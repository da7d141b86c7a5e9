// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/discoveryquestions.h"
#include "core/records/store.h"
#include "core/storage/sqlite.h"

#include <vector>

namespace nostrscope {

/// Groups of two and more, greatest first. A document without a key groups nobody: programs bring one along.
[[nodiscard]] std::vector<DuplicateGroup> findDuplicates(const std::vector<Candidate>& candidates);
/// What two URLs have in common that are one by their names.
[[nodiscard]] QByteArray duplicateName(const QByteArray& url);

/// Of all candidates and of the relays of our list, with what the user said of them.
[[nodiscard]] StoreResult<DuplicatesView> readDuplicates(SqlDatabase& database,
                                                         const DuplicatesQuestion& question);

} // namespace nostrscope
