// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/uicontext.h"

#include <QObject>

class QMimeData;
class QUndoStack;

namespace nostrscope {

class MessageArea;

/// What can be done with relays from every page: add, import, drop, undo of a removal.
class RelayCommands final : public QObject {
    Q_OBJECT

public:
    static constexpr int maximumUndo = 50;
    /// Of dropped or pasted text.
    static constexpr qsizetype maximumText = 1024 * 1024;

    /// Dialogs open over `window`.
    RelayCommands(UiContext& context, MessageArea& messages, QWidget* window);

    /// Opens the dialog for typed relays, with this text in it.
    void openAdd(const QString& text = {});
    /// Asks for files: a list of relays shows its preview, files of events are imported.
    void openImport();
    void openPreview(const QString& file);
    /// Files of events go to the engine, a list gets its preview.
    void openFiles(const QStringList& files);
    [[nodiscard]] static bool canTake(const QMimeData& data);
    void take(const QMimeData& data);
    void undo();
    void redo();

private:
    void onRelaysRemoved(const QList<RelayId>& relays, const QStringList& urls);
    void onRelaysStarred(const QList<RelayId>& relays, const QStringList& urls, bool starred);
    void onRelaysAdded(int added, int known);
    void updateUndo();

    UiContext& m_context;
    MessageArea& m_messages;
    QWidget* m_window;
    QUndoStack* m_undo;
    QList<QList<RelayId>> m_repeated; ///< removals by redo, not yet confirmed: they are in the stack already
    QList<std::pair<QList<RelayId>, bool>> m_restarred; ///< the same of marks, by undo as well
};

} // namespace nostrscope
