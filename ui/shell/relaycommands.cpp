// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/relaycommands.h"

#include "ui/kit/messagebar.h"
#include "ui/pages/eventimportdialog.h"
#include "ui/pages/relaylistdialog.h"
#include "ui/shell/actionregistry.h"

#include <QFileDialog>
#include <QMimeData>
#include <QUndoStack>
#include <QUrl>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isEventFile(const QString& file)
{
    return file.endsWith(".jsonl"_L1) || file.endsWith(".gz"_L1) || file.endsWith(".zst"_L1);
}

/// Relays that were taken off the list.
class Removal final : public QUndoCommand {
public:
    Removal(EngineLink& engine, QList<RelayId> relays, QList<QList<RelayId>>& repeated)
        : m_engine(engine)
        , m_relays(std::move(relays))
        , m_repeated(repeated)
    {
    }
    void undo() override { m_engine.restoreRelays(m_relays); }
    void redo() override
    {
        // The stack calls this when it takes the command, which tells of what was done.
        if (std::exchange(m_isDone, true)) {
            m_repeated.append(m_relays);
            m_engine.removeRelays(m_relays);
        }
    }

private:
    EngineLink& m_engine;
    QList<RelayId> m_relays;
    QList<QList<RelayId>>& m_repeated;
    bool m_isDone = false;
};

/// Relays that got, or lost, the user's ★.
class Starring final : public QUndoCommand {
public:
    using Expected = QList<std::pair<QList<RelayId>, bool>>;

    Starring(EngineLink& engine, QList<RelayId> relays, bool starred, Expected& expected)
        : m_engine(engine)
        , m_relays(std::move(relays))
        , m_isStarred(starred)
        , m_expected(expected)
    {
    }
    void undo() override { set(!m_isStarred); }
    void redo() override
    {
        if (std::exchange(m_isDone, true))
            set(m_isStarred);
    }

private:
    void set(bool starred)
    {
        m_expected.append({m_relays, starred});
        m_engine.setStarred(m_relays, starred);
    }

    EngineLink& m_engine;
    QList<RelayId> m_relays;
    const bool m_isStarred;
    Expected& m_expected;
    bool m_isDone = false;
};

} // namespace

RelayCommands::RelayCommands(UiContext& context, MessageArea& messages, QWidget* window)
    : QObject(window)
    , m_context(context)
    , m_messages(messages)
    , m_window(window)
    , m_undo(new QUndoStack(this))
{
    m_undo->setUndoLimit(maximumUndo);
    auto& actions = context.actions;
    const auto edit = tr("Edit");
    const auto relays = tr("Relays");
    connect(actions.add({u"edit.undo"_s, edit, tr("&Undo"), {}, {QKeySequence(Qt::CTRL | Qt::Key_Z)}}),
            &QAction::triggered, this, &RelayCommands::undo);
    connect(actions.add(
                {u"edit.redo"_s, edit, tr("&Redo"), {}, {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z)}}),
            &QAction::triggered, this, &RelayCommands::redo);
    connect(
        actions.add(
            {u"relays.add"_s, relays, tr("&Add relays…"), u"add"_s, {QKeySequence(Qt::CTRL | Qt::Key_N)}}),
        &QAction::triggered, this, [this] { openAdd(); });
    connect(actions.add({u"data.import"_s,
                         tr("Data"),
                         tr("&Import…"),
                         u"import"_s,
                         {QKeySequence(Qt::CTRL | Qt::Key_O)}}),
            &QAction::triggered, this, &RelayCommands::openImport);
    connect(m_undo, &QUndoStack::indexChanged, this, &RelayCommands::updateUndo);
    connect(&context.engine, &EngineLink::relaysRemoved, this, &RelayCommands::onRelaysRemoved);
    connect(&context.engine, &EngineLink::relaysStarred, this, &RelayCommands::onRelaysStarred);
    connect(&context.engine, &EngineLink::relaysAdded, this, &RelayCommands::onRelaysAdded);
    updateUndo();
}

void RelayCommands::openAdd(const QString& text)
{
    (new RelayListDialog(m_context, text.left(maximumText), m_window))->open();
}

