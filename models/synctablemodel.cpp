// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/synctablemodel.h"

#include "models/syncwords.h"

#include <algorithm>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString relaysType = u"application/x-nostrscope-relays"_s; ///< numbers, with spaces between

constexpr qsizetype longestDrag = 1 << 20; ///< bytes; more relays than that has nobody

/// Of the file before that of the user.
SyncPriority priorityOf(const ArchiveRow& row)
{
    return row.isOnFile ? SyncPriority::High : row.priority;
}

} // namespace

SyncTableModel::SyncTableModel(const Fmt& fmt, QObject* parent)
    : ColumnModel(
        {{"state"_L1, tr("State"), tr("What the archive does with the relay; those that work come first")},
         {"relay"_L1, tr("Relay"), tr("Address of the relay")},
         {"priority"_L1, tr("Priority"),
          tr("High ones come first and have a quarter of the places for themselves. Drag rows onto one of "
             "another priority, or press Alt+↑ and Alt+↓, to change it")},
         {"coverage"_L1, tr("Coverage"), tr("Part of the time of the archive whose events are all here"),
          ColumnKind::Ratio},
         {"back_to"_L1, tr("Complete back to"),
          tr("Without a gap, from the newest second that was asked for"), ColumnKind::Time},
         {"received"_L1, tr("Received"), tr("Events, since the program was started"), ColumnKind::Number},
         {"rate"_L1, tr("Events/s"), tr("Mean of the last ten seconds"), ColumnKind::Number, "per_s"_L1},
         {"traffic"_L1, tr("Traffic"), tr("Bytes both ways, since the program was started"),
          ColumnKind::Bytes, "bytes"_L1},
         {"left"_L1, tr("Time left"), tr("At the pace of the session so far: about"), ColumnKind::Duration,
          "ms"_L1},
         {"result"_L1, tr("Last result"), tr("What is done now, or what came of it last")}},
        parent)
    , m_fmt(fmt)
{
}

int SyncTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

void SyncTableModel::apply(const std::shared_ptr<const ArchiveView>& view)
{
    const auto& rows = view->rows;
    const auto keysOf = [](const std::vector<std::shared_ptr<const ArchiveRow>>& list) {
        return [&list](int i) { return list[static_cast<std::size_t>(i)]->relay; };
    };
    const auto diff = keyedDiff(static_cast<int>(m_rows.size()), keysOf(m_rows),
                                static_cast<int>(rows.size()), keysOf(rows));
    applyDiff(
        diff,
        [this](int first, int last) { m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1); },
        [&](int first, int last) {
            m_rows.insert(m_rows.begin() + first, rows.begin() + first, rows.begin() + last + 1);
        });
    std::vector<int> changed;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (m_rows[i] == rows[i])
            continue;
        m_rows[i] = rows[i];
        changed.push_back(static_cast<int>(i));
    }
    for (const auto& run : changeRuns(changed, rowCount()))
        emit dataChanged(index(run.first, 0), index(run.last, columns - 1));
}

const ArchiveRow* SyncTableModel::find(RelayId relay) const
{
    const auto found = std::lower_bound(
        m_rows.begin(), m_rows.end(), relay,
        [](const std::shared_ptr<const ArchiveRow>& row, RelayId id) { return row->relay < id; });
    return found == m_rows.end() || (*found)->relay != relay ? nullptr : found->get();
}

Qt::ItemFlags SyncTableModel::flags(const QModelIndex& index) const
{
    const auto flags = ColumnModel::flags(index);
    return index.isValid() ? flags | Qt::ItemIsDragEnabled | Qt::ItemIsDropEnabled : flags;
}

QStringList SyncTableModel::mimeTypes() const
{
    return {relaysType};
}

QMimeData* SyncTableModel::mimeData(const QModelIndexList& indexes) const
{
    QByteArrayList numbers;
    QStringList urls;
    for (const auto& index : indexes) {
        if (!index.isValid() || index.column() != indexes.constFirst().column())
            continue; // each row once
        numbers.append(QByteArray::number(row(index.row()).relay.number()));
        urls.append(QString::fromUtf8(row(index.row()).url));
    }
    if (numbers.isEmpty())
        return nullptr;
    auto* data = new QMimeData;
    data->setData(relaysType, numbers.join(' '));
    data->setText(urls.join(u'\n'));
    return data;
}

QList<RelayId> SyncTableModel::draggedWithout(SyncPriority priority, const QMimeData& data) const
{
    QList<RelayId> relays;
    const auto numbers = data.data(relaysType).left(longestDrag).split(' ');
    for (const auto& number : numbers) {
        const auto* one = find(RelayId(number.toUInt()));
        if (one != nullptr && one->priority != priority)
            relays.append(one->relay);
    }
    std::sort(relays.begin(), relays.end());
    relays.erase(std::unique(relays.begin(), relays.end()), relays.end());
    return relays;
}

