// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings/settingsfile.h"

#include "models/settingstable.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSaveFile>
#include <QSettings>
#include <QTemporaryDir>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

struct SettingsFileText {
    Q_DECLARE_TR_FUNCTIONS(nostrscope::SettingsFile)
};

constexpr auto schemaKey = "schema"_L1;
constexpr int schema = 1;
constexpr auto shortcutsGroup = "shortcuts/"_L1;
constexpr qsizetype longestKey = 100; ///< of a shortcut, as text
/// Of what a session leaves in the file; no settings, so not worth a word.
constexpr QLatin1StringView sessionGroups[] = {"window/"_L1, "tables/"_L1,         "pages/"_L1,
                                               "views/"_L1,  "collect/running"_L1, "export/"_L1};

bool isOfSession(const QString& key)
{
    return std::any_of(std::begin(sessionGroups), std::end(sessionGroups),
                       [&key](QLatin1StringView group) { return key.startsWith(group); });
}

} // namespace

Expected<QHash<QString, QString>, QString> readIni(const QString& file, IniFaults faults)
{
    const QFileInfo info(file);
    if (!info.isFile() || !info.isReadable())
        return Unexpected(SettingsFileText::tr("The settings file “%1” cannot be read.").arg(file));
    if (info.size() > maximumSettingsBytes)
        return Unexpected(SettingsFileText::tr("“%1” is too large for a settings file.").arg(file));
    QSettings ini(file, QSettings::IniFormat);
    const auto keys = ini.allKeys();
    if (ini.status() != QSettings::NoError && faults == IniFaults::Refuse)
        return Unexpected(SettingsFileText::tr("The settings file “%1” is not an INI file.").arg(file));
    QHash<QString, QString> values;
    for (const auto& key : keys) {
        if (values.size() >= maximumSettingsKeys)
            break;
        const auto value = ini.value(key);
        // QSettings takes a value with commas for a list.
        values.insert(key,
                      value.typeId() == QMetaType::QStringList ? value.toStringList().join(u',')
                                                               : value.toString());
    }
    return values;
}

Expected<SettingsFileContent, QString> readSettingsFile(const QString& file)
{
    const auto values = readIni(file);
    if (!values)
        return Unexpected(values.error());
    if (values->value(schemaKey).toInt() > schema)
        return Unexpected(
            SettingsFileText::tr("“%1” is of a newer Nostrscope; this one does not understand it.")
                .arg(file));
    SettingsFileContent content;
    SettingLayers layers;
    auto keys = values->keys();
    keys.sort();
    for (const auto& key : std::as_const(keys)) {
        const auto& value = (*values)[key];
        if (key == schemaKey)
            continue;
        if (key.startsWith(shortcutsGroup)) {
            if (value.size() <= longestKey)
                content.shortcuts.insert(key.mid(shortcutsGroup.size()), value);
            continue;
        }
        const auto* setting = findSetting(key);
        if (setting != nullptr)
            layers.set(SettingOrigin::File, key, value);
        else if (!isOfSession(key))
            content.problems.append(SettingsFileText::tr("The setting “%1” is not known here and ignored.")
                                        .arg(key.left(longestKey)));
    }
    content.values = layers.stored();
    content.problems += layers.problems();
    if (content.values.isEmpty() && content.shortcuts.isEmpty() && !values->contains(schemaKey))
        return Unexpected(SettingsFileText::tr("“%1” has no settings of Nostrscope.").arg(file));
    return content;
}

QString writeSettingsFile(const QString& file, const SettingsFileContent& content)
{
    // QSettings merges into a file that exists, and would leave half of one when the disk is full.
    const QTemporaryDir folder;
    const auto draft = folder.filePath(u"settings.ini"_s);
    {
        QSettings ini(draft, QSettings::IniFormat);
        ini.setValue(schemaKey, schema);
        for (auto it = content.values.constBegin(); it != content.values.constEnd(); ++it)
            ini.setValue(it.key(), it.value());
        for (auto it = content.shortcuts.constBegin(); it != content.shortcuts.constEnd(); ++it)
            ini.setValue(shortcutsGroup + it.key(), it.value());
    }
    QFile written(draft);
    QSaveFile target(file);
    if (!written.open(QIODevice::ReadOnly))
        return SettingsFileText::tr("“%1” cannot be written: %2").arg(file, written.errorString());
    if (!target.open(QIODevice::WriteOnly) || target.write(written.readAll()) < 0 || !target.commit())
        return SettingsFileText::tr("“%1” cannot be written: %2").arg(file, target.errorString());
    return {};
}

} // namespace nostrscope
