// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/incidentspage.h"

#include "models/activitydata.h"
#include "models/healthdefinitions.h"
#include "models/healthtables.h"
#include "models/healthwords.h"
#include "models/roles.h"
#include "ui/charts/lanechart.h"
#include "ui/kit/emptystate.h"
#include "ui/kit/filterbar.h"
#include "ui/kit/flattabs.h"
#include "ui/kit/flowlayout.h"
#include "ui/kit/infobutton.h"
#include "ui/kit/previewpane.h"
#include "ui/kit/tableactions.h"
#include "ui/kit/tables.h"
#include "ui/pages/dataline.h"
#include "ui/pages/healthcharts.h"
#include "ui/pages/incidentdetail.h"
#include "ui/shell/actionregistry.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedLayout>
#include <QToolButton>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds listInterval{60'000};

} // namespace

IncidentsPage::IncidentsPage(UiContext& context, QWidget* parent)
    : Page(parent)
    , m_context(context)
    , m_charts(context)
    , m_ask(context.engine, listInterval)
    , m_model(healthtables::incidentColumns())
    , m_proxy(&m_model)
    , m_gap(new QLabel(this))
    , m_line(new DataLine(context, this))
    , m_lists(new FlatTabs(context.theme, this))
    , m_filter(new FilterBar(context.theme, this))
    , m_chart(new LaneChart(context.theme, context.fmt, tr("Incidents over time"),
                            tr("a bar for each outage"), this))
    , m_table(new TableView(context.theme, {}, this))
    , m_cells(new TableActions(*m_table))
    , m_detail(new IncidentDetail(context, this))
    , m_pane(new PreviewPane(m_table, m_detail, this))
    , m_empty(new EmptyState(context.theme, u"incidents"_s, this))
    , m_stack(new QStackedLayout)
    , m_acknowledge(context.actions.find(u"incidents.acknowledge"_s))
    , m_undo(context.actions.find(u"incidents.unacknowledge"_s))
    , m_note(context.actions.find(u"incidents.note"_s))
    , m_open(context.actions.find(u"incidents.relay"_s))
    , m_check(context.actions.find(u"incidents.check"_s))
    , m_export(context.actions.find(u"page.export"_s))
{
    m_table->setObjectName(u"incidentTable"_s);
    m_table->setAccessibleName(tr("Incidents"));
    m_table->setModel(&m_proxy);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(healthtables::SinceColumn, Qt::DescendingOrder);
    m_table->setElide(healthtables::RelayColumn, Qt::ElideMiddle);
    m_table->setColumnWidths({17, 20, 28, 11, 16, 11, 8, 9, 12}, healthtables::CauseColumn);
    m_table->setColumnHidden(healthtables::OthersColumn, true);
    m_table->setColumnHidden(healthtables::ConfirmedColumn, true);
    m_table->setDefaults();
    m_pane->setObjectName(u"incidentPane"_s);
    m_pane->setPreviewSize(240, 560);
    m_chart->setObjectName(u"incidentChart"_s);
    m_chart->joinCursor(m_charts.cursor());
    m_charts.add(*m_chart);
    m_gap->setObjectName(u"incidentGap"_s);
    m_gap->setTextFormat(Qt::PlainText);
    m_gap->setWordWrap(true);
    m_gap->setContentsMargins(12, 4, 12, 4);
    m_gap->hide();
    m_line->setContentsMargins(8, 0, 8, 0);
    m_lists->setObjectName(u"incidentLists"_s);
    m_lists->setAccessibleName(tr("Lists of incidents"));
    for (int list = 0; list < ListCount; ++list)
        m_lists->addTab({});
    m_stack->addWidget(m_pane);
    m_stack->addWidget(m_empty);
    connect(m_empty->addButton(tr("Show all time")), &QPushButton::clicked, this,
            [this] { emit rangeRequested(RangePreset::All); });
    auto* tools = new FlowLayout;
    tools->setContentsMargins(12, 6, 12, 0);
    tools->setSpacing(4);
    for (auto* action : {m_acknowledge, m_undo, m_open, m_check, m_export}) {
        auto* button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setAutoRaise(true);
        button->setMinimumHeight(28);
        tools->addWidget(button);
    }
    auto* info = new InfoButton(context.theme, tr("Incidents"), this);
    info->setObjectName(u"incidentsInfo"_s);
    info->setText(definitions::incidents());
    tools->addWidget(info);
    auto* chartBox = new QHBoxLayout;
    chartBox->setContentsMargins(12, 0, 12, 4);
    chartBox->addWidget(m_chart);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(tools);
    layout->addWidget(m_gap);
    layout->addWidget(m_lists);
    layout->addWidget(m_line);
    layout->addWidget(m_filter);
    layout->addLayout(chartBox);
    layout->addLayout(m_stack, 1);
    connectActions();
    showData();
}

