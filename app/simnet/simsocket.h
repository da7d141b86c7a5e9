// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simnet/simevent.h"
#include "core/net/wsframe.h"
#include "core/net/wshandshake.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTcpSocket>
#include <QTimer>

#include <chrono>
#include <deque>
#include <memory>

namespace nostrscope {

/// One TCP or TLS connection to a simulated relay: HTTP until the upgrade, WebSocket frames after it. Knows
/// when a frame has left for the kernel as a whole, which is what "sent" means in the summary.
class SimSocket : public QObject {
    Q_OBJECT

public:
    /// Above this, answers to REQ wait (roomFreed).
    static constexpr qint64 answerQueueBytes = 1024 * 1024;
    /// Above this, live events would need more memory than a slow client is worth.
    static constexpr qint64 maxQueueBytes = 64 * 1024 * 1024;

    /// Takes a connected socket.
    explicit SimSocket(std::unique_ptr<QTcpSocket> socket, QObject* parent = nullptr);
    ~SimSocket() override;

    /// Everything from now on leaves this much later (fault "slow").
    void setDelay(std::chrono::milliseconds delay) { m_delay = delay; }
    /// Frames are dropped instead of sent, pongs too (fault "silent").
    void setMute(bool mute) { m_mute = mute; }

    /// In answer to requested(): bytes of a whole HTTP answer, after which the connection ends …
    void answer(const QByteArray& http);
    /// … or of the answer 101.
    void acceptUpgrade(const QByteArray& http);

    void sendText(QByteArrayView text) { sendFrame(WsOpcode::Text, text); }
    void sendFrame(WsOpcode opcode, QByteArrayView payload);
    /// Text made of `prefix`, `json` and "]"; delivered(event) follows unless `event` is null.
    void sendEvent(QByteArrayView prefix, QByteArrayView json, const SimEventPtr& event);
    /// Half a text frame, then the end of the connection (fault "partial-frame").
    void sendCut(QByteArrayView text);

    /// Close frame, then waits for the client to finish what it reads.
    void startClose(std::uint16_t code, QByteArrayView reason);
    void abort();

    [[nodiscard]] bool isOpen() const noexcept { return m_phase == Phase::Open; }
    [[nodiscard]] qint64 queuedBytes() const;
    /// Grows with every byte that left.
    [[nodiscard]] qint64 flushedBytes() const noexcept { return m_flushed; }

signals:
    void requested(const nostrscope::HttpRequestHead& request);
    void textReceived(const QByteArray& text);
    void delivered(const nostrscope::SimEventPtr& event);
    void roomFreed();
    void closed();

private:
    enum class Phase : std::uint8_t { Http, Answered, Open, Closing, Closed };
    struct Delayed {
        qint64 due;
        QByteArray bytes;
        SimEventPtr event;
    };
    struct InFlight {
        qint64 end;
        SimEventPtr event;
    };

    void readInput();
    void readHttp();
    void readFrames();
    void handle(const WsMessage& message);
    void onWritten();
    void onDisconnected();
    void sendDelayed();
    void write(QByteArray bytes, const SimEventPtr& event = {});
    void writeNow(const QByteArray& bytes, const SimEventPtr& event);
    void finishAfterWriting();

    std::unique_ptr<QTcpSocket> m_socket;
    Phase m_phase = Phase::Http;
    bool m_mute = false;
    bool m_finishing = false; ///< disconnect once nothing is delayed
    QByteArray m_head;
    WsDecoder m_decoder;
    std::deque<InFlight> m_inFlight;
    qint64 m_accepted = 0; ///< bytes given to the socket
    qint64 m_flushed = 0; ///< of which the kernel has taken this many
    std::chrono::milliseconds m_delay{0};
    QElapsedTimer m_clock;
    std::deque<Delayed> m_delayed;
    qint64 m_delayedBytes = 0;
    QTimer m_delayTimer;
    QTimer m_deadline;
};

} // namespace nostrscope
