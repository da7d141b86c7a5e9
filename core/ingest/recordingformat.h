// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/limits.h"

#include <QByteArrayView>

#include <cstddef>
#include <cstdint>

/// What recordings consist of; docs/recording.md.
namespace nostrscope::recording {

inline constexpr QByteArrayView magic = "NostrscopeRec";
inline constexpr std::uint8_t version = 2;
/// Has no messages.
inline constexpr std::uint8_t oldestVersion = 1;

enum class Tag : std::uint8_t { End = 0, Relay = 1, Frame = 2, Message = 3 };

/// Five times what one computer can stay connected to.
inline constexpr std::size_t maxRelays = 50'000;
inline constexpr std::size_t maxFrameBytes = limits::maxArchiveMessageBytes;
/// The end of the year 9999: what is later is damage.
inline constexpr std::int64_t maxTime = 253'402'300'799'999;

} // namespace nostrscope::recording
