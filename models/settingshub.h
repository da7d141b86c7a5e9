// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/expected.h"
#include "models/settinglayers.h"

#include <QObject>

#include <functional>

namespace nostrscope {

/// A settings file that was read: what it has for us, and what was refused.
struct SettingsFileContent {
    QHash<QString, QString> values; ///< of the table, valid and canonical
    QHash<QString, QString> shortcuts; ///< id of a command → key
    QStringList problems; ///< a sentence each
};

/// What app tells the window of the places of its files, and does with files for it. Null where there is
/// none.
struct SettingsFiles {
    QString settings; ///< path
    QString database; ///< path
    bool isDatabaseGiven = false; ///< by the command line
    std::function<Expected<SettingsFileContent, QString>(const QString& file)> read;
    /// Empty, or what went wrong.
    std::function<QString(const QString& file, const SettingsFileContent& content)> write;
};

/// The settings in force in the window. Whoever uses one reads it from values(), and again when changed()
/// names its key; app stores what was changed.
class SettingsHub final : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    [[nodiscard]] const SettingLayers& values() const { return m_values; }
    /// Of another session or profile.
    void setValues(const SettingLayers& values);
    /// By the user: valid texts by key, an empty one is the default. What is fixed from outside stays in
    /// force.
    void change(const QHash<QString, QString>& values);
    void change(const QString& key, const QString& value) { change({{key, value}}); }

    [[nodiscard]] const SettingsFiles& files() const { return m_files; }
    void setFiles(SettingsFiles files) { m_files = std::move(files); }

signals:
    /// Keys whose value in force is another one now.
    void changed(const QStringList& keys);
    /// After change(), also when nothing in force changed: the file is to be written.
    void stored();

private:
    SettingLayers m_values;
    SettingsFiles m_files;
};

} // namespace nostrscope
