// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/event.h"

#include <QByteArray>
#include <QByteArrayView>

#include <map>

namespace nostrscope {

/// Dictionaries by number, as the table `dictionary` holds them.
using BodyDictionaries = std::map<std::uint64_t, QByteArray>;
[[nodiscard]] BodyDictionaries loadDictionaries(class SqlDatabase& database);

/// What the event row does not hold in columns: signature, tags, content. The first byte is the encoding:
/// 0 plain, 1 zstd (followed by the number of its dictionary, 0 = none). In tags, a value of 64 lowercase
/// hex digits takes 32 bytes: ids and keys are most of what tags hold.
void encodeBody(const Event& event, QByteArray& out);
/// The same compressed with zstd at `level`, by dictionary `number` when it is not 0.
[[nodiscard]] QByteArray encodeBodyCompressed(const Event& event, int level, std::uint64_t number,
                                              const QByteArray& dictionary);
/// Sets sig, tags and content of `event`; false when the blob is damaged.
[[nodiscard]] bool decodeBody(QByteArrayView body, const BodyDictionaries& dictionaries, Event& event);

} // namespace nostrscope
