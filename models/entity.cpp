// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/entity.h"

#include "core/nostr/nip19.h"
#include "core/nostr/relayurl.h"

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestText = 5000; ///< NIP-19 advises the same for its texts
constexpr qsizetype longestTag = 200;

Entity entityOf(const Nip19Entity& decoded)
{
    using Type = Entity::Type;
    struct Visitor {
        Entity operator()(const PubKey& key) const
        {
            return {Type::Author, QString::fromLatin1(key.toHex())};
        }
        Entity operator()(const EventId& id) const { return {Type::Event, QString::fromLatin1(id.toHex())}; }
        Entity operator()(const ProfilePointer& pointer) const { return (*this)(pointer.key); }
        Entity operator()(const EventPointer& pointer) const { return (*this)(pointer.id); }
        Entity operator()(const AddressPointer& pointer) const
        {
            return {Type::Address, QString::fromUtf8(pointer.address.text())};
        }
        Entity operator()(const SecretText&) const { return {Type::Secret, {}}; }
    };
    return std::visit(Visitor(), decoded);
}

bool isHex(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
    });
}

std::optional<Entity> parseKind(QStringView text)
{
    for (const auto& prefix : {u"kind:"_s, u"kind "_s}) {
        if (text.startsWith(prefix, Qt::CaseInsensitive)) {
            text = text.sliced(prefix.size()).trimmed();
            break;
        }
    }
    bool isNumber = false;
    const auto kind = text.toUShort(&isNumber);
    if (!isNumber || !text.front().isDigit())
        return std::nullopt;
    return Entity{Entity::Type::EventKind, QString::number(kind)};
}

} // namespace

std::optional<Entity> parseEntity(QStringView text)
{
    text = text.trimmed();
    if (text.isEmpty() || text.size() > longestText)
        return std::nullopt;
    if (text.startsWith(u"ws://", Qt::CaseInsensitive) || text.startsWith(u"wss://", Qt::CaseInsensitive)) {
        const auto url = RelayUrl::parse(text, RelayUrlRules::byHand());
        if (!url)
            return std::nullopt;
        return Entity{Entity::Type::Relay, QString::fromLatin1(url->text())};
    }
    if (text.startsWith(u"nostr:", Qt::CaseInsensitive))
        text = text.sliced(6);
    if (text.startsWith(u'#')) {
        const auto tag = text.sliced(1);
        const auto isWhite = [](QChar c) { return c.isSpace(); };
        if (tag.isEmpty() || tag.size() > longestTag || std::any_of(tag.begin(), tag.end(), isWhite))
            return std::nullopt;
        return Entity{Entity::Type::Hashtag, tag.toString()};
    }
    if (text.size() == 64 && isHex(text))
        return Entity{Entity::Type::Hex, text.toString().toLower()};
    if (const auto decoded = decodeNip19(text.toUtf8()))
        return entityOf(*decoded);
    return parseKind(text);
}

} // namespace nostrscope
