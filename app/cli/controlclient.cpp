// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/controlclient.h"

#include "app/cli/console.h"
#include "core/engine/controlprotocol.h"
#include "core/nostr/plaintext.h"

#include <QElapsedTimer>
#include <QJsonDocument>

#include <sys/socket.h>
#include <unistd.h>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int connectWithinMs = 2000;
constexpr int answerWithinMs = 10000; // a change of relays waits for the writer's batch
constexpr int sliceMs = 200;
constexpr qint64 maxWaitingBytes = 512 * 1024;
constexpr qsizetype maxAnswerBytes = 1024 * 1024;
constexpr qsizetype maxErrorLength = 500;

bool isOfThisUser([[maybe_unused]] qintptr socket)
{
#ifdef SO_PEERCRED
    ucred peer{};
    socklen_t size = sizeof(peer);
    return ::getsockopt(static_cast<int>(socket), SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0
        && peer.uid == ::getuid();
#else
    return true;
#endif
}

} // namespace

bool ControlClient::connectTo(const QString& database)
{
    m_socket.connectToServer(control::socketName(database));
    return m_socket.waitForConnected(connectWithinMs) && isOfThisUser(m_socket.socketDescriptor());
}

QJsonObject ControlClient::status(const QString& database)
{
    ControlClient client;
    if (!client.connectTo(database))
        return {};
    const auto answer = client.ask({{u"command"_s, u"status"_s}});
    return answer ? *answer : QJsonObject();
}

Expected<QJsonObject, QString> ControlClient::ask(const QJsonObject& command)
{
    if (!write(QJsonDocument(command).toJson(QJsonDocument::Compact) + '\n'))
        return Unexpected(u"The running process ended the connection."_s);
    return readAnswer(answerWithinMs);
}

bool ControlClient::sendText(QByteArrayView text)
{
    const auto size = std::min(text.size(), control::maxTextBytes); // longer ones are refused anyway
    return write(control::frame(size)) && write(text.first(size));
}

bool ControlClient::sendEnd()
{
    return write(control::frame(0));
}

Expected<QJsonObject, QString> ControlClient::waitForAnswer()
{
    return readAnswer(-1);
}

bool ControlClient::write(QByteArrayView bytes)
{
    if (m_socket.state() != QLocalSocket::ConnectedState
        || m_socket.write(bytes.constData(), bytes.size()) != bytes.size())
        return false;
    // An answer that comes now is an error: the other side does not read on.
    while (m_socket.bytesToWrite() > maxWaitingBytes && !m_socket.canReadLine()) {
        if (!m_socket.waitForBytesWritten(sliceMs) && m_socket.state() != QLocalSocket::ConnectedState)
            return false;
    }
    return !m_socket.canReadLine();
}

Expected<QJsonObject, QString> ControlClient::readAnswer(int patienceMs)
{
    QElapsedTimer waited;
    waited.start();
    while (!m_socket.canReadLine() && m_socket.bytesAvailable() < maxAnswerBytes) {
        const bool isOpen = m_socket.state() == QLocalSocket::ConnectedState;
        if (!isOpen || (patienceMs >= 0 && waited.elapsed() > patienceMs))
            return Unexpected(isOpen ? u"The running process does not answer. Try again later."_s
                                     : u"The running process ended the connection."_s);
        m_socket.waitForReadyRead(sliceMs);
    }
    const auto document = QJsonDocument::fromJson(m_socket.readLine(maxAnswerBytes));
    if (!document.isObject())
        return Unexpected(u"The running process answered something that is not understood."_s);
    const auto answer = document.object();
    if (answer.contains(u"error"_s))
        return Unexpected(plainText(answer[u"error"].toString(), maxErrorLength));
    return answer;
}

bool canHandOver(const QString& database, const OpenError& error, Console& console)
{
    if (error.writer == 0 || ControlClient::status(database).isEmpty())
        return false;
    console.note(u"handed over to pid %1"_s.arg(error.writer));
    return true;
}

} // namespace nostrscope
