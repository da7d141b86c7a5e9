// SPDX-License-Identifier: GPL-3.0-or-later
// What the window says when the disk gets short.
#include "models/diskroom.h"
#include "tests/unit/windowfixture.h"
#include "ui/kit/card.h"
#include "ui/kit/messagebar.h"
#include "ui/pages/page.h"

#include <QAbstractButton>
#include <QStandardPaths>

#include <algorithm>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;

using Fixture = WindowFixture;

class TestDiskWatch : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init() { QTest::failOnWarning(anyRealWarning()); }

    void shortDisk_data();
    void shortDisk();
    void shortDiskIsSeenEverywhere();
    void pausedArchiveIsSeenEverywhere();
};

void TestDiskWatch::shortDisk_data()
{
    constexpr quint64 gibi = 1ULL << 30;
    QTest::addColumn<quint64>("free");
    QTest::addColumn<quint64>("total");
    QTest::addColumn<bool>("wasShort");
    QTest::addColumn<bool>("isShort");
    QTest::newRow("not known") << 0 * gibi << 100 * gibi << true << false;
    QTest::newRow("a tenth") << 10 * gibi << 100 * gibi << false << false;
    QTest::newRow("less") << 10 * gibi - 1 << 100 * gibi << false << true;
    QTest::newRow("a little more than before") << 10 * gibi + 1 << 100 * gibi << true << true;
    QTest::newRow("room again") << 11 * gibi << 100 * gibi << true << false;
    QTest::newRow("small disk") << 2 * gibi - 1 << 8 * gibi << false << true;
    QTest::newRow("small disk with room") << 2 * gibi << 8 * gibi << false << false;
    QTest::newRow("disk not known") << 3 * gibi << 0 * gibi << false << false;
    QTest::newRow("disk not known, short") << gibi << 0 * gibi << false << true;
}

void TestDiskWatch::shortDisk()
{
    QFETCH(const quint64, free);
    QFETCH(const quint64, total);
    QFETCH(const bool, wasShort);
    QTEST(isDiskShort(free, total, wasShort), "isShort");
}

void TestDiskWatch::shortDiskIsSeenEverywhere()
{
    Fixture f(5);
    f.window->setDiskBytes(100ULL << 30);
    const auto give = [&f](quint64 gibi) {
        f.engine.state.vitals.diskFreeBytes = gibi << 30;
        f.engine.publish();
        QTRY_COMPARE(f.window->feed().shown()->vitals.diskFreeBytes, gibi << 30);
    };
    give(40);
    QVERIFY(!f.window->messages().find(u"disk"_s));
    give(9); // the page Archive was never opened
    auto* bar = f.window->messages().find(u"disk"_s);
    QVERIFY(bar);
    QCOMPARE(bar->tone(), Tone::Warning);
    QVERIFY(bar->text().contains(u"9.0 GiB free, 9.00 %"_s));
    // Said once: who closed it has read it.
    f.window->messages().remove(u"disk"_s);
    give(8);
    QVERIFY(!f.window->messages().find(u"disk"_s));
    give(40);
    give(9);
    bar = f.window->messages().find(u"disk"_s);
    QVERIFY(bar);
    // Its button leads to the figures, which say it too.
    const auto buttons = bar->findChildren<QAbstractButton*>();
    const auto show = std::find_if(buttons.begin(), buttons.end(),
                                   [](auto* button) { return button->text() == u"S&how"_s; });
    QVERIFY(show != buttons.end());
    (*show)->click();
    QCOMPARE(f.window->currentPage()->selection(), u"tab:storage"_s);
    QVERIFY(f.find<Card>(u"cardArchiveDisk"_s)->detail().startsWith(u"low: "_s));
}

void TestDiskWatch::pausedArchiveIsSeenEverywhere()
{
    Fixture f(5);
    f.engine.archive.hold = ArchiveHold::DiskLow;
    f.engine.archive.isOn = false;
    f.engine.publishArchive();
    QVERIFY(!f.window->messages().find(u"disk"_s)); // nothing waits
    f.engine.archive.isOn = true;
    f.engine.publishArchive();
    const auto* bar = f.window->messages().find(u"disk"_s);
    QVERIFY(bar);
    QCOMPARE(bar->tone(), Tone::Error);
    QVERIFY(bar->text().contains(u"histories are not fetched"_s));
    f.engine.archive.hold = ArchiveHold::None;
    f.engine.publishArchive();
    QVERIFY(!f.window->messages().find(u"disk"_s));
}

QTEST_MAIN(TestDiskWatch)
#include "tst_diskwatch.moc"
