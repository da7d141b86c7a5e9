// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakehealth.h"

#include "tests/support/fakestory.h"

#include <algorithm>
#include <cmath>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using namespace fake;

namespace {

CertificateSighting certificateOf(const RelayRow& row, UnixMillis now, int age)
{
    const auto story = storyOf(row);
    const auto until = story == Story::Ending ? now + 5 * 24h + 3h
        : story == Story::Ended               ? now - 40h
                                              : now + 64 * 24h;
    CertificateSighting sighting;
    sighting.relay = row.entry.id;
    sighting.firstSeen = now - (24h * 26) * (age + 1);
    sighting.lastSeen = age == 0 ? now - 3min : now - (24h * 26) * age;
    auto& facts = sighting.facts;
    facts.sha256 = QByteArray(32, static_cast<char>(0x10 + age));
    facts.sha256.replace(0, 4, QByteArray::number(row.entry.id.number() % 9000 + 1000));
    facts.subject = QString::fromUtf8(row.entry.url.mid(6));
    facts.names = {facts.subject, u"*.example"_s, u"<b>evil</b>\u202Egnp.example"_s};
    facts.issuer = age == 2 ? u"Example Trust CA 1"_s : u"R11, Let's Encrypt"_s;
    facts.serial = "04:a1:77";
    facts.validFrom = until - 90 * 24h - age * 60 * 24h;
    facts.validUntil = until - age * 60 * 24h;
    facts.chainValidUntil = facts.validUntil + 700 * 24h;
    facts.publicKeySha256 = QByteArray(32, static_cast<char>(0x40 + age / 2));
    facts.protocol = u"TLS 1.3"_s;
    facts.cipher = u"TLS_AES_256_GCM_SHA384"_s;
    if (story == Story::Ended && age == 0)
        facts.verificationError = u"certificate has expired"_s;
    return sighting;
}

/// Older versions say less, or other things; one of them nothing at all.
QByteArray documentOf(std::uint32_t number, int age = 0)
{
    if (age == 2)
        return "<html>502 Bad Gateway</html>";
    if (age > 0)
        return "{\"name\":\"Relay " + QByteArray::number(number)
            + "\",\"software\":\"git+https://github.com/hoytech/strfry.git\",\"version\":\"1.0."
            + QByteArray::number(4 - age)
            + "\",\"supported_nips\":[1,2,4,9,11,22,28,40,70,77],\"limitation\":{\"max_message_length\":"
              "65536,"
              "\"max_subscriptions\":20,\"max_limit\":"
            + QByteArray::number(age == 1 ? 500 : 1000)
            + ",\"payment_required\":false,\"max_filters\":10},\"icon\":\"https://relay.example/icon.png\"}";
    return "{\"name\":\"Relay " + QByteArray::number(number)
        + " <img src=x onerror=alert(1)>\",\"description\":\"A <b>general</b> relay.\\nSecond line \u202E "
          "with bidi.\","
          "\"contact\":\"mailto:op@relay.example\",\"pubkey\":"
          "\"32e1827635450ebb3c5a7d12c1f8e7b2b514439ac10a67eef3d9fd9c5c68e245\","
          "\"software\":\"git+https://github.com/hoytech/strfry.git\",\"version\":\"1.0.4\","
          "\"supported_nips\":[1,2,4,9,11,22,28,40,45,50,70,77],"
          "\"limitation\":{\"max_message_length\":131072,\"max_subscriptions\":20,\"max_limit\":500,"
          "\"auth_required\":false,\"payment_required\":true,\"min_pow_difficulty\":0},"
          "\"fees\":{\"admission\":[{\"amount\":1000000,\"unit\":\"msats\"}]},\"relay_countries\":[\"DE\"],"
          "\"language_tags\":[\"en\",\"de\"],\"posting_policy\":\"https://relay.example/policy\"}";
}

/// One finding of each kind.
RelayObservation observationOf(const RelayRow& row, UnixMillis now)
{
    using Kind = ClaimValue::Kind;
    RelayObservation observation;
    observation.relay = row.entry.id;
    observation.at = now - 3h;
    observation.findings = {
        {ClaimItem::AuthRequired,
         {Kind::No},
         {Kind::No},
         ClaimVerdict::Agrees,
         ClaimReason::None,
         R"(["EOSE","probe-7f3a"])"},
        {ClaimItem::PaymentRequired,
         {Kind::Yes},
         {Kind::No},
         ClaimVerdict::Contradicts,
         ClaimReason::None,
         R"(["EOSE","probe-7f3a"])"},
        {ClaimItem::MaxLimit,
         {Kind::Number, 500},
         {Kind::AtLeast, 501},
         ClaimVerdict::Contradicts,
         ClaimReason::None,
         R"(["EVENT","probe-7f3aa",{"id":"5c83da77af1dec6d7289834998ad7aafbd9e2191396d75ec3cc27f5a77226f36",)"
         "\"kind\":1,\"content\":\"<b>hostile</b> \u202E text\"}]"},
        {ClaimItem::DefaultLimit, {}, {}, ClaimVerdict::NotTested, ClaimReason::NotClaimed, {}},
        {ClaimItem::Count,
         {Kind::Yes},
         {Kind::Yes},
         ClaimVerdict::Agrees,
         ClaimReason::None,
         R"(["COUNT","probe-7f3ae",{"count":1}])"},
        {ClaimItem::Negentropy,
         {Kind::Yes},
         {Kind::No},
         ClaimVerdict::Contradicts,
         ClaimReason::Refused,
         R"(["NOTICE","ERROR: bad msg: negentropy disabled"])"},
        {ClaimItem::Search,
         {Kind::Yes},
         {},
         ClaimVerdict::NotTested,
         ClaimReason::RateLimited,
         R"(["CLOSED","probe-7f3ag","rate-limited: slow down"])"},
        {ClaimItem::RestrictedWrites, {}, {}, ClaimVerdict::NotTested, ClaimReason::OnlyByWriting, {}}};
    return observation;
}

LatencySummary summaryOf(double p50, std::uint64_t samples)
{
    LatencySummary summary;
    summary.samples = samples;
    if (samples == 0)
        return summary;
    summary.p50 = p50;
    summary.minimum = p50 * 0.6;
    summary.maximum = p50 * 6;
    summary.mean = p50 * 1.2;
    summary.p90 = p50 * 1.7;
    if (samples >= 20)
        summary.p95 = p50 * 2.1;
    if (samples >= 100)
        summary.p99 = p50 * 4;
    return summary;
}

/// Around the median, with a long tail to the slow side.
std::vector<LatencyBar> barsOf(const LatencySummary& summary)
{
    std::vector<LatencyBar> bars;
    if (!summary.p50)
        return bars;
    constexpr double growth = 1.2653;
    for (int i = -4; i < 8; ++i) {
        const double spread = i < 0 ? 2.5 : 6;
        const auto share = std::exp(-double(i * i) / spread) / 7;
        bars.push_back({*summary.p50 * std::pow(growth, i - 0.5), *summary.p50 * std::pow(growth, i + 0.5),
                        static_cast<std::uint64_t>(double(summary.samples) * share)});
    }
    return bars;
}

CheckRecord checkAt(const RelayRow& row, UnixMillis at, Beat beat, std::uint32_t place)
{
    const auto story = storyOf(row);
    const auto number = row.entry.id.number();
    CheckRecord check;
    check.relay = row.entry.id;
    check.at = at;
    check.interval = 5min;
    check.family = place % 3 == 0 ? AddressFamily::IPv6 : AddressFamily::IPv4;
    check.origin = place == 4 ? CheckOrigin::Manual : CheckOrigin::Scheduled;
    const auto scale = 0.7 + hashOf(number, place) % 100 / 120.0;
    const auto open = std::chrono::duration_cast<Duration>(openTime(story, number) * scale);
    check.times.set(ProbePhase::Dns, open / 10);
    if (beat == Beat::Down) {
        const auto cause = isDown(story) ? causeOf(story, number) : FailureCause{ProbeCode::TcpTimeout, 0};
        check.code = cause.code;
        check.httpStatus = cause.httpStatus;
        check.failedIn = ProbePhase::Tcp;
        check.origin = place % 4 == 0 ? CheckOrigin::Scheduled : CheckOrigin::Retry;
        return check;
    }
    check.code = story == Story::Limited ? ProbeCode::AuthRequired : ProbeCode::Ok;
    check.times.set(ProbePhase::Tcp, open / 5);
    check.times.set(ProbePhase::Tls, open / 3);
    check.times.set(ProbePhase::Upgrade, open / 4);
    check.times.set(ProbePhase::Open, open);
    if (story != Story::Limited) {
        check.times.set(ProbePhase::First, open);
        check.times.set(ProbePhase::Read, open * 2);
    }
    return check;
}

} // namespace

