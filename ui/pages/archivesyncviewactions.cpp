// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done with the histories on the page "Archive & sync".
#include "models/settingshub.h"
#include "ui/charts/lanechart.h"
#include "ui/kit/filterbar.h"
#include "ui/kit/tableactions.h"
#include "ui/kit/tables.h"
#include "ui/pages/archivesyncview.h"
#include "ui/pages/coverageitems.h"
#include "ui/pages/syncrangedialog.h"
#include "ui/shell/actionregistry.h"

#include <QAction>
#include <QMenu>
#include <QScrollBar>
#include <QSplitter>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

const QStringList menuIds{u"sync"_s,  u"stop"_s,  u"pause"_s,      u"resume"_s,
                          u"range"_s, u"retry"_s, u"priorityUp"_s, u"priorityDown"_s};

} // namespace

void ArchiveSyncView::declareActions(ActionRegistry& actions)
{
    const auto group = tr("Archive");
    const auto add = [&](const QString& id, const QString& text, const QString& icon, const QString& tip,
                         const QList<QKeySequence>& keys = {}) {
        auto* action = actions.add({u"sync."_s + id, group, text, icon, keys, u"archive"_s});
        action->setToolTip(tip);
        return action;
    };
    add(u"archive"_s, tr("&Archive histories"), u"archive"_s,
        tr("While collecting, ask all relays for their history every few minutes"))
        ->setCheckable(true);
    add(u"sync"_s, tr("&Sync now"), u"start"_s,
        tr("Ask the selected relays for all of their history that is not complete"));
    add(u"stop"_s, tr("S&top"), u"stop"_s, tr("End the sessions of the selected relays; what came is kept"));
    add(u"pause"_s, tr("&Pause"), u"pause"_s, tr("Leave the selected relays out of all cycles"));
    add(u"resume"_s, tr("&Resume"), u"resume"_s, tr("Take the selected relays into the cycles again"));
    add(u"range"_s, tr("&Range…"), {},
        tr("Ask the selected relays for a part of their history, or compare it only"));
    add(u"retry"_s, tr("Retry &failed"), {},
        tr("Ask again for what relays refused or did not give, without waiting"));
    add(u"priorityUp"_s, tr("Priority &up"), {}, tr("Selected relays come earlier"),
        {QKeySequence(Qt::ALT | Qt::Key_Up)});
    add(u"priorityDown"_s, tr("Priority &down"), {}, tr("Selected relays come later"),
        {QKeySequence(Qt::ALT | Qt::Key_Down)});
}

void ArchiveSyncView::connectActions()
{
    const auto on = [this](const QString& id, auto slot) {
        auto* action = m_context.actions.find(u"sync."_s + id);
        addAction(action);
        connect(action, &QAction::triggered, this, slot);
    };
    on(u"archive"_s, &ArchiveSyncView::switchArchive);
    on(u"sync"_s, [this] { m_context.engine.syncRelays(selected(), std::nullopt); });
    on(u"stop"_s, [this] { m_context.engine.stopSync(selected()); });
    on(u"pause"_s, [this] { m_context.engine.setArchivePaused(selected(), true); });
    on(u"resume"_s, [this] { m_context.engine.setArchivePaused(selected(), false); });
    on(u"range"_s, &ArchiveSyncView::openRange);
    on(u"retry"_s, [this] { m_context.engine.syncRelays(withGaps(), std::nullopt); });
    on(u"priorityUp"_s, [this] { shiftPriority(1); });
    on(u"priorityDown"_s, [this] { shiftPriority(-1); });
    connect(&m_context.engine, &EngineLink::archiveChanged, this,
            [this](const std::shared_ptr<const ArchiveView>& view) {
                m_view = view;
                m_isShown = false;
                if (isVisible())
                    showData();
            });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &ArchiveSyncView::updateActions);
    connect(m_table, &TableView::rowMenuRequested, this, &ArchiveSyncView::showRowMenu);
    connect(&m_model, &SyncTableModel::priorityWanted, &m_context.engine, &EngineLink::setArchivePriority);
    connect(m_cells, &TableActions::filterTermRequested, this,
            [this](const QString& term) { emit filterEdited(FilterBar::withTerm(m_proxy.text(), term)); });
    connect(m_filter, &FilterBar::textEdited, this, &ArchiveSyncView::filterEdited);
    connect(m_chart, &LaneChart::activated, this, &ArchiveSyncView::retryPart);
    connect(&m_context.formats, &FmtSource::changed, this, [this] {
        m_model.refreshTexts();
        showData();
    });
    connect(&m_proxy, &QAbstractItemModel::layoutChanged, this, &ArchiveSyncView::showChart);
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, &ArchiveSyncView::showChart);
    connect(m_split, &QSplitter::splitterMoved, this, &ArchiveSyncView::showChart);
}

