// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discover/rulepreview.h"

#include "core/storage/discoveryreader.h"

namespace nostrscope {

Expected<std::vector<AcceptRule>, QString> parseRules(const QStringList& texts)
{
    std::vector<AcceptRule> rules;
    for (const auto& text : texts) {
        const auto rule = AcceptRule::parse(text);
        if (!rule || text.size() > maximumRuleLength || rules.size() >= std::size_t(maximumRules))
            return Unexpected(text);
        rules.push_back(*rule);
    }
    return rules;
}

StoreResult<RulesView> previewRules(SqlDatabase& database, const RulesQuestion& question)
{
    DiscoveryReader reader(database);
    RulesView view;
    if (question.rules) {
        view.rules = *question.rules;
    } else {
        const auto stored = reader.acceptRules();
        if (!stored)
            return Unexpected(stored.error());
        view.rules = *stored;
    }
    const auto rules = parseRules(view.rules);
    if (!rules) {
        view.problem = rules.error();
        return view;
    }
    view.counts.resize(rules->size());
    CandidateQuery query;
    query.stage = CandidateStage::Nostr;
    query.limit = static_cast<int>(DiscoveryBounds().candidates);
    auto page = reader.candidates(query);
    if (!page)
        return Unexpected(page.error());
    for (auto& candidate : page->candidates) {
        const auto* rule = acceptingRule(*rules, candidate);
        if (rule == nullptr)
            continue;
        const auto number = static_cast<std::size_t>(rule - rules->data());
        ++view.counts[number];
        if (view.total++ < static_cast<std::uint64_t>(std::max(question.limit, 0)))
            view.fits.push_back({std::move(candidate), number});
    }
    return view;
}

} // namespace nostrscope
