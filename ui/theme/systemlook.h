// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusVariant>
#include <QObject>
#include <QVariant>

#include <optional>

namespace nostrscope {

/// What the desktop tells programs about how they should look (org.freedesktop.appearance).
struct SystemLook {
    std::optional<bool> isDark; ///< nothing when it has no preference
    bool highContrast = false;
    bool reducedMotion = false;

    friend bool operator==(const SystemLook&, const SystemLook&) = default;
};

/// Reads the look from the settings portal of the session (org.freedesktop.portal.Settings over D-Bus) and
/// follows its changes. Qt 6.4 has no colour scheme of its own. Without a session bus or a portal nothing
/// ever changes. Never waits for an answer.
class SystemLookWatcher final : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// Asks for the values; `changed` comes with the answers.
    void start();
    [[nodiscard]] const SystemLook& look() const { return m_look; }
    /// Takes one setting as the portal sends it; others than the three are ignored, values of another type
    /// count as "no preference".
    void take(const QString& group, const QString& key, const QVariant& value);

signals:
    void changed(const nostrscope::SystemLook& look);

private slots:
    void onSettingChanged(const QString& group, const QString& key, const QDBusVariant& value);

private:
    void read(const QString& key);

    SystemLook m_look;
};

} // namespace nostrscope
