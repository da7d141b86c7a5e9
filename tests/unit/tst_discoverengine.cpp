// SPDX-License-Identifier: GPL-3.0-or-later
// Discovery in the real engine: fetched, read, validated by real probes, accepted by a rule, taken back.
#include "app/simnet/simnet.h"
#include "core/engine/engine.h"
#include "core/storage/ledgertables.h"
#include "tests/support/eventfactory.h"
#include "tests/support/patience.h"
#include "tests/unit/webserver.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Scene {
    Scene()
        : engine(configOf(folder))
    {
    }
    static EngineConfig configOf(const QTemporaryDir& folder)
    {
        EngineConfig config;
        config.databasePath = folder.filePath(u"t.sqlite"_s);
        config.allowPrivate = true;
        config.discovery.every = 0min; // when it is asked for
        return config;
    }
    std::shared_ptr<const DiscoveryView> view(CandidateStage stage = CandidateStage::All)
    {
        QSignalSpy read(&engine, &EngineLink::discoveryRead);
        CandidateQuery query;
        query.stage = stage;
        engine.readDiscovery(engine.takeToken(), query);
        if (!QTest::qWaitFor([&] { return !read.isEmpty(); }, test::patienceMs))
            qFatal("no answer");
        return read[0][1].value<std::shared_ptr<const DiscoveryView>>();
    }
    template <typename View> std::shared_ptr<const View> ask(const DiscoveryQuestion& question)
    {
        QSignalSpy answered(&engine, &EngineLink::discoveryAnswered);
        engine.askDiscovery(engine.takeToken(), question);
        if (!QTest::qWaitFor([&] { return !answered.isEmpty(); }, test::patienceMs))
            qFatal("no answer");
        return std::get<std::shared_ptr<const View>>(answered[0][1].value<DiscoveryAnswer>());
    }
    bool becomesIdle()
    {
        return QTest::qWaitFor([&] { return view()->step == DiscoveryStep::Idle; }, test::patienceMs);
    }
    QTemporaryDir folder;
    Engine engine;
};

} // namespace

class TestDiscoverEngine : public QObject {
    Q_OBJECT

private slots:
    void fromAListToOurList()
    {
        SimnetOptions options;
        options.relays = 2;
        options.stored = 10;
        Simnet network(options);
        QVERIFY(!network.start());
        QTcpServer closed; // a port where nobody answers: it was one of ours
        QVERIFY(closed.listen(QHostAddress::LocalHost));
        const auto dead = "ws://127.0.0.1:" + QByteArray::number(closed.serverPort());
        closed.close();
        test::WebServer server;
        server.serve("/relays.txt", network.urls()[0] + '\n' + network.urls()[1] + '\n' + dead + '\n');

        Scene scene;
        QSignalSpy fetched(&scene.engine, &EngineLink::candidatesFetched);
        scene.engine.fetchCandidates(1, {DiscoveryFetch::What::Lists, {server.url(u"/relays.txt"_s)}, 1});
        QTRY_COMPARE(fetched.size(), 1);
        const auto report = fetched[0][1].value<std::shared_ptr<const DiscoveryFetchReport>>();
        QVERIFY2(report->failed() == 0, qPrintable(report->all.at(0).error));
        QCOMPARE(report->created(), 3U);
        QCOMPARE(scene.view(CandidateStage::Review)->page.total, 3U);

        scene.engine.setAcceptRules({u"readable, source=list"_s});
        QSignalSpy decided(&scene.engine, &EngineLink::candidatesDecided);
        scene.engine.runDiscovery(true);
        QTRY_COMPARE(decided.size(), 1);
        const auto before = decided[0][0].value<QList<CandidateDecision>>();
        QCOMPARE(before.size(), 2);
        QVERIFY(scene.becomesIdle());
        QTRY_COMPARE(scene.view()->figures.listed, 2U);
        const auto view = scene.view(CandidateStage::Readable);
        QCOMPARE(view->page.total, 2U);
        QCOMPARE(view->page.candidates[0].reason, u"readable, source=list"_s);
        QVERIFY(view->page.candidates[0].check.rttRead.has_value());
        const auto left = scene.view(CandidateStage::Review);
        QCOMPARE(left->page.candidates.at(0).url, dead);
        QCOMPARE(left->page.candidates.at(0).check.failures, 1);

        // A rule that is none changes nothing.
        QSignalSpy failed(&scene.engine, &EngineLink::failed);
        scene.engine.setAcceptRules({u"x"_s});
        QTRY_COMPARE(failed.size(), 1);
        const auto rules = scene.ask<RulesView>(RulesQuestion());
        QCOMPARE(rules->rules, QStringList{u"readable, source=list"_s});
        QCOMPARE(rules->total, 0U); // all of them are on the list

        scene.engine.decideCandidates(before); // taken back
        QTRY_COMPARE(scene.view()->figures.listed, 0U);
    }

