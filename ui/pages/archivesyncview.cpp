// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/archivesyncview.h"

#include "models/roles.h"
#include "models/syncwords.h"
#include "ui/charts/lanechart.h"
#include "ui/kit/card.h"
#include "ui/kit/cardgrid.h"
#include "ui/kit/emptystate.h"
#include "ui/kit/filterbar.h"
#include "ui/kit/flowlayout.h"
#include "ui/kit/tableactions.h"
#include "ui/kit/tables.h"
#include "ui/pages/coverageitems.h"
#include "ui/shell/actionregistry.h"

#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

const QStringList buttonIds{u"archive"_s, u"sync"_s,  u"stop"_s, u"pause"_s,
                            u"resume"_s,  u"range"_s, u"retry"_s};
constexpr int chartFrame = 76; ///< of the coverage chart: title and axis
constexpr int laneGap = 2;
constexpr int minimumChart = 190;

} // namespace

ArchiveSyncView::ArchiveSyncView(UiContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_model(context.fmt)
    , m_proxy(&m_model)
    , m_content(new QWidget(this))
    , m_summary(new QLabel(m_content))
    , m_grid(new CardGrid(m_content))
    , m_chart(new LaneChart(context.theme, context.fmt, tr("Coverage"),
                            tr("filled: complete · hatched: failed or limited · empty: to do"), m_content))
    , m_filter(new FilterBar(context.theme, m_content))
    , m_split(new QSplitter(Qt::Vertical, m_content))
    , m_table(new TableView(context.theme, {}, m_content))
    , m_cells(new TableActions(*m_table))
    , m_empty(new EmptyState(context.theme, u"archive"_s, this))
    , m_stack(new QStackedLayout)
{
    m_table->setObjectName(u"syncTable"_s);
    m_table->setAccessibleName(tr("Histories"));
    m_table->setModel(&m_proxy);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(SyncTableModel::StateColumn, Qt::AscendingOrder);
    m_table->setElide(SyncTableModel::RelayColumn, Qt::ElideMiddle);
    m_table->setColumnWidths({13, 23, 12, 9, 15, 9, 8, 9, 10, 24}, SyncTableModel::ResultColumn);
    m_table->setColumnHidden(SyncTableModel::TrafficColumn, true);
    m_table->setDefaults();
    m_table->setDragEnabled(true);
    m_table->setAcceptDrops(true);
    m_table->setDropIndicatorShown(true);
    m_table->setDragDropOverwriteMode(true); // onto rows, not between them
    m_chart->setObjectName(u"coverageChart"_s);
    m_chart->setMinimumHeight(minimumChart);
    m_summary->setObjectName(u"archiveSummary"_s);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_empty->setObjectName(u"syncEmpty"_s);
    auto* start = m_empty->addButton(tr("Archive histories"));
    start->setObjectName(u"syncEmptyStart"_s);
    connect(start, &QPushButton::clicked, this, [this] { switchArchive(true); });
    buildCards();
    auto* tools = new FlowLayout;
    tools->setSpacing(4);
    for (const auto& id : buttonIds) {
        auto* button = new QToolButton(this);
        button->setDefaultAction(context.actions.find(u"sync."_s + id));
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setAutoRaise(true);
        button->setMinimumHeight(28);
        button->setFocusPolicy(Qt::StrongFocus);
        tools->addWidget(button);
    }
    m_split->setObjectName(u"syncSplitter"_s);
    m_split->setChildrenCollapsible(false);
    m_split->addWidget(m_chart);
    m_split->addWidget(m_table);
    m_split->setStretchFactor(0, 2);
    m_split->setStretchFactor(1, 3);
    auto* inner = new QVBoxLayout(m_content);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(8);
    inner->addWidget(m_summary);
    inner->addWidget(m_grid);
    inner->addWidget(m_filter);
    inner->addWidget(m_split, 1);
    m_stack->addWidget(m_content);
    m_stack->addWidget(m_empty);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 6, 12, 12);
    layout->setSpacing(8);
    layout->addLayout(tools);
    layout->addLayout(m_stack, 1);
    connectActions();
    showStack();
    updateActions();
}

