// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/ids.h"

#include <QByteArrayView>

#include <array>
#include <map>

namespace nostrscope {

/// Kinds that are kept and forgotten together (STO-4).
enum class KindGroup : std::uint8_t { Notes, Reactions, Profiles, Dvm, Zaps, Video, Relays, Other };
inline constexpr std::array kindGroups{KindGroup::Notes,  KindGroup::Reactions, KindGroup::Profiles,
                                       KindGroup::Dvm,    KindGroup::Zaps,      KindGroup::Video,
                                       KindGroup::Relays, KindGroup::Other};
[[nodiscard]] KindGroup kindGroup(Kind kind) noexcept;
/// Stable name, as the file and settings hold it.
[[nodiscard]] const char* toString(KindGroup group) noexcept;

/// Events of a group with created_at below its floor are neither stored nor asked for again.
class RetentionFloors {
public:
    void set(KindGroup group, Timestamp floor) { m_floors[group] = floor; }
    [[nodiscard]] Timestamp of(KindGroup group) const
    {
        const auto found = m_floors.find(group);
        return found == m_floors.end() ? 0 : found->second;
    }
    [[nodiscard]] bool isBelow(Kind kind, Timestamp createdAt) const
    {
        return !m_floors.empty() && createdAt < of(kindGroup(kind));
    }

private:
    std::map<KindGroup, Timestamp> m_floors;
};

} // namespace nostrscope
