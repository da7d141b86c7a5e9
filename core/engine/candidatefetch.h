// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/recipient.h"
#include "core/monitor/webfetch.h"
#include "core/nostr/nip05.h"
#include "core/records/discoveryquestions.h"

namespace nostrscope {

struct CandidateFetchConfig {
    QByteArray userAgent;
    std::chrono::milliseconds deadline{30'000}; ///< of each document
    std::chrono::milliseconds listDeadline{60'000}; ///< of each list
    bool allowPrivate = false; ///< relays may be in private networks, and names may lead there
    std::uint16_t httpsPort = 443; ///< of nostr.json: tests have no right to this one
    QList<QSslCertificate> extraRoots;
};

/// What one document names, to be stored by who asked for it.
struct FetchedMentions {
    DiscoveryFetchReport::One report; ///< `created` and `known` are not told yet
    MentionBatch batch;
};

/// Fetches lists of relays by their address, and the relays that domains name for a NIP-05 identifier; four
/// at once, in any order. Lives in one thread.
class CandidateFetch : public QObject {
    Q_OBJECT

public:
    static constexpr int atOnce = 4;

    CandidateFetch(CandidateFetchConfig config, NameResolver& resolver, const Clock& clock,
                   QObject* parent = nullptr);
    ~CandidateFetch() override;

    /// `texts` as in DiscoveryFetch, of `what` Lists or Names.
    void start(DiscoveryFetch::What what, const QStringList& texts);

signals:
    void fetched(const std::shared_ptr<const nostrscope::FetchedMentions>& mentions);
    /// Once, after all were fetched().
    void finished();

private:
    void next();
    void startOne(const QString& text);
    void onFetched(const QString& text, const std::optional<InternetIdentifier>& name,
                   const WebAnswer& answer);
    void refuse(const QString& text, const QString& error);

    const CandidateFetchConfig m_config;
    NameResolver& m_resolver;
    const Clock& m_clock;
    QNetworkAccessManager m_network;
    DiscoveryFetch::What m_what = DiscoveryFetch::What::Lists;
    QStringList m_waiting;
    int m_running = 0;
    bool m_hasEnded = false;
};

/// What a list that came from `url` names. The format is that of the content type, else of the path.
[[nodiscard]] FetchedMentions mentionsOfList(const QString& text, const WebAnswer& answer, UnixMillis at,
                                             bool allowPrivate = false);
/// What `nostr.json` names for an identifier.
[[nodiscard]] FetchedMentions mentionsOfName(const InternetIdentifier& name, const WebAnswer& answer,
                                             UnixMillis at);

} // namespace nostrscope
