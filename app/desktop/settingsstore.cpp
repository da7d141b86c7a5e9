// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/settingsstore.h"

#include "app/settings/settingsfile.h"
#include "core/base/logging.h"
#include "models/settingstable.h"

#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto schemaKey = "schema"_L1;
constexpr auto collectingKey = "collect/running"_L1;
constexpr auto geometryKey = "window/geometry"_L1;
constexpr auto pageKey = "window/page"_L1;
constexpr auto rangeKey = "window/range"_L1;
constexpr auto sidebarKey = "window/sidebarCollapsed"_L1;
constexpr auto exportFolderKey = "export/folder"_L1;
constexpr int schema = 1;
constexpr qsizetype maximumFilter = 1000; ///< characters
/// A settings file is not trusted.
constexpr int maximumSavedViews = 30;

/// Only what is not the default: a default that changes in a later version is then followed.
void writeSettings(QSettings& settings, const SettingLayers& values)
{
    settings.setValue(schemaKey, schema);
    const auto stored = values.stored();
    for (const auto& setting : settingsTable()) {
        const QString key = setting.key;
        if (setting.page == SettingPage::Nowhere)
            continue; // of the tool alone: not ours to remove
        if (stored.contains(key))
            settings.setValue(key, stored.value(key));
        else
            settings.remove(key);
    }
}

TableState loadTable(QSettings& settings)
{
    TableState state;
    state.sortColumn = settings.value("sort"_L1).toString();
    state.isDescending = settings.value("descending"_L1, true).toBool();
    state.order = settings.value("order"_L1).toStringList();
    state.hidden = settings.value("hidden"_L1).toStringList();
    settings.beginGroup("widths"_L1);
    const auto names = settings.childKeys();
    for (const auto& name : names)
        state.widths.insert(name, settings.value(name).toInt());
    settings.endGroup();
    return state;
}

void saveTable(QSettings& settings, const TableState& state)
{
    settings.setValue("sort"_L1, state.sortColumn);
    settings.setValue("descending"_L1, state.isDescending);
    settings.setValue("order"_L1, state.order);
    settings.setValue("hidden"_L1, state.hidden);
    settings.beginGroup("widths"_L1);
    for (auto it = state.widths.constBegin(); it != state.widths.constEnd(); ++it)
        settings.setValue(it.key(), it.value());
    settings.endGroup();
}

PageState loadPage(QSettings& settings)
{
    PageState state;
    state.filter = settings.value("filter"_L1).toString().left(maximumFilter);
    settings.beginGroup("splitters"_L1);
    const auto names = settings.childKeys();
    for (const auto& name : names)
        state.splitters.insert(name, settings.value(name).toByteArray());
    settings.endGroup();
    return state;
}

void savePage(QSettings& settings, const PageState& state)
{
    settings.setValue("filter"_L1, state.filter);
    settings.beginGroup("splitters"_L1);
    for (auto it = state.splitters.constBegin(); it != state.splitters.constEnd(); ++it)
        settings.setValue(it.key(), it.value());
    settings.endGroup();
}

ViewsState loadViews(QSettings& settings)
{
    ViewsState state;
    state.current = settings.value("current"_L1).toString();
    state.hiddenBuiltIns = settings.value("hidden"_L1).toStringList();
    const int count = std::min(settings.beginReadArray("saved"_L1), maximumSavedViews);
    for (int i = 0; i < count; ++i) {
        settings.setArrayIndex(i);
        SavedView view;
        view.name = settings.value("name"_L1).toString();
        view.builtIn = settings.value("builtIn"_L1).toString();
        view.filter = settings.value("filter"_L1).toString();
        view.table = loadTable(settings);
        state.saved.append(view);
    }
    settings.endArray();
    return state;
}

void saveViews(QSettings& settings, const ViewsState& state)
{
    settings.setValue("current"_L1, state.current);
    settings.setValue("hidden"_L1, state.hiddenBuiltIns);
    settings.remove("saved"_L1); // no views of before behind the last one
    settings.beginWriteArray("saved"_L1);
    for (int i = 0; i < state.saved.size(); ++i) {
        settings.setArrayIndex(i);
        const auto& view = state.saved.at(i);
        settings.setValue("name"_L1, view.name);
        settings.setValue("builtIn"_L1, view.builtIn);
        settings.setValue("filter"_L1, view.filter);
        saveTable(settings, view.table);
    }
    settings.endArray();
}

} // namespace

