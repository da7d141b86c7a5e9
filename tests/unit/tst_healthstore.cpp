// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/sha256.h"
#include "core/monitor/healthjudge.h"
#include "core/monitor/latencyrollup.h"
#include "core/records/healthcodec.h"
#include "core/storage/healthfold.h"
#include "core/storage/healthreader.h"
#include "core/storage/healthwriter.h"
#include "core/storage/maintenance.h"
#include "core/storage/rebuild.h"
#include "core/storage/relaydocuments.h"
#include "core/storage/schema.h"
#include "core/storage/sqlitestore.h"
#include "tests/support/answers.h"
#include "tests/support/storefixture.h"
#include "tests/unit/healthscene.h"

#include <QRegularExpression>
#include <QTest>

#include <random>

using namespace nostrscope;
using namespace nostrscope::test;

namespace {

constexpr std::uint32_t relayCount = 5;

/// Checks of some relays over hours, in the order of time.
std::vector<CheckRecord> someChecks(unsigned seed, int count, std::chrono::seconds over)
{
    std::mt19937 random(seed);
    std::vector<CheckRecord> checks;
    for (int i = 0; i < count; ++i) {
        auto check =
            checkOfLetter("SSSSLFTX"[random() % 8], RelayId(1 + std::uint32_t(random() % relayCount)),
                          healthStart + over * i / count + std::chrono::milliseconds(random() % 900));
        if (check.times.of(ProbePhase::Open))
            check.times.set(ProbePhase::Open, std::chrono::microseconds(20'000 + random() % 300'000));
        check.origin = static_cast<CheckOrigin>(random() % 4);
        check.family = static_cast<AddressFamily>(random() % 3);
        check.closeCode = random() % 3 == 0 ? 1006 : 0;
        check.network = std::uint32_t(random());
        checks.push_back(check);
    }
    return checks;
}

HealthBatch batchOf(const std::vector<CheckRecord>& checks, bool isCheckpoint = true)
{
    HealthBatch batch;
    batch.records.assign(checks.begin(), checks.end());
    batch.isCheckpoint = isCheckpoint;
    return batch;
}

std::vector<CheckRecord> checksOf(const std::vector<CheckRecord>& all, RelayId relay, UnixMillis from,
                                  UnixMillis to)
{
    std::vector<CheckRecord> some;
    for (const auto& check : all) {
        if (check.relay == relay && check.at >= from && check.at < to)
            some.push_back(check);
    }
    return some;
}

std::int64_t rowsOf(StoreFixture& store, const char* table)
{
    return store.database().value((QByteArray("SELECT count(*) FROM ") + table).constData());
}

/// Everything that the store says of the checks agrees with the checks.
void compareWith(StoreFixture& store, const std::vector<CheckRecord>& all)
{
    const auto database = store.openReader();
    HealthReader reader(*database);
    for (std::uint32_t number = 1; number <= relayCount; ++number) {
        const RelayId relay(number);
        for (const auto& [from, to] : {std::pair(healthStart - 1h, healthStart + 48h),
                                       std::pair(healthStart + 25min + 3s, healthStart + 95min)}) {
            const auto expected = checksOf(all, relay, from, to);
            const auto checks = reader.checks({relay, from, to});
            QVERIFY(checks);
            QVERIFY(*checks == expected);
        }
        for (const auto level : checkLevels) {
            const auto from = bucketStart(bucketOf(healthStart + 70min, level), level);
            const auto to = bucketStart(bucketOf(healthStart + 200min - 1ms, level) + 1, level);
            const auto buckets = reader.rollups({relay, healthStart + 70min, healthStart + 200min}, level);
            QVERIFY(buckets);
            QVERIFY(*buckets == bucketsOf(checksOf(all, relay, from, to), level));
        }
    }
}

CertificateFacts certificate(const QByteArray& leaf)
{
    CertificateFacts facts;
    facts.sha256 = QByteArray(reinterpret_cast<const char*>(sha256(leaf).data()), 32);
    facts.subject = QStringLiteral("relay.example");
    facts.names = {QStringLiteral("relay.example"), QStringLiteral("*.relay.example")};
    facts.issuer = QStringLiteral("An authority");
    facts.serial = "0a0b";
    facts.validFrom = healthStart - 24h;
    facts.validUntil = healthStart + 90 * 24h;
    facts.chainValidUntil = healthStart + 90 * 24h;
    facts.publicKeySha256 = "key";
    facts.protocol = QStringLiteral("TLS 1.3");
    facts.cipher = QStringLiteral("A");
    return facts;
}

} // namespace

