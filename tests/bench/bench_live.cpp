// SPDX-License-Identifier: GPL-3.0-or-later
// Live collection against simulated relays in a process of their own: nothing lost against what the relays
// say they sent, memory, bytes written, and the longest pause of this (the window's) event loop.
#include "core/engine/engine.h"
#include "core/storage/sqlite.h"
#include "tests/bench/walmeter.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cstdio>

#include <sys/resource.h>

using namespace nostrscope;
using namespace std::chrono_literals;

namespace {

double procValue(const char* file, const QByteArray& key)
{
    QFile proc(QString::fromLatin1(file));
    if (!proc.open(QIODevice::ReadOnly))
        return 0;
    for (const auto& line : proc.readAll().split('\n')) {
        if (line.startsWith(key))
            return line.mid(key.size()).trimmed().split(' ').front().toDouble();
    }
    return 0;
}

void print(const char* name, double value, const char* unit, double baseline, double n)
{
    std::printf(
        "{\"name\":\"%s\",\"value\":%.3f,\"unit\":\"%s\",\"baseline\":%.3f,\"ratio\":%.4f,\"n\":%.0f}\n",
        name, value, unit, baseline, baseline > 0 ? value / baseline : 0, n);
    std::fflush(stdout);
}

double cpuSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto of = [](const timeval& time) { return double(time.tv_sec) + double(time.tv_usec) * 1e-6; };
    return of(usage.ru_utime) + of(usage.ru_stime);
}

/// How late a 5 ms timer of this thread fires.
class GapMeter : public QObject {
public:
    GapMeter()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(5);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            m_gaps.push_back(double(m_clock.nsecsElapsed()) * 1e-6 - 5);
            m_clock.restart();
        });
        m_clock.start();
        m_timer.start();
    }
    [[nodiscard]] double quantile(double q)
    {
        std::sort(m_gaps.begin(), m_gaps.end());
        return m_gaps.empty() ? 0
                              : m_gaps[std::min(m_gaps.size() - 1, std::size_t(double(m_gaps.size()) * q))];
    }
    [[nodiscard]] std::size_t count() const { return m_gaps.size(); }

