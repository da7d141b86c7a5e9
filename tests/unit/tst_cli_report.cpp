// SPDX-License-Identifier: GPL-3.0-or-later
// `nostrscope-cli report relay-sla` over a database with two days of invented checks.
#include "core/storage/sqlitestore.h"
#include "tests/support/mmdbmaker.h"
#include "tests/support/patience.h"
#include "tests/unit/clirun.h"
#include "tests/unit/healthscene.h"

#include <QJsonArray>
#include <QTest>

#include <future>

using namespace nostrscope;
using namespace nostrscope::test;
using namespace Qt::Literals::StringLiterals;

class TestCliReport : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void worstFirst();
    void overviewHasTheTimeToOpen();
    void allFormatsSayTheSame();
    void placesOfRelays();
    void badWishes_data();
    void badWishes();
    void emptyDatabase();

private:
    [[nodiscard]] QStringList report(const QStringList& more) const
    {
        return QStringList{u"--db"_s, m_cli.path(u"t.sqlite"_s), u"report"_s, u"relay-sla"_s} + more;
    }
    /// The two days of the checks.
    [[nodiscard]] static QString range()
    {
        const auto from = toSeconds(healthStart);
        return u"%1..%2"_s.arg(from - 1).arg(from + 2 * 86400 - 1);
    }

    Cli m_cli;
};

/// Every five minutes; the second relay is refused for three hours of the second day.
void TestCliReport::initTestCase()
{
    SystemClock clock;
    auto store = SqliteStore::open(m_cli.path(u"t.sqlite"_s), SqliteStore::Mode::ReadWrite, clock);
    QVERIFY(store);
    std::vector<RelayEntry> entries(2);
    entries[0].url = "wss://good.example";
    entries[1].url = "wss://bad.example";
    std::promise<std::vector<RelayEntry>> added;
    (*store)->addRelays(entries,
                        [&](StoreResult<std::vector<RelayEntry>> reply) { added.set_value(*reply); });
    const auto relays = added.get_future().get();
    QCOMPARE(relays.size(), 2U);
    HealthJudge judge;
    for (auto at = healthStart; at < healthStart + 48h; at += 5min) {
        judge.apply(checkOfLetter('S', relays[0].id, at, 5min, 1));
        const bool isOut = at >= healthStart + 30h && at < healthStart + 33h;
        judge.apply(checkOfLetter(isOut ? 'F' : 'S', relays[1].id, at, 5min, 2),
                    {.address = "192.0.2.7", .othersUp = 3, .othersTotal = 4});
    }
    std::promise<bool> stored;
    (*store)->appendChecks(std::make_shared<HealthBatch>(judge.takeCheckpoint()),
                           [&](const StoreResult<Nothing>& reply) { stored.set_value(reply.has_value()); });
    QVERIFY(stored.get_future().get());
}

void TestCliReport::worstFirst()
{
    const auto result = m_cli.run(report({u"--json"_s, u"--range"_s, range()}));
    QCOMPARE(result.code, 0);
    const auto relays = result.object()["relays"_L1].toArray();
    QCOMPARE(relays.size(), 2);
    const auto bad = relays[0].toObject();
    const auto good = relays[1].toObject();
    QCOMPARE(bad["url"_L1].toString(), u"wss://bad.example"_s);
    QCOMPARE(good["uptime_percent"_L1].toDouble(), 100.0);
    QCOMPARE(bad["uptime_percent"_L1].toDouble(), 93.75); // 45 of 48 hours
    QCOMPARE(bad["outages"_L1].toInt(), 1);
    QCOMPARE(bad["outages_others_online"_L1].toInt(), 1);
    QCOMPARE(bad["longest_outage_seconds"_L1].toDouble(), 3.0 * 3600);
    QCOMPARE(bad["checks"_L1].toInt(), 576);
    QCOMPARE(bad["failures"_L1].toInt(), 36);
    QCOMPARE(good["failures"_L1].toInt(), 0);
    QVERIFY(std::abs(good["open_p50_ms"_L1].toDouble() - 80) < 2);
    QVERIFY(good["sufficient"_L1].toBool());
}

/// STA-1: of the checks of the range only; the last checks are old, so no relay is active now.
void TestCliReport::overviewHasTheTimeToOpen()
{
    const auto overview = [this](const QString& range) {
        return m_cli
            .run({u"--db"_s, m_cli.path(u"t.sqlite"_s), u"--json"_s, u"stats"_s, u"overview"_s, u"--range"_s,
                  range})
            .object();
    };
    const auto told = overview(range());
    for (const auto* figure : {"avg_latency_ms", "latency_p50_ms", "latency_p95_ms"})
        QVERIFY2(std::abs(told[QLatin1StringView(figure)].toDouble() - 80) < 2, figure);
    QCOMPARE(told["active_relays"_L1].toInt(), 0);
    const auto before = toSeconds(healthStart) - 30 * 86400;
    QVERIFY(overview(u"%1..%2"_s.arg(before).arg(before + 86400))["avg_latency_ms"_L1].isNull());
}

