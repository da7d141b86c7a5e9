// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/charttable.h"

#include "models/roles.h"

#include <utility>

namespace nostrscope {

namespace {

void appendField(QByteArray& csv, const QString& field, bool isLast)
{
    auto bytes = field.toUtf8();
    if (bytes.contains('"') || bytes.contains(',') || bytes.contains('\n') || bytes.contains('\r'))
        bytes = '"' + bytes.replace("\"", "\"\"") + '"';
    csv += bytes;
    csv += isLast ? "\r\n" : ",";
}

} // namespace

QByteArray ChartTable::toCsv() const
{
    QByteArray csv;
    for (qsizetype i = 0; i < header.size(); ++i)
        appendField(csv, header.at(i), i + 1 == header.size());
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i)
            appendField(csv, row[i].raw, i + 1 == row.size());
    }
    return csv;
}

void ChartTableModel::setTable(ChartTable table)
{
    for (auto& row : table.rows)
        row.resize(static_cast<std::size_t>(table.header.size()));
    if (table.header != m_table.header) {
        // Other columns are another table; ticks bring the same ones.
        beginResetModel();
        m_table = std::move(table);
        endResetModel();
        return;
    }
    const auto before = static_cast<int>(m_table.rows.size());
    const auto after = static_cast<int>(table.rows.size());
    if (after < before) {
        beginRemoveRows({}, after, before - 1);
        m_table.rows.resize(table.rows.size());
        endRemoveRows();
    }
    const int common = std::min(before, after);
    const bool isSame = std::equal(table.rows.begin(), table.rows.begin() + common, m_table.rows.begin());
    if (after > before) {
        beginInsertRows({}, before, after - 1);
        m_table.rows.insert(m_table.rows.end(), table.rows.begin() + before, table.rows.end());
        endInsertRows();
    }
    m_table.rows = std::move(table.rows);
    if (!isSame && columnCount() > 0)
        emit dataChanged(index(0, 0), index(common - 1, columnCount() - 1));
}

int ChartTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_table.rows.size());
}

int ChartTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_table.header.size());
}

QVariant ChartTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& cell =
        m_table.rows[static_cast<std::size_t>(index.row())][static_cast<std::size_t>(index.column())];
    switch (role) {
    case Qt::DisplayRole:
        return cell.shown;
    case CopyRole:
        return cell.raw;
    case SortRole:
        return cell.isText ? QVariant(cell.shown) : QVariant(cell.order);
    case KeyRole:
        return index.row();
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignVCenter | (cell.isText ? Qt::AlignLeading : Qt::AlignTrailing));
    default:
        return {};
    }
}

QVariant ChartTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_table.header.size())
        return {};
    if (role == Qt::DisplayRole)
        return m_table.header.at(section);
    if (role == Qt::TextAlignmentRole) {
        const bool isText =
            m_table.rows.empty() || m_table.rows.front()[static_cast<std::size_t>(section)].isText;
        return QVariant(Qt::AlignVCenter | (isText ? Qt::AlignLeading : Qt::AlignTrailing));
    }
    return {};
}

} // namespace nostrscope
