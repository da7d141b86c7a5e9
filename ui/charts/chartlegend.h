// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QBrush>
#include <QPen>
#include <QWidget>

#include <array>
#include <vector>

namespace nostrscope {

/// The series of a chart, uppermost first, with their last, mean and greatest value, or with value and share
/// under the cursor. Click or Space hides a series, Alt+click or Enter leaves it alone; ↑ and ↓ go from row
/// to row.
class ChartLegend final : public QWidget {
    Q_OBJECT

public:
    struct Row {
        QString name;
        std::array<QString, 3> values; ///< as many as there are headings
        QBrush brush;
        QPen line{Qt::NoPen}; ///< a sample of the line instead of a box, when it has a style
        bool isHidden = false;
    };

    explicit ChartLegend(const Theme& theme, QWidget* parent);

    void setRows(std::vector<Row> rows, const QStringList& headings);
    /// Without values: for charts that have no room for them.
    void setCompact(bool compact);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {0, 0}; }
    /// Where a row lies, for tests and for the pointer.
    [[nodiscard]] QRect rowRect(int row) const;
    [[nodiscard]] int rowCount() const { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] const Row& row(int index) const { return m_rows[static_cast<std::size_t>(index)]; }

signals:
    void toggled(const QString& name);
    void isolated(const QString& name);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] int rowHeight() const { return fontMetrics().height() + 4; }
    [[nodiscard]] int rowAt(const QPoint& pos) const;
    [[nodiscard]] int shownColumns() const { return m_isCompact ? 0 : static_cast<int>(m_headings.size()); }
    void describe();

    const Theme& m_theme;
    std::vector<Row> m_rows;
    QStringList m_headings;
    bool m_isCompact = false;
    int m_current = 0; ///< row of the keyboard
    int m_columnWidth = 0; ///< grows with the values and never shrinks: no jumping under the cursor
};

} // namespace nostrscope
