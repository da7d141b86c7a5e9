// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/overallstate.h"
#include "ui/uicontext.h"

#include <QWidget>

#include <deque>

namespace nostrscope {

/// A small window that stays on top: the worst state, how many relays are online, events/s of the last two
/// minutes.
class MiniWindow final : public QWidget {
    Q_OBJECT

public:
    static constexpr QSize startSize{320, 160};
    static constexpr std::size_t maximumSamples = 120; ///< one each second

    explicit MiniWindow(UiContext& context, QWidget* parent = nullptr);

    /// Takes the newest figures, also while hidden: the line has a past when it opens.
    void update(const Snapshot& snapshot);
    [[nodiscard]] const std::deque<double>& samples() const { return m_samples; }

signals:
    /// The user wants the large window.
    void opened();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void paintLine(class QPainter& painter, const QRectF& box) const;

    UiContext& m_context;
    OverallState m_state;
    QString m_relays;
    QString m_rate;
    UnixMillis m_sampledAt{};
    std::deque<double> m_samples;
};

} // namespace nostrscope
