// SPDX-License-Identifier: GPL-3.0-or-later
// The window on the real engine while simulated relays send: 10,000 relays in the list, 250 of them
// connected, 500 new events a second. Every page in turn, its table scrolled.
//   bench_window [--relays N] [--connected N] [--rate R] [--seconds S] [--dir FOLDER] [--table]
// --table stays on the page of relays: filters, sorts and changes views of its table.
#include "core/engine/enginefactory.h"
#include "tests/bench/samples.h"
#include "tests/bench/tablevisitor.h"
#include "ui/mainwindow.h"
#include "ui/pages/page.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>
#include <utility>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

double statusMiB(const QByteArray& key)
{
    QFile file(u"/proc/self/status"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const auto& line : file.readAll().split('\n')) {
        if (line.startsWith(key))
            return line.mid(key.size()).trimmed().split(' ').constFirst().toDouble() / 1024;
    }
    return 0;
}

void print(const char* name, double value, const char* unit, double asked, std::size_t n)
{
    std::printf(
        "{\"name\":\"%s\",\"value\":%.2f,\"unit\":\"%s\",\"baseline\":%.0f,\"ratio\":%.3f,\"n\":%zu}\n", name,
        value, unit, asked, asked > 0 ? value / asked : 0, n);
    std::fflush(stdout);
}

/// Times what the widgets of charts take to paint, wherever a repaint comes from.
class MeasuredApplication final : public QApplication {
public:
    using QApplication::QApplication;
    bool notify(QObject* receiver, QEvent* event) override
    {
        if (!isMeasuring || event->type() != QEvent::Paint || !isOfChart(receiver))
            return QApplication::notify(receiver, event);
        QElapsedTimer timer;
        timer.start();
        const bool isHandled = QApplication::notify(receiver, event);
        chartPaint.add(milliseconds(timer));
        return isHandled;
    }
    bool isMeasuring = false;
    Samples chartPaint;

private:
    static bool isOfChart(const QObject* object)
    {
        for (int level = 0; object != nullptr && level < 2; ++level, object = object->parent()) {
            const QByteArrayView name(object->metaObject()->className());
            if (name.contains("Chart") || name.contains("HeatGrid") || name.contains("BarRank"))
                return true;
        }
        return false;
    }
};

/// How long the event loop did not come round.
class Pulse : public QObject {
public:
    Pulse()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            gaps.add(milliseconds(m_since));
            m_since.start();
            const auto computed = threadMilliseconds();
            work.add(computed - std::exchange(m_computed, computed));
        });
        m_since.start();
        m_timer.start(1);
    }
    Samples gaps;
    Samples work; ///< of this thread in each of them; the rest are others on the same cores

private:
    double m_computed = threadMilliseconds();
    QTimer m_timer;
    QElapsedTimer m_since;
};

QStringList startNetwork(QProcess& network, const QString& relays, const QString& rate)
{
    network.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    network.start(QCoreApplication::applicationDirPath() + u"/nostrscope-simnet"_s,
                  {u"--relays"_s, relays, u"--rate"_s, rate, u"--copies"_s, u"1-1"_s, u"--live"_s,
                   u"--stored"_s, u"0"_s});
    while (!network.canReadLine()) {
        if (!network.waitForReadyRead(120000))
            qFatal("the simulated network does not start");
    }
    QStringList urls;
    for (const auto& url : QJsonDocument::fromJson(network.readLine())["relays"_L1].toArray())
        urls.append(url.toString());
    return urls;
}

