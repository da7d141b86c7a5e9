// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/verify.h"
#include "core/nostr/eventparser.h"
#include "core/nostr/nip05.h"
#include "core/nostr/nip13.h"
#include "core/nostr/nip40.h"
#include "core/nostr/nip42.h"
#include "core/nostr/nip45.h"
#include "core/nostr/nip57.h"
#include "core/nostr/nip65.h"
#include "tests/support/testdata.h"
#include "tests/unit/nipevents.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace nostrscope;
using namespace nostrscope::test;
using namespace Qt::Literals::StringLiterals;

/// Readers of what an event or a document says of itself, one NIP each.
class TestNipValues : public QObject {
    Q_OBJECT

private:
    EventParser m_parser;

private slots:
    void nip05()
    {
        const auto id = InternetIdentifier::parse("Bob.X_-1@Example.COM ");
        QVERIFY(id);
        QCOMPARE(id->text(), "bob.x_-1@example.com");
        QCOMPARE(id->url(), "https://example.com/.well-known/nostr.json?name=bob.x_-1");
        QCOMPARE(InternetIdentifier::parse("_@example.com")->text(), "example.com");
        QVERIFY(InternetIdentifier::parse("example.com") == InternetIdentifier::parse("_@example.com"));
        for (const auto* bad :
             {"", "@", "bob@", "@x.com", "b b@x.com", "bob@localhost", "bob@10.0.0.1", "bob@8.8.8.8", "bob@x",
              "bob@x.com@y.com", "bob@x.com:8080", "bob@x.com/a", "bob@a.onion", "b%40@x.com"})
            QVERIFY2(!InternetIdentifier::parse(bad), bad);
        const auto json = QByteArray("{'names':{'bob':'K','eve':'x'},'relays':{'K':['wss://r.example',1]}}")
                              .replace('\'', '"')
                              .replace("K", hex('a'));
        const auto answer = readNostrJson(json, "bob");
        QVERIFY(answer && answer->key == key('a'));
        QVERIFY(answer->relays == std::vector<QByteArray>{"wss://r.example"});
        QVERIFY(readNostrJson(json, "eve") && !readNostrJson(json, "eve")->key);
        QVERIFY(readNostrJson(json, "nobody") && !readNostrJson(json, "nobody")->key);
        QVERIFY(!readNostrJson("{}", "bob") && !readNostrJson("[]", "bob")
                && !readNostrJson("<html>", "bob"));
    }

    void nip13()
    {
        auto event = make(1, {{"nonce", "5", "20"}});
        event.id = *EventId::fromHex("00000" + QByteArray(59, 'f'));
        QCOMPARE(difficulty(event.id), 20);
        QCOMPARE(committedDifficulty(event), 20);
        QCOMPARE(creditedDifficulty(event), 20);
        event.tags = {{"nonce", "5", "10"}};
        QCOMPARE(creditedDifficulty(event), 10);
        event.tags = {{"nonce", "5", "21"}};
        QCOMPARE(creditedDifficulty(event), 0);
        event.tags = {{"nonce", "5", "x"}};
        QVERIFY(!committedDifficulty(event));
        QCOMPARE(creditedDifficulty(event), 20);
    }

    void difficultyVectors()
    {
        NOSTRSCOPE_NEEDS_DATA();
        const auto rows = test::readJson(u"vectors/misc/nip13-difficulty.json"_s).array();
        QCOMPARE(rows.size(), 10);
        for (const auto& row : rows)
            QCOMPARE(difficulty(*EventId::fromHex(row[0].toString().toLatin1())), row[1].toInt());
    }

    void nip40()
    {
        const auto event = make(1, {{"expiration", "200"}});
        QVERIFY(!isExpired(event, 199) && isExpired(event, 200));
        QVERIFY(!isExpired(make(1, {}), 200));
        QVERIFY(!expiration(make(1, {{"expiration", "-5"}})) && !expiration(make(1, {{"expiration", ""}})));
        QVERIFY(!isExpired(make(20001, {{"expiration", "200"}}), 300));
    }

    void nip42()
    {
        const auto url = relay(u"wss://r.example/x");
        auto event = authEvent(url, "abc", 1000);
        QCOMPARE(event.kind, Kind(22242));
        QVERIFY(event.tags == (Tags{{"relay", "wss://r.example/x"}, {"challenge", "abc"}}));
        QCOMPARE(checkAuth(event, url, "abc", 1600), AuthCheck::Good);
        QCOMPARE(checkAuth(event, relay(u"ws://r.example:7000"), "abc", 400), AuthCheck::Good);
        QCOMPARE(checkAuth(event, url, "abc", 1601), AuthCheck::WrongTime);
        QCOMPARE(checkAuth(event, url, "abd", 1000), AuthCheck::WrongChallenge);
        QCOMPARE(checkAuth(authEvent(url, "", 1000), url, "", 1000), AuthCheck::WrongChallenge);
        QCOMPARE(checkAuth(event, relay(u"wss://s.example"), "abc", 1000), AuthCheck::WrongRelay);
        event.kind = 1;
        QCOMPARE(checkAuth(event, url, "abc", 1000), AuthCheck::WrongKind);
    }

