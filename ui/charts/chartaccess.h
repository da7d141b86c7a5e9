// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace nostrscope {

/// Makes screen readers see every ChartPanel as a chart (QAccessible::Chart). Once for the process; further
/// calls do nothing.
void installChartAccess();

} // namespace nostrscope
