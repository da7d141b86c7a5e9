// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/settingsstore.h"
#include "models/fmtsource.h"
#include "models/relayfilterproxy.h"
#include "ui/kit/card.h"
#include "ui/kit/columnchooser.h"
#include "ui/kit/exportdialog.h"
#include "ui/kit/factlist.h"
#include "ui/kit/filterbar.h"
#include "ui/kit/previewpane.h"
#include "ui/kit/rangedialog.h"
#include "ui/kit/tableactions.h"
#include "ui/kit/tables.h"
#include "ui/kit/timerangebar.h"
#include "ui/kit/viewbar.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPixmapCache>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace nostrscope;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using enum RelayTableModel::Column;

namespace {

const UnixMillis now = fromSeconds(1'763'681'782);

RelayTableModel::Chunks relays(std::uint32_t count, std::uint32_t first = 1)
{
    auto chunk = std::make_shared<RelayChunk>();
    for (std::uint32_t id = first; id < first + count; ++id) {
        RelayRow row;
        row.entry.id = RelayId(id);
        row.entry.url = "wss://relay" + QByteArray::number(id) + ".example";
        row.eventsInRange = id * 10;
        HealthRow health;
        health.status.state = id % 3 == 0 ? RelayState::Down : RelayState::Up;
        row.health = std::make_shared<const HealthRow>(health);
        chunk->push_back(row);
    }
    return {chunk};
}

/// A table of relays, shown.
struct Fixture {
    explicit Fixture(std::uint32_t count = 40)
        : theme(*qApp)
        , model(Fmt(QLocale::c(), QTimeZone::utc()))
        , proxy(&model)
        , table(theme)
    {
        model.apply(relays(count), now);
        table.setModel(&proxy);
        table.setSortingEnabled(true);
        table.sortByColumn(EventsColumn, Qt::AscendingOrder);
        for (int column = RelayTableModel::firstOptional; column < RelayTableModel::columns; ++column)
            table.setColumnHidden(column, true);
        table.setColumnWidths({13, 30, 9, 8, 10, 9, 11, 34}, ErrorColumn);
        table.setDefaults();
        table.resize(900, 300);
        table.show();
    }
    QString top() const
    {
        return table.model()->index(table.verticalScrollBar()->value(), RelayColumn).data().toString();
    }
    Theme theme;
    RelayTableModel model;
    RelayFilterProxy proxy;
    TableView table;
};

} // namespace

class TestTableKit : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s)); }

    void heartbeatsFollowStatesAndTheme()
    {
        Fixture f(3);
        for (int column = 0; column < RelayTableModel::columns; ++column)
            f.table.setColumnHidden(column, column != UptimeColumn && column != ErrorColumn);
        f.table.setColumnShown(UptimeColumn, true);
        f.table.clearSelection();
        const auto beats = [&f](Beat beat) {
            RelayChunk chunk = *relays(3).front();
            HealthRow health;
            health.beats.fill(beat);
            health.uptime01 = 0.5;
            health.coverage01 = 1;
            chunk[0].health = std::make_shared<const HealthRow>(health);
            f.model.apply({std::make_shared<const RelayChunk>(chunk)}, now);
            const auto cell = f.proxy.mapFromSource(f.model.index(0, UptimeColumn));
            return f.table.viewport()->grab(f.table.visualRect(cell)).toImage();
        };
        QPixmapCache::clear();
        const auto up = beats(Beat::Up);
        QVERIFY(!up.isNull());
        QCOMPARE(beats(Beat::Up), up); // kept
        const auto down = beats(Beat::Down);
        QVERIFY(down != up);
        QCOMPARE(beats(Beat::Up), up);
        QPixmapCache::clear();
        QCOMPARE(beats(Beat::Down), down); // made anew
        f.theme.setChoice(Theme::Choice::Dark);
        QVERIFY(beats(Beat::Up) != up);
    }

    void longValuesOfFactsAreSeenWhole()
    {
        const Theme theme(*qApp);
        const QString npub = u"npub1"_s + QString(58, u'q');
        FactList list;
        list.setFacts({{{}, u"Key"_s, npub}, {{}, u"Text"_s, u"short words stay as they are"_s}});
        list.resize(260, 400);
        list.show();
        QVERIFY(QTest::qWaitForWindowActive(&list));
        QLabel* value = nullptr;
        const auto labels = list.findChildren<QLabel*>();
        for (auto* label : labels) {
            if (label->accessibleName() == u"Key"_s)
                value = label;
            if (label->accessibleName() == u"Text"_s)
                QCOMPARE(label->text(), u"short words stay as they are"_s);
        }
        QVERIFY(value != nullptr);
        QVERIFY(list.minimumSizeHint().width() <= 260);
        QVERIFY(value->height() >= 3 * value->fontMetrics().lineSpacing()); // it goes on in the next line
        value->setFocus();
        value->setSelection(0, static_cast<int>(value->text().size()));
        QTest::keyClick(value, Qt::Key_C, Qt::ControlModifier);
        QTRY_COMPARE(QApplication::clipboard()->text(), npub);
        QCOMPARE(list.facts()[0].value, npub);
    }

    void largerTextMakesRoom()
    {
        Fixture f;
        const int width = f.table.columnWidth(EventsColumn);
        const int row = f.table.rowHeight(0);
        auto font = f.table.font();
        font.setPointSizeF(font.pointSizeF() * 2);
        f.table.setFont(font);
        QVERIFY(f.table.columnWidth(EventsColumn) > width * 3 / 2);
        QVERIFY(f.table.rowHeight(0) >= f.table.fontMetrics().height());
        QVERIFY(f.table.rowHeight(0) > row);
        QVERIFY(f.table.isColumnHidden(NameColumn)); // what was hidden stays so

        Card card(f.theme, u"Events"_s, u"what it is"_s);
        card.setValue(u"12"_s, u"detail"_s);
        const int height = card.sizeHint().height();
        card.setFont(font);
        QVERIFY(card.sizeHint().height() > height * 5 / 4); // margins stay
    }
    void stateGoesByName()
    {
        Fixture f;
        f.table.setColumnHidden(EventsColumn, true);
        f.table.horizontalHeader()->moveSection(2, 0);
        auto state = f.table.saveState();
        QCOMPARE(state.order.first(), u"open_p50"_s);
        // A column that the stored state does not know keeps its default.
        state.order.removeAll(u"name"_s);
        state.hidden.removeAll(u"name"_s);
        // A state from elsewhere must not hide everything.
        state.hidden.append(u"error"_s);
        f.table.resetColumns();
        QVERIFY(!f.table.isColumnHidden(EventsColumn));
        f.table.restoreState(state);
        QVERIFY(f.table.isColumnHidden(EventsColumn));
        QVERIFY(f.table.isColumnHidden(NameColumn));
        QVERIFY(!f.table.isColumnHidden(ErrorColumn));
        QCOMPARE(f.table.shownColumns().first(), static_cast<int>(OpenP50Column));
    }

    void firstClickSortsNumbersDown()
    {
        Fixture f;
        auto* header = f.table.horizontalHeader();
        const auto click = [&](int column) {
            const QPoint place(header->sectionViewportPosition(column) + 12, header->height() / 2);
            QTest::mouseClick(header->viewport(), Qt::LeftButton, Qt::NoModifier, place);
        };
        click(RateColumn);
        QCOMPARE(header->sortIndicatorSection(), static_cast<int>(RateColumn));
        QCOMPARE(header->sortIndicatorOrder(), Qt::DescendingOrder);
        click(RelayColumn);
        QCOMPARE(header->sortIndicatorOrder(), Qt::AscendingOrder);
    }

    void chooserShowsHidesMovesAndFinds()
    {
        Fixture f;
        auto* chooser = ColumnChooser::open(f.table, {});
        auto* list = chooser->findChild<QListWidget*>();
        QCOMPARE(list->count(), RelayTableModel::columns);
        const auto hidden = list->findItems(u"Source"_s, Qt::MatchExactly);
        QCOMPARE(hidden.size(), 1);
        hidden.first()->setCheckState(Qt::Checked);
        QVERIFY(!f.table.isColumnHidden(SourceColumn));
        list->setCurrentRow(1);
        QTest::keyClick(list, Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(f.table.shownColumns().first(), static_cast<int>(RelayColumn));
        chooser->findChild<QLineEdit*>()->setText(u"dupl"_s); // the name of the column, not its title
        int seen = 0;
        for (int row = 0; row < list->count(); ++row)
            seen += list->item(row)->isHidden() ? 0 : 1;
        QCOMPARE(seen, 1);
        chooser->findChild<QPushButton*>(u"resetColumns"_s)->click();
        QCOMPARE(f.table.shownColumns().first(), static_cast<int>(StatusColumn));
        QVERIFY(f.table.isColumnHidden(SourceColumn));
        delete chooser;
    }

    /// A column that has nothing to say is nowhere, and what the user wanted of it stays.
    void withheldColumnsAreNotOffered()
    {
        Fixture f;
        const auto offered = [&f](const QString& title) {
            auto* chooser = ColumnChooser::open(f.table, {});
            auto* list = chooser->findChild<QListWidget*>();
            const bool isOffered = !list->findItems(title, Qt::MatchExactly).first()->isHidden();
            chooser->findChild<QLineEdit*>()->setText(title);
            const bool isFound = !list->findItems(title, Qt::MatchExactly).first()->isHidden();
            delete chooser;
            return isOffered || isFound;
        };
        QVERIFY(offered(u"Country"_s));
        f.table.setColumnShown(CountryColumn, true);
        f.table.setColumnOffered(CountryColumn, false);
        QVERIFY(f.table.isColumnHidden(CountryColumn));
        QVERIFY(!offered(u"Country"_s));
        f.table.setColumnShown(CountryColumn, true);
        QVERIFY(f.table.isColumnHidden(CountryColumn));
        auto state = f.table.saveState();
        QVERIFY(!state.hidden.contains(u"country"_s));
        f.table.restoreState(state);
        QVERIFY(f.table.isColumnHidden(CountryColumn));
        f.table.setColumnOffered(CountryColumn, true);
        QVERIFY(!f.table.isColumnHidden(CountryColumn));
        f.table.setColumnOffered(CountryColumn, false);
        f.table.resetColumns(); // hidden by default
        f.table.setColumnOffered(CountryColumn, true);
        QVERIFY(f.table.isColumnHidden(CountryColumn));
        QVERIFY(offered(u"Country"_s));
    }

    void selectionByKey()
    {
        Fixture f;
        f.table.selectKeys({3U, 7U, 999U});
        QCOMPARE(f.table.selectedKeys().size(), 2);
        f.table.sortByColumn(EventsColumn, Qt::DescendingOrder);
        QCOMPARE(f.table.selectedRowsInOrder().first().data(KeyRole).toUInt(), 7U);
    }

    void whatOneLooksAtStays()
    {
        Fixture f(200);
        f.table.verticalScrollBar()->setValue(100);
        const auto before = f.top();
        f.model.apply(relays(190, 11), now); // ten rows above go
        QCOMPARE(f.top(), before);
        f.model.apply(relays(200), now); // and come back
        f.proxy.resort();
        QCOMPARE(f.top(), before);
        // The current row stays at its place in the window when the order turns around.
        f.table.setCurrentIndex(f.table.model()->index(103, 0));
        const int y = f.table.visualRect(f.table.currentIndex()).top();
        f.table.sortByColumn(EventsColumn, Qt::DescendingOrder);
        QCOMPARE(f.table.visualRect(f.table.currentIndex()).top(), y);
        // At the top the worst is wanted, whatever it is.
        f.table.verticalScrollBar()->setValue(0);
        f.table.sortByColumn(EventsColumn, Qt::AscendingOrder);
        QCOMPARE(f.table.verticalScrollBar()->value(), 0);
    }

    void cellsFilterAndCopy()
    {
        Fixture f(6);
        TableActions actions(f.table);
        f.table.setCurrentIndex(f.table.model()->index(2, StatusColumn));
        QMenu menu;
        actions.addTo(menu, true);
        QSignalSpy wanted(&actions, &TableActions::filterTermRequested);
        menu.findChild<QAction*>(u"filterByCell"_s)->trigger();
        menu.findChild<QAction*>(u"excludeCell"_s)->trigger();
        QCOMPARE(wanted.at(0).first().toString(), u"status=Down"_s);
        QCOMPARE(wanted.at(1).first().toString(), u"-status=Down"_s);
        menu.findChild<QAction*>(u"copyCell"_s)->trigger();
        QCOMPARE(QApplication::clipboard()->text(), u"Down"_s);
        f.proxy.setText(u"status=Down"_s);
        QCOMPARE(f.proxy.rowCount(), 2);
        f.proxy.setText(u"-status=Down"_s);
        QCOMPARE(f.proxy.rowCount(), 4);
        f.proxy.setText(TableActions::termOf(f.model.index(3, EventsColumn), false));
        QCOMPARE(f.proxy.rowCount(), 1);
        QVERIFY(TableActions::termOf(f.model.index(0, LastColumn), false).isEmpty()); // missing
        f.proxy.setText({});
        f.table.selectKeys({1U});
        actions.copyAs(TableFormat::JsonLines);
        QVERIFY(QApplication::clipboard()->text().startsWith(
            u"{\"status\":\"online\",\"relay\":\"wss://relay1."_s));
        f.table.setFocus();
        QTest::keyClick(&f.table, Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QApplication::clipboard()->text().startsWith(u"Online\twss://relay1.example\t"_s));
    }

    void exportDialogWritesTheView()
    {
        const QTemporaryDir folder;
        Fixture f(6);
        f.proxy.setText(u"status:down"_s);
        const FmtSource formats{Fmt(QLocale::c(), QTimeZone::utc())};
        MessageArea messages(f.theme);
        auto* dialog = new ExportDialog(f.table, messages, formats,
                                        {u"relays"_s, u"24h"_s, now, folder.path()}, nullptr);
        QSignalSpy chosen(dialog, &ExportDialog::folderChosen);
        QCOMPARE(QFileInfo(dialog->file()).fileName(), u"relays_2025-11-20T2336Z_24h.csv"_s);
        auto* format = dialog->findChild<QComboBox*>(u"exportFormat"_s);
        format->setCurrentIndex(format->findData(static_cast<int>(TableFormat::JsonLines)));
        QVERIFY(dialog->file().endsWith(u"_24h.jsonl"_s));
        auto* columns = dialog->findChild<QListWidget*>(u"exportColumns"_s);
        for (int row = 0; row < columns->count(); ++row)
            columns->item(row)->setCheckState(row == 1 ? Qt::Checked : Qt::Unchecked);
        const auto file = dialog->file();
        dialog->findChild<QPushButton*>(u"export"_s)->click();
        QTRY_VERIFY(messages.find(u"export"_s) != nullptr);
        QCOMPARE(messages.find(u"export"_s)->tone(), Tone::Ok);
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QCOMPARE(written.readAll(),
                 QByteArray("{\"relay\":\"wss://relay3.example\"}\n{\"relay\":\"wss://relay6.example\"}\n"));
        QCOMPARE(chosen.first().first().toString(), folder.path());
    }

    void exportSaysWhyItFailed()
    {
        Fixture f(3);
        const FmtSource formats{Fmt(QLocale::c(), QTimeZone::utc())};
        MessageArea messages(f.theme);
        auto* dialog = new ExportDialog(f.table, messages, formats, {u"relays"_s, {}, now, {}}, nullptr);
        dialog->findChild<QLineEdit*>(u"exportFile"_s)->setText(u"/no/such/folder/x.csv"_s);
        dialog->findChild<QPushButton*>(u"export"_s)->click();
        QTRY_VERIFY(messages.find(u"export"_s) != nullptr);
        QCOMPARE(messages.find(u"export"_s)->tone(), Tone::Error);
    }

    void chipsOfAFilter()
    {
        Fixture f;
        FilterBar bar(f.theme);
        bar.resize(900, 32);
        QSignalSpy edited(&bar, &FilterBar::textEdited);
        bar.setQuery(u"tor -status:down \"two words\""_s, f.proxy.fields());
        QCOMPARE(bar.chips().size(), 3);
        QVERIFY(bar.faultText().isEmpty());
        bar.chips().at(1)->click();
        QCOMPARE(edited.last().first().toString(), u"tor  \"two words\""_s);
        bar.setQuery(edited.last().first().toString(), f.proxy.fields());
        QCOMPARE(bar.chips().size(), 2);
        QTest::keyClick(bar.chips().at(0), Qt::Key_Delete);
        QCOMPARE(edited.last().first().toString(), u"\"two words\""_s);
        bar.setQuery(u"rtt>5"_s, f.proxy.fields());
        QVERIFY(bar.faultText().contains(u"rtt>5"_s));
        QVERIFY(!bar.grab().isNull());
        bar.setQuery({}, f.proxy.fields());
        QVERIFY(bar.isHidden());
        QCOMPARE(FilterBar::withTerm(u"a b"_s, u"b"_s), u"a b"_s);
        QCOMPARE(FilterBar::withTerm(u"a b"_s, u"c"_s), u"a b c"_s);
        QCOMPARE(FilterBar::withTerm({}, u"c"_s), u"c"_s);
    }

    void viewsAreKept()
    {
        Fixture f;
        ViewBar bar(f.theme, {{u"all"_s, u"All"_s}, {u"down"_s, u"Down"_s}});
        QSignalSpy builtIn(&bar, &ViewBar::builtInChosen);
        QSignalSpy saved(&bar, &ViewBar::savedChosen);
        bar.setCounts({245, 12}, QLocale::c());
        QCOMPARE(bar.tabs()->tabText(1), u"Down 12"_s);
        bar.setCurrent(u"down"_s);
        QCOMPARE(builtIn.last().first().toString(), u"down"_s);
        QVERIFY(!bar.save({u"  "_s, {}, {}, {}}));
        QVERIFY(bar.save({u"Mine & yours"_s, u"down"_s, u"tor"_s, f.table.saveState()}));
        QCOMPARE(bar.current(), u"Mine & yours"_s);
        QCOMPARE(saved.count(), 0); // it is what is shown already
        bar.setCurrent(u"all"_s);
        bar.setCurrent(u"Mine & yours"_s);
        QCOMPARE(saved.count(), 1);
        bar.setHidden(u"down"_s, true);
        bar.setHidden(u"all"_s, true); // the last one stays
        QCOMPARE(bar.state().hiddenBuiltIns, QStringList{u"down"_s});

        const QTemporaryDir folder;
        const SettingsStore store(folder.filePath(u"a.ini"_s));
        UiState state;
        state.views.insert(u"relays"_s, bar.state());
        state.exportFolder = u"/tmp/x"_s;
        store.save(state);
        QCOMPARE(store.load().views, state.views);
        QCOMPARE(store.load().exportFolder, state.exportFolder);
        bar.remove(u"Mine & yours"_s);
        QVERIFY(bar.state().saved.isEmpty());
        QCOMPARE(bar.current(), u"all"_s);
    }

    void previewIsBesideInAWideWindow()
    {
        auto* table = new QWidget;
        auto* preview = new QWidget;
        PreviewPane pane(table, preview);
        pane.resize(1200, 800);
        pane.show();
        QCOMPARE(pane.orientation(), Qt::Vertical);
        pane.resize(PreviewPane::wideWindow, 800);
        QCOMPARE(pane.orientation(), Qt::Horizontal);
        pane.setPreviewShown(false);
        QVERIFY(!pane.isPreviewShown());
    }

    void rangeByKeyboardAndMouse()
    {
        Fixture f;
        const ManualClock clock(now);
        RangeModel range(clock);
        FmtSource formats{Fmt(QLocale::c(), QTimeZone("Europe/Berlin"))};
        TimeRangeBar bar(range, formats, clock);
        auto* button = bar.findChild<QPushButton*>(u"range"_s);
        auto* zone = bar.findChild<QToolButton*>(u"zone"_s);
        QCOMPARE(button->text(), u"Last 24 hours"_s);
        const auto local = zone->text();
        zone->click();
        QCOMPARE(zone->text(), u"UTC"_s);
        zone->click();
        QCOMPARE(zone->text(), local);
        button->menu()->actions().at(3)->trigger();
        QCOMPARE(range.choice(), RangeChoice(RangePreset::Week));
        bar.findChild<QToolButton*>(u"rangeBack"_s)->click();
        QVERIFY(range.choice().isFixed());
        QVERIFY(bar.findChild<QToolButton*>(u"rangeForward"_s)->isEnabled());
        range.addQuickRange(u"a & b"_s, RangeChoice::last(12h));
        emit button->menu()->aboutToShow();
        QCOMPARE(button->menu()->actions().at(7)->text(), u"a && b"_s);
    }

    void customRangeSaysWhy()
    {
        Fixture f;
        const ManualClock clock(now);
        RangeModel range(clock);
        const FmtSource formats{Fmt(QLocale::c(), QTimeZone("Asia/Tokyo"))};
        auto* dialog = new RangeDialog(range, formats, clock, nullptr);
        auto* show = dialog->findChild<QPushButton*>(u"rangeShow"_s);
        QVERIFY(show->isEnabled());
        const auto at = toSeconds(now);
        dialog->setTimes(at, at - 7200);
        QVERIFY(!show->isEnabled());
        QVERIFY(dialog->faultText().contains(u"before"_s));
        dialog->setTimes(at - 7200, at - 3600);
        QVERIFY(show->isEnabled() && dialog->faultText().isEmpty());
        dialog->findChild<QLineEdit*>(u"rangeName"_s)->setText(u"mine"_s);
        show->click();
        const auto minute = [](Timestamp time) { return time / 60 * 60; };
        QCOMPARE(range.range(), (TimeRange{minute(at - 7200) - 1, minute(at - 3600), false}));
        QCOMPARE(range.quickRanges().size(), 1);
    }
};

int main(int argc, char* argv[])
{
    QApplication application(argc, argv);
    TestTableKit test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_tablekit.moc"
