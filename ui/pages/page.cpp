// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/page.h"

#include "ui/kit/tables.h"

namespace nostrscope {

void Page::saveState(UiState& state) const
{
    if (const auto* table = keptTable())
        state.tables.insert(id(), table->saveState());
}

void Page::restoreState(const UiState& state)
{
    const auto found = state.tables.constFind(id());
    if (auto* table = keptTable(); table != nullptr && found != state.tables.constEnd())
        table->restoreState(*found);
}

} // namespace nostrscope
