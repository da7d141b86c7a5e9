// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/options.h"
#include "core/discover/acceptrule.h"
#include "core/engine/validator.h"
#include "core/storage/sqlitestore.h"

namespace nostrscope {

class Console;

// Parts of the command `discover`.

/// `discover candidates`: what was found so far.
[[nodiscard]] ExitCode runDiscoverCandidates(const Options& options, Console& console);
/// `discover duplicates`: URLs that are probably one relay (DIS-4).
[[nodiscard]] ExitCode runDiscoverDuplicates(const Options& options, Console& console);
/// `discover accept|reject|never|reopen URL…`
[[nodiscard]] ExitCode runDiscoverDecide(const Options& options, Console& console);

/// Looks at the candidates whose time has come; Ctrl+C ends it early. Runs an event loop.
[[nodiscard]] ValidationReport validateCandidates(const Options& options, SqliteStore& store,
                                                  const Clock& clock, Console& console);
/// Puts those that a rule accepts on the list; answers what was decided.
[[nodiscard]] StoreResult<std::vector<CandidateDecision>>
acceptByRules(const std::vector<AcceptRule>& rules, SqliteStore& store, const Clock& clock);

} // namespace nostrscope
