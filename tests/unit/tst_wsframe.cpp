// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/wsframe.h"

#include <QTest>

#include <vector>

using namespace nostrscope;

Q_DECLARE_METATYPE(nostrscope::WsError)
Q_DECLARE_METATYPE(nostrscope::WsRole)

namespace {

constexpr WsDecoder::Limits wide{1024 * 1024, 1024 * 1024};
constexpr std::uint32_t key = 0x37fa213d; // of the examples in RFC 6455 §5.7

std::vector<WsMessage> takeAll(WsDecoder& decoder)
{
    std::vector<WsMessage> messages;
    while (auto message = decoder.next())
        messages.push_back(std::move(*message));
    return messages;
}

QByteArray frame(WsOpcode opcode, QByteArrayView payload, bool final = true)
{
    QByteArray out;
    appendWsFrame(out, opcode, payload, std::nullopt, final);
    return out;
}

QByteArray hex(const char* text)
{
    return QByteArray::fromHex(text);
}

} // namespace

class TestWsFrame : public QObject {
    Q_OBJECT

private slots:
    /// The examples of RFC 6455 §5.7.
    void published()
    {
        QCOMPARE(frame(WsOpcode::Text, "Hello"), hex("810548656c6c6f"));
        QByteArray masked;
        appendWsFrame(masked, WsOpcode::Text, "Hello", key);
        QCOMPARE(masked, hex("818537fa213d7f9f4d5158"));
        QByteArray fragments;
        appendWsFragments(fragments, WsOpcode::Text, "Hello", 3);
        QCOMPARE(fragments, hex("010348656c80026c6f"));
        QCOMPARE(frame(WsOpcode::Ping, "Hello"), hex("890548656c6c6f"));
        QCOMPARE(frame(WsOpcode::Binary, QByteArray(256, 'x')).first(4), hex("827e0100"));
        QCOMPARE(frame(WsOpcode::Binary, QByteArray(65536, 'x')).first(10), hex("827f0000000000010000"));
        QByteArray head;
        appendWsFrameHead(head, WsOpcode::Text, 65536);
        QCOMPARE(head, hex("817f0000000000010000"));
    }

    void roundTrip_data()
    {
        QTest::addColumn<qsizetype>("size");
        for (const qsizetype size : {0, 1, 125, 126, 127, 65535, 65536, 200000})
            QTest::addRow("%lld bytes", static_cast<long long>(size)) << size;
    }
    void roundTrip()
    {
        QFETCH(const qsizetype, size);
        QByteArray payload(size, Qt::Uninitialized);
        for (qsizetype i = 0; i < size; ++i)
            payload[i] = static_cast<char>(i * 31);
        for (const auto role : {WsRole::Client, WsRole::Server}) {
            const auto mask = role == WsRole::Server ? std::optional(key) : std::nullopt;
            QByteArray wire;
            appendWsFrame(wire, WsOpcode::Binary, payload, mask);
            appendWsFragments(wire, WsOpcode::Binary, payload, 1000, mask);
            WsDecoder decoder(role, wide);
            decoder.feed(wire);
            const auto messages = takeAll(decoder);
            QCOMPARE(decoder.error(), WsError::None);
            QCOMPARE(messages.size(), 2U);
            QCOMPARE(messages[0].payload, payload);
            QCOMPARE(messages[1].payload, payload);
            QVERIFY(!decoder.isInsideMessage());
            QCOMPARE(decoder.bufferedBytes(), 0U);
        }
    }

