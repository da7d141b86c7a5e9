// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/discoveryduplicates.h"

#include "ui/kit/tables.h"
#include "ui/pages/dataline.h"
#include "ui/shell/actionregistry.h"

#include <QAction>
#include <QVBoxLayout>

#include <set>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::milliseconds interval{300'000}; // looks at all candidates
constexpr std::chrono::milliseconds afterChange{500};

} // namespace

DiscoveryDuplicates::DiscoveryDuplicates(UiContext& context, QWidget* parent)
    : DiscoveryTab(parent)
    , m_context(context)
    , m_ask(context.engine, interval)
    , m_line(new DataLine(context, this))
    , m_table(new DiscoveryTable(context, duplicatetable::columns(), u"duplicateTable"_s,
                                 tr("Groups of duplicates"), this))
{
    auto& table = m_table->view();
    table.setElide(duplicatetable::KeepColumn, Qt::ElideMiddle);
    table.setColumnWidths({30, 40, 18, 7, 11, 12}, duplicatetable::OthersColumn);
    table.sortByColumn(duplicatetable::MentionsColumn, Qt::DescendingOrder);
    table.setDefaults();
    m_line->setContentsMargins(8, 0, 8, 0);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(discoveryButtons(context, {u"same"_s, u"different"_s, u"undo"_s}, this));
    layout->addWidget(m_line);
    layout->addWidget(m_table, 1);
    const auto on = [this](const QString& id, auto slot) {
        auto* action = m_context.actions.find(u"discovery."_s + id);
        addAction(action);
        connect(action, &QAction::triggered, this, slot);
        return action;
    };
    m_table->setRowActions(
        {on(u"same"_s, &DiscoveryDuplicates::makeOne), on(u"different"_s, &DiscoveryDuplicates::dismiss)});
    connect(m_table, &DiscoveryTable::filterEdited, this, &DiscoveryDuplicates::filterEdited);
    connect(m_table, &DiscoveryTable::selectionChanged, this, &DiscoveryDuplicates::updateActions);
    connect(&m_ask, &EngineAsk::changed, this, &DiscoveryDuplicates::showData);
    connect(m_line, &DataLine::retryRequested, &m_ask, &EngineAsk::retry);
    connect(&m_context.formats, &FmtSource::changed, this, &DiscoveryDuplicates::showData);
    m_soon.setSingleShot(true);
    m_soon.setInterval(afterChange);
    connect(&m_soon, &QTimer::timeout, this, [this] {
        if (isVisible())
            reload();
    });
    connect(&m_context.engine, &EngineLink::discoveryChanged, &m_soon, qOverload<>(&QTimer::start));
    connect(&m_context.engine, &EngineLink::relaysRemoved, &m_soon, qOverload<>(&QTimer::start));
    showData();
}

QString DiscoveryDuplicates::filterPlaceholder() const
{
    return tr("Filter duplicates");
}

QList<QWidget*> DiscoveryDuplicates::panes()
{
    return QList<QWidget*>{m_line} + m_table->panes();
}

void DiscoveryDuplicates::refresh()
{
    if (m_ask.state() == EngineAsk::State::Idle && !m_ask.view<DuplicatesView>())
        reload();
    else
        m_ask.refresh();
}

void DiscoveryDuplicates::reload()
{
    m_ask.ask(DuplicatesQuestion{false, maximumGroups});
}

void DiscoveryDuplicates::hideEvent(QHideEvent* event)
{
    m_ask.stop();
    DiscoveryTab::hideEvent(event);
}

void DiscoveryDuplicates::showData()
{
    const auto view = m_ask.view<DuplicatesView>();
    DataLine::State state;
    state.isLoading = m_ask.state() == EngineAsk::State::Loading;
    if (m_ask.state() == EngineAsk::State::Failed)
        state.error = m_ask.error();
    if (view) {
        if (const auto& snapshot = m_context.feed.shown())
            state.asOf = snapshot->asOf;
        if (view->total > view->groups.size())
            state.note = tr("the %1 greatest of %2 groups")
                             .arg(m_context.fmt.number(static_cast<std::uint64_t>(view->groups.size())),
                                  m_context.fmt.number(view->total));
        m_table->setRows(duplicatetable::rows(*view, m_context.fmt));
    }
    m_line->setState(state);
    m_table->setEmptyText(view ? tr("No two addresses look like one relay")
                              : m_ask.state() == EngineAsk::State::Failed
                              ? tr("The duplicates cannot be read")
                              : tr("Reading…"));
    updateActions();
}

void DiscoveryDuplicates::updateActions()
{
    const bool hasSelected = !m_table->selectedKeys().isEmpty();
    for (const auto& id : {u"discovery.same"_s, u"discovery.different"_s})
        m_context.actions.setAvailable(id, hasSelected, tr("No group is selected"));
}

/// Candidates are rejected, which the page can undo; what is watched twice leaves the list, which the window
/// can.
void DiscoveryDuplicates::makeOne()
{
    const auto view = m_ask.view<DuplicatesView>();
    const auto keys = m_table->selectedKeys();
    if (!view || keys.isEmpty())
        return;
    QList<CandidateDecision> decisions;
    std::set<QByteArray> leaving;
    for (const auto& group : view->groups) {
        if (!keys.contains(QString::fromLatin1(group.key.toHex())))
            continue;
        for (const auto& decision : mergeDuplicates(group)) {
            decisions.append(decision);
            leaving.insert(decision.url);
        }
    }
    QList<RelayId> listed;
    if (const auto& snapshot = m_context.feed.shown()) {
        for (const auto& chunk : snapshot->relays) {
            for (const auto& row : *chunk) {
                if (leaving.count(row.entry.url) > 0)
                    listed.append(row.entry.id);
            }
        }
    }
    m_context.engine.decideCandidates(decisions);
    if (!listed.isEmpty())
        m_context.engine.removeRelays(listed);
}

void DiscoveryDuplicates::dismiss()
{
    QList<QByteArray> keys;
    for (const auto& key : m_table->selectedKeys())
        keys.append(QByteArray::fromHex(key.toLatin1()));
    if (keys.isEmpty())
        return;
    m_context.engine.dismissDuplicates(keys, true);
    emit dismissed(keys);
}

} // namespace nostrscope
