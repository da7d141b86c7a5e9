// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/idfilter.h"
#include "tests/support/storefixture.h"

#include <QtTest>

#include <random>

using namespace nostrscope;
using namespace nostrscope::test;

namespace {

constexpr Timestamp now = 1800000000;

StoreTuning tuning()
{
    StoreTuning small{20, 8, 16, {}, 200};
    small.missesBeforeFilter = 30;
    return small;
}

} // namespace

class TestIdFilter : public QObject {
    Q_OBJECT

private slots:
    void storeFindsWhatItHolds();
    void otherThreadsSeeWhatIsStored();
    void mostStrangersAreTold();
    void withoutReadingItSaysPerhaps();
};

/// The filter is made, filled up and made anew while hot ids are merged and runs replaced, with kills
/// between.
void TestIdFilter::storeFindsWhatItHolds()
{
    StoreFixture store(tuning());
    std::mt19937 random(5);
    std::uint64_t stored = 0;
    for (int batch = 0; batch < 300; ++batch) {
        std::vector<VerifiedEvent> events;
        std::vector<Outcome> expected;
        for (int i = 0; i < 12; ++i) {
            const bool again = stored > 0 && random() % 3 == 0;
            const auto number = again ? random() % stored : stored++;
            events.push_back(verified(inventEvent(number)));
            expected.push_back(again ? Outcome::Duplicate : Outcome::Stored);
        }
        QCOMPARE(store.commit(std::move(events))->result.outcomes, expected);
        QVERIFY(store.writer().upkeep(fromSeconds(now), false));
        if (batch % 60 == 59)
            store.reopen();
    }
    QCOMPARE(store.storedIds().size(), std::size_t(stored));
}

/// What is committed is in the shared filter whenever there is one, also while it is made anew.
void TestIdFilter::otherThreadsSeeWhatIsStored()
{
    StoreFixture store(tuning());
    const auto shared = store.writer().sharedIds();
    QVERIFY(!shared->get());
    int filters = 0;
    std::shared_ptr<const IdBits> last;
    for (std::uint64_t stored = 0; stored < 3000;) {
        std::vector<VerifiedEvent> events;
        for (int i = 0; i < 12; ++i)
            events.push_back(verified(inventEvent(stored++)));
        store.commit(std::move(events));
        QVERIFY(store.writer().upkeep(fromSeconds(now), false));
        const auto bits = shared->get();
        if (!bits)
            continue;
        filters += std::exchange(last, bits) != bits;
        for (std::uint64_t number = 0; number < stored; ++number)
            QVERIFY(bits->contains(idKey(inventEvent(number).id)));
    }
    QVERIFY(filters >= 1);
}

void TestIdFilter::mostStrangersAreTold()
{
    constexpr std::uint64_t stored = 20000;
    StoreFixture store;
    std::vector<VerifiedEvent> events;
    for (std::uint64_t number = 0; number < stored; ++number)
        events.push_back(verified(inventEvent(number)));
    store.commit(std::move(events));
    QVERIFY(store.writer().settleEverything(fromSeconds(now)));

    LookupRunReader reader(store.database());
    const auto runs = reader.runsOf(Lookup::Id);
    QVERIFY(!runs.empty());
    IdFilter filter(1);
    QVERIFY(!filter.isWanted(stored));
    filter.countMiss();
    int slices = 0;
    for (; filter.isWanted(stored); ++slices)
        QVERIFY(filter.slice(reader, runs, 1000, stored, [](auto) {}));
    QVERIFY(slices > 1);

    std::uint64_t strangers = 0;
    for (std::uint64_t number = 0; number < stored; ++number) {
        QVERIFY(filter.mayContain(idKey(inventEvent(number).id)));
        strangers += filter.mayContain(idKey(inventEvent(stored + number).id));
    }
    QVERIFY2(strangers < stored / 50, qPrintable(QString::number(strangers)));
}

void TestIdFilter::withoutReadingItSaysPerhaps()
{
    IdFilter filter(1);
    QVERIFY(filter.mayContain(7));
    filter.add(7);
    QVERIFY(filter.mayContain(8));
    filter.countMiss();
    QVERIFY(filter.isWanted(100));
    QVERIFY(!filter.isWanted(std::int64_t(1) << 40)); // more than is worth the memory
}

QTEST_GUILESS_MAIN(TestIdFilter)
#include "tst_idfilter.moc"
