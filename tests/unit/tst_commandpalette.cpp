// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl+K: what is typed finds pages, commands, ranges and relays; what is pasted is understood.
#include "models/entity.h"
#include "models/fuzzymatch.h"
#include "tests/unit/windowfixture.h"
#include "ui/pages/page.h"
#include "ui/pages/relaylistdialog.h"
#include "ui/shell/commandpalette.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QListView>
#include <QStandardPaths>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;

using Fixture = WindowFixture;

namespace {

const QString hex = u"3bf0c63fcb93463407af97a5e5ee64fa883d107ef9e558472c4eb9aaaefa459d"_s;
const QString npub = u"npub180cvv07tjdrrgpa0j7j7tmnyl2yr6yr7l8j4s3evf6u64th6gkwsyjh6w6"_s;

CommandPalette* openPalette(const Fixture& f)
{
    f.press(Qt::Key_K, Qt::ControlModifier);
    return f.find<CommandPalette>(u"palette"_s);
}

void type(CommandPalette* palette, const QString& text)
{
    palette->findChild<QLineEdit*>()->setText(text);
}

} // namespace

class TestCommandPalette : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init() { QTest::failOnWarning(anyRealWarning()); }

    void betterFitsScoreHigher()
    {
        QVERIFY(*fuzzyMatch(u"over", u"Overview") > *fuzzyMatch(u"view", u"Full view"));
        QVERIFY(*fuzzyMatch(u"view", u"Full view") > *fuzzyMatch(u"iew", u"Overview"));
        QVERIFY(*fuzzyMatch(u"iew", u"Overview") > *fuzzyMatch(u"ovw", u"Overview"));
        QVERIFY(fuzzyMatch(u"OVW", u"overview").has_value());
        QVERIFY(fuzzyMatch(u"  ", u"anything").has_value());
        QVERIFY(!fuzzyMatch(u"xyz", u"Overview"));
        QVERIFY(!fuzzyMatch(u"wvo", u"Overview")); // order counts
        QVERIFY(fuzzyMatch(QString(100'000, u'a'), QString(100'000, u'a')).has_value());
    }

    void entities_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("type"); // −1: none
        QTest::addColumn<QString>("key");
        using Type = Entity::Type;
        const auto row = [](const char* name, const QString& text, Type type, const QString& key) {
            QTest::newRow(name) << text << int(type) << key;
        };
        row("relay", u" WSS://Relay.Example/ "_s, Type::Relay, u"wss://relay.example"_s);
        row("npub", npub, Type::Author, hex);
        row("nostr uri", u"nostr:"_s + npub, Type::Author, hex);
        row("hex", hex, Type::Hex, hex);
        row("upper case hex", hex.toUpper(), Type::Hex, hex);
        row("hashtag", u"#nostr"_s, Type::Hashtag, u"nostr"_s);
        row("kind", u"kind:30023"_s, Type::EventKind, u"30023"_s);
        row("kind in words", u"Kind 1"_s, Type::EventKind, u"1"_s);
        row("number", u"9735"_s, Type::EventKind, u"9735"_s);
        const auto none = [](const char* name, const QString& text) {
            QTest::newRow(name) << text << -1 << QString();
        };
        none("nothing", {});
        none("word", u"overview"_s);
        none("number beyond kinds", u"65536"_s);
        none("signed number", u"+1"_s);
        none("kind without number", u"kind:"_s);
        none("empty tag", u"#"_s);
        none("tag of words", u"#two words"_s);
        none("broken npub", npub.chopped(1) + u'q');
        none("relay without host", u"wss://"_s);
        none("short hex", hex.chopped(2));
        none("endless", QString(6000, u'1'));
    }
    void entities()
    {
        QFETCH(QString, text);
        QFETCH(int, type);
        const auto entity = parseEntity(text);
        QCOMPARE(entity ? int(entity->type) : -1, type);
        if (entity)
            QTEST(entity->key, "key");
    }

    void aSecretKeyIsNotKept()
    {
        const auto entity = parseEntity(u"nsec1vl029mgpspedva04g90vltkh6fvh240zqtv9k0t9af8935ke9laqsnlfe5"_s);
        QVERIFY(entity && entity->type == Entity::Type::Secret && entity->key.isEmpty());
    }

    void goesToAPageByAFewLetters()
    {
        Fixture f(5);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get()));
        auto* palette = openPalette(f);
        QVERIFY(palette != nullptr && palette->isVisible());
        const QAbstractItemModelTester tester(const_cast<PaletteModel*>(&palette->model()),
                                              QAbstractItemModelTester::FailureReportingMode::Fatal);
        auto* text = palette->findChild<QLineEdit*>();
        QTRY_VERIFY(text->hasFocus());
        QTest::keyClicks(text, u"logs"_s);
        QCOMPARE(palette->model().entry(0).title, u"Logs"_s);
        QTest::keyClick(text, Qt::Key_Return);
        QTRY_COMPARE(f.window->currentPage()->id(), u"logs"_s);
        QTRY_VERIFY(f.find<CommandPalette>(u"palette"_s) == nullptr);
    }

    void escapeChangesNothing()
    {
        Fixture f(5);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get()));
        const auto calls = f.engine.calls();
        auto* palette = openPalette(f);
        QTest::keyClick(palette->findChild<QLineEdit*>(), Qt::Key_Escape);
        QTRY_VERIFY(f.find<CommandPalette>(u"palette"_s) == nullptr);
        QCOMPARE(f.engine.calls(), calls);
        QCOMPARE(f.window->currentPage()->id(), u"overview"_s);
    }

    void rangesByName()
    {
        Fixture f(5);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get()));
        auto* palette = openPalette(f);
        type(palette, u"7 days"_s);
        QTest::keyClick(palette->findChild<QLineEdit*>(), Qt::Key_Return);
        QTRY_VERIFY(f.engine.calls().contains(u"setRange 7d"_s));
    }

    void disabledCommandsComeLastWithTheReason()
    {
        Fixture f(5);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get()));
        auto* palette = openPalette(f);
        type(palette, u"remove"_s);
        const auto& model = palette->model();
        int at = -1;
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.entry(row).title == u"Remove"_s)
                at = row;
            QVERIFY(at < 0 || !model.entry(row).isEnabled); // none that works below
        }
        QVERIFY(at >= 0 && !model.entry(at).hint.isEmpty());
        auto* text = palette->findChild<QLineEdit*>();
        auto* list = palette->findChild<QListView*>();
        while (list->currentIndex().row() < at)
            QTest::keyClick(text, Qt::Key_Down);
        QTest::keyClick(text, Qt::Key_Return);
        QVERIFY(palette->isVisible());
        palette->close();
    }

    void pastedThings()
    {
        Fixture f(5);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get()));
        auto* palette = openPalette(f);
        const auto& model = palette->model();
        type(palette, npub);
        QVERIFY(!model.entry(0).isEnabled && !model.entry(0).hint.isEmpty());
        type(palette, hex);
        QVERIFY(model.entry(0).title != model.entry(1).title); // an event or an author
        type(palette, QString(1'000'000, u'x'));
        QCOMPARE(palette->findChild<QLineEdit*>()->text().size(), CommandPalette::maximumText);
        QCOMPARE(model.rowCount(), 0);
        QTest::keyClick(palette->findChild<QLineEdit*>(), Qt::Key_Return); // nothing to do
        type(palette, u"wss://relay4.example"_s);
        QCOMPARE(model.entry(0).title, u"relay4.example"_s);
        QTest::keyClick(palette->findChild<QLineEdit*>(), Qt::Key_Return);
        QTRY_COMPARE(f.window->currentPage()->id(), u"relay"_s);
        QCOMPARE(f.window->currentPage()->selection(), u"5"_s);

        QTRY_VERIFY(f.find<CommandPalette>(u"palette"_s) == nullptr);
        f.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(f.window.get()));
        palette = openPalette(f);
        QVERIFY(palette != nullptr);
        type(palette, u"wss://unheard.example"_s);
        QTest::keyClick(palette->findChild<QLineEdit*>(), Qt::Key_Return);
        QTRY_VERIFY(f.find<RelayListDialog>(u"addRelays"_s) != nullptr);
    }
};

int main(int argc, char* argv[])
{
    QApplication application(argc, argv);
    TestCommandPalette test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_commandpalette.moc"