std::shared_ptr<const HealthRow> fakeHealth(const RelayRow& row, UnixMillis now)
{
    const auto story = storyOf(row);
    if (story == Story::Unchecked)
        return nullptr;
    const auto number = row.entry.id.number();
    auto health = std::make_shared<HealthRow>();
    auto& status = health->status;
    status.relay = row.entry.id;
    status.state = stateOf(story);
    status.lastCause = causeOf(story, number);
    status.isFlapping = story == Story::Flapping;
    health->isWatched = true;
    if (story == Story::Onion)
        return health;
    status.since = isDown(story) ? now - std::chrono::minutes(70 + number % 300) : row.stateSince;
    status.lastCheck = now - std::chrono::seconds(20 + hashOf(number, 3) % 280);
    health->nextCheck = *status.lastCheck + 5min;
    health->othersTotal = static_cast<int>(number % 6);
    health->othersOnline =
        isDown(story) && number % 3 != 0 ? 0 : health->othersTotal - (number % 7 == 1 ? 1 : 0);
    health->othersOnline = std::max(health->othersOnline, 0);
    health->name = u"Relay %1"_s.arg(number);
    health->software = number % 3 == 0 ? u"nostr-rs-relay 0.9.0"_s : u"strfry 1.0.4"_s;
    int up = 0;
    int known = 0;
    for (std::size_t i = 0; i < health->beats.size(); ++i) {
        const auto beat = beatOf(story, number, i, health->beats.size());
        health->beats[i] = beat;
        up += beat == Beat::Up || beat == Beat::Degraded ? 1 : 0;
        known += beat == Beat::Up || beat == Beat::Degraded || beat == Beat::Down ? 1 : 0;
    }
    health->coverage01 = double(known) / double(health->beats.size());
    if (known > 0)
        health->uptime01 = double(up) / known;
    if (number % 11 == 0)
        health->coverage01 = 0.31;
    if (row.entry.url.startsWith("wss://")) {
        const auto sighting = certificateOf(row, now, 0);
        health->certificateUntil = sighting.facts.validUntil;
        health->certificateSha256 = sighting.facts.sha256;
        health->certificateIssuer = sighting.facts.issuer;
        health->certificateSince = number % 17 == 5 ? now - 24h * 4 : sighting.firstSeen;
        health->hasOtherIssuer = number % 34 == 5;
        health->hasOtherKey = number % 17 == 5;
    }
    health->certificateIsTrusted = story != Story::Ended;
    health->needsPayment = number % 8 == 3;
    health->needsAuth = story == Story::Limited || number % 24 == 11;
    if (isDown(story) && number % 2 == 0)
        return health; // down for so long that nothing was measured
    health->openP50 = openTime(story, number);
    if (story != Story::Limited) {
        health->readP50 = *health->openP50 * 2;
        health->readP95 = *health->openP50 * (story == Story::Slow ? 6 : 2);
    }
    return health;
}

