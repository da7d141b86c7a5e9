// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/ids.h"

#include <QHash>

#include <optional>

namespace nostrscope {

/// Which of the six series colours a kind has: the same on all pages for the session (ux.md §4).
class KindColors {
public:
    /// 0 … 5; −1 for "Other".
    [[nodiscard]] int of(std::optional<Kind> kind);

private:
    QHash<Kind, int> m_lent;
};

} // namespace nostrscope
