// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/previewpane.h"

namespace nostrscope {

PreviewPane::PreviewPane(QWidget* table, QWidget* preview, QWidget* parent)
    : QSplitter(Qt::Vertical, parent)
    , m_preview(preview)
{
    addWidget(table);
    addWidget(preview);
    setChildrenCollapsible(false);
    setStretchFactor(0, 1);
    setStretchFactor(1, 0);
    m_sizes = {{Qt::Vertical, {640, 150}}, {Qt::Horizontal, {1000, 420}}};
    connect(this, &QSplitter::splitterMoved, this, [this] { m_sizes[orientation()] = sizes(); });
    applySizes();
}

void PreviewPane::setPreviewSize(int height, int width)
{
    m_sizes = {{Qt::Vertical, {640, height}}, {Qt::Horizontal, {1000, width}}};
    applySizes();
}

void PreviewPane::setPreviewShown(bool shown)
{
    m_preview->setVisible(shown);
}

bool PreviewPane::isPreviewShown() const
{
    return !m_preview->isHidden();
}

void PreviewPane::place()
{
    const auto wanted = window()->width() >= wideWindow ? Qt::Horizontal : Qt::Vertical;
    if (wanted == orientation())
        return;
    setOrientation(wanted);
    applySizes();
}

void PreviewPane::applySizes()
{
    setSizes(m_sizes.value(orientation()));
}

void PreviewPane::resizeEvent(QResizeEvent* event)
{
    QSplitter::resizeEvent(event);
    place();
}

} // namespace nostrscope
