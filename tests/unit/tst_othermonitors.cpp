// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/othermonitors.h"

#include "core/nostr/eventparser.h"
#include "tests/support/testdata.h"
#include "tests/unit/nipevents.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace nostrscope;
using namespace nostrscope::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr Timestamp now = 1'800'000'000;
constexpr Timestamp hour = 3600;

Event report(char monitor, QByteArrayView url, Timestamp at, QByteArrayView rtt = "100")
{
    return make(relayDiscoveryKind, {{"d", url}, {"rtt-open", rtt}}, monitor, at);
}
Event announcement(char monitor, Timestamp at, QByteArrayView frequency)
{
    return make(relayMonitorKind, {{"frequency", frequency}}, monitor, at);
}

} // namespace

class TestOtherMonitors : public QObject {
    Q_OBJECT

private slots:
    void onlineByNOfM()
    {
        OtherMonitors monitors;
        QCOMPARE(monitors.viewOf("wss://r.example", fromSeconds(now)).total, 0);
        monitors.add(announcement('a', now - hour, "3600"));
        monitors.add(report('a', "wss://r.example/", now - hour)); // fresh
        monitors.add(report('b', "wss://r.example", now - 30 * hour)); // old, but …
        monitors.add(report('b', "wss://other.example", now - hour)); // … this monitor works
        monitors.add(report('c', "wss://r.example", now - 48 * hour)); // nothing heard of this one for long
        monitors.add(report('d', "wss://other.example", now - hour)); // never listed it
        auto view = monitors.viewOf("wss://r.example", fromSeconds(now));
        QCOMPARE(view.online, 1);
        QCOMPARE(view.total, 2);
        QCOMPARE(view.opinions.size(), 3U);
        QVERIFY(view.opinions[0].isFresh && view.opinions[0].monitor == key('a'));
        QVERIFY(!view.opinions[2].isActive);
        QVERIFY(!view.contradictsDown());
        // Two hours later the first one, which promised a report each hour, is silent.
        view = monitors.viewOf("wss://r.example", fromSeconds(now + 2 * hour));
        QCOMPARE(view.online, 0);
        QCOMPARE(view.total, 1);
    }

    void disagreement()
    {
        OtherMonitors monitors;
        for (const char monitor : {'a', 'b', 'c'})
            monitors.add(report(monitor, "wss://r.example", now - hour));
        monitors.add(report('d', "wss://r.example", now - 72 * hour));
        monitors.add(report('d', "wss://x.example", now - hour));
        const auto view = monitors.viewOf("wss://r.example", fromSeconds(now));
        QCOMPARE(view.online, 3);
        QCOMPARE(view.total, 4);
        QVERIFY(view.contradictsDown());
        MonitorView one;
        one.online = one.total = 1;
        QVERIFY(!one.contradictsDown()); // one voice is not enough
    }

    void rankInsideAMonitor()
    {
        OtherMonitors monitors;
        for (int i = 1; i <= 21; ++i)
            monitors.add(report('a', "wss://r" + QByteArray::number(i) + ".example", now - hour,
                                QByteArray::number(i * 10)));
        for (int i = 1; i <= 5; ++i) // too few to be ranked
            monitors.add(report('b', "wss://r" + QByteArray::number(i) + ".example", now - hour,
                                QByteArray::number(9000 - i)));
        const auto rank = [&](const QByteArray& url) {
            return monitors.viewOf(url, fromSeconds(now)).rank01;
        };
        QVERIFY(rank("wss://r1.example").value() > 0.95);
        QVERIFY(std::abs(rank("wss://r11.example").value() - 0.5) < 0.001);
        QVERIFY(rank("wss://r21.example").value() < 0.05);
        QVERIFY(!rank("wss://unknown.example"));
    }

    /// The newest of each address counts, of one second the lowest id; any order gives the same.
    void anyOrder()
    {
        std::vector<Event> events;
        for (int i = 0; i < 60; ++i) {
            auto event = report(i % 2 ? 'a' : 'b', i % 3 ? "wss://r.example" : "wss://s.example",
                                now - Timestamp(i % 7) * hour, QByteArray::number(i));
            event.id = id(char('0' + i % 10));
            events.push_back(event);
            events.push_back(announcement(i % 2 ? 'a' : 'b', now - i * 60, QByteArray::number(1000 + i)));
        }
        std::mt19937 random(1);
        QString first;
        for (int round = 0; round < 50; ++round) {
            OtherMonitors monitors;
            for (const auto& event : events)
                monitors.add(event);
            QString text;
            for (const auto* url : {"wss://r.example", "wss://s.example"}) {
                for (const auto& opinion : monitors.viewOf(url, fromSeconds(now)).opinions)
                    text += QStringLiteral("%1 %2 %3;")
                                .arg(QString::fromLatin1(opinion.monitor.toHex()))
                                .arg(opinion.at)
                                .arg(opinion.rttOpen->count());
            }
            if (round == 0)
                first = text;
            QCOMPARE(text, first);
            std::shuffle(events.begin(), events.end(), random);
        }
        QVERIFY(!first.isEmpty());
    }

    void blockedAndBounded()
    {
        OtherMonitors monitors;
        monitors.add(report('a', "wss://r.example", now));
        monitors.setBlocked(key('a'), true);
        monitors.add(report('a', "wss://r.example", now));
        QCOMPARE(monitors.viewOf("wss://r.example", fromSeconds(now)).opinions.size(), 0U);
        monitors.setBlocked(key('a'), false);
        for (std::size_t i = 0; i < OtherMonitors::maxRelaysOfOne + 100; ++i)
            monitors.add(report('a', "wss://r" + QByteArray::number(i) + ".example", now));
        QVERIFY(!monitors.viewOf("wss://r5.example", fromSeconds(now)).opinions.empty());
        QVERIFY(monitors
                    .viewOf("wss://r" + QByteArray::number(OtherMonitors::maxRelaysOfOne + 5) + ".example",
                            fromSeconds(now))
                    .opinions.empty());
        for (std::size_t i = 0; i < 2 * OtherMonitors::maxMonitors; ++i) {
            auto event = report('b', "wss://r.example", now + Timestamp(i));
            event.pubkey = *PubKey::fromHex(QByteArray::number(qulonglong(i), 16).rightJustified(64, '0'));
            monitors.add(event);
        }
        QCOMPARE(monitors.monitorCount(), OtherMonitors::maxMonitors);
        // From far in the future: no proof that the relay is online now.
        OtherMonitors future;
        future.add(report('a', "wss://r.example", now + 10 * hour));
        QCOMPARE(future.viewOf("wss://r.example", fromSeconds(now)).online, 0);
    }

    void recordedReports()
    {
        NOSTRSCOPE_NEEDS_DATA();
        EventParser parser;
        OtherMonitors monitors;
        Timestamp newest = 0;
        QByteArray url;
        for (const auto& line : readLines(u"events/nip66.jsonl"_s)) {
            const auto event = parser.parseEvent(line);
            QVERIFY(event);
            monitors.add(*event);
            if (const auto read = readRelayReport(*event); read && read->url && event->createdAt > newest) {
                newest = event->createdAt;
                url = read->url->text();
            }
        }
        const auto view = monitors.viewOf(url, fromSeconds(newest + 60));
        QCOMPARE(view.online, 1);
        QCOMPARE(view.total, 1);
    }
};

QTEST_GUILESS_MAIN(TestOtherMonitors)
#include "tst_othermonitors.moc"
