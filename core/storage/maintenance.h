// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/store.h"
#include "core/records/storetasks.h"
#include "core/storage/writeraccess.h"

#include <memory>

namespace nostrscope {

class SqlDatabase;

/// Computes id and signature of every event again, on all cores. On a read-only connection; short reads only.
[[nodiscard]] StoreResult<VerifyReport> verifyEvents(SqlDatabase& reader, const Progress& progress = {});

/// Asks SQLite for the integrity of the file, then compares what tables say of each other. Empty: all is
/// well; else English sentences, at most 100.
[[nodiscard]] StoreResult<QStringList> checkDatabase(SqlDatabase& reader, const Progress& progress = {});

/// Rewrites the file without gaps. Needs the writer's connection and, for a moment, the space of the file
/// twice; DiskFull when that is not free, before anything is done. Ends early, with nothing changed, when the
/// limits of the connection say so.
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
/// The whole of it, in slices of a few milliseconds; error Cancelled when `progress` says so, and nothing is
/// left of it then.
[[nodiscard]] StoreResult<Nothing> backupDatabase(const WriterAccess& access, const QString& target,
                                                  const Progress& progress = {});
[[nodiscard]] StoreResult<Nothing> backupDatabase(SqlDatabase& writer, const QString& target,
                                                  const Progress& progress = {});

} // namespace nostrscope
