// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/verify.h"
#include "core/nostr/eventparser.h"
#include "core/nostr/nip05.h"
#include "core/nostr/nip09.h"
#include "core/nostr/nip10.h"
#include "core/nostr/nip13.h"
#include "core/nostr/nip18.h"
#include "core/nostr/nip22.h"
#include "core/nostr/nip25.h"
#include "core/nostr/nip40.h"
#include "core/nostr/nip42.h"
#include "core/nostr/nip45.h"
#include "core/nostr/nip57.h"
#include "core/nostr/nip62.h"
#include "core/nostr/nip65.h"
#include "tests/support/testdata.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QSet>
#include <QTest>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray hex(char digit)
{
    return QByteArray(64, digit);
}
EventId id(char digit)
{
    return *EventId::fromHex(hex(digit));
}
PubKey key(char digit)
{
    return *PubKey::fromHex(hex(digit));
}
Event make(Kind kind, Tags tags, char author = 'a', Timestamp time = 100)
{
    Event event;
    event.id = id('e');
    event.pubkey = key(author);
    event.kind = kind;
    event.createdAt = time;
    event.tags = std::move(tags);
    return event;
}
RelayUrl relay(QStringView text)
{
    return *RelayUrl::parse(text, RelayUrlRules::byHand());
}

} // namespace

/// The small readers, one NIP each.
class TestNips : public QObject {
    Q_OBJECT

private:
    EventParser m_parser;

