// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/celltablemodel.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace nostrscope {

CellTableModel::CellTableModel(std::vector<Column> columns, QObject* parent)
    : ColumnModel(std::move(columns), parent)
{
}

int CellTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

std::optional<int> CellTableModel::rowOf(const QString& key) const
{
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [&key](const CellRow& row) { return row.key == key; });
    if (found == m_rows.end())
        return std::nullopt;
    return static_cast<int>(found - m_rows.begin());
}

void CellTableModel::apply(CellRows rows)
{
    QHash<QString, int> places;
    const auto columns = static_cast<std::size_t>(columnCount());
    std::erase_if(rows, [&places, columns](const CellRow& row) {
        if (row.cells.size() != columns || places.contains(row.key))
            return true;
        places.insert(row.key, 0);
        return false;
    });
    for (int i = 0; i < static_cast<int>(rows.size()); ++i)
        places.insert(rows[static_cast<std::size_t>(i)].key, i);
    for (int at = rowCount() - 1; at >= 0; --at) {
        if (places.contains(row(at).key))
            continue;
        beginRemoveRows({}, at, at);
        m_rows.erase(m_rows.begin() + at);
        endRemoveRows();
    }
    // Those that stay must be in their new order already; lists by time never change it.
    const bool isInOrder =
        std::is_sorted(m_rows.begin(), m_rows.end(), [&places](const auto& a, const auto& b) {
            return places.value(a.key) < places.value(b.key);
        });
    if (!isInOrder) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    for (std::size_t at = 0; at < rows.size(); ++at) {
        const int place = static_cast<int>(at);
        if (at < m_rows.size() && m_rows[at].key == rows[at].key) {
            if (m_rows[at] == rows[at])
                continue;
            m_rows[at] = std::move(rows[at]);
            emit dataChanged(index(place, 0), index(place, columnCount() - 1));
        } else {
            beginInsertRows({}, place, place);
            m_rows.insert(m_rows.begin() + place, std::move(rows[at]));
            endInsertRows();
        }
    }
}

QString CellTableModel::copyText(int row, int column) const
{
    const auto& one = cell(row, column);
    return one.copy.isEmpty() ? one.text : one.copy;
}

QVariant CellTableModel::sortValue(int row, int column) const
{
    const auto& one = cell(row, column);
    return one.status ? QVariant(one.severity) : ColumnModel::sortValue(row, column);
}

QVariant CellTableModel::status(int row, int column) const
{
    const auto& one = cell(row, column);
    return one.status ? QVariant(*one.status) : QVariant();
}

QVariant CellTableModel::severity(int at) const
{
    for (const auto& one : row(at).cells) {
        if (one.status)
            return one.severity;
    }
    return {};
}

} // namespace nostrscope
