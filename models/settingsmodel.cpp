// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/settingsmodel.h"

#include <algorithm>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

SettingsModel::SettingsModel(SettingsHub& hub, QObject* parent)
    : QAbstractListModel(parent)
    , m_hub(hub)
{
    for (const auto& setting : settingsTable()) {
        if (setting.page != SettingPage::Nowhere)
            m_rows.push_back(&setting);
    }
    connect(&hub, &SettingsHub::changed, this, &SettingsModel::onChanged);
}

int SettingsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QString SettingsModel::value(int row) const
{
    const auto edit = m_edits.constFind(row);
    return edit != m_edits.constEnd() ? *edit : m_hub.values().value(QString(info(row).key));
}

bool SettingsModel::isChanged(int row) const
{
    return value(row) != info(row).fallback;
}

QString SettingsModel::problem(int row) const
{
    const auto checked = canonicalValue(info(row), value(row));
    return checked ? QString() : checked.error();
}

QString SettingsModel::fixedText(const SettingInfo& setting) const
{
    switch (m_hub.values().origin(QString(setting.key))) {
    case SettingOrigin::Default:
    case SettingOrigin::File:
        return {};
    case SettingOrigin::Environment:
        return tr("Set by the environment (%1)").arg(environmentNames(setting.key).constLast());
    case SettingOrigin::CommandLine:
        return tr("Set by the command line");
    }
    Q_UNREACHABLE();
}

QVariant SettingsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const int row = index.row();
    const auto& setting = info(row);
    switch (role) {
    case Qt::DisplayRole:
        return settingTitle(setting);
    case Qt::EditRole:
    case ValueRole:
        return value(row);
    case Qt::ToolTipRole:
        return settingExplanation(setting);
    case SettingKeyRole:
        return QString(setting.key);
    case PageRole:
        return static_cast<int>(setting.page);
    case ChangedRole:
        return isChanged(row);
    case EditedRole:
        return m_edits.contains(row);
    case ProblemRole:
        return problem(row);
    case FixedRole:
        return fixedText(setting);
    default:
        return {};
    }
}

bool SettingsModel::setValue(int row, const QString& text)
{
    const auto& setting = info(row);
    if (m_hub.values().isFixed(QString(setting.key)))
        return false;
    const auto checked = canonicalValue(setting, text);
    const auto next = checked ? *checked : text;
    if (next == value(row))
        return true;
    if (next == m_hub.values().value(QString(setting.key)))
        m_edits.remove(row);
    else
        m_edits.insert(row, next);
    emit dataChanged(index(row), index(row));
    return true;
}

bool SettingsModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (!index.isValid() || (role != Qt::EditRole && role != ValueRole)
        || !setValue(index.row(), value.toString()))
        return false;
    emit editsChanged();
    return true;
}

Qt::ItemFlags SettingsModel::flags(const QModelIndex& index) const
{
    auto flags = QAbstractListModel::flags(index);
    if (!index.isValid())
        return flags;
    flags |= Qt::ItemNeverHasChildren;
    if (fixedText(info(index.row())).isEmpty())
        flags |= Qt::ItemIsEditable;
    return flags;
}

QHash<int, QByteArray> SettingsModel::roleNames() const
{
    auto names = QAbstractListModel::roleNames();
    names.insert(SettingKeyRole, "key");
    names.insert(PageRole, "page");
    names.insert(ValueRole, "value");
    names.insert(ChangedRole, "changed");
    names.insert(EditedRole, "edited");
    names.insert(ProblemRole, "problem");
    names.insert(FixedRole, "fixed");
    return names;
}

int SettingsModel::rowOf(QStringView key) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                    [key](const SettingInfo* setting) { return key == setting->key; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

QList<SettingPage> SettingsModel::pages() const
{
    QList<SettingPage> pages;
    for (const auto* setting : m_rows) {
        if (!pages.contains(setting->page))
            pages.append(setting->page);
    }
    return pages;
}

QList<int> SettingsModel::search(const QString& text) const
{
    const auto words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    struct Found {
        int row;
        int rank;
    };
    std::vector<Found> found;
    for (int row = 0; row < rowCount() && !words.isEmpty(); ++row) {
        const auto& setting = info(row);
        const auto title = settingTitle(setting);
        QStringList parts{title, settingExplanation(setting), setting.key, pageTitle(setting.page),
                          settingUnit(setting)};
        for (const auto& choice : setting.choices)
            parts.append(choiceTitle(choice));
        const auto all = parts.join(u'\n');
        const auto isIn = [](const QString& where) {
            return [&where](const QString& word) { return where.contains(word, Qt::CaseInsensitive); };
        };
        if (!std::all_of(words.begin(), words.end(), isIn(all)))
            continue;
        const bool isTitle = std::all_of(words.begin(), words.end(), isIn(title));
        found.push_back({row,
                         title.startsWith(words.constFirst(), Qt::CaseInsensitive) ? 0
                             : isTitle                                             ? 1
                                                                                   : 2});
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Found& a, const Found& b) { return a.rank < b.rank; });
    QList<int> rows;
    for (const auto& one : found)
        rows.append(one.row);
    return rows;
}

int SettingsModel::firstProblem() const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (m_edits.contains(row) && !problem(row).isEmpty())
            return row;
    }
    return -1;
}

QStringList SettingsModel::editsForLater() const
{
    QStringList keys;
    for (int row = 0; row < rowCount(); ++row) {
        if (m_edits.contains(row) && info(row).effect == SettingEffect::NextStart)
            keys.append(info(row).key);
    }
    return keys;
}

void SettingsModel::restoreDefault(int row)
{
    setValue(row, {});
    emit editsChanged();
}

void SettingsModel::restorePage(SettingPage page)
{
    for (int row = 0; row < rowCount(); ++row) {
        if (info(row).page == page)
            setValue(row, {});
    }
    emit editsChanged();
}

void SettingsModel::restoreAll()
{
    for (int row = 0; row < rowCount(); ++row)
        setValue(row, {});
    emit editsChanged();
}

void SettingsModel::edit(const QHash<QString, QString>& values)
{
    for (auto it = values.constBegin(); it != values.constEnd(); ++it) {
        const int row = rowOf(it.key());
        if (row >= 0)
            setValue(row, it.value());
    }
    emit editsChanged();
}

void SettingsModel::apply()
{
    QHash<QString, QString> values;
    for (auto it = m_edits.constBegin(); it != m_edits.constEnd(); ++it) {
        if (problem(it.key()).isEmpty())
            values.insert(info(it.key()).key, *it);
    }
    if (values.isEmpty())
        return;
    for (auto it = values.constBegin(); it != values.constEnd(); ++it)
        m_edits.remove(rowOf(it.key()));
    m_hub.change(values);
    emit dataChanged(index(0), index(rowCount() - 1));
    emit editsChanged();
}

void SettingsModel::revert()
{
    if (m_edits.isEmpty())
        return;
    m_edits.clear();
    emit dataChanged(index(0), index(rowCount() - 1));
    emit editsChanged();
}

void SettingsModel::onChanged(const QStringList& keys)
{
    for (const auto& key : keys) {
        const int row = rowOf(key);
        if (row < 0)
            continue;
        if (m_edits.value(row) == m_hub.values().value(key))
            m_edits.remove(row);
        emit dataChanged(index(row), index(row));
    }
    emit editsChanged();
}

} // namespace nostrscope
