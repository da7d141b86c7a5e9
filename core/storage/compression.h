// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/maintenance.h"
#include "core/storage/retention.h"

#include <vector>

namespace nostrscope {

class StoreWriter;

/// A dictionary for bodies of a group of kinds, not stored yet.
struct TrainedDictionary {
    KindGroup group = KindGroup::Other;
    QByteArray data;
    quint64 samples = 0;
};

/// Trains a dictionary for each group that has none and of which enough bodies are among the newest events:
/// at least `minSamples`, at most 4 MiB of them. Takes a second or so of CPU; on any connection.
inline constexpr quint64 minDictionarySamples = 2000;
[[nodiscard]] StoreResult<std::vector<TrainedDictionary>>
trainDictionaries(SqlDatabase& reader, quint64 minSamples = minDictionarySamples);
/// Stores those of groups that still have none; new bodies use them from now on. In the writer's thread.
[[nodiscard]] StoreResult<Nothing> storeDictionaries(StoreWriter& writer,
                                                     const std::vector<TrainedDictionary>& dictionaries);

/// Trains what is missing and compresses the bodies that are stored plain, in transactions of about 50 ms. In
/// the writer's thread. The file keeps its size until a vacuum, or fills the space with new events.
[[nodiscard]] StoreResult<CompressReport> compressBodies(StoreWriter& writer, const Progress& progress = {});
/// The same from another thread: trains on `reader`, and lets the writer work between two transactions.
[[nodiscard]] StoreResult<CompressReport> compressBodies(const WriterAccess& access, SqlDatabase& reader,
                                                         const Progress& progress = {});

} // namespace nostrscope
