// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/application.h"
#include "app/desktop/commandline.h"
#include "app/desktop/singleinstance.h"
#include "app/settings/engineconfigof.h"
#include "core/base/logging.h"
#include "core/engine/enginefactory.h"
#include "resources/builtinrelays.h"

#include <QApplication>
#include <QDir>
#include <QFileInfo>

#include <cstdio>
#include <cstdlib>
#include <memory>

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
    std::unique_ptr<SingleInstance> instance;
    if (!options->standsBeside()) {
        const auto database = Application::databaseOf(*options);
        QDir().mkpath(QFileInfo(database).absolutePath());
        instance = std::make_unique<SingleInstance>(database);
        switch (instance->start({options->files, options->urls, options->page})) {
        case SingleInstance::Role::First:
            break;
        case SingleInstance::Role::HandedOver:
            return EXIT_SUCCESS;
        case SingleInstance::Role::NoAnswer:
            std::fputs(qPrintable(QApplication::translate("nostrscope::main",
                                                          "A Nostrscope that does not answer has this "
                                                          "database. End it, or use --profile or --db.\n")),
                       stderr);
            return EXIT_FAILURE;
        }
    }
    Application application(qtApplication, *options, [](const DesktopEngineConfig& wanted) {
        EngineConfig config;
        if (auto made = makeEngineConfig(wanted.settings, toSeconds(SystemClock().now())))
            config = *std::move(made);
        else
            qCWarning(logApp, "%s The engine has its defaults.", qPrintable(made.error()));
        config.databasePath = wanted.database;
        config.allowPrivate = wanted.allowPrivateRelays;
        config.builtInRelays = builtinRelays();
        return createEngine(config);
    });
    application.start();
    if (instance) {
        QObject::connect(instance.get(), &SingleInstance::received, &application,
                         [&application](const StartArguments& arguments) {
                             application.open(arguments.files, arguments.urls, arguments.page);
                         });
    }
    return QApplication::exec();
}
