// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/servicetablemodel.h"

#include "models/words.h"

#include <algorithm>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

ServiceTableModel::ServiceTableModel(const Fmt& fmt, QObject* parent)
    : ColumnModel(
        {
            {"state"_L1, tr("State"), tr("What the part is doing now")},
            {"service"_L1, tr("Service"), tr("Part of the collector")},
            {"detail"_L1, tr("Detail"), tr("What the part says about itself")},
            {"last"_L1, tr("Last cycle"), tr("When the part last finished a round of work"),
             ColumnKind::Time},
            {"cycle"_L1, tr("Cycle p95"), tr("95 of 100 rounds were shorter"), ColumnKind::Duration, "ms"_L1},
            {"failures"_L1, tr("Failures"), tr("Failed rounds in a row"), ColumnKind::Number},
            {"queue"_L1, tr("Queue"), tr("Work that waits for this part"), ColumnKind::Bytes, "bytes"_L1},
        },
        parent)
    , m_fmt(fmt)
{
}

int ServiceTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
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
    applyDiff(
        diff,
        [this](int first, int last) { m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1); },
        [this, &services](int first, int last) {
            m_rows.insert(m_rows.begin() + first, services.begin() + first, services.begin() + last + 1);
        });
    m_rows = std::move(services);
    // A handful of rows whose ages all change: one range.
    if (!m_rows.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
}

QString ServiceTableModel::displayText(int row, int column) const
{
    const auto& service = at(row);
    switch (column) {
    case StateColumn:
        return words::serviceState(service.state);
    case NameColumn:
        return words::serviceName(service.name);
    case DetailColumn:
        return m_fmt.stranger(service.detail, 500);
    case LastColumn:
        return m_fmt.moment(service.lastCycleAt, m_asOf);
    case CycleColumn:
        return service.cycleP95 ? m_fmt.latency(*service.cycleP95) : Fmt::missing();
    case FailuresColumn:
        return m_fmt.number(service.failures);
    default:
        return m_fmt.bytes(service.queueBytes);
    }
}

QVariant ServiceTableModel::rawValue(int row, int column) const
{
    const auto& service = at(row);
    switch (column) {
    case StateColumn:
        return words::statusCode(words::statusOf(service));
    case NameColumn:
        return service.name;
    case DetailColumn:
        return service.detail;
    case LastColumn:
        return service.lastCycleAt == UnixMillis{}
            ? QVariant()
            : QVariant::fromValue<qint64>(toMillis(service.lastCycleAt));
    case CycleColumn:
        return service.cycleP95 ? QVariant::fromValue<qint64>(service.cycleP95->count()) : QVariant();
    case FailuresColumn:
        return QVariant::fromValue<quint64>(service.failures);
    default:
        return QVariant::fromValue<quint64>(service.queueBytes);
    }
}

QVariant ServiceTableModel::sortValue(int row, int column) const
{
    return column == StateColumn ? severity(row) : ColumnModel::sortValue(row, column);
}

QString ServiceTableModel::toolTip(int row, int column) const
{
    return column == LastColumn ? m_fmt.momentTip(at(row).lastCycleAt, m_asOf)
                                : m_fmt.stranger(at(row).detail, 500);
}

QVariant ServiceTableModel::key(int row) const
{
    return at(row).name;
}

QVariant ServiceTableModel::status(int row, int column) const
{
    return column == StateColumn ? QVariant(static_cast<int>(words::statusOf(at(row)))) : QVariant();
}

QVariant ServiceTableModel::severity(int row) const
{
    return words::severityOf(words::statusOf(at(row)));
}

} // namespace nostrscope
