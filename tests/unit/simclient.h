// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/clientmessages.h"
#include "core/nostr/eventparser.h"

#include <QObject>
#include <QTest>
#include <QWebSocket>

#include <vector>

namespace nostrscope::test {

/// A client of a simulated relay that keeps all it hears.
class SimClient : public QObject {
    Q_OBJECT

public:
    explicit SimClient(const QByteArray& url)
    {
        connect(&socket, &QWebSocket::connected, this, [this] { opened = true; });
        connect(&socket, &QWebSocket::disconnected, this, [this] { closed = true; });
        connect(&socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this,
                [this] { failed = true; });
        connect(&socket, &QWebSocket::textMessageReceived, this,
                [this](const QString& text) { onText(text.toUtf8()); });
        connect(&socket, &QWebSocket::binaryMessageReceived, this, [this] { ++binaries; });
        socket.open(QUrl(QString::fromLatin1(url)));
    }
    ~SimClient() override { socket.disconnect(this); }

    void send(const QByteArray& message) { socket.sendTextMessage(QString::fromUtf8(message)); }
    void req(const char* subscription, const char* filter)
    {
        send(QByteArray("[\"REQ\",\"") + subscription + "\"," + filter + "]");
    }
    /// Everything of one type, in the order it came.
    template <typename T> [[nodiscard]] std::vector<T> all() const
    {
        std::vector<T> found;
        for (const auto& message : messages) {
            if (const auto* const one = std::get_if<T>(&message))
                found.push_back(*one);
        }
        return found;
    }
    template <typename T> [[nodiscard]] int count() const { return static_cast<int>(all<T>().size()); }

    QWebSocket socket;
    std::vector<RelayMessage> messages;
    std::vector<QByteArray> texts;
    int binaries = 0;
    bool opened = false;
    bool closed = false;
    bool failed = false;

private:
    void onText(const QByteArray& text)
    {
        texts.push_back(text);
        messages.push_back(m_parser.parseRelayMessage(text));
    }
    EventParser m_parser;
};

} // namespace nostrscope::test
