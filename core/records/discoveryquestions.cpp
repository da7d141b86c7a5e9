// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/discoveryquestions.h"

#include "core/crypto/sha256.h"

#include <algorithm>
#include <numeric>

namespace nostrscope {

const char* toString(Liveness liveness) noexcept
{
    switch (liveness) {
    case Liveness::Unknown:
        return "unknown";
    case Liveness::Up:
        return "up";
    case Liveness::Down:
        return "down";
    }
    Q_UNREACHABLE();
}

const char* toString(OutboxState state) noexcept
{
    switch (state) {
    case OutboxState::NoList:
        return "no_list";
    case OutboxState::NoneAlive:
        return "none_alive";
    case OutboxState::NotChecked:
        return "not_checked";
    case OutboxState::NothingHeld:
        return "nothing_held";
    case OutboxState::Covered:
        return "covered";
    }
    Q_UNREACHABLE();
}

const char* toString(DuplicateGroup::Reason reason) noexcept
{
    switch (reason) {
    case DuplicateGroup::Reason::Name:
        return "name";
    case DuplicateGroup::Reason::Document:
        return "document";
    case DuplicateGroup::Reason::Both:
        return "name and document";
    }
    Q_UNREACHABLE();
}

bool DuplicateGroup::isOpen() const
{
    return !isDismissed
        && std::count_if(members.begin(), members.end(), [](const Member& one) { return one.isIn(); }) > 1;
}

QByteArray duplicateKey(std::vector<QByteArray> urls)
{
    std::sort(urls.begin(), urls.end());
    QByteArray text;
    for (const auto& url : urls)
        text += url + '\n';
    const auto hash = sha256(text);
    return {reinterpret_cast<const char*>(hash.data()), static_cast<qsizetype>(hash.size())};
}

std::vector<CandidateDecision> mergeDuplicates(const DuplicateGroup& group)
{
    std::vector<CandidateDecision> decisions;
    const DuplicateGroup::Member* kept = nullptr;
    for (const auto& one : group.members) {
        if (!one.isIn())
            continue;
        if (kept == nullptr)
            kept = &one;
        else
            decisions.push_back({one.url, CandidateState::Rejected,
                                 QStringLiteral("same relay as ") + QString::fromLatin1(kept->url)});
    }
    return decisions;
}

std::uint64_t DiscoveryFetchReport::failed() const
{
    return static_cast<std::uint64_t>(
        std::count_if(all.begin(), all.end(), [](const One& one) { return !one.error.isEmpty(); }));
}

std::uint64_t DiscoveryFetchReport::created() const
{
    return std::accumulate(all.begin(), all.end(), std::uint64_t(0),
                           [](std::uint64_t sum, const One& one) { return sum + one.created; });
}

} // namespace nostrscope
