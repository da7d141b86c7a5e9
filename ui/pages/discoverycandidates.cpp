// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/discoverycandidates.h"

#include "ui/charts/timechart.h"
#include "ui/kit/emptystate.h"
#include "ui/kit/filterbar.h"
#include "ui/kit/flattabs.h"
#include "ui/kit/tableactions.h"
#include "ui/kit/tables.h"
#include "ui/pages/dataline.h"
#include "ui/shell/actionregistry.h"

#include <QAction>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <map>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds interval{60'000};
constexpr std::chrono::milliseconds afterChange{500};

/// The stages of the funnel in the order of the tabs.
constexpr CandidateStage stages[] = {
    CandidateStage::Review,   CandidateStage::All,    CandidateStage::Reached, CandidateStage::Nostr,
    CandidateStage::Readable, CandidateStage::Listed, CandidateStage::Decided};
const QStringList actionIds{u"run"_s,   u"validate"_s, u"cancel"_s, u"accept"_s, u"reject"_s,
                            u"never"_s, u"undo"_s,     u"rules"_s,  u"import"_s};
constexpr int maximumReason = 500; // CandidateDecision::reason

} // namespace

DiscoveryCandidates::DiscoveryCandidates(UiContext& context, QWidget* parent)
    : DiscoveryTab(parent)
    , m_context(context)
    , m_ask(context.engine, interval)
    , m_model(discoverytable::columns())
    , m_proxy(&m_model)
    , m_stages(new FlatTabs(context.theme, this))
    , m_run(new QLabel(this))
    , m_line(new DataLine(context, this))
    , m_chart(new TimeChart(context.theme, context.fmt, tr("New candidates"), tr("relays"), this))
    , m_filter(new FilterBar(context.theme, this))
    , m_table(new TableView(context.theme, {}, this))
    , m_cells(new TableActions(*m_table))
    , m_empty(new EmptyState(context.theme, u"search"_s, this))
    , m_stack(new QStackedLayout)
{
    m_table->setObjectName(u"candidateTable"_s);
    m_table->setAccessibleName(tr("Candidates"));
    m_table->setModel(&m_proxy);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(discoverytable::MentionsColumn, Qt::DescendingOrder);
    m_table->setElide(discoverytable::UrlColumn, Qt::ElideMiddle);
    m_table->setColumnWidths({24, 14, 24, 10, 9, 11, 10, 20, 9, 8}, discoverytable::SourcesColumn);
    m_table->setColumnHidden(discoverytable::StateColumn, true); // the stage says it
    m_table->setDefaults();
    m_chart->setObjectName(u"discoveryChart"_s);
    m_chart->setForms({ChartForm::Bars, ChartForm::Lines});
    m_chart->setMinimumHeight(150);
    m_chart->setMaximumHeight(190);
    m_stages->setObjectName(u"discoveryStages"_s);
    m_stages->setAccessibleName(tr("Stages of discovery"));
    for (std::size_t i = 0; i < std::size(stages); ++i)
        m_stages->addTab({});
    m_run->setObjectName(u"discoveryRun"_s);
    m_run->setTextFormat(Qt::PlainText);
    m_run->setWordWrap(true);
    m_run->setContentsMargins(12, 2, 12, 2);
    m_line->setContentsMargins(8, 0, 8, 0);
    m_empty->setObjectName(u"discoveryEmpty"_s);
    auto* runNow = m_empty->addButton(tr("Run now"));
    runNow->setObjectName(u"discoveryEmptyRun"_s);
    connect(runNow, &QPushButton::clicked, this, [this] { m_context.engine.runDiscovery(false); });
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(discoveryButtons(context, actionIds, this));
    layout->addWidget(m_run);
    layout->addWidget(m_stages);
    layout->addWidget(m_line);
    auto* chartBox = new QHBoxLayout;
    chartBox->setContentsMargins(12, 0, 12, 4);
    chartBox->addWidget(m_chart);
    layout->addLayout(chartBox);
    layout->addWidget(m_filter);
    layout->addLayout(m_stack, 1);
    connectActions();
    showData();
}

void DiscoveryCandidates::connectActions()
{
    const auto on = [this](const QString& id, auto slot) {
        auto* action = m_context.actions.find(u"discovery."_s + id);
        addAction(action);
        connect(action, &QAction::triggered, this, slot);
    };
    on(u"accept"_s, [this] { decide(CandidateState::Accepted); });
    on(u"reject"_s, &DiscoveryCandidates::askReason);
    on(u"never"_s, [this] { decide(CandidateState::Never); });
    connect(m_table, &TableView::rowMenuRequested, this, &DiscoveryCandidates::showRowMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &DiscoveryCandidates::updateActions);
    connect(m_cells, &TableActions::filterTermRequested, this,
            [this](const QString& term) { emit filterEdited(FilterBar::withTerm(m_proxy.text(), term)); });
    connect(m_filter, &FilterBar::textEdited, this, &DiscoveryCandidates::filterEdited);
    connect(m_stages, &QTabBar::currentChanged, this, &DiscoveryCandidates::reload);
    connect(&m_ask, &EngineAsk::changed, this, &DiscoveryCandidates::showData);
    connect(m_line, &DataLine::retryRequested, &m_ask, &EngineAsk::retry);
    connect(&m_context.formats, &FmtSource::changed, this, &DiscoveryCandidates::showData);
    m_soon.setSingleShot(true);
    m_soon.setInterval(afterChange);
    connect(&m_soon, &QTimer::timeout, this, [this] {
        if (isVisible())
            reload();
    });
    connect(&m_context.engine, &EngineLink::discoveryChanged, &m_soon, qOverload<>(&QTimer::start));
}

