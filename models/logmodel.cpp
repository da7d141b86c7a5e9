// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logmodel.h"

#include "core/nostr/plaintext.h"
#include "models/roles.h"
#include "models/words.h"

namespace nostrscope {

LogModel::LogModel(const Fmt& fmt, int capacity, QObject* parent)
    : QAbstractTableModel(parent)
    , m_fmt(fmt)
    , m_capacity(static_cast<std::size_t>(std::max(capacity, 1)))
{
}

void LogModel::append(std::vector<LogRecord> records)
{
    if (records.empty())
        return;
    if (records.size() > m_capacity)
        records.erase(records.begin(), records.end() - static_cast<std::ptrdiff_t>(m_capacity));
    const auto total = m_records.size() + records.size();
    if (total > m_capacity) {
        const auto surplus = static_cast<std::ptrdiff_t>(total - m_capacity);
        beginRemoveRows({}, 0, static_cast<int>(surplus) - 1);
        m_records.erase(m_records.begin(), m_records.begin() + surplus);
        endRemoveRows();
    }
    const auto first = static_cast<int>(m_records.size());
    beginInsertRows({}, first, first + static_cast<int>(records.size()) - 1);
    m_records.insert(m_records.end(), std::make_move_iterator(records.begin()),
                     std::make_move_iterator(records.end()));
    endInsertRows();
}

int LogModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_records.size());
}

int LogModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : columns;
}

QString LogModel::displayText(const LogRecord& record, int column) const
{
    switch (column) {
    case TimeColumn:
        return m_fmt.timeOfDay(record.at, true);
    case LevelColumn:
        return words::logLevel(record.level);
    case ServiceColumn:
        return record.service;
    case RelayColumn:
        return Fmt::relay(record.relayUrl.toUtf8());
    default:
        // A relay may have written it: one line, nothing that hides or reorders text.
        return plainText(record.message, 1000);
    }
}

QString LogModel::lineText(int row) const
{
    const auto& line = record(row);
    QStringList parts{m_fmt.dateTimeZone(line.at), words::logLevel(line.level), line.service};
    if (!line.relayUrl.isEmpty())
        parts.append(line.relayUrl);
    parts.append(plainText(line.message, 20'000, TextLines::Keep));
    return parts.join(u'\t');
}

QVariant LogModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto& line = record(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case CopyRole:
        return displayText(line, index.column());
    case Qt::ToolTipRole:
        if (index.column() == TimeColumn)
            return m_fmt.dateTimeZone(line.at);
        return index.column() == RelayColumn ? line.relayUrl : QVariant();
    case SortRole:
        return QVariant::fromValue<qint64>(toMillis(line.at));
    case SeverityRole:
        return static_cast<int>(line.level);
    case StatusRole:
        if (index.column() != LevelColumn)
            return {};
        if (line.level < LogLevel::Warning)
            return -1;
        return static_cast<int>(line.level == LogLevel::Warning ? Status::Degraded : Status::Down);
    default:
        return {};
    }
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= columns)
        return {};
    const QString texts[columns] = {tr("Time"), tr("Level"), tr("Service"), tr("Relay"), tr("Message")};
    return texts[section];
}

} // namespace nostrscope
