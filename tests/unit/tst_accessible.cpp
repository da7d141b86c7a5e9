// SPDX-License-Identifier: GPL-3.0-or-later
// What a screen reader is told, by the interface that it asks: every widget that takes the keys has a name,
// and states are words. A screen reader itself is not part of this.
#include "models/relaytablemodel.h"
#include "tests/unit/windowfixture.h"
#include "ui/kit/messagebar.h"
#include "ui/kit/tables.h"
#include "ui/pages/page.h"
#include "ui/shell/pageregistry.h"
#include "ui/sidebar.h"

#include <QAccessible>
#include <QDialog>
#include <QFileDialog>
#include <QStandardPaths>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;
using Fixture = WindowFixture;

namespace {

/// Name or description of what a screen reader stops at.
QString toldOf(QWidget& widget)
{
    auto* told = QAccessible::queryAccessibleInterface(&widget);
    if (told == nullptr)
        return {};
    const auto name = told->text(QAccessible::Name).trimmed();
    return name.isEmpty() ? told->text(QAccessible::Description).trimmed() : name;
}

/// Shown widgets that Tab or a click gives the keys to.
QList<QWidget*> focusable(const QWidget& root)
{
    QList<QWidget*> found;
    const auto widgets = root.findChildren<QWidget*>();
    for (auto* widget : widgets) {
        // The field inside a box of numbers or dates speaks as the box.
        const bool isPart = widget->focusProxy() != nullptr
            || (widget->parentWidget() != nullptr && widget->parentWidget()->focusProxy() == widget)
            || widget->objectName() == "qt_spinbox_lineedit"_L1;
        if (widget->isVisibleTo(&root) && widget->isEnabled() && widget->focusPolicy() != Qt::NoFocus
            && !isPart)
            found.append(widget);
    }
    return found;
}

QStringList unnamed(const QWidget& root)
{
    QStringList names;
    for (auto* widget : focusable(root)) {
        if (toldOf(*widget).isEmpty())
            names.append(u"%1 “%2” in %3"_s.arg(QString::fromLatin1(widget->metaObject()->className()),
                                                widget->objectName(), widget->parentWidget()->objectName()));
    }
    return names;
}

} // namespace

