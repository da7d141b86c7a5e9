// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/servicetablemodel.h"

#include "models/keyeddiff.h"
#include "models/roles.h"
#include "models/words.h"

#include <algorithm>

namespace nostrscope {

ServiceTableModel::ServiceTableModel(const Fmt& fmt, QObject* parent)
    : QAbstractTableModel(parent)
    , m_fmt(fmt)
{
}

int ServiceTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ServiceTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : columns;
}

void ServiceTableModel::apply(std::vector<ServiceStatus> services, UnixMillis asOf)
{
    std::stable_sort(services.begin(), services.end(),
                     [](const ServiceStatus& a, const ServiceStatus& b) { return a.name < b.name; });
    m_asOf = asOf;
    const auto nameOf = [](const std::vector<ServiceStatus>& list) {
        return [&list](int i) { return list[static_cast<std::size_t>(i)].name; };
    };
    const auto diff = keyedDiff(static_cast<int>(m_rows.size()), nameOf(m_rows),
                                static_cast<int>(services.size()), nameOf(services));
    for (const auto& run : diff.removals) {
        beginRemoveRows({}, run.first, run.last);
        m_rows.erase(m_rows.begin() + run.first, m_rows.begin() + run.last + 1);
        endRemoveRows();
    }
    for (const auto& run : diff.insertions) {
        beginInsertRows({}, run.first, run.last);
        m_rows.insert(m_rows.begin() + run.first, services.begin() + run.first,
                      services.begin() + run.last + 1);
        endInsertRows();
    }
    m_rows = std::move(services);
    // A handful of rows whose ages all change: one range.
    if (!m_rows.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
}

QString ServiceTableModel::displayText(const ServiceStatus& service, int column) const
{
    switch (column) {
    case StateColumn:
        return words::serviceState(service.state);
    case NameColumn:
        return words::serviceName(service.name);
    case DetailColumn:
        return service.detail;
    case LastColumn:
        return m_fmt.ago(service.lastCycleAt, m_asOf);
    case CycleColumn:
        return service.cycleP95 ? m_fmt.latency(*service.cycleP95) : Fmt::missing();
    case FailuresColumn:
        return m_fmt.number(service.failures);
    default:
        return m_fmt.bytes(service.queueBytes);
    }
}

QVariant ServiceTableModel::sortValue(const ServiceStatus& service, int column)
{
    switch (column) {
    case StateColumn:
        return words::severityOf(words::statusOf(service));
    case NameColumn:
        return service.name;
    case DetailColumn:
        return service.detail;
    case LastColumn:
        return QVariant::fromValue<qint64>(toMillis(service.lastCycleAt));
    case CycleColumn:
        return QVariant::fromValue<qint64>(service.cycleP95 ? service.cycleP95->count() : -1);
    case FailuresColumn:
        return QVariant::fromValue<quint64>(service.failures);
    default:
        return QVariant::fromValue<quint64>(service.queueBytes);
    }
}

QVariant ServiceTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto& service = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case CopyRole:
        return displayText(service, index.column());
    case Qt::ToolTipRole:
        return index.column() == LastColumn ? m_fmt.dateTimeZone(service.lastCycleAt) : service.detail;
    case Qt::TextAlignmentRole:
        return index.column() >= LastColumn ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                            : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    case SortRole:
        return sortValue(service, index.column());
    case SeverityRole:
        return words::severityOf(words::statusOf(service));
    case StatusRole:
        return index.column() == StateColumn ? QVariant(static_cast<int>(words::statusOf(service)))
                                             : QVariant();
    case KeyRole:
        return service.name;
    default:
        return {};
    }
}

QVariant ServiceTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columns)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section >= LastColumn ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                     : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    const std::pair<QString, QString> texts[columns] = {
        {tr("State"), tr("What the part is doing now")},
        {tr("Service"), tr("Part of the collector")},
        {tr("Detail"), tr("What the part says about itself")},
        {tr("Last cycle"), tr("When the part last finished a round of work")},
        {tr("Cycle p95"), tr("95 of 100 rounds were shorter")},
        {tr("Failures"), tr("Failed rounds in a row")},
        {tr("Queue"), tr("Work that waits for this part")},
    };
    const auto& [title, tip] = texts[section];
    if (role == Qt::DisplayRole)
        return title;
    return role == Qt::ToolTipRole ? QVariant(tip) : QVariant();
}

} // namespace nostrscope
