// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/verify.h"
#include "core/storage/maintenance.h"
#include "core/storage/rebuild.h"
#include "core/storage/schema.h"
#include "tests/support/eventfactory.h"
#include "tests/support/storefixture.h"

#include <QtTest>

using namespace nostrscope;
using namespace nostrscope::test;

namespace {

constexpr StoreTuning smallTuning{50, 20, 30, {}, 200};
const auto start = fromSeconds(1700000000 + 5000);

/// Signed events of all sorts, with sightings of four relays; part of it folded, merged and settled.
void fill(StoreFixture& store, int count = 240)
{
    EventFactory factory(11, 40);
    factory.setTime(1700000000, 900);
    auto events = factory.take(count);
    const auto hex = events[3].id.toHex();
    events.push_back(factory.make(
        2, 5, 1700000500, {{"e", hex}, {"a", "30023:" + factory.key(2).publicKey().toHex() + ":x"}}, {}));
    events.push_back(factory.make(3, 62, 1700000600, {{"relay", "ALL_RELAYS"}}, {}));
    events.push_back(factory.make(4, 1, 1700000700, {{"expiration", "1700001000"}}, "soon gone"));
    events.push_back(factory.make(8, 5000, 1700000700, {}, {}));
    events.push_back(factory.make(9, 6000, 1700000710, {{"e", events.back().id.toHex()}}, {}));
    const auto result = events.back().id.toHex();
    events.push_back(factory.make(9, 7000, 1700000720, {{"e", QByteArray(64, 'c')}}, {}));
    Event request;
    request.kind = 9734;
    request.createdAt = 1700000800;
    request.tags = {{"p", factory.key(5).publicKey().toHex()}};
    sign(request, factory.key(6));
    auto zap = verified(factory.make(7, 9735, 1700000801,
                                     {{"p", factory.key(5).publicKey().toHex()},
                                      {"e", result},
                                      {"bolt11", "lnbc10u1x"},
                                      {"description", toJson(request)}},
                                     {}),
                        1, start);
    zap.zapRequestValid = true;
    std::vector<VerifiedEvent> batch{zap};
    for (std::size_t i = 0; i < events.size(); ++i) {
        batch.push_back(verified(events[i], std::uint32_t(i % 4), start + std::chrono::seconds(i)));
        if (batch.size() < 60 && i + 1 < events.size())
            continue;
        std::vector<Sighting> sightings;
        for (std::size_t k = 0; k < batch.size(); k += 3)
            sightings.push_back(
                {batch[k].event.id, RelayId(4), start + std::chrono::seconds(i), Origin::Live});
        store.commit(std::exchange(batch, {}), sightings);
        if (i % 120 > 60)
            store.upkeep(start + std::chrono::hours(1));
    }
}

quint64 differencesOf(const RebuildReport& report, const char* table)
{
    for (const auto& one : report.tables) {
        if (one.name == QLatin1StringView(table))
            return one.differences;
    }
    return 999999;
}

} // namespace

class TestMaintenance : public QObject {
    Q_OBJECT

private slots:
    void verifyFindsWhatWasChanged();
    void verifyEndsEarly();
    void rebuildOfAHealthyStoreChangesNothing();
    void rebuildRepairs_data();
    void rebuildRepairs();
    void cancelledRebuildChangesNothing();
    void storeWorksOnAfterRebuild();
    void checkOfAHealthyStoreIsSilent();
    void checkFindsDisagreement_data();
    void checkFindsDisagreement();
    void vacuumShrinks();
    void backupIsWhole();
    void backupGoesOnWhileWriting();
    void cancelledBackupLeavesNothing();
};

