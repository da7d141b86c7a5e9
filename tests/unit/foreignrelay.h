// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/unit/simclient.h"

#include <QProcess>
#include <QTcpServer>

namespace nostrscope::test {

/// A relay as a process, on a free port of this machine; ends with this object.
class ForeignRelay {
public:
    static constexpr auto commandVariable = "NOSTRSCOPE_TEST_RELAY";
    [[nodiscard]] static bool isGiven() { return !qEnvironmentVariableIsEmpty(commandVariable); }

    ForeignRelay()
    {
        QTcpServer free;
        if (!free.listen(QHostAddress::LocalHost))
            qFatal("no port");
        m_port = free.serverPort();
        free.close();
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("HOST"), QStringLiteral("127.0.0.1"));
        environment.insert(QStringLiteral("PORT"), QString::number(m_port));
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::ForwardedChannels);
        m_process.start(
            QStringLiteral("/bin/sh"),
            {QStringLiteral("-c"), QStringLiteral("exec ") + qEnvironmentVariable(commandVariable)});
    }
    ~ForeignRelay()
    {
        m_process.terminate();
        if (!m_process.waitForFinished(patienceMs))
            m_process.kill();
    }
    Q_DISABLE_COPY_MOVE(ForeignRelay)

    [[nodiscard]] QByteArray url() const { return "ws://127.0.0.1:" + QByteArray::number(m_port); }
    [[nodiscard]] bool isRunning() const { return m_process.state() == QProcess::Running; }
    /// Whether it takes a connection now.
    [[nodiscard]] bool answers() const
    {
        SimClient client(url());
        return QTest::qWaitFor([&] { return client.opened || client.failed; }, patienceMs) && client.opened;
    }

private:
    QProcess m_process;
    quint16 m_port = 0;
};

} // namespace nostrscope::test
