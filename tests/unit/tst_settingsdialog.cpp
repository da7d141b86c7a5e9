// SPDX-License-Identifier: GPL-3.0-or-later
// The window of the settings, by keyboard alone, and what the program does with them: applied, stored, read
// at the next start.
#include "tests/unit/windowfixture.h"
#include "ui/kit/messagebar.h"
#include "ui/kit/tables.h"
#include "ui/settings/settingfield.h"
#include "ui/settings/settingsdialog.h"
#include "ui/settings/settingspage.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;

using Fixture = WindowFixture;

namespace {

/// Into what has the focus, as a user does.
void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QTest::keyClick(QApplication::focusWidget(), key, modifiers);
}

void type(const QString& text)
{
    QTest::keyClicks(QApplication::focusWidget(), text);
}

/// The dialog, open and active.
SettingsDialog* openByKey(Fixture& f)
{
    if (!QTest::qWaitForWindowActive(f.window.get(), test::patienceMs))
        return nullptr;
    f.press(Qt::Key_Comma, Qt::ControlModifier);
    auto* dialog = f.window->findChild<SettingsDialog*>();
    // A window counts as active when its parent is; the keys go to one of them only.
    const auto hasKeys = [dialog] {
        return QApplication::activeWindow() == dialog && QApplication::focusWidget() != nullptr;
    };
    return dialog != nullptr && QTest::qWaitFor(hasKeys, test::patienceMs) ? dialog : nullptr;
}

template <typename T> T* control(const SettingsDialog& dialog, const char* key)
{
    return dialog.findChild<T*>(u"setting:"_s + QString::fromLatin1(key));
}

} // namespace

