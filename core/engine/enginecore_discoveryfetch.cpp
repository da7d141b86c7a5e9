// SPDX-License-Identifier: GPL-3.0-or-later
// Lists of relays and NIP-05 documents that the user wants to be fetched.
#include "core/discover/seennames.h"
#include "core/engine/candidatefetch.h"
#include "core/engine/enginecorejobs.h"

namespace nostrscope {

/// One order of the user, until all of it is stored.
struct EngineCore::Fetch {
    std::unique_ptr<CandidateFetch> documents;
    std::shared_ptr<DiscoveryFetchReport> report = std::make_shared<DiscoveryFetchReport>();
    std::size_t storing = 0;
    bool isFetched = false;
};

void EngineCore::fetchCandidates(int token, const DiscoveryFetch& fetch)
{
    if (!m_store) {
        emit askFailed(token, CoreText::tr("The database is not open."));
        return;
    }
    if (m_fetches.all.count(token) > 0 || m_fetches.all.size() >= Fetches::most) {
        emit askFailed(token, CoreText::tr("Too many questions wait already. Try again in a moment."));
        return;
    }
    const int most = static_cast<int>(DiscoveryFetch::maximumTexts);
    if (fetch.what != DiscoveryFetch::What::SeenNames) {
        startFetch(token, fetch.what, fetch.texts.mid(0, most));
        return;
    }
    startJob<QStringList>(
        token,
        [path = m_config.databasePath, limit = std::clamp(fetch.limit, 1, most)](
            const BackgroundJob::Cancelled& cancelled) -> StoreResult<QStringList> {
            const auto reader = openReader(path, cancelled);
            if (!reader)
                return Unexpected(reader.error());
            return readSeenNames(**reader, limit);
        },
        [this, token](const auto& names) { startFetch(token, DiscoveryFetch::What::Names, *names); });
}

void EngineCore::startFetch(int token, DiscoveryFetch::What what, const QStringList& texts)
{
    CandidateFetchConfig config;
    config.userAgent = m_config.monitor.probe.userAgent;
    config.extraRoots = m_config.monitor.probe.extraRoots;
    config.allowPrivate = m_config.allowPrivate;
    if (!m_fetches.resolver)
        m_fetches.resolver = std::make_unique<SystemResolver>();
    auto& fetch = m_fetches.all[token];
    fetch = std::make_shared<Fetch>();
    fetch->documents = std::make_unique<CandidateFetch>(config, *m_fetches.resolver, m_clock);
    connect(fetch->documents.get(), &CandidateFetch::fetched, this,
            [this, token](const std::shared_ptr<const FetchedMentions>& mentions) {
                onFetched(token, *mentions);
            });
    connect(
        fetch->documents.get(), &CandidateFetch::finished, this,
        [this, token] {
            if (const auto found = m_fetches.all.find(token); found != m_fetches.all.end()) {
                found->second->isFetched = true;
                endFetch(token);
            }
        },
        Qt::QueuedConnection);
    fetch->documents->start(what, texts);
}

void EngineCore::onFetched(int token, const FetchedMentions& mentions)
{
    const auto found = m_fetches.all.find(token);
    if (found == m_fetches.all.end() || !m_store)
        return;
    const auto report = found->second->report;
    const auto place = report->all.size();
    report->all.push_back(mentions.report);
    if (mentions.batch.sums.empty() && mentions.batch.refused.empty())
        return;
    ++found->second->storing;
    m_store->addMentions(std::make_shared<const MentionBatch>(mentions.batch), {},
                         [this, token, report, place](const StoreResult<MentionGain>& gain) {
                             QMetaObject::invokeMethod(this, [this, token, report, place, gain] {
                                 auto& one = report->all[place];
                                 if (gain) {
                                     one.created = gain->created;
                                     one.known = gain->known;
                                 } else {
                                     one.error = describe(gain.error());
                                 }
                                 tellDiscovery(true);
                                 const auto waiting = m_fetches.all.find(token);
                                 if (waiting == m_fetches.all.end())
                                     return; // cancelled
                                 --waiting->second->storing;
                                 endFetch(token);
                             });
                         });
}

void EngineCore::endFetch(int token)
{
    const auto found = m_fetches.all.find(token);
    if (!found->second->isFetched || found->second->storing > 0)
        return;
    const auto report = found->second->report;
    m_fetches.all.erase(found);
    emit candidatesFetched(token, report);
}

void EngineCore::cancelFetch(int token)
{
    m_fetches.all.erase(token);
}

} // namespace nostrscope
