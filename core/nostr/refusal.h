// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <cstdint>

namespace nostrscope {

/// What a relay means by CLOSED or NOTICE (protocol.md §3.1).
enum class Refusal : std::uint8_t {
    Narrow, ///< it may accept a smaller question
    RateLimited, ///< ask the same later
    AuthRequired,
    Policy, ///< restricted, blocked, payment-required: not for us, no retry in this connection
};
[[nodiscard]] Refusal refusalOf(QByteArrayView text);
/// A NOTICE names no request; this says whether its text is about one that failed.
[[nodiscard]] bool noticeIsRefusal(QByteArrayView text);

} // namespace nostrscope
