// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QProcess>
#include <QStringList>
#include <QTimer>

#include <memory>

namespace nostrscope {

/// The simulated network of `--demo`: nostrscope-simnet as a child on loopback. Ends with this object, and
/// with this process even when that crashes.
class DemoNetwork final : public QObject {
    Q_OBJECT

public:
    /// `program`: path of nostrscope-simnet.
    explicit DemoNetwork(QString program, QObject* parent = nullptr);
    ~DemoNetwork() override;

    void start();
    /// Ends it without waiting; stopped() follows, at once when nothing runs.
    void stop();
    /// The program beside our own.
    [[nodiscard]] static QString defaultProgram();

signals:
    void stopped();
    /// The relays listen.
    void ready(const QStringList& urls);
    /// It could not be started, or ended; a sentence for people.
    void failed(const QString& message);

private:
    void onOutput();
    void onEnded();

    QString m_program;
    std::unique_ptr<QProcess> m_process; ///< never null
    QTimer m_deadline;
    QTimer m_endDeadline;
    QByteArray m_firstLine;
    bool m_isReady = false;
    bool m_hasFailed = false;
};

} // namespace nostrscope
