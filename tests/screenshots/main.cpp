// SPDX-License-Identifier: GPL-3.0-or-later
// nostrscope-pictures: the whole program with one source of data and one look, a picture of every page.
// tests/screenshots/run starts it for all of them.
#include "app/desktop/application.h"
#include "core/engine/enginefactory.h"
#include "resources/builtinrelays.h"
#include "tests/support/fakeengine.h"
#include "ui/mainwindow.h"
#include "ui/pages/page.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDialog>
#include <QDir>
#include <QElapsedTimer>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableView>
#include <QTimer>
#include <QTranslator>

#include <cstdio>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Wanted {
    QString source; ///< demo, events, states, empty or error
    QString look;
    QString database;
    QString language; ///< file of a translation
    QDir folder;
    QStringList pages;
    std::chrono::milliseconds wait{1500}; ///< for each page
    std::chrono::seconds settle{0}; ///< before the first one
};

/// Lets the program work; pictures are looked at, so a wait that is long enough will do.
void work(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
}

UiState lookOf(UiState state, const Wanted& wanted)
{
    const auto set = [&state](const QString& key, const QString& value) {
        state.settings.set(SettingOrigin::File, key, value);
    };
    set(u"window/theme"_s,
        wanted.look == "dark"_L1           ? u"dark"_s
            : wanted.look == "contrast"_L1 ? u"contrast"_s
                                           : u"light"_s);
    set(u"window/textPercent"_s, wanted.look == "text200"_L1 ? u"200"_s : u"100"_s);
    state.range = wanted.source == "demo"_L1                          ? RangePreset::Hour
        : wanted.source == "error"_L1 || wanted.source == "states"_L1 ? RangePreset::Day
                                                                      : RangePreset::All;
    return state;
}

/// The engine that says what goes wrong: no disk, no network, a failed service, questions without answers.
std::unique_ptr<FakeEngine> troubledEngine()
{
    auto engine = std::make_unique<FakeEngine>();
    engine->populate(40);
    engine->answers = FakeEngine::Answers::Fail;
    engine->addLog(LogLevel::Warning, u"closed the connection with code 1006"_s, u"wss://relay7.example"_s);
    engine->addLog(LogLevel::Error, u"TLS handshake failed: certificate has expired"_s,
                   u"wss://relay12.example"_s);
    engine->state.vitals.collecting = true;
    engine->state.vitals.storeError = u"the disk is full. Free space or move the database."_s;
    engine->state.vitals.ownOutage = true;
    engine->state.vitals.ownOutageSince = engine->state.asOf - 4min;
    engine->state.services[2].state = ServiceStatus::State::Failed;
    engine->state.services[2].detail = u"no space left on device"_s;
    engine->publish();
    return engine;
}

/// Relays in every state, with a history, without a network.
std::unique_ptr<FakeEngine> engineOfStates()
{
    auto engine = std::make_unique<FakeEngine>();
    engine->populate(200);
    engine->state.vitals.collecting = true;
    engine->publish();
    return engine;
}

/// Until the simulated network has given charts and tables something to show.
void waitForEvents(MainWindow& window)
{
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < 40'000) {
        work(250ms);
        const auto& shown = window.feed().shown();
        if (shown && shown->overview.eventsEver > 300)
            return;
    }
    std::fputs("nostrscope-pictures: the simulated network gave few events\n", stderr);
}

bool save(QWidget& widget, const Wanted& wanted, const QString& name)
{
    const auto file = wanted.folder.filePath(name + u".png"_s);
    std::printf("%s\n", qPrintable(file));
    return widget.grab().save(file);
}

/// Windows beside the main one, and the actions that open them; settings have none.
const QHash<QString, QString>& dialogs()
{
    static const QHash<QString, QString> all{{u"settings"_s, {}},
                                             {u"retention"_s, u"archive.retention"_s},
                                             {u"discovery-rules"_s, u"discovery.rules"_s},
                                             {u"discovery-fetch"_s, u"discovery.import"_s}};
    return all;
}

bool takeDialog(MainWindow& window, const Wanted& wanted, const QString& name)
{
    if (const auto action = dialogs().value(name); action.isEmpty())
        window.openSettings();
    else
        window.actions().find(action)->trigger();
    work(500ms);
    const auto dialogs = window.findChildren<QDialog*>();
    for (auto* dialog : dialogs) {
        if (!dialog->isVisible())
            continue;
        const bool isSaved = save(*dialog, wanted, name);
        dialog->close();
        work(0ms);
        return isSaved;
    }
    return false;
}

