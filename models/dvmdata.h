// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/snapshot.h"
#include "models/asker.h"

#include <array>

namespace nostrscope {

/// All that the page of data vending machines asks the engine about a range, kept up to date while the page
/// calls update().
class DvmData final : public QObject {
    Q_OBJECT

public:
    /// Answers are renewed when they are this old.
    static constexpr std::chrono::milliseconds interval{10000};
    /// More machines, or kinds of jobs, than these are left out; isCut() tells.
    static constexpr int maximumRows = 2000;

    explicit DvmData(EngineLink& engine, QObject* parent = nullptr,
                     std::chrono::milliseconds renewAfter = interval);

    /// The page is visible and shows this snapshot: asks at once about a new range, else what is old.
    void update(const Snapshot& snapshot);
    /// The page is hidden.
    void stop();
    void retry();
    /// Asks everything again now.
    void reload(const Snapshot& snapshot);

    /// Question::Subject::DvmTotals of the range.
    [[nodiscard]] const Asker& totals() const { return m_totals; }
    [[nodiscard]] const Asker& machines() const { return m_machines; }
    [[nodiscard]] const Asker& kinds() const { return m_kinds; }
    [[nodiscard]] bool isLoading() const;
    /// True while what is shown answers another range than the one asked for.
    [[nodiscard]] bool isOfOtherRange() const { return m_isOtherRange; }
    /// The first error of a question; empty: none.
    [[nodiscard]] QString error() const;
    /// Why an answer is not complete, as the store says it; empty: all are.
    [[nodiscard]] QString partialReason() const;
    /// There are more rows than were asked for.
    [[nodiscard]] bool isCut() const;
    /// The range was answered and has no request, result or feedback.
    [[nodiscard]] bool isEmpty() const;
    /// Neither has any other time; asked for only when the range has none.
    [[nodiscard]] bool isEmptyEver() const;
    /// Of the answers; the epoch before the first.
    [[nodiscard]] UnixMillis asOf() const;

signals:
    void changed();

private:
    [[nodiscard]] std::array<const Asker*, 4> askers() const;
    void askEver();

    Asker m_totals;
    Asker m_machines;
    Asker m_kinds;
    Asker m_ever; ///< totals of all time
    Question m_everQuestion;
    std::optional<RangePreset> m_preset;
    std::optional<TimeRange> m_range; ///< asked last
    bool m_isOtherRange = false;
};

} // namespace nostrscope
