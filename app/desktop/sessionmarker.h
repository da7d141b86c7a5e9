// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <QTimer>

#include <optional>

namespace nostrscope {

/// A file in the state folder that exists while the program runs: one that is there at the start was left by
/// a session that did not end. Its time says when it was last alive, to a minute.
class SessionMarker {
public:
    static constexpr std::chrono::minutes beat{1};

    /// `database` names the session.
    explicit SessionMarker(const QString& database, const QString& folder = defaultFolder());
    ~SessionMarker();
    Q_DISABLE_COPY_MOVE(SessionMarker)

    /// Leaves the mark; answers when the session before was last alive if it did not end as it should. Only
    /// for the process that has the database alone (SingleInstance).
    [[nodiscard]] std::optional<QDateTime> begin();
    /// The session ends as it should. Without this the destructor leaves the mark.
    void end();
    [[nodiscard]] static QString defaultFolder();
    [[nodiscard]] QString path() const { return m_path; }

private:
    void touch() const;

    QString m_path;
    QTimer m_beat;
};

} // namespace nostrscope