/// What the monitor stores: checks, cells, spans, incidents, states, certificates, documents.
class TestHealthStore : public QObject {
    Q_OBJECT

private slots:
    /// Before, during and after the fold, and when the process is killed between any two slices.
    void checksAndCellsAgreeWheneverKilled()
    {
        StoreFixture store;
        const auto all = someChecks(1, 900, 5h);
        for (std::size_t at = 0; at < all.size(); at += 90) {
            const std::vector<CheckRecord> part(all.begin() + std::ptrdiff_t(at),
                                                all.begin() + std::ptrdiff_t(at + 90));
            QVERIFY(HealthWriter(store.database()).append(batchOf(part)));
        }
        compareWith(store, all);
        QCOMPARE(rowsOf(store, "health_journal"), 900);
        const auto now = healthStart + 4h + 30min;
        int slices = 0;
        for (;;) {
            HealthFold fold(store.database());
            fold.setSlice(70);
            const auto more = fold.step(now);
            QVERIFY(more);
            if (!*more)
                break;
            ++slices;
            store.reopen();
            compareWith(store, all);
            if (QTest::currentTestFailed())
                return;
        }
        QVERIFY(slices >= 10);
        const auto left = rowsOf(store, "health_journal"); // of the hour that is not over
        QVERIFY(left > 100 && left < 200);
        HealthFold fold(store.database());
        while (*fold.step(now + 1h)) { }
        QCOMPARE(rowsOf(store, "health_journal"), 0);
        compareWith(store, all);
        QVERIFY(checkDatabase(store.database())->isEmpty());
    }

    /// What no checkpoint has passed yet is needed by the next start.
    void nothingIsFoldedBeforeItsCheckpoint()
    {
        StoreFixture store;
        const auto all = someChecks(2, 100, 1h);
        QVERIFY(HealthWriter(store.database()).append(batchOf(all, false)));
        HealthFold fold(store.database());
        QVERIFY(!*fold.step(healthStart + 10h));
        QCOMPARE(rowsOf(store, "health_journal"), 100);
        QCOMPARE(HealthReader(store.database()).start()->tail.size(), 100U);
        HealthBatch checkpoint;
        checkpoint.isCheckpoint = true;
        checkpoint.states.push_back({RelayId(3), "state"});
        QVERIFY(HealthWriter(store.database()).append(checkpoint));
        while (*fold.step(healthStart + 10h)) { }
        QCOMPARE(rowsOf(store, "health_journal"), 0);
        const auto start = HealthReader(store.database()).start();
        QVERIFY(start->tail.empty());
        QCOMPARE(start->states.size(), 1U);
        QCOMPARE(start->states.front(), checkpoint.states.front());
        // The numbers go on although the table is empty.
        QVERIFY(HealthWriter(store.database()).append(batchOf(all, false)));
        QCOMPARE(HealthReader(store.database()).start()->tail.size(), 100U);
    }

    /// A clock that was ahead does not hold up what came after it.
    void checksOfTheFutureAreFolded()
    {
        StoreFixture store;
        auto all = someChecks(3, 20, 1h);
        all.insert(all.begin(), checkOfLetter('S', RelayId(1), healthStart + 24h * 365));
        QVERIFY(HealthWriter(store.database()).append(batchOf(all)));
        HealthFold fold(store.database());
        while (*fold.step(healthStart + 2h)) { }
        QCOMPARE(rowsOf(store, "health_journal"), 0);
    }