    void nip45()
    {
        QCOMPARE(hllOffset(hex('f')), 23);
        QCOMPARE(hllOffset(hex('0')), 8);
        QCOMPARE(hllOffset("30023:" + hex('a') + ":x"), 18);
        const auto offset = hllOffset("some topic"); // by its SHA-256
        QVERIFY(offset >= 8 && offset <= 23);
        HyperLogLog one;
        HyperLogLog two;
        QCOMPARE(one.estimate(), 0U);
        for (int i = 0; i < 2000; ++i) {
            const auto author = PubKey::fromBytes(
                QCryptographicHash::hash(QByteArray::number(i), QCryptographicHash::Sha256));
            one.add(*author, 8);
            if (i % 2 == 0)
                two.add(*author, 8);
        }
        QVERIFY(std::abs(double(one.estimate()) - 2000) < 300); // 6.5 % standard error
        const auto before = one.estimate();
        one.merge(two);
        QCOMPARE(one.estimate(), before);
        QVERIFY(HyperLogLog::fromBytes(one.bytes()) == one);
        QVERIFY(!HyperLogLog::fromBytes("x"));
        QVERIFY(HyperLogLog::fromBytes(QByteArray(256, '\xff'))->estimate() > 0);
    }

    void hllVectors()
    {
        NOSTRSCOPE_NEEDS_DATA();
        const auto root = test::readJson(u"vectors/misc/nip45-hll.json"_s);
        for (const auto& row : root["offset"_L1].toArray())
            QCOMPARE(hllOffset(row[0].toString().toLatin1()), row[1].toInt());
        const auto registers = root["registers"_L1];
        HyperLogLog hll;
        for (const auto& author : registers["pubkeys"_L1].toArray())
            hll.add(*PubKey::fromHex(author.toString().toLatin1()), registers["offset"_L1].toInt());
        QCOMPARE(hll.bytes().toHex(), registers["hex"_L1].toString().toLatin1());
        QCOMPARE(hll.estimate(), quint64(registers["estimate_small_range"_L1].toInt()));
        const auto examples = root["published_examples"_L1].toArray();
        QCOMPARE(examples.size(), 2);
        for (const auto& row : examples)
            QVERIFY(HyperLogLog::fromBytes(QByteArray::fromHex(row["hex"_L1].toString().toLatin1())));
        const auto stated = examples[0]["count_stated"_L1].toDouble();
        const auto ours =
            HyperLogLog::fromBytes(QByteArray::fromHex(examples[0]["hex"_L1].toString().toLatin1()))
                ->estimate();
        QVERIFY2(std::abs(double(ours) - stated) < 0.1 * stated,
                 QByteArray::number(qulonglong(ours)).constData());
    }

    void nip57()
    {
        const auto valid = [](const Event&) { return true; };
        const auto invalid = [](const Event&) { return false; };
        const auto request = [](Tags tags) { return make(9734, std::move(tags), 'b'); };
        const auto receipt = [](const Event& inner, QByteArrayView invoice) {
            return make(
                9735, {{"p", hex('a')}, {"e", hex('1')}, {"bolt11", invoice}, {"description", toJson(inner)}},
                'c');
        };
        const auto good = request(
            {{"p", hex('a')}, {"e", hex('1')}, {"amount", "21000"}, {"relays", "x", "y"}, {"lnurl", "l"}});
        const auto read = readZapRequest(good);
        QVERIFY(read && read->relays.size() == 2 && read->lnurl == "l" && read->sender == key('b'));
        QVERIFY(!readZapRequest(request({})));
        QVERIFY(!readZapRequest(request({{"p", hex('a')}, {"p", hex('b')}})));
        QVERIFY(!readZapRequest(request({{"p", hex('a')}, {"e", "x"}})));
        QVERIFY(!readZapRequest(request({{"p", hex('a')}, {"e", hex('1')}, {"e", hex('2')}})));

        const auto problem = [&](const Event& event, const std::function<bool(const Event&)>& check) {
            return readZapReceipt(event, m_parser, check).problem;
        };
        const auto zap = receipt(good, "lnbc210n1pxyz");
        QCOMPARE(problem(zap, valid), ZapProblem::None);
        QCOMPARE(readZapReceipt(zap, m_parser, valid).amount(), 21000);
        QCOMPARE(problem(zap, invalid), ZapProblem::BadRequestSignature);
        QCOMPARE(problem(receipt(good, "lnbc220n1pxyz"), valid), ZapProblem::AmountMismatch);
        QCOMPARE(problem(receipt(good, "lnbc1pxyz"), valid), ZapProblem::None);
        QCOMPARE(readZapReceipt(receipt(good, "lnbc1pxyz"), m_parser, valid).amount(), 21000);
        QCOMPARE(problem(receipt(good, "x"), valid), ZapProblem::NoInvoice);
        const auto open = request({{"p", hex('a')}, {"e", hex('1')}});
        QCOMPARE(problem(receipt(open, "lnbc1pxyz"), valid), ZapProblem::NoInvoice);
        QCOMPARE(problem(receipt(request({{"p", hex('b')}, {"e", hex('1')}}), "lnbc210n1p"), valid),
                 ZapProblem::TargetMismatch);
        QCOMPARE(problem(receipt(request({{"p", hex('a')}}), "lnbc210n1p"), valid),
                 ZapProblem::TargetMismatch);
        QCOMPARE(problem(receipt(make(1, {}), "lnbc210n1p"), valid), ZapProblem::BadRequest);
        QCOMPARE(problem(make(9735, {}), valid), ZapProblem::NotAReceipt);
    }