void TestMaintenance::verifyFindsWhatWasChanged()
{
    StoreFixture store;
    fill(store);
    const auto reader = store.openReader();
    auto report = verifyEvents(*reader);
    QVERIFY(report);
    QVERIFY(report->complete);
    QCOMPARE(report->ok, quint64(store.storedIds().size()));
    QCOMPARE(report->bad, 0U);

    QVERIFY(store.database().exec(
        "UPDATE event SET created_at = created_at + 1 WHERE seq = 3;"
        "UPDATE event SET body = x'00ff' WHERE seq = 5;"
        "UPDATE event SET body = x'' WHERE seq = 7;"
        "UPDATE event SET body = x'00' || zeroblob(64) || substr(body, 66) WHERE seq = 9"));
    report = verifyEvents(*reader);
    QVERIFY(report);
    QCOMPARE(report->bad, 3U);
    QCOMPARE(report->trimmed, 1U);
    QCOMPARE(report->ok, quint64(store.storedIds().size()) - 4);
    QStringList found;
    for (const auto& bad : report->first)
        found << QStringLiteral("%1 %2").arg(bad.seq).arg(bad.reason);
    QCOMPARE(found,
             (QStringList{QStringLiteral("3 bad_id"), QStringLiteral("5 unreadable"),
                          QStringLiteral("9 bad_signature")}));
}

void TestMaintenance::verifyEndsEarly()
{
    StoreFixture store;
    fill(store);
    const auto reader = store.openReader();
    quint64 told = 0;
    const auto report = verifyEvents(*reader, [&](quint64 done, quint64 total) {
        told = done;
        return done > total;
    });
    QVERIFY(report);
    QVERIFY(!report->complete);
    QCOMPARE(report->ok, told);
}

void TestMaintenance::rebuildOfAHealthyStoreChangesNothing()
{
    StoreFixture store(smallTuning);
    fill(store);
    const auto report = rebuildTables(store.writer());
    QVERIFY(report);
    QCOMPARE(report->tables.size(), 14U);
    for (const auto& table : report->tables) {
        QVERIFY2(table.differences == 0, qPrintable(table.name));
        QVERIFY2(table.rows > 0, qPrintable(table.name));
    }
    QCOMPARE(report->sealedCells, 0U);
}

void TestMaintenance::rebuildRepairs_data()
{
    QTest::addColumn<QByteArray>("damage");
    QTest::addColumn<QByteArray>("table");
    QTest::addColumn<quint64>("differences");
    const auto row = [](const char* table, const char* damage, quint64 differences) {
        QTest::newRow(damage) << QByteArray(damage) << QByteArray(table) << differences;
    };
    row("version", "DELETE FROM version WHERE kind = 0", 0); // as many as there are, told in the test
    row("deletion", "DELETE FROM deletion", 1);
    row("deletion", "INSERT INTO deletion VALUES(x'00', 1, 1)", 1);
    row("address_deletion", "UPDATE address_deletion SET deleted_at = 1", 1);
    row("vanish", "UPDATE vanish SET until = until + 1", 1);
    row("expiry", "DELETE FROM expiry", 1);
    row("zap", "UPDATE zap SET millisats = 5, request_valid = 0", 1);
    row("rollup", "DELETE FROM rollup WHERE level = 2 AND dimension = 0", 1);
    row("dvm_request", "DELETE FROM dvm_request", 1);
    row("dvm_answer", "UPDATE dvm_answer SET request = NULL WHERE request IS NOT NULL", 1);
    row("dvm_work", "UPDATE dvm_work SET results = 7", 2); // of the provider, and of all
    row("dvm_payment", "DELETE FROM dvm_payment", 1);
    row("dvm_waiting", "DELETE FROM dvm_waiting", 1);
    row("dvm_seen", "UPDATE dvm_seen SET last_at = 1 WHERE dimension = 4", 1);
    row("rollup", "DELETE FROM rollup WHERE dimension = 4 AND level = 2", 1);
    row("rollup", "INSERT INTO rollup VALUES(0, 1, 5, 5, x'0100000000')", 1);
    row("rollup",
        "UPDATE rollup SET data = x'01' WHERE level = 1 AND dimension = 0 AND bucket = (SELECT min(bucket) "
        "FROM rollup "
        "WHERE level = 1 AND dimension = 0)",
        1);
}

