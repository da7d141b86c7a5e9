// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/archive/syncqueue.h"

namespace nostrscope {

/// Somebody can be asked: input and messages are a terminal.
[[nodiscard]] bool canAskForConsent();
/// Asks whether what a dry run found may be sent to its relay, and waits for the answer. False for anything
/// but a yes.
[[nodiscard]] bool askForConsent(const SyncOutcome& dryRun);
/// The question.
[[nodiscard]] QString consentQuestion(const SyncOutcome& dryRun);

} // namespace nostrscope
