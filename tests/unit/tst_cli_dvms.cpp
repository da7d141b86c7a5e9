// SPDX-License-Identifier: GPL-3.0-or-later
// Figures of data vending machines from the command line.
#include "tests/support/storefixture.h"
#include "tests/support/testdata.h"
#include "tests/unit/clirun.h"

#include <QJsonArray>
#include <QtTest>

using namespace nostrscope;
using namespace nostrscope::test;
using namespace Qt::Literals::StringLiterals;

class TestCliDvms : public QObject {
    Q_OBJECT

private slots:
    void oneMarket();
    void recordedEvents();
    void emptyDatabase();
};

void TestCliDvms::oneMarket()
{
    constexpr Timestamp begin = 1'750'000'000;
    StoreFixture store;
    const auto request = inventEvent(1, 5300, begin, {}, {}, 1);
    const auto result =
        inventEvent(2, 6300, begin + 9,
                    {{"e", request.id.toHex()}, {"p", request.pubkey.toHex()}, {"amount", "5000"}}, {}, 2);
    store.commit({verified(request, 1, fromSeconds(begin), Origin::Import),
                  verified(result, 1, fromSeconds(begin + 20), Origin::Import)});
    store.close();
    const Cli cli;
    const auto range = u"%1..%2"_s.arg(begin - 10).arg(begin + 3600);
    const auto dvms =
        cli.run({u"--db"_s, store.path(), u"--json"_s, u"stats"_s, u"dvms"_s, u"--range"_s, range}).object();
    QCOMPARE(dvms[u"total_requests"_s].toInt(), 1);
    QCOMPARE(dvms[u"total_responses"_s].toInt(), 1);
    QCOMPARE(dvms[u"total_feedback"_s].toInt(), 0);
    QCOMPARE(dvms[u"unique_dvms"_s].toInt(), 1);
    QCOMPARE(dvms[u"unique_kinds"_s].toInt(), 1);
    QCOMPARE(dvms[u"unique_users"_s].toInt(), 1);
    QCOMPARE(dvms[u"popular_dvm"_s].toString().toLatin1(), result.pubkey.toHex());
    QCOMPARE(dvms[u"competitive_kind"_s].toInt(), 5300);
    const auto row = dvms[u"dvms"_s].toArray().at(0).toObject();
    QCOMPARE(row[u"pubkey"_s].toString().toLatin1(), result.pubkey.toHex());
    QCOMPARE(row[u"kinds"_s].toArray(), QJsonArray{5300});
    QCOMPARE(row[u"asked_millisats"_s].toInt(), 5000);
    QVERIFY(row[u"feedback_p50_ms"_s].isNull()); // nothing was measured
    QVERIFY(!row[u"is_active"_s].toBool(true));
    const auto kinds =
        cli.run({u"--db"_s, store.path(), u"--json"_s, u"stats"_s, u"job-kinds"_s, u"--range"_s, range})
            .object();
    QCOMPARE(kinds[u"job_kinds"_s].toArray().at(0).toObject()[u"answered"_s].toInt(), 1);
    const auto text = cli.run({u"--db"_s, store.path(), u"stats"_s, u"dvms"_s, u"--range"_s, range});
    QCOMPARE(text.code, 0);
    QVERIFY(text.out.contains("npub1") && text.out.contains("100.0 %"));
    // The limit cuts rows, never totals.
    const auto cut = cli.run({u"--db"_s, store.path(), u"--json"_s, u"stats"_s, u"dvms"_s, u"--range"_s,
                              u"1h"_s, u"--limit"_s, u"1"_s});
    QCOMPARE(cut.code, 0);
}

/// Counted from the file by other means: 75 requests, 59 results, 29 feedback.
void TestCliDvms::recordedEvents()
{
    NOSTRSCOPE_NEEDS_DATA();
    QTemporaryDir folder;
    const Cli cli;
    const auto database = folder.filePath(u"t.sqlite"_s);
    QCOMPARE(cli.run({u"--db"_s, database, u"import"_s, dataFolder() + u"/events/dvm.jsonl"_s}).code, 0);
    QFile file(dataFolder() + u"/events/dvm.jsonl"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QMap<QString, int> requests; // with their kind
    QList<QJsonObject> events;
    for (const auto& line : file.readAll().split('\n')) {
        if (!line.isEmpty())
            events.append(QJsonDocument::fromJson(line).object());
    }
    int results = 0, feedback = 0;
    for (const auto& event : events) {
        const auto kind = event[u"kind"_s].toInt();
        if (kind >= 5000 && kind < 6000)
            requests[event[u"id"_s].toString()] = kind;
        results += kind >= 6000 && kind < 7000;
        feedback += kind == 7000;
    }
    QSet<QString> answered;
    for (const auto& event : events) {
        const auto kind = event[u"kind"_s].toInt();
        QString job;
        const auto tags = event[u"tags"_s].toArray();
        for (const auto& tag : tags) {
            if (job.isEmpty() && tag[0].toString() == u"e"_s)
                job = tag[1].toString();
        }
        if (kind >= 6000 && kind < 7000 && requests.value(job) == kind - 1000)
            answered.insert(job);
    }
    const auto dvms =
        cli.run({u"--db"_s, database, u"--json"_s, u"stats"_s, u"dvms"_s, u"--range"_s, u"all"_s}).object();
    QCOMPARE(dvms[u"total_requests"_s].toInt(), int(requests.size()));
    QCOMPARE(dvms[u"total_responses"_s].toInt(), results);
    QCOMPARE(dvms[u"total_feedback"_s].toInt(), feedback);
    QCOMPARE(dvms[u"jobs"_s].toInt(), int(requests.size()));
    QCOMPARE(dvms[u"answered"_s].toInt(), int(answered.size()));
    const auto rebuilt = cli.run({u"--db"_s, database, u"rebuild"_s});
    QCOMPARE(rebuilt.code, 0);
}

void TestCliDvms::emptyDatabase()
{
    StoreFixture store;
    store.close();
    const Cli cli;
    for (const auto& subject : {u"dvms"_s, u"job-kinds"_s}) {
        const auto run = cli.run({u"--db"_s, store.path(), u"--json"_s, u"stats"_s, subject});
        QCOMPARE(run.code, 0);
        QVERIFY(!run.object().isEmpty());
    }
    const auto dvms = cli.run({u"--db"_s, store.path(), u"--json"_s, u"stats"_s, u"dvms"_s}).object();
    QVERIFY(dvms[u"popular_dvm"_s].isNull() && dvms[u"popular_kind"_s].isNull());
    QVERIFY(dvms[u"dvms"_s].toArray().isEmpty());
}

QTEST_GUILESS_MAIN(TestCliDvms)
#include "tst_cli_dvms.moc"