    /// However the bytes are cut, the same messages come out.
    void splitAtEveryByte()
    {
        QByteArray wire;
        appendWsFrame(wire, WsOpcode::Text, "grüße 🌍", key);
        appendWsFrame(wire, WsOpcode::Text, "part ", key, false);
        appendWsFrame(wire, WsOpcode::Ping, "in between", key);
        appendWsFrame(wire, WsOpcode::Continuation, "two", key);
        appendWsFrame(wire, WsOpcode::Binary, QByteArray(130, '\x80'), key);
        appendWsFrame(wire, WsOpcode::Close, wsClosePayload(1001, "bye"), key);
        const std::vector<WsMessage> expected{
            {WsOpcode::Text, "grüße 🌍", 0},  {WsOpcode::Ping, "in between", 0},
            {WsOpcode::Text, "part two", 0}, {WsOpcode::Binary, QByteArray(130, '\x80'), 0},
            {WsOpcode::Close, "bye", 1001},
        };
        for (qsizetype cut = 0; cut <= wire.size(); ++cut) {
            WsDecoder decoder(WsRole::Server, wide);
            decoder.feed(wire.first(cut));
            auto messages = takeAll(decoder);
            decoder.feed(wire.sliced(cut));
            for (auto& message : takeAll(decoder))
                messages.push_back(std::move(message));
            QCOMPARE(decoder.error(), WsError::None);
            QCOMPARE(messages, expected);
        }
        WsDecoder bytewise(WsRole::Server, wide);
        std::vector<WsMessage> messages;
        for (const char byte : std::as_const(wire)) {
            bytewise.feed(QByteArrayView(&byte, 1));
            for (auto& message : takeAll(bytewise))
                messages.push_back(std::move(message));
        }
        QCOMPARE(messages, expected);
    }

