// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/limits.h"
#include "core/nostr/bech32.h"
#include "core/nostr/nip19.h"
#include "tests/fuzz/fuzz.h"

using namespace nostrscope;

namespace {

struct Encode {
    QByteArray operator()(const PubKey& key) const { return encodeNpub(key); }
    QByteArray operator()(const EventId& id) const { return encodeNote(id); }
    QByteArray operator()(const ProfilePointer& p) const { return encodeNprofile(p); }
    QByteArray operator()(const EventPointer& p) const { return encodeNevent(p); }
    QByteArray operator()(const AddressPointer& p) const { return encodeNaddr(p); }
    QByteArray operator()(const SecretText&) const { return {}; }
};

void checkEntity(QByteArrayView text)
{
    const auto entity = decodeNip19(text);
    if (!entity || std::holds_alternative<SecretText>(*entity))
        return;
    const auto encoded = std::visit(Encode(), *entity);
    FUZZ_REQUIRE(decodeNip19(encoded) == entity);
    FUZZ_REQUIRE(decodeNostrUri("nostr:" + encoded) == entity);
}

} // namespace

/// A right checksum is rare among mutations, so the bytes are also wrapped in one.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto text = fuzz::view(data, size);
    if (const auto parts = decodeBech32(text, limits::maxBech32Length))
        FUZZ_REQUIRE(encodeBech32(parts->prefix, parts->words) == text.toByteArray().toLower());
    checkEntity(text);
    FUZZ_REQUIRE(nostrUrisIn(text, 3).size() <= 3);

    const auto words = wordsOfBytes(text);
    FUZZ_REQUIRE(bytesOfWords(words) == text.toByteArray());
    for (const auto* prefix : {"npub", "note", "nsec", "nprofile", "nevent", "naddr"})
        checkEntity(encodeBech32(prefix, words));
    return 0;
}
