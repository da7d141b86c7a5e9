// SPDX-License-Identifier: GPL-3.0-or-later
// Whether candidates are relays, whom a failure is charged to, and what rules accept.
#include "core/discover/relaylists.h"
#include "core/engine/validator.h"
#include "core/records/acceptrule.h"
#include "core/storage/sqlitestore.h"
#include "tests/support/patience.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <future>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Ends at once, as the name of its host says: "ok1", "refused2" …
class NamedJob final : public ProbeJob {
    Q_OBJECT

public:
    explicit NamedJob(ProbeRequest request)
        : m_request(std::move(request))
    {
    }
    void start() override { QMetaObject::invokeMethod(this, &NamedJob::end, Qt::QueuedConnection); }
    void cancel() override { }
    void proceed() override { }

private:
    void end()
    {
        ProbeResult result;
        result.relay = m_request.relay;
        result.url = m_request.url.text();
        result.startedAt = SystemClock().now();
        const auto& host = m_request.url.host();
        const auto opened = [&] { result.main.times.set(ProbePhase::Open, 5ms); };
        if (host.startsWith("ok")) {
            opened();
            result.main.code = ProbeCode::Ok;
            result.main.times.set(ProbePhase::Read, 7ms);
        } else if (host.startsWith("auth")) {
            opened();
            result.main.code = ProbeCode::AuthRequired;
        } else if (host.startsWith("web")) {
            opened();
            result.main.code = ProbeCode::NotNostr;
        } else if (host.startsWith("sleep")) {
            result.main.code = ProbeCode::ClockStep;
        } else {
            result.main.code = ProbeCode::TcpRefused;
        }
        if (m_request.info && host.startsWith("ok")) {
            InfoResult info;
            info.relay = m_request.relay;
            info.code = InfoCode::Ok;
            info.body = "{\"name\":\"A relay\",\"pubkey\":\"" + QByteArray(64, 'A') + "\"}";
            emit infoReady(info);
        }
        emit finished(result);
    }
    ProbeRequest m_request;
};

class FixedClock final : public Clock {
public:
    [[nodiscard]] UnixMillis now() const override { return m_system.now() + ahead; }
    [[nodiscard]] std::chrono::milliseconds monotonic() const override { return m_system.monotonic(); }
    std::chrono::milliseconds ahead{0};

private:
    SystemClock m_system;
};

class Scene {
public:
    explicit Scene(const QByteArray& hosts)
    {
        store = std::move(
            *SqliteStore::open(folder.filePath(u"d.sqlite"_s), SqliteStore::Mode::ReadWrite, clock));
        add(hosts);
    }
    void add(const QByteArray& hosts)
    {
        QByteArray text;
        for (const auto& host : hosts.split(' '))
            text += "wss://" + host + ".example.com\n";
        const auto list = readListMentions(text, RelayListFormat::Text, {}, clock.now());
        (void)answer<MentionGain>([&](Reply<MentionGain> reply) {
            store->addMentions(std::make_shared<MentionBatch>(list->batch), {}, std::move(reply));
        });
    }
    ValidationReport run(ValidatorConfig config = {})
    {
        Validator validator(config, *store, clock,
                            [](const ProbeRequest& request) { return std::make_unique<NamedJob>(request); });
        ValidationReport report;
        bool isDone = false;
        QObject::connect(&validator, &Validator::finished, &validator, [&](const ValidationReport& done) {
            report = done;
            isDone = true;
        });
        validator.run();
        if (!QTest::qWaitFor([&] { return isDone; }, test::patienceMs)
            || report.error.code != StoreErrorCode::None)
            qFatal("it does not end well: %s", qPrintable(describe(report.error)));
        return report;
    }
    Candidate one(const QByteArray& host)
    {
        CandidateQuery query;
        query.url = "wss://" + host + ".example.com";
        const auto page = answer<CandidatePage>(
            [&](Reply<CandidatePage> reply) { store->candidates(query, {}, std::move(reply)); });
        if (page.candidates.size() != 1)
            qFatal("no %s", host.constData());
        return page.candidates.front();
    }
    template <typename T, typename Call> static T answer(Call call)
    {
        auto promise = std::make_shared<std::promise<StoreResult<T>>>();
        call(Reply<T>([promise](StoreResult<T> result) { promise->set_value(std::move(result)); }));
        return std::move(*promise->get_future().get());
    }

    QTemporaryDir folder;
    FixedClock clock;
    std::unique_ptr<SqliteStore> store;
};

} // namespace

class TestValidator : public QObject {
    Q_OBJECT

private slots:
    void verdicts()
    {
        Scene scene("ok1 auth1 web1 refused1 sleep1");
        const auto report = scene.run();
        QCOMPARE(report.looked, 5U);
        QCOMPARE(report.nostr, 2U);
        QCOMPARE(report.readable, 1U);
        QCOMPARE(report.failed, 2U);
        QCOMPARE(report.undecided, 1U);
        QVERIFY(report.complete);
        const auto good = scene.one("ok1");
        QVERIFY(good.check.isReadable());
        QCOMPARE(good.check.rttRead, std::optional(7ms));
        QCOMPARE(good.check.infoName, u"A relay"_s);
        QCOMPARE(good.check.infoKey, QByteArray(64, 'a'));
        QCOMPARE(good.check.infoSha256.size(), 32);
        QVERIFY(scene.one("auth1").check.isNostr() && !scene.one("auth1").check.isReadable());
        QVERIFY(scene.one("web1").check.wasReached() && !scene.one("web1").check.isNostr());
        QCOMPARE(scene.one("refused1").check.failures, 1);
        QCOMPARE(scene.one("sleep1").check.attempts, 0);
        // Nothing is due but what told nothing.
        QCOMPARE(scene.run().looked, 1U);
        scene.clock.ahead = 70min; // an hour and its jitter
        QCOMPARE(scene.run().looked, 3U); // those that failed, and the one that told nothing
    }

