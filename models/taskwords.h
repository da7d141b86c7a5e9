// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/archive.h"

#include <QString>
#include <QStringList>

namespace nostrscope {
class Fmt;
}

/// Words for people of what the archive holds and of long work on it.
namespace nostrscope::words {

[[nodiscard]] QString kindGroup(KindGroup group);
/// "1, 1111, 30023": what the group is made of.
[[nodiscard]] QString kindsOfGroup(KindGroup group);
[[nodiscard]] QString invalidReason(InvalidReason reason);
/// "8 malformed, 2 with a bad signature"; empty when there is none.
[[nodiscard]] QString invalidCounts(const InvalidCounts& counts, const Fmt& fmt);

/// "1,234 frames": of a recording.
[[nodiscard]] QString frames(quint64 count, const Fmt& fmt);
/// "Import of a.jsonl", "Retention": names a task in lists and messages.
[[nodiscard]] QString taskName(TaskKind kind, const QString& file);
/// One or two sentences without the name: what came of it, also when it was cancelled or failed.
[[nodiscard]] QString taskOutcome(const TaskResult& result, const Fmt& fmt);
/// Lines for "Show details"; empty when the outcome says all.
[[nodiscard]] QStringList taskDetails(const TaskResult& result, const Fmt& fmt);
/// "would delete 1,204,331 events, 3.4 GiB; oldest kept 2025-08-22 …": a dry run.
[[nodiscard]] QString retentionPlan(const RetentionReport& plan, const Fmt& fmt);

} // namespace nostrscope::words
