// SPDX-License-Identifier: GPL-3.0-or-later
// What relays show and say of themselves: certificates, documents, and whether they do what they claim.
#include "core/base/logging.h"
#include "core/crypto/sha256.h"
#include "core/monitor/relaymonitor.h"
#include "core/nostr/nip11.h"
#include "core/nostr/plaintext.h"

#include <algorithm>

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

constexpr qsizetype maxNameLength = 100;

std::chrono::milliseconds day()
{
    return 24h;
}

/// The relay was not reached: what was seen before is worth more.
bool isEmptyHanded(const RelayObservation& observation)
{
    return std::all_of(observation.findings.begin(), observation.findings.end(),
                       [](const ClaimFinding& finding) {
                           return finding.verdict == ClaimVerdict::NotTested
                               && finding.reason != ClaimReason::RateLimited && finding.evidence.isEmpty();
                       });
}

} // namespace

void RelayMonitor::takeCertificate(One& one, const ProbeResult& result)
{
    if (!result.certificate)
        return;
    const bool isSame = one.certificate && one.certificate->facts.sha256 == result.certificate->sha256
        && one.certificate->facts.verificationError == result.certificate->verificationError;
    if (isSame && result.startedAt - one.certificate->lastSeen < day())
        return;
    CertificateSighting sighting;
    sighting.relay = result.relay;
    sighting.firstSeen = isSame ? one.certificate->firstSeen : result.startedAt;
    sighting.lastSeen = result.startedAt;
    sighting.facts = *result.certificate;
    if (isSame) {
        sighting.hasOtherIssuer = one.certificate->hasOtherIssuer;
        sighting.hasOtherKey = one.certificate->hasOtherKey;
    } else if (one.certificate) {
        sighting.compareWith(one.certificate->facts);
    }
    one.certificate = sighting;
    m_certificates.push_back(std::move(sighting));
}

void RelayMonitor::onInfo(const InfoResult& info)
{
    const auto found = m_relays.find(info.relay);
    if (found == m_relays.end())
        return;
    auto& one = found->second;
    one.document.askedAt = monotonic();
    one.document.notBefore = monotonic() + info.retryAfter.value_or(0s);
    DocumentSighting sighting;
    sighting.relay = info.relay;
    sighting.firstSeen = sighting.lastSeen = info.at;
    sighting.etag = info.etag;
    sighting.lastModified = info.lastModified;
    if (info.code == InfoCode::Ok) {
        const auto document = parseRelayInformation(info.body);
        if (!document)
            return; // not a document: what was known stays
        takeInformation(one, *document);
        const auto hash = sha256(info.body);
        one.document.sha256 =
            QByteArray(reinterpret_cast<const char*>(hash.data()), static_cast<qsizetype>(hash.size()));
        one.document.conditions = {info.etag, info.lastModified};
        sighting.body = info.body;
    } else if (info.code != InfoCode::NotModified || one.document.sha256.isEmpty()) {
        return;
    }
    sighting.sha256 = one.document.sha256;
    m_documents.push_back(std::move(sighting));
    m_dirty.insert(info.relay);
}

void RelayMonitor::takeCertificates(const std::vector<CertificateSighting>& certificates)
{
    for (const auto& sighting : certificates) {
        const auto found = m_relays.find(sighting.relay);
        if (found == m_relays.end())
            continue;
        auto& known = found->second.certificate;
        if (!known || known->facts.sha256 == sighting.facts.sha256)
            known = sighting;
        else // a check was faster than the store
            known->compareWith(sighting.facts);
        m_dirty.insert(sighting.relay);
    }
}

void RelayMonitor::takeInformation(One& one, const RelayInformation& information)
{
    one.name = plainText(information.name, maxNameLength);
    one.software = plainText(information.software, maxNameLength);
    one.claims = claimsOf(information);
}

/// Of all relays, whenever there are new ones in the list.
void RelayMonitor::loadDocuments()
{
    m_documentsAgain = std::exchange(m_isLoadingDocuments, true);
    if (!m_documentsAgain)
        loadDocumentsAfter(RelayId());
}

/// Page after page: bodies are up to 1 MiB each.
void RelayMonitor::loadDocumentsAfter(RelayId relay)
{
    m_store.currentDocuments(relay, {}, here<std::vector<DocumentSighting>>([this](const auto& reply) {
                                 if (reply && !reply->empty()) {
                                     takeDocuments(*reply);
                                     loadDocumentsAfter(reply->back().relay);
                                     return;
                                 }
                                 if (!reply)
                                     qCWarning(logEngine)
                                         << "documents of relays are not read:" << describe(reply.error());
                                 m_isLoadingDocuments = false;
                                 if (std::exchange(m_documentsAgain, false))
                                     loadDocuments();
                             }));
}

/// What relays said of themselves before; a document that came meanwhile is newer.
void RelayMonitor::takeDocuments(const std::vector<DocumentSighting>& documents)
{
    for (const auto& sighting : documents) {
        const auto found = m_relays.find(sighting.relay);
        if (found == m_relays.end() || !found->second.document.sha256.isEmpty())
            continue;
        const auto information = parseRelayInformation(sighting.body);
        if (!information)
            continue;
        auto& one = found->second;
        one.document.sha256 = sighting.sha256;
        one.document.conditions = {sighting.etag, sighting.lastModified};
        takeInformation(one, *information);
        m_dirty.insert(sighting.relay);
    }
}

void RelayMonitor::observeNow(RelayId relay)
{
    const auto found = m_relays.find(relay);
    if (found == m_relays.end() || !m_isRunning || nextObservation(relay) > m_clock.now())
        return;
    found->second.isToObserve = true;
    checkNow({relay});
}

UnixMillis RelayMonitor::nextObservation(RelayId relay) const
{
    const auto found = m_observedAt.find(relay);
    if (found == m_observedAt.end())
        return {};
    // A clock that was set back makes nobody wait for longer.
    const auto now = m_clock.now();
    const auto next = std::min(found->second, now) + observeEvery;
    return next > now ? next : UnixMillis{};
}

/// On demand, or of watched relays now and then, once their document is known.
bool RelayMonitor::mayObserve(const One& one) const
{
    if (!m_knowsObservations || nextObservation(one.relay.id) != UnixMillis{})
        return false;
    return one.isToObserve
        || (m_config.observe && one.relay.isWatched && one.claims && monotonic() >= m_observeAt);
}

void RelayMonitor::onObserved(const RelayObservation& observation)
{
    const auto found = m_relays.find(observation.relay);
    if (found == m_relays.end())
        return;
    m_observedAt[observation.relay] = observation.at;
    if (isEmptyHanded(observation))
        return;
    found->second.observation = std::make_shared<const RelayObservation>(observation);
    m_observations.push_back(observation);
}

/// Certificates and documents, many in one transaction: a start sees those of all relays within a minute.
void RelayMonitor::storeSightings()
{
    const auto report = [](const StoreResult<Nothing>& reply) {
        if (!reply)
            qCWarning(logEngine) << "certificates or documents are not stored:" << describe(reply.error());
    };
    if (!m_certificates.empty())
        m_store.addCertificates(std::exchange(m_certificates, {}), here<Nothing>(report));
    if (!m_documents.empty())
        m_store.addDocuments(std::exchange(m_documents, {}), here<Nothing>(report));
}

} // namespace nostrscope
