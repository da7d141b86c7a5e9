// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/verify.h"
#include "core/nostr/clientmessages.h"
#include "core/nostr/eventparser.h"
#include "tests/support/testdata.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;

namespace {

/// JSON with single quotes, which is easier to read here.
QByteArray q(const char* json)
{
    return QByteArray(json).replace('\'', '"');
}

QByteArray prefixOf(const QByteArray& text)
{
    const auto prefix = reasonPrefix(text);
    return prefix.isEmpty() ? QByteArray("none") : prefix;
}

/// A message in the words of the vector file.
struct Words {
    QByteArray operator()(const MalformedMessage&) const { return "malformed"; }
    QByteArray operator()(const UnknownMessage& m) const { return "unknown " + m.verb; }
    QByteArray operator()(const EventMessage& m) const { return "EVENT sub=" + m.subscription; }
    QByteArray operator()(const BadEventMessage& m) const { return "bad EVENT sub=" + m.subscription; }
    QByteArray operator()(const EoseMessage& m) const
    {
        return "EOSE sub=" + m.subscription + " hints=" + (m.finish ? "finish" : m.more ? "more" : "none");
    }
    QByteArray operator()(const OkMessage& m) const
    {
        return QByteArray("OK ") + (m.accepted ? "accepted" : "rejected") + " prefix=" + prefixOf(m.text)
            + (m.id ? "" : " unknown-id");
    }
    QByteArray operator()(const ClosedMessage& m) const
    {
        return "CLOSED sub=" + m.subscription + " prefix=" + prefixOf(m.text);
    }
    QByteArray operator()(const NoticeMessage& m) const
    {
        return m.text.isEmpty() ? "NOTICE empty" : "NOTICE";
    }
    QByteArray operator()(const AuthMessage& m) const { return "AUTH '" + m.challenge + '\''; }
    QByteArray operator()(const CountMessage& m) const
    {
        return "COUNT sub=" + m.subscription + " count=" + QByteArray::number(qulonglong(m.count))
            + (m.approximate ? " approximate" : "") + (m.limited ? " limited" : "")
            + (m.hll.isEmpty() ? "" : " hll");
    }
    QByteArray operator()(const NegMessage& m) const
    {
        return "NEG-MSG sub=" + m.subscription + ' ' + m.payload.toHex();
    }
    QByteArray operator()(const NegErrorMessage& m) const
    {
        return "NEG-ERR sub=" + m.subscription + " prefix=" + prefixOf(m.text)
            + (m.maxRecords ? " max=" + QByteArray::number(qulonglong(*m.maxRecords)) : QByteArray());
    }
};

/// The expectation of the vector file in our words.
QByteArray ourWords(const QString& expect)
{
    auto words = expect.toUtf8();
    if (words.startsWith("malformed")) // "or …": a lenient parser, which ours is not
        return "malformed";
    if (words.startsWith("EVENT for unknown"))
        return "EVENT sub=nosuch";
    if (words.startsWith("NOTICE"))
        return words.contains("empty") ? "NOTICE empty" : "NOTICE";
    if (words.startsWith("AUTH"))
        return words.contains("empty") ? "AUTH ''" : "AUTH 'challenge-string'";
    if (words.startsWith("unknown verb"))
        return "unknown LIMITS";
    if (words == "NEG-MSG sub=n1")
        return "NEG-MSG sub=n1 6100000200";
    if (words == "OK rejected unknown-id") // the text of that frame starts with "invalid:"
        return "OK rejected prefix=invalid unknown-id";
    if (words == "OK accepted")
        return "OK accepted prefix=none";
    for (const auto* dropped : {" valid", " exact", " hll ignored"})
        words.replace(dropped, "");
    return words.replace(" lower bound", " limited");
}

} // namespace

/// Frames in both directions.
class TestMessages : public QObject {
    Q_OBJECT

private:
    EventParser m_parser;

