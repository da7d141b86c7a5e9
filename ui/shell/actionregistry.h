// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QHash>
#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>

class QAction;
class QWidget;

namespace nostrscope {

/// What a user can tell the window to do.
struct Command {
    QString id; ///< never changes: settings keep keys by it ("window.sidebar")
    QString group; ///< heading in the list of keys
    QString text; ///< with mnemonic
    QString icon = {}; ///< name of one of our icons; may be empty
    QList<QKeySequence> keys = {}; ///< default keys, the one to show first
    QString page = {}; ///< id of the page that it belongs to; empty: works everywhere
};

/// One QAction for each command. Feeds menus, the palette, the list of keys and its settings.
class ActionRegistry final : public QObject {
    Q_OBJECT

public:
    /// Commands without a page are active in the whole of `window`.
    ActionRegistry(const Theme& theme, QWidget* window);

    /// The id must be new. The action belongs to this object; its object name is the id. Those of a page must
    /// be added to its widget (QWidget::addAction) to have keys.
    QAction* add(const Command& command);
    /// Null when there is none.
    [[nodiscard]] QAction* find(const QString& id) const { return m_actions.value(id); }
    /// In order of their addition.
    [[nodiscard]] const QList<Command>& commands() const { return m_commands; }

    /// Says also why a command does not work now; a disabled one without a reason is a riddle.
    void setAvailable(const QString& id, bool available, const QString& reason = {});
    [[nodiscard]] QString reason(const QString& id) const { return m_reasons.value(id); }

    /// The key in force; empty: none.
    [[nodiscard]] QKeySequence key(const QString& id) const;
    [[nodiscard]] QKeySequence defaultKey(const QString& id) const;
    /// Takes the place of all default keys of the command; an empty one switches them off. False, and no
    /// change, for a key that isAllowed() refuses and for an unknown command.
    bool setKey(const QString& id, const QKeySequence& key);
    void resetKey(const QString& id);
    void resetKeys();
    /// Other commands that the same key would reach, by id.
    [[nodiscard]] QStringList conflicts(const QString& id, const QKeySequence& key) const;
    /// What the user changed: id → portable text of the key. For commands that are added later too.
    [[nodiscard]] const QHash<QString, QString>& changedKeys() const { return m_changed; }
    void setChangedKeys(const QHash<QString, QString>& keys);

    /// Function keys, Delete and what holds Ctrl, Alt or Meta: a bare letter is typed text (WCAG 2.1.4).
    [[nodiscard]] static bool isAllowed(const QKeySequence& key);
    /// The text without the mark of its mnemonic and without dots.
    [[nodiscard]] static QString plainText(const QString& text);

signals:
    void keysChanged();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void applyKeys(const Command& command);
    void applyIcons();
    [[nodiscard]] QIcon iconOf(const Command& command) const;
    [[nodiscard]] const Command* command(const QString& id) const;

    const Theme& m_theme;
    QWidget* m_window;
    QList<Command> m_commands;
    QHash<QString, QAction*> m_actions;
    QHash<QString, QString> m_reasons;
    QHash<QString, QString> m_changed;
};

} // namespace nostrscope
