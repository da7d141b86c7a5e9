// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/pagestack.h"

#include <QSplitter>

namespace nostrscope {

PageStack::PageStack(UiContext& context, std::vector<PageInfo> pages, QWidget* parent)
    : QStackedWidget(parent)
    , m_context(context)
    , m_infos(std::move(pages))
    , m_pages(m_infos.size(), nullptr)
{
}

int PageStack::numberOf(const QString& id) const
{
    for (std::size_t i = 0; i < m_infos.size(); ++i) {
        if (m_infos[i].id == id)
            return static_cast<int>(i);
    }
    return -1;
}

const PageInfo& PageStack::info(const QString& id) const
{
    Q_ASSERT(contains(id));
    return m_infos[static_cast<std::size_t>(numberOf(id))];
}

Page* PageStack::made(const QString& id) const
{
    const int number = numberOf(id);
    return number < 0 ? nullptr : m_pages[static_cast<std::size_t>(number)];
}

Page* PageStack::open(const QString& id)
{
    Q_ASSERT(contains(id));
    auto*& page = m_pages[static_cast<std::size_t>(numberOf(id))];
    if (page == nullptr) {
        page = info(id).make(m_context, this);
        addWidget(page);
        restorePage(*page, m_restored);
        emit pageMade(page);
    }
    setCurrentWidget(page);
    return page;
}

void PageStack::restorePage(Page& page, const UiState& state)
{
    page.restoreState(state);
    const auto kept = state.pages.constFind(page.id());
    if (kept == state.pages.constEnd())
        return;
    page.setFilterText(kept->filter);
    const auto splitters = page.findChildren<QSplitter*>();
    for (auto* splitter : splitters)
        splitter->restoreState(kept->splitters.value(splitter->objectName()));
}

void PageStack::save(UiState& state) const
{
    state.tables = m_restored.tables;
    state.pages = m_restored.pages;
    for (const auto* page : m_pages) {
        if (page == nullptr)
            continue;
        page->saveState(state);
        PageState kept;
        kept.filter = page->filterText();
        const auto splitters = page->findChildren<QSplitter*>();
        for (const auto* splitter : splitters) {
            if (!splitter->objectName().isEmpty())
                kept.splitters.insert(splitter->objectName(), splitter->saveState());
        }
        state.pages.insert(page->id(), kept);
    }
}

void PageStack::rebuild()
{
    const auto shown = current() != nullptr ? current()->id() : QString();
    const auto selection = current() != nullptr ? current()->selection() : QString();
    save(m_restored);
    for (auto*& page : m_pages)
        delete std::exchange(page, nullptr);
    if (shown.isEmpty())
        return;
    auto* page = open(shown);
    page->refresh();
    if (!selection.isEmpty())
        page->select(selection);
    page->mainView()->setFocus(Qt::OtherFocusReason);
}

void PageStack::restore(const UiState& state)
{
    m_restored = state;
    for (auto* page : m_pages) {
        if (page != nullptr)
            restorePage(*page, state);
    }
}

} // namespace nostrscope
