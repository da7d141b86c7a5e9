// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/probe.h"

#include <map>
#include <variant>

/// How the monitor judges relays (MON-7, MON-8), as it is stored and shown. Definitions for users:
/// docs/monitor.md.
namespace nostrscope {

/// Why a check was made. The numbers are stored: append only.
enum class CheckOrigin : std::uint8_t { Scheduled = 0, Retry = 1, Manual = 2, Imported = 3 };

/// A stored check of a relay: ProbeResult without texts.
struct CheckRecord {
    RelayId relay;
    UnixMillis at{}; ///< when it started
    ProbeCode code = ProbeCode::Cancelled;
    ProbePhase failedIn = ProbePhase::Dns; ///< meaningless when Ok
    CheckOrigin origin = CheckOrigin::Scheduled;
    AddressFamily family = AddressFamily::Unknown;
    std::uint16_t httpStatus = 0;
    std::uint16_t closeCode = 0;
    std::uint32_t network = 0; ///< networkOf() the address; 0 = unknown
    std::chrono::milliseconds interval{}; ///< how long it may hold: twice this
    ProbeTimes times;
    friend bool operator==(const CheckRecord&, const CheckRecord&) = default;
};
[[nodiscard]] CheckRecord checkOf(const ProbeResult& result, CheckOrigin origin);
/// The /24 (IPv4) or /48 (IPv6) of an address in text as a number, never 0; 0 for what is no address.
[[nodiscard]] std::uint32_t networkOf(const QByteArray& address);

/// What the state machine needs of a check.
struct HealthSample {
    UnixMillis at{};
    ProbeCode code = ProbeCode::Cancelled;
    ProbePhase failedIn = ProbePhase::Dns;
    CheckOrigin origin = CheckOrigin::Scheduled;
    std::uint16_t httpStatus = 0;
    std::uint32_t network = 0;
    std::chrono::milliseconds interval{};
    std::optional<ProbeTimes::Duration> open;
    std::optional<ProbeTimes::Duration> read;
};
[[nodiscard]] HealthSample sampleOf(const CheckRecord& check);

/// The states of monitors.md §5.3. The numbers are stored: append only.
enum class RelayState : std::uint8_t {
    Unknown = 0, ///< no decisive result yet
    Up = 1,
    Degraded = 2, ///< answers, slowly
    Suspect = 3, ///< failed, not confirmed
    Down = 4,
    Recovering = 5, ///< answers again, not confirmed
    Paused = 6, ///< by the user
    Maintenance = 7, ///< announced: no alerts, in no uptime
};
inline constexpr int relayStateCount = 8;
[[nodiscard]] const char* toString(RelayState state) noexcept;

/// What a stretch of time counts as in uptime; time in no span is unknown. The numbers are stored.
enum class SpanKind : std::uint8_t {
    Up = 0,
    Degraded = 1, ///< counts as up, shown apart
    Down = 2,
    Gap = 3, ///< our own network or machine was away: left out
    Excluded = 4, ///< paused or maintenance: left out
};
inline constexpr int spanKindCount = 5;
[[nodiscard]] const char* toString(SpanKind kind) noexcept;

/// [from, to) of one relay.
struct HealthSpan {
    RelayId relay;
    UnixMillis from{};
    UnixMillis to{};
    SpanKind kind = SpanKind::Up;
    friend bool operator==(const HealthSpan&, const HealthSpan&) = default;
};

/// What is no check and yet changes how checks are read; stored beside them so that a replay sees the same.
struct HealthMark {
    enum class Kind : std::uint8_t {
        Paused = 0,
        Resumed = 1, ///< neither paused nor in maintenance
        Maintenance = 2,
        Woke = 3, ///< the machine slept from `since` to `at`; of all relays
        NetworkLost = 4, ///< the system says that there is no route; of all relays
        NetworkBack = 5,
    };
    UnixMillis at{};
    UnixMillis since{}; ///< Woke: when the sleep began
    RelayId relay; ///< zero: all
    Kind kind = Kind::Paused;
    friend bool operator==(const HealthMark&, const HealthMark&) = default;
};

/// What is journalled, in the order of arrival: a replay of these makes everything else of this file again.
using HealthRecord = std::variant<CheckRecord, HealthMark>;

/// How a check failed.
struct FailureCause {
    ProbeCode code = ProbeCode::Cancelled;
    std::uint16_t httpStatus = 0;
    friend auto operator<=>(const FailureCause&, const FailureCause&) = default;
};
/// The status counts only where it is the cause.
[[nodiscard]] constexpr FailureCause causeOf(ProbeCode code, std::uint16_t httpStatus) noexcept
{
    return {code, code == ProbeCode::HttpStatus ? httpStatus : std::uint16_t(0)};
}
/// "tcp-refused", "http-status 503".
[[nodiscard]] QByteArray toString(const FailureCause& cause);

/// An outage of a relay that was confirmed (monitors.md §5.4); `relay` and `firstFailure` name it.
struct Incident {
    std::int64_t number = 0; ///< of the store; 0 before it is stored
    RelayId relay;
    UnixMillis firstFailure{}; ///< when the outage began
    UnixMillis confirmed{};
    std::optional<UnixMillis> firstSuccess; ///< when the outage ended
    std::optional<UnixMillis> closed; ///< when the recovery was confirmed
    FailureCause firstCause;
    ProbePhase failedIn = ProbePhase::Dns; ///< of the first failure
    std::map<FailureCause, std::uint32_t> causes; ///< at most maxCauses, further ones are not told apart
    std::uint32_t probes = 0; ///< decisive ones from the first failure on
    bool neverUp = false; ///< the relay has not answered once since it is known
    std::uint32_t othersUp = 0; ///< other monitors that saw it online at the confirmation …
    std::uint32_t othersTotal = 0; ///< … of those that watch it; 0: nobody was asked
    std::vector<QByteArray> evidence; ///< at most maxEvidence of maxEvidenceBytes; untrusted
    QString note; ///< of the user
    std::optional<UnixMillis> acknowledged; ///< by the user

