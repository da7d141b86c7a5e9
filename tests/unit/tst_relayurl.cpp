// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/limits.h"
#include "core/nostr/relayurl.h"
#include "tests/support/testdata.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;

/// Relay URLs: the canonical form of the public cases and the policies of MON-11.
class TestRelayUrl : public QObject {
    Q_OBJECT

private:
    static QByteArray canonical(const QString& text, RelayUrlRules rules = RelayUrlRules::discovered())
    {
        const auto url = RelayUrl::parse(text, rules);
        return url ? url->text() : QByteArray("error: ") + toString(url.error());
    }
    static QString inputOf(const QJsonObject& row)
    {
        const auto recipe = row["input_template"_L1].toObject();
        if (recipe.isEmpty())
            return row["input"_L1].toString();
        return recipe["prefix"_L1].toString().leftJustified(recipe["total_length"_L1].toInt(), u'a');
    }

private slots:
    void discovered_data()
    {
        QTest::addColumn<QString>("input");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* input, const char* expected) {
            QTest::newRow(input) << QString::fromUtf8(input) << QByteArray(expected);
        };
        row("WSS://Relay.Example.com:443/", "wss://relay.example.com");
        row("ws://relay.example.com:80", "wss://relay.example.com:80");
        row("ws://relay.example.com", "wss://relay.example.com");
        row("ws://relay.i2p:80/a", "ws://relay.i2p/a");
        row("wss://r.example/a//b/./c/../d/?q#f", "wss://r.example/a/b/d");
        row("wss://r.example/a%2fb", "wss://r.example/a%2Fb");
        row("wss://r.example/%2F", "wss://r.example");
        row("wss://r.example/%2e%2e/a", "wss://r.example");
        row("wss://r.example/%4", "wss://r.example");
        row("wss://r.example%2F.evil.example", "error: bad_host");
        row("wss://%52.example", "wss://r.example");
        row("wss://r%2.example", "error: bad_host");
        row("wss://user@host@r.example", "error: bad_host");
        row("wss://r.example\\@evil.example", "wss://evil.example");
        row("wss://r.example\\evil", "error: bad_host");
        row("", "error: empty");
        row(" \t ", "error: empty");
        row("wss://r.example/a\tb", "error: control_character");
        row("wss://r.example wss://s.example", "error: bad_port");
        row("r.example", "error: bad_scheme");
        row("wss:r.example", "error: no_host");
        row("wss://:443", "error: no_host");
        row("wss://r.example:", "error: bad_port");
        row("wss://r.example:000443", "error: bad_port");
        row("wss://r.example:+443", "error: bad_port");
        // Old forms of 127.0.0.1 and friends, which resolvers still understand.
        row("wss://127.1", "error: bad_host");
        row("wss://0177.0.0.1", "error: bad_host");
        row("wss://0x7f.0.0.0x1", "error: bad_host");
        row("wss://2130706433", "error: bad_host");
        row("wss://127.0.0.1.", "error: private_address");
        row("wss://１２７.0.0.1", "error: private_address");
        row("wss://[::1]", "error: private_address");
        row("wss://[::]", "error: private_address");
        row("wss://[::2]", "wss://[::2]");
        row("wss://[::ffff:10.0.0.1]", "error: private_address");
        row("wss://[64:ff9b::7f00:1]", "error: private_address");
        row("wss://[fe80::1%eth0]", "error: bad_host");
        row("wss://[1.2.3.4]", "error: bad_host");
        row("wss://[2606:4700::1111", "error: bad_host");
        row("wss://printer.local", "error: private_address");
        row("wss://a.localhost", "error: private_address");
        row("wss://router.internal", "error: private_address");
        row("wss://local", "error: bad_host");
        row("wss://a-.example", "error: bad_host");
    }
    void discovered()
    {
        QFETCH(QString, input);
        QFETCH(QByteArray, expected);
        QCOMPARE(canonical(input), expected);
    }

    void policies_data()
    {
        QTest::addColumn<QString>("input");
        QTest::addColumn<QByteArray>("discovered");
        QTest::addColumn<QByteArray>("inList");
        QTest::addColumn<QByteArray>("byHand");
        const auto row = [](const char* input, const char* discovered, const char* inList,
                            const char* byHand) {
            QTest::newRow(input) << QString::fromUtf8(input) << QByteArray(discovered) << QByteArray(inList)
                                 << QByteArray(byHand);
        };
        row("ws://r.example", "wss://r.example", "ws://r.example", "ws://r.example");
        row("ws://r.example:80", "wss://r.example:80", "ws://r.example", "ws://r.example");
        row("ws://r.example:443", "wss://r.example", "ws://r.example:443", "ws://r.example:443");
        row("ws://10.0.0.1:7777", "error: private_address", "error: private_address", "ws://10.0.0.1:7777");
        row("localhost:7000", "error: bad_scheme", "error: bad_scheme", "wss://localhost:7000");
        row("R.example/a", "error: bad_scheme", "error: bad_scheme", "wss://r.example/a");
        row("r.example:8080", "error: bad_scheme", "error: bad_scheme", "wss://r.example:8080");
        row("http://r.example", "error: bad_scheme", "error: bad_scheme", "error: bad_scheme");
        row("//r.example", "error: bad_scheme", "error: bad_scheme", "error: bad_scheme");
        row("someone@r.example", "error: bad_scheme", "error: bad_scheme", "error: bad_scheme");
        row("relay", "error: bad_scheme", "error: bad_scheme", "error: bad_host");
        row("wss://r.i2p", "ws://r.i2p", "ws://r.i2p", "ws://r.i2p");
    }
    void policies()
    {
        QFETCH(QString, input);
        QFETCH(QByteArray, discovered);
        QFETCH(QByteArray, inList);
        QFETCH(QByteArray, byHand);
        QCOMPARE(canonical(input), discovered);
        QCOMPARE(canonical(input, RelayUrlRules::list()), inList);
        QCOMPARE(canonical(input, RelayUrlRules::byHand()), byHand);
    }

    void parts()
    {
        const auto secure = RelayUrl::parse(u"wss://R.example/x"_s, {});
        QCOMPARE(secure->host(), "r.example");
        QCOMPARE(secure->port(), 443);
        QVERIFY(secure->isSecure());
        QCOMPARE(secure->network(), RelayNetwork::Clearnet);
        const auto local = RelayUrl::parse(u"ws://[0:0::1]:7000"_s, RelayUrlRules::byHand());
        QCOMPARE(local->host(), "::1");
        QCOMPARE(local->text(), "ws://[::1]:7000");
        QCOMPARE(local->port(), 7000);
        QVERIFY(!local->isSecure());
        QCOMPARE(local->network(), RelayNetwork::Local);
    }

    void length()
    {
        const auto longest = u"wss://r.example/"_s.leftJustified(qsizetype(limits::maxRelayUrlLength), u'a');
        QCOMPARE(canonical(longest).size(), longest.size());
        QCOMPARE(canonical(longest + u'a'), "error: too_long");
    }

    void caseFile()
    {
        NOSTRSCOPE_NEEDS_DATA();
        const auto cases = test::readJson(u"cases/relay-url.json"_s)["cases"_L1].toArray();
        QCOMPARE(cases.size(), 106);
        for (const auto& value : cases) {
            const auto row = value.toObject();
            const auto input = inputOf(row);
            const auto url = RelayUrl::parse(input, RelayUrlRules::discovered());
            QVERIFY2(url.has_value() == row["valid"_L1].toBool(), qPrintable(input));
            if (!url)
                continue;
            QCOMPARE(url->text(), row["canonical"_L1].toString().toLatin1());
            QCOMPARE(url->host(), row["host"_L1].toString().toLatin1());
            QCOMPARE(QLatin1StringView(toString(url->network())), row["network"_L1].toString());
            QCOMPARE(url->isSecure(), row["scheme"_L1].toString() == "wss"_L1);
            QCOMPARE(url->port(), row["port"_L1].toInt(url->isSecure() ? 443 : 80));
            QCOMPARE(url->text() == input.toUtf8(), row["input_is_canonical"_L1].toBool());
            QCOMPARE(canonical(QString::fromLatin1(url->text())), url->text());
        }
    }

    void localCases()
    {
        NOSTRSCOPE_NEEDS_DATA();
        const auto cases = test::readJson(u"cases/relay-url.json"_s)["allow_local_cases"_L1].toArray();
        QCOMPARE(cases.size(), 5);
        for (const auto& row : cases) {
            const auto input = row["input"_L1].toString();
            QCOMPARE(canonical(input, {.allowPrivate = true}), row["canonical"_L1].toString().toLatin1());
            QCOMPARE(canonical(input), "error: private_address");
        }
    }

    void networks()
    {
        NOSTRSCOPE_NEEDS_DATA();
        const auto cases = test::readJson(u"cases/relay-url.json"_s)["detect_network"_L1].toArray();
        QCOMPARE(cases.size(), 12);
        for (const auto& row : cases) {
            const auto network = relayNetworkOf(row["host"_L1].toString().toUtf8());
            QCOMPARE(QLatin1StringView(network ? toString(*network) : "unknown"),
                     row["network"_L1].toString());
        }
    }
};

QTEST_GUILESS_MAIN(TestRelayUrl)
#include "tst_relayurl.moc"