QString IncidentsPage::id() const
{
    return u"incidents"_s;
}

QString IncidentsPage::title() const
{
    return tr("Incidents");
}

QString IncidentsPage::filterPlaceholder() const
{
    return tr("Filter incidents");
}

QString IncidentsPage::filterText() const
{
    return m_proxy.text();
}

void IncidentsPage::setFilterText(const QString& text)
{
    m_proxy.setText(text);
    m_filter->setQuery(text, m_proxy.fields());
    showStack();
}

QWidget* IncidentsPage::mainView()
{
    return m_stack->currentWidget() == m_pane ? static_cast<QWidget*>(m_table) : m_lists;
}

QList<QWidget*> IncidentsPage::panes()
{
    return QList<QWidget*>{m_lists, m_line, m_filter, m_chart, m_table} + m_detail->panes();
}

IncidentsPage::List IncidentsPage::listOf(const Incident& incident)
{
    if (!incident.isOpen())
        return ResolvedList;
    return incident.acknowledged ? AcknowledgedList : OpenList;
}

IncidentQuery IncidentsPage::query() const
{
    IncidentQuery query;
    query.limit = maximumIncidents;
    if (m_range && !m_range->all) {
        query.from = fromSeconds(m_range->from);
        query.to = fromSeconds(m_range->to + 1);
    }
    return query;
}

void IncidentsPage::reload()
{
    m_range.reset();
    refresh();
}

/// Where the page is low, the list needs the room more than the chart.
void IncidentsPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    const int line = fontMetrics().lineSpacing();
    m_chart->setFixedHeight(std::clamp(height() / 5, 6 * line, 11 * line));
}

void IncidentsPage::hideEvent(QHideEvent* event)
{
    m_ask.stop();
    m_detail->stop();
    Page::hideEvent(event);
}

void IncidentsPage::refresh()
{
    const auto& snapshot = m_context.feed.shown();
    if (!snapshot || !isVisible())
        return;
    m_proxy.setNow(snapshot->asOf);
    const auto& gap = snapshot->health.gapSince;
    m_gap->setVisible(gap.has_value());
    if (gap)
        m_gap->setText(tr("Your own connection seems to be away since %1; no relay is blamed for it.")
                           .arg(m_context.fmt.dateTimeZone(*gap)));
    if (const int relays = m_context.feed.relays().rowCount(); relays != m_knownRelays) {
        m_knownRelays = relays; // addresses come with them
        showData();
    }
    const auto range = ActivityData::rangeOfSnapshot(*snapshot);
    const bool isNew = !m_range || snapshot->preset != m_preset || (!m_preset && range != *m_range);
    m_preset = snapshot->preset;
    m_range = range;
    if (isNew)
        m_ask.ask(query());
    else
        m_ask.refresh(query());
}

void IncidentsPage::showData()
{
    DataLine::State state;
    state.isLoading = m_ask.state() == EngineAsk::State::Loading;
    if (m_ask.state() == EngineAsk::State::Failed)
        state.error = m_ask.error();
    const auto& snapshot = m_context.feed.shown();
    if (m_ask.incidents() && snapshot)
        state.asOf = snapshot->asOf;
    if (m_ask.incidents() && m_ask.incidents()->size() == static_cast<std::size_t>(maximumIncidents))
        state.note = tr("only the newest %1").arg(m_context.fmt.number(maximumIncidents));
    m_line->setState(state);
    std::array<int, ListCount> counts{};
    if (m_ask.incidents()) {
        for (const auto& incident : *m_ask.incidents())
            ++counts[static_cast<std::size_t>(listOf(incident))];
    }
    const QString names[] = {tr("Open"), tr("Acknowledged"), tr("Resolved")};
    for (int list = 0; list < ListCount; ++list)
        m_lists->setTabText(list,
                            tr("%1 %2", "list of incidents, how many")
                                .arg(names[list],
                                     m_context.fmt.number(static_cast<std::uint64_t>(
                                         counts[static_cast<std::size_t>(list)]))));
    showList();
    showChart();
}

