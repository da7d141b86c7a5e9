// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/relaytablemodel.h"

#include "core/nostr/plaintext.h"
#include "models/keyeddiff.h"
#include "models/roles.h"
#include "models/words.h"

#include <algorithm>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Ages ("34 s ago") of rows that do not change are refreshed this often.
constexpr auto ageInterval = 10s;

template <typename T> int compareValues(const T& a, const T& b)
{
    return a < b ? -1 : b < a ? 1 : 0;
}

QString errorText(const RelayRow& row)
{
    const auto text = words::linkError(row.lastError);
    if (row.lastErrorDetail.isEmpty() || row.lastError == LinkError::None)
        return text;
    // The detail comes from strangers.
    return text + u": "_s + plainText(row.lastErrorDetail, 200);
}

} // namespace

RelayTableModel::RelayTableModel(const Fmt& fmt, QObject* parent)
    : QAbstractTableModel(parent)
    , m_fmt(fmt)
{
}

int RelayTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RelayTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : columns;
}

void RelayTableModel::insertAndRemove(const std::vector<const RelayRow*>& rows)
{
    const auto diff = keyedDiff(
        static_cast<int>(m_rows.size()),
        [this](int i) { return m_rows[static_cast<std::size_t>(i)]->entry.id; },
        static_cast<int>(rows.size()),
        [&rows](int i) { return rows[static_cast<std::size_t>(i)]->entry.id; });
    for (const auto& run : diff.removals) {
        beginRemoveRows({}, run.first, run.last);
        m_rows.erase(m_rows.begin() + run.first, m_rows.begin() + run.last + 1);
        endRemoveRows();
    }
    for (const auto& run : diff.insertions) {
        beginInsertRows({}, run.first, run.last);
        m_rows.insert(m_rows.begin() + run.first, rows.begin() + run.first, rows.begin() + run.last + 1);
        endInsertRows();
    }
}

std::vector<int> RelayTableModel::replaceRows(const Chunks& chunks)
{
    std::vector<int> changed;
    std::size_t row = 0;
    for (std::size_t c = 0; c < chunks.size(); ++c) {
        const auto& chunk = *chunks[c];
        const auto first = row;
        row += chunk.size();
        // Rows of a known chunk point into it already: a pointer leaves m_rows only with its row.
        if (std::find(m_chunks.begin(), m_chunks.end(), chunks[c]) != m_chunks.end())
            continue;
        for (std::size_t i = 0; i < chunk.size(); ++i) {
            auto& shown = m_rows[first + i];
            if (!(*shown == chunk[i]))
                changed.push_back(static_cast<int>(first + i));
            shown = &chunk[i];
        }
    }
    return changed;
}

void RelayTableModel::apply(const Chunks& chunks, UnixMillis asOf)
{
    m_asOf = asOf;
    if (chunks != m_chunks) {
        std::vector<const RelayRow*> rows;
        bool sameKeys = true;
        for (const auto& chunk : chunks) {
            for (const auto& row : *chunk) {
                sameKeys =
                    sameKeys && rows.size() < m_rows.size() && m_rows[rows.size()]->entry.id == row.entry.id;
                rows.push_back(&row);
            }
        }
        // Both generations of chunks live until every pointer is of the new one.
        const auto previous = m_chunks;
        if (!sameKeys || rows.size() != m_rows.size())
            insertAndRemove(rows);
        const auto changed = replaceRows(chunks);
        m_chunks = chunks;
        for (const auto& run : changeRuns(changed, rowCount()))
            emit dataChanged(index(run.first, 0), index(run.last, columns - 1),
                             {Qt::DisplayRole, Qt::ToolTipRole, SortRole, SeverityRole, StatusRole});
    }
    refreshAges(asOf);
}

void RelayTableModel::refreshAges(UnixMillis asOf)
{
    const auto step = asOf - m_agesAsOf;
    if (step < ageInterval && step >= 0ms)
        return;
    m_agesAsOf = asOf;
    if (rowCount() > 0)
        emit dataChanged(index(0, LastColumn), index(rowCount() - 1, LastColumn), {Qt::DisplayRole});
}

std::optional<int> RelayTableModel::rowOf(RelayId id) const
{
    const auto found =
        std::lower_bound(m_rows.begin(), m_rows.end(), id,
                         [](const RelayRow* row, RelayId wanted) { return row->entry.id < wanted; });
    if (found == m_rows.end() || (*found)->entry.id != id)
        return std::nullopt;
    return static_cast<int>(found - m_rows.begin());
}

std::optional<double> RelayTableModel::novelRatio(const RelayRow& row)
{
    const auto sent = row.novel + row.duplicates;
    if (sent == 0)
        return std::nullopt;
    return static_cast<double>(row.novel) / static_cast<double>(sent);
}

int RelayTableModel::compare(const RelayRow& a, const RelayRow& b, int column)
{
    switch (column) {
    case StatusColumn:
        return compareValues(words::severityOf(words::statusOf(a)), words::severityOf(words::statusOf(b)));
    case RelayColumn:
        return compareValues(a.entry.url, b.entry.url);
    case EventsColumn:
        return compareValues(a.eventsInRange, b.eventsInRange);
    case NovelColumn:
        return compareValues(novelRatio(a).value_or(-1), novelRatio(b).value_or(-1));
    case RateColumn:
        return compareValues(a.eventsPerMinute, b.eventsPerMinute);
    case OpenColumn:
        return compareValues(a.openTime.value_or(-1ms), b.openTime.value_or(-1ms));
    case LastColumn:
        return compareValues(a.lastEventAt, b.lastEventAt);
    default:
        return compareValues(static_cast<int>(a.lastError), static_cast<int>(b.lastError));
    }
}

