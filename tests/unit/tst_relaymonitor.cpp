// SPDX-License-Identifier: GPL-3.0-or-later
// The monitor as a whole, on a real store: what scripted probes find becomes states, rows, incidents.
#include "core/monitor/relaymonitor.h"
#include "core/storage/sqlitestore.h"
#include "tests/support/eventfactory.h"
#include "tests/support/mmdbmaker.h"
#include "tests/support/patience.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <numeric>

using namespace nostrscope;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using test::patienceMs;

namespace {

/// What the world looks like to probes.
struct World {
    std::map<QByteArray, ProbeCode> codes; ///< by URL; others are fine
    std::map<QByteArray, QByteArray> documents;
    std::map<QByteArray, int> asked;
    std::map<QByteArray, InfoConditions> conditions; ///< of the last request for a document
    std::map<QByteArray, std::chrono::seconds> retryAfter;
    std::map<QByteArray, int> observed;
    std::map<QByteArray, RelayClaims> claims; ///< of the last look
    std::optional<RelayObservation> lastObservation;
};

class ScriptedJob final : public ProbeJob {
public:
    ScriptedJob(World& world, ProbeRequest request)
        : m_world(world)
        , m_request(std::move(request))
    {
    }
    void start() override
    {
        QTimer::singleShot(0, this, [this] { emit addressChosen(QHostAddress(address())); });
    }
    void cancel() override { end(ProbeCode::Cancelled); }
    void proceed() override
    {
        const auto url = m_request.url.text();
        ++m_world.asked[url];
        if (m_request.info)
            m_world.conditions[url] = *m_request.info;
        if (m_request.info && m_world.documents.contains(url)) {
            InfoResult info;
            info.relay = m_request.relay;
            info.at = m_clock.now();
            info.code = InfoCode::Ok;
            info.body = m_world.documents[url];
            emit infoReady(info);
        }
        if (m_request.observe) {
            ++m_world.observed[url];
            m_world.claims[url] = *m_request.observe;
            ClaimAnswers answers;
            answers.read = ProbeCode::Ok;
            answers.readFrame = "[\"EOSE\",\"x\"]";
            m_world.lastObservation = RelayObservation{m_request.relay, fromMillis(toMillis(m_clock.now())),
                                                       judgeClaims(*m_request.observe, answers)};
            emit observed(*m_world.lastObservation);
        }
        const auto code = m_world.codes.find(url);
        end(code == m_world.codes.end() ? ProbeCode::Ok : code->second);
    }

private:
    /// Each relay in a network of its own.
    [[nodiscard]] QString address() const { return u"10.0.%1.1"_s.arg(m_request.relay.number()); }
    void end(ProbeCode code)
    {
        if (std::exchange(m_ended, true))
            return;
        ProbeResult result;
        result.relay = m_request.relay;
        result.url = m_request.url.text();
        result.startedAt = m_clock.now();
        result.interval = m_request.interval;
        result.main.code = code;
        result.main.family = AddressFamily::IPv4;
        result.main.address = address().toLatin1();
        if (code == ProbeCode::Ok) {
            result.main.times.set(ProbePhase::Open, 40ms);
            result.main.times.set(ProbePhase::Read, 70ms);
        } else {
            result.main.failedIn = ProbePhase::Tcp;
            if (const auto patience = m_world.retryAfter.find(result.url);
                patience != m_world.retryAfter.end()) {
                result.main.httpStatus = 503;
                result.retryAfter = patience->second;
            }
            result.evidence.push_back("connection refused by the script");
        }
        emit finished(result);
    }

    World& m_world;
    ProbeRequest m_request;
    SystemClock m_clock;
    bool m_ended = false;
};

/// Refuses checks as long as it is told to.
class StubbornStore final : public HealthStore {
public:
    explicit StubbornStore(HealthStore& store)
        : m_store(store)
    {
    }
    int refusals = 0;