void TestCliReport::allFormatsSayTheSame()
{
    for (const auto* ending : {"csv", "json", "html"}) {
        const auto name = u"sla."_s + QLatin1StringView(ending);
        const auto result = m_cli.run(report({u"--range"_s, range(), u"-o"_s, m_cli.path(name)}));
        QCOMPARE(result.code, 0);
        const auto content = m_cli.read(name);
        QVERIFY(content.contains("wss://bad.example") && content.contains("93.75"));
    }
    const auto csv = m_cli.read(u"sla.csv"_s);
    QVERIFY(csv.startsWith("url,uptime_percent,"));
    QCOMPARE(csv.count("\r\n"), 3);
    const auto text = m_cli.run(report({u"--range"_s, range()}));
    QVERIFY(text.out.contains("93.75"));
}

void TestCliReport::placesOfRelays()
{
    MmdbMaker networks("GeoLite2-ASN");
    networks.add(u"192.0.2.0/24"_s, MmdbMaker::network(64500, "Example Networks"));
    networks.writeTo(m_cli.path(u"n.mmdb"_s));
    const QStringList call{u"--db"_s, m_cli.path(u"t.sqlite"_s), u"stats"_s, u"relays"_s, u"--range"_s,
                           u"all"_s};
    const auto rowOf = [](const CliResult& result, const QString& url) {
        for (const auto& row : result.object()["relays"_L1].toArray()) {
            if (row["url"_L1].toString() == url)
                return row.toObject();
        }
        return QJsonObject();
    };
    const auto without = m_cli.run(call + QStringList{u"--json"_s});
    QCOMPARE(without.code, 0);
    const auto plain = rowOf(without, u"wss://bad.example"_s);
    QCOMPARE(plain["ip"_L1].toString(), u"192.0.2.7"_s);
    QVERIFY(plain["asn"_L1].isNull() && plain["country"_L1].isNull());
    const QStringList set{u"--set"_s, u"monitor/geoAsnFile="_s + m_cli.path(u"n.mmdb"_s)};
    const auto with = rowOf(m_cli.run(call + set + QStringList{u"--json"_s}), u"wss://bad.example"_s);
    QCOMPARE(with["asn"_L1].toInteger(), 64500);
    QCOMPARE(with["as_organisation"_L1].toString(), u"Example Networks"_s);
    QVERIFY(m_cli.run(call + set).out.contains("64500 Example Networks"));
    QVERIFY(!m_cli.run(call).out.contains("ASN"));
    const auto broken =
        m_cli.run(call + QStringList{u"--set"_s, u"monitor/geoAsnFile="_s + m_cli.path(u"t.sqlite"_s)});
    QCOMPARE(broken.code, 0);
    QVERIFY2(broken.err.contains("no MaxMind file"), broken.err.constData());
}

void TestCliReport::badWishes_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("no such report") << QStringList{u"report"_s, u"nothing"_s};
    QTest::newRow("range") << QStringList{u"report"_s, u"relay-sla"_s, u"--range"_s, u"soon"_s};
    QTest::newRow("ending") << QStringList{u"report"_s, u"relay-sla"_s, u"-o"_s, u"x.exe"_s};
    QTest::newRow("no type") << QStringList{u"report"_s};
}

void TestCliReport::badWishes()
{
    QFETCH(QStringList, arguments);
    const auto result = m_cli.run(QStringList{u"--db"_s, m_cli.path(u"t.sqlite"_s)} + arguments);
    QCOMPARE(result.code, 2);
    QVERIFY(!result.err.isEmpty());
}

void TestCliReport::emptyDatabase()
{
    SystemClock clock;
    QVERIFY(SqliteStore::open(m_cli.path(u"empty.sqlite"_s), SqliteStore::Mode::ReadWrite, clock));
    const auto result =
        m_cli.run({u"--db"_s, m_cli.path(u"empty.sqlite"_s), u"--json"_s, u"report"_s, u"relay-sla"_s});
    QCOMPARE(result.code, 0);
    QVERIFY(result.object()["relays"_L1].toArray().isEmpty());
    QVERIFY(!result.err.isEmpty()); // says why
    QCOMPARE(m_cli.run({u"--db"_s, m_cli.path(u"none.sqlite"_s), u"report"_s, u"relay-sla"_s}).code, 1);
}

QTEST_GUILESS_MAIN(TestCliReport)
#include "tst_cli_report.moc"
