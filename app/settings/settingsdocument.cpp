// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings/settingsdocument.h"

#include "models/settingstable.h"

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

QString settingsAsMarkdown()
{
    // In English and by the C locale whatever language the window has: the texts of the table as they are.
    const auto number = [](double value) { return QString::number(static_cast<qlonglong>(value)); };
    QString text = u"| setting | default | range | counts | option | for |\n|---|---|---|---|---|---|\n"_s;
    for (const auto& setting : settingsTable()) {
        QString fallback = setting.fallback.isEmpty() ? QString() : u'`' + QString(setting.fallback) + u'`';
        if (fallback.isEmpty())
            fallback = QString::fromUtf8(setting.special);
        else if (setting.special != nullptr && setting.fallback == "0"_L1)
            fallback += u": "_s + QString::fromUtf8(setting.special);
        QString range;
        switch (setting.type) {
        case SettingType::Flag:
            range = u"true, false"_s;
            break;
        case SettingType::Number:
        case SettingType::Decimal:
            range =
                number(setting.min) + u"–"_s + number(setting.max) + u' ' + QString::fromUtf8(setting.unit);
            if (setting.special != nullptr && setting.fallback != "0"_L1)
                range += u", 0: "_s + QString::fromUtf8(setting.special);
            break;
        case SettingType::Choice:
            for (const auto& choice : setting.choices)
                range += (range.isEmpty() ? QString() : u", "_s) + choice.id;
            break;
        case SettingType::Kinds:
            range = u"`all`, or such as `0,1,5000-5999`"_s;
            break;
        case SettingType::Proxy:
            range = u"`HOST:PORT`"_s;
            break;
        case SettingType::Folder:
        case SettingType::File:
            range = u"path"_s;
            break;
        case SettingType::Name:
            range = u"letters, digits, `-`, `_`, `.`"_s;
            break;
        case SettingType::Moment:
            range = u"unix seconds, ISO 8601, an age such as `7d`"_s;
            break;
        case SettingType::Zone:
            range = u"system, IANA name"_s;
            break;
        case SettingType::Language:
            range = u"system, code such as `de`"_s;
            break;
        }
        const auto effect = setting.effect == SettingEffect::AtOnce ? u"at once"_s
            : setting.effect == SettingEffect::NextStart            ? u"next start"_s
                                                                    : u"next retention"_s;
        const auto option = setting.option.isEmpty() ? QString() : u'`' + QString(setting.option) + u'`';
        text += u"| `%1` | %2 | %3 | %4 | %5 | %6 |\n"_s.arg(QString(setting.key), fallback, range, effect,
                                                             option, QString::fromUtf8(setting.title));
    }
    return text;
}

} // namespace nostrscope
