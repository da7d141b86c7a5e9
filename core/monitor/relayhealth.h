// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/monitor/slowness.h"
#include "core/monitor/uptime.h"

#include <deque>

namespace nostrscope {

/// The state of one relay, a pure function of its results in the order in which they came (monitors.md §5.3).
/// Wall times only date what happened: a clock that is set changes no state.
class RelayHealth {
public:
    explicit RelayHealth(RelayId relay = {})
        : m_relay(relay)
        , m_spans(relay)
    {
    }

    /// What a result did.
    struct Step {
        bool decided = false; ///< else nothing changed
        bool failed = false;
        RelayState before = RelayState::Unknown;
        RelayState after = RelayState::Unknown;
        bool confirmed = false; ///< the outage is one now, since outageSince()
        bool closed = false; ///< the recovery is one now, since recoveredAt()
        bool blip = false; ///< suspected for nothing
        bool flapBegan = false;
        bool flapEnded = false;
    };
    /// True when this result makes the failures enough for "down"; somebody who sees other relays too decides
    /// (OwnNetwork).
    [[nodiscard]] bool wouldConfirm(const HealthSample& sample, const HealthRules& rules) const;
    /// `mayConfirm` false: what would be down stays suspect.
    Step apply(const HealthSample& sample, const HealthRules& rules, bool mayConfirm = true);

    /// Our own network was away from `from` on: what was suspected or confirmed since then is not true, and
    /// time is unknown until the next result. True when it was down by then, or had been suspected.
    bool withdraw(UnixMillis from);
    /// Nothing is known of the time from here to the next result.
    void cut(UnixMillis from) { m_spans.cut(from); }
    /// Paused or Maintenance: no result counts until resume().
    void suspend(RelayState as, UnixMillis at);
    void resume(UnixMillis at);

    [[nodiscard]] RelayId relay() const { return m_relay; }
    [[nodiscard]] RelayState state() const { return m_state; }
    /// When it came into this state: by the first failure (suspect, down), the first success (up), the
    /// result.
    [[nodiscard]] UnixMillis since() const { return m_since; }
    [[nodiscard]] bool isFlapping() const { return m_flapping; }
    /// Answered the last decisive result, or fails since too short a time to say that it does not.
    [[nodiscard]] bool answered() const;
    [[nodiscard]] bool everUp() const { return m_everUp; }
    /// The first failure of the present outage or suspicion; meaningless without.
    [[nodiscard]] UnixMillis outageSince() const { return m_firstFailure; }
    /// The first success after the last outage.
    [[nodiscard]] UnixMillis recoveredAt() const { return m_firstSuccess; }
    /// When to check again out of turn: while a state waits for its confirmation.
    [[nodiscard]] std::optional<std::chrono::milliseconds> retryIn(const HealthRules& rules) const;
    /// Decisive failures in a row.
    [[nodiscard]] int failuresInRow() const { return m_failures; }

    [[nodiscard]] std::vector<HealthSpan> takeSpans() { return m_spans.take(); }
    /// What takeSpans() has not given yet, up to `now`.
    [[nodiscard]] std::vector<HealthSpan> pendingSpans(UnixMillis now) const
    {
        return m_spans.pending(now, spanOf(m_before));
    }

    /// The whole state, so that a start replays only what came later.
    [[nodiscard]] QByteArray toBlob() const;
    /// False when the bytes are damaged, or of a later version.
    [[nodiscard]] bool fromBlob(QByteArrayView blob);
    friend bool operator==(const RelayHealth&, const RelayHealth&) = default;

private:
    [[nodiscard]] static SpanKind spanOf(RelayState state);
    void onFailure(const HealthSample& sample, const HealthRules& rules, bool mayConfirm, Step& step);
    void onSuccess(const HealthSample& sample, const HealthRules& rules, Step& step);
    void judgeSpeed(const HealthSample& sample, const HealthRules& rules);
    void changed(UnixMillis at, const HealthRules& rules, Step& step);
    void enter(RelayState state, UnixMillis at);

    RelayId m_relay;
    RelayState m_state = RelayState::Unknown;
    RelayState m_before = RelayState::Unknown; ///< the suspicion
    RelayState m_resumeTo = RelayState::Unknown; ///< after a suspension
    UnixMillis m_since{};
    UnixMillis m_sinceBefore{}; ///< of m_before
    UnixMillis m_resumeSince{};
    UnixMillis m_firstFailure{};
    UnixMillis m_firstSuccess{};
    int m_failures = 0; ///< in a row
    int m_successes = 0; ///< in a row, while recovering
    int m_slow = 0; ///< results in a row that the rule calls slow
    int m_normal = 0;
    bool m_everUp = false;
    bool m_flapping = false;
    std::deque<UnixMillis> m_changes; ///< confirmed ones between up and down, of the last hours
    Slowness m_speed;
    SpanBuilder m_spans;
};

} // namespace nostrscope
