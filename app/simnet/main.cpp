// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simnet/dvmfile.h"
#include "app/simnet/simnet.h"
#include "app/simnet/simnetoptions.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QSocketNotifier>

#include <csignal>
#include <cstdio>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <unistd.h>

using namespace nostrscope;

namespace {

constexpr int exitFailed = 1;
constexpr int exitUsage = 2;

void printLine(const QJsonObject& object)
{
    const auto line = QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stdout);
    std::fflush(stdout);
}

/// A socket for each relay and each of its clients.
void raiseDescriptorLimit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
}

/// SIGINT and SIGTERM become readable here instead of ending the process; -1 when that fails.
int signalDescriptor()
{
    sigset_t mask;
    sigemptyset(&mask);
    sigaddset(&mask, SIGINT);
    sigaddset(&mask, SIGTERM);
    return ::sigprocmask(SIG_BLOCK, &mask, nullptr) == 0 ? ::signalfd(-1, &mask, SFD_CLOEXEC | SFD_NONBLOCK)
                                                         : -1;
}

int writeFile(const SimnetOptions& options)
{
    const auto truth = writeDvmEvents(options);
    if (!truth) {
        std::fprintf(stderr, "nostrscope-simnet: %s\n", qPrintable(truth.error()));
        return exitFailed;
    }
    printLine(*truth);
    return 0;
}

int run(QCoreApplication& application, const SimnetOptions& options, int descriptor)
{
    Simnet simnet(options);
    if (const auto error = simnet.start()) {
        std::fprintf(stderr, "nostrscope-simnet: %s\n", qPrintable(*error));
        return exitFailed;
    }
    printLine(simnet.listing());
    QSocketNotifier notifier(descriptor, QSocketNotifier::Read);
    bool stopping = false;
    QObject::connect(&notifier, &QSocketNotifier::activated, &simnet, [&simnet, &stopping, descriptor] {
        signalfd_siginfo info;
        if (::read(descriptor, &info, sizeof info) != static_cast<ssize_t>(sizeof info))
            return;
        if (stopping) // the second time means now
            ::_exit(exitFailed);
        stopping = true;
        simnet.stop();
    });
    QObject::connect(&simnet, &Simnet::finished, &application, &QCoreApplication::quit, Qt::QueuedConnection);
    QCoreApplication::exec();
    printLine(simnet.summary());
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    // Before any thread starts, so that all of them leave the signals alone.
    const int descriptor = signalDescriptor();
    std::signal(SIGPIPE, SIG_IGN);
    raiseDescriptorLimit();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("nostrscope-simnet"));
    QCoreApplication::setApplicationVersion(QStringLiteral(NOSTRSCOPE_VERSION));
    const auto options = parseSimnetOptions(QCoreApplication::arguments());
    if (!options) {
        std::fprintf(stderr, "nostrscope-simnet: %s\nTry --help.\n", qPrintable(options.error()));
        return exitUsage;
    }
    if (options->help) {
        std::fputs(qPrintable(simnetHelp()), stdout);
        return 0;
    }
    if (options->version) {
        std::puts("nostrscope-simnet " NOSTRSCOPE_VERSION);
        return 0;
    }
    if (options->dvmEvents > 0) {
        // Nobody waits for signals here, and the file takes a while.
        sigset_t all;
        sigfillset(&all);
        ::sigprocmask(SIG_UNBLOCK, &all, nullptr);
        return writeFile(*options);
    }
    if (descriptor < 0) {
        std::fputs("nostrscope-simnet: cannot wait for signals.\n", stderr);
        return exitFailed;
    }
    return run(application, *options, descriptor);
}
