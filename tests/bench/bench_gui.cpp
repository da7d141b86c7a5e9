// SPDX-License-Identifier: GPL-3.0-or-later
// Longest silence of the GUI thread while 10,000 relays change four times a second, each page for its share
// of the time, at 1280×800. bench_gui [--relays N] [--seconds S]
#include "tests/support/fakeengine.h"
#include "ui/kit/tables.h"
#include "ui/mainwindow.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QScrollBar>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Beats as often as the event loop lets it; the time between two beats is the gap.
class Pulse : public QObject {
public:
    Pulse()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            gaps.push_back(static_cast<double>(m_since.nsecsElapsed()) / 1e6);
            m_since.start();
        });
        m_since.start();
        m_timer.start(1);
    }
    /// The engine of the bench works in this thread, a real one does not: its time does not count.
    void skip() { m_since.start(); }
    std::vector<double> gaps; ///< ms

private:
    QTimer m_timer;
    QElapsedTimer m_since;
};

double quantile(std::vector<double> values, double share)
{
    if (values.empty())
        return 0;
    const auto at =
        std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())));
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(at), values.end());
    return values[at];
}

void print(const char* name, double value, std::size_t count)
{
    std::printf("{\"name\":\"%s\",\"value\":%.2f,\"unit\":\"ms\",\"baseline\":50,\"ratio\":%.3f,\"n\":%zu}\n",
                name, value, value / 50, count);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char* argv[])
{
    QApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption relayOption(u"relays"_s, {}, u"N"_s, u"10000"_s);
    const QCommandLineOption secondsOption(u"seconds"_s, {}, u"S"_s, u"60"_s);
    parser.addOptions({relayOption, secondsOption});
    parser.process(application);
    const int seconds = std::max(parser.value(secondsOption).toInt(), 3);

    FakeEngine engine;
    engine.populate(parser.value(relayOption).toInt());
    engine.state.vitals.collecting = true;
    engine.step = std::chrono::milliseconds(250);
    engine.publish();
    Theme theme(application);
    MainWindow window(engine, theme, Fmt(QLocale::c(), QTimeZone::utc()));
    window.resize(1280, 800);
    window.show();

    Pulse pulse;
    QTimer feeder;
    QObject::connect(&feeder, &QTimer::timeout, &window, [&] {
        // Making the next snapshot is the engine's work; taking it is ours and happens in the event that
        // follows.
        const QSignalBlocker blocker(&engine);
        engine.tick();
        pulse.skip();
        QMetaObject::invokeMethod(&engine, &EngineLink::snapshotReady, Qt::QueuedConnection);
    });
    feeder.start(250);
    QTimer scroller;
    window.showPage(u"relays"_s); // makes its table
    auto* bar = window.findChild<TableView*>(u"relayTable"_s)->verticalScrollBar();
    QObject::connect(&scroller, &QTimer::timeout, &window,
                     [bar] { bar->setValue(bar->value() >= bar->maximum() ? 0 : bar->value() + 3); });
    scroller.start(50);
    const auto pages = MainWindow::pageIds();
    for (int i = 0; i < pages.size(); ++i)
        QTimer::singleShot(seconds * 1000 * i / static_cast<int>(pages.size()), &window,
                           [&window, page = pages.at(i)] { window.showPage(page); });
    QTimer::singleShot(seconds * 1000, &application, &QApplication::quit);
    QApplication::exec();

    print("gui_gap_p999", quantile(pulse.gaps, 0.999), pulse.gaps.size());
    print("gui_gap_max", quantile(pulse.gaps, 1), pulse.gaps.size());
    return 0;
}
