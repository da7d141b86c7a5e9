// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

/// Every bound on input from the network or a file, with its reason. Sizes in bytes.
namespace nostrscope::limits {

using namespace std::chrono_literals;

/// One event as JSON text on any path; longer is "too_large" (COL-5).
inline constexpr std::size_t maxEventBytes = 1024 * 1024;
/// A frame of a live subscription: contact lists of real users stay below 300 KiB.
inline constexpr std::size_t maxLiveMessageBytes = 512 * 1024;
/// A frame while a large REQ or a NEG session runs (a relay answers up to 500,000 bytes as hex, NIP-77).
inline constexpr std::size_t maxArchiveMessageBytes = 2 * 1024 * 1024;
/// What a socket reads ahead. A held socket keeps as much twice (frames and the rest of its buffer), so this
/// times the relays is memory in a flood.
inline constexpr std::size_t readBufferBytes = 64 * 1024;
/// QWebSocket stalls silently when its read buffer is smaller than one frame: while a large frame arrives the
/// buffer is above the message limit.
inline constexpr std::size_t liveReadBufferBytes = maxLiveMessageBytes + 64 * 1024;
/// Frames waiting for the ingest thread, all relays together.
inline constexpr std::size_t ingestInboxBytes = 16 * 1024 * 1024;
/// JSON nesting of anything that we parse; an event needs 3, a NIP-11 document 5.
inline constexpr std::size_t maxJsonDepth = 64;
/// A NIP-11 document (protocol.md §4).
inline constexpr std::size_t maxRelayInformationBytes = 1024 * 1024;
/// A subscription id (NIP-01).
inline constexpr std::size_t maxSubscriptionIdLength = 64;
/// A bech32 entity (NIP-19).
inline constexpr std::size_t maxBech32Length = 5000;
/// A relay URL; longer ones were seen only as attacks (prior-systems.md 2.9).
inline constexpr std::size_t maxRelayUrlLength = 2048;
/// A relay list that somebody imports: more than ten times every public list.
inline constexpr std::size_t maxRelayListBytes = 16 * 1024 * 1024;
inline constexpr std::size_t maxRelayListEntries = 100'000;
/// Text of NOTICE, CLOSED, OK kept for logs.
inline constexpr std::size_t maxRelayTextLength = 1024;

/// One write transaction (COL-7).
inline constexpr int maxBatchEvents = 5000;
inline constexpr std::size_t maxBatchBytes = 8 * 1024 * 1024;
inline constexpr auto batchInterval = 1000ms;
inline constexpr auto batchIntervalLive = 250ms;

/// created_at above received_at by more than this goes to the bucket "future" (architecture.md §6).
inline constexpr auto futureTolerance = 15min;
/// created_at is stored as given up to 2^53 - 1, the largest integer every JSON stack agrees on.
inline constexpr std::int64_t maxCreatedAt = (std::int64_t(1) << 53) - 1;

} // namespace nostrscope::limits
