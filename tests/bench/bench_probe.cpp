// SPDX-License-Identifier: GPL-3.0-or-later
// Probes: how long a sweep over many relays takes, and how far what is measured is from the delay that a
// server injects, beside a plain socket that measures the same server in the same run.
#include "app/simnet/simrelay.h"
#include "core/base/workerthread.h"
#include "core/monitor/probekit.h"
#include "core/monitor/relaymonitor.h"
#include "core/storage/sqlitestore.h"
#include "tests/bench/delayserver.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QThread>
#include <QTimer>
#include <QUrl>

#include <cmath>
#include <cstdio>
#include <sys/resource.h>

using namespace nostrscope;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

void print(const char* name, double value, const char* unit, double baseline, std::size_t n)
{
    std::printf(
        "{\"name\":\"%s\",\"value\":%.3f,\"unit\":\"%s\",\"baseline\":%.3f,\"ratio\":%.4f,\"n\":%zu}\n", name,
        value, unit, baseline, baseline > 0 ? value / baseline : 0, n);
    std::fflush(stdout);
}

double cpuSeconds()
{
    rusage usage{};
    ::getrusage(RUSAGE_THREAD, &usage);
    const auto of = [](const timeval& time) { return double(time.tv_sec) + double(time.tv_usec) * 1e-6; };
    return of(usage.ru_utime) + of(usage.ru_stime);
}

double quantile(std::vector<double> values, double q)
{
    if (values.empty())
        return -1;
    std::sort(values.begin(), values.end());
    return values[std::min(values.size() - 1, std::size_t(double(values.size()) * q))];
}

/// An address of its own for each relay, so that the limits to a host and an address do not count.
QHostAddress addressOf(int number)
{
    return QHostAddress((127U << 24) + (2U << 16) + (quint32(number / 250) << 8) + 1 + quint32(number % 250));
}

