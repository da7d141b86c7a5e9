// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QLabel>
#include <QWidget>

namespace nostrscope {

class Fmt;
class InfoButton;

/// A figure with its title, the line that compares it, the line that says of what and how old it is, and its
/// definition behind the "i". The whole card is a focusable link.
class Card final : public QWidget {
    Q_OBJECT

public:
    Card(const Theme& theme, const QString& title, const QString& definition, QWidget* parent = nullptr);

    void setValue(const QString& value, const QString& detail, const QString& fullValue = {});
    /// Of what the figure is (a range, a number of relays) and how old: "Last 24 hours · now".
    void setSample(const QString& sample);
    [[nodiscard]] QString sample() const { return m_sample->text(); }
    [[nodiscard]] QString detail() const { return m_detail->text(); }
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
    void applyFonts();
    void describe();

    const Theme& m_theme;
    QString m_definition;
    QString m_full; ///< the value in full
    InfoButton* m_info;
    QLabel* m_title;
    QLabel* m_value;
    QLabel* m_detail;
    QLabel* m_sample;
};

/// Paints the ground of cards and panels: base colour, 6 px corners, hairline, focus ring.
void paintPanel(QWidget& widget, const ThemeColors& colors, bool withFocus);

} // namespace nostrscope
