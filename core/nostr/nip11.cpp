// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/nip11.h"

#include "core/nostr/address.h"
#include "core/nostr/jsonreader_p.h"
#include "core/nostr/nip11members_p.h"

#include <algorithm>
#include <cmath>

namespace nostrscope {

using namespace detail;

namespace {

/// A description longer than this is noise; a list longer than this is an attack.
constexpr qsizetype maxTextBytes = 16 * 1024;
constexpr std::size_t maxListEntries = 1000;

/// Not blank, cut at the bound between two characters.
QByteArray readText(JsonElement value)
{
    const auto text = cut(stringOf(value).value_or(QByteArrayView()), maxTextBytes);
    return text.trimmed().isEmpty() ? QByteArray() : text.toByteArray();
}

QByteArray readWebUrl(JsonElement value)
{
    const auto text = readText(value);
    const auto lower = text.left(8).toLower();
    return lower.startsWith("https://") || lower.startsWith("http://") ? text : QByteArray();
}

QByteArray readKey(JsonElement value)
{
    const auto text = readText(value);
    return PubKey::fromHex(text.toLower()) ? text : QByteArray();
}

QByteArray readText(JsonElement value, TextKind kind)
{
    switch (kind) {
    case TextKind::Text:
        return readText(value);
    case TextKind::WebUrl:
        return readWebUrl(value);
    case TextKind::Key:
        return readKey(value);
    }
    Q_UNREACHABLE();
}

/// A number without a fraction, 0 … 2^53; `42.0` counts.
std::optional<std::int64_t> readNumber(JsonElement value)
{
    double number = 0;
    if (value.is_bool() || value.get(number) != simdjson::SUCCESS || number < 0
        || number > double(limits::maxCreatedAt) || std::floor(number) != number)
        return std::nullopt;
    return static_cast<std::int64_t>(number);
}

std::optional<bool> readFlag(JsonElement value)
{
    bool flag = false;
    return value.get(flag) == simdjson::SUCCESS ? std::optional(flag) : std::nullopt;
}

std::optional<Kind> readKind(JsonElement value)
{
    const auto number = readNumber(value);
    return number && *number <= 65535 ? std::optional(static_cast<Kind>(*number)) : std::nullopt;
}

/// What `read` makes of the entries of a list; entries of the wrong type are dropped.
template <typename T, typename Read> std::vector<T> readList(JsonElement value, Read read)
{
    std::vector<T> list;
    JsonArray items;
    if (value.get(items) != simdjson::SUCCESS)
        return list;
    for (const JsonElement item : items) {
        if (list.size() == maxListEntries)
            break;
        if (std::optional<T> entry = read(item))
            list.push_back(*std::move(entry));
    }
    return list;
}

std::vector<QByteArray> readTexts(JsonElement value)
{
    return readList<QByteArray>(value, [](JsonElement item) {
        auto text = readText(item);
        return text.isEmpty() ? std::nullopt : std::optional(std::move(text));
    });
}

template <typename T> void addOnce(std::vector<T>& list, T value)
{
    if (list.size() < maxListEntries && std::find(list.begin(), list.end(), value) == list.end())
        list.push_back(std::move(value));
}

/// Two hex digits with at least one letter: NIPs such as 5A, which are no integers.
bool isNipName(QByteArrayView text)
{
    const auto isHex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F'); };
    return text.size() == 2 && std::all_of(text.begin(), text.end(), isHex) && !parseDigits(text);
}

/// Numbers as texts count beside real numbers or among themselves; another mixture is not believed.
void readNips(JsonElement value, RelayInformation& info)
{
    JsonArray items;
    if (value.get(items) != simdjson::SUCCESS)
        return;
    std::vector<int> nips;
    std::vector<QByteArray> names;
    bool hasNumber = false;
    bool isText = true;
    for (const JsonElement item : items) {
        auto number = readNumber(item);
        hasNumber |= number.has_value();
        const auto text = stringOf(item);
        isText &= text.has_value();
        if (text)
            number = parseDigits(*text);
        if (number && *number > 0 && *number <= 65535)
            addOnce(nips, static_cast<int>(*number));
        else if (text && isNipName(*text))
            addOnce(names, text->toByteArray());
    }
    if (hasNumber || isText)
        info.supportedNips = std::move(nips);
    info.supportedNipNames = std::move(names);
}

/// One member of the wrong type and the object is not believed; a number out of range costs only itself.
RelayLimitation readLimitation(JsonElement value)
{
    RelayLimitation limitation;
    JsonObject members;
    if (value.get(members) != simdjson::SUCCESS)
        return limitation;
    JsonElement member;
    for (const auto& row : limitNumbers) {
        if (members[row.name].get(member) != simdjson::SUCCESS || member.is_null())
            continue;
        if (!member.is_number())
            return {};
        limitation.*row.member = readNumber(member);
    }
    for (const auto& row : limitFlags) {
        if (members[row.name].get(member) != simdjson::SUCCESS || member.is_null())
            continue;
        limitation.*row.member = readFlag(member);
        if (!(limitation.*row.member))
            return {};
    }
    return limitation;
}

std::optional<KindRange> readKindRange(JsonElement value)
{
    if (const auto kind = readKind(value))
        return KindRange{*kind, *kind};
    JsonArray ends;
    if (value.get(ends) != simdjson::SUCCESS || ends.size() != 2)
        return std::nullopt;
    const auto first = readKind(ends.at(0).value_unsafe());
    const auto last = readKind(ends.at(1).value_unsafe());
    if (!first || !last || *first > *last)
        return std::nullopt;
    return KindRange{*first, *last};
}

std::optional<RelayRetention> readRetention(JsonElement value)
{
    JsonObject members;
    if (value.get(members) != simdjson::SUCCESS)
        return std::nullopt;
    RelayRetention entry;
    JsonElement member;
    if (members["kinds"].get(member) == simdjson::SUCCESS)
        entry.kinds = readList<KindRange>(member, readKindRange);
    if (members["time"].get(member) == simdjson::SUCCESS) {
        entry.isForever = member.is_null();
        entry.time = readNumber(member);
    }
    if (members["count"].get(member) == simdjson::SUCCESS)
        entry.count = readNumber(member);
    return entry == RelayRetention() ? std::nullopt : std::optional(std::move(entry));
}

std::optional<RelayFee> readFee(JsonElement value)
{
    JsonObject members;
    if (value.get(members) != simdjson::SUCCESS)
        return std::nullopt;
    RelayFee fee;
    JsonElement member;
    if (members["amount"].get(member) == simdjson::SUCCESS)
        fee.amount = readNumber(member);
    if (members["unit"].get(member) == simdjson::SUCCESS)
        fee.unit = readText(member);
    if (members["period"].get(member) == simdjson::SUCCESS)
        fee.period = readNumber(member);
    if (members["kinds"].get(member) == simdjson::SUCCESS)
        fee.kinds = readList<Kind>(member, readKind);
    return fee == RelayFee() ? std::nullopt : std::optional(std::move(fee));
}

RelayFees readFees(JsonElement value)
{
    RelayFees fees;
    JsonObject members;
    if (value.get(members) != simdjson::SUCCESS)
        return fees;
    JsonElement member;
    for (const auto& row : feeLists) {
        if (members[row.name].get(member) == simdjson::SUCCESS)
            fees.*row.member = readList<RelayFee>(member, readFee);
    }
    return fees;
}

} // namespace

bool RelayInformation::supports(int nip) const
{
    return std::find(supportedNips.begin(), supportedNips.end(), nip) != supportedNips.end();
}

std::optional<PubKey> RelayInformation::operatorKey() const
{
    return PubKey::fromHex(pubkey.toLower());
}

Expected<RelayInformation, RelayInformationError> parseRelayInformation(QByteArrayView body)
{
    if (body.size() > qsizetype(limits::maxRelayInformationBytes))
        return Unexpected(RelayInformationError::TooLarge);
    if (body.startsWith("\xef\xbb\xbf"))
        body = body.sliced(3);
    JsonReader reader(limits::maxRelayInformationBytes);
    JsonElement root;
    if (!reader.parse(body, root))
        return Unexpected(RelayInformationError::NotJson);
    JsonObject members;
    if (root.get(members) != simdjson::SUCCESS)
        return Unexpected(RelayInformationError::NotAnObject);

    RelayInformation info;
    JsonElement member;
    for (const auto& row : texts) {
        if (members[row.name].get(member) == simdjson::SUCCESS)
            info.*row.member = readText(member, row.kind);
    }
    for (const auto& row : textLists) {
        if (members[row.name].get(member) == simdjson::SUCCESS)
            info.*row.member = readTexts(member);
    }
    if (members["supported_nips"].get(member) == simdjson::SUCCESS)
        readNips(member, info);
    if (members["negentropy"].get(member) == simdjson::SUCCESS)
        info.negentropy = readNumber(member);
    if (members["limitation"].get(member) == simdjson::SUCCESS)
        info.limitation = readLimitation(member);
    if (members["retention"].get(member) == simdjson::SUCCESS)
        info.retention = readList<RelayRetention>(member, readRetention);
    if (members["fees"].get(member) == simdjson::SUCCESS)
        info.fees = readFees(member);
    return info;
}

} // namespace nostrscope
