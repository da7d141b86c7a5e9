// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/actionregistry.h"

#include <QAction>
#include <QEvent>
#include <QWidget>

#include <algorithm>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

ActionRegistry::ActionRegistry(const Theme& theme, QWidget* window)
    : QObject(window)
    , m_theme(theme)
    , m_window(window)
{
    connect(&theme, &Theme::changed, this, &ActionRegistry::applyIcons);
    window->installEventFilter(this);
}

QAction* ActionRegistry::add(const Command& command)
{
    Q_ASSERT(!m_actions.contains(command.id));
    auto* action = new QAction(command.text, this);
    action->setObjectName(command.id);
    if (!command.icon.isEmpty())
        action->setIcon(iconOf(command));
    if (command.page.isEmpty()) {
        action->setShortcutContext(Qt::WindowShortcut);
        m_window->addAction(action);
    } else {
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    }
    m_commands.append(command);
    m_actions.insert(command.id, action);
    applyKeys(command);
    return action;
}

const Command* ActionRegistry::command(const QString& id) const
{
    const auto found = std::find_if(m_commands.begin(), m_commands.end(),
                                    [&id](const Command& command) { return command.id == id; });
    return found == m_commands.end() ? nullptr : &*found;
}

void ActionRegistry::setAvailable(const QString& id, bool available, const QString& reason)
{
    auto* action = find(id);
    if (action == nullptr)
        return;
    action->setEnabled(available);
    if (available)
        m_reasons.remove(id);
    else
        m_reasons.insert(id, reason);
}

void ActionRegistry::applyKeys(const Command& command)
{
    const auto changed = m_changed.constFind(command.id);
    auto* action = m_actions.value(command.id);
    if (changed == m_changed.constEnd())
        action->setShortcuts(command.keys);
    else
        action->setShortcuts({QKeySequence(*changed, QKeySequence::PortableText)});
}

QKeySequence ActionRegistry::key(const QString& id) const
{
    const auto* action = find(id);
    return action != nullptr ? action->shortcut() : QKeySequence();
}

QKeySequence ActionRegistry::defaultKey(const QString& id) const
{
    const auto* known = command(id);
    return known == nullptr || known->keys.isEmpty() ? QKeySequence() : known->keys.constFirst();
}

bool ActionRegistry::setKey(const QString& id, const QKeySequence& key)
{
    const auto* known = command(id);
    if (known == nullptr || (!key.isEmpty() && !isAllowed(key)))
        return false;
    if (key == defaultKey(id))
        m_changed.remove(id);
    else
        m_changed.insert(id, key.toString(QKeySequence::PortableText));
    applyKeys(*known);
    emit keysChanged();
    return true;
}

void ActionRegistry::resetKey(const QString& id)
{
    if (m_changed.remove(id) == 0)
        return;
    if (const auto* known = command(id))
        applyKeys(*known);
    emit keysChanged();
}

void ActionRegistry::resetKeys()
{
    setChangedKeys({});
}

void ActionRegistry::setChangedKeys(const QHash<QString, QString>& keys)
{
    m_changed.clear();
    for (auto it = keys.constBegin(); it != keys.constEnd(); ++it) {
        // The file of the settings can be written by anyone.
        if (it->isEmpty() || isAllowed(QKeySequence(*it, QKeySequence::PortableText)))
            m_changed.insert(it.key(), *it);
    }
    for (const auto& known : std::as_const(m_commands))
        applyKeys(known);
    emit keysChanged();
}

QStringList ActionRegistry::conflicts(const QString& id, const QKeySequence& key) const
{
    QStringList found;
    const auto* own = command(id);
    if (own == nullptr || key.isEmpty())
        return found;
    for (const auto& other : m_commands) {
        const bool canMeet = own->page.isEmpty() || other.page.isEmpty() || own->page == other.page;
        if (other.id != id && canMeet && m_actions.value(other.id)->shortcuts().contains(key))
            found.append(other.id);
    }
    return found;
}

bool ActionRegistry::isAllowed(const QKeySequence& key)
{
    if (key.isEmpty())
        return false;
    for (int i = 0; i < key.count(); ++i) {
        const auto combination = key[static_cast<uint>(i)];
        const bool isHeld =
            combination.keyboardModifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
        const auto pressed = combination.key();
        const bool isFunction = pressed >= Qt::Key_F1 && pressed <= Qt::Key_F35;
        if (pressed == Qt::Key_unknown || (!isHeld && !isFunction && pressed != Qt::Key_Delete))
            return false;
    }
    return true;
}

QString ActionRegistry::plainText(const QString& text)
{
    QString plain;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) != u'&')
            plain += text.at(i);
        else if (i + 1 < text.size() && text.at(i + 1) == u'&')
            plain += text.at(++i);
    }
    while (plain.endsWith(u'…') || plain.endsWith(u'.'))
        plain.chop(1);
    return plain;
}

void ActionRegistry::applyIcons()
{
    for (const auto& known : std::as_const(m_commands)) {
        if (!known.icon.isEmpty())
            m_actions.value(known.id)->setIcon(iconOf(known));
    }
}

/// Back points to where the text begins.
QIcon ActionRegistry::iconOf(const Command& command) const
{
    auto name = command.icon;
    if (m_window->layoutDirection() == Qt::RightToLeft) {
        if (name == "back"_L1)
            name = u"forward"_s;
        else if (name == "forward"_L1)
            name = u"back"_s;
    }
    return m_theme.icon(name);
}

bool ActionRegistry::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_window && event->type() == QEvent::LayoutDirectionChange)
        applyIcons();
    return QObject::eventFilter(watched, event);
}

} // namespace nostrscope
