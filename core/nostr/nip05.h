// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/ids.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <vector>

namespace nostrscope {

/// A NIP-05 identifier, `local@domain`, in lowercase.
struct InternetIdentifier {
    QByteArray local; ///< a-z0-9-_. ; "_" stands for the domain itself
    QByteArray domain;

    /// A domain alone means `_@domain`. None when a part is malformed or the domain is no public name.
    [[nodiscard]] static std::optional<InternetIdentifier> parse(QByteArrayView text);
    /// `_@domain` shows as the domain.
    [[nodiscard]] QByteArray text() const { return local == "_" ? domain : local + '@' + domain; }
    /// Where the answer is; redirects must not be followed.
    [[nodiscard]] QByteArray url() const
    {
        return "https://" + domain + "/.well-known/nostr.json?name=" + local;
    }

    friend bool operator==(const InternetIdentifier&, const InternetIdentifier&) = default;
};

/// What `nostr.json` says of a name.
struct InternetIdentifierAnswer {
    std::optional<PubKey> key; ///< none: the name is not there, or its key is malformed
    std::vector<QByteArray> relays; ///< of that key, as written
};
/// None when the body is not the JSON object of NIP-05 or larger than limits::maxRelayInformationBytes.
[[nodiscard]] std::optional<InternetIdentifierAnswer> readNostrJson(QByteArrayView body,
                                                                    QByteArrayView local);

} // namespace nostrscope