    QByteArray words(QByteArrayView frame) { return std::visit(Words(), m_parser.parseRelayMessage(frame)); }
    static Event example()
    {
        Event event;
        event.kind = 1;
        event.createdAt = 1700000000;
        event.content = "a \"b\"";
        return event;
    }

private slots:
    /// strfry answers by up to 500,000 bytes, twice as long in hex; above 2 MiB nothing is read.
    void largeNegMessage()
    {
        EventParser parser;
        const auto frame = [](qsizetype digits) {
            return "[\"NEG-MSG\",\"n\",\"" + QByteArray(digits, 'a') + "\"]";
        };
        const auto message = parser.parseRelayMessage(frame(1'000'000));
        QVERIFY(std::holds_alternative<NegMessage>(message));
        QCOMPARE(std::get<NegMessage>(message).payload, QByteArray(500'000, '\xaa'));
        QVERIFY(std::holds_alternative<MalformedMessage>(parser.parseRelayMessage(frame(2 * 1024 * 1024))));
    }

    void fromRelay_data()
    {
        QTest::addColumn<QByteArray>("frame");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* frame, const char* expected) {
            QTest::newRow(frame) << q(frame) << QByteArray(expected);
        };
        row("['EOSE','s']", "EOSE sub=s hints=none");
        row("['EOSE','s',['finish',1]]", "EOSE sub=s hints=finish");
        row("['EOSE',1]", "malformed");
        row("['EVENT','s',{}]", "bad EVENT sub=s");
        row("['EVENT','s',[]]", "malformed");
        row("['OK','?',false,'Rate-Limited: slow']", "OK rejected prefix=rate-limited unknown-id");
        row("['OK','?',true]", "OK accepted prefix=none unknown-id");
        row("['OK','?','true']", "malformed");
        row("['CLOSED','s','auth-required:x']", "CLOSED sub=s prefix=auth-required");
        row("['CLOSED','s',':x']", "CLOSED sub=s prefix=none");
        row("['COUNT','c',{'count':18446744073709551615}]", "COUNT sub=c count=18446744073709551615");
        row("['COUNT','c',{'count':1.5}]", "malformed");
        row("['COUNT','c',{'count':5,'approximate':1,'hll':'zz'}]", "COUNT sub=c count=5");
        row("['NEG-MSG','n','6100']", "NEG-MSG sub=n 6100");
        row("['NEG-MSG','n','6A00']", "malformed");
        row("['NEG-ERR','n','closed: x','7']", "NEG-ERR sub=n prefix=closed");
        row("['NEG-ERR','n']", "NEG-ERR sub=n prefix=none");
        row("['NEG-ERR','n','blocked: too many query results',1000000]",
            "NEG-ERR sub=n prefix=blocked max=1000000");
        row("['NEG-ERR','n','blocked: x',-1]", "NEG-ERR sub=n prefix=blocked");
        row("['AUTH','abc']", "AUTH 'abc'");
        row("['WAT','abc']", "unknown WAT");
        row("[null]", "malformed");
        row("{'a':1}", "malformed");
        row("['NOTICE','x'] ['NOTICE','y']", "malformed");
    }
    void fromRelay()
    {
        QFETCH(QByteArray, frame);
        QFETCH(QByteArray, expected);
        QCOMPARE(words(frame), expected);
    }

    void longTexts()
    {
        const auto text = QByteArray("\xc3\xa4").repeated(1000).prepend('x');
        const auto notice =
            std::get<NoticeMessage>(m_parser.parseRelayMessage("[\"NOTICE\",\"" + text + "\"]"));
        QCOMPARE(notice.text, text.first(1023)); // 1024 would cut a character in two
        const auto unknown = std::get<UnknownMessage>(m_parser.parseRelayMessage("[\"" + text + "\"]"));
        QCOMPARE(unknown.verb, text.first(31));
    }

    void toRelay_data()
    {
        QTest::addColumn<QByteArray>("frame");
        QTest::addColumn<QByteArray>("expected");
        const std::vector<Filter> filters{Filter{}, *Filter::fromJson("{\"limit\":0}")};
        const auto id = QByteArray(64, '0');
        const auto json = "{\"id\":\"" + id + "\",\"pubkey\":\"" + id
            + q("','created_at':1700000000,'kind':1,") + q("'tags':[],'content':'a \\'b\\'','sig':'") + id
            + id + "\"}";
        QTest::newRow("event") << eventMessage(example()) << "[\"EVENT\"," + json + ']';
        QTest::newRow("auth") << authMessage(example()) << "[\"AUTH\"," + json + ']';
        QTest::newRow("req") << reqMessage("s", filters) << q("['REQ','s',{},{'limit':0}]");
        QTest::newRow("count") << countMessage("c", {Filter{}}) << q("['COUNT','c',{}]");
        QTest::newRow("close") << closeMessage("a\"b") << q("['CLOSE','a\\'b']");
        QTest::newRow("neg-open") << negOpenMessage("n", {}, "a\x01") << q("['NEG-OPEN','n',{},'6101']");
        QTest::newRow("neg-msg") << negMsgMessage("n", {}) << q("['NEG-MSG','n','']");
        QTest::newRow("neg-close") << negCloseMessage("n") << q("['NEG-CLOSE','n']");
    }
    void toRelay()
    {
        QFETCH(QByteArray, frame);
        QFETCH(QByteArray, expected);
        QCOMPARE(frame, expected);
        QVERIFY(!std::holds_alternative<MalformedClientMessage>(parseClientMessage(frame, m_parser)));
    }

    void readByRelay()
    {
        const auto filter = *Filter::fromJson(q("{'kinds':[1]}"));
        const auto event = std::get<EventRequest>(parseClientMessage(eventMessage(example()), m_parser));
        QVERIFY(event.event == example());
        const auto auth = std::get<AuthRequest>(parseClientMessage(authMessage(example()), m_parser));
        QVERIFY(auth.event == example());
        const auto req = std::get<ReqRequest>(parseClientMessage(reqMessage("s", {filter, {}}), m_parser));
        QCOMPARE(req.subscription, "s");
        QVERIFY(req.filters == std::vector({filter, Filter{}}));
        const auto count = std::get<CountRequest>(parseClientMessage(countMessage("c", {filter}), m_parser));
        QVERIFY(count.filters == std::vector({filter}));
        const auto open =
            std::get<NegOpenRequest>(parseClientMessage(negOpenMessage("n", filter, "xy"), m_parser));
        QCOMPARE(open.payload, "xy");
        QVERIFY(open.filter == filter);
        const auto msg = std::get<NegMsgRequest>(parseClientMessage(negMsgMessage("n", "z"), m_parser));
        QCOMPARE(msg.payload, "z");
        QCOMPARE(std::get<CloseRequest>(parseClientMessage(closeMessage("q"), m_parser)).subscription, "q");
        QCOMPARE(std::get<NegCloseRequest>(parseClientMessage(negCloseMessage("q"), m_parser)).subscription,
                 "q");
    }

    void malformedFromClient_data()
    {
        QTest::addColumn<QByteArray>("frame");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QByteArray>("verb");
        QTest::addColumn<QByteArray>("subscription");
        const auto row = [](const char* frame, const char* reason, const char* verb,
                            const char* subscription) {
            QTest::newRow(frame) << q(frame) << QString::fromUtf8(reason) << QByteArray(verb)
                                 << QByteArray(subscription);
        };
        row("", "not a JSON array", "", "");
        row("{}", "not a JSON array", "", "");
        row("[]", "no verb", "", "");
        row("[1]", "no verb", "", "");
        row("['WAT']", "unknown verb", "WAT", "");
        row("['REQ']", "the subscription id must have 1 to 64 characters", "REQ", "");
        row("['REQ','']", "the subscription id must have 1 to 64 characters", "REQ", "");
        row("['REQ','12345678901234567890123456789012345678901234567890123456789012345',{}]",
            "the subscription id must have 1 to 64 characters", "REQ", "");
        row("['REQ','s']", "no filter", "REQ", "s");
        row("['REQ','s',[]]", "a filter must be a JSON object", "REQ", "s");
        row("['COUNT','s',{},{'kinds':[]}]", "\"kinds\" must be a list with at least one entry", "COUNT",
            "s");
        row("['EVENT',{}]", "not an event", "EVENT", "");
        row("['AUTH','x']", "not an event", "AUTH", "");
        row("['CLOSE',1]", "the subscription id must have 1 to 64 characters", "CLOSE", "");
        row("['NEG-OPEN','n','6100']", "a filter must be a JSON object", "NEG-OPEN", "n");
        row("['NEG-OPEN','n']", "no filter", "NEG-OPEN", "n");
        row("['NEG-OPEN','n',{},'610']", "the message must be lowercase hex", "NEG-OPEN", "n");
        row("['NEG-MSG','n']", "the message must be lowercase hex", "NEG-MSG", "n");
    }
    void malformedFromClient()
    {
        QFETCH(QByteArray, frame);
        QFETCH(QString, reason);
        QFETCH(QByteArray, verb);
        QFETCH(QByteArray, subscription);
        const auto message = parseClientMessage(frame, m_parser);
        const auto* malformed = std::get_if<MalformedClientMessage>(&message);
        QVERIFY(malformed);
        QCOMPARE(malformed->reason, reason);
        QCOMPARE(malformed->verb, verb);
        QCOMPARE(malformed->subscription, subscription);
    }

    void frameVectors()
    {
        NOSTRSCOPE_NEEDS_DATA();
        const auto frames = test::readJson(u"vectors/frames/relay-to-client.json"_s)["frames"_L1].toArray();
        QCOMPARE(frames.size(), 69);
        for (const auto& row : frames) {
            const auto frame = QByteArray::fromHex(row["utf8_hex"_L1].toString().toLatin1());
            const auto actual = words(frame);
            const auto expected = ourWords(row["expect"_L1].toString());
            QVERIFY2(actual == expected, (expected + ", not " + actual + ": " + frame.left(200)).constData());
        }
    }

    void recordedFrames()
    {
        NOSTRSCOPE_NEEDS_DATA();
        EventVerifier verifier;
        const auto sample = test::readLines(u"vectors/events/network-frames-sample.jsonl"_s);
        QCOMPARE(sample.size(), 73);
        for (const auto& line : sample) {
            const auto message = m_parser.parseRelayMessage(line);
            if (const auto* event = std::get_if<EventMessage>(&message))
                QCOMPARE(verifier.verify(event->event), Verdict::Valid);
            else
                QVERIFY(std::holds_alternative<EoseMessage>(message));
        }
        for (const auto& line : test::readLines(u"vectors/events/network-frames-truncated.jsonl"_s))
            QCOMPARE(words(line), "malformed");
    }

    void wireCapture()
    {
        NOSTRSCOPE_NEEDS_DATA();
        std::map<std::size_t, int> count;
        for (const auto& line : test::readLines(u"wire/go-nostr_messages.jsonl"_s)) {
            const auto message = m_parser.parseRelayMessage(line);
            if (const auto* event = std::get_if<EventMessage>(&message))
                QVERIFY(m_parser.parseEvent(toJson(event->event)));
            ++count[message.index()];
        }
        const std::map<std::size_t, int> expected{
            {RelayMessage(MalformedMessage{}).index(), 5},
            {RelayMessage(EventMessage{}).index(), 532},
            {RelayMessage(EoseMessage{}).index(), 1},
        };
        QVERIFY(count == expected);
    }
};

QTEST_GUILESS_MAIN(TestMessages)
#include "tst_messages.moc"
