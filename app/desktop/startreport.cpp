// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/startreport.h"

#include "core/records/snapshot.h"
#include "models/livefeed.h"
#include "ui/mainwindow.h"

#include <QEvent>
#include <QFile>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

/// A number of a file of lines "name: number …" under /proc/self; 0 where there is none.
double procNumber(const QString& path, QByteArrayView name)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const auto& line : file.readAll().split('\n')) {
        if (line.startsWith(name))
            return line.mid(name.size()).trimmed().split(' ').constFirst().toDouble();
    }
    return 0;
}

/// The store has answered every question of the overview page: before that, counts are zero.
bool hasFigures(const Snapshot& snapshot)
{
    const auto isCounted = [](const EventSeries::Line& line) {
        return std::any_of(line.counts.begin(), line.counts.end(), [](auto count) { return count > 0; });
    };
    const auto isSeen = [](const std::shared_ptr<const RelayChunk>& chunk) {
        return std::any_of(chunk->begin(), chunk->end(),
                           [](const auto& row) { return row.eventsInRange > 0; });
    };
    return snapshot.overview.eventsInRange > 0
        && std::any_of(snapshot.series.lines.begin(), snapshot.series.lines.end(), isCounted)
        && std::any_of(snapshot.relays.begin(), snapshot.relays.end(), isSeen);
}

} // namespace

StartReport::StartReport(MainWindow& window, std::int64_t startedNs)
    : m_window(window)
    , m_startedNs(startedNs)
{
    m_window.installEventFilter(this);
    connect(&m_window.feed(), &LiveFeed::updated, this, &StartReport::onFeedUpdated);
}

bool StartReport::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Paint && !m_windowSeen) {
        m_windowSeen = true;
        m_window.removeEventFilter(this);
        // The children paint and the picture goes to the screen within this turn of the event loop.
        QTimer::singleShot(0, this, &StartReport::onWindowPainted);
    }
    return QObject::eventFilter(watched, event);
}

void StartReport::onWindowPainted()
{
    m_windowPoint = now();
    onFeedUpdated();
}

void StartReport::onFeedUpdated()
{
    const auto& snapshot = m_window.feed().shown();
    if (m_figuresSeen || m_windowPoint.milliseconds == 0 || !snapshot || !hasFigures(*snapshot))
        return;
    m_figuresSeen = true;
    QTimer::singleShot(0, this, &StartReport::onFiguresPainted);
}

void StartReport::onFiguresPainted()
{
    const auto figures = now();
    std::printf("{\"window_ms\":%.1f,\"window_read_bytes\":%.0f,\"window_peak_rss_bytes\":%.0f,"
                "\"figures_ms\":%.1f,\"figures_read_bytes\":%.0f,\"figures_peak_rss_bytes\":%.0f}\n",
                m_windowPoint.milliseconds, m_windowPoint.bytesRead, m_windowPoint.peakBytes,
                figures.milliseconds, figures.bytesRead, figures.peakBytes);
    std::fflush(stdout);
    m_window.close();
}

StartReport::Point StartReport::now() const
{
    const auto since =
        std::chrono::steady_clock::now().time_since_epoch() - std::chrono::nanoseconds(m_startedNs);
    return {std::chrono::duration<double, std::milli>(since).count(),
            procNumber(u"/proc/self/io"_s, "read_bytes:"),
            procNumber(u"/proc/self/status"_s, "VmHWM:") * 1024};
}

} // namespace nostrscope