    void hostile_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<WsRole>("role");
        QTest::addColumn<WsError>("error");
        const auto client = WsRole::Client;
        const auto row = [&](const char* name, const QByteArray& wire, WsError error,
                             WsRole role = WsRole::Client) { QTest::newRow(name) << wire << role << error; };
        row("rsv1", hex("c10548656c6c6f"), WsError::ReservedBits);
        row("rsv2, two bytes suffice", hex("a105"), WsError::ReservedBits);
        row("rsv3", hex("9105"), WsError::ReservedBits);
        row("opcode 3", hex("8300"), WsError::BadOpcode);
        row("opcode 7", hex("8700"), WsError::BadOpcode);
        row("opcode 11", hex("8b00"), WsError::BadOpcode);
        row("opcode 15", hex("8f00"), WsError::BadOpcode);
        row("masked by server", hex("818537fa213d7f9f4d5158"), WsError::Masking);
        row("not masked by client", hex("810548656c6c6f"), WsError::Masking, WsRole::Server);
        row("16-bit length of 125", hex("817e007d"), WsError::BadLength);
        row("64-bit length of 65535", hex("817f000000000000ffff"), WsError::BadLength);
        row("64-bit length, top bit", hex("817f8000000000000000"), WsError::BadLength);
        row("ping of 126", hex("897e007e"), WsError::ControlTooLong);
        row("ping of 64-bit length", hex("897f"), WsError::ControlTooLong);
        row("fragmented ping", hex("0900"), WsError::ControlFragmented);
        row("fragmented close", hex("080203e8"), WsError::ControlFragmented);
        row("continuation of nothing", hex("8000"), WsError::BadContinuation);
        row("message inside a message", frame(WsOpcode::Text, "a", false) + frame(WsOpcode::Text, "b"),
            WsError::BadContinuation);
        row("frame too large, told by the head", hex("817f0000000000100001"), WsError::FrameTooLarge);
        row("frame of 2^63-1", hex("827f7fffffffffffffff"), WsError::FrameTooLarge);
        row("message too large in parts",
            frame(WsOpcode::Binary, QByteArray(700 * 1024, 'x'), false)
                + frame(WsOpcode::Continuation, QByteArray(700 * 1024, 'x')),
            WsError::MessageTooLarge);
        row("text not UTF-8", frame(WsOpcode::Text, "\xc3\x28"), WsError::InvalidUtf8);
        row("text cut in a character", frame(WsOpcode::Text, "\xe2\x82"), WsError::InvalidUtf8);
        row("surrogate as UTF-8", frame(WsOpcode::Text, "\xed\xa0\x80"), WsError::InvalidUtf8);
        row("overlong", frame(WsOpcode::Text, "\xc0\xaf"), WsError::InvalidUtf8);
        row("close of one byte", hex("880103"), WsError::BadClose);
        for (const auto code : {0, 999, 1004, 1005, 1006, 1015, 2999, 5000, 65535}) {
            QTest::addRow("close code %d", code)
                << frame(WsOpcode::Close, wsClosePayload(static_cast<std::uint16_t>(code), {})) << client
                << WsError::BadClose;
        }
        row("close reason not UTF-8", frame(WsOpcode::Close, QByteArray("\x03\xe8\xff", 3)),
            WsError::InvalidUtf8);
    }
    void hostile()
    {
        QFETCH(const QByteArray, wire);
        QFETCH(const WsRole, role);
        QFETCH(const WsError, error);
        WsDecoder whole(role, wide);
        whole.feed(wire);
        QVERIFY(takeAll(whole).empty());
        QCOMPARE(whole.error(), error);
        QVERIFY(closeCodeFor(error) >= 1002);
        // An error is the end.
        whole.feed(frame(WsOpcode::Text, "more"));
        QVERIFY(takeAll(whole).empty());
        WsDecoder bytewise(role, wide);
        for (const char byte : wire) {
            bytewise.feed(QByteArrayView(&byte, 1));
            QVERIFY(takeAll(bytewise).empty());
        }
        QCOMPARE(bytewise.error(), error);
    }

    void characterAcrossFragments()
    {
        QByteArray wire;
        appendWsFragments(wire, WsOpcode::Text, "€€€", 1);
        WsDecoder decoder(WsRole::Client, wide);
        decoder.feed(wire);
        QCOMPARE(takeAll(decoder), (std::vector<WsMessage>{{WsOpcode::Text, "€€€", 0}}));
    }

    void continuationAfterTheEnd()
    {
        WsDecoder decoder(WsRole::Client, wide);
        decoder.feed(frame(WsOpcode::Text, "a", false) + frame(WsOpcode::Continuation, "b")
                     + frame(WsOpcode::Continuation, "c"));
        QCOMPARE(takeAll(decoder), (std::vector<WsMessage>{{WsOpcode::Text, "ab", 0}}));
        QCOMPARE(decoder.error(), WsError::BadContinuation);
    }

    void limitsAreInclusive()
    {
        WsDecoder decoder(WsRole::Client, {10, 20});
        decoder.feed(frame(WsOpcode::Text, "0123456789", false)
                     + frame(WsOpcode::Continuation, "0123456789"));
        QCOMPARE(takeAll(decoder).size(), 1U);
        decoder.feed(frame(WsOpcode::Text, "0123456789a"));
        QVERIFY(takeAll(decoder).empty());
        QCOMPARE(decoder.error(), WsError::FrameTooLarge);
    }

    void closeWithoutCode()
    {
        WsDecoder decoder(WsRole::Client, wide);
        decoder.feed(frame(WsOpcode::Close, {}));
        QCOMPARE(takeAll(decoder), (std::vector<WsMessage>{{WsOpcode::Close, {}, 1005}}));
    }

    void closeReasonIsCutAtACharacter()
    {
        const auto payload = wsClosePayload(1000, QByteArray(122, 'x') + "€");
        QCOMPARE(payload.size(), 2 + 122);
        QCOMPARE(wsClosePayload(1000, QByteArray(200, 'x')).size(), 125);
    }

    /// Many frames in one feed are handed out without keeping them all.
    void bufferStaysSmall()
    {
        WsDecoder decoder(WsRole::Client, wide);
        const auto one = frame(WsOpcode::Text, QByteArray(1000, 'x'));
        for (int i = 0; i < 5000; ++i) {
            decoder.feed(one + one.first(500));
            QCOMPARE(takeAll(decoder).size(), 1U);
            decoder.feed(one.sliced(500));
            QCOMPARE(takeAll(decoder).size(), 1U);
            QCOMPARE(decoder.bufferedBytes(), 0U);
        }
    }
};

QTEST_APPLESS_MAIN(TestWsFrame)
#include "tst_wsframe.moc"
