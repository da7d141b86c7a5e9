// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QHeaderView>

namespace nostrscope {

/// Side space of cells and headers alike, so that titles stand exactly above their values.
inline constexpr int cellPadding = 8;

/// The header of all tables: flat, with the padding of the cells, the arrow beside the title.
class HeaderView final : public QHeaderView {
    Q_OBJECT

public:
    HeaderView(const Theme& theme, QWidget* parent);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;

private:
    const Theme& m_theme;
};

} // namespace nostrscope
