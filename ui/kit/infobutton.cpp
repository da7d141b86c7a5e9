// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/infobutton.h"

#include <QFrame>
#include <QLabel>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int side = 24; ///< ux.md §4: the smallest target of a click
constexpr int widestInCharacters = 48;

} // namespace

InfoButton::InfoButton(const Theme& theme, const QString& subject, QWidget* parent)
    : QToolButton(parent)
    , m_theme(theme)
    , m_subject(subject)
{
    setObjectName(u"info"_s);
    setAutoRaise(true);
    setFixedSize(side, side);
    setAccessibleName(tr("What “%1” means").arg(subject));
    const auto applyIcon = [this] { setIcon(m_theme.icon(u"info"_s)); };
    applyIcon();
    connect(&theme, &Theme::changed, this, applyIcon);
    connect(this, &QToolButton::clicked, this, &InfoButton::open);
}

void InfoButton::setText(const QString& text)
{
    if (text == m_text)
        return;
    m_text = text;
    setAccessibleDescription(text);
}

void InfoButton::open()
{
    auto* popup = new QFrame(this, Qt::Popup);
    popup->setObjectName(u"infoPopup"_s);
    popup->setAttribute(Qt::WA_DeleteOnClose);
    popup->setFrameShape(QFrame::StyledPanel);
    popup->setAccessibleName(m_subject);
    auto* heading = new QLabel(m_subject, popup);
    auto* body = new QLabel(m_text, popup);
    auto bold = heading->font();
    bold.setWeight(QFont::DemiBold);
    heading->setFont(bold);
    for (auto* label : {heading, body}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    body->setTextInteractionFlags(Qt::TextSelectableByKeyboard | Qt::TextSelectableByMouse);
    auto* layout = new QVBoxLayout(popup);
    layout->setContentsMargins(12, 10, 12, 10);
    layout->setSpacing(4);
    layout->addWidget(heading);
    layout->addWidget(body);
    popup->setFixedWidth(fontMetrics().averageCharWidth() * widestInCharacters);
    popup->adjustSize();
    // Below the button, but on the screen.
    const auto bounds = screen()->availableGeometry();
    auto at = mapToGlobal(QPoint(width() - popup->width(), height()));
    at.setX(std::clamp(at.x(), bounds.left(), std::max(bounds.left(), bounds.right() - popup->width())));
    at.setY(std::clamp(at.y(), bounds.top(), std::max(bounds.top(), bounds.bottom() - popup->height())));
    popup->move(at);
    popup->show();
    body->setFocus(Qt::PopupFocusReason);
}

} // namespace nostrscope
