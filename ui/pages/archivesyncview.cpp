// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/archivesyncview.h"

#include "models/roles.h"
#include "models/settingshub.h"
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
#include "ui/pages/syncrangedialog.h"
#include "ui/shell/actionregistry.h"

#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

const QStringList buttonIds{u"archive"_s, u"sync"_s,  u"stop"_s, u"pause"_s,
                            u"resume"_s,  u"range"_s, u"retry"_s};
const QStringList menuIds{u"sync"_s,  u"stop"_s,  u"pause"_s,      u"resume"_s,
                          u"range"_s, u"retry"_s, u"priorityUp"_s, u"priorityDown"_s};
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
