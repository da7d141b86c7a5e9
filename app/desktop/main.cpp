// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/application.h"
#include "app/desktop/commandline.h"
#include "core/engine/enginefactory.h"
#include "resources/builtinrelays.h"

#include <QApplication>

#include <cstdio>

int main(int argc, char* argv[])
{
    using namespace nostrscope;

    QApplication qtApplication(argc, argv);
    QApplication::setApplicationName(QStringLiteral("nostrscope"));
    QApplication::setApplicationVersion(QLatin1StringView(NOSTRSCOPE_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("info.nostrscope.Nostrscope"));

    const auto options = parseCommandLine(QApplication::arguments());
    if (!options) {
        const auto& end = options.error();
        std::fputs(qPrintable(end.text), end.status == 0 ? stdout : stderr);
        return end.status;
    }
    Application application(qtApplication, *options, [](const DesktopEngineConfig& wanted) {
        EngineConfig config;
        config.databasePath = wanted.database;
        config.allowPrivate = wanted.allowPrivateRelays;
        config.builtInRelays = builtinRelays();
        return createEngine(config);
    });
    application.start();
    return QApplication::exec();
}
