// SPDX-License-Identifier: GPL-3.0-or-later
// A session whose store has no room for long: the connection ends its requests, and the session asks again.
#include "core/archive/syncsession.h"
#include "core/negentropy/negentropyresponder.h"
#include "core/nostr/clientmessages.h"
#include "tests/support/faketransport.h"
#include "tests/unit/archivefixture.h"

using namespace nostrscope;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp begin = 1'700'000'000;
constexpr Timestamp end = begin + 1000;
constexpr int events = 6;

} // namespace

class TestSyncHold : public QObject {
    Q_OBJECT

private:
    EventParser m_parser;

    /// The next message of this kind that the client says; `Message` is a client message.
    template <typename Message> Message wait(test::FakeTransport& relay)
    {
        std::optional<Message> found;
        const bool isSaid = QTest::qWaitFor(
            [&] {
                for (const auto& text : relay.takeSaid()) {
                    auto message = parseClientMessage(text, m_parser);
                    if (auto* wanted = std::get_if<Message>(&message); wanted != nullptr && !found)
                        found = *wanted;
                }
                return found.has_value();
            },
            test::patienceMs);
        if (!isSaid)
            qFatal("the client does not say it");
        return *found;
    }
    static QByteArray frame(const QByteArray& subscription, int number)
    {
        return test::fakeEventFrame(subscription, static_cast<std::uint64_t>(number), begin + 10 * number);
    }
    static EventId idOf(int number) { return peekEventKey(peekEventFrame(frame("x", number))->event)->id; }

private slots:
    void asksAgain_data()
    {
        QTest::addColumn<SyncMethod>("method");
        QTest::newRow("a page") << SyncMethod::Windows;
        QTest::newRow("needed events") << SyncMethod::Negentropy;
    }
    void asksAgain()
    {
        QFETCH(SyncMethod, method);
        test::Archive archive;
        SimRelay named({}); // for a relay that is in the list
        QVERIFY(named.listen());
        SyncWish wish;
        wish.since = begin;
        wish.until = end;
        wish.method = method;
        ManualClock clock(fromSeconds(end + 100'000));
        test::FakeNet net(clock);
        test::FakeSink sink;
        SyncSession session(archive.order(named, wish), {},
                            {*archive.store, *archive.store, sink, clock, net.factory()});
        bool isOver = false;
        connect(&session, &SyncSession::over, this, [&isOver] { isOver = true; });
        session.start();
        QTRY_VERIFY(net.last() != nullptr);
        auto& relay = *net.last();
        relay.accept();
        if (method == SyncMethod::Negentropy) {
            NegentropySet set;
            for (int i = 0; i < events; ++i)
                set.add(begin + 10 * i, idOf(i));
            set.seal();
            const auto open = wait<NegOpenRequest>(relay);
            const auto answer = NegentropyResponder(set, 500'000).answer(open.payload);
            QVERIFY(answer.has_value());
            relay.say("[\"NEG-MSG\",\"" + open.subscription + "\",\"" + answer->toHex() + "\"]");
        }
        const auto first = wait<ReqRequest>(relay);
        sink.makeRoom(0);
        for (int i = 0; i < 2; ++i)
            relay.say(frame(first.subscription, i));
        QTRY_VERIFY(relay.isPaused());
        clock.advance(25s); // more than the hold limit: the connection ends its requests
        const auto closed = wait<CloseRequest>(relay);
        QCOMPARE(closed.subscription, first.subscription);
        clock.advance(400s); // longer than a session may be idle: but it is we who wait
        sink.makeRoom(1000);
        session.flush();
        QTRY_VERIFY(!relay.isPaused());

        const auto second = wait<ReqRequest>(relay);
        QVERIFY(second.subscription != first.subscription);
        const auto& filter = second.filters.front();
        if (method == SyncMethod::Negentropy) {
            // only what did not come
            QVERIFY(filter.ids && filter.ids->size() == events - 2);
            for (int i = 2; i < events; ++i)
                relay.say(frame(second.subscription, i));
        } else {
            QVERIFY(filter.until == first.filters.front().until
                    && filter.since == first.filters.front().since);
            for (int i = events - 1; i >= 0; --i)
                relay.say(frame(second.subscription, i));
        }
        relay.say("[\"EOSE\",\"" + second.subscription + "\"]");
        std::size_t told = 0;
        const auto settle = [&] {
            for (; told < sink.taken().size(); ++told) {
                if (const auto& one = sink.taken()[told]; one.mark != 0)
                    session.stored({one.relay, one.mark, 0});
            }
            // the end of a page may be asked about once more
            for (const auto& text : relay.takeSaid()) {
                const auto message = parseClientMessage(text, m_parser);
                if (const auto* request = std::get_if<ReqRequest>(&message))
                    relay.say("[\"EOSE\",\"" + request->subscription + "\"]");
            }
            return isOver;
        };
        QVERIFY(QTest::qWaitFor(settle, test::patienceMs));
        const auto figures = session.figures();
        QVERIFY2(figures.state == SyncState::Done, qPrintable(figures.error));
        QCOMPARE(figures.missing, 0U);
        QVERIFY(session.coverage().incomplete(begin, end).empty());
        std::set<QByteArray> came;
        for (const auto& one : sink.taken()) {
            if (one.mark == 0)
                came.insert(peekEventKey(peekEventFrame(one.json)->event)->id.toHex());
        }
        QCOMPARE(came.size(), std::size_t(events));
    }
};

QTEST_GUILESS_MAIN(TestSyncHold)
#include "tst_synchold.moc"
