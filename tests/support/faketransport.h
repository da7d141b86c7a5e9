// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/transport.h"
#include "core/records/rawsink.h"

#include <QList>
#include <QPointer>

#include <deque>

namespace nostrscope::test {

/// A transport whose other end is the test: "client said", "server says".
class FakeTransport final : public Transport {
    Q_OBJECT

public:
    explicit FakeTransport(const Clock& clock)
        : m_clock(clock)
    {
    }

    // the client's side
    void open(const QUrl& url) override { m_url = url; }
    void sendText(const QByteArray& utf8) override { m_said.append(utf8); }
    void ping() override { ++m_pings; }
    void close() override;
    void abort() override { end({}); }
    void pause() override { m_paused = true; }
    void resume() override;
    [[nodiscard]] QHostAddress peerAddress() const override { return m_peer; }

    // the server's side
    void accept(const QHostAddress& peer = QHostAddress(QHostAddress::LocalHost));
    /// Delivered at once, or after resume() while the client does not read.
    void say(const QByteArray& text);
    void sayBinary(qint64 bytes) { emit binaryReceived(bytes); }
    void answerPing() { emit ponged(); }
    /// The socket ends by the peer or by the system.
    void end(const TransportEnd& reason);
    [[nodiscard]] const QUrl& url() const { return m_url; }
    [[nodiscard]] bool isPaused() const { return m_paused; }
    [[nodiscard]] bool isClosing() const { return m_closing; }
    [[nodiscard]] int pings() const { return m_pings; }
    /// What the client said since the last call.
    [[nodiscard]] QList<QByteArray> takeSaid() { return std::exchange(m_said, {}); }
    /// The peer never agrees to a closing handshake.
    void ignoreClose() { m_ignoreClose = true; }

private:
    const Clock& m_clock;
    QUrl m_url;
    QHostAddress m_peer;
    QList<QByteArray> m_said;
    std::deque<QByteArray> m_waiting;
    int m_pings = 0;
    bool m_paused = false;
    bool m_closing = false;
    bool m_ignoreClose = false;
    bool m_ended = false;
};

/// Makes FakeTransports and remembers them, newest last.
class FakeNet {
public:
    explicit FakeNet(const Clock& clock)
        : m_clock(clock)
    {
    }
    /// Tor, I2P and Loki are not reachable.
    [[nodiscard]] TransportFactory factory();
    [[nodiscard]] FakeTransport* last() const { return m_made.isEmpty() ? nullptr : m_made.last().data(); }
    [[nodiscard]] FakeTransport* at(qsizetype index) const { return m_made.at(index).data(); }
    /// The newest one to this address, null when it is gone.
    [[nodiscard]] FakeTransport* to(const QString& url) const;
    [[nodiscard]] qsizetype count() const { return m_made.size(); }

private:
    const Clock& m_clock;
    QList<QPointer<FakeTransport>> m_made;
};

/// A sink that takes frames while it has room; `room` in frames, to make tests readable.
class FakeSink final : public RawEventSink {
public:
    [[nodiscard]] bool offer(RelayId relay, std::vector<RawEvent>& frames, std::size_t bytes) override;
    void setRoomListener(std::function<void()> listener) override { m_listener = std::move(listener); }
    void makeRoom(std::size_t frames)
    {
        m_room = frames;
        if (m_listener)
            m_listener();
    }
    [[nodiscard]] const std::vector<RawEvent>& taken() const { return m_taken; }

private:
    std::size_t m_room = std::numeric_limits<std::size_t>::max();
    std::vector<RawEvent> m_taken;
    std::function<void()> m_listener;
};

/// A frame with an event of the right form, unsigned: id and author derive from `number`.
[[nodiscard]] QByteArray fakeEventFrame(const QByteArray& subscription, std::uint64_t number,
                                        std::int64_t createdAt, int kind = 1);

} // namespace nostrscope::test
