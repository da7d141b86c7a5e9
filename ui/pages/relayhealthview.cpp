// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/relayhealthview.h"

#include "models/healthdefinitions.h"
#include "models/healthtables.h"
#include "models/healthwords.h"
#include "ui/charts/histogramchart.h"
#include "ui/charts/timechart.h"
#include "ui/kit/flattabs.h"
#include "ui/kit/infobutton.h"
#include "ui/kit/pairrow.h"
#include "ui/kit/tables.h"
#include "ui/pages/healthcharts.h"
#include "ui/pages/panel.h"

#include <QLabel>
#include <QVBoxLayout>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds beatInterval{60'000};
constexpr std::size_t segments = 96;
constexpr std::chrono::hours beatWindows[] = {24h, 7 * 24h, 30 * 24h, 90 * 24h};

/// Rows of a small table in sight; the page scrolls, not the table.
void fitHeight(TableView& table, int rows)
{
    const int row = table.fontMetrics().height() + 8;
    table.setMinimumHeight(row * (std::clamp(rows, 1, 8) + 1) + 12);
    table.setMaximumHeight(table.minimumHeight());
}

} // namespace

RelayHealthView::RelayHealthView(UiContext& context, QWidget* parent)
    : QScrollArea(parent)
    , m_context(context)
    , m_charts(context)
    , m_beats(context.engine, beatInterval)
    , m_uptimes(healthtables::uptimeColumns())
    , m_latencies(healthtables::latencyColumns())
    , m_incidents(healthtables::incidentColumns())
    , m_opinions(healthtables::opinionColumns())
    , m_windows(new FlatTabs(context.theme))
    , m_bar(new HeartbeatBar(context.theme, context.fmt))
    , m_beatText(new QLabel)
    , m_chart(new TimeChart(context.theme, context.fmt, tr("Round trip"), tr("median, band up to p95")))
    , m_openBars(new HistogramChart(context.theme, context.fmt, tr("Times to open"), tr("checks")))
    , m_readBars(new HistogramChart(context.theme, context.fmt, tr("Times to read"), tr("checks")))
    , m_othersText(new QLabel)
    , m_uptimeTable(
          makeTable(m_uptimes, u"relayUptimes"_s, tr("Uptime"), {10, 12, 10, 10, 10, 10, 16, 14}, 0))
    , m_latencyTable(makeTable(m_latencies, u"relayLatencies"_s, tr("Round-trip times"),
                               {10, 10, 9, 9, 9, 9, 9, 9, 9}, 0))
    , m_incidentTable(makeTable(m_incidents, u"relayIncidents"_s, tr("Incidents"),
                                {16, 20, 30, 13, 14, 13, 8, 8, 14}, healthtables::CauseColumn))
    , m_opinionTable(makeTable(m_opinions, u"relayOpinions"_s, tr("Other monitors"), {24, 14, 14, 14, 12}, 0))
{
    for (const auto column : {healthtables::RelayColumn, healthtables::ConfirmedColumn})
        m_incidentTable->setColumnHidden(column, true);
    m_chart->setObjectName(u"relayRoundTrip"_s);
    m_chart->setValueUnit(ChartUnit::Milliseconds);
    m_chart->setForms({ChartForm::Lines});
    m_chart->setEmptyText(tr("No successful check in this range"));
    m_chart->setMinimumHeight(210);
    m_charts.add(*m_chart);
    m_openBars->setObjectName(u"relayOpenBars"_s);
    m_readBars->setObjectName(u"relayReadBars"_s);
    for (auto* bars : {m_openBars, m_readBars}) {
        bars->setMinimumHeight(12 * fontMetrics().lineSpacing());
        m_charts.add(*bars);
    }
    auto* content = new QWidget;
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(12, 4, 12, 12);
    layout->setSpacing(8);
    layout->addWidget(buildBeats());
    layout->addWidget(m_chart, 1);
    layout->addWidget(explained(tr("Round-trip times of the range"), m_latencyTable, definitions::latency()));
    layout->addWidget(new PairRow(m_openBars, m_readBars, content));
    layout->addWidget(explained(tr("Uptime"), m_uptimeTable, definitions::uptime()));
    layout->addWidget(
        new nostrscope::Panel(context.theme, tr("Incidents of the range"), m_incidentTable, content));
    layout->addWidget(buildOthers());
    setWidget(content);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    connect(&m_beats, &EngineAsk::changed, this, &RelayHealthView::showBeats);
    connect(m_windows, &QTabBar::currentChanged, this, [this] {
        if (const auto& snapshot = m_context.feed.shown(); snapshot && m_relay)
            m_beats.ask(m_relay, beatRange(snapshot->asOf));
    });
    connect(m_incidentTable, &QTableView::activated, this, &RelayHealthView::incidentsRequested);
}

TableView* RelayHealthView::makeTable(CellTableModel& model, const QString& name, const QString& title,
                                      const QList<int>& widths, int stretch)
{
    auto* table = new TableView(m_context.theme);
    table->setObjectName(name);
    table->setAccessibleName(title);
    table->setModel(&model);
    table->setColumnWidths(widths, stretch);
    fitHeight(*table, 2);
    return table;
}

