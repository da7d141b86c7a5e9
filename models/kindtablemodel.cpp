// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/kindtablemodel.h"

#include "models/words.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

Kind kindOf(const Table& table, std::size_t row)
{
    return static_cast<Kind>(table.value(row, "kind").toUInt());
}

/// None when there was nothing before to compare with.
std::optional<double> changeOf(const KindRow& row)
{
    if (!row.previous || *row.previous == 0)
        return std::nullopt;
    return (double(row.events) - double(*row.previous)) / double(*row.previous);
}

} // namespace

std::vector<KindRow> kindRows(const Table& kinds, const Table* previous, const Table* last)
{
    std::map<Kind, KindRow> byKind;
    for (std::size_t i = 0; i < kinds.rows.size(); ++i) {
        auto& row = byKind[kindOf(kinds, i)];
        row.kind = kindOf(kinds, i);
        row.events = kinds.value(i, "events").toULongLong();
        row.authors = kinds.value(i, "authors").toULongLong();
        row.share = kinds.value(i, "share").toDouble();
        row.meanSize = kinds.value(i, "mean_size").toDouble();
        if (previous != nullptr)
            row.previous = 0;
    }
    for (std::size_t i = 0; previous != nullptr && i < previous->rows.size(); ++i) {
        const auto found = byKind.find(kindOf(*previous, i));
        if (found != byKind.end())
            found->second.previous = previous->value(i, "events").toULongLong();
    }
    for (std::size_t i = 0; last != nullptr && i < last->rows.size(); ++i) {
        const auto found = byKind.find(kindOf(*last, i));
        if (found != byKind.end())
            found->second.lastAt = last->value(i, "last_at").toLongLong();
    }
    std::vector<KindRow> rows;
    const auto lookedFrom = last != nullptr ? last->value(0, "looked_from") : QVariant();
    for (auto& [kind, row] : byKind) {
        if (!row.lastAt && !lookedFrom.isNull())
            row.lastBefore = lookedFrom.toLongLong();
        rows.push_back(row);
    }
    return rows;
}

KindTableModel::KindTableModel(const Fmt& fmt, QObject* parent)
    : ColumnModel(
        {
            {"kind"_L1, tr("Kind"), tr("Number and name of the kind (NIP index)")},
            {"events"_L1, tr("Events"), tr("Different verified events of the range, by their own date"),
             ColumnKind::Number},
            {"share"_L1, tr("Share"), tr("Part of all events of the range"), ColumnKind::Ratio},
            {"authors"_L1, tr("Authors"), tr("Different public keys that signed them"), ColumnKind::Number},
            {"size"_L1, tr("Mean size"), tr("Bytes of content, mean of the events"), ColumnKind::Bytes,
             "bytes"_L1},
            {"change"_L1, tr("Change"),
             tr("Events against the period of the same length just before the range"), ColumnKind::Ratio},
            {"last"_L1, tr("Last seen"), tr("Date of the newest event of the range"), ColumnKind::Time},
        },
        parent)
    , m_fmt(fmt)
{
}

QString KindTableModel::columnName(int column)
{
    static constexpr QLatin1StringView names[columns] = {"kind"_L1, "events"_L1, "share"_L1, "authors"_L1,
                                                         "size"_L1, "change"_L1, "last"_L1};
    return names[column];
}

int KindTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

std::optional<int> KindTableModel::rowOf(Kind kind) const
{
    const auto found = std::lower_bound(m_rows.begin(), m_rows.end(), kind,
                                        [](const KindRow& row, Kind value) { return row.kind < value; });
    if (found == m_rows.end() || found->kind != kind)
        return std::nullopt;
    return static_cast<int>(found - m_rows.begin());
}

void KindTableModel::apply(std::vector<KindRow> rows, UnixMillis asOf)
{
    const auto kindAt = [](const std::vector<KindRow>& list) {
        return [&list](int i) { return list[static_cast<std::size_t>(i)].kind; };
    };
    const auto diff = keyedDiff(static_cast<int>(m_rows.size()), kindAt(m_rows),
                                static_cast<int>(rows.size()), kindAt(rows));
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
    const bool hasAged = std::exchange(m_asOf, asOf) != asOf;
    for (const auto& run : changeRuns(changed, rowCount()))
        emit dataChanged(index(run.first, 0), index(run.last, columns - 1));
    if (hasAged && !m_rows.empty())
        emit dataChanged(index(0, LastColumn), index(rowCount() - 1, LastColumn), {Qt::DisplayRole});
}

