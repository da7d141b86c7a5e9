// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/kinds.h"
#include "tests/support/testdata.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;

/// The dictionary of kinds, against the registries.
class TestKinds : public QObject {
    Q_OBJECT

private slots:
    void names_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("range");
        const auto row = [](int kind, const char* name, const char* range) {
            QTest::addRow("%d", kind) << kind << QByteArray(name) << QByteArray(range);
        };
        row(0, "Profile", "replaceable by range");
        row(1, "Note", "regular by range");
        row(10, "", "regular by range");
        row(1629, "", "regular by range");
        row(1630, "Git status", "regular by range");
        row(1633, "Git status", "regular by range");
        row(1634, "", "regular by range");
        row(5050, "Job request: text generation", "job request by range");
        row(6050, "Job result: text generation", "job result by range");
        row(5051, "", "job request by range");
        row(6969, "", "regular by range");
        row(7000, "Job feedback", "regular by range");
        row(10999, "", "replaceable by range");
        row(20001, "", "ephemeral by range");
        row(39701, "Web bookmark", "addressable by range");
        row(39999, "", "addressable by range");
        row(65535, "", "regular by range");
    }
    void names()
    {
        QFETCH(int, kind);
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, range);
        QCOMPARE(QByteArray(kindName(static_cast<Kind>(kind))), name);
        QCOMPARE(QByteArray(kindRangeText(static_cast<Kind>(kind))), range);
    }

    void dvmRoles()
    {
        QCOMPARE(dvmRole(4999), DvmRole::None);
        QCOMPARE(dvmRole(5000), DvmRole::Request);
        QCOMPARE(dvmRole(5999), DvmRole::Request);
        QCOMPARE(dvmRole(6000), DvmRole::Result);
        QCOMPARE(dvmRole(6999), DvmRole::Result);
        QCOMPARE(dvmRole(7000), DvmRole::Feedback);
        QCOMPARE(dvmRole(7001), DvmRole::None);
        for (const int other : {5128, 5666, 5969, 6666, 6969})
            QCOMPARE(dvmRole(static_cast<Kind>(other)), DvmRole::None);
        for (const auto request : registeredDvmRequests()) {
            QCOMPARE(dvmRole(request), DvmRole::Request);
            QVERIFY(kindName(request) && kindName(static_cast<Kind>(request + 1000)));
        }
    }

    void defaults()
    {
        const auto kinds = defaultLiveKinds();
        QVERIFY(std::is_sorted(kinds.begin(), kinds.end()));
        QVERIFY(std::adjacent_find(kinds.begin(), kinds.end()) == kinds.end());
        QCOMPARE(kinds.size(), 25 + 2 * registeredDvmRequests().size());
        for (const int kind : {0, 62, 5050, 6050, 7000, 22236, 34236})
            QVERIFY(std::binary_search(kinds.begin(), kinds.end(), static_cast<Kind>(kind)));
        for (const auto kind : kinds)
            QVERIFY(kindName(kind));
    }

    /// Every kind of the table in the NIP index has a name; every job page is registered.
    void registries()
    {
        NOSTRSCOPE_NEEDS_DATA();
        static const QRegularExpression row(u"^\\| `(\\d+)`(?:-`(\\d+)`)? "_s);
        int count = 0;
        for (const auto& line : test::readLines(u"registry/nips_README.md"_s)) {
            const auto match = row.match(QString::fromUtf8(line));
            if (!match.hasMatch())
                continue;
            const auto first = match.captured(1).toInt();
            const auto last = match.hasCaptured(2) ? match.captured(2).toInt() : first;
            for (int kind = first; kind <= last; ++kind)
                QVERIFY2(kindName(static_cast<Kind>(kind)), qPrintable(QString::number(kind)));
            ++count;
        }
        QVERIFY(count > 150);
        std::vector<Kind> pages;
        for (const auto& file :
             QDir(test::dataFolder() + u"/registry/data-vending-machines/kinds"_s).entryList({u"*.md"_s}))
            pages.push_back(static_cast<Kind>(file.chopped(3).toInt()));
        const auto registered = registeredDvmRequests();
        QVERIFY(std::equal(pages.begin(), pages.end(), registered.begin(), registered.end()));
    }
};

QTEST_GUILESS_MAIN(TestKinds)
#include "tst_kinds.moc"
