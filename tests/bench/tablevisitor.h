// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/samples.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace nostrscope {

class MainWindow;

/// Works with the table of relays as somebody in a hurry: filters, sorts, changes views and scrolls, one
/// after the other, while snapshots come in.
class TableVisitor final : public QObject {
public:
    explicit TableVisitor(MainWindow& window);

    Samples filtered; ///< from the change until it is painted, in milliseconds
    Samples sorted;
    Samples viewed;

private:
    void step();

    struct Step {
        Samples* samples;
        std::function<void()> act;
    };
    std::vector<Step> m_steps;
    std::size_t m_next = 0;
    QTimer m_timer;
};

} // namespace nostrscope
