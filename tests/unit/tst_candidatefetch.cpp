// SPDX-License-Identifier: GPL-3.0-or-later
// Lists of relays and NIP-05 documents over real sockets: what is taken, and what is refused.
#include "core/engine/candidatefetch.h"
#include "tests/support/patience.h"
#include "tests/unit/probebench.h"
#include "tests/unit/webserver.h"

#include <QTest>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using test::WebServer;

namespace {

const QByteArray key(64, 'a');

class Scene {
public:
    Scene()
    {
        ResolvedName home;
        home.code = ProbeCode::Ok;
        home.addresses = {QHostAddress(QHostAddress::LocalHost)};
        resolver.names["list.example.com"] = home;
        config.deadline = config.listDeadline = std::chrono::milliseconds(test::patienceMs);
    }
    /// One document; the report and what was found.
    FetchedMentions fetch(DiscoveryFetch::What what, const QString& text)
    {
        CandidateFetch fetch(config, resolver, clock);
        std::vector<FetchedMentions> all;
        bool isDone = false;
        QObject::connect(&fetch, &CandidateFetch::fetched, &fetch,
                         [&](const std::shared_ptr<const FetchedMentions>& one) { all.push_back(*one); });
        QObject::connect(&fetch, &CandidateFetch::finished, &fetch, [&] { isDone = true; });
        fetch.start(what, {text});
        if (!QTest::qWaitFor([&] { return isDone; }, test::patienceMs) || all.size() != 1)
            qFatal("it does not end");
        return all.front();
    }
    FetchedMentions list(const QString& path) { return fetch(DiscoveryFetch::What::Lists, server.url(path)); }

    WebServer server;
    test::ScriptedResolver resolver;
    SystemClock clock;
    CandidateFetchConfig config;
};

} // namespace

class TestCandidateFetch : public QObject {
    Q_OBJECT

private slots:
    void lists()
    {
        Scene scene;
        scene.server.serve(
            "/relays.txt",
            "wss://a.example.com\n# a comment\nwss://b.example.com/\nwss://A.example.com\n10.0.0.1\n");
        const auto found = scene.list(u"/relays.txt"_s);
        QCOMPARE(found.report.error, QString());
        QCOMPARE(found.report.entries, 4U);
        QCOMPARE(found.report.refused, 1U);
        QCOMPARE(found.batch.sums.size(), 2U);
        QCOMPARE(found.batch.sums[0].url, "wss://a.example.com");
        QVERIFY(found.batch.sums[0].source == DiscoverySource::List);
        QCOMPARE(found.batch.sums[0].origin, scene.server.url(u"/relays.txt"_s));
        const auto& request = scene.server.requests.at(0);
        QVERIFY(request.contains("Accept-Encoding: identity"));
        QVERIFY(!request.toLower().contains("cookie"));
        // By its content type, by its name, and by what it looks like.
        scene.server.serve("/x", "[{\"url\":\"wss://c.example.com\"}]", "application/json; charset=utf-8");
        scene.server.serve("/x.csv", "relay,n\nd.example.com,1\n", "application/octet-stream");
        scene.server.serve("/y", "[\"wss://e.example.com\"]");
        QCOMPARE(scene.list(u"/x"_s).batch.sums.at(0).url, "wss://c.example.com");
        QCOMPARE(scene.list(u"/x.csv"_s).batch.sums.at(0).url, "wss://d.example.com");
        QCOMPARE(scene.list(u"/y"_s).batch.sums.at(0).url, "wss://e.example.com");
    }

