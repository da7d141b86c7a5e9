// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/uicontext.h"
#include "ui/uistate.h"

#include <QWidget>

namespace nostrscope {

class TableView;

/// What the main window asks of a page.
class Page : public QWidget {
    Q_OBJECT

public:
    using QWidget::QWidget;

    [[nodiscard]] virtual QString id() const = 0; ///< of `--page`
    [[nodiscard]] virtual QString title() const = 0;
    /// What the filter box asks for; empty: nothing to filter here.
    [[nodiscard]] virtual QString filterPlaceholder() const { return {}; }
    [[nodiscard]] virtual QString filterText() const { return {}; }
    virtual void setFilterText(const QString&) { }
    /// The feed has news; called for the visible page, and when it becomes visible.
    virtual void refresh() = 0;
    /// The user wants everything to be read again now (F5).
    virtual void reload() { refresh(); }
    /// Where the keys go when the page is opened.
    [[nodiscard]] virtual QWidget* mainView() = 0;
    /// Key of the selected row, or of what a detail page is about: the history of the window comes back to
    /// it.
    [[nodiscard]] virtual QString selection() const { return {}; }
    virtual void select(const QString&) { }
    /// What a detail page is about, behind the title; empty for the others.
    [[nodiscard]] virtual QString crumb() const { return {}; }
    /// The page that a detail page belongs to; it takes the selection of this one.
    [[nodiscard]] virtual QString parentId() const { return {}; }
    /// The parts that F6 goes through, in reading order.
    [[nodiscard]] virtual QList<QWidget*> panes() { return {mainView()}; }
    /// The table whose columns and order a session keeps; null: none.
    [[nodiscard]] virtual TableView* keptTable() const { return nullptr; }
    /// Keeps keptTable(); a page that has more to keep calls this too.
    virtual void saveState(UiState& state) const;
    virtual void restoreState(const UiState& state);

signals:
    void filterCleared();
    /// The page changed its filter (a chip, a cell, a view): this belongs into the filter box.
    void filterEdited(const QString& text);
    /// Another page is wanted; `selection` as for select(), may be empty.
    void pageRequested(const QString& page, const QString& selection = {});
    void rangeRequested(nostrscope::RangePreset preset);
};

} // namespace nostrscope
