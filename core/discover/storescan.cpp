// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discover/storescan.h"

#include "core/discover/storecalls.h"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace nostrscope {

namespace {

/// Sums by relay and source; the order of the sums is that of the first mention.
class Summing {
public:
    void add(const RelayMention& mention, const DiscoverySlice::Item& item)
    {
        auto& sum = sumOf(mention, item.receivedAt);
        ++sum.mentions;
        sum.reads += mention.isRead;
        sum.writes += mention.isWrite;
        if (m_authors[&sum - m_sums.data()].insert(item.author).second)
            sum.authors.push_back(item.author);
        if (!sum.example || item.receivedAt < sum.first
            || (item.receivedAt == sum.first && item.event.id < *sum.example))
            sum.example = item.event.id;
        sum.first = std::min(sum.first, item.receivedAt);
        sum.last = std::max(sum.last, item.receivedAt);
    }
    [[nodiscard]] std::vector<MentionSum> take() { return std::move(m_sums); }

private:
    MentionSum& sumOf(const RelayMention& mention, UnixMillis at)
    {
        const auto key = std::make_pair(mention.url, mention.source);
        const auto [place, isNew] = m_places.try_emplace(key, m_sums.size());
        if (isNew) {
            m_sums.push_back({.url = mention.url,
                              .network = mention.network,
                              .source = mention.source,
                              .mentions = 0,
                              .reads = 0,
                              .writes = 0,
                              .authors = {},
                              .first = at,
                              .last = at,
                              .example = {},
                              .origin = {}});
            m_authors.emplace_back();
        }
        return m_sums[place->second];
    }
    struct Hash {
        std::size_t operator()(const std::pair<QByteArray, DiscoverySource>& key) const noexcept
        {
            return qHash(key.first, static_cast<std::size_t>(key.second));
        }
    };
    std::vector<MentionSum> m_sums;
    std::vector<std::set<AuthorNo>> m_authors; // of each sum
    std::unordered_map<std::pair<QByteArray, DiscoverySource>, std::size_t, Hash> m_places;
};

} // namespace

std::int64_t refusedHash(QByteArrayView text) noexcept
{
    // FNV-1a: who makes two texts collide only makes one of them uncounted.
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char c : text)
        hash = (hash ^ static_cast<std::uint8_t>(c)) * 0x100000001b3;
    return static_cast<std::int64_t>(hash);
}

MentionBatch sumMentions(const DiscoverySlice& slice, std::uint64_t after, MentionReader& reader)
{
    MentionBatch batch;
    batch.after = after;
    batch.through = slice.through;
    batch.events = slice.rows;
    Summing summing;
    std::set<std::int64_t> refused;
    for (const auto& item : slice.items) {
        const auto found = reader.read(item.event);
        for (const auto& mention : found.relays)
            summing.add(mention, item);
        for (const auto& text : found.refused)
            refused.insert(refusedHash(text));
    }
    batch.sums = summing.take();
    batch.refused.assign(refused.begin(), refused.end());
    return batch;
}

StoreResult<StoreScanReport> scanStore(DiscoveryStore& store, const DiscoveryBounds& bounds,
                                       const Progress& progress)
{
    const auto start = waitFor<DiscoveryProgress>(
        [&](Reply<DiscoveryProgress> reply) { store.discoveryProgress({}, std::move(reply)); });
    if (!start)
        return Unexpected(start.error());
    StoreScanReport report;
    MentionReader reader;
    const auto total = start->last > start->through ? start->last - start->through : 0;
    auto after = start->through;
    while (true) {
        const auto slice = waitFor<DiscoverySlice>(
            [&](Reply<DiscoverySlice> reply) { store.discoveryEvents(after, {}, std::move(reply)); });
        if (!slice)
            return Unexpected(slice.error());
        if (slice->rows == 0)
            return report;
        auto batch = std::make_shared<MentionBatch>(sumMentions(*slice, after, reader));
        for (const auto& sum : batch->sums)
            report.mentions += sum.mentions;
        const auto gain = waitFor<MentionGain>(
            [&](Reply<MentionGain> reply) { store.addMentions(batch, bounds, std::move(reply)); });
        if (!gain)
            return Unexpected(gain.error());
        report.gain += *gain;
        report.events += slice->rows;
        after = slice->through;
        const auto done = after - start->through;
        const bool goesOn = !progress || progress(done, std::max(done, total));
        if (slice->isLast)
            return report;
        if (!goesOn) {
            report.complete = false;
            return report;
        }
    }
}

} // namespace nostrscope
