// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/varint.h"
#include "core/records/health.h"

#include <utility>

namespace nostrscope {

/// Writes down the outage of one relay while the state machine goes: a draft from its first failure on, an
/// incident when it is confirmed. Evidence is handed out with the next write and not kept, so that thousands
/// of dead relays cost little; a failure of a kind that the incident has seen brings no more of it.
class IncidentTrack {
public:
    void failed(RelayId relay, const HealthSample& sample, bool neverUp,
                const std::vector<QByteArray>& evidence);
    /// Answered, not confirmed.
    void answered(UnixMillis at);
    /// `othersUp` of `othersTotal` other monitors saw the relay online then.
    void confirmed(UnixMillis at, std::uint32_t othersUp, std::uint32_t othersTotal);
    /// The recovery is confirmed; answers the incident as it ends.
    [[nodiscard]] Incident closed(std::optional<UnixMillis> firstSuccess, UnixMillis at);
    /// There was no outage; answers its key when it was confirmed already.
    [[nodiscard]] std::optional<IncidentKey> withdrawn();
    /// The suspicion was for nothing.
    void dropDraft();

    /// The confirmed incident when it must be written because it is new or has evidence that was not handed
    /// out yet; then that evidence is.
    [[nodiscard]] std::optional<Incident> takeChanged();
    /// Also when only counters changed, for a checkpoint.
    [[nodiscard]] std::optional<Incident> takeCounted();
    [[nodiscard]] const std::optional<Incident>& incident() const { return m_incident; }
    [[nodiscard]] bool isConfirmed() const { return m_isConfirmed; }

    /// Without evidence.
    void writeTo(QByteArray& out) const;
    [[nodiscard]] bool readFrom(ByteReader& in, RelayId relay);

private:
    [[nodiscard]] Incident handOut();

    std::optional<Incident> m_incident; ///< draft or open; `evidence`: what is not handed out yet
    std::size_t m_handedOut = 0; ///< pieces of evidence
    bool m_isConfirmed = false;
    bool m_isChanged = false;
    bool m_isCounted = false;
};

} // namespace nostrscope
