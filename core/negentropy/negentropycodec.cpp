// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/negentropy/negentropycodec.h"

#include <algorithm>
#include <cstring>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Below twice this many items, their ids are sent (protocol.md §15.2).
constexpr std::size_t buckets = 16;
constexpr std::uint8_t firstVersion = 0x60;
constexpr std::uint8_t lastVersion = 0x6f;

} // namespace

QString describe(NegentropyError error)
{
    switch (error) {
    case NegentropyError::Empty:
        return u"an empty message"_s;
    case NegentropyError::NotNegentropy:
        return u"not a message of negentropy"_s;
    case NegentropyError::OtherVersion:
        return u"another version of negentropy"_s;
    case NegentropyError::MessageTooLarge:
        return u"a message that is too large"_s;
    case NegentropyError::CutShort:
        return u"a message that ends inside a range"_s;
    case NegentropyError::NumberTooLarge:
        return u"a number of more than 64 bits"_s;
    case NegentropyError::PrefixTooLong:
        return u"a prefix longer than an id"_s;
    case NegentropyError::UnknownMode:
        return u"a range of unknown mode"_s;
    case NegentropyError::Unsorted:
        return u"ranges that are not in order"_s;
    case NegentropyError::NotAsked:
        return u"ranges or ids that were not asked for"_s;
    case NegentropyError::NoProgress:
        return u"answers that lead nowhere"_s;
    case NegentropyError::TooManyRounds:
        return u"too many rounds"_s;
    case NegentropyError::TooManyBytes:
        return u"too many bytes"_s;
    case NegentropyError::TooManyIds:
        return u"too many ids"_s;
    case NegentropyError::Ended:
        return u"a message after the end"_s;
    }
    Q_UNREACHABLE();
}

void appendNegentropyVarint(QByteArray& out, std::uint64_t value)
{
    std::array<char, 10> digits;
    std::size_t begin = digits.size();
    digits[--begin] = static_cast<char>(value & 0x7f);
    while (value >>= 7)
        digits[--begin] = static_cast<char>(0x80 | (value & 0x7f));
    out.append(digits.data() + begin, static_cast<qsizetype>(digits.size() - begin));
}

NegentropyBound boundBetween(const NegentropyItem& before, const NegentropyItem& after)
{
    if (before.createdAt != after.createdAt)
        return {{after.createdAt, {}}, 0};
    const auto a = before.id.bytes();
    const auto b = after.id.bytes();
    const auto shared =
        static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin()).first - a.begin());
    const auto length = std::min(shared + 1, EventId::size);
    std::array<std::uint8_t, EventId::size> prefix{};
    std::copy_n(b.begin(), length, prefix.begin());
    return {{after.createdAt, EventId(prefix)}, static_cast<std::uint8_t>(length)};
}

bool isEqual(const NegentropyFingerprint& fingerprint, QByteArrayView payload) noexcept
{
    return payload.size() == qsizetype(fingerprint.size())
        && std::memcmp(payload.data(), fingerprint.data(), fingerprint.size()) == 0;
}

void NegentropyWriter::addFingerprint(const NegentropyBound& upper, const NegentropyFingerprint& fingerprint)
{
    addHead(upper, NegentropyMode::Fingerprint);
    m_bytes.append(reinterpret_cast<const char*>(fingerprint.data()), qsizetype(fingerprint.size()));
}

void NegentropyWriter::addIds(const NegentropyBound& upper, const NegentropySet& set, std::size_t begin,
                              std::size_t end)
{
    addHead(upper, NegentropyMode::IdList);
    appendNegentropyVarint(m_bytes, end - begin);
    for (auto i = begin; i < end; ++i)
        m_bytes.append(set.at(i).id.view());
}

void NegentropyWriter::addSplit(const NegentropyBound& upper, const NegentropySet& set, std::size_t begin,
                                std::size_t end)
{
    const auto items = end - begin;
    if (items < 2 * buckets) {
        addIds(upper, set, begin, end);
        return;
    }
    for (std::size_t i = 0; i < buckets; ++i) {
        const auto next = begin + items / buckets + (i < items % buckets ? 1 : 0);
        addFingerprint(next == end ? upper : boundBetween(set.at(next - 1), set.at(next)),
                       set.fingerprint(begin, next));
        begin = next;
    }
}

void NegentropyWriter::addHead(const NegentropyBound& upper, NegentropyMode mode)
{
    const auto time = upper.at.createdAt;
    appendNegentropyVarint(m_bytes, upper.isEnd() ? 0 : time - m_lastTimestamp + 1);
    m_lastTimestamp = time;
    appendNegentropyVarint(m_bytes, upper.prefixLength);
    m_bytes.append(upper.at.id.view().first(upper.prefixLength));
    appendNegentropyVarint(m_bytes, static_cast<std::uint64_t>(mode));
}