QWidget* RelayHealthView::buildBeats()
{
    auto* box = new QWidget;
    const QString names[] = {tr("24 h"), tr("7 d"), tr("30 d"), tr("90 d")};
    for (const auto& name : names)
        m_windows->addTab(name);
    m_windows->setObjectName(u"relayBeatWindow"_s);
    m_windows->setAccessibleName(tr("Time of the heartbeat bar"));
    m_bar->setObjectName(u"relayBeats"_s);
    m_bar->setAccessibleName(tr("Heartbeat"));
    m_bar->setMinimumHeight(34);
    m_beatText->setObjectName(u"relayBeatText"_s);
    m_beatText->setForegroundRole(QPalette::PlaceholderText);
    m_beatText->setTextFormat(Qt::PlainText);
    m_beatText->setWordWrap(true);
    auto* head = new QHBoxLayout;
    head->addWidget(m_windows);
    head->addWidget(m_beatText, 1);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(head);
    layout->addWidget(m_bar);
    return box;
}

/// A table in a panel, with what its figures mean.
QWidget* RelayHealthView::explained(const QString& title, TableView* table, const QString& definition)
{
    auto* box = new QWidget;
    auto* info = new InfoButton(m_context.theme, title, box);
    info->setText(definition);
    auto* words = new QLabel(tr("How this is counted"));
    words->setForegroundRole(QPalette::PlaceholderText);
    auto* line = new QHBoxLayout;
    line->setContentsMargins(11, 0, 11, 0);
    line->addWidget(info);
    line->addWidget(words, 1);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(table);
    layout->addLayout(line);
    return new nostrscope::Panel(m_context.theme, title, box, nullptr);
}

QWidget* RelayHealthView::buildOthers()
{
    m_othersText->setObjectName(u"relayOthers"_s);
    m_othersText->setTextFormat(Qt::PlainText);
    m_othersText->setWordWrap(true);
    m_othersText->setContentsMargins(11, 0, 11, 0);
    auto* box = new QWidget;
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_othersText);
    layout->addWidget(m_opinionTable);
    return new nostrscope::Panel(m_context.theme, tr("What other monitors say"), box, nullptr);
}

QList<QWidget*> RelayHealthView::panes()
{
    return {m_windows,  m_bar,         m_chart,         m_latencyTable, m_openBars,
            m_readBars, m_uptimeTable, m_incidentTable, m_opinionTable};
}

TimeRange RelayHealthView::beatRange(UnixMillis now) const
{
    const auto window = static_cast<std::size_t>(std::max(m_windows->currentIndex(), 0));
    return TimeRange::last(beatWindows[std::min(window, std::size(beatWindows) - 1)], toSeconds(now));
}

void RelayHealthView::load(RelayId relay, UnixMillis now)
{
    m_relay = relay;
    m_beats.ask(relay, beatRange(now));
}

void RelayHealthView::refresh(UnixMillis now)
{
    if (m_relay)
        m_beats.refresh(beatRange(now));
}

void RelayHealthView::showBeats()
{
    if (m_beats.state() == EngineAsk::State::Failed)
        m_beatText->setText(m_beats.error());
    else if (m_beats.state() == EngineAsk::State::Loading && !m_beats.detail())
        m_beatText->setText(tr("Reading…"));
    const auto& detail = m_beats.detail();
    if (!detail || m_beats.state() != EngineAsk::State::Ready) {
        if (!detail)
            m_bar->setSegments({});
        return;
    }
    m_bar->setSegments(heartbeatOf(*detail, detail->from, detail->to, segments, m_context.fmt));
    m_beatText->setText(
        tr("%1 · Left and Right step through it", "what the heartbeat bar shows").arg(m_bar->summary()));
}

void RelayHealthView::show(const RelayHealthDetail& detail, UnixMillis now)
{
    const auto& fmt = m_context.fmt;
    m_chart->setData(latencyOverTime(detail));
    m_latencies.apply(healthtables::latencyRows(detail, fmt));
    showLatencyBars(*m_openBars, detail.openBars, detail.open);
    showLatencyBars(*m_readBars, detail.readBars, detail.read);
    m_uptimes.apply(healthtables::uptimeRows(detail, fmt));
    m_incidents.apply(
        healthtables::incidentRows(detail.incidents, fmt, now, [](RelayId) { return QByteArray(); }));
    fitHeight(*m_uptimeTable, m_uptimes.rowCount());
    fitHeight(*m_incidentTable, m_incidents.rowCount());
    showOthers(detail, now);
}

void RelayHealthView::showOthers(const RelayHealthDetail& detail, UnixMillis now)
{
    const auto& fmt = m_context.fmt;
    const auto& others = detail.others;
    m_opinions.apply(healthtables::opinionRows(others, fmt, now));
    fitHeight(*m_opinionTable, m_opinions.rowCount());
    m_opinionTable->setVisible(m_opinions.rowCount() > 0);
    if (others.total == 0) {
        m_othersText->setText(tr("No other monitor is known to watch this relay."));
        return;
    }
    QStringList parts{tr("Online by %1 monitors that ever listed it and are active.")
                          .arg(words::others(others.online, others.total, fmt))};
    if (others.rank01)
        parts.append(tr("On average it is faster than %1 of their relays.").arg(fmt.percent(*others.rank01)));
    if (detail.row.status.state == RelayState::Down && others.contradictsDown())
        parts.append(
            tr("We see it down, most others see it online: it probably blocks this computer, or the fault is "
               "near here."));
    m_othersText->setText(parts.join(u' '));
}

} // namespace nostrscope
