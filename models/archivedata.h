// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/enginelink.h"
#include "models/sizeforecast.h"

#include <QElapsedTimer>
#include <QObject>

#include <chrono>
#include <memory>
#include <optional>

namespace nostrscope {

/// Sizes and growth of the store for the page "Archive". Asks when it is told to and the last answer is old;
/// the newest answer stays when a later question fails.
class ArchiveData final : public QObject {
    Q_OBJECT

public:
    /// Reading them looks at an index of all events.
    static constexpr std::chrono::seconds interval{60};

    explicit ArchiveData(EngineLink& engine, QObject* parent = nullptr);
    ~ArchiveData() override;

    /// Asks when nothing is under way and the last answer is older than the interval, or `force`.
    void refresh(bool force = false);
    /// Ends what is under way: the page is hidden.
    void stop();

    /// Null before the first answer.
    [[nodiscard]] const std::shared_ptr<const StoreFigures>& figures() const { return m_figures; }
    [[nodiscard]] bool isLoading() const { return m_token.has_value(); }
    [[nodiscard]] const QString& error() const { return m_error; }

    /// Of the file, by the events that it holds; none when there are none.
    [[nodiscard]] std::optional<double> bytesPerEvent() const;
    struct Growth {
        double bytesPerDay = 0;
        double eventsPerDay = 0;
        double days = 0; ///< over which it was measured
    };
    static constexpr int growthDays = 7;
    static constexpr std::chrono::hours shortestMeasure{1};
    /// Mean of the last seven days, or of the time that the store exists; events by arrival, times the mean
    /// size of an event. None before an hour has passed.
    [[nodiscard]] std::optional<Growth> growth() const;
    /// Of the size, by the newest whole days; none before two of them are over.
    [[nodiscard]] std::optional<SizeForecast> forecast() const;
    /// Until the disk is full at this growth; none when it does not grow.
    [[nodiscard]] std::optional<double> daysUntilFull() const;

signals:
    void changed();

private:
    void onRead(int token, const std::shared_ptr<const StoreFigures>& figures);
    void onFailed(int token, const QString& message);

    EngineLink& m_engine;
    std::optional<int> m_token;
    std::shared_ptr<const StoreFigures> m_figures;
    QString m_error;
    QElapsedTimer m_sinceAsked;
};

} // namespace nostrscope
