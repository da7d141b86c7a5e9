// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/ipaddress_p.h"

#include <arpa/inet.h>

#include <algorithm>

namespace nostrscope::detail {

namespace {

using Address = decltype(IpAddress::bytes);

struct Block {
    Address first;
    int bits;
};

constexpr Block v4(std::uint8_t a, std::uint8_t b, std::uint8_t c, int bits)
{
    return {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, a, b, c, 0}, 96 + bits};
}
constexpr Block v6(std::uint16_t a, std::uint16_t b, std::uint16_t c, int bits)
{
    const auto high = [](std::uint16_t value) { return static_cast<std::uint8_t>(value >> 8); };
    const auto low = [](std::uint16_t value) { return static_cast<std::uint8_t>(value & 0xff); };
    return {{high(a), low(a), high(b), low(b), high(c), low(c)}, bits};
}

/// Private, shared, local, documentation, translation and multicast blocks: no public relay is there.
constexpr std::array privateV4{
    v4(0, 0, 0, 8),     v4(10, 0, 0, 8),      v4(100, 64, 0, 10),  v4(127, 0, 0, 8),    v4(169, 254, 0, 16),
    v4(172, 16, 0, 12), v4(192, 0, 0, 24),    v4(192, 0, 2, 24),   v4(192, 88, 99, 24), v4(192, 168, 0, 16),
    v4(198, 18, 0, 15), v4(198, 51, 100, 24), v4(203, 0, 113, 24), v4(224, 0, 0, 4),    v4(240, 0, 0, 4),
};
constexpr std::array privateV6{
    Block{{}, 127}, // :: and ::1
    Block{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96}, // a mapped IPv4 address is a disguise
    v6(0x64, 0xff9b, 0, 96),
    v6(0x100, 0, 0, 64),
    v6(0x2001, 0, 0, 32),
    v6(0x2001, 2, 0, 48),
    v6(0x2001, 0xdb8, 0, 32),
    v6(0x2001, 0x10, 0, 28),
    v6(0xfc00, 0, 0, 7),
    v6(0xfe80, 0, 0, 10),
    v6(0xff00, 0, 0, 8),
};

bool contains(const Block& block, const Address& address)
{
    const auto whole = static_cast<std::size_t>(block.bits / 8);
    if (!std::equal(block.first.begin(), block.first.begin() + whole, address.begin()))
        return false;
    const int rest = block.bits % 8;
    if (rest == 0)
        return true;
    const auto mask = static_cast<std::uint8_t>(0xff << (8 - rest));
    return (block.first[whole] & mask) == (address[whole] & mask);
}

} // namespace

bool IpAddress::isPrivate() const
{
    const auto inside = [this](const Block& block) { return contains(block, bytes); };
    return isV4 ? std::any_of(privateV4.begin(), privateV4.end(), inside)
                : std::any_of(privateV6.begin(), privateV6.end(), inside);
}

QByteArray IpAddress::text() const
{
    char buffer[INET6_ADDRSTRLEN];
    inet_ntop(isV4 ? AF_INET : AF_INET6, bytes.data() + (isV4 ? 12 : 0), buffer, sizeof buffer);
    return buffer;
}

std::optional<IpAddress> parseIp(const QByteArray& host)
{
    IpAddress ip;
    if (host.contains('\0'))
        return std::nullopt;
    if (inet_pton(AF_INET6, host.constData(), ip.bytes.data()) == 1)
        return ip;
    ip.bytes = v4(0, 0, 0, 0).first;
    if (inet_pton(AF_INET, host.constData(), ip.bytes.data() + 12) != 1)
        return std::nullopt;
    ip.isV4 = true;
    return ip;
}

} // namespace nostrscope::detail
