// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/eventparser.h"

#include "core/nostr/eventparser_p.h"

namespace nostrscope {

using namespace detail;

namespace {

QByteArray textOf(JsonElement value)
{
    return cut(stringOf(value).value_or(QByteArrayView()), qsizetype(limits::maxRelayTextLength))
        .toByteArray();
}

bool readTags(JsonElement value, Tags& tags)
{
    JsonArray list;
    if (value.get(list) != simdjson::SUCCESS)
        return false;
    for (const JsonElement entry : list) {
        JsonArray items;
        if (entry.get(items) != simdjson::SUCCESS)
            return false;
        tags.beginTag();
        for (const JsonElement item : items) {
            const auto text = stringOf(item);
            if (!text)
                return false;
            tags.addItem(*text);
        }
    }
    return true;
}

std::optional<std::int64_t> integerUpTo(JsonElement value, std::int64_t max)
{
    const auto number = integerOf(value);
    return number && *number >= 0 && *number <= max ? number : std::nullopt;
}

template <typename Id> bool readHex(JsonElement value, Id& id)
{
    const auto text = stringOf(value);
    if (!text)
        return false;
    const auto parsed = Id::fromHex(*text);
    if (!parsed)
        return false;
    id = *parsed;
    return true;
}

bool readMember(std::string_view key, JsonElement value, Event& event, unsigned& seen)
{
    enum Member : unsigned {
        Id = 1,
        Author = 2,
        CreatedAt = 4,
        KindMember = 8,
        TagsMember = 16,
        Content = 32,
        Signature = 64
    };
    const auto once = [&seen](Member member) {
        const bool first = !(seen & member);
        seen |= member;
        return first;
    };
    if (key == "id")
        return once(Id) && readHex(value, event.id);
    if (key == "pubkey")
        return once(Author) && readHex(value, event.pubkey);
    if (key == "sig")
        return once(Signature) && readHex(value, event.sig);
    if (key == "created_at") {
        const auto number = integerUpTo(value, limits::maxCreatedAt);
        event.createdAt = number.value_or(0);
        return once(CreatedAt) && number;
    }
    if (key == "kind") {
        const auto number = integerUpTo(value, 65535);
        event.kind = static_cast<Kind>(number.value_or(0));
        return once(KindMember) && number;
    }
    if (key == "tags")
        return once(TagsMember) && readTags(value, event.tags);
    if (key == "content") {
        const auto text = stringOf(value);
        if (text)
            event.content = text->toByteArray();
        return once(Content) && text;
    }
    return true;
}

} // namespace

bool detail::readEvent(JsonElement value, Event& event)
{
    JsonObject members;
    if (value.get(members) != simdjson::SUCCESS)
        return false;
    unsigned seen = 0;
    for (const auto& [key, member] : members) {
        if (!readMember(key, member, event, seen))
            return false;
    }
    return seen == 127;
}

std::optional<QByteArray> detail::bytesOfHex(QByteArrayView hex)
{
    if (hex.size() % 2 != 0)
        return std::nullopt;
    QByteArray bytes(hex.size() / 2, Qt::Uninitialized);
    const std::span<std::uint8_t> out(reinterpret_cast<std::uint8_t*>(bytes.data()),
                                      static_cast<std::size_t>(bytes.size()));
    return fromLowerHex(hex, out) ? std::optional(bytes) : std::nullopt;
}

namespace {

EoseMessage readEose(QByteArrayView subscription, JsonArray::iterator at, JsonArray::iterator end)
{
    EoseMessage message{subscription.toByteArray()};
    JsonArray hints;
    if (at == end || (*at).get(hints) != simdjson::SUCCESS)
        return message;
    for (const JsonElement hint : hints) {
        const auto text = stringOf(hint);
        message.finish |= text && *text == "finish";
        message.more |= text && *text == "more";
    }
    return message;
}

RelayMessage readCount(QByteArrayView subscription, JsonArray::iterator at, JsonArray::iterator end)
{
    JsonObject answer;
    if (at == end || (*at).get(answer) != simdjson::SUCCESS)
        return MalformedMessage{};
    JsonElement number;
    std::uint64_t count = 0;
    if (answer["count"].get(number) != simdjson::SUCCESS || number.type() == JsonType::DOUBLE
        || number.get(count) != simdjson::SUCCESS)
        return MalformedMessage{};
    CountMessage message;
    message.subscription = subscription.toByteArray();
    message.count = count;
    const auto flag = [&answer](std::string_view name) {
        bool value = false;
        return answer[name].get(value) == simdjson::SUCCESS && value;
    };
    message.approximate = flag("approximate");
    message.limited = flag("limited");
    std::string_view hex;
    if (answer["hll"].get(hex) == simdjson::SUCCESS) {
        std::array<std::uint8_t, 256> registers;
        if (fromLowerHex(view(hex), registers))
            message.hll =
                QByteArray(reinterpret_cast<const char*>(registers.data()), qsizetype(registers.size()));
    }
    return message;
}

RelayMessage readNegMessage(QByteArrayView subscription, JsonArray::iterator at, JsonArray::iterator end)
{
    const auto hex = at == end ? std::nullopt : stringOf(*at);
    auto payload = hex ? bytesOfHex(*hex) : std::nullopt;
    if (!payload)
        return MalformedMessage{};
    return NegMessage{subscription.toByteArray(), std::move(*payload)};
}

RelayMessage readNegError(QByteArrayView subscription, JsonArray::iterator at, JsonArray::iterator end)
{
    NegErrorMessage message{subscription.toByteArray(), {}, std::nullopt};
    if (at != end) {
        message.text = textOf(*at);
        std::uint64_t max = 0;
        if (++at != end && (*at).get(max) == simdjson::SUCCESS)
            message.maxRecords = max;
    }
    return message;
}

RelayMessage readOk(JsonArray::iterator at, JsonArray::iterator end)
{
    const auto id = at == end ? std::nullopt : stringOf(*at);
    if (!id || ++at == end)
        return MalformedMessage{};
    bool accepted = false;
    if ((*at).get(accepted) != simdjson::SUCCESS)
        return MalformedMessage{};
    return OkMessage{EventId::fromHex(*id), accepted, ++at == end ? QByteArray() : textOf(*at)};
}

/// The verbs whose second JsonElement is a subscription id.
RelayMessage readSubscriptionVerb(QByteArrayView verb, QByteArrayView subscription, JsonArray::iterator at,
                                  JsonArray::iterator end)
{
    if (verb == "EVENT") {
        if (at == end || !(*at).is_object())
            return MalformedMessage{};
        EventMessage message{subscription.toByteArray(), {}};
        if (!readEvent(*at, message.event))
            return BadEventMessage{std::move(message.subscription)};
        return message;
    }
    if (verb == "EOSE")
        return readEose(subscription, at, end);
    if (verb == "CLOSED")
        return ClosedMessage{subscription.toByteArray(), at == end ? QByteArray() : textOf(*at)};
    if (verb == "COUNT")
        return readCount(subscription, at, end);
    if (verb == "NEG-MSG")
        return readNegMessage(subscription, at, end);
    return readNegError(subscription, at, end);
}

RelayMessage readMessage(JsonElement root)
{
    JsonArray items;
    if (root.get(items) != simdjson::SUCCESS)
        return MalformedMessage{};
    auto at = items.begin();
    const auto end = items.end();
    const auto verb = at == end ? std::nullopt : stringOf(*at);
    if (!verb)
        return MalformedMessage{};
    ++at;
    if (*verb == "OK")
        return readOk(at, end);
    if (*verb == "NOTICE")
        return NoticeMessage{at == end ? QByteArray() : textOf(*at)};
    const bool knownVerb = *verb == "EVENT" || *verb == "EOSE" || *verb == "CLOSED" || *verb == "COUNT"
        || *verb == "NEG-MSG" || *verb == "NEG-ERR" || *verb == "AUTH";
    if (!knownVerb)
        return UnknownMessage{cut(*verb, 32).toByteArray()};
    const auto second = at == end ? std::nullopt : stringOf(*at);
    if (!second)
        return MalformedMessage{};
    ++at;
    if (*verb == "AUTH")
        return AuthMessage{cut(*second, qsizetype(limits::maxRelayTextLength)).toByteArray()};
    return readSubscriptionVerb(*verb, *second, at, end);
}

} // namespace

EventParser::EventParser()
    : d(std::make_unique<Private>())
{
}

EventParser::~EventParser() = default;

Expected<Event, EventError> EventParser::parseEvent(QByteArrayView json)
{
    if (json.size() > qsizetype(limits::maxEventBytes))
        return Unexpected(EventError::TooLarge);
    JsonElement root;
    if (!d->reader.parse(json, root))
        return Unexpected(EventError::NotJson);
    Event event;
    if (!readEvent(root, event))
        return Unexpected(EventError::NotAnEvent);
    return event;
}

RelayMessage EventParser::parseRelayMessage(QByteArrayView json)
{
    JsonElement root;
    if (!d->reader.parse(json, root))
        return MalformedMessage{};
    return readMessage(root);
}

QByteArray reasonPrefix(QByteArrayView text)
{
    const auto colon = text.indexOf(':');
    if (colon <= 0)
        return {};
    const auto word = text.first(colon).toByteArray().toLower();
    const bool isWord =
        std::all_of(word.begin(), word.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
    return isWord ? word : QByteArray();
}

} // namespace nostrscope
