// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/address.h"

#include <algorithm>
#include <charconv>

namespace nostrscope {

namespace {

bool hasVersions(Kind kind)
{
    const auto kindOf = kindClass(kind);
    return kindOf == KindClass::Replaceable || kindOf == KindClass::Addressable;
}

} // namespace

std::optional<Address> Address::parse(QByteArrayView text)
{
    const auto first = text.indexOf(':');
    const auto second = first < 0 ? -1 : text.indexOf(':', first + 1);
    if (second < 0)
        return std::nullopt;
    const auto kind = parseKind(text.first(first));
    const auto author = PubKey::fromHex(text.sliced(first + 1, second - first - 1));
    if (!kind || !hasVersions(*kind) || !author)
        return std::nullopt;
    const bool hasIdentifier = kindClass(*kind) == KindClass::Addressable; // else any text there is ignored
    return Address{*kind, *author, hasIdentifier ? text.sliced(second + 1).toByteArray() : QByteArray()};
}

std::optional<Address> Address::of(const Event& event)
{
    switch (kindClass(event.kind)) {
    case KindClass::Replaceable:
        return Address{event.kind, event.pubkey, {}};
    case KindClass::Addressable:
        return Address{event.kind, event.pubkey, nostrscope::identifier(event).toByteArray()};
    case KindClass::Regular:
    case KindClass::Ephemeral:
        return std::nullopt;
    }
    Q_UNREACHABLE();
}

std::optional<std::int64_t> parseDigits(QByteArrayView text) noexcept
{
    std::int64_t value = 0;
    const bool isNumber =
        !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!isNumber)
        return std::nullopt;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    return result.ec == std::errc() ? std::optional(value) : std::nullopt;
}

std::optional<Kind> parseKind(QByteArrayView text) noexcept
{
    const auto value = parseDigits(text);
    return value && *value <= 65535 ? std::optional(static_cast<Kind>(*value)) : std::nullopt;
}

} // namespace nostrscope
