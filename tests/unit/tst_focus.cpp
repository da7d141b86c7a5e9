// SPDX-License-Identifier: GPL-3.0-or-later
// Tab goes through every page in reading order, is never caught, and comes round; F6 goes through the panes.
#include "tests/unit/windowfixture.h"
#include "ui/headerbar.h"
#include "ui/pages/page.h"
#include "ui/shell/readingorder.h"
#include "ui/sidebar.h"
#include "ui/statusline.h"

#include <QDateTimeEdit>
#include <QLabel>
#include <QPushButton>
#include <QStandardPaths>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Which part of the window a widget belongs to, in reading order; -1: none of them.
int regionOf(const MainWindow& window, const QWidget* widget)
{
    const std::array<const QWidget*, 4> regions{window.findChild<Sidebar*>(), window.findChild<HeaderBar*>(),
                                                window.currentPage(), window.findChild<StatusLine*>()};
    for (std::size_t i = 0; i < regions.size(); ++i) {
        if (regions[i] == widget || regions[i]->isAncestorOf(widget))
            return static_cast<int>(i);
    }
    return -1;
}

QString nameOf(const QWidget* widget)
{
    return widget == nullptr
        ? u"nothing"_s
        : QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName();
}

} // namespace

class TestFocus : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void tabGoesRoundInReadingOrder_data()
    {
        QTest::addColumn<QString>("page");
        for (const auto& page : MainWindow::pageIds())
            QTest::newRow(qPrintable(page)) << page;
    }
    void tabGoesRoundInReadingOrder()
    {
        QFETCH(QString, page);
        WindowFixture f(30);
        f.engine.addLog(LogLevel::Info, u"a line"_s);
        f.window->resize(1280, 800);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        QVERIFY(f.window->showPage(page, page == "kind"_L1 ? u"1"_s : QString()));
        QTest::qWait(0);
        f.window->currentPage()->mainView()->setFocus();
        auto* first = QApplication::focusWidget();
        QVERIFY2(first != nullptr, "the main view takes no focus");
        QCOMPARE(regionOf(*f.window, first), 2);
        QStringList way{nameOf(first)};
        QList<int> regions{2};
        constexpr int most = 300;
        for (int i = 0; i < most; ++i) {
            auto* before = QApplication::focusWidget();
            QTest::keyClick(before, Qt::Key_Tab);
            auto* now = QApplication::focusWidget();
            QVERIFY2(now != nullptr, qPrintable(way.join(u" → "_s) + u" → nothing"_s));
            // A label stops at its link too, a date at each of its parts.
            if (now == before
                && (qobject_cast<QLabel*>(now) != nullptr || qobject_cast<QDateTimeEdit*>(now) != nullptr))
                continue;
            QVERIFY2(now != before, qPrintable(u"Tab is caught in "_s + nameOf(before)));
            QVERIFY2(now->isVisible(), qPrintable(nameOf(now) + u" has the focus and is not visible"_s));
            way.append(nameOf(now));
            const int region = regionOf(*f.window, now);
            if (region >= 0 && region != regions.constLast())
                regions.append(region);
            if (now == first)
                break;
        }
        QCOMPARE(QApplication::focusWidget(), first); // all the way round
        // Page, status, sidebar, header, page again: parts without a control may be missing.
        int falls = 0;
        for (qsizetype i = 1; i < regions.size(); ++i)
            falls += regions.at(i) < regions.at(i - 1) ? 1 : 0;
        QVERIFY2(falls <= 1, qPrintable(way.join(u" → "_s)));
    }

    void widgetsWithoutHeightHaveAPlace()
    {
        QWidget parent;
        parent.resize(100, 100);
        QPushButton flat(&parent);
        QPushButton below(&parent);
        flat.setGeometry(0, 0, 50, 0);
        below.setGeometry(0, 20, 50, 20);
        parent.show();
        QCOMPARE(readingOrder(parent), (QList<QWidget*>{&flat, &below}));
    }

    void backwardsIsTheSameWay()
    {
        WindowFixture f(30);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        f.window->showPage(u"relays"_s);
        f.window->currentPage()->mainView()->setFocus();
        auto* first = QApplication::focusWidget();
        QTest::keyClick(first, Qt::Key_Tab);
        QVERIFY(QApplication::focusWidget() != first);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab, Qt::ShiftModifier);
        QCOMPARE(QApplication::focusWidget(), first);
    }
};

QTEST_MAIN(TestFocus)
#include "tst_focus.moc"
