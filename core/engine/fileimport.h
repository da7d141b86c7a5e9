// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/ingest/ingestpipeline.h"
#include "core/records/archive.h"

#include <QString>
#include <QStringList>

#include <atomic>
#include <functional>
#include <thread>

namespace nostrscope {

/// Reads files of events into the pipeline, in a thread of its own. Destroying it cancels and joins; what
/// was handed over stays and will be stored.
class FileImport {
public:
    struct Progress {
        QString file; ///< the one being read
        qint64 done = 0; ///< bytes of all files
        qint64 total = 0;
        bool finished = false;
        QString message; ///< empty, or what went wrong, when finished
        TaskResult result; ///< when finished; its figures are an ImportResult
    };
    /// RawEvent::place is the number of the file above these bits, the line below.
    static constexpr int lineBits = 40;
    /// `report` is called in the importing thread, a few times a second and once at the end.
    FileImport(QStringList files, IngestPipeline& pipeline, const Clock& clock,
               std::function<void(const Progress&)> report);
    ~FileImport();
    Q_DISABLE_COPY_MOVE(FileImport)

    void cancel();
    /// Holds the reading; what was read goes on into the store.
    void setPaused(bool paused);

private:
    void run();
    [[nodiscard]] bool readFile(const QString& path, std::uint64_t number, qint64 before);
    [[nodiscard]] IngestCounts countsNow() const;
    void fillResult(const IngestCounts& before, bool isDone);

    const QStringList m_files;
    IngestPipeline& m_pipeline;
    const Clock& m_clock;
    std::function<void(const Progress&)> m_report;
    Progress m_progress;
    ImportResult m_result;
    std::atomic<bool> m_cancelled{false};
    std::atomic<bool> m_paused{false};
    std::thread m_thread;
};

} // namespace nostrscope
