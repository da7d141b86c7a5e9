// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/limits.h"
#include "core/nostr/nip11.h"
#include "tests/support/testdata.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;

/// Relay information documents, as tolerant as docs/protocol-policies.md says.
class TestNip11 : public QObject {
    Q_OBJECT

private:
    /// JSON with single quotes, which is easier to read here.
    static QByteArray q(const char* json) { return QByteArray(json).replace('\'', '"'); }
    /// What was understood, or the word for why there is nothing.
    static QByteArray understood(QByteArrayView body)
    {
        const auto info = parseRelayInformation(body);
        if (info)
            return info->toJson();
        switch (info.error()) {
        case RelayInformationError::TooLarge:
            return "too large";
        case RelayInformationError::NotJson:
            return "not JSON";
        case RelayInformationError::NotAnObject:
            return "no object";
        }
        Q_UNREACHABLE();
    }
    static QByteArray compact(const QJsonValue& value)
    {
        return value.isObject() ? QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact)
            : value.isArray()   ? QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact)
            : value.isNull()    ? QByteArray("null")
                                : QByteArray::number(value.toInt());
    }

private slots:
    void members_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* body, const char* expected) {
            QTest::newRow(body) << q(body) << q(expected);
        };
        const auto same = [&row](const char* body) { row(body, body); };
        same("{}");
        same("{'name':'a\\u0000b','contact':'x'}");
        same("{'supported_nips':[1,11],'negentropy':1}");
        same("{'limitation':{'max_filters':10,'created_at_lower_limit':0,'auth_required':false}}");
        same("{'retention':[{'kinds':[0,[5,7]],'time':null},{'time':0},{'count':5}]}");
        same("{'fees':{'admission':[{'amount':1,'unit':'sats','period':2,'kinds':[4]}]}}");
        row("{'name':5,'description':' ','icon':'javascript:x','banner':'HTTPS://x/'}",
            "{'banner':'HTTPS://x/'}");
        row("{'supported_nips':[1,'11',42.0,'NIP-77',null,true,-3,0,70000,1,'5A','5a']}",
            "{'supported_nips':[1,11,42,'5A']}");
        row("{'supported_nips':['1','2']}", "{'supported_nips':[1,2]}");
        row("{'supported_nips':['1',true]}", "{}");
        row("{'supported_nips':1,'tags':['a',1,''],'fees':[],'retention':{}}", "{'tags':['a']}");
        row("{'limitation':{'max_limit':-1,'max_filters':1.5,'max_event_tags':true,'auth_required':1}}",
            "{}");
        row("{'limitation':{'max_limit':500,'payment_required':'true'}}", "{}");
        row("{'limitation':{'max_limit':500,'payment_required':null}}", "{'limitation':{'max_limit':500}}");
        row("{'limitation':{'max_limit':1e400}}", "not JSON");
        row("{'limitation':{'max_limit':1e300,'default_limit':5e2}}", "{'limitation':{'default_limit':500}}");
        row("{'retention':[{'kinds':[[7,5],[1],['a','b'],3,3]},{},5]}", "{'retention':[{'kinds':[3,3]}]}");
        row("\xef\xbb\xbf{'name':'x'}", "{'name':'x'}");
        row("[]", "no object");
        row("<html>", "not JSON");
        row("", "not JSON");
        row("{'name':'x'", "not JSON");
    }
    void members()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, expected);
        QCOMPARE(understood(body), expected);
        if (expected.startsWith('{'))
            QCOMPARE(understood(expected), expected);
    }

    void bounds()
    {
        QCOMPARE(understood(QByteArray(qsizetype(limits::maxRelayInformationBytes) + 1, ' ')), "too large");
        const auto longText =
            parseRelayInformation("{\"name\":\"" + QByteArray("\xc3\xa4").repeated(10000) + "\"}");
        QVERIFY(longText->name.size() <= 16 * 1024);
        QVERIFY(QByteArrayView(longText->name).isValidUtf8());
        QCOMPARE(understood(QByteArray("{\"x\":") + QByteArray(200, '[') + QByteArray(200, ']') + '}'),
                 "not JSON");
    }

    void helpers()
    {
        const auto info =
            *parseRelayInformation(q("{'supported_nips':[1,77],'pubkey':'") + QByteArray(64, 'A') + "\"}");
        QVERIFY(info.supports(77));
        QVERIFY(!info.supports(50));
        QCOMPARE(info.operatorKey()->toHex(), QByteArray(64, 'a'));
        QVERIFY(!RelayInformation().operatorKey());
    }

    /// Where both earlier parsers agree, ours does too; where they differ the choice is listed here.
    void caseFile()
    {
        NOSTRSCOPE_NEEDS_DATA();
        const QHash<QString, QString> choice{
            // in the order sent
            {u"valid_full"_s, u"parsed_v6_6_9"_s},
            {u"tags_mixed"_s, u"parsed_v6_6_9"_s},
            // an empty list says nothing
            {u"nips_empty_list"_s, u"parsed_v6_6_9"_s},
            {u"limitation_negative"_s, u"parsed_redesign"_s},
            {u"retention_bad_range"_s, u"parsed_redesign"_s},
            {u"blank_strings"_s, u"parsed_redesign"_s},
            {u"malformed_pubkey"_s, u"parsed_redesign"_s},
            // as sent: the vocabulary is the relay's
            {u"language_wildcard"_s, u"parsed_v6_6_9"_s},
            {u"attributes_pascal"_s, u"parsed_v6_6_9"_s},
            {u"country_codes"_s, u"ours"_s},
        };
        const auto cases = test::readJson(u"cases/nip11.json"_s)["cases"_L1].toArray();
        QCOMPARE(cases.size(), 28);
        for (const auto& value : cases) {
            const auto row = value.toObject();
            const auto name = row["name"_L1].toString();
            const bool agree = row["parsed_v6_6_9"_L1] == row["parsed_redesign"_L1];
            QVERIFY2(agree != choice.contains(name), qPrintable(name));
            auto expected = row[choice.value(name, u"parsed_redesign"_s)]["model"_L1].toObject();
            if (name == u"country_codes"_s) // as sent without the blank one
                expected = {{u"relay_countries"_s, QJsonArray{u"us"_s, u"USA"_s, u"DE"_s, u"*"_s}}};
            const auto json = understood(compact(row["input"_L1]));
            const auto actual = json == "no object" ? QJsonObject() : QJsonDocument::fromJson(json).object();
            QVERIFY2(actual == expected, qPrintable(name + u": "_s + QString::fromUtf8(json)));
        }
    }

    void toleranceVectors()
    {
        NOSTRSCOPE_NEEDS_DATA();
        const QHash<QString, QByteArray> expected{
            {u"empty_object"_s, "{}"},
            {u"array"_s, "no object"},
            {u"html"_s, "not JSON"},
            {u"truncated"_s, "not JSON"},
            {u"bom"_s, q("{'name':'x'}")},
            {u"wrong_types"_s, "{}"},
            {u"nips_mixed"_s, q("{'supported_nips':[1,11,42,'5A','7D']}")},
            {u"retention_legacy"_s,
             q("{'retention':[{'kinds':[0,1,[5,7],[40,49]],'time':3600},{'kinds':[[40000,49999]],'time':100},"
               "{'kinds':[[30000,39999]],'count':1000},{'time':null},{'kinds':[4],'time':0}]}")},
            {u"limitation_strings"_s, "{}"},
            {u"deep_nesting"_s, "not JSON"},
            {u"duplicate_keys"_s, q("{'name':'first'}")},
            {u"nan"_s, "not JSON"},
        };
        const auto rows = test::readJson(u"vectors/nip11/tolerance.json"_s).array();
        QCOMPARE(rows.size(), 17);
        int compared = 0;
        for (const auto& row : rows) {
            const auto name = row["name"_L1].toString();
            const auto body = QByteArray::fromHex(row["body_utf8_hex"_L1].toString().toLatin1());
            const auto json = understood(body);
            if (const auto it = expected.find(name); it != expected.end()) {
                QCOMPARE(json, *it);
                ++compared;
                continue;
            }
            const auto info = parseRelayInformation(body);
            QVERIFY2(info, qPrintable(name));
            QVERIFY(*parseRelayInformation(json) == *info);
            if (name == u"control_chars"_s)
                QVERIFY(info->icon.isEmpty() && info->name.contains('\0') && info->contact == "mailto:x@y");
            if (name == u"fees_units"_s)
                QCOMPARE(info->fees.subscription.at(0).unit, "sats");
            if (name == u"limitation_full"_s)
                QCOMPARE(info->limitation.maxFilters, 10);
            if (name == u"legacy_fields"_s)
                QVERIFY(info->languageTags.size() == 2 && info->self.size() == 64
                        && !info->postingPolicy.isEmpty());
            if (name == u"huge_description"_s)
                QVERIFY(info->description.size() <= 16 * 1024);
        }
        QCOMPARE(compared, 12);
    }

    void documents()
    {
        NOSTRSCOPE_NEEDS_DATA();
        for (const auto* name :
             {"2023-05-nostr-land", "2025-04-jellyfish", "2026-06-nfdb-nostr-land", "2026-06-nostr-wine"}) {
            const auto body = test::readData(u"vectors/nip11/sample-%1.json"_s.arg(QLatin1StringView(name)));
            // Nothing of a published sample is lost but empty lists.
            auto sent = QJsonDocument::fromJson(body).object();
            for (const auto& key : sent.keys()) {
                if (sent[key].isArray() && sent[key].toArray().isEmpty())
                    sent.remove(key);
            }
            QCOMPARE(QJsonDocument::fromJson(understood(body)).object(), sent);
        }
        const auto captured = test::readLines(u"nip11/nip11_captured.jsonl"_s);
        QCOMPARE(captured.size(), 55);
        for (const auto& line : captured) {
            const auto sent = QJsonDocument::fromJson(line)["doc"_L1].toObject();
            const auto info = parseRelayInformation(compact(sent));
            QVERIFY(info);
            QVERIFY(!info->supportedNips.empty() || sent["supported_nips"_L1].toArray().isEmpty());
            QVERIFY(*parseRelayInformation(info->toJson()) == *info);
        }
    }
};

QTEST_GUILESS_MAIN(TestNip11)
#include "tst_nip11.moc"
