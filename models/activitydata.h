// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/snapshot.h"
#include "models/asker.h"
#include "models/kindtablemodel.h"

#include <QTimeZone>

#include <optional>

namespace nostrscope {

/// The figures of the cards of the activity page; missing where they are not known.
struct ActivityFigures {
    std::uint64_t events = 0;
    std::uint64_t kinds = 0;
    std::optional<std::uint64_t> authors;
    std::optional<double> perSecond; ///< mean of the range
    std::optional<double> peakPerSecond; ///< mean of the busiest bucket
    std::optional<double> meanSize; ///< bytes of content
    std::optional<std::uint64_t> previousEvents; ///< of the period before
};

/// All that the activity page asks the engine about a range, kept up to date while the page calls update().
class ActivityData final : public QObject {
    Q_OBJECT

public:
    /// Answers are renewed when they are this old.
    static constexpr std::chrono::milliseconds interval{10000};

    ActivityData(EngineLink& engine, const QTimeZone& zone, QObject* parent = nullptr,
                 std::chrono::milliseconds renewAfter = interval);

    /// The page is visible and shows this snapshot: asks at once about a new range, else what is old.
    void update(const Snapshot& snapshot);
    /// The page is hidden.
    void stop();
    void retry();
    /// Asks everything again now.
    void reload(const Snapshot& snapshot);
    /// Weekdays and hours are those of another zone from now on; asks anew when it was asked before.
    void setZone(const QTimeZone& zone);

    [[nodiscard]] Asker& kinds() { return m_kinds; }
    [[nodiscard]] Asker& totals() { return m_totals; }
    [[nodiscard]] Asker& week() { return m_week; }
    [[nodiscard]] bool isLoading() const;
    /// True while what is shown answers another range than the one asked for.
    [[nodiscard]] bool isOfOtherRange() const;
    /// The first error of a question; empty: none.
    [[nodiscard]] QString error() const;
    /// Figures of the last answers; none before the first.
    [[nodiscard]] std::optional<ActivityFigures> figures() const;
    [[nodiscard]] std::vector<KindRow> kindRows() const;
    /// Of the answers.
    [[nodiscard]] UnixMillis asOf() const;
    /// Events of the period before in each bucket of `series`; empty when they are not known, or none.
    [[nodiscard]] std::vector<double> previousOver(const EventSeries& series) const;

    /// A preset moves on with the snapshot; a chosen range stands still.
    [[nodiscard]] static TimeRange rangeOfSnapshot(const Snapshot& snapshot);
    /// The period of the same length just before; none for all time.
    [[nodiscard]] static std::optional<TimeRange> previousOf(const TimeRange& range);

signals:
    void changed();

private:
    [[nodiscard]] QList<const Asker*> askers() const;
    [[nodiscard]] std::optional<double> secondsCounted() const;

    Asker m_overview;
    Asker m_kinds;
    Asker m_previous;
    Asker m_previousTotals;
    Asker m_last;
    Asker m_totals;
    Asker m_week;
    QByteArray m_zone;
    std::optional<RangePreset> m_preset;
    std::optional<TimeRange> m_range; ///< asked last
    bool m_isOtherRange = false;
};

} // namespace nostrscope
