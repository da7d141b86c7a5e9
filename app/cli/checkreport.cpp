// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/checkreport.h"

#include "app/cli/claimreport.h"
#include "app/cli/console.h"
#include "app/cli/jsonwriter.h"
#include "core/nostr/nip11.h"
#include "core/nostr/plaintext.h"

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int msDigits = 3;
constexpr qsizetype maxText = 200;

double millisOf(std::chrono::microseconds time)
{
    return static_cast<double>(time.count()) / 1000;
}

/// Undecided and down both have a code of their own; an opened relay has none for its opening.
QByteArray openCode(const ProbeAttempt& attempt)
{
    return attempt.times.of(ProbePhase::Open) ? "ok" : toString(attempt.code);
}

QByteArray familyName(AddressFamily family)
{
    switch (family) {
    case AddressFamily::IPv4:
        return "ipv4";
    case AddressFamily::IPv6:
        return "ipv6";
    case AddressFamily::Unknown:
        break;
    }
    return {};
}

QByteArray verdictName(const ProbeAttempt& attempt)
{
    switch (verdictOf(attempt.code, attempt.httpStatus)) {
    case ProbeVerdict::Up:
        return "up";
    case ProbeVerdict::Limited:
        return "limited";
    case ProbeVerdict::Down:
        return "down";
    case ProbeVerdict::Undecided:
        break;
    }
    return "undecided";
}

void textOrNull(JsonWriter& json, QByteArrayView name, QByteArrayView text)
{
    json.key(name);
    if (text.isEmpty())
        json.null();
    else
        json.text(text);
}
void stringOrNull(JsonWriter& json, QByteArrayView name, const QString& text)
{
    textOrNull(json, name, text.toUtf8());
}

void millisOrNull(JsonWriter& json, QByteArrayView name, std::optional<std::chrono::microseconds> time)
{
    json.key(name);
    if (time)
        json.decimal(millisOf(*time), msDigits);
    else
        json.null();
}

void secondsOrNull(JsonWriter& json, QByteArrayView name, std::optional<std::chrono::seconds> time)
{
    json.key(name);
    if (time)
        json.number(time->count());
    else
        json.null();
}

void list(JsonWriter& json, QByteArrayView name, const auto& texts)
{
    json.key(name).beginArray();
    for (const auto& text : texts)
        json.text(text);
    json.endArray();
}

void writePhases(JsonWriter& json, const ProbeTimes& times)
{
    json.key("phases").beginObject();
    for (int i = 0; i < probePhaseCount; ++i) {
        const auto phase = static_cast<ProbePhase>(i);
        if (const auto took = times.of(phase))
            json.key(toString(phase)).decimal(millisOf(*took), msDigits);
    }
    json.endObject();
}

void writeAttempt(JsonWriter& json, const ProbeAttempt& attempt)
{
    textOrNull(json, "family", familyName(attempt.family));
    textOrNull(json, "address", attempt.address);
    json.key("code").text(toString(attempt.code));
    writePhases(json, attempt.times);
}

void writeTls(JsonWriter& json, const std::optional<CertificateFacts>& facts, UnixMillis now)
{
    json.key("tls");
    if (!facts) {
        json.null();
        return;
    }
    json.beginObject().key("valid").boolean(facts->verificationError.isEmpty());
    stringOrNull(json, "error", facts->verificationError);
    json.key("subject").text(facts->subject);
    list(json, "names", facts->names);
    json.key("issuer").text(facts->issuer).key("serial").text(facts->serial);
    json.key("sha256").text(facts->sha256.toHex());
    json.key("public_key_sha256").text(facts->publicKeySha256.toHex());
    json.key("valid_from").number(toSeconds(facts->validFrom));
    json.key("valid_until").number(toSeconds(facts->validUntil));
    json.key("chain_valid_until").number(toSeconds(facts->chainValidUntil));
    json.key("days_left").number(std::chrono::floor<std::chrono::days>(facts->validUntil - now).count());
    json.key("protocol").text(facts->protocol).key("cipher").text(facts->cipher).endObject();
}

void writeDns(JsonWriter& json, const std::optional<DnsFacts>& dns)
{
    json.key("dns");
    if (!dns) {
        json.null();
        return;
    }
    json.beginObject();
    list(json, "addresses", dns->addresses);
    json.key("ttl");
    if (dns->ttl)
        json.number(dns->ttl->count());
    else
        json.null();
    textOrNull(json, "cname", dns->cname);
    list(json, "ns", dns->nameServers);
    textOrNull(json, "ptr", dns->ptr);
    json.endObject();
}

void writeCodes(JsonWriter& json, const ProbeResult& probe, const std::optional<InfoResult>& info)
{
    const bool isOpen = probe.main.times.of(ProbePhase::Open).has_value();
    json.key("codes").beginObject();
    json.key("open").text(openCode(probe.main));
    textOrNull(json, "read", isOpen ? QByteArrayView(toString(probe.main.code)) : QByteArrayView());
    textOrNull(json, "write",
               probe.writeCode ? QByteArrayView(toString(*probe.writeCode)) : QByteArrayView());
    textOrNull(json, "info", info ? QByteArrayView(toString(info->code)) : QByteArrayView());
    json.endObject();
}

QString errorOf(const CheckedRelay& relay)
{
    if (!relay.probe)
        return relay.refusal;
    const auto& attempt = relay.probe->main;
    if (attempt.code == ProbeCode::Ok)
        return {};
    auto text = QString::fromLatin1(toString(attempt.code));
    if (!attempt.detail.isEmpty())
        text += u": "_s + attempt.detail;
    return text;
}

