// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/options.h"
#include "core/records/await.h"
#include "core/storage/sqlite.h"
#include "core/storage/sqlitestore.h"

namespace nostrscope {

/// The error as a person reads it, with the path.
[[nodiscard]] QString describe(const StoreError& error, const QString& path);

/// Empty, or why no database can be at the path; makes the folder of a profile.
[[nodiscard]] QString preparePath(const Options& options);
struct OpenError {
    QString text; ///< a sentence, with the path
    qint64 writer = 0; ///< pid of the process that writes now; zero: another reason
};
/// For writing; makes the file, and the folder of a profile.
[[nodiscard]] Expected<std::unique_ptr<SqliteStore>, OpenError> tryOpenForWriting(const Options& options,
                                                                                  const Clock& clock);
/// The same, when it does not matter who writes.
[[nodiscard]] Expected<std::unique_ptr<SqliteStore>, QString> openForWriting(const Options& options,
                                                                             const Clock& clock);
/// The same, but a missing file is an error.
[[nodiscard]] Expected<std::unique_ptr<SqliteStore>, QString> openExisting(const Options& options,
                                                                           const Clock& clock);
/// For reading, also beside a process that writes. A missing file is an error of its own.
[[nodiscard]] Expected<std::unique_ptr<SqlDatabase>, QString> openForReading(const Options& options);

} // namespace nostrscope
