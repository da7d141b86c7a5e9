// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/wsframe.h"
#include "core/net/wshandshake.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpServer>
#include <QTcpSocket>

#include <functional>
#include <memory>
#include <vector>

namespace nostrscope::test {

/// A server that says exactly what a test tells it to: HTTP answers, frames, half of them, nothing.
class ScriptedRelay : public QObject {
    Q_OBJECT

public:
    struct Client {
        QTcpSocket* socket = nullptr;
        QByteArray head;
        bool isOpen = false;
        WsDecoder decoder{WsRole::Server, {}};

        void raw(const QByteArray& bytes) { socket->write(bytes); }
        void answer(int status, const QByteArray& reason, const HttpHeaders& headers, const QByteArray& body)
        {
            raw(httpResponse(status, reason, headers, body));
        }
        void upgrade(const HttpRequestHead& request, const HttpHeaders& extra = {})
        {
            raw(upgradeResponse(*upgradeKey(request), extra));
            isOpen = true;
        }
        void frame(WsOpcode opcode, const QByteArray& payload)
        {
            QByteArray bytes;
            appendWsFrame(bytes, opcode, payload);
            raw(bytes);
        }
        void text(const QByteArray& payload) { frame(WsOpcode::Text, payload); }
        void close(std::uint16_t code, const QByteArray& reason)
        {
            frame(WsOpcode::Close, wsClosePayload(code, reason));
        }
        void end() { socket->disconnectFromHost(); }
    };
    using OnRequest = std::function<void(Client&, const HttpRequestHead&)>;
    using OnText = std::function<void(Client&, const QByteArray&)>;

    /// Opens every WebSocket and calls `onText` with what is said.
    explicit ScriptedRelay(OnText onText)
        : ScriptedRelay([](Client& client, const HttpRequestHead& request) { client.upgrade(request); },
                        std::move(onText))
    {
    }
    ScriptedRelay(OnRequest onRequest, OnText onText)
        : m_onRequest(std::move(onRequest))
        , m_onText(std::move(onText))
    {
        connect(&m_server, &QTcpServer::newConnection, this, &ScriptedRelay::onConnection);
    }
    ~ScriptedRelay() override
    {
        for (const auto& client : m_clients)
            client->socket->disconnect(this);
    }

    [[nodiscard]] bool listen(const QHostAddress& address = QHostAddress(QHostAddress::LocalHost))
    {
        return m_server.listen(address);
    }
    void stopListening() { m_server.close(); }
    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    [[nodiscard]] QByteArray url(const QByteArray& host = "127.0.0.1") const
    {
        return "ws://" + host + ':' + QByteArray::number(port());
    }

    /// Of `["REQ","id",…]` and the like, as JSON text with its quotes.
    [[nodiscard]] static QByteArray subscriptionOf(const QByteArray& text)
    {
        return '"' + QJsonDocument::fromJson(text).array().at(1).toString().toUtf8() + '"';
    }

    int connections = 0;
    QList<QByteArray> texts; ///< all that clients said
    std::vector<HttpRequestHead> requests;
    bool sawClose = false; ///< a close frame came

private:
    void onConnection()
    {
        while (auto* const socket = m_server.nextPendingConnection()) {
            ++connections;
            auto client = std::make_unique<Client>();
            client->socket = socket;
            socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
            auto* const raw = client.get();
            m_clients.push_back(std::move(client));
            connect(socket, &QIODevice::readyRead, this, [this, raw] { onBytes(*raw); });
        }
    }
    void onBytes(Client& client)
    {
        if (client.isOpen) {
            client.decoder.feed(client.socket->readAll());
        } else {
            client.head += client.socket->readAll();
            const auto request = parseHttpRequest(client.head);
            if (!request || !*request)
                return;
            requests.push_back(**request);
            client.head.remove(0, (**request).headBytes);
            m_onRequest(client, requests.back());
            client.decoder.feed(client.head);
        }
        while (const auto message = client.decoder.next()) {
            if (message->opcode == WsOpcode::Text) {
                texts.append(message->payload);
                if (m_onText)
                    m_onText(client, message->payload);
            } else if (message->opcode == WsOpcode::Close) {
                sawClose = true;
                client.close(1000, {});
                client.end();
            }
        }
    }

    QTcpServer m_server;
    OnRequest m_onRequest;
    OnText m_onText;
    std::vector<std::unique_ptr<Client>> m_clients;
};

} // namespace nostrscope::test
