// SPDX-License-Identifier: GPL-3.0-or-later
// Commands, keys, pages and the way between them.
#include "tests/unit/windowfixture.h"
#include "ui/headerbar.h"
#include "ui/kit/rangedialog.h"
#include "ui/kit/tables.h"
#include "ui/pages/page.h"
#include "ui/shell/navigation.h"
#include "ui/shell/pageregistry.h"
#include "ui/sidebar.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QStandardPaths>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;

using Fixture = WindowFixture;

class TestShell : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init() { QTest::failOnWarning(anyRealWarning()); }

    // --- commands and keys

    void noBareLetterIsAKey_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<bool>("allowed");
        QTest::newRow("letter") << u"A"_s << false;
        QTest::newRow("digit") << u"1"_s << false;
        QTest::newRow("shifted letter") << u"Shift+A"_s << false;
        QTest::newRow("space") << u"Space"_s << false;
        QTest::newRow("return") << u"Return"_s << false;
        QTest::newRow("tab") << u"Tab"_s << false;
        QTest::newRow("arrow") << u"Left"_s << false;
        QTest::newRow("nothing") << QString() << false;
        QTest::newRow("nonsense") << u"Ctrl+Nonsense"_s << false;
        QTest::newRow("second of two is bare") << u"Ctrl+X, A"_s << false;
        QTest::newRow("control") << u"Ctrl+A"_s << true;
        QTest::newRow("alt and arrow") << u"Alt+Left"_s << true;
        QTest::newRow("function") << u"F5"_s << true;
        QTest::newRow("shifted function") << u"Shift+F6"_s << true;
        QTest::newRow("delete") << u"Del"_s << true;
        QTest::newRow("two") << u"Ctrl+X, Ctrl+A"_s << true;
    }
    void noBareLetterIsAKey()
    {
        QFETCH(QString, key);
        const QKeySequence sequence(key, QKeySequence::PortableText);
        QTEST(ActionRegistry::isAllowed(sequence), "allowed");
        Fixture f(0);
        auto& actions = f.window->actions();
        const auto before = actions.key(u"view.sidebar"_s);
        QFETCH(bool, allowed);
        // No key at all can be chosen: it switches the key off.
        QCOMPARE(actions.setKey(u"view.sidebar"_s, sequence), allowed || sequence.isEmpty());
        if (!allowed && !sequence.isEmpty())
            QCOMPARE(actions.key(u"view.sidebar"_s), before);
    }

    void defaultKeysDoNotCollide()
    {
        Fixture f(3);
        const auto& actions = f.window->actions();
        for (const auto& command : actions.commands()) {
            QVERIFY2(!command.text.isEmpty() && !command.group.isEmpty(), qPrintable(command.id));
            for (const auto& key : command.keys) {
                QVERIFY2(ActionRegistry::isAllowed(key), qPrintable(command.id));
                QVERIFY2(actions.conflicts(command.id, key).isEmpty(), qPrintable(command.id));
            }
        }
    }

    void disabledCommandsSayWhy()
    {
        Fixture f(3);
        const auto& actions = f.window->actions();
        for (const auto& id : pageIds()) {
            f.window->showPage(id);
            for (const auto& command : actions.commands()) {
                if (!actions.find(command.id)->isEnabled())
                    QVERIFY2(!actions.reason(command.id).isEmpty(), qPrintable(command.id));
            }
        }
    }

    void keysCanBeChanged()
    {
        Fixture f(3);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        auto& actions = f.window->actions();
        QSignalSpy changed(&actions, &ActionRegistry::keysChanged);
        const QKeySequence taken(Qt::CTRL | Qt::Key_2);
        QCOMPARE(actions.conflicts(u"go.logs"_s, taken), QStringList{u"go.relays"_s});
        QVERIFY(actions.setKey(u"go.logs"_s, QKeySequence(Qt::CTRL | Qt::Key_J)));
        QCOMPARE(changed.count(), 1);
        f.press(Qt::Key_J, Qt::ControlModifier);
        QCOMPARE(f.window->currentPage()->id(), u"logs"_s);
        QVERIFY(f.find<QWidget>(u"page_logs"_s)->toolTip().contains(u"Ctrl+J"_s));

        const auto kept = f.window->save();
        QCOMPARE(kept.shortcuts.size(), 1);
        Fixture later(3);
        later.window->restore(kept);
        QCOMPARE(later.window->actions().key(u"go.logs"_s), QKeySequence(Qt::CTRL | Qt::Key_J));
        later.window->actions().resetKeys();
        QCOMPARE(later.window->actions().key(u"go.logs"_s), later.window->actions().defaultKey(u"go.logs"_s));
        QVERIFY(later.window->save().shortcuts.isEmpty());
    }

    void keysOfADamagedFileAreIgnored()
    {
        Fixture f(1);
        auto& actions = f.window->actions();
        actions.setChangedKeys(
            {{u"go.logs"_s, u"L"_s}, {u"view.sidebar"_s, QString()}, {u"no.such"_s, u"F2"_s}});
        QCOMPARE(actions.key(u"go.logs"_s), actions.defaultKey(u"go.logs"_s));
        QVERIFY(actions.key(u"view.sidebar"_s).isEmpty()); // switched off by the user
    }

    void textsLoseTheirMarks()
    {
        QCOMPARE(ActionRegistry::plainText(u"&Add relays…"_s), u"Add relays"_s);
        QCOMPARE(ActionRegistry::plainText(u"Users && clients"_s), u"Users & clients"_s);
        QCOMPARE(ActionRegistry::plainText(u"a&"_s), u"a"_s);
    }

    // --- pages

    void pagesAreMadeWhenTheyAreOpened()
    {
        Fixture f(3);
        QCOMPARE(f.window->findChildren<Page*>().size(), 1);
        f.window->showPage(u"logs"_s);
        QCOMPARE(f.window->findChildren<Page*>().size(), 2);
        f.window->showPage(u"overview"_s);
        QCOMPARE(f.window->findChildren<Page*>().size(), 2);
        QVERIFY(!f.window->showPage(u"nonsense"_s));
    }

    void pageOrderIsThatOfTheSidebar()
    {
        Section last = Section::Monitor;
        QStringList ids;
        for (const auto& page : allPages()) {
            QVERIFY2(page.section >= last, qPrintable(page.id));
            QVERIFY2(!ids.contains(page.id), qPrintable(page.id));
            last = page.section;
            ids.append(page.id);
        }
    }

    // --- history

    void historyForgetsWhatLayAhead()
    {
        NavigationHistory history;
        QVERIFY(!history.back() && !history.forward());
        for (const auto* page : {"a", "b", "c"})
            history.visit({QLatin1StringView(page), {}, {}, RangePreset::Day});
        history.visit({u"c"_s, {}, {}, RangePreset::Day}); // the same again
        QCOMPARE(history.back()->page, u"b"_s);
        QCOMPARE(history.back()->page, u"a"_s);
        QVERIFY(!history.canGoBack());
        QCOMPARE(history.forward()->page, u"b"_s);
        history.update({u"b"_s, u"typed"_s, {}, RangePreset::Day});
        history.visit({u"d"_s, {}, {}, RangePreset::Day});
        QVERIFY(!history.canGoForward());
        QCOMPARE(history.back()->filter, u"typed"_s);
        for (int i = 0; i < 1000; ++i)
            history.visit({QString::number(i), {}, {}, RangePreset::Day});
        int steps = 0;
        while (history.back())
            ++steps;
        QCOMPARE(steps, NavigationHistory::maximumPlaces - 1);
    }

    void backBringsPageFilterSelectionAndRange()
    {
        Fixture f(50);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        QVERIFY(!f.window->actions().find(u"go.back"_s)->isEnabled());
        f.press(Qt::Key_2, Qt::ControlModifier);
        f.press(Qt::Key_F, Qt::ControlModifier);
        QTest::keyClicks(f.find<QLineEdit>(u"filter"_s), u"relay1"_s);
        auto* table = f.find<TableView>(u"relayTable"_s);
        table->setCurrentIndex(table->model()->index(4, 0));
        const auto selected = table->selectedKeys();
        f.press(Qt::Key_8, Qt::ControlModifier);
        f.press(Qt::Key_1, Qt::AltModifier);
        QVERIFY(f.engine.calls().contains(u"setRange 1h"_s));
        QVERIFY(f.find<QLineEdit>(u"filter"_s)->text().isEmpty());

        f.press(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(f.window->currentPage()->id(), u"logs"_s);
        QCOMPARE(f.engine.calls().constLast(), u"setRange 24h"_s);
        f.press(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(f.window->currentPage()->id(), u"relays"_s);
        QCOMPARE(f.find<QLineEdit>(u"filter"_s)->text(), u"relay1"_s);
        QCOMPARE(table->selectedKeys(), selected);
        QCOMPARE(QApplication::focusWidget(), table);
        f.press(Qt::Key_Right, Qt::AltModifier);
        f.press(Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(f.engine.calls().constLast(), u"setRange 1h"_s);
        QVERIFY(!f.window->actions().find(u"go.forward"_s)->isEnabled());
    }

    void rangeByKeyboard()
    {
        Fixture f(5);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get()));
        const auto& actions = f.window->actions();
        QVERIFY(!actions.find(u"range.later"_s)->isEnabled());
        f.press(Qt::Key_Left, Qt::AltModifier | Qt::ShiftModifier);
        QCOMPARE(f.engine.calls().constLast(), u"setCustomRange"_s);
        QVERIFY(f.window->save().range.isFixed());
        QVERIFY(actions.find(u"range.later"_s)->isEnabled());
        f.press(Qt::Key_Up, Qt::AltModifier | Qt::ShiftModifier);
        const auto wide = f.window->save().range;
        f.press(Qt::Key_Left, Qt::AltModifier);
        QVERIFY(f.window->save().range != wide);
        f.press(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(f.window->save().range, RangeChoice(RangePreset::Day));
        QCOMPARE(f.engine.calls().constLast(), u"setRange 24h"_s);
        f.press(Qt::Key_Right, Qt::AltModifier);
        f.press(Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(f.window->save().range, wide);
        Fixture later(5);
        later.window->restore(f.window->save());
        QCOMPARE(later.window->save().range, wide);
    }

    void customRangeByKeyboard()
    {
        Fixture f(5);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get()));
        f.press(Qt::Key_8, Qt::AltModifier);
        auto* dialog = f.window->findChild<RangeDialog*>();
        QVERIFY(dialog != nullptr && dialog->isVisible());
        QTest::keyClick(dialog, Qt::Key_Escape);
        QVERIFY(!dialog->isVisible());
        QCOMPARE(f.window->save().range, RangeChoice(RangePreset::Day));
    }

    void aJumpIsNotHiddenByAFilter()
    {
        Fixture f(20);
        f.window->showPage(u"relays"_s);
        f.find<QLineEdit>(u"filter"_s)->setText(u"relay1.example"_s);
        f.window->showPage(u"logs"_s);
        QVERIFY(f.window->showPage(u"relays"_s, u"9"_s));
        QCOMPARE(f.window->currentPage()->selection(), u"9"_s);
        QVERIFY(f.find<QLineEdit>(u"filter"_s)->text().isEmpty());
    }

    // --- keys of the window

    void f6GoesThroughThePanes()
    {
        Fixture f(5);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        f.window->showPage(u"relays"_s);
        auto* table = f.find<TableView>(u"relayTable"_s);
        QList<QWidget*> seen;
        do {
            seen.append(QApplication::focusWidget());
            f.press(Qt::Key_F6);
            QVERIFY(seen.size() < 20);
        } while (QApplication::focusWidget() != table);
        QVERIFY(seen.size() >= 4);
        const auto* sidebar = f.window->findChild<Sidebar*>();
        QVERIFY(std::any_of(seen.begin(), seen.end(), [&](auto* w) { return sidebar->isAncestorOf(w); }));
        f.press(Qt::Key_F6, Qt::ShiftModifier);
        QCOMPARE(QApplication::focusWidget(), seen.constLast());
    }

    void sidebarAndFullScreen()
    {
        Fixture f(5);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        f.window->resize(1280, 800);
        const auto* sidebar = f.window->findChild<Sidebar*>();
        QVERIFY(!sidebar->isCollapsed());
        f.press(Qt::Key_F9);
        QVERIFY(sidebar->isCollapsed());
        QVERIFY(f.window->save().sidebarCollapsed);
        f.press(Qt::Key_F9);
        QVERIFY(!sidebar->isCollapsed());
        f.window->resize(960, 600);
        QTRY_VERIFY(sidebar->isCollapsed());
        f.press(Qt::Key_F11);
        QVERIFY(f.window->isFullScreen());
        f.press(Qt::Key_F11);
        QVERIFY(!f.window->isFullScreen());
    }

    void redoRemovesAgain()
    {
        Fixture f(5);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        f.window->showPage(u"relays"_s);
        auto* table = f.find<TableView>(u"relayTable"_s);
        table->setCurrentIndex(table->model()->index(1, 0));
        f.press(Qt::Key_Delete);
        QTRY_COMPARE(table->model()->rowCount(), 4);
        for (int i = 0; i < 3; ++i) {
            f.press(Qt::Key_Z, Qt::ControlModifier);
            QTRY_COMPARE(table->model()->rowCount(), 5);
            f.press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
            QTRY_COMPARE(table->model()->rowCount(), 4);
        }
        QVERIFY(!f.window->actions().find(u"edit.redo"_s)->isEnabled());
    }

    // --- room

    void headerNeverOverflows_data()
    {
        QTest::addColumn<double>("points");
        QTest::addColumn<int>("width");
        for (const int width : {960, 1280}) {
            for (const double factor : {0.8, 1.0, 2.0})
                QTest::addRow("%d px, %g %%", width, factor * 100) << 10.0 * factor << width;
        }
    }
    void headerNeverOverflows()
    {
        QFETCH(double, points);
        QFETCH(int, width);
        Fixture f(5);
        auto font = f.window->font();
        font.setPointSizeF(points);
        f.window->setFont(font);
        f.window->resize(width, 600);
        QCoreApplication::processEvents();
        for (const auto& id : pageIds()) {
            f.window->showPage(id);
            auto* header = f.window->findChild<HeaderBar*>();
            QVERIFY2(header->minimumSizeHint().width() <= header->width(), qPrintable(id));
            QVERIFY2(f.window->width() == width, qPrintable(u"%1: %2"_s.arg(id).arg(f.window->width())));
        }
    }

    void everyControlHasAName()
    {
        Fixture f(5);
        for (const auto& id : pageIds())
            f.window->showPage(id);
        const auto widgets = f.window->findChildren<QWidget*>();
        for (const auto* widget : widgets) {
            const auto* area = qobject_cast<const QAbstractScrollArea*>(widget->parentWidget());
            if ((widget->focusPolicy() & Qt::TabFocus) == 0 || widget->objectName().startsWith(u"qt_"_s)
                || (area != nullptr && area->viewport() == widget))
                continue;
            const auto* button = qobject_cast<const QAbstractButton*>(widget);
            const bool isNamed =
                !widget->accessibleName().isEmpty() || (button != nullptr && !button->text().isEmpty());
            QString path = widget->objectName();
            for (const auto* part = widget; part != nullptr; part = part->parentWidget())
                path += u'<' + QString::fromLatin1(part->metaObject()->className());
            QVERIFY2(isNamed, qPrintable(path));
        }
    }
};

int main(int argc, char* argv[])
{
    QApplication application(argc, argv);
    TestShell test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_shell.moc"
