// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/incident.h"

#include "core/records/healthcodec.h"

#include <algorithm>

namespace nostrscope {

void IncidentTrack::failed(RelayId relay, const HealthSample& sample, bool neverUp,
                           const std::vector<QByteArray>& evidence)
{
    const auto cause = causeOf(sample.code, sample.httpStatus);
    if (!m_incident) {
        m_incident.emplace();
        m_incident->relay = relay;
        m_incident->firstFailure = sample.at;
        m_incident->firstCause = cause;
        m_incident->failedIn = sample.failedIn;
        m_incident->neverUp = neverUp;
        m_handedOut = 0;
        m_isConfirmed = false;
    }
    auto& incident = *m_incident;
    ++incident.probes;
    incident.firstSuccess.reset();
    const bool isNew = !incident.causes.contains(cause);
    if (!isNew || incident.causes.size() < Incident::maxCauses)
        ++incident.causes[cause];
    m_isCounted = true;
    if (m_isConfirmed && !isNew)
        return;
    for (const auto& text : evidence) {
        if (m_handedOut + incident.evidence.size() >= maxEvidence)
            break;
        incident.evidence.push_back(text.left(maxEvidenceBytes));
        m_isChanged = true;
    }
}

void IncidentTrack::answered(UnixMillis at)
{
    if (!m_incident)
        return;
    ++m_incident->probes;
    if (!m_incident->firstSuccess)
        m_incident->firstSuccess = at;
    m_isCounted = true;
}

void IncidentTrack::confirmed(UnixMillis at, std::uint32_t othersUp, std::uint32_t othersTotal)
{
    if (!m_incident)
        return;
    m_incident->confirmed = at;
    m_incident->othersUp = othersUp;
    m_incident->othersTotal = othersTotal;
    m_isConfirmed = m_isChanged = true;
}

Incident IncidentTrack::closed(std::optional<UnixMillis> firstSuccess, UnixMillis at)
{
    m_incident->firstSuccess = firstSuccess;
    m_incident->closed = at;
    auto incident = handOut();
    dropDraft();
    return incident;
}

std::optional<IncidentKey> IncidentTrack::withdrawn()
{
    std::optional<IncidentKey> key;
    if (m_incident && m_isConfirmed)
        key = IncidentKey{m_incident->relay, m_incident->firstFailure};
    dropDraft();
    return key;
}

void IncidentTrack::dropDraft()
{
    *this = {};
}

Incident IncidentTrack::handOut()
{
    auto incident = *m_incident;
    m_handedOut += incident.evidence.size();
    m_incident->evidence.clear();
    m_isChanged = m_isCounted = false;
    return incident;
}

std::optional<Incident> IncidentTrack::takeChanged()
{
    if (!m_incident || !m_isConfirmed || !m_isChanged)
        return std::nullopt;
    return handOut();
}

std::optional<Incident> IncidentTrack::takeCounted()
{
    if (!m_incident || !m_isConfirmed || (!m_isChanged && !m_isCounted))
        return std::nullopt;
    return handOut();
}

void IncidentTrack::writeTo(QByteArray& out) const
{
    appendVarint(out, m_incident ? (m_isConfirmed ? 2 : 1) : 0);
    if (!m_incident)
        return;
    const auto blob = encodeIncident(*m_incident);
    appendVarint(out, static_cast<std::uint64_t>(blob.size()));
    out += blob;
    appendVarint(out, m_handedOut);
}

bool IncidentTrack::readFrom(ByteReader& in, RelayId relay)
{
    dropDraft();
    const auto kind = in.varint();
    if (kind == 0)
        return !in.failed();
    m_incident = decodeIncident(in.bytes(in.varint()), relay);
    m_handedOut = in.varint();
    m_isConfirmed = kind == 2;
    return m_incident && kind <= 2 && !in.failed();
}

} // namespace nostrscope
