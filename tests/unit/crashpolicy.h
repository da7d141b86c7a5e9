// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/retentionrun.h"

namespace nostrscope::test {

/// What the child of tst_crash removes: half of the notes and reactions, with copies, and all bodies that may
/// go.
[[nodiscard]] inline RetentionPolicy retainPolicy(const QString& folder)
{
    RetentionPolicy policy;
    policy.now = 1700000000 + 86400;
    policy.floors[KindGroup::Notes] = 1700000000 + 3600;
    policy.floors[KindGroup::Reactions] = 1700000000 + 3600;
    policy.trim = {true, true};
    policy.archiveFolder = folder;
    return policy;
}

} // namespace nostrscope::test