/// Simulated relays in a thread of their own.
class Relays {
public:
    Relays(int count, std::chrono::milliseconds slowness)
    {
        m_context.moveToThread(&m_thread);
        m_thread.start();
        QMetaObject::invokeMethod(
            &m_context,
            [this, count, slowness] {
                for (int i = 0; i < count; ++i) {
                    SimRelayOptions options;
                    options.faults = {Fault::Slow};
                    options.slowness = slowness;
                    m_relays.push_back(std::make_unique<SimRelay>(options));
                    if (!m_relays.back()->listen(addressOf(i)))
                        qFatal("relay %d: %s", i, qPrintable(m_relays.back()->errorString()));
                    urls.push_back(m_relays.back()->url());
                }
            },
            Qt::BlockingQueuedConnection);
    }
    ~Relays()
    {
        QMetaObject::invokeMethod(
            &m_context, [this] { m_relays.clear(); }, Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
    }
    Q_DISABLE_COPY_MOVE(Relays)
    std::vector<QByteArray> urls;

    /// Of the thread of the relays.
    [[nodiscard]] double cpu()
    {
        double used = 0;
        QMetaObject::invokeMethod(
            &m_context, [&used] { used = cpuSeconds(); }, Qt::BlockingQueuedConnection);
        return used;
    }

private:
    QThread m_thread;
    QObject m_context;
    std::vector<std::unique_ptr<SimRelay>> m_relays;
};

struct Run {
    double seconds = 0;
    double cpu = 0; ///< of the probes' thread
    std::vector<ProbeResult> results;
};

Run probeAll(const std::vector<QByteArray>& urls, int atOnce)
{
    ProbeKit kit({});
    ProbePool pool(kit.factory(), {.atOnce = atOnce});
    Run run;
    QEventLoop loop;
    QObject::connect(&pool, &ProbePool::finished, &loop,
                     [&run](const ProbeResult& result) { run.results.push_back(result); });
    QObject::connect(&pool, &ProbePool::idle, &loop, &QEventLoop::quit);
    const auto cpu = cpuSeconds();
    QElapsedTimer clock;
    clock.start();
    for (const auto& url : urls) {
        ProbeRequest request(*RelayUrl::parse(QString::fromLatin1(url), RelayUrlRules::byHand()));
        request.allowPrivate = true;
        if (!pool.add(request))
            qFatal("the queue is full");
    }
    loop.exec();
    run.seconds = double(clock.nsecsElapsed()) * 1e-9;
    run.cpu = cpuSeconds() - cpu;
    return run;
}

void sweep(int relays)
{
    Relays network(relays, 50ms);
    const auto run = probeAll(network.urls, sweepAtOnce);
    const auto ok = std::count_if(run.results.begin(), run.results.end(), [](const ProbeResult& result) {
        return result.main.code == ProbeCode::Ok && result.main.times.of(ProbePhase::Read);
    });
    print("probe_sweep_seconds", run.seconds, "s", 60.0 * relays / 1000, run.results.size());
    print("probe_sweep_ok", double(ok), "relays", relays, run.results.size());
    print("probe_sweep_cpu_per_probe", run.cpu * 1000 / relays, "ms", 0, run.results.size());
}

/// The collector at work meanwhile: simulated relays with 500 events a second, and the tool that stores them.
class Load {
public:
    Load()
    {
        const auto bin = QCoreApplication::applicationDirPath();
        m_simnet.start(bin + u"/nostrscope-simnet"_s,
                       {u"--relays"_s, u"20"_s, u"--rate"_s, u"500"_s, u"--copies"_s, u"1-1"_s, u"--stored"_s,
                        u"0"_s, u"--live"_s});
        if (!m_simnet.waitForReadyRead(60'000))
            qFatal("no simulated network");
        QStringList arguments{u"--db"_s, m_folder.filePath(u"t.sqlite"_s), u"collect"_s, u"--kinds"_s,
                              u"all"_s};
        const auto relays = QJsonDocument::fromJson(m_simnet.readLine()).object()[u"relays"_s].toArray();
        for (const auto& url : relays)
            arguments += {u"--relay"_s, url.toString()};
        m_collector.setStandardOutputFile(QProcess::nullDevice());
        m_collector.start(bin + u"/nostrscope-cli"_s, arguments);
        if (!m_collector.waitForStarted(60'000))
            qFatal("no collector");
        waitUntilItFlows();
    }
    ~Load()
    {
        for (auto* const process : {&m_collector, &m_simnet}) {
            process->terminate();
            if (!process->waitForFinished(20'000))
                process->kill();
            process->waitForFinished();
        }
    }
    Q_DISABLE_COPY_MOVE(Load)

private:
    /// Asks the collector itself until it has stored some.
    void waitUntilItFlows()
    {
        constexpr auto patience = 120s;
        constexpr int enough = 500;
        QEventLoop loop;
        QProcess status;
        QObject::connect(&status, &QProcess::finished, &loop, [&] {
            const auto answer = QJsonDocument::fromJson(status.readAllStandardOutput()).object();
            if (answer[u"stored"_s].toInt() >= enough)
                loop.quit();
            else
                status.start();
        });
        QTimer::singleShot(patience, &loop, [] { qFatal("nothing is collected"); });
        status.setProgram(QCoreApplication::applicationDirPath() + u"/nostrscope-cli"_s);
        status.setArguments({u"--db"_s, m_folder.filePath(u"t.sqlite"_s), u"--json"_s, u"status"_s});
        status.start();
        loop.exec();
        status.disconnect();
        status.waitForFinished();
    }

    QTemporaryDir m_folder;
    QProcess m_simnet;
    QProcess m_collector;
};

double processCpuSeconds()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto of = [](const timeval& time) { return double(time.tv_sec) + double(time.tv_usec) * 1e-6; };
    return of(usage.ru_utime) + of(usage.ru_stime);
}

/// The whole monitor on a real store, with relays that all answer: what it costs in shares of one core.
/// Checks come `scale` times as often as every five minutes, so that a short run has enough of them; what is
/// shown is as measured, with the number of checks, and divided by the scale.
void monitorCpu(int count, std::chrono::seconds length, double scale)
{
    Relays network(count, 50ms);
    QTemporaryDir folder;
    const SystemClock clock;
    auto store = SqliteStore::open(folder.filePath(u"t.sqlite"_s), SqliteStore::Mode::ReadWrite, clock);
    if (!store)
        qFatal("no store");
    MonitorConfig config;
    config.schedule.watched = std::chrono::milliseconds(std::llround(300'000 / scale));
    config.schedule.firstWatched = config.schedule.watched;
    std::vector<MonitoredRelay> relays;
    for (int i = 0; i < count; ++i)
        relays.push_back(
            {RelayId(static_cast<std::uint32_t>(i + 1)),
             *RelayUrl::parse(QString::fromLatin1(network.urls[std::size_t(i)]), RelayUrlRules::byHand()),
             true, false, true});
    WorkerThread<RelayMonitor> monitor(u"monitor"_s, config, **store, clock);
    std::uint64_t checks = 0;
    QEventLoop loop;
    QObject::connect(monitor.get(), &RelayMonitor::updated, &loop,
                     [&checks](const auto& update) { checks = update->totals.checks; });
    const auto cpuOf = [&monitor] {
        double cpu = 0;
        monitor.call([&cpu](RelayMonitor&) { cpu = cpuSeconds(); });
        return cpu;
    };
    monitor.call([&relays](RelayMonitor& one) {
        one.setRelays(relays);
        one.start();
    });
    // The first round fetches every document and makes every row.
    QTimer::singleShot(config.schedule.watched + 5s, &loop, &QEventLoop::quit);
    loop.exec();
    const auto from = checks;
    const auto cpu = cpuOf();
    const auto all = processCpuSeconds() - network.cpu();
    QElapsedTimer wall;
    wall.start();
    QTimer::singleShot(length, &loop, &QEventLoop::quit);
    loop.exec();
    const auto seconds = double(wall.nsecsElapsed()) * 1e-9;
    const auto share = 100 * (cpuOf() - cpu) / seconds;
    const auto shareOfAll = 100 * (processCpuSeconds() - network.cpu() - all) / seconds;
    const auto made = std::size_t(checks - from);
    print("monitor_checks_per_minute", 60.0 * double(made) / seconds, "checks", count / 5.0 * scale, made);
    print("monitor_thread_cpu_percent", share, "%", 10, made);
    print("monitor_and_store_cpu_percent", shareOfAll, "%", 10, made);
    print("monitor_and_store_cpu_percent_unscaled", shareOfAll / scale, "%", 10, made);
    QObject::connect(monitor.get(), &RelayMonitor::stopped, &loop, &QEventLoop::quit);
    monitor.post([](RelayMonitor& one) { one.stop(); });
    loop.exec();
    monitor.stop();
}

/// What one dialogue measured, and what the server did meanwhile; milliseconds.
struct Measured {
    double took = -1000; ///< a miss shows as a large error
    double held = 0;
};

/// Against what was asked for, and against what the server did, each beside the plain socket.
void errors(const QByteArray& label, const std::vector<Measured>& probes, double delayMs,
            const std::vector<Measured>& raw)
{
    const auto errorOf = [](const std::vector<Measured>& all, const auto& truth) {
        std::vector<double> off;
        for (const auto& one : all)
            off.push_back(std::abs(one.took - truth(one)));
        return off;
    };
    const auto show = [&](const char* against, const auto& truth) {
        for (const auto& [name, q] :
             {std::pair("p50", 0.5), std::pair("p90", 0.9), std::pair("p95", 0.95), std::pair("p99", 0.99)})
            print(QByteArray("probe_" + label + against + name).constData(),
                  quantile(errorOf(probes, truth), q), "ms", quantile(errorOf(raw, truth), q), probes.size());
    };
    show("_error_", [delayMs](const Measured&) { return delayMs; });
    show("_error_against_held_", [](const Measured& one) { return one.held; });
}

void accuracy(int probes, std::chrono::milliseconds delay, const char* suffix)
{
    DelayServer server(delay);
    std::vector<QByteArray> urls;
    for (int i = 0; i < probes; ++i)
        urls.push_back("ws://" + addressOf(i).toString().toLatin1() + ':'
                       + QByteArray::number(server.port()));
    std::atomic<bool> stop{false};
    std::vector<Measured> rawOpen;
    std::vector<Measured> rawRead;
    std::thread raw([&] {
        while (!stop) {
            const auto times = measureRaw(server.port());
            const auto held = server.heldAt(QHostAddress(QHostAddress::LocalHost).toIPv4Address());
            rawOpen.push_back({times.openMs, held.openMs});
            rawRead.push_back({times.readMs, held.readMs});
        }
    });
    const auto run = probeAll(urls, ProbePoolLimits().atOnce);
    stop = true;
    raw.join();
    std::vector<Measured> open;
    std::vector<Measured> read;
    for (const auto& result : run.results) {
        const auto held =
            server.heldAt(QHostAddress(QUrl(QString::fromLatin1(result.url)).host()).toIPv4Address());
        const auto of = [&result](ProbePhase phase, double heldMs) {
            const auto took = result.main.times.of(phase);
            return took ? Measured{double(took->count()) / 1000, heldMs} : Measured();
        };
        open.push_back(of(ProbePhase::Open, held.openMs));
        read.push_back(of(ProbePhase::Read, held.readMs));
    }
    const auto delayMs = double(delay.count());
    errors(QByteArray("open") + suffix, open, delayMs, rawOpen);
    errors(QByteArray("read") + suffix, read, delayMs, rawRead);
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions(
        {{u"relays"_s, u"Relays of the sweep."_s, u"N"_s, u"1000"_s},
         {u"probes"_s, u"Probes of the delay server."_s, u"N"_s, u"1000"_s},
         {u"delay"_s, u"What it injects."_s, u"MS"_s, u"50"_s},
         {u"load"_s, u"Also measure while a collector stores 500 events a second."_s},
         {u"cpu"_s, u"Only the cost of the monitor, over so many seconds."_s, u"SECONDS"_s},
         {u"cpu-relays"_s, u"Relays of --cpu."_s, u"N"_s, u"250"_s},
         {u"scale"_s, u"Checks of --cpu come so much more often than every 5 min."_s, u"N"_s, u"10"_s}});
    parser.process(application);
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
    const auto number = [&parser](const QString& name) { return parser.value(name).toInt(); };
    if (parser.isSet(u"cpu"_s)) {
        monitorCpu(number(u"cpu-relays"_s), std::chrono::seconds(number(u"cpu"_s)),
                   std::max(1, number(u"scale"_s)));
        return 0;
    }
    sweep(number(u"relays"_s));
    const std::chrono::milliseconds delay(number(u"delay"_s));
    accuracy(number(u"probes"_s), delay, "");
    if (parser.isSet(u"load"_s)) {
        const Load load;
        accuracy(number(u"probes"_s), delay, "_while_collecting");
    }
    return 0;
}
