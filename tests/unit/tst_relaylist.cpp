// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/limits.h"
#include "core/nostr/plaintext.h"
#include "core/nostr/relaylist.h"
#include "tests/support/testdata.h"

#include <QSet>
#include <QTest>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;

/// Relay lists of people, and text from the network made safe to show.
class TestRelayList : public QObject {
    Q_OBJECT

private:
    /// One entry a line: "line text|url or error|name|purpose".
    static QString entriesOf(const QByteArray& content, RelayListFormat format)
    {
        const auto entries = readRelayList(content, format);
        if (!entries)
            return u"error %1"_s.arg(int(entries.error()));
        QStringList lines;
        for (const auto& entry : *entries) {
            const auto url = entry.url ? entry.url->text() : QByteArray(toString(entry.url.error()));
            lines.append(u"%1 %2|%3|%4|%5"_s.arg(entry.line)
                             .arg(entry.text, QString::fromLatin1(url), entry.name, entry.purpose));
        }
        return lines.join(u'\n');
    }

private slots:
    void formats()
    {
        QCOMPARE(relayListFormat(u"a.JSON"), RelayListFormat::Json);
        QCOMPARE(relayListFormat(u"a.csv"), RelayListFormat::Csv);
        QCOMPARE(relayListFormat(u"a"), RelayListFormat::Text);
    }

    void text()
    {
        QCOMPARE(
            entriesOf("# mine\r\nwss://a.example/ # good\r\n\r\nb.example\nws://c.example\nwss://10.0.0.1",
                      RelayListFormat::Text),
            u"2 wss://a.example/|wss://a.example||\n4 b.example|bad_scheme||\n"
            "5 ws://c.example|ws://c.example||\n6 wss://10.0.0.1|private_address||"_s);
        QCOMPARE(entriesOf("\xef\xbb\xbfwss://a.example", RelayListFormat::Text),
                 u"1 wss://a.example|wss://a.example||"_s);
        QCOMPARE(entriesOf("", RelayListFormat::Text), QString());
        QCOMPARE(entriesOf("\xff", RelayListFormat::Text), u"error %1"_s.arg(int(RelayListError::NotText)));
    }

    void csv()
    {
        QCOMPARE(
            entriesOf("Name,Relay URL,Purpose\n\"A, \"\"x\"\"\",a.example,search\n,\"ws://b.example\n\"\n",
                      RelayListFormat::Csv),
            u"2 a.example|wss://a.example|A, \"x\"|search\n3 ws://b.example|ws://b.example||"_s);
        QCOMPARE(entriesOf("a.example,1\r\n#x\r\nb.example;2", RelayListFormat::Csv),
                 u"1 a.example|wss://a.example||\n3 b.example|wss://b.example||"_s);
        QCOMPARE(entriesOf("\"never closed", RelayListFormat::Csv), u"1 never closed|bad_host||"_s);
    }

    void json()
    {
        const auto q = [](const char* json) { return QByteArray(json).replace('\'', '"'); };
        QCOMPARE(entriesOf(q("['wss://a.example', 'b.example', 5]"), RelayListFormat::Json),
                 u"1 wss://a.example|wss://a.example||\n2 b.example|bad_scheme||"_s);
        QCOMPARE(
            entriesOf(
                q("{'v':'wss://no.example','relays':[{'url':'wss://a.example','name':'A','tags':['t']},"
                  "'ws://b.example'],'x':{'wss://c.example':{'read':true}},'y':['t','wss://d.example']}"),
                RelayListFormat::Json),
            u"1 wss://a.example|wss://a.example|A|\n2 ws://b.example|ws://b.example||\n"
            "3 wss://c.example|wss://c.example||\n4 wss://d.example|wss://d.example||"_s);
        QCOMPARE(entriesOf("{", RelayListFormat::Json), u"error %1"_s.arg(int(RelayListError::NotJson)));
    }

    void bounds()
    {
        const auto many = QByteArray("a\n").repeated(qsizetype(limits::maxRelayListEntries) + 1);
        QCOMPARE(entriesOf(many, RelayListFormat::Text),
                 u"error %1"_s.arg(int(RelayListError::TooManyEntries)));
        QCOMPARE(entriesOf(many, RelayListFormat::Csv),
                 u"error %1"_s.arg(int(RelayListError::TooManyEntries)));
        const auto json =
            "[\"a\"" + QByteArray(",\"a\"").repeated(qsizetype(limits::maxRelayListEntries)) + ']';
        QCOMPARE(entriesOf(json, RelayListFormat::Json),
                 u"error %1"_s.arg(int(RelayListError::TooManyEntries)));
        const QByteArray large(qsizetype(limits::maxRelayListBytes) + 1, '\n');
        QCOMPARE(entriesOf(large, RelayListFormat::Text), u"error %1"_s.arg(int(RelayListError::TooLarge)));
    }

