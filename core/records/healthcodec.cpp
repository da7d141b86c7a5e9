// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/healthcodec.h"

namespace nostrscope {

namespace {

constexpr std::uint64_t checkVersion = 1; // 0 is no version: an empty blob
constexpr std::uint64_t markVersion = 2; // of the same column
constexpr std::uint64_t listVersion = 1;
constexpr std::uint64_t incidentVersion = 2;
constexpr std::uint64_t incidentWithNotices = 1; ///< has a number at its end that nothing ever set
constexpr std::uint64_t maxChecks = 100'000; // of an hour
constexpr int originCount = 4;
constexpr int familyCount = 3;
constexpr int markCount = 6;

/// False, and `value` untouched, when the number is none of the enumeration.
template <typename Enum> bool readEnum(ByteReader& in, int count, Enum& value)
{
    const auto number = in.varint();
    if (number >= static_cast<std::uint64_t>(count))
        return false;
    value = static_cast<Enum>(number);
    return true;
}

bool readSmall(ByteReader& in, std::uint16_t& value)
{
    const auto number = in.varint();
    value = static_cast<std::uint16_t>(number);
    return number <= 0xffff;
}

void writeCheck(QByteArray& out, const CheckRecord& check)
{
    appendVarint(out, static_cast<std::uint64_t>(check.code));
    appendVarint(out, static_cast<std::uint64_t>(check.failedIn));
    appendVarint(out, static_cast<std::uint64_t>(check.origin));
    appendVarint(out, static_cast<std::uint64_t>(check.family));
    appendVarint(out, check.httpStatus);
    appendVarint(out, check.closeCode);
    appendVarint(out, check.network);
    appendVarint(out, static_cast<std::uint64_t>(std::max<std::int64_t>(check.interval.count(), 0)));
    std::uint64_t present = 0;
    for (int phase = 0; phase < probePhaseCount; ++phase)
        present |= check.times.of(static_cast<ProbePhase>(phase)) ? std::uint64_t(1) << phase : 0;
    appendVarint(out, present);
    for (int phase = 0; phase < probePhaseCount; ++phase) {
        if (const auto time = check.times.of(static_cast<ProbePhase>(phase)))
            appendVarint(out, static_cast<std::uint64_t>(time->count()));
    }
}

bool readCheck(ByteReader& in, CheckRecord& check)
{
    if (!readEnum(in, probeCodeCount, check.code) || !readEnum(in, probePhaseCount, check.failedIn)
        || !readEnum(in, originCount, check.origin) || !readEnum(in, familyCount, check.family)
        || !readSmall(in, check.httpStatus) || !readSmall(in, check.closeCode))
        return false;
    check.network = static_cast<std::uint32_t>(in.varint());
    check.interval = std::chrono::milliseconds(readAmount(in));
    const auto present = in.varint();
    if (present >> probePhaseCount != 0)
        return false;
    for (int phase = 0; phase < probePhaseCount; ++phase) {
        if ((present >> phase & 1) != 0)
            check.times.set(static_cast<ProbePhase>(phase), ProbeTimes::Duration(readAmount(in)));
    }
    return !in.failed();
}

void writeOptional(QByteArray& out, const std::optional<UnixMillis>& time)
{
    appendVarint(out, time ? 1 : 0);
    if (time)
        appendVarint(out, zigZag(toMillis(*time)));
}

std::optional<UnixMillis> readOptional(ByteReader& in)
{
    if (in.varint() == 0)
        return std::nullopt;
    return readTime(in);
}

void writeCause(QByteArray& out, const FailureCause& cause)
{
    appendVarint(out, static_cast<std::uint64_t>(cause.code));
    appendVarint(out, cause.httpStatus);
}

bool readCause(ByteReader& in, FailureCause& cause)
{
    return readEnum(in, probeCodeCount, cause.code) && readSmall(in, cause.httpStatus);
}

} // namespace

QByteArray encodeRecord(const HealthRecord& record)
{
    QByteArray out;
    if (const auto* check = std::get_if<CheckRecord>(&record)) {
        appendVarint(out, checkVersion);
        writeCheck(out, *check);
        return out;
    }
    const auto& mark = std::get<HealthMark>(record);
    appendVarint(out, markVersion);
    appendVarint(out, static_cast<std::uint64_t>(mark.kind));
    appendVarint(out, zigZag(toMillis(mark.since)));
    return out;
}

std::optional<HealthRecord> decodeRecord(QByteArrayView blob, RelayId relay, UnixMillis at)
{
    ByteReader in(blob);
    const auto version = in.varint();
    if (version == checkVersion) {
        CheckRecord check;
        check.relay = relay;
        check.at = at;
        if (!readCheck(in, check) || !in.atEnd())
            return std::nullopt;
        return check;
    }
    HealthMark mark;
    mark.relay = relay;
    mark.at = at;
    if (version != markVersion || !readEnum(in, markCount, mark.kind))
        return std::nullopt;
    mark.since = readTime(in);
    if (in.failed() || !in.atEnd())
        return std::nullopt;
    return mark;
}

QByteArray encodeChecks(const std::vector<CheckRecord>& checks)
{
    QByteArray out;
    appendVarint(out, listVersion);
    appendVarint(out, checks.size());
    std::int64_t before = 0;
    for (const auto& check : checks) {
        appendVarint(out, zigZag(toMillis(check.at) - before));
        before = toMillis(check.at);
        writeCheck(out, check);
    }
    return out;
}

bool decodeChecks(QByteArrayView blob, RelayId relay, std::vector<CheckRecord>& checks)
{
    ByteReader in(blob);
    if (in.varint() != listVersion)
        return false;
    const auto count = in.varint();
    if (in.failed() || count > maxChecks)
        return false;
    std::int64_t at = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
        // Half of it, so that the difference of any two fits again.
        at = std::clamp(at + toMillis(readTime(in)), -mostOfBlob / 2, mostOfBlob / 2);
        CheckRecord check;
        check.relay = relay;
        check.at = fromMillis(at);
        if (!readCheck(in, check))
            return false;
        checks.push_back(check);
    }
    return in.atEnd();
}

