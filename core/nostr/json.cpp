// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/json.h"

#include <charconv>

namespace nostrscope {

namespace {

/// What stands for a byte inside a string: 0 = the byte itself, 'u' = \u00xx, else the letter after `\`.
constexpr auto escapes = [] {
    std::array<char, 256> table{};
    for (std::size_t i = 0; i < 0x20; ++i)
        table[i] = 'u';
    table['\b'] = 'b';
    table['\t'] = 't';
    table['\n'] = 'n';
    table['\f'] = 'f';
    table['\r'] = 'r';
    table['"'] = '"';
    table['\\'] = '\\';
    return table;
}();

} // namespace

void appendJsonString(QByteArrayView text, QByteArray& out)
{
    static constexpr char digits[] = "0123456789abcdef";
    out.append('"');
    const char* at = text.data();
    const char* const end = at + text.size();
    const char* plain = at;
    for (; at != end; ++at) {
        const auto byte = static_cast<unsigned char>(*at);
        const char escape = escapes[byte];
        if (escape == 0)
            continue;
        out.append(plain, at - plain);
        plain = at + 1;
        if (escape == 'u') {
            const char text6[] = {'\\', 'u', '0', '0', digits[byte >> 4], digits[byte & 15]};
            out.append(text6, 6);
        } else {
            const char text2[] = {'\\', escape};
            out.append(text2, 2);
        }
    }
    out.append(plain, end - plain);
    out.append('"');
}

void appendNumber(std::int64_t value, QByteArray& out)
{
    char buffer[24];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
    out.append(buffer, end - buffer);
}

} // namespace nostrscope
