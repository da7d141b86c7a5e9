// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/expected.h"
#include "core/nostr/relaylist.h"
#include "core/records/relay.h"

#include <QSet>

namespace nostrscope {

/// What an import makes of one line of a list.
struct RelayImportRow {
    QString input; ///< verbatim
    QByteArray url; ///< empty: refused
    RelayNetwork network = RelayNetwork::Clearnet;
    QString reason; ///< why it is not added: refused, or "duplicate", or "known"; empty when it is new
    QString name;
    QString purpose;

    [[nodiscard]] bool isRefused() const { return url.isEmpty(); }
    [[nodiscard]] bool isNew() const { return reason.isEmpty(); }
};

/// Reads a list and compares it with the relays that are known. One row for each line that is not empty
/// (JSON, CSV: for each entry), repeated ones too. `allowPrivate`: private addresses may be relays
/// (network/allowPrivate).
[[nodiscard]] Expected<std::vector<RelayImportRow>, RelayListError>
planRelayImport(const QByteArray& content, RelayListFormat format, const QSet<QByteArray>& knownUrls,
                bool allowPrivate = false);

[[nodiscard]] QString describe(RelayListError error);
/// For people: "no host", "a private address" …
[[nodiscard]] QString describe(RelayUrlError error);

} // namespace nostrscope