    void appendChecks(std::shared_ptr<const HealthBatch> batch, Reply<Nothing> reply) override
    {
        if (refusals-- > 0)
            reply(Unexpected(StoreError{StoreErrorCode::DiskFull, {}}));
        else
            m_store.appendChecks(std::move(batch), std::move(reply));
    }
    void healthAtStart(Reply<HealthStart> reply) override { m_store.healthAtStart(std::move(reply)); }
    void checks(HealthRange range, CallLimits limits, Reply<std::vector<CheckRecord>> reply) override
    {
        m_store.checks(range, std::move(limits), std::move(reply));
    }
    void rollups(HealthRange range, CheckLevel level, CallLimits limits,
                 Reply<std::vector<LatencyBucket>> reply) override
    {
        m_store.rollups(range, level, std::move(limits), std::move(reply));
    }
    void spans(HealthRange range, CallLimits limits, Reply<std::vector<HealthSpan>> reply) override
    {
        m_store.spans(range, std::move(limits), std::move(reply));
    }
    void incidents(IncidentQuery query, CallLimits limits, Reply<std::vector<Incident>> reply) override
    {
        m_store.incidents(std::move(query), std::move(limits), std::move(reply));
    }
    void acknowledge(std::int64_t incident, std::optional<UnixMillis> at, Reply<Nothing> reply) override
    {
        m_store.acknowledge(incident, at, std::move(reply));
    }
    void setNote(std::int64_t incident, QString note, Reply<Nothing> reply) override
    {
        m_store.setNote(incident, std::move(note), std::move(reply));
    }
    void addCertificates(std::vector<CertificateSighting> sightings, Reply<Nothing> reply) override
    {
        m_store.addCertificates(std::move(sightings), std::move(reply));
    }
    void certificates(RelayId relay, CallLimits limits,
                      Reply<std::vector<CertificateSighting>> reply) override
    {
        m_store.certificates(relay, std::move(limits), std::move(reply));
    }
    void currentCertificates(CallLimits limits, Reply<std::vector<CertificateSighting>> reply) override
    {
        m_store.currentCertificates(std::move(limits), std::move(reply));
    }
    void addDocuments(std::vector<DocumentSighting> sightings, Reply<Nothing> reply) override
    {
        m_store.addDocuments(std::move(sightings), std::move(reply));
    }
    void documents(RelayId relay, CallLimits limits, Reply<std::vector<DocumentSighting>> reply) override
    {
        m_store.documents(relay, std::move(limits), std::move(reply));
    }
    void currentDocuments(RelayId after, CallLimits limits,
                          Reply<std::vector<DocumentSighting>> reply) override
    {
        m_store.currentDocuments(after, std::move(limits), std::move(reply));
    }
    void observation(RelayId relay, CallLimits limits, Reply<std::optional<RelayObservation>> reply) override
    {
        m_store.observation(relay, std::move(limits), std::move(reply));
    }
    void observationTimes(CallLimits limits,
                          Reply<std::vector<std::pair<RelayId, UnixMillis>>> reply) override
    {
        m_store.observationTimes(std::move(limits), std::move(reply));
    }
    void documentBody(QByteArray sha256, CallLimits limits, Reply<QByteArray> reply) override
    {
        m_store.documentBody(std::move(sha256), std::move(limits), std::move(reply));
    }

private:
    HealthStore& m_store;
};

RelayUrl urlOf(int number)
{
    return *RelayUrl::parse(u"wss://r%1.example"_s.arg(number), RelayUrlRules::list());
}

MonitoredRelay relay(std::uint32_t number, bool paused = false)
{
    return {RelayId(number), urlOf(static_cast<int>(number)), true, paused, false};
}

/// Fast where the product is slow, so that nobody waits; the order of things is the same.
MonitorConfig config()
{
    MonitorConfig config;
    config.schedule.watched = 20ms;
    config.schedule.firstWatched = 1ms;
    config.schedule.backOff.fill(20ms);
    config.rules.retryDelays = {1ms, 1ms};
    return config;
}

} // namespace

class TestRelayMonitor : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void statesRowsAndIncidents();
    void continuesAfterAStart();
    void pausedOnesAreLeftAlone();
    void refusedChecksAreOfferedAgain();
    void documentsNameTheRelay();
    void storedDocumentsNameTheRelay();
    void retryAfterIsObeyed();
    void observedOnceADay();
    void observationsAreSpread();
    void detailsOfARelay();
    void ourOwnNetworkBlamesNobody();
    void nothingBeforeTheStart();
    void removedOnesAreLeftAloneAndComeBack();
    void statesOfLongRemovedOnesGo();
    void othersSeeItOnline();
    void placesOfRelays();

