// SPDX-License-Identifier: GPL-3.0-or-later
// What retention removes is on the disk first, or nothing is removed.
#include "core/storage/retentionrun.h"
#include "tests/support/jsonlines.h"
#include "tests/support/smalldisk.h"
#include "tests/support/storefixture.h"

#include <QLockFile>
#include <QtTest>

using namespace nostrscope;
using namespace nostrscope::test;

namespace {

constexpr StoreTuning smallTuning{50, 20, 30, {}, 200};
constexpr Timestamp day = 86400;
constexpr Timestamp december = 1701388800; ///< 2023-12-01 00:00 UTC
constexpr Timestamp now = december + 60 * day;

/// Four hours around the turn of the month, and two months later.
std::vector<VerifiedEvent> makeEvents(qsizetype contentBytes = 300)
{
    std::vector<VerifiedEvent> events;
    for (std::uint64_t i = 0; i < 240; ++i)
        events.push_back(
            verified(inventEvent(i, 1, december - 3600 + Timestamp(i) * 60, {{"t", "x"}},
                                 QByteArray(contentBytes, char('a' + i % 26)), std::uint32_t(i % 7)),
                     1, fromSeconds(now)));
    for (std::uint64_t i = 1000; i < 1020; ++i)
        events.push_back(verified(inventEvent(i, 1, now - Timestamp(i)), 1, fromSeconds(now)));
    return events;
}

RetentionPolicy policyOf(const QString& folder, Timestamp floor = now - 10 * day)
{
    RetentionPolicy policy;
    policy.now = now;
    policy.floors[KindGroup::Notes] = floor;
    policy.archiveFolder = folder;
    return policy;
}

QStringList filesIn(const QString& folder)
{
    return QDir(folder).entryList(QDir::Files | QDir::NoDotAndDotDot, QDir::Name);
}

Timestamp floorIn(StoreFixture& store)
{
    return store.database().value("SELECT created_at FROM retention_floor WHERE kind_group = 'notes'");
}

} // namespace

class TestRetentionArchive : public QObject {
    Q_OBJECT

private slots:
    void oneFileForEachMonth();
    void nothingToRemoveNothingWritten();
    void noFileIsReplaced();
    void failedWriteRemovesNothing_data();
    void failedWriteRemovesNothing();
    void fullDiskRemovesNothing();
    void secondProcessIsRefused();
    void cancelledLeavesNothing();
    void trimmedAndVanishedAreLeftOut();
};

void TestRetentionArchive::oneFileForEachMonth()
{
    const auto events = makeEvents();
    StoreFixture store(smallTuning);
    store.commit(events);
    const QTemporaryDir folder;
    const auto target = folder.filePath(QStringLiteral("deep/archive"));
    const auto report = applyRetention(store.writer(), policyOf(target));
    QVERIFY(report);
    QCOMPARE(report->events, 240U);
    QCOMPARE(report->archive.events, 240U);
    QCOMPARE(report->archive.leftOut, 0U);
    QCOMPARE(store.storedIds().size(), 20U);
    QCOMPARE(filesIn(target),
             (QStringList{QStringLiteral("2023-11.jsonl.zst"), QStringLiteral("2023-12.jsonl.zst")}));
    std::vector<Event> written;
    quint64 bytes = 0;
    for (const auto& file : report->archive.files) {
        bytes += quint64(QFileInfo(file).size());
        for (auto& event : eventsOf(file)) {
            QCOMPARE(event.createdAt < december, file.endsWith(QStringLiteral("2023-11.jsonl.zst")));
            written.push_back(std::move(event));
        }
    }
    QCOMPARE(report->archive.bytes, bytes);
    QCOMPARE(written.size(), std::size_t(240));
    for (std::size_t i = 0; i < written.size(); ++i) // in the order of time, whole
        QCOMPARE(written[i], events[i].event);
}

void TestRetentionArchive::nothingToRemoveNothingWritten()
{
    StoreFixture store(smallTuning);
    store.commit(makeEvents());
    const QTemporaryDir folder;
    const auto target = folder.filePath(QStringLiteral("archive"));
    const auto report = applyRetention(store.writer(), policyOf(target, december - day));
    QVERIFY(report);
    QCOMPARE(report->events, 0U);
    QVERIFY(!QFileInfo::exists(target));
}

void TestRetentionArchive::noFileIsReplaced()
{
    StoreFixture store(smallTuning);
    store.commit(makeEvents());
    const QTemporaryDir folder;
    const auto policyAt = [&](Timestamp floor) { return policyOf(folder.path(), floor); };
    QVERIFY(applyRetention(store.writer(), policyAt(december + 3600)));
    const auto first = folder.filePath(QStringLiteral("2023-12.jsonl.zst"));
    QFile file(first);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto before = file.readAll();
    // As one that a killed run left, whose place the next run takes.
    QFile part(folder.filePath(QStringLiteral("2023-12.jsonl.zst.part")));
    QVERIFY(part.open(QIODevice::WriteOnly));
    part.write(QByteArray(100000, 'x'));
    part.close();
    const auto report = applyRetention(store.writer(), policyAt(now - 10 * day));
    QVERIFY(report);
    QCOMPARE(report->archive.files, QStringList{folder.filePath(QStringLiteral("2023-12.2.jsonl.zst"))});
    QVERIFY(file.seek(0));
    QCOMPARE(file.readAll(), before);
    QCOMPARE(filesIn(folder.path()).size(), 3);
    std::size_t count = 0;
    for (const auto& name : filesIn(folder.path()))
        count += eventsOf(folder.filePath(name)).size();
    QCOMPARE(count, std::size_t(240));
}

