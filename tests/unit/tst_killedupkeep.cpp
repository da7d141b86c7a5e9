// SPDX-License-Identifier: GPL-3.0-or-later
// Upkeep that is killed at any moment: what it removes or writes anew is whole before and after, and the next
// run ends what the killed one began.
#include "core/storage/compression.h"
#include "core/storage/maintenance.h"
#include "core/storage/rebuild.h"
#include "tests/support/eventfactory.h"
#include "tests/support/jsonlines.h"
#include "tests/support/storefixture.h"
#include "tests/unit/crashpolicy.h"
#include "tests/unit/killing.h"

using namespace nostrscope;
using namespace nostrscope::test;

namespace {

constexpr int rounds = 10;

/// Ids of stored events; those without a body only, or all.
QSet<EventId> idsIn(SqlDatabase& database, bool trimmedOnly)
{
    QSet<EventId> ids;
    SqlStatement rows(database,
                      trimmedOnly ? "SELECT id FROM event WHERE length(body) = 0" : "SELECT id FROM event");
    while (rows.step())
        ids.insert(EventId::fromBytes(rows.blob(0)).value());
    return ids;
}

QSet<EventId> idsInArchive(const QString& folder)
{
    QSet<EventId> ids;
    const auto files = QDir(folder).entryInfoList({QStringLiteral("*.jsonl.zst")}, QDir::Files);
    for (const auto& file : files) {
        for (const auto& event : eventsOf(file.filePath()))
            ids.insert(event.id);
    }
    return ids;
}

} // namespace

class TestKilledUpkeep : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void killedInRetention();
    void killedInCompression();

private:
    QTemporaryDir m_folder;
    QString m_base; ///< a store of all events
    QSet<EventId> m_ids;
};

void TestKilledUpkeep::initTestCase()
{
    EventFactory factory(21, 60);
    const auto events = factory.take(6000);
    QFile file(m_folder.filePath(QStringLiteral("lines.jsonl")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    for (const auto& event : events) {
        file.write(toJson(event) + '\n');
        m_ids.insert(event.id);
    }
    file.close();
    m_base = m_folder.filePath(QStringLiteral("base.sqlite"));
    QCOMPARE(ranChild({QStringLiteral("import"), m_base, file.fileName()}), 0);
}

void TestKilledUpkeep::killedInRetention()
{
    const QTemporaryDir folder;
    // What a run that nobody disturbs leaves.
    const auto wholePath = folder.filePath(QStringLiteral("whole.sqlite"));
    QVERIFY(QFile::copy(m_base, wholePath));
    auto whole = StoreWriter::open(wholePath);
    QVERIFY(whole);
    int steps = 0;
    QVERIFY(applyRetention(**whole, retainPolicy(folder.filePath(QStringLiteral("whole"))),
                           [&steps](quint64, quint64) { return ++steps > 0; }));
    const auto stored = idsIn((*whole)->database(), false);
    const auto trimmed = idsIn((*whole)->database(), true);
    QVERIFY(stored.size() > 1000 && stored.size() < m_ids.size() - 1000);
    QVERIFY(trimmed.size() > 10);
    QCOMPARE(idsInArchive(folder.filePath(QStringLiteral("whole"))), m_ids - stored);

    std::mt19937 random(9);
    for (int round = 0; round < rounds; ++round) {
        const auto path = folder.filePath(QStringLiteral("t%1.sqlite").arg(round));
        const auto archive = folder.filePath(QStringLiteral("archive%1").arg(round));
        QVERIFY(QFile::copy(m_base, path));
        const auto output =
            killedAfter(1 + round * steps / rounds, {QStringLiteral("retain"), path, archive}, random);
        QVERIFY2(output.startsWith("begin") && !output.contains("failed"), output.constData());

        auto writer = StoreWriter::open(path);
        QVERIFY2(writer, qPrintable(writer ? QString() : describe(writer.error())));
        auto& database = (*writer)->database();
        // Each event is stored or in the archive, and nothing lost its content that should not.
        QCOMPARE(idsIn(database, false) + idsInArchive(archive), m_ids);
        QVERIFY(trimmed.contains(idsIn(database, true)));
        for (int again = 0; again < 2; ++again) { // as the kill left it, and when the run is repeated
            const auto found = checkDatabase(database);
            QVERIFY(found);
            QCOMPARE(*found, QStringList());
            const auto rebuilt = rebuildTables(**writer);
            QVERIFY(rebuilt);
            QCOMPARE(rebuilt->differences(), 0U);
            if (again == 0)
                QVERIFY(applyRetention(**writer, retainPolicy(archive)));
        }
        QCOMPARE(idsIn(database, false), stored);
        QCOMPARE(idsIn(database, true), trimmed);
        QCOMPARE(idsInArchive(archive), m_ids - stored);
        const auto report = verifyEvents(database);
        QVERIFY(report);
        QCOMPARE(report->bad, 0U);
        QCOMPARE(report->trimmed, quint64(trimmed.size()));
    }
}

/// Bodies that are compressed and bodies that are plain, side by side.
void TestKilledUpkeep::killedInCompression()
{
    const QTemporaryDir folder;
    const auto wholePath = folder.filePath(QStringLiteral("whole.sqlite"));
    QVERIFY(QFile::copy(m_base, wholePath));
    auto whole = StoreWriter::open(wholePath);
    QVERIFY(whole);
    int steps = 0;
    const auto undisturbed = compressBodies(**whole, [&steps](quint64, quint64) { return ++steps > 0; });
    QVERIFY(undisturbed && undisturbed->complete && undisturbed->events > 1000);
    const auto bytesOf = [](SqlDatabase& database) {
        return database.value("SELECT sum(length(body)) FROM event");
    };
    std::mt19937 random(9);
    for (int round = 0; round < rounds; ++round) {
        const auto path = folder.filePath(QStringLiteral("t%1.sqlite").arg(round));
        QVERIFY(QFile::copy(m_base, path));
        const auto output =
            killedAfter(1 + round * steps / rounds, {QStringLiteral("compress"), path}, random);
        QVERIFY2(output.startsWith("begin") && !output.contains("failed"), output.constData());

        auto writer = StoreWriter::open(path);
        QVERIFY2(writer, qPrintable(writer ? QString() : describe(writer.error())));
        auto& database = (*writer)->database();
        for (int again = 0; again < 2; ++again) { // as the kill left it, and when the run is repeated
            QCOMPARE(idsIn(database, false), m_ids);
            const auto report = verifyEvents(database);
            QVERIFY(report);
            QCOMPARE(report->bad, 0U);
            if (again == 0)
                QVERIFY(compressBodies(**writer));
        }
        QCOMPARE(bytesOf(database), bytesOf((*whole)->database()));
    }
}

QTEST_GUILESS_MAIN(TestKilledUpkeep)
#include "tst_killedupkeep.moc"
