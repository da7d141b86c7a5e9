// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done with the selected relays.
#include "ui/pages/relayspage.h"

#include "models/healthdefinitions.h"
#include "models/relaycompare.h"
#include "ui/kit/infobutton.h"
#include "ui/kit/previewpane.h"
#include "ui/kit/tableactions.h"
#include "ui/kit/tables.h"
#include "ui/shell/actionregistry.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLayout>
#include <QMenu>
#include <QToolButton>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

void RelaysPage::declareActions(ActionRegistry& actions)
{
    const auto group = tr("Relays");
    const auto page = u"relays"_s;
    actions.add({u"relays.open"_s, group, tr("&Open relay"), {}, {}, page})
        ->setToolTip(tr("All about the selected relay"));
    actions.add({u"relays.check"_s, group, tr("Chec&k now"), {}, {}, page})
        ->setToolTip(tr("Check the selected relays now (F5 with a selection)"));
    actions.add({u"relays.pause"_s, group, tr("&Pause"), u"pause"_s, {}, page})
        ->setToolTip(tr("Disconnect the selected relays until they are resumed"));
    actions.add({u"relays.resume"_s, group, tr("Res&ume"), u"start"_s, {}, page});
    actions
        .add({u"relays.watch"_s, group, tr("&Watch"), u"star"_s, {QKeySequence(Qt::CTRL | Qt::Key_D)}, page})
        ->setToolTip(tr("Mark the selected relays ★ and check them every few minutes"));
    actions
        .add({u"relays.unwatch"_s,
              group,
              tr("Stop watc&hing"),
              {},
              {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D)},
              page})
        ->setToolTip(tr("Take the ★ off the selected relays"));
    actions.add({u"relays.compare"_s, group, tr("Compar&e"), {}, {}, page})
        ->setToolTip(tr("Show the selected relays, two to six, side by side"));
    actions.add({u"relays.copy"_s,
                 group,
                 tr("&Copy address"),
                 u"copy"_s,
                 {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C)},
                 page});
    actions
        .add({u"relays.remove"_s, group, tr("&Remove"), u"remove"_s, {QKeySequence(Qt::Key_Delete)}, page})
        ->setToolTip(tr("Take the selected relays off the list; their events stay"));
    for (const auto& id :
         {u"relays.open"_s, u"relays.check"_s, u"relays.pause"_s, u"relays.resume"_s, u"relays.watch"_s,
          u"relays.unwatch"_s, u"relays.compare"_s, u"relays.copy"_s, u"relays.remove"_s})
        actions.setAvailable(id, false, tr("Select relays on the page Relays first"));
}

void RelaysPage::connectActions()
{
    for (auto* action : {m_open, m_check, m_compare, m_watch, m_unwatch, m_pause, m_resume, m_copy, m_remove})
        addAction(action);
    connect(m_open, &QAction::triggered, this, &RelaysPage::openSelected);
    connect(m_check, &QAction::triggered, this, [this] { m_context.engine.checkNow(selectedIds()); });
    // Not in the registry: a bare key may only be one of the table.
    m_showPreview->setCheckable(true);
    m_showPreview->setShortcut(Qt::Key_Space);
    m_showPreview->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(m_showPreview);
    connect(m_showPreview, &QAction::triggered, this,
            [this] { m_pane->setPreviewShown(!m_pane->isPreviewShown()); });
    connect(m_pause, &QAction::triggered, this, [this] { setSelectedPaused(true); });
    connect(m_resume, &QAction::triggered, this, [this] { setSelectedPaused(false); });
    connect(m_watch, &QAction::triggered, this, [this] { m_context.engine.setStarred(selectedIds(), true); });
    connect(m_unwatch, &QAction::triggered, this,
            [this] { m_context.engine.setStarred(selectedIds(), false); });
    connect(m_compare, &QAction::triggered, this,
            [this] { emit pageRequested(u"compare"_s, relaycompare::toSelection(selectedIds())); });
    connect(m_remove, &QAction::triggered, this, [this] { m_context.engine.removeRelays(selectedIds()); });
    connect(m_copy, &QAction::triggered, this,
            [this] { QApplication::clipboard()->setText(selectedUrls().join(u'\n')); });
}

