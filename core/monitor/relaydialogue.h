// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/monitor/claimtrial.h"
#include "core/monitor/dialer.h"
#include "core/monitor/probetools.h"
#include "core/monitor/writeprobe.h"
#include "core/net/wsframe.h"
#include "core/net/wshandshake.h"

#include <optional>
#include <vector>

namespace nostrscope {

struct DialogueOptions {
    bool onlyOpen = false; ///< ends when the WebSocket is open: the other address family
    bool write = false; ///< WriteTrial, when the read went well
    bool authenticate = false; ///< with a key made for this dialogue, when a REQ is refused for it (NIP-42)
    std::optional<RelayClaims> observe; ///< ClaimTrial, when the read went well
};

/// What one connection to a relay brought.
struct DialogueReport {
    ProbeAttempt attempt;
    bool wantsAuth = false;
    std::optional<bool> sawEvent;
    std::optional<ProbeCode> writeCode;
    QString writeDetail;
    std::optional<CertificateFacts> certificate;
    QByteArray serverHeader;
    std::optional<std::chrono::seconds> retryAfter;
    std::vector<QByteArray> evidence;
    std::optional<ClaimAnswers> answers; ///< when claims were looked at
};

/// One connection to a relay, from the TCP handshake to a polite end: upgrade, a REQ of one note, its EVENT
/// and EOSE, perhaps a try to write or a look at its claims. Only answers to our own subscription count.
/// Every wait and everything taken from the relay is bounded. Lives in one thread.
class RelayDialogue : public QObject {
    Q_OBJECT

public:
    RelayDialogue(const ProbeTools& tools, const RelayUrl& url, DialogueOptions options,
                  QObject* parent = nullptr);

    /// `dns`: what the name took, none for a literal address; it is part of Open.
    void start(const DialTarget& target, std::optional<std::chrono::microseconds> dns);
    /// Ends at once; finished() does not follow.
    void cancel();
    [[nodiscard]] const DialogueReport& report() const noexcept { return m_report; }

signals:
    /// Not to be deleted in a slot that is called directly.
    void finished();

private:
    enum class Stage : std::uint8_t { Connecting, Upgrading, Reading, Writing, Observing, Leaving, Done };

    void onConnected();
    void onFailed(const DialFailure& failure);
    void onReceived();
    void onClosed(const QString& detail);
    void onDeadline();

    void readUpgrade();
    void takeHead(const HttpResponseHead& head);
    void opened();
    void readFrames();
    void handle(const WsMessage& message);
    void handleText(const QByteArray& text);
    void handleOwn(const RelayMessage& message);
    void onEvent(const EventMessage& message);
    void onEose(const EoseMessage& message);
    void onClosedSubscription(const ClosedMessage& message);
    void onOk(const OkMessage& message);
    [[nodiscard]] bool authenticate();
    void ask();
    void onReadEnded();
    void startWriting();
    void hearForWriting(const RelayMessage& message);
    void endWriting();
    void startObserving();
    void takeAnswers();
    void follow(const ClaimTrial::Turn& turn);
    [[nodiscard]] bool isTalking() const
    {
        return m_stage == Stage::Reading || m_stage == Stage::Writing || m_stage == Stage::Observing;
    }

    void sendText(QByteArrayView text) { sendFrame(WsOpcode::Text, text); }
    void sendFrame(WsOpcode opcode, QByteArrayView payload);
    void note(QByteArrayView evidence, bool isDecisive = false);
    /// The result of the dialogue; only the first counts.
    void decide(ProbeCode code, ProbePhase phase, const QString& detail = {});
    void fail(ProbeCode code, ProbePhase phase, const QString& detail)
    {
        decide(code, phase, detail);
        leave();
    }
    /// CLOSE, close frame, and a short wait for the other end.
    void leave(std::uint16_t code = 1000);
    void end();
    [[nodiscard]] std::chrono::microseconds now() const { return m_tools.clock.monotonic(); }

    const ProbeTools& m_tools;
    RelayUrl m_url;
    DialogueOptions m_options;
    ProbeLimits m_limits;
    Dialer m_dialer;
    QTimer m_deadline;
    Stage m_stage = Stage::Connecting;
    DialogueReport m_report;
    bool m_decided = false;
    std::optional<std::chrono::microseconds> m_dns;
    std::chrono::microseconds m_startedAt{0};
    std::chrono::microseconds m_sentAt{0}; ///< of the GET, the REQ or the EVENT that waits for its answer
    QByteArray m_key;
    QByteArray m_head;
    WsDecoder m_decoder;
    qint64 m_bytes = 0;
    bool m_anyFrame = false; ///< a data frame has come
    QByteArray m_subscription;
    bool m_subscribed = false; ///< to be closed at the end
    QByteArray m_challenge;
    std::optional<EventId> m_authId; ///< sent
    std::chrono::microseconds m_authAt{0};
    std::optional<WriteTrial> m_trial;
    std::optional<Event> m_note; ///< that the read brought
    QByteArray m_readFrame; ///< the last one of the read, when claims are looked at
    std::optional<ClaimTrial> m_claims;
    std::chrono::microseconds m_acceptedAfter{0};
};

} // namespace nostrscope
