// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/health.h"

#include <algorithm>

#include <arpa/inet.h>

namespace nostrscope {

std::uint32_t networkOf(const QByteArray& address)
{
    constexpr std::uint32_t isV4 = 0x40000000;
    constexpr std::uint32_t isV6 = 0x80000000;
    std::array<std::uint8_t, 16> bytes{};
    if (inet_pton(AF_INET, address.constData(), bytes.data()) == 1)
        return isV4 | std::uint32_t(bytes[0]) << 16 | std::uint32_t(bytes[1]) << 8 | bytes[2];
    if (inet_pton(AF_INET6, address.constData(), bytes.data()) != 1)
        return 0;
    std::uint32_t hash = 2166136261; // FNV-1a, the same on every machine
    for (int i = 0; i < 6; ++i)
        hash = (hash ^ bytes[static_cast<std::size_t>(i)]) * 16777619;
    return hash | isV6;
}

CheckRecord checkOf(const ProbeResult& result, CheckOrigin origin)
{
    CheckRecord check;
    check.relay = result.relay;
    check.at = result.startedAt;
    check.code = result.main.code;
    check.failedIn = result.main.failedIn;
    check.origin = origin;
    check.family = result.main.family;
    const auto small = [](int number) { return static_cast<std::uint16_t>(std::clamp(number, 0, 0xffff)); };
    check.httpStatus = small(result.main.httpStatus);
    check.closeCode = small(result.main.closeCode);
    check.network = networkOf(result.main.address);
    check.interval = std::max(result.interval, std::chrono::milliseconds::zero());
    check.times = result.main.times;
    return check;
}

HealthSample sampleOf(const CheckRecord& check)
{
    HealthSample sample;
    sample.at = check.at;
    sample.code = check.code;
    sample.failedIn = check.failedIn;
    sample.origin = check.origin;
    sample.httpStatus = check.httpStatus;
    sample.network = check.network;
    sample.interval = check.interval;
    sample.open = check.times.of(ProbePhase::Open);
    sample.read = check.times.of(ProbePhase::Read);
    return sample;
}

const char* toString(RelayState state) noexcept
{
    static constexpr std::array<const char*, relayStateCount> names{
        "unknown", "up", "degraded", "suspect", "down", "recovering", "paused", "maintenance"};
    return names.at(static_cast<std::size_t>(state));
}

const char* toString(SpanKind kind) noexcept
{
    static constexpr std::array<const char*, spanKindCount> names{"up", "degraded", "down", "gap",
                                                                  "excluded"};
    return names.at(static_cast<std::size_t>(kind));
}

QByteArray toString(const FailureCause& cause)
{
    QByteArray name = toString(cause.code);
    if (cause.code == ProbeCode::HttpStatus)
        name += ' ' + QByteArray::number(cause.httpStatus);
    return name;
}

std::optional<std::chrono::milliseconds> Incident::duration() const
{
    if (isOpen())
        return std::nullopt;
    return std::max(firstSuccess.value_or(*closed) - firstFailure, std::chrono::milliseconds::zero());
}

FailureCause Incident::mostFrequentCause() const
{
    const auto most = std::max_element(causes.begin(), causes.end(), [](const auto& left, const auto& right) {
        return left.second < right.second;
    });
    return most == causes.end() ? firstCause : most->first;
}

} // namespace nostrscope
