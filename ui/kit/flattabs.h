// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QTabBar>

namespace nostrscope {

/// Tabs as words on the ground of the window: the current one is bold and underlined in the accent colour.
class FlatTabs final : public QTabBar {
    Q_OBJECT

public:
    explicit FlatTabs(const Theme& theme, QWidget* parent = nullptr);

protected:
    [[nodiscard]] QSize tabSizeHint(int index) const override;
    [[nodiscard]] QSize minimumTabSizeHint(int index) const override { return tabSizeHint(index); }
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QFont fontOf(bool isCurrent) const;

    const Theme& m_theme;
};

} // namespace nostrscope