    Event read(const QJsonValue& value)
    {
        const auto event =
            m_parser.parseEvent(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
        if (!event)
            qFatal("vector is no event");
        return *event;
    }

private slots:
    void addresses()
    {
        const auto author = hex('a');
        const auto address = Address::parse("30023:" + author + ":a:b");
        QVERIFY(address);
        QCOMPARE(address->identifier, "a:b");
        QCOMPARE(address->text(), "30023:" + author + ":a:b");
        QVERIFY(Address::parse("30023:" + author + ':')->identifier.isEmpty());
        QVERIFY(Address::parse("10002:" + author + ":ignored")->identifier.isEmpty());
        const QByteArrayList bad{"",
                                 "30023:" + author,
                                 "1:" + author + ":x",
                                 "65536:" + author + ":x",
                                 "+30023:" + author + ":x",
                                 "30023:" + author.toUpper() + ":x"};
        for (const auto& text : bad)
            QVERIFY2(!Address::parse(text), text.constData());
        QVERIFY(Address::of(make(30023, {{"d", "x"}})) == (Address{30023, key('a'), "x"}));
        QVERIFY(Address::of(make(3, {{"d", "x"}})) == (Address{3, key('a'), {}}));
        QVERIFY(!Address::of(make(1, {{"d", "x"}})));
        QVERIFY(!parseDigits("9223372036854775808") && !parseDigits("-1") && !parseDigits(""));
        QCOMPARE(parseDigits("9223372036854775807"), std::numeric_limits<std::int64_t>::max());
    }

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

    void nip09()
    {
        const auto target = make(1, {});
        QVERIFY(deletes(make(5, {{"e", hex('e')}}), target));
        QVERIFY(!deletes(make(5, {{"e", hex('e')}}, 'b'), target));
        QVERIFY(!deletes(make(6, {{"e", hex('e')}}), target));
        QVERIFY(!deletes(make(5, {{"e", "x"}, {"e"}, {"E", hex('e')}}), target));
        QVERIFY(!deletes(make(5, {{"e", hex('e')}}), make(5, {})));
        QVERIFY(!deletes(make(5, {{"e", hex('e')}}), make(62, {})));
        const auto wrap = make(1059, {{"p", hex('b')}}, 'c');
        QVERIFY(deletes(make(5, {{"e", hex('e')}}, 'b'), wrap));
        QVERIFY(!deletes(make(5, {{"e", hex('e')}}, 'd'), wrap));
        const auto list = make(10002, {{"d", "x"}});
        const Tags byAddress{{"a", "10002:" + hex('a') + ":"}};
        QVERIFY(deletes(make(5, byAddress, 'a', 100), list));
        QVERIFY(!deletes(make(5, byAddress, 'a', 99), list));
        QVERIFY(!readDeletion(list));
    }

    void deletionVectors()
    {
        NOSTRSCOPE_NEEDS_DATA();
        const auto root = test::readJson(u"vectors/misc/deletion.json"_s)["events"_L1].toObject();
        QCOMPARE(root.size(), 12);
        const auto event = [&](const char* name) { return read(root[QLatin1StringView(name)]); };
        const auto deleted = [&](const char* by, const char* name) {
            return deletes(event(by), event(name));
        };
        QVERIFY(deleted("by_author", "target_regular"));
        QVERIFY(!deleted("by_other", "target_regular"));
        QVERIFY(deleted("addr_delete_between", "addr_old"));
        QVERIFY(!deleted("addr_delete_between", "addr_new"));
        QVERIFY(deleted("addr_delete_after", "addr_old"));
        QVERIFY(deleted("addr_delete_after", "addr_new"));
        QVERIFY(!deleted("addr_delete_other_author", "addr_old"));
        QVERIFY(!deleted("delete_of_delete", "by_author"));
        const auto one = relay(u"wss://one.example");
        const auto two = relay(u"wss://two.example");
        for (const auto* name : {"target_regular", "addr_old", "addr_new", "by_author"}) {
            QVERIFY(vanishes(event("vanish_all"), event(name)));
            QVERIFY(vanishes(event("vanish_all"), event(name), &two));
            QVERIFY(vanishes(event("vanish_one"), event(name), &one));
            QVERIFY(!vanishes(event("vanish_one"), event(name), &two));
            QVERIFY(!vanishes(event("vanish_one"), event(name)));
            QVERIFY(!vanishes(event("vanish_lowercase_not_global"), event(name), &one));
        }
        QVERIFY(!vanishes(event("vanish_all"), event("by_other")));
    }

    void nip62()
    {
        const Tags all{{"relay", "ALL_RELAYS"}};
        QVERIFY(vanishes(make(62, all), make(5, {})));
        QVERIFY(!vanishes(make(62, all), make(1, {}, 'a', 101)));
        QVERIFY(!vanishes(make(62, all), make(62, {})));
        QVERIFY(!vanishes(make(5, all), make(1, {})));
        QVERIFY(!readVanish(make(62, {})));
    }

    void nip10()
    {
        const auto one = readThread(make(1, {{"e", hex('1')}}));
        QVERIFY(one.root == id('1') && one.reply == id('1') && one.mentions.empty());
        const auto three = readThread(make(1, {{"e", hex('1')}, {"e", hex('2')}, {"e", hex('3')}}));
        QVERIFY(three.root == id('1') && three.reply == id('3') && three.mentions == std::vector{id('2')});
        const auto marked = readThread(make(1,
                                            {{"e", hex('9')},
                                             {"e", hex('3'), "", "reply"},
                                             {"e", hex('1'), "", "root"},
                                             {"e", hex('2'), "", "mention"},
                                             {"e", hex('4'), "", "root"}}));
        QVERIFY(marked.root == id('1') && marked.reply == id('3'));
        QVERIFY(marked.mentions == (std::vector{id('2'), id('9')}));
        const auto direct = readThread(make(1, {{"e", hex('1'), "", "root"}}));
        QVERIFY(direct.root == id('1') && direct.reply == id('1'));
        const auto quote =
            readThread(make(1, {{"q", hex('1')}, {"q", "30023:" + hex('a') + ":x"}, {"q", "x"}, {"e", "x"}}));
        QVERIFY(!quote.root && !quote.reply && quote.quotes.size() == 2);
        QVERIFY(quote.quotes[0].event == id('1') && quote.quotes[1].address->identifier == "x");
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

    void nip18()
    {
        auto repost = make(6, {{"e", hex('1'), "wss://r.example"}, {"p", hex('b')}});
        const auto named = readRepost(repost);
        QVERIFY(named && named->target == id('1') && named->kind == Kind(1) && named->author == key('b'));
        QCOMPARE(named->relay, "wss://r.example");
        QVERIFY(!embeddedEvent(repost, m_parser));
        auto target = make(1, {});
        repost.content = toJson(target);
        QVERIFY(!embeddedEvent(repost, m_parser)); // another event than the one named
        target.id = id('1');
        repost.content = toJson(target);
        QVERIFY(embeddedEvent(repost, m_parser) == target);
        QVERIFY(readRepost(make(16, {{"a", "30023:" + hex('a') + ":x"}, {"k", "30023"}}))->kind
                == Kind(30023));
        QVERIFY(!readRepost(make(6, {{"e", "x"}})));
        QVERIFY(!readRepost(make(7, {{"e", hex('1')}})));
    }

    void nip22()
    {
        const auto text = "30023:" + hex('a') + ":x";
        const auto top = readComment(make(
            1111,
            {{"A", text}, {"K", "30023"}, {"P", hex('a')}, {"a", text}, {"e", hex('1')}, {"k", "30023"}}));
        QVERIFY(top && top->isTopLevel());
        QVERIFY(top->root.kind == "30023" && top->root.author == key('a') && top->parent.event == id('1'));
        const auto reply =
            readComment(make(1111, {{"E", hex('1')}, {"K", "21"}, {"e", hex('2')}, {"k", "1111"}}));
        QVERIFY(reply && !reply->isTopLevel());
        const auto web =
            readComment(make(1111, {{"I", "https://x"}, {"K", "web"}, {"i", "https://x"}, {"k", "web"}}));
        QVERIFY(web && web->isTopLevel() && web->root.external->text == "https://x");
        QVERIFY(!readComment(make(1111, {{"E", hex('1')}, {"K", "1"}})));
        QVERIFY(!readComment(make(1, {{"E", hex('1')}, {"e", hex('1')}})));
    }

    void nip25()
    {
        const auto sign = [](const char* content) {
            auto event =
                make(7, {{"e", hex('1')}, {"e", hex('2')}, {"p", hex('b')}, {"p", hex('c')}, {"k", "1"}});
            event.content = content;
            return readReaction(event)->sign;
        };
        QCOMPARE(sign(""), ReactionSign::Like);
        QCOMPARE(sign("+"), ReactionSign::Like);
        QCOMPARE(sign("-"), ReactionSign::Dislike);
        QCOMPARE(sign("++"), ReactionSign::Emoji);
        auto event =
            make(7, {{"e", hex('1')}, {"e", hex('2')}, {"p", hex('b')}, {"emoji", "x", "https://x/x.png"}});
        event.content = ":x:";
        const auto reaction = readReaction(event);
        QVERIFY(reaction->target == id('2') && reaction->author == key('b'));
        QCOMPARE(reaction->emojiUrl, "https://x/x.png");
        QVERIFY(readReaction(make(7, {{"a", "30023:" + hex('a') + ":"}}))->address);
        QCOMPARE(readReaction(make(17, {{"i", "https://x"}}))->external, "https://x");
        QVERIFY(!readReaction(make(7, {{"p", hex('b')}})));
        QVERIFY(!readReaction(make(17, {{"e", hex('1')}})));
        QVERIFY(!readReaction(make(1, {{"e", hex('1')}})));
    }

    /// One vote per author, as the vector file counts.
    void engagementVectors()
    {
        NOSTRSCOPE_NEEDS_DATA();
        const auto root = test::readJson(u"vectors/misc/video-engagement.json"_s);
        const auto video = read(root["events"_L1]["video"_L1]);
        const auto address = Address::of(read(root["events"_L1]["addressable_v2"_L1]));
        std::map<std::pair<bool, ReactionSign>, QSet<PubKey>> votes;
        std::map<QByteArray, int> counts;
        for (const auto& row : root["engagement"_L1].toArray()) {
            const auto event = read(row);
            if (const auto reaction = readReaction(event)) {
                if (reaction->address == address)
                    votes[{true, reaction->sign}].insert(event.pubkey);
                else if (reaction->target == video.id)
                    votes[{false, reaction->sign}].insert(event.pubkey);
            }
            if (const auto comment = readComment(event))
                ++counts[comment->root.address       ? "comment on address"
                             : comment->isTopLevel() ? "comment"
                                                     : "reply"];
            if (const auto repost = readRepost(event))
                counts["repost"] += repost->target == video.id ? 1 : 0;
            if (event.kind == 1)
                counts["quote"] += readThread(event).quotes.at(0).event == video.id ? 1 : 0;
        }
        QCOMPARE((votes[{false, ReactionSign::Like}].size()), 3);
        QCOMPARE((votes[{false, ReactionSign::Dislike}].size()), 1);
        QCOMPARE((votes[{false, ReactionSign::Emoji}].size()), 1);
        QCOMPARE((votes[{true, ReactionSign::Like}].size()), 1);
        const std::map<QByteArray, int> expected{
            {"comment on address", 1}, {"comment", 1}, {"reply", 1}, {"repost", 1}, {"quote", 1}};
        QVERIFY(counts == expected);
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

    /// Every reader on every recorded event of these files: no crash, and something is understood.
    void recordedEvents()
    {
        NOSTRSCOPE_NEEDS_DATA();
        const auto valid = [](const Event&) { return true; };
        int understood = 0;
        for (const auto* file : {"zaps", "deletions", "relays", "video", "dvm", "nip66", "synthetic"}) {
            for (const auto& line : test::readLines(u"events/%1.jsonl"_s.arg(QLatin1StringView(file)))) {
                const auto event = m_parser.parseEvent(line);
                QVERIFY(event);
                understood += readDeletion(*event) || readRepost(*event) || readComment(*event)
                    || readReaction(*event) || readZapRequest(*event) || readVanish(*event)
                    || !readRelayListEvent(*event).empty()
                    || readZapReceipt(*event, m_parser, valid).problem == ZapProblem::None;
                (void)readThread(*event);
                (void)creditedDifficulty(*event);
                (void)expiration(*event);
                (void)embeddedEvent(*event, m_parser);
            }
        }
        QVERIFY2(understood > 1300, QByteArray::number(understood).constData());
    }
};

QTEST_GUILESS_MAIN(TestNips)
#include "tst_nips.moc"
