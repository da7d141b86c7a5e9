// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/ids.h"

#include <span>
#include <vector>

namespace nostrscope {

/// English name of a kind (NIP index, NIP-90 registry), to be translated in the context "Kind"; null when the
/// kind has none.
[[nodiscard]] const char* kindName(Kind kind) noexcept;

/// What is known of a kind without a name, by its number alone: "addressable by range"; same context.
[[nodiscard]] const char* kindRangeText(Kind kind) noexcept;

/// Part of a kind in NIP-90. Kinds of the ranges that are known to be used for something else have none.
enum class DvmRole : std::uint8_t { None, Request, Result, Feedback };
[[nodiscard]] DvmRole dvmRole(Kind kind) noexcept;

/// Job requests with a page in the registry of data vending machines, ascending; a result is request + 1000.
[[nodiscard]] std::span<const Kind> registeredDvmRequests() noexcept;

/// What a live subscription asks for by default (COL-3), ascending.
[[nodiscard]] std::vector<Kind> defaultLiveKinds();

} // namespace nostrscope
