// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/ids.h"

#include <array>
#include <cstdint>

namespace nostrscope {

/// Kinds that are kept and forgotten together (STO-4).
enum class KindGroup : std::uint8_t { Notes, Reactions, Profiles, Dvm, Zaps, Video, Relays, Other };
inline constexpr std::array kindGroups{KindGroup::Notes,  KindGroup::Reactions, KindGroup::Profiles,
                                       KindGroup::Dvm,    KindGroup::Zaps,      KindGroup::Video,
                                       KindGroup::Relays, KindGroup::Other};
[[nodiscard]] KindGroup kindGroup(Kind kind) noexcept;
/// Stable name, as the file and settings hold it.
[[nodiscard]] const char* toString(KindGroup group) noexcept;

} // namespace nostrscope
