// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/limits.h"
#include "core/crypto/verify.h"
#include "core/nostr/eventparser.h"
#include "tests/support/testdata.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace nostrscope;

/// Events: form, canonical bytes, id, signature; on the public vectors and on rows of our own.
class TestEvent : public QObject {
    Q_OBJECT

private:
    EventParser m_parser;
    EventVerifier m_verifier;

    bool accepts(QByteArrayView json)
    {
        const auto event = m_parser.parseEvent(json);
        return event && m_verifier.verify(*event) == Verdict::Valid;
    }
    static QByteArray compact(const QJsonValue& value)
    {
        return QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
    }

    /// Some cases give a long tag value as "'x' repeated N times".
    static QByteArray fromRecipe(QJsonObject recipe)
    {
        const auto words = recipe[QLatin1String("tags")][0][1].toString().split(QLatin1Char(' '));
        recipe[QLatin1String("tags")] =
            QJsonArray{QJsonArray{QStringLiteral("t"), QString(words[2].toInt(), QLatin1Char('x'))}};
        recipe[QLatin1String("pubkey")] =
            QStringLiteral("5cbdf0646e5db4eaa398f365f2ea7a0e3d419b7e0330e39ce92bddedcac4f9bc");
        return compact(recipe);
    }

private slots:
    void signedByUs()
    {
        const auto keys = KeyPair::fromSecret(
            {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7});
        Event event;
        event.createdAt = 1700000000;
        event.kind = 1;
        event.tags = {{"t", "a/b"}, {"e", ""}, {"x"}};
        event.content = "q\" \\ \n\x01 \x7f \xe2\x80\xa8";
        sign(event, *keys);
        QCOMPARE(event.pubkey.toHex(), "5cbdf0646e5db4eaa398f365f2ea7a0e3d419b7e0330e39ce92bddedcac4f9bc");
        QByteArray canonical;
        appendCanonical(event, canonical);
        QCOMPARE(canonical,
                 "[0,\"" + event.pubkey.toHex()
                     + "\",1700000000,1,[[\"t\",\"a/b\"],[\"e\",\"\"],[\"x\"]],"
                       "\"q\\\" \\\\ \\n\\u0001 \x7f \xe2\x80\xa8\"]");
        const auto parsed = m_parser.parseEvent(toJson(event));
        QVERIFY(parsed);
        QVERIFY(*parsed == event);
        QCOMPARE(m_verifier.verify(*parsed), Verdict::Valid);
    }