    /// Cancelled anywhere, the next run goes on; nothing counts twice.
    void cancelAndGoOn()
    {
        Scene scene;
        const test::EventFactory factory(7, 20);
        std::vector<Event> events;
        for (int i = 0; i < 6000; ++i)
            events.push_back(factory.make(i % 20, 10002, 1700000000 + i,
                                          {{"r", "wss://r" + QByteArray::number(i % 10) + ".example.com"}},
                                          {}));
        QFile file(scene.folder.filePath(u"a.jsonl"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        for (const auto& line : test::toLines(events))
            file.write(line + '\n');
        file.close();
        QSignalSpy ended(&scene.engine, &EngineLink::taskEnded);
        scene.engine.importFiles({file.fileName()});
        QTRY_COMPARE(ended.size(), 1);
        scene.engine.runDiscovery(false);
        scene.engine.cancelDiscovery();
        QVERIFY(scene.becomesIdle());
        scene.engine.runDiscovery(false);
        QVERIFY(scene.becomesIdle());
        const auto view = scene.view();
        QCOMPARE(view->figures.progress.events, 6000U);
        QCOMPARE(view->page.total, 10U);
        QCOMPARE(view->page.candidates[0].mentions, 600U);
        QCOMPARE(view->page.candidates[0].authors, 2U);
    }

    void questions()
    {
        Scene scene;
        QVERIFY(scene.ask<DuplicatesView>(DuplicatesQuestion())->groups.empty());
        QVERIFY(scene.ask<MonitorsView>(MonitorsQuestion())->monitors.empty());
        OutboxQuestion outbox;
        outbox.authors = {*PubKey::fromHex(QByteArray(64, '7'))};
        const auto view = scene.ask<OutboxView>(outbox);
        QCOMPARE(view->facts.authors.size(), 1U);
        QVERIFY(view->facts.authors[0].state == OutboxState::NoList);
        // What nobody waits for is not answered; the engine goes on.
        QSignalSpy answered(&scene.engine, &EngineLink::discoveryAnswered);
        scene.engine.askDiscovery(900, MonitorsQuestion());
        scene.engine.cancel(900);
        scene.engine.fetchCandidates(901, {DiscoveryFetch::What::Lists, {u"http://127.0.0.1:9/"_s}, 1});
        scene.engine.cancel(901);
        QSignalSpy fetched(&scene.engine, &EngineLink::candidatesFetched);
        scene.engine.fetchCandidates(902, {DiscoveryFetch::What::SeenNames, {}, 5});
        QTRY_COMPARE(fetched.size(), 1);
        QCOMPARE(fetched[0][0].toInt(), 902);
        QVERIFY(fetched[0][1].value<std::shared_ptr<const DiscoveryFetchReport>>()->all.empty());
    }
};

QTEST_GUILESS_MAIN(TestDiscoverEngine)
#include "tst_discoverengine.moc"
