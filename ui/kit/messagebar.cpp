// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/messagebar.h"

#include "ui/kit/accessrole.h"
#include "ui/kit/statusshape.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

MessageBar::MessageBar(const Theme& theme, Tone tone, const QString& text, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_tone(tone)
    , m_text(new QLabel(this))
    , m_layout(new QHBoxLayout(this))
    , m_close(new QToolButton(this))
{
    installAccessRoles();
    m_layout->setContentsMargins(32, 4, 8, 4);
    m_layout->addWidget(m_text, 1);
    m_layout->addWidget(m_close);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_close->setIcon(theme.icon(u"close"_s));
    m_close->setAutoRaise(true);
    m_close->setToolTip(tr("Close this message"));
    m_close->setAccessibleName(m_close->toolTip());
    m_timer.setSingleShot(true);
    connect(m_close, &QToolButton::clicked, this, &MessageBar::closed);
    connect(&m_timer, &QTimer::timeout, this, &MessageBar::closed);
    connect(&theme, &Theme::changed, this, [this] { m_close->setIcon(m_theme.icon(u"close"_s)); });
    setText(text);
}

void MessageBar::setText(const QString& text)
{
    m_text->setText(text);
    setAccessibleName(text);
}

QString MessageBar::text() const
{
    return m_text->text();
}

void MessageBar::setAction(const QString& text, std::function<void()> action)
{
    auto* button = new QPushButton(text, this);
    m_layout->insertWidget(m_layout->count() - 1, button);
    connect(button, &QPushButton::clicked, this, [this, action = std::move(action)] {
        action();
        emit closed();
    });
}

void MessageBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const auto& colors = m_theme.colors();
    painter.fillRect(rect(), colors.tint(m_tone));
    painter.fillRect(QStyle::visualRect(layoutDirection(), rect(), QRect(0, 0, 4, height())),
                     colors.toneColor(m_tone));
    const auto status = m_tone == Tone::Error ? Status::Down
        : m_tone == Tone::Warning             ? Status::Degraded
                                              : Status::Online;
    const auto square = QStyle::visualRect(layoutDirection(), rect(), QRect(12, (height() - 14) / 2, 14, 14));
    paintStatus(painter, square, status, colors.toneColor(m_tone));
}

MessageArea::MessageArea(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(1);
}

MessageBar* MessageArea::show(const QString& key, Tone tone, const QString& text)
{
    remove(key);
    while (m_order.size() >= maximumBars)
        remove(m_order.constFirst());
    auto* bar = new MessageBar(m_theme, tone, text, this);
    bar->setObjectName(u"message_"_s + key);
    m_bars.insert(key, bar);
    m_order.append(key);
    m_layout->addWidget(bar);
    connect(bar, &MessageBar::closed, this, [this, key] { remove(key); });
    return bar;
}

void MessageArea::remove(const QString& key)
{
    auto* bar = m_bars.take(key);
    m_order.removeAll(key);
    if (bar == nullptr)
        return;
    bar->hide();
    bar->deleteLater();
}

} // namespace nostrscope
