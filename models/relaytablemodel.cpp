// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/relaytablemodel.h"

#include "models/healthwords.h"
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

} // namespace

RelayTableModel::RelayTableModel(const Fmt& fmt, QObject* parent)
    : ColumnModel(
        {
            {"status"_L1, tr("Status"), tr("What our checks say of the relay; worst first when sorted")},
            {"relay"_L1, tr("Relay"), tr("Address of the relay")},
            {"open_p50"_L1, tr("Open p50"),
             tr("Time to an open WebSocket, median of the successful checks of the last 24 hours"),
             ColumnKind::Duration, "ms"_L1},
            {"read_p50"_L1, tr("Read p50"),
             tr("From a request to the end of stored events, median of the successful checks of the last 24 "
                "hours"),
             ColumnKind::Duration, "ms"_L1},
            {"uptime"_L1, tr("Uptime 24 h"),
             tr("Share of the last 24 hours in which the relay answered, of what is known; a bar for each "
                "half "
                "hour"),
             ColumnKind::Ratio},
            {"rate"_L1, tr("Events/min"), tr("Received in the last minute"), ColumnKind::Number,
             "per_min"_L1},
            {"events"_L1, tr("Events"),
             tr("Different events of the chosen range seen on this relay, by their own date"),
             ColumnKind::Number},
            {"tls"_L1, tr("TLS"), tr("When the certificate ends"), ColumnKind::Time},
            {"checked"_L1, tr("Checked"), tr("When the last check that decided something was made"),
             ColumnKind::Time},
            {"others"_L1, tr("Others"), tr("Other monitors (NIP-66) that see the relay online"),
             ColumnKind::Ratio},
            {"watched"_L1, tr("★", "title of the column of watched relays"),
             tr("Watched: relays that you marked are checked every few minutes")},
            {"novel"_L1, tr("Novel"), tr("Share of what the relay sent that it brought first, ever"),
             ColumnKind::Ratio},
            {"last"_L1, tr("Last event"), tr("When the relay last sent an event"), ColumnKind::Time},
            {"connection"_L1, tr("Connection"), tr("What our connection that collects events is doing")},
            {"open"_L1, tr("Open time"), tr("From connect to open WebSocket, last success of the collector"),
             ColumnKind::Duration, "ms"_L1},
            {"error"_L1, tr("Last error"), tr("Why the last connection failed or ended")},
            {"read_p95"_L1, tr("Read p95"),
             tr("95 of 100 successful checks of the last 24 hours were read faster; from 20 checks on"),
             ColumnKind::Duration, "ms"_L1},
            {"result"_L1, tr("Last result"), tr("What came of the last check that decided something")},
            {"software"_L1, tr("Software"), tr("What the relay says it runs (NIP-11)")},
            {"name"_L1, tr("Name"),
             tr("Name that the relay gives itself (NIP-11), else that of a relay list")},
            {"purpose"_L1, tr("Purpose"), tr("What the list says the relay is for")},
            {"source"_L1, tr("Source"), tr("Where the relay came from")},
            {"seen"_L1, tr("Events ever"), tr("Different events seen on this relay, ever"),
             ColumnKind::Number},
            {"duplicates"_L1, tr("Repeated"), tr("Sightings of events that were known, ever"),
             ColumnKind::Number},
            {"refused"_L1, tr("Refused"), tr("Events that were not valid, ever"), ColumnKind::Number},
            {"received"_L1, tr("Received"), tr("Bytes received since the start of the program"),
             ColumnKind::Bytes, "bytes"_L1},
            {"since"_L1, tr("State since"), tr("Since when the connection is in its state"),
             ColumnKind::Time},
            {"added"_L1, tr("Added"), tr("When the relay came into the list"), ColumnKind::Time},
            {"access"_L1, tr("Access"),
             tr("What the relay wants before it serves, by its own words (NIP-11) or by its last answer")},
            {"tls_note"_L1, tr("Certificate"),
             tr("What to know of the certificate: its end is near (21, 14, 7, 1 days), or within the last "
                "14 days its issuer or key changed")},
            {"tls_issuer"_L1, tr("TLS issuer"), tr("Who issued the certificate, as it says itself")},
            {"ip"_L1, tr("IP"), tr("Address that the last check went to; none where a proxy resolves")},
            {"country"_L1, tr("Country"), tr("Where the address is, by the MaxMind file of the settings")},
            {"asn"_L1, tr("ASN"),
             tr("Autonomous system that the address belongs to, by the MaxMind file of the settings")},
        },
        parent)
    , m_fmt(fmt)
{
}

int RelayTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

void RelayTableModel::insertAndRemove(const std::vector<const RelayRow*>& rows)
{
    const auto diff = keyedDiff(
        static_cast<int>(m_rows.size()),
        [this](int i) { return m_rows[static_cast<std::size_t>(i)]->entry.id; },
        static_cast<int>(rows.size()),
        [&rows](int i) { return rows[static_cast<std::size_t>(i)]->entry.id; });
    applyDiff(
        diff,
        [this](int first, int last) { m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1); },
        [this, &rows](int first, int last) {
            m_rows.insert(m_rows.begin() + first, rows.begin() + first, rows.begin() + last + 1);
        });
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
        m_mostEvents = 0;
        for (const auto* row : m_rows)
            m_mostEvents = std::max(m_mostEvents, row->eventsInRange);
        for (const auto& run : changeRuns(changed, rowCount()))
            emit dataChanged(index(run.first, 0), index(run.last, columns - 1),
                             {Qt::DisplayRole, Qt::ToolTipRole, SortRole, SeverityRole, StatusRole, CopyRole,
                              ExportRole, BarRole, HeartbeatRole});
    }
    refreshAges(asOf);
}

void RelayTableModel::refreshAges(UnixMillis asOf)
{
    const auto step = asOf - m_agesAsOf;
    if (step < ageInterval && step >= 0ms)
        return;
    m_agesAsOf = asOf;
    // One range over all ages: a signal costs more than a cell.
    static_assert(CertificateColumn < CheckedColumn && CheckedColumn < LastColumn
                  && LastColumn < SinceColumn);
    if (rowCount() > 0)
        emit dataChanged(index(0, CertificateColumn), index(rowCount() - 1, SinceColumn), {Qt::DisplayRole});
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
    case ErrorColumn:
        return compareValues(static_cast<int>(a.lastError), static_cast<int>(b.lastError));
    case NameColumn:
        return nameText(a).compare(nameText(b), Qt::CaseInsensitive);
    case StarColumn:
        return compareValues(b.entry.starred, a.entry.starred); // text: the first click shows them on top
    case PurposeColumn:
        return a.entry.purpose.compare(b.entry.purpose, Qt::CaseInsensitive);
    case SourceColumn:
        return compareValues(static_cast<int>(a.entry.source), static_cast<int>(b.entry.source));
    case SeenColumn:
        return compareValues(a.eventsSeen, b.eventsSeen);
    case DuplicatesColumn:
        return compareValues(a.duplicates, b.duplicates);
    case RefusedColumn:
        return compareValues(a.invalid, b.invalid);
    case ReceivedColumn:
        return compareValues(a.bytesIn, b.bytesIn);
    case SinceColumn:
        return compareValues(a.stateSince, b.stateSince);
    case AddedColumn:
        return compareValues(a.entry.addedAt, b.entry.addedAt);
    case LinkColumn:
        return compareValues(words::severityOf(words::linkStatus(a)),
                             words::severityOf(words::linkStatus(b)));
    default:
        return compareHealth(a, b, column);
    }
}

} // namespace nostrscope
