// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/ids.h"

#include <QHash>

#include <optional>
#include <vector>

namespace nostrscope {

/// Which of the six series colours a kind has: the same on all pages for the session (ux.md §4).
class KindColors {
public:
    /// 0 … 5; −1 for "Other".
    [[nodiscard]] int of(std::optional<Kind> kind);
    /// Of the series of one chart: no two of up to six kinds are alike, whatever else was lent.
    [[nodiscard]] std::vector<int> of(const std::vector<std::optional<Kind>>& kinds);
    /// Without lending one: −1 for a kind that no chart has shown.
    [[nodiscard]] int known(Kind kind) const;

private:
    QHash<Kind, int> m_lent;
};

} // namespace nostrscope