class TestAccessible : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init() { QTest::failOnWarning(anyRealWarning()); }

    void everyPageIsNamed_data()
    {
        QTest::addColumn<QString>("page");
        QTest::addColumn<FakeEngine::Answers>("answers");
        for (const auto& page : pageIds()) {
            for (const auto answers : {FakeEngine::Answers::AtOnce, FakeEngine::Answers::Empty,
                                       FakeEngine::Answers::Fail, FakeEngine::Answers::Never})
                QTest::addRow("%s %d", qPrintable(page), int(answers)) << page << answers;
        }
    }
    void everyPageIsNamed()
    {
        QFETCH(QString, page);
        QFETCH(FakeEngine::Answers, answers);
        Fixture f(answers == FakeEngine::Answers::Empty ? 0 : 20);
        f.engine.answers = answers;
        QVERIFY(f.window->showPage(page, page == "kind"_L1 ? u"1"_s : QString()));
        QVERIFY(focusable(*f.window).size() > 10);
        const auto names = unnamed(*f.window);
        QVERIFY2(names.isEmpty(), qPrintable(u"\n  "_s + names.join(u"\n  "_s)));
    }

    void everyDialogIsNamed_data()
    {
        QTest::addColumn<QString>("command");
        Fixture f(3);
        for (const auto& command : f.window->actions().commands()) {
            if (command.text.endsWith(u'…') && !command.id.contains("import"_L1))
                QTest::addRow("%s", qPrintable(command.id)) << command.id;
        }
    }
    void everyDialogIsNamed()
    {
        QFETCH(QString, command);
        Fixture f(10);
        if (command.startsWith("archive."_L1))
            f.window->showPage(u"archive"_s);
        if (command.startsWith("relays."_L1))
            f.window->showPage(u"relays"_s);
        auto* action = f.window->actions().find(command);
        if (!action->isEnabled())
            QSKIP("not available without a choice");
        action->trigger();
        const auto dialogs = f.window->findChildren<QDialog*>();
        for (auto* dialog : dialogs) {
            if (!dialog->isVisible() || qobject_cast<QFileDialog*>(dialog) != nullptr
                || dialog->inherits("QPrintPreviewDialog"))
                continue; // of Qt
            QVERIFY(!toldOf(*dialog).isEmpty() || !dialog->windowTitle().isEmpty());
            const auto names = unnamed(*dialog);
            QVERIFY2(names.isEmpty(), qPrintable(u"\n  "_s + names.join(u"\n  "_s)));
        }
    }

    /// Orca reads a notification when it appears: one for all that began, and none for what was there before.
    void newIncidentsAreReadOnce()
    {
        Fixture f(20);
        f.engine.incidents.clear();
        constexpr std::uint32_t known = 2;
        auto* area = f.window->findChild<MessageArea*>();
        const auto bar = [area] { return area->find(u"incidents"_s); };
        const auto publish = [&f](std::uint32_t unseen, std::uint64_t checks = 100) {
            f.engine.state.health.checks = checks;
            f.engine.incidents.assign(unseen, Incident()); // open, not acknowledged
            f.engine.publish();
            QTRY_COMPARE(f.find<SidebarButton>(u"page_incidents"_s)->accessibleDescription(),
                         QString::number(unseen));
        };
        publish(known, 0); // of the run before
        QCOMPARE(bar(), nullptr);
        publish(known);
        QCOMPARE(bar(), nullptr);
        publish(known + 1);
        QPointer<MessageBar> first = bar();
        QVERIFY(first);
        auto* told = QAccessible::queryAccessibleInterface(first);
        QCOMPARE(told->role(), QAccessible::Notification);
        QVERIFY(told->text(QAccessible::Name).contains(u"1 new incident"_s));
        publish(known + 3);
        QCOMPARE(bar(), first.data()); // not shown anew, so not read again
        QVERIFY(first->text().startsWith(u"3 "_s));
        emit first->closed();
        publish(known + 2);
        QCOMPARE(bar(), nullptr); // fewer are no news
        publish(known + 4);
        QVERIFY(bar() != nullptr);
        f.window->showPage(u"incidents"_s);
        publish(known + 5);
        QCOMPARE(bar(), nullptr);
        f.window->showPage(u"overview"_s);
        publish(known + 4);
        QCOMPARE(bar(), nullptr);
    }

    /// The shape of a state is painted; a screen reader gets its word, and the whole of what is elided.
    void cellsAreWords()
    {
        Fixture f(60);
        QVERIFY(f.window->showPage(u"relays"_s));
        auto* table = f.find<TableView>(u"relayTable"_s);
        auto* told = QAccessible::queryAccessibleInterface(table);
        QVERIFY(told != nullptr && told->tableInterface() != nullptr);
        QSet<QString> states;
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            for (const int column : table->shownColumns()) {
                auto* cell = told->tableInterface()->cellAt(row, column);
                QVERIFY(cell != nullptr);
                const auto index = table->model()->index(row, column);
                QCOMPARE(cell->text(QAccessible::Name), index.data(Qt::DisplayRole).toString());
                if (column == RelayTableModel::StatusColumn)
                    states.insert(cell->text(QAccessible::Name));
                if (column == RelayTableModel::RelayColumn)
                    QVERIFY(!cell->text(QAccessible::Name).isEmpty());
            }
        }
        QVERIFY2(states.size() > 3 && !states.contains(QString()),
                 qPrintable(QStringList(states.values()).join(u' ')));
    }
};

QTEST_MAIN(TestAccessible)
#include "tst_accessible.moc"
