// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/snapshot.h"
#include "models/fmt.h"

#include <QList>
#include <QTimer>
#include <QWidget>

class QProgressBar;
class QToolButton;

namespace nostrscope {

/// The bottom line: relays, rate, queue, task, disk, clock. Each part is a button that leads to its page;
/// where it is narrow, the less important ones give way.
class StatusLine final : public QWidget {
    Q_OBJECT

public:
    enum class Part : std::uint8_t { Relays, Rate, Queue, Task, Disk, Clock };
    Q_ENUM(Part)

    explicit StatusLine(const Fmt& fmt, QWidget* parent = nullptr);

    void show(const Snapshot& snapshot);
    /// What runs ("a.jsonl · about 12 min left") and how far, 0 … 1; below 0: not known. Empty text: nothing.
    void setTask(const QString& text, double share = -1);
    [[nodiscard]] QString text() const;
    [[nodiscard]] QToolButton* button(Part part) const { return m_parts.at(static_cast<int>(part)); }

signals:
    void activated(nostrscope::StatusLine::Part part);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void setPart(Part part, const QString& text, bool wanted = true);
    void showClock();
    void fit();

    Fmt m_fmt;
    QList<QToolButton*> m_parts; ///< in order of Part
    QProgressBar* m_bar;
    QTimer m_clock;
};

} // namespace nostrscope
