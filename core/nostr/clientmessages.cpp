// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/clientmessages.h"

#include "core/nostr/eventparser_p.h"
#include "core/nostr/json.h"

namespace nostrscope {

using namespace detail;

namespace {

QByteArray begin(const char* verb)
{
    return QByteArray("[\"") + verb + "\",";
}

QByteArray withSubscription(const char* verb, QByteArrayView subscription)
{
    auto out = begin(verb);
    appendJsonString(subscription, out);
    return out;
}

QByteArray withFilters(const char* verb, QByteArrayView subscription, const std::vector<Filter>& filters)
{
    auto out = withSubscription(verb, subscription);
    for (const auto& filter : filters)
        out += ',' + filter.toJson();
    return out + ']';
}

QByteArray withEvent(const char* verb, const Event& event)
{
    auto out = begin(verb);
    appendJson(event, out);
    return out + ']';
}

QByteArray quotedHex(QByteArrayView bytes)
{
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
    return ",\"" + toHex({data, static_cast<std::size_t>(bytes.size())}) + '"';
}

/// The elements of the array, read one after another; remembers what was understood for the answer.
class Reader {
public:
    explicit Reader(JsonArray items)
        : m_at(items.begin())
        , m_end(items.end())
    {
    }

    std::optional<JsonElement> next()
    {
        if (m_at == m_end)
            return std::nullopt;
        const JsonElement item = *m_at;
        ++m_at;
        return item;
    }
    std::optional<QByteArrayView> nextString()
    {
        const auto item = next();
        return item ? stringOf(*item) : std::nullopt;
    }
    bool readVerb()
    {
        const auto verb = nextString();
        if (!verb)
            return false;
        m_verb = cut(*verb, 32).toByteArray();
        return true;
    }
    bool readSubscription()
    {
        const auto id = nextString();
        if (!id || id->isEmpty() || id->size() > qsizetype(limits::maxSubscriptionIdLength))
            return false;
        m_subscription = id->toByteArray();
        return true;
    }

    [[nodiscard]] const QByteArray& verb() const { return m_verb; }
    [[nodiscard]] const QByteArray& subscription() const { return m_subscription; }
    [[nodiscard]] MalformedClientMessage malformed(const QString& reason) const
    {
        return {reason, m_verb, m_subscription};
    }

private:
    JsonArray::iterator m_at;
    JsonArray::iterator m_end;
    QByteArray m_verb;
    QByteArray m_subscription;
};

template <typename Request> ClientMessage readEventRequest(Reader& reader)
{
    const auto item = reader.next();
    Request request;
    if (!item || !readEvent(*item, request.event))
        return reader.malformed(QStringLiteral("not an event"));
    return request;
}

template <typename Request> ClientMessage readFilters(Reader& reader)
{
    Request request{reader.subscription(), {}};
    while (const auto item = reader.next()) {
        auto filter = readFilter(*item);
        if (!filter)
            return reader.malformed(filter.error());
        request.filters.push_back(*std::move(filter));
    }
    if (request.filters.empty())
        return reader.malformed(QStringLiteral("no filter"));
    return request;
}

std::optional<QByteArray> readPayload(Reader& reader)
{
    const auto hex = reader.nextString();
    return hex ? bytesOfHex(*hex) : std::nullopt;
}

ClientMessage readNegOpen(Reader& reader)
{
    const auto item = reader.next();
    auto filter = item ? readFilter(*item) : Unexpected(QStringLiteral("no filter"));
    if (!filter)
        return reader.malformed(filter.error());
    auto payload = readPayload(reader);
    if (!payload)
        return reader.malformed(QStringLiteral("the message must be lowercase hex"));
    return NegOpenRequest{reader.subscription(), *std::move(filter), *std::move(payload)};
}

ClientMessage readNegMsg(Reader& reader)
{
    auto payload = readPayload(reader);
    if (!payload)
        return reader.malformed(QStringLiteral("the message must be lowercase hex"));
    return NegMsgRequest{reader.subscription(), *std::move(payload)};
}

ClientMessage readMessage(Reader& reader)
{
    if (!reader.readVerb())
        return reader.malformed(QStringLiteral("no verb"));
    const auto& verb = reader.verb();
    if (verb == "EVENT")
        return readEventRequest<EventRequest>(reader);
    if (verb == "AUTH")
        return readEventRequest<AuthRequest>(reader);
    const bool isKnown = verb == "REQ" || verb == "COUNT" || verb == "CLOSE" || verb == "NEG-OPEN"
        || verb == "NEG-MSG" || verb == "NEG-CLOSE";
    if (!isKnown)
        return reader.malformed(QStringLiteral("unknown verb"));
    if (!reader.readSubscription())
        return reader.malformed(QStringLiteral("the subscription id must have 1 to 64 characters"));
    if (verb == "REQ")
        return readFilters<ReqRequest>(reader);
    if (verb == "COUNT")
        return readFilters<CountRequest>(reader);
    if (verb == "NEG-OPEN")
        return readNegOpen(reader);
    if (verb == "NEG-MSG")
        return readNegMsg(reader);
    if (verb == "NEG-CLOSE")
        return NegCloseRequest{reader.subscription()};
    return CloseRequest{reader.subscription()};
}

} // namespace

QByteArray eventMessage(const Event& event)
{
    return withEvent("EVENT", event);
}

QByteArray reqMessage(QByteArrayView subscription, const std::vector<Filter>& filters)
{
    return withFilters("REQ", subscription, filters);
}

QByteArray closeMessage(QByteArrayView subscription)
{
    return withSubscription("CLOSE", subscription) + ']';
}

QByteArray authMessage(const Event& event)
{
    return withEvent("AUTH", event);
}

QByteArray countMessage(QByteArrayView subscription, const std::vector<Filter>& filters)
{
    return withFilters("COUNT", subscription, filters);
}

QByteArray negOpenMessage(QByteArrayView subscription, const Filter& filter, QByteArrayView payload)
{
    return withSubscription("NEG-OPEN", subscription) + ',' + filter.toJson() + quotedHex(payload) + ']';
}

QByteArray negMsgMessage(QByteArrayView subscription, QByteArrayView payload)
{
    return withSubscription("NEG-MSG", subscription) + quotedHex(payload) + ']';
}

QByteArray negCloseMessage(QByteArrayView subscription)
{
    return withSubscription("NEG-CLOSE", subscription) + ']';
}

ClientMessage parseClientMessage(QByteArrayView json, EventParser& parser)
{
    JsonElement root;
    JsonArray items;
    if (!parser.shared().reader.parse(json, root) || root.get(items) != simdjson::SUCCESS)
        return MalformedClientMessage{QStringLiteral("not a JSON array"), {}, {}};
    Reader reader(items);
    return readMessage(reader);
}

} // namespace nostrscope