    void ourOwnOutageChargesNobody()
    {
        Scene scene("refused1 refused2 refused3");
        auto report = scene.run();
        QCOMPARE(report.failed, 0U);
        QCOMPARE(report.undecided, 3U);
        QCOMPARE(scene.one("refused1").check.attempts, 0);
        // Some that answered before are asked: when they answer, it was not us.
        scene.add("ok1");
        QCOMPARE(scene.run().nostr, 1U);
        QCOMPARE(scene.one("refused1").check.failures, 1);
        scene.clock.ahead = 70min;
        report = scene.run(); // ok1 is not due, but a witness
        QCOMPARE(report.looked, 3U);
        QCOMPARE(report.failed, 3U);
        QCOMPARE(scene.one("refused1").check.failures, 2);
        QCOMPARE(scene.one("ok1").check.attempts, 1);
    }

    void networksWithoutAProxyAreNotTried()
    {
        Scene scene("ok1");
        const auto onion = "ws://" + QByteArray(56, 'a') + ".onion\n";
        const auto list = readListMentions(onion, RelayListFormat::Text, {}, scene.clock.now());
        QCOMPARE(list->batch.sums.size(), 1U);
        (void)Scene::answer<MentionGain>([&](Reply<MentionGain> reply) {
            scene.store->addMentions(std::make_shared<MentionBatch>(list->batch), {}, std::move(reply));
        });
        QCOMPARE(scene.run().looked, 1U);
    }

    void backOff_data()
    {
        QTest::addColumn<int>("failures");
        QTest::addColumn<int>("hours");
        QTest::newRow("went well") << 0 << 24;
        QTest::newRow("first") << 1 << 1;
        QTest::newRow("second") << 2 << 2;
        QTest::newRow("fifth") << 5 << 16;
        QTest::newRow("sixth") << 6 << 24;
        QTest::newRow("always") << 719 << 24;
    }
    void backOff()
    {
        QFETCH(int, failures);
        QFETCH(int, hours);
        const UnixMillis at(1000h);
        QCOMPARE(nextValidation(at, failures, {}, 0), at + std::chrono::hours(hours));
        QVERIFY(nextValidation(at, failures, {}, 1) > at + std::chrono::hours(hours));
        QVERIFY(nextValidation(at, failures, {}, 7) <= at + std::chrono::minutes(hours * 66));
        QCOMPARE(nextValidation(at, 1, std::chrono::seconds(5h), 0), at + 5h);
    }

    void rules_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("canonical"); // empty: malformed
        QTest::newRow("one") << u"readable"_s << u"readable"_s;
        QTest::newRow("all") << u" source = monitor+relay-list,mentions>=7 ,authors >= 5, readable"_s
                             << u"readable, authors>=5, mentions>=7, source=relay-list+monitor"_s;
        for (const auto& bad :
             {u""_s, u","_s, u"readable,"_s, u"authors>=0"_s, u"authors>=-1"_s, u"authors"_s, u"source=x"_s,
              u"source="_s, u"readable, readable"_s, u"authors>=x"_s, u"x=1"_s})
            QTest::addRow("“%s”", qPrintable(bad)) << bad << QString();
    }
    void rules()
    {
        QFETCH(QString, text);
        QFETCH(QString, canonical);
        const auto rule = AcceptRule::parse(text);
        QCOMPARE(rule.has_value(), !canonical.isEmpty());
        if (!rule)
            return;
        QCOMPARE(rule->text(), canonical);
        QCOMPARE(AcceptRule::parse(canonical), rule);
    }

    void whatARuleAccepts()
    {
        const auto rule = *AcceptRule::parse(u"readable, authors>=2, source=relay-list"_s);
        Candidate good;
        good.authors = 2;
        good.sources = {{.source = DiscoverySource::RelayList, .example = {}, .origin = {}}};
        good.check.nostrAt = good.check.readAt = UnixMillis(1ms);
        QVERIFY(rule.accepts(good));
        const auto without = [&](auto change) {
            auto other = good;
            change(other);
            return !rule.accepts(other);
        };
        QVERIFY(without([](Candidate& one) { one.authors = 1; }));
        QVERIFY(without([](Candidate& one) { one.sources.front().source = DiscoverySource::Hint; }));
        QVERIFY(without([](Candidate& one) { one.check.readAt = {}; }));
        QVERIFY(without([](Candidate& one) { one.check.nostrAt = {}; }));
        QVERIFY(without([](Candidate& one) { one.state = CandidateState::Rejected; }));
        QVERIFY(without([](Candidate& one) { one.listing = CandidateListing::Removed; }));
        QVERIFY(without([](Candidate& one) { one.listing = CandidateListing::Listed; }));
        QCOMPARE(acceptingRule({}, good), nullptr);
    }
};

QTEST_GUILESS_MAIN(TestValidator)
#include "tst_validator.moc"
