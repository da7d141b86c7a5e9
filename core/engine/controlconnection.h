// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/controlserver.h"

#include <QLocalSocket>

namespace nostrscope {

/// One client of the ControlServer: its command, and the answer.
class ControlConnection : public QObject {
    Q_OBJECT

public:
    ControlConnection(std::unique_ptr<QLocalSocket> socket, ControlServer& server, ControlHost& host);
    ~ControlConnection() override;

signals:
    void closed();

private:
    void readLine();
    void obey(const QByteArray& line);
    void changeRelays(const QJsonObject& command);
    void discover(const QJsonObject& command);
    void import(const QJsonObject& command);
    void stream(const Expected<RelayId, QString>& relay);
    void send(const QByteArray& json) { m_socket->write(json + '\n'); }
    /// The last words to this client.
    void answer(const QByteArray& json);
    void refuse(const QString& error);
    void discard();

    std::unique_ptr<QLocalSocket> m_socket;
    ControlServer& m_server;
    ControlHost& m_host;
    QTimer m_patience; ///< for the command, and for a client that does not read its answer
    QTimer m_quiet; ///< a refused client has stopped sending
    QPointer<ControlImport> m_import;
    bool m_hasCommand = false;
    bool m_isRefused = false;
};

} // namespace nostrscope
