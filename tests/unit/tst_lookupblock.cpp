// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/lookupblock.h"

#include <QtTest>

#include <algorithm>
#include <map>
#include <random>

using namespace nostrscope;

namespace {

constexpr std::int64_t highestKey = (std::int64_t(1) << lookupKeyBits) - 1;

using Entries = std::vector<LookupEntry>;

Entries randomEntries(unsigned seed, std::size_t count, std::int64_t keys)
{
    std::mt19937_64 random(seed);
    Entries entries;
    for (std::size_t i = 0; i < count; ++i)
        entries.push_back(
            {static_cast<std::int64_t>(random() % std::uint64_t(keys)), static_cast<std::int64_t>(i + 1)});
    std::sort(entries.begin(), entries.end());
    return entries;
}

} // namespace

class TestLookupBlock : public QObject {
    Q_OBJECT

private slots:
    void blockHoldsWhatWasPut_data();
    void blockHoldsWhatWasPut();
    void blockKeepsItsSize();
    void badBlocksAreRefused_data();
    void badBlocksAreRefused();
    void keysHaveFortyBits();
};

void TestLookupBlock::blockHoldsWhatWasPut_data()
{
    QTest::addColumn<Entries>("entries");
    QTest::newRow("one") << Entries{{5, 7}};
    QTest::newRow("zeros") << Entries{{0, 0}};
    QTest::newRow("the same key") << Entries{{9, 1}, {9, 2}, {9, 300}};
    QTest::newRow("from end to end") << Entries{{0, 1}, {highestKey, 2}};
    QTest::newRow("large rows") << Entries{{1, 1}, {2, INT64_MAX}};
    QTest::newRow("widths of one byte") << Entries{{7, 0}, {7 + 255, 255}};
    QTest::newRow("many") << randomEntries(1, 1000, 500);
    QTest::newRow("spread") << randomEntries(2, 1000, highestKey);
}

void TestLookupBlock::blockHoldsWhatWasPut()
{
    QFETCH(Entries, entries);
    LookupBlockBuilder builder;
    for (const auto& entry : entries)
        QVERIFY(builder.add(entry, SIZE_MAX));
    const auto first = builder.firstKey();
    const auto data = builder.take();
    QVERIFY(builder.isEmpty());
    const auto block = LookupBlock::of(first, data);
    QVERIFY(block);
    QCOMPARE(block->size(), entries.size());
    std::map<std::int64_t, std::vector<std::int64_t>> byKey;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        QVERIFY(block->at(i) == entries[i]);
        byKey[entries[i].key].push_back(entries[i].seq);
    }
    for (const auto& [key, rows] : byKey) {
        for (const auto near : {key - 1, key, key + 1}) {
            std::vector<std::int64_t> found;
            block->find(near, found);
            QCOMPARE(found, byKey.contains(near) ? byKey[near] : std::vector<std::int64_t>());
        }
    }
}

void TestLookupBlock::blockKeepsItsSize()
{
    LookupBlockBuilder builder;
    std::size_t blocks = 0;
    const auto entries = randomEntries(3, 2000, highestKey);
    for (const auto& entry : entries) {
        if (builder.add(entry, 100))
            continue;
        QVERIFY(builder.take().size() <= 100);
        ++blocks;
        QVERIFY(builder.add(entry, 100));
    }
    QVERIFY(blocks > 100);
    (void)builder.take();
    QVERIFY(builder.add({1, INT64_MAX}, 1)); // one always fits
    QVERIFY(!builder.add({2, 1}, 1));
}

void TestLookupBlock::badBlocksAreRefused_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("half a header") << QByteArray("\x01", 1);
    QTest::newRow("no entries") << QByteArray("\x01\x01", 2);
    QTest::newRow("no widths") << QByteArray("\x00\x00xx", 4);
    QTest::newRow("too wide") << QByteArray("\x09\x01") + QByteArray(10, 'x');
    QTest::newRow("rows too wide") << QByteArray("\x01\xff") + QByteArray(256, 'x');
    QTest::newRow("half an entry") << QByteArray("\x02\x02xxxxx", 7);
}

void TestLookupBlock::badBlocksAreRefused()
{
    QFETCH(QByteArray, data);
    QVERIFY(!LookupBlock::of(0, data));
}

void TestLookupBlock::keysHaveFortyBits()
{
    const auto id = EventId::fromHex(QByteArray("ffeeddccbb") + QByteArray(54, '0'));
    QVERIFY(id);
    QCOMPARE(idKey(*id), 0xffeeddccbbLL);
    // They are in files: another function would lose all tags that are stored.
    QCOMPARE(tagKey('t', "nostr"), tagKey('t', "nostr"));
    QVERIFY(tagKey('t', "nostr") != tagKey('p', "nostr"));
    for (int i = 0; i < 1000; ++i) {
        const auto key = tagKey('e', QByteArray::number(i));
        QVERIFY(key >= 0 && key <= highestKey);
    }
}

QTEST_GUILESS_MAIN(TestLookupBlock)
#include "tst_lookupblock.moc"