QString DiscoveryCandidates::filterPlaceholder() const
{
    return tr("Filter candidates");
}

QString DiscoveryCandidates::filterText() const
{
    return m_proxy.text();
}

void DiscoveryCandidates::setFilterText(const QString& text)
{
    m_proxy.setText(text);
    m_filter->setQuery(text, m_proxy.fields());
    showStack();
}

QWidget* DiscoveryCandidates::mainView()
{
    return m_stack->currentWidget() == m_table ? static_cast<QWidget*>(m_table) : m_stages;
}

QList<QWidget*> DiscoveryCandidates::panes()
{
    return {m_stages, m_line, m_chart, m_filter, m_table};
}

void DiscoveryCandidates::refresh()
{
    const auto& snapshot = m_context.feed.shown();
    if (!snapshot || !isVisible())
        return;
    m_proxy.setNow(snapshot->asOf);
    if (m_ask.state() == EngineAsk::State::Idle && !m_ask.view())
        reload();
    else
        m_ask.refresh();
}

void DiscoveryCandidates::hideEvent(QHideEvent* event)
{
    m_ask.stop();
    DiscoveryTab::hideEvent(event);
}

void DiscoveryCandidates::reload()
{
    CandidateQuery query;
    query.stage = stages[std::clamp<std::size_t>(
        static_cast<std::size_t>(std::max(m_stages->currentIndex(), 0)), 0, std::size(stages) - 1)];
    query.limit = maximumCandidates;
    m_ask.ask(query);
}

void DiscoveryCandidates::showData()
{
    const auto& view = m_ask.view();
    const auto& fmt = m_context.fmt;
    DataLine::State state;
    state.isLoading = m_ask.state() == EngineAsk::State::Loading;
    if (m_ask.state() == EngineAsk::State::Failed)
        state.error = m_ask.error();
    if (view) {
        state.asOf = view->asOf;
        if (view->page.total > view->page.candidates.size())
            state.note = tr("the %1 most mentioned of %2")
                             .arg(fmt.number(view->page.candidates.size()), fmt.number(view->page.total));
        m_model.apply(discoverytable::rows(view->page.candidates, fmt, view->asOf));
        m_proxy.resort();
    }
    m_line->setState(state);
    emit shown();
    m_run->setText(runText());
    showStages();
    showChart();
    showStack();
    updateActions();
}

QString DiscoveryCandidates::runText() const
{
    const auto& view = m_ask.view();
    if (!view)
        return {};
    const auto& fmt = m_context.fmt;
    switch (view->step) {
    case DiscoveryStep::Reading:
        return tr("Reading stored events: %1 of %2").arg(fmt.number(view->done), fmt.number(view->total));
    case DiscoveryStep::Validating:
        return tr("Looking at candidates: %1 of %2").arg(fmt.number(view->done), fmt.number(view->total));
    case DiscoveryStep::Idle:
        break;
    }
    const auto& progress = view->figures.progress;
    if (progress.runAt == UnixMillis())
        return tr("No discovery run yet");
    const auto last = tr("Last run %1, %2 events read so far")
                          .arg(fmt.dateTimeZone(progress.runAt), fmt.number(progress.events));
    return view->nextRunAt == UnixMillis()
        ? last
        : tr("%1; next run %2").arg(last, fmt.dateTimeZone(view->nextRunAt));
}

/// The funnel: how many got how far, each a list of its own.
void DiscoveryCandidates::showStages()
{
    DiscoveryFigures figures;
    if (m_ask.view())
        figures = m_ask.view()->figures;
    const std::pair<QString, std::uint64_t> texts[] = {
        {tr("To review"), figures.review},  {tr("Found"), figures.progress.candidates},
        {tr("Reachable"), figures.reached}, {tr("Nostr relays"), figures.nostr},
        {tr("Readable"), figures.readable}, {tr("On the list"), figures.listed},
        {tr("Rejected"), figures.decided}};
    static_assert(std::size(texts) == std::size(stages));
    for (std::size_t i = 0; i < std::size(texts); ++i)
        m_stages->setTabText(static_cast<int>(i),
                             tr("%1 %2", "stage of discovery, how many")
                                 .arg(texts[i].first, m_context.fmt.number(texts[i].second)));
    m_stages->setTabToolTip(1,
                            tr("Another %1 texts in the place of an address were none")
                                .arg(m_context.fmt.number(figures.progress.refused)));
}

