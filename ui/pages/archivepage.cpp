// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/archivepage.h"

#include "ui/charts/timechart.h"
#include "ui/kit/card.h"
#include "ui/kit/cardgrid.h"
#include "ui/kit/emptystate.h"
#include "ui/kit/flattabs.h"
#include "ui/kit/flowlayout.h"
#include "ui/kit/pairrow.h"
#include "ui/kit/tables.h"
#include "ui/pages/archivesyncview.h"
#include "ui/pages/chartgroup.h"
#include "ui/pages/dataline.h"
#include "ui/pages/eventexportdialog.h"
#include "ui/pages/eventimportdialog.h"
#include "ui/pages/panel.h"
#include "ui/pages/retentiondialog.h"
#include "ui/shell/actionregistry.h"

#include <QDateTime>
#include <QFileDialog>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedLayout>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QToolButton>
#include <QVBoxLayout>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QLatin1StringView tabIds[] = {"histories"_L1, "storage"_L1};
const QString historyTable = u"archive.histories"_s; ///< in UiState::tables

} // namespace

ArchivePage::ArchivePage(UiContext& context, QWidget* parent)
    : Page(parent)
    , m_context(context)
    , m_data(context.engine)
    , m_model(context.fmt)
    , m_tabs(new FlatTabs(context.theme, this))
    , m_views(new QStackedWidget(this))
    , m_sync(new ArchiveSyncView(context, this))
    , m_storage(new QWidget(this))
    , m_content(new QWidget(m_storage))
    , m_line(new DataLine(context, m_content))
    , m_grid(new CardGrid(m_content))
    , m_charts(new ChartGroup(context, this))
    , m_traffic(new TimeChart(context.theme, context.fmt, tr("Written and duplicate events"),
                              tr("events/s, mean"), m_content))
    , m_chart(
          new TimeChart(context.theme, context.fmt, tr("Size over time, estimated"), tr("size"), m_content))
    , m_table(new TableView(context.theme, {}, m_content))
    , m_empty(new EmptyState(context.theme, u"archive"_s, m_storage))
    , m_stack(new QStackedLayout(m_storage))
{
    buildCards();
    buildCharts();
    auto* tools = new FlowLayout;
    tools->setSpacing(4);
    buildButtons(*tools);
    auto* layout = new QVBoxLayout(m_content);
    layout->setContentsMargins(12, 8, 12, 12);
    layout->setSpacing(8);
    layout->addLayout(tools);
    layout->addWidget(m_line);
    layout->addWidget(m_grid);
    layout->addWidget(new PairRow(m_traffic, m_chart, m_content), 3);
    layout->addWidget(buildTable(), 4);
    auto* scroll = new QScrollArea(m_storage);
    scroll->setWidget(m_content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    m_empty->setObjectName(u"archiveEmpty"_s);
    m_empty->setText(tr("No events are stored yet. Import some, or start collecting."));
    auto* import = m_empty->addButton(tr("&Import events…"));
    import->setObjectName(u"archiveEmptyImport"_s);
    connect(import, &QPushButton::clicked, this, &ArchivePage::openImport);
    auto* overview = m_empty->addButton(tr("Go to Overview"));
    connect(overview, &QPushButton::clicked, this, [this] { emit pageRequested(u"overview"_s); });
    m_stack->addWidget(scroll);
    m_stack->addWidget(m_empty);
    m_tabs->setObjectName(u"archiveTabs"_s);
    m_tabs->setAccessibleName(tr("Parts of the archive"));
    m_tabs->addTab(tr("Histories"));
    m_tabs->addTab(tr("Storage"));
    m_views->addWidget(m_sync);
    m_views->addWidget(m_storage);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 4, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_tabs);
    all->addWidget(m_views, 1);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        m_views->setCurrentIndex(index);
        emit filterEdited(filterText());
    });
    connect(m_sync, &ArchiveSyncView::filterEdited, this, &ArchivePage::filterEdited);
    connectActions();
    connect(&m_data, &ArchiveData::changed, this, &ArchivePage::showFigures);
    connect(m_line, &DataLine::retryRequested, this, [this] { m_data.refresh(true); });
    // What a task did shows at once, not after the interval.
    connect(&context.engine, &EngineLink::taskEnded, this, [this] {
        if (isVisible())
            m_data.refresh(true);
    });
}

void ArchivePage::declareActions(ActionRegistry& actions)
{
    const auto group = tr("Archive");
    const auto page = u"archive"_s;
    const auto add = [&](const QString& id, const QString& text, const QString& icon, const QString& tip) {
        actions.add({u"archive."_s + id, group, text, icon, {}, page})->setToolTip(tip);
    };
    ArchiveSyncView::declareActions(actions);
    add(u"import"_s, tr("&Import events…"), u"import"_s,
        tr("Store the events of files: JSON lines or arrays, also .gz and .zst"));
    add(u"export"_s, tr("&Export events…"), u"export"_s, tr("Write stored events into a file"));
    add(u"backup"_s, tr("&Back up…"), u"copy"_s, tr("Copy the database into a file, while it is written"));
    add(u"retention"_s, tr("&Retention…"), u"remove"_s, tr("Delete old events; a dry run comes first"));
    add(u"compress"_s, tr("&Compress"), {}, tr("Make stored events smaller; new ones use the space"));
    add(u"check"_s, tr("C&heck the database"), {}, tr("Ask whether the file is whole and its tables agree"));
    add(u"verify"_s, tr("&Verify signatures"), {},
        tr("Compute id and signature of every stored event again"));
    add(u"vacuum"_s, tr("Va&cuum…"), {}, tr("Rewrite the file without gaps, and give their space back"));
}

