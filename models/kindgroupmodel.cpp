// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/kindgroupmodel.h"

#include "models/taskwords.h"

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

KindGroupModel::KindGroupModel(const Fmt& fmt, QObject* parent)
    : ColumnModel(
        {{"group"_L1, tr("Kinds"), tr("Kinds that are kept and forgotten together")},
         {"events"_L1, tr("Events"), tr("Events of these kinds that are stored now"), ColumnKind::Number},
         {"size"_L1, tr("Size"),
          tr("Estimated: their share of the pages in use, by content and a fixed part for each "
             "event"),
          ColumnKind::Bytes, "bytes"_L1},
         {"share"_L1, tr("Share"), tr("Part of the size of all events"), ColumnKind::Ratio},
         {"oldest"_L1, tr("Oldest"), tr("Date of the oldest event, as its author set it"), ColumnKind::Time},
         {"newest"_L1, tr("Newest"), tr("Date of the newest event, as its author set it"), ColumnKind::Time},
         {"floor"_L1, tr("Kept from"),
          tr("Events dated before are neither stored nor asked for; set by Retention"), ColumnKind::Time}},
        parent)
    , m_fmt(fmt)
{
}

int KindGroupModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

void KindGroupModel::apply(const StoreFigures& figures)
{
    const auto keysOf = [](const std::vector<StoreFigures::Group>& list) {
        return [&list](int i) { return list[static_cast<std::size_t>(i)].group; };
    };
    const auto diff = keyedDiff(static_cast<int>(m_rows.size()), keysOf(m_rows),
                                static_cast<int>(figures.groups.size()), keysOf(figures.groups));
    applyDiff(
        diff,
        [this](int first, int last) { m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1); },
        [&](int first, int last) {
            m_rows.insert(m_rows.begin() + first, figures.groups.begin() + first,
                          figures.groups.begin() + last + 1);
        });
    m_rows = figures.groups;
    m_bytes = 0;
    for (const auto& group : m_rows)
        m_bytes += group.bytes;
    if (!m_rows.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
}

double KindGroupModel::shareOf(int row) const
{
    return m_bytes == 0 ? 0 : double(at(row).bytes) / double(m_bytes);
}

QString KindGroupModel::displayText(int row, int column) const
{
    const auto& group = at(row);
    const auto date = [this](std::optional<Timestamp> time) {
        return time ? m_fmt.dateTime(fromSeconds(*time)) : Fmt::missing();
    };
    switch (column) {
    case GroupColumn:
        return words::kindGroup(group.group);
    case EventsColumn:
        return m_fmt.number(group.events);
    case SizeColumn:
        return m_fmt.bytes(group.bytes);
    case ShareColumn:
        return m_fmt.percent(shareOf(row));
    case OldestColumn:
        return date(group.oldest);
    case NewestColumn:
        return date(group.newest);
    default:
        return group.floor > 0 ? date(group.floor) : tr("no limit");
    }
}

QString KindGroupModel::toolTip(int row, int column) const
{
    const auto& group = at(row);
    switch (column) {
    case GroupColumn:
        return words::kindsOfGroup(group.group);
    case EventsColumn:
        return m_fmt.numberFull(group.events);
    default:
        return {};
    }
}

QVariant KindGroupModel::rawValue(int row, int column) const
{
    const auto& group = at(row);
    const auto time = [](std::optional<Timestamp> value) {
        return value ? QVariant::fromValue<qint64>(toMillis(fromSeconds(*value))) : QVariant();
    };
    switch (column) {
    case GroupColumn:
        return QString::fromLatin1(toString(group.group));
    case EventsColumn:
        return QVariant::fromValue<quint64>(group.events);
    case SizeColumn:
        return QVariant::fromValue<quint64>(group.bytes);
    case ShareColumn:
        return shareOf(row);
    case OldestColumn:
        return time(group.oldest);
    case NewestColumn:
        return time(group.newest);
    default:
        return group.floor > 0 ? time(group.floor) : QVariant();
    }
}

QVariant KindGroupModel::key(int row) const
{
    return static_cast<int>(at(row).group);
}

QVariant KindGroupModel::bar(int row, int column) const
{
    return column == ShareColumn ? QVariant(shareOf(row)) : QVariant();
}

} // namespace nostrscope
