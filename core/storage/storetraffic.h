// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/sqlite.h"

#include <array>
#include <chrono>
#include <cstdint>

namespace nostrscope {

/// What the writer does to the disk and for how long, by its parts: a store that slows down as it grows shows
/// here which part grows.
class StoreTraffic {
public:
    enum class Part : std::uint8_t {
        Commit,
        Ids,
        Authors,
        Tags,
        Drop,
        Versions,
        Sightings,
        Rollups,
        Bitmaps,
        Checkpoint
    };
    static constexpr std::array parts{Part::Commit,  Part::Ids,       Part::Authors,   Part::Tags,
                                      Part::Drop,    Part::Versions,  Part::Sightings, Part::Rollups,
                                      Part::Bitmaps, Part::Checkpoint};
    struct Sum {
        std::uint64_t calls = 0;
        std::uint64_t bytes = 0; ///< whole pages, to the log; of Checkpoint: from there to the file
        std::chrono::nanoseconds cpu{0}; ///< of the writer's thread
        std::chrono::nanoseconds longest{0}; ///< wall time of the longest call
        std::chrono::nanoseconds longestCpu{0}; ///< of the call with most of it
    };
    [[nodiscard]] const Sum& of(Part part) const { return m_sums[static_cast<std::size_t>(part)]; }
    [[nodiscard]] static const char* name(Part part);

    /// Counts what happens while it lives.
    class Watch {
    public:
        Watch(StoreTraffic& traffic, Part part, SqlDatabase& database);
        ~Watch();
        Q_DISABLE_COPY_MOVE(Watch)
        /// Of a checkpoint, which writes past the page cache.
        void addBytes(std::uint64_t bytes) { m_sum.bytes += bytes; }

    private:
        Sum& m_sum;
        SqlDatabase& m_database;
        std::chrono::steady_clock::time_point m_start;
        std::chrono::nanoseconds m_cpuStart;
    };

private:
    std::array<Sum, parts.size()> m_sums;
};

} // namespace nostrscope
