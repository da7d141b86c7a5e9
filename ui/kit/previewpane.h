// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QSplitter>

namespace nostrscope {

/// A table with a pane about its selected row: below the table, at its right in a wide window. Keeps
/// the place of the splitter for each of the two while it lives; with an object name the session keeps the
/// present one.
class PreviewPane final : public QSplitter {
    Q_OBJECT

public:
    /// From this width of the window on the pane is at the right (ux.md §3.0).
    static constexpr int wideWindow = 1600;

    PreviewPane(QWidget* table, QWidget* preview, QWidget* parent = nullptr);

    /// What the preview has at first, below the table and beside it; what the user drags comes before it.
    void setPreviewSize(int height, int width);
    /// Shows or hides the preview.
    void setPreviewShown(bool shown);
    [[nodiscard]] bool isPreviewShown() const;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void place();
    void applySizes();

    QWidget* m_preview;
    QHash<int, QList<int>> m_sizes; ///< Qt::Orientation → sizes
};

} // namespace nostrscope
