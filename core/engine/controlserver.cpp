// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/controlserver.h"

#include "core/base/hex.h"
#include "core/crypto/sha256.h"
#include "core/engine/controlconnection.h"
#include "core/engine/controlprotocol.h"

#include <QFileInfo>
#include <QLocalSocket>

namespace nostrscope {

namespace {

constexpr std::size_t maxConnections = 16; // each is a command that somebody typed

} // namespace

QString control::socketName(const QString& path)
{
    const QFileInfo file(path);
    const auto canonical = file.canonicalFilePath(); // one name, whatever link leads there
    const auto hash = sha256((canonical.isEmpty() ? file.absoluteFilePath() : canonical).toUtf8());
    return QStringLiteral("nostrscope-") + QString::fromLatin1(toHex(std::span(hash).first(8)));
}

ControlServer::ControlServer(QObject* parent)
    : QObject(parent)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &ControlServer::accept);
}

ControlServer::~ControlServer()
{
    close();
}

bool ControlServer::listen(const QString& path, ControlHost& host)
{
    m_host = &host;
    const auto name = control::socketName(path);
    if (m_server.listen(name))
        return true;
    // The writer lock is ours, so a socket of that name is left over from a killed process.
    QLocalServer::removeServer(name);
    return m_server.listen(name);
}

void ControlServer::close()
{
    m_server.close();
    m_import.reset();
    for (auto* connection : std::exchange(m_connections, {}))
        delete connection;
}

ControlImport* ControlServer::startImport(RelayId relay, QIODevice& device)
{
    if (m_import)
        return nullptr;
    m_import = std::make_unique<ControlImport>(m_host->pipeline(), relay, m_host->clock().now(), device);
    connect(m_import.get(), &ControlImport::ended, this, [this] { m_import.release()->deleteLater(); });
    return m_import.get();
}

void ControlServer::accept()
{
    while (auto* socket = m_server.nextPendingConnection()) {
        if (m_connections.size() >= maxConnections) {
            delete socket;
            continue;
        }
        auto* connection = new ControlConnection(std::unique_ptr<QLocalSocket>(socket), *this, *m_host);
        m_connections.insert(connection);
        connect(connection, &ControlConnection::closed, this, [this, connection] {
            if (m_connections.erase(connection) > 0)
                connection->deleteLater();
        });
    }
}

} // namespace nostrscope
