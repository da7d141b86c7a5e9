// SPDX-License-Identifier: GPL-3.0-or-later
// How long the desktop program takes from its start to its painted window and to its painted figures on a
// large database that the page cache does not hold, what it reads and holds for that; the same after a writer
// was killed (SIGKILL) and left its write-ahead log behind; then what figures of each range cost. Large runs
// are for people: --events 10000000 makes a file of several gigabytes.
#include "core/records/timerange.h"
#include "core/storage/sqlite.h"
#include "core/storage/statreader.h"
#include "tests/bench/killedwriter.h"
#include "tests/bench/storegenerator.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <span>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int startTimeoutMs = 120000;
constexpr double mebibyte = 1024.0 * 1024.0;

void print(const QByteArray& name, double value, const char* unit, double baseline, qint64 n)
{
    std::printf(
        "{\"name\":\"%s\",\"value\":%.3f,\"unit\":\"%s\",\"baseline\":%.3f,\"ratio\":%.4f,\"n\":%lld}\n",
        name.constData(), value, unit, baseline, baseline > 0 ? value / baseline : 0,
        static_cast<long long>(n));
    std::fflush(stdout);
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[values.size() / 2];
}

/// Writes what waits and asks the kernel to forget the pages; pages that another process maps stay.
void dropFromCache(const QString& path)
{
    const int file = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return;
    ::fsync(file);
    ::posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
    ::close(file);
}

/// The program and the libraries it loads at its start.
QStringList imagesOf(const QString& program)
{
    QProcess ldd;
    ldd.start(u"ldd"_s, {program});
    QStringList images{program};
    if (!ldd.waitForFinished())
        return images;
    for (const auto& line : ldd.readAllStandardOutput().split('\n')) {
        const auto path = line.indexOf('/');
        if (path >= 0)
            images.append(QString::fromLocal8Bit(line.mid(path).split(' ').constFirst()));
    }
    return images;
}

struct Start {
    QJsonObject report;
    double endMs = 0; ///< from the report to the end of the process
};

Start startOnce(const QString& program, const QString& database, const QString& home)
{
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_CONFIG_HOME"_s, home); // no settings of the user
    if (!environment.contains(u"DISPLAY"_s) && !environment.contains(u"QT_QPA_PLATFORM"_s))
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    process.start(
        program,
        {u"--db"_s, database, u"--report-start"_s, QString::number(std::chrono::nanoseconds(now).count())});
    while (!process.canReadLine()) {
        if (!process.waitForReadyRead(startTimeoutMs))
            qFatal("%s reports no start", qPrintable(program));
    }
    Start start;
    start.report = QJsonDocument::fromJson(process.readLine()).object();
    QElapsedTimer end;
    end.start();
    if (!process.waitForFinished(startTimeoutMs) || process.exitCode() != 0)
        qFatal("%s does not end well", qPrintable(program));
    start.endMs = double(end.nsecsElapsed()) * 1e-6;
    return start;
}

/// Nothing of the program and of the database is in the page cache, unless another process maps it.
void forgetPages(const QStringList& images, const QString& database)
{
    for (const auto& image : images)
        dropFromCache(image);
    for (const auto* ending : {"", "-wal", "-shm"})
        dropFromCache(database + QLatin1StringView(ending));
}

struct Figure {
    const char* name;
    const char* key;
    const char* unit;
    double divisor;
    double asked;
    std::vector<double> values;
};

double windowAsked(qint64 events)
{
    return events <= 1000000 ? 1000 : 1500;
}

/// Starts the program once, cold, and adds what it reports.
void measureStart(const QString& program, const QString& database, std::span<Figure> figures)
{
    const QTemporaryDir home;
    forgetPages(imagesOf(program), database);
    auto start = startOnce(program, database, home.path());
    start.report.insert("end_ms"_L1, start.endMs);
    for (auto& figure : figures)
        figure.values.push_back(start.report.value(QLatin1StringView(figure.key)).toDouble()
                                / figure.divisor);
}

void printMedians(std::span<const Figure> figures, qint64 events)
{
    for (const auto& figure : figures)
        print(figure.name, median(figure.values), figure.unit, figure.asked, events);
}

void benchStart(const QString& program, const QString& database, int runs, qint64 events)
{
    Figure figures[] = {{"start_window_ms", "window_ms", "ms", 1, windowAsked(events), {}},
                        {"start_window_read", "window_read_bytes", "MiB", mebibyte, 0, {}},
                        {"start_window_peak_rss", "window_peak_rss_bytes", "MiB", mebibyte, 0, {}},
                        {"start_figures_ms", "figures_ms", "ms", 1, 0, {}},
                        {"start_figures_read", "figures_read_bytes", "MiB", mebibyte, 0, {}},
                        {"start_figures_peak_rss", "figures_peak_rss_bytes", "MiB", mebibyte, 0, {}},
                        {"start_end_ms", "end_ms", "ms", 1, 0, {}}};
    for (int run = 0; run < runs; ++run)
        measureStart(program, database, figures);
    printMedians(figures, events);
}

