// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/ingestpipeline.h"
#include "core/ingest/replayer.h"
#include "core/storage/sqlitestore.h"

namespace nostrscope {

/// A sentence about a recording that could not be read to its end.
[[nodiscard]] QString describe(RecordingFault fault, const QString& file);

/// Stores a recording again, in the thread that calls (docs/recording.md).
class ReplayRun {
public:
    using Report = std::function<void(const Replayer::Progress&)>;

    /// All outlive it; `clock` is that of the store.
    ReplayRun(RecordingReader& reader, SqliteStore& store, ReplayClock& clock);
    Q_DISABLE_COPY_MOVE(ReplayRun)

    /// As Replayer::run(); false also when the store is lost. Once.
    [[nodiscard]] bool run(double speed, const std::atomic<bool>& cancelled, const Report& report);
    /// Of the store, when it took nothing for longer than a moment: then what was stored before stays.
    [[nodiscard]] const std::optional<StoreError>& storeError() const { return m_storeError; }
    [[nodiscard]] const Replayer::Progress& progress() const { return m_progress; }
    [[nodiscard]] IngestCounts counts() const;

private:
    /// Whether the store takes what it is given, or is given time to.
    [[nodiscard]] bool storeWorks();

    RecordingReader& m_reader;
    SqliteStore& m_store;
    ReplayClock& m_clock;
    IngestPipeline m_pipeline;
    Replayer::Progress m_progress;
    std::optional<std::chrono::steady_clock::time_point> m_failingSince;
    std::optional<StoreError> m_storeError;
};

} // namespace nostrscope
