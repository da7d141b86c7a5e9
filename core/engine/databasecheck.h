// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <atomic>
#include <functional>
#include <memory>
#include <thread>

namespace nostrscope {

/// After an unclean end: asks SQLite whether the file is whole, in a thread and on a read-only connection of
/// its own, beside the running engine. Destroying it ends the check early; `report` is not called then.
class DatabaseCheck {
public:
    /// `report` is called in the thread of the check: empty, or what is wrong (English, at most 20 findings).
    DatabaseCheck(QString path, std::function<void(const QString& problem)> report);
    ~DatabaseCheck();
    Q_DISABLE_COPY_MOVE(DatabaseCheck)

private:
    void run();

    const QString m_path;
    const std::function<void(const QString&)> m_report;
    std::shared_ptr<std::atomic_bool> m_cancelled;
    std::thread m_thread;
};

} // namespace nostrscope
