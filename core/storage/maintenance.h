// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/store.h"

#include <QStringList>

namespace nostrscope {

class SqlDatabase;

/// Told now and then how far a long task is, in units of the task; false ends it early.
using Progress = std::function<bool(quint64 done, quint64 total)>;

/// What a check of every stored event found.
struct VerifyReport {
    struct Bad {
        EventId id;
        std::uint64_t seq = 0;
        QString reason; ///< "unreadable", "bad_id", "bad_pubkey" or "bad_signature"
    };
    quint64 ok = 0;
    quint64 bad = 0;
    quint64 trimmed = 0; ///< bodies removed by a retention setting: nothing left to verify
    std::vector<Bad> first; ///< at most 100 of the bad ones
    bool complete = true; ///< false: ended early, the counts are of the part that was read
};
/// Computes id and signature of every event again, on all cores. On a read-only connection; short reads only.
[[nodiscard]] StoreResult<VerifyReport> verifyEvents(SqlDatabase& reader, const Progress& progress = {});

/// Asks SQLite for the integrity of the file, then compares what tables say of each other. Empty: all is
/// well; else English sentences, at most 100.
[[nodiscard]] StoreResult<QStringList> checkDatabase(SqlDatabase& reader, const Progress& progress = {});

/// Rewrites the file without gaps. Needs the writer's connection and, for a moment, the space of the file
/// twice; DiskFull when that is not free, before anything is done. Cannot be ended early.
[[nodiscard]] StoreResult<Nothing> vacuumDatabase(SqlDatabase& writer, const QString& path);

/// A copy of the file while it is written, page by page on the writer's connection, which need not stop:
/// call step() between batches.
class Backup {
public:
    /// `target` must not exist; it appears under its name when it is whole.
    [[nodiscard]] static StoreResult<std::unique_ptr<Backup>> start(SqlDatabase& writer,
                                                                    const QString& target);
    /// Removes what is not finished.
    ~Backup();
    Q_DISABLE_COPY_MOVE(Backup)

    /// Copies up to `pages`; true when there is more to do.
    [[nodiscard]] StoreResult<bool> step(int pages);
    [[nodiscard]] quint64 done() const;
    [[nodiscard]] quint64 total() const;

private:
    struct Private;
    explicit Backup(std::unique_ptr<Private> data);
    std::unique_ptr<Private> d;
};
/// The whole of it; error Cancelled when `progress` says so, and nothing is left of it then.
[[nodiscard]] StoreResult<Nothing> backupDatabase(SqlDatabase& writer, const QString& target,
                                                  const Progress& progress = {});

} // namespace nostrscope
