// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/snapshot.h"
#include "models/roles.h"

#include <QString>

namespace nostrscope {

/// The worst of what a snapshot tells, in one shape and a few words: tray and mini window.
struct OverallState {
    Status status = Status::Unknown;
    QString text;

    friend bool operator==(const OverallState&, const OverallState&) = default;
};

[[nodiscard]] OverallState overallState(const Snapshot& snapshot);

} // namespace nostrscope
