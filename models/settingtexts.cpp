// SPDX-License-Identifier: GPL-3.0-or-later
// What values of settings may be, and the words for them.
#include "core/records/timerange.h"
#include "models/settingstable.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>
#include <QTimeZone>

#include <algorithm>
#include <cmath>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Of the longest text that any setting takes; a settings file is not trusted.
constexpr qsizetype longestText = 4096;
constexpr qsizetype longestProfile = 64;

QString translated(const char* text)
{
    return text == nullptr ? QString() : QCoreApplication::translate("nostrscope::settings", text);
}

struct Words {
    Q_DECLARE_TR_FUNCTIONS(nostrscope::settings)
};

std::optional<QString> canonicalFlag(const QString& text)
{
    const auto lower = text.toLower();
    if (lower == "true"_L1 || lower == "1"_L1 || lower == "yes"_L1 || lower == "on"_L1)
        return u"true"_s;
    if (lower == "false"_L1 || lower == "0"_L1 || lower == "no"_L1 || lower == "off"_L1)
        return u"false"_s;
    return std::nullopt;
}

std::optional<QString> canonicalNumber(const SettingInfo& setting, const QString& text)
{
    bool isNumber = false;
    const auto number = text.toLongLong(&isNumber);
    if (!isNumber || static_cast<double>(number) < setting.min || static_cast<double>(number) > setting.max)
        return std::nullopt;
    return QString::number(number);
}

std::optional<QString> canonicalDecimal(const SettingInfo& setting, const QString& text)
{
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    if (!isNumber || !std::isfinite(number) || number < setting.min || number > setting.max)
        return std::nullopt;
    return QString::number(number, 'g', 12);
}

std::optional<QString> canonicalProxy(const QString& text)
{
    const auto colon = text.lastIndexOf(u':');
    bool isNumber = false;
    const auto port = text.mid(colon + 1).toUShort(&isNumber);
    const auto host = text.left(std::max<qsizetype>(colon, 0));
    if (host.isEmpty() || host.contains(u' ') || host.contains(u'/') || !isNumber || port == 0)
        return std::nullopt;
    return host + u':' + QString::number(port);
}

bool isProfileName(const QString& text)
{
    return text.size() <= longestProfile && !text.startsWith(u'.')
        && std::all_of(text.begin(), text.end(), [](QChar letter) {
               return letter.isLetterOrNumber() || letter == u'-' || letter == u'_' || letter == u'.';
           });
}

bool isLanguage(const QString& text)
{
    static const QRegularExpression code(u"^[A-Za-z]{2,3}([_-][A-Za-z0-9]{2,8}){0,3}$"_s);
    return text == "system"_L1 || code.match(text).hasMatch();
}

bool isZone(const QString& text)
{
    return text == "system"_L1 || QTimeZone::isTimeZoneIdAvailable(text.toLatin1());
}

/// None when the text is not of the type.
std::optional<QString> canonical(const SettingInfo& setting, const QString& text)
{
    const auto given = [&text](bool isGood) { return isGood ? std::optional(text) : std::nullopt; };
    switch (setting.type) {
    case SettingType::Flag:
        return canonicalFlag(text);
    case SettingType::Number:
        return canonicalNumber(setting, text);
    case SettingType::Decimal:
        return canonicalDecimal(setting, text);
    case SettingType::Choice:
        return given(std::any_of(setting.choices.begin(), setting.choices.end(),
                                 [&text](const SettingChoice& choice) { return choice.id == text; }));
    case SettingType::Kinds:
        return given(text == "all"_L1 || parseKinds(text));
    case SettingType::Proxy:
        return canonicalProxy(text);
    case SettingType::Folder:
    case SettingType::File:
        return given(!text.contains(QChar(0)) && !text.contains(u'\n'));
    case SettingType::Name:
        return given(isProfileName(text));
    case SettingType::Moment:
        return given(parseTime(text, toSeconds(SystemClock().now())).has_value());
    case SettingType::Zone:
        return given(isZone(text));
    case SettingType::Language:
        return given(isLanguage(text));
    }
    Q_UNREACHABLE();
}

QString numberText(const SettingInfo& setting, double number)
{
    return setting.type == SettingType::Decimal ? QLocale().toString(number, 'g', 12)
                                                : QLocale().toString(static_cast<qlonglong>(number));
}

QString wanted(const SettingInfo& setting)
{
    switch (setting.type) {
    case SettingType::Flag:
        return Words::tr("true or false");
    case SettingType::Number:
    case SettingType::Decimal:
        return Words::tr("a number from %1 to %2")
            .arg(static_cast<qlonglong>(setting.min))
            .arg(static_cast<qlonglong>(setting.max));
    case SettingType::Choice: {
        QStringList ids;
        for (const auto& choice : setting.choices)
            ids.append(choice.id);
        return Words::tr("one of %1").arg(ids.join(u", "_s));
    }
    case SettingType::Kinds:
        return Words::tr("all, or a list of kinds and ranges such as 0,1,5000-5999");
    case SettingType::Proxy:
        return Words::tr("HOST:PORT");
    case SettingType::Folder:
    case SettingType::File:
        return Words::tr("a path");
    case SettingType::Name:
        return Words::tr("a name of letters, digits, “-”, “_” and “.”");
    case SettingType::Moment:
        return Words::tr("unix seconds, ISO 8601 or an age such as 7d");
    case SettingType::Zone:
        return Words::tr("system, or a time zone such as Europe/Berlin");
    case SettingType::Language:
        return Words::tr("system, or a language such as de");
    }
    Q_UNREACHABLE();
}

} // namespace

