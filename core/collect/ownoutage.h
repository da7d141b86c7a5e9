// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/relay.h"

#include <QByteArray>
#include <QHostAddress>

#include <chrono>
#include <deque>
#include <optional>
#include <unordered_map>
#include <vector>

namespace nostrscope {

struct OwnOutageRules {
    std::chrono::milliseconds window{15'000}; ///< "together"
    double share = 0.6; ///< of the connected relays
    std::size_t networks = 3;
    /// With nothing connected: so many failed attempts in attemptWindow and not one success mean the same.
    std::size_t attempts = 5;
    std::chrono::milliseconds attemptWindow{60'000};
};

/// Judges whether relays fail or our own line does (COL-8): when at least 60 % of the connected relays on at
/// least three networks are lost together, it is us, and no relay is to blame. Pure; times are monotonic.
class OwnOutage {
public:
    explicit OwnOutage(OwnOutageRules rules = {})
        : m_rules(rules)
    {
    }
    /// The /24 (IPv4) or /48 (IPv6) of an address; the host name where no address is known.
    [[nodiscard]] static QByteArray networkOf(const QHostAddress& address, const QByteArray& host);

    /// A connection opened. Ends an outage (one relay that answers proves the line).
    void opened(RelayId relay, const QByteArray& network, std::chrono::milliseconds now);
    /// We closed it ourselves.
    void closed(RelayId relay);
    /// An open connection failed. True when this makes it an outage of our own.
    [[nodiscard]] bool lost(RelayId relay, std::chrono::milliseconds now);
    /// An attempt failed in a way that a dead line explains (no name, no route, time-out).
    [[nodiscard]] bool attemptFailed(RelayId relay, const QByteArray& network, std::chrono::milliseconds now);

    [[nodiscard]] bool isOut() const { return m_out; }
    /// The relays whose failures belong to the outage, the most recent first; meaningful while isOut().
    [[nodiscard]] std::vector<RelayId> blameless() const;

private:
    struct Failure {
        RelayId relay;
        QByteArray network;
        std::chrono::milliseconds at;
    };
    static void forget(std::deque<Failure>& failures, std::chrono::milliseconds before);
    [[nodiscard]] static std::size_t networksOf(const std::deque<Failure>& failures);

    OwnOutageRules m_rules;
    std::unordered_map<std::uint32_t, QByteArray> m_connected; ///< relay → network
    std::deque<Failure> m_lost;
    std::deque<Failure> m_attempts;
    std::optional<std::chrono::milliseconds> m_lastOpened;
    bool m_out = false;
};

} // namespace nostrscope