    void zapVectors()
    {
        NOSTRSCOPE_NEEDS_DATA();
        EventVerifier verifier;
        const auto isValid = [&verifier](const Event& event) {
            return verifier.verify(event) == Verdict::Valid;
        };
        QHash<QByteArray, Event> receipts;
        for (const auto& line : test::readLines(u"vectors/events/network-frames-sample.jsonl"_s)) {
            const auto message = m_parser.parseRelayMessage(line);
            const auto* event = std::get_if<EventMessage>(&message);
            if (event && event->event.kind == 9735)
                receipts.insert(event->event.id.toHex(), event->event);
        }
        const auto rows = test::readJson(u"vectors/misc/zap-expected.json"_s)["receipts"_L1].toArray();
        QCOMPARE(rows.size(), 15);
        QCOMPARE(receipts.size(), 15);
        const auto text = [](const auto& optionalId) {
            return optionalId ? QJsonValue(QString::fromLatin1(optionalId->toHex()))
                              : QJsonValue(QJsonValue::Null);
        };
        const auto number = [](std::optional<std::int64_t> value) {
            return value ? QJsonValue(qint64(*value)) : QJsonValue(QJsonValue::Null);
        };
        for (const auto& row : rows) {
            const auto event = receipts.value(row["receipt_id"_L1].toString().toLatin1());
            const auto zap = readZapReceipt(event, m_parser, isValid);
            QCOMPARE(zap.problem, ZapProblem::None);
            QCOMPARE(QString::fromLatin1(event.pubkey.toHex()), row["issuer_pubkey"_L1].toString());
            QCOMPARE(QString::fromLatin1(zap.recipient.toHex()), row["recipient"_L1].toString());
            QCOMPARE(text(zap.event), row["target_e"_L1]);
            QCOMPARE(zap.address.has_value(), !row["target_a"_L1].isNull());
            QCOMPARE(text(zap.statedSender), row["sender_P"_L1]);
            QCOMPARE(QString::fromLatin1(zap.request->sender.toHex()),
                     row["sender_from_request"_L1].toString());
            QCOMPARE(number(zap.invoiceAmount), row["invoice_msat"_L1]);
            QCOMPARE(number(zap.request->amount), row["request_amount_msat"_L1]);
            QCOMPARE(zap.descriptionHashMatches, row["description_hash_matches"_L1].toBool());
            QCOMPARE(zap.preimageMatches.has_value(), row["has_preimage"_L1].toBool());
            if (zap.preimageMatches)
                QCOMPARE(*zap.preimageMatches, row["preimage_matches_payment_hash"_L1].toBool());
        }
    }

    void nip65()
    {
        const auto items = readRelayListEvent(make(10002,
                                                   {{"r", "wss://A.example/", "read"},
                                                    {"r", "wss://a.example", "write"},
                                                    {"r", "wss://b.example", "read"},
                                                    {"r", "wss://c.example"},
                                                    {"r", "wss://d.example", "what"},
                                                    {"r", "wss://10.0.0.1"},
                                                    {"r"},
                                                    {"relay", "wss://e.example"}}));
        QStringList texts;
        for (const auto& item : items)
            texts.append(QString::fromLatin1(item.url.text()) + (item.isRead ? u" r"_s : QString())
                         + (item.isWrite ? u" w"_s : QString()));
        QCOMPARE(texts,
                 (QStringList{u"wss://a.example r w"_s, u"wss://b.example r"_s, u"wss://c.example r w"_s,
                              u"wss://d.example r w"_s}));
        QVERIFY(readRelayListEvent(make(10050, {{"r", "wss://a.example"}})).empty());
    }
};

QTEST_GUILESS_MAIN(TestNipValues)
#include "tst_nipvalues.moc"