void RelayCommands::openImport()
{
    auto* dialog = new QFileDialog(m_window, tr("Import relays or events"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters(
        {tr("Relay lists and events (*.txt *.csv *.json *.yml *.yaml *.toml *.jsonl *.gz *.zst)"),
         tr("All files (*)")});
    connect(dialog, &QFileDialog::filesSelected, this, &RelayCommands::openFiles);
    dialog->open();
}

void RelayCommands::openPreview(const QString& file)
{
    RelayListDialog::forFile(m_context, file, m_window)->open();
}

void RelayCommands::openFiles(const QStringList& files)
{
    QStringList events;
    QString list;
    for (const auto& file : files) {
        if (isEventFile(file))
            events.append(file);
        else if (list.isEmpty())
            list = file; // one preview at a time
    }
    if (!events.isEmpty())
        (new EventImportDialog(m_context, events, m_window))->open();
    if (!list.isEmpty())
        openPreview(list);
}

bool RelayCommands::canTake(const QMimeData& data)
{
    const auto text = data.text().left(maximumText);
    return data.hasUrls() || text.contains("ws://"_L1) || text.contains("wss://"_L1);
}

void RelayCommands::take(const QMimeData& data)
{
    QStringList files;
    const auto urls = data.urls();
    for (const auto& url : urls) {
        if (url.isLocalFile())
            files.append(url.toLocalFile());
    }
    if (files.isEmpty())
        openAdd(data.text());
    else
        openFiles(files);
}

void RelayCommands::undo()
{
    m_undo->undo();
    m_messages.remove(u"undo"_s);
}

void RelayCommands::redo()
{
    m_undo->redo();
}

void RelayCommands::updateUndo()
{
    m_context.actions.setAvailable(u"edit.undo"_s, m_undo->canUndo(), tr("There is nothing to undo"));
    m_context.actions.setAvailable(u"edit.redo"_s, m_undo->canRedo(), tr("Nothing was undone"));
}

void RelayCommands::onRelaysRemoved(const QList<RelayId>& relays, const QStringList& urls)
{
    if (relays.isEmpty())
        return;
    if (!m_repeated.removeOne(relays))
        m_undo->push(new Removal(m_context.engine, relays, m_repeated));
    const auto text = urls.size() == 1
        ? tr("%1 was removed. Its events stay.").arg(Fmt::relay(urls.constFirst().toUtf8()))
        : tr("%n relay(s) were removed. Their events stay.", nullptr, static_cast<int>(relays.size()));
    auto* bar = m_messages.show(u"undo"_s, Tone::Info, text);
    bar->setAction(tr("&Undo"), [this] { undo(); });
    bar->setLifetime(MessageArea::undoTime);
}

void RelayCommands::onRelaysStarred(const QList<RelayId>& relays, const QStringList& urls, bool starred)
{
    if (m_restarred.removeOne({relays, starred}))
        return;
    m_undo->push(new Starring(m_context.engine, relays, starred, m_restarred));
    const auto relay = urls.size() == 1 ? Fmt::relay(urls.constFirst().toUtf8()) : QString();
    const int count = static_cast<int>(relays.size());
    const auto text = starred ? (relay.isEmpty() ? tr("%n relay(s) are watched now.", nullptr, count)
                                                 : tr("%1 is watched now.").arg(relay))
                              : (relay.isEmpty() ? tr("%n relay(s) are not watched any more.", nullptr, count)
                                                 : tr("%1 is not watched any more.").arg(relay));
    auto* bar = m_messages.show(u"undo"_s, Tone::Info, text);
    bar->setAction(tr("&Undo"), [this] { undo(); });
    bar->setLifetime(MessageArea::undoTime);
}

void RelayCommands::onRelaysAdded(int added, int known)
{
    const auto text = known == 0 ? tr("%n relay(s) added.", nullptr, added)
                                 : tr("%n relay(s) added, the others were in the list.", nullptr, added);
    m_messages.show(u"added"_s, Tone::Ok, text)->setLifetime(MessageArea::undoTime);
}

} // namespace nostrscope