    void refusals_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("error");
        QTest::newRow("status") << QByteArray("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n")
                                << u"HTTP 503"_s;
        QTest::newRow("no relay") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")
                                  << u"no relay"_s;
        QTest::newRow("cut") << QByteArray(
            "HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nwss://a.example.com\n")
                             << u"cut"_s;
        QTest::newRow("not http") << QByteArray("hello\r\n\r\n") << u"failed"_s;
        QTest::newRow("no text") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n\xff\xfe\xff")
                                 << u"no text"_s;
        QTest::newRow("nowhere") << QByteArray("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n")
                                 << u"nowhere"_s;
        QTest::newRow("elsewhere private")
            << QByteArray("HTTP/1.1 302 Found\r\nLocation: http://10.0.0.1/\r\nContent-Length: 0\r\n\r\n")
            << u"private network"_s;
        QTest::newRow("file") << QByteArray(
            "HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n")
                              << u"no address of a web page"_s;
    }
    void refusals()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QString, error);
        Scene scene;
        scene.server.answers["/l"] = answer;
        const auto found = scene.list(u"/l"_s);
        QVERIFY2(found.report.error.contains(error), qPrintable(found.report.error));
        QVERIFY(found.batch.sums.empty());
    }

    void redirectsAreBounded()
    {
        Scene scene;
        scene.server.serve("/4", "wss://a.example.com\n");
        for (int i = 0; i < 4; ++i)
            scene.server.redirect("/" + QByteArray::number(i), "/" + QByteArray::number(i + 1));
        QCOMPARE(scene.list(u"/0"_s).batch.sums.size(), 1U);
        scene.server.redirect("/loop", "/loop");
        QVERIFY(scene.list(u"/loop"_s).report.error.contains(u"too often"));
        QCOMPARE(scene.server.requests.size(), 5 + 6);
    }

    void sizeAndTimeAreBounded()
    {
        Scene scene;
        QByteArray large(17 * 1024 * 1024, '#');
        scene.server.serve("/large", large);
        QVERIFY(scene.list(u"/large"_s).report.error.contains(u"longer than"));
        scene.server.answers["/silent"] = QByteArray();
        scene.config.listDeadline = 50ms;
        QVERIFY(scene.list(u"/silent"_s).report.error.contains(u"in time"));
    }

    void addresses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("error");
        QTest::newRow("scheme") << u"ftp://example.com/x"_s << u"no address of a web page"_s;
        QTest::newRow("broken") << u"http://[x"_s << u"no address of a web page"_s;
        QTest::newRow("password") << u"http://a:b@example.com/"_s << u"no address of a web page"_s;
        QTest::newRow("onion") << u"http://%1d.onion/x"_s.arg(QString(55, u'q')) << u"proxy"_s;
        QTest::newRow("unknown") << u"http://nowhere.example.com/x"_s << u"no address for"_s;
    }
    void addresses()
    {
        QFETCH(QString, text);
        QFETCH(QString, error);
        Scene scene;
        const auto found = scene.fetch(DiscoveryFetch::What::Lists, text);
        QVERIFY2(found.report.error.contains(error), qPrintable(found.report.error));
    }

    /// The connection goes to the address that was judged; the server sees the name.
    void hostIsTold()
    {
        Scene scene;
        scene.server.serve("/l", "wss://a.example.com\n");
        const auto url = u"http://list.example.com:%1/l"_s.arg(scene.server.serverPort());
        QCOMPARE(scene.fetch(DiscoveryFetch::What::Lists, url).batch.sums.size(), 1U);
        QVERIFY(scene.server.requests.at(0).contains("Host: list.example.com:"));
        QCOMPARE(scene.resolver.asked.size(), 1);
    }

    /// A domain of a stranger never leads into a private network, and no redirect is followed.
    void namesOfStrangers()
    {
        Scene scene;
        scene.config.httpsPort = scene.server.serverPort();
        scene.resolver.names["home.example.com"] = scene.resolver.names["list.example.com"];
        const auto found = scene.fetch(DiscoveryFetch::What::Names, u"bob@home.example.com"_s);
        QVERIFY2(found.report.error.contains(u"private network"), qPrintable(found.report.error));
        QVERIFY(scene.server.requests.isEmpty());
        for (const auto& bad : {u"bob@"_s, u"b b@example.com"_s, u"bob@127.0.0.1"_s, u"bob@localhost"_s})
            QVERIFY(!scene.fetch(DiscoveryFetch::What::Names, bad).report.error.isEmpty());
        QCOMPARE(scene.resolver.asked.size(), 1);
    }

    void documentOfNames()
    {
        const auto name = InternetIdentifier::parse("bob@example.com");
        WebAnswer answer;
        answer.body = "{\"names\":{\"bob\":\"" + key + "\"},\"relays\":{\"" + key
            + "\":[\"wss://a.example.com\",\"wss://A.example.com/\",\"10.0.0.1\",7]}}";
        const auto at = UnixMillis(1000ms);
        auto found = mentionsOfName(*name, answer, at);
        QCOMPARE(found.report.error, QString());
        QCOMPARE(found.batch.sums.size(), 1U);
        QVERIFY(found.batch.sums[0].source == DiscoverySource::Nip05);
        QCOMPARE(found.batch.sums[0].origin, u"bob@example.com"_s);
        QVERIFY(found.batch.sums[0].first == at);
        QCOMPARE(found.report.refused, 1U);
        answer.body = "{\"names\":{\"bob\":\"" + key + "\"}}";
        QVERIFY(mentionsOfName(*name, answer, at).report.error.contains(u"names no relay"));
        answer.body = "{\"names\":{}}";
        QVERIFY(mentionsOfName(*name, answer, at).report.error.contains(u"does not know"));
        answer.body = "<html>";
        QVERIFY(mentionsOfName(*name, answer, at).report.error.contains(u"NIP-05"));
    }
};

QTEST_GUILESS_MAIN(TestCandidateFetch)
#include "tst_candidatefetch.moc"