void TestRetentionArchive::failedWriteRemovesNothing_data()
{
    QTest::addColumn<QString>("blocker"); // a folder where a file should be, or a file where a folder should
    QTest::newRow("the folder is a file") << QStringLiteral("archive");
    QTest::newRow("first month") << QStringLiteral("archive/2023-11.jsonl.zst.part/x");
    QTest::newRow("second month") << QStringLiteral("archive/2023-12.jsonl.zst.part/x");
}

void TestRetentionArchive::failedWriteRemovesNothing()
{
    QFETCH(QString, blocker);
    StoreFixture store(smallTuning);
    store.commit(makeEvents());
    const QTemporaryDir folder;
    const auto path = folder.filePath(blocker);
    QVERIFY(QDir().mkpath(QFileInfo(path).absolutePath()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    const auto target = folder.filePath(QStringLiteral("archive"));
    const auto report = applyRetention(store.writer(), policyOf(target));
    QVERIFY(!report);
    QCOMPARE(report.error().code, StoreErrorCode::ArchiveFailed);
    QVERIFY2(describe(report.error()).contains(QStringLiteral("archive")),
             qPrintable(describe(report.error())));
    QCOMPARE(store.storedIds().size(), 260U);
    QCOMPARE(floorIn(store), 0);
    QVERIFY(!QFileInfo::exists(target) || filesIn(target).isEmpty());
    // The obstacle gone, the same call does it.
    QVERIFY(file.remove());
    QDir().rmdir(QFileInfo(path).absolutePath());
    QVERIFY(applyRetention(store.writer(), policyOf(target)));
    QCOMPARE(store.storedIds().size(), 20U);
    QCOMPARE(filesIn(target).size(), 2);
}

void TestRetentionArchive::fullDiskRemovesNothing()
{
    const SmallDisk disk;
    if (!disk.isMounted())
        QSKIP("this user may not mount a small disk");
    StoreFixture store(smallTuning);
    store.commit(makeEvents());
    QFile filler(disk.path("filler"));
    QVERIFY(filler.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    while (filler.write(QByteArray(4096, 'f')) == 4096) { }
    const auto target = disk.path("archive");
    const auto report = applyRetention(store.writer(), policyOf(target));
    QVERIFY(!report);
    QCOMPARE(report.error().code, StoreErrorCode::ArchiveFailed);
    QCOMPARE(store.storedIds().size(), 260U);
    QCOMPARE(floorIn(store), 0);
    filler.close();
    QVERIFY(filler.remove());
    QVERIFY(applyRetention(store.writer(), policyOf(target)));
    QCOMPARE(store.storedIds().size(), 20U);
}

void TestRetentionArchive::secondProcessIsRefused()
{
    StoreFixture store(smallTuning);
    store.commit(makeEvents());
    const QTemporaryDir folder;
    QLockFile other(folder.filePath(QStringLiteral(".nostrscope-archive.lock")));
    QVERIFY(other.tryLock(0));
    const auto report = applyRetention(store.writer(), policyOf(folder.path()));
    QVERIFY(!report);
    QCOMPARE(report.error().code, StoreErrorCode::ArchiveFailed);
    QCOMPARE(store.storedIds().size(), 260U);
}

void TestRetentionArchive::cancelledLeavesNothing()
{
    StoreFixture store(smallTuning);
    store.commit(makeEvents());
    const QTemporaryDir folder;
    int calls = 0;
    const auto report = applyRetention(store.writer(), policyOf(folder.path()),
                                       [&calls](quint64, quint64) { return ++calls < 2; });
    QVERIFY(!report);
    QCOMPARE(report.error().code, StoreErrorCode::Cancelled);
    QCOMPARE(filesIn(folder.path()), QStringList());
    QCOMPARE(store.storedIds().size(), 260U);
    QCOMPARE(floorIn(store), 0);
}

void TestRetentionArchive::trimmedAndVanishedAreLeftOut()
{
    StoreFixture store(smallTuning);
    auto events = makeEvents();
    // Author 3 asks to be forgotten, and the first event of author 5 is trimmed already.
    events.push_back(
        verified(inventEvent(5000, 62, now - day, {{"relay", "ALL_RELAYS"}}, {}, 3), 1, fromSeconds(now)));
    store.commit(events);
    QVERIFY(
        store.database().exec("UPDATE event SET body = x'' WHERE seq = 6; INSERT INTO trimmed VALUES(6)"));
    const QTemporaryDir folder;
    auto policy = policyOf(folder.path());
    policy.trim.vanished = true;
    const auto report = applyRetention(store.writer(), policy);
    QVERIFY(report);
    const auto vanished =
        quint64(std::count_if(events.begin(), events.begin() + 240,
                              [](const VerifiedEvent& one) { return one.event.pubkey == inventKey(3); }));
    QVERIFY(vanished > 10);
    QCOMPARE(report->archive.leftOut, vanished + 1);
    QCOMPARE(report->archive.events, 240 - vanished - 1);
    for (const auto& file : report->archive.files) {
        for (const auto& event : eventsOf(file))
            QVERIFY(event.pubkey != inventKey(3));
    }
}

QTEST_GUILESS_MAIN(TestRetentionArchive)
#include "tst_retentionarchive.moc"
