// SPDX-License-Identifier: GPL-3.0-or-later
// `check` against simulated relays, as a script uses it.
#include "core/records/relayclaims.h"
#include "tests/support/mmdbmaker.h"
#include "tests/unit/clirun.h"

#include <QJsonArray>
#include <QTcpServer>
#include <QTest>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;
using test::Cli;

namespace {

/// nostrscope-simnet; ends with this object.
class Network {
public:
    explicit Network(const QStringList& arguments)
    {
        m_process.start(QCoreApplication::applicationDirPath() + u"/nostrscope-simnet"_s, arguments);
    }
    ~Network()
    {
        m_process.kill();
        m_process.waitForFinished(test::patienceMs);
    }
    Q_DISABLE_COPY_MOVE(Network)

    [[nodiscard]] QStringList urls()
    {
        QStringList all;
        if (!QTest::qWaitFor([this] { return m_process.canReadLine(); }, test::patienceMs))
            return all;
        for (const auto& url : QJsonDocument::fromJson(m_process.readLine()).object()[u"relays"_s].toArray())
            all.append(url.toString());
        return all;
    }

private:
    QProcess m_process;
};

QStringList simnet(const QStringList& more, int relays = 1)
{
    return QStringList{u"--stored"_s, u"20"_s, u"--relays"_s, QString::number(relays)} + more;
}

} // namespace

class TestCliCheck : public QObject {
    Q_OBJECT

private slots:
    void aGoodRelay()
    {
        Network network(simnet({}));
        const auto urls = network.urls();
        QCOMPARE(urls.size(), 1);
        const Cli cli;
        const auto result = cli.run({u"--json"_s, u"check"_s, urls[0]});
        QCOMPARE(result.code, 0);
        QVERIFY2(result.err.isEmpty(), result.err.constData());
        QCOMPARE(result.objects().size(), 1);
        const auto relay = result.object();
        QCOMPARE(relay[u"url"_s].toString(), urls[0]);
        QCOMPARE(relay[u"network"_s].toString(), u"local"_s);
        QCOMPARE(relay[u"code"_s].toString(), u"ok"_s);
        QCOMPARE(relay[u"verdict"_s].toString(), u"up"_s);
        const auto codes = relay[u"codes"_s].toObject();
        QCOMPARE(codes[u"open"_s].toString(), u"ok"_s);
        QCOMPARE(codes[u"read"_s].toString(), u"ok"_s);
        QCOMPARE(codes[u"info"_s].toString(), u"ok"_s);
        QVERIFY(codes[u"write"_s].isNull()); // nothing is published unasked
        QVERIFY(relay[u"rtt_open"_s].toDouble() > 0);
        QVERIFY(relay[u"rtt_read"_s].toDouble() > 0);
        QVERIFY(relay[u"rtt_write"_s].isNull());
        const auto phases = relay[u"phases"_s].toObject();
        for (const auto& phase : {u"tcp"_s, u"upgrade"_s, u"open"_s, u"first"_s, u"read"_s, u"info"_s})
            QVERIFY2(phases[phase].toDouble(-1) >= 0, qPrintable(phase));
        QVERIFY(!phases.contains(u"dns"_s) && !phases.contains(u"tls"_s));
        QCOMPARE(relay[u"nip11"_s].toObject()[u"software"_s].toString(), u"nostrscope-simnet"_s);
        QVERIFY(relay[u"tls"_s].isNull());
        QVERIFY(relay[u"error"_s].isNull());
    }

    void places()
    {
        Network network(simnet({}));
        const auto urls = network.urls();
        QCOMPARE(urls.size(), 1);
        const Cli cli;
        MmdbMaker countries("GeoLite2-Country");
        countries.add(u"127.0.0.0/8"_s, MmdbMaker::country("DE", "Germany"));
        countries.writeTo(cli.path(u"c.mmdb"_s));
        const auto set = u"monitor/geoCountryFile="_s + cli.path(u"c.mmdb"_s);
        const auto result = cli.run({u"--json"_s, u"--set"_s, set, u"check"_s, urls[0]});
        QCOMPARE(result.code, 0);
        QVERIFY2(result.err.isEmpty(), result.err.constData());
        QCOMPARE(result.object()[u"address"_s].toString(), u"127.0.0.1"_s);
        QCOMPARE(result.object()[u"country"_s].toString(), u"DE"_s);
        QCOMPARE(result.object()[u"country_name"_s].toString(), u"Germany"_s);
        QVERIFY(result.object()[u"asn"_s].isNull());
        const auto table = cli.run({u"--set"_s, set, u"check"_s, urls[0]});
        QVERIFY(table.out.contains("Country") && !table.out.contains("ASN"));
        // The same file is none of networks; the check goes on without.
        const auto wrong =
            cli.run({u"--set"_s, u"monitor/geoAsnFile="_s + cli.path(u"c.mmdb"_s), u"check"_s, urls[0]});
        QCOMPARE(wrong.code, 0);
        QVERIFY2(wrong.err.contains("something else"), wrong.err.constData());
        QVERIFY(!wrong.out.contains("ASN"));
    }

