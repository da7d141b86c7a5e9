// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/latencycell.h"

#include <algorithm>

namespace nostrscope {

namespace {

constexpr std::uint64_t blobVersion = 1;
constexpr std::uint64_t maxCauses = 4096; // codes times HTTP statuses that were seen in a day

void write(QByteArray& out, const LatencyHistogram& one)
{
    appendVarint(out, one.count);
    if (one.count == 0)
        return;
    appendVarint(out, one.sum);
    appendVarint(out, static_cast<std::uint64_t>(one.minimum));
    appendVarint(out, static_cast<std::uint64_t>(one.maximum));
    const auto blob = one.histogram.toBlob();
    appendVarint(out, static_cast<std::uint64_t>(blob.size()));
    out += blob;
}

bool addFrom(ByteReader& in, LatencyHistogram& to)
{
    LatencyHistogram one;
    one.count = in.varint();
    if (one.count == 0)
        return !in.failed();
    one.sum = in.varint();
    one.minimum = static_cast<std::int64_t>(in.varint());
    one.maximum = static_cast<std::int64_t>(in.varint());
    const auto blob = in.bytes(in.varint());
    if (in.failed() || !one.histogram.addBlob(blob) || one.histogram.count() != one.count)
        return false;
    to.add(one);
    return true;
}

} // namespace

void LatencyHistogram::add(ProbeTimes::Duration duration)
{
    const auto value = std::max<std::int64_t>(duration.count(), 0);
    minimum = count == 0 ? value : std::min(minimum, value);
    maximum = count == 0 ? value : std::max(maximum, value);
    ++count;
    sum += static_cast<std::uint64_t>(value);
    histogram.add(value);
}

void LatencyHistogram::add(const LatencyHistogram& other)
{
    if (other.count == 0)
        return;
    minimum = count == 0 ? other.minimum : std::min(minimum, other.minimum);
    maximum = count == 0 ? other.maximum : std::max(maximum, other.maximum);
    count += other.count;
    sum += other.sum;
    histogram.add(other.histogram);
}

double LatencyHistogram::quantile(double share01) const
{
    // A bucket's middle may lie outside of what was measured.
    return std::clamp(double(histogram.quantile(share01).value_or(0)), double(minimum), double(maximum));
}

void LatencyCell::add(const CheckRecord& check)
{
    switch (verdictOf(check.code, check.httpStatus)) {
    case ProbeVerdict::Up:
        ++up;
        break;
    case ProbeVerdict::Limited:
        ++limited;
        break;
    case ProbeVerdict::Down:
        ++failed;
        ++causes[causeOf(check.code, check.httpStatus)];
        return;
    case ProbeVerdict::Undecided:
        ++undecided;
        return;
    }
    if (const auto time = check.times.of(ProbePhase::Open))
        open.add(*time);
    if (const auto time = check.times.of(ProbePhase::Read))
        read.add(*time);
}

void LatencyCell::add(const LatencyCell& other)
{
    up += other.up;
    limited += other.limited;
    failed += other.failed;
    undecided += other.undecided;
    for (const auto& [cause, count] : other.causes)
        causes[cause] += count;
    open.add(other.open);
    read.add(other.read);
}

QByteArray LatencyCell::toBlob() const
{
    QByteArray out;
    appendVarint(out, blobVersion);
    for (const auto count : {up, limited, failed, undecided, std::uint64_t(causes.size())})
        appendVarint(out, count);
    for (const auto& [cause, count] : causes) {
        appendVarint(out, static_cast<std::uint64_t>(cause.code));
        appendVarint(out, cause.httpStatus);
        appendVarint(out, count);
    }
    write(out, open);
    write(out, read);
    return out;
}

bool LatencyCell::addBlob(QByteArrayView blob)
{
    ByteReader in(blob);
    if (in.varint() != blobVersion)
        return false;
    for (auto* count : {&up, &limited, &failed, &undecided})
        *count += in.varint();
    const auto size = in.varint();
    if (in.failed() || size > maxCauses)
        return false;
    for (std::uint64_t i = 0; i < size; ++i) {
        const auto code = in.varint();
        const auto status = in.varint();
        const auto count = in.varint();
        if (in.failed() || code >= probeCodeCount || status > 0xffff)
            return false;
        causes[{static_cast<ProbeCode>(code), static_cast<std::uint16_t>(status)}] += count;
    }
    return addFrom(in, open) && addFrom(in, read) && in.atEnd();
}

std::chrono::seconds lengthOf(CheckLevel level) noexcept
{
    switch (level) {
    case CheckLevel::FiveMinutes:
        return std::chrono::minutes(5);
    case CheckLevel::Hour:
        return std::chrono::hours(1);
    case CheckLevel::Day:
        break;
    }
    return std::chrono::hours(24);
}

std::optional<std::chrono::hours> keptFor(CheckLevel level) noexcept
{
    switch (level) {
    case CheckLevel::FiveMinutes:
        return std::chrono::hours(60 * 24);
    case CheckLevel::Hour:
        return std::chrono::hours(400 * 24);
    case CheckLevel::Day:
        break;
    }
    return std::nullopt;
}

std::int64_t bucketOf(UnixMillis at, CheckLevel level) noexcept
{
    const auto seconds = toSeconds(at);
    const auto length = lengthOf(level).count();
    return seconds >= 0 ? seconds / length : -((-seconds + length - 1) / length);
}

UnixMillis bucketStart(std::int64_t bucket, CheckLevel level) noexcept
{
    return fromSeconds(bucket * lengthOf(level).count());
}

} // namespace nostrscope
