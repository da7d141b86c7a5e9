// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/settinglayers.h"

#include "models/settingstable.h"

#include <QCoreApplication>

#include <algorithm>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::array origins{SettingOrigin::File, SettingOrigin::Environment, SettingOrigin::CommandLine};
/// Of a value that is not valid, in a message.
constexpr qsizetype longestShown = 100;

} // namespace

const SettingLayers::Layer& SettingLayers::layer(SettingOrigin origin) const
{
    return m_layers.at(static_cast<std::size_t>(origin) - 1);
}

void SettingLayers::set(SettingOrigin origin, const QString& key, const QString& text)
{
    const auto* setting = findSetting(key);
    if (setting == nullptr || origin == SettingOrigin::Default)
        return;
    const auto value = canonicalValue(*setting, text);
    m_layers.at(static_cast<std::size_t>(origin) - 1)
        .insert(key, value ? Entry{*value, {}} : Entry{text, value.error()});
}

void SettingLayers::setFile(const QHash<QString, QString>& values)
{
    m_layers.front().clear();
    for (auto it = values.constBegin(); it != values.constEnd(); ++it)
        set(SettingOrigin::File, it.key(), it.value());
}

void SettingLayers::setEnvironment(const QProcessEnvironment& environment)
{
    for (const auto& setting : settingsTable()) {
        for (const auto& name : environmentNames(setting.key)) {
            if (environment.contains(name))
                set(SettingOrigin::Environment, setting.key, environment.value(name));
        }
    }
}

QString SettingLayers::value(QStringView key) const
{
    const auto* setting = findSetting(key);
    Q_ASSERT(setting);
    const auto from = origin(key);
    if (setting == nullptr || from == SettingOrigin::Default)
        return setting == nullptr ? QString() : QString(setting->fallback);
    return layer(from).value(key.toString()).text;
}

bool SettingLayers::flag(QStringView key) const
{
    return value(key) == "true"_L1;
}

int SettingLayers::number(QStringView key) const
{
    return value(key).toInt();
}

double SettingLayers::decimal(QStringView key) const
{
    return value(key).toDouble();
}

SettingOrigin SettingLayers::origin(QStringView key) const
{
    const auto name = key.toString();
    for (auto it = origins.rbegin(); it != origins.rend(); ++it) {
        const auto& values = layer(*it);
        const auto found = values.constFind(name);
        if (found != values.constEnd() && found->wanted.isEmpty())
            return *it;
    }
    return SettingOrigin::Default;
}

QHash<QString, QString> SettingLayers::stored() const
{
    QHash<QString, QString> values;
    for (const auto& setting : settingsTable()) {
        const QString key = setting.key;
        const auto found = m_layers.front().constFind(key);
        if (found != m_layers.front().constEnd() && found->wanted.isEmpty()
            && found->text != setting.fallback)
            values.insert(key, found->text);
    }
    return values;
}

QStringList SettingLayers::problems(const QStringList& prefixes) const
{
    QStringList found;
    for (const auto& setting : settingsTable()) {
        const QString key = setting.key;
        const auto isMeant = [&key](const QString& prefix) { return key.startsWith(prefix); };
        if (!prefixes.isEmpty() && std::none_of(prefixes.begin(), prefixes.end(), isMeant))
            continue;
        // From above: what a valid value covers does no harm.
        for (auto values = m_layers.rbegin(); values != m_layers.rend(); ++values) {
            const auto entry = values->constFind(key);
            if (entry == values->constEnd())
                continue;
            if (entry->wanted.isEmpty())
                break;
            found.append(
                QCoreApplication::translate("nostrscope::settings", "The setting %1 is %2, not “%3”.")
                    .arg(key, entry->wanted, entry->text.left(longestShown)));
        }
    }
    return found;
}

} // namespace nostrscope