SettingsStore::SettingsStore(QString file)
    : m_file(std::move(file))
{
}

QString SettingsStore::fileOf(const QString& profile)
{
    const auto name = profile.isEmpty() ? u"default"_s : profile;
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/nostrscope/"_s + name
        + u".ini"_s;
}

UiState SettingsStore::load() const
{
    QSettings settings(m_file, QSettings::IniFormat);
    UiState state;
    state.geometry = settings.value(geometryKey).toByteArray();
    state.page = settings.value(pageKey).toString();
    state.range = RangeChoice::fromString(settings.value(rangeKey).toString(), toSeconds(SystemClock().now()))
                      .value_or(RangePreset::Day);
    state.sidebarCollapsed = settings.value(sidebarKey).toBool();
    state.collecting = settings.value(collectingKey).toBool();
    state.settings = loadSettings();
    settings.beginGroup("tables"_L1);
    const auto names = settings.childGroups();
    for (const auto& name : names) {
        settings.beginGroup(name);
        state.tables.insert(name, loadTable(settings));
        settings.endGroup();
    }
    settings.endGroup();
    settings.beginGroup("pages"_L1);
    const auto pages = settings.childGroups();
    for (const auto& id : pages) {
        settings.beginGroup(id);
        state.pages.insert(id, loadPage(settings));
        settings.endGroup();
    }
    settings.endGroup();
    settings.beginGroup("shortcuts"_L1);
    const auto commands = settings.childKeys();
    for (const auto& command : commands)
        state.shortcuts.insert(command, settings.value(command).toString());
    settings.endGroup();
    state.exportFolder = settings.value(exportFolderKey).toString();
    settings.beginGroup("views"_L1);
    const auto viewed = settings.childGroups();
    for (const auto& page : viewed) {
        settings.beginGroup(page);
        state.views.insert(page, loadViews(settings));
        settings.endGroup();
    }
    settings.endGroup();
    return state;
}

SettingLayers SettingsStore::loadSettings() const
{
    SettingLayers settings;
    if (!QFileInfo::exists(m_file))
        return settings;
    // What can be read of a damaged file is kept.
    if (const auto values = readIni(m_file, IniFaults::Skip))
        settings.setFile(*values);
    else
        qCWarning(logApp, "%s", qPrintable(values.error()));
    const auto problems = settings.problems();
    for (const auto& problem : problems)
        qCWarning(logApp, "%s The default is used.", qPrintable(problem));
    return settings;
}

void SettingsStore::saveSettings(const SettingLayers& values) const
{
    QSettings settings(m_file, QSettings::IniFormat);
    writeSettings(settings, values);
}

void SettingsStore::save(const UiState& state) const
{
    QSettings settings(m_file, QSettings::IniFormat);
    settings.setValue(geometryKey, state.geometry);
    settings.setValue(pageKey, state.page);
    settings.setValue(rangeKey, state.range.toString());
    settings.setValue(sidebarKey, state.sidebarCollapsed);
    settings.setValue(collectingKey, state.collecting);
    writeSettings(settings, state.settings);
    settings.beginGroup("tables"_L1);
    for (auto it = state.tables.constBegin(); it != state.tables.constEnd(); ++it) {
        settings.beginGroup(it.key());
        saveTable(settings, it.value());
        settings.endGroup();
    }
    settings.endGroup();
    settings.beginGroup("pages"_L1);
    for (auto it = state.pages.constBegin(); it != state.pages.constEnd(); ++it) {
        settings.beginGroup(it.key());
        savePage(settings, it.value());
        settings.endGroup();
    }
    settings.endGroup();
    settings.beginGroup("shortcuts"_L1);
    settings.remove(QString());
    for (auto it = state.shortcuts.constBegin(); it != state.shortcuts.constEnd(); ++it)
        settings.setValue(it.key(), it.value());
    settings.endGroup();
    settings.setValue(exportFolderKey, state.exportFolder);
    settings.beginGroup("views"_L1);
    for (auto it = state.views.constBegin(); it != state.views.constEnd(); ++it) {
        settings.beginGroup(it.key());
        saveViews(settings, it.value());
        settings.endGroup();
    }
    settings.endGroup();
}

void SettingsStore::resetLayout() const
{
    QSettings settings(m_file, QSettings::IniFormat);
    for (const auto& key : {geometryKey, pageKey, rangeKey, sidebarKey, "tables"_L1, "pages"_L1})
        settings.remove(key);
}

} // namespace nostrscope