void TestMaintenance::rebuildRepairs()
{
    QFETCH(QByteArray, damage);
    QFETCH(QByteArray, table);
    QFETCH(quint64, differences);
    StoreFixture store(smallTuning);
    fill(store);
    store.fold();
    const auto before = dump(store.database());
    if (table == "version")
        differences = quint64(store.database().value("SELECT count(*) FROM version WHERE kind = 0"));
    QVERIFY(differences > 0);
    QVERIFY(store.database().exec(damage));
    auto report = rebuildTables(store.writer());
    QVERIFY(report);
    QCOMPARE(differencesOf(*report, table.constData()), differences);
    QCOMPARE(report->differences(), differences);
    QCOMPARE(difference(dump(store.database()), before), QString());
    report = rebuildTables(store.writer());
    QVERIFY(report);
    QCOMPARE(report->differences(), 0U);
}

void TestMaintenance::cancelledRebuildChangesNothing()
{
    StoreFixture store(smallTuning);
    for (std::uint64_t i = 0; i < 5; ++i) {
        std::vector<VerifiedEvent> batch;
        for (std::uint64_t k = 0; k < 5000; ++k)
            batch.push_back(verified(inventEvent(i * 5000 + k), 1));
        store.commit(batch);
    }
    store.fold();
    QVERIFY(store.database().exec("DELETE FROM rollup"));
    const auto report = rebuildTables(store.writer(), [](quint64, quint64) { return false; });
    QVERIFY(!report);
    QCOMPARE(report.error().code, StoreErrorCode::Cancelled);
    QCOMPARE(store.database().value("SELECT count(*) FROM rollup"), 0);
    QVERIFY(!store.database().inTransaction());
    QVERIFY(rebuildTables(store.writer()));
    QVERIFY(store.database().value("SELECT count(*) FROM rollup") > 0);
}

void TestMaintenance::storeWorksOnAfterRebuild()
{
    StoreFixture store(smallTuning);
    StoreFixture calm(smallTuning);
    fill(store, 100);
    fill(calm, 100);
    QVERIFY(rebuildTables(store.writer()));
    // Versions and rollups go to the file and not to a table that is gone.
    for (auto* one : {&store, &calm}) {
        one->commit({verified(inventEvent(1, 0, 1900000000), 2),
                     verified(inventEvent(2, 5, 1700000000, {{"e", QByteArray(64, 'a')}}), 2)});
        one->fold();
        one->reopen();
    }
    QCOMPARE(difference(dump(store.database()), dump(calm.database())), QString());
}

void TestMaintenance::checkOfAHealthyStoreIsSilent()
{
    StoreFixture store(smallTuning);
    fill(store);
    const auto reader = store.openReader();
    quint64 last = 0;
    const auto found = checkDatabase(*reader, [&](quint64 done, quint64 total) {
        last = total;
        return done <= total;
    });
    QVERIFY(found);
    QCOMPARE(*found, QStringList());
    QVERIFY(last > 2);
}

void TestMaintenance::checkFindsDisagreement_data()
{
    QTest::addColumn<QByteArray>("damage");
    for (const char* damage :
         {"DELETE FROM author WHERE no = 1", "UPDATE state SET next_seq = 5",
          "DELETE FROM lookup_run WHERE what = 0", "DELETE FROM lookup_run WHERE what = 1",
          "DELETE FROM lookup_block WHERE no = (SELECT min(no) FROM lookup_block)",
          "UPDATE lookup_block SET data = x'09'", "UPDATE lookup_run SET entries = entries + 1",
          "INSERT INTO zap VALUES(99999, 1, NULL, NULL, NULL, 0)", "INSERT INTO sighting VALUES(99999, x'')",
          "INSERT INTO expiry VALUES(99999, 1)", "UPDATE version SET id = x'00'",
          "INSERT INTO version_recent VALUES(99999, 1, 0, x'', 1, x'00')",
          "UPDATE state SET folded_batch = 99999"})
        QTest::newRow(damage) << QByteArray(damage);
}

