// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QLabel>
#include <QWidget>

namespace nostrscope {

/// A figure with its title, the line that explains it and a definition in the tooltip. The whole card is a
/// focusable link.
class Card final : public QWidget {
    Q_OBJECT

public:
    Card(const Theme& theme, const QString& title, const QString& definition, QWidget* parent = nullptr);

    void setValue(const QString& value, const QString& detail, const QString& fullValue = {});
    [[nodiscard]] QString value() const { return m_value->text(); }

signals:
    void activated();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void applyColors();

    const Theme& m_theme;
    QString m_definition;
    QLabel* m_title;
    QLabel* m_value;
    QLabel* m_detail;
};

/// Paints the ground of cards and panels: base colour, 6 px corners, hairline, focus ring.
void paintPanel(QWidget& widget, const ThemeColors& colors, bool withFocus);

} // namespace nostrscope