QString KindTableModel::changeText(const KindRow& row) const
{
    if (!row.previous)
        return Fmt::missing();
    const auto change = changeOf(row);
    return change ? m_fmt.changePercent(*change) : tr("new", "kind without events in the period before");
}

QString KindTableModel::lastText(const KindRow& row) const
{
    if (row.lastAt)
        return m_fmt.moment(fromSeconds(*row.lastAt), m_asOf);
    if (!row.lastBefore)
        return Fmt::missing();
    const auto age = std::chrono::duration_cast<std::chrono::seconds>(m_asOf - fromSeconds(*row.lastBefore));
    return tr("over %1 ago", "an age such as 3 h 12 min").arg(m_fmt.duration(age));
}

QString KindTableModel::displayText(int row, int column) const
{
    const auto& kind = at(row);
    switch (column) {
    case KindColumn:
        return words::kindText(kind.kind, m_fmt);
    case EventsColumn:
        return m_fmt.number(kind.events);
    case ShareColumn:
        return m_fmt.percent(kind.share);
    case AuthorsColumn:
        return m_fmt.number(kind.authors);
    case SizeColumn:
        return m_fmt.bytes(static_cast<std::uint64_t>(std::llround(std::max(kind.meanSize, 0.0))));
    case ChangeColumn:
        return changeText(kind);
    default:
        return lastText(kind);
    }
}

QString KindTableModel::toolTip(int row, int column) const
{
    const auto& kind = at(row);
    switch (column) {
    case KindColumn:
        return displayText(row, column);
    case EventsColumn:
        return m_fmt.numberFull(kind.events);
    case AuthorsColumn:
        return m_fmt.numberFull(kind.authors);
    case ChangeColumn:
        return kind.previous ? tr("%1 events in the period before").arg(m_fmt.numberFull(*kind.previous))
                             : tr("All time has no period before it");
    case LastColumn:
        return kind.lastAt    ? m_fmt.momentTip(fromSeconds(*kind.lastAt), m_asOf)
            : kind.lastBefore ? tr("None among the newest events, back to %1")
                                    .arg(m_fmt.dateTimeZone(fromSeconds(*kind.lastBefore)))
                              : QString();
    default:
        return {};
    }
}

QString KindTableModel::copyText(int row, int column) const
{
    if (column == EventsColumn)
        return QString::number(at(row).events);
    if (column == AuthorsColumn)
        return QString::number(at(row).authors);
    if (column == LastColumn && at(row).lastAt)
        return m_fmt.dateTime(fromSeconds(*at(row).lastAt));
    return displayText(row, column);
}

QVariant KindTableModel::rawValue(int row, int column) const
{
    const auto& kind = at(row);
    switch (column) {
    case KindColumn:
        return displayText(row, column);
    case EventsColumn:
        return QVariant::fromValue<quint64>(kind.events);
    case ShareColumn:
        return kind.share;
    case AuthorsColumn:
        return QVariant::fromValue<quint64>(kind.authors);
    case SizeColumn:
        return QVariant::fromValue<quint64>(static_cast<quint64>(std::llround(std::max(kind.meanSize, 0.0))));
    case ChangeColumn: {
        const auto change = changeOf(kind);
        return change ? QVariant(*change) : QVariant();
    }
    default:
        return kind.lastAt ? QVariant::fromValue<qint64>(*kind.lastAt * 1000) : QVariant();
    }
}

/// Kinds by number, not by text; a kind that is new grew most.
QVariant KindTableModel::sortValue(int row, int column) const
{
    const auto& kind = at(row);
    if (column == KindColumn)
        return static_cast<int>(kind.kind);
    if (column == ChangeColumn) {
        const auto change = changeOf(kind);
        return change ? *change : kind.previous ? 1e18 : -1e18;
    }
    return ColumnModel::sortValue(row, column);
}

QVariant KindTableModel::key(int row) const
{
    return static_cast<int>(at(row).kind);
}

QVariant KindTableModel::bar(int row, int column) const
{
    return column == ShareColumn ? QVariant(at(row).share) : QVariant();
}

} // namespace nostrscope