    void publicLists_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("entries");
        QTest::addColumn<int>("valid");
        QTest::newRow("bigbrotr") << u"bigbrotr_seed_relays.txt"_s << 8865 << 7475;
        QTest::newRow("sesseor") << u"sesseor_relays.txt"_s << 1812 << 1787;
        QTest::newRow("bitchat") << u"bitchat_online_relays_gps.csv"_s << 441 << 441;
        QTest::newRow("codytseng") << u"codytseng_relays.json"_s << 117 << 117;
        QTest::newRow("qntx") << u"qntx_relays_with_health_2026-08-08.json"_s << 107 << 107;
    }
    void publicLists()
    {
        NOSTRSCOPE_NEEDS_DATA();
        QFETCH(QString, file);
        QFETCH(int, entries);
        QFETCH(int, valid);
        const auto list = readRelayList(test::readData(u"relay_lists/"_s + file), relayListFormat(file));
        QVERIFY(list);
        const auto count = std::count_if(list->begin(), list->end(),
                                         [](const auto& entry) { return entry.url.has_value(); });
        QCOMPARE(int(list->size()), entries);
        QCOMPARE(int(count), valid);
    }

    void plain_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("single");
        QTest::addColumn<QString>("lines");
        const auto row = [](const char* name, const QByteArray& text, const QString& single,
                            const QString& lines) { QTest::newRow(name) << text << single << lines; };
        row("plain", "a <b> \xc3\xa4", u"a <b> ä"_s, u"a <b> ä"_s);
        row("breaks", "a\r\nb\rc\nd\te", u"a b c d e"_s, u"a\nb\nc\nd\te"_s);
        row("separators",
            "a\xe2\x80\xa8"
            "b\xc2\x85"
            "c",
            u"a b c"_s, u"a\nb\nc"_s);
        row("controls", QByteArray("a\0\x1b[31m\x7f", 8), u"a␀␛[31m␡"_s, u"a␀␛[31m␡"_s);
        row("bidi",
            "a\xe2\x80\xae"
            "b\xe2\x81\xa6"
            "c\xe2\x80\x8b"
            "d\xd8\x9c"
            "e",
            u"abcde"_s, u"abcde"_s);
        row("broken", "a\xff\xed\xa0\x80", u"a\uFFFD\uFFFD\uFFFD\uFFFD"_s, u"a\uFFFD\uFFFD\uFFFD\uFFFD"_s);
        row("joined emoji", "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb", u"👩\u200D💻"_s, u"👩\u200D💻"_s);
        row("marks", "a" + QByteArray("\xcc\x81").repeated(50) + "b", u'a' + QString(8, QChar(0x301)) + u'b',
            u'a' + QString(8, QChar(0x301)) + u'b');
        row("marks apart", "a" + QByteArray("\xcc\x81\xe2\x80\x8b").repeated(50),
            u'a' + QString(8, QChar(0x301)), u'a' + QString(8, QChar(0x301)));
        row("bound", "0123456789012345678901234567890", u"0123456789012345678…"_s, u"0123456789012345678…"_s);
        row("just fits", "01234567890123456789", u"01234567890123456789"_s, u"01234567890123456789"_s);
        row("pair at bound", "012345678901234567\xf0\x9f\x91\xa9xx", u"012345678901234567…"_s,
            u"012345678901234567…"_s);
    }
    void plain()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, single);
        QFETCH(QString, lines);
        QCOMPARE(plainText(text, 20), single);
        QCOMPARE(plainText(text, 20, TextLines::Keep), lines);
        QCOMPARE(plainText(single, 20), single);
        QCOMPARE(plainText(text, 0), QString());
    }
    void plainSurrogates()
    {
        QCOMPARE(plainText(QString(QChar(0xd800)), 5), u"\uFFFD"_s);
        QCOMPARE(plainText(QByteArray("\xe2\x80\x8b").repeated(100000), 5), QString());
    }
};

QTEST_GUILESS_MAIN(TestRelayList)
#include "tst_relaylist.moc"