void TestMaintenance::checkFindsDisagreement()
{
    QFETCH(QByteArray, damage);
    StoreFixture store(smallTuning);
    fill(store);
    store.upkeep(start + std::chrono::hours(2));
    store.fold();
    QVERIFY(store.database().exec(damage));
    const auto found = checkDatabase(store.database());
    QVERIFY(found);
    QVERIFY(!found->isEmpty());
}

void TestMaintenance::vacuumShrinks()
{
    StoreFixture store(smallTuning);
    std::vector<VerifiedEvent> batch;
    for (std::uint64_t i = 0; i < 2000; ++i)
        batch.push_back(verified(inventEvent(i, 1, 1700000000, {}, QByteArray(1000, 'x')), 1));
    store.commit(batch);
    store.upkeep(start);
    QVERIFY(store.database().exec("UPDATE event SET body = x'' WHERE seq > 10"));
    const auto before = store.database().value("PRAGMA page_count");
    const auto rows = dump(store.database());
    QVERIFY(vacuumDatabase(store.database(), store.path()));
    QVERIFY(store.database().value("PRAGMA page_count") < before / 2);
    QCOMPARE(difference(dump(store.database()), rows), QString());
    store.commit({verified(inventEvent(5000), 1)});
    store.reopen();
    QCOMPARE(store.storedIds().size(), 2001U);
}

void TestMaintenance::backupIsWhole()
{
    StoreFixture store(smallTuning);
    fill(store);
    const QTemporaryDir folder;
    const auto target = folder.filePath(QStringLiteral("copy.sqlite"));
    QVERIFY(backupDatabase(store.database(), target));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{QStringLiteral("copy.sqlite")});
    auto copy = StoreWriter::open(target);
    QVERIFY(copy);
    QCOMPARE((*copy)->lastBatch(), store.writer().lastBatch());
    QCOMPARE(difference(dump((*copy)->database()), dump(store.database())), QString());
    QCOMPARE((*copy)->database().value("PRAGMA application_id"), applicationId);
    // Never over a file that is there.
    const auto again = backupDatabase(store.database(), target);
    QVERIFY(!again);
    QCOMPARE(again.error().code, StoreErrorCode::CannotOpen);
}

void TestMaintenance::backupGoesOnWhileWriting()
{
    StoreFixture store(smallTuning);
    fill(store);
    const QTemporaryDir folder;
    const auto target = folder.filePath(QStringLiteral("copy.sqlite"));
    auto backup = Backup::start(store.database(), target);
    QVERIFY(backup);
    std::uint64_t number = 1;
    for (;;) {
        const auto more = (*backup)->step(5);
        QVERIFY(more);
        if (!*more)
            break;
        QVERIFY((*backup)->done() <= (*backup)->total());
        if (number < 20)
            store.commit({verified(inventEvent(number++), 1)});
    }
    auto copy = StoreWriter::open(target);
    QVERIFY(copy);
    QCOMPARE(difference(dump((*copy)->database()), dump(store.database())), QString());
    QCOMPARE((*copy)->lastSeq(), store.writer().lastSeq());
}

void TestMaintenance::cancelledBackupLeavesNothing()
{
    StoreFixture store(smallTuning);
    std::vector<VerifiedEvent> batch;
    for (std::uint64_t i = 0; i < 3000; ++i)
        batch.push_back(verified(inventEvent(i, 1, 1700000000, {}, QByteArray(1000, 'x')), 1));
    store.commit(batch);
    const QTemporaryDir folder;
    const auto result = backupDatabase(store.database(), folder.filePath(QStringLiteral("copy.sqlite")),
                                       [](quint64, quint64) { return false; });
    QVERIFY(!result);
    QCOMPARE(result.error().code, StoreErrorCode::Cancelled);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList());
}

QTEST_GUILESS_MAIN(TestMaintenance)
#include "tst_maintenance.moc"