private:
    void open(const MonitorConfig& config = ::config());
    void stopMonitor();
    [[nodiscard]] const HealthRow* row(std::uint32_t number) const
    {
        const auto found = m_rows.find(RelayId(number));
        return found == m_rows.end() ? nullptr : found->second.get();
    }
    [[nodiscard]] RelayState state(std::uint32_t number) const
    {
        return row(number) ? row(number)->status.state : RelayState::Unknown;
    }
    template <typename T, typename Ask> [[nodiscard]] T wait(Ask ask)
    {
        std::optional<T> answer;
        ask([&](StoreResult<T> reply) {
            if (!reply)
                qFatal("%s", qPrintable(describe(reply.error())));
            QMetaObject::invokeMethod(this, [&answer, value = std::move(*reply)] { answer = value; });
        });
        if (!QTest::qWaitFor([&] { return answer.has_value(); }, patienceMs))
            qFatal("no answer");
        return *answer;
    }
    [[nodiscard]] std::vector<Incident> incidents()
    {
        IncidentQuery query;
        query.withEvidence = true;
        return wait<std::vector<Incident>>([&](auto reply) { m_store->incidents(query, {}, reply); });
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    SystemClock m_clock;
    World m_world;
    std::unique_ptr<SqliteStore> m_store;
    std::unique_ptr<StubbornStore> m_stubborn;
    std::unique_ptr<RelayMonitor> m_monitor;
    std::map<RelayId, std::shared_ptr<const HealthRow>> m_rows;
    HealthTotals m_totals;
};

void TestRelayMonitor::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_world = {};
    auto store = SqliteStore::open(m_folder->filePath(u"t.sqlite"_s), SqliteStore::Mode::ReadWrite, m_clock);
    QVERIFY(store);
    m_store = std::move(*store);
    m_stubborn = std::make_unique<StubbornStore>(*m_store);
}

void TestRelayMonitor::cleanup()
{
    if (m_monitor)
        stopMonitor();
    m_store.reset();
}

void TestRelayMonitor::open(const MonitorConfig& config)
{
    m_rows.clear();
    m_totals = {};
    m_monitor =
        std::make_unique<RelayMonitor>(config, *m_stubborn, m_clock, [this](const ProbeRequest& request) {
            return std::make_unique<ScriptedJob>(m_world, request);
        });
    connect(m_monitor.get(), &RelayMonitor::updated, this, [this](const auto& update) {
        for (const auto& [id, row] : update->rows)
            m_rows[id] = row;
        m_totals = update->totals;
    });
}

void TestRelayMonitor::stopMonitor()
{
    QSignalSpy stopped(m_monitor.get(), &RelayMonitor::stopped);
    m_monitor->stop();
    QVERIFY(!stopped.isEmpty() || stopped.wait(patienceMs));
    m_store->withWriter([](StoreWriter&) {});
    m_store->finishReads();
    m_monitor.reset();
}

