// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/comparepage.h"

#include "models/activitydata.h"
#include "models/healthwords.h"
#include "models/roles.h"
#include "ui/charts/timechart.h"
#include "ui/kit/emptystate.h"
#include "ui/kit/pairrow.h"
#include "ui/kit/tables.h"
#include "ui/pages/dataline.h"
#include "ui/pages/healthcharts.h"
#include "ui/pages/panel.h"

#include <QHeaderView>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::milliseconds healthInterval{60'000};
constexpr int chartLines = 14; ///< of text, that are as high as a chart

} // namespace

ComparePage::ComparePage(UiContext& context, QWidget* parent)
    : Page(parent)
    , m_context(context)
    , m_charts(context)
    , m_model(relaycompare::columns())
    , m_line(new DataLine(context, this))
    , m_table(new TableView(context.theme, {}, this))
    , m_open(new TimeChart(context.theme, context.fmt, tr("Time to open"), tr("median of each relay"), this))
    , m_read(new TimeChart(context.theme, context.fmt, tr("Time to read"), tr("median of each relay"), this))
    , m_empty(new EmptyState(context.theme, u"relays"_s, this))
    , m_stack(new QStackedLayout)
{
    m_order.setSourceModel(&m_model);
    m_order.setSortRole(SortRole);
    m_table->setObjectName(u"compareTable"_s);
    m_table->setAccessibleName(tr("Compared relays"));
    m_table->setModel(&m_order);
    m_table->setSortingEnabled(true);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder); // in the order of the charts
    m_order.sort(-1);
    m_table->setElide(0, Qt::ElideMiddle);
    m_table->setColumnWidths({24, 9, 8, 8, 8, 8, 8, 8, 10, 5}, 0);
    m_table->setDefaults();
    const int row = m_table->fontMetrics().height() + 8;
    m_table->setMinimumHeight(row * (relaycompare::most + 1) + 12
                              + m_table->horizontalScrollBar()->sizeHint().height());
    m_table->setMaximumHeight(m_table->minimumHeight());
    m_open->setObjectName(u"compareOpen"_s);
    m_read->setObjectName(u"compareRead"_s);
    for (auto* chart : {m_open, m_read}) {
        chart->setValueUnit(ChartUnit::Milliseconds);
        chart->setForms({ChartForm::Lines});
        chart->setEmptyText(tr("No successful check in this range"));
        chart->setMinimumHeight(chartLines * fontMetrics().lineSpacing());
        m_charts.add(*chart);
    }
    m_empty->setObjectName(u"compareEmpty"_s);
    m_empty->setText(tr("Select 2 to 6 relays to compare them"));
    connect(m_empty->addButton(tr("Show relays")), &QPushButton::clicked, this,
            [this] { emit pageRequested(u"relays"_s, {}); });
    m_content = buildContent();
    m_stack->addWidget(m_content);
    m_stack->addWidget(m_empty);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addLayout(m_stack);
    connect(&context.formats, &FmtSource::changed, this, &ComparePage::showData);
    connect(m_line, &DataLine::retryRequested, this, [this] {
        for (const auto& ask : m_asks) {
            if (ask->state() == EngineAsk::State::Failed)
                ask->retry();
        }
    });
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex& index) {
        emit pageRequested(u"relay"_s, index.data(KeyRole).toString());
    });
    showData();
}

QWidget* ComparePage::buildContent()
{
    auto* content = new QWidget;
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(12, 8, 12, 12);
    layout->setSpacing(8);
    layout->addWidget(m_line);
    layout->addWidget(new nostrscope::Panel(m_context.theme, tr("Figures of the range"), m_table, content));
    layout->addWidget(new PairRow(m_open, m_read, content), 1);
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    return scroll;
}

QString ComparePage::id() const
{
    return u"compare"_s;
}

QString ComparePage::title() const
{
    return tr("Relays");
}

QString ComparePage::crumb() const
{
    return m_relays.isEmpty() ? QString()
                              : tr("Comparison of %n relay(s)", nullptr, static_cast<int>(m_relays.size()));
}

QString ComparePage::parentId() const
{
    return u"relays"_s;
}

QWidget* ComparePage::mainView()
{
    return m_relays.isEmpty() ? static_cast<QWidget*>(m_empty) : m_table;
}

