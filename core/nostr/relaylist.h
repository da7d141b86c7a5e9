// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/expected.h"
#include "core/nostr/relayurl.h"

#include <QByteArrayView>
#include <QString>

#include <vector>

namespace nostrscope {

/// Relay lists as people keep them.
enum class RelayListFormat : std::uint8_t {
    Text, ///< one URL a line, `#` starts a comment
    Csv, ///< a column named like "relay" or "url", else the first; bare hosts get wss://
    Json, ///< texts, objects with "url", nested in lists and objects
};
/// By the ending of the name; Text for unknown ones.
[[nodiscard]] RelayListFormat relayListFormat(QStringView fileName);

/// One entry: also when it is no relay URL, so that the import can say which line was refused.
struct RelayListEntry {
    int line = 0; ///< from 1; in JSON the number of the entry
    QString text; ///< as given, trimmed
    QString name; ///< empty when not given
    QString purpose;
    Expected<RelayUrl, RelayUrlError> url; ///< by RelayUrlRules::list()
};

enum class RelayListError : std::uint8_t {
    TooLarge, ///< above limits::maxRelayListBytes
    TooManyEntries, ///< above limits::maxRelayListEntries
    NotText, ///< not UTF-8
    NotJson,
};

/// Entries in the order given; repeated ones too.
[[nodiscard]] Expected<std::vector<RelayListEntry>, RelayListError> readRelayList(QByteArrayView content,
                                                                                  RelayListFormat format);

} // namespace nostrscope
