// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of what was seen over time: opinions of others, certificates, documents, incidents (healthtables.h).
#include "core/nostr/nip19.h"
#include "core/nostr/plaintext.h"
#include "models/healthcells.h"
#include "models/healthtables.h"
#include "models/healthwords.h"
#include "models/words.h"

#include <algorithm>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using namespace healthcells;

namespace healthtables {

std::vector<Column> opinionColumns()
{
    return {{"monitor"_L1, Tables::tr("Monitor"), Tables::tr("Public key of the monitor")},
            {"says"_L1, Tables::tr("Says"), Tables::tr("Online: its newest report is fresh")},
            {"reported"_L1, Tables::tr("Reported"), Tables::tr("When it last listed the relay"),
             ColumnKind::Time},
            {"open"_L1, Tables::tr("Its open time"),
             Tables::tr("As it measures, from where it stands; never mixed with ours"), ColumnKind::Duration,
             "ms"_L1},
            {"rank"_L1, Tables::tr("Rank there"),
             Tables::tr("Share of its relays that are slower than this one"), ColumnKind::Ratio}};
}

CellRows opinionRows(const MonitorView& others, const Fmt& fmt, UnixMillis now)
{
    CellRows rows;
    for (const auto& opinion : others.opinions) {
        const auto npub = QString::fromLatin1(encodeNpub(opinion.monitor));
        const auto status = !opinion.isActive ? Status::Unknown
            : opinion.isFresh                 ? Status::Online
                                              : Status::Down;
        const auto says = !opinion.isActive ? Tables::tr("Silent")
            : opinion.isFresh               ? Tables::tr("Online")
                                            : Tables::tr("Not online");
        rows.push_back({npub,
                        {{Fmt::shortId(npub), npub, npub, npub},
                         {says, says, {}, {}, static_cast<int>(status), words::severityOf(status)},
                         moment(fromSeconds(opinion.at), now, fmt),
                         opinion.rttOpen ? Cell{fmt.latency(opinion.rttOpen),
                                                QVariant::fromValue<qint64>(opinion.rttOpen->count())}
                                         : missing(),
                         opinion.rank01 ? Cell{fmt.percent(*opinion.rank01), *opinion.rank01}
                                        : missing(Tables::tr("It measures too few relays"))}});
    }
    return rows;
}

std::vector<Column> certificateColumns()
{
    return {
        {"issuer"_L1, Tables::tr("Issuer"), Tables::tr("Who signed the certificate")},
        {"from"_L1, Tables::tr("Valid from"), Tables::tr("Beginning of its validity"), ColumnKind::Time},
        {"until"_L1, Tables::tr("Until"), Tables::tr("End of its validity"), ColumnKind::Time},
        {"first_seen"_L1, Tables::tr("First seen"), Tables::tr("By our checks"), ColumnKind::Time},
        {"last_seen"_L1, Tables::tr("Last seen"), Tables::tr("By our checks, to the day"), ColumnKind::Time},
        {"key"_L1, Tables::tr("Key"), Tables::tr("SHA-256 of the public key: the same in a mere renewal")},
        {"fingerprint"_L1, Tables::tr("Fingerprint"), Tables::tr("SHA-256 of the certificate")},
        {"verified"_L1, Tables::tr("Verified"), Tables::tr("What our TLS library says of it")}};
}

CellRows certificateRows(const RelayHealthDetail& detail, const Fmt& fmt, UnixMillis now)
{
    CellRows rows;
    for (const auto& sighting : detail.certificates) {
        const auto& facts = sighting.facts;
        const auto hex = QString::fromLatin1(facts.sha256.toHex());
        const auto key = QString::fromLatin1(facts.publicKeySha256.toHex());
        const auto issuer = fmt.stranger(facts.issuer, maximumText);
        const auto error = facts.verificationError.isEmpty()
            ? Tables::tr("Trusted")
            : fmt.stranger(facts.verificationError, maximumText);
        rows.push_back({hex,
                        {text(issuer, issuer),
                         exact(facts.validFrom, fmt),
                         exact(facts.validUntil, fmt),
                         moment(sighting.firstSeen, now, fmt),
                         moment(sighting.lastSeen, now, fmt),
                         {shortHash(facts.publicKeySha256), key, key, key},
                         {shortHash(facts.sha256), hex, hex, hex},
                         text(error, error)}});
    }
    return rows;
}

std::vector<Column> documentColumns()
{
    return {
        {"version"_L1, Tables::tr("Version"), Tables::tr("SHA-256 of what the document holds")},
        {"first_seen"_L1, Tables::tr("First seen"), Tables::tr("By our checks"), ColumnKind::Time},
        {"last_seen"_L1, Tables::tr("Last seen"), Tables::tr("By our checks, to the day"), ColumnKind::Time}};
}

CellRows documentRows(const RelayHealthDetail& detail, const Fmt& fmt, UnixMillis now)
{
    CellRows rows;
    for (const auto& sighting : detail.documents) {
        const auto hex = QString::fromLatin1(sighting.sha256.toHex());
        rows.push_back({hex + QString::number(toMillis(sighting.firstSeen)),
                        {{shortHash(sighting.sha256), hex, hex, hex},
                         moment(sighting.firstSeen, now, fmt),
                         moment(sighting.lastSeen, now, fmt)}});
    }
    return rows;
}

std::vector<Column> incidentColumns()
{
    return {{"severity"_L1, Tables::tr("Severity"), Tables::tr("How bad it is; worst first when sorted")},
            {"relay"_L1, Tables::tr("Relay"), Tables::tr("Address of the relay")},
            {"cause"_L1, Tables::tr("Cause"), Tables::tr("How the first check of the outage failed")},
            {"since"_L1, Tables::tr("Since"), Tables::tr("The first failure"), ColumnKind::Time},
            {"duration"_L1, Tables::tr("Duration"), Tables::tr("To the first success, or until now"),
             ColumnKind::Duration, "ms"_L1},
            {"confirmed"_L1, Tables::tr("Confirmed"), Tables::tr("When enough checks in a row had failed"),
             ColumnKind::Time},
            {"probes"_L1, Tables::tr("Probes"), Tables::tr("Checks that decided something since it began"),
             ColumnKind::Number},
            {"others"_L1, Tables::tr("Others"),
             Tables::tr("Other monitors that saw the relay online when the outage was confirmed"),
             ColumnKind::Ratio},
            {"note"_L1, Tables::tr("Note"), Tables::tr("Your note")}};
}

QString incidentKey(const Incident& incident)
{
    return QString::number(incident.number);
}

std::vector<Incident> relatedTo(const Incident& incident, const std::vector<Incident>& all)
{
    const auto distance = [&incident](const Incident& other) {
        return std::chrono::abs(other.firstFailure - incident.firstFailure);
    };
    std::vector<Incident> related;
    for (const auto& other : all) {
        if (other.number != incident.number
            && (other.relay == incident.relay || distance(other) <= relatedWithin))
            related.push_back(other);
    }
    std::stable_sort(related.begin(), related.end(),
                     [&distance](const Incident& a, const Incident& b) { return distance(a) < distance(b); });
    if (related.size() > maximumRelated)
        related.resize(maximumRelated);
    return related;
}

CellRows incidentRows(const std::vector<Incident>& incidents, const Fmt& fmt, UnixMillis now,
                      const std::function<QByteArray(RelayId)>& urlOf)
{
    CellRows rows;
    for (const auto& incident : incidents) {
        const auto url = urlOf(incident.relay);
        const auto full = url.isEmpty() ? Tables::tr("Relay %1, removed").arg(incident.relay.number())
                                        : QString::fromUtf8(url);
        const auto status = words::statusOf(incident);
        const auto severity = words::incidentSeverity(incident);
        const auto cause = words::cause(incident.firstCause);
        const auto often = words::cause(incident.mostFrequentCause());
        auto duration = length(incident.duration(), fmt, {});
        if (!incident.duration()) {
            const auto soFar = std::max(now - incident.firstFailure, 0ms);
            duration = length(soFar, fmt, {});
            duration.text = Tables::tr("%1 so far").arg(duration.text);
        }
        const auto note = plainText(incident.note, maximumText);
        rows.push_back({incidentKey(incident),
                        {{severity,
                          severity,
                          words::incidentState(incident),
                          {},
                          static_cast<int>(status),
                          words::severityOf(status)},
                         {url.isEmpty() ? full : fmt.address(url), full, full, full},
                         {cause, QString::fromUtf8(toString(incident.firstCause)),
                          often == cause ? cause : Tables::tr("%1; most often: %2").arg(cause, often)},
                         moment(incident.firstFailure, now, fmt),
                         duration,
                         moment(incident.confirmed, now, fmt),
                         count(incident.probes, fmt),
                         incident.othersTotal > 0
                             ? Cell{words::others(int(incident.othersUp), int(incident.othersTotal), fmt),
                                    double(incident.othersUp) / incident.othersTotal}
                             : missing(Tables::tr("No other monitor was known to watch this relay")),
                         {note, note, plainText(incident.note, 2000, TextLines::Keep), incident.note}}});
    }
    return rows;
}

} // namespace healthtables

std::vector<BeatPart> beatsOf(const std::vector<HealthSpan>& spans, UnixMillis from, UnixMillis to,
                              std::size_t count)
{
    std::vector<BeatPart> parts;
    if (to <= from || count == 0)
        return parts;
    const auto length = to - from;
    const auto edge = [&](std::size_t i) {
        return from + length * static_cast<std::int64_t>(i) / static_cast<std::int64_t>(count);
    };
    for (std::size_t i = 0; i < count; ++i)
        parts.push_back({edge(i), edge(i + 1), Beat::None, {}});
    for (const auto& span : spans) {
        const auto begin = std::max(span.from, from);
        const auto end = std::min(span.to, to);
        if (end <= begin)
            continue;
        const auto beat = beatOf(span.kind);
        auto part = std::upper_bound(parts.begin(), parts.end(), begin,
                                     [](UnixMillis time, const BeatPart& one) { return time < one.to; });
        for (; part != parts.end() && part->from < end; ++part) {
            part->beat = std::max(part->beat, beat);
            if (beat == Beat::Down)
                part->down += std::min(end, part->to) - std::max(begin, part->from);
        }
    }
    return parts;
}

} // namespace nostrscope
