// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discover/duplicates.h"

#include "core/storage/discoveryreader.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

namespace nostrscope {

namespace {

/// Sets that are united, by the number of a member.
class Sets {
public:
    explicit Sets(std::size_t count)
        : m_parents(count)
        , m_reasons(count, 0)
    {
        std::iota(m_parents.begin(), m_parents.end(), std::size_t(0));
    }
    [[nodiscard]] std::size_t rootOf(std::size_t at)
    {
        while (m_parents[at] != at)
            at = m_parents[at] = m_parents[m_parents[at]];
        return at;
    }
    void unite(std::size_t left, std::size_t right, DuplicateGroup::Reason reason)
    {
        const auto root = rootOf(left);
        const auto other = rootOf(right);
        m_reasons[root] |= m_reasons[other] | static_cast<unsigned>(reason);
        m_parents[other] = root;
    }
    [[nodiscard]] unsigned reasonsOf(std::size_t root) const { return m_reasons[root]; }

private:
    std::vector<std::size_t> m_parents;
    std::vector<unsigned> m_reasons;
};

DuplicateGroup::Member memberOf(const Candidate& one)
{
    return {one.url, one.mentions, one.authors, one.state, one.listing, one.check.isReadable()};
}

/// The one to keep comes first.
bool isBetter(const DuplicateGroup::Member& left, const DuplicateGroup::Member& right)
{
    const auto rank = [](const DuplicateGroup::Member& one) {
        return std::tuple(one.listing == CandidateListing::Listed, one.isReadable, one.mentions);
    };
    return rank(left) > rank(right);
}

} // namespace

QByteArray duplicateName(const QByteArray& url)
{
    auto name = url.mid(url.indexOf("://") + 3);
    if (name.startsWith("www."))
        name.remove(0, 4);
    auto end = name.indexOf('/');
    if (end < 0)
        end = name.size();
    const auto authority = name.first(end);
    for (const auto* port : {":80", ":443"}) {
        if (authority.endsWith(port))
            name.remove(end - qsizetype(qstrlen(port)), qsizetype(qstrlen(port)));
    }
    return name;
}

std::vector<DuplicateGroup> findDuplicates(const std::vector<Candidate>& candidates)
{
    Sets sets(candidates.size());
    std::map<QByteArray, std::size_t> names;
    std::map<QByteArray, std::size_t> documents;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const auto& one = candidates[i];
        const auto [name, isNewName] = names.try_emplace(duplicateName(one.url), i);
        if (!isNewName)
            sets.unite(name->second, i, DuplicateGroup::Reason::Name);
        if (one.check.infoSha256.isEmpty() || one.check.infoKey.isEmpty())
            continue;
        const auto [document, isNew] = documents.try_emplace(one.check.infoSha256 + one.check.infoKey, i);
        if (!isNew)
            sets.unite(document->second, i, DuplicateGroup::Reason::Document);
    }
    std::map<std::size_t, std::vector<std::size_t>> members;
    for (std::size_t i = 0; i < candidates.size(); ++i)
        members[sets.rootOf(i)].push_back(i);
    std::vector<DuplicateGroup> groups;
    for (const auto& [root, all] : members) {
        if (all.size() < 2)
            continue;
        DuplicateGroup group;
        group.reason = static_cast<DuplicateGroup::Reason>(sets.reasonsOf(root));
        std::vector<QByteArray> urls;
        for (const auto i : all) {
            group.members.push_back(memberOf(candidates[i]));
            urls.push_back(candidates[i].url);
        }
        group.key = duplicateKey(std::move(urls));
        std::stable_sort(group.members.begin(), group.members.end(), isBetter);
        groups.push_back(std::move(group));
    }
    std::stable_sort(groups.begin(), groups.end(),
                     [](const DuplicateGroup& left, const DuplicateGroup& right) {
                         return left.members.size() > right.members.size();
                     });
    return groups;
}

StoreResult<DuplicatesView> readDuplicates(SqlDatabase& database, const DuplicatesQuestion& question)
{
    DiscoveryReader reader(database);
    CandidateQuery query;
    query.limit = static_cast<int>(DiscoveryBounds().candidates);
    query.withSources = false;
    auto page = reader.candidates(query);
    if (!page)
        return Unexpected(page.error());
    const auto listed = reader.listedOnly();
    const auto dismissed = reader.dismissedDuplicates();
    if (!listed || !dismissed)
        return Unexpected(listed ? dismissed.error() : listed.error());
    auto& all = page->candidates;
    for (const auto& url : *listed) {
        all.emplace_back();
        all.back().url = url;
        all.back().listing = CandidateListing::Listed;
    }
    DuplicatesView view;
    view.groups = findDuplicates(all);
    for (auto& group : view.groups)
        group.isDismissed = dismissed->count(group.key) > 0;
    if (!question.all)
        std::erase_if(view.groups, [](const DuplicateGroup& group) { return !group.isOpen(); });
    view.total = view.groups.size();
    if (view.groups.size() > static_cast<std::size_t>(std::max(question.limit, 0)))
        view.groups.resize(static_cast<std::size_t>(std::max(question.limit, 0)));
    return view;
}

} // namespace nostrscope
