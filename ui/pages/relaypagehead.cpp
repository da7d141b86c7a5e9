// SPDX-License-Identifier: GPL-3.0-or-later
// The head of the page of a relay: its state, and what can be done with it.
#include "ui/pages/relaypage.h"

#include "models/healthdefinitions.h"
#include "models/healthwords.h"
#include "models/words.h"
#include "ui/kit/infobutton.h"
#include "ui/kit/statusshape.h"
#include "ui/pages/dataline.h"
#include "ui/shell/actionregistry.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int headMargin = 12;
constexpr int markSize = 18;

} // namespace

void RelayPage::declareActions(ActionRegistry& actions)
{
    const auto group = tr("Relay");
    const auto page = u"relay"_s;
    actions.add({u"relay.check"_s, group, tr("Chec&k now"), {}, {}, page})
        ->setToolTip(tr("Check this relay now"));
    actions.add({u"relay.observe"_s, group, tr("&Test claims now"), {}, {}, page})
        ->setToolTip(
            tr("Ask the relay up to eight small questions that show whether it does what it advertises"));
    actions.add({u"relay.pause"_s, group, tr("&Pause"), u"pause"_s, {}, page})
        ->setToolTip(tr("Neither check nor connect this relay until it is resumed"));
    actions.add({u"relay.resume"_s, group, tr("Res&ume"), u"start"_s, {}, page});
    actions
        .add({u"relay.watch"_s, group, tr("&Watch"), u"star"_s, {QKeySequence(Qt::CTRL | Qt::Key_D)}, page})
        ->setToolTip(tr("Mark this relay ★ and check it every few minutes"));
    actions
        .add({u"relay.unwatch"_s,
              group,
              tr("Stop watc&hing"),
              u"star"_s,
              {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D)},
              page})
        ->setToolTip(tr("Take the ★ off this relay"));
    for (const auto& id : {u"relay.check"_s, u"relay.observe"_s, u"relay.watch"_s, u"relay.unwatch"_s,
                           u"relay.pause"_s, u"relay.resume"_s})
        actions.setAvailable(id, false, tr("Open a relay first"));
}

QWidget* RelayPage::buildHead()
{
    auto* head = new QWidget(this);
    auto font = m_heading->font();
    font.setWeight(QFont::DemiBold);
    font.setPointSizeF(font.pointSizeF() * 1.2);
    m_heading->setFont(font);
    for (auto* label : {m_heading, m_name, m_state}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_heading->setObjectName(u"relayHeading"_s);
    m_name->setForegroundRole(QPalette::PlaceholderText);
    m_name->setObjectName(u"relayName"_s);
    m_state->setObjectName(u"relayState"_s);
    auto* first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(m_mark);
    first->addWidget(m_heading, 1);
    auto* info = new InfoButton(m_context.theme, tr("States of relays"), head);
    info->setText(definitions::states());
    first->addWidget(info);
    for (auto* action : {m_check, m_watch, m_unwatch, m_pause, m_resume}) {
        auto* button = new QToolButton(head);
        button->setDefaultAction(action);
        m_buttons.insert(action, button);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setMinimumHeight(28);
        first->addWidget(button);
    }
    auto* layout = new QVBoxLayout(head);
    layout->setContentsMargins(headMargin, 0, headMargin, 0);
    layout->setSpacing(2);
    layout->addLayout(first);
    layout->addWidget(m_state);
    layout->addWidget(m_name);
    layout->addWidget(m_line);
    return head;
}

/// Lines that go on in the next one keep their height, also where the page is low.
void RelayPage::fitHead()
{
    for (auto* label : {m_name, m_state})
        label->setMinimumHeight(std::max(label->heightForWidth(std::max(width() - 2 * headMargin, 1)), 0));
}

void RelayPage::showHead(const RelayRow& relay)
{
    const auto& fmt = m_context.fmt;
    const auto status = words::statusOf(relay);
    m_mark->setPixmap(
        statusPixmap(status, m_context.theme.colors().state(status), markSize, devicePixelRatioF()));
    m_mark->setAccessibleName(words::statusName(status));
    m_heading->setText(fmt.address(relay.entry.url));
    const auto name = RelayTableModel::nameText(relay);
    const auto measured = tr("measured from this computer");
    m_name->setText(name.isEmpty() ? measured : name + u" · "_s + measured);
    m_name->show();
    QStringList parts{words::stateSentence(relay, fmt)};
    if (relay.health && relay.health->isChecking)
        parts.append(tr("being checked now"));
    else if (relay.health && relay.health->status.lastCheck)
        parts.append(
            tr("checked %1").arg(fmt.ago(*relay.health->status.lastCheck, m_context.feed.shown()->asOf)));
    m_state->setText(parts.join(u" · "_s));
    m_state->show();
    fitHead();
}

void RelayPage::updateActions(const RelayRow* relay)
{
    auto& actions = m_context.actions;
    const auto gone = tr("This relay is not in the list");
    actions.setAvailable(m_check->objectName(), relay != nullptr, gone);
    actions.setAvailable(m_pause->objectName(), relay != nullptr && !relay->entry.paused,
                         relay == nullptr ? gone : tr("This relay is paused"));
    actions.setAvailable(m_resume->objectName(), relay != nullptr && relay->entry.paused,
                         relay == nullptr ? gone : tr("This relay is not paused"));
    setObserveAvailable();
    const bool isStarred = relay != nullptr && relay->entry.starred;
    actions.setAvailable(m_watch->objectName(), relay != nullptr && !isStarred,
                         relay == nullptr ? gone : tr("This relay is watched"));
    actions.setAvailable(m_unwatch->objectName(), isStarred,
                         relay == nullptr ? gone : tr("This relay is not watched"));
    // Of two opposites only the one that can be done has a button.
    m_buttons.value(m_watch)->setVisible(!isStarred);
    m_buttons.value(m_unwatch)->setVisible(isStarred);
    const bool isPaused = relay != nullptr && relay->entry.paused;
    m_buttons.value(m_pause)->setVisible(!isPaused);
    m_buttons.value(m_resume)->setVisible(isPaused);
}

/// Once a day, and not while it is under way.
void RelayPage::setObserveAvailable()
{
    const auto& detail = m_health.detail();
    const auto& snapshot = m_context.feed.shown();
    QString why;
    if (row() == nullptr)
        why = tr("This relay is not in the list");
    else if (!detail)
        why = tr("Reading…");
    else if (detail->isObserving)
        why = tr("The claims are being tested");
    else if (snapshot && detail->nextObservation > snapshot->asOf)
        why = tr("Tested today; possible again from %1")
                  .arg(m_context.fmt.dateTimeZone(detail->nextObservation));
    m_context.actions.setAvailable(m_observe->objectName(), why.isEmpty(), why);
}

} // namespace nostrscope
