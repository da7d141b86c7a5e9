// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/options.h"
#include "core/engine/validator.h"
#include "core/storage/sqlitestore.h"

namespace nostrscope {

class Console;

// Parts of the command `discover`.

/// Without a word: stored events, lists, validation, rules.
[[nodiscard]] ExitCode runDiscover(const Options& options, Console& console);
/// `discover candidates`: what was found so far.
[[nodiscard]] ExitCode runDiscoverCandidates(const Options& options, Console& console);
/// `discover accept|reject|never|reopen URL…`
[[nodiscard]] ExitCode runDiscoverDecide(const Options& options, Console& console);
/// `discover duplicates`: URLs that are probably one relay (DIS-4).
[[nodiscard]] ExitCode runDiscoverDuplicates(const Options& options, Console& console);
/// `discover same|different URL…`: what becomes of the groups of these.
[[nodiscard]] ExitCode runDiscoverSame(const Options& options, Console& console);
/// `discover rules`: those by which validated candidates join the list (DIS-3).
[[nodiscard]] ExitCode runDiscoverRules(const Options& options, Console& console);
/// `discover import URL|NAME…`: lists by their address, relays of NIP-05 domains.
[[nodiscard]] ExitCode runDiscoverImport(const Options& options, Console& console);
/// `discover monitors`: who else watches relays (NIP-66).
[[nodiscard]] ExitCode runDiscoverMonitors(const Options& options, Console& console);
/// `discover outbox AUTHOR…`: where authors write and whether that can be read (DIS-5).
[[nodiscard]] ExitCode runDiscoverOutbox(const Options& options, Console& console);

/// Looks at the candidates whose time has come; Ctrl+C ends it early. Runs an event loop.
[[nodiscard]] ValidationReport validateCandidates(const Options& options, SqliteStore& store,
                                                  const Clock& clock, Console& console);
/// A text is no rule: the sentence.
[[nodiscard]] QString noRule(const QString& text);
/// network/allowPrivate.
[[nodiscard]] bool allowsPrivate(const Options& options);

} // namespace nostrscope
