// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done with the incidents of the page "Incidents".
#include "ui/charts/lanechart.h"
#include "ui/kit/filterbar.h"
#include "ui/kit/flattabs.h"
#include "ui/kit/tableactions.h"
#include "ui/kit/tables.h"
#include "ui/pages/dataline.h"
#include "ui/pages/incidentdetail.h"
#include "ui/pages/incidentspage.h"
#include "ui/shell/actionregistry.h"

#include <QAction>
#include <QMenu>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

void IncidentsPage::connectActions()
{
    for (auto* action : {m_acknowledge, m_undo, m_note, m_open, m_check})
        addAction(action);
    connect(m_acknowledge, &QAction::triggered, this, [this] { acknowledge(true); });
    connect(m_undo, &QAction::triggered, this, [this] { acknowledge(false); });
    connect(m_note, &QAction::triggered, m_detail, &IncidentDetail::editNote);
    connect(m_check, &QAction::triggered, this, [this] { m_context.engine.checkNow(selectedRelays()); });
    connect(m_detail, &IncidentDetail::incidentRequested, this, &IncidentsPage::select);
    connect(m_open, &QAction::triggered, this, &IncidentsPage::openRelay);
    connect(m_table, &QTableView::activated, this, &IncidentsPage::openRelay);
    connect(m_table, &TableView::rowMenuRequested, this, &IncidentsPage::showRowMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &IncidentsPage::showSelected);
    connect(m_cells, &TableActions::filterTermRequested, this,
            [this](const QString& term) { emit filterEdited(FilterBar::withTerm(m_proxy.text(), term)); });
    connect(m_filter, &FilterBar::textEdited, this, &IncidentsPage::filterEdited);
    connect(m_lists, &QTabBar::currentChanged, this, &IncidentsPage::showList);
    connect(m_chart, &LaneChart::activated, this, [this](const QVariant& key) { select(key.toString()); });
    connect(&m_ask, &EngineAsk::changed, this, &IncidentsPage::showData);
    connect(m_line, &DataLine::retryRequested, &m_ask, &EngineAsk::retry);
    connect(&m_context.formats, &FmtSource::changed, this, &IncidentsPage::showData);
    connect(&m_context.theme, &Theme::changed, this, &IncidentsPage::showChart);
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, [this] {
        if (isVisible() && m_range)
            m_ask.ask(query());
        else
            m_range.reset(); // asks when it is seen again
    });
    connect(&m_context.engine, &EngineLink::incidentsChanged, &m_soon, qOverload<>(&QTimer::start));
}

void IncidentsPage::declareActions(ActionRegistry& actions)
{
    const auto group = tr("Incidents");
    const auto page = u"incidents"_s;
    actions
        .add({u"incidents.acknowledge"_s,
              group,
              tr("Ac&knowledge"),
              {},
              {QKeySequence(Qt::CTRL | Qt::Key_D)},
              page})
        ->setToolTip(tr("Mark the selected incidents as seen"));
    actions.add({u"incidents.unacknowledge"_s, group, tr("&Unacknowledge"), {}, {}, page})
        ->setToolTip(tr("Take back that the selected incidents were seen"));
    actions.add({u"incidents.note"_s, group, tr("&Note…"), {}, {QKeySequence(Qt::Key_F2)}, page});
    actions.add({u"incidents.relay"_s, group, tr("&Open relay"), u"relays"_s, {}, page});
    actions.add({u"incidents.check"_s, group, tr("&Check now"), {}, {}, page})
        ->setToolTip(tr("Check the relays of the selected incidents now"));
    for (const auto& id : {u"incidents.acknowledge"_s, u"incidents.unacknowledge"_s, u"incidents.note"_s,
                           u"incidents.relay"_s, u"incidents.check"_s})
        actions.setAvailable(id, false, tr("Select incidents on the page Incidents first"));
}

QList<std::int64_t> IncidentsPage::selectedNumbers(bool acknowledged) const
{
    QList<std::int64_t> numbers;
    const auto keys = m_table->selectedKeys();
    for (const auto& key : keys) {
        const auto* incident = find(key.toString());
        if (incident != nullptr && incident->acknowledged.has_value() == acknowledged)
            numbers.append(incident->number);
    }
    return numbers;
}

QList<RelayId> IncidentsPage::selectedRelays() const
{
    QList<RelayId> relays;
    const auto keys = m_table->selectedKeys();
    for (const auto& key : keys) {
        const auto* incident = find(key.toString());
        if (incident != nullptr && !relays.contains(incident->relay))
            relays.append(incident->relay);
    }
    return relays;
}

void IncidentsPage::updateActions()
{
    auto& actions = m_context.actions;
    const auto count = m_table->selectedKeys().size();
    const auto nothing = tr("No incident is selected");
    actions.setAvailable(m_acknowledge->objectName(), !selectedNumbers(false).isEmpty(),
                         count == 0 ? nothing : tr("The selected incidents are acknowledged"));
    actions.setAvailable(m_undo->objectName(), !selectedNumbers(true).isEmpty(),
                         count == 0 ? nothing : tr("The selected incidents are not acknowledged"));
    const auto several = count == 0 ? nothing : tr("Several incidents are selected");
    actions.setAvailable(m_note->objectName(), count == 1, several);
    const auto relays = selectedRelays().size();
    actions.setAvailable(m_open->objectName(), relays == 1,
                         count == 0 ? nothing : tr("Incidents of several relays are selected"));
    actions.setAvailable(m_check->objectName(), relays > 0, nothing);
}

void IncidentsPage::acknowledge(bool acknowledged)
{
    m_context.engine.acknowledgeIncidents(selectedNumbers(!acknowledged), acknowledged);
}

void IncidentsPage::openRelay()
{
    const auto keys = m_table->selectedKeys();
    if (const auto* incident = keys.isEmpty() ? nullptr : find(keys.constFirst().toString()))
        emit pageRequested(u"relay"_s, QString::number(incident->relay.number()));
}

void IncidentsPage::showRowMenu(const QPoint& globalPos)
{
    auto* menu = new QMenu(this);
    menu->setObjectName(u"incidentMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({m_open, m_check, m_acknowledge, m_undo, m_note});
    menu->addSeparator();
    m_cells->addTo(*menu, true);
    menu->addSeparator();
    m_table->addColumnMenu(*menu);
    menu->addAction(m_export);
    menu->popup(globalPos);
}

} // namespace nostrscope
