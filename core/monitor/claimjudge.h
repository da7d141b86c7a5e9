// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/probe.h"
#include "core/records/relayclaims.h"

#include <array>

namespace nostrscope {

/// What a relay answered to one question about its claims.
struct ClaimAnswer {
    enum class How : std::uint8_t {
        NotAsked,
        Answered, ///< to the end: EOSE, COUNT, NEG-MSG
        Enough, ///< we closed it: as many events came as we wanted to see
        TooManyBytes, ///< we closed it: more than maxClaimBytes
        Refused, ///< CLOSED, NEG-ERR, or a NOTICE and then nothing
        Silent,
        Ended, ///< the connection
    };
    How how = How::NotAsked;
    QByteArray prefix; ///< of a refusal (NIP-01)
    QByteArray frame; ///< the raw frame that shows it, at most maxEvidenceBytes
    std::int64_t asked = 0; ///< events that were asked for
    std::int64_t events = 0; ///< distinct ones that came
    std::optional<bool> hasOlder; ///< the relay holds more than came; none: not known
    bool isNewest = false; ///< the event is the newest of all: the search was not heeded
};

/// All that one look at the claims of a relay brought.
struct ClaimAnswers {
    ProbeCode read = ProbeCode::Cancelled; ///< of a plain REQ for one note, without NIP-42
    int httpStatus = 0; ///< when `read` is HttpStatus
    bool sawNote = false; ///< the plain REQ brought one
    QByteArray readFrame; ///< of its end
    std::array<ClaimAnswer, claimItemCount>
        items; ///< by ClaimItem; those that ask nothing of their own stay empty
    bool isRateLimited = false; ///< that ended it
};

/// Limits above this are not asked for: nobody is to send us a thousand events twice a day for a table.
inline constexpr std::int64_t maxAskedLimit = 1000;
/// Of the answer to one REQ.
inline constexpr qint64 maxClaimBytes = qint64(4) * 1024 * 1024;

/// Holds what a relay claims against what it answered: one finding for each ClaimItem, in their order. Pure.
/// A cap counts as the claimed one from nine tenths of it on: relays drop what expired or was deleted from an
/// answer after they cut it.
[[nodiscard]] std::vector<ClaimFinding> judgeClaims(const RelayClaims& claims, const ClaimAnswers& answers);

} // namespace nostrscope
