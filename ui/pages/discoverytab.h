// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/uicontext.h"

#include <QList>
#include <QWidget>

namespace nostrscope {

/// One of the tabs of the page Discovery.
class DiscoveryTab : public QWidget {
    Q_OBJECT

public:
    using QWidget::QWidget;

    [[nodiscard]] virtual QString filterPlaceholder() const = 0;
    [[nodiscard]] virtual QString filterText() const = 0;
    virtual void setFilterText(const QString& text) = 0;
    /// The feed has news, and the tab is visible.
    virtual void refresh() = 0;
    /// Everything is to be read again now.
    virtual void reload() = 0;
    [[nodiscard]] virtual QWidget* mainView() = 0;
    [[nodiscard]] virtual QList<QWidget*> panes() = 0;

signals:
    void filterEdited(const QString& text);
};

/// A row of buttons, which wraps, for the actions "discovery.…" with these ids.
[[nodiscard]] QLayout* discoveryButtons(UiContext& context, const QStringList& ids, QWidget* parent);

} // namespace nostrscope
