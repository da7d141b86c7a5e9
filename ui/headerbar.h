// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/timerange.h"
#include "models/fmt.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QActionGroup;
class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QToolButton;

namespace nostrscope {

/// The 48 px above every page: title, filter, range with zone, live toggle, start and stop, menu.
class HeaderBar final : public QWidget {
    Q_OBJECT

public:
    static constexpr int barHeight = 48;

    HeaderBar(const Theme& theme, const Fmt& fmt, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    /// Empty placeholder: the page has nothing to filter, the box is disabled.
    void setFilter(const QString& text, const QString& placeholder);
    void focusFilter();
    void clearFilter();
    void setRange(RangePreset preset, UnixMillis now);
    void setLive(bool live, UnixMillis asOf);
    void setCollecting(bool collecting);
    [[nodiscard]] QMenu* menu() const { return m_menu; }
    [[nodiscard]] QToolButton* liveButton() const { return m_live; }
    [[nodiscard]] QPushButton* collectButton() const { return m_collect; }

signals:
    void filterChanged(const QString& text);
    void rangeChosen(nostrscope::RangePreset preset);
    void liveToggled(bool live);
    void collectToggled(bool collect);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void buildRangeMenu();
    void applyIcons();

    const Theme& m_theme;
    Fmt m_fmt;
    QLabel* m_title;
    QLineEdit* m_filter;
    QAction* m_filterIcon;
    QPushButton* m_range;
    QActionGroup* m_ranges;
    QToolButton* m_live;
    QPushButton* m_collect;
    QToolButton* m_menuButton;
    QMenu* m_menu;
    bool m_collecting = false;
};

} // namespace nostrscope
