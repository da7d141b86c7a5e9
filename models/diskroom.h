// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace nostrscope {

/// Less than this is free: the archive pauses itself (ux.md §3.8; ArchiveConfig::minFreeBytes).
inline constexpr std::uint64_t leastFreeBytes = 2ULL << 30;

/// Less than a tenth of the disk is free, or less than leastFreeBytes. `total`: of the disk, 0 when it is not
/// known. `free` of 0 means that it is not known either: then it is not short. A disk that `wasShort` is so
/// until a tenth more than the limit is free, lest the word comes and goes.
[[nodiscard]] bool isDiskShort(std::uint64_t free, std::uint64_t total, bool wasShort = false);

} // namespace nostrscope
