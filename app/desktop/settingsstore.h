// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/uistate.h"

#include <QString>

namespace nostrscope {

/// The only place that knows QSettings: keeps the state of the window in one INI file.
class SettingsStore {
public:
    explicit SettingsStore(QString file);

    /// What is missing or not valid takes its default.
    [[nodiscard]] UiState load() const;
    void save(const UiState& state) const;
    /// Forgets everything about the look; other settings stay.
    void resetLayout() const;

    /// The file of a profile below the configuration folder of the user.
    [[nodiscard]] static QString fileOf(const QString& profile);

private:
    QString m_file;
};

} // namespace nostrscope