/// Turns the pages, scrolls, and measures both.
class Visitor final : public QObject {
public:
    Visitor(MainWindow& window, std::chrono::milliseconds stay)
        : m_window(window)
        , m_pages(MainWindow::pageIds())
    {
        connect(&m_turn, &QTimer::timeout, this, &Visitor::turn);
        connect(&m_scroll, &QTimer::timeout, this, &Visitor::scroll);
        m_turn.start(stay);
        m_scroll.start(50ms);
    }
    Samples firstVisit; ///< a page is made when it is opened first
    Samples laterVisit;
    Samples scrollPaint;

private:
    void turn()
    {
        const auto page = m_pages.at(m_at++ % m_pages.size());
        QElapsedTimer timer;
        timer.start();
        m_window.showPage(page, page == "kind"_L1 ? u"1"_s : QString());
        // Layouts and the painting are posted: twice round the event loop, and the page is to be seen.
        QTimer::singleShot(0, this, [this, timer] {
            QTimer::singleShot(0, this, [this, timer] {
                (m_at <= m_pages.size() ? firstVisit : laterVisit).add(milliseconds(timer));
            });
        });
    }
    void scroll()
    {
        const auto views = m_window.currentPage()->findChildren<QAbstractItemView*>();
        for (auto* view : views) {
            auto* bar = view->verticalScrollBar();
            if (!view->isVisible() || bar->maximum() <= 0)
                continue;
            QElapsedTimer timer;
            timer.start();
            bar->setValue(bar->value() >= bar->maximum() ? 0 : bar->value() + 3);
            view->viewport()->repaint();
            scrollPaint.add(milliseconds(timer));
            return;
        }
    }

    MainWindow& m_window;
    QStringList m_pages;
    qsizetype m_at = 0;
    QTimer m_turn;
    QTimer m_scroll;
};

} // namespace

