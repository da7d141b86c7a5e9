// SPDX-License-Identifier: GPL-3.0-or-later
// `nostrscope-cli sync` as scripts use it, from a simulated relay.
#include "app/simnet/simrelay.h"
#include "tests/unit/clirun.h"

#include <QJsonArray>
#include <QTest>

using namespace nostrscope;
using namespace nostrscope::test;
using namespace Qt::Literals::StringLiterals;

class TestCliSync : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        SimRelayOptions options;
        options.keepAll = true;
        m_relay = std::make_unique<SimRelay>(options);
        QVERIFY(m_relay->listen());
        EventFactory factory(5, 20);
        for (const auto& event : factory.take(events))
            m_relay->add(event);
        m_url = QString::fromLatin1(m_relay->url());
    }

    void bothWaysBringTheSame()
    {
        QByteArray exported;
        for (const auto& method : {u"negentropy"_s, u"window"_s}) {
            const auto file = method + u".sqlite"_s;
            const auto synced = run({u"--db"_s, file, u"--json"_s, u"sync"_s, m_url, u"--method"_s, method});
            QCOMPARE(synced.code, 0);
            const auto figures = synced.object();
            QCOMPARE(figures[u"state"_s].toString(), u"done"_s);
            QCOMPARE(figures[u"stored"_s].toInt(), events);
            QCOMPARE(figures[u"gaps"_s].toArray().size(), 0);
            QCOMPARE(figures[u"method"_s].toString(), method == u"window" ? u"windows"_s : method);
            QCOMPARE(figures[u"need"_s].toInt(-1), method == u"window" ? -1 : events);
            const auto again = run({u"--db"_s, file, u"--json"_s, u"sync"_s, m_url});
            QVERIFY(again.object()[u"requests"_s].toInt() == 0
                    || again.object()[u"until"_s].toInteger() > figures[u"until"_s].toInteger());
            QCOMPARE(run({u"--db"_s, file, u"db"_s, u"check"_s}).code, 0);
            auto lines = run({u"--db"_s, file, u"export"_s}).out.split('\n');
            std::sort(lines.begin(), lines.end());
            const auto all = lines.join('\n');
            QVERIFY(!all.isEmpty());
            if (exported.isEmpty())
                exported = all;
            QCOMPARE(all, exported);
        }
    }

    void dryRunChangesNothing()
    {
        const auto compared =
            run({u"--db"_s, u"dry.sqlite"_s, u"--json"_s, u"sync"_s, u"--dry-run"_s, m_url});
        QCOMPARE(compared.code, 0);
        QCOMPARE(compared.object()[u"need"_s].toInt(), events);
        QCOMPARE(compared.object()[u"stored"_s].toInt(), 0);
        QVERIFY(run({u"--db"_s, u"dry.sqlite"_s, u"export"_s}).out.isEmpty());
        QVERIFY(!run({u"--db"_s, u"dry.sqlite"_s, u"relays"_s, u"list"_s}).out.contains(m_relay->url()));
        // A sync names it in the list, but does not collect from it.
        QCOMPARE(run({u"--db"_s, u"dry.sqlite"_s, u"sync"_s, m_url}).code, 0);
        const auto listed = run({u"--db"_s, u"dry.sqlite"_s, u"--json"_s, u"relays"_s, u"list"_s});
        QVERIFY2(listed.out.contains(m_relay->url()) && listed.out.contains("\"paused\":true"),
                 listed.out.constData());
    }

    /// Nothing goes to a relay without a word of the user.
    void sendsWhatARelayLacks()
    {
        SimRelayOptions options;
        options.keepAll = true;
        SimRelay other(options);
        QVERIFY(other.listen());
        const auto url = QString::fromLatin1(other.url());
        QCOMPARE(run({u"--db"_s, u"up.sqlite"_s, u"sync"_s, m_url}).code, 0);
        const auto refused = run({u"--db"_s, u"up.sqlite"_s, u"sync"_s, url, u"--direction"_s, u"up"_s});
        QCOMPARE(refused.code, 2);
        QVERIFY2(refused.err.contains("--yes"), refused.err.constData());
        const auto looked = run({u"--db"_s, u"up.sqlite"_s, u"--json"_s, u"sync"_s, url, u"--direction"_s,
                                 u"up"_s, u"--dry-run"_s});
        QCOMPARE(looked.code, 0);
        const auto sendable = looked.object()[u"sendable"_s].toInt();
        QVERIFY(sendable > events / 2);
        QCOMPARE(looked.object()[u"have"_s].toInt(), events);
        QVERIFY(looked.object()[u"sendable_bytes"_s].toInt() > 200 * sendable);
        QCOMPARE(other.counters().published, 0U);
        const auto sent = run(
            {u"--db"_s, u"up.sqlite"_s, u"--json"_s, u"sync"_s, url, u"--direction"_s, u"up"_s, u"--yes"_s});
        QCOMPARE(sent.code, 0);
        const auto figures = sent.object();
        QCOMPARE(figures[u"direction"_s].toString(), u"up"_s);
        QCOMPARE(figures[u"uploaded"_s].toInt(), sendable);
        QCOMPARE(figures[u"upload_refused"_s].toInt(-1), 0);
        auto withheld = 0;
        for (const auto& count : figures[u"upload_withheld"_s].toObject())
            withheld += count.toInt();
        QCOMPARE(sendable + withheld, events);
        QCOMPARE(other.counters().published, quint64(sendable));
        const auto text =
            run({u"--db"_s, u"up.sqlite"_s, u"sync"_s, url, u"--direction"_s, u"both"_s, u"--yes"_s});
        QCOMPARE(text.code, 0);
        QVERIFY2(text.out.contains("sent: 0 taken"), text.out.constData());
    }

    void textNamesGaps()
    {
        SimRelayOptions options;
        options.faults = {Fault::ClosedAuth};
        SimRelay relay(options);
        QVERIFY(relay.listen());
        const auto url = QString::fromLatin1(relay.url());
        const auto synced = run({u"--db"_s, u"gaps.sqlite"_s, u"sync"_s, url, m_url});
        QCOMPARE(synced.code, 3);
        QVERIFY2(synced.out.contains("failed from 1970-01-01T00:00:00+00:00 to "), synced.out.constData());
        QVERIFY2(synced.out.contains("(closed: auth-required"), synced.out.constData());
        QVERIFY2(synced.out.contains("complete from 1970-01-01"), synced.out.constData());
        QCOMPARE(run({u"--db"_s, u"gaps.sqlite"_s, u"sync"_s, url}).code, 1);
    }

    void badWishes_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no relay") << QStringList();
        QTest::newRow("no URL") << QStringList{u"https://relay.example.com"_s};
        QTest::newRow("method") << QStringList{m_url, u"--method"_s, u"magic"_s};
        QTest::newRow("direction") << QStringList{m_url, u"--direction"_s, u"sideways"_s};
        QTest::newRow("up by tags") << QStringList{m_url,      u"--direction"_s, u"up"_s,
                                                   u"--yes"_s, u"--filter"_s,    u"{\"#t\":[\"a\"]}"_s};
        QTest::newRow("time") << QStringList{m_url, u"--since"_s, u"yesterday-ish"_s};
        QTest::newRow("order of times") << QStringList{m_url, u"--since"_s, u"20"_s, u"--until"_s, u"10"_s};
        QTest::newRow("filter") << QStringList{m_url, u"--filter"_s, u"{\"kinds\":1}"_s};
        QTest::newRow("filter with a time") << QStringList{m_url, u"--filter"_s, u"{\"since\":1}"_s};
        QTest::newRow("tags by negentropy")
            << QStringList{m_url, u"--method"_s, u"negentropy"_s, u"--filter"_s, u"{\"#t\":[\"a\"]}"_s};
    }
    void badWishes()
    {
        QFETCH(QStringList, arguments);
        const auto refused = run(QStringList{u"--db"_s, u"bad.sqlite"_s, u"sync"_s} + arguments);
        QCOMPARE(refused.code, 2);
        QVERIFY(refused.out.isEmpty());
        QVERIFY(refused.err.startsWith("nostrscope-cli: "));
        QVERIFY(!QFile::exists(m_cli.path(u"bad.sqlite"_s)));
    }

private:
    /// The relay lives in this thread: its event loop runs meanwhile.
    [[nodiscard]] CliResult run(const QStringList& arguments) const
    {
        QProcess process;
        QEventLoop loop;
        QObject::connect(&process, &QProcess::finished, &loop, &QEventLoop::quit);
        QObject::connect(&process, &QProcess::errorOccurred, &loop, &QEventLoop::quit);
        m_cli.start(process, arguments);
        loop.exec();
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
                process.readAllStandardOutput(), process.readAllStandardError()};
    }

    static constexpr int events = 400;
    Cli m_cli;
    std::unique_ptr<SimRelay> m_relay;
    QString m_url;
};

QTEST_GUILESS_MAIN(TestCliSync)
#include "tst_cli_sync.moc"
