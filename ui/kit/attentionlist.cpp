// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/attentionlist.h"

#include "ui/kit/card.h"
#include "ui/kit/statusshape.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace nostrscope {

AttentionList::AttentionList(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(12, 6, 12, 6);
    m_layout->setSpacing(2);
    setAccessibleName(tr("Needs attention"));
    connect(&theme, &Theme::changed, this, &AttentionList::rebuild);
}

void AttentionList::setItems(const QList<AttentionItem>& items, const QString& allClear)
{
    const auto shown = items.first(std::min<qsizetype>(items.size(), maximumRows));
    if (shown == m_items && allClear == m_allClear && m_layout->count() > 0)
        return;
    m_items = shown;
    m_allClear = allClear;
    rebuild();
}

void AttentionList::rebuild()
{
    while (auto* item = m_layout->takeAt(0)) {
        if (auto* row = item->widget()) {
            row->hide();
            row->deleteLater();
        }
        delete item;
    }
    for (const auto& item : std::as_const(m_items))
        addRow(item);
    if (m_items.isEmpty())
        addRow({Status::Online, m_allClear, {}, {}});
}

void AttentionList::addRow(const AttentionItem& item)
{
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* shape = new QLabel(row);
    shape->setPixmap(statusPixmap(item.status, m_theme.colors().state(item.status), 16, devicePixelRatioF()));
    auto* text = new QLabel(item.text, row);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    row->setMinimumHeight(28);
    layout->addWidget(shape);
    layout->addWidget(text, 1);
    if (!item.actionText.isEmpty()) {
        auto* button = new QPushButton(item.actionText, row);
        connect(button, &QPushButton::clicked, this,
                [this, action = item.action] { emit actionRequested(action); });
        layout->addWidget(button);
    }
    m_layout->addWidget(row);
}

void AttentionList::paintEvent(QPaintEvent*)
{
    paintPanel(*this, m_theme.colors(), false);
}

} // namespace nostrscope
