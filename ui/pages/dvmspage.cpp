// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/dvmspage.h"

#include "models/dvmtables.h"
#include "ui/kit/card.h"
#include "ui/kit/cardgrid.h"
#include "ui/kit/emptystate.h"
#include "ui/kit/flattabs.h"
#include "ui/kit/tables.h"
#include "ui/pages/dataline.h"
#include "ui/pages/discoverytable.h"

#include <QPushButton>
#include <QScrollArea>
#include <QStackedLayout>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QLatin1StringView tabIds[] = {"machines"_L1, "kinds"_L1};

} // namespace

DvmsPage::DvmsPage(UiContext& context, QWidget* parent)
    : Page(parent)
    , m_context(context)
    , m_data(context.engine)
    , m_content(new QWidget(this))
    , m_line(new DataLine(context, m_content))
    , m_grid(new CardGrid(m_content))
    , m_tabs(new FlatTabs(context.theme, m_content))
    , m_tableStack(new QStackedWidget(m_content))
    , m_empty(new EmptyState(context.theme, u"dvms"_s, this))
    , m_stack(new QStackedLayout(this))
{
    buildCards();
    buildTables();
    buildEmpty();
    auto* layout = new QVBoxLayout(m_content);
    layout->setContentsMargins(12, 8, 12, 12);
    layout->setSpacing(8);
    layout->addWidget(m_line);
    layout->addWidget(m_grid);
    layout->addWidget(m_tabs);
    layout->addWidget(m_tableStack, 1);
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(m_content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    m_stack->addWidget(scroll);
    m_stack->addWidget(m_empty);
    connect(&m_data, &DvmData::changed, this, &DvmsPage::showData);
    connect(m_line, &DataLine::retryRequested, &m_data, &DvmData::retry);
    connect(&context.formats, &FmtSource::changed, this, &DvmsPage::showData);
}

void DvmsPage::buildTables()
{
    m_tabs->setObjectName(u"dvmTabs"_s);
    m_tabs->setAccessibleName(tr("Tables of data vending machines"));
    m_tables = {new DiscoveryTable(m_context, machinetable::columns(), u"dvmTable"_s, tr("DVMs"), m_content),
                new DiscoveryTable(m_context, jobkindtable::columns(), u"jobKindTable"_s, tr("Job kinds"),
                                   m_content)};
    m_tabs->addTab(tr("DVMs"));
    m_tabs->addTab(tr("Job kinds"));
    auto& machines = m_tables[MachinesTab]->view();
    machines.setColumnWidths({10, 20, 11, 9, 9, 11, 10, 10, 8, 9, 16, 11, 9, 13},
                             machinetable::MachineColumn);
    // Of fourteen columns these would leave no room for the name.
    for (const int column : {machinetable::ErrorsColumn, machinetable::PaymentColumn,
                             machinetable::AskedColumn, machinetable::OwnColumn})
        machines.setColumnHidden(column, true);
    machines.sortByColumn(machinetable::CustomersColumn, Qt::DescendingOrder);
    auto& kinds = m_tables[KindsTab]->view();
    kinds.setColumnWidths({30, 10, 11, 9, 11, 10, 10, 10, 11, 13}, jobkindtable::KindColumn);
    kinds.sortByColumn(jobkindtable::RequestsColumn, Qt::DescendingOrder);
    for (auto* table : m_tables) {
        table->view().setDefaults();
        table->setMinimumHeight(260);
        m_tableStack->addWidget(table);
        connect(table, &DiscoveryTable::filterEdited, this, &DvmsPage::filterEdited);
    }
    connect(&kinds, &QTableView::activated, this, [this](const QModelIndex& index) {
        if (index.isValid())
            emit pageRequested(u"kind"_s, index.data(KeyRole).toString());
    });
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        m_tableStack->setCurrentIndex(index);
        emit filterEdited(table().filterText());
    });
}

void DvmsPage::buildEmpty()
{
    m_empty->setObjectName(u"dvmEmpty"_s);
    auto* all = m_empty->addButton(tr("Show all time"));
    all->setObjectName(u"dvmShowAll"_s);
    connect(all, &QPushButton::clicked, this, [this] { emit rangeRequested(RangePreset::All); });
    auto* overview = m_empty->addButton(tr("Go to Overview"));
    overview->setObjectName(u"dvmGoOverview"_s);
    connect(overview, &QPushButton::clicked, this, [this] { emit pageRequested(u"overview"_s); });
}

QString DvmsPage::id() const
{
    return u"dvms"_s;
}

QString DvmsPage::title() const
{
    return tr("DVMs");
}

DiscoveryTable& DvmsPage::table() const
{
    return *m_tables[static_cast<std::size_t>(m_tabs->currentIndex())];
}

TableView* DvmsPage::keptTable() const
{
    return &m_tables[MachinesTab]->view();
}

QString DvmsPage::filterPlaceholder() const
{
    return m_tabs->currentIndex() == MachinesTab ? tr("Filter machines") : tr("Filter kinds of jobs");
}

