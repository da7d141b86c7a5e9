// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace nostrscope::bench {

/// Stores at least `events` new events in a database by the command line program, kills it with SIGKILL while
/// it waits for more, and returns the bytes of the write-ahead log that it left behind. Ends this program
/// when that fails.
[[nodiscard]] qint64 leaveKilledWriter(const QString& program, const QString& database, int events);

} // namespace nostrscope::bench
