// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/relayspage.h"

#include "models/roles.h"
#include "ui/kit/emptystate.h"
#include "ui/kit/filterbar.h"
#include "ui/kit/flowlayout.h"
#include "ui/kit/previewpane.h"
#include "ui/kit/tableactions.h"
#include "ui/kit/tables.h"
#include "ui/kit/viewbar.h"
#include "ui/pages/relaypreview.h"
#include "ui/pages/relayviews.h"
#include "ui/shell/actionregistry.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QStackedLayout>
#include <QToolButton>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Between two new orders of the table.
constexpr qint64 sortIntervalMs = 2000;

} // namespace

RelaysPage::RelaysPage(UiContext& context, QWidget* parent)
    : Page(parent)
    , m_context(context)
    , m_proxy(&context.feed.relays())
    , m_table(new TableView(context.theme, {}, this))
    , m_cells(new TableActions(*m_table))
    , m_views(new ViewBar(context.theme, builtInRelayViews(), this))
    , m_filter(new FilterBar(context.theme, this))
    , m_preview(new RelayPreview(context, this))
    , m_pane(new PreviewPane(m_table, m_preview, this))
    , m_stack(new QStackedLayout)
    , m_empty(new EmptyState(context.theme, u"relays"_s, this))
    , m_noMatch(new EmptyState(context.theme, u"search"_s, this))
    , m_count(new QLabel(this))
    , m_add(context.actions.find(u"relays.add"_s))
    , m_import(context.actions.find(u"data.import"_s))
    , m_open(context.actions.find(u"relays.open"_s))
    , m_check(context.actions.find(u"relays.check"_s))
    , m_pause(context.actions.find(u"relays.pause"_s))
    , m_resume(context.actions.find(u"relays.resume"_s))
    , m_remove(context.actions.find(u"relays.remove"_s))
    , m_copy(context.actions.find(u"relays.copy"_s))
    , m_export(context.actions.find(u"page.export"_s))
    , m_showPreview(new QAction(tr("Pre&view pane"), this))
{
    m_table->setObjectName(u"relayTable"_s);
    m_table->setAccessibleName(tr("Relays"));
    m_table->setModel(&m_proxy);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(RelayTableModel::StatusColumn, Qt::DescendingOrder);
    m_table->setElide(RelayTableModel::RelayColumn, Qt::ElideMiddle);
    for (int column = 0; column < RelayTableModel::columns; ++column)
        m_table->setColumnHidden(column, !RelayTableModel::isShownFirst(column));
    m_table->setColumnWidths(
        {13, 24, 9, 9, 23, 11, 9, 11, 11, 8, 10, 11, 13, 9, 34, 9, 30, 22, 20, 12, 12, 11, 10, 9, 10, 11, 20},
        RelayTableModel::RelayColumn);
    m_table->setDefaults();
    m_pane->setObjectName(u"relayPane"_s);
    connectActions();
    buildStack();
    auto* tools = new FlowLayout;
    tools->setContentsMargins(12, 6, 12, 6);
    tools->setSpacing(4);
    buildToolBar(tools);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(tools);
    layout->addWidget(m_views);
    layout->addWidget(m_filter);
    layout->addLayout(m_stack, 1);
    connect(m_table, &TableView::rowMenuRequested, this, &RelaysPage::showRowMenu);
    connect(m_table, &QTableView::activated, this, &RelaysPage::openSelected);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &RelaysPage::updateActions);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &RelaysPage::updatePreview);
    connect(m_cells, &TableActions::filterTermRequested, this,
            [this](const QString& term) { emit filterEdited(FilterBar::withTerm(m_proxy.text(), term)); });
    connect(m_filter, &FilterBar::textEdited, this, &RelaysPage::filterEdited);
    connect(m_views, &ViewBar::builtInChosen, this, &RelaysPage::chooseBuiltIn);
    connect(m_views, &ViewBar::savedChosen, this, &RelaysPage::chooseSaved);
    connect(m_views, &ViewBar::saveRequested, this, &RelaysPage::saveView);
    updateActions();
}

