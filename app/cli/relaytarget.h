// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/options.h"
#include "core/base/clock.h"
#include "core/engine/controlserver.h"

namespace nostrscope {

class Console;

/// Where changes of the relay list go: into a store of this process, or to the process that writes it.
class RelayTarget {
public:
    /// Says on standard error when it hands over. The error is a sentence.
    [[nodiscard]] static Expected<std::unique_ptr<RelayTarget>, QString>
    open(const Options& options, const Clock& clock, Console& console);
    virtual ~RelayTarget() = default;

    [[nodiscard]] virtual Expected<std::vector<RelayEntry>, QString> relays() = 0;
    /// Returns when it is stored; empty, or why not.
    [[nodiscard]] virtual QString change(const RelayChange& change) = 0;
};

/// The target of a change with the list as it is before.
struct OpenRelays {
    std::unique_ptr<RelayTarget> target;
    std::vector<RelayEntry> relays;
};
/// The same as RelayTarget::open(), and reads the list.
[[nodiscard]] Expected<OpenRelays, QString> openRelays(const Options& options, const Clock& clock,
                                                       Console& console);
/// The list as it is stored, also beside a process that writes; a missing file is an error.
[[nodiscard]] Expected<std::vector<RelayEntry>, QString> storedRelays(const Options& options);

} // namespace nostrscope
