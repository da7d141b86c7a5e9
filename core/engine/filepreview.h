// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/filereader.h"
#include "core/records/archive.h"

#include <atomic>

namespace nostrscope {

/// Reads and verifies the first texts of a file, FilePreview::maximumLooked at most, as an import would. Ends
/// early when `cancelled`.
[[nodiscard]] FilePreview previewFile(const QString& path, const std::atomic<bool>& cancelled);

/// An English sentence without the name of the file; empty for None.
[[nodiscard]] QString describe(FileFault fault);

} // namespace nostrscope
