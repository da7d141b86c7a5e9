// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/ids.h"

namespace nostrscope {

KindClass kindClass(Kind kind) noexcept
{
    if (kind == 0 || kind == 3 || (kind >= 10000 && kind < 20000))
        return KindClass::Replaceable;
    if (kind >= 20000 && kind < 30000)
        return KindClass::Ephemeral;
    if (kind >= 30000 && kind < 40000)
        return KindClass::Addressable;
    return KindClass::Regular;
}

} // namespace nostrscope
