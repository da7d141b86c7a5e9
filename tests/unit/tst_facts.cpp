// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/varint.h"
#include "core/crypto/verify.h"
#include "core/facts/facts.h"
#include "core/facts/rollup.h"
#include "core/nostr/eventparser.h"
#include "core/nostr/messages.h"
#include "tests/support/storefixture.h"
#include "tests/support/testdata.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QtTest>

#include <random>

using namespace nostrscope;
using namespace nostrscope::test;

namespace {

template <typename T> std::vector<T> factsOf(const std::vector<facts::Fact>& all)
{
    std::vector<T> found;
    for (const auto& fact : all) {
        if (const auto* one = std::get_if<T>(&fact))
            found.push_back(*one);
    }
    return found;
}

Event receiptWith(const Tags& requestTags, QByteArrayView invoice, const Tags& more = {})
{
    const auto request = inventEvent(1, 9734, 1700000000, requestTags, {}, 7);
    Tags tags{{"p", inventKey(3).toHex()}, {"bolt11", invoice}, {"description", toJson(request)}};
    for (const auto tag : more)
        tags.append({tag.name(), tag.value()});
    return inventEvent(2, 9735, 1700000001, tags);
}

std::optional<facts::Zap> zapOf(const Event& event, bool isSigned = true)
{
    const auto zaps = factsOf<facts::Zap>(facts::translate(event, isSigned));
    return zaps.empty() ? std::nullopt : std::optional(zaps.front());
}

} // namespace

class TestFacts : public QObject {
    Q_OBJECT

private slots:
    void zaps();
    void zapVectors();
    void indexedTags();
    void expiry_data();
    void expiry();
    void relayCellsHoldNoAmounts();
    void sumsSaturate();
    void deltasSurviveTheirBlob();
    void lazyUnionsAreUnions();
};

void TestFacts::zaps()
{
    const auto recipient = inventKey(3).toHex();
    const auto zap = zapOf(receiptWith({{"p", recipient}, {"amount", "21000"}}, "lnbc210n1rest"));
    QVERIFY(zap);
    QCOMPARE(zap->millisats, 21000U);
    QVERIFY(zap->requestValid);
    QCOMPARE(zap->payer, inventKey(7));
    QCOMPARE(zap->recipient, inventKey(3));
    QVERIFY(!zap->target);
    // The signature of the request is the word of ingest.
    QVERIFY(!zapOf(receiptWith({{"p", recipient}}, "lnbc210n1rest"), false)->requestValid);
    // The invoice counts; a request that says otherwise is not valid.
    const auto other = zapOf(receiptWith({{"p", recipient}, {"amount", "1000"}}, "lnbc210n1rest"));
    QCOMPARE(other->millisats, 21000U);
    QVERIFY(!other->requestValid);
    QVERIFY(!zapOf(receiptWith({{"p", inventKey(4).toHex()}}, "lnbc210n1rest"))->requestValid);
    const auto target = inventEvent(9).id.toHex();
    QVERIFY(!zapOf(receiptWith({{"p", recipient}, {"e", target}}, "lnbc210n1rest"))->requestValid);
    const auto agreed =
        zapOf(receiptWith({{"p", recipient}, {"e", target}}, "lnbc210n1rest", {{"e", target}}));
    QVERIFY(agreed->requestValid);
    QCOMPARE(agreed->target, inventEvent(9).id);
    // An open invoice takes the amount of the request; without one there is nothing to count.
    QCOMPARE(zapOf(receiptWith({{"p", recipient}, {"amount", "5000"}}, "lnbc1rest"))->millisats, 5000U);
    QVERIFY(!zapOf(receiptWith({{"p", recipient}}, "lnbc1rest")));
    QVERIFY(!zapOf(receiptWith({{"p", recipient}}, "nonsense")));
    // The payer of a receipt whose request cannot be read is the one that it states.
    const auto stated = zapOf(
        inventEvent(3, 9735, 0, {{"p", recipient}, {"P", inventKey(8).toHex()}, {"bolt11", "lnbc1m1x"}}));
    QCOMPARE(stated->payer, inventKey(8));
    QVERIFY(!stated->requestValid);
    QCOMPARE(stated->millisats, 100000000U);
}

void TestFacts::zapVectors()
{
    NOSTRSCOPE_NEEDS_DATA();
    QHash<QByteArray, Event> receipts;
    EventParser parser;
    for (const auto& line : readLines(QStringLiteral("vectors/events/network-frames-sample.jsonl"))) {
        const auto message = parser.parseRelayMessage(line);
        if (const auto* event = std::get_if<EventMessage>(&message); event && event->event.kind == 9735)
            receipts.insert(event->event.id.toHex(), event->event);
    }
    const auto expected = readJson(QStringLiteral("vectors/misc/zap-expected.json"))
                              .object()[QStringLiteral("receipts")]
                              .toArray();
    QCOMPARE(expected.size(), 15);
    StoreFixture store;
    std::uint64_t sum = 0;
    for (const auto& value : expected) {
        const auto receipt = value.toObject();
        const auto text = [&](const char* name) {
            return receipt[QLatin1StringView(name)].toString().toLatin1();
        };
        QVERIFY(receipts.contains(text("receipt_id")));
        const auto& event = receipts[text("receipt_id")];
        auto one = verified(event);
        one.zapRequestValid = receipt[QStringLiteral("request_id_and_sig_valid")].toBool();
        store.commit({one});
        const auto zap = zapOf(event, one.zapRequestValid);
        QVERIFY(zap);
        QCOMPARE(zap->millisats, std::uint64_t(receipt[QStringLiteral("invoice_msat")].toInteger()));
        QCOMPARE(zap->recipient->toHex(), text("recipient"));
        QCOMPARE(zap->target ? zap->target->toHex() : QByteArray(), text("target_e"));
        QCOMPARE(zap->payer->toHex(), text("sender_from_request"));
        QVERIFY(zap->requestValid);
        sum += zap->millisats;
    }
    QCOMPARE(store.database().value("SELECT sum(millisats) FROM zap WHERE request_valid = 1"),
             std::int64_t(sum));
    const auto database = store.openReader();
    StatReader reader(*database);
    const auto overview = reader.ask(
        {Question::Subject::Overview, TimeRange::everything(), 1900000000, std::chrono::hours(1), 0});
    QVERIFY(overview);
    QCOMPARE(overview->value(0, "zaps").toULongLong(), 15ULL);
    QCOMPARE(overview->value(0, "zap_millisats").toULongLong(), qulonglong(sum));
}

