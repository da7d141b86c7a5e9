// SPDX-License-Identifier: GPL-3.0-or-later
// Probes of a relay that nobody here wrote. Runs only when NOSTRSCOPE_TEST_RELAY tells how to start one
// (docs/testing.md).
#include "core/nostr/nip11.h"
#include "tests/support/eventfactory.h"
#include "tests/unit/foreignrelay.h"
#include "tests/unit/probebench.h"

using namespace nostrscope;
using test::ForeignRelay;
using test::ProbeBench;

class TestForeignProbe : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (!ForeignRelay::isGiven())
            QSKIP("no independent relay: NOSTRSCOPE_TEST_RELAY is not set (docs/testing.md)");
    }

    void emptyThenFilled()
    {
        ForeignRelay relay;
        QTRY_VERIFY2(relay.isRunning(), "the relay does not start");
        QTRY_VERIFY2(relay.answers(), "the relay takes no connection");
        ProbeBench bench;
        auto request = ProbeBench::request(relay.url());
        const auto empty = bench.run(request);
        QCOMPARE(toString(empty.main.code), "ok");
        QCOMPARE(empty.sawEvent, std::optional(false));

        test::SimClient client(relay.url());
        QTRY_VERIFY(client.opened);
        client.send(eventMessage(test::EventFactory(8, 2).make(0, 1, 1'760'000'000, {}, "a note")));
        QTRY_COMPARE(client.count<OkMessage>(), 1);
        QVERIFY(client.all<OkMessage>()[0].accepted);
        // a relay may answer the same question from a cache for a while
        ProbeResult filled;
        QTRY_VERIFY((filled = bench.run(request)).sawEvent.value_or(false));
        QCOMPARE(toString(filled.main.code), "ok");
        for (const auto phase :
             {ProbePhase::Tcp, ProbePhase::Upgrade, ProbePhase::Open, ProbePhase::First, ProbePhase::Read})
            QVERIFY(filled.main.times.of(phase));
        QVERIFY(!filled.writeCode);
    }

    /// It sends ephemeral events on, so the try to write ends well; and it keeps nothing of it.
    void writes()
    {
        ForeignRelay relay;
        QTRY_VERIFY2(relay.answers(), "the relay takes no connection");
        ProbeBench bench;
        auto request = ProbeBench::request(relay.url());
        request.write = true;
        const auto result = bench.run(request);
        QCOMPARE(toString(result.main.code), "ok");
        QVERIFY(result.writeCode);
        QVERIFY2(*result.writeCode == ProbeCode::Ok, qPrintable(result.writeDetail));
        QVERIFY(result.main.times.of(ProbePhase::Write));
        test::SimClient client(relay.url());
        QTRY_VERIFY(client.opened);
        client.req("all", "{}");
        QTRY_COMPARE(client.count<EoseMessage>(), 1);
        QCOMPARE(client.count<EventMessage>(), 0);
    }
};

QTEST_GUILESS_MAIN(TestForeignProbe)
#include "tst_foreignprobe.moc"
