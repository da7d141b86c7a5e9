// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/schnorr.h"
#include "core/nostr/event.h"

#include <QList>

#include <random>
#include <vector>

namespace nostrscope::test {

/// Signed events of our own, the same for the same seed: kinds, sizes and tags as a relay carries them
/// (42 % notes, 24 % reactions, reposts, zaps with a request inside, lists, profiles; skewed authors).
class EventFactory {
public:
    explicit EventFactory(unsigned seed, int authors = 3000);

    /// The next event, dated one second after the one before, starting at `start`.
    [[nodiscard]] Event next();
    /// `count` of them, signed by all cores; the same events as count × next().
    [[nodiscard]] std::vector<Event> take(int count);
    /// The same without signatures, for stores that do not ask for them.
    [[nodiscard]] std::vector<Event> takeUnsigned(int count);
    /// A plain event with everything given; id and signature are made.
    [[nodiscard]] Event make(int author, Kind kind, Timestamp createdAt, Tags tags, QByteArray content) const;

    [[nodiscard]] const KeyPair& key(int author) const { return m_keys[static_cast<std::size_t>(author)]; }
    void setTime(Timestamp start, Timestamp step)
    {
        m_time = start;
        m_step = step;
    }

private:
    [[nodiscard]] Event draft(int& author);
    [[nodiscard]] std::vector<Event> drafts(int count, std::vector<int>& authors);
    [[nodiscard]] QByteArray text(int words);

    std::mt19937 m_random;
    std::vector<KeyPair> m_keys;
    std::vector<EventId> m_recent;
    Timestamp m_time = 1700000000;
    Timestamp m_step = 1;
    std::uint64_t m_number = 0;
};

[[nodiscard]] QList<QByteArray> toLines(const std::vector<Event>& events);

} // namespace nostrscope::test
