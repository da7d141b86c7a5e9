// SPDX-License-Identifier: GPL-3.0-or-later
// History from a simulated relay by both methods, beside the import of the same events from a file: the tool
// itself, as a process, with the relay as another on the same machine.
#include "tests/support/eventfactory.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <map>
#include <sys/resource.h>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int patienceMs = 600'000;

void print(const QByteArray& name, double value, const char* unit, double baseline, int n)
{
    std::printf(
        "{\"name\":\"%s\",\"value\":%.3f,\"unit\":\"%s\",\"baseline\":%.3f,\"ratio\":%.4f,\"n\":%d}\n",
        name.constData(), value, unit, baseline, baseline > 0 ? value / baseline : 0, n);
    std::fflush(stdout);
}

/// Of processes that have ended; the relay goes on.
double cpuOfChildren()
{
    rusage usage{};
    ::getrusage(RUSAGE_CHILDREN, &usage);
    const auto of = [](const timeval& time) { return double(time.tv_sec) + double(time.tv_usec) * 1e-6; };
    return of(usage.ru_utime) + of(usage.ru_stime);
}

struct Run {
    double wall = 0;
    double cpu = 0;
};

Run runTool(const QStringList& arguments, int stored)
{
    QProcess tool;
    const auto cpu = cpuOfChildren();
    QElapsedTimer clock;
    clock.start();
    tool.start(QCoreApplication::applicationDirPath() + u"/nostrscope-cli"_s, arguments);
    if (!tool.waitForFinished(patienceMs) || tool.exitCode() != 0)
        qFatal("%s: %s", qPrintable(arguments.join(u' ')), tool.readAllStandardError().constData());
    const Run run{double(clock.nsecsElapsed()) * 1e-9, cpuOfChildren() - cpu};
    const auto counted = QJsonDocument::fromJson(tool.readAllStandardOutput()).object()[u"stored"_s].toInt();
    if (counted != stored)
        qFatal("%d stored instead of %d", counted, stored);
    return run;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{u"events"_s, u"Events of the relay."_s, u"N"_s, u"100000"_s},
                       {u"runs"_s, u"Runs, in turn; the median is shown."_s, u"N"_s, u"3"_s}});
    parser.process(application);
    const auto events = parser.value(u"events"_s).toInt();
    const auto runs = std::max(1, parser.value(u"runs"_s).toInt());

    QTemporaryDir folder;
    const auto path = folder.filePath(u"events.jsonl"_s);
    {
        test::EventFactory factory(3);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no room for the events");
        for (const auto& line : test::toLines(factory.take(events)))
            file.write(line + '\n');
    }
    QProcess simnet;
    simnet.start(QCoreApplication::applicationDirPath() + u"/nostrscope-simnet"_s, {u"--events"_s, path});
    if (!simnet.waitForReadyRead(patienceMs))
        qFatal("no simulated relay");
    const auto url =
        QJsonDocument::fromJson(simnet.readLine()).object()[u"relays"_s].toArray().at(0).toString();

    std::map<QByteArray, std::vector<double>> wall;
    std::map<QByteArray, std::vector<double>> cpu;
    for (int i = 0; i < runs; ++i) {
        const auto measure = [&](const QByteArray& name, const QStringList& command) {
            const auto file = folder.filePath(u"%1-%2.sqlite"_s.arg(QString::fromLatin1(name)).arg(i));
            const auto run = runTool(QStringList{u"--db"_s, file, u"--json"_s} + command, events);
            wall[name].push_back(events / run.wall);
            cpu[name].push_back(events / run.cpu);
            QFile::remove(file);
        };
        measure("import", {u"import"_s, path});
        measure("sync_windows", {u"sync"_s, url, u"--method"_s, u"window"_s});
        measure("sync_negentropy", {u"sync"_s, url, u"--method"_s, u"negentropy"_s});
    }
    simnet.terminate();
    simnet.waitForFinished(patienceMs);
    const auto importWall = median(wall["import"]);
    const auto importCpu = median(cpu["import"]);
    for (const auto& [name, rates] : wall) {
        print(name + "_per_second", median(rates), "events/s", importWall, runs);
        print(name + "_per_cpu_second", median(cpu[name]), "events/s", importCpu, runs);
    }
    return 0;
}
