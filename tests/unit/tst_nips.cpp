// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/verify.h"
#include "core/nostr/eventparser.h"
#include "core/nostr/nip09.h"
#include "core/nostr/nip10.h"
#include "core/nostr/nip13.h"
#include "core/nostr/nip18.h"
#include "core/nostr/nip22.h"
#include "core/nostr/nip25.h"
#include "core/nostr/nip40.h"
#include "core/nostr/nip57.h"
#include "core/nostr/nip62.h"
#include "core/nostr/nip65.h"
#include "tests/support/testdata.h"
#include "tests/unit/nipevents.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QSet>
#include <QTest>

using namespace nostrscope;
using namespace nostrscope::test;
using namespace Qt::Literals::StringLiterals;

/// Readers of what events say of each other, one NIP each.
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
