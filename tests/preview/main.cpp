// SPDX-License-Identifier: GPL-3.0-or-later
// nostrscope-preview RELAYS THEME STATE [options of nostrscope]: STATE is "live", "first", "trouble" or
// "stopped".
// nostrscope-preview --gallery light|dark|contrast|black FILE.png: a picture of every chart.
#include "app/desktop/application.h"
#include "app/desktop/commandline.h"
#include "tests/preview/gallery.h"
#include "tests/support/fakeengine.h"
#include "ui/charts/timechart.h"
#include "ui/mainwindow.h"
#include "ui/shell/relaycommands.h"

#include <QApplication>
#include <QLineEdit>
#include <QTabBar>
#include <QTableView>
#include <QTimer>

#include <cstdio>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;

namespace {

void script(FakeEngine& engine, int relays, const QString& state)
{
    engine.step = std::chrono::milliseconds(250);
    if (state != "first"_L1) {
        engine.populate(relays);
        if (state != "stopped"_L1)
            engine.startCollecting();
        engine.addLog(LogLevel::Warning, u"closed the connection with code 1006"_s,
                      u"wss://relay7.example"_s);
        engine.addLog(LogLevel::Error, u"TLS handshake failed: certificate has expired"_s,
                      u"wss://relay12.example"_s);
    }
    if (state == "trouble"_L1) {
        engine.state.vitals.storeError = u"the disk is full. Free space or move the database."_s;
        engine.state.vitals.ownOutage = true;
        engine.state.vitals.ownOutageSince = engine.state.asOf - std::chrono::minutes(4);
        engine.state.services[2].state = ServiceStatus::State::Failed;
        engine.state.services[2].detail = u"no space left on device"_s;
    }
    engine.publish();
}

int paintGallery(QApplication& application, const QString& look, const QString& file)
{
    Theme theme(application);
    theme.setSystemLook({look == "black"_L1, false, false});
    theme.setChoice(look == "dark"_L1        ? Theme::Choice::Dark
                        : look == "light"_L1 ? Theme::Choice::Light
                                             : Theme::Choice::HighContrast);
    const auto gallery = makeGallery(theme, Fmt(QLocale(), QTimeZone::utc()));
    gallery->resize(1280, 1500);
    gallery->show();
    // One cursor for all time charts, shown with the tooltip of the first.
    const auto charts = gallery->findChildren<TimeChart*>();
    charts.constFirst()->setCursorAt(60);
    QApplication::processEvents();
    return gallery->grab().save(file) ? 0 : 1;
}

} // namespace

int main(int argc, char* argv[])
{
    QApplication qtApplication(argc, argv);
    auto arguments = QApplication::arguments();
    if (arguments.size() == 4 && arguments.at(1) == "--gallery"_L1)
        return paintGallery(qtApplication, arguments.at(2), arguments.at(3));
    if (arguments.size() < 4) {
        std::fputs("usage: nostrscope-preview RELAYS light|dark first|live|stopped|trouble [options]\n",
                   stderr);
        return 2;
    }
    const int relays = arguments.takeAt(1).toInt();
    const bool isDark = arguments.takeAt(1) == "dark"_L1;
    const auto state = arguments.takeAt(1);
    const auto options = parseCommandLine(arguments);
    if (!options)
        return 2;
    FakeEngine* fake = nullptr;
    Application application(qtApplication, *options, [&fake](const DesktopEngineConfig&) {
        auto engine = std::make_unique<FakeEngine>();
        fake = engine.get();
        return engine;
    });
    application.start();
    script(*fake, relays, state);
    auto look = application.window().save();
    look.settings.set(SettingOrigin::File, u"window/theme"_s, isDark ? u"dark"_s : u"light"_s);
    application.window().restore(look);
    const auto size = qEnvironmentVariable("PREVIEW_SIZE").split(u'x');
    if (size.size() == 2)
        application.window().resize(size.at(0).toInt(), size.at(1).toInt());
    const auto typed = qEnvironmentVariable("PREVIEW_ADD");
    if (!typed.isEmpty())
        application.window().relayCommands().openAdd(typed);
    const auto relay = qEnvironmentVariable("PREVIEW_RELAY"); // its number
    if (!relay.isEmpty())
        QTimer::singleShot(500, &application.window(), [&application, relay] {
            application.window().showPage(u"relay"_s, relay);
            if (auto* tabs = application.window().findChild<QTabBar*>(u"relayTabs"_s))
                tabs->setCurrentIndex(qEnvironmentVariableIntValue("PREVIEW_TAB"));
        });
    if (qEnvironmentVariableIsSet("PREVIEW_SELECT"))
        QTimer::singleShot(500, &application.window(), [&application] {
            for (const auto& name : {u"relayTable"_s, u"incidentTable"_s}) {
                if (auto* table = application.window().findChild<QTableView*>(name))
                    table->selectRow(0);
            }
        });
    if (auto* filter = application.window().findChild<QLineEdit*>(u"filter"_s))
        filter->setText(qEnvironmentVariable("PREVIEW_FILTER"));
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, fake, [fake] {
        if (fake->state.vitals.collecting)
            fake->tick(0.3);
    });
    timer.start(250);
    return QApplication::exec();
}