bool SyncTableModel::canDropMimeData(const QMimeData* data, Qt::DropAction, int, int,
                                     const QModelIndex& parent) const
{
    return data != nullptr && parent.isValid() && data->hasFormat(relaysType)
        && !draggedWithout(priorityOf(row(parent.row())), *data).isEmpty();
}

bool SyncTableModel::dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                                  const QModelIndex& parent)
{
    if (!canDropMimeData(data, action, row, column, parent))
        return false;
    const auto priority = priorityOf(this->row(parent.row()));
    emit priorityWanted(draggedWithout(priority, *data), priority);
    return true;
}

QString SyncTableModel::displayText(int at, int column) const
{
    const auto& one = row(at);
    switch (column) {
    case StateColumn:
        return words::archiveState(one.state);
    case RelayColumn:
        return m_fmt.address(one.url);
    case PriorityColumn:
        return one.isOnFile ? tr("high, by file") : words::syncPriority(one.priority);
    case CoverageColumn:
        return m_fmt.percent(one.complete01);
    case BackToColumn:
        return !one.completeSince ? Fmt::missing()
            : *one.completeSince == 0
            ? tr("the beginning")
            : m_fmt.axisTime(fromSeconds(*one.completeSince), std::chrono::hours(24), true);
    case ReceivedColumn:
        return m_fmt.number(one.received);
    case RateColumn:
        return one.state == ArchiveState::Syncing ? m_fmt.decimal(one.eventsPerSecond) : Fmt::missing();
    case TrafficColumn:
        return one.bytes > 0 ? m_fmt.bytes(one.bytes) : Fmt::missing();
    case LeftColumn:
        return one.left ? m_fmt.duration(*one.left) : Fmt::missing();
    default:
        return words::syncResult(one, m_fmt);
    }
}

QString SyncTableModel::toolTip(int at, int column) const
{
    const auto& one = row(at);
    switch (column) {
    case RelayColumn:
        return m_fmt.address(one.url);
    case BackToColumn:
        return one.completeSince ? m_fmt.dateTimeZone(fromSeconds(*one.completeSince)) : QString();
    case ReceivedColumn:
        return m_fmt.numberFull(one.received);
    case TrafficColumn:
        return one.state == ArchiveState::Syncing
            ? tr("%1 each second now").arg(m_fmt.bytes(static_cast<std::uint64_t>(one.bytesPerSecond)))
            : QString();
    case ResultColumn:
        return words::syncResult(one, m_fmt);
    default:
        return {};
    }
}

QString SyncTableModel::copyText(int at, int column) const
{
    return column == RelayColumn ? QString::fromUtf8(row(at).url) : displayText(at, column);
}

QVariant SyncTableModel::rawValue(int at, int column) const
{
    const auto& one = row(at);
    switch (column) {
    case StateColumn:
        return words::archiveState(one.state);
    case RelayColumn:
        return QString::fromUtf8(one.url);
    case PriorityColumn:
        return words::syncPriority(priorityOf(one));
    case CoverageColumn:
        return one.complete01;
    case BackToColumn:
        return one.completeSince ? QVariant::fromValue<qint64>(toMillis(fromSeconds(*one.completeSince)))
                                 : QVariant();
    case ReceivedColumn:
        return QVariant::fromValue<quint64>(one.received);
    case RateColumn:
        return one.state == ArchiveState::Syncing ? QVariant(one.eventsPerSecond) : QVariant();
    case TrafficColumn:
        return QVariant::fromValue<quint64>(one.bytes);
    case LeftColumn:
        return one.left ? QVariant::fromValue<qint64>(std::chrono::milliseconds(*one.left).count())
                        : QVariant();
    default:
        return words::syncResult(one, m_fmt);
    }
}

QVariant SyncTableModel::sortValue(int at, int column) const
{
    const auto& one = row(at);
    if (column == StateColumn)
        return static_cast<int>(one.state);
    if (column == PriorityColumn)
        return static_cast<int>(priorityOf(one));
    return ColumnModel::sortValue(at, column);
}

QVariant SyncTableModel::key(int at) const
{
    return row(at).relay.number();
}

QVariant SyncTableModel::status(int at, int column) const
{
    return column == StateColumn ? QVariant(static_cast<int>(words::statusOf(row(at).state))) : QVariant();
}

QVariant SyncTableModel::severity(int at) const
{
    return static_cast<int>(row(at).state);
}

QVariant SyncTableModel::bar(int at, int column) const
{
    return column == CoverageColumn ? QVariant(row(at).complete01) : QVariant();
}

} // namespace nostrscope