QString RelaysPage::id() const
{
    return u"relays"_s;
}

QString RelaysPage::title() const
{
    return tr("Relays");
}

QString RelaysPage::filterPlaceholder() const
{
    return tr("Filter relays");
}

QString RelaysPage::filterText() const
{
    return m_proxy.text();
}

QWidget* RelaysPage::mainView()
{
    return m_stack->currentWidget() == m_pane ? static_cast<QWidget*>(m_table) : m_stack->currentWidget();
}

QList<QWidget*> RelaysPage::panes()
{
    return {m_views, m_filter, mainView(), m_preview};
}

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
    actions.add({u"relays.copy"_s,
                 group,
                 tr("&Copy address"),
                 u"copy"_s,
                 {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C)},
                 page});
    actions
        .add({u"relays.remove"_s, group, tr("&Remove"), u"remove"_s, {QKeySequence(Qt::Key_Delete)}, page})
        ->setToolTip(tr("Take the selected relays off the list; their events stay"));
    for (const auto& id : {u"relays.open"_s, u"relays.check"_s, u"relays.pause"_s, u"relays.resume"_s,
                           u"relays.copy"_s, u"relays.remove"_s})
        actions.setAvailable(id, false, tr("Select relays on the page Relays first"));
}

void RelaysPage::connectActions()
{
    for (auto* action : {m_open, m_check, m_pause, m_resume, m_copy, m_remove})
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
    connect(m_remove, &QAction::triggered, this, [this] { m_context.engine.removeRelays(selectedIds()); });
    connect(m_copy, &QAction::triggered, this,
            [this] { QApplication::clipboard()->setText(selectedUrls().join(u'\n')); });
}

void RelaysPage::buildToolBar(QLayout* layout)
{
    for (auto* action : {m_add, m_import, m_check, m_pause, m_resume, m_copy, m_remove, m_export}) {
        auto* button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setAutoRaise(true);
        button->setMinimumHeight(28);
        layout->addWidget(button);
    }
    m_count->setForegroundRole(QPalette::PlaceholderText);
    layout->addWidget(m_count);
    layout->setAlignment(m_count, Qt::AlignTrailing);
}

void RelaysPage::buildStack()
{
    m_empty->setText(tr("No relays yet"));
    auto* add = m_empty->addButton(tr("Add relays…"));
    add->setObjectName(u"emptyAdd"_s);
    connect(add, &QPushButton::clicked, m_add, &QAction::trigger);
    connect(m_empty->addButton(tr("Import list…")), &QPushButton::clicked, m_import, &QAction::trigger);
    connect(m_noMatch->addButton(tr("Clear filter")), &QPushButton::clicked, this,
            &RelaysPage::filterCleared);
    m_stack->addWidget(m_pane);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_noMatch);
}

void RelaysPage::setFilterText(const QString& text)
{
    m_proxy.setText(text);
    m_filter->setQuery(text, m_proxy.fields());
    refresh();
}

void RelaysPage::refresh()
{
    if (const auto& snapshot = m_context.feed.shown())
        m_proxy.setNow(snapshot->asOf);
    // Rows must not move under the pointer, nor too often.
    if (!m_sinceSorted.isValid() || (m_sinceSorted.elapsed() > sortIntervalMs && !m_table->isPointedAt())) {
        m_proxy.resort();
        m_sinceSorted.start();
    }
    updateStack();
    updateCounts();
    updatePreview();
    updateActions();
}

void RelaysPage::reload()
{
    if (m_check->isEnabled())
        m_check->trigger();
    refresh();
}

void RelaysPage::openSelected()
{
    if (const auto key = selection(); !key.isEmpty())
        emit pageRequested(u"relay"_s, key);
}

