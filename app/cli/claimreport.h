// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/jsonwriter.h"
#include "core/records/relayclaims.h"

#include <optional>

namespace nostrscope {

/// The member `claims`: null, or when it was looked at and a finding for each claim.
void writeClaims(JsonWriter& json, const std::optional<RelayObservation>& observation);

} // namespace nostrscope
