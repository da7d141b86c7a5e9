// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/varint.h"
#include "core/records/health.h"

/// How records of the monitor are stored: varints, with a version in front of each. A reader refuses what is
/// damaged or of a later version.
namespace nostrscope {

/// Numbers of a blob are cut to what no clock and no counter reaches, so that sums of them cannot overflow.
inline constexpr std::int64_t mostOfBlob = std::int64_t(1) << 53;
[[nodiscard]] inline UnixMillis readTime(ByteReader& in) noexcept
{
    return fromMillis(std::clamp(unZigZag(in.varint()), -mostOfBlob, mostOfBlob));
}
[[nodiscard]] inline std::int64_t readAmount(ByteReader& in) noexcept
{
    return static_cast<std::int64_t>(std::min(in.varint(), static_cast<std::uint64_t>(mostOfBlob)));
}

/// Without the relay and the time, which are columns.
[[nodiscard]] QByteArray encodeRecord(const HealthRecord& record);
[[nodiscard]] std::optional<HealthRecord> decodeRecord(QByteArrayView blob, RelayId relay, UnixMillis at);

/// Checks of one relay and hour, in order of time.
[[nodiscard]] QByteArray encodeChecks(const std::vector<CheckRecord>& checks);
/// Adds them to `checks`; false when the blob is damaged.
[[nodiscard]] bool decodeChecks(QByteArrayView blob, RelayId relay, std::vector<CheckRecord>& checks);

/// Everything but number, evidence, note and acknowledgement, which the store keeps apart.
[[nodiscard]] QByteArray encodeIncident(const Incident& incident);
[[nodiscard]] std::optional<Incident> decodeIncident(QByteArrayView blob, RelayId relay);
/// At most maxEvidence of maxEvidenceBytes: what is more is cut.
[[nodiscard]] QByteArray encodeEvidence(const std::vector<QByteArray>& evidence);
[[nodiscard]] bool decodeEvidence(QByteArrayView blob, std::vector<QByteArray>& evidence);

} // namespace nostrscope
