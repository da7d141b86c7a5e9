// SPDX-License-Identifier: GPL-3.0-or-later
// What the main window does with the page that is shown: export, print, refresh, chart as table.
#include "ui/mainwindow.h"

#include "ui/charts/chartpanel.h"
#include "ui/kit/exportdialog.h"
#include "ui/kit/tables.h"
#include "ui/pages/page.h"
#include "ui/shell/pageprint.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QPrintPreviewDialog>
#include <QScrollArea>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The widget, or the first around it, that is one.
template <typename Wanted> Wanted* around(QWidget* widget)
{
    for (; widget != nullptr; widget = widget->parentWidget()) {
        if (auto* found = qobject_cast<Wanted*>(widget))
            return found;
    }
    return nullptr;
}

template <typename Wanted> Wanted* firstOf(const QList<QWidget*>& panes)
{
    for (auto* pane : panes) {
        if (auto* found = qobject_cast<Wanted*>(pane); found != nullptr && found->isVisible())
            return found;
    }
    return nullptr;
}

/// Brings it into sight, whatever scrolls around it.
void reveal(QWidget& widget)
{
    for (auto* parent = widget.parentWidget(); parent != nullptr; parent = parent->parentWidget()) {
        if (auto* area = qobject_cast<QScrollArea*>(parent))
            area->ensureWidgetVisible(&widget);
    }
}

} // namespace

/// That with the keys, else the main one.
QWidget* MainWindow::exportable() const
{
    auto* page = currentPage();
    auto* focus = focusWidget();
    if (focus != nullptr && page->isAncestorOf(focus)) {
        if (auto* chart = around<ChartPanel>(focus))
            return chart;
        if (auto* table = around<TableView>(focus))
            return table;
    }
    if (auto* table = qobject_cast<TableView*>(page->mainView()))
        return table;
    if (auto* table = firstOf<TableView>(page->panes()))
        return table;
    return firstOf<ChartPanel>(page->panes());
}

void MainWindow::exportPage()
{
    auto* what = exportable();
    if (auto* chart = qobject_cast<ChartPanel*>(what)) {
        chart->openExport();
        return;
    }
    auto* table = qobject_cast<TableView*>(what);
    if (table == nullptr) {
        m_messages->show(u"export"_s, Tone::Info, tr("There is nothing to export on this page."))
            ->setLifetime(MessageArea::undoTime);
        return;
    }
    const auto* page = currentPage();
    ExportRequest request;
    request.name = table == currentPage()->mainView() ? page->id() : page->id() + u'_' + table->objectName();
    request.folder = m_exportFolder;
    request.rangeSuffix = m_range.choice().fileSuffix();
    if (const auto& snapshot = m_feed.shown())
        request.now = snapshot->asOf;
    auto* dialog = new ExportDialog(*table, *m_messages, m_formats, request, this);
    connect(dialog, &ExportDialog::folderChosen, this,
            [this](const QString& folder) { m_exportFolder = folder; });
    dialog->open();
}

void MainWindow::printPage()
{
    const auto previews = findChildren<QPrintPreviewDialog*>();
    const bool isOpen = std::any_of(previews.begin(), previews.end(),
                                    [](const auto* preview) { return preview->isVisible(); });
    if (!isOpen)
        openPrintPreview(*currentPage(), m_context, this);
}

void MainWindow::refreshPage()
{
    currentPage()->reload();
}

void MainWindow::toggleChartTable()
{
    auto* focus = focusWidget();
    auto* chart = focus != nullptr ? around<ChartPanel>(focus) : nullptr;
    if (chart == nullptr)
        chart = firstOf<ChartPanel>(currentPage()->panes());
    if (chart == nullptr)
        return;
    reveal(*chart);
    chart->setFocus(Qt::ShortcutFocusReason);
    chart->setTableShown(!chart->isTableShown());
}

void MainWindow::openContextMenu()
{
    auto* focus = focusWidget();
    if (focus == nullptr)
        return;
    const auto place = focus->rect().center();
    QContextMenuEvent event(QContextMenuEvent::Keyboard, place, focus->mapToGlobal(place));
    QApplication::sendEvent(focus, &event);
}

/// What can be done with the page that came into sight.
void MainWindow::updatePageActions()
{
    m_actions->setAvailable(u"page.filter"_s, !currentPage()->filterPlaceholder().isEmpty(),
                            tr("This page has nothing to filter"));
    m_actions->setAvailable(u"page.chartTable"_s, currentPage()->findChild<ChartPanel*>() != nullptr,
                            tr("This page has no chart"));
}

} // namespace nostrscope
