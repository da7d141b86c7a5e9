// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fmt.h"
#include "ui/charts/cellpainters.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <vector>

namespace nostrscope {

/// What a relay did, segment by segment, oldest left in every language. Place and height of a segment tell
/// its state too. ←/→/Home/End step through the segments, Enter or a click opens one; the text of the current
/// one is tooltip and accessible text.
class HeartbeatBar final : public QWidget {
    Q_OBJECT

public:
    static constexpr std::size_t maximumSegments = 400;

    struct Segment {
        UnixMillis from{};
        UnixMillis to{};
        Heartbeat state; ///< none: nobody looked
        QString text; ///< what happened: "12 of 12 checks answered"
    };

    HeartbeatBar(const Theme& theme, const Fmt& fmt, QWidget* parent = nullptr);

    /// Oldest first; the newest 400 are kept.
    void setSegments(std::vector<Segment> segments);
    [[nodiscard]] const std::vector<Segment>& segments() const { return m_segments; }
    [[nodiscard]] int current() const { return m_current; } ///< −1: none
    /// "2025-11-20 23:00:00 UTC to …: down — 12 of 12 checks failed".
    [[nodiscard]] QString segmentText(int index) const;
    /// How many segments are in which state, in one sentence.
    [[nodiscard]] QString summary() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {48, 16}; }

signals:
    void activated(int index);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] QRectF bar() const;
    [[nodiscard]] int segmentAt(const QPointF& pos) const;
    void setCurrent(int index);

    const Theme& m_theme;
    Fmt m_fmt;
    std::vector<Segment> m_segments;
    int m_current = -1;
};

} // namespace nostrscope