void RelaysPage::updateStack()
{
    const int shown = m_proxy.rowCount();
    if (m_context.feed.relays().rowCount() == 0) {
        m_stack->setCurrentWidget(m_empty);
    } else if (shown == 0) {
        m_noMatch->setText(m_proxy.text().isEmpty() ? tr("No relay in this view")
                                                    : tr("No relay matches “%1”").arg(m_proxy.text()));
        m_stack->setCurrentWidget(m_noMatch);
    } else {
        m_stack->setCurrentWidget(m_pane);
    }
}

void RelaysPage::updateCounts()
{
    const auto all = static_cast<std::uint64_t>(m_context.feed.relays().rowCount());
    const auto shown = static_cast<std::uint64_t>(m_proxy.rowCount());
    const auto& fmt = m_context.fmt;
    m_count->setText(shown == all ? tr("%n relay(s)", nullptr, static_cast<int>(all))
                                  : tr("Showing %1 of %2").arg(fmt.number(shown), fmt.number(all)));
    const auto counts = m_proxy.counts(m_proxy.now());
    m_views->setCounts(QList<int>(counts.begin(), counts.end()), fmt.locale());
}

void RelaysPage::updatePreview()
{
    const auto ids = selectedIds();
    const auto& model = m_context.feed.relays();
    const auto row = ids.size() == 1 ? model.rowOf(ids.constFirst()) : std::nullopt;
    if (row)
        m_preview->showRelay(model.row(*row));
    else
        m_preview->showHint(ids.isEmpty()
                                ? tr("Select a relay to see more of it")
                                : tr("%n relay(s) selected", nullptr, static_cast<int>(ids.size())));
}

void RelaysPage::chooseBuiltIn(const QString& id)
{
    for (const auto view : relayViews) {
        if (relayViewId(view) == id)
            m_proxy.setView(view);
    }
    refresh();
}

void RelaysPage::chooseSaved(const SavedView& view)
{
    chooseBuiltIn(view.builtIn);
    m_table->restoreState(view.table);
    setFilterText(view.filter);
    // The filter box belongs to the page that is seen.
    if (isVisible())
        emit filterEdited(view.filter);
}

void RelaysPage::saveView(const QString& name)
{
    m_views->save({name, relayViewId(m_proxy.view()), m_proxy.text(), m_table->saveState()});
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
    const auto& model = m_context.feed.relays();
    const auto ids = selectedIds();
    for (const auto id : ids) {
        if (const auto row = model.rowOf(id))
            (model.row(*row).entry.paused ? hasPaused : hasRunning) = true;
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
    actions.setAvailable(m_remove->objectName(), !ids.isEmpty(), nothing);
    actions.setAvailable(m_copy->objectName(), !ids.isEmpty(), nothing);
}

void RelaysPage::showRowMenu(const QPoint& globalPos)
{
    auto* menu = new QMenu(this);
    menu->setObjectName(u"relayMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({m_open, m_check, m_copy});
    m_cells->addTo(*menu, true);
    menu->addSeparator();
    menu->addActions({m_pause, m_resume, m_remove});
    menu->addSeparator();
    m_table->addColumnMenu(*menu);
    menu->addActions({m_export, m_add, m_import});
    m_showPreview->setChecked(m_pane->isPreviewShown());
    menu->addAction(m_showPreview);
    menu->popup(globalPos);
}

QString RelaysPage::selection() const
{
    const auto keys = m_table->selectedKeys();
    return keys.isEmpty() ? QString() : keys.constFirst().toString();
}

void RelaysPage::select(const QString& key)
{
    if (const auto row = m_context.feed.relays().rowOf(RelayId(key.toUInt()))) {
        const auto index = m_proxy.mapFromSource(m_context.feed.relays().index(*row, 0));
        m_table->setCurrentIndex(index);
        m_table->scrollTo(index);
    }
}

void RelaysPage::saveState(UiState& state) const
{
    Page::saveState(state);
    state.views.insert(id(), m_views->state());
}

void RelaysPage::restoreState(const UiState& state)
{
    m_views->setState(state.views.value(id()));
    Page::restoreState(state);
}

} // namespace nostrscope
