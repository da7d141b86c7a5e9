// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/enginelink.h"
#include "models/roles.h"

#include <QString>

namespace nostrscope {
class Fmt;
}

/// Words for people of the codes of core: only models, ui and app make sentences (style.md rule 40).
namespace nostrscope::words {

/// What the connection of the collector is in the six states of the window; the state of the relay is that of
/// the monitor (healthwords.h).
[[nodiscard]] Status linkStatus(const RelayRow& row);
[[nodiscard]] Status statusOf(const ServiceStatus& service);
/// For sorting: worst first is descending. Down 5, degraded 4, checking 3, unknown 2, online 1, paused 0.
[[nodiscard]] int severityOf(Status status);

/// Never translated: "online", "down" … for exports and filters.
[[nodiscard]] QString statusCode(Status status);
[[nodiscard]] QString source(RelaySource source);

[[nodiscard]] QString statusName(Status status);
[[nodiscard]] QString linkState(LinkState state);
[[nodiscard]] QString serviceState(ServiceStatus::State state);
[[nodiscard]] QString serviceName(const QString& name);
[[nodiscard]] QString linkError(LinkError error);
[[nodiscard]] QString logLevel(LogLevel level);
[[nodiscard]] QString rangeName(RangePreset preset);
/// A figure against that of the period before: "+3.1 %, more than before"; empty when that is not known.
[[nodiscard]] QString changeText(std::uint64_t now, std::optional<std::uint64_t> before, const Fmt& fmt);
/// Why a relay candidate is refused, or that it is known; the reason itself where it has no words here.
[[nodiscard]] QString candidateReason(const QString& reason);
/// True when the reason says that the relay is there already, so it is no mistake.
[[nodiscard]] bool isDuplicate(const QString& reason);
/// Name of common kinds, empty for others.
[[nodiscard]] QString kindName(Kind kind);
/// "1 · Note", "30312 · unknown (addressable by range)".
[[nodiscard]] QString kindText(Kind kind, const Fmt& fmt);

} // namespace nostrscope::words