QString DvmsPage::filterText() const
{
    return table().filterText();
}

void DvmsPage::setFilterText(const QString& text)
{
    table().setFilterText(text);
}

QWidget* DvmsPage::mainView()
{
    return m_stack->currentWidget() == m_empty ? static_cast<QWidget*>(m_empty) : table().mainView();
}

QList<QWidget*> DvmsPage::panes()
{
    if (m_stack->currentWidget() == m_empty)
        return {m_empty};
    return QList<QWidget*>{m_cards[RequestsCard], m_tabs} + table().panes();
}

QString DvmsPage::selection() const
{
    return u"tab:"_s + tabIds[m_tabs->currentIndex()];
}

void DvmsPage::select(const QString& selection)
{
    for (int i = 0; i < TabCount; ++i) {
        if (selection == u"tab:"_s + tabIds[i])
            m_tabs->setCurrentIndex(i);
    }
}

void DvmsPage::showRow(TabIndex tab, const QString& key)
{
    m_tabs->setCurrentIndex(tab);
    auto& view = m_tables[tab]->view();
    if (!key.isEmpty()) {
        view.selectKeys({key});
        const auto rows = view.selectionModel()->selectedRows();
        if (!rows.isEmpty())
            view.scrollTo(rows.first());
    }
    view.setFocus(Qt::OtherFocusReason);
}

void DvmsPage::refresh()
{
    const auto& snapshot = m_context.feed.shown();
    if (!snapshot || !isVisible())
        return;
    m_data.update(*snapshot);
    showData();
}

void DvmsPage::reload()
{
    if (const auto& snapshot = m_context.feed.shown())
        m_data.reload(*snapshot);
    refresh();
}

void DvmsPage::hideEvent(QHideEvent* event)
{
    m_data.stop();
    Page::hideEvent(event);
}

void DvmsPage::showData()
{
    DataLine::State state;
    state.renewed = DvmData::interval;
    state.asOf = m_data.asOf();
    state.isLoading = m_data.isLoading();
    state.isOfOtherRange = m_data.isOfOtherRange();
    state.error = m_data.error();
    if (const auto reason = m_data.partialReason(); !reason.isEmpty())
        state.note = tr("Not complete: %1").arg(reason);
    else if (m_data.isCut())
        state.note = tr("The tables show the first %1 only").arg(m_context.fmt.number(DvmData::maximumRows));
    m_line->setState(state);
    for (auto* table : m_tables)
        setDimmed(table->view(), m_context.theme, state.isOfOtherRange);
    showFigures();
    showTables();
    showEmpty();
}

QString DvmsPage::emptyTextOf(const Asker& asker, const QString& none) const
{
    if (!asker.table() && asker.state() == Asker::State::Failed)
        return tr("This table cannot be read: %1").arg(asker.error());
    return emptyText(asker, none);
}

void DvmsPage::showTables()
{
    const auto& fmt = m_context.fmt;
    m_tables[MachinesTab]->setEmptyText(
        emptyTextOf(m_data.machines(), tr("No machine answered in this range")));
    m_tables[KindsTab]->setEmptyText(emptyTextOf(m_data.kinds(), tr("No job was asked for in this range")));
    for (auto* table : m_tables)
        table->setNow(m_data.asOf());
    if (const auto& machines = m_data.machines().table())
        m_tables[MachinesTab]->setRows(machinetable::rows(*machines, fmt, DvmData::maximumRows));
    if (const auto& kinds = m_data.kinds().table())
        m_tables[KindsTab]->setRows(jobkindtable::rows(*kinds, fmt, DvmData::maximumRows));
}

void DvmsPage::showEmpty()
{
    const bool isEmpty = m_data.isEmpty() && !m_data.isOfOtherRange() && m_data.error().isEmpty();
    m_stack->setCurrentIndex(isEmpty ? 1 : 0);
    const auto& snapshot = m_context.feed.shown();
    if (!isEmpty || !snapshot)
        return;
    const auto& fmt = m_context.fmt;
    const bool isEver = m_data.isEmptyEver();
    const auto relays = static_cast<int>(snapshot->overview.connectedRelays);
    const auto since = snapshot->overview.collectedSince;
    m_empty->setText(!isEver ? tr("No jobs and no answers in this range.")
                         : !snapshot->vitals.collecting
                         ? tr("No jobs and no answers are stored. Start collecting, or import some.")
                         : since
                         ? tr("Listening for kinds 5000–7000 on %n relay(s) since %1", nullptr, relays)
                               .arg(fmt.dateTimeZone(*since))
                         : tr("Listening for kinds 5000–7000 on %n relay(s)", nullptr, relays));
    m_empty->findChild<QPushButton*>(u"dvmShowAll"_s)->setVisible(!isEver);
    m_empty->findChild<QPushButton*>(u"dvmGoOverview"_s)->setVisible(isEver);
}

} // namespace nostrscope
