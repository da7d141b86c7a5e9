// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartcursor.h"
#include "ui/charts/chartpanel.h"

#include <QVariant>

#include <optional>
#include <vector>

namespace nostrscope {

class ChartCanvas;

/// Things that happen in lanes over time: the trace of a job, incidents of objects, coverage of relays. Time
/// runs left to right in every language. ←/→ go through the items in order of time, ↑/↓ to the nearest item
/// of the next lane, Enter or a click opens one.
class LaneChart final : public ChartPanel {
    Q_OBJECT

public:
    static constexpr std::size_t maximumLanes = 500;
    static constexpr std::size_t maximumItems = 5000;

    enum class Shape : std::uint8_t {
        Bar, ///< a span, filled
        HatchedBar, ///< a span: refused, limited
        DashedBar, ///< a span of which one end is not known
        Dot,
        Diamond,
        Triangle,
        Cross,
        DashedDot, ///< missing: it must have been there
        Tick, ///< a mark across the lane: a cursor, "first result"
    };

    struct Item {
        std::size_t lane = 0;
        UnixMillis from{};
        UnixMillis to{}; ///< the same as `from` for shapes that are no bars
        Shape shape = Shape::Dot;
        QColor color; ///< of the theme; text colour when invalid
        QString text; ///< what it is, in words
        QVariant key;
        std::optional<std::size_t> cause; ///< an earlier entry of the list: an arrow comes from it
    };

    struct Data {
        QStringList lanes; ///< names, top to bottom
        std::vector<Item> items;
        UnixMillis from{};
        UnixMillis to{};
    };

    LaneChart(const Theme& theme, const Fmt& fmt, const QString& title, const QString& subtitle,
              QWidget* parent = nullptr);

    /// Lanes and items beyond the limits, and items of lanes that do not exist, are left out.
    void setData(Data given);
    void joinCursor(ChartCursor& cursor);
    [[nodiscard]] const std::vector<Item>& items() const { return m_data.items; }
    [[nodiscard]] std::optional<std::size_t> current() const { return m_current; }
    void setCurrent(std::optional<std::size_t> item);
    [[nodiscard]] QRectF itemRect(std::size_t item) const;

    [[nodiscard]] QString summary() const override;
    [[nodiscard]] ChartTable toTable() const override;
    [[nodiscard]] QString cursorText() const override;
    [[nodiscard]] QSize sizeHint() const override;

signals:
    void activated(const QVariant& key);
    void currentChanged(const QVariant& key);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void updateTip() override;

private:
    static constexpr double pointRadius = 5;

    [[nodiscard]] static bool isSpan(Shape shape);
    [[nodiscard]] QRectF plot() const;
    [[nodiscard]] double laneHeight() const;
    [[nodiscard]] double xOf(UnixMillis time) const;
    [[nodiscard]] std::optional<std::size_t> itemAt(const QPointF& pos) const;
    [[nodiscard]] std::optional<std::size_t> nearestInLane(std::size_t lane, UnixMillis time) const;
    void step(int by);
    void stepLane(int by);
    void onHovered(const QPointF& pos);
    void paintLanes(QPainter& painter);
    void paintItem(QPainter& painter, std::size_t index) const;
    void paintArrow(QPainter& painter, std::size_t from, std::size_t to) const;

    ChartCanvas* m_canvas;
    Data m_data;
    std::vector<std::size_t> m_byTime; ///< items in order of `from`
    std::optional<std::size_t> m_current;
    ChartCursor m_ownCursor;
    ChartCursor* m_cursor;
};

} // namespace nostrscope
