// SPDX-License-Identifier: GPL-3.0-or-later
// Private to core/nostr.
#pragma once

#include <QByteArrayView>

#include <cstdint>

namespace nostrscope::detail {

/// The first `maxBytes` bytes at most, cut between two characters of valid UTF-8.
inline QByteArrayView cut(QByteArrayView text, qsizetype maxBytes)
{
    if (text.size() <= maxBytes)
        return text;
    while (maxBytes > 0 && (static_cast<std::uint8_t>(text[maxBytes]) & 0xc0) == 0x80)
        --maxBytes;
    return text.first(maxBytes);
}

} // namespace nostrscope::detail