bool takePictures(MainWindow& window, const Wanted& wanted)
{
    bool isGood = true;
    for (const auto& page : wanted.pages) {
        if (dialogs().contains(page)) {
            isGood = takeDialog(window, wanted, page) && isGood;
            continue;
        }
        const auto id = page.section(u'/', 0, 0);
        const auto selection = id == "kind"_L1 ? u"1"_s : page.section(u'/', 1);
        if (!window.showPage(id, selection)) {
            std::fprintf(stderr, "nostrscope-pictures: no page %s\n", qPrintable(page));
            isGood = false;
            continue;
        }
        work(wanted.wait);
        for (const auto& name : {u"relayTable"_s, u"incidentTable"_s}) {
            if (auto* table = window.findChild<QTableView*>(name); table != nullptr && table->isVisible()) {
                table->selectRow(0);
                work(300ms);
            }
        }
        if (auto* text = window.findChild<QPlainTextEdit*>(u"outboxText"_s); text && text->isVisible()) {
            text->setPlainText(QString(64, u'7'));
            window.findChild<QPushButton*>(u"outboxLook"_s)->click();
            work(500ms);
        }
        const auto file =
            QString(page).replace(u"/view:"_s, u"-"_s).replace(u"/tab:"_s, u"-"_s).replace(u'/', u'-');
        isGood = save(window, wanted, file) && isGood;
        // What is further down a long page.
        const auto areas = window.currentPage()->findChildren<QScrollArea*>();
        for (int part = 2; auto* area : areas) {
            auto* bar = area->verticalScrollBar();
            if (!area->isVisible() || bar->maximum() < area->height() / 4)
                continue;
            while (bar->value() < bar->maximum() && part < 6) {
                bar->setValue(bar->value() + bar->pageStep());
                work(300ms);
                isGood = save(window, wanted, u"%1-%2"_s.arg(file).arg(part++)) && isGood;
            }
        }
    }
    return isGood;
}

std::optional<Wanted> parse(const QStringList& arguments)
{
    QCommandLineParser parser;
    const QCommandLineOption source(u"source"_s, u"demo, events, states, empty or error"_s, u"NAME"_s);
    const QCommandLineOption look(u"look"_s, u"light, dark, contrast, text200, small or any other"_s,
                                  u"NAME"_s);
    const QCommandLineOption database(u"db"_s, u"database of events and empty"_s, u"FILE"_s);
    const QCommandLineOption language(u"language"_s, u"translation"_s, u"FILE.qm"_s);
    const QCommandLineOption out(u"out"_s, u"folder of the pictures"_s, u"FOLDER"_s);
    const QCommandLineOption pages(
        u"pages"_s, u"ids, settings, retention, discovery-rules, discovery-fetch; with commas between"_s,
        u"LIST"_s);
    const QCommandLineOption wait(u"wait"_s, u"milliseconds for each page"_s, u"MS"_s, u"1500"_s);
    const QCommandLineOption settle(u"settle"_s, u"seconds of collecting before the pictures"_s, u"S"_s,
                                    u"0"_s);
    parser.addHelpOption();
    parser.addOptions({source, look, database, language, out, pages, wait, settle});
    if (!parser.parse(arguments) || parser.isSet(u"help"_s) || !parser.isSet(source) || !parser.isSet(out)) {
        std::fputs(qPrintable(parser.helpText()), stderr);
        return std::nullopt;
    }
    Wanted wanted{parser.value(source),
                  parser.value(look),
                  parser.value(database),
                  parser.value(language),
                  QDir(parser.value(out)),
                  parser.isSet(pages) ? parser.value(pages).split(u',')
                                      : MainWindow::pageIds()
                          + QStringList{u"relays/view:certificates"_s, u"archive/tab:storage"_s,
                                        u"discovery/tab:duplicates"_s, u"discovery/tab:monitors"_s,
                                        u"discovery/tab:outbox"_s, u"discovery-rules"_s, u"discovery-fetch"_s,
                                        u"retention"_s, u"settings"_s},
                  std::chrono::milliseconds(parser.value(wait).toInt()),
                  std::chrono::seconds(parser.value(settle).toInt())};
    return wanted;
}

} // namespace

int main(int argc, char* argv[])
{
    QApplication qtApplication(argc, argv);
    QApplication::setApplicationName(u"nostrscope"_s);
    QApplication::setApplicationVersion(QLatin1StringView(NOSTRSCOPE_VERSION));
    const auto wanted = parse(QApplication::arguments());
    if (wanted && wanted->look == "german"_L1)
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    if (!wanted || !wanted->folder.mkpath(u"."_s))
        return 2;
    DesktopOptions options;
    options.demo = wanted->source == "demo"_L1;
    options.database = wanted->database;
    Application application(qtApplication, options,
                            [&wanted](const DesktopEngineConfig& given) -> std::unique_ptr<EngineLink> {
                                if (wanted->source == "error"_L1)
                                    return troubledEngine();
                                if (wanted->source == "states"_L1)
                                    return engineOfStates();
                                EngineConfig config;
                                config.databasePath = given.database;
                                config.allowPrivate = given.allowPrivateRelays;
                                config.builtInRelays = builtinRelays();
                                return createEngine(config);
                            });
    QTranslator translator;
    if (!wanted->language.isEmpty()) {
        if (!translator.load(wanted->language))
            return 2;
        QCoreApplication::installTranslator(&translator);
        if (QGuiApplication::translate("QGuiApplication", "QT_LAYOUT_DIRECTION") == "RTL"_L1)
            QGuiApplication::setLayoutDirection(Qt::RightToLeft);
    }
    application.start();
    auto& window = application.window();
    window.restore(lookOf(window.save(), *wanted));
    window.resize(wanted->look == "small"_L1 ? QSize(960, 600) : QSize(1280, 800));
    bool isGood = false;
    QTimer::singleShot(0, &window, [&] {
        if (options.demo)
            waitForEvents(window);
        else
            work(1s);
        work(wanted->settle);
        isGood = takePictures(window, *wanted);
        window.close();
    });
    QApplication::exec();
    return isGood ? 0 : 1;
}
