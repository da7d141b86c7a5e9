// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/discoverymonitors.h"

#include "ui/kit/tables.h"
#include "ui/pages/dataline.h"

#include <QVBoxLayout>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::milliseconds interval{600'000}; // reads an index of all events

} // namespace

DiscoveryMonitors::DiscoveryMonitors(UiContext& context, QWidget* parent)
    : DiscoveryTab(parent)
    , m_context(context)
    , m_ask(context.engine, interval)
    , m_line(new DataLine(context, this))
    , m_table(
          new DiscoveryTable(context, monitortable::columns(), u"monitorTable"_s, tr("Other monitors"), this))
{
    auto& table = m_table->view();
    table.setColumnWidths({20, 18, 13, 24, 10, 9, 16, 9}, monitortable::ChecksColumn);
    table.sortByColumn(monitortable::RelaysColumn, Qt::DescendingOrder);
    table.setDefaults();
    m_line->setContentsMargins(8, 6, 8, 0);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_line);
    layout->addWidget(m_table, 1);
    connect(m_table, &DiscoveryTable::filterEdited, this, &DiscoveryMonitors::filterEdited);
    connect(&m_ask, &EngineAsk::changed, this, &DiscoveryMonitors::showData);
    connect(m_line, &DataLine::retryRequested, &m_ask, &EngineAsk::retry);
    connect(&m_context.formats, &FmtSource::changed, this, &DiscoveryMonitors::showData);
    showData();
}

QString DiscoveryMonitors::filterPlaceholder() const
{
    return tr("Filter monitors");
}

QList<QWidget*> DiscoveryMonitors::panes()
{
    return QList<QWidget*>{m_line} + m_table->panes();
}

void DiscoveryMonitors::refresh()
{
    if (m_ask.state() == EngineAsk::State::Idle && !m_ask.view<MonitorsView>())
        reload();
    else
        m_ask.refresh();
}

void DiscoveryMonitors::reload()
{
    m_ask.ask(MonitorsQuestion());
}

void DiscoveryMonitors::hideEvent(QHideEvent* event)
{
    m_ask.stop();
    DiscoveryTab::hideEvent(event);
}

void DiscoveryMonitors::showData()
{
    const auto view = m_ask.view<MonitorsView>();
    DataLine::State state;
    state.isLoading = m_ask.state() == EngineAsk::State::Loading;
    if (m_ask.state() == EngineAsk::State::Failed)
        state.error = m_ask.error();
    if (view) {
        if (const auto& snapshot = m_context.feed.shown())
            state.asOf = snapshot->asOf;
        if (view->total > view->monitors.size())
            state.note = tr("the %1 that report most of %2")
                             .arg(m_context.fmt.number(static_cast<std::uint64_t>(view->monitors.size())),
                                  m_context.fmt.number(view->total));
        m_table->setNow(state.asOf);
        m_table->setRows(monitortable::rows(*view, m_context.fmt, state.asOf));
    }
    m_line->setState(state);
    m_table->setEmptyText(view ? tr("No report of another monitor is stored (kinds 10166 and 30166)")
                              : m_ask.state() == EngineAsk::State::Failed ? tr("The monitors cannot be read")
                                                                          : tr("Reading…"));
}

} // namespace nostrscope
