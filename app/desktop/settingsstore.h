// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/uistate.h"

#include <QString>

namespace nostrscope {

/// Keeps the settings and the state of the window in one INI file.
class SettingsStore {
public:
    explicit SettingsStore(QString file);

    /// What is missing or not valid takes its default.
    [[nodiscard]] UiState load() const;
    void save(const UiState& state) const;
    /// The settings alone. What is not valid is logged and has its default.
    [[nodiscard]] SettingLayers loadSettings() const;
    /// When the user changes one, so that a crash does not lose it.
    void saveSettings(const SettingLayers& values) const;
    /// Forgets everything about the look; other settings stay.
    void resetLayout() const;

    [[nodiscard]] const QString& file() const { return m_file; }
    /// The file of a profile below the configuration folder of the user.
    [[nodiscard]] static QString fileOf(const QString& profile);

private:
    QString m_file;
};

} // namespace nostrscope
