// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/facts/visibility.h"
#include "core/nostr/event.h"

#include <QByteArray>
#include <QString>

#include <map>

namespace nostrscope {

/// Which way the events of a sync go (ARC-5).
enum class SyncDirection : std::uint8_t {
    Down, ///< to us
    Up, ///< to the relay: only by order of a person who knows how many
    Both,
};

/// What became of the events that a relay lacks. A dry run fills the first four.
struct SyncUpload {
    std::uint64_t found = 0; ///< that the relay lacks
    std::uint64_t sendable = 0; ///< of these, as far as they were read: those that may be sent
    std::uint64_t sendableBytes = 0; ///< of the messages of these
    /// Those that are not sent, by reason: "protected", "ephemeral", "deleted", "expired", "superseded",
    /// "vanished", "too_large", "no_content".
    std::map<QByteArray, std::uint64_t> withheld;
    std::uint64_t uploaded = 0; ///< accepted by the relay
    std::uint64_t known = 0; ///< it had them, or a newer version, all the same
    std::uint64_t refused = 0;
    /// Of the refused, by the word before the colon of the relay's answer (reasonPrefix()), at most
    /// maximumReasons of them; "no_answer", "disconnected"; "other".
    std::map<QByteArray, std::uint64_t> reasons;
    static constexpr std::size_t maximumReasons = 16;
    std::uint64_t slowedDown = 0; ///< answers "rate-limited": sent again later
    QByteArray lastRefusal; ///< the relay's words, untrusted; at most 200 bytes

    [[nodiscard]] std::uint64_t answered() const { return uploaded + known + refused; }
};

/// A stored event as it is looked at before it is sent on.
struct EventForUpload {
    Event event;
    facts::Visibility visibility = facts::Visibility::Current;
};

} // namespace nostrscope