    /// A clock that is set ahead for a while must not cost the history.
    void aClockThatIsAheadRemovesLittle()
    {
        StoreFixture store;
        std::vector<CheckRecord> all;
        for (int hour = 0; hour < 13 * 24; ++hour)
            all.push_back(checkOfLetter('S', RelayId(1), healthStart + hour * 1h + 1min));
        QVERIFY(HealthWriter(store.database()).append(batchOf(all)));
        HealthFold fold(store.database());
        const auto now = healthStart + 13 * 24h;
        while (*fold.step(now)) { }
        const auto before = rowsOf(store, "check_hour");
        QCOMPARE(before, 13 * 24);
        const auto cells = rowsOf(store, "check_rollup");
        for (int hour = 0; hour < 3; ++hour) {
            HealthFold restarted(store.database());
            while (*restarted.step(now + 365 * 24h + hour * 1h)) { }
            while (*restarted.step(now + 365 * 24h + hour * 1h)) { } // one run an hour
        }
        QCOMPARE(rowsOf(store, "check_hour"), before - 3 * 6);
        QVERIFY(rowsOf(store, "check_rollup") >= cells - 3 * 6); // hours stay 400 days
    }

    /// What others saw is not known to a replay: what is stored stays.
    void othersStayWithAnIncident()
    {
        StoreFixture store;
        Incident incident;
        incident.relay = RelayId(4);
        incident.firstFailure = healthStart;
        incident.confirmed = healthStart + 1min;
        incident.othersUp = 4;
        incident.othersTotal = 5;
        HealthBatch batch;
        batch.incidents = {incident};
        QVERIFY(HealthWriter(store.database()).append(batch));
        batch.incidents[0].othersUp = batch.incidents[0].othersTotal = 0;
        batch.incidents[0].probes = 7;
        QVERIFY(HealthWriter(store.database()).append(batch));
        const auto stored = HealthReader(store.database()).incidents({});
        QVERIFY(stored);
        QCOMPARE(stored->size(), 1U);
        QCOMPARE(stored->front().probes, 7U);
        QCOMPARE(stored->front().othersUp, 4U);
        QVERIFY(stored->front().contradictsDown());
    }

    /// Version 1 had a number of notices that nothing ever sent.
    void incidentsOfTheFirstVersionAreRead()
    {
        Incident incident;
        incident.firstFailure = healthStart;
        incident.confirmed = healthStart + 1min;
        incident.othersUp = 1;
        incident.othersTotal = 3;
        auto blob = encodeIncident(incident);
        QCOMPARE(decodeIncident(blob, {}), std::optional(incident));
        blob[0] = 1;
        QVERIFY(!decodeIncident(blob, {}));
        blob += char(0);
        QCOMPARE(decodeIncident(blob, {}), std::optional(incident));
    }

    void oldChecksAreRemoved()
    {
        StoreFixture store;
        std::vector<CheckRecord> all;
        for (int day = 0; day < 450; day += 10) {
            for (std::uint32_t relay = 1; relay <= relayCount; ++relay)
                all.push_back(checkOfLetter('S', RelayId(relay), healthStart + day * 24h + 1min));
        }
        QVERIFY(HealthWriter(store.database()).append(batchOf(all)));
        const auto end = healthStart + 450 * 24h;
        HealthFold fold(store.database());
        for (auto now = end - 50h; now <= end; now += 1h) { // a little each hour
            while (*fold.step(now)) { }
        }
        const auto count = [&](const QByteArray& what) {
            return store.database().value(("SELECT count(*) FROM " + what).constData());
        };
        QCOMPARE(count("check_hour"), 1 * relayCount); // 14 days: day 440
        QCOMPARE(count("check_rollup WHERE level = 0"), 6 * relayCount); // 60 days: 390 … 440
        QCOMPARE(count("check_rollup WHERE level = 1"), 40 * relayCount); // 400 days: 50 … 440
        QCOMPARE(count("check_rollup WHERE level = 2"), 45 * relayCount); // for ever
        HealthReader reader(store.database());
        QCOMPARE(reader.rollups({RelayId(2), healthStart, end}, CheckLevel::Day)->size(), 45U);
        QCOMPARE(reader.checks({RelayId(2), healthStart, end})->size(), 1U);
    }

