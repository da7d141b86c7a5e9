// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/mmdbvalue.h"

#include <vector>

namespace nostrscope {

namespace {

constexpr std::uint64_t longSizes = 29; ///< from here on the size is in the next one to three bytes

} // namespace

std::optional<std::uint64_t> MmdbValue::bigEndian(std::uint64_t offset, std::uint64_t bytes) const
{
    const auto all = static_cast<std::uint64_t>(m_section.size());
    if (bytes > sizeof(std::uint64_t) || offset > all || bytes > all - offset)
        return std::nullopt;
    std::uint64_t value = 0;
    for (std::uint64_t i = 0; i < bytes; ++i)
        value = value << 8 | static_cast<std::uint8_t>(m_section[static_cast<qsizetype>(offset + i)]);
    return value;
}

std::optional<MmdbValue::Head> MmdbValue::headAt(std::uint64_t offset) const
{
    const auto control = bigEndian(offset++, 1);
    if (!control)
        return std::nullopt;
    Head head;
    head.type = static_cast<Type>(*control >> 5);
    head.size = *control & 0x1f;
    if (head.type == Type::Pointer) {
        // Two bits say how many bytes follow, three are the front of the offset but in the longest form.
        constexpr std::uint64_t begin[] = {0, 2048, 526'336, 0};
        const auto form = head.size >> 3;
        const auto rest = bigEndian(offset, form + 1);
        if (!rest)
            return std::nullopt;
        head.size = form == 3 ? *rest : ((head.size & 7) << (8 * (form + 1)) | *rest) + begin[form];
        head.payload = head.end = offset + form + 1;
        return head;
    }
    if (head.type == Type::Extended) {
        const auto type = bigEndian(offset++, 1);
        if (!type || *type < 1 || *type > 8)
            return std::nullopt;
        head.type = static_cast<Type>(*type + 7);
    }
    if (head.size >= longSizes) {
        constexpr std::uint64_t begin[] = {29, 285, 65'821};
        const auto bytes = head.size - longSizes + 1;
        const auto rest = bigEndian(offset, bytes);
        if (!rest)
            return std::nullopt;
        head.size = begin[bytes - 1] + *rest;
        offset += bytes;
    }
    head.payload = head.end = offset;
    if (head.type != Type::Map && head.type != Type::Array && head.type != Type::Boolean)
        head.end += head.size;
    if (head.end > static_cast<std::uint64_t>(m_section.size()))
        return std::nullopt;
    return head;
}

std::optional<MmdbValue::Head> MmdbValue::valueAt(std::uint64_t offset) const
{
    auto head = headAt(offset);
    if (head && head->type == Type::Pointer)
        head = headAt(head->size);
    if (head && head->type == Type::Pointer)
        return std::nullopt;
    return head;
}

std::optional<std::uint64_t> MmdbValue::skip(std::uint64_t offset, std::uint32_t& budget) const
{
    // What is inside of maps and lists follows them: counting is enough.
    for (std::uint64_t left = 1; left > 0; --left) {
        const auto head = headAt(offset);
        if (!head || budget == 0)
            return std::nullopt;
        --budget;
        offset = head->end;
        if (head->type == Type::Map)
            left += 2 * head->size;
        else if (head->type == Type::Array)
            left += head->size;
    }
    return offset;
}

std::optional<MmdbValue> MmdbValue::member(QByteArrayView key) const
{
    const auto map = valueAt(m_offset);
    if (!map || map->type != Type::Map)
        return std::nullopt;
    auto offset = map->end;
    auto budget = maxValues;
    for (std::uint64_t i = 0; i < map->size; ++i) {
        const bool isIt = MmdbValue(m_section, offset).text() == key;
        const auto value = skip(offset, budget);
        if (!value)
            return std::nullopt;
        if (isIt)
            return MmdbValue(m_section, *value);
        const auto next = skip(*value, budget);
        if (!next)
            return std::nullopt;
        offset = *next;
    }
    return std::nullopt;
}

QByteArrayView MmdbValue::text() const
{
    const auto head = valueAt(m_offset);
    if (!head || head->type != Type::Text)
        return {};
    return m_section.sliced(static_cast<qsizetype>(head->payload), static_cast<qsizetype>(head->size));
}

std::optional<std::uint64_t> MmdbValue::number() const
{
    const auto head = valueAt(m_offset);
    if (!head || (head->type != Type::UInt16 && head->type != Type::UInt32 && head->type != Type::UInt64))
        return std::nullopt;
    return bigEndian(head->payload, head->size);
}

bool MmdbValue::isPlainMap(int depth) const
{
    const auto map = headAt(m_offset);
    if (!map || map->type != Type::Map)
        return false;
    std::vector<std::uint64_t> open{2 * map->size}; ///< values to come of what is not at its end
    auto offset = map->end;
    auto budget = maxValues;
    while (!open.empty()) {
        if (open.back() == 0) {
            open.pop_back();
            continue;
        }
        --open.back();
        const auto head = headAt(offset);
        if (!head || head->type == Type::Pointer || budget-- == 0)
            return false;
        offset = head->end;
        if (head->type != Type::Map && head->type != Type::Array)
            continue;
        open.push_back(head->type == Type::Map ? 2 * head->size : head->size);
        if (open.size() >= static_cast<std::size_t>(depth))
            return false;
    }
    return true;
}

} // namespace nostrscope
