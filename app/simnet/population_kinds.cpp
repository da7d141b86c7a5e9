// SPDX-License-Identifier: GPL-3.0-or-later
// What the people of a Population write, kind by kind.
#include "app/simnet/population.h"
#include "app/simnet/simzap.h"
#include "core/nostr/json.h"

#include <array>

namespace nostrscope {

namespace {

/// Common words first: they are drawn by Zipf's law.
constexpr std::array words{
    "the",    "to",       "and",     "a",       "of",     "is",
    "in",     "it",       "you",     "that",    "for",    "on",
    "we",     "this",     "with",    "not",     "have",   "be",
    "nostr",  "are",      "but",     "just",    "good",   "what",
    "all",    "relay",    "morning", "people",  "time",   "new",
    "note",   "can",      "client",  "one",     "day",    "key",
    "zap",    "like",     "event",   "work",    "today",  "network",
    "más",    "freie",    "wir",     "open",    "signed", "straße",
    "réseau", "より",     "今日は",  "привет",  "مرحبا",  "🌍",
    "🫂",   "\"so\"",   "path\\x", "a\ttab",  "1/2",    "https://example.com/a?b=c&d",
    "coffee", "garden",   "train",   "weather", "bread",  "music",
    "guitar", "mountain", "river",   "bicycle",
};
constexpr std::array hashtags{"nostr", "introductions", "coffee",    "music",
                              "art",   "photography",   "grownostr", "日本"};
constexpr std::array clients{"Damus",     "Amethyst", "Primal", "Coracle",
                             "noStrudel", "Snort",    "Jumble", "Gossip"};
constexpr std::array reactions{"+", "+", "+", "+", "+", "❤️", "🤙", "🔥", "😂", "-"};
constexpr std::array reportTypes{"spam", "spam", "impersonation", "nudity", "illegal", "other"};

void addText(Event& event, QByteArrayView text)
{
    event.content.append(text);
}

} // namespace

std::size_t Population::wordCount()
{
    return words.size();
}

std::size_t Population::clientCount()
{
    return clients.size();
}

QByteArray Population::text(int minWords, int maxWords)
{
    QByteArray out;
    for (int left = m_random.between(minWords, maxWords); left > 0; --left) {
        if (!out.isEmpty())
            out.append(m_random.chance(0.04) ? '\n' : ' ');
        out.append(words[m_words.pick(m_random)]);
    }
    return out;
}

void Population::addClientTag(Event& event, const Author& author)
{
    if (author.client < clients.size() && event.kind != 62)
        event.tags.append({"client", clients[author.client]});
}

void Population::addHashtags(Event& event)
{
    for (int left = m_random.chance(0.2) ? m_random.between(1, 4) : 0; left > 0; --left) {
        const auto* const tag = hashtags[m_random.below(hashtags.size())];
        event.content.append(" #").append(tag);
        event.tags.append({"t", tag});
    }
}

void Population::profile(Event& event, std::size_t author)
{
    const auto number = QByteArray::number(static_cast<qulonglong>(author));
    const auto name = QByteArray(words[author % words.size()]) + number;
    QByteArray& out = event.content;
    out.append("{\"name\":");
    appendJsonString(name, out);
    out.append(",\"about\":");
    appendJsonString(text(3, 20), out);
    out.append(",\"picture\":\"https://img.example.com/").append(number).append(".png\"");
    if (author % 3 != 0)
        out.append(",\"nip05\":\"user").append(number).append("@names.example.com\"");
    if (author % 2 != 0)
        out.append(",\"lud16\":\"user").append(number).append("@pay.example.com\"");
    if (author % 40 == 7)
        out.append(",\"bot\":true");
    out.append('}');
}

/// Notes, a third of them answers (NIP-10).
void Population::note(Event& event)
{
    addText(event, text(2, m_random.chance(0.08) ? 300 : 40));
    const auto* target = m_random.chance(0.35) ? pickNote() : nullptr;
    if (target && target->target.kind == 1) {
        const auto id = target->target.id.toHex();
        const auto key = target->target.author.toHex();
        event.tags.append({"e", id, pickRelay(), "root", key});
        event.tags.append({"p", key});
    }
    addHashtags(event);
}

/// Of a size between a handful and hundreds; the same people tend to be followed by all.
void Population::follows(Event& event, std::size_t author)
{
    SimRandom size(m_seed, 0xf0110000U + author);
    const auto count = 5 + static_cast<std::size_t>(std::pow(size.unit(), 3.0) * 400);
    std::vector<bool> chosen(m_authors.size());
    for (std::size_t i = 0; i < count; ++i) {
        const auto other = pickAuthor();
        if (chosen[other])
            continue;
        chosen[other] = true;
        event.tags.append({"p", m_authors[other].keys.publicKey().toHex()});
    }
}

void Population::deletion(Event& event, const Note& note)
{
    event.tags.append({"e", note.target.id.toHex()});
    event.tags.append({"k", QByteArray::number(note.target.kind)});
    if (m_random.chance(0.3))
        addText(event, "posted by mistake");
    const auto id = note.target.id;
    std::erase_if(m_notes, [&](const Note& other) { return other.target.id == id; });
}

/// Kind 6 of notes, 16 of anything else (NIP-18).
void Population::repost(Event& event, const Note& note)
{
    event.kind = note.target.kind == 1 ? 6 : 16;
    event.tags.append({"e", note.target.id.toHex(), pickRelay()});
    event.tags.append({"p", note.target.author.toHex()});
    if (event.kind == 16)
        event.tags.append({"k", QByteArray::number(note.target.kind)});
    if (m_random.chance(0.8))
        event.content = note.json;
}

void Population::reaction(Event& event, const Note& note)
{
    event.content = reactions[m_random.below(reactions.size())];
    event.tags.append({"e", note.target.id.toHex(), pickRelay(), note.target.author.toHex()});
    event.tags.append({"p", note.target.author.toHex()});
    event.tags.append({"k", QByteArray::number(note.target.kind)});
}

/// NIP-62; to all relays, because a corpus that named ports would differ from run to run.
void Population::vanish(Event& event)
{
    event.tags.append({"relay", "ALL_RELAYS"});
    addText(event, "goodbye");
}

/// NIP-22: on another comment, or on a web page (a note is answered by kind 1).
void Population::comment(Event& event, const Note& note)
{
    addText(event, text(2, 30));
    if (note.target.kind == 1111) {
        const auto id = note.target.id.toHex();
        const auto key = note.target.author.toHex();
        event.tags.append({"E", id, pickRelay(), key});
        event.tags.append({"K", "1111"});
        event.tags.append({"P", key});
        event.tags.append({"e", id, pickRelay(), key});
        event.tags.append({"k", "1111"});
        event.tags.append({"p", key});
        return;
    }
    const auto page = "https://blog.example.com/" + QByteArray::number(m_random.between(1, 200));
    event.tags.append({"I", page});
    event.tags.append({"K", "web"});
    event.tags.append({"i", page});
    event.tags.append({"k", "web"});
}

void Population::report(Event& event, const Note& note)
{
    const QByteArrayView type = reportTypes[m_random.below(reportTypes.size())];
    event.tags.append({"e", note.target.id.toHex(), type});
    event.tags.append({"p", note.target.author.toHex(), type});
    if (m_random.chance(0.3))
        addText(event, text(2, 12));
}

void Population::zap(Event& event, const Note& note, std::size_t sender)
{
    constexpr std::array<std::uint64_t, 8> amounts{21, 21, 21, 42, 100, 210, 1000, 21000};
    const auto sats = amounts[m_random.below(amounts.size())];
    auto comment = m_random.chance(0.3) ? text(1, 8) : QByteArray();
    const auto first = pickRelay();
    const auto second = pickRelay();
    fillZapReceipt(
        event,
        {m_authors[sender].keys, note.target.id, note.target.author, sats, first, second, std::move(comment)},
        m_random);
}

void Population::relayList(Event& event)
{
    constexpr std::array<const char*, 3> markers{nullptr, "read", "write"};
    for (int left = m_random.between(2, 5); left > 0; --left) {
        event.tags.beginTag();
        event.tags.addItem("r");
        event.tags.addItem(pickRelay());
        if (const auto* const marker = markers[m_random.below(markers.size())])
            event.tags.addItem(marker);
    }
}

} // namespace nostrscope
