// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/activitypage.h"

#include "ui/charts/barrank.h"
#include "ui/charts/heatgrid.h"
#include "ui/charts/timechart.h"
#include "ui/kit/card.h"
#include "ui/kit/cardgrid.h"
#include "ui/kit/emptystate.h"
#include "ui/kit/pairrow.h"
#include "ui/kit/tables.h"
#include "ui/pages/dataline.h"
#include "ui/pages/pagecharts.h"
#include "ui/pages/panel.h"

#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

ActivityPage::ActivityPage(UiContext& context, QWidget* parent)
    : Page(parent)
    , m_context(context)
    , m_charts(context)
    , m_data(context.engine, context.fmt.zone())
    , m_model(context.fmt)
    , m_proxy(&m_model)
    , m_content(new QWidget(this))
    , m_line(new DataLine(context, m_content))
    , m_grid(new CardGrid(m_content))
    , m_chart(new TimeChart(context.theme, context.fmt, tr("Events by kind"), tr("events"), m_content))
    , m_week(new HeatGrid(context.theme, context.fmt, tr("By weekday and hour"), tr("events"), m_content))
    , m_rank(new BarRank(context.theme, context.fmt, tr("Kinds with most events"), tr("events"), m_content))
    , m_table(new TableView(context.theme, &KindTableModel::columnName, m_content))
    , m_count(new QLabel(m_content))
    , m_noMatch(new EmptyState(context.theme, u"search"_s, m_content))
    , m_failed(new EmptyState(context.theme, u"activity"_s, m_content))
    , m_empty(new EmptyState(context.theme, u"activity"_s, this))
    , m_stack(new QStackedLayout(this))
{
    buildCards();
    buildEmpty();
    auto* layout = new QVBoxLayout(m_content);
    layout->setContentsMargins(12, 8, 12, 12);
    layout->setSpacing(8);
    layout->addWidget(m_line);
    layout->addWidget(m_grid);
    layout->addWidget(m_chart, 3);
    layout->addWidget(buildCharts());
    layout->addWidget(buildTable(), 4);
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(m_content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    m_stack->addWidget(scroll);
    m_stack->addWidget(m_empty);
    connect(&m_data, &ActivityData::changed, this, &ActivityPage::showData);
    connect(m_line, &DataLine::retryRequested, &m_data, &ActivityData::retry);
    connect(&context.formats, &FmtSource::changed, this, [this] {
        m_shownWeek.reset(); // names of days and kinds are made anew
        m_shownRank.reset();
    });
}

QString ActivityPage::id() const
{
    return u"activity"_s;
}

QString ActivityPage::title() const
{
    return tr("Activity");
}

QString ActivityPage::filterPlaceholder() const
{
    return tr("Filter kinds");
}

void ActivityPage::setFilterText(const QString& text)
{
    m_proxy.setText(text);
    showTable();
}

QWidget* ActivityPage::mainView()
{
    if (m_stack->currentWidget() == m_empty)
        return m_empty;
    return m_tableStack->currentWidget();
}

QList<QWidget*> ActivityPage::panes()
{
    if (m_stack->currentWidget() == m_empty)
        return {m_empty};
    return {m_cards[EventsCard], m_chart, m_week, m_rank, mainView()};
}

QWidget* ActivityPage::buildCharts()
{
    m_chart->setObjectName(u"activityChart"_s);
    m_chart->setMinimumHeight(220);
    m_charts.add(*m_chart);
    m_week->setObjectName(u"activityWeek"_s);
    m_week->setMinimumHeight(260);
    m_charts.add(*m_week);
    m_rank->setObjectName(u"activityRank"_s);
    m_rank->setMinimumHeight(360); // sixteen rows
    m_charts.add(*m_rank);
    connect(m_rank, &BarRank::activated, this,
            [this](const QVariant& kind) { emit pageRequested(u"kind"_s, kind.toString()); });
    return new PairRow(m_week, m_rank, m_content);
}

QWidget* ActivityPage::buildTable()
{
    m_table->setObjectName(u"kindTable"_s);
    m_table->setAccessibleName(tr("Kinds"));
    m_table->setModel(&m_proxy);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(KindTableModel::EventsColumn, Qt::DescendingOrder);
    m_table->setColumnWidths({34, 11, 11, 10, 11, 11, 14}, KindTableModel::KindColumn);
    m_table->setMinimumHeight(180);
    connect(m_table, &QTableView::activated, this, &ActivityPage::openKind);
    connect(m_table, &TableView::rowMenuRequested, this, [this](const QPoint& pos) {
        auto* menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        auto* open = menu->addAction(tr("&Open"));
        open->setEnabled(m_table->currentIndex().isValid());
        connect(open, &QAction::triggered, this, [this] { openKind(m_table->currentIndex()); });
        menu->addSeparator();
        m_table->addCommonActions(*menu);
        menu->popup(pos);
    });
    auto* clear = m_noMatch->addButton(tr("Clear filter"));
    connect(clear, &QPushButton::clicked, this, &ActivityPage::filterCleared);
    m_failed->setObjectName(u"activityFailed"_s);
    auto* retry = m_failed->addButton(tr("Retry")); // the line of data has the key
    retry->setObjectName(u"activityRetry"_s);
    connect(retry, &QPushButton::clicked, &m_data, &ActivityData::retry);
    auto* stacked = new QWidget(m_content);
    m_tableStack = new QStackedLayout(stacked);
    m_tableStack->addWidget(m_table);
    m_tableStack->addWidget(m_noMatch);
    m_tableStack->addWidget(m_failed);
    auto* box = new QWidget(m_content);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(stacked, 1);
    layout->addWidget(m_count);
    m_count->setContentsMargins(11, 0, 11, 0);
    m_count->setForegroundRole(QPalette::PlaceholderText);
    return new Panel(m_context.theme, tr("Kinds"), box, m_content);
}

void ActivityPage::buildEmpty()
{
    m_empty->setObjectName(u"activityEmpty"_s);
    auto* all = m_empty->addButton(tr("Show all time"));
    all->setObjectName(u"activityShowAll"_s);
    connect(all, &QPushButton::clicked, this, [this] { emit rangeRequested(RangePreset::All); });
    auto* overview = m_empty->addButton(tr("Go to Overview"));
    overview->setObjectName(u"activityGoOverview"_s);
    connect(overview, &QPushButton::clicked, this, [this] { emit pageRequested(u"overview"_s); });
}

void ActivityPage::refresh()
{
    const auto& snapshot = m_context.feed.shown();
    if (!snapshot || !isVisible())
        return;
    m_data.setZone(m_context.fmt.zone());
    m_data.update(*snapshot);
    showChart(*snapshot);
    showDuplicates(*snapshot);
    showData();
}

void ActivityPage::reload()
{
    if (const auto& snapshot = m_context.feed.shown())
        m_data.reload(*snapshot);
    refresh();
}

void ActivityPage::hideEvent(QHideEvent* event)
{
    m_data.stop();
    Page::hideEvent(event);
}

void ActivityPage::showData()
{
    DataLine::State state;
    state.renewed = ActivityData::interval;
    state.asOf = m_data.asOf();
    state.isLoading = m_data.isLoading();
    state.isOfOtherRange = m_data.isOfOtherRange();
    state.error = m_data.error();
    m_line->setState(state);
    setDimmed(*m_table, m_context.theme, state.isOfOtherRange);
    showFigures();
    showCharts();
    m_model.apply(m_data.kindRows(), m_data.asOf());
    showTable();
    const auto figures = m_data.figures();
    showEmpty(figures && figures->events == 0 && !state.isOfOtherRange);
}

/// Only when there are new answers: the pointer may be over them.
void ActivityPage::showCharts()
{
    const auto none = tr("No events in this range");
    m_rank->setEmptyText(emptyText(m_data.kinds(), none));
    m_week->setEmptyText(emptyText(m_data.week(), none));
    if (const auto& table = m_data.week().table(); table && table != m_shownWeek) {
        m_shownWeek = table;
        m_week->setTitle(tr("By weekday and hour, %1", "time zone").arg(m_context.fmt.zoneName(table->asOf)));
        m_week->setData(weekHours(*table, m_context.fmt.locale()));
    }
    if (const auto& table = m_data.kinds().table(); table && table != m_shownRank) {
        m_shownRank = table;
        showKindRank(*m_rank, m_context, m_data.kindRows());
    }
}

void ActivityPage::showChart(const Snapshot& snapshot)
{
    auto data = eventsOverTime(m_context, snapshot);
    data.previous = m_data.previousOver(snapshot.series);
    m_chart->setEmptyText(tr("No events in this range"));
    m_chart->setData(std::move(data));
}

void ActivityPage::showTable()
{
    // Rows must not move under the pointer; the first answer is sorted in any case.
    if (!m_isSorted || !m_table->isPointedAt())
        m_proxy.resort();
    m_isSorted = m_isSorted || m_model.rowCount() > 0;
    if (!m_wanted.isEmpty())
        select(m_wanted);
    const auto all = static_cast<std::uint64_t>(m_model.rowCount());
    const auto shown = static_cast<std::uint64_t>(m_proxy.rowCount());
    const bool isNoMatch = all > 0 && shown == 0;
    if (isNoMatch)
        m_noMatch->setText(tr("No kind matches “%1”").arg(m_proxy.text()));
    const bool isKnown = m_data.kinds().table() != nullptr;
    const bool hasFailed = !isKnown && m_data.kinds().state() == Asker::State::Failed;
    if (hasFailed)
        m_failed->setText(tr("Kinds cannot be read: %1").arg(m_data.kinds().error()));
    m_tableStack->setCurrentWidget(hasFailed       ? static_cast<QWidget*>(m_failed)
                                       : isNoMatch ? static_cast<QWidget*>(m_noMatch)
                                                   : m_table);
    m_count->setVisible(isKnown);
    const auto& fmt = m_context.fmt;
    m_count->setText(shown == all ? tr("%n kind(s)", nullptr, static_cast<int>(all))
                                  : tr("Showing %1 of %2").arg(fmt.number(shown), fmt.number(all)));
}

void ActivityPage::showEmpty(bool isEmpty)
{
    m_stack->setCurrentIndex(isEmpty ? 1 : 0);
    if (!isEmpty)
        return;
    const auto& snapshot = m_context.feed.shown();
    const bool hasEvents = snapshot && snapshot->overview.eventsEver > 0;
    const auto since = snapshot ? snapshot->overview.collectedSince : std::nullopt;
    m_empty->setText(
        !hasEvents ? tr("No events yet. Start collecting, or import some.")
            : since
            ? tr("No events in this range. Collected since %1.").arg(m_context.fmt.dateTimeZone(*since))
            : tr("No events in this range."));
    m_empty->findChild<QPushButton*>(u"activityShowAll"_s)->setVisible(hasEvents);
    m_empty->findChild<QPushButton*>(u"activityGoOverview"_s)->setVisible(!hasEvents);
}

void ActivityPage::openKind(const QModelIndex& index)
{
    if (index.isValid())
        emit pageRequested(u"kind"_s, index.data(KeyRole).toString());
}

QString ActivityPage::selection() const
{
    const auto index = m_table->currentIndex();
    return index.isValid() ? index.data(KeyRole).toString() : m_wanted;
}

void ActivityPage::select(const QString& kind)
{
    const auto row = m_model.rowOf(static_cast<Kind>(kind.toUInt()));
    m_wanted = row ? QString() : kind;
    if (!row)
        return;
    const auto index = m_proxy.mapFromSource(m_model.index(*row, 0));
    m_table->setCurrentIndex(index);
    m_table->scrollTo(index);
}

} // namespace nostrscope
