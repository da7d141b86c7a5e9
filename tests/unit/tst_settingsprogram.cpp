// SPDX-License-Identifier: GPL-3.0-or-later
// What the whole program does with settings: stored at once, read at the next start, by its command line, to
// and from files.
#include "app/desktop/application.h"
#include "app/settings/settingsfile.h"
#include "tests/unit/windowfixture.h"
#include "ui/kit/messagebar.h"
#include "ui/settings/settingsdialog.h"
#include "ui/settings/settingsfilespanel.h"

#include <QFileInfo>
#include <QPushButton>
#include <QTemporaryDir>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;

namespace {

/// The program on a fake engine.
struct Program {
    explicit Program(const DesktopOptions& options)
    {
        application =
            std::make_unique<Application>(*qApp, options, [this](const DesktopEngineConfig& wanted) {
                config = wanted;
                auto made = std::make_unique<FakeEngine>();
                engine = made.get();
                engine->populate(3);
                engine->publish();
                return made;
            });
        application->start();
    }
    [[nodiscard]] MainWindow& window() const { return application->window(); }

    DesktopEngineConfig config;
    FakeEngine* engine = nullptr;
    std::unique_ptr<Application> application;
};

} // namespace

class TestSettingsProgram : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        // Not the test mode of QStandardPaths: its files outlive the run.
        QVERIFY(m_folder.isValid());
        for (const auto* name : {"XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"})
            qputenv(name, m_folder.filePath(QString::fromLatin1(name)).toUtf8());
    }
    void init() { QTest::failOnWarning(anyRealWarning()); }

    void appliedSettingsSurviveARestart()
    {
        DesktopOptions options;
        options.database = m_folder.filePath(u"s.sqlite"_s);
        options.profile = u"restart"_s;
        {
            Program program(options);
            program.window().settings().change(
                {{u"format/bytes"_s, u"si"_s}, {u"collect/maxConnections"_s, u"33"_s}});
            // On the disk at once: a crash does not lose it.
            QCOMPARE(readIni(SettingsStore::fileOf(options.profile))->value(u"collect/maxConnections"_s),
                     u"33"_s);
            program.window().close();
        }
        options.settings.insert(u"format/hours"_s, u"12"_s);
        Program program(options);
        QCOMPARE(program.config.settings.number(u"collect/maxConnections"), 33);
        const auto& values = program.window().settings().values();
        QCOMPARE(values.value(u"format/bytes"), u"si"_s);
        QVERIFY(values.isFixed(u"format/hours"));
        QCOMPARE(program.window().settings().files().database,
                 QFileInfo(options.database).absoluteFilePath());
        program.window().close();
    }

    void startSettingsCount()
    {
        DesktopOptions options;
        options.database = m_folder.filePath(u"t.sqlite"_s);
        options.profile = u"start"_s;
        {
            Program program(options);
            program.engine->startCollecting();
            program.engine->publish();
            QTRY_VERIFY(program.window().save().collecting);
            program.window().showPage(u"logs"_s);
            program.window().close();
        }
        {
            Program program(options);
            QVERIFY(program.engine->calls().contains(u"startCollecting"_s));
            QCOMPARE(program.window().save().page, u"logs"_s);
            program.window().settings().change(
                {{u"start/collecting"_s, u"never"_s}, {u"start/page"_s, u"overview"_s}});
            program.engine->publish();
            program.window().close();
        }
        Program program(options);
        QVERIFY(!program.engine->calls().contains(u"startCollecting"_s));
        QCOMPARE(program.window().save().page, u"overview"_s);
        program.window().close();
    }

    void exportAndImportByTheWindow()
    {
        DesktopOptions options;
        options.database = m_folder.filePath(u"e.sqlite"_s);
        options.profile = u"export"_s;
        Program program(options);
        auto& window = program.window();
        window.settings().change({{u"format/bytes"_s, u"si"_s}, {u"collect/kinds"_s, u"1,7"_s}});
        window.actions().setKey(u"go.logs"_s, QKeySequence(u"Ctrl+Shift+G"_s));
        window.openSettings();
        auto* dialog = window.findChild<SettingsDialog*>();
        const auto file = m_folder.filePath(u"out.ini"_s);
        dialog->files().exportTo(file);
        QCOMPARE(dialog->messages().find(u"file"_s)->tone(), Tone::Ok);
        // Away, and back from the file.
        dialog->findChild<QPushButton*>(u"settingsResetAll"_s)->click();
        dialog->findChild<QPushButton*>(u"settingsApply"_s)->click();
        QVERIFY(window.settings().values().stored().isEmpty());
        QVERIFY(window.actions().changedKeys().isEmpty());
        dialog->files().importFrom(file);
        QVERIFY(window.settings().values().stored().isEmpty()); // seen first
        QCOMPARE(dialog->model().editCount(), 2);
        dialog->findChild<QPushButton*>(u"settingsOk"_s)->click();
        QCOMPARE(window.settings().values().value(u"collect/kinds"), u"1,7"_s);
        QCOMPARE(window.actions().key(u"go.logs"_s), QKeySequence(u"Ctrl+Shift+G"_s));
        window.close();
    }

    void brokenImportChangesNothing()
    {
        DesktopOptions options;
        options.database = m_folder.filePath(u"b.sqlite"_s);
        options.profile = u"broken"_s;
        Program program(options);
        auto& window = program.window();
        window.openSettings();
        auto* dialog = window.findChild<SettingsDialog*>();
        QFile file(m_folder.filePath(u"broken.ini"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray("\x7f"
                              "ELF\x00\x01\x02",
                              7));
        file.close();
        for (const auto& name : {file.fileName(), m_folder.path(), u"/nonexistent/x.ini"_s}) {
            dialog->files().importFrom(name);
            QCOMPARE(dialog->messages().find(u"file"_s)->tone(), Tone::Error);
            QCOMPARE(dialog->model().editCount(), 0);
        }
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("schema=1\n[window]\ntheme=pink\ntextPercent=120\n");
        file.close();
        dialog->files().importFrom(file.fileName());
        QCOMPARE(dialog->messages().find(u"file"_s)->tone(), Tone::Warning);
        QVERIFY(dialog->messages().find(u"file"_s)->text().contains(u"pink"_s));
        QCOMPARE(dialog->model().editCount(), 1);
        dialog->files().exportTo(u"/nonexistent/x.ini"_s);
        QCOMPARE(dialog->messages().find(u"file"_s)->tone(), Tone::Error);
        window.close();
    }

    void commandLineSettings_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isGood");
        QTest::newRow("good") << u"format/zone=UTC"_s << true;
        QTest::newRow("empty is the default") << u"format/zone="_s << true;
        QTest::newRow("unknown") << u"x/y=1"_s << false;
        QTest::newRow("no value") << u"format/zone"_s << false;
        QTest::newRow("bad value") << u"window/theme=pink"_s << false;
        QTest::newRow("has an option of its own") << u"database/path=/x"_s << false;
    }
    void commandLineSettings()
    {
        QFETCH(QString, text);
        const auto options = parseCommandLine({u"nostrscope"_s, u"--set"_s, text});
        QTEST(options.has_value(), "isGood");
        if (options)
            QCOMPARE(options->settings.value(u"format/zone"_s), text.endsWith(u'C') ? u"UTC"_s : u"system"_s);
    }

private:
    QTemporaryDir m_folder;
};

int main(int argc, char* argv[])
{
    QApplication application(argc, argv);
    TestSettingsProgram test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_settingsprogram.moc"
