// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fmt.h"
#include "models/rangemodel.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QAction;
class QActionGroup;
class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QToolButton;

namespace nostrscope {

/// What is above every page: back and forward, title, filter, range with zone, live toggle, start and stop,
/// menu. 48 px, more with a larger font; words give way to icons where it is narrow.
class HeaderBar final : public QWidget {
    Q_OBJECT

public:
    static constexpr int barHeight = 48;

    HeaderBar(const Theme& theme, const Fmt& fmt, QWidget* parent = nullptr);

    /// `crumb`: what of the page is shown; empty: the page itself.
    void setTitle(const QString& title, const QString& crumb = {});
    void setHistoryActions(QAction* back, QAction* forward);
    /// In order of RangePreset.
    void setRangeActions(const QList<QAction*>& presets, const QList<QAction*>& others);
    /// Empty placeholder: the page has nothing to filter, the box is disabled.
    void setFilter(const QString& text, const QString& placeholder);
    void focusFilter();
    void clearFilter();
    /// As if it were typed.
    void setFilterText(const QString& text);
    void setRange(const RangeChoice& choice, UnixMillis now);
    void setLive(bool live, UnixMillis asOf);
    void setCollecting(bool collecting);
    [[nodiscard]] QMenu* menu() const { return m_menu; }
    [[nodiscard]] QToolButton* liveButton() const { return m_live; }
    [[nodiscard]] QPushButton* collectButton() const { return m_collect; }

signals:
    void filterChanged(const QString& text);
    void liveToggled(bool live);
    void collectToggled(bool collect);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void applyFont();
    void applyIcons();
    void updateTexts();
    /// Words where there is room for them.
    void fit();

    const Theme& m_theme;
    Fmt m_fmt;
    QToolButton* m_back;
    QToolButton* m_forward;
    QLabel* m_title;
    QLineEdit* m_filter;
    QAction* m_filterIcon;
    QPushButton* m_range;
    QActionGroup* m_ranges;
    QToolButton* m_live;
    QPushButton* m_collect;
    QToolButton* m_menuButton;
    QMenu* m_menu;
    RangeChoice m_choice;
    QString m_zone;
    QString m_liveText;
    bool m_collecting = false;
    int m_tightness = 0; ///< 0: all words; 1: no word on start/stop; 2: nor on live; 3: short range
};

} // namespace nostrscope
