// SPDX-License-Identifier: GPL-3.0-or-later
// The engine against a relay that nobody here wrote. Runs only when NOSTRSCOPE_TEST_RELAY tells how to start
// one (docs/testing.md).
#include "core/engine/engine.h"
#include "core/storage/sqlite.h"
#include "tests/support/eventfactory.h"
#include "tests/unit/foreignrelay.h"

#include <QSignalSpy>
#include <QTemporaryDir>

#include <set>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;
using test::ForeignRelay;
using test::SimClient;

namespace {

using Ids = std::set<QByteArray>;

constexpr int published = 1500; // several pages for a relay that gives 500 at once

/// Gives events to the relay; the number that it says it accepted.
int publish(const ForeignRelay& relay, const std::vector<Event>& events)
{
    SimClient client(relay.url());
    (void)QTest::qWaitFor([&] { return client.opened || client.failed; }, test::patienceMs);
    for (const auto& event : events)
        client.send(eventMessage(event));
    (void)QTest::qWaitFor([&] { return client.count<OkMessage>() == static_cast<int>(events.size()); },
                          test::patienceMs);
    const auto answers = client.all<OkMessage>();
    return static_cast<int>(std::count_if(answers.begin(), answers.end(),
                                          [](const OkMessage& answer) { return answer.accepted; }));
}

/// The ids of all that the relay gives to somebody who asks for everything, page by page.
Ids heldBy(const ForeignRelay& relay)
{
    Ids ids;
    SimClient client(relay.url());
    (void)QTest::qWaitFor([&] { return client.opened || client.failed; }, test::patienceMs);
    auto until = Timestamp(1) << 40;
    for (int page = 1;; ++page) {
        const auto before = client.count<EventMessage>();
        client.send("[\"REQ\",\"p" + QByteArray::number(page)
                    + "\",{\"limit\":400,\"until\":" + QByteArray::number(until) + "}]");
        if (!QTest::qWaitFor([&] { return client.count<EoseMessage>() == page; }, test::patienceMs))
            qFatal("no EOSE");
        client.send("[\"CLOSE\",\"p" + QByteArray::number(page) + "\"]");
        const auto events = client.all<EventMessage>();
        const auto known = ids.size();
        for (auto i = static_cast<std::size_t>(before); i < events.size(); ++i) {
            ids.insert(events[i].event.id.view().toByteArray());
            until = std::min(until, events[i].event.createdAt);
        }
        if (ids.size() == known)
            return ids;
    }
}

Ids storedIn(const QString& path)
{
    const auto database = SqlDatabase::open(path, SqlDatabase::Mode::ReadOnly);
    Ids ids;
    SqlStatement rows(**database, "SELECT id FROM event");
    while (rows.step())
        ids.insert(rows.blob(0).toByteArray());
    return ids;
}

EngineConfig configOf(const QTemporaryDir& folder)
{
    EngineConfig config;
    config.databasePath = folder.filePath(u"t.sqlite"_s);
    config.allowPrivate = true;
    config.collector.catchUp.absoluteSince = 0;
    config.collector.kinds.clear(); // every kind
    return config;
}

} // namespace

class TestForeignRelay : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (!ForeignRelay::isGiven())
            QSKIP("no independent relay: NOSTRSCOPE_TEST_RELAY is not set (docs/testing.md)");
    }

    /// History and live events: what is stored here is what the relay holds, id by id.
    void storesWhatTheRelayHolds()
    {
        ForeignRelay relay;
        QTRY_VERIFY2(relay.isRunning(), "the relay does not start");
        QTRY_VERIFY2(relay.answers(), "the relay takes no connection");
        test::EventFactory factory(31, 60);
        factory.setTime(1'760'000'000, 1);
        const auto accepted = publish(relay, factory.take(published));
        const auto history = heldBy(relay);
        QVERIFY2(history.size() > published / 2, qPrintable(QString::number(history.size())));
        QVERIFY(history.size() <= std::size_t(accepted));

        const QTemporaryDir folder;
        const auto config = configOf(folder);
        Ids all;
        {
            Engine engine(config);
            std::shared_ptr<const Snapshot> last;
            connect(&engine, &EngineLink::snapshotReady, &engine, [&] { last = engine.takeSnapshot(); });
            QSignalSpy checked(&engine, &EngineLink::relaysChecked);
            QSignalSpy added(&engine, &EngineLink::relaysAdded);
            engine.checkRelays(1, {QString::fromLatin1(relay.url())}, RelaySource::Manual);
            QVERIFY(checked.wait(test::patienceMs));
            engine.addRelays(checked[0][1].value<QList<RelayCandidate>>(), RelaySource::Manual);
            QVERIFY(added.wait(test::patienceMs));
            engine.startCollecting();
            QTRY_VERIFY(last && last->overview.eventsEver >= history.size()
                        && last->relays[0]->at(0).entry.lastEoseAt > UnixMillis{});

            // Notes replace nothing, so everything that came before stays.
            std::vector<Event> notes;
            for (int i = 0; i < 50; ++i)
                notes.push_back(factory.make(i, 1, 1'760'100'000 + i, {}, "live " + QByteArray::number(i)));
            QCOMPARE(publish(relay, notes), 50);
            QTRY_VERIFY(last->overview.eventsEver >= history.size() + notes.size());
            // A relay may answer the same question from a cache for a while.
            QTRY_COMPARE((all = heldBy(relay)).size(), history.size() + notes.size());
        }
        const auto stored = storedIn(config.databasePath);
        QCOMPARE(stored.size(), all.size());
        QVERIFY(stored == all);
        qInfo("%d published, %d accepted, %zu held by the relay, %zu stored, the same ids", published + 50,
              accepted + 50, all.size(), stored.size());
    }
};

QTEST_GUILESS_MAIN(TestForeignRelay)
#include "tst_foreignrelay.moc"
