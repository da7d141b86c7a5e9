// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/probeschedule.h"

#include <algorithm>

namespace nostrscope {

ProbeSchedule::Time ProbeSchedule::base(const One& one) const
{
    auto interval = one.watched ? m_rules.watched : m_rules.others;
    if (one.failures > 0) {
        const auto step = std::min(static_cast<std::size_t>(one.failures), m_rules.backOff.size()) - 1;
        interval = m_rules.backOff[step];
        interval =
            one.watched ? std::min(interval, m_rules.watchedAtLeast) : std::max(interval, m_rules.others);
    }
    for (int i = 0; i < one.doublings && interval < m_rules.mostPolite; ++i)
        interval = std::min(2 * interval, m_rules.mostPolite);
    return interval;
}

/// Spread by ten per cent, so that relays that began together do not stay together.
ProbeSchedule::Time ProbeSchedule::jittered(Time interval)
{
    const auto spread = static_cast<std::int64_t>(static_cast<double>(interval.count()) * m_rules.jitter01);
    if (spread <= 0)
        return interval;
    // Not a distribution of the library: those differ between implementations.
    return interval - Time(spread)
        + Time(static_cast<std::int64_t>(m_random() % (2 * static_cast<std::uint64_t>(spread) + 1)));
}

void ProbeSchedule::plan(RelayId relay, One& one, Time due)
{
    queueOf(one).erase({one.due, relay});
    one.due = due;
    one.rank = one.watched ? Rank::Watched : one.isSeen ? Rank::Other : Rank::Unseen;
    queueOf(one).emplace(due, relay);
}

void ProbeSchedule::add(RelayId relay, bool watched, Time now, int failures)
{
    const auto [found, isNew] = m_relays.try_emplace(relay);
    auto& one = found->second;
    const auto before = isNew ? Time::max() : base(one);
    one.watched = watched;
    if (isNew) {
        one.failures = failures;
        const auto within = watched && failures == 0 ? m_rules.firstWatched : base(one);
        plan(relay, one,
             now
                 + Time(static_cast<std::int64_t>(
                     m_random() % static_cast<std::uint64_t>(std::max<std::int64_t>(within.count(), 1)))));
    } else if (!one.isRunning) {
        // Also into another queue.
        plan(relay, one,
             base(one) < before ? std::max(std::min(one.due, now + jittered(base(one))), one.notBefore)
                                : one.due);
    }
}

void ProbeSchedule::remove(RelayId relay)
{
    const auto found = m_relays.find(relay);
    if (found == m_relays.end())
        return;
    queueOf(found->second).erase({found->second.due, relay});
    m_relays.erase(found);
}

bool ProbeSchedule::isWatched(RelayId relay) const
{
    const auto found = m_relays.find(relay);
    return found != m_relays.end() && found->second.watched;
}

void ProbeSchedule::checkSoon(RelayId relay, Time now, Wish wish)
{
    const auto found = m_relays.find(relay);
    if (found == m_relays.end())
        return;
    auto& one = found->second;
    if (one.isRunning)
        one.again = one.again == Wish::OfUser ? Wish::OfUser : wish;
    else
        plan(relay, one, std::min(one.due, wish == Wish::OfUser ? now : std::max(now, one.notBefore)));
}

std::vector<RelayId> ProbeSchedule::takeDue(Time now, std::size_t count)
{
    std::vector<RelayId> due;
    for (auto& queue : m_queues) {
        while (due.size() < count && !queue.empty() && queue.begin()->first <= now) {
            const auto relay = queue.begin()->second;
            queue.erase(queue.begin());
            m_relays[relay].isRunning = true;
            due.push_back(relay);
        }
    }
    return due;
}

std::optional<ProbeSchedule::Time> ProbeSchedule::nextDue() const
{
    std::optional<Time> next;
    for (const auto& queue : m_queues) {
        if (!queue.empty() && (!next || queue.begin()->first < *next))
            next = queue.begin()->first;
    }
    return next;
}

std::optional<ProbeSchedule::Time> ProbeSchedule::dueAt(RelayId relay) const
{
    const auto found = m_relays.find(relay);
    return found == m_relays.end() || found->second.isRunning ? std::nullopt
                                                              : std::optional(found->second.due);
}

ProbeSchedule::Time ProbeSchedule::intervalOf(RelayId relay) const
{
    const auto found = m_relays.find(relay);
    return found == m_relays.end() ? m_rules.others : base(found->second);
}

void ProbeSchedule::finished(RelayId relay, const Outcome& outcome, Time now)
{
    const auto found = m_relays.find(relay);
    if (found == m_relays.end())
        return;
    auto& one = found->second;
    one.isRunning = false;
    one.isSeen = true;
    if (outcome.isRateLimited)
        ++one.doublings;
    else if (outcome.isDecided)
        one.doublings = 0;
    if (outcome.isDecided)
        one.failures =
            outcome.isDown ? std::min(one.failures + 1, static_cast<int>(m_rules.backOff.size())) : 0;
    const auto wait = outcome.retryIn ? *outcome.retryIn : jittered(base(one));
    one.notBefore = outcome.notWithin ? now + *outcome.notWithin : Time{};
    const auto again = std::exchange(one.again, std::nullopt);
    plan(relay, one, again == Wish::OfUser ? now : std::max(again ? now : now + wait, one.notBefore));
}

} // namespace nostrscope
