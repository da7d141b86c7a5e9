// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/uicontext.h"

#include <QWidget>

class QAction;
class QLineEdit;
class QMenu;
class QPushButton;
class QToolButton;

namespace nostrscope {

class ElidedLabel;
class TimeRangeBar;

/// What is above every page: back and forward, where one is, filter, range with zone, live toggle, start and
/// stop, menu. 48 px, more with a larger font; words give way to icons where it is narrow.
class HeaderBar final : public QWidget {
    Q_OBJECT

public:
    static constexpr int barHeight = 48;

    HeaderBar(UiContext& context, const Clock& clock, QWidget* parent = nullptr);

    /// `crumb`: what of the page is shown; empty: the page itself. With a crumb the title is a link.
    void setTitle(const QString& title, const QString& crumb = {});
    void setHistoryActions(QAction* back, QAction* forward);
    /// Empty placeholder: the page has nothing to filter, the box is disabled.
    void setFilter(const QString& text, const QString& placeholder);
    void focusFilter();
    void clearFilter();
    /// What the filter box asks for; empty: it is gone.
    void setFilterPlaceholder(const QString& text);
    /// As if it were typed.
    void setFilterText(const QString& text);
    /// `asOf`: of the figures shown; `stale`: nothing newer comes.
    void setLive(bool live, UnixMillis asOf, bool stale = false);
    void setCollecting(bool collecting);
    /// Keys changed, or commands were added: texts name their keys.
    void refreshTexts();
    [[nodiscard]] QMenu* menu() const { return m_menu; }
    [[nodiscard]] TimeRangeBar* rangeBar() const { return m_range; }
    [[nodiscard]] QToolButton* liveButton() const { return m_live; }
    [[nodiscard]] QPushButton* collectButton() const { return m_collect; }

signals:
    void filterChanged(const QString& text);
    void liveToggled(bool live);
    void collectToggled(bool collect);
    /// The title before the crumb was chosen.
    void parentRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void applyFont();
    void applyIcons();
    void updateTexts();
    [[nodiscard]] QString liveIcon() const;
    /// Words where there is room for them.
    void fit();

    UiContext& m_context;
    const Theme& m_theme;
    QToolButton* m_back;
    QToolButton* m_forward;
    QToolButton* m_parent;
    ElidedLabel* m_title;
    QLineEdit* m_filter;
    QAction* m_filterIcon;
    TimeRangeBar* m_range;
    QToolButton* m_live;
    QPushButton* m_collect;
    QToolButton* m_menuButton;
    QMenu* m_menu;
    QString m_liveText;
    QString m_pageTitle;
    QString m_crumb;
    bool m_isStale = false;
    bool m_collecting = false;
    /// 0: everything; 1: no arrows at the range; 2: no word on start/stop; 3: nor on live; 4: short range; 5:
    /// narrow title and filter
    int m_tightness = 0;
};

} // namespace nostrscope
