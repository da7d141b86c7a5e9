// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/kindgroup.h"

namespace nostrscope {

KindGroup kindGroup(Kind kind) noexcept
{
    if (kind >= 5000 && kind <= 7000)
        return KindGroup::Dvm;
    switch (kind) {
    case 0:
    case 3:
        return KindGroup::Profiles;
    case 1:
    case 1111:
    case 30023:
        return KindGroup::Notes;
    case 6:
    case 7:
    case 16:
    case 17:
        return KindGroup::Reactions;
    case 9734:
    case 9735:
        return KindGroup::Zaps;
    case 21:
    case 22:
    case 34235:
    case 34236:
        return KindGroup::Video;
    case 2:
    case 10002:
    case 10050:
    case 10166:
    case 30166:
        return KindGroup::Relays;
    default:
        return KindGroup::Other;
    }
}

const char* toString(KindGroup group) noexcept
{
    switch (group) {
    case KindGroup::Notes:
        return "notes";
    case KindGroup::Reactions:
        return "reactions";
    case KindGroup::Profiles:
        return "profiles";
    case KindGroup::Dvm:
        return "dvm";
    case KindGroup::Zaps:
        return "zaps";
    case KindGroup::Video:
        return "video";
    case KindGroup::Relays:
        return "relays";
    case KindGroup::Other:
        return "other";
    }
    Q_UNREACHABLE();
}

} // namespace nostrscope
