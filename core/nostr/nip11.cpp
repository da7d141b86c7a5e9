// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/nip11.h"

#include "core/nostr/address.h"
#include "core/nostr/jsonreader_p.h"
#include "core/nostr/jsonwriter_p.h"

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

struct LimitNumber {
    const char* name;
    std::optional<std::int64_t> RelayLimitation::*member;
};
struct LimitFlag {
    const char* name;
    std::optional<bool> RelayLimitation::*member;
};
struct Text {
    const char* name;
    QByteArray RelayInformation::*member;
    QByteArray (*read)(JsonElement);
};
struct TextList {
    const char* name;
    std::vector<QByteArray> RelayInformation::*member;
};
struct FeeList {
    const char* name;
    std::vector<RelayFee> RelayFees::*member;
};

constexpr std::array limitNumbers{
    LimitNumber{"max_message_length", &RelayLimitation::maxMessageLength},
    LimitNumber{"max_subscriptions", &RelayLimitation::maxSubscriptions},
    LimitNumber{"max_filters", &RelayLimitation::maxFilters},
    LimitNumber{"max_limit", &RelayLimitation::maxLimit},
    LimitNumber{"default_limit", &RelayLimitation::defaultLimit},
    LimitNumber{"max_subid_length", &RelayLimitation::maxSubidLength},
    LimitNumber{"max_event_tags", &RelayLimitation::maxEventTags},
    LimitNumber{"max_content_length", &RelayLimitation::maxContentLength},
    LimitNumber{"min_pow_difficulty", &RelayLimitation::minPowDifficulty},
    LimitNumber{"created_at_lower_limit", &RelayLimitation::createdAtLowerLimit},
    LimitNumber{"created_at_upper_limit", &RelayLimitation::createdAtUpperLimit},
};
constexpr std::array limitFlags{
    LimitFlag{"auth_required", &RelayLimitation::authRequired},
    LimitFlag{"payment_required", &RelayLimitation::paymentRequired},
    LimitFlag{"restricted_writes", &RelayLimitation::restrictedWrites},
};
constexpr std::array texts{
    Text{"name", &RelayInformation::name, readText},
    Text{"description", &RelayInformation::description, readText},
    Text{"banner", &RelayInformation::banner, readWebUrl},
    Text{"icon", &RelayInformation::icon, readWebUrl},
    Text{"pubkey", &RelayInformation::pubkey, readKey},
    Text{"self", &RelayInformation::self, readKey},
    Text{"contact", &RelayInformation::contact, readText},
    Text{"software", &RelayInformation::software, readText},
    Text{"version", &RelayInformation::version, readText},
    Text{"privacy_policy", &RelayInformation::privacyPolicy, readText},
    Text{"terms_of_service", &RelayInformation::termsOfService, readText},
    Text{"posting_policy", &RelayInformation::postingPolicy, readText},
    Text{"payments_url", &RelayInformation::paymentsUrl, readText},
};
constexpr std::array textLists{
    TextList{"relay_countries", &RelayInformation::relayCountries},
    TextList{"language_tags", &RelayInformation::languageTags},
    TextList{"tags", &RelayInformation::tags},
    TextList{"attributes", &RelayInformation::attributes},
};
constexpr std::array feeLists{
    FeeList{"admission", &RelayFees::admission},
    FeeList{"subscription", &RelayFees::subscription},
    FeeList{"publication", &RelayFees::publication},
};

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

void writeLimitation(const RelayLimitation& limitation, JsonWriter& out)
{
    if (limitation == RelayLimitation())
        return;
    out.name("limitation");
    out.open('{');
    for (const auto& row : limitNumbers)
        out.member(row.name, limitation.*row.member);
    for (const auto& row : limitFlags) {
        if (const auto flag = limitation.*row.member) {
            out.name(row.name);
            out.literal(*flag ? "true" : "false");
        }
    }
    out.close('}');
}

void writeRetention(const RelayRetention& entry, JsonWriter& out)
{
    out.open('{');
    out.list("kinds", entry.kinds, [&out](const KindRange& range) {
        if (range.first == range.second) {
            out.number(range.first);
            return;
        }
        out.open('[');
        out.number(range.first);
        out.number(range.second);
        out.close(']');
    });
    if (entry.isForever) {
        out.name("time");
        out.literal("null");
    }
    out.member("time", entry.time);
    out.member("count", entry.count);
    out.close('}');
}

void writeFee(const RelayFee& fee, JsonWriter& out)
{
    out.open('{');
    out.member("amount", fee.amount);
    out.member("unit", fee.unit);
    out.member("period", fee.period);
    out.list("kinds", fee.kinds, [&out](Kind kind) { out.number(kind); });
    out.close('}');
}

void writeNips(const RelayInformation& info, JsonWriter& out)
{
    if (info.supportedNips.empty() && info.supportedNipNames.empty())
        return;
    out.name("supported_nips");
    out.open('[');
    for (const int nip : info.supportedNips)
        out.number(nip);
    for (const auto& name : info.supportedNipNames)
        out.text(name);
    out.close(']');
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

QByteArray RelayInformation::toJson() const
{
    JsonWriter out;
    out.open('{');
    for (const auto& row : texts)
        out.member(row.name, this->*row.member);
    writeNips(*this, out);
    out.member("negentropy", negentropy);
    writeLimitation(limitation, out);
    out.list("retention", retention, [&out](const RelayRetention& entry) { writeRetention(entry, out); });
    if (fees != RelayFees()) {
        out.name("fees");
        out.open('{');
        for (const auto& row : feeLists)
            out.list(row.name, fees.*row.member, [&out](const RelayFee& fee) { writeFee(fee, out); });
        out.close('}');
    }
    for (const auto& row : textLists)
        out.list(row.name, this->*row.member, [&out](const QByteArray& text) { out.text(text); });
    out.close('}');
    return out.take();
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
            info.*row.member = row.read(member);
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
