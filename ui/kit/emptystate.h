// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QWidget>

class QPushButton;

namespace nostrscope {

/// What a page shows instead of an empty table: icon, one sentence, what to do.
class EmptyState final : public QWidget {
    Q_OBJECT

public:
    EmptyState(const Theme& theme, const QString& icon, QWidget* parent = nullptr);

    void setText(const QString& text);
    [[nodiscard]] QString text() const { return m_text->text(); }
    QPushButton* addButton(const QString& text);

private:
    void applyColors();

    const Theme& m_theme;
    QString m_iconName;
    QLabel* m_icon;
    QLabel* m_text;
    QHBoxLayout* m_buttons;
};

} // namespace nostrscope
