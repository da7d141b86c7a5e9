// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QList>
#include <QWidget>

class QButtonGroup;
class QLabel;
class QVBoxLayout;

namespace nostrscope {

/// A page in the sidebar: icon and word, or the icon alone.
class SidebarButton final : public QAbstractButton {
    Q_OBJECT

public:
    SidebarButton(const Theme& theme, const QString& icon, const QString& text, QWidget* parent = nullptr);
    void setCollapsed(bool collapsed);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    QString m_iconName;
    bool m_collapsed = false;
};

/// The list of pages, 184 px; 52 px of icons when collapsed by F9 or in a narrow window.
class Sidebar final : public QWidget {
    Q_OBJECT

public:
    static constexpr int fullWidth = 184;
    static constexpr int narrowWidth = 52;

    explicit Sidebar(const Theme& theme, QWidget* parent = nullptr);

    void addSection(const QString& title);
    /// Returns the number of the page, from 0.
    int addPage(const QString& icon, const QString& text, const QString& shortcut);
    void setCurrent(int page);
    void setCollapsed(bool collapsed);
    [[nodiscard]] bool isCollapsed() const { return m_collapsed; }

signals:
    void pageRequested(int page);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    QVBoxLayout* m_layout;
    QButtonGroup* m_group;
    QList<SidebarButton*> m_buttons;
    QList<QLabel*> m_sections;
    bool m_collapsed = false;
};

} // namespace nostrscope
