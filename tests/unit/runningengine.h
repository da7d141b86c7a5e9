// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/controlprotocol.h"
#include "core/engine/engine.h"
#include "core/storage/ledgertables.h"
#include "core/storage/sqlite.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalSocket>
#include <QTest>

#include <set>

namespace nostrscope::test {

/// An engine with a database in a folder; its socket answers when this exists.
class Running {
public:
    explicit Running(const QString& path)
        : m_engine(configOf(path))
    {
        if (!QTest::qWaitFor([&] { return !Running::ask(path, "{\"command\":\"status\"}\n").isEmpty(); },
                             test::patienceMs))
            qFatal("the engine does not answer");
    }
    /// The last line of an answer.
    static QJsonObject ask(const QString& path, const QByteArray& bytes)
    {
        QLocalSocket socket;
        socket.connectToServer(control::socketName(path));
        if (!socket.waitForConnected(test::patienceMs))
            return {};
        socket.write(bytes);
        (void)QTest::qWaitFor([&] { return socket.state() == QLocalSocket::UnconnectedState; },
                              test::patienceMs);
        const auto lines = socket.readAll().trimmed().split('\n');
        return QJsonDocument::fromJson(lines.last()).object();
    }
    [[nodiscard]] Engine& engine() { return m_engine; }

private:
    static EngineConfig configOf(const QString& path)
    {
        EngineConfig config;
        config.databasePath = path;
        config.allowPrivate = true;
        return config;
    }

    Engine m_engine;
};

inline std::set<QByteArray> storedIds(const QString& path)
{
    const auto database = SqlDatabase::open(path, SqlDatabase::Mode::ReadOnly);
    std::set<QByteArray> ids;
    SqlStatement rows(**database, "SELECT id FROM event");
    while (rows.step())
        ids.insert(rows.blob(0).toByteArray());
    return ids;
}

inline std::vector<RelayEntry> storedRelays(const QString& path)
{
    const auto database = SqlDatabase::open(path, SqlDatabase::Mode::ReadOnly);
    return *LedgerTables(**database).relays();
}

/// The first line of an import that comes by the socket.
inline const QByteArray startOfImport = "{\"command\":\"import\",\"relay\":\"\"}\n";

} // namespace nostrscope::test
