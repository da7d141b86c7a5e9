// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"
#include "ui/uistate.h"

#include <QTabBar>

class QMenu;
class QToolButton;

namespace nostrscope {

/// The views of a table as tabs with counts: built-in ones, which can be hidden, and those the user saved
/// (filter, sort, columns under a name), which can be deleted.
class ViewBar final : public QWidget {
    Q_OBJECT

public:
    struct BuiltIn {
        QString id; ///< never translated
        QString title;
    };
    static constexpr qsizetype maximumSaved = 30;
    static constexpr qsizetype maximumNameLength = 40;

    ViewBar(const Theme& theme, QList<BuiltIn> builtIns, QWidget* parent = nullptr);

    /// In order of the built-ins.
    void setCounts(const QList<int>& counts, const QLocale& locale);
    /// Id of a built-in, or the name of a saved one.
    [[nodiscard]] QString current() const;
    void setCurrent(const QString& id);
    [[nodiscard]] const ViewsState& state() const { return m_state; }
    void setState(const ViewsState& state);
    /// Keeps a view under a name; false without a name, or when there are too many.
    bool save(const SavedView& view);
    void remove(const QString& name);
    void setHidden(const QString& builtIn, bool hidden);
    [[nodiscard]] QTabBar* tabs() const { return m_tabs; }
    /// What the button "Views" opens, and the menu of a tab.
    void fillMenu(QMenu& menu);

signals:
    void builtInChosen(const QString& id);
    void savedChosen(const nostrscope::SavedView& view);
    /// The page answers with save().
    void saveRequested(const QString& name);

private:
    void rebuild();
    void onTabChanged(int tab);
    void askForName();
    [[nodiscard]] QString idOf(int tab) const;

    QList<BuiltIn> m_builtIns;
    QHash<QString, QString> m_counts; ///< by id, as text
    ViewsState m_state;
    QTabBar* m_tabs;
    QToolButton* m_button;
};

} // namespace nostrscope