QVariant RelayTableModel::sortValue(const RelayRow& row, int column)
{
    switch (column) {
    case StatusColumn:
        return words::severityOf(words::statusOf(row));
    case RelayColumn:
        return QString::fromUtf8(row.entry.url);
    case EventsColumn:
        return QVariant::fromValue<quint64>(row.eventsInRange);
    case NovelColumn:
        return novelRatio(row).value_or(-1);
    case RateColumn:
        return row.eventsPerMinute;
    case OpenColumn:
        return QVariant::fromValue<qint64>(row.openTime.value_or(-1ms).count());
    case LastColumn:
        return QVariant::fromValue<qint64>(toMillis(row.lastEventAt));
    default:
        return static_cast<int>(row.lastError);
    }
}

QString RelayTableModel::displayText(const RelayRow& row, int column) const
{
    switch (column) {
    case StatusColumn:
        return words::linkState(row.state);
    case RelayColumn:
        return Fmt::relay(row.entry.url);
    case EventsColumn:
        return m_fmt.number(row.eventsInRange);
    case NovelColumn: {
        const auto ratio = novelRatio(row);
        return ratio ? m_fmt.percent(*ratio) : Fmt::missing();
    }
    case RateColumn:
        return m_fmt.perMinute(row.eventsPerMinute);
    case OpenColumn:
        return m_fmt.latency(row.openTime);
    case LastColumn:
        return m_fmt.ago(row.lastEventAt, m_asOf);
    default:
        return errorText(row);
    }
}

QString RelayTableModel::toolTip(const RelayRow& row, int column) const
{
    switch (column) {
    case StatusColumn: {
        const auto since = row.stateSince == UnixMillis{}
            ? words::linkState(row.state)
            : tr("%1 since %2").arg(words::linkState(row.state), m_fmt.dateTimeZone(row.stateSince));
        return row.state == LinkState::Waiting
            ? since + u'\n' + tr("Next try at %1").arg(m_fmt.timeOfDay(row.nextTryAt))
            : since;
    }
    case RelayColumn: {
        const auto url = QString::fromUtf8(row.entry.url);
        return row.entry.name.isEmpty() ? url : plainText(row.entry.name, 200) + u'\n' + url;
    }
    case EventsColumn:
        return tr("%1 in the range by their own date, %2 seen ever")
            .arg(m_fmt.numberFull(row.eventsInRange), m_fmt.numberFull(row.eventsSeen));
    case NovelColumn:
        return tr("Brought %1 events first, repeated %2")
            .arg(m_fmt.numberFull(row.novel), m_fmt.numberFull(row.duplicates));
    case OpenColumn:
        return row.openTime ? tr("Connect to open, last success") : tr("No connection succeeded yet");
    case LastColumn:
        return row.lastEventAt == UnixMillis{} ? tr("No event from this relay yet")
                                               : m_fmt.dateTimeZone(row.lastEventAt);
    case ErrorColumn:
        return errorText(row);
    default:
        return {};
    }
}

QVariant RelayTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto& relay = row(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return displayText(relay, index.column());
    case Qt::ToolTipRole:
        return toolTip(relay, index.column());
    case Qt::TextAlignmentRole:
        return index.column() >= EventsColumn && index.column() <= LastColumn
            ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
            : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    case SortRole:
        return sortValue(relay, index.column());
    case StatusRole:
        return index.column() == StatusColumn ? QVariant(static_cast<int>(words::statusOf(relay)))
                                              : QVariant();
    case SeverityRole:
        return words::severityOf(words::statusOf(relay));
    case KeyRole:
        return relay.entry.id.number();
    case CopyRole:
        return index.column() == RelayColumn ? QString::fromUtf8(relay.entry.url)
                                             : displayText(relay, index.column());
    default:
        return {};
    }
}

QVariant RelayTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columns)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section >= EventsColumn && section <= LastColumn ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                                                : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    const std::pair<QString, QString> texts[columns] = {
        {tr("Status"), tr("What our connection to the relay is doing; worst first when sorted")},
        {tr("Relay"), tr("Address of the relay")},
        {tr("Events"), tr("Different events of the chosen range seen on this relay, by their own date")},
        {tr("Novel"), tr("Share of what the relay sent that it brought first, ever")},
        {tr("Events/min"), tr("Received in the last minute")},
        {tr("Open time"), tr("From connect to open WebSocket, last success")},
        {tr("Last event"), tr("When the relay last sent an event")},
        {tr("Last error"), tr("Why the last connection failed or ended")},
    };
    const auto& [title, tip] = texts[section];
    if (role == Qt::DisplayRole)
        return title;
    return role == Qt::ToolTipRole ? QVariant(tip) : QVariant();
}

QString RelayTableModel::columnName(int column)
{
    static constexpr QLatin1StringView names[columns] = {"status"_L1, "relay"_L1, "events"_L1, "novel"_L1,
                                                         "rate"_L1,   "open"_L1,  "last"_L1,   "error"_L1};
    return names[column];
}

} // namespace nostrscope
