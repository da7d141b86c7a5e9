// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/diskroom.h"

#include <algorithm>

namespace nostrscope {

bool isDiskShort(std::uint64_t free, std::uint64_t total, bool wasShort)
{
    const auto limit = std::max(total / 10, leastFreeBytes);
    return free > 0 && free < limit + (wasShort ? limit / 10 : 0);
}

} // namespace nostrscope
