// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discover/outboxcover.h"

#include <algorithm>
#include <tuple>

namespace nostrscope {

namespace {

struct Serving {
    OutboxChoice terms;
    std::vector<std::size_t> authors; ///< ascending, each once
};

class Cover {
public:
    explicit Cover(const OutboxFacts& facts)
        : m_facts(facts)
        , m_servedBy(facts.authors.size())
        , m_isServed(facts.authors.size(), false)
    {
        for (const auto& [url, liveness] : facts.relays) { // by name
            if (liveness == Liveness::Down)
                continue;
            m_places.emplace(url, m_relays.size());
            m_relays.push_back({});
            m_relays.back().terms.url = url;
            m_relays.back().terms.liveness = liveness;
        }
        for (std::size_t i = 0; i < facts.authors.size(); ++i)
            addAuthor(i);
    }

    [[nodiscard]] OutboxCover choose()
    {
        OutboxCover cover;
        while (const auto* best = this->best()) {
            cover.choices.push_back(best->terms);
            const auto served = best->authors; // their counts change meanwhile
            for (const auto author : served)
                serve(author);
        }
        for (std::size_t i = 0; i < m_isServed.size(); ++i) {
            if (!m_isServed[i])
                cover.unserved.push_back(m_facts.authors[i].key);
        }
        return cover;
    }

private:
    void addAuthor(std::size_t number)
    {
        const auto& author = m_facts.authors[number];
        const auto add = [&](const QByteArray& url) -> OutboxChoice* {
            const auto place = m_places.find(url);
            if (place == m_places.end())
                return nullptr; // it is down
            auto& relay = m_relays[place->second];
            if (relay.authors.empty() || relay.authors.back() != number) {
                relay.authors.push_back(number);
                ++relay.terms.newAuthors;
                m_servedBy[number].push_back(place->second);
            }
            return &relay.terms;
        };
        for (const auto& url : author.declared) {
            if (auto* terms = add(url))
                ++terms->declaredBy;
        }
        for (const auto& [url, count] : author.held) {
            if (auto* terms = add(url)) {
                ++terms->heldFor;
                terms->heldEvents += count;
            }
        }
    }
    [[nodiscard]] const Serving* best() const
    {
        const auto rank = [](const Serving& one) {
            return std::tuple(one.terms.newAuthors, one.terms.liveness == Liveness::Up, one.terms.heldEvents);
        };
        const auto found = std::max_element(
            m_relays.begin(), m_relays.end(),
            [&](const Serving& left, const Serving& right) { return rank(left) < rank(right); });
        return found == m_relays.end() || found->terms.newAuthors == 0 ? nullptr : &*found;
    }
    void serve(std::size_t author)
    {
        if (m_isServed[author])
            return;
        m_isServed[author] = true;
        for (const auto relay : m_servedBy[author])
            --m_relays[relay].terms.newAuthors;
    }

    const OutboxFacts& m_facts;
    std::vector<Serving> m_relays;
    std::map<QByteArray, std::size_t> m_places;
    std::vector<std::vector<std::size_t>> m_servedBy; ///< of each author
    std::vector<bool> m_isServed;
};

} // namespace

OutboxState outboxStateOf(const OutboxAuthor& author, const std::map<QByteArray, Liveness>& relays)
{
    if (author.declared.empty())
        return OutboxState::NoList;
    bool anyUp = false;
    bool anyDown = false;
    for (const auto& url : author.declared) {
        const auto known = relays.find(url);
        const auto liveness = known == relays.end() ? Liveness::Unknown : known->second;
        if (liveness == Liveness::Up && author.held.count(url) > 0)
            return OutboxState::Covered;
        anyUp |= liveness == Liveness::Up;
        anyDown |= liveness == Liveness::Down;
    }
    return anyUp ? OutboxState::NothingHeld : anyDown ? OutboxState::NoneAlive : OutboxState::NotChecked;
}

OutboxCover coverOutbox(const OutboxFacts& facts)
{
    return Cover(facts).choose();
}

} // namespace nostrscope
