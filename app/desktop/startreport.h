// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <cstdint>

namespace nostrscope {

class MainWindow;
struct Snapshot;

/// For bench_start: measures how long the start took, prints one JSON line on standard output and closes the
/// window. Looks at the window from outside, so that a measured start does what every start does.
class StartReport final : public QObject {
    Q_OBJECT

public:
    /// `startedNs`: CLOCK_MONOTONIC of whoever started this process, in nanoseconds.
    StartReport(MainWindow& window, std::int64_t startedNs);

    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    /// Of this process since its start.
    struct Point {
        double milliseconds = 0;
        double bytesRead = 0; ///< from the disk, mapped files included
        double peakBytes = 0; ///< of resident memory
    };
    void onWindowPainted();
    void onFeedUpdated();
    void onFiguresPainted();
    [[nodiscard]] Point now() const;

    MainWindow& m_window;
    std::int64_t m_startedNs;
    Point m_windowPoint;
    bool m_windowSeen = false;
    bool m_figuresSeen = false;
};

} // namespace nostrscope