void TestFacts::indexedTags()
{
    const auto event = inventEvent(1, 1, 0,
                                   {{"e", "1"},
                                    {"x", "2"},
                                    {"t"},
                                    {},
                                    {"c", "no"},
                                    {"client", "app"},
                                    {"E", ""},
                                    {"t", QByteArray(512, 'a')},
                                    {"t", QByteArray(513, 'a')},
                                    {"clients", "no"}});
    QByteArray found;
    facts::forEachIndexedTag(event, [&](char name, QByteArrayView value) {
        found += name + QByteArray::number(value.size()) + ' ';
    });
    QCOMPARE(found, QByteArray("e1 c3 E0 t512 "));
    for (const Kind kind : std::initializer_list<Kind>{3, 10000, 10002, 10007, 30000, 30003})
        QVERIFY(!facts::hasIndexedTags(kind));
    for (const Kind kind : std::initializer_list<Kind>{0, 1, 9735, 10008, 30004, 30023})
        QVERIFY(facts::hasIndexedTags(kind));
}

void TestFacts::expiry_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("counts");
    QTest::newRow("seconds") << QByteArray("1700000000") << true;
    QTest::newRow("zero") << QByteArray("0") << true;
    QTest::newRow("negative") << QByteArray("-1") << false;
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("words") << QByteArray("tomorrow") << false;
    QTest::newRow("fraction") << QByteArray("1.5") << false;
    QTest::newRow("too large") << QByteArray("99999999999999999999") << false;
}

void TestFacts::expiry()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, counts);
    const auto all = facts::translate(inventEvent(1, 1, 0, {{"expiration", text}}));
    QCOMPARE(all.size(), counts ? 1U : 0U);
}

void TestFacts::relayCellsHoldNoAmounts()
{
    EventMeasure zap;
    zap.kind = 9735;
    zap.isZap = true;
    zap.millisats = 1000;
    RollupDelta delta;
    delta.addEvent(zap);
    delta.addSighting(zap, 4);
    for (const auto& [key, cell] : delta.cells()) {
        QCOMPARE(cell.events, 1U);
        QCOMPARE(cell.millisats, key.dimension == Dimension::ByRelay ? 0U : 1000U);
        QCOMPARE(cell.zaps, key.dimension == Dimension::ByRelay ? 0U : 1U);
    }
}

void TestFacts::sumsSaturate()
{
    constexpr auto most = std::numeric_limits<std::uint64_t>::max();
    EventMeasure zap;
    zap.isZap = true;
    zap.millisats = most - 10;
    RollupDelta delta;
    delta.addEvent(zap);
    delta.addEvent(zap);
    RollupCell sum;
    for (const auto& [key, cell] : delta.cells()) {
        QCOMPARE(cell.millisats, most);
        sum.add(cell);
    }
    QCOMPARE(sum.millisats, most);
    QCOMPARE(sum.zaps, 4U);
}

void TestFacts::deltasSurviveTheirBlob()
{
    RollupDelta delta;
    for (AuthorNo author = 1; author < 300; ++author) {
        EventMeasure event;
        event.createdAt = author * 100;
        event.kind = static_cast<Kind>(author % 3);
        event.author = author;
        event.contentBytes = author;
        event.isFuture = author % 50 == 0;
        delta.addEvent(event);
        delta.addSighting(event, author % 7);
    }
    const auto blob = delta.toBlob();
    RollupDelta again;
    QVERIFY(again.fromBlob(blob));
    QVERIFY(again.cells() == delta.cells());
    for (qsizetype size = 0; size < blob.size(); ++size)
        QVERIFY(!again.fromBlob(blob.left(size)));
}

void TestFacts::lazyUnionsAreUnions()
{
    // Lists and bitmaps in every order, none, the same twice, more pending lists than are kept.
    for (const std::size_t most : {std::size_t(3), std::size_t(200), std::size_t(5000)}) {
        std::mt19937 random(static_cast<unsigned>(most));
        AuthorSet eager;
        AuthorSet lazy;
        lazy.settle();
        QVERIFY(lazy.isEmpty());
        for (int i = 0; i < 60; ++i) {
            AuthorSet set;
            for (auto left = random() % most; left > 0; --left)
                set.add(static_cast<AuthorNo>(random() % 200000));
            eager.unite(set);
            lazy.uniteLazily(set);
            if (i % 20 == 0)
                lazy.settle();
        }
        lazy.settle();
        QCOMPARE(lazy.size(), eager.size());
        QVERIFY(lazy == eager);
    }
}

QTEST_GUILESS_MAIN(TestFacts)
#include "tst_facts.moc"
