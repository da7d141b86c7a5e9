// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/archive.h"
#include "core/records/archiveview.h"

#include <memory>

namespace nostrscope {

// Believable figures of a store, the same for the same question.
[[nodiscard]] TaskInfo fakeInfo(TaskKind kind);
[[nodiscard]] TaskResult fakeResult(const StoreTaskOrder& order);
[[nodiscard]] std::shared_ptr<const FilePreview> fakePreview(const QString& file);
[[nodiscard]] std::shared_ptr<const RetentionReport> fakePlan(const RetentionPolicy& policy);
[[nodiscard]] std::shared_ptr<const StoreFigures> fakeFigures(const Snapshot& state);
/// Of the first relays, in every state, with gaps.
[[nodiscard]] ArchiveView fakeArchive(const std::vector<RelayRow>& relays, UnixMillis now);
[[nodiscard]] std::shared_ptr<const LogPage> fakeLogPage(const std::vector<LogRecord>& stored,
                                                         const LogQuery& query);

} // namespace nostrscope
