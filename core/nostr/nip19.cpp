// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/nip19.h"

#include "core/base/limits.h"
#include "core/nostr/bech32.h"

#include <QString>

#include <algorithm>

namespace nostrscope {

namespace {

enum Type : std::uint8_t { Special = 0, Relay = 1, Author = 2, KindType = 3 };
constexpr qsizetype maxValueLength = 255;
constexpr std::size_t maxRelays = 100;

struct Fields {
    std::optional<QByteArrayView> special;
    std::vector<QByteArray> relays;
    std::optional<PubKey> author;
    std::optional<Kind> kind;
};

bool readField(std::uint8_t type, QByteArrayView value, Fields& fields)
{
    switch (type) {
    case Special:
        if (!fields.special)
            fields.special = value;
        return true;
    case Relay:
        if (fields.relays.size() < maxRelays && value.isValidUtf8())
            fields.relays.push_back(value.toByteArray());
        return true;
    case Author: {
        const auto author = PubKey::fromBytes(value);
        if (author && !fields.author)
            fields.author = author;
        return author.has_value();
    }
    case KindType: {
        if (value.size() != 4)
            return false;
        const auto byte = [value](qsizetype i) { return static_cast<std::uint8_t>(value[i]); };
        if (byte(0) != 0 || byte(1) != 0) // four bytes on the wire, but no event has such a kind
            return false;
        if (!fields.kind)
            fields.kind = static_cast<Kind>(byte(2) << 8 | byte(3));
        return true;
    }
    default:
        return true;
    }
}

std::optional<Fields> readFields(QByteArrayView bytes)
{
    Fields fields;
    while (!bytes.isEmpty()) {
        if (bytes.size() < 2)
            return std::nullopt;
        const auto type = static_cast<std::uint8_t>(bytes[0]);
        const qsizetype length = static_cast<std::uint8_t>(bytes[1]);
        if (bytes.size() < 2 + length || !readField(type, bytes.sliced(2, length), fields))
            return std::nullopt;
        bytes = bytes.sliced(2 + length);
    }
    return fields;
}

std::optional<Nip19Entity> readTlvEntity(const QByteArray& prefix, QByteArrayView bytes)
{
    auto fields = readFields(bytes);
    if (!fields || !fields->special)
        return std::nullopt;
    if (prefix == "nprofile") {
        if (const auto key = PubKey::fromBytes(*fields->special))
            return ProfilePointer{*key, std::move(fields->relays)};
    } else if (prefix == "nevent") {
        if (const auto id = EventId::fromBytes(*fields->special))
            return EventPointer{*id, std::move(fields->relays), fields->author, fields->kind};
    } else if (prefix == "naddr" && fields->author && fields->kind && fields->special->isValidUtf8()) {
        return AddressPointer{{*fields->kind, *fields->author, fields->special->toByteArray()},
                              std::move(fields->relays)};
    }
    return std::nullopt;
}

void appendField(Type type, QByteArrayView value, QByteArray& out)
{
    out.append(static_cast<char>(type));
    out.append(static_cast<char>(static_cast<std::uint8_t>(value.size())));
    out.append(value);
}

void appendRelays(const std::vector<QByteArray>& relays, QByteArray& out)
{
    for (const auto& relay : relays) {
        if (relay.size() <= maxValueLength)
            appendField(Relay, relay, out);
    }
}

void appendKind(Kind kind, QByteArray& out)
{
    const char bytes[] = {0, 0, static_cast<char>(kind >> 8), static_cast<char>(kind & 0xff)};
    appendField(KindType, QByteArrayView(bytes, 4), out);
}

QByteArray encode(const char* prefix, QByteArrayView bytes)
{
    return encodeBech32(prefix, wordsOfBytes(bytes));
}

bool isEntityCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

} // namespace

std::optional<Nip19Entity> decodeNip19(QByteArrayView text)
{
    const auto parts = decodeBech32(text, limits::maxBech32Length);
    const auto bytes = parts ? bytesOfWords(parts->words) : std::nullopt;
    if (!bytes)
        return std::nullopt;
    if (parts->prefix == "npub") {
        const auto key = PubKey::fromBytes(*bytes);
        return key ? std::optional<Nip19Entity>(*key) : std::nullopt;
    }
    if (parts->prefix == "note") {
        const auto id = EventId::fromBytes(*bytes);
        return id ? std::optional<Nip19Entity>(*id) : std::nullopt;
    }
    if (parts->prefix == "nsec")
        return bytes->size() == 32 ? std::optional<Nip19Entity>(SecretText()) : std::nullopt;
    return readTlvEntity(parts->prefix, *bytes);
}

std::optional<Nip19Entity> decodeNostrUri(QByteArrayView text)
{
    static constexpr qsizetype schemeLength = 6;
    if (text.size() < schemeLength || text.first(schemeLength).toByteArray().toLower() != "nostr:")
        return std::nullopt;
    auto entity = decodeNip19(text.sliced(schemeLength));
    if (entity && std::holds_alternative<SecretText>(*entity))
        return std::nullopt;
    return entity;
}

std::vector<Nip19Entity> nostrUrisIn(QByteArrayView text, std::size_t max)
{
    std::vector<Nip19Entity> found;
    for (auto at = text.indexOf("nostr:"); at >= 0 && found.size() < max;
         at = text.indexOf("nostr:", at + 6)) {
        const auto* const begin = text.begin() + at + 6;
        const auto* const end = std::find_if_not(begin, text.end(), isEntityCharacter);
        if (auto entity = decodeNostrUri(text.sliced(at, end - begin + 6)))
            found.push_back(*std::move(entity));
    }
    return found;
}

std::optional<PubKey> publicKeyOf(QByteArrayView text)
{
    const auto trimmed = text.trimmed();
    if (const auto key = PubKey::fromHex(trimmed.toByteArray().toLower()))
        return key;
    const auto entity = decodeNip19(trimmed);
    if (!entity)
        return std::nullopt;
    if (const auto* key = std::get_if<PubKey>(&*entity))
        return *key;
    if (const auto* profile = std::get_if<ProfilePointer>(&*entity))
        return profile->key;
    return std::nullopt;
}

QByteArray encodeNpub(const PubKey& key)
{
    return encode("npub", key.view());
}

QByteArray encodeNote(const EventId& id)
{
    return encode("note", id.view());
}

QByteArray encodeNprofile(const ProfilePointer& pointer)
{
    QByteArray bytes;
    appendField(Special, pointer.key.view(), bytes);
    appendRelays(pointer.relays, bytes);
    return encode("nprofile", bytes);
}

QByteArray encodeNevent(const EventPointer& pointer)
{
    QByteArray bytes;
    appendField(Special, pointer.id.view(), bytes);
    appendRelays(pointer.relays, bytes);
    if (pointer.author)
        appendField(Author, pointer.author->view(), bytes);
    if (pointer.kind)
        appendKind(*pointer.kind, bytes);
    return encode("nevent", bytes);
}

QByteArray encodeNaddr(const AddressPointer& pointer)
{
    if (pointer.address.identifier.size() > maxValueLength)
        return {};
    QByteArray bytes;
    appendField(Special, pointer.address.identifier, bytes);
    appendRelays(pointer.relays, bytes);
    appendField(Author, pointer.address.author.view(), bytes);
    appendKind(pointer.address.kind, bytes);
    return encode("naddr", bytes);
}

} // namespace nostrscope
