// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/entity.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

class QWidget;

namespace nostrscope {

class ActionRegistry;
class Page;
struct UiContext;

/// Headings of the sidebar, in their order.
enum class Section : std::uint8_t { Monitor, Analyse, Collect, System };

/// What the shell knows of a page before it is made.
struct PageInfo {
    QString id; ///< of `--page`
    Section section = Section::Monitor;
    QString icon; ///< name of one of our icons
    QString title;
    std::function<Page*(UiContext&, QWidget*)> make; ///< called when the page is opened for the first time
    std::function<void(ActionRegistry&)> declareActions = {}; ///< its commands; called at the start
    bool isInSidebar = true; ///< false: a detail page, opened from others
    std::vector<Entity::Type> shows = {}; ///< Page::select() takes their keys
};

/// All pages in the order of the sidebar and of Ctrl+1 … Ctrl+9. A new page is one entry here.
[[nodiscard]] std::vector<PageInfo> allPages();
[[nodiscard]] QStringList pageIds();
[[nodiscard]] QString sectionTitle(Section section);

} // namespace nostrscope
