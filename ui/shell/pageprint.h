// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/uicontext.h"

#include <QTextDocument>

#include <memory>

namespace nostrscope {

class Page;

/// Rows of a table that are printed; a document says when there are more.
inline constexpr int mostPrintedRows = 1000;

/// What a page shows, in order of reading: heading with range, zone and time, figures, charts, tables. In the
/// light palette whatever the window has (ux.md §2).
[[nodiscard]] std::unique_ptr<QTextDocument> printDocument(const Page& page, const UiContext& context);
/// Opens the preview of that, from which it is printed or becomes a PDF.
void openPrintPreview(const Page& page, const UiContext& context, QWidget* window);

} // namespace nostrscope