    void form_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<bool>("valid");
        QTest::newRow("unchanged") << QByteArray() << QByteArray() << true;
        QTest::newRow("unknown member") << QByteArray("{") << QByteArray("{\"x\":[1,{}],") << true;
        QTest::newRow("kind repeated") << QByteArray("{") << QByteArray("{\"kind\":1,") << false;
        QTest::newRow("kind as double") << QByteArray("\"kind\":1") << QByteArray("\"kind\":1.0") << false;
        QTest::newRow("kind as text") << QByteArray("\"kind\":1") << QByteArray("\"kind\":\"1\"") << false;
        QTest::newRow("kind true") << QByteArray("\"kind\":1") << QByteArray("\"kind\":true") << false;
        QTest::newRow("kind 65536") << QByteArray("\"kind\":1") << QByteArray("\"kind\":65536") << false;
        QTest::newRow("kind -1") << QByteArray("\"kind\":1") << QByteArray("\"kind\":-1") << false;
        QTest::newRow("time 2^53") << QByteArray(":1700000000") << QByteArray(":9007199254740992") << false;
        QTest::newRow("time 2^64") << QByteArray(":1700000000") << QByteArray(":18446744073709551616")
                                   << false;
        QTest::newRow("tag is text") << QByteArray("\"tags\":[]") << QByteArray("\"tags\":[\"e\"]") << false;
        QTest::newRow("tag nested") << QByteArray("\"tags\":[]") << QByteArray("\"tags\":[[[]]]") << false;
        QTest::newRow("tags null") << QByteArray("\"tags\":[]") << QByteArray("\"tags\":null") << false;
        QTest::newRow("content null")
            << QByteArray("\"content\":\"hi\"") << QByteArray("\"content\":null") << false;
        QTest::newRow("lone surrogate") << QByteArray("\"hi\"") << QByteArray("\"\\ud83d\"") << false;
        QTest::newRow("bad UTF-8") << QByteArray("\"hi\"") << QByteArray("\"\xff\"") << false;
        QTest::newRow("raw control") << QByteArray("\"hi\"") << QByteArray("\"a\nb\"") << false;
        QTest::newRow("byte order mark") << QByteArray("{") << QByteArray("\xef\xbb\xbf{") << false;
        QTest::newRow("two objects") << QByteArray("}") << QByteArray("}{}") << false;
    }
    void form()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(bool, valid);
        Event event;
        event.createdAt = 1700000000;
        event.kind = 1;
        event.content = "hi";
        sign(event, KeyPair::generate());
        auto json = toJson(event);
        if (!from.isEmpty()) {
            const auto at = json.indexOf(from);
            QVERIFY(at >= 0);
            json.replace(at, from.size(), to);
        }
        QCOMPARE(accepts(json), valid);
    }

    void limits()
    {
        Event event;
        event.content = QByteArray(qsizetype(limits::maxEventBytes), 'x');
        sign(event, KeyPair::generate());
        const auto parsed = m_parser.parseEvent(toJson(event));
        QVERIFY(!parsed);
        QCOMPARE(parsed.error(), EventError::TooLarge);
        event.content.chop(600);
        sign(event, KeyPair::generate());
        QVERIFY(accepts(toJson(event)));
        const auto deep = QByteArray(100000, '[');
        QVERIFY(!m_parser.parseEvent(deep));
    }

    void kindClasses_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<KindClass>("expected");
        QTest::newRow("0") << 0 << KindClass::Replaceable;
        QTest::newRow("1") << 1 << KindClass::Regular;
        QTest::newRow("3") << 3 << KindClass::Replaceable;
        QTest::newRow("9999") << 9999 << KindClass::Regular;
        QTest::newRow("10000") << 10000 << KindClass::Replaceable;
        QTest::newRow("20000") << 20000 << KindClass::Ephemeral;
        QTest::newRow("30000") << 30000 << KindClass::Addressable;
        QTest::newRow("40000") << 40000 << KindClass::Regular;
    }
    void kindClasses()
    {
        QFETCH(int, kind);
        QFETCH(KindClass, expected);
        QCOMPARE(kindClass(static_cast<Kind>(kind)), expected);
    }

    void kindClassVectors()
    {
        NOSTRSCOPE_NEEDS_DATA();
        const auto rows = test::readJson(QStringLiteral("vectors/misc/kind-classes.json")).array();
        QVERIFY(rows.size() >= 40);
        for (const auto& row : rows) {
            const auto kind = static_cast<Kind>(row[0].toInt());
            const auto name = row[1].toString();
            const auto expected = name == QLatin1String("replaceable") ? KindClass::Replaceable
                : name == QLatin1String("ephemeral")                   ? KindClass::Ephemeral
                : name == QLatin1String("addressable")                 ? KindClass::Addressable
                                                                       : KindClass::Regular;
            QCOMPARE(kindClass(kind), expected);
        }
    }

    void vectorFiles_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("list");
        QTest::addColumn<QString>("member");
        QTest::addColumn<bool>("valid");
        const auto folder = QStringLiteral("vectors/events/");
        QTest::newRow("serialization") << folder + QStringLiteral("serialization-cases.json")
                                       << QStringLiteral("cases") << QStringLiteral("event") << true;
        QTest::newRow("published valid") << folder + QStringLiteral("published-valid.json")
                                         << QStringLiteral("cases") << QStringLiteral("event") << true;
        QTest::newRow("published invalid") << folder + QStringLiteral("published-invalid.json")
                                           << QStringLiteral("cases") << QStringLiteral("event") << false;
        QTest::newRow("invalid") << folder + QStringLiteral("invalid-events.json") << QStringLiteral("cases")
                                 << QStringLiteral("json") << false;
    }
    void vectorFiles()
    {
        NOSTRSCOPE_NEEDS_DATA();
        QFETCH(QString, file);
        QFETCH(QString, list);
        QFETCH(QString, member);
        QFETCH(bool, valid);
        const auto cases = test::readJson(file).object()[list].toArray();
        QVERIFY(cases.size() > 10);
        for (const auto& row : cases) {
            const auto value = row[member];
            const auto json = value.isString() ? value.toString().toUtf8() : compact(value);
            QVERIFY2(accepts(json) == valid, qPrintable(row[QLatin1String("name")].toString()));
        }
    }

    void wireVariants()
    {
        NOSTRSCOPE_NEEDS_DATA();
        const auto root = test::readJson(QStringLiteral("vectors/events/wire-variants.json")).object();
        const auto variants = root[QLatin1String("wire")].toArray();
        QCOMPARE(variants.size(), 9);
        for (const auto& row : variants) {
            const auto json = QByteArray::fromHex(row[QLatin1String("text_utf8_hex")].toString().toLatin1());
            QVERIFY2(accepts(json), qPrintable(row[QLatin1String("name")].toString()));
            QCOMPARE(m_parser.parseEvent(json)->id.toHex(), root[QLatin1String("id")].toString().toLatin1());
        }
    }

    /// Policy: docs/protocol-policies.md. Refused: lone surrogates, repeated members, numbers that are not
    /// integer tokens. Accepted: unknown members.
    void policyDependent()
    {
        NOSTRSCOPE_NEEDS_DATA();
        const auto cases = test::readJson(QStringLiteral("vectors/events/policy-dependent.json"))
                               .object()[QLatin1String("cases")]
                               .toArray();
        QCOMPARE(cases.size(), 6);
        for (const auto& row : cases) {
            const auto name = row[QLatin1String("name")].toString();
            QVERIFY2(accepts(row[QLatin1String("json")].toString().toUtf8())
                         == name.contains(QLatin1String("extra")),
                     qPrintable(name));
        }
    }

    void replaceable()
    {
        NOSTRSCOPE_NEEDS_DATA();
        const auto root = test::readJson(QStringLiteral("vectors/events/replaceable.json")).object();
        const auto group = root[QLatin1String("replaceable")].toObject();
        const auto winner = [&](qsizetype count) {
            const auto events = group[QLatin1String("events")].toArray();
            auto best = *m_parser.parseEvent(compact(events[0]));
            for (qsizetype i = 1; i < count; ++i) {
                const auto next = *m_parser.parseEvent(compact(events[i]));
                if (replaces(next.createdAt, next.id, best.createdAt, best.id))
                    best = next;
            }
            return best.id.toHex();
        };
        QCOMPARE(winner(2), group[QLatin1String("winner_of_A_B")].toString().toLatin1());
        QCOMPARE(winner(3), group[QLatin1String("winner_of_all")].toString().toLatin1());
    }

    void caseFile()
    {
        NOSTRSCOPE_NEEDS_DATA();
        const auto root = test::readJson(QStringLiteral("cases/event-filter.json")).object();
        const auto cases = root[QLatin1String("event_validation")][QLatin1String("cases")].toArray();
        QVERIFY(cases.size() > 20);
        for (const auto& row : cases) {
            const auto name = row[QLatin1String("name")].toString();
            const auto expected = row[QLatin1String("expected_by_nip01")];
            const auto recipe = row[QLatin1String("event_recipe")];
            const auto json =
                recipe.isObject() ? fromRecipe(recipe.toObject()) : compact(row[QLatin1String("event")]);
            // null = left to us: NUL and control characters are text like any other, upper-case hex is not
            // hex.
            const bool valid =
                expected.isNull() ? !name.contains(QLatin1String("upper-case")) : expected.toBool();
            QVERIFY2(accepts(json) == valid, qPrintable(name));
        }
    }

    void recordedEvents()
    {
        NOSTRSCOPE_NEEDS_DATA();
        for (const auto& file : {"nip66", "dvm", "relays", "video", "fixtures", "zaps"}) {
            for (const auto& line :
                 test::readLines(QStringLiteral("events/%1.jsonl").arg(QLatin1String(file))))
                QVERIFY2(accepts(line), line.left(200).constData());
        }
        const auto bad = test::readLines(QStringLiteral("invalid-events.jsonl"));
        QVERIFY(bad.size() > 100);
        for (const auto& line : bad)
            QVERIFY2(!accepts(compact(QJsonDocument::fromJson(line)[QLatin1String("event")])),
                     line.left(200).constData());
    }
};

QTEST_GUILESS_MAIN(TestEvent)
#include "tst_event.moc"
