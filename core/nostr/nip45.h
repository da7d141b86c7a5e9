// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/ids.h"

#include <array>
#include <optional>

namespace nostrscope {

/// Where in a public key the HyperLogLog of a COUNT filter starts to read, 8 … 23 (NIP-45). `tagValue` is the
/// first value of the first tag condition: an event id or key as it is, an address by its key, anything else
/// by its SHA-256.
[[nodiscard]] int hllOffset(QByteArrayView tagValue);

/// HyperLogLog of public keys with 256 registers: sums of distinct authors over several relays without the
/// events. An answer of a relay is a claim; keys can be ground to inflate it.
class HyperLogLog {
public:
    static constexpr std::size_t registerCount = 256;

    HyperLogLog() = default;
    /// Exactly 256 bytes (CountMessage::hll).
    [[nodiscard]] static std::optional<HyperLogLog> fromBytes(QByteArrayView bytes);

    /// `offset` as of hllOffset(). Looks at 56 bits after the index byte, as deployed code does.
    void add(const PubKey& key, int offset);
    /// Afterwards this counts the union.
    void merge(const HyperLogLog& other);
    [[nodiscard]] std::uint64_t estimate() const;
    [[nodiscard]] QByteArray bytes() const;

    friend bool operator==(const HyperLogLog&, const HyperLogLog&) = default;

private:
    std::array<std::uint8_t, registerCount> m_registers{};
};

} // namespace nostrscope