const SettingInfo* findSetting(QStringView key)
{
    for (const auto& setting : settingsTable()) {
        if (key == setting.key)
            return &setting;
    }
    return nullptr;
}

Expected<QString, QString> canonicalValue(const SettingInfo& setting, const QString& text)
{
    const auto trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return QString(setting.fallback);
    if (trimmed.size() <= longestText) {
        if (auto value = canonical(setting, trimmed))
            return *std::move(value);
    }
    return Unexpected(wanted(setting));
}

std::optional<std::vector<Kind>> parseKinds(QStringView text)
{
    std::vector<Kind> kinds;
    for (const auto part : text.split(u',')) {
        const auto dash = part.indexOf(u'-');
        bool firstGood = false;
        bool lastGood = false;
        const auto first = (dash < 0 ? part : part.first(dash)).trimmed().toUShort(&firstGood);
        const auto last = (dash < 0 ? part : part.sliced(dash + 1)).trimmed().toUShort(&lastGood);
        // A text of the greatest length would else be a thousand times all kinds.
        if (!firstGood || !lastGood || first > last || kinds.size() > 4 * 65'536)
            return std::nullopt;
        for (std::uint32_t kind = first; kind <= last; ++kind)
            kinds.push_back(static_cast<Kind>(kind));
    }
    std::sort(kinds.begin(), kinds.end());
    kinds.erase(std::unique(kinds.begin(), kinds.end()), kinds.end());
    return kinds;
}

QStringList environmentNames(const QString& key)
{
    QString joined;
    QString split;
    for (const QChar letter : key) {
        if (letter.isUpper())
            split += u'_';
        joined += letter == u'/' ? QChar(u'_') : letter.toUpper();
        split += letter == u'/' ? QChar(u'_') : letter.toUpper();
    }
    QStringList names{u"NOSTRSCOPE_"_s + joined, u"NOSTRSCOPE_"_s + split};
    names.removeDuplicates();
    return names;
}

QString pageTitle(SettingPage page)
{
    switch (page) {
    case SettingPage::General:
        return Words::tr("General");
    case SettingPage::Appearance:
        return Words::tr("Appearance");
    case SettingPage::Network:
        return Words::tr("Network");
    case SettingPage::Collection:
        return Words::tr("Relays and collection");
    case SettingPage::Monitor:
        return Words::tr("Checks of relays");
    case SettingPage::Archive:
        return Words::tr("Archive and retention");
    case SettingPage::Formats:
        return Words::tr("Language and formats");
    case SettingPage::Advanced:
        return Words::tr("Advanced");
    case SettingPage::Nowhere:
        return {};
    }
    Q_UNREACHABLE();
}

QString settingTitle(const SettingInfo& setting)
{
    return translated(setting.title);
}

QString settingExplanation(const SettingInfo& setting)
{
    return translated(setting.explanation);
}

QString settingUnit(const SettingInfo& setting)
{
    return translated(setting.unit);
}

QString settingSpecial(const SettingInfo& setting)
{
    return translated(setting.special);
}

QString choiceTitle(const SettingChoice& choice)
{
    return translated(choice.title);
}

QString allowedText(const SettingInfo& setting)
{
    if (setting.type != SettingType::Number && setting.type != SettingType::Decimal)
        return wanted(setting);
    const auto range = Words::tr("%1 to %2", "range of numbers")
                           .arg(numberText(setting, setting.min), numberText(setting, setting.max));
    return setting.unit == nullptr
        ? range
        : Words::tr("%1 %2", "number or range and its unit").arg(range, settingUnit(setting));
}

QString valueText(const SettingInfo& setting, const QString& value)
{
    const bool isNumber = setting.type == SettingType::Number || setting.type == SettingType::Decimal;
    if (setting.special != nullptr && (value.isEmpty() || (isNumber && value.toDouble() == setting.min)))
        return settingSpecial(setting);
    for (const auto& choice : setting.choices) {
        if (choice.id == value)
            return choiceTitle(choice);
    }
    if (setting.type == SettingType::Flag)
        return value == "true"_L1 ? Words::tr("on") : Words::tr("off");
    if (value == "system"_L1)
        return Words::tr("as the system");
    if (!isNumber)
        return value;
    const auto number = numberText(setting, value.toDouble());
    return setting.unit == nullptr
        ? number
        : Words::tr("%1 %2", "number or range and its unit").arg(number, settingUnit(setting));
}

QString effectText(SettingEffect effect)
{
    switch (effect) {
    case SettingEffect::AtOnce:
        return Words::tr("at once");
    case SettingEffect::NextStart:
        return Words::tr("at the next start");
    case SettingEffect::NextRetention:
        return Words::tr("with the next retention");
    }
    Q_UNREACHABLE();
}

} // namespace nostrscope