void ArchivePage::connectActions()
{
    const auto on = [this](const QString& id, auto slot) {
        auto* action = m_context.actions.find(u"archive."_s + id);
        addAction(action);
        connect(action, &QAction::triggered, this, slot);
    };
    on(u"import"_s, &ArchivePage::openImport);
    on(u"export"_s, [this] { (new EventExportDialog(m_context, window()))->open(); });
    on(u"backup"_s, &ArchivePage::openBackup);
    on(u"retention"_s, [this] { (new RetentionDialog(m_context, m_data.figures(), window()))->open(); });
    on(u"compress"_s, [this] { start(TaskKind::Compress); });
    on(u"check"_s, [this] { start(TaskKind::Check); });
    on(u"verify"_s, [this] { start(TaskKind::Verify); });
    on(u"vacuum"_s, &ArchivePage::confirmVacuum);
}

QString ArchivePage::id() const
{
    return u"archive"_s;
}

QString ArchivePage::title() const
{
    return tr("Archive & sync");
}

QString ArchivePage::filterPlaceholder() const
{
    return m_tabs->currentIndex() == HistoryTab ? tr("Filter histories") : QString();
}

QString ArchivePage::filterText() const
{
    return m_sync->filterText();
}

void ArchivePage::setFilterText(const QString& text)
{
    m_sync->setFilterText(text);
    if (!text.isEmpty())
        m_tabs->setCurrentIndex(HistoryTab);
}

void ArchivePage::saveState(UiState& state) const
{
    Page::saveState(state);
    state.tables.insert(historyTable, m_sync->table()->saveState());
}

void ArchivePage::restoreState(const UiState& state)
{
    Page::restoreState(state);
    if (const auto found = state.tables.constFind(historyTable); found != state.tables.constEnd())
        m_sync->table()->restoreState(*found);
}

QWidget* ArchivePage::mainView()
{
    if (m_tabs->currentIndex() == HistoryTab)
        return m_sync->mainView();
    return m_stack->currentWidget() == m_empty ? static_cast<QWidget*>(m_empty) : m_table;
}

QString ArchivePage::selection() const
{
    return u"tab:"_s + tabIds[m_tabs->currentIndex()];
}

void ArchivePage::select(const QString& selection)
{
    for (int i = 0; i < int(std::size(tabIds)); ++i) {
        if (selection == u"tab:"_s + tabIds[i])
            m_tabs->setCurrentIndex(i);
    }
}

QList<QWidget*> ArchivePage::panes()
{
    if (m_tabs->currentIndex() == HistoryTab)
        return QList<QWidget*>{m_tabs} + m_sync->panes();
    if (m_stack->currentWidget() == m_empty)
        return {m_tabs, m_empty};
    return {m_tabs, m_cards[EventsCard], m_traffic, m_chart, m_table};
}

void ArchivePage::buildCards()
{
    const std::pair<QString, QString> texts[CardCount] = {
        {tr("Events stored"),
         tr("Events that are in the database now; those that were deleted do not count")},
        {tr("Database size"), tr("Size of the file. The write-ahead log beside it comes on top.")},
        {tr("Growth per day"),
         tr("Events that arrived in the last seven days, or since the first one, times the mean size of a "
            "stored event, for each day")},
        {tr("Write rate"), tr("New events stored, mean of the last 10 seconds; now")},
        {tr("Duplicates"),
         tr("Part of the events sent to us since the start that we already had; now, and not stored twice")},
        {tr("Free disk"),
         tr("Free space where the database is, and when it is used up if the database grows as measured")},
    };
    static constexpr const char* names[CardCount] = {"cardArchiveEvents",     "cardArchiveSize",
                                                     "cardArchiveGrowth",     "cardArchiveRate",
                                                     "cardArchiveDuplicates", "cardArchiveDisk"};
    for (std::size_t i = 0; i < CardCount; ++i) {
        m_cards[i] = new Card(m_context.theme, texts[i].first, texts[i].second, m_grid);
        m_cards[i]->setObjectName(QString::fromLatin1(names[i]));
        m_grid->addCard(m_cards[i]);
        connect(m_cards[i], &Card::activated, this, [this, i] {
            auto* shown = i == EventsCard              ? static_cast<QWidget*>(m_table)
                : i == RateCard || i == DuplicatesCard ? m_traffic
                                                       : m_chart;
            shown->setFocus(Qt::OtherFocusReason);
        });
    }
}

