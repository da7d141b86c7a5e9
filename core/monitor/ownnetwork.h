// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/varint.h"
#include "core/monitor/healthrules.h"
#include "core/records/health.h"

#include <deque>
#include <map>

namespace nostrscope {

/// Whether relays fail or our own network does (monitors.md §5.3), asked before an outage is confirmed. It
/// goes by the order of results, not by clocks: what counts is what came since the first failure of that
/// relay.
/// - somebody else answered since: the line works, unless most relays that used to answer fail too;
/// - nobody did, and enough relays fail: it is us;
/// - nobody did, and others could have: wait for one that is checked.
/// Relays that are down for long tell nothing, so a directory that is half dead does not look like an outage.
class OwnNetwork {
public:
    /// `network` 0 when the check did not get as far as an address: the last one known counts.
    void answered(RelayId relay, std::uint32_t network);
    void failed(RelayId relay, UnixMillis at, std::uint32_t network);
    /// Its outage is confirmed: it tells nothing any more.
    void confirmed(RelayId relay);
    void forget(RelayId relay);

    enum class Verdict : std::uint8_t { Relay, Wait, Own };
    [[nodiscard]] Verdict judge(RelayId relay, const HealthRules& rules) const;
    /// Valid after Own: when the first of those that fail together failed.
    [[nodiscard]] UnixMillis began(RelayId relay) const;
    /// The network of a relay; each relay without a known address has one of its own.
    [[nodiscard]] std::uint64_t networkOf(RelayId relay) const { return networkOfRelay(relay.number()); }
    /// Nobody is accused any more.
    void acquitAll() { m_failing.clear(); }
    /// Up to `count` relays on different networks that could prove that the line works.
    [[nodiscard]] std::vector<RelayId> witnesses(std::size_t count) const;

    void writeTo(QByteArray& out) const;
    [[nodiscard]] bool readFrom(ByteReader& in);
    friend bool operator==(const OwnNetwork&, const OwnNetwork&) = default;

private:
    struct Failing {
        std::uint64_t order = 0;
        UnixMillis at{};
        bool answeredBefore = false;
        friend bool operator==(const Failing&, const Failing&) = default;
    };
    struct Answer {
        std::uint64_t order = 0;
        std::uint32_t relay = 0;
        friend bool operator==(const Answer&, const Answer&) = default;
    };
    [[nodiscard]] std::uint64_t networkOfRelay(std::uint32_t relay) const;
    [[nodiscard]] std::size_t answeredSince(std::uint64_t order) const;
    void learn(RelayId relay, std::uint32_t network);

    std::uint64_t m_order = 0;
    std::map<std::uint32_t, Failing> m_failing; ///< not confirmed; by relay
    std::map<std::uint32_t, std::uint64_t> m_answering; ///< relay → order of its newest answer
    std::deque<Answer> m_answers; ///< the newest, at most maxAnswers
    std::map<std::uint32_t, std::uint32_t> m_networks; ///< the last known of a relay
};

} // namespace nostrscope
