// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ranktablemodel.h"

#include <algorithm>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

RankTableModel::RankTableModel(const Fmt& fmt, const QString& nameTitle, QObject* parent)
    : ColumnModel(
        {
            {"name"_L1, nameTitle, nameTitle},
            {"events"_L1, tr("Events"), tr("Events of the range"), ColumnKind::Number},
            {"share"_L1, tr("Share"), tr("Part of the events of this kind that were looked at"),
             ColumnKind::Ratio},
        },
        parent)
    , m_fmt(fmt)
{
}

QString RankTableModel::columnName(int column)
{
    static constexpr QLatin1StringView names[columns] = {"name"_L1, "events"_L1, "share"_L1};
    return names[column];
}

int RankTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

void RankTableModel::apply(std::vector<RankRow> rows)
{
    std::sort(rows.begin(), rows.end(), [](const RankRow& a, const RankRow& b) { return a.key < b.key; });
    const auto keyAt = [](const std::vector<RankRow>& list) {
        return [&list](int i) { return list[static_cast<std::size_t>(i)].key; };
    };
    const auto diff =
        keyedDiff(static_cast<int>(m_rows.size()), keyAt(m_rows), static_cast<int>(rows.size()), keyAt(rows));
    applyDiff(
        diff,
        [this](int first, int last) { m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1); },
        [this, &rows](int first, int last) {
            m_rows.insert(m_rows.begin() + first, rows.begin() + first, rows.begin() + last + 1);
        });
    std::vector<int> changed;
    for (int i = 0; i < static_cast<int>(rows.size()); ++i) {
        if (!(rows[static_cast<std::size_t>(i)] == at(i)))
            changed.push_back(i);
    }
    m_rows = std::move(rows);
    for (const auto& run : changeRuns(changed, rowCount()))
        emit dataChanged(index(run.first, 0), index(run.last, columns - 1));
}

QString RankTableModel::displayText(int row, int column) const
{
    if (column == NameColumn)
        return at(row).name;
    return column == EventsColumn ? m_fmt.number(at(row).events) : m_fmt.percent(at(row).share);
}

QString RankTableModel::toolTip(int row, int column) const
{
    if (column == NameColumn)
        return at(row).fullName;
    return column == EventsColumn ? m_fmt.numberFull(at(row).events) : QString();
}

QString RankTableModel::copyText(int row, int column) const
{
    if (column == NameColumn)
        return at(row).fullName;
    return column == EventsColumn ? QString::number(at(row).events) : displayText(row, column);
}

QVariant RankTableModel::rawValue(int row, int column) const
{
    if (column == NameColumn)
        return at(row).fullName;
    return column == EventsColumn ? QVariant::fromValue<quint64>(at(row).events) : QVariant(at(row).share);
}

QVariant RankTableModel::bar(int row, int column) const
{
    return column == ShareColumn ? QVariant(at(row).share) : QVariant();
}

} // namespace nostrscope
