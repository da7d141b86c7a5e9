// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/singleinstance.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalSocket>
#include <QStandardPaths>
#include <QTimer>

#include <sys/socket.h>
#include <unistd.h>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto acknowledgement = "ok\n";
constexpr int maximumConnections = 8;

QString socketPathOf(const QString& database, const QString& folder)
{
    // Two names of one file are one database; the file may not exist yet, its folder does.
    const QFileInfo file(database);
    const auto name = QDir(file.absolutePath()).canonicalPath() + u'/' + file.fileName();
    const auto hash = QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha256).toHex().left(16);
    return folder + u"/nostrscope-"_s + QString::fromLatin1(hash) + u".socket"_s;
}

/// The process at the other end belongs to our user.
bool isOurs(const QLocalSocket& socket)
{
    ucred peer{};
    socklen_t size = sizeof(peer);
    return ::getsockopt(static_cast<int>(socket.socketDescriptor()), SOL_SOCKET, SO_PEERCRED, &peer, &size)
        == 0
        && peer.uid == ::geteuid();
}

QStringList stringsOf(const QJsonValue& value)
{
    QStringList strings;
    const auto array = value.toArray();
    for (const auto& one : array) {
        if (one.isString() && strings.size() < SingleInstance::maximumArguments)
            strings.append(one.toString());
    }
    return strings;
}

} // namespace

SingleInstance::SingleInstance(const QString& database, const QString& folder, QObject* parent)
    : QObject(parent)
    , m_socketPath(socketPathOf(database, folder))
    , m_lock(m_socketPath + u".lock"_s)
{
    QDir().mkpath(folder);
    m_lock.setStaleLockTime(0); // only the end of its process frees a lock, however long it runs
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    m_server.setMaxPendingConnections(maximumConnections);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::onConnection);
}

QString SingleInstance::defaultFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
}

SingleInstance::Role SingleInstance::start(const StartArguments& arguments)
{
    if (!m_lock.tryLock()) {
        if (m_lock.error() == QLockFile::LockFailedError)
            return handOver(arguments) ? Role::HandedOver : Role::NoAnswer;
        qWarning("%s cannot be locked; a second window would not notice this one", qPrintable(m_socketPath));
        return Role::First;
    }
    QLocalServer::removeServer(m_socketPath); // of a process that crashed: we have the lock
    if (!m_server.listen(m_socketPath))
        qWarning("%s: %s", qPrintable(m_socketPath), qPrintable(m_server.errorString()));
    return Role::First;
}

bool SingleInstance::handOver(const StartArguments& arguments) const
{
    const int patience = static_cast<int>(answerWithin.count());
    QLocalSocket socket;
    socket.connectToServer(m_socketPath);
    if (!socket.waitForConnected(patience) || !isOurs(socket))
        return false;
    socket.write(encode(arguments));
    while (!socket.canReadLine()) {
        if (!socket.waitForReadyRead(patience))
            return false;
    }
    return socket.readLine(16) == acknowledgement;
}

void SingleInstance::onConnection()
{
    while (auto* socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        if (!isOurs(*socket)) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        socket->setReadBufferSize(maximumMessage + 1);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] { onReadable(socket); });
        QTimer::singleShot(answerWithin, socket, &QLocalSocket::abort);
        onReadable(socket);
    }
}

void SingleInstance::onReadable(QLocalSocket* socket)
{
    if (!socket->canReadLine()) {
        if (socket->bytesAvailable() > maximumMessage)
            socket->abort();
        return;
    }
    const auto arguments = decode(socket->readLine(maximumMessage + 1));
    if (!arguments) {
        socket->abort();
        return;
    }
    socket->write(acknowledgement);
    socket->flush();
    socket->disconnectFromServer();
    emit received(*arguments);
}

QByteArray SingleInstance::encode(const StartArguments& arguments)
{
    const auto message = QJsonDocument(QJsonObject{{u"files"_s, QJsonArray::fromStringList(arguments.files)},
                                                   {u"urls"_s, QJsonArray::fromStringList(arguments.urls)},
                                                   {u"page"_s, arguments.page}})
                             .toJson(QJsonDocument::Compact)
        + '\n';
    // Too much to hand over: then the window is raised and nothing more.
    return message.size() <= maximumMessage ? message : encode({});
}

std::optional<StartArguments> SingleInstance::decode(const QByteArray& message)
{
    if (message.size() > maximumMessage)
        return std::nullopt;
    const auto document = QJsonDocument::fromJson(message);
    if (!document.isObject())
        return std::nullopt;
    return StartArguments{stringsOf(document["files"_L1]), stringsOf(document["urls"_L1]),
                          document["page"_L1].toString()};
}

} // namespace nostrscope
