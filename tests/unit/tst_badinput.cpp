// SPDX-License-Identifier: GPL-3.0-or-later
// What strangers write and what goes wrong around the window: nothing of it is markup, nothing breaks the
// layout, nothing ends the program.
#include "tests/unit/windowfixture.h"
#include "ui/charts/timechart.h"
#include "ui/kit/tables.h"
#include "ui/pages/page.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/pageprint.h"

#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QTextDocument>

#include <limits>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;
using Fixture = WindowFixture;

namespace {

/// Texts that relays and lists could send.
QStringList badTexts()
{
    QString controls;
    for (int c = 0; c < 32; ++c)
        controls += QChar(c);
    return {QString(10'000, u'x'),
            QString(10'000, u'\u0634'),
            u"\u202Egnp.exe\u202C \u2066isolated\u2069 \u200F\u200E"_s,
            controls + u"\x7F\u0085\u2028\u2029"_s,
            u"<b>bold</b><img src='file:///etc/hostname'><a href='x'>link</a>"_s,
            u"&lt;i&gt; &amp; A & B"_s,
            QString(2000, u'\u0301') + u"zalgo"_s,
            QString(QChar(0xD800)) + u"lone surrogate"_s,
            u"\uFDFD\uFDFD\uFDFD"_s,
            u"%1 %2 %n %L3"_s};
}

/// Three relays for every bad text: as name, as purpose, as what the relay said when it failed.
void addBadRelays(FakeEngine& engine)
{
    const auto texts = badTexts();
    std::uint32_t number = 1000;
    for (const auto& text : texts) {
        for (int place = 0; place < 3; ++place) {
            auto row = engine.rows.front();
            row.entry.id = RelayId(number);
            row.entry.url = "wss://bad" + QByteArray::number(number) + ".example";
            ++number;
            if (place == 0)
                row.entry.name = text;
            if (place == 1)
                row.entry.purpose = text;
            row.state = LinkState::Failed;
            row.lastError = LinkError::RemoteClosed;
            if (place == 2)
                row.lastErrorDetail = text;
            engine.rows.push_back(row);
        }
    }
    engine.publish();
}

bool isCleanLine(const QString& text)
{
    return std::none_of(text.begin(), text.end(), [](QChar c) {
        // Isolates of our own are paired; overrides and controls are a stranger's.
        return (c.category() == QChar::Other_Control && c != u'\n')
            || (c >= QChar(0x202A) && c <= QChar(0x202E));
    });
}

/// Every label that could show a stranger's text takes it as it is.
QStringList richLabels(const QWidget& window)
{
    QStringList found;
    const auto labels = window.findChildren<QLabel*>();
    for (const auto* label : labels) {
        const bool isRich = label->textFormat() == Qt::RichText
            || (label->textFormat() == Qt::AutoText && Qt::mightBeRichText(label->text()));
        if (isRich && label->objectName() != "kindLink"_L1) // our own text
            found.append(label->objectName() + u": "_s + label->text().left(60));
    }
    return found;
}

} // namespace

class TestBadInput : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init()
    {
        // No machine has fonts for all that garbage.
        QTest::failOnWarning(QRegularExpression(
            u"^(?!.*(This plugin does not support|No such signal QPlatform|OpenType support missing))"_s));
    }

    void textsOfRelaysArePlainAndShort()
    {
        Fixture f(5);
        addBadRelays(f.engine);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        f.window->resize(960, 600);
        f.window->showPage(u"relays"_s);
        auto* table = f.find<TableView>(u"relayTable"_s);
        const auto& model = *table->model();
        QTRY_COMPARE(model.rowCount(), 5 + 3 * static_cast<int>(badTexts().size()));
        for (int column = 0; column < model.columnCount(); ++column)
            table->setColumnShown(column, true);
        for (int row = 0; row < model.rowCount(); ++row) {
            for (int column = 0; column < model.columnCount(); ++column) {
                const auto index = model.index(row, column);
                const auto shown = index.data().toString();
                QVERIFY2(shown.size() < 400 && isCleanLine(shown), qPrintable(shown));
                const auto tip = index.data(Qt::ToolTipRole).toString();
                QVERIFY2(tip.size() < 4000 && isCleanLine(tip), qPrintable(tip));
                // A tip is plain, or HTML that we made of plain text.
                QVERIFY2(!Qt::mightBeRichText(tip) || tip.startsWith(u"<qt>"_s), qPrintable(tip));
                QVERIFY2(!tip.contains(u"<img"_s) && !tip.contains(u"<b>"_s), qPrintable(tip));
            }
            table->setCurrentIndex(model.index(row, 0));
            QCOMPARE(richLabels(*f.window), QStringList());
            QCOMPARE(f.window->size(), QSize(960, 600)); // nothing pushes the window wider
        }
        QVERIFY(!f.window->grab().isNull());
    }

    void messagesAreNoMarkup()
    {
        Fixture f(3);
        const auto texts = badTexts();
        for (const auto& text : texts) {
            emit f.engine.failed(text);
            emit f.engine.taskChanged(1, text, 1, 2, true, text);
            f.engine.addLog(LogLevel::Error, text, u"wss://relay.example"_s);
            f.engine.state.vitals.storeError = text;
            f.engine.publish();
            for (const auto& id : pageIdsToTry()) {
                f.window->showPage(id);
                QCOMPARE(richLabels(*f.window), QStringList());
                QVERIFY(f.window->width() <= 1280);
            }
        }
    }

    void printedTextIsNoMarkup()
    {
        Fixture f(2);
        addBadRelays(f.engine);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        f.window->showPage(u"relays"_s);
        auto* table = f.find<TableView>(u"relayTable"_s);
        QTRY_VERIFY(table->model()->rowCount() > 5);
        for (int column = 0; column < table->model()->columnCount(); ++column)
            table->setColumnShown(column, true); // names are not shown by default
        const auto document = printDocument(*f.window->currentPage(), f.window->context());
        QVERIFY(document->toPlainText().contains(u"<b>bold</b>"_s));
        for (const auto& format : document->allFormats())
            QVERIFY(!format.isImageFormat() || format.toImageFormat().name().startsWith(u"chart:"_s));
    }

    void garbageInThePalette_data()
    {
        QTest::addColumn<QString>("text");
        const auto texts = badTexts();
        for (int i = 0; i < texts.size(); ++i)
            QTest::addRow("bad text %d", i) << texts.at(i);
        QTest::newRow("very long") << QString(2'000'000, u'a');
        QTest::newRow("long npub") << u"npub1"_s + QString(100'000, u'q');
        QTest::newRow("relay without end") << u"wss://"_s + QString(100'000, u'a') + u".example"_s;
        QTest::newRow("number") << QString(5000, u'9');
        QTest::newRow("tag") << u"#"_s + QString(5000, u'#');
        QRandomGenerator random(7);
        QString noise;
        for (int i = 0; i < 20'000; ++i)
            noise += QChar(static_cast<char16_t>(random.bounded(0x10000)));
        QTest::newRow("noise") << noise;
    }
    void garbageInThePalette()
    {
        QFETCH(QString, text);
        Fixture f(20);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        f.press(Qt::Key_K, Qt::ControlModifier);
        auto* palette = f.window->findChild<CommandPalette*>();
        QVERIFY(palette != nullptr && palette->isVisible());
        auto* line = palette->findChild<QLineEdit*>();
        QApplication::clipboard()->setText(text);
        QTest::keyClick(line, Qt::Key_V, Qt::ControlModifier);
        QVERIFY(line->text().size() <= CommandPalette::maximumText);
        const auto& model = palette->model();
        QVERIFY(model.rowCount() <= static_cast<int>(PaletteModel::maximumShown) + 10);
        for (int row = 0; row < model.rowCount(); ++row)
            QVERIFY(isCleanLine(model.index(row).data().toString()));
        QVERIFY(!palette->grab().isNull());
        QTest::keyClick(line, Qt::Key_Escape);
        QTRY_VERIFY(f.window->findChild<CommandPalette*>() == nullptr);
        // The filter of a page takes the same.
        f.window->showPage(u"relays"_s);
        auto* filter = f.find<QLineEdit>(u"filter"_s);
        filter->setFocus();
        QTest::keyClick(filter, Qt::Key_V, Qt::ControlModifier);
        QVERIFY(!f.window->grab().isNull());
    }

    void absurdRanges_data()
    {
        QTest::addColumn<qint64>("from");
        QTest::addColumn<qint64>("to");
        constexpr auto most = std::numeric_limits<qint64>::max();
        QTest::newRow("everything") << qint64(0) << most;
        QTest::newRow("before time") << -most << qint64(0);
        QTest::newRow("backwards") << most << -most;
        QTest::newRow("a second") << qint64(1'763'600'000) << qint64(1'763'600'001);
        QTest::newRow("since 1970") << qint64(0) << qint64(1'763'681'782);
        QTest::newRow("next century") << qint64(4'102'444'800) << qint64(4'102'448'400);
    }
    void absurdRanges()
    {
        QFETCH(qint64, from);
        QFETCH(qint64, to);
        const auto text = u"%1..%2"_s.arg(from).arg(to);
        const auto choice = RangeChoice::fromString(text, 1'763'681'782);
        Fixture f(5);
        auto state = f.window->save();
        if (choice) {
            state.range = *choice;
            f.window->restore(state);
        }
        // The engine may answer with anything.
        f.engine.state.preset.reset();
        f.engine.state.range = {from, to, false};
        f.engine.publish();
        for (const auto& id : pageIdsToTry()) {
            QVERIFY(f.window->showPage(id));
            QVERIFY(!f.window->grab().isNull());
            for (const auto key : {Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down})
                f.press(key, Qt::AltModifier | Qt::ShiftModifier);
        }
    }

    void anySizeOfTheWindow_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("a pixel") << QSize(1, 1);
        QTest::newRow("a line") << QSize(2000, 1);
        QTest::newRow("a column") << QSize(1, 2000);
        QTest::newRow("8k") << QSize(7680, 4320);
    }
    void anySizeOfTheWindow()
    {
        QFETCH(QSize, size);
        Fixture f(30);
        f.window->setMinimumSize(1, 1); // a tiling desktop does not ask
        for (const auto& id : pageIdsToTry()) {
            f.window->showPage(id);
            f.window->resize(size);
            QCoreApplication::processEvents();
            QVERIFY(!f.window->grab().isNull());
            const auto charts = f.window->findChildren<TimeChart*>();
            for (auto* chart : charts)
                QVERIFY(!chart->toImage(1).isNull());
        }
        f.window->resize(1280, 800);
        QVERIFY(!f.window->grab().isNull());
    }

private:
    static QStringList pageIdsToTry() { return MainWindow::pageIds(); }
};

int main(int argc, char* argv[])
{
    QApplication application(argc, argv);
    TestBadInput test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_badinput.moc"