int main(int argc, char* argv[])
{
    MeasuredApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption relayOption(u"relays"_s, {}, u"N"_s, u"10000"_s);
    const QCommandLineOption connectedOption(u"connected"_s, {}, u"N"_s, u"250"_s);
    const QCommandLineOption rateOption(u"rate"_s, {}, u"R"_s, u"500"_s);
    const QCommandLineOption secondsOption(u"seconds"_s, {}, u"S"_s, u"60"_s);
    const QCommandLineOption folderOption(u"dir"_s, {}, u"FOLDER"_s, u"/var/tmp"_s);
    const QCommandLineOption tableOption(u"table"_s);
    parser.addOptions({relayOption, connectedOption, rateOption, secondsOption, folderOption, tableOption});
    parser.process(application);
    const auto wanted = parser.value(relayOption).toInt();
    const std::chrono::seconds duration(std::max(parser.value(secondsOption).toInt(), 5));

    QProcess network;
    const auto live = startNetwork(network, parser.value(connectedOption), parser.value(rateOption));
    QTemporaryDir folder(parser.value(folderOption) + u"/bench_window-XXXXXX"_s);
    EngineConfig config;
    config.databasePath = folder.filePath(u"t.sqlite"_s);
    config.allowPrivate = true;
    config.collector.kinds.clear();
    auto engine = createEngine(config);
    // For the table the live ones are among the others: every chunk of rows changes with every snapshot.
    QStringList urls;
    const auto apart =
        parser.isSet(tableOption) ? std::max<qsizetype>(wanted / std::max<qsizetype>(live.size(), 1), 1) : 1;
    for (qsizetype i = 0; i < wanted; ++i)
        urls.append(i % apart == 0 && i / apart < live.size() ? live.at(i / apart)
                                                              : u"wss://relay%1.example"_s.arg(i));

    Theme theme(application);
    MainWindow window(*engine, theme, Fmt(QLocale::c(), QTimeZone::utc()));
    window.resize(1280, 800);
    window.show();
    QObject::connect(engine.get(), &EngineLink::relaysChecked, &window,
                     [&engine](int, const QList<RelayCandidate>& candidates) {
                         engine->addRelays(candidates, RelaySource::Imported);
                     });
    // Those that nobody runs are paused before anything connects.
    bool isPaused = false;
    std::size_t connected = 0;
    std::size_t known = 0;
    Samples rates;
    std::unique_ptr<Pulse> pulse;
    std::unique_ptr<Visitor> visitor;
    std::unique_ptr<TableVisitor> tableVisitor;
    QObject::connect(&window.feed(), &LiveFeed::updated, &window, [&] {
        const auto& shown = window.feed().shown();
        if (!shown)
            return;
        QList<RelayId> others;
        std::size_t open = 0;
        known = 0;
        for (const auto& chunk : shown->relays) {
            known += chunk->size();
            for (const auto& row : *chunk) {
                open += row.state == LinkState::Live ? 1 : 0;
                if (!isPaused && row.entry.url.contains(".example"))
                    others.append(row.entry.id);
            }
        }
        connected = std::max(connected, open);
        if (pulse)
            rates.add(shown->vitals.eventsPerSecond);
        if (!isPaused && known >= static_cast<std::size_t>(urls.size())) {
            isPaused = true;
            engine->setPaused(others, true);
            engine->startCollecting();
        }
        if (isPaused && !pulse && open >= static_cast<std::size_t>(live.size())
            && shown->vitals.eventsPerSecond > 0) {
            application.isMeasuring = true;
            pulse = std::make_unique<Pulse>();
            // Three rounds, so that pages are opened first and come back.
            if (parser.isSet(tableOption))
                tableVisitor = std::make_unique<TableVisitor>(window);
            else
                visitor = std::make_unique<Visitor>(
                    window, std::chrono::milliseconds(duration) / (3 * MainWindow::pageIds().size()));
            QTimer::singleShot(duration, &application, &QApplication::quit);
        }
    });
    engine->checkRelays(1, urls, RelaySource::Imported);
    QTimer::singleShot(duration + 300s, &application, &QApplication::quit);
    QApplication::exec();
    application.isMeasuring = false;
    if (!pulse) {
        std::fprintf(stderr, "bench_window: %zu relays known, %zu connected: nothing was measured\n", known,
                     connected);
        network.kill();
        network.waitForFinished();
        return 1;
    }
    const auto rate = parser.value(rateOption).toDouble();
    print("window_relays_known", static_cast<double>(known), "relays", wanted, 1);
    print("window_relays_connected", static_cast<double>(connected), "relays",
          static_cast<double>(live.size()), 1);
    print("window_events_median", rates.quantile(0.5), "events/s", rate, rates.count());
    print("window_gap_p999", pulse->gaps.quantile(0.999), "ms", 50, pulse->gaps.count());
    print("window_gap_work_p999", pulse->work.quantile(0.999), "ms", 50, pulse->work.count());
    print("window_gap_work_max", pulse->work.quantile(1), "ms", 0, pulse->work.count());
    print("window_gap_max", pulse->gaps.quantile(1), "ms", 0, pulse->gaps.count());
    if (tableVisitor) {
        print("table_filter_p95", tableVisitor->filtered.quantile(0.95), "ms", 100,
              tableVisitor->filtered.count());
        print("table_sort_p95", tableVisitor->sorted.quantile(0.95), "ms", 100, tableVisitor->sorted.count());
        print("table_view_p95", tableVisitor->viewed.quantile(0.95), "ms", 100, tableVisitor->viewed.count());
    } else {
        print("window_scroll_paint_p95", visitor->scrollPaint.quantile(0.95), "ms", 16,
              visitor->scrollPaint.count());
        print("window_page_first_max", visitor->firstVisit.quantile(1), "ms", 100,
              visitor->firstVisit.count());
        print("window_page_switch_p95", visitor->laterVisit.quantile(0.95), "ms", 100,
              visitor->laterVisit.count());
        print("window_page_switch_max", visitor->laterVisit.quantile(1), "ms", 100,
              visitor->laterVisit.count());
    }
    print("window_chart_paint_p95", application.chartPaint.quantile(0.95), "ms", 10,
          application.chartPaint.count());
    print("window_rss", statusMiB("VmRSS:"), "MiB", 400, 1);
    print("window_rss_peak", statusMiB("VmHWM:"), "MiB", 400, 1);
    pulse.reset();
    visitor.reset();
    tableVisitor.reset();
    network.terminate();
    network.waitForFinished();
    engine.reset();
    return 0;
}
