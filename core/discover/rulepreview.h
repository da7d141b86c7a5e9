// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/discoveryquestions.h"
#include "core/records/store.h"
#include "core/storage/sqlite.h"

namespace nostrscope {

/// Reads rules as text; the error is the first that is none.
[[nodiscard]] Expected<std::vector<AcceptRule>, QString> parseRules(const QStringList& texts);

/// What the rules of the question, or those that are stored, would accept now (DIS-3).
[[nodiscard]] StoreResult<RulesView> previewRules(SqlDatabase& database, const RulesQuestion& question);

} // namespace nostrscope
