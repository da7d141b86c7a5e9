// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/expected.h"
#include "core/records/timerange.h"

#include <QList>
#include <QObject>
#include <QString>

#include <chrono>
#include <variant>

namespace nostrscope {

class Fmt;

/// What the user chose as the range of all figures: a preset, the last so-and-so long, or from – to. A value:
/// the navigation history and the settings keep it.
class RangeChoice {
public:
    /// Implicit: every preset is a choice.
    RangeChoice(RangePreset preset = RangePreset::Day) // NOLINT(google-explicit-constructor)
        : m_value(preset)
    {
    }
    /// Moves on with the clock; a length of a preset becomes that preset. `length` > 0.
    [[nodiscard]] static RangeChoice last(std::chrono::seconds length);
    /// Stands still; check it first (RangeModel::check()).
    [[nodiscard]] static RangeChoice fixed(const TimeRange& range);
    /// As a snapshot names it: the preset, or the range when there is none.
    [[nodiscard]] static RangeChoice of(const std::optional<RangePreset>& preset, const TimeRange& range)
    {
        return preset ? RangeChoice(*preset) : fixed(range);
    }

    [[nodiscard]] std::optional<RangePreset> preset() const;
    /// Length of last(), else none.
    [[nodiscard]] std::optional<std::chrono::seconds> lastLength() const;
    [[nodiscard]] bool isFixed() const { return std::holds_alternative<TimeRange>(m_value); }
    [[nodiscard]] bool isAll() const { return preset() == RangePreset::All; }
    [[nodiscard]] TimeRange resolve(Timestamp now) const;

    /// "24h", "last 43200", "1763600001..1763681782": for settings.
    [[nodiscard]] QString toString() const;
    /// None for what is no range or an absurd one.
    [[nodiscard]] static std::optional<RangeChoice> fromString(QStringView text, Timestamp now);
    /// "24h", "12h", "2025-11-20T1000Z_2025-11-21T1200Z": for names of exported files.
    [[nodiscard]] QString fileSuffix() const;

    friend bool operator==(const RangeChoice&, const RangeChoice&) = default;

private:
    std::variant<RangePreset, std::chrono::seconds, TimeRange> m_value;
};

/// A range that the user put into the menu.
struct QuickRange {
    QString name;
    RangeChoice choice;
    friend bool operator==(const QuickRange&, const QuickRange&) = default;
};

enum class RangeFault : std::uint8_t { Backwards, TooShort, BeforeEpoch, StartsInFuture, EndsInFuture };

/// The one time range of the window (ux.md §2) and how it is moved. Who asks the engine listens to changed()
/// and to moved().
class RangeModel final : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::seconds shortest{60};
    /// Ends may lie so far ahead: people choose "until midnight".
    static constexpr std::chrono::seconds farthestAhead{48 * 3600};
    static constexpr qsizetype maximumQuickRanges = 20;
    static constexpr qsizetype maximumNameLength = 60;

    /// `clock` must outlive the model.
    explicit RangeModel(const Clock& clock, QObject* parent = nullptr);

    [[nodiscard]] const RangeChoice& choice() const { return m_choice; }
    void setChoice(const RangeChoice& choice);
    /// From and to, both included. The reason when it is refused; then nothing changes.
    [[nodiscard]] std::optional<RangeFault> setFixed(Timestamp from, Timestamp to);
    /// The range as of now.
    [[nodiscard]] TimeRange range() const { return m_choice.resolve(now()); }
    [[nodiscard]] std::chrono::seconds bucket() const { return bucketOf(range()); }

    /// By its whole length into the past (−1) or towards now (+1), where it becomes a moving range again.
    void shift(int direction);
    [[nodiscard]] bool canShift(int direction) const;
    /// Presets go to the next longer or shorter one; others are doubled or halved about their middle.
    void zoomOut();
    void zoomIn();
    [[nodiscard]] bool canZoomOut() const { return !m_choice.isAll(); }
    [[nodiscard]] bool canZoomIn() const;
    /// A "last" range goes on with time: emits moved() when a minute has passed. Call it at every update.
    void advance();

    [[nodiscard]] const QList<QuickRange>& quickRanges() const { return m_quickRanges; }
    /// Those with a bad name are left out, surplus ones too.
    void setQuickRanges(const QList<QuickRange>& ranges);
    /// False without a name or when there are too many; a known name is replaced.
    bool addQuickRange(const QString& name, const RangeChoice& choice);
    void removeQuickRange(const QString& name);

    [[nodiscard]] static std::optional<RangeFault> check(Timestamp from, Timestamp to, Timestamp now);
    [[nodiscard]] static QString faultText(RangeFault fault);
    /// "Last 24 hours", "Last 12 h", "2025-11-20 10:00 – 12:30".
    [[nodiscard]] static QString text(const RangeChoice& choice, const Fmt& fmt);

signals:
    void changed(const nostrscope::RangeChoice& choice);
    /// The choice is the same, but its resolved range went on.
    void moved(const nostrscope::TimeRange& range);
    void quickRangesChanged();

private:
    [[nodiscard]] Timestamp now() const { return toSeconds(m_clock.now()); }

    const Clock& m_clock;
    RangeChoice m_choice;
    Timestamp m_resolvedAt = 0;
    QList<QuickRange> m_quickRanges;
};

} // namespace nostrscope