void writeInfo(JsonWriter& json, const std::optional<InfoResult>& info)
{
    json.key("nip11");
    if (info && info->code == InfoCode::Ok) {
        if (const auto document = parseRelayInformation(info->body)) {
            json.json(document->toJson());
            return;
        }
    }
    json.null();
}

QString millisText(std::optional<std::chrono::microseconds> time)
{
    return time ? QString::number(millisOf(*time), 'f', 1) : u"–"_s;
}

QString certificateText(const ProbeResult& probe, UnixMillis now)
{
    if (!probe.certificate)
        return u"–"_s;
    const auto days = std::chrono::floor<std::chrono::days>(probe.certificate->validUntil - now).count();
    return probe.certificate->verificationError.isEmpty() ? u"%1 d"_s.arg(days)
                                                          : u"invalid, %1 d"_s.arg(days);
}

} // namespace

bool isUp(const CheckedRelay& relay)
{
    if (!relay.probe)
        return false;
    const auto verdict = verdictOf(relay.probe->main.code, relay.probe->main.httpStatus);
    return verdict == ProbeVerdict::Up || verdict == ProbeVerdict::Limited;
}

QByteArray checkJson(const CheckedRelay& relay, UnixMillis now)
{
    JsonWriter json;
    json.beginObject();
    if (!relay.url) {
        json.key("url").text(relay.input);
        for (const auto* const name : {"network", "code", "verdict", "codes", "rtt_open", "rtt_read",
                                       "rtt_write", "phases", "nip11", "tls"})
            json.key(name).null();
        return json.key("error").text(relay.refusal).endObject().result();
    }
    const ProbeResult none;
    const auto& probe = relay.probe ? *relay.probe : none;
    const auto& times = probe.main.times;
    json.key("url").text(relay.url->text()).key("network").text(toString(relay.url->network()));
    json.key("code").text(toString(probe.main.code)).key("verdict").text(verdictName(probe.main));
    writeCodes(json, probe, relay.info);
    millisOrNull(json, "rtt_open", times.of(ProbePhase::Open));
    millisOrNull(json, "rtt_read", times.of(ProbePhase::Read));
    millisOrNull(json, "rtt_write", times.of(ProbePhase::Write));
    writePhases(json, times);
    textOrNull(json, "family", familyName(probe.main.family));
    textOrNull(json, "address", probe.main.address);
    stringOrNull(json, "country", relay.geo.countryCode);
    stringOrNull(json, "country_name", relay.geo.country);
    json.key("asn");
    if (relay.geo.asn != 0)
        json.number(relay.geo.asn);
    else
        json.null();
    stringOrNull(json, "as_organisation", relay.geo.organisation);
    json.key("other_family");
    if (probe.otherFamily) {
        json.beginObject();
        writeAttempt(json, *probe.otherFamily);
        json.endObject();
    } else {
        json.null();
    }
    json.key("http_status");
    if (probe.main.httpStatus != 0)
        json.number(probe.main.httpStatus);
    else
        json.null();
    secondsOrNull(json, "retry_after", probe.retryAfter);
    secondsOrNull(json, "info_retry_after", relay.info ? relay.info->retryAfter : std::nullopt);
    json.key("wants_auth").boolean(probe.wantsAuth);
    stringOrNull(json, "write_detail", probe.writeDetail);
    writeInfo(json, relay.info);
    writeTls(json, probe.certificate, now);
    writeDns(json, probe.dns);
    textOrNull(json, "server", probe.serverHeader);
    writeClaims(json, relay.observation);
    stringOrNull(json, "error", errorOf(relay));
    return json.endObject().result();
}

QString checkTable(const std::vector<CheckedRelay>& relays, const CheckColumns& wanted, UnixMillis now)
{
    std::vector<TextTable::Column> columns{{u"Relay"_s, false},
                                           {u"State"_s, false},
                                           {u"Result"_s, false},
                                           {u"Open ms"_s, true},
                                           {u"Read ms"_s, true}};
    if (wanted.write)
        columns.push_back({u"Write ms"_s, true});
    columns.push_back({u"Certificate"_s, true});
    if (wanted.country)
        columns.push_back({u"Country"_s, false});
    if (wanted.network)
        columns.push_back({u"ASN"_s, false});
    columns.push_back({u"Name"_s, false});
    TextTable table(std::move(columns));
    for (const auto& relay : relays) {
        if (!relay.probe)
            continue;
        const auto& attempt = relay.probe->main;
        auto result = QString::fromLatin1(toString(attempt.code));
        if (attempt.code == ProbeCode::HttpStatus)
            result += u" %1"_s.arg(attempt.httpStatus);
        QStringList cells{plainText(relay.probe->url, maxText), QString::fromLatin1(verdictName(attempt)),
                          result, millisText(attempt.times.of(ProbePhase::Open)),
                          millisText(attempt.times.of(ProbePhase::Read))};
        if (wanted.write)
            cells.append(relay.probe->writeCode && *relay.probe->writeCode != ProbeCode::Ok
                             ? QString::fromLatin1(toString(*relay.probe->writeCode))
                             : millisText(attempt.times.of(ProbePhase::Write)));
        cells.append(certificateText(*relay.probe, now));
        if (wanted.country)
            cells.append(relay.geo.countryCode.isEmpty() ? u"–"_s : relay.geo.countryCode);
        if (wanted.network)
            cells.append(relay.geo.asn == 0
                             ? u"–"_s
                             : u"%1 %2"_s.arg(relay.geo.asn).arg(relay.geo.organisation.left(40)).trimmed());
        QString name;
        if (relay.info && relay.info->code == InfoCode::Ok) {
            if (const auto document = parseRelayInformation(relay.info->body))
                name = plainText(document->name, 40);
        }
        table.addRow(cells << (name.isEmpty() ? u"–"_s : name));
    }
    return table.toString();
}

} // namespace nostrscope
