// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/filter.h"

#include "core/base/limits.h"
#include "core/nostr/eventparser_p.h"
#include "core/nostr/json.h"

#include <algorithm>

namespace nostrscope {

using namespace detail;

namespace {

bool isTagLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Any tag of that one-letter name whose value (index 1 only) is wanted.
bool hasTag(const Tags& tags, char name, const std::vector<QByteArray>& values)
{
    for (const auto tag : tags) {
        if (tag.size() < 2 || tag.name().size() != 1 || tag.name().front() != name)
            continue;
        const auto value = tag.value();
        if (std::any_of(values.begin(), values.end(),
                        [&](const QByteArray& wanted) { return wanted == value; }))
            return true;
    }
    return false;
}

template <typename T> bool isListed(const std::optional<std::vector<T>>& list, const T& value)
{
    return !list || std::find(list->begin(), list->end(), value) != list->end();
}

void beginMember(QByteArrayView name, QByteArray& out)
{
    if (!out.endsWith('{'))
        out.append(',');
    appendJsonString(name, out);
    out.append(':');
}

template <typename List, typename Append>
void appendList(QByteArrayView name, const List& list, QByteArray& out, Append append)
{
    beginMember(name, out);
    out.append('[');
    for (const auto& item : list) {
        if (!out.endsWith('['))
            out.append(',');
        append(item);
    }
    out.append(']');
}

template <typename Id>
void appendIds(QByteArrayView name, const std::optional<std::vector<Id>>& ids, QByteArray& out)
{
    if (ids)
        appendList(name, *ids, out, [&out](const Id& id) { appendJsonString(id.toHex(), out); });
}

void appendInteger(QByteArrayView name, std::optional<std::int64_t> value, QByteArray& out)
{
    if (!value)
        return;
    beginMember(name, out);
    appendNumber(*value, out);
}

using Error = std::optional<QString>;

Error error(QByteArrayView member, const char* what)
{
    return QStringLiteral("\"%1\" %2").arg(QString::fromUtf8(member), QLatin1StringView(what));
}

/// A list that is present and not empty.
template <typename T, typename Read>
Error readList(QByteArrayView name, JsonElement value, std::vector<T>& out, const char* what, Read read)
{
    JsonArray list;
    if (value.get(list) != simdjson::SUCCESS || list.size() == 0)
        return error(name, "must be a list with at least one entry");
    out.reserve(list.size());
    for (const JsonElement item : list) {
        std::optional<T> entry = read(item);
        if (!entry)
            return error(name, what);
        out.push_back(std::move(*entry));
    }
    return std::nullopt;
}

template <typename Id>
Error readIds(QByteArrayView name, JsonElement value, std::optional<std::vector<Id>>& out)
{
    return readList(name, value, out.emplace(), "must be a list of 64 lowercase hex digits each",
                    [](JsonElement item) {
                        const auto text = stringOf(item);
                        return text ? Id::fromHex(*text) : std::nullopt;
                    });
}

Error readTime(QByteArrayView name, JsonElement value, std::optional<Timestamp>& out)
{
    out = integerOf(value);
    return out && *out >= 0 && *out <= limits::maxCreatedAt ? Error()
                                                            : error(name, "must be a time in whole seconds");
}

Error readTag(QByteArrayView name, JsonElement value, std::vector<QByteArray>& out)
{
    return readList(name, value, out, "must be a list of texts", [](JsonElement item) {
        const auto text = stringOf(item);
        return text ? std::optional(text->toByteArray()) : std::nullopt;
    });
}

Error readMember(QByteArrayView name, JsonElement value, Filter& filter)
{
    if (name == "ids")
        return readIds(name, value, filter.ids);
    if (name == "authors")
        return readIds(name, value, filter.authors);
    if (name == "kinds")
        return readList(name, value, filter.kinds.emplace(), "must be a list of kinds, 0 to 65535",
                        [](JsonElement item) -> std::optional<Kind> {
                            const auto kind = integerOf(item);
                            if (!kind || *kind < 0 || *kind > 65535)
                                return std::nullopt;
                            return static_cast<Kind>(*kind);
                        });
    if (name == "since")
        return readTime(name, value, filter.since);
    if (name == "until")
        return readTime(name, value, filter.until);
    if (name == "limit") {
        const auto limit = integerOf(value);
        if (!limit || *limit < 0 || *limit > std::numeric_limits<std::uint32_t>::max())
            return error(name, "must be a whole number, 0 or more");
        filter.limit = static_cast<std::uint32_t>(*limit);
        return std::nullopt;
    }
    if (name == "search") {
        const auto text = stringOf(value);
        filter.search = text.value_or(QByteArrayView()).toByteArray();
        return text ? Error() : error(name, "must be a text");
    }
    if (name.size() == 2 && name[0] == '#' && isTagLetter(name[1]))
        return readTag(name, value, filter.tags[name[1]]);
    return error(name, "is not a member of a filter");
}

} // namespace

bool Filter::matches(const Event& event) const
{
    return isListed(ids, event.id) && isListed(authors, event.pubkey) && isListed(kinds, event.kind)
        && (!since || event.createdAt >= *since) && (!until || event.createdAt <= *until)
        && std::all_of(tags.begin(), tags.end(),
                       [&event](const auto& tag) { return hasTag(event.tags, tag.first, tag.second); });
}

QByteArray Filter::toJson() const
{
    QByteArray out("{");
    appendIds("ids", ids, out);
    appendIds("authors", authors, out);
    if (kinds)
        appendList("kinds", *kinds, out, [&out](Kind kind) { appendNumber(kind, out); });
    for (const auto& tag : tags) {
        const char name[] = {'#', tag.first};
        appendList(QByteArrayView(name, 2), tag.second, out,
                   [&out](const QByteArray& value) { appendJsonString(value, out); });
    }
    appendInteger("since", since, out);
    appendInteger("until", until, out);
    appendInteger("limit", limit, out);
    if (!search.isEmpty()) {
        beginMember("search", out);
        appendJsonString(search, out);
    }
    out.append('}');
    return out;
}

Expected<Filter, QString> detail::readFilter(JsonElement value)
{
    JsonObject members;
    if (value.get(members) != simdjson::SUCCESS)
        return Unexpected(QStringLiteral("a filter must be a JSON object"));
    Filter filter;
    std::vector<QByteArrayView> seen;
    for (const auto& [key, member] : members) {
        const auto name = view(key);
        if (std::find(seen.begin(), seen.end(), name) != seen.end())
            return Unexpected(*error(name, "is given twice"));
        if (const auto problem = readMember(name, member, filter))
            return Unexpected(*problem);
        seen.push_back(name);
    }
    if (filter.since && filter.until && *filter.since > *filter.until)
        return Unexpected(QStringLiteral("\"since\" is after \"until\""));
    return filter;
}

Expected<Filter, QString> Filter::fromJson(QByteArrayView json)
{
    JsonReader reader(limits::maxLiveMessageBytes);
    JsonElement root;
    if (!reader.parse(json, root))
        return Unexpected(QStringLiteral("not valid JSON"));
    return readFilter(root);
}

bool matchesAny(const std::vector<Filter>& filters, const Event& event)
{
    return std::any_of(filters.begin(), filters.end(),
                       [&event](const Filter& filter) { return filter.matches(event); });
}

} // namespace nostrscope