void ArchiveSyncView::updateActions()
{
    auto& actions = m_context.actions;
    const auto relays = selected();
    const auto none = tr("No relay is selected");
    bool runs = false;
    bool isPaused = false;
    bool goesOn = false;
    for (const auto& relay : relays) {
        const auto* row = m_model.find(relay);
        if (row == nullptr)
            continue;
        runs = runs || row->state == ArchiveState::Syncing || row->state == ArchiveState::Queued;
        isPaused = isPaused || row->state == ArchiveState::Paused;
        goesOn = goesOn || row->state != ArchiveState::Paused;
    }
    actions.setAvailable(u"sync.archive"_s, m_view != nullptr, tr("The database is not open yet"));
    actions.find(u"sync.archive"_s)->setChecked(m_view && m_view->isOn);
    for (const auto& id : {u"sync.sync"_s, u"sync.range"_s, u"sync.priorityUp"_s, u"sync.priorityDown"_s})
        actions.setAvailable(id, !relays.isEmpty(), none);
    actions.setAvailable(u"sync.stop"_s, runs, relays.isEmpty() ? none : tr("No session of these runs"));
    actions.setAvailable(u"sync.pause"_s, goesOn, relays.isEmpty() ? none : tr("They are paused"));
    actions.setAvailable(u"sync.resume"_s, isPaused, relays.isEmpty() ? none : tr("None of them is paused"));
    actions.setAvailable(u"sync.retry"_s, !withGaps().isEmpty(), tr("Nothing has failed"));
}

QList<RelayId> ArchiveSyncView::selected() const
{
    QList<RelayId> relays;
    for (const auto& key : m_table->selectedKeys())
        relays.append(RelayId(key.toUInt()));
    return relays;
}

QList<RelayId> ArchiveSyncView::withGaps() const
{
    QList<RelayId> relays;
    for (int i = 0; i < m_model.rowCount(); ++i) {
        const auto& row = m_model.row(i);
        if (row.state == ArchiveState::Failed || row.state == ArchiveState::Limited)
            relays.append(row.relay);
    }
    return relays;
}

/// The choice stays for the next start.
void ArchiveSyncView::switchArchive(bool on)
{
    m_context.engine.setArchiving(on);
    m_context.settings.change(u"archive/sync"_s, on ? u"true"_s : u"false"_s);
}

void ArchiveSyncView::shiftPriority(int by)
{
    QHash<int, QList<RelayId>> wanted;
    for (const auto& relay : selected()) {
        if (const auto* row = m_model.find(relay))
            wanted[std::clamp(static_cast<int>(row->priority) + by, static_cast<int>(SyncPriority::Low),
                              static_cast<int>(SyncPriority::High))]
                .append(relay);
    }
    for (auto one = wanted.cbegin(); one != wanted.cend(); ++one)
        m_context.engine.setArchivePriority(one.value(), static_cast<SyncPriority>(one.key()));
}

/// A part of a strip: what is complete shows its relay, anything else is asked for again.
void ArchiveSyncView::retryPart(const QVariant& key)
{
    const auto part = CoverageItems::partOf(key);
    if (!part)
        return;
    m_table->selectKeys({QVariant(part->relay.number())});
    if (part->isComplete)
        return;
    auto filter = Filter::fromJson(m_view->filter);
    if (!filter)
        return;
    SyncWish wish;
    wish.filter = std::move(*filter);
    wish.since = part->low;
    wish.until = part->high;
    m_context.engine.syncRelays({part->relay}, wish);
}

void ArchiveSyncView::openRange()
{
    if (m_view)
        (new SyncRangeDialog(m_context, selected(), *m_view, window()))->open();
}

void ArchiveSyncView::showRowMenu(const QPoint& globalPos)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const auto& id : menuIds)
        menu->addAction(m_context.actions.find(u"sync."_s + id));
    menu->addSeparator();
    m_cells->addTo(*menu, true);
    menu->addSeparator();
    m_table->addColumnMenu(*menu);
    menu->popup(globalPos);
}

} // namespace nostrscope
