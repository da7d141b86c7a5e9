// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/archive/secondsweep.h"

#include <algorithm>
#include <tuple>

namespace nostrscope {

namespace {

/// Hints beyond are not used: filters stay small, and requests few.
constexpr std::size_t maxHints = 256;
constexpr std::size_t maxIds = 100'000;

template <typename List> std::pair<List, List> halves(const List& list)
{
    const auto middle = list.begin() + static_cast<std::ptrdiff_t>(list.size() / 2);
    return {List(list.begin(), middle), List(middle, list.end())};
}

} // namespace

SecondSweep::SecondSweep(const Filter& base, Timestamp second, std::uint64_t fullPage, Rules rules)
    : m_second(second)
    , m_rules(rules)
    , m_fullPage(fullPage)
{
    auto whole = base;
    whole.since = second;
    whole.until = second;
    whole.limit = rules.pageLimit;
    m_wantsHints = !base.kinds || !base.authors;
    m_parts.push_back(std::move(whole));
    if (!m_wantsHints)
        setHints({}, {});
}

void SecondSweep::setHints(std::vector<Kind> kinds, std::vector<PubKey> authors)
{
    m_wantsHints = false;
    kinds.resize(std::min(kinds.size(), maxHints));
    authors.resize(std::min(authors.size(), maxHints));
    m_authors = std::move(authors);
    // The whole is known to be too much: that is why there is a sweep.
    auto whole = std::move(m_parts.back());
    m_parts.clear();
    if (!whole.kinds && !kinds.empty()) {
        whole.kinds = std::move(kinds);
        m_isExhaustive = false;
        if (whole.kinds->size() == 1) {
            m_parts.push_back(std::move(whole));
            return;
        }
    }
    split(whole);
}

void SecondSweep::split(const Filter& part)
{
    auto first = part;
    auto second = part;
    if (part.kinds && part.kinds->size() > 1) {
        std::tie(*first.kinds, *second.kinds) = halves(*part.kinds);
    } else if (part.authors && part.authors->size() > 1) {
        std::tie(*first.authors, *second.authors) = halves(*part.authors);
    } else if (!part.authors && m_authors.size() > 1) {
        m_isExhaustive = false;
        first.authors.emplace();
        second.authors.emplace();
        std::tie(*first.authors, *second.authors) = halves(m_authors);
    } else {
        m_overflows = true;
        return;
    }
    m_parts.push_back(std::move(second));
    m_parts.push_back(std::move(first));
}

std::optional<Filter> SecondSweep::nextRequest()
{
    if (m_parts.empty() || m_wantsHints)
        return std::nullopt;
    ++m_requests;
    m_pageCount = 0;
    return m_parts.back();
}

void SecondSweep::add(const std::optional<EventKey>& key)
{
    ++m_pageCount;
    if (!key || key->createdAt != m_second)
        return;
    if (m_ids.size() < maxIds)
        m_ids.insert(key->id);
    else
        m_overflows = true;
}

void SecondSweep::pageEnded(bool finish)
{
    if (m_parts.empty())
        return;
    const auto part = std::move(m_parts.back());
    m_parts.pop_back();
    if (!finish && m_pageCount >= std::min<std::uint64_t>(m_fullPage, m_rules.pageLimit))
        split(part);
    if (m_requests >= m_rules.maxRequests && !m_parts.empty()) {
        m_overflows = true;
        m_parts.clear();
    }
}

} // namespace nostrscope
