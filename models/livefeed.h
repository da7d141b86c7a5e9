// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/enginelink.h"
#include "models/availability.h"
#include "models/fmt.h"
#include "models/logmodel.h"
#include "models/relaytablemodel.h"
#include "models/servicetablemodel.h"
#include "models/traffichistory.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <chrono>

namespace nostrscope {

/// Brings snapshots and log lines of the engine into the models, at most four times a second. Owns the
/// models that pages share. Pausing freezes what is shown and nothing else.
class LiveFeed final : public QObject {
    Q_OBJECT

public:
    /// Shortest time between two updates of the window (style.md rule 27).
    static constexpr std::chrono::milliseconds interval{250};
    static constexpr std::size_t topRelayCount = 10;
    /// A visible window gets a snapshot each second or more often: after this time without one, what is shown
    /// is stale.
    static constexpr std::chrono::milliseconds patience{5000};

    /// `staleAfter`: 0 is never.
    LiveFeed(EngineLink& engine, const Fmt& fmt, std::chrono::milliseconds staleAfter = patience,
             QObject* parent = nullptr);

    [[nodiscard]] RelayTableModel& relays() { return m_relays; }
    /// The relays with most events in the range.
    [[nodiscard]] RelayTableModel& topRelays() { return m_topRelays; }
    [[nodiscard]] ServiceTableModel& services() { return m_services; }
    [[nodiscard]] LogModel& log() { return m_log; }
    /// These two go on while the display is paused.
    [[nodiscard]] const AvailabilityHistory& availability() const { return m_availability; }
    [[nodiscard]] const TrafficHistory& traffic() const { return m_traffic; }

    /// Zone or units of the formats changed: all tables ask for their texts again.
    void refreshTexts();

    /// What is shown; null before the first snapshot.
    [[nodiscard]] const std::shared_ptr<const Snapshot>& shown() const { return m_shown; }
    [[nodiscard]] bool isLive() const { return m_live; }
    void setLive(bool live);
    /// The engine has sent nothing for longer than it should. Never before the first snapshot.
    [[nodiscard]] bool isStale() const { return m_isStale; }
    /// Log lines that wait while paused.
    [[nodiscard]] int waitingLines() const { return static_cast<int>(m_waitingLog.size()); }

signals:
    /// The models and shown() have news.
    void updated();
    void liveChanged(bool live);
    void staleChanged(bool stale);
    void waitingChanged();

private:
    void onSnapshotReady();
    void onLogReady();
    void showNewest();
    void setStale(bool stale);
    [[nodiscard]] RelayTableModel::Chunks topChunks(const Snapshot& snapshot) const;

    EngineLink& m_engine;
    RelayTableModel m_relays;
    RelayTableModel m_topRelays;
    ServiceTableModel m_services;
    LogModel m_log;
    AvailabilityHistory m_availability;
    TrafficHistory m_traffic;
    std::shared_ptr<const Snapshot> m_shown;
    std::shared_ptr<const Snapshot> m_waiting; ///< newest that came while paused
    std::vector<LogRecord> m_waitingLog;
    QElapsedTimer m_sinceUpdate;
    QTimer m_pace;
    QTimer m_silence; ///< since the last snapshot
    bool m_isStale = false;
    bool m_live = true;
};

} // namespace nostrscope
