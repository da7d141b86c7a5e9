// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/health.h"

#include <array>
#include <map>
#include <random>
#include <set>

namespace nostrscope {

/// When relays are checked (MON-6). All times are of one monotonic clock.
struct ScheduleRules {
    std::chrono::milliseconds watched = std::chrono::minutes(5); ///< 30 s at least
    std::chrono::milliseconds others = std::chrono::hours(1);
    /// Of a relay that is down, after each further failure; the last one for ever. One that is not watched is
    /// never asked more often than while it was up.
    std::array<std::chrono::milliseconds, 6> backOff{std::chrono::minutes(5), std::chrono::minutes(15),
                                                     std::chrono::hours(1),   std::chrono::hours(6),
                                                     std::chrono::hours(24),  std::chrono::hours(7 * 24)};
    /// A watched relay that is down is looked at so often at least: somebody waits for it.
    std::chrono::milliseconds watchedAtLeast = std::chrono::hours(1);
    std::chrono::milliseconds mostPolite = std::chrono::hours(24); ///< that rate limits double to
    std::chrono::milliseconds firstWatched = std::chrono::seconds(60); ///< a start spreads them over so long
    double jitter01 = 0.1;
};

/// Which relay is due next. Pure: times come in, random numbers from the seed. A relay that waits costs
/// nothing.
class ProbeSchedule {
public:
    using Time = std::chrono::milliseconds;

    explicit ProbeSchedule(ScheduleRules rules = {}, std::uint32_t seed = 1)
        : m_rules(rules)
        , m_random(seed)
    {
    }
    /// A new one is due within its first interval, so that a start does not ask everybody at once; a known
    /// one only changes its interval. `failures`: of one that was down before, so that a start does not
    /// forget its back-off.
    void add(RelayId relay, bool watched, Time now, int failures = 0);
    void remove(RelayId relay);
    [[nodiscard]] bool contains(RelayId relay) const { return m_relays.contains(relay); }
    [[nodiscard]] bool isWatched(RelayId relay) const;
    [[nodiscard]] std::size_t size() const { return m_relays.size(); }
    /// Due now, before all others; only the user's wish is above what the relay asked for
    /// (Outcome::notWithin).
    enum class Wish : std::uint8_t { OfUser, OfMonitor };
    void checkSoon(RelayId relay, Time now, Wish wish = Wish::OfUser);

    /// At most `count` relays that are due; each waits then for finished(). Where there is more than can be
    /// done, watched relays come first, then those that were never checked, then the others; among these the
    /// longest overdue.
    [[nodiscard]] std::vector<RelayId> takeDue(Time now, std::size_t count);
    /// When the next one is due; none: nobody waits.
    [[nodiscard]] std::optional<Time> nextDue() const;
    [[nodiscard]] std::optional<Time> dueAt(RelayId relay) const;
    /// How long the result of a check that starts now is meant to hold: the interval to the next.
    [[nodiscard]] Time intervalOf(RelayId relay) const;

    struct Outcome {
        bool isDown = false; ///< confirmed
        bool isRateLimited = false;
        bool isDecided = true; ///< else nothing is learned, and the next check comes at its time
        std::optional<Time> retryIn; ///< out of turn, for a confirmation
        /// The relay asked to be left alone so long (Retry-After): nothing of ours is sooner.
        std::optional<Time> notWithin;
    };
    void finished(RelayId relay, const Outcome& outcome, Time now);

private:
    enum class Rank : std::uint8_t { Watched, Unseen, Other };
    struct One {
        Rank rank = Rank::Unseen; ///< of the queue it waits in
        bool watched = false;
        bool isSeen = false; ///< was checked since it is here
        bool isRunning = false;
        std::optional<Wish> again; ///< asked for while it ran
        int failures = 0; ///< since it is down
        int doublings = 0; ///< by rate limits
        Time due{};
        Time notBefore{}; ///< as the relay asked
    };
    [[nodiscard]] Time base(const One& one) const;
    [[nodiscard]] Time jittered(Time interval);
    void plan(RelayId relay, One& one, Time due);
    [[nodiscard]] auto& queueOf(const One& one) { return m_queues[static_cast<std::size_t>(one.rank)]; }

    ScheduleRules m_rules;
    std::mt19937 m_random;
    std::map<RelayId, One> m_relays;
    std::array<std::set<std::pair<Time, RelayId>>, 3> m_queues; ///< by Rank
};

} // namespace nostrscope