void DiscoveryCandidates::showChart()
{
    const auto& view = m_ask.view();
    m_chart->setVisible(view && !view->figures.days.empty());
    if (!m_chart->isVisibleTo(this))
        return;
    const auto& days = view->figures.days;
    const auto first = days.front().day;
    const auto last = std::max(days.back().day, toSeconds(view->asOf) / 86400);
    const auto count = static_cast<std::size_t>(std::clamp<std::int64_t>(last - first + 1, 1, 1000));
    // The greatest five have a colour; the others are one.
    std::map<DiscoverySource, std::uint64_t> sums;
    for (const auto& day : days)
        sums[day.source] += day.candidates;
    std::vector<std::pair<std::uint64_t, DiscoverySource>> order;
    for (const auto& [source, sum] : sums)
        order.emplace_back(sum, source);
    std::sort(order.rbegin(), order.rend());
    constexpr std::size_t named = 5;
    TimeChartData shown;
    shown.bucket = std::chrono::hours(24);
    shown.first = fromSeconds(first * 86400);
    shown.asOf = view->asOf;
    shown.present.assign(count, true);
    for (std::size_t i = 0; i < std::min(order.size(), named + 1); ++i) {
        const bool isOther = i == named;
        shown.series.push_back({isOther ? tr("Other sources") : discoverytable::sourceName(order[i].second),
                                isOther ? -1 : static_cast<int>(i),
                                std::vector<double>(count, 0.0),
                                {},
                                {},
                                false});
    }
    for (const auto& day : days) {
        std::size_t place = 0;
        while (order[place].second != day.source)
            ++place;
        const auto at = static_cast<std::size_t>(day.day - first);
        if (at < count)
            shown.series[std::min(place, named)].values[at] += static_cast<double>(day.candidates);
    }
    m_chart->setData(std::move(shown));
}

void DiscoveryCandidates::showStack()
{
    if (m_proxy.rowCount() > 0) {
        m_stack->setCurrentWidget(m_table);
        return;
    }
    const auto& view = m_ask.view();
    if (!view)
        m_empty->setText(m_ask.state() == EngineAsk::State::Failed ? tr("The candidates cannot be read")
                                                                   : tr("Reading…"));
    else if (m_model.rowCount() > 0)
        m_empty->setText(tr("No candidate matches “%1”").arg(m_proxy.text()));
    else if (view->figures.progress.runAt == UnixMillis())
        m_empty->setText(tr("No discovery run yet"));
    else if (m_stages->currentIndex() == 0)
        m_empty->setText(tr("Nothing to review"));
    else
        m_empty->setText(tr("No candidate got here yet"));
    m_stack->setCurrentWidget(m_empty);
}

void DiscoveryCandidates::updateActions()
{
    const bool hasSelected = !m_table->selectedKeys().isEmpty();
    for (const auto& id : {u"discovery.accept"_s, u"discovery.reject"_s, u"discovery.never"_s})
        m_context.actions.setAvailable(id, hasSelected, tr("No candidate is selected"));
}

void DiscoveryCandidates::decide(CandidateState state, const QString& reason)
{
    QList<CandidateDecision> decisions;
    const auto keys = m_table->selectedKeys();
    for (const auto& key : keys)
        decisions.append({key.toString().toLatin1(), state, reason});
    if (!decisions.isEmpty())
        m_context.engine.decideCandidates(decisions);
}

/// The reason is kept with the decision; none is one too.
void DiscoveryCandidates::askReason()
{
    const auto keys = m_table->selectedKeys();
    if (keys.isEmpty())
        return;
    auto* dialog = new QInputDialog(this);
    dialog->setObjectName(u"rejectReason"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Reject candidates"));
    dialog->setLabelText(
        tr("Why are %n candidate(s) rejected? (may be empty)", nullptr, static_cast<int>(keys.size())));
    dialog->setOkButtonText(tr("Reject"));
    if (auto* edit = dialog->findChild<QLineEdit*>())
        edit->setMaxLength(maximumReason);
    connect(dialog, &QInputDialog::textValueSelected, this,
            [this](const QString& reason) { decide(CandidateState::Rejected, reason.simplified()); });
    dialog->open();
}

void DiscoveryCandidates::showRowMenu(const QPoint& globalPos)
{
    auto* menu = new QMenu(this);
    menu->setObjectName(u"candidateMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const auto& id : {u"accept"_s, u"reject"_s, u"never"_s, u"undo"_s})
        menu->addAction(m_context.actions.find(u"discovery."_s + id));
    menu->addSeparator();
    m_cells->addTo(*menu, true);
    menu->addSeparator();
    m_table->addColumnMenu(*menu);
    menu->popup(globalPos);
}

} // namespace nostrscope
