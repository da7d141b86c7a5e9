// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/card.h"

#include "models/fmt.h"
#include "models/tooltip.h"
#include "ui/kit/elidedlabel.h"
#include "ui/kit/infobutton.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

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
    , m_info(new InfoButton(theme, title, this))
    , m_title(new ElidedLabel(title, this))
    , m_value(new ElidedLabel(Fmt::missing(), this))
    , m_detail(new ElidedLabel(this))
    , m_sample(new ElidedLabel(this))
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    applyFonts();
    m_info->setCursor(Qt::ArrowCursor);
    auto* heading = new QHBoxLayout;
    heading->setSpacing(4);
    heading->addWidget(m_title, 1);
    heading->addWidget(m_info);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 6, 6, 10);
    layout->setSpacing(2);
    layout->addLayout(heading);
    for (auto* label : {m_title, m_value, m_detail, m_sample}) {
        label->setTextFormat(Qt::PlainText);
        // A card never grows the grid; what does not fit is in the tooltip.
        label->setMinimumWidth(0);
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        if (label != m_title)
            layout->addWidget(label);
    }
    setAccessibleName(title);
    applyColors();
    describe();
}

void Card::setValue(const QString& value, const QString& detail, const QString& fullValue)
{
    const auto full = fullValue.isEmpty() ? value : fullValue;
    if (value == m_value->text() && detail == m_detail->text() && full == m_full)
        return;
    m_full = full;
    m_value->setText(value);
    m_detail->setText(detail);
    describe();
}

void Card::setSample(const QString& sample)
{
    if (sample == m_sample->text())
        return;
    m_sample->setText(sample);
    describe();
}

void Card::describe()
{
    QStringList lines;
    for (const auto& line : {m_full, m_detail->text(), m_sample->text()}) {
        if (!line.isEmpty())
            lines.append(line);
    }
    setAccessibleDescription(lines.join(u". "_s));
    lines.append(m_definition);
    const auto text = lines.join(u'\n');
    m_info->setText(text);
    setToolTip(plainToolTip(text));
}

void Card::applyColors()
{
    for (auto* label : {m_detail, m_sample}) {
        auto palette = label->palette();
        palette.setColor(QPalette::WindowText, m_theme.colors().secondary);
        if (palette != label->palette())
            label->setPalette(palette);
    }
}

void Card::applyFonts()
{
    auto titleFont = font();
    titleFont.setWeight(QFont::DemiBold);
    m_title->setFont(titleFont);
    auto valueFont = font();
    valueFont.setPointSizeF(font().pointSizeF() * 1.9);
    m_value->setFont(valueFont);
    auto smallFont = font();
    smallFont.setPointSizeF(font().pointSizeF() * 0.9);
    for (auto* label : {m_detail, m_sample}) {
        label->setFont(smallFont);
        label->setMinimumHeight(label->fontMetrics().height()); // empty too: cards of a row are equally high
    }
}

void Card::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        applyColors();
    if (event->type() == QEvent::FontChange)
        applyFonts();
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
