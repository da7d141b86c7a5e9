// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace nostrscope {

/// Gives our widgets the roles that screen readers know: a ChartPanel is a chart, a MessageBar a
/// notification, which is read out when it appears. Once for the process; further calls do nothing.
void installAccessRoles();

} // namespace nostrscope