void ArchivePage::buildCharts()
{
    m_traffic->setObjectName(u"archiveTraffic"_s);
    m_traffic->setValueUnit(ChartUnit::Decimal);
    m_traffic->setDefinition(
        tr("Events that were stored, and events that we had already: from relays, from histories and from "
           "files together, mean of ten seconds. Duplicates are counted and not stored again.\n"
           "The last hour, since the program was started."));
    m_chart->setObjectName(u"archiveChart"_s);
    m_chart->setValueUnit(ChartUnit::Bytes);
    m_chart->setDefinition(
        tr("What is stored now, less what arrived since: events by the day of their arrival (UTC), times the "
           "mean size of an event that is stored now.\n"
           "Forecast (dashed): grows each day by the mean of the last seven whole days; it needs two of "
           "them. The cone: in four of five cases the size ends within it, if the days to come scatter as "
           "these did (prediction interval of a sum of days, Student's t, 80 %). What retention will "
           "remove is not in it.\n"
           "A flag is the day on which the disk would be full."));
    for (auto* chart : {m_traffic, m_chart}) {
        chart->setMinimumHeight(200);
        m_charts->add(*chart);
    }
}

void ArchivePage::buildButtons(QLayout& row)
{
    for (const auto& id : {u"import"_s, u"export"_s, u"backup"_s, u"retention"_s}) {
        auto* button = new QToolButton(m_content);
        button->setDefaultAction(m_context.actions.find(u"archive."_s + id));
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setAutoRaise(true);
        button->setMinimumHeight(28);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setObjectName(u"archiveButton_"_s + id);
        row.addWidget(button);
    }
    auto* more = new QToolButton(m_content);
    more->setText(tr("More"));
    more->setObjectName(u"archiveMore"_s);
    more->setAutoRaise(true);
    more->setMinimumHeight(28);
    more->setPopupMode(QToolButton::InstantPopup);
    more->setFocusPolicy(Qt::StrongFocus);
    auto* menu = new QMenu(more);
    for (const auto& id : {u"compress"_s, u"check"_s, u"verify"_s, u"vacuum"_s})
        menu->addAction(m_context.actions.find(u"archive."_s + id));
    more->setMenu(menu);
    row.addWidget(more);
}

QWidget* ArchivePage::buildTable()
{
    m_table->setObjectName(u"kindGroupTable"_s);
    m_table->setAccessibleName(tr("Size by kind group"));
    m_table->setModel(&m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setColumnWidths({26, 10, 10, 10, 20, 20, 20}, KindGroupModel::GroupColumn);
    m_table->setMinimumHeight(180);
    return new Panel(m_context.theme, tr("Size by kind group"), m_table, m_content);
}

void ArchivePage::refresh()
{
    if (!isVisible() || !m_context.feed.shown())
        return;
    m_data.refresh();
    m_sync->refresh();
    showNow();
}

void ArchivePage::hideEvent(QHideEvent* event)
{
    m_data.stop();
    Page::hideEvent(event);
}

void ArchivePage::openImport()
{
    auto* dialog = new QFileDialog(window(), tr("Import events"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters({tr("Events (*.jsonl *.json *.ndjson *.gz *.zst)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList& files) {
        (new EventImportDialog(m_context, files, window()))->open();
    });
    dialog->open();
}

void ArchivePage::openBackup()
{
    const auto time = QDateTime::currentDateTimeUtc().toString(u"yyyy-MM-dd'T'HHmm'Z'"_s);
    auto* dialog = new QFileDialog(window(), tr("Back up to a new file"),
                                   QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"sqlite"_s);
    dialog->setNameFilters({tr("Databases (*.sqlite)"), tr("All files (*)")});
    dialog->selectFile(u"nostrscope_%1.sqlite"_s.arg(time));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString& file) { start(TaskKind::Backup, file); });
    dialog->open();
}

void ArchivePage::confirmVacuum()
{
    const auto& fmt = m_context.fmt;
    const auto& figures = m_data.figures();
    auto* question = new QMessageBox(QMessageBox::Question, tr("Vacuum"),
                                     tr("Rewrite the database without gaps?"), QMessageBox::Cancel, window());
    question->setObjectName(u"vacuumConfirm"_s);
    question->setAttribute(Qt::WA_DeleteOnClose);
    const auto need = figures ? fmt.bytes(figures->usedBytes) : Fmt::missing();
    question->setInformativeText(tr("It needs %1 of free disk for a while, and nothing is stored until it is "
                                    "done: what arrives waits. It can be cancelled.")
                                     .arg(need));
    auto* go = question->addButton(tr("&Vacuum"), QMessageBox::AcceptRole);
    go->setObjectName(u"vacuumConfirmed"_s);
    connect(go, &QAbstractButton::clicked, this, [this] { start(TaskKind::Vacuum); });
    question->open();
}

void ArchivePage::start(TaskKind kind, const QString& file)
{
    StoreTaskOrder order;
    order.kind = kind;
    order.file = file;
    m_context.engine.startStoreTask(order);
}

} // namespace nostrscope
