// SPDX-License-Identifier: GPL-3.0-or-later
// Which events relays have in common: whole days from bitmaps, edges and what is not mapped yet from the
// lists of sightings.
#include "core/base/coretext.h"
#include "core/storage/relaydays.h"
#include "core/storage/statreader.h"

#include <algorithm>

namespace nostrscope {

namespace {

constexpr Timestamp daySeconds = 86400;

/// The events of each asked relay in one block of row numbers.
using Sets = std::vector<AuthorSet>;
using Blocks = std::map<std::int64_t, Sets>;

/// Sums over disjoint parts.
class Tally {
public:
    explicit Tally(std::size_t relays)
        : m_relays(relays)
        , m_common(relays * relays)
    {
    }
    void add(const Sets& sets)
    {
        for (std::size_t a = 0; a < m_relays; ++a) {
            m_common[a * m_relays + a] += sets[a].size();
            for (std::size_t b = a + 1; b < m_relays; ++b)
                m_common[a * m_relays + b] += sets[a].sizeOfCommon(sets[b]);
        }
    }
    /// One event, with the indices of the relays that showed it, ascending.
    void addEvent(const std::vector<std::size_t>& relays)
    {
        for (auto a = relays.begin(); a != relays.end(); ++a) {
            for (auto b = a; b != relays.end(); ++b)
                ++m_common[*a * m_relays + *b];
        }
    }
    /// Events of `a` when both are the same.
    [[nodiscard]] std::uint64_t common(std::size_t a, std::size_t b) const
    {
        return m_common[a * m_relays + b];
    }

private:
    const std::size_t m_relays;
    std::vector<std::uint64_t> m_common; ///< for a <= b
};

/// Whole days inside the range, and what is left of it at both ends.
struct Days {
    explicit Days(const TimeRange& range)
    {
        if (range.all)
            return;
        const auto from = std::max<Timestamp>(range.from + 1, 0);
        first = (from + daySeconds - 1) / daySeconds;
        last = (range.to + 1) / daySeconds - 1;
        if (first > last) {
            edges = {{from, range.to}};
            return;
        }
        edges = {{from, first * daySeconds - 1}, {(last + 1) * daySeconds, range.to}};
    }
    [[nodiscard]] bool holds(std::int64_t day) const { return day >= first && day <= last; }

    std::int64_t first = 0;
    std::int64_t last = futureHour;
    std::vector<std::pair<Timestamp, Timestamp>> edges; ///< both ends inside; may be empty ones
};

} // namespace

/// Indices in `relays` of those that showed the event.
std::vector<std::size_t> StatReader::showedBy(std::int64_t seq, const std::vector<RelayId>& relays)
{
    const auto& all = relaysOf(seq);
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < relays.size(); ++i) {
        if (std::binary_search(all.begin(), all.end(), relays[i].number()))
            found.push_back(i);
    }
    return found;
}

Table StatReader::overlap(const Question& question)
{
    refreshSightings();
    auto relays = question.relays;
    relays.resize(std::min(relays.size(), Question::maxOverlapRelays));
    const Days days(question.range);
    Tally tally(relays.size());
    for (const auto& [first, last] : days.edges) {
        m_raw.bind(1, first).bind(2, last);
        while (first <= last && m_raw.step())
            tally.addEvent(showedBy(m_raw.integer(0), relays));
    }

    // What is not in the bitmaps yet: the rows above the mark and late sightings of those below.
    std::map<std::int64_t, Blocks> open;
    const auto addOpen = [&](std::int64_t seq, std::int64_t day, std::size_t relay) {
        auto& sets = open[day][seq / RelayDayKey::blockEvents];
        sets.resize(relays.size());
        sets[relay].add(static_cast<AuthorNo>(seq % RelayDayKey::blockEvents));
    };
    SqlStatement rows(m_database,
                      "SELECT seq, created_at, future FROM event WHERE seq > (SELECT mapped_seq FROM state)");
    while (rows.step()) {
        EventMeasure measure;
        measure.createdAt = rows.integer(1);
        measure.isFuture = rows.integer(2) != 0;
        const auto day = bucketAt(RollupLevel::Day, measure.hour());
        if (!days.holds(day) || (measure.isFuture && !question.range.all))
            continue;
        for (const auto relay : showedBy(rows.integer(0), relays))
            addOpen(rows.integer(0), day, relay);
    }
    forEachLateSighting(m_database,
                        [&](std::int64_t seq, std::uint32_t relay, std::int64_t day, std::int64_t) {
                            const auto at = std::find(relays.begin(), relays.end(), RelayId(relay));
                            if (at != relays.end() && days.holds(day))
                                addOpen(seq, day, static_cast<std::size_t>(at - relays.begin()));
                        });

    SqlStatement daysOfRelay(m_database,
                             "SELECT DISTINCT day FROM relay_day WHERE relay = ? AND day BETWEEN ? AND ?");
    for (const auto relay : relays) {
        daysOfRelay.bind(1, relay.number()).bind(2, days.first).bind(3, days.last);
        while (daysOfRelay.step())
            open[daysOfRelay.integer(0)];
    }
    // One day at a time, so that an answer over years needs no more memory.
    SqlStatement bitmaps(m_database, "SELECT block, data FROM relay_day WHERE relay = ? AND day = ?");
    for (auto& [day, blocks] : open) {
        for (std::size_t i = 0; i < relays.size(); ++i) {
            bitmaps.bind(1, relays[i].number()).bind(2, day);
            while (bitmaps.step()) {
                AuthorSet events;
                ByteReader in(bitmaps.blob(1));
                if (!events.readFrom(in))
                    continue;
                auto& sets = blocks[bitmaps.integer(0)];
                sets.resize(relays.size());
                sets[i].unite(events);
            }
        }
        for (const auto& [block, sets] : blocks)
            tally.add(sets);
        blocks.clear();
    }

    Table table;
    table.columns = {"url_a", "url_b", "events_a", "events_b", "both", "only_a", "only_b"};
    SqlStatement url(m_database, "SELECT url FROM relay WHERE id = ?");
    std::vector<QByteArray> urls;
    for (const auto relay : relays) {
        urls.push_back(url.bind(1, relay.number()).step() ? url.blob(0).toByteArray() : QByteArray());
        url.reset();
    }
    const auto number = [](std::uint64_t value) { return QVariant::fromValue<qulonglong>(value); };
    for (std::size_t a = 0; a < relays.size(); ++a) {
        for (auto b = a + 1; b < relays.size(); ++b) {
            const auto both = tally.common(a, b);
            table.rows.push_back({urls[a], urls[b], number(tally.common(a, a)), number(tally.common(b, b)),
                                  number(both), number(tally.common(a, a) - both),
                                  number(tally.common(b, b) - both)});
        }
    }
    const auto floor = m_database.value("SELECT max(created_at) FROM retention_floor");
    if (std::any_of(days.edges.begin(), days.edges.end(),
                    [floor](const auto& edge) { return edge.first <= edge.second && edge.first < floor; })) {
        table.complete = false;
        table.partialReason =
            CoreText::tr("retention removed events of a part of a day; whole days still count them");
    }
    return table;
}

} // namespace nostrscope