std::shared_ptr<const RelayHealthDetail> fakeHealthDetail(const RelayRow& row, const TimeRange& range,
                                                          UnixMillis now)
{
    auto detail = std::make_shared<RelayHealthDetail>();
    detail->to = range.all ? now : fromSeconds(range.to);
    detail->from = range.all ? now - 400 * 24h : fromSeconds(range.from);
    detail->bucket = bucketOf(range);
    if (!row.health)
        return detail;
    detail->row = *row.health;
    const auto story = storyOf(row);
    const auto number = row.entry.id.number();
    if (story == Story::Onion) {
        CheckRecord check;
        check.relay = row.entry.id;
        check.at = now - 10min;
        check.code = ProbeCode::NeedsProxy;
        detail->checks = {check};
        return detail;
    }
    for (const auto length : {24h, 7 * 24h, 30 * 24h, 90 * 24h, 0h}) {
        UptimeWindow window;
        if (length != 0h)
            window.length = length;
        window.uptime01 = row.health->uptime01;
        window.coverage01 = length > 30 * 24h ? 0.42 : row.health->coverage01;
        window.checks = static_cast<std::uint64_t>(length == 0h ? 61'123 : length / 1h * 12);
        window.failures = isDown(story) ? window.checks / 40 : window.checks / 900;
        window.incidents = isDown(story) ? 3 : 0;
        if (window.incidents > 0) {
            window.longestOutage = 3h + 12min;
            window.meanToRecover = 41min;
        }
        detail->windows.push_back(window);
    }
    constexpr std::size_t parts = 240;
    const auto width = (detail->to - detail->from) / parts;
    const double p50 = double(openTime(story, number).count()) / 1000;
    for (std::size_t i = 0; i < parts; ++i) {
        const auto beat = beatOf(story, number, i, parts);
        if (beat == Beat::None)
            continue;
        const HealthSpan span{row.entry.id, detail->from + width * i, detail->from + width * (i + 1),
                              kindOf(beat)};
        if (!detail->spans.empty() && detail->spans.back().kind == span.kind
            && detail->spans.back().to == span.from)
            detail->spans.back().to = span.to;
        else
            detail->spans.push_back(span);
    }
    const auto first = toSeconds(detail->from) / detail->bucket.count() * detail->bucket.count();
    std::uint64_t samples = 0;
    for (std::int64_t at = first; at < toSeconds(detail->to); at += detail->bucket.count()) {
        const auto place =
            static_cast<std::size_t>((at - first) * std::int64_t(parts) / (toSeconds(detail->to) - first));
        const auto beat = beatOf(story, number, place, parts);
        if (beat != Beat::Up && beat != Beat::Degraded && beat != Beat::Down)
            continue;
        LatencyPoint point;
        point.start = fromSeconds(at);
        point.checks = 24;
        point.failures = beat == Beat::Down ? 24 : 0;
        if (beat != Beat::Down) {
            const double wave =
                1 + 0.3 * std::sin(double(at) / 20'000) + hashOf(number, std::uint32_t(at)) % 100 / 400.0;
            const double slow = beat == Beat::Degraded ? 2.5 : 1;
            point.open = summaryOf(p50 * wave * slow, 24);
            if (story != Story::Limited)
                point.read = summaryOf(p50 * 1.6 * wave * slow, 24);
            samples += 24;
        }
        detail->points.push_back(point);
    }
    detail->open = summaryOf(p50, samples);
    if (story != Story::Limited)
        detail->read = summaryOf(p50 * 1.6, samples);
    detail->openBars = barsOf(detail->open);
    detail->readBars = barsOf(detail->read);
    detail->ofRange = detail->windows.front();
    detail->ofRange.length.reset();
    for (auto& incident : fakeIncidents({row}, now)) {
        incident.evidence.clear();
        detail->incidents.push_back(incident);
    }
    if (row.entry.url.startsWith("wss://")) {
        for (int age = 0; age < 3; ++age)
            detail->certificates.push_back(certificateOf(row, now, age));
    }
    detail->document = documentOf(number);
    detail->observation = observationOf(row, now);
    if (number % 2 == 0)
        detail->nextObservation = detail->observation->at + observeEvery;
    for (int age = 0; age < 4; ++age) {
        DocumentSighting sighting;
        sighting.relay = row.entry.id;
        sighting.firstSeen = now - 24h * (20 + age * 50);
        sighting.lastSeen = age == 0 ? now - 1h : now - 24h * (20 + (age - 1) * 50);
        sighting.sha256 = QByteArray(28, static_cast<char>(0xa0 + age)) + QByteArray::number(1000 + number);
        detail->documents.push_back(sighting);
    }
    for (std::uint32_t i = 0; i < 200; ++i) {
        const auto at = *row.health->status.lastCheck - i * 5min;
        const auto back = std::min<std::size_t>(std::size_t((now - at) / 30min), 47);
        detail->checks.push_back(checkAt(row, at, row.health->beats[47 - back], i));
    }
    auto& others = detail->others;
    others.online = row.health->othersOnline;
    others.total = row.health->othersTotal;
    for (int i = 0; i < others.total; ++i) {
        MonitorOpinion opinion;
        opinion.monitor = *PubKey::fromHex(QByteArray(63, 'b') + QByteArray::number(i, 16));
        opinion.at = toSeconds(now) - 600 * (i + 1);
        opinion.isActive = true;
        opinion.isFresh = i < others.online;
        if (opinion.isFresh) {
            opinion.rttOpen = std::chrono::milliseconds(120 + 40 * i);
            opinion.rank01 = 0.72;
        }
        others.opinions.push_back(opinion);
    }
    if (others.online > 0)
        others.rank01 = 0.72;
    return detail;
}

QByteArray fakeDocument(const QByteArray& sha256)
{
    const auto age = static_cast<int>(static_cast<unsigned char>(sha256.at(0))) - 0xa0;
    return documentOf(sha256.right(4).toUInt() - 1000, age);
}

} // namespace nostrscope
