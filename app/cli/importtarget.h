// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/filereader.h"
#include "core/records/eventbatch.h"

#include <QElapsedTimer>

#include <atomic>
#include <functional>
#include <vector>

namespace nostrscope {

/// What became of the texts of a file.
struct ImportCounts {
    std::uint64_t read = 0;
    std::uint64_t stored = 0;
    std::uint64_t duplicate = 0;
    std::uint64_t ephemeral = 0;
    std::uint64_t belowFloor = 0;
    InvalidCounts invalid{};
    double seconds = 0;

    [[nodiscard]] std::uint64_t invalidTotal() const;
};

/// Where the events of files go: into a store of this process, or to the process that writes it.
class ImportTarget {
public:
    enum class Result : std::uint8_t {
        Done,
        Cancelled, ///< what was committed stays
        Failed, ///< failure() says why; what was committed stays
    };
    struct Progress {
        std::uint64_t read = 0; ///< texts
        std::uint64_t bytes = 0; ///< of the file, packed
        double seconds = 0;
    };
    using ProgressListener = std::function<void(const Progress&)>;

    /// `cancelled` is looked at all along; it may be set by a signal.
    explicit ImportTarget(std::atomic<bool>& cancelled)
        : m_cancelled(cancelled)
    {
    }
    virtual ~ImportTarget() = default;
    Q_DISABLE_COPY_MOVE(ImportTarget)

    /// Returns when everything of the reader is committed, or no more will be.
    [[nodiscard]] Result run(FileReader& reader, ImportCounts& counts, const ProgressListener& progress);
    /// An English sentence without the path.
    [[nodiscard]] virtual QString failure() const = 0;

protected:
    /// False when nothing can be imported.
    [[nodiscard]] virtual bool begin() = 0;
    /// False when no more is taken.
    [[nodiscard]] virtual bool send(std::vector<QByteArray> texts) = 0;
    /// Waits until everything is committed, and fills in what became of it.
    virtual void finish(ImportCounts& counts) = 0;

private:
    [[nodiscard]] bool feed(FileReader& reader, ImportCounts& counts, const QElapsedTimer& timer,
                            const ProgressListener& progress);

    std::atomic<bool>& m_cancelled;
};

} // namespace nostrscope
