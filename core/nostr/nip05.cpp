// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/nip05.h"

#include "core/nostr/jsonreader_p.h"
#include "core/nostr/relayurl.h"

#include <algorithm>

namespace nostrscope {

using namespace detail;

namespace {

constexpr qsizetype maxLocalLength = 64;
constexpr std::size_t maxRelays = 100;

bool isLocal(QByteArrayView text)
{
    const auto isAllowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    };
    return !text.isEmpty() && text.size() <= maxLocalLength
        && std::all_of(text.begin(), text.end(), isAllowed);
}

} // namespace

std::optional<InternetIdentifier> InternetIdentifier::parse(QByteArrayView text)
{
    const auto lower = text.trimmed().toByteArray().toLower();
    const auto at = lower.indexOf('@');
    InternetIdentifier id{at < 0 ? QByteArray("_") : lower.first(at), lower.mid(at + 1)};
    const bool isAddress = !id.domain.isEmpty() && id.domain.back() >= '0' && id.domain.back() <= '9';
    if (!isLocal(id.local) || id.domain.contains(':') || isAddress
        || relayNetworkOf(id.domain) != RelayNetwork::Clearnet)
        return std::nullopt;
    return id;
}

std::optional<InternetIdentifierAnswer> readNostrJson(QByteArrayView body, QByteArrayView local)
{
    JsonReader reader(limits::maxRelayInformationBytes);
    JsonElement root;
    JsonObject names;
    if (!reader.parse(body, root) || root["names"].get(names) != simdjson::SUCCESS)
        return std::nullopt;
    InternetIdentifierAnswer answer;
    JsonElement value;
    if (names[std::string_view(local.data(), static_cast<std::size_t>(local.size()))].get(value)
        != simdjson::SUCCESS)
        return answer;
    const auto hex = stringOf(value);
    answer.key = hex ? PubKey::fromHex(*hex) : std::nullopt;
    JsonArray relays;
    if (!answer.key || root["relays"][std::string_view(hex->data(), 64)].get(relays) != simdjson::SUCCESS)
        return answer;
    for (const JsonElement relay : relays) {
        const auto text = stringOf(relay);
        if (text && answer.relays.size() < maxRelays)
            answer.relays.push_back(text->toByteArray());
    }
    return answer;
}

} // namespace nostrscope