void RelaysPage::buildToolBar(QLayout* layout)
{
    for (auto* action :
         {m_add, m_import, m_check, m_watch, m_compare, m_pause, m_resume, m_copy, m_remove, m_export}) {
        auto* button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setAutoRaise(true);
        button->setMinimumHeight(28);
        layout->addWidget(button);
    }
    auto* info = new InfoButton(m_context.theme, tr("States of relays"), this);
    info->setObjectName(u"relayStatesInfo"_s);
    info->setText(definitions::states());
    layout->addWidget(info);
    m_count->setForegroundRole(QPalette::PlaceholderText);
    layout->addWidget(m_count);
    layout->setAlignment(m_count, Qt::AlignTrailing);
}

QList<RelayId> RelaysPage::selectedIds() const
{
    QList<RelayId> ids;
    const auto keys = m_table->selectedKeys();
    for (const auto& key : keys)
        ids.append(RelayId(key.toUInt()));
    return ids;
}

QStringList RelaysPage::selectedUrls() const
{
    QStringList urls;
    const auto& model = m_context.feed.relays();
    const auto ids = selectedIds();
    for (const auto id : ids) {
        if (const auto row = model.rowOf(id))
            urls.append(QString::fromUtf8(model.row(*row).entry.url));
    }
    return urls;
}

void RelaysPage::setSelectedPaused(bool paused)
{
    m_context.engine.setPaused(selectedIds(), paused);
}

void RelaysPage::updateActions()
{
    bool hasPaused = false;
    bool hasRunning = false;
    bool hasStarred = false;
    bool hasOthers = false;
    const auto& model = m_context.feed.relays();
    const auto ids = selectedIds();
    for (const auto id : ids) {
        if (const auto row = model.rowOf(id)) {
            const auto& entry = model.row(*row).entry;
            (entry.paused ? hasPaused : hasRunning) = true;
            (entry.starred ? hasStarred : hasOthers) = true;
        }
    }
    auto& actions = m_context.actions;
    const auto nothing = tr("No relay is selected");
    actions.setAvailable(m_open->objectName(), ids.size() == 1,
                         ids.isEmpty() ? nothing : tr("Several relays are selected"));
    actions.setAvailable(m_check->objectName(), !ids.isEmpty(), nothing);
    actions.setAvailable(m_pause->objectName(), hasRunning,
                         ids.isEmpty() ? nothing : tr("The selected relays are paused"));
    actions.setAvailable(m_resume->objectName(), hasPaused,
                         ids.isEmpty() ? nothing : tr("The selected relays are not paused"));
    actions.setAvailable(m_watch->objectName(), hasOthers,
                         ids.isEmpty() ? nothing : tr("The selected relays are watched"));
    actions.setAvailable(m_unwatch->objectName(), hasStarred,
                         ids.isEmpty() ? nothing : tr("The selected relays are not watched"));
    actions.setAvailable(m_compare->objectName(),
                         ids.size() >= relaycompare::fewest && ids.size() <= relaycompare::most,
                         ids.isEmpty()                           ? nothing
                             : ids.size() < relaycompare::fewest ? tr("Only one relay is selected")
                                                                 : tr("More than six relays are selected"));
    actions.setAvailable(m_remove->objectName(), !ids.isEmpty(), nothing);
    actions.setAvailable(m_copy->objectName(), !ids.isEmpty(), nothing);
}

void RelaysPage::showRowMenu(const QPoint& globalPos)
{
    auto* menu = new QMenu(this);
    menu->setObjectName(u"relayMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({m_open, m_compare, m_check, m_copy});
    m_cells->addTo(*menu, true);
    menu->addSeparator();
    menu->addActions({m_watch, m_unwatch, m_pause, m_resume, m_remove});
    menu->addSeparator();
    m_table->addColumnMenu(*menu);
    menu->addActions({m_export, m_add, m_import});
    m_showPreview->setChecked(m_pane->isPreviewShown());
    menu->addAction(m_showPreview);
    menu->popup(globalPos);
}

} // namespace nostrscope
