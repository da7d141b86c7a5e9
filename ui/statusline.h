// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/snapshot.h"
#include "models/fmt.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace nostrscope {

/// The bottom line: relays, rate, queue, disk. Parts are buttons that lead to their page.
class StatusLine final : public QWidget {
    Q_OBJECT

public:
    explicit StatusLine(const Fmt& fmt, QWidget* parent = nullptr);

    void show(const Snapshot& snapshot);
    /// A running task ("Importing a.jsonl, 12 %"); empty = none.
    void setTask(const QString& text);
    [[nodiscard]] QString text() const;

signals:
    void pageRequested(const QString& page);

private:
    Fmt m_fmt;
    QToolButton* m_relays;
    QToolButton* m_rate;
    QLabel* m_queue;
    QLabel* m_task;
    QLabel* m_disk;
};

} // namespace nostrscope
