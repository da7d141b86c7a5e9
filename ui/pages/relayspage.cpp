// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/relayspage.h"

#include "models/relaycompare.h"
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

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStackedLayout>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Between two new orders of the table.
constexpr qint64 sortIntervalMs = 2000;
/// Of a selection that names a view.
constexpr auto viewPrefix = "view:"_L1;

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
    , m_watch(context.actions.find(u"relays.watch"_s))
    , m_unwatch(context.actions.find(u"relays.unwatch"_s))
    , m_compare(context.actions.find(u"relays.compare"_s))
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
    m_table->setColumnWidths({13, 24, 9,  9,  25, 11, 9,  11, 11, 8,  4,  10, 11, 13, 9,  34, 9,
                              30, 22, 20, 12, 12, 11, 10, 9,  10, 11, 20, 22, 36, 20, 16, 9,  26},
                             RelayTableModel::RelayColumn);
    // Before the status, as a mark stands in lists of mails.
    m_table->horizontalHeader()->moveSection(RelayTableModel::StarColumn, 0);
    m_table->setDefaults();
    for (const int column : {RelayTableModel::CountryColumn, RelayTableModel::NetworkColumn})
        m_table->setColumnOffered(column, false);
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
    if (const auto& snapshot = m_context.feed.shown()) {
        m_proxy.setNow(snapshot->asOf);
        m_table->setColumnOffered(RelayTableModel::CountryColumn, snapshot->health.knowsCountries);
        m_table->setColumnOffered(RelayTableModel::NetworkColumn, snapshot->health.knowsNetworks);
    }
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
    if (const auto ids = selectedIds(); !ids.isEmpty())
        emit pageRequested(u"relay"_s, QString::number(ids.constFirst().number()));
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
    showCalendar(m_proxy.view() == RelayView::Calendar);
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

QString RelaysPage::selection() const
{
    // More than can be compared is not worth a place in the history.
    const auto ids = selectedIds();
    return relaycompare::toSelection(ids.mid(0, relaycompare::most));
}

void RelaysPage::select(const QString& key)
{
    if (key.startsWith(viewPrefix)) {
        m_views->setCurrent(key.mid(viewPrefix.size()));
        return;
    }
    const auto ids = relaycompare::fromSelection(key);
    const auto row = ids.isEmpty() ? std::nullopt : m_context.feed.relays().rowOf(ids.constFirst());
    if (!row)
        return;
    const auto index = m_proxy.mapFromSource(m_context.feed.relays().index(*row, 0));
    m_table->setCurrentIndex(index);
    if (ids.size() > 1) {
        QVariantList keys;
        for (const auto id : ids)
            keys.append(id.number());
        m_table->selectKeys(keys);
    }
    m_table->scrollTo(index);
}

/// The view of certificates is in the order of their ends and says what is the matter; the columns of the
/// user come back with another view.
void RelaysPage::showCalendar(bool shown)
{
    if (shown == m_ordinary.has_value())
        return;
    if (!shown) {
        m_table->restoreState(*std::exchange(m_ordinary, std::nullopt));
        return;
    }
    m_ordinary = m_table->saveState();
    for (int column = 0; column < RelayTableModel::columns; ++column)
        m_table->setColumnHidden(column, !RelayTableModel::isInCalendar(column));
    m_table->sortByColumn(RelayTableModel::CertificateColumn, Qt::AscendingOrder);
}

void RelaysPage::saveState(UiState& state) const
{
    Page::saveState(state);
    if (m_ordinary)
        state.tables.insert(id(), *m_ordinary);
    state.views.insert(id(), m_views->state());
}

void RelaysPage::restoreState(const UiState& state)
{
    m_views->setState(state.views.value(id()));
    showCalendar(false);
    Page::restoreState(state);
    showCalendar(m_proxy.view() == RelayView::Calendar);
}

} // namespace nostrscope
