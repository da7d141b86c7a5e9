// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/kindcolors.h"

#include <algorithm>
#include <array>
#include <functional>

namespace nostrscope {

namespace {

constexpr int colors = 6;

int fixedColor(Kind kind)
{
    static const QHash<Kind, int> fixed{{1, 0}, {7, 1}, {6, 2}, {0, 3}, {9735, 4}};
    return fixed.value(kind, -1);
}

} // namespace

int KindColors::known(Kind kind) const
{
    const int fixed = fixedColor(kind);
    return fixed >= 0 ? fixed : m_lent.value(kind, -1);
}

int KindColors::of(std::optional<Kind> kind)
{
    return of(std::vector{kind}).front();
}

std::vector<int> KindColors::of(const std::vector<std::optional<Kind>>& kinds)
{
    std::vector<int> result(kinds.size(), -1);
    std::array<bool, colors> taken{};
    // Those of fixed kinds first, then what a kind had before, then what is left.
    for (const auto& colorOf : std::initializer_list<std::function<int(Kind)>>{
             fixedColor, [this](Kind kind) { return m_lent.value(kind, -1); }}) {
        for (std::size_t i = 0; i < kinds.size(); ++i) {
            if (!kinds[i] || result[i] >= 0)
                continue;
            const int color = colorOf(*kinds[i]);
            if (color >= 0 && !taken[static_cast<std::size_t>(color)]) {
                result[i] = color;
                taken[static_cast<std::size_t>(color)] = true;
            }
        }
    }
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        if (!kinds[i] || result[i] >= 0)
            continue;
        // The last colour belongs to no kind: it is lent first.
        const auto free = std::find(taken.rbegin(), taken.rend(), false);
        const int color =
            free != taken.rend() ? static_cast<int>(taken.rend() - free) - 1 : static_cast<int>(i) % colors;
        result[i] = color;
        taken[static_cast<std::size_t>(color)] = true;
        if (fixedColor(*kinds[i]) < 0)
            m_lent.insert(*kinds[i], color);
    }
    return result;
}

} // namespace nostrscope
