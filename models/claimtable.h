// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/monitorview.h"
#include "models/celltablemodel.h"
#include "models/fmt.h"

namespace nostrscope {

/// What a relay advertises and what was observed, a row for each claim; the key is that of the claim
/// (toString()). Before the first look: what it advertises. Empty when neither is known.
[[nodiscard]] std::vector<Column> claimColumns();
[[nodiscard]] CellRows claimRows(const RelayHealthDetail& detail, const Fmt& fmt);
/// The frame that shows a finding, neutralised, lines kept; a sentence when there is none.
[[nodiscard]] QString claimEvidence(const RelayHealthDetail& detail, const QString& key);

} // namespace nostrscope