EventId NegentropyRange::idAt(std::size_t index) const noexcept
{
    std::array<std::uint8_t, EventId::size> bytes;
    std::memcpy(bytes.data(), payload.data() + index * EventId::size, EventId::size);
    return EventId(bytes);
}

NegentropyReader::NegentropyReader(QByteArrayView message, qsizetype maxBytes)
    : m_rest(message)
{
    if (message.isEmpty()) {
        m_error = NegentropyError::Empty;
        return;
    }
    const auto version = static_cast<std::uint8_t>(message.front());
    m_rest = message.sliced(1);
    if (version < firstVersion || version > lastVersion)
        m_error = NegentropyError::NotNegentropy;
    else if (version != negentropyVersion)
        m_error = NegentropyError::OtherVersion;
    else if (message.size() > maxBytes)
        m_error = NegentropyError::MessageTooLarge;
}

std::optional<NegentropyRange> NegentropyReader::next()
{
    if (m_error || m_rest.isEmpty())
        return std::nullopt;
    NegentropyRange range;
    range.lower = m_lower;
    std::uint64_t mode = 0;
    if (!readBound(range.upper) || !readVarint(mode))
        return std::nullopt;
    if (mode > static_cast<std::uint64_t>(NegentropyMode::IdList))
        return fail(NegentropyError::UnknownMode);
    range.mode = static_cast<NegentropyMode>(mode);
    // an empty range is fine: a list that is cut at its first id has one
    if (range.upper < range.lower)
        return fail(NegentropyError::Unsorted);
    if (!readPayload(range))
        return std::nullopt;
    m_lower = range.upper;
    return range;
}

std::optional<NegentropyRange> NegentropyReader::fail(NegentropyError error)
{
    m_error = error;
    return std::nullopt;
}

bool NegentropyReader::readVarint(std::uint64_t& value)
{
    value = 0;
    for (int digits = 0; digits < 10 && (value >> 57) == 0; ++digits) {
        if (m_rest.isEmpty()) {
            m_error = NegentropyError::CutShort;
            return false;
        }
        const auto byte = static_cast<std::uint8_t>(m_rest.front());
        m_rest = m_rest.sliced(1);
        value = value << 7 | (byte & 0x7fU);
        if (byte < 0x80)
            return true;
    }
    m_error = NegentropyError::NumberTooLarge;
    return false;
}

bool NegentropyReader::readBytes(std::uint64_t size, QByteArrayView& bytes)
{
    if (size > static_cast<std::uint64_t>(m_rest.size())) {
        m_error = NegentropyError::CutShort;
        return false;
    }
    bytes = m_rest.first(static_cast<qsizetype>(size));
    m_rest = m_rest.sliced(bytes.size());
    return true;
}

bool NegentropyReader::readBound(NegentropyBound& bound)
{
    std::uint64_t time = 0;
    std::uint64_t length = 0;
    if (!readVarint(time) || !readVarint(length))
        return false;
    if (length > EventId::size) {
        m_error = NegentropyError::PrefixTooLong;
        return false;
    }
    QByteArrayView prefix;
    if (!readBytes(length, prefix))
        return false;
    // 0 is infinity, and so is a sum that leaves 64 bits
    const auto step = time == 0 ? NegentropyBound::infinity : time - 1;
    m_lastTimestamp = step > NegentropyBound::infinity - m_lastTimestamp ? NegentropyBound::infinity
                                                                         : m_lastTimestamp + step;
    std::array<std::uint8_t, EventId::size> bytes{};
    std::copy(prefix.begin(), prefix.end(), bytes.begin());
    bound = {{m_lastTimestamp, EventId(bytes)}, static_cast<std::uint8_t>(length)};
    return true;
}

bool NegentropyReader::readPayload(NegentropyRange& range)
{
    switch (range.mode) {
    case NegentropyMode::Skip:
        return true;
    case NegentropyMode::Fingerprint:
        return readBytes(std::tuple_size_v<NegentropyFingerprint>, range.payload);
    case NegentropyMode::IdList: {
        std::uint64_t count = 0;
        if (!readVarint(count))
            return false;
        if (count > static_cast<std::uint64_t>(m_rest.size()) / EventId::size) {
            m_error = NegentropyError::CutShort;
            return false;
        }
        return readBytes(count * EventId::size, range.payload);
    }
    }
    Q_UNREACHABLE();
}

} // namespace nostrscope
