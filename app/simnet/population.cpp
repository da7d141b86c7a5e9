// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simnet/population.h"

#include "app/simnet/simkeys.h"
#include "core/crypto/verify.h"

#include <array>

namespace nostrscope {

namespace {

constexpr std::size_t authorCount = 1000;
constexpr std::size_t zapperCount = 3;
constexpr std::size_t rememberedNotes = 2000;
constexpr double dvmShare01 = 0.1;

struct KindShare {
    Kind kind;
    int perMille;
};
/// Roughly what people write on public relays. The rest of the thousand are notes. Vanishing (62) is rarer
/// still: pickKind() takes two fifths of its share.
constexpr std::array<KindShare, 11> kindShares{{
    {7, 260},
    {6, 60},
    {16, 10},
    {0, 40},
    {3, 35},
    {10002, 20},
    {5, 15},
    {62, 5},
    {1111, 40},
    {1984, 8},
    {9735, 80},
}};

} // namespace

Population::Population(std::uint64_t seed, std::vector<QByteArray> relayNames, int machines)
    : m_seed(seed)
    , m_relayNames(std::move(relayNames))
    , m_random(seed, 1)
    , m_activity(authorCount, 0.9)
    , m_words(wordCount(), 0.8)
{
    for (std::size_t i = 0; i < authorCount; ++i)
        m_authors.push_back(makeAuthor(i, 0));
    for (std::size_t i = 0; i < zapperCount; ++i)
        m_zappers.push_back(simKey(seed, "zapper", i));
    if (machines > 0)
        m_dvms.emplace(DvmTrafficOptions{.seed = seed, .machines = machines}, m_relayNames);
}

Population::Author Population::makeAuthor(std::size_t index, std::uint32_t generation) const
{
    SimRandom random(m_seed, 0xc11e0000U + index);
    return {simKey(m_seed, "author", index, generation), random.below(clientCount() + 2)};
}

Event Population::next(Timestamp time)
{
    if (time != m_second) {
        m_second = time;
        m_idsOfSecond.clear();
    }
    // The same "+" by the same author in the same second would be the same event again.
    for (;;) {
        auto event = make(time);
        if (m_idsOfSecond.insert(event.id).second)
            return event;
    }
}

Event Population::make(Timestamp time)
{
    if (m_dvms && m_random.chance(dvmShare01))
        return m_dvms->next(time);
    Event event;
    event.createdAt = time;
    const auto author = compose(event);
    if (event.kind == 9735) {
        sign(event, m_zappers[m_random.below(m_zappers.size())]);
        return event;
    }
    addClientTag(event, m_authors[author]);
    sign(event, m_authors[author].keys);
    remember(event, author);
    if (event.kind == 62)
        retire(author);
    return event;
}

Kind Population::pickKind()
{
    auto draw = m_random.between(0, 999);
    for (const auto& share : kindShares) {
        if (draw < share.perMille)
            return share.kind == 62 && !m_random.chance(0.4) ? Kind(1) : share.kind;
        draw -= share.perMille;
    }
    return 1;
}

std::size_t Population::compose(Event& event)
{
    event.kind = pickKind();
    const auto author = pickAuthor();
    switch (event.kind) {
    case 0:
        profile(event, author);
        return author;
    case 3:
        follows(event, author);
        return author;
    case 62:
        vanish(event);
        return m_authors.size() - 1 - m_random.below(m_authors.size() / 2); // the quiet half
    case 10002:
        relayList(event);
        return author;
    default:
        break;
    }
    const auto* target = event.kind == 1 ? nullptr : pickNote();
    if (!target) {
        event.kind = 1;
        note(event);
        return author;
    }
    // Copied, because what answers may push the note out of the memory.
    const auto answered = *target;
    if (event.kind == 5) {
        deletion(event, answered);
        return answered.target.authorIndex;
    }
    if (event.kind == 9735)
        zap(event, answered, author);
    else
        answer(event, answered);
    return author;
}

void Population::answer(Event& event, const Note& note)
{
    switch (event.kind) {
    case 6:
    case 16:
        repost(event, note);
        return;
    case 7:
        reaction(event, note);
        return;
    case 1984:
        report(event, note);
        return;
    default:
        comment(event, note);
        return;
    }
}

const Population::Note* Population::pickNote()
{
    if (m_notes.empty())
        return nullptr;
    // Young notes get most of the answers.
    const auto age =
        static_cast<std::size_t>(std::pow(m_random.unit(), 3.0) * static_cast<double>(m_notes.size()));
    return &m_notes[m_notes.size() - 1 - age];
}

void Population::remember(const Event& event, std::size_t author)
{
    if (event.kind != 1 && event.kind != 1111)
        return;
    m_notes.push_back({{event.id, event.pubkey, author, event.kind}, toJson(event)});
    if (m_notes.size() > rememberedNotes)
        m_notes.pop_front();
}

/// A key that vanished is silent for ever; somebody new takes the place.
void Population::retire(std::size_t author)
{
    const auto gone = m_authors[author].keys.publicKey();
    std::erase_if(m_notes, [&](const Note& note) { return note.target.author == gone; });
    m_authors[author] = makeAuthor(author, ++m_vanished);
}

} // namespace nostrscope