QList<QWidget*> ComparePage::panes()
{
    return {m_table, m_open, m_read};
}

QString ComparePage::selection() const
{
    return relaycompare::toSelection(m_relays);
}

void ComparePage::select(const QString& key)
{
    const auto relays = relaycompare::fromSelection(key);
    if (relays.size() < relaycompare::fewest || relays == m_relays)
        return;
    m_relays = relays;
    m_asks.clear();
    for (int i = 0; i < m_relays.size(); ++i) {
        m_asks.push_back(std::make_unique<HealthAsk>(m_context.engine, healthInterval));
        connect(m_asks.back().get(), &EngineAsk::changed, this, &ComparePage::showData);
    }
    reload();
}

void ComparePage::reload()
{
    m_range.reset();
    refresh();
}

void ComparePage::hideEvent(QHideEvent* event)
{
    for (const auto& ask : m_asks)
        ask->stop();
    Page::hideEvent(event);
}

void ComparePage::refresh()
{
    const auto& snapshot = m_context.feed.shown();
    if (!snapshot || !isVisible())
        return;
    if (m_relays.isEmpty()) // opened without any, by `--page compare`
        select(relaycompare::toSelection(firstRelays()));
    const auto range = ActivityData::rangeOfSnapshot(*snapshot);
    const bool isNew = !m_range || snapshot->preset != m_preset || (!m_preset && range != *m_range);
    m_preset = snapshot->preset;
    m_range = range;
    for (std::size_t i = 0; i < m_asks.size(); ++i) {
        if (isNew)
            m_asks[i]->ask(m_relays.at(static_cast<qsizetype>(i)), range);
        else
            m_asks[i]->refresh(range);
    }
    showData();
}

/// Those that the user watches, or the first ones of the list.
QList<RelayId> ComparePage::firstRelays() const
{
    constexpr int enough = 3;
    const auto& model = m_context.feed.relays();
    QList<RelayId> first;
    for (int row = 0; row < model.rowCount() && first.size() < relaycompare::most; ++row) {
        if (model.row(row).entry.starred)
            first.append(model.row(row).entry.id);
    }
    if (first.size() >= relaycompare::fewest)
        return first;
    first.clear();
    for (int row = 0; row < std::min(model.rowCount(), enough); ++row)
        first.append(model.row(row).entry.id);
    return first;
}

std::vector<relaycompare::Relay> ComparePage::relays() const
{
    std::vector<relaycompare::Relay> relays;
    const auto& model = m_context.feed.relays();
    for (std::size_t i = 0; i < m_asks.size(); ++i) {
        relaycompare::Relay relay;
        relay.id = m_relays.at(static_cast<qsizetype>(i));
        relay.detail = m_asks[i]->detail();
        if (const auto at = model.rowOf(relay.id)) {
            const auto& row = model.row(*at);
            relay.url = row.entry.url;
            relay.status = words::statusOf(row);
            relay.state = words::stateSentence(row, m_context.fmt);
        }
        relays.push_back(std::move(relay));
    }
    return relays;
}

void ComparePage::showData()
{
    m_stack->setCurrentWidget(m_relays.isEmpty() ? static_cast<QWidget*>(m_empty) : m_content);
    const auto& snapshot = m_context.feed.shown();
    const auto all = relays();
    m_model.apply(relaycompare::rows(all, m_context.fmt, snapshot ? snapshot->asOf : UnixMillis{}));
    std::vector<ComparedRelay> lines;
    for (const auto& relay : all)
        lines.push_back({m_model.row(static_cast<int>(lines.size())).cells.front().text, relay.detail.get()});
    m_open->setData(comparedLatency(lines, ProbePhase::Open));
    m_read->setData(comparedLatency(lines, ProbePhase::Read));
    showState();
}

void ComparePage::showState()
{
    DataLine::State state;
    for (const auto& ask : m_asks) {
        state.isLoading = state.isLoading || ask->state() == EngineAsk::State::Loading;
        if (ask->state() == EngineAsk::State::Failed)
            state.error = ask->error();
        if (ask->detail())
            state.asOf = std::max(state.asOf, ask->detail()->to);
    }
    m_line->setState(state);
}

} // namespace nostrscope