QByteArray encodeIncident(const Incident& incident)
{
    QByteArray out;
    appendVarint(out, incidentVersion);
    appendVarint(out, zigZag(toMillis(incident.firstFailure)));
    appendVarint(out, zigZag(toMillis(incident.confirmed)));
    writeOptional(out, incident.firstSuccess);
    writeOptional(out, incident.closed);
    writeCause(out, incident.firstCause);
    appendVarint(out, static_cast<std::uint64_t>(incident.failedIn));
    appendVarint(out, incident.causes.size());
    for (const auto& [cause, count] : incident.causes) {
        writeCause(out, cause);
        appendVarint(out, count);
    }
    appendVarint(out, incident.probes);
    appendVarint(out, incident.neverUp ? 1 : 0);
    appendVarint(out, incident.othersUp);
    appendVarint(out, incident.othersTotal);
    return out;
}

std::optional<Incident> decodeIncident(QByteArrayView blob, RelayId relay)
{
    ByteReader in(blob);
    const auto version = in.varint();
    if (version != incidentVersion && version != incidentWithNotices)
        return std::nullopt;
    Incident incident;
    incident.relay = relay;
    incident.firstFailure = readTime(in);
    incident.confirmed = readTime(in);
    incident.firstSuccess = readOptional(in);
    incident.closed = readOptional(in);
    if (!readCause(in, incident.firstCause) || !readEnum(in, probePhaseCount, incident.failedIn))
        return std::nullopt;
    const auto causes = in.varint();
    if (in.failed() || causes > Incident::maxCauses)
        return std::nullopt;
    for (std::uint64_t i = 0; i < causes; ++i) {
        FailureCause cause;
        if (!readCause(in, cause))
            return std::nullopt;
        incident.causes[cause] = static_cast<std::uint32_t>(in.varint());
    }
    incident.probes = static_cast<std::uint32_t>(in.varint());
    incident.neverUp = in.varint() != 0;
    for (auto* number : {&incident.othersUp, &incident.othersTotal})
        *number = static_cast<std::uint32_t>(in.varint());
    if (version == incidentWithNotices)
        in.skipVarint();
    if (in.failed() || !in.atEnd())
        return std::nullopt;
    return incident;
}

QByteArray encodeEvidence(const std::vector<QByteArray>& evidence)
{
    QByteArray out;
    const auto count = std::min(evidence.size(), maxEvidence);
    for (std::size_t i = 0; i < count; ++i) {
        const auto text = evidence[i].left(maxEvidenceBytes);
        appendVarint(out, static_cast<std::uint64_t>(text.size()));
        out += text;
    }
    return out;
}

bool decodeEvidence(QByteArrayView blob, std::vector<QByteArray>& evidence)
{
    ByteReader in(blob);
    while (!in.atEnd()) {
        const auto size = in.varint();
        if (in.failed() || size > std::uint64_t(maxEvidenceBytes) || evidence.size() == maxEvidence)
            return false;
        evidence.push_back(in.bytes(size).toByteArray());
        if (in.failed())
            return false;
    }
    return true;
}

} // namespace nostrscope
