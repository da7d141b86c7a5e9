// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QList>
#include <QWidget>

namespace nostrscope {

/// The box beside the crosshair. A child of the window, so that small charts do not cut it; it never takes
/// the pointer or the focus.
class ChartTip final : public QWidget {
    Q_OBJECT

public:
    struct Line {
        QString name;
        QString value;
        QString share; ///< may be empty
        QColor color; ///< of the mark in front; none when invalid
        bool isHatched = false;
    };

    ChartTip(const Theme& theme, QWidget* window);

    void setContent(const QString& heading, const QList<Line>& lines, const QStringList& notes);
    /// Beside `anchor` (in the window), at the side where there is room, all within the window.
    void placeBeside(const QPoint& anchor);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] int lineHeight() const { return fontMetrics().height() + 2; }

    const Theme& m_theme;
    QString m_heading;
    QList<Line> m_lines;
    QStringList m_notes;
    int m_valueWidth = 0;
    int m_shareWidth = 0;
};

} // namespace nostrscope
