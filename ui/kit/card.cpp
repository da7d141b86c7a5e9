// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/card.h"

#include "models/fmt.h"
#include "ui/kit/elidedlabel.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace nostrscope {

void paintPanel(QWidget& widget, const ThemeColors& colors, bool withFocus)
{
    QPainter painter(&widget);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isFocused = withFocus && widget.hasFocus();
    painter.setPen(QPen(isFocused ? colors.focus : colors.hairline, isFocused ? 2 : 1));
    painter.setBrush(colors.base);
    const qreal inset = isFocused ? 1.0 : 0.5;
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(inset, inset, -inset, -inset), 6, 6);
}

Card::Card(const Theme& theme, const QString& title, const QString& definition, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_definition(definition)
    , m_title(new ElidedLabel(title, this))
    , m_value(new ElidedLabel(Fmt::missing(), this))
    , m_detail(new ElidedLabel(this))
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setToolTip(definition);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto titleFont = font();
    titleFont.setWeight(QFont::DemiBold);
    m_title->setFont(titleFont);
    auto valueFont = font();
    valueFont.setPointSizeF(font().pointSizeF() * 1.9);
    m_value->setFont(valueFont);
    auto detailFont = font();
    detailFont.setPointSizeF(font().pointSizeF() * 0.9);
    m_detail->setFont(detailFont);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 10);
    layout->setSpacing(2);
    for (auto* label : {m_title, m_value, m_detail}) {
        label->setTextFormat(Qt::PlainText);
        // A card never grows the grid; what does not fit is in the tooltip.
        label->setMinimumWidth(0);
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        layout->addWidget(label);
    }
    setAccessibleName(title);
    applyColors();
}

void Card::setValue(const QString& value, const QString& detail, const QString& fullValue)
{
    if (value == m_value->text() && detail == m_detail->text())
        return;
    m_value->setText(value);
    m_detail->setText(detail);
    const auto full = fullValue.isEmpty() ? value : fullValue;
    setToolTip(QStringLiteral("%1\n%2\n%3").arg(full, detail, m_definition));
    setAccessibleDescription(QStringLiteral("%1. %2").arg(full, detail));
}

void Card::applyColors()
{
    auto palette = m_detail->palette();
    palette.setColor(QPalette::WindowText, m_theme.colors().secondary);
    if (palette != m_detail->palette())
        m_detail->setPalette(palette);
}

void Card::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        applyColors();
    QWidget::changeEvent(event);
}

void Card::paintEvent(QPaintEvent*)
{
    paintPanel(*this, m_theme.colors(), true);
}

void Card::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->pos()))
        emit activated();
}

void Card::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)
        emit activated();
    else
        QWidget::keyPressEvent(event);
}

} // namespace nostrscope
