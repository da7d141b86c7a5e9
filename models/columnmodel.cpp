// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/columnmodel.h"

#include "models/tooltip.h"

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

Qt::Alignment alignmentOf(ColumnKind kind)
{
    return (kind == ColumnKind::Text ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter;
}

ColumnModel::ColumnModel(std::vector<Column> columns, QObject* parent)
    : QAbstractTableModel(parent)
    , m_columns(std::move(columns))
{
}

int ColumnModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QString ColumnModel::toolTip(int, int) const
{
    return {};
}

QVariant ColumnModel::status(int, int) const
{
    return {};
}

QVariant ColumnModel::severity(int) const
{
    return {};
}

QVariant ColumnModel::bar(int, int) const
{
    return {};
}

QVariant ColumnModel::heartbeat(int, int) const
{
    return {};
}

QVariant ColumnModel::sortValue(int row, int column) const
{
    const auto raw = rawValue(row, column);
    if (raw.isValid())
        return raw;
    return m_columns[static_cast<std::size_t>(column)].kind == ColumnKind::Text ? QVariant(QString())
                                                                                : QVariant(-1.0);
}

QVariant ColumnModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const int row = index.row();
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return displayText(row, column);
    case Qt::ToolTipRole:
        return plainToolTip(toolTip(row, column));
    case Qt::TextAlignmentRole:
        return QVariant(alignmentOf(m_columns[static_cast<std::size_t>(column)].kind));
    case SortRole:
        return sortValue(row, column);
    case SeverityRole:
        return severity(row);
    case StatusRole:
        return status(row, column);
    case KeyRole:
        return key(row);
    case CopyRole:
        return copyText(row, column);
    case ExportRole:
        return rawValue(row, column);
    case BarRole:
        return bar(row, column);
    case HeartbeatRole:
        return heartbeat(row, column);
    default:
        return {};
    }
}

QVariant ColumnModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const auto& column = m_columns[static_cast<std::size_t>(section)];
    switch (role) {
    case Qt::DisplayRole:
        return column.title;
    case Qt::ToolTipRole:
        return column.tip;
    case Qt::TextAlignmentRole:
        return QVariant(alignmentOf(column.kind));
    case Qt::InitialSortOrderRole:
        return column.kind == ColumnKind::Text ? Qt::AscendingOrder : Qt::DescendingOrder;
    case ColumnNameRole:
        return QString(column.name);
    case ColumnKindRole:
        return static_cast<int>(column.kind);
    case ColumnUnitRole:
        return QString(column.unit);
    default:
        return {};
    }
}

void ColumnModel::refreshTexts()
{
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1),
                         {Qt::DisplayRole, Qt::ToolTipRole, CopyRole});
}

ColumnInfo columnInfo(const QAbstractItemModel& model, int column)
{
    const auto ask = [&model, column](int role) { return model.headerData(column, Qt::Horizontal, role); };
    ColumnInfo info;
    info.name = ask(ColumnNameRole).toString();
    if (info.name.isEmpty())
        info.name = u"column%1"_s.arg(column + 1);
    info.title = ask(Qt::DisplayRole).toString();
    info.unit = ask(ColumnUnitRole).toString();
    const int kind = ask(ColumnKindRole).toInt();
    if (kind >= 0 && kind <= static_cast<int>(ColumnKind::Bytes))
        info.kind = static_cast<ColumnKind>(kind);
    return info;
}

} // namespace nostrscope
