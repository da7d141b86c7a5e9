// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"
#include "ui/shell/pageregistry.h"

#include <QStackedWidget>

namespace nostrscope {

/// The pages, each made when it is opened for the first time: a window starts with one.
class PageStack final : public QStackedWidget {
    Q_OBJECT

public:
    PageStack(UiContext& context, std::vector<PageInfo> pages, QWidget* parent = nullptr);

    [[nodiscard]] const std::vector<PageInfo>& infos() const { return m_infos; }
    [[nodiscard]] bool contains(const QString& id) const { return numberOf(id) >= 0; }
    /// Makes and shows it; the id must be known.
    Page* open(const QString& id);
    /// Null before the first open().
    [[nodiscard]] Page* current() const { return static_cast<Page*>(currentWidget()); }
    /// Null when it was not opened yet.
    [[nodiscard]] Page* made(const QString& id) const;
    [[nodiscard]] const PageInfo& info(const QString& id) const;

    /// What the pages keep; those never opened keep what they had.
    void save(UiState& state) const;
    /// Makes the pages anew, as they were: texts and sizes that are chosen once follow a change this way.
    void rebuild();
    /// Pages that are made later take theirs then.
    void restore(const UiState& state);

signals:
    /// A page was made and is to be wired.
    void pageMade(nostrscope::Page* page);

private:
    [[nodiscard]] int numberOf(const QString& id) const;
    static void restorePage(Page& page, const UiState& state);

    UiContext& m_context;
    std::vector<PageInfo> m_infos;
    std::vector<Page*> m_pages; ///< in the order of m_infos; null: not made
    UiState m_restored;
};

} // namespace nostrscope
