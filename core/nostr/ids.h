// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/hex.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QHashFunctions>

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>

namespace nostrscope {

/// A fixed run of bytes with a meaning; types of different meaning do not convert into each other.
/// Text form on the wire: lowercase hex (NIP-01).
template <typename Tag, std::size_t Size> class ByteId {
public:
    static constexpr std::size_t size = Size;

    constexpr ByteId() noexcept = default; // all zero: for containers; "none" is std::optional
    explicit constexpr ByteId(const std::array<std::uint8_t, Size>& bytes) noexcept
        : m_bytes(bytes)
    {
    }
    /// Exactly 2 × Size lowercase hex digits.
    [[nodiscard]] static std::optional<ByteId> fromHex(QByteArrayView hex) noexcept
    {
        ByteId id;
        if (!fromLowerHex(hex, id.m_bytes))
            return std::nullopt;
        return id;
    }
    /// Exactly Size bytes.
    [[nodiscard]] static std::optional<ByteId> fromBytes(QByteArrayView bytes) noexcept
    {
        if (bytes.size() != static_cast<qsizetype>(Size))
            return std::nullopt;
        ByteId id;
        std::memcpy(id.m_bytes.data(), bytes.data(), Size);
        return id;
    }

    [[nodiscard]] QByteArray toHex() const { return nostrscope::toHex(m_bytes); }
    [[nodiscard]] std::span<const std::uint8_t, Size> bytes() const noexcept { return m_bytes; }
    [[nodiscard]] QByteArrayView view() const noexcept
    {
        return {reinterpret_cast<const char*>(m_bytes.data()), static_cast<qsizetype>(Size)};
    }
    /// The first eight bytes as a big-endian number: sorts like the id. Ids are chosen by strangers who can
    /// grind prefixes, so this is a look-up key, never an identity.
    [[nodiscard]] constexpr std::uint64_t prefix() const noexcept
    {
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < 8; ++i)
            value = (value << 8) | m_bytes[i];
        return value;
    }

    friend constexpr auto operator<=>(const ByteId&, const ByteId&) noexcept = default;
    friend size_t qHash(const ByteId& id, size_t seed = 0) noexcept
    {
        return qHashBits(id.m_bytes.data(), Size, seed);
    }

private:
    std::array<std::uint8_t, Size> m_bytes{};
};

using EventId = ByteId<struct EventIdTag, 32>;
using PubKey = ByteId<struct PubKeyTag, 32>; ///< x-only public key (BIP-340)
using Sig = ByteId<struct SigTag, 64>;

/// Event kind, 0 … 65535 (NIP-01).
using Kind = std::uint16_t;
/// created_at: seconds since the Unix epoch, 0 … 2^53 − 1.
using Timestamp = std::int64_t;

/// How versions of an event replace each other (NIP-01); kinds without a class count as regular.
enum class KindClass : std::uint8_t { Regular, Replaceable, Ephemeral, Addressable };
[[nodiscard]] KindClass kindClass(Kind kind) noexcept;

} // namespace nostrscope

template <typename Tag, std::size_t Size> struct std::hash<nostrscope::ByteId<Tag, Size>> {
    std::size_t operator()(const nostrscope::ByteId<Tag, Size>& id) const noexcept { return qHash(id); }
};