void ArchiveSyncView::buildCards()
{
    const std::pair<QString, QString> texts[CardCount] = {
        {tr("Coverage"),
         tr("Part of the time of the archive, mean over its relays, for which all that the relay has is "
            "here, as "
            "far as its answers can tell")},
        {tr("Complete relays"), tr("Relays whose whole history is here")},
        {tr("Fetched now"),
         tr("Events that come from histories, mean of the last ten seconds; also those that "
            "we had already")},
        {tr("Traffic now"), tr("Bytes both ways for histories, mean of the last ten seconds")},
    };
    static constexpr const char* names[CardCount] = {"cardSyncCoverage", "cardSyncComplete", "cardSyncRate",
                                                     "cardSyncTraffic"};
    for (std::size_t i = 0; i < CardCount; ++i) {
        m_cards[i] = new Card(m_context.theme, texts[i].first, texts[i].second, m_grid);
        m_cards[i]->setObjectName(QString::fromLatin1(names[i]));
        m_grid->addCard(m_cards[i]);
        connect(m_cards[i], &Card::activated, this,
                [this, i] { (i == CoverageCard ? static_cast<QWidget*>(m_chart) : m_table)->setFocus(); });
    }
}

void ArchiveSyncView::setFilterText(const QString& text)
{
    m_proxy.setText(text);
    m_filter->setQuery(text, m_proxy.fields());
    showChart();
}

QWidget* ArchiveSyncView::mainView() const
{
    return m_stack->currentWidget() == m_empty ? static_cast<QWidget*>(m_empty) : m_table;
}

QList<QWidget*> ArchiveSyncView::panes() const
{
    if (m_stack->currentWidget() == m_empty)
        return {m_empty};
    return {m_cards[CoverageCard], m_filter, m_chart, m_table};
}

void ArchiveSyncView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (!m_view)
        m_context.engine.readArchive();
    refresh();
}

void ArchiveSyncView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    // When the splitter has shared the height out.
    QMetaObject::invokeMethod(this, &ArchiveSyncView::showChart, Qt::QueuedConnection);
}

void ArchiveSyncView::refresh()
{
    if (m_context.feed.shown())
        m_proxy.setNow(m_context.feed.shown()->asOf);
    if (!m_isShown)
        showData();
}

void ArchiveSyncView::showData()
{
    if (m_view) {
        m_isShown = true;
        m_model.apply(m_view);
        if (!m_table->isPointedAt())
            m_proxy.resort();
        auto text = words::archiveSummary(*m_view, m_context.fmt);
        if (!m_view->problem.isEmpty())
            text += u" · "_s + m_view->problem;
        m_summary->setText(text);
        showCards();
        showChart();
    }
    showStack();
    updateActions();
}

void ArchiveSyncView::showCards()
{
    const auto& fmt = m_context.fmt;
    const auto& view = *m_view;
    const auto complete =
        static_cast<std::uint64_t>(std::count_if(view.rows.begin(), view.rows.end(), [](const auto& row) {
            return row->state == ArchiveState::UpToDate;
        }));
    m_cards[CoverageCard]->setValue(view.rows.empty() ? Fmt::missing() : fmt.percent(view.complete01),
                                    view.since == 0
                                        ? tr("from the beginning")
                                        : tr("since %1").arg(fmt.dateTime(fromSeconds(view.since))));
    m_cards[CompleteCard]->setValue(fmt.number(complete), tr("of %1").arg(fmt.number(view.rows.size())));
    m_cards[RateCard]->setValue(
        fmt.perSecond(view.eventsPerSecond),
        tr("%1 running, %2 waiting").arg(fmt.number(view.running), fmt.number(view.queued)));
    m_cards[TrafficCard]->setValue(
        tr("%1/s", "bytes").arg(fmt.bytes(static_cast<std::uint64_t>(view.bytesPerSecond))),
        view.left ? tr("about %1 left").arg(fmt.duration(*view.left)) : QString());
}

/// As many lanes as can be told apart, from the row on that is the first in sight of the table.
void ArchiveSyncView::showChart()
{
    if (!m_view)
        return;
    const auto lanes = (m_chart->height() - chartFrame) / (fontMetrics().height() + laneGap);
    CoverageItems made(*m_view, std::max(3, lanes), m_context.theme.colors(), m_context.fmt);
    const auto first = std::min(m_table->rowAt(0), m_proxy.rowCount() - lanes);
    for (int i = std::max(0, first); i < m_proxy.rowCount() && !made.isFull(); ++i)
        made.add(m_model.row(m_proxy.mapToSource(m_proxy.index(i, 0)).row()));
    m_chart->setData(made.take());
}

void ArchiveSyncView::showStack()
{
    const bool isEmpty = !m_view || m_view->rows.empty();
    if (!m_view)
        m_empty->setText(tr("The database is not open yet"));
    else if (m_view->isOn)
        m_empty->setText(
            tr("No relay is archived yet · %1").arg(words::archiveSummary(*m_view, m_context.fmt)));
    else
        m_empty->setText(
            tr("No history is archived. Relays have years of events; the archive fetches them bit "
               "by bit, and proves what it has."));
    m_stack->setCurrentWidget(isEmpty ? static_cast<QWidget*>(m_empty) : m_content);
}

} // namespace nostrscope
