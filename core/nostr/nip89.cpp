// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/nip89.h"

#include "core/nostr/address.h"
#include "core/nostr/jsonreader_p.h"
#include "core/nostr/kinds.h"

#include <algorithm>
#include <initializer_list>

namespace nostrscope {

using namespace detail;

struct HandlerReader::Private {
    JsonReader reader{std::size_t(maxHandlerContentBytes)};
};

namespace {

/// A whole number is a text as well: prices are written both ways.
QByteArray textOf(JsonElement value, qsizetype maxBytes)
{
    if (const auto number = integerOf(value))
        return QByteArray::number(qlonglong(*number));
    const auto text = cut(stringOf(value).value_or(QByteArrayView()), maxBytes);
    return text.trimmed().isEmpty() ? QByteArray() : text.toByteArray();
}

/// The first of these members that holds a text.
QByteArray firstText(const JsonObject& members, std::initializer_list<const char*> names,
                     qsizetype maxBytes = maxHandlerText)
{
    for (const auto* name : names) {
        JsonElement member;
        if (members[name].get(member) != simdjson::SUCCESS || member.is_number())
            continue;
        if (auto text = textOf(member, maxBytes); !text.isEmpty())
            return text;
    }
    return {};
}

/// Whole or not at all: half a URL is none.
QByteArray firstUrl(const JsonObject& members, std::initializer_list<const char*> names)
{
    auto text = firstText(members, names, qsizetype(limits::maxRelayUrlLength) + 1);
    const auto lower = text.left(8).toLower();
    const bool isWeb = lower.startsWith("https://") || lower.startsWith("http://");
    return isWeb && text.size() <= qsizetype(limits::maxRelayUrlLength) ? text : QByteArray();
}

std::optional<bool> firstFlag(const JsonObject& members, std::initializer_list<const char*> names)
{
    for (const auto* name : names) {
        bool flag = false;
        if (members[name].get(flag) == simdjson::SUCCESS)
            return flag;
    }
    return std::nullopt;
}

HandlerParam paramOf(std::string_view name, JsonElement value)
{
    HandlerParam param;
    param.name = cut(view(name), maxHandlerText).toByteArray();
    JsonObject members;
    if (value.get(members) != simdjson::SUCCESS)
        return param;
    param.isRequired = firstFlag(members, {"required"}).value_or(false);
    param.description = firstText(members, {"description"}, maxHandlerAbout);
    JsonArray values;
    if (members["values"].get(values) != simdjson::SUCCESS)
        return param;
    for (const JsonElement item : values) {
        if (param.values.size() == maxHandlerParamValues)
            break;
        if (auto text = textOf(item, maxHandlerText); !text.isEmpty())
            param.values.push_back(std::move(text));
    }
    return param;
}

std::vector<HandlerParam> readParams(const JsonObject& members)
{
    std::vector<HandlerParam> params;
    JsonObject described;
    if (members["nip90Params"].get(described) != simdjson::SUCCESS)
        return params;
    for (const auto& member : described) {
        if (params.size() == maxHandlerListItems)
            break;
        if (!member.key.empty())
            params.push_back(paramOf(member.key, member.value));
    }
    return params;
}

HandlerProfile profileOf(const JsonObject& members)
{
    HandlerProfile profile;
    profile.name = firstText(members, {"name", "display_name", "displayName"});
    profile.about = firstText(members, {"about", "description"}, maxHandlerAbout);
    profile.picture = firstUrl(members, {"picture", "image"});
    profile.website = firstUrl(members, {"website"});
    profile.lightning = firstText(members, {"lud16"});
    JsonElement amount;
    if (members["amount"].get(amount) == simdjson::SUCCESS)
        profile.price = textOf(amount, maxHandlerText);
    profile.params = readParams(members);
    profile.takesEncrypted = firstFlag(members, {"encryptionSupported", "supportsEncryption"});
    profile.takesCashu = firstFlag(members, {"cashuAccepted", "acceptsNutZaps"});
    return profile;
}

} // namespace

bool Handler::handlesJobs() const
{
    return std::any_of(kinds.begin(), kinds.end(),
                       [](Kind kind) { return dvmRole(kind) == DvmRole::Request; });
}

HandlerReader::HandlerReader()
    : d(std::make_unique<Private>())
{
}

HandlerReader::~HandlerReader() = default;

HandlerContent HandlerReader::readProfile(QByteArrayView content, HandlerProfile& profile)
{
    profile = {};
    if (content.size() > maxHandlerContentBytes)
        return HandlerContent::TooLarge;
    if (content.trimmed().isEmpty())
        return HandlerContent::Empty;
    JsonElement root;
    JsonObject members;
    if (!d->reader.parse(content, root) || root.get(members) != simdjson::SUCCESS)
        return HandlerContent::Malformed;
    profile = profileOf(members);
    return HandlerContent::Profile;
}

std::optional<Handler> HandlerReader::read(const Event& event)
{
    if (event.kind != handlerKind)
        return std::nullopt;
    Handler handler;
    for (const auto tag : event.tags) {
        const bool isKind = tag.name() == "k";
        const auto kind = isKind ? parseKind(tag.value()) : std::nullopt;
        const bool isTopic = tag.name() == "t" && !tag.value().isEmpty();
        const auto at =
            kind ? std::lower_bound(handler.kinds.begin(), handler.kinds.end(), *kind) : handler.kinds.end();
        const bool isNewKind = kind && (at == handler.kinds.end() || *at != *kind);
        if ((isNewKind && handler.kinds.size() == maxHandlerListItems)
            || (isTopic && handler.topics.size() == maxHandlerListItems))
            handler.isCut = true;
        else if (isNewKind)
            handler.kinds.insert(at, *kind);
        else if (isTopic)
            handler.topics.push_back(cut(tag.value(), maxHandlerText).toByteArray());
    }
    handler.content = readProfile(event.content, handler.profile);
    return handler;
}

} // namespace nostrscope
