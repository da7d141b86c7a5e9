// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/ids.h"
#include "core/records/geofacts.h"
#include "core/records/healthstore.h"

#include <array>

/// What views show of the monitor; made in its thread, immutable afterwards.
namespace nostrscope {

/// What one other monitor says of one relay (NIP-66), newest report.
struct MonitorOpinion {
    PubKey monitor;
    Timestamp at = 0;
    bool isFresh = false; ///< younger than twice the monitor's frequency: it saw the relay online
    bool isActive = false; ///< the monitor still reports at all
    std::optional<std::chrono::milliseconds> rttOpen; ///< as it measures; comparable inside this monitor only
    std::optional<std::chrono::milliseconds> rttRead;
    /// Share of the fresh relays of this monitor that are slower (0 = slowest, 1 = fastest); none where it
    /// measures too few.
    std::optional<double> rank01;
};

/// Other vantage points on one relay (monitors.md §5.7); raw times are never mixed with ours.
struct MonitorView {
    int online = 0; ///< active monitors whose report of the relay is fresh …
    int total = 0; ///< … of the active ones that ever listed it; 0: nobody watches it
    std::optional<double> rank01; ///< mean of the monitors' ranks
    std::vector<MonitorOpinion> opinions; ///< newest first, silent monitors too

    /// "Probably us": we say down, most of at least two others say online.
    [[nodiscard]] bool contradictsDown() const { return total >= 2 && 2 * online > total; }
};

/// A segment of a heartbeat bar; of several in one segment the greatest is shown, so the order is by weight.
enum class Beat : std::uint8_t { None, Excluded, Gap, Up, Degraded, Down };
[[nodiscard]] Beat beatOf(SpanKind kind) noexcept;

/// What tables show of the health of one relay.
struct HealthRow {
    HealthStatus status;
    bool isWatched = false; ///< checked every few minutes
    bool isChecking = false;
    std::optional<UnixMillis> nextCheck;
    /// Of the successful checks of the last 24 hours; p95 from 20 samples.
    std::optional<ProbeTimes::Duration> openP50;
    std::optional<ProbeTimes::Duration> readP50;
    std::optional<ProbeTimes::Duration> readP95;
    std::optional<double> uptime01; ///< of the last 24 hours
    double coverage01 = 0; ///< share of them that is decided
    static constexpr std::size_t beatCount = 48;
    std::array<Beat, beatCount> beats{}; ///< of half an hour each, the newest last; the worst of each
    std::optional<UnixMillis> certificateUntil; ///< last known, also when the last check failed
    bool certificateIsTrusted = true;
    QByteArray certificateSha256; ///< of the leaf: relays may share one
    QString certificateIssuer; ///< untrusted, plain
    std::optional<UnixMillis> certificateSince; ///< when it was first seen
    bool hasOtherIssuer = false; ///< than the certificate before it
    bool hasOtherKey = false;
    bool needsPayment = false; ///< by its document (NIP-11), or by what it answered last
    bool needsAuth = false;
    int othersOnline = 0; ///< other monitors, of othersTotal
    int othersTotal = 0;
    QString name; ///< of its document (NIP-11); untrusted, plain
    QString software; ///< untrusted, plain
    GeoFacts geo; ///< of status.lastAddress

    friend bool operator==(const HealthRow&, const HealthRow&) = default;
};

/// A row of the table of uptimes.
struct UptimeWindow {
    std::optional<std::chrono::hours> length; ///< none: all that is known
    std::optional<double> uptime01;
    double coverage01 = 0;
    std::uint64_t checks = 0;
    std::uint64_t failures = 0;
    std::size_t incidents = 0;
    std::optional<std::chrono::milliseconds> longestOutage;
    std::optional<std::chrono::milliseconds> meanToRecover;
};

/// Percentiles of one phase over a range, in milliseconds; what too few samples cannot tell is not there.
struct LatencySummary {
    std::uint64_t samples = 0;
    std::optional<double> p50;
    std::optional<double> p90;
    std::optional<double> p95;
    std::optional<double> p99;
    std::optional<double> minimum;
    std::optional<double> maximum;
    std::optional<double> mean;
};

/// How many took from `from` (inclusive) to `to` (exclusive), in milliseconds.
struct LatencyBar {
    double from = 0;
    double to = 0;
    std::uint64_t count = 0;
    friend bool operator==(const LatencyBar&, const LatencyBar&) = default;
};
/// Bars of a histogram grow by about 27 %: ten for each power of ten. All that a clock can tell fits.
inline constexpr std::size_t maxLatencyBars = 200;

/// A point of a chart of round-trip times.
struct LatencyPoint {
    UnixMillis start{};
    std::uint64_t checks = 0;
    std::uint64_t failures = 0;
    LatencySummary open;
    LatencySummary read;
};

/// All about the health of one relay over a range; parts that cannot be read are empty.
struct RelayHealthDetail {
    HealthRow row;
    UnixMillis from{};
    UnixMillis to{};
    std::vector<UptimeWindow> windows; ///< 24 h, 7 d, 30 d, 90 d, all
    UptimeWindow ofRange; ///< without `length`
    std::chrono::seconds bucket{}; ///< width of the points
    std::vector<LatencyPoint> points; ///< of the range; a bucket without checks is not there
    LatencySummary open; ///< of the range
    LatencySummary read;
    std::vector<LatencyBar> openBars; ///< of the range; at most maxLatencyBars, without a hole between them
    std::vector<LatencyBar> readBars;
    std::vector<HealthSpan> spans; ///< of the range, in order
    std::vector<Incident> incidents; ///< newest first, at most 200, without evidence
    std::vector<CertificateSighting> certificates; ///< newest first
    std::vector<DocumentSighting> documents; ///< newest first, without bodies
    QByteArray document; ///< the newest body; hostile
    std::optional<RelayObservation> observation; ///< what was seen of its claims, newest
    bool isObserving = false; ///< is looked at now, or soon
    UnixMillis nextObservation{}; ///< not before; the epoch: at any time
    std::vector<CheckRecord> checks; ///< the newest first, at most 200
    MonitorView others;
};

} // namespace nostrscope