    /// A judge that is killed at any time and starts again from the store leaves what one leaves that never
    /// was.
    void killedMonitorLosesNothing()
    {
        std::mt19937 random(5);
        for (int round = 0; round < 8; ++round) {
            const auto all = someChecks(10 + unsigned(round), 600, 6h);
            StoreFixture whole;
            StoreFixture killed;
            HealthJudge steady;
            auto judge = std::make_unique<HealthJudge>();
            for (std::size_t i = 0; i < all.size(); ++i) {
                steady.apply(all[i], {.evidence = {"evidence"}});
                judge->apply(all[i], {.evidence = {"evidence"}});
                if (i % 7 == 0) {
                    QVERIFY(HealthWriter(whole.database()).append(steady.takeBatch()));
                    const auto batch = random() % 5 == 0 ? judge->takeCheckpoint() : judge->takeBatch();
                    QVERIFY(HealthWriter(killed.database()).append(batch));
                    HealthFold fold(killed.database());
                    while (*fold.step(all[i].at)) { }
                    if (random() % 6 == 0) {
                        killed.reopen();
                        judge = std::make_unique<HealthJudge>();
                        QVERIFY(judge->restore(*HealthReader(killed.database()).start()));
                    }
                }
            }
            QVERIFY(HealthWriter(whole.database()).append(steady.takeCheckpoint()));
            QVERIFY(HealthWriter(killed.database()).append(judge->takeCheckpoint()));
            compareWith(killed, all);
            for (std::uint32_t number = 1; number <= relayCount; ++number) {
                const RelayId relay(number);
                QCOMPARE(judge->statusOf(relay), steady.statusOf(relay));
                const HealthRange range{relay, healthStart - 1h, healthStart + 24h};
                QVERIFY(*HealthReader(killed.database()).spans(range)
                        == *HealthReader(whole.database()).spans(range));
            }
            auto left = *HealthReader(whole.database()).incidents({});
            auto right = *HealthReader(killed.database()).incidents({});
            QVERIFY(!left.empty());
            QCOMPARE(left.size(), right.size());
            for (std::size_t i = 0; i < left.size(); ++i) {
                QCOMPARE(left[i].relay, right[i].relay);
                QCOMPARE(left[i].firstFailure, right[i].firstFailure);
                QVERIFY(left[i].firstSuccess == right[i].firstSuccess);
                QVERIFY(left[i].causes == right[i].causes);
                QCOMPARE(left[i].probes, right[i].probes);
            }
            QVERIFY(checkDatabase(killed.database())->isEmpty());
        }
    }

    void incidentsAreListedAndNoted()
    {
        StoreFixture store;
        HealthWriter writer(store.database());
        HealthReader reader(store.database());
        Incident open;
        open.relay = RelayId(4);
        open.firstFailure = healthStart;
        open.confirmed = healthStart + 1min;
        open.firstCause = {ProbeCode::HttpStatus, 502};
        open.failedIn = ProbePhase::Upgrade;
        open.causes = {{open.firstCause, 3}};
        open.probes = 3;
        open.othersUp = 4;
        open.othersTotal = 5;
        open.evidence = {"HTTP/1.1 502 Bad Gateway", QByteArray(5000, 'x')};
        auto closed = open;
        closed.relay = RelayId(5);
        closed.firstSuccess = healthStart + 1h;
        closed.closed = healthStart + 1h + 20s;
        HealthBatch batch;
        batch.incidents = {open, closed};
        QVERIFY(writer.append(batch));
        auto list = *reader.incidents({});
        QCOMPARE(list.size(), 2U);
        QCOMPARE(list[0].relay, RelayId(5)); // newest first
        QVERIFY(list[0].evidence.empty());
        IncidentQuery query;
        query.onlyOpen = true;
        query.withEvidence = true;
        list = *reader.incidents(query);
        QCOMPARE(list.size(), 1U);
        auto expected = open;
        expected.number = list[0].number;
        expected.evidence[1] = QByteArray(maxEvidenceBytes, 'x');
        QVERIFY(list[0] == expected);
        // What the user wrote stays when the monitor writes again; evidence is added, up to its bound.
        const auto number = list[0].number;
        QVERIFY(writer.setNote(number, QStringLiteral("the operator was told")));
        QVERIFY(writer.acknowledge(number, healthStart + 2h));
        open.firstSuccess = healthStart + 3h;
        open.closed = healthStart + 3h + 20s;
        open.evidence.assign(30, "more");
        batch.incidents = {open};
        QVERIFY(writer.append(batch));
        query.onlyOpen = false;
        query.relay = RelayId(4);
        list = *reader.incidents(query);
        QCOMPARE(list.size(), 1U);
        QCOMPARE(list[0].number, number);
        QCOMPARE(list[0].note, QStringLiteral("the operator was told"));
        QCOMPARE(list[0].acknowledged, std::optional(healthStart + 2h));
        QCOMPARE(list[0].evidence.size(), maxEvidence);
        QVERIFY(writer.acknowledge(number, std::nullopt));
        QVERIFY(!reader.incidents(query)->front().acknowledged);
        // Ranges and pages.
        query = {};
        query.from = healthStart + 2h;
        QCOMPARE(reader.incidents(query)->size(), 1U); // the other had ended
        query.from = {};
        query.to = healthStart;
        QCOMPARE(reader.incidents(query)->size(), 0U);
        query = {};
        query.limit = 1;
        query.beforeNumber = reader.incidents(query)->front().number;
        QCOMPARE(reader.incidents(query)->front().number, number);
        // There was none.
        batch = {};
        batch.withdrawn = {{RelayId(4), healthStart}};
        QVERIFY(writer.append(batch));
        QCOMPARE(reader.incidents({})->size(), 1U);
    }

