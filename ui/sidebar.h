// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QHash>
#include <QKeySequence>
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
    /// A short word beside the title: a count, a state; empty for none.
    void setBadge(const QString& badge);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    QString m_iconName;
    QString m_badge;
    bool m_collapsed = false;
};

/// The list of pages, 184 px, more with a larger font; 52 px of icons when collapsed by F9 or in a narrow
/// window. Scrolls when it is low.
class Sidebar final : public QWidget {
    Q_OBJECT

public:
    static constexpr int fullWidth = 184;
    static constexpr int narrowWidth = 52;

    explicit Sidebar(const Theme& theme, QWidget* parent = nullptr);

    void addSection(const QString& title);
    void addPage(const QString& id, const QString& icon, const QString& text, const QKeySequence& key);
    /// Stands at the bottom and opens a window: it is never the current page.
    void addCommand(const QString& id, const QString& icon, const QString& text, const QKeySequence& key);
    /// A page that is not in the list marks none.
    void setCurrent(const QString& page);
    void setBadge(const QString& page, const QString& badge);
    /// Keys change: the tips name them.
    void setKey(const QString& page, const QKeySequence& key);
    void setCollapsed(bool collapsed);
    [[nodiscard]] bool isCollapsed() const { return m_collapsed; }

signals:
    void pageRequested(const QString& page);
    void commandRequested(const QString& id);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    SidebarButton* makeButton(const QString& id, const QString& icon, const QString& text,
                              const QKeySequence& key);
    void applyWidth();

    const Theme& m_theme;
    QVBoxLayout* m_layout;
    QVBoxLayout* m_bottom;
    QButtonGroup* m_group;
    QHash<QString, SidebarButton*> m_buttons; ///< by id
    QList<QLabel*> m_sections;
    bool m_collapsed = false;
};

} // namespace nostrscope
