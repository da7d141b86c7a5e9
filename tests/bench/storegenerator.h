// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <QString>

#include <cstdint>

namespace nostrscope::bench {

/// What a generated database holds: unsigned events as a monitor of 250 relays would have gathered them over
/// 200 days that end at `end`, in order of arrival; a third was seen on further relays.
struct GeneratedStore {
    QString path;
    std::int64_t events = 0;
    UnixMillis end{};
};

/// Writes it straight through the store's writer, which does not verify. The last rows, as many as a clean
/// end leaves, are in no cold look-up table yet. Ends the process when the store fails.
void generateStore(const GeneratedStore& wanted);

} // namespace nostrscope::bench
