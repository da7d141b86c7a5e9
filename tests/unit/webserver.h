// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

namespace nostrscope::test {

/// Answers GET of known paths on the loopback address with what a test wrote, head included, and closes.
class WebServer : public QTcpServer {
    Q_OBJECT

public:
    WebServer()
    {
        if (!listen(QHostAddress::LocalHost))
            qFatal("no port");
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (auto* socket = nextPendingConnection()) {
                connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { answer(*socket); });
                connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            }
        });
    }
    [[nodiscard]] QString url(const QString& path) const
    {
        return QStringLiteral("http://127.0.0.1:%1%2").arg(serverPort()).arg(path);
    }
    void serve(const QByteArray& path, const QByteArray& body, const QByteArray& type = "text/plain")
    {
        answers[path] = "HTTP/1.1 200 OK\r\nContent-Type: " + type
            + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }
    void redirect(const QByteArray& path, const QByteArray& to)
    {
        answers[path] = "HTTP/1.1 302 Found\r\nLocation: " + to + "\r\nContent-Length: 0\r\n\r\n";
    }

    QHash<QByteArray, QByteArray> answers; ///< an empty one never comes
    QList<QByteArray> requests; ///< heads

private:
    void answer(QTcpSocket& socket)
    {
        const auto head = socket.peek(16384);
        if (!head.contains("\r\n\r\n"))
            return;
        requests.append(socket.readAll());
        const auto path = head.split(' ').value(1);
        const auto found = answers.constFind(path);
        if (found != answers.constEnd() && found->isEmpty())
            return;
        socket.write(found == answers.constEnd()
                         ? QByteArray("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
                         : *found);
        socket.disconnectFromHost();
    }
};

} // namespace nostrscope::test