void IncidentsPage::showList()
{
    std::vector<Incident> listed;
    if (m_ask.incidents()) {
        for (const auto& incident : *m_ask.incidents()) {
            if (listOf(incident) == m_lists->currentIndex())
                listed.push_back(incident);
        }
    }
    const auto& snapshot = m_context.feed.shown();
    const auto now = snapshot ? snapshot->asOf : UnixMillis{};
    m_model.apply(healthtables::incidentRows(listed, m_context.fmt, now,
                                             [this](RelayId relay) { return urlOf(relay); }));
    m_proxy.resort();
    showStack();
    showSelected();
}

void IncidentsPage::showChart()
{
    const bool hasAny = m_ask.incidents() && !m_ask.incidents()->empty();
    m_chart->setVisible(hasAny);
    const auto& snapshot = m_context.feed.shown();
    if (!hasAny || !snapshot || !m_range)
        return;
    auto from = fromSeconds(m_range->from);
    const auto to = m_range->all ? snapshot->asOf : std::min(fromSeconds(m_range->to), snapshot->asOf);
    if (m_range->all) {
        from = to;
        for (const auto& incident : *m_ask.incidents())
            from = std::min(from, incident.firstFailure);
    }
    m_chart->setData(incidentLanes(*m_ask.incidents(), from, to, m_context.theme, m_context.fmt,
                                   [this](RelayId relay) { return urlOf(relay); }));
}

void IncidentsPage::showStack()
{
    if (m_proxy.rowCount() > 0) {
        m_stack->setCurrentWidget(m_pane);
        return;
    }
    const auto& snapshot = m_context.feed.shown();
    const auto range = snapshot
        ? RangeModel::text(RangeChoice::of(snapshot->preset, snapshot->range), m_context.fmt)
        : QString();
    const QString none[] = {tr("No open incidents (%1)"), tr("No acknowledged incidents (%1)"),
                            tr("No resolved incidents (%1)")};
    if (!m_ask.incidents())
        m_empty->setText(m_ask.state() == EngineAsk::State::Failed ? tr("The incidents cannot be read")
                                                                   : tr("Reading…"));
    else if (m_model.rowCount() > 0)
        m_empty->setText(tr("No incident matches “%1”").arg(m_proxy.text()));
    else
        m_empty->setText(none[std::clamp(m_lists->currentIndex(), 0, ListCount - 1)].arg(range));
    m_stack->setCurrentWidget(m_empty);
}

const Incident* IncidentsPage::find(const QString& key) const
{
    if (!m_ask.incidents())
        return nullptr;
    for (const auto& incident : *m_ask.incidents()) {
        if (healthtables::incidentKey(incident) == key)
            return &incident;
    }
    return nullptr;
}

QByteArray IncidentsPage::urlOf(RelayId relay) const
{
    const auto& relays = m_context.feed.relays();
    const auto at = relays.rowOf(relay);
    return at ? relays.row(*at).entry.url : QByteArray();
}

void IncidentsPage::showSelected()
{
    const auto keys = m_table->selectedKeys();
    const auto* incident = keys.size() == 1 ? find(keys.constFirst().toString()) : nullptr;
    const auto& snapshot = m_context.feed.shown();
    if (incident != nullptr && snapshot)
        m_detail->show(*incident, urlOf(incident->relay), snapshot->asOf,
                       healthtables::incidentRows(healthtables::relatedTo(*incident, *m_ask.incidents()),
                                                  m_context.fmt, snapshot->asOf,
                                                  [this](RelayId relay) { return urlOf(relay); }));
    else
        m_detail->showHint(keys.isEmpty()
                               ? tr("Select an incident to see more of it")
                               : tr("%n incident(s) selected", nullptr, static_cast<int>(keys.size())));
    updateActions();
}

QString IncidentsPage::selection() const
{
    const auto keys = m_table->selectedKeys();
    return keys.isEmpty() ? QString() : keys.constFirst().toString();
}

void IncidentsPage::select(const QString& key)
{
    const auto* incident = find(key);
    if (incident == nullptr)
        return;
    m_lists->setCurrentIndex(listOf(*incident));
    if (const auto row = m_model.rowOf(key)) {
        const auto index = m_proxy.mapFromSource(m_model.index(*row, 0));
        m_table->setCurrentIndex(index);
        m_table->scrollTo(index);
    }
}

void IncidentsPage::saveState(UiState& state) const
{
    state.tables.insert(id(), m_table->saveState());
}

void IncidentsPage::restoreState(const UiState& state)
{
    const auto found = state.tables.constFind(id());
    if (found != state.tables.constEnd())
        m_table->restoreState(*found);
}

} // namespace nostrscope
