// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/bodyencoder.h"
#include "tests/support/eventfactory.h"

#include <QtTest>

using namespace nostrscope;

namespace {

Tags manyTags()
{
    Tags tags;
    for (int i = 0; i < 2500; ++i)
        tags.append({"t", QByteArray::number(i)});
    return tags;
}

/// Compressed in any case, be it larger.
QByteArray packed(const Event& event, std::uint64_t number, QByteArrayView dictionary)
{
    BodyEncoder encoder;
    encoder.set(kindGroup(event.kind), number, dictionary);
    QByteArray plain;
    encodeBody(event, plain);
    plain.append(QByteArray(2000, ' ')); // content that is worth it
    return encoder.compress(kindGroup(event.kind), plain).toByteArray();
}

} // namespace

class TestEventBody : public QObject {
    Q_OBJECT

private slots:
    void roundTrip_data();
    void roundTrip();
    void unknownDictionaryIsRefused();
    void damageIsFound();
    void claimedSizeIsBounded();
    void encoderTakesTheSmaller();
};

void TestEventBody::roundTrip_data()
{
    QTest::addColumn<Tags>("tags");
    QTest::addColumn<QByteArray>("content");
    const QByteArray hex(64, 'a');
    QTest::newRow("nothing") << Tags() << QByteArray();
    QTest::newRow("an empty tag") << Tags{{}, {""}, {"", ""}} << QByteArray("x");
    QTest::newRow("2500 tags") << manyTags() << QByteArray("many");
    QTest::newRow("NUL") << Tags{{QByteArrayView("a\0b", 3), QByteArrayView("\0", 1)}}
                         << QByteArray("x\0y", 3);
    QTest::newRow("lowercase hex of an id") << Tags{{"e", hex, hex}} << hex;
    QTest::newRow("uppercase hex of an id") << Tags{{"e", hex.toUpper()}} << hex.toUpper();
    QTest::newRow("one digit less") << Tags{{"e", hex.left(63)}} << QByteArray();
    QTest::newRow("one digit more") << Tags{{"e", hex + 'a'}} << QByteArray();
    QTest::newRow("mixed case") << Tags{{"e", hex.left(63) + 'A'}} << QByteArray();
    QTest::newRow("not hex") << Tags{{"e", hex.left(63) + 'g'}} << QByteArray();
    QTest::newRow("1 MiB of content") << Tags{{"t", "x"}} << QByteArray(1024 * 1024, 'x');
    QTest::newRow("1 MiB tag") << Tags{{"t", QByteArray(1024 * 1024, 'y')}} << QByteArray();
}

void TestEventBody::roundTrip()
{
    QFETCH(Tags, tags);
    QFETCH(QByteArray, content);
    Event event;
    event.tags = tags;
    event.content = content;
    event.sig = Sig::fromHex(QByteArray(128, 'c')).value();
    const QByteArray dictionary = "[\"client\",\"wss://relay.example.com\",\"the quick brown fox\"]";
    QByteArray plain;
    encodeBody(event, plain);
    Event decoded;
    QVERIFY(decodeBody(plain, {}, decoded));
    QCOMPARE(decoded, event);
    event.content += QByteArray(2000, ' ');
    for (const std::uint64_t number : {0, 7}) {
        auto shorter = event;
        shorter.content.chop(2000);
        const auto body = packed(shorter, number, number == 0 ? QByteArray() : dictionary);
        QCOMPARE(body[0], compressedBodyMark);
        QVERIFY(body.size() < plain.size() + 1500);
        QVERIFY(decodeBody(body, {{7, dictionary}}, decoded));
        QCOMPARE(decoded, event);
    }
}

void TestEventBody::unknownDictionaryIsRefused()
{
    Event event;
    event.content = "text";
    const auto body = packed(event, 7, "a dictionary");
    Event decoded;
    QVERIFY(!decodeBody(body, {}, decoded));
    QVERIFY(!decodeBody(body, {{8, "a dictionary"}}, decoded));
}

void TestEventBody::damageIsFound()
{
    Event event;
    event.tags = {{"e", QByteArray(64, 'a')}, {"p", "someone"}};
    QByteArray plain;
    encodeBody(event, plain);
    const auto small = packed(event, 0, {});
    Event decoded;
    QVERIFY(!decodeBody({}, {}, decoded));
    QVERIFY(!decodeBody("\x02", {}, decoded));
    // Without content every byte is needed.
    for (qsizetype size = 0; size < plain.size(); ++size)
        QVERIFY2(!decodeBody(plain.left(size), {}, decoded), qPrintable(QString::number(size)));
    for (qsizetype size = 0; size < small.size(); ++size)
        QVERIFY2(!decodeBody(small.left(size), {}, decoded), qPrintable(QString::number(size)));
    // Any changed byte is an error or another event, never a crash.
    for (const auto& body : {plain, small}) {
        for (qsizetype i = 0; i < body.size(); ++i) {
            auto bytes = body;
            bytes[i] = static_cast<char>(bytes[i] ^ 0x5a);
            (void)decodeBody(bytes, {}, decoded);
        }
    }
}

void TestEventBody::claimedSizeIsBounded()
{
    // A frame header that promises 4 GiB: refused before anything is allocated.
    QByteArray body("\x01\x00", 2);
    body.append(QByteArray::fromHex("28b52ffd"
                                    "e0"
                                    "0000000001000000"
                                    "010000"));
    Event decoded;
    QVERIFY(!decodeBody(body, {}, decoded));
}

void TestEventBody::encoderTakesTheSmaller()
{
    BodyEncoder encoder;
    Event event;
    event.kind = 1;
    event.sig = Sig::fromHex(QByteArray(128, 'c')).value();
    event.content = "gm";
    QByteArray plain;
    encodeBody(event, plain);
    QByteArray body;
    encoder.encode(event, body); // no dictionary
    QCOMPARE(body, plain);
    const QByteArray dictionary("good morning to everybody out there in the wide wide world");
    encoder.set(KindGroup::Notes, 3, dictionary);
    event.content = dictionary + dictionary;
    body.clear();
    encoder.encode(event, body);
    QCOMPARE(body[0], compressedBodyMark);
    Event decoded;
    QVERIFY(decodeBody(body, {{3, dictionary}}, decoded));
    QCOMPARE(decoded.content, event.content);
    event.content.clear();
    event.sig = Sig::fromHex("0123456789abcdeffedcba98765432100f1e2d3c4b5a69788796a5b4c3d2e1f0"
                             "1032547698badcfeefcdab89674523011f0e3d2c5b4a79688697b5a4d3c2f1e0")
                    .value();
    plain.clear();
    encodeBody(event, plain);
    body.clear();
    encoder.encode(event, body); // nothing to gain
    QCOMPARE(body, plain);
    event.kind = 7; // another group
    event.content = dictionary;
    body.clear();
    encoder.encode(event, body);
    QVERIFY(!plainPayload(body).isEmpty());
}

QTEST_GUILESS_MAIN(TestEventBody)
#include "tst_eventbody.moc"