    void certificatesAreKeptOnChange()
    {
        StoreFixture store;
        RelayDocuments documents(store.database());
        const auto see = [&](const CertificateFacts& facts, std::chrono::hours after) {
            QVERIFY(
                documents.addCertificates({{RelayId(1), healthStart + after, healthStart + after, facts}}));
        };
        const auto first = certificate("one");
        see(first, 0h);
        see(first, 1h); // the same day
        auto otherCipher = first;
        otherCipher.cipher = QStringLiteral("B");
        see(otherCipher, 30h);
        auto list = *documents.certificates(RelayId(1));
        QCOMPARE(list.size(), 1U);
        QCOMPARE(list[0].firstSeen, healthStart);
        QCOMPARE(list[0].lastSeen, healthStart + 30h);
        QCOMPARE(list[0].facts, otherCipher);
        auto expired = first;
        expired.verificationError = QStringLiteral("expired");
        see(expired, 50h);
        see(certificate("two"), 60h);
        see(first, 70h); // an old one again
        list = *documents.certificates(RelayId(1));
        QCOMPARE(list.size(), 4U);
        QCOMPARE(list[0].facts, first);
        QVERIFY(documents.addCertificates({{RelayId(2), healthStart, healthStart, first}}));
        const auto current = *documents.currentCertificates();
        QCOMPARE(current.size(), 2U);
        QCOMPARE(current[0].firstSeen, healthStart + 70h);
    }

    void certificatesTellWhatChanged()
    {
        StoreFixture store;
        RelayDocuments documents(store.database());
        const auto see = [&](const CertificateFacts& facts, std::chrono::hours after) {
            QVERIFY(
                documents.addCertificates({{RelayId(1), healthStart + after, healthStart + after, facts}}));
        };
        auto facts = certificate("one");
        facts.issuer = QStringLiteral("A");
        facts.publicKeySha256 = "key";
        see(facts, 0h);
        auto current = *documents.currentCertificates();
        QVERIFY(!current[0].hasOtherIssuer && !current[0].hasOtherKey); // nothing came before
        facts.sha256 = certificate("two").sha256; // renewed
        see(facts, 24h);
        current = *documents.currentCertificates();
        QVERIFY(!current[0].hasOtherIssuer && !current[0].hasOtherKey);
        facts.sha256 = certificate("three").sha256;
        facts.issuer = QStringLiteral("B");
        see(facts, 48h);
        facts.sha256 = certificate("four").sha256;
        facts.publicKeySha256 = "another";
        see(facts, 72h);
        QVERIFY(documents.addCertificates({{RelayId(2), healthStart, healthStart, facts}}));
        current = *documents.currentCertificates();
        QCOMPARE(current.size(), 2U);
        QVERIFY(!current[0].hasOtherIssuer && current[0].hasOtherKey);
        QVERIFY(!current[1].hasOtherIssuer && !current[1].hasOtherKey);
        const auto all = *documents.certificates(RelayId(1));
        QCOMPARE(all.size(), 4U);
        QVERIFY(all[1].hasOtherIssuer && !all[1].hasOtherKey);
    }

