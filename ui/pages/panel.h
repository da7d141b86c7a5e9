// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

class QLabel;

namespace nostrscope {

/// A titled panel around a table or another view.
class Panel final : public QWidget {
    Q_OBJECT

public:
    Panel(const Theme& theme, const QString& title, QWidget* content, QWidget* parent);
    void setTitle(const QString& title);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    QLabel* m_title;
};

} // namespace nostrscope
