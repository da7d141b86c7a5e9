// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/expected.h"
#include "models/settinglayers.h"

namespace nostrscope {

/// The settings of the command line tool: defaults < file < environment < options.
class Settings {
public:
    /// Reads `file` (INI; empty: none) and the environment. The error is an English sentence.
    [[nodiscard]] static Expected<Settings, QString> load(const QString& file,
                                                          const QProcessEnvironment& environment);

    /// By an option of the command line.
    void set(const QString& key, const QString& value)
    {
        m_layers.set(SettingOrigin::CommandLine, key, value);
    }
    /// "KEY=VALUE" of --set. Empty, or an English sentence.
    [[nodiscard]] QString setFromText(const QString& text);
    [[nodiscard]] QString value(const QString& key) const { return m_layers.value(key); }
    [[nodiscard]] const SettingLayers& layers() const { return m_layers; }
    /// Keys of the file that nothing reads: misspelled, or of the window.
    [[nodiscard]] const QStringList& unknownKeys() const { return m_unknownKeys; }
    /// Every key that the tool reads with its range and default, for --help.
    [[nodiscard]] static QString describeAll();

private:
    SettingLayers m_layers;
    QStringList m_unknownKeys;
};

} // namespace nostrscope
