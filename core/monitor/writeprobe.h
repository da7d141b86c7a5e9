// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/schnorr.h"
#include "core/nostr/messages.h"
#include "core/records/probe.h"

namespace nostrscope {

/// One try to write (MON-2), as what is said: an ephemeral event of a key made for this try is subscribed to,
/// published, and must be accepted and come back. Nothing is stored anywhere, nothing is ever sent twice, and
/// no event of the network is imitated. Knows neither sockets nor clocks.
class WriteTrial {
public:
    /// Of the range that relays do not store (NIP-01), used by nobody else.
    static constexpr Kind kind = 26166;

    /// `now` dates the event, `subscription` is to be unlike others of the connection.
    WriteTrial(Timestamp now, QByteArray subscription);

    [[nodiscard]] QByteArray subscribeMessage() const;
    [[nodiscard]] QByteArray publishMessage() const;
    [[nodiscard]] QByteArray closeMessage() const;
    [[nodiscard]] const Event& event() const noexcept { return m_event; }

    enum class News : std::uint8_t {
        None, ///< not about us, or nothing new
        Subscribed, ///< time to publish
        Accepted, ///< OK=true: the time to write ends here
        Done, ///< see code()
    };
    /// `accepted` and its way back may come in any order.
    [[nodiscard]] News hear(const RelayMessage& message);
    /// The time is up.
    void timeOut();

    /// Ok, WriteRejected or WriteTimeout once it is done.
    [[nodiscard]] std::optional<ProbeCode> code() const noexcept { return m_code; }
    /// Text of the relay, or ours when it was silent.
    [[nodiscard]] const QString& detail() const noexcept { return m_detail; }

private:
    [[nodiscard]] News reject(const QByteArray& text);
    [[nodiscard]] News onOk(const OkMessage& message);

    QByteArray m_subscription;
    Event m_event;
    bool m_subscribed = false;
    bool m_accepted = false;
    bool m_cameBack = false;
    std::optional<ProbeCode> m_code;
    QString m_detail;
};

} // namespace nostrscope
