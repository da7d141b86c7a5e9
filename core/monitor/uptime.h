// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/varint.h"
#include "core/records/health.h"

#include <span>

namespace nostrscope {

/// Turns the decisive results of one relay into stretches of time (monitors.md §5.5): a result holds until
/// the next one, at most twice its interval; what is beyond is unknown. Time of a failure that is not
/// confirmed yet waits until it is settled. Pure: the same calls give the same spans. Wall time that was
/// counted is not counted again when the clock is set back.
class SpanBuilder {
public:
    explicit SpanBuilder(RelayId relay = {})
        : m_relay(relay)
    {
    }
    /// A decisive result; `kind` Up, Degraded or Down. `suspect`: settle() decides about its time later.
    void result(UnixMillis at, SpanKind kind, bool suspect, std::chrono::milliseconds interval);
    /// All suspect time so far is of this kind.
    void settle(SpanKind kind);
    /// Nothing is known from here on, also of what was counted already and is not taken yet.
    void cut(UnixMillis from);
    /// Time that is left out, with nothing held before it.
    void leaveOut(UnixMillis from, UnixMillis to, SpanKind kind);

    /// Spans that cannot change any more, oldest first; each is handed out once.
    [[nodiscard]] std::vector<HealthSpan> take();
    /// What take() has not handed out yet, up to `now`; suspect time counts as `suspectAs`.
    [[nodiscard]] std::vector<HealthSpan> pending(UnixMillis now, SpanKind suspectAs) const;

    void writeTo(QByteArray& out) const;
    /// False when the bytes are damaged.
    [[nodiscard]] bool readFrom(ByteReader& in);
    friend bool operator==(const SpanBuilder&, const SpanBuilder&) = default;

private:
    struct Piece {
        UnixMillis from{};
        UnixMillis to{};
        SpanKind kind = SpanKind::Up;
        bool suspect = false;
        friend bool operator==(const Piece&, const Piece&) = default;
    };
    static void append(std::vector<Piece>& pieces, Piece piece);
    void endHeld(UnixMillis at);

    RelayId m_relay;
    std::vector<Piece> m_pieces; ///< in order, apart
    std::optional<Piece> m_held; ///< the newest result; `to`: as long as it may hold
    UnixMillis m_counted{}; ///< time before this is counted
};

/// Uptime of a range. Times add up to the range.
struct Uptime {
    std::chrono::milliseconds up{}; ///< with degraded
    std::chrono::milliseconds degraded{};
    std::chrono::milliseconds down{};
    std::chrono::milliseconds gap{};
    std::chrono::milliseconds excluded{};
    std::chrono::milliseconds unknown{};

    [[nodiscard]] std::chrono::milliseconds decided() const { return up + down; }
    /// up / (up + down); none without data.
    [[nodiscard]] std::optional<double> ratio01() const;
    /// Decided time as a share of the range; 0 of an empty range.
    [[nodiscard]] double coverage01() const;
    /// Half of the range is decided: below, figures are marked "insufficient".
    [[nodiscard]] bool isSufficient() const { return coverage01() >= 0.5; }
    /// "99.99": cut, never rounded up, with `digits` (0 … 4) after the point; empty without data.
    [[nodiscard]] QByteArray percent(int digits = 2) const;
    /// Nines at the front: 99.95 % has 3; none without data, 9 at most.
    [[nodiscard]] std::optional<int> nines() const;
};
/// Of one relay in [from, to). `spans` of the relay and of everybody (relay zero), in any order; where they
/// overlap, what is left out wins.
[[nodiscard]] Uptime uptimeOf(std::span<const HealthSpan> spans, UnixMillis from, UnixMillis to);

/// What outages of a range tell (monitors.md §5.5).
struct OutageFigures {
    std::size_t incidents = 0; ///< that began in the range
    std::optional<std::chrono::milliseconds> meanToRecover; ///< of the closed ones
    std::optional<std::chrono::milliseconds> meanBetween; ///< up time per incident
    std::optional<std::chrono::milliseconds> longest; ///< open ones up to the end of the range
    std::optional<std::chrono::milliseconds> streak; ///< without outage up to the end; none while one is open
};
/// `incidents` of one relay in any order; `knownSince`: its first check, where the streak begins at the
/// earliest.
[[nodiscard]] OutageFigures outagesOf(std::span<const Incident> incidents, const Uptime& uptime,
                                      UnixMillis from, UnixMillis to, UnixMillis knownSince);

} // namespace nostrscope
