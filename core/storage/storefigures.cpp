// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/storefigures.h"

#include "core/storage/retention.h"

#include "core/storage/schema.h"

#include <QFileInfo>
#include <QStorageInfo>

#include <algorithm>

namespace nostrscope {

namespace {

constexpr std::int64_t dayMillis = std::int64_t(86400) * 1000;
/// What an event takes besides its content, for shares between groups: id, signature, keys, look-ups.
constexpr quint64 bytesBesideContent = 400;

std::map<KindGroup, StoreFigures::Group> groupsOf(SqlDatabase& database)
{
    std::map<KindGroup, StoreFigures::Group> groups;
    SqlStatement kinds(
        database,
        "SELECT kind, count(*), sum(size), min(created_at), max(created_at) FROM event INDEXED "
        "BY event_time GROUP BY kind");
    while (kinds.step()) {
        auto& group = groups[kindGroup(static_cast<Kind>(kinds.integer(0)))];
        group.events += kinds.number(1);
        group.contentBytes += kinds.number(2);
        group.oldest = std::min(group.oldest.value_or(kinds.integer(3)), Timestamp(kinds.integer(3)));
        group.newest = std::max(group.newest.value_or(kinds.integer(4)), Timestamp(kinds.integer(4)));
    }
    const auto floors = storedFloors(database);
    for (const auto group : kindGroups) {
        if (floors.of(group) > 0)
            groups[group].floor = floors.of(group);
    }
    return groups;
}

/// Finds the first event that arrived at a moment or later.
class Arrivals {
public:
    explicit Arrivals(SqlDatabase& database)
        : m_next(database, "SELECT seq, received_at FROM event WHERE seq >= ? ORDER BY seq LIMIT 1")
        , m_end(database.value("SELECT next_seq FROM state", 1))
    {
    }
    [[nodiscard]] std::int64_t end() const { return m_end; }
    /// Arrival of the first event at or above `seq`; none at the end.
    [[nodiscard]] std::optional<std::int64_t> at(std::int64_t seq)
    {
        if (!m_next.bind(1, seq).step())
            return std::nullopt;
        const auto arrival = m_next.integer(1);
        m_next.reset();
        return arrival;
    }
    /// Not below `from`.
    [[nodiscard]] std::int64_t firstAt(std::int64_t millis, std::int64_t from)
    {
        auto low = from;
        auto high = m_end;
        while (low < high) {
            const auto middle = low + (high - low) / 2;
            const auto arrival = at(middle);
            if (arrival && *arrival < millis)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

private:
    SqlStatement m_next;
    std::int64_t m_end;
};

void readDays(SqlDatabase& database, UnixMillis now, StoreFigures& figures)
{
    Arrivals arrivals(database);
    const auto first = arrivals.at(0);
    if (!first)
        return;
    figures.firstArrival = fromMillis(*first);
    const auto today = toMillis(now) / dayMillis;
    // Clocks are set: no day before the epoch, none after today.
    const auto firstDay = std::clamp<std::int64_t>(*first / dayMillis, 0, today);
    const auto from = std::max(firstDay, today - static_cast<std::int64_t>(StoreFigures::maximumDays) + 1);
    auto begin = from == firstDay ? std::int64_t(1) : arrivals.firstAt(from * dayMillis, 1);
    for (auto day = from; day <= today; ++day) {
        const auto end = day == today ? arrivals.end() : arrivals.firstAt((day + 1) * dayMillis, begin);
        figures.days.push_back({day, static_cast<quint64>(end - begin)});
        begin = end;
    }
}

/// The pages in use belong to the groups by what we know of their events.
void shareBytes(StoreFigures& figures)
{
    const auto weightOf = [](const StoreFigures::Group& group) {
        return static_cast<double>(group.contentBytes + group.events * bytesBesideContent);
    };
    double all = 0;
    for (const auto& group : figures.groups)
        all += weightOf(group);
    for (auto& group : figures.groups)
        group.bytes = all > 0 ? static_cast<quint64>(double(figures.usedBytes) * weightOf(group) / all) : 0;
}

} // namespace

StoreResult<StoreFigures> readStoreFigures(SqlDatabase& reader, const QString& path, UnixMillis now)
{
    reader.clearError();
    StoreFigures figures;
    figures.asOf = now;
    figures.path = QFileInfo(path).absoluteFilePath();
    figures.format = schemaVersion;
    for (auto& [group, one] : groupsOf(reader)) {
        one.group = group;
        figures.events += one.events;
        figures.groups.push_back(one);
    }
    figures.eventsEver =
        static_cast<quint64>(std::max<std::int64_t>(reader.value("SELECT next_seq FROM state", 1) - 1, 0));
    figures.trimmed = static_cast<quint64>(reader.value("SELECT count(*) FROM trimmed"));
    figures.dictionaries = static_cast<quint64>(reader.value("SELECT count(*) FROM dictionary"));
    const auto pages = reader.value("PRAGMA page_count") - reader.value("PRAGMA freelist_count");
    figures.usedBytes =
        static_cast<quint64>(std::max<std::int64_t>(pages, 0) * reader.value("PRAGMA page_size"));
    readDays(reader, now, figures);
    if (reader.error().code != StoreErrorCode::None)
        return Unexpected(reader.error());
    shareBytes(figures);
    figures.bytes = static_cast<quint64>(QFileInfo(path).size());
    figures.walBytes = static_cast<quint64>(QFileInfo(path + QStringLiteral("-wal")).size());
    figures.diskFreeBytes = static_cast<quint64>(
        std::max<qint64>(QStorageInfo(QFileInfo(path).absolutePath()).bytesAvailable(), 0));
    return figures;
}

} // namespace nostrscope
