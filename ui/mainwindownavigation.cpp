// SPDX-License-Identifier: GPL-3.0-or-later
// How the main window goes from place to place.
#include "ui/mainwindow.h"

#include "ui/headerbar.h"
#include "ui/kit/messagebar.h"
#include "ui/shell/pagestack.h"
#include "ui/sidebar.h"

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

/// What of a pane takes the keys: itself, or the first part of it that can.
QWidget* focusTarget(QWidget* pane)
{
    const auto canFocus = [](const QWidget* widget) {
        return (widget->focusPolicy() & Qt::TabFocus) != 0 && widget->isVisible() && widget->isEnabled();
    };
    if (pane == nullptr || !pane->isVisible())
        return nullptr;
    if (canFocus(pane))
        return pane;
    // In the order of Tab, which is that of reading.
    for (auto* widget = pane->nextInFocusChain(); widget != pane; widget = widget->nextInFocusChain()) {
        if (pane->isAncestorOf(widget) && canFocus(widget))
            return widget;
    }
    return nullptr;
}

} // namespace

bool MainWindow::showPage(const QString& id, const QString& selection)
{
    if (!m_pages->contains(id))
        return false;
    const auto* page = m_pages->made(id);
    Place place;
    place.page = id;
    place.range = m_range.choice();
    // A page keeps its filter; what is jumped to must not be hidden by it.
    if (selection.isEmpty())
        place.filter = page != nullptr ? page->filterText() : m_restored.pages.value(id).filter;
    place.selection = selection.isEmpty() && page != nullptr ? page->selection() : selection;
    goTo(place);
    return true;
}

Place MainWindow::currentPlace() const
{
    const auto* page = currentPage();
    if (page == nullptr)
        return {};
    return {page->id(), page->filterText(), page->selection(), m_range.choice()};
}

void MainWindow::goTo(const Place& place)
{
    m_history.update(currentPlace());
    m_history.visit(place);
    showPlace(place);
}

void MainWindow::showPlace(const Place& place)
{
    m_isTravelling = true;
    m_range.setChoice(place.range);
    m_isTravelling = false;
    auto* page = m_pages->open(place.page);
    if (page->filterText() != place.filter)
        page->setFilterText(place.filter);
    m_sidebar->setCurrent(page->parentId().isEmpty() ? place.page : page->parentId());
    m_header->setFilter(page->filterText(), page->filterPlaceholder());
    updatePageActions();
    page->refresh();
    if (!place.selection.isEmpty() && place.selection != page->selection())
        page->select(place.selection);
    page->mainView()->setFocus(Qt::OtherFocusReason);
    updateTitle();
    updateHistory();
}

void MainWindow::goBack()
{
    m_history.update(currentPlace());
    if (const auto place = m_history.back())
        showPlace(*place);
}

void MainWindow::goForward()
{
    m_history.update(currentPlace());
    if (const auto place = m_history.forward())
        showPlace(*place);
}

void MainWindow::updateTitle()
{
    m_header->setTitle(currentPage()->title(), currentPage()->crumb());
}

void MainWindow::updateHistory()
{
    m_actions->setAvailable(u"go.back"_s, m_history.canGoBack(), tr("This is where you started"));
    m_actions->setAvailable(u"go.forward"_s, m_history.canGoForward(), tr("You did not go back"));
}

void MainWindow::onRangeChanged(const RangeChoice& choice)
{
    if (!m_isTravelling) {
        auto place = currentPlace();
        place.range = m_shownRange;
        m_history.update(place);
        place.range = choice;
        m_history.visit(place);
        updateHistory();
    }
    m_shownRange = choice;
    askForRange();
}

void MainWindow::askForRange()
{
    const auto& choice = m_range.choice();
    updateRangeActions();
    if (const auto preset = choice.preset())
        m_engine.setRange(*preset);
    else
        m_engine.setCustomRange(m_range.range());
}

void MainWindow::updateRangeActions()
{
    m_actions->setAvailable(u"range.earlier"_s, m_range.canShift(-1), tr("There is no time before"));
    m_actions->setAvailable(u"range.later"_s, m_range.canShift(1), tr("The range ends now"));
    m_actions->setAvailable(u"range.zoomOut"_s, m_range.canZoomOut(), tr("All time is shown"));
    m_actions->setAvailable(u"range.zoomIn"_s, m_range.canZoomIn(), tr("There is no shorter range"));
}

QList<QWidget*> MainWindow::panes() const
{
    QList<QWidget*> all{m_sidebar, m_header, m_messages};
    all += currentPage()->panes();
    all.append(m_status);
    return all;
}

void MainWindow::focusPane(int step)
{
    const auto all = panes();
    const auto count = static_cast<int>(all.size());
    const auto* focus = focusWidget();
    int current = -1;
    for (int i = 0; i < count && focus != nullptr; ++i) {
        if (all.at(i) == focus || all.at(i)->isAncestorOf(focus))
            current = i;
    }
    for (int i = 1; i <= count; ++i) {
        const int next = ((current + step * i) % count + count) % count;
        if (auto* target = focusTarget(all.at(next))) {
            target->setFocus(step > 0 ? Qt::TabFocusReason : Qt::BacktabFocusReason);
            return;
        }
    }
}

} // namespace nostrscope
