// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/event.h"

#include <QByteArray>
#include <QByteArrayView>

#include <initializer_list>
#include <map>
#include <memory>

struct ZSTD_DDict_s;

namespace nostrscope {

class SqlDatabase;

/// Dictionaries by number, ready for reading. Those of a file are read when a body first asks for them, so
/// that dictionaries that come later are found too. On a connection of one thread.
class BodyDictionaries {
public:
    BodyDictionaries() = default;
    BodyDictionaries(std::initializer_list<std::pair<std::uint64_t, QByteArray>> dictionaries);
    explicit BodyDictionaries(SqlDatabase& database)
        : m_database(&database)
    {
    }
    /// Null when there is none of that number.
    [[nodiscard]] const ZSTD_DDict_s* find(std::uint64_t number) const;

private:
    struct Free {
        void operator()(ZSTD_DDict_s* dictionary) const;
    };
    const ZSTD_DDict_s* add(std::uint64_t number, QByteArrayView bytes) const;

    SqlDatabase* m_database = nullptr;
    mutable std::map<std::uint64_t, std::unique_ptr<ZSTD_DDict_s, Free>> m_dictionaries;
};

/// What the event row does not hold in columns: signature, tags, content. The first byte is the encoding:
/// 0 plain, 1 zstd (followed by the number of its dictionary, 0 = none; BodyEncoder makes it). In tags, a
/// value of 64 lowercase hex digits takes 32 bytes: ids and keys are most of what tags hold.
void encodeBody(const Event& event, QByteArray& out);
/// First byte of a compressed body.
inline constexpr char compressedBodyMark = 1;
/// Of zstd: 2 saves 3 % more than 1 for the same time; 3 saves 1 % more, for a third more time
/// (docs/measurements.md).
inline constexpr int bodyCompressionLevel = 2;
/// What of a body would be compressed; empty when it is not a plain one.
[[nodiscard]] QByteArrayView plainPayload(QByteArrayView body);
/// Sets sig, tags and content of `event`; false when the blob is damaged.
[[nodiscard]] bool decodeBody(QByteArrayView body, const BodyDictionaries& dictionaries, Event& event);

} // namespace nostrscope