    static constexpr std::size_t maxCauses = 16;
    [[nodiscard]] bool isOpen() const { return !closed; }
    /// From the first failure to the first success, or to the end of one that ended without (the relay was
    /// taken off the list); none while it is open.
    [[nodiscard]] std::optional<std::chrono::milliseconds> duration() const;
    [[nodiscard]] FailureCause mostFrequentCause() const;
    /// "Probably blocked or local": most of at least two other monitors saw the relay online.
    [[nodiscard]] bool contradictsDown() const { return othersTotal >= 2 && 2 * othersUp > othersTotal; }
    friend bool operator==(const Incident&, const Incident&) = default;
};

/// What views show of one relay: the one source of its state.
struct HealthStatus {
    RelayId relay;
    RelayState state = RelayState::Unknown;
    UnixMillis since{}; ///< of the state; of an outage: its first failure
    bool isFlapping = false;
    std::optional<UnixMillis> lastCheck; ///< the newest decisive one
    FailureCause lastCause; ///< of it; Ok and the limits as well
    QByteArray lastAddress; ///< that a check last went to, as text; empty: a proxy resolves, or not known
    friend bool operator==(const HealthStatus&, const HealthStatus&) = default;
};

/// A change that somebody may want to be told of.
struct HealthChange {
    RelayId relay; ///< zero: of our own network
    UnixMillis at{};
    enum class Kind : std::uint8_t {
        State,
        FlapBegan,
        FlapEnded,
        GapBegan,
        GapEnded,
        Withdrawn
    } kind = Kind::State;
    RelayState from = RelayState::Unknown;
    RelayState to = RelayState::Unknown;
    friend bool operator==(const HealthChange&, const HealthChange&) = default;
};

/// Names an incident.
struct IncidentKey {
    RelayId relay;
    UnixMillis firstFailure{};
    friend bool operator==(const IncidentKey&, const IncidentKey&) = default;
};

} // namespace nostrscope
