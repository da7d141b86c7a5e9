// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/ledgerpages.h"
#include "core/storage/ledgertables.h"
#include "core/storage/storewriter.h"

#include <QTemporaryDir>
#include <QTest>

using namespace nostrscope;

/// Relays, connection log and quarantine in a real file.
class TestLedger : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString m_path = m_folder.filePath(QStringLiteral("t.sqlite"));
    std::unique_ptr<StoreWriter> m_writer;

    static RelayEntry entry(const char* url)
    {
        RelayEntry entry;
        entry.url = url;
        entry.name = QStringLiteral("Name");
        entry.addedAt = fromSeconds(1700000000);
        return entry;
    }

private slots:
    void initTestCase()
    {
        auto writer = StoreWriter::open(m_path);
        QVERIFY(writer);
        m_writer = std::move(*writer);
    }

    void relaysComeBack()
    {
        LedgerTables tables(m_writer->database());
        const auto added = tables.addRelays({entry("wss://a.example"), entry("wss://b.example")});
        QVERIFY(added);
        QCOMPARE(added->size(), 2U);
        const auto id = added->at(1).id;
        QVERIFY(tables.setLastEose({{id, fromSeconds(1700000100)}}));
        QVERIFY(tables.setLastEose({{id, fromSeconds(1600000000)}})); // never back
        QVERIFY(tables.setRemoved({id}, true));
        QCOMPARE(tables.relays()->size(), 1U);
        const auto again = tables.addRelays({entry("wss://b.example")});
        QCOMPARE(again->at(0).id, id);
        QCOMPARE(again->at(0).lastEoseAt, fromSeconds(1700000100));
        QVERIFY(tables.setPaused({id}, true));
        QVERIFY(tables.relays()->at(1).paused);
        QVERIFY(!tables.relays()->at(1).starred);
        QVERIFY(tables.setStarred({id}, true));
        QVERIFY(tables.relays()->at(1).starred && !tables.relays()->at(0).starred);
        QVERIFY(tables.setRemoved({id}, true));
        QVERIFY(tables.addRelays({entry("wss://b.example")})->at(0).starred); // it comes back as it was
    }

    void logPages()
    {
        LedgerTables tables(m_writer->database());
        std::vector<LogRecord> records;
        for (int i = 0; i < 25; ++i) {
            LogRecord record;
            record.at = fromSeconds(1700000000 + i);
            record.relay = RelayId(1 + static_cast<std::uint32_t>(i % 2));
            record.service = QStringLiteral("collect");
            record.message = QString::number(i);
            records.push_back(record);
        }
        QVERIFY(tables.appendLog(records));
        auto pages = LedgerPages::open(m_path);
        QVERIFY(pages);
        QStringList seen;
        std::optional<qint64> before;
        int count = 0;
        do {
            const auto page = (*pages)->connectionLog(RelayId(), before, 10);
            QVERIFY(page);
            for (const auto& record : page->items)
                seen.append(record.message);
            before = page->next;
            ++count;
        } while (before);
        QCOMPARE(count, 3);
        QCOMPARE(seen.size(), 25);
        QCOMPARE(seen.first(), QStringLiteral("24"));
        QCOMPARE(seen.last(), QStringLiteral("0"));
        const auto ofOne = (*pages)->connectionLog(RelayId(2), {}, 100);
        QCOMPARE(ofOne->items.size(), 12U);
        QCOMPARE(ofOne->items[0].relayUrl, QStringLiteral("wss://b.example"));
        // Lines older than 30 days go.
        records.resize(1);
        records[0].at = fromSeconds(1700000000 + 40 * 86400);
        QVERIFY(tables.appendLog(records));
        QCOMPARE((*pages)->connectionLog(RelayId(), {}, 100)->items.size(), 1U);
    }

    void quarantinePages()
    {
        EventBatch batch;
        batch.number = 1;
        for (int i = 0; i < 7; ++i)
            batch.quarantine.push_back({InvalidReason::BadId, RelayId(1), fromSeconds(1700000000 + i),
                                        "text\0x" + QByteArray::number(i)});
        batch.refused[RelayId(1)][static_cast<std::size_t>(InvalidReason::BadId)] = 7;
        QVERIFY(m_writer->commit(batch));
        auto pages = LedgerPages::open(m_path);
        const auto page = (*pages)->quarantine({}, 5);
        QCOMPARE(page->items.size(), 5U);
        QVERIFY(page->next);
        QVERIFY(page->items[0].reason == InvalidReason::BadId);
        QCOMPARE(page->items[0].arrivedAt, fromSeconds(1700000006));
        QCOMPARE((*pages)->quarantine(page->next, 5)->items.size(), 2U);
    }

    void refusesOtherFiles()
    {
        const auto pages = LedgerPages::open(m_folder.filePath(QStringLiteral("none.sqlite")));
        QVERIFY(!pages);
        QVERIFY(pages.error().code == StoreErrorCode::CannotOpen);
    }
};

QTEST_GUILESS_MAIN(TestLedger)
#include "tst_ledger.moc"
