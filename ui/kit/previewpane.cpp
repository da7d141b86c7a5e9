// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/previewpane.h"

#include <QDataStream>
#include <QIODevice>

namespace nostrscope {

namespace {

constexpr quint32 layoutMagic = 0x6e737070; // and its version, so that other bytes are ignored
constexpr int largestPane = 20'000;

} // namespace

PreviewPane::PreviewPane(QWidget* table, QWidget* preview, QWidget* parent)
    : QSplitter(Qt::Vertical, parent)
    , m_preview(preview)
{
    addWidget(table);
    addWidget(preview);
    setChildrenCollapsible(false);
    setStretchFactor(0, 1);
    setStretchFactor(1, 0);
    m_sizes = {{Qt::Vertical, {600, 200}}, {Qt::Horizontal, {1000, 420}}};
    connect(this, &QSplitter::splitterMoved, this, [this] { m_sizes[orientation()] = sizes(); });
    applySizes();
}

void PreviewPane::setPreviewShown(bool shown)
{
    if (shown == isPreviewShown())
        return;
    m_preview->setVisible(shown);
    emit previewShownChanged(shown);
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

QByteArray PreviewPane::saveLayout() const
{
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    stream << layoutMagic << isPreviewShown();
    for (const int side : {static_cast<int>(Qt::Vertical), static_cast<int>(Qt::Horizontal)})
        stream << m_sizes.value(side).value(0) << m_sizes.value(side).value(1);
    return state;
}

void PreviewPane::restoreLayout(const QByteArray& state)
{
    QDataStream stream(state);
    stream.setVersion(QDataStream::Qt_6_4);
    quint32 magic = 0;
    bool isShown = true;
    stream >> magic >> isShown;
    if (magic != layoutMagic)
        return;
    QHash<int, QList<int>> wanted;
    for (const int side : {static_cast<int>(Qt::Vertical), static_cast<int>(Qt::Horizontal)}) {
        int first = 0;
        int second = 0;
        stream >> first >> second;
        if (first <= 0 || second <= 0 || first > largestPane || second > largestPane)
            return;
        wanted.insert(side, {first, second});
    }
    if (stream.status() != QDataStream::Ok)
        return;
    m_sizes = wanted;
    setPreviewShown(isShown);
    applySizes();
}

} // namespace nostrscope