private:
    QTimer m_timer;
    QElapsedTimer m_clock;
    std::vector<double> m_gaps;
};

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser options;
    const auto add = [&](const char* name, const char* text, const char* value) {
        options.addOption({QString::fromLatin1(name), QString::fromLatin1(text), QStringLiteral("value"),
                           QString::fromLatin1(value)});
    };
    add("relays", "Simulated relays.", "250");
    add("rate", "Distinct events a second.", "50");
    add("copies", "Relays of each event.", "10");
    add("duration", "Seconds.", "60");
    add("stored", "Events that the relays hold at the start.", "0");
    add("dir", "Folder of the database.", "/var/tmp");
    options.addOption({QStringLiteral("flood"), QStringLiteral("Relays send as fast as they can.")});
    options.addHelpOption();
    options.process(application);
    const auto value = [&](const char* name) { return options.value(QString::fromLatin1(name)); };
    const bool flood = options.isSet(QStringLiteral("flood"));
    const auto seconds = value("duration").toInt();

    QProcess network;
    QStringList arguments{QStringLiteral("--relays"),
                          value("relays"),
                          QStringLiteral("--duration"),
                          value("duration"),
                          QStringLiteral("--stored"),
                          value("stored"),
                          QStringLiteral("--live"),
                          QStringLiteral("--copies"),
                          value("copies"),
                          QStringLiteral("--rate"),
                          flood ? QStringLiteral("0") : value("rate")};
    if (flood)
        arguments << QStringLiteral("--flood") << QStringLiteral("--flood-pool") << QStringLiteral("50000");
    network.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    network.start(QCoreApplication::applicationDirPath() + QStringLiteral("/nostrscope-simnet"), arguments);
    while (!network.canReadLine()) {
        if (!network.waitForReadyRead(120000))
            qFatal("the simulated network does not start");
    }
    const auto listing = QJsonDocument::fromJson(network.readLine());

    QTemporaryDir folder(value("dir") + QStringLiteral("/bench_live-XXXXXX"));
    EngineConfig config;
    config.databasePath = folder.filePath(QStringLiteral("t.sqlite"));
    config.allowPrivate = true;
    config.collector.kinds.clear();
    config.collector.maxConnections = 1000;
    std::shared_ptr<const Snapshot> last;
    double written = 0;
    double atEnd = 0;
    double cpu = 0;
    GapMeter gaps;
    bench::WalMeter wal(config.databasePath);
    QTimer walTimer;
    QObject::connect(&walTimer, &QTimer::timeout, &application, [&wal] { wal.poll(); });
    walTimer.start(500ms);
    {
        Engine engine(config);
        QObject::connect(&engine, &EngineLink::snapshotReady, &engine, [&] { last = engine.takeSnapshot(); });
        QObject::connect(&engine, &EngineLink::relaysChecked, &engine,
                         [&](int, const QList<RelayCandidate>& candidates) {
                             engine.addRelays(candidates, RelaySource::Imported);
                         });
        QObject::connect(&engine, &EngineLink::relaysAdded, &engine, [&] { engine.startCollecting(); });
        QStringList urls;
        for (const auto& url : listing[QLatin1String("relays")].toArray())
            urls.append(url.toString());
        engine.checkRelays(1, urls, RelaySource::Imported);
        const auto before = procValue("/proc/self/io", "write_bytes:");
        QObject::connect(&network, &QProcess::finished, &application,
                         [&] { QTimer::singleShot(2000, &application, &QCoreApplication::quit); });
        QTimer::singleShot(std::chrono::seconds(seconds + 120), &application, &QCoreApplication::quit);
        application.exec();
        wal.poll();
        written = procValue("/proc/self/io", "write_bytes:") - before;
        atEnd = written + before;
        cpu = cpuSeconds();
    }
    atEnd = procValue("/proc/self/io", "write_bytes:") - atEnd;
    const auto summary = QJsonDocument::fromJson(network.readAllStandardOutput().trimmed());
    double sent = 0;
    const auto relays = summary[QLatin1String("relays")].toObject();
    for (const auto& relay : relays)
        sent += relay[QLatin1String("sent")].toDouble();
    auto database = SqlDatabase::open(config.databasePath, SqlDatabase::Mode::ReadOnly);
    const auto stored = double((*database)->value("SELECT count(*) FROM event"));
    const auto ephemeral =
        double((*database)->value("SELECT sum(count) FROM uncounted WHERE reason = 'ephemeral'"));
    const auto refused =
        double((*database)->value("SELECT sum(count) FROM uncounted WHERE reason NOT IN ('ephemeral')"));
    const auto seen = double((*database)->value("SELECT sum(seen) FROM relay_counter"));
    print("live_seen_pairs", seen + ephemeral, "event×relay", sent, sent);
    print("live_stored", stored + ephemeral, "events", summary[QLatin1String("created")].toDouble(), stored);
    print("live_refused", refused, "events", 0, stored);
    const auto received = last ? double(last->vitals.received) : 0;
    print("live_frames_per_s", received / seconds, "frames/s", 0, received);
    print("live_rss_peak", procValue("/proc/self/status", "VmHWM:") / 1024, "MB", flood ? 300 : 250, 1);
    const auto perDay = [seconds](double bytes) { return bytes / seconds * 86400 / 1e9; };
    print("live_disk_per_day", perDay(written), "GB", 20, written);
    // By table: what the log took, and what its pages cost when they went over into the file.
    for (const auto& [part, bytes] : wal.byPart())
        print(("live_disk_per_day: " + part).constData(), perDay(bytes.wal + bytes.checkpoint), "GB",
              perDay(bytes.wal), bytes.wal + bytes.checkpoint);
    print("live_disk_at_end", atEnd / 1e6, "MB", 0, 1);
    print("live_cpu_per_frame", cpu / double(last->vitals.received) * 1e6, "us", 0,
          double(last->vitals.received));
    print("live_gap_p999", gaps.quantile(0.999), "ms", 50, double(gaps.count()));
    return 0;
}
