// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/snapshot.h"
#include "models/roles.h"

#include <QString>

#include <array>
#include <memory>

namespace nostrscope {
class Fmt;
}

/// Words for people of what the monitor says: states, results, phases (monitors.md §5.1 … 5.4). The only
/// place that has them.
namespace nostrscope::words {

/// The shape of a state; null: never checked. What is not confirmed yet counts as being checked.
[[nodiscard]] Status statusOf(const HealthRow* health);
/// The same; paused when the user paused it, whatever was measured before.
[[nodiscard]] Status statusOf(const RelayRow& row);
[[nodiscard]] Status statusOf(RelayState state);
/// Of a segment of a heartbeat bar; none: nobody looked, or it is left out.
[[nodiscard]] std::optional<Status> statusOf(Beat beat);
[[nodiscard]] Status statusOf(const Incident& incident);

/// Up, but not for everybody: it wants authentication, a payment or an invitation.
[[nodiscard]] bool isLimited(const HealthRow& health);
/// One word for a table: "Online", "Down", "Limited", "Flapping", "Not checked" …
[[nodiscard]] QString stateWord(const HealthRow* health);
[[nodiscard]] QString stateWord(const RelayRow& row);
/// The state with since when and why: "Down since 2025-11-20 23:36:22 UTC — refused the connection".
[[nodiscard]] QString stateSentence(const RelayRow& row, const Fmt& fmt);
/// Why there is no time to show.
[[nodiscard]] QString missingReason(const HealthRow* health);

/// "Refused the connection"; the status stands in those of HTTP.
[[nodiscard]] QString result(ProbeCode code, int httpStatus);
[[nodiscard]] QString cause(const FailureCause& cause);
/// What a user can do or conclude, a sentence; empty for most.
[[nodiscard]] QString advice(ProbeCode code);
[[nodiscard]] QString phase(ProbePhase phase);
[[nodiscard]] QString phaseTip(ProbePhase phase);
[[nodiscard]] QString origin(CheckOrigin origin);
[[nodiscard]] QString family(AddressFamily family);
[[nodiscard]] QString beat(Beat beat);

/// "Open", "Acknowledged" or "Over".
[[nodiscard]] QString incidentState(const Incident& incident);
/// How bad it is in words: "Down", "Never answered", "Maybe only here", "Over".
[[nodiscard]] QString incidentSeverity(const Incident& incident);

/// True for .onion, .i2p and .loki, which need a SOCKS proxy.
[[nodiscard]] bool needsProxy(const QByteArray& url);
/// "4 of 5"; missing when nobody else watches the relay.
[[nodiscard]] QString others(int online, int total, const Fmt& fmt);
/// "AS13335 Example Networks"; empty when it is not known.
[[nodiscard]] QString network(const GeoFacts& geo, const Fmt& fmt);
/// "in 64 d", "ended 3 d ago", "ends today".
[[nodiscard]] QString certificateEnd(UnixMillis until, UnixMillis now, const Fmt& fmt);
/// What is to be known of a certificate: "ends within 7 d", "other issuer"; empty when all is as it was.
[[nodiscard]] QString certificateNote(const HealthRow& health, UnixMillis now);
/// "Payment", "Authentication", both or nothing.
[[nodiscard]] QString access(const HealthRow& health);
/// Whole days until then, rounded down; negative: it has ended.
[[nodiscard]] qint64 daysLeft(UnixMillis until, UnixMillis now);
/// Rounded down; a mark in front when less than half of the window is known: "≈ 99.12 %".
[[nodiscard]] QString uptime(std::optional<double> uptime01, double coverage01, const Fmt& fmt);

} // namespace nostrscope::words

namespace nostrscope {

/// Certificates that end within this are to be looked at.
inline constexpr qint64 certificateWarningDays = 14;
/// The steps at which the end of a certificate is told (monitors.md §5.4), and how far ahead one looks.
inline constexpr std::array<qint64, 4> certificateSteps{1, 7, 14, 21};
inline constexpr qint64 certificateHorizonDays = certificateSteps.back();
/// Another issuer or key than before is news for so long.
inline constexpr std::chrono::hours certificateNews{14 * 24};
/// The smallest step that is reached: 0 when it has ended; none beyond the last one.
[[nodiscard]] std::optional<qint64> certificateStep(const HealthRow& health, UnixMillis now);
/// Within certificateNews the issuer or the key of the relay's certificate changed.
[[nodiscard]] bool isCertificateNews(const HealthRow& health, UnixMillis now);
/// Below this share of a window that is known, its uptime is insufficient (monitors.md §5.5).
inline constexpr double sufficientCoverage = 0.5;
/// Reading slower than this is slow, for the view of that name.
inline constexpr std::chrono::milliseconds slowRead{1000};

/// Rounded to what is shown.
[[nodiscard]] std::chrono::milliseconds wholeMillis(ProbeTimes::Duration duration);
[[nodiscard]] std::optional<std::chrono::milliseconds>
wholeMillis(const std::optional<ProbeTimes::Duration>& duration);

} // namespace nostrscope
