// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simnet/dvmtraffic.h"
#include "app/simnet/simrandom.h"
#include "core/crypto/schnorr.h"
#include "core/nostr/event.h"

#include <QByteArray>

#include <deque>
#include <optional>
#include <unordered_set>
#include <vector>

namespace nostrscope {

/// The people of a simulated network: who writes what, in which proportion, signed. The same seed and relay
/// names give the same events. One thread.
class Population {
public:
    /// `relayNames` are the URLs that relay lists and hints name. A tenth of the events is traffic of as many
    /// data vending machines as `machines`, if any.
    Population(std::uint64_t seed, std::vector<QByteArray> relayNames, int machines = defaultMachines);
    static constexpr int defaultMachines = 24;

    /// The next event, really signed, different from all before. Times are expected to grow; deletions and
    /// answers point backwards, and what machines had to say a little earlier is dated so.
    [[nodiscard]] Event next(Timestamp time);

private:
    struct Author {
        KeyPair keys;
        std::size_t client; ///< index of the application; beyond clientCount(): one that adds no tag
    };
    /// What others can answer to.
    struct Target {
        EventId id;
        PubKey author;
        std::size_t authorIndex;
        Kind kind;
    };
    /// A note with its JSON, for reposts.
    struct Note {
        Target target;
        QByteArray json;
    };

    [[nodiscard]] static std::size_t wordCount();
    [[nodiscard]] static std::size_t clientCount();
    [[nodiscard]] Author makeAuthor(std::size_t index, std::uint32_t generation) const;
    [[nodiscard]] std::size_t pickAuthor() { return m_activity.pick(m_random); }
    [[nodiscard]] const Note* pickNote();
    [[nodiscard]] QByteArrayView pickRelay() { return m_relayNames[m_random.below(m_relayNames.size())]; }
    [[nodiscard]] QByteArray text(int minWords, int maxWords);
    void addClientTag(Event& event, const Author& author);
    void addHashtags(Event& event);
    [[nodiscard]] Event make(Timestamp time);
    [[nodiscard]] Kind pickKind();
    /// Fills kind, tags and content; the author that signs it.
    [[nodiscard]] std::size_t compose(Event& event);
    void answer(Event& event, const Note& note);
    void remember(const Event& event, std::size_t author);
    void retire(std::size_t author);

    void profile(Event& event, std::size_t author);
    void note(Event& event);
    void follows(Event& event, std::size_t author);
    void deletion(Event& event, const Note& note);
    void repost(Event& event, const Note& note);
    void reaction(Event& event, const Note& note);
    void vanish(Event& event);
    void comment(Event& event, const Note& note);
    void report(Event& event, const Note& note);
    void zap(Event& event, const Note& note, std::size_t sender);
    void relayList(Event& event);

    std::uint64_t m_seed;
    std::vector<QByteArray> m_relayNames;
    SimRandom m_random;
    Zipf m_activity;
    Zipf m_words;
    std::vector<Author> m_authors;
    std::vector<KeyPair> m_zappers; ///< the LNURL servers that sign receipts
    std::deque<Note> m_notes; ///< the latest
    std::uint32_t m_vanished = 0;
    std::optional<DvmTraffic> m_dvms;
    Timestamp m_second = 0;
    std::unordered_set<EventId> m_idsOfSecond;
};

} // namespace nostrscope