void TestRelayMonitor::statesRowsAndIncidents()
{
    open();
    m_world.codes[urlOf(2).text()] = ProbeCode::TcpRefused;
    m_monitor->setRelays({relay(1), relay(2), relay(3)});
    m_monitor->start();
    QTRY_COMPARE_WITH_TIMEOUT(state(2), RelayState::Down, patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(state(1), RelayState::Up, patienceMs);
    QCOMPARE(row(1)->openP50, std::optional<ProbeTimes::Duration>(40ms));
    QCOMPARE(row(1)->readP50, std::optional<ProbeTimes::Duration>(70ms));
    QVERIFY(!row(2)->openP50); // a failure is no number
    QCOMPARE(row(2)->status.lastCause.code, ProbeCode::TcpRefused);
    QCOMPARE(m_totals.of(RelayState::Down), 1U);
    QTRY_COMPARE_WITH_TIMEOUT(m_totals.unseenIncidents, 1U, patienceMs);
    auto all = incidents();
    QCOMPARE(all.size(), 1U);
    QCOMPARE(all[0].relay, RelayId(2));
    QVERIFY(all[0].neverUp && all[0].isOpen());
    QVERIFY(!all[0].evidence.empty());
    QVERIFY(all[0].firstFailure <= all[0].confirmed);

    (void)wait<Nothing>([&](auto reply) { m_store->acknowledge(all[0].number, m_clock.now(), reply); });
    m_monitor->incidentsEdited();
    QTRY_COMPARE_WITH_TIMEOUT(m_totals.unseenIncidents, 0U, patienceMs);

    m_world.codes.clear();
    QTRY_COMPARE_WITH_TIMEOUT(state(2), RelayState::Up, patienceMs);
    stopMonitor();
    all = incidents();
    QCOMPARE(all.size(), 1U);
    QVERIFY(all[0].firstSuccess && all[0].closed && *all[0].firstSuccess <= *all[0].closed);
}

void TestRelayMonitor::continuesAfterAStart()
{
    open();
    m_world.codes[urlOf(1).text()] = ProbeCode::TcpRefused;
    m_monitor->setRelays({relay(1)});
    m_monitor->start();
    QTRY_COMPARE_WITH_TIMEOUT(state(1), RelayState::Down, patienceMs);
    const auto since = row(1)->status.since;
    stopMonitor();
    const auto asked = m_world.asked[urlOf(1).text()];

    open();
    m_monitor->setRelays({relay(1)});
    QTRY_COMPARE_WITH_TIMEOUT(state(1), RelayState::Down, patienceMs);
    QCOMPARE(row(1)->status.since, since);
    QCOMPARE(m_world.asked[urlOf(1).text()], asked); // it knew without asking
    QVERIFY(std::find(row(1)->beats.begin(), row(1)->beats.end(), Beat::Down) != row(1)->beats.end());
}

void TestRelayMonitor::pausedOnesAreLeftAlone()
{
    open();
    m_monitor->setRelays({relay(1, true), relay(2)});
    m_monitor->start();
    QTRY_VERIFY_WITH_TIMEOUT(m_world.asked[urlOf(2).text()] > 3, patienceMs);
    QCOMPARE(m_world.asked[urlOf(1).text()], 0);
    QTRY_COMPARE_WITH_TIMEOUT(state(1), RelayState::Paused, patienceMs);
    m_monitor->checkNow({RelayId(1)});
    QTRY_COMPARE_WITH_TIMEOUT(m_world.asked[urlOf(1).text()], 1, patienceMs);
    m_monitor->setRelays({relay(1), relay(2)});
    QTRY_COMPARE_WITH_TIMEOUT(state(1), RelayState::Up, patienceMs);
    m_monitor->setRelays({relay(1)}); // the other one is gone
    const auto asked = m_world.asked[urlOf(1).text()];
    QTRY_VERIFY_WITH_TIMEOUT(m_world.asked[urlOf(1).text()] > asked + 3, patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(m_totals.of(RelayState::Up), 1U, patienceMs);
}

void TestRelayMonitor::refusedChecksAreOfferedAgain()
{
    m_stubborn->refusals = 1;
    open();
    m_world.codes[urlOf(1).text()] = ProbeCode::TcpRefused;
    m_monitor->setRelays({relay(1)});
    m_monitor->start();
    QTRY_VERIFY_WITH_TIMEOUT(m_stubborn->refusals < 0, patienceMs); // refused once, then taken
    QTRY_COMPARE_WITH_TIMEOUT(state(1), RelayState::Down, patienceMs);
    stopMonitor();
    const auto checks = wait<std::vector<CheckRecord>>([&](auto reply) {
        m_store->checks({RelayId(1), m_clock.now() - 1h, m_clock.now() + 1h}, {}, reply);
    });
    QCOMPARE(static_cast<int>(checks.size()), m_world.asked[urlOf(1).text()]);
    QCOMPARE(incidents().size(), 1U);
}

void TestRelayMonitor::documentsNameTheRelay()
{
    open();
    m_world.documents[urlOf(1).text()] =
        R"({"name":"A <b>relay</b>","software":"strfry","supported_nips":[1]})";
    m_world.documents[urlOf(2).text()] = "no document";
    m_monitor->setRelays({relay(1), relay(2)});
    m_monitor->start();
    QTRY_VERIFY_WITH_TIMEOUT(row(1) && !row(1)->name.isEmpty(), patienceMs);
    QCOMPARE(row(1)->name, u"A <b>relay</b>"_s);
    QCOMPARE(row(1)->software, u"strfry"_s);
    QTRY_VERIFY_WITH_TIMEOUT(row(2), patienceMs);
    QVERIFY(row(2)->name.isEmpty());
    stopMonitor();
    const auto documents =
        wait<std::vector<DocumentSighting>>([&](auto reply) { m_store->documents(RelayId(1), {}, reply); });
    QCOMPARE(documents.size(), 1U);
    const auto body =
        wait<QByteArray>([&](auto reply) { m_store->documentBody(documents[0].sha256, {}, reply); });
    QCOMPARE(body, m_world.documents[urlOf(1).text()]);
}

/// Before anything is asked, and so that the next fetch may be told "not modified".
void TestRelayMonitor::storedDocumentsNameTheRelay()
{
    std::vector<DocumentSighting> documents;
    for (std::uint32_t number = 1; number <= 3; ++number) {
        DocumentSighting sighting;
        sighting.relay = RelayId(number);
        sighting.firstSeen = sighting.lastSeen = m_clock.now() - 2h;
        sighting.body = R"({"name":"old","software":"strfry"})";
        sighting.etag = "\"1\"";
        documents.push_back(sighting);
        sighting.firstSeen = sighting.lastSeen = m_clock.now() - 1h;
        sighting.body = number == 2 ? "torn" : "{\"name\":\"n" + QByteArray::number(number) + "\"}";
        documents.push_back(sighting);
    }
    (void)wait<Nothing>([&](auto reply) { m_store->addDocuments(documents, reply); });
    open();
    m_monitor->setRelays({relay(1), relay(2), relay(3)});
    QTRY_VERIFY_WITH_TIMEOUT(row(3) && row(3)->name == u"n3"_s, patienceMs);
    QCOMPARE(row(1)->name, u"n1"_s);
    QVERIFY(row(1)->software.isEmpty()); // as of the newest one
    QVERIFY(!row(2) || row(2)->name.isEmpty());
    QVERIFY(m_world.asked.empty());
    m_monitor->start();
    QTRY_VERIFY_WITH_TIMEOUT(m_world.asked[urlOf(1).text()] > 0, patienceMs);
    QCOMPARE(m_world.conditions[urlOf(1).text()].etag, QByteArray("\"1\""));
}

void TestRelayMonitor::retryAfterIsObeyed()
{
    open();
    m_world.codes[urlOf(1).text()] = ProbeCode::HttpStatus;
    m_world.retryAfter[urlOf(1).text()] = 1h;
    m_monitor->setRelays({relay(1), relay(2)});
    m_monitor->start();
    QTRY_VERIFY_WITH_TIMEOUT(m_world.asked[urlOf(2).text()] > 20, patienceMs);
    QCOMPARE(m_world.asked[urlOf(1).text()], 1); // not even to confirm the outage
    QVERIFY(row(1)->nextCheck.value() > m_clock.now() + 50min);
    m_monitor->checkNow({RelayId(1)}); // the user may
    QTRY_COMPARE_WITH_TIMEOUT(m_world.asked[urlOf(1).text()], 2, patienceMs);
}

/// By schedule only watched relays with a document; on demand any; nobody twice a day, also after a start.
void TestRelayMonitor::observedOnceADay()
{
    auto quick = config();
    quick.observeGap = 0ms;
    quick.schedule.others = 20ms;
    open(quick);
    const auto url = [](int number) { return urlOf(number).text(); };
    for (const int number : {1, 2})
        m_world.documents[url(number)] = R"({"limitation":{"max_limit":500}})";
    m_monitor->setRelays({relay(1), {RelayId(2), urlOf(2), false, false, false}, relay(3)});
    m_monitor->start();
    QTRY_COMPARE_WITH_TIMEOUT(m_world.observed[url(1)], 1, patienceMs);
    for (const int number : {1, 2, 3}) {
        const auto asked = m_world.asked[url(number)];
        QTRY_VERIFY_WITH_TIMEOUT(m_world.asked[url(number)] > asked + 5, patienceMs);
    }
    QCOMPARE(m_world.observed[url(1)], 1);
    QCOMPARE(m_world.observed[url(2)], 0); // not watched
    QCOMPARE(m_world.observed[url(3)], 0); // says nothing of itself
    m_monitor->observeNow(RelayId(1));
    m_monitor->observeNow(RelayId(2));
    QTRY_COMPARE_WITH_TIMEOUT(m_world.observed[url(2)], 1, patienceMs);
    QCOMPARE(m_world.claims[url(2)].maxLimit, std::optional<std::int64_t>(500));

    std::shared_ptr<const RelayHealthDetail> detail;
    const auto ask = [&](std::uint32_t number) {
        detail.reset();
        m_monitor->readDetail(RelayId(number), TimeRange::last(24h, toSeconds(m_clock.now())), {},
                              [&](StoreResult<std::shared_ptr<const RelayHealthDetail>> reply) {
                                  QVERIFY(reply);
                                  detail = *reply;
                              });
        return QTest::qWaitFor([&] { return detail != nullptr; }, patienceMs);
    };
    QVERIFY(ask(2)); // before it is stored
    QVERIFY(detail->observation && detail->observation->relay == RelayId(2));
    QVERIFY(detail->nextObservation > m_clock.now() + 23h);
    QVERIFY(!detail->isObserving);
    QVERIFY(ask(3));
    QVERIFY(!detail->observation && detail->nextObservation == UnixMillis{});
    const auto seen = *m_world.lastObservation;
    stopMonitor();

    open(quick);
    m_monitor->setRelays({relay(1), relay(2), relay(3)});
    m_monitor->start();
    const auto asked = m_world.asked[url(2)];
    QTRY_VERIFY_WITH_TIMEOUT(m_world.asked[url(2)] > asked + 5, patienceMs);
    m_monitor->observeNow(RelayId(2));
    QTRY_VERIFY_WITH_TIMEOUT(m_world.asked[url(2)] > asked + 10, patienceMs);
    QCOMPARE(m_world.observed[url(1)], 1);
    QCOMPARE(m_world.observed[url(2)], 1);
    QVERIFY(ask(2));
    QCOMPARE(detail->observation, std::optional(seen));
    QVERIFY(detail->nextObservation > m_clock.now() + 23h);
}

void TestRelayMonitor::observationsAreSpread()
{
    open(); // a minute between two
    std::vector<MonitoredRelay> relays;
    for (std::uint32_t number = 1; number <= 4; ++number) {
        m_world.documents[urlOf(int(number)).text()] = "{}";
        relays.push_back(relay(number));
    }
    m_monitor->setRelays(relays);
    m_monitor->start();
    for (int number = 1; number <= 4; ++number)
        QTRY_VERIFY_WITH_TIMEOUT(m_world.asked[urlOf(number).text()] > 10, patienceMs);
    int observed = 0;
    for (const auto& [url, count] : m_world.observed)
        observed += count;
    QCOMPARE(observed, 1);
}

void TestRelayMonitor::detailsOfARelay()
{
    open();
    m_monitor->setRelays({relay(1)});
    m_monitor->start();
    QTRY_VERIFY_WITH_TIMEOUT(m_world.asked[urlOf(1).text()] > 5, patienceMs);
    std::shared_ptr<const RelayHealthDetail> detail;
    const auto ask = [&] {
        detail.reset();
        m_monitor->readDetail(RelayId(1), TimeRange::last(24h, toSeconds(m_clock.now())), {},
                              [&](StoreResult<std::shared_ptr<const RelayHealthDetail>> reply) {
                                  QVERIFY(reply);
                                  detail = *reply;
                              });
        return QTest::qWaitFor([&] { return detail != nullptr; }, patienceMs);
    };
    // Checks are stored every two seconds.
    QTRY_VERIFY_WITH_TIMEOUT(ask() && !detail->checks.empty(), patienceMs);
    QCOMPARE(detail->windows.size(), 5U);
    QCOMPARE(detail->windows[0].length, std::optional<std::chrono::hours>(24h));
    QVERIFY(!detail->windows[4].length);
    QVERIFY(detail->windows[0].checks > 0);
    QCOMPARE(detail->windows[0].failures, 0U);
    QCOMPARE(detail->windows[0].uptime01, std::optional(1.0));
    QVERIFY(detail->windows[0].coverage01 < 0.5); // it runs for seconds only
    QVERIFY(!detail->points.empty());
    QVERIFY(std::abs(detail->open.p50.value() - 40) < 1);
    QVERIFY(std::abs(detail->read.p50.value() - 70) < 2);
    QVERIFY(detail->incidents.empty());
    QCOMPARE(detail->checks[0].code, ProbeCode::Ok);
    QCOMPARE(detail->ofRange.checks, detail->windows[0].checks);
    QCOMPARE(detail->ofRange.uptime01, std::optional(1.0));
    QVERIFY(detail->ofRange.coverage01 > 0 && detail->ofRange.coverage01 < 0.5);
    QCOMPARE(detail->ofRange.incidents, 0U);
    // Bars of the histogram: none missing between them, every sample in one, the times of the world in sight.
    for (const auto& [bars, summary] :
         {std::pair(detail->openBars, detail->open), std::pair(detail->readBars, detail->read)}) {
        QVERIFY(!bars.empty() && bars.size() <= maxLatencyBars);
        std::uint64_t count = 0;
        for (std::size_t i = 0; i < bars.size(); ++i) {
            count += bars[i].count;
            QVERIFY(bars[i].from < bars[i].to);
            QVERIFY(i == 0 || bars[i].from == bars[i - 1].to);
        }
        QCOMPARE(count, summary.samples);
        QVERIFY(bars.front().from <= *summary.p50 && bars.back().to > *summary.p50);
    }
}

void TestRelayMonitor::ourOwnNetworkBlamesNobody()
{
    open();
    std::vector<MonitoredRelay> all;
    for (std::uint32_t number = 1; number <= 8; ++number)
        all.push_back(relay(number));
    m_monitor->setRelays(all);
    m_monitor->start();
    QTRY_COMPARE_WITH_TIMEOUT(m_totals.of(RelayState::Up), 8U, patienceMs);
    for (int number = 1; number <= 8; ++number)
        m_world.codes[urlOf(number).text()] = ProbeCode::TcpTimeout;
    QTRY_VERIFY_WITH_TIMEOUT(m_totals.gapSince.has_value(), patienceMs);
    const auto asked = m_world.asked;
    QTRY_VERIFY_WITH_TIMEOUT(m_world.asked[urlOf(8).text()] > asked.at(urlOf(8).text()) + 3, patienceMs);
    QCOMPARE(m_totals.of(RelayState::Down), 0U);
    m_world.codes.clear();
    QTRY_COMPARE_WITH_TIMEOUT(m_totals.of(RelayState::Up), 8U, patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(!m_totals.gapSince.has_value(), patienceMs);
    stopMonitor();
    QVERIFY(incidents().empty());
}

void TestRelayMonitor::nothingBeforeTheStart()
{
    open();
    QSignalSpy loaded(m_monitor.get(), &RelayMonitor::loaded);
    m_monitor->setRelays({relay(1)});
    QVERIFY(!loaded.isEmpty() || loaded.wait(patienceMs));
    m_monitor->checkNow({RelayId(1)});
    QCOMPARE(m_world.asked[urlOf(1).text()], 0);
    m_monitor->start();
    QTRY_VERIFY_WITH_TIMEOUT(m_world.asked[urlOf(1).text()] > 0, patienceMs);
}

/// Removal can be undone, also by the next run; until then nothing but the history knows the relay.
void TestRelayMonitor::removedOnesAreLeftAloneAndComeBack()
{
    std::vector<RelayEntry> entries(2);
    entries[0].url = urlOf(1).text();
    entries[1].url = urlOf(2).text();
    const auto added = wait<std::vector<RelayEntry>>([&](auto reply) { m_store->addRelays(entries, reply); });
    QCOMPARE(added.size(), 2U);
    QCOMPARE(added[1].id, RelayId(2));
    open();
    m_world.codes[urlOf(2).text()] = ProbeCode::TcpRefused;
    m_monitor->setRelays({relay(1), relay(2)});
    m_monitor->start();
    QTRY_COMPARE_WITH_TIMEOUT(state(2), RelayState::Down, patienceMs);
    const auto since = row(2)->status.since;
    QTRY_COMPARE_WITH_TIMEOUT(m_totals.unseenIncidents, 1U, patienceMs);

    (void)wait<Nothing>([&](auto reply) { m_store->removeRelays({RelayId(2)}, true, reply); });
    m_monitor->setRelays({relay(1)});
    QTRY_COMPARE_WITH_TIMEOUT(m_totals.of(RelayState::Down), 0U, patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(m_totals.unseenIncidents, 0U, patienceMs);
    QCOMPARE(m_totals.openIncidents, 0U);
    const auto asked = m_world.asked[urlOf(2).text()];
    const auto others = m_world.asked[urlOf(1).text()];
    QTRY_VERIFY_WITH_TIMEOUT(m_world.asked[urlOf(1).text()] > others + 3, patienceMs);
    stopMonitor();

    open(); // a start does not bring it back …
    m_monitor->setRelays({relay(1)});
    m_monitor->start();
    QTRY_COMPARE_WITH_TIMEOUT(state(1), RelayState::Up, patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(m_totals.of(RelayState::Up), 1U, patienceMs);
    QCOMPARE(m_world.asked[urlOf(2).text()], asked);
    QCOMPARE(std::accumulate(m_totals.relays.begin(), m_totals.relays.end(), 0U), 1U);
    QCOMPARE(m_totals.unseenIncidents, 0U);
    QCOMPARE(incidents().size(), 1U); // … and its history is there

    (void)wait<Nothing>([&](auto reply) { m_store->removeRelays({RelayId(2)}, false, reply); });
    m_monitor->setRelays({relay(1), relay(2)});
    QTRY_COMPARE_WITH_TIMEOUT(state(2), RelayState::Down, patienceMs);
    QCOMPARE(row(2)->status.since, since);
    m_world.codes.clear();
    QTRY_COMPARE_WITH_TIMEOUT(state(2), RelayState::Up, patienceMs);
    stopMonitor();
    const auto all = incidents();
    QCOMPARE(all.size(), 1U);
    QVERIFY(!all[0].isOpen());
}

void TestRelayMonitor::statesOfLongRemovedOnesGo()
{
    open();
    m_world.codes[urlOf(2).text()] = ProbeCode::TcpRefused;
    m_monitor->setRelays({relay(1), relay(2)});
    m_monitor->start();
    QTRY_COMPARE_WITH_TIMEOUT(state(2), RelayState::Down, patienceMs);
    m_monitor->setRelays({relay(1)});
    stopMonitor();
    const auto statesOf = [this] {
        return wait<HealthStart>([&](auto reply) { m_store->healthAtStart(reply); }).states.size();
    };
    QCOMPARE(statesOf(), 3U); // two relays, and what is of all
    ManualClock later(m_clock.now() + checksKeptFor + 1h);
    RelayMonitor monitor(config(), *m_stubborn, later);
    QSignalSpy loaded(&monitor, &RelayMonitor::loaded);
    monitor.setRelays({relay(1)});
    QVERIFY(!loaded.isEmpty() || loaded.wait(patienceMs));
    QSignalSpy stopped(&monitor, &RelayMonitor::stopped);
    monitor.stop();
    QVERIFY(!stopped.isEmpty() || stopped.wait(patienceMs));
    m_store->withWriter([](StoreWriter&) {});
    QCOMPARE(statesOf(), 2U);
    const auto all = incidents();
    QCOMPARE(all.size(), 1U);
    QVERIFY(!all[0].isOpen() && !all[0].firstSuccess); // it ended with the removal
    QVERIFY(all[0].duration());
}

void TestRelayMonitor::othersSeeItOnline()
{
    open();
    m_world.codes[urlOf(1).text()] = ProbeCode::TcpRefused;
    const test::EventFactory factory(1, 4);
    std::vector<Event> reports;
    for (int monitor = 1; monitor <= 3; ++monitor) {
        // The third is silent for days.
        const auto at = toSeconds(m_clock.now()) - (monitor == 3 ? 10 * 86'400 : 60);
        reports.push_back(factory.make(monitor, relayDiscoveryKind, at, Tags({{"d", urlOf(1).text()}}), {}));
    }
    m_monitor->addReports(reports);
    m_monitor->setRelays({relay(1)});
    m_monitor->start();
    QTRY_COMPARE_WITH_TIMEOUT(state(1), RelayState::Down, patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(m_totals.unseenIncidents, 1U, patienceMs);
    stopMonitor();
    const auto all = incidents();
    QCOMPARE(all.size(), 1U);
    QCOMPARE(all[0].othersUp, 2U);
    QCOMPARE(all[0].othersTotal, 2U);
    QVERIFY(all[0].contradictsDown());
}

void TestRelayMonitor::placesOfRelays()
{
    MmdbMaker countries("GeoLite2-City");
    countries.add(u"10.0.1.0/24"_s, MmdbMaker::country("DE", "Germany"));
    MmdbMaker networks("GeoLite2-ASN");
    networks.add(u"10.0.0.0/8"_s, MmdbMaker::network(64500, "Example Networks"));
    auto settings = config();
    settings.geoCountryFile = m_folder->filePath(u"countries.mmdb"_s);
    settings.geoAsnFile = m_folder->filePath(u"networks.mmdb"_s);
    countries.writeTo(settings.geoCountryFile);
    networks.writeTo(settings.geoAsnFile);
    open(settings);
    m_monitor->setRelays({relay(1), relay(2)});
    m_monitor->start();
    QTRY_VERIFY_WITH_TIMEOUT(m_totals.knowsCountries && m_totals.knowsNetworks, patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(row(1) && row(1)->geo.asn != 0 && !row(1)->geo.countryCode.isEmpty(),
                             patienceMs);
    QCOMPARE(row(1)->geo, (GeoFacts{u"DE"_s, u"Germany"_s, 64500, u"Example Networks"_s}));
    QCOMPARE(row(1)->status.lastAddress, QByteArray("10.0.1.1"));
    QTRY_VERIFY_WITH_TIMEOUT(row(2) && row(2)->geo.asn != 0, patienceMs);
    QVERIFY(row(2)->geo.countryCode.isEmpty());
    stopMonitor();

    open(settings); // addresses are kept
    m_monitor->setRelays({relay(1)});
    QTRY_VERIFY_WITH_TIMEOUT(row(1) && row(1)->geo.countryCode == u"DE"_s, patienceMs);
    stopMonitor();

    settings.geoCountryFile = m_folder->filePath(u"nothing.mmdb"_s);
    settings.geoAsnFile.clear();
    open(settings);
    QSignalSpy logged(m_monitor.get(), &RelayMonitor::logged);
    m_monitor->setRelays({relay(1)});
    QTRY_VERIFY_WITH_TIMEOUT(!logged.isEmpty() && row(1), patienceMs);
    const auto lines = logged.first().first().value<std::vector<LogRecord>>();
    QCOMPARE(lines.front().level, LogLevel::Warning);
    QVERIFY(lines.front().message.contains(u"nothing.mmdb"_s));
    QVERIFY(!m_totals.knowsCountries && !m_totals.knowsNetworks);
    QCOMPARE(row(1)->geo, GeoFacts());
    QCOMPARE(row(1)->status.lastAddress, QByteArray("10.0.1.1"));
}

QTEST_GUILESS_MAIN(TestRelayMonitor)
#include "tst_relaymonitor.moc"
