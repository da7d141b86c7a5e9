// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/eventparser.h"
#include "core/nostr/eventpeek.h"
#include "tests/support/faketransport.h"
#include "tests/support/testdata.h"

#include <QTest>

using namespace nostrscope;

namespace {

/// JSON with single quotes; moc of Qt 6.4 loses its way in raw strings that look torn.
QByteArray quoted(QByteArray text)
{
    return text.replace('\'', '"');
}

} // namespace

/// Finding the parts of an EVENT frame without parsing: never more lenient than the parser about what counts.
class TestEventPeek : public QObject {
    Q_OBJECT

private slots:
    void frames_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("found");
        QTest::addColumn<QByteArray>("subscription");
        QTest::addColumn<QByteArray>("event");
        QTest::newRow("compact") << quoted("['EVENT','a',{'id':'x'}]") << true << QByteArray("a")
                                 << quoted("{'id':'x'}");
        QTest::newRow("spaced") << QByteArray("\n [ \"EVENT\" ,\t\"a\" , {\"id\":\"x\"} ] ") << true
                                << QByteArray("a") << quoted("{'id':'x'}");
        QTest::newRow("further elements")
            << quoted("['EVENT','a',{},{'x':1}]") << true << QByteArray("a") << quoted("{},{'x':1}");
        QTest::newRow("not ours to judge")
            << quoted("['EVENT','a',{]}]") << true << QByteArray("a") << QByteArray("{]}");
        for (const QByteArray& text :
             {QByteArray(), QByteArray("["), QByteArray("[]"), QByteArray("{}"), quoted("['EOSE','a']"),
              quoted("['EVENT']"), quoted("['EVENT','a']"), quoted("['EVENT','a',"),
              quoted("['EVENT','a',1]"), quoted("['EVENT','a\\u0062',{}]"), quoted("['EVENT','a,{}]"),
              quoted("['EVENT',1,{}]"), quoted("['EVENT','a',{"), QByteArray("[\"EVENT\",\"a\\")})
            QTest::addRow("none: %s", text.constData()) << text << false << QByteArray() << QByteArray();
        QTest::newRow("long id") << QByteArray("[\"EVENT\",\"" + QByteArray(65, 'a') + "\",{}]") << false
                                 << QByteArray() << QByteArray();
    }
    void frames()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, found);
        const auto frame = peekEventFrame(text);
        QCOMPARE(frame.has_value(), found);
        if (frame) {
            QTEST(frame->subscription.toByteArray(), "subscription");
            QTEST(frame->event.toByteArray(), "event");
        }
    }

    void keys_data()
    {
        QTest::addColumn<QByteArray>("object");
        QTest::addColumn<qint64>("createdAt"); // -1: none
        const QByteArray id = "\"id\":\"" + QByteArray(64, '7') + "\"";
        QTest::newRow("plain") << QByteArray("{" + id + ",\"created_at\":5}") << qint64(5);
        QTest::newRow("spaced") << QByteArray("{ " + id + " , \"created_at\" : 5 , \"x\":1}") << qint64(5);
        QTest::newRow("inside others")
            << QByteArray("{\"tags\":[[\"}\",\"\\\"\"],{\"id\":1}],\"content\":"
                          "\"\\\\\\\",\\\"id\\\":\\\"\",\"n\":null,\"created_at\":7,"
                          + id + "}")
            << qint64(7);
        QTest::newRow("first counts")
            << QByteArray("{\"created_at\":7,\"created_at\":8," + id + "}") << qint64(7);
        QTest::newRow("largest") << QByteArray("{\"created_at\":9007199254740991," + id + "}")
                                 << qint64(9007199254740991);
        for (const auto* bad :
             {"-1", "1.0", "1e3", "\"5\"", "9007199254740992", "99999999999999999999", "", "null"})
            QTest::addRow("time %s", bad)
                << QByteArray("{\"created_at\":" + QByteArray(bad) + "," + id + "}") << qint64(-1);
        for (const auto* bad : {"", "{", "{}", "[]", "{\"id\"", "{\"id\":", "{\"id\":\"7\",\"created_at\":1}",
                                "{\"created_at\":1}", "{\"content\":\"", "{\"content\":\"\\", "{\"tags\":[[",
                                "{\"created_at\":1 \"id\":2}"})
            QTest::addRow("none: %s", bad) << QByteArray(bad) << qint64(-1);
        QTest::newRow("deep") << QByteArray("{\"x\":" + QByteArray(200000, '[')) << qint64(-1);
    }
    void keys()
    {
        QFETCH(QByteArray, object);
        QFETCH(qint64, createdAt);
        const auto key = peekEventKey(object);
        QCOMPARE(key.has_value(), createdAt >= 0);
        if (key) {
            QCOMPARE(key->createdAt, createdAt);
            QCOMPARE(key->id.toHex(), QByteArray(64, '7'));
        }
    }

    /// On recorded events the peeked key is the parsed one, wherever the members stand.
    void agreesWithParser()
    {
        NOSTRSCOPE_NEEDS_DATA();
        EventParser parser;
        int seen = 0;
        for (const auto& line : test::readLines(QStringLiteral("events/general.jsonl"))) {
            const auto event = parser.parseEvent(line);
            QVERIFY(event);
            const QByteArray text = "[\"EVENT\",\"ns1\"," + line + "]";
            const auto frame = peekEventFrame(text);
            QVERIFY(frame);
            const auto key = peekEventKey(frame->event);
            QVERIFY(key);
            QCOMPARE(key->id, event->id);
            QCOMPARE(key->createdAt, event->createdAt);
            ++seen;
        }
        QVERIFY(seen > 100);
    }

    /// Every cut of a frame is safe to look at.
    void torn()
    {
        const auto text = test::fakeEventFrame("ns1", 5, 1700000000);
        QVERIFY(peekEventFrame(text));
        QVERIFY(peekEventKey(peekEventFrame(text)->event));
        for (qsizetype length = 0; length < text.size(); ++length) {
            const QByteArray cut(text.constData(),
                                 length); // its own buffer, so that sanitizers see over-reads
            if (const auto frame = peekEventFrame(cut))
                QVERIFY(frame->event.size() < length);
            (void)peekEventKey(cut);
            (void)peekEventKey(QByteArrayView(cut).sliced(std::min<qsizetype>(15, length)));
        }
    }
};

QTEST_GUILESS_MAIN(TestEventPeek)
#include "tst_eventpeek.moc"