    void documentsAreStoredOnce()
    {
        StoreFixture store;
        RelayDocuments documents(store.database());
        DocumentSighting sighting;
        sighting.relay = RelayId(1);
        sighting.firstSeen = sighting.lastSeen = healthStart;
        sighting.body = "{\"name\":\"one\"}";
        sighting.etag = "\"1\"";
        auto other = sighting;
        other.relay = RelayId(2);
        QVERIFY(documents.addDocuments({sighting, other}));
        QCOMPARE(rowsOf(store, "relay_document"), 1);
        QCOMPARE(rowsOf(store, "relay_document_seen"), 2);
        const auto list = *documents.documents(RelayId(1));
        QCOMPARE(list.size(), 1U);
        const auto computed = sha256(sighting.body);
        QCOMPARE(list[0].sha256, QByteArray(reinterpret_cast<const char*>(computed.data()), 32));
        QCOMPARE(*documents.documentBody(list[0].sha256), sighting.body);
        QVERIFY(documents.documentBody("nothing")->isEmpty());
        // Not modified: only the day, and only of what is known.
        sighting.body.clear();
        sighting.sha256 = list[0].sha256;
        sighting.lastSeen = healthStart + 48h;
        QVERIFY(documents.addDocuments({sighting}));
        QCOMPARE(documents.documents(RelayId(1))->front().lastSeen, healthStart + 48h);
        sighting.sha256 = "unknown";
        QVERIFY(documents.addDocuments({sighting}));
        QCOMPARE(documents.documents(RelayId(1))->size(), 1U);
        // Too large, and too many.
        sighting.body = QByteArray(RelayDocuments::maxDocumentBytes + 1, ' ');
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("1048577 bytes is not stored")));
        QVERIFY(documents.addDocuments({sighting}));
        QCOMPARE(rowsOf(store, "relay_document"), 1);
        for (int i = 0; i < 250; ++i) {
            sighting.body = QByteArray::number(i);
            sighting.firstSeen = sighting.lastSeen = healthStart + 50h + i * 1min;
            QVERIFY(documents.addDocuments({sighting}));
        }
        QCOMPARE(documents.documents(RelayId(1))->size(), std::size_t(RelayDocuments::maxVersions));
        QCOMPARE(rowsOf(store, "relay_document"), RelayDocuments::maxVersions + 1); // relay 2 has the first
        QCOMPARE(documents.documents(RelayId(2))->size(), 1U);
        QVERIFY(checkDatabase(store.database())->isEmpty());
    }

    /// The newest of each relay, in pages by size.
    void currentDocumentsComeInPages()
    {
        StoreFixture store;
        RelayDocuments documents(store.database());
        constexpr std::uint32_t relays = 12;
        for (std::uint32_t number = 1; number <= relays; ++number) {
            for (int version = 0; version < 2; ++version) {
                DocumentSighting sighting;
                sighting.relay = RelayId(number);
                sighting.firstSeen = sighting.lastSeen = healthStart + version * 1h;
                sighting.body =
                    QByteArray::number(version) + QByteArray(1'000'000, ' ') + QByteArray::number(number);
                sighting.etag = "e" + QByteArray::number(number);
                QVERIFY(documents.addDocuments({sighting}));
            }
        }
        std::uint32_t next = 1;
        int pages = 0;
        for (RelayId after;;) {
            const auto page = documents.currentDocuments(after);
            QVERIFY(page);
            if (page->empty())
                break;
            ++pages;
            QVERIFY(qsizetype(page->size()) <= RelayDocuments::pageBytes / 1'000'000 + 1);
            for (const auto& sighting : *page) {
                QCOMPARE(sighting.relay, RelayId(next));
                QVERIFY(sighting.body.startsWith('1') && sighting.body.endsWith(QByteArray::number(next)));
                QCOMPARE(sighting.etag, "e" + QByteArray::number(next));
                ++next;
            }
            after = page->back().relay;
        }
        QCOMPARE(next, relays + 1);
        QVERIFY(pages >= 3);
    }

    void observationsAreReplaced()
    {
        StoreFixture store;
        HealthWriter writer(store.database());
        RelayObservation observation;
        observation.relay = RelayId(3);
        observation.at = healthStart;
        ClaimFinding finding;
        finding.item = ClaimItem::MaxLimit;
        finding.claimed = ClaimValue::of(std::optional<std::int64_t>(500));
        finding.observed = {ClaimValue::Kind::AtLeast, 501};
        finding.verdict = ClaimVerdict::Contradicts;
        finding.evidence = "[\"EVENT\",\"x\",{}]";
        observation.findings = {
            finding, {ClaimItem::Search, {}, {}, ClaimVerdict::NotTested, ClaimReason::NoAnswer, {}}};
        HealthBatch batch;
        QVERIFY(batch.isEmpty());
        batch.observations = {observation};
        QVERIFY(!batch.isEmpty());
        QVERIFY(writer.append(batch));
        QVERIFY(writer.append(batch)); // repeated after a failure: the same
        const auto database = store.openReader();
        HealthReader reader(*database);
        QCOMPARE(*reader.observation(RelayId(3)), std::optional(observation));
        QCOMPARE(*reader.observation(RelayId(4)), std::nullopt);
        batch.observations[0].at += 24h;
        batch.observations[0].findings.pop_back();
        QVERIFY(writer.append(batch));
        QCOMPARE(*reader.observation(RelayId(3)), std::optional(batch.observations[0]));
        QCOMPARE(reader.observationTimes()->size(), 1U);
        QCOMPARE(reader.observationTimes()->front(), std::pair(RelayId(3), healthStart + 24h));
        // What cannot be read is looked at again.
        QVERIFY(store.database().exec("UPDATE relay_observation SET data = x'ff'"));
        QCOMPARE(*reader.observation(RelayId(3)), std::nullopt);
    }

    void damagedFindingsAreNone()
    {
        std::vector<ClaimFinding> findings;
        for (int item = 0; item < claimItemCount; ++item) {
            ClaimFinding finding;
            finding.item = static_cast<ClaimItem>(item);
            finding.claimed = {ClaimValue::Kind::Number, -item};
            finding.evidence = QByteArray(item * 700, 'x');
            findings.push_back(finding);
        }
        const auto blob = encodeFindings(findings);
        const auto read = decodeFindings(blob);
        QVERIFY(read && read->size() == findings.size());
        for (std::size_t i = 0; i < findings.size(); ++i) {
            auto expected = findings[i];
            expected.evidence.truncate(maxEvidenceBytes);
            QCOMPARE((*read)[i], expected);
        }
        for (qsizetype size = 0; size < blob.size(); ++size)
            QVERIFY(!decodeFindings(QByteArrayView(blob).first(size)));
        QVERIFY(!decodeFindings(blob + 'x'));
        std::mt19937 random(5);
        for (int i = 0; i < 20'000; ++i) {
            auto damaged = blob.left(40);
            damaged[qsizetype(random() % 40)] = char(random());
            if (const auto some = decodeFindings(damaged))
                QVERIFY(some->size() <= std::size_t(claimItemCount));
        }
    }

    /// A file of the version before has none of this and gets it at once; what it holds stays.
    void olderFileIsMigrated()
    {
        StoreFixture store;
        store.commit({verified(inventEvent(1), 1)});
        store.reopenAsVersion(5);
        QCOMPARE(store.database().value("PRAGMA user_version"), schemaVersion);
        QCOMPARE(rowsOf(store, "event"), 1);
        const auto all = someChecks(4, 50, 1h);
        QVERIFY(HealthWriter(store.database()).append(batchOf(all)));
        compareWith(store, all);
    }

    void rebuildLeavesTheMonitorAlone()
    {
        StoreFixture store;
        store.commit({verified(inventEvent(1), 1)});
        const auto all = someChecks(6, 300, 3h);
        HealthJudge judge;
        for (const auto& check : all)
            judge.apply(check);
        QVERIFY(HealthWriter(store.database()).append(judge.takeCheckpoint()));
        HealthFold fold(store.database());
        while (*fold.step(healthStart + 2h)) { }
        const auto report = rebuildTables(store.writer());
        QVERIFY(report);
        QCOMPARE(report->differences(), 0U);
        compareWith(store, all);
        QVERIFY(HealthJudge().restore(*HealthReader(store.database()).start()));
    }

    void damagedRowsAreReported()
    {
        StoreFixture store;
        const auto all = someChecks(8, 20, 10min);
        QVERIFY(HealthWriter(store.database()).append(batchOf(all)));
        QVERIFY(store.database().exec("UPDATE health_journal SET data = x'ff' WHERE no = 3"));
        HealthFold fold(store.database());
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("number 3")));
        while (*fold.step(healthStart + 2h)) { }
        QVERIFY(store.database().exec("UPDATE check_hour SET data = x'ff'"));
        QCOMPARE(
            HealthReader(store.database()).checks({RelayId(1), healthStart, healthStart + 1h}).error().code,
            StoreErrorCode::Corrupt);
    }

    /// Through the threads of the store.
    void storeAnswers()
    {
        QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("t.sqlite"));
        ManualClock clock(healthStart + 3h);
        const auto all = someChecks(9, 200, 1h);
        {
            auto opened = SqliteStore::open(path, SqliteStore::Mode::ReadWrite, clock);
            QVERIFY(opened);
            HealthStore& store = **opened;
            HealthJudge judge;
            for (const auto& check : all)
                judge.apply(check, {.evidence = {"frame"}});
            const auto batch = std::make_shared<const HealthBatch>(judge.takeCheckpoint());
            QVERIFY(answerOf<Nothing>([&](auto reply) { store.appendChecks(batch, reply); }));
            const HealthRange range{RelayId(1), healthStart, healthStart + 1h};
            const auto checks =
                answerOf<std::vector<CheckRecord>>([&](auto reply) { store.checks(range, {}, reply); });
            QVERIFY(*checks == checksOf(all, RelayId(1), range.from, range.to));
            const auto buckets = answerOf<std::vector<LatencyBucket>>(
                [&](auto reply) { store.rollups(range, CheckLevel::Hour, {}, reply); });
            QCOMPARE(buckets->size(), 1U);
            QVERIFY(answerOf<std::vector<HealthSpan>>([&](auto reply) { store.spans(range, {}, reply); }));
            const auto start = answerOf<HealthStart>([&](auto reply) { store.healthAtStart(reply); });
            QCOMPARE(start->states.size(), relayCount + 1);
            QVERIFY(start->tail.empty());
            const auto incidents =
                answerOf<std::vector<Incident>>([&](auto reply) { store.incidents({}, {}, reply); });
            QVERIFY(!incidents->empty());
            const auto number = incidents->front().number;
            QVERIFY(
                answerOf<Nothing>([&](auto reply) { store.setNote(number, QStringLiteral("n"), reply); }));
            QVERIFY(answerOf<Nothing>([&](auto reply) { store.acknowledge(number, clock.now(), reply); }));
            QVERIFY(answerOf<Nothing>([&](auto reply) {
                store.addCertificates({{RelayId(1), clock.now(), clock.now(), certificate("one")}}, reply);
            }));
            QCOMPARE((answerOf<std::vector<CertificateSighting>>([&](auto reply) {
                         store.certificates(RelayId(1), {}, reply);
                     }))->size(),
                     1U);
            QCOMPARE((answerOf<std::vector<CertificateSighting>>([&](auto reply) {
                         store.currentCertificates({}, reply);
                     }))->size(),
                     1U);
            DocumentSighting document;
            document.relay = RelayId(1);
            document.body = "{}";
            QVERIFY(answerOf<Nothing>([&](auto reply) { store.addDocuments({document}, reply); }));
            const auto documents = answerOf<std::vector<DocumentSighting>>(
                [&](auto reply) { store.documents(RelayId(1), {}, reply); });
            QCOMPARE(*answerOf<QByteArray>(
                         [&](auto reply) { store.documentBody(documents->front().sha256, {}, reply); }),
                     QByteArray("{}"));
        }
        auto reading = SqliteStore::open(path, SqliteStore::Mode::ReadOnly, clock);
        QVERIFY(reading);
        const auto refused = answerOf<Nothing>(
            [&](auto reply) { (*reading)->appendChecks(std::make_shared<const HealthBatch>(), reply); });
        QCOMPARE(refused.error().code, StoreErrorCode::ReadOnly);
        const auto noted =
            answerOf<std::vector<Incident>>([&](auto reply) { (*reading)->incidents({}, {}, reply); });
        QCOMPARE(noted->front().note, QStringLiteral("n"));
    }
};

QTEST_GUILESS_MAIN(TestHealthStore)
#include "tst_healthstore.moc"
