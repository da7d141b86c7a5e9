// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/nip45.h"

#include "core/nostr/address.h"

#include <QCryptographicHash>

#include <bit>
#include <cmath>

namespace nostrscope {

namespace {

constexpr qsizetype offsetDigit = 32;
constexpr int firstOffset = 8;

int digitValue(char c)
{
    return c <= '9' ? c - '0' : c - 'a' + 10;
}

} // namespace

int hllOffset(QByteArrayView tagValue)
{
    auto hex = tagValue.toByteArray();
    if (const auto address = Address::parse(tagValue))
        hex = address->author.toHex();
    else if (!EventId::fromHex(tagValue))
        hex = QCryptographicHash::hash(hex, QCryptographicHash::Sha256).toHex();
    return firstOffset + digitValue(hex[offsetDigit]);
}

std::optional<HyperLogLog> HyperLogLog::fromBytes(QByteArrayView bytes)
{
    if (bytes.size() != qsizetype(registerCount))
        return std::nullopt;
    HyperLogLog hll;
    std::memcpy(hll.m_registers.data(), bytes.data(), registerCount);
    return hll;
}

void HyperLogLog::add(const PubKey& key, int offset)
{
    Q_ASSERT(offset >= firstOffset && offset < firstOffset + 16);
    const auto bytes = key.bytes();
    const auto at = static_cast<std::size_t>(offset);
    std::uint64_t rest = 0;
    for (std::size_t i = 1; i <= 7; ++i)
        rest = (rest << 8) | bytes[at + i];
    const auto value = static_cast<std::uint8_t>(std::min(56, std::countl_zero(rest) - 8) + 1);
    m_registers[bytes[at]] = std::max(m_registers[bytes[at]], value);
}

void HyperLogLog::merge(const HyperLogLog& other)
{
    for (std::size_t i = 0; i < registerCount; ++i)
        m_registers[i] = std::max(m_registers[i], other.m_registers[i]);
}

std::uint64_t HyperLogLog::estimate() const
{
    static constexpr double count = registerCount;
    double sum = 0;
    int empty = 0;
    for (const auto value : m_registers) {
        sum += std::ldexp(1.0, -value);
        empty += value == 0 ? 1 : 0;
    }
    const double raw = 0.7213 / (1 + 1.079 / count) * count * count / sum;
    if (raw <= 2.5 * count && empty > 0)
        return static_cast<std::uint64_t>(std::llround(count * std::log(count / empty)));
    // Registers of a liar may hold up to 255: more than a JSON number can say is not an estimate.
    return static_cast<std::uint64_t>(std::llround(std::min(raw, 9.0e15)));
}

QByteArray HyperLogLog::bytes() const
{
    return {reinterpret_cast<const char*>(m_registers.data()), qsizetype(registerCount)};
}

} // namespace nostrscope
