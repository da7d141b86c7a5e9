// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace nostrscope {

/// SIGTERM, SIGINT and SIGHUP, as an event in the thread of this object: the desktop ends its session, or
/// someone presses Ctrl+C in a terminal. The second one of a kind ends the process at once, as the system
/// does it: the way out when the end in order hangs. While one object lives, others in the process hear
/// nothing.
class EndSignals final : public QObject {
    Q_OBJECT

public:
    explicit EndSignals(QObject* parent = nullptr);
    /// Signals do again what they did before.
    ~EndSignals() override;

signals:
    void endRequested();

private:
    void onSignal();

    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace nostrscope