/// The same when a writer was killed before, anew for each run: an orderly end leaves no log behind.
void benchStartAfterKill(const QString& program, const QString& writer, const QString& database, int runs,
                         qint64 events, int added)
{
    Figure figures[] = {{"start_killed_window_ms", "window_ms", "ms", 1, windowAsked(events), {}},
                        {"start_killed_figures_ms", "figures_ms", "ms", 1, 0, {}},
                        {"start_killed_figures_read", "figures_read_bytes", "MiB", mebibyte, 0, {}},
                        {"start_killed_end_ms", "end_ms", "ms", 1, 0, {}}};
    std::vector<double> logs;
    for (int run = 0; run < runs; ++run) {
        logs.push_back(double(bench::leaveKilledWriter(writer, database, added)) / mebibyte);
        measureStart(program, database, figures);
    }
    print("start_killed_wal", median(logs), "MiB", 0, added);
    printMedians(figures, events);
}

double threadCpuMs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) * 1e-6;
}

/// CPU time of one answer, pages in memory: what a figure costs each second while events arrive.
void benchFigures(const QString& path, int runs, qint64 events)
{
    auto database = SqlDatabase::open(path, SqlDatabase::Mode::ReadOnly);
    if (!database)
        qFatal("%s cannot be opened", qPrintable(path));
    (*database)->exec("PRAGMA cache_size = -8192"); // as the program's readers have it
    const auto now = (*database)->value("SELECT received_at FROM event ORDER BY seq DESC LIMIT 1") / 1000;
    StatReader reader(**database);
    using Subject = Question::Subject;
    struct Asked {
        const char* name;
        Subject subject;
        bool countsOnly = false;
    };
    const Asked all[] = {{"overview", Subject::Overview}, {"kinds", Subject::Kinds},
                         {"relays", Subject::Relays},     {"relaycounts", Subject::Relays, true},
                         {"activity", Subject::Activity}, {"series", Subject::Series}};
    for (const auto preset : {RangePreset::Hour, RangePreset::SixHours, RangePreset::Day, RangePreset::Week,
                              RangePreset::Month, RangePreset::Quarter, RangePreset::All}) {
        for (const auto& [name, subject, countsOnly] : all) {
            Question question;
            question.subject = subject;
            question.range = rangeOf(preset, now);
            question.now = now;
            question.countsOnly = countsOnly;
            question.bucket = bucketOf(question.range);
            std::vector<double> cpu;
            for (int run = 0; run <= runs; ++run) {
                const auto before = threadCpuMs();
                if (!reader.ask(question))
                    qFatal("no answer about %s", name);
                if (run > 0) // the first one fills the cache
                    cpu.push_back(threadCpuMs() - before);
            }
            print(QByteArray("figures_") + name + '_' + toString(preset).toLatin1() + "_cpu_ms", median(cpu),
                  "ms", subject == Subject::Overview ? 5 : 50, events);
        }
    }
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser options;
    const auto add = [&](const char* name, const char* text, const QString& value) {
        options.addOption({QString::fromLatin1(name), QString::fromLatin1(text), u"value"_s, value});
    };
    add("events", "Events of the database to make.", u"1000000"_s);
    add("db", "Uses this database, made by an earlier --keep, instead of making one.", {});
    add("keep", "Makes the database here and leaves it.", {});
    add("dir", "Folder of the database otherwise.", u"/var/tmp"_s);
    add("runs", "Runs of each measurement.", u"5"_s);
    add("killed", "Events of a writer that is killed before a start; 0: without these starts.", u"20000"_s);
    add("program", "The desktop program.", QCoreApplication::applicationDirPath() + u"/nostrscope"_s);
    options.addHelpOption();
    options.process(application);
    const auto value = [&](const char* name) { return options.value(QString::fromLatin1(name)); };

    const QTemporaryDir folder(value("dir") + u"/bench_start-XXXXXX"_s);
    auto path = value("db");
    if (path.isEmpty()) {
        path = value("keep").isEmpty() ? folder.filePath(u"t.sqlite"_s) : value("keep");
        QElapsedTimer timer;
        timer.start();
        bench::generateStore({path, value("events").toLongLong(), SystemClock().now()});
        print("start_generate", double(timer.elapsed()) / 1000, "s", 0, value("events").toLongLong());
    }
    qint64 events = 0;
    if (const auto database = SqlDatabase::open(path, SqlDatabase::Mode::ReadOnly); database)
        events = (*database)->value("SELECT next_seq - 1 FROM state");
    print("start_database", double(QFile(path).size()) / mebibyte, "MiB", 0, events);
    benchStart(value("program"), path, value("runs").toInt(), events);
    if (const auto killed = value("killed").toInt(); killed > 0)
        benchStartAfterKill(value("program"), QCoreApplication::applicationDirPath() + u"/nostrscope-cli"_s,
                            path, value("runs").toInt(), events, killed);
    benchFigures(path, value("runs").toInt(), events);
    return 0;
}