class TestSettingsDialog : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(anyRealWarning()); }

    void searchJumpsAndApplyCounts()
    {
        Fixture f(3);
        auto* dialog = openByKey(f);
        QVERIFY(dialog != nullptr);
        QVERIFY(!dialog->isModal());
        QCOMPARE(QApplication::focusWidget()->objectName(), u"settingsSearch"_s);
        type(u"size of text"_s);
        auto* results = dialog->findChild<QListWidget*>(u"settingsResults"_s);
        QVERIFY(results->isVisible() && results->count() >= 1);
        press(Qt::Key_Return);
        auto* box = control<QSpinBox>(*dialog, "window/textPercent");
        QVERIFY(box->hasFocus() && box->isVisible());
        QVERIFY(dialog->isVisible()); // Enter was not OK
        box->selectAll();
        type(u"150"_s);
        auto* apply = dialog->findChild<QPushButton*>(u"settingsApply"_s);
        QVERIFY(apply->isEnabled());
        QVERIFY(dialog->findChild<QLabel*>(u"settingsPending"_s)->text().contains(u'1'));
        const auto normal = QApplication::font().pointSizeF();
        press(Qt::Key_A, Qt::AltModifier);
        QTRY_COMPARE(QApplication::font().pointSizeF(), normal * 1.5);
        QVERIFY(!apply->isEnabled());
        QVERIFY(dialog->isVisible());
        press(Qt::Key_Escape);
        QTRY_VERIFY(f.window->findChild<SettingsDialog*>() == nullptr);
        QCOMPARE(f.window->settings().values().number(u"window/textPercent"), 150);
    }

    void theSidebarOpensThem()
    {
        Fixture f(3);
        auto* button = f.find<QAbstractButton>(u"page_window.settings"_s);
        QVERIFY(button->toolTip().contains(u"Ctrl+,"_s));
        button->click();
        QVERIFY(f.window->findChild<SettingsDialog*>() != nullptr);
        QVERIFY(!button->isChecked() && f.find<QAbstractButton>(u"page_overview"_s)->isChecked());
    }

    void arrowsWalkThroughWhatWasFound()
    {
        Fixture f(3);
        auto* dialog = openByKey(f);
        QVERIFY(dialog != nullptr);
        type(u"proxy"_s);
        auto* results = dialog->findChild<QListWidget*>(u"settingsResults"_s);
        QCOMPARE(results->count(), 3);
        press(Qt::Key_Down);
        QVERIFY(results->hasFocus());
        press(Qt::Key_Down);
        press(Qt::Key_Down);
        press(Qt::Key_Return);
        QVERIFY(control<QLineEdit>(*dialog, "network/lokiProxy")->hasFocus());
        auto* search = dialog->findChild<QLineEdit*>(u"settingsSearch"_s);
        search->setFocus();
        press(Qt::Key_Escape); // clears first, closes then
        QVERIFY(dialog->isVisible() && search->text().isEmpty());
        QVERIFY(dialog->findChild<QListWidget*>(u"settingsCategories"_s)->isVisible());
        type(u"qqq zzz"_s);
        QCOMPARE(results->count(), 1);
        QVERIFY(results->item(0)->text().contains(u"qqq zzz"_s));
        press(Qt::Key_Return);
        QVERIFY(search->hasFocus());
        search->clear();
        type(u"export settings"_s); // a button, not a setting
        press(Qt::Key_Return);
        QVERIFY(dialog->findChild<QPushButton*>(u"settingsExport"_s)->isVisible());
    }

    void cancelChangesNothing()
    {
        Fixture f(3);
        auto* dialog = openByKey(f);
        QVERIFY(dialog != nullptr);
        const auto before = f.window->settings().values();
        dialog->showSetting(u"window/theme"_s);
        auto* theme = control<QComboBox>(*dialog, "window/theme");
        QVERIFY(theme->hasFocus());
        press(Qt::Key_Down);
        press(Qt::Key_Down);
        QCOMPARE(dialog->model().editCount(), 1);
        press(Qt::Key_Escape);
        QTRY_VERIFY(f.window->findChild<SettingsDialog*>() == nullptr);
        QCOMPARE(f.window->settings().values(), before);
        QVERIFY(!f.theme.colors().isDark);
    }

    void okAppliesAndCloses()
    {
        Fixture f(3);
        auto* dialog = openByKey(f);
        QVERIFY(dialog != nullptr);
        dialog->showSetting(u"network/torProxy"_s);
        type(u"127.0.0.1:9050"_s);
        press(Qt::Key_Return);
        QTRY_VERIFY(f.window->findChild<SettingsDialog*>() == nullptr);
        QCOMPARE(f.window->settings().values().value(u"network/torProxy"), u"127.0.0.1:9050"_s);
        const auto* bar = f.window->messages().find(u"settings"_s); // it says that it waits
        QVERIFY(bar != nullptr && bar->text().contains(u".onion"_s));
    }

    void whatIsNotValidIsNotApplied()
    {
        Fixture f(3);
        auto* dialog = openByKey(f);
        QVERIFY(dialog != nullptr);
        dialog->showSetting(u"format/hours"_s);
        press(Qt::Key_Down);
        dialog->showSetting(u"network/i2pProxy"_s);
        type(u"nonsense"_s);
        dialog->showSetting(u"format/hours"_s);
        press(Qt::Key_O, Qt::AltModifier);
        QTRY_VERIFY(dialog->messages().find(u"problem"_s) != nullptr);
        QVERIFY(dialog->isVisible());
        QVERIFY(control<QLineEdit>(*dialog, "network/i2pProxy")->hasFocus()); // where it is mended
        QCOMPARE(f.window->settings().values().value(u"format/hours"), u"24"_s);
        control<QLineEdit>(*dialog, "network/i2pProxy")->clear();
        press(Qt::Key_Return);
        QTRY_VERIFY(f.window->findChild<SettingsDialog*>() == nullptr);
        QCOMPARE(f.window->settings().values().value(u"format/hours"), u"12"_s);
    }

    void defaultsOfFieldAndPage()
    {
        Fixture f(3);
        f.window->settings().change(
            {{u"format/bytes"_s, u"si"_s}, {u"format/hours"_s, u"12"_s}, {u"collect/pageLimit"_s, u"100"_s}});
        auto* dialog = openByKey(f);
        QVERIFY(dialog != nullptr);
        dialog->showSetting(u"format/bytes"_s);
        auto* back = dialog->findChild<QToolButton*>(u"default:format/bytes"_s);
        QVERIFY(back->isVisible());
        press(Qt::Key_Tab);
        QVERIFY(back->hasFocus());
        press(Qt::Key_Space);
        QVERIFY(!back->isVisible());
        QVERIFY(control<QComboBox>(*dialog, "format/bytes")->hasFocus());
        press(Qt::Key_D, Qt::AltModifier); // the page
        QTRY_COMPARE(dialog->model().editCount(), 2);
        press(Qt::Key_Return);
        QTRY_VERIFY(f.window->findChild<SettingsDialog*>() == nullptr);
        const auto& values = f.window->settings().values();
        QCOMPARE(values.stored(), (QHash<QString, QString>{{u"collect/pageLimit"_s, u"100"_s}}));
    }

    void everySettingIsReachedByTab()
    {
        Fixture f(3);
        auto* dialog = openByKey(f);
        QVERIFY(dialog != nullptr);
        auto* categories = dialog->findChild<QListWidget*>(u"settingsCategories"_s);
        QSet<QString> seen;
        for (int page = 0; page < categories->count(); ++page) {
            categories->setFocus();
            categories->setCurrentRow(page);
            press(Qt::Key_Return);
            for (int i = 0; i < 60 && QApplication::focusWidget() != categories; ++i) {
                seen.insert(QApplication::focusWidget()->objectName());
                press(Qt::Key_Tab);
            }
        }
        for (int row = 0; row < dialog->model().rowCount(); ++row)
            QVERIFY2(seen.contains(u"setting:"_s + dialog->model().info(row).key),
                     dialog->model().info(row).key.data());
        for (const auto& name : {u"keysFilter"_s, u"settingsResetAll"_s, u"settingsOk"_s})
            QVERIFY2(seen.contains(name), qPrintable(name));
    }

    void everyFieldIsNamedAndItsMnemonicIsItsOwn()
    {
        Fixture f(3);
        auto* dialog = openByKey(f);
        QVERIFY(dialog != nullptr);
        const auto letterOf = [](const QString& text) {
            const auto at = text.indexOf(u'&');
            return at < 0 ? QString() : text.mid(at + 1, 1).toLower();
        };
        const auto pages = dialog->findChildren<SettingsPage*>();
        QCOMPARE(pages.size(), 8);
        for (const auto* page : pages) {
            QStringList letters;
            for (const auto& name :
                 {u"settingsOk"_s, u"settingsApply"_s, u"settingsCancel"_s, u"settingsRestore"_s})
                letters.append(letterOf(dialog->findChild<QPushButton*>(name)->text()));
            for (auto* field : page->fields()) {
                QVERIFY(!field->control()->accessibleName().isEmpty());
                QVERIFY(!field->control()->accessibleDescription().isEmpty());
                const auto letter = letterOf(field->titleText());
                QVERIFY2(!letter.isEmpty() && !letters.contains(letter), qPrintable(field->titleText()));
                letters.append(letter);
            }
        }
    }

    void mnemonicsNeedNoLatinLetters()
    {
        Mnemonics mnemonics;
        mnemonics.reserve(u"&OK"_s);
        QCOMPARE(mnemonics.mark(u"Over & out"_s), u"O&ver && out"_s);
        QCOMPARE(mnemonics.mark(u"Über uns"_s), u"&Über uns"_s);
        QCOMPARE(mnemonics.mark(u"über vor"_s), u"ü&ber vor"_s);
        QCOMPARE(mnemonics.mark(u"言語"_s), u"&言語"_s);
        QCOMPARE(mnemonics.mark(u"… —"_s), u"… —"_s);
        QCOMPARE(mnemonics.mark(QString()), QString());
    }

    void fixedFieldsAreDisabledAndSaySo()
    {
        Fixture f(3);
        auto state = f.window->save();
        state.settings.set(SettingOrigin::CommandLine, u"format/zone"_s, u"Asia/Tokyo"_s);
        f.window->restore(state);
        auto* dialog = openByKey(f);
        QVERIFY(dialog != nullptr);
        dialog->showSetting(u"format/zone"_s);
        auto* zone = control<QComboBox>(*dialog, "format/zone");
        QVERIFY(zone->isVisible() && !zone->isEnabled());
        QCOMPARE(zone->currentText(), u"Asia/Tokyo"_s);
        QVERIFY(zone->accessibleDescription().contains(u"Set by the command line"_s));
    }

    void effectsAtOnce()
    {
        Fixture f(30);
        f.window->showPage(u"relays"_s);
        auto& settings = f.window->settings();
        const auto height = [&f] {
            return f.find<TableView>(u"relayTable"_s)->verticalHeader()->defaultSectionSize();
        };
        const int compact = height();
        settings.change(u"window/density"_s, u"comfortable"_s);
        QCOMPARE(height(), compact + 6);
        settings.change(u"window/theme"_s, u"dark"_s);
        QVERIFY(f.theme.colors().isDark);
        const auto lastEvent = [&f] {
            const auto* model = f.find<TableView>(u"relayTable"_s)->model();
            QStringList texts;
            for (int row = 0; row < model->rowCount(); ++row)
                texts.append(model->index(row, RelayTableModel::LastColumn).data().toString());
            return texts.join(u'\n');
        };
        QVERIFY(lastEvent().contains(u"ago"_s) || lastEvent().contains(u"now"_s));
        settings.change({{u"format/times"_s, u"absolute"_s},
                         {u"format/hours"_s, u"12"_s},
                         {u"format/zone"_s, u"Asia/Tokyo"_s}});
        QVERIFY(!lastEvent().contains(u"ago"_s));
        QVERIFY(lastEvent().contains(u"AM"_s) || lastEvent().contains(u"PM"_s));
        settings.change({{u"format/times"_s, {}}, {u"window/theme"_s, {}}});
        QVERIFY(!f.theme.colors().isDark);
        QVERIFY(!lastEvent().contains(u"PM"_s));
    }

    void menuAndKeysWriteTheSameSettings()
    {
        Fixture f(3);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        f.press(Qt::Key_Plus, Qt::ControlModifier);
        QCOMPARE(f.window->settings().values().value(u"window/textPercent"), u"110"_s);
        f.window->showTray(true);
        f.window->actions().find(u"window.closeToTray"_s)->trigger();
        QVERIFY(f.window->settings().values().flag(u"window/closeToTray"));
        f.window->settings().change(u"window/closeToTray"_s, {});
        QVERIFY(!f.window->actions().find(u"window.closeToTray"_s)->isChecked());
    }
};

int main(int argc, char* argv[])
{
    QApplication application(argc, argv);
    TestSettingsDialog test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_settingsdialog.moc"
