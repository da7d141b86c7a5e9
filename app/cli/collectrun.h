// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/options.h"
#include "core/engine/enginecore.h"

#include <QElapsedTimer>
#include <QTimer>

namespace nostrscope {

/// Runs the engine without a window until its time is over, a signal comes, or the database cannot be opened.
class CollectRun : public QObject {
    Q_OBJECT

public:
    struct Plan {
        EngineConfig config;
        QList<RelayCandidate> relays; ///< to be added first
        std::chrono::milliseconds duration{0}; ///< 0: until a signal
        bool json = false;
        bool verbose = false;
        std::unique_ptr<RecordingWriter> recording; ///< null: nothing is recorded
    };
    CollectRun(Plan plan, Console& console);

    /// Returns when everything that was received is stored and all threads have ended.
    [[nodiscard]] ExitCode run();

private:
    enum class State : std::uint8_t { Opening, Adding, Collecting, Stopping, Draining, Done };
    void onRelaysLoaded(int count);
    void begin();
    void tick();
    void stop();
    void takeSnapshot();
    void printLog();
    void finish(ExitCode code);
    [[nodiscard]] QByteArray minuteJson() const;
    [[nodiscard]] QString minuteText() const;
    [[nodiscard]] IngestCounts counts() const;
    void printSummary();
    void endRecording();

    Plan m_plan;
    Console& m_console;
    Mailbox<Snapshot> m_snapshots;
    LogHub m_log;
    std::unique_ptr<EngineCore> m_core;
    std::shared_ptr<const Snapshot> m_snapshot;
    QTimer m_timer;
    QElapsedTimer m_running;
    QElapsedTimer m_stopping;
    State m_state = State::Opening;
    ExitCode m_code = ExitCode::Done;
    qint64 m_minutes = 0;
    int m_knownRelays = 0;
    std::uint64_t m_mostConnected = 0;
    QString m_storeError;
    RecordingSink::Status m_recorded;
};

} // namespace nostrscope
