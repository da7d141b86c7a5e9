// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/commandpalette.h"
#include "ui/shell/pageregistry.h"

namespace nostrscope {

class MainWindow;

/// What the palette offers for a pasted or typed text: relays of the list by a part of their address, and
/// where an npub, note, nevent, naddr, hex text, kind or #tag can be looked at. What has no page yet is
/// offered too, disabled and with the reason.
[[nodiscard]] std::vector<PaletteEntry> entitiesFor(const QString& text, UiContext& context,
                                                    const std::vector<PageInfo>& pages, MainWindow& window);

} // namespace nostrscope
