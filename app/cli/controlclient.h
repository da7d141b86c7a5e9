// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/database.h"
#include "core/base/expected.h"

#include <QJsonObject>
#include <QLocalSocket>

namespace nostrscope {

class Console;

/// One command to the process that writes a database (core/engine/controlprotocol.h). Waits for answers, but
/// ends early when a signal came.
class ControlClient {
public:
    /// Of this user only: the folder of sockets may be open to everybody.
    [[nodiscard]] bool connectTo(const QString& database);
    /// Says `command`, and what was answered within a few seconds; the error is an English sentence.
    [[nodiscard]] Expected<QJsonObject, QString> ask(const QJsonObject& command);
    /// Asks on a connection of its own; empty when nobody answers.
    [[nodiscard]] static QJsonObject status(const QString& database);

    /// After an import was answered by "ready". False when the other side ended the connection.
    [[nodiscard]] bool sendText(QByteArrayView text);
    [[nodiscard]] bool sendEnd();
    void flush() { m_socket.flush(); }
    /// Waits as long as the other side lives.
    [[nodiscard]] Expected<QJsonObject, QString> waitForAnswer();

private:
    [[nodiscard]] Expected<QJsonObject, QString> readAnswer(int patienceMs);
    [[nodiscard]] bool write(QByteArrayView bytes);

    QLocalSocket m_socket;
};

/// When the process that writes the database takes commands; says on standard error that it gets this one.
[[nodiscard]] bool canHandOver(const QString& database, const OpenError& error, Console& console);

} // namespace nostrscope
