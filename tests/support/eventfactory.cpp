// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/eventfactory.h"

#include "core/crypto/verify.h"

#include <thread>

namespace nostrscope::test {

EventFactory::EventFactory(unsigned seed, int authors)
    : m_random(seed)
{
    std::mt19937 secrets(seed);
    while (m_keys.size() < static_cast<std::size_t>(authors)) {
        std::array<std::uint8_t, 32> secret;
        for (auto& byte : secret)
            byte = static_cast<std::uint8_t>(secrets());
        if (auto keys = KeyPair::fromSecret(secret))
            m_keys.push_back(std::move(*keys));
    }
}

QByteArray EventFactory::text(int words)
{
    static constexpr const char* vocabulary[] = {
        "relay",      "note",       "zap",    "gm",     "bitcoin", "the",
        "of",         "and",        "people", "event",  "client",  "signal",
        "open",       "network",    "today",  "garden", "water",   "https://example.com/a.jpg",
        "\"quoted\"", "caf\xc3\xa9"};
    QByteArray result;
    for (int i = 0; i < words; ++i) {
        result.append(vocabulary[m_random() % std::size(vocabulary)]);
        result.append(i % 17 == 16 ? '\n' : ' ');
    }
    result.append(QByteArray::number(m_number));
    return result;
}

/// Everything but the signature, which is the slow part.
Event EventFactory::draft(int& author)
{
    const auto share = m_random() % 100;
    const auto skew = double(m_random()) / double(std::mt19937::max());
    author = static_cast<int>(skew * skew * skew * double(m_keys.size() - 1));
    const auto someone = [this] { return m_keys[m_random() % m_keys.size()].publicKey().toHex(); };
    const auto target = m_recent.empty() ? EventId() : m_recent[m_random() % m_recent.size()];
    Event event;
    event.pubkey = key(author).publicKey();
    event.createdAt = m_time;
    m_time += m_step;
    ++m_number;
    if (share < 42) {
        event.kind = 1;
        event.content = text(5 + static_cast<int>(m_random() % 60));
        if (share < 20)
            event.tags.append({"e", target.toHex(), "wss://relay.example.com", "reply"});
        event.tags.append({"p", someone()});
        event.tags.append({"client", share % 2 ? "Amber" : "Blue"});
    } else if (share < 66) {
        event.kind = 7;
        event.content = "+";
        event.tags.append({"e", target.toHex()});
        event.tags.append({"p", someone()});
    } else if (share < 76) {
        event.kind = 6;
        event.tags.append({"e", target.toHex(), "wss://relay.example.com"});
        event.tags.append({"p", someone()});
    } else if (share < 84) {
        event.kind = 1111;
        event.content = text(20);
        event.tags.append({"E", target.toHex()});
        event.tags.append({"K", "1"});
        event.tags.append({"e", target.toHex()});
        event.tags.append({"k", "1"});
    } else if (share < 92) {
        event.kind = 30023;
        event.content = text(300);
        event.tags.append({"d", QByteArray::number(m_number)});
        event.tags.append({"t", "garden"});
    } else if (share < 96) {
        event.kind = 0;
        event.content = "{\"name\":\"" + QByteArray::number(m_number) + "\",\"about\":\"test\"}";
    } else {
        event.kind = 3;
        for (int i = 0; i < 60; ++i)
            event.tags.append({"p", someone()});
    }
    return event;
}

Event EventFactory::next()
{
    return take(1).front();
}

std::vector<Event> EventFactory::drafts(int count, std::vector<int>& authors)
{
    std::vector<Event> events;
    for (int i = 0; i < count; ++i) {
        int author = 0;
        events.push_back(draft(author));
        authors.push_back(author);
        // Ids are hashes of the draft, so targets can be named before anything is signed.
        events.back().id = computeId(events.back());
        if (m_recent.size() < 5000)
            m_recent.push_back(events.back().id);
        else
            m_recent[m_number % m_recent.size()] = events.back().id;
    }
    return events;
}

std::vector<Event> EventFactory::takeUnsigned(int count)
{
    std::vector<int> authors;
    return drafts(count, authors);
}

std::vector<Event> EventFactory::take(int count)
{
    std::vector<int> authors;
    auto events = drafts(count, authors);
    const auto signPart = [&](std::size_t first, std::size_t step) {
        for (auto i = first; i < events.size(); i += step)
            sign(events[i], key(authors[i]));
    };
    std::thread other(signPart, 1, 2);
    signPart(0, 2);
    other.join();
    return events;
}

Event EventFactory::make(int author, Kind kind, Timestamp createdAt, Tags tags, QByteArray content) const
{
    Event event;
    event.kind = kind;
    event.createdAt = createdAt;
    event.tags = std::move(tags);
    event.content = std::move(content);
    sign(event, key(author));
    return event;
}

QList<QByteArray> toLines(const std::vector<Event>& events)
{
    QList<QByteArray> lines;
    lines.reserve(static_cast<qsizetype>(events.size()));
    for (const auto& event : events)
        lines.append(toJson(event));
    return lines;
}

} // namespace nostrscope::test
