// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logmodel.h"

#include "core/nostr/plaintext.h"
#include "models/words.h"

#include <algorithm>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Of a message in a cell, and of one in full.
constexpr qsizetype cellLength = 1000;
constexpr qsizetype fullLength = 20'000;

QString levelCode(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return u"debug"_s;
    case LogLevel::Info:
        return u"info"_s;
    case LogLevel::Warning:
        return u"warning"_s;
    case LogLevel::Error:
        return u"error"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

LogModel::LogModel(const Fmt& fmt, int capacity, QObject* parent)
    : ColumnModel({{"time"_L1, tr("Time"), tr("When it happened"), ColumnKind::Time},
                   {"level"_L1, tr("Level"), tr("How serious it is")},
                   {"service"_L1, tr("Service"), tr("Part of the program that says it")},
                   {"relay"_L1, tr("Relay"), tr("The relay it is about")},
                   {"message"_L1, tr("Message"), tr("What happened")}},
                  parent)
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
    const auto limit = m_capacity + m_older;
    if (total > limit)
        removeFirst(total - limit);
    const auto first = static_cast<int>(m_records.size());
    beginInsertRows({}, first, first + static_cast<int>(records.size()) - 1);
    m_records.insert(m_records.end(), std::make_move_iterator(records.begin()),
                     std::make_move_iterator(records.end()));
    endInsertRows();
}

void LogModel::removeFirst(std::size_t count)
{
    beginRemoveRows({}, 0, static_cast<int>(count) - 1);
    m_records.erase(m_records.begin(), m_records.begin() + static_cast<std::ptrdiff_t>(count));
    m_first += static_cast<qint64>(count);
    m_older -= std::min(m_older, count);
    endRemoveRows();
}

int LogModel::prepend(std::vector<LogRecord> records)
{
    const auto room = m_capacity - std::min(m_capacity, m_older);
    if (records.size() > room)
        records.erase(records.begin(), records.end() - static_cast<std::ptrdiff_t>(room));
    if (records.empty())
        return 0;
    const auto count = static_cast<int>(records.size());
    beginInsertRows({}, 0, count - 1);
    m_records.insert(m_records.begin(), std::make_move_iterator(records.begin()),
                     std::make_move_iterator(records.end()));
    m_first -= count;
    m_older += records.size();
    endInsertRows();
    return count;
}

void LogModel::dropOlder()
{
    if (m_older > 0)
        removeFirst(m_older);
}

int LogModel::rowAt(UnixMillis time) const
{
    const auto found = std::lower_bound(m_records.begin(), m_records.end(), time,
                                        [](const LogRecord& one, UnixMillis at) { return one.at < at; });
    return static_cast<int>(found - m_records.begin());
}

int LogModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_records.size());
}

QString LogModel::displayText(int row, int column) const
{
    const auto& line = record(row);
    switch (column) {
    case TimeColumn:
        return m_fmt.timeOfDay(line.at, true);
    case LevelColumn:
        return words::logLevel(line.level);
    case ServiceColumn:
        return line.service;
    case RelayColumn:
        return m_fmt.address(line.relayUrl.toUtf8());
    default:
        // A relay may have written it: one line, nothing that hides or reorders text.
        return m_fmt.stranger(line.message, cellLength);
    }
}

QString LogModel::lineText(int row) const
{
    const auto& line = record(row);
    QStringList parts{m_fmt.dateTimeZone(line.at), words::logLevel(line.level), line.service};
    if (!line.relayUrl.isEmpty())
        parts.append(line.relayUrl);
    parts.append(plainText(line.message, fullLength, TextLines::Keep));
    return parts.join(u'\t');
}

QString LogModel::detailText(int row) const
{
    const auto& line = record(row);
    const auto field = [](const QString& name, const QString& value) {
        return tr("%1: %2", "name of a field: its value").arg(name, value);
    };
    QStringList lines{
        field(tr("Time"), m_fmt.dateTimeZone(line.at) + u" · "_s + m_fmt.timeOfDay(line.at, true)),
        field(tr("Level"), words::logLevel(line.level)), field(tr("Service"), line.service)};
    if (!line.relayUrl.isEmpty())
        lines.append(field(tr("Relay"), m_fmt.leftToRight(plainText(line.relayUrl, cellLength))));
    lines.append(field(tr("Message"), plainText(line.message, fullLength, TextLines::Keep)));
    return lines.join(u'\n');
}

QVariant LogModel::rawValue(int row, int column) const
{
    const auto& line = record(row);
    switch (column) {
    case TimeColumn:
        return QVariant::fromValue<qint64>(toMillis(line.at));
    case LevelColumn:
        return levelCode(line.level);
    case ServiceColumn:
        return line.service;
    case RelayColumn:
        return plainText(line.relayUrl, cellLength);
    default:
        return plainText(line.message, fullLength, TextLines::Keep);
    }
}

QVariant LogModel::sortValue(int row, int) const
{
    return QVariant::fromValue<qint64>(toMillis(record(row).at));
}

QString LogModel::toolTip(int row, int column) const
{
    if (column == TimeColumn)
        return m_fmt.dateTimeZone(record(row).at);
    return column == RelayColumn ? plainText(record(row).relayUrl, cellLength) : QString();
}

QString LogModel::copyText(int row, int column) const
{
    switch (column) {
    case TimeColumn:
        return m_fmt.dateTimeZone(record(row).at);
    case RelayColumn:
    case MessageColumn:
        return plainText(column == RelayColumn ? record(row).relayUrl : record(row).message, fullLength);
    default:
        return displayText(row, column);
    }
}

QVariant LogModel::key(int row) const
{
    return m_first + row;
}

QVariant LogModel::severity(int row) const
{
    return static_cast<int>(record(row).level);
}

QVariant LogModel::status(int row, int column) const
{
    if (column != LevelColumn)
        return {};
    const auto level = record(row).level;
    if (level < LogLevel::Warning)
        return -1;
    return static_cast<int>(level == LogLevel::Warning ? Status::Degraded : Status::Down);
}

} // namespace nostrscope
