// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/address.h"
#include "core/nostr/ids.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <variant>
#include <vector>

namespace nostrscope {

// NIP-19 text forms. Relays are as written, to be read by RelayUrl::parse.

struct ProfilePointer { ///< nprofile
    PubKey key;
    std::vector<QByteArray> relays;
    friend bool operator==(const ProfilePointer&, const ProfilePointer&) = default;
};
struct EventPointer { ///< nevent
    EventId id;
    std::vector<QByteArray> relays;
    std::optional<PubKey> author;
    std::optional<Kind> kind;
    friend bool operator==(const EventPointer&, const EventPointer&) = default;
};
struct AddressPointer { ///< naddr
    Address address;
    std::vector<QByteArray> relays;
    friend bool operator==(const AddressPointer&, const AddressPointer&) = default;
};
/// nsec: somebody's secret key. We only tell that it is one; the key itself is not kept.
struct SecretText {
    friend bool operator==(const SecretText&, const SecretText&) = default;
};

/// PubKey is npub, EventId is note.
using Nip19Entity = std::variant<PubKey, EventId, ProfilePointer, EventPointer, AddressPointer, SecretText>;

/// None when malformed. Unknown TLV types are skipped, of repeated single values the first counts.
[[nodiscard]] std::optional<Nip19Entity> decodeNip19(QByteArrayView text);
/// `nostr:` and an entity (NIP-21); a secret is refused. Case of the scheme does not matter.
[[nodiscard]] std::optional<Nip19Entity> decodeNostrUri(QByteArrayView text);
/// The `nostr:` URIs within a text (NIP-27), in order, at most `max`; malformed ones are skipped.
[[nodiscard]] std::vector<Nip19Entity> nostrUrisIn(QByteArrayView text, std::size_t max);

/// A public key as people write it: npub, nprofile or 64 hex digits of any case; none otherwise.
[[nodiscard]] std::optional<PubKey> publicKeyOf(QByteArrayView text);

[[nodiscard]] QByteArray encodeNpub(const PubKey& key);
[[nodiscard]] QByteArray encodeNote(const EventId& id);
/// Relays longer than 255 bytes are left out: the form cannot hold them; an identifier that long gives an
/// empty text.
[[nodiscard]] QByteArray encodeNprofile(const ProfilePointer& pointer);
[[nodiscard]] QByteArray encodeNevent(const EventPointer& pointer);
[[nodiscard]] QByteArray encodeNaddr(const AddressPointer& pointer);

} // namespace nostrscope
