// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/expected.h"

#include <QLocalServer>
#include <QLockFile>
#include <QObject>
#include <QStringList>

#include <chrono>

class QLocalSocket;

namespace nostrscope {

/// What a second start hands to the first.
struct StartArguments {
    QStringList files; ///< absolute paths
    QStringList urls; ///< ws://, wss:// or nostr:
    QString page; ///< empty: none

    friend bool operator==(const StartArguments&, const StartArguments&) = default;
};

/// One window for each database and user. The first start holds a lock beside a local socket in the user's
/// runtime folder; a later one hands its arguments over and ends. Locks and sockets of a crashed process do
/// not count. Who is not the same user is neither heard nor talked to.
class SingleInstance final : public QObject {
    Q_OBJECT

public:
    enum class Role : std::uint8_t {
        First, ///< go on; messages come as received()
        HandedOver, ///< the first one has the arguments: end
        NoAnswer, ///< somebody has the database and does not answer
    };
    static constexpr qsizetype maximumMessage = 64 * 1024; ///< bytes
    static constexpr qsizetype maximumArguments = 100; ///< files and urls each
    static constexpr std::chrono::milliseconds answerWithin{3000};

    /// `folder`: of socket and lock, private to the user; is made when it does not exist.
    explicit SingleInstance(const QString& database, const QString& folder = defaultFolder(),
                            QObject* parent = nullptr);

    /// Waits for the other process up to answerWithin; before there is a window.
    [[nodiscard]] Role start(const StartArguments& arguments);
    [[nodiscard]] QString socketPath() const { return m_socketPath; }
    [[nodiscard]] static QString defaultFolder();
    /// What came over the socket: none when it is not what we send.
    [[nodiscard]] static std::optional<StartArguments> decode(const QByteArray& message);
    [[nodiscard]] static QByteArray encode(const StartArguments& arguments);

signals:
    void received(const nostrscope::StartArguments& arguments);

private:
    [[nodiscard]] bool handOver(const StartArguments& arguments) const;
    void onConnection();
    void onReadable(QLocalSocket* socket);

    QString m_socketPath;
    QLockFile m_lock;
    QLocalServer m_server;
};

} // namespace nostrscope
