// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/kindcolors.h"

namespace nostrscope {

int KindColors::of(std::optional<Kind> kind)
{
    static const QHash<Kind, int> fixed{{1, 0}, {7, 1}, {6, 2}, {0, 3}, {9735, 4}};
    if (!kind)
        return -1;
    if (const auto found = fixed.constFind(*kind); found != fixed.constEnd())
        return *found;
    if (const auto known = m_lent.constFind(*kind); known != m_lent.constEnd())
        return *known;
    // Six colours: the sixth belongs to no kind, then those of absent kinds are lent in turn.
    const int color = (5 + static_cast<int>(m_lent.size())) % 6;
    m_lent.insert(*kind, color);
    return color;
}

} // namespace nostrscope
