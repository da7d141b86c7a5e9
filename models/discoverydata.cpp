// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/discoverydata.h"

#include "models/healthcells.h"
#include "models/healthwords.h"

#include <QCoreApplication>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace healthcells;

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(nostrscope::DiscoveryTable)
};

constexpr qsizetype maximumReason = 200;

} // namespace

DiscoveryAsk::DiscoveryAsk(EngineLink& engine, std::chrono::milliseconds interval, QObject* parent)
    : EngineAsk(engine, interval, parent)
{
    connect(&engine, &EngineLink::discoveryRead, this,
            [this](int token, const std::shared_ptr<const DiscoveryView>& view) {
                if (!accept(token))
                    return;
                m_view = view;
                setState(State::Ready);
            });
}

void DiscoveryAsk::ask(const CandidateQuery& query)
{
    m_query = query;
    EngineAsk::ask();
}

void DiscoveryAsk::refresh()
{
    if (isOld())
        EngineAsk::ask();
}

void DiscoveryAsk::send(int token)
{
    engine().readDiscovery(token, m_query);
}

namespace discoverytable {

QString sourceName(DiscoverySource source)
{
    switch (source) {
    case DiscoverySource::RelayList:
        return Texts::tr("relay lists");
    case DiscoverySource::Monitor:
        return Texts::tr("other monitors");
    case DiscoverySource::Hint:
        return Texts::tr("hints");
    case DiscoverySource::Entity:
        return Texts::tr("links in texts");
    case DiscoverySource::Contacts:
        return Texts::tr("contact lists");
    case DiscoverySource::Recommendation:
        return Texts::tr("recommendations");
    case DiscoverySource::RelaySet:
        return Texts::tr("relay sets");
    case DiscoverySource::ZapRequest:
        return Texts::tr("zap requests");
    case DiscoverySource::Nip05:
        return Texts::tr("NIP-05 domains");
    case DiscoverySource::List:
        return Texts::tr("imported lists");
    }
    Q_UNREACHABLE();
}

namespace {

QString networkName(RelayNetwork network)
{
    switch (network) {
    case RelayNetwork::Clearnet:
        return Texts::tr("clearnet");
    case RelayNetwork::Tor:
        return Texts::tr("Tor");
    case RelayNetwork::I2p:
        return Texts::tr("I2P");
    case RelayNetwork::Loki:
        return Texts::tr("Loki");
    case RelayNetwork::Local:
        return Texts::tr("local");
    }
    Q_UNREACHABLE();
}

QString stateName(const Candidate& one)
{
    if (one.listing == CandidateListing::Listed)
        return Texts::tr("on the list");
    if (one.listing == CandidateListing::Removed)
        return Texts::tr("removed from the list");
    switch (one.state) {
    case CandidateState::New:
        return Texts::tr("to be reviewed");
    case CandidateState::Accepted:
        return Texts::tr("accepted");
    case CandidateState::Rejected:
        return Texts::tr("rejected");
    case CandidateState::Never:
        return Texts::tr("never again");
    }
    Q_UNREACHABLE();
}

Cell sourcesCell(const Candidate& one, const Fmt& fmt)
{
    QStringList names;
    QStringList tips;
    for (const auto& source : one.sources) {
        names.append(sourceName(source.source));
        auto tip =
            Texts::tr("%1: named %2 times by %3 authors")
                .arg(sourceName(source.source), fmt.number(source.mentions), fmt.number(source.authors));
        if (source.reads > 0 || source.writes > 0)
            tip = Texts::tr("%1, %2 for reading and %3 for writing")
                      .arg(tip, fmt.number(source.reads), fmt.number(source.writes));
        if (!source.origin.isEmpty())
            tip = Texts::tr("%1, from %2").arg(tip, fmt.stranger(source.origin, maximumReason));
        tips.append(tip);
    }
    return text(names.join(u", "_s), tips.join(u'\n'));
}

Cell resultCell(const Candidate& one, const Fmt& fmt, UnixMillis now)
{
    const auto& check = one.check;
    if (!check.code)
        return missing(Texts::tr("Not looked at yet"));
    auto tip = Texts::tr("Looked at %1; next time %2")
                   .arg(fmt.moment(check.lastAt, now), fmt.dateTimeZone(check.nextAt));
    if (check.failures > 0)
        tip = Texts::tr("%1; failed %n time(s) in a row", nullptr, check.failures).arg(tip);
    const auto name = check.isReadable() && check.failures == 0
        ? Texts::tr("Readable")
        : words::result(*check.code, check.httpStatus);
    return text(name, tip);
}

} // namespace

std::vector<Column> columns()
{
    return {
        {"url"_L1, Texts::tr("URL"), Texts::tr("Address of the relay")},
        {"state"_L1, Texts::tr("State"), Texts::tr("What was decided")},
        {"sources"_L1, Texts::tr("Sources"), Texts::tr("By which ways it was named")},
        {"mentions"_L1, Texts::tr("Mentions"), Texts::tr("Stored events and lists that name it"),
         ColumnKind::Number},
        {"authors"_L1, Texts::tr("Authors"), Texts::tr("Different authors of these events"),
         ColumnKind::Number},
        {"first_seen"_L1, Texts::tr("First seen"), Texts::tr("When we first received such an event"),
         ColumnKind::Time},
        {"attempts"_L1, Texts::tr("Attempts"), Texts::tr("How often it was looked at"), ColumnKind::Number},
        {"result"_L1, Texts::tr("Last result"), Texts::tr("Whether it is a Nostr relay at all")},
        {"network"_L1, Texts::tr("Network"), Texts::tr("How it can be reached")},
        {"rtt"_L1, Texts::tr("RTT"), Texts::tr("Time until it answered the question, when last looked at"),
         ColumnKind::Duration, "ms"_L1}};
}

CellRows rows(const std::vector<Candidate>& candidates, const Fmt& fmt, UnixMillis now)
{
    CellRows all;
    for (const auto& one : candidates) {
        const auto url = QString::fromLatin1(one.url);
        const auto& read = one.check.rttRead;
        all.push_back({url,
                       {{Fmt::relay(one.url), url,
                         one.check.infoName.isEmpty() ? fmt.address(one.url)
                                                      : fmt.stranger(one.check.infoName, maximumReason),
                         url},
                        text(stateName(one), fmt.stranger(one.reason, maximumReason)),
                        sourcesCell(one, fmt),
                        count(one.mentions, fmt),
                        count(one.authors, fmt),
                        moment(one.firstSeen, now, fmt),
                        count(static_cast<std::uint64_t>(one.check.attempts), fmt),
                        resultCell(one, fmt, now),
                        text(networkName(one.network)),
                        read ? Cell{fmt.latency(read), QVariant::fromValue<qint64>(read->count())}
                             : missing(Texts::tr("Not measured"))}});
    }
    return all;
}

} // namespace discoverytable

} // namespace nostrscope
