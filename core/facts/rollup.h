// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/loghistogram.h"
#include "core/facts/authorset.h"
#include "core/facts/dvmmeasure.h"
#include "core/nostr/ids.h"

#include <QByteArray>

#include <compare>
#include <map>

namespace nostrscope {

/// What a rollup counts events by.
enum class Dimension : std::uint8_t {
    All = 0,
    ByKind = 1,
    ByRelay = 2,
    ByJobKind = 3, ///< traffic of data vending machines, by the kind of the requests
    ByProvider = 4, ///< the same by who answers, as author number
};
[[nodiscard]] constexpr bool isOfDvms(Dimension dimension) noexcept
{
    return dimension == Dimension::ByJobKind || dimension == Dimension::ByProvider;
}

/// Hours since the Unix epoch of created_at; all longer levels are made of hours.
using HourNo = std::int64_t;
/// The bucket of events dated more than 15 min after their arrival: in no bounded range, but in "all".
inline constexpr HourNo futureHour = std::int64_t(1) << 50;
[[nodiscard]] constexpr HourNo hourOf(Timestamp time) noexcept
{
    return time / 3600;
}

struct CellKey {
    Dimension dimension = Dimension::All;
    std::uint32_t value = 0; ///< kind, relay number or author number; 0 for All
    HourNo hour = 0;
    friend constexpr auto operator<=>(const CellKey&, const CellKey&) noexcept = default;
};

/// The measures of one bucket. Sums and a set union: any order, any grouping gives the same.
struct RollupCell {
    std::uint64_t events = 0;
    std::uint64_t bytes = 0; ///< of content
    std::uint64_t zaps = 0; ///< receipts with an amount
    std::uint64_t millisats = 0; ///< claimed by them
    AuthorSet authors;
    DvmMeasure dvm; ///< of the dimensions of data vending machines, which have nothing else

    void add(const RollupCell& other);
    /// The same for many in a row; then authors.settle() before anything else is asked.
    void addLazily(RollupCell other);
    void appendTo(QByteArray& out, Dimension dimension) const;
    [[nodiscard]] bool readFrom(class ByteReader& in, Dimension dimension);
    friend bool operator==(const RollupCell&, const RollupCell&) = default;
};

/// What one event adds to its cells.
struct EventMeasure {
    Timestamp createdAt = 0;
    Kind kind = 0;
    AuthorNo author = 0;
    std::uint32_t contentBytes = 0;
    bool isFuture = false;
    bool isZap = false;
    std::uint64_t millisats = 0;

    [[nodiscard]] HourNo hour() const noexcept { return isFuture ? futureHour : hourOf(createdAt); }
};

/// The change that a batch makes to the rollups: computed once by the writer, stored as one journal row,
/// handed on to analytics. The only class that knows how an event counts.
class RollupDelta {
public:
    /// A stored event: counts in the total and in its kind.
    void addEvent(const EventMeasure& event);
    /// The event was seen on a relay for the first time. Zap amounts are counted per network, not per relay.
    void addSighting(const EventMeasure& event, std::uint32_t relay);

    /// `sign`: -1 takes away what was added before.
    void addDvm(const CellKey& key, const DvmCounts& counts, int sign);

    void addCell(const CellKey& key, const RollupCell& cell) { m_cells[key].add(cell); }

    [[nodiscard]] bool isEmpty() const noexcept { return m_cells.empty(); }
    [[nodiscard]] const std::map<CellKey, RollupCell>& cells() const noexcept { return m_cells; }
    void add(const RollupDelta& other);

    [[nodiscard]] QByteArray toBlob() const;
    /// False when the blob is damaged; the delta is then empty.
    [[nodiscard]] bool fromBlob(QByteArrayView blob);

private:
    std::map<CellKey, RollupCell> m_cells;
};

/// What a relay did on one day of arrival (UTC). Not a function of events alone, so no rebuild touches it.
struct RelayMeasure {
    std::uint64_t seen = 0; ///< distinct events, seen here for the first time
    std::uint64_t novel = 0; ///< of these, known from nowhere else at that moment
    std::uint64_t duplicates = 0; ///< sightings of events that were known
    LogHistogram delays; ///< of live sightings: milliseconds after the first relay had the event

    void add(const RelayMeasure& other);
    friend bool operator==(const RelayMeasure&, const RelayMeasure&) = default;
};
struct RelayDay {
    std::uint32_t relay = 0;
    std::int64_t day = 0; ///< days since the Unix epoch
    friend constexpr auto operator<=>(const RelayDay&, const RelayDay&) noexcept = default;
};
/// The change that a batch makes to them.
class RelayDelta {
public:
    [[nodiscard]] RelayMeasure& at(std::uint32_t relay, UnixMillis arrivedAt)
    {
        return m_days[{relay, toSeconds(arrivedAt) / 86400}];
    }
    [[nodiscard]] const std::map<RelayDay, RelayMeasure>& days() const noexcept { return m_days; }
    void add(const RelayDelta& other);
    [[nodiscard]] QByteArray toBlob() const;
    [[nodiscard]] bool fromBlob(QByteArrayView blob);

private:
    std::map<RelayDay, RelayMeasure> m_days;
};

} // namespace nostrscope
