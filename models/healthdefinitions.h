// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// What the states and figures of relays mean, in paragraphs for people (docs/monitor.md; the numbers are the
/// defaults of the settings).
namespace nostrscope::definitions {

[[nodiscard]] QString states();
[[nodiscard]] QString uptime();
[[nodiscard]] QString latency();
[[nodiscard]] QString incidents();

} // namespace nostrscope::definitions