    void writesWhenAsked()
    {
        Network network(simnet({}));
        const auto urls = network.urls();
        QCOMPARE(urls.size(), 1);
        const Cli cli;
        const auto result = cli.run({u"check"_s, urls[0], u"--write"_s, u"--json"_s});
        QCOMPARE(result.code, 0);
        QCOMPARE(result.object()[u"codes"_s].toObject()[u"write"_s].toString(), u"ok"_s);
        QVERIFY(result.object()[u"rtt_write"_s].toDouble() > 0);
    }

    void faults_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("exit");
        const auto row = [](const char* name, const QStringList& options, const QString& code, int exit) {
            QTest::newRow(name) << options << code << exit;
        };
        const auto fault = [](const QString& name) { return QStringList{u"--fault"_s, name}; };
        row("refused", fault(u"refuse"_s), u"tcp-refused"_s, 1);
        row("members only", fault(u"restricted"_s), u"restricted"_s, 0);
        row("auth", {u"--auth"_s}, u"auth-required"_s, 0);
        row("blocked", fault(u"http-403"_s), u"http-status"_s, 0);
        row("too many", fault(u"http-429"_s), u"http-status"_s, 1);
        row("busy", fault(u"http-503"_s), u"http-status"_s, 1);
        row("no relay", fault(u"not-nostr"_s), u"not-nostr"_s, 1);
        row("own certificate", {u"--tls"_s}, u"tls-untrusted"_s, 1);
        row("expired certificate", fault(u"expired-tls"_s), u"tls-expired"_s, 1);
        row("another name", fault(u"wrong-name-tls"_s), u"tls-name"_s, 1);
    }
    void faults()
    {
        QFETCH(QStringList, options);
        QFETCH(QString, code);
        QFETCH(int, exit);
        Network network(simnet(options));
        const auto urls = network.urls();
        QCOMPARE(urls.size(), 1);
        const Cli cli;
        const auto result = cli.run({u"--json"_s, u"check"_s, urls[0]});
        const auto relay = result.object();
        QCOMPARE(relay[u"code"_s].toString(), code);
        QCOMPARE(result.code, exit);
        QVERIFY(relay[u"error"_s].toString().startsWith(code));
        const bool isOpen = relay[u"codes"_s].toObject()[u"open"_s].toString() == u"ok"_s;
        QCOMPARE(relay[u"rtt_open"_s].isNull(), !isOpen);
        QVERIFY(relay[u"rtt_read"_s].isNull()); // a failure is no number
        if (code == "http-status"_L1)
            QVERIFY(relay[u"http_status"_s].toInt() >= 400);
        const bool isToWait = options.contains(u"http-429"_s); // says how long
        QCOMPARE(relay[u"retry_after"_s].toInt(-1), isToWait ? 120 : -1);
        QCOMPARE(relay[u"info_retry_after"_s].toInt(-1), isToWait ? 120 : -1);
        if (code.startsWith("tls-"_L1)) {
            const auto tls = relay[u"tls"_s].toObject(); // kept though it is bad
            QCOMPARE(tls[u"valid"_s].toBool(true), false);
            QCOMPARE(tls[u"subject"_s].toString(), u"nostrscope-simnet"_s);
            QCOMPARE(tls[u"days_left"_s].toInt() < 0, code == "tls-expired"_L1);
        }
    }

    void claims()
    {
        Network network({u"--stored"_s, u"200"_s, u"--relays"_s, u"1"_s, u"--fault"_s, u"cap"_s}); // at 50
        const auto urls = network.urls();
        QCOMPARE(urls.size(), 1);
        const Cli cli;
        const auto plain = cli.run({u"--json"_s, u"check"_s, urls[0]});
        QVERIFY(plain.object()[u"claims"_s].isNull());
        const auto result = cli.run({u"--json"_s, u"check"_s, u"--observe"_s, urls[0]});
        QCOMPARE(result.code, 0);
        const auto findings = result.object()[u"claims"_s].toObject()[u"findings"_s].toArray();
        QCOMPARE(findings.size(), claimItemCount);
        const auto limit = findings[int(ClaimItem::MaxLimit)].toObject();
        QCOMPARE(limit[u"claim"_s].toString(), u"max_limit"_s);
        QCOMPARE(limit[u"claimed"_s].toInt(), 500);
        QCOMPARE(limit[u"observed"_s].toInt(), 50);
        QCOMPARE(limit[u"verdict"_s].toString(), u"contradicts"_s);
        QVERIFY(limit[u"evidence"_s].toString().startsWith(u"[\"EVENT\""_s));
        const auto table = cli.run({u"check"_s, u"--observe"_s, urls[0]});
        QVERIFY(table.out.contains("max_limit") && table.out.contains("contradicts"));
    }

    void many()
    {
        Network good(simnet({}, 5));
        const auto urls = good.urls();
        QCOMPARE(urls.size(), 5);
        QTcpServer gone;
        QVERIFY(gone.listen(QHostAddress::LocalHost));
        const auto dead = u"ws://127.0.0.1:%1"_s.arg(gone.serverPort());
        gone.close();
        const Cli cli;
        const auto result = cli.run(QStringList{u"--json"_s, u"check"_s} + urls
                                    + QStringList{urls[0], dead, u"nonsense://x"_s});
        QCOMPARE(result.code, 3);
        const auto relays = result.objects();
        QCOMPARE(relays.size(), 7); // each once
        QHash<QString, QJsonObject> byUrl;
        for (const auto& relay : relays)
            byUrl.insert(relay[u"url"_s].toString(), relay);
        for (const auto& url : urls)
            QCOMPARE(byUrl[url][u"code"_s].toString(), u"ok"_s);
        QCOMPARE(byUrl[dead][u"code"_s].toString(), u"tcp-refused"_s);
        QVERIFY(byUrl[u"nonsense://x"_s][u"code"_s].isNull());
        QVERIFY(!byUrl[u"nonsense://x"_s][u"error"_s].toString().isEmpty());
        QVERIFY(result.err.contains("nonsense://x"));
    }

    void table()
    {
        Network network(simnet({u"--fault"_s, u"http-503:0.5"_s}, 2));
        const auto urls = network.urls();
        QCOMPARE(urls.size(), 2);
        const Cli cli;
        const auto result = cli.run(QStringList{u"check"_s} + urls);
        QCOMPARE(result.code, 3);
        QVERIFY(result.out.contains("Relay") && result.out.contains("http-status 503"));
        for (const auto& url : urls)
            QVERIFY(result.out.contains(url.toLatin1()));
    }

    void usage()
    {
        const Cli cli;
        QCOMPARE(cli.run({u"check"_s}).code, 2);
        const auto help = cli.run({u"check"_s, u"--help"_s});
        QCOMPARE(help.code, 0);
        QVERIFY(help.out.contains("Example:") && help.out.contains("--write"));
        QCOMPARE(cli.run({u"check"_s, u"not a relay"_s}).code, 1);
    }

    void needsProxy()
    {
        const Cli cli;
        // the address of the Tor Project's own site, in the form of its third version
        const auto onion = u"ws://2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion"_s;
        const auto result = cli.run({u"--json"_s, u"check"_s, onion});
        QCOMPARE(result.code, 1);
        QCOMPARE(result.object()[u"code"_s].toString(), u"needs-proxy"_s);
        QCOMPARE(result.object()[u"network"_s].toString(), u"tor"_s);
        QCOMPARE(result.object()[u"verdict"_s].toString(), u"undecided"_s);
        // a proxy that is not there says nothing of the relay either
        QTcpServer gone;
        QVERIFY(gone.listen(QHostAddress::LocalHost));
        const auto proxy = u"network/torProxy=127.0.0.1:%1"_s.arg(gone.serverPort());
        gone.close();
        const auto failed = cli.run({u"--json"_s, u"--set"_s, proxy, u"check"_s, onion});
        QCOMPARE(failed.object()[u"code"_s].toString(), u"proxy-failed"_s);
    }
};

QTEST_GUILESS_MAIN(TestCliCheck)
#include "tst_cli_check.moc"
