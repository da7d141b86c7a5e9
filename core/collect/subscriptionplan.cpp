// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/subscriptionplan.h"

#include "core/base/limits.h"
#include "core/nostr/kinds.h"
#include "core/nostr/messages.h"

namespace nostrscope {

namespace {

std::vector<Filter> filtersOf(const std::vector<Kind>& kinds, std::size_t perFilter)
{
    std::vector<Filter> filters;
    for (std::size_t at = 0; at < kinds.size(); at += perFilter) {
        const auto end = std::min(at + perFilter, kinds.size());
        Filter filter;
        filter.kinds = std::vector<Kind>(kinds.begin() + static_cast<std::ptrdiff_t>(at),
                                         kinds.begin() + static_cast<std::ptrdiff_t>(end));
        filters.push_back(std::move(filter));
    }
    return filters;
}

/// Requests stay below the usual limits of subscriptions of a socket (protocol.md §16).
constexpr std::size_t maxRequests = 8;

std::vector<std::vector<Filter>> grouped(std::vector<Filter> filters, std::size_t requests)
{
    const auto perRequest = (filters.size() + requests - 1) / requests;
    std::vector<std::vector<Filter>> groups;
    for (auto& filter : filters) {
        if (groups.empty() || groups.back().size() == perRequest)
            groups.emplace_back();
        groups.back().push_back(std::move(filter));
    }
    return groups;
}

} // namespace

CatchUpStart catchUpStart(const CatchUpRules& rules, UnixMillis lastEose,
                          std::optional<Timestamp> newestEvent, UnixMillis now)
{
    const Timestamp today = toSeconds(now);
    const auto from = [](Timestamp time, std::chrono::seconds back) {
        return std::max<Timestamp>(0, time - back.count());
    };
    if (rules.absoluteSince)
        return {*rules.absoluteSince, *rules.absoluteSince};
    if (lastEose > UnixMillis{}) {
        const auto since = from(std::min(toSeconds(lastEose), today), rules.overlap);
        return {since, since};
    }
    if (newestEvent) {
        const auto since = from(std::min(*newestEvent, today), rules.overlap);
        return {since, since};
    }
    return {from(today, rules.emptyStore), from(today, rules.emptyStoreDvm)};
}

SubscriptionPlan::SubscriptionPlan(std::vector<Kind> kinds)
    : m_kinds(std::move(kinds))
{
    if (m_kinds.empty()) {
        m_kinds = defaultLiveKinds();
        m_firstStep = m_step = Step::EveryKind;
    }
    std::sort(m_kinds.begin(), m_kinds.end());
    m_kinds.erase(std::unique(m_kinds.begin(), m_kinds.end()), m_kinds.end());
}

std::vector<std::vector<Filter>> SubscriptionPlan::liveRequests() const
{
    if (m_step == Step::GaveUp)
        return {};
    if (m_step == Step::EveryKind) {
        Filter everything;
        everything.limit = 0;
        return {{everything}};
    }
    auto filters = filtersOf(m_step == Step::CoreKinds ? coreKinds() : m_kinds, kindsPerFilter());
    // a relay that does not know limit 0 sends its default number of stored events: duplicates, no harm
    const std::uint32_t limit = m_step == Step::Whole || m_step == Step::SmallFilters ? 0 : 1;
    for (auto& filter : filters)
        filter.limit = limit;
    if (m_step == Step::SmallRequests || m_step == Step::TinyFilters)
        return grouped(std::move(filters), maxRequests);
    return {std::move(filters)};
}

std::vector<SubscriptionPlan::History> SubscriptionPlan::historyFilters(bool merge) const
{
    if (m_step == Step::GaveUp)
        return {};
    if (m_step == Step::EveryKind)
        return {{Filter{}, false}};
    const auto kinds = m_step == Step::CoreKinds ? coreKinds() : m_kinds;
    std::vector<Kind> general;
    std::vector<Kind> dvm;
    for (const Kind kind : kinds)
        (isDvmKind(kind) && !merge ? dvm : general).push_back(kind);
    std::vector<History> result;
    for (auto& filter : filtersOf(general, kindsPerFilter()))
        result.push_back({std::move(filter), false});
    for (auto& filter : filtersOf(dvm, kindsPerFilter()))
        result.push_back({std::move(filter), true});
    return result;
}

bool SubscriptionPlan::refused(QByteArrayView text)
{
    m_reason =
        text.first(std::min<qsizetype>(text.size(), qsizetype(limits::maxRelayTextLength))).toByteArray();
    switch (m_step) {
    case Step::EveryKind:
        m_step = Step::Whole;
        break;
    case Step::Whole:
        m_step = m_reason.toLower().contains("limit") ? Step::LimitOne : Step::SmallFilters;
        break;
    case Step::LimitOne:
        m_step = Step::SmallFilters;
        break;
    case Step::SmallFilters:
        m_step = Step::SmallRequests;
        break;
    case Step::SmallRequests:
        m_step = Step::TinyFilters;
        break;
    case Step::TinyFilters:
        m_step = Step::CoreKinds;
        break;
    case Step::CoreKinds:
    case Step::GaveUp:
        m_step = Step::GaveUp;
        break;
    }
    return m_step != Step::GaveUp;
}

std::vector<Kind> SubscriptionPlan::coreKinds() const
{
    std::vector<Kind> kinds;
    for (const Kind kind : {Kind(0), Kind(1), Kind(3), Kind(7)}) {
        if (std::binary_search(m_kinds.begin(), m_kinds.end(), kind))
            kinds.push_back(kind);
    }
    if (kinds.empty())
        kinds.assign(m_kinds.begin(), m_kinds.begin() + std::min<std::ptrdiff_t>(4, std::ssize(m_kinds)));
    return kinds;
}

std::size_t SubscriptionPlan::kindsPerFilter() const
{
    switch (m_step) {
    case Step::EveryKind:
    case Step::Whole:
    case Step::LimitOne:
    case Step::GaveUp:
        return m_kinds.size();
    case Step::SmallFilters:
    case Step::SmallRequests:
        return 20;
    case Step::TinyFilters:
        return 3;
    case Step::CoreKinds:
        return 4;
    }
    Q_UNREACHABLE();
}

} // namespace nostrscope
