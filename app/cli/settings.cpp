// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/settings.h"

#include "app/settings/settingsfile.h"
#include "models/settingstable.h"

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The window alone has these.
bool isOfTool(const SettingInfo& setting)
{
    switch (setting.page) {
    case SettingPage::Network:
    case SettingPage::Collection:
    case SettingPage::Monitor:
    case SettingPage::Archive:
    case SettingPage::Nowhere:
        return true;
    case SettingPage::General:
    case SettingPage::Appearance:
    case SettingPage::Formats:
    case SettingPage::Advanced:
        return false;
    }
    Q_UNREACHABLE();
}

} // namespace

Expected<Settings, QString> Settings::load(const QString& file, const QProcessEnvironment& environment)
{
    Settings settings;
    if (!file.isEmpty()) {
        const auto values = readIni(file);
        if (!values)
            return Unexpected(values.error());
        settings.m_layers.setFile(*values);
        for (auto it = values->constBegin(); it != values->constEnd(); ++it) {
            if (findSetting(it.key()) == nullptr)
                settings.m_unknownKeys.append(it.key());
        }
        settings.m_unknownKeys.sort();
    }
    settings.m_layers.setEnvironment(environment);
    return settings;
}

QString Settings::setFromText(const QString& text)
{
    const auto sign = text.indexOf(u'=');
    const auto key = text.left(std::max<qsizetype>(sign, 0));
    const auto* setting = findSetting(key);
    if (setting == nullptr)
        return u"--set is KEY=VALUE with a setting of --help, not “%1”."_s.arg(text);
    const auto value = canonicalValue(*setting, text.mid(sign + 1));
    if (!value)
        return u"The setting %1 is %2, not “%3”."_s.arg(key, value.error(), text.mid(sign + 1));
    set(key, *value);
    return {};
}

QString Settings::describeAll()
{
    QString text;
    for (const auto& setting : settingsTable()) {
        if (!isOfTool(setting))
            continue;
        const bool isNumber = setting.type == SettingType::Number || setting.type == SettingType::Decimal;
        auto line = settingTitle(setting);
        if (isNumber || setting.type == SettingType::Flag)
            line += u", "_s + allowedText(setting);
        line += u" ("_s + valueText(setting, setting.fallback) + u')';
        text += u"  %1  %2\n"_s.arg(QString(setting.key).leftJustified(26), line);
    }
    return text;
}

} // namespace nostrscope
