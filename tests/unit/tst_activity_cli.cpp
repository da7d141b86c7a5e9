// SPDX-License-Identifier: GPL-3.0-or-later
// The page "Activity" on a real engine tells the same figures as nostrscope-cli for the same range.
#include "core/engine/engine.h"
#include "tests/support/storefixture.h"
#include "tests/unit/clirun.h"
#include "ui/kit/card.h"
#include "ui/mainwindow.h"
#include "ui/pages/activitypage.h"

#include <QApplication>
#include <QJsonArray>
#include <QStandardPaths>
#include <QTest>

#include <random>

using namespace nostrscope;
using namespace nostrscope::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr Timestamp first = 1700006400;
constexpr Timestamp day = 86400;

void fill(StoreFixture& store)
{
    std::mt19937 random(11);
    std::vector<VerifiedEvent> events;
    for (std::uint64_t i = 0; i < 900; ++i) {
        static constexpr Kind kinds[] = {0, 1, 1, 7, 9735, 30023, 34567};
        const auto createdAt = first + Timestamp(random() % (6 * day));
        events.push_back(
            verified(inventEvent(i, kinds[random() % 7], createdAt, {},
                                 QByteArray(qsizetype(random() % 300), 'x'), std::uint32_t(random() % 60)),
                     0, fromSeconds(createdAt + 5)));
    }
    store.commit(std::move(events));
    store.close();
}

} // namespace

class TestActivityCli : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void pageEqualsCommandLine_data()
    {
        QTest::addColumn<qint64>("from"); // included
        QTest::addColumn<qint64>("to");
        QTest::newRow("two and a half days") << qint64(first + day + 1234) << qint64(first + 3 * day + 45678);
        QTest::newRow("half an hour") << qint64(first + day) << qint64(first + day + 1800);
    }
    void pageEqualsCommandLine()
    {
        QFETCH(qint64, from);
        QFETCH(qint64, to);
        StoreFixture store;
        fill(store);
        const Cli cli;
        const auto ask = [&](const QString& subject) {
            return cli
                .run({u"--db"_s, store.path(), u"--json"_s, u"stats"_s, subject, u"--range"_s,
                      u"%1..%2"_s.arg(from).arg(to)})
                .object();
        };
        const auto kinds = ask(u"kinds"_s)[u"kinds"_s].toArray();
        const auto overview = ask(u"overview"_s);
        qint64 ofDays = 0;
        const auto days = ask(u"activity"_s)[u"activity"_s].toArray();
        for (const auto& one : days)
            ofDays += one.toObject()[u"events"_s].toInteger();
        QVERIFY(ofDays > 0);

        EngineConfig config;
        config.databasePath = store.path();
        Engine engine(config);
        Theme theme(*qApp);
        const Fmt fmt(QLocale::c(), QTimeZone::utc());
        MainWindow window(engine, theme, fmt);
        window.show();
        engine.setCustomRange({from - 1, to, false});
        QTRY_VERIFY(window.feed().shown() && !window.feed().shown()->preset);
        QVERIFY(window.showPage(u"activity"_s));
        auto* page = qobject_cast<ActivityPage*>(window.currentPage());
        QTRY_VERIFY(page->data().figures() && !page->data().isLoading());
        QCOMPARE(page->data().error(), QString());

        const auto figures = *page->data().figures();
        QCOMPARE(qint64(figures.events), overview[u"total_events"_s].toInteger());
        QCOMPARE(qint64(figures.events), ofDays);
        QCOMPARE(qint64(*figures.authors), overview[u"unique_authors"_s].toInteger());
        QCOMPARE(window.findChild<Card*>(u"cardActivityEvents"_s)->value(), fmt.number(figures.events));
        const auto& rows = page->kinds().rows();
        QCOMPARE(qsizetype(rows.size()), kinds.size());
        for (const auto& value : kinds) {
            const auto told = value.toObject();
            const auto row = page->kinds().rowOf(static_cast<Kind>(told[u"kind"_s].toInt()));
            QVERIFY(row);
            const auto& shown = rows[static_cast<std::size_t>(*row)];
            QCOMPARE(qint64(shown.events), told[u"events"_s].toInteger());
            QCOMPARE(qint64(shown.authors), told[u"authors"_s].toInteger());
            QVERIFY(qAbs(shown.share - told[u"share"_s].toDouble()) < 1e-6);
            QVERIFY(qAbs(shown.meanSize - told[u"mean_size"_s].toDouble()) < 0.051); // one decimal
        }
        // Parts that only the page shows add up to the same.
        quint64 ofBuckets = 0;
        const auto& totals = *page->data().totals().table();
        for (std::size_t i = 0; i < totals.rows.size(); ++i)
            ofBuckets += totals.value(i, "events").toULongLong();
        QCOMPARE(ofBuckets, quint64(figures.events));
        quint64 ofWeek = 0;
        const auto& week = *page->data().week().table();
        for (std::size_t i = 0; i < week.rows.size(); ++i)
            ofWeek += week.value(i, "events").toULongLong();
        QCOMPARE(ofWeek, quint64(figures.events));
    }
};

QTEST_MAIN(TestActivityCli)
#include "tst_activity_cli.moc"
