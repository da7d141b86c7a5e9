// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simnet/simrandom.h"
#include "core/negentropy/negentropyset.h"
#include "core/nostr/clientmessages.h"

#include <initializer_list>
#include <map>
#include <vector>

namespace nostrscope {

class SimRelay;

/// A message of a relay: a verb and texts.
[[nodiscard]] QByteArray simMessage(QByteArrayView verb, std::initializer_list<QByteArrayView> texts);

/// The sessions of NIP-77 of one client, and what the relay's faults make of them. Gives the messages that
/// the relay sends. The events of a session are those of its beginning.
class SimNegentropy {
public:
    SimNegentropy(const SimRelay& relay, std::uint64_t seed)
        : m_relay(relay)
        , m_random(seed, 0x4e6567)
    {
    }

    [[nodiscard]] std::vector<QByteArray> open(const NegOpenRequest& request);
    [[nodiscard]] std::vector<QByteArray> answer(const NegMsgRequest& request);
    void close(const NegCloseRequest& request) { m_sessions.erase(request.subscription); }

private:
    struct Session {
        NegentropySet set;
        int messages = 0; ///< of the client
    };
    [[nodiscard]] std::vector<QByteArray> step(const QByteArray& id, QByteArrayView message);
    /// What is sent instead of the true answer.
    [[nodiscard]] QByteArray hostileAnswer(QByteArrayView message, const QByteArray& honest);
    [[nodiscard]] QByteArray endlessAnswer(QByteArrayView message);
    /// Of events that nobody has.
    [[nodiscard]] NegentropySet inventedIds(int count);

    const SimRelay& m_relay;
    SimRandom m_random;
    std::map<QByteArray, Session> m_sessions;
};

} // namespace nostrscope
