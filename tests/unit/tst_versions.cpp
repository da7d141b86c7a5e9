// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/factwriter.h"
#include "core/storage/versions.h"
#include "tests/support/storefixture.h"

#include <QtTest>

#include <random>

using namespace nostrscope;
using namespace nostrscope::test;

namespace {

constexpr Timestamp now = 1800000000;
constexpr Kind articleKind = 30023;

} // namespace

class TestVersions : public QObject {
    Q_OBJECT

private slots:
    void readerFollowsMerges_data();
    void readerFollowsMerges();
    void mergeLeavesNothingWaiting();
};

void TestVersions::readerFollowsMerges_data()
{
    QTest::addColumn<bool>("kills");
    QTest::newRow("in order") << false;
    QTest::newRow("with kills") << true;
}

/// A second connection finds the newest version whatever is merged, half merged or waiting.
void TestVersions::readerFollowsMerges()
{
    QFETCH(bool, kills);
    StoreTuning tuning;
    tuning.recentVersions = 24;
    tuning.versionSlice = 5;
    StoreFixture store(tuning);
    const auto database = store.openReader();
    VersionReader reader(*database);
    SqlStatement author(*database, "SELECT no FROM author WHERE pubkey = ?");
    std::mt19937 random(3);
    std::map<std::pair<std::uint32_t, QByteArray>, Event> newest;
    int partly = 0;
    for (int round = 0; round < 150; ++round) {
        std::vector<VerifiedEvent> events;
        for (int i = 0; i < 8; ++i) {
            const auto writer = std::uint32_t(random() % 5);
            // Few times, so that ties are frequent.
            auto event = inventEvent(std::uint64_t(round) * 8 + std::uint64_t(i), articleKind,
                                     1700000000 + Timestamp(random() % 6), {}, {}, writer);
            const auto identifier = QByteArray::number(random() % 9);
            event.tags.append({"d", identifier});
            auto& known = newest.try_emplace({writer, identifier}, event).first->second;
            if (std::pair(event.createdAt, known.id) > std::pair(known.createdAt, event.id))
                known = event;
            events.push_back(verified(std::move(event)));
        }
        store.commit(std::move(events));
        QVERIFY(store.writer().upkeep(fromSeconds(now), false));
        partly += database->value("SELECT count(*) FROM version") > 0
            && database->value("SELECT count(*) FROM version_recent") > 0;
        if (kills && round % 7 == 6)
            store.reopen();
        reader.refresh();
        for (const auto& [key, event] : newest) {
            QVERIFY(author.bind(1, event.pubkey.view()).step());
            const auto found = reader.find({author.integer(0), articleKind, identifierKey(key.second)});
            author.reset();
            QVERIFY(found);
            QCOMPARE(found->id, event.id);
            QCOMPARE(found->createdAt, event.createdAt);
        }
    }
    QVERIFY(partly > 0);
}

void TestVersions::mergeLeavesNothingWaiting()
{
    StoreFixture store;
    std::vector<VerifiedEvent> events;
    for (std::uint64_t i = 0; i < 50; ++i)
        events.push_back(
            verified(inventEvent(i, 0, 1700000000 + Timestamp(i), {}, {}, std::uint32_t(i % 10))));
    store.commit(std::move(events));
    QCOMPARE(store.database().value("SELECT count(*) FROM version"), 0);
    QCOMPARE(store.database().value("SELECT count(*) FROM version_recent"), 50);
    QVERIFY(store.writer().mergeVersions());
    QCOMPARE(store.database().value("SELECT count(*) FROM version"), 10);
    QCOMPARE(store.database().value("SELECT count(*) FROM version_recent"), 0);
    // The newest of each author.
    QCOMPARE(store.database().value("SELECT min(created_at) FROM version"), 1700000040);
    QVERIFY(store.writer().mergeVersions()); // nothing to do
}

QTEST_GUILESS_MAIN(TestVersions)
#include "tst_versions.moc"
