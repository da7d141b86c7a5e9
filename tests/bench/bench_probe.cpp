// SPDX-License-Identifier: GPL-3.0-or-later
// Probes: how long a sweep over many relays takes, and how far what is measured is from the delay that a
// server injects, beside a plain socket that measures the same server in the same run.
#include "app/simnet/simrelay.h"
#include "core/monitor/probekit.h"
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
        QThread::sleep(5); // until it flows
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
    QTemporaryDir m_folder;
    QProcess m_simnet;
    QProcess m_collector;
};

void errors(const char* label, const std::vector<double>& measured, double delayMs,
            const std::vector<double>& raw)
{
    const auto errorOf = [delayMs](const std::vector<double>& values) {
        std::vector<double> off;
        for (const auto value : values)
            off.push_back(std::abs(value - delayMs));
        return off;
    };
    for (const auto& [name, q] : {std::pair("p50", 0.5), std::pair("p95", 0.95), std::pair("p99", 0.99)})
        print(qPrintable(QString::fromLatin1("probe_%1_error_%2")
                             .arg(QLatin1StringView(label), QLatin1StringView(name))),
              quantile(errorOf(measured), q), "ms", quantile(errorOf(raw), q), measured.size());
}

void accuracy(int probes, std::chrono::milliseconds delay, const char* suffix)
{
    DelayServer server(delay);
    std::vector<QByteArray> urls;
    for (int i = 0; i < probes; ++i)
        urls.push_back("ws://" + addressOf(i).toString().toLatin1() + ':'
                       + QByteArray::number(server.port()));
    std::atomic<bool> stop{false};
    std::vector<double> rawOpen;
    std::vector<double> rawRead;
    std::thread raw([&] {
        while (!stop) {
            const auto times = measureRaw(server.port());
            rawOpen.push_back(times.openMs);
            rawRead.push_back(times.readMs);
        }
    });
    const auto run = probeAll(urls, ProbePoolLimits().atOnce);
    stop = true;
    raw.join();
    std::vector<double> open;
    std::vector<double> read;
    for (const auto& result : run.results) {
        const auto of = [&result](ProbePhase phase) {
            const auto took = result.main.times.of(phase);
            return took ? double(took->count()) / 1000 : -1000.0; // a miss shows as a large error
        };
        open.push_back(of(ProbePhase::Open));
        read.push_back(of(ProbePhase::Read));
    }
    const auto delayMs = double(delay.count());
    errors((QByteArray("open") + suffix).constData(), open, delayMs, rawOpen);
    errors((QByteArray("read") + suffix).constData(), read, delayMs, rawRead);
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{u"relays"_s, u"Relays of the sweep."_s, u"N"_s, u"1000"_s},
                       {u"probes"_s, u"Probes of the delay server."_s, u"N"_s, u"1000"_s},
                       {u"delay"_s, u"What it injects."_s, u"MS"_s, u"50"_s},
                       {u"load"_s, u"Also measure while a collector stores 500 events a second."_s}});
    parser.process(application);
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
    const auto number = [&parser](const QString& name) { return parser.value(name).toInt(); };
    sweep(number(u"relays"_s));
    const std::chrono::milliseconds delay(number(u"delay"_s));
    accuracy(number(u"probes"_s), delay, "");
    if (parser.isSet(u"load"_s)) {
        const Load load;
        accuracy(number(u"probes"_s), delay, "_while_collecting");
    }
    return 0;
}
