// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/candidatefetch.h"

#include "core/base/coretext.h"
#include "core/base/limits.h"
#include "core/discover/relaylists.h"
#include "core/discover/storescan.h"

#include <algorithm>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

QString describe(RelayListError error)
{
    switch (error) {
    case RelayListError::TooLarge:
        return CoreText::tr("The list is too large.");
    case RelayListError::TooManyEntries:
        return CoreText::tr("The list has too many entries.");
    case RelayListError::NotText:
        return CoreText::tr("It is no text.");
    case RelayListError::NotJson:
        return CoreText::tr("It is no JSON.");
    }
    Q_UNREACHABLE();
}

RelayListFormat formatOf(const WebAnswer& answer)
{
    const auto type = answer.contentType.toLower();
    if (type.startsWith("application/json") || type.contains("+json"))
        return RelayListFormat::Json;
    if (type.startsWith("text/csv"))
        return RelayListFormat::Csv;
    return relayListFormat(answer.url.path());
}

} // namespace

FetchedMentions mentionsOfList(const QString& text, const WebAnswer& answer, UnixMillis at, bool allowPrivate)
{
    FetchedMentions mentions;
    mentions.report.text = text;
    auto list = readListMentions(answer.body, formatOf(answer), text, at, allowPrivate);
    // Many servers call everything plain text.
    if ((!list || list->batch.sums.empty()) && answer.body.trimmed().startsWith('[')) {
        if (auto json = readListMentions(answer.body, RelayListFormat::Json, text, at, allowPrivate))
            list = std::move(json);
    }
    if (!list) {
        mentions.report.error = describe(list.error());
        return mentions;
    }
    mentions.report.entries = list->entries;
    mentions.report.refused = list->refusedTotal();
    if (list->batch.sums.empty())
        mentions.report.error = CoreText::tr("There is no relay in it.");
    else
        mentions.batch = std::move(list->batch);
    return mentions;
}

FetchedMentions mentionsOfName(const InternetIdentifier& name, const WebAnswer& answer, UnixMillis at)
{
    FetchedMentions mentions;
    mentions.report.text = QString::fromLatin1(name.text());
    const auto said = readNostrJson(answer.body, name.local);
    if (!said || !said->key) {
        mentions.report.error = said ? CoreText::tr("The domain does not know this name.")
                                     : CoreText::tr("The answer is not the document of NIP-05.");
        return mentions;
    }
    mentions.report.entries = said->relays.size();
    for (const auto& relay : said->relays) {
        const auto url = RelayUrl::parse(QString::fromUtf8(relay), RelayUrlRules::discovered());
        if (!url) {
            ++mentions.report.refused;
            mentions.batch.refused.push_back(refusedHash(relay));
            continue;
        }
        const bool isKnown = std::any_of(mentions.batch.sums.begin(), mentions.batch.sums.end(),
                                         [&](const MentionSum& sum) { return sum.url == url->text(); });
        if (isKnown)
            continue;
        MentionSum sum;
        sum.url = url->text();
        sum.network = url->network();
        sum.source = DiscoverySource::Nip05;
        sum.mentions = 1;
        sum.first = sum.last = at;
        sum.origin = mentions.report.text;
        mentions.batch.sums.push_back(std::move(sum));
    }
    if (mentions.batch.sums.empty())
        mentions.report.error = CoreText::tr("The domain names no relay for it.");
    return mentions;
}

CandidateFetch::CandidateFetch(CandidateFetchConfig config, NameResolver& resolver, const Clock& clock,
                               QObject* parent)
    : QObject(parent)
    , m_config(std::move(config))
    , m_resolver(resolver)
    , m_clock(clock)
{
}

CandidateFetch::~CandidateFetch() = default;

void CandidateFetch::start(DiscoveryFetch::What what, const QStringList& texts)
{
    m_what = what;
    m_waiting = texts;
    // Not inside the call: who asks may not be ready for the answer.
    QMetaObject::invokeMethod(this, &CandidateFetch::next, Qt::QueuedConnection);
}

void CandidateFetch::next()
{
    while (m_running < atOnce && !m_waiting.isEmpty())
        startOne(m_waiting.takeFirst());
    if (m_running == 0 && m_waiting.isEmpty() && !std::exchange(m_hasEnded, true))
        emit finished();
}

void CandidateFetch::startOne(const QString& text)
{
    WebRequest request;
    std::optional<InternetIdentifier> name;
    if (m_what == DiscoveryFetch::What::Lists) {
        request.url = QUrl(text.trimmed(), QUrl::StrictMode);
        request.maxBytes = static_cast<qint64>(limits::maxRelayListBytes);
        request.deadline = m_config.listDeadline;
        request.allowPrivate = true; // the user wrote the address
    } else {
        name = InternetIdentifier::parse(text.toUtf8());
        if (!name) {
            refuse(text, CoreText::tr("It is no NIP-05 identifier: name@domain is expected."));
            return;
        }
        request.url = QUrl::fromEncoded(name->url());
        if (m_config.httpsPort != 443)
            request.url.setPort(m_config.httpsPort);
        request.maxBytes = static_cast<qint64>(limits::maxRelayInformationBytes);
        request.deadline = m_config.deadline;
        request.maxRedirects = 0; // as NIP-05 demands
        request.allowPrivate = m_config.allowPrivate;
    }
    request.userAgent = m_config.userAgent;
    request.extraRoots = m_config.extraRoots;
    ++m_running;
    auto* fetch = new WebFetch(m_network, m_resolver, std::move(request), this);
    connect(
        fetch, &WebFetch::finished, this,
        [this, fetch, text, name] {
            fetch->deleteLater();
            --m_running;
            onFetched(text, name, fetch->answer());
            next();
        },
        Qt::QueuedConnection);
    fetch->start();
}

void CandidateFetch::onFetched(const QString& text, const std::optional<InternetIdentifier>& name,
                               const WebAnswer& answer)
{
    if (!answer.error.isEmpty()) {
        refuse(text, answer.error);
        return;
    }
    const auto now = m_clock.now();
    emit fetched(std::make_shared<const FetchedMentions>(
        name ? mentionsOfName(*name, answer, now)
             : mentionsOfList(text, answer, now, m_config.allowPrivate)));
}

void CandidateFetch::refuse(const QString& text, const QString& error)
{
    FetchedMentions mentions;
    mentions.report.text = text;
    mentions.report.error = error;
    emit fetched(std::make_shared<const FetchedMentions>(std::move(mentions)));
}

} // namespace nostrscope
