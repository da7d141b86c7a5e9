// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/nostr/ids.h"

#include <QByteArray>
#include <QString>

#include <vector>

/// What is known about our copy of the history of one relay and one filter (ARC-1).
namespace nostrscope {

enum class CoverageState : std::uint8_t {
    Unknown, ///< never asked, or no answer that says anything; not stored
    Complete, ///< all that the relay has is stored, as far as its answers can tell
    Truncated, ///< the relay cannot send all of it: its cap is below the events of one second
    Failed, ///< asked, and the answer is no proof
};
/// Why an interval is in its state.
enum class CoverageReason : std::uint8_t {
    None,
    Eose, ///< pages, each ended by EOSE
    Negentropy, ///< NIP-77
    Count, ///< as many as the relay counts (NIP-45)
    Overflow, ///< more events of one second than the relay sends
    Closed, ///< CLOSED; detail = its text
    TimedOut, ///< no EOSE
    BadSignatures, ///< what came was refused; detail = how many
    Disconnected, ///< detail = why
    WrongWindow, ///< events of another time than asked for
    Missing, ///< ids that it listed did not come; detail = how many
    TooMany, ///< the bound on requests, rounds or time was reached
};
struct CoverageInterval {
    Timestamp low = 0; ///< inclusive
    Timestamp high = 0; ///< inclusive
    CoverageState state = CoverageState::Unknown;
    CoverageReason reason = CoverageReason::None;
    QByteArray detail; ///< of the relay, untrusted; at most maxCoverageDetail bytes
    UnixMillis at{}; ///< when it was found out; of merged ones the earliest
    friend bool operator==(const CoverageInterval&, const CoverageInterval&) = default;
};
inline constexpr qsizetype maxCoverageDetail = 200;

[[nodiscard]] const char* toString(CoverageState state) noexcept;
[[nodiscard]] const char* toString(CoverageReason reason) noexcept;

/// Disjoint intervals in the order of time; what lies in none is unknown. Neighbours that say the same are
/// one.
class Coverage {
public:
    Coverage() = default;
    /// In any order; of overlapping ones the later in the list counts.
    explicit Coverage(const std::vector<CoverageInterval>& intervals);

    /// Replaces what it overlaps, but for complete parts: they stay complete, whatever fails later. An
    /// Unknown interval clears all of its range.
    void set(const CoverageInterval& interval);
    [[nodiscard]] const std::vector<CoverageInterval>& intervals() const { return m_intervals; }
    /// The parts of [low, high] that are not complete, oldest first: what there is to fetch.
    [[nodiscard]] std::vector<CoverageInterval> incomplete(Timestamp low, Timestamp high) const;
    /// Seconds of [low, high] in this state; Unknown: in none.
    [[nodiscard]] Timestamp seconds(Timestamp low, Timestamp high, CoverageState state) const;
    [[nodiscard]] CoverageState at(Timestamp second) const;

    friend bool operator==(const Coverage&, const Coverage&) = default;

private:
    void replace(const CoverageInterval& interval);
    void mergeAround(Timestamp low, Timestamp high);

    std::vector<CoverageInterval> m_intervals;
};

} // namespace nostrscope
