// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/relaycompare.h"

#include "core/nostr/nip11.h"
#include "core/nostr/plaintext.h"
#include "models/healthcells.h"
#include "models/words.h"

namespace nostrscope {

namespace relaycompare {

using namespace Qt::Literals::StringLiterals;
using namespace healthcells;

namespace {

struct Compare {
    Q_DECLARE_TR_FUNCTIONS(nostrscope::RelayCompare)
};

/// Of names like "5A" that a relay claims.
constexpr qsizetype maximumName = 8;
constexpr qsizetype maximumNips = 200;

Cell nipsOf(const QByteArray& document)
{
    if (document.isEmpty())
        return missing(Compare::tr("No information document (NIP-11) was read"));
    const auto information = parseRelayInformation(document);
    if (!information)
        return missing(Compare::tr("The information document cannot be understood"));
    QStringList names;
    for (const int nip : information->supportedNips) {
        if (names.size() < maximumNips)
            names.append(QString::number(nip));
    }
    for (const auto& name : information->supportedNipNames) {
        if (names.size() < maximumNips)
            names.append(plainText(name, maximumName));
    }
    if (names.isEmpty())
        return missing(Compare::tr("The relay claims no NIPs"));
    const auto count = static_cast<int>(names.size());
    const auto list = names.join(u", "_s);
    return {QString::number(count), QVariant::fromValue<qint64>(count),
            Compare::tr("Claimed: %1", "list of NIPs").arg(list), list};
}

Cell uptimeOf(const UptimeWindow& window, const Fmt& fmt)
{
    if (!window.uptime01)
        return missing(Compare::tr("Nothing is known of this time"));
    Cell cell{words::uptime(window.uptime01, window.coverage01, fmt), *window.uptime01};
    if (window.coverage01 < sufficientCoverage)
        cell.tip = Compare::tr("Insufficient: less than half of the range is known");
    return cell;
}

Cell certificateOf(const HealthRow& row, const Fmt& fmt, UnixMillis now)
{
    if (!row.certificateUntil)
        return missing(Compare::tr("No certificate seen yet"));
    return {words::certificateEnd(*row.certificateUntil, now, fmt),
            QVariant::fromValue<qint64>(words::daysLeft(*row.certificateUntil, now)),
            fmt.dateTimeZone(*row.certificateUntil)};
}

} // namespace

std::vector<Column> columns()
{
    const auto time = [](QLatin1StringView name, const QString& title, const QString& tip) {
        return Column{name, title, tip, ColumnKind::Duration, "ms"_L1};
    };
    return {{"relay"_L1, Compare::tr("Relay"), Compare::tr("Address of the relay and its state now")},
            {"uptime"_L1, Compare::tr("Uptime"),
             Compare::tr("Time up, of the time up or down in the range; rounded down, never up to 100 %"),
             ColumnKind::Ratio},
            {"coverage"_L1, Compare::tr("Known"),
             Compare::tr("Share of the range that is known to be up or down"), ColumnKind::Ratio},
            time("open_p50"_L1, Compare::tr("Open p50"),
                 Compare::tr("Time to an open WebSocket, median of the range")),
            time("open_p95"_L1, Compare::tr("Open p95"),
                 Compare::tr("95 of 100 checks of the range were opened faster; from 20 on")),
            time("read_p50"_L1, Compare::tr("Read p50"),
                 Compare::tr("From a request to the end of stored events, median of the range")),
            time("read_p95"_L1, Compare::tr("Read p95"),
                 Compare::tr("95 of 100 checks of the range were read faster; from 20 on")),
            {"incidents"_L1, Compare::tr("Incidents"),
             Compare::tr("Confirmed outages that began in the range"), ColumnKind::Number},
            {"tls_days"_L1, Compare::tr("TLS"), Compare::tr("When the certificate ends"), ColumnKind::Number},
            {"nips"_L1, Compare::tr("NIPs"), Compare::tr("How many NIPs the relay claims to support"),
             ColumnKind::Number}};
}

CellRows rows(const std::vector<Relay>& relays, const Fmt& fmt, UnixMillis now)
{
    CellRows rows;
    const auto few = Compare::tr("Too few samples");
    for (const auto& relay : relays) {
        const auto url = QString::fromUtf8(relay.url);
        CellRow row{QString::number(relay.id.number()), {}};
        row.cells.push_back({relay.url.isEmpty() ? Compare::tr("Relay %1, removed").arg(relay.id.number())
                                                 : fmt.address(relay.url),
                             url, relay.url.isEmpty() ? QString() : relay.state + u'\n' + url, url,
                             static_cast<int>(relay.status), words::severityOf(relay.status)});
        if (!relay.detail) {
            row.cells.resize(columns().size(), missing(Compare::tr("Not read yet")));
            rows.push_back(std::move(row));
            continue;
        }
        const auto& detail = *relay.detail;
        row.cells.push_back(uptimeOf(detail.ofRange, fmt));
        row.cells.push_back({fmt.percent(detail.ofRange.coverage01), detail.ofRange.coverage01});
        for (const auto* summary : {&detail.open, &detail.read}) {
            row.cells.push_back(latency(summary->p50, fmt, few));
            row.cells.push_back(latency(summary->p95, fmt, few));
        }
        row.cells.push_back(count(detail.ofRange.incidents, fmt));
        row.cells.push_back(certificateOf(detail.row, fmt, now));
        row.cells.push_back(nipsOf(detail.document));
        rows.push_back(std::move(row));
    }
    return rows;
}

QList<RelayId> fromSelection(const QString& text)
{
    QList<RelayId> relays;
    const auto parts = text.split(u',', Qt::SkipEmptyParts);
    for (const auto& part : parts) {
        const RelayId relay(part.toUInt());
        if (relay && !relays.contains(relay) && relays.size() < most)
            relays.append(relay);
    }
    return relays;
}

QString toSelection(const QList<RelayId>& relays)
{
    QStringList parts;
    for (const auto relay : relays)
        parts.append(QString::number(relay.number()));
    return parts.join(u',');
}

} // namespace relaycompare

} // namespace nostrscope
