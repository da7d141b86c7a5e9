// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/relaypage.h"

#include "models/activitydata.h"
#include "models/healthtables.h"
#include "models/healthwords.h"
#include "models/words.h"
#include "ui/kit/emptystate.h"
#include "ui/kit/flattabs.h"
#include "ui/kit/tables.h"
#include "ui/pages/dataline.h"
#include "ui/pages/relayclaimsview.h"
#include "ui/pages/relayfactsview.h"
#include "ui/pages/relayhealthview.h"
#include "ui/pages/relayversionsview.h"
#include "ui/shell/actionregistry.h"

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

/// What no check changed: how much of the windows is known.
constexpr std::chrono::milliseconds healthInterval{30'000};

} // namespace

RelayPage::RelayPage(UiContext& context, QWidget* parent)
    : Page(parent)
    , m_context(context)
    , m_health(context.engine, healthInterval)
    , m_checks(healthtables::checkColumns())
    , m_mark(new QLabel(this))
    , m_heading(new QLabel(this))
    , m_name(new QLabel(this))
    , m_state(new QLabel(this))
    , m_line(new DataLine(context, this))
    , m_tabs(new FlatTabs(context.theme, this))
    , m_stack(new QStackedWidget(this))
    , m_healthView(new RelayHealthView(context, this))
    , m_document(new RelayDocumentView(context, this))
    , m_claims(new RelayClaimsView(context, context.actions.find(u"relay.observe"_s), this))
    , m_versions(new RelayVersionsView(context, this))
    , m_tls(new RelayTlsView(context, this))
    , m_checkTable(new TableView(context.theme, {}, this))
    , m_unchecked(new EmptyState(context.theme, u"relays"_s, this))
    , m_needsProxy(new EmptyState(context.theme, u"relays"_s, this))
    , m_waiting(new EmptyState(context.theme, u"relays"_s, this))
    , m_check(context.actions.find(u"relay.check"_s))
    , m_observe(context.actions.find(u"relay.observe"_s))
    , m_pause(context.actions.find(u"relay.pause"_s))
    , m_resume(context.actions.find(u"relay.resume"_s))
    , m_watch(context.actions.find(u"relay.watch"_s))
    , m_unwatch(context.actions.find(u"relay.unwatch"_s))
{
    m_checkOrder.setSourceModel(&m_checks);
    m_checkOrder.setSortRole(SortRole);
    m_checkTable->setObjectName(u"relayChecks"_s);
    m_checkTable->setAccessibleName(tr("Last checks"));
    m_checkTable->setModel(&m_checkOrder);
    m_checkTable->setSortingEnabled(true);
    m_checkTable->sortByColumn(0, Qt::DescendingOrder);
    m_checkTable->setColumnWidths({20, 30, 9, 9, 9, 9, 9, 9, 9, 9, 11}, 1);
    m_checkTable->setDefaults();
    for (const auto& name :
         {tr("Health"), tr("Information"), tr("Claims"), tr("Versions"), tr("TLS"), tr("Checks")})
        m_tabs->addTab(name);
    m_tabs->setObjectName(u"relayTabs"_s);
    m_tabs->setAccessibleName(tr("Parts of the page"));
    for (auto* view : std::initializer_list<QWidget*>{m_healthView, m_document, m_claims, m_versions, m_tls,
                                                      m_checkTable, m_unchecked, m_needsProxy, m_waiting})
        m_stack->addWidget(view);
    buildEmptyStates();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(buildHead());
    layout->addWidget(m_tabs);
    layout->addWidget(m_stack, 1);
    for (auto* action : {m_check, m_observe, m_watch, m_unwatch, m_pause, m_resume})
        addAction(action);
    connect(m_check, &QAction::triggered, this, [this] { m_context.engine.checkNow({m_relay}); });
    connect(m_observe, &QAction::triggered, this, [this] {
        m_context.engine.observeNow(m_relay);
        reload(); // says that it is under way
    });
    connect(m_pause, &QAction::triggered, this, [this] { setPaused(true); });
    connect(m_resume, &QAction::triggered, this, [this] { setPaused(false); });
    connect(m_watch, &QAction::triggered, this, [this] { m_context.engine.setStarred({m_relay}, true); });
    connect(m_unwatch, &QAction::triggered, this, [this] { m_context.engine.setStarred({m_relay}, false); });
    connect(m_tabs, &QTabBar::currentChanged, this, &RelayPage::showTab);
    connect(&m_health, &EngineAsk::changed, this, &RelayPage::showDetail);
    connect(&context.formats, &FmtSource::changed, this, [this] {
        m_shown.reset();
        showDetail();
    });
    connect(m_line, &DataLine::retryRequested, this, [this] {
        m_health.retry();
        m_healthView->retry();
    });
    connect(m_healthView, &RelayHealthView::incidentsRequested, this,
            [this] { emit pageRequested(u"incidents"_s, {}); });
    connect(&context.engine, &EngineLink::incidentsChanged, this, [this] {
        if (isVisible())
            reload();
    });
}

QString RelayPage::id() const
{
    return u"relay"_s;
}

QString RelayPage::title() const
{
    return tr("Relays");
}

QString RelayPage::crumb() const
{
    const auto* relay = row();
    return relay != nullptr ? m_context.fmt.address(relay->entry.url) : QString();
}

QString RelayPage::parentId() const
{
    return u"relays"_s;
}

QWidget* RelayPage::mainView()
{
    return m_tabs;
}

QList<QWidget*> RelayPage::panes()
{
    QList<QWidget*> all{m_tabs};
    if (m_stack->currentWidget() == m_healthView)
        all += m_healthView->panes();
    else if (m_stack->currentWidget() == m_document)
        all += m_document->panes();
    else if (m_stack->currentWidget() == m_claims)
        all += m_claims->panes();
    else if (m_stack->currentWidget() == m_versions)
        all += m_versions->panes();
    else if (m_stack->currentWidget() == m_tls)
        all += m_tls->panes();
    else
        all.append(m_stack->currentWidget());
    return all;
}

void RelayPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    fitHead();
}

void RelayPage::buildEmptyStates()
{
    m_unchecked->setObjectName(u"relayUnchecked"_s);
    m_uncheckedButton = m_unchecked->addButton(tr("Check now"));
    connect(m_uncheckedButton, &QPushButton::clicked, m_check, &QAction::trigger);
    m_needsProxy->setObjectName(u"relayNeedsProxy"_s);
    m_needsProxy->setText(tr("Needs a proxy for Tor, I2P or Lokinet: it was never tried without one."));
    connect(m_needsProxy->addButton(tr("Settings…")), &QPushButton::clicked, this, [this] {
        if (auto* settings = m_context.actions.find(u"window.settings"_s))
            settings->trigger();
    });
    m_waiting->setObjectName(u"relayWaiting"_s);
}

QString RelayPage::selection() const
{
    return m_relay ? QString::number(m_relay.number()) : QString();
}

const RelayRow* RelayPage::row() const
{
    const auto& relays = m_context.feed.relays();
    const auto at = relays.rowOf(m_relay);
    return at ? &relays.row(*at) : nullptr;
}

void RelayPage::select(const QString& key)
{
    const RelayId relay(key.toUInt());
    if (!relay || relay == m_relay)
        return;
    m_relay = relay;
    m_range.reset();
    m_shown.reset();
    refresh();
}

void RelayPage::reload()
{
    m_range.reset();
    refresh();
}

void RelayPage::hideEvent(QHideEvent* event)
{
    m_health.stop();
    m_healthView->stop();
    Page::hideEvent(event);
}

void RelayPage::refresh()
{
    const auto& snapshot = m_context.feed.shown();
    if (!snapshot || !isVisible())
        return;
    const auto& relays = m_context.feed.relays();
    if (!m_relay && relays.rowCount() > 0) // opened without one, by `--page relay`
        m_relay = relays.row(0).entry.id;
    const auto* relay = row();
    updateActions(relay);
    if (relay == nullptr) {
        m_heading->setText(m_relay ? tr("This relay was removed from the list") : tr("No relays yet"));
        m_mark->clear();
        m_state->hide();
        m_name->hide();
        m_waiting->setText(m_heading->text());
        m_stack->setCurrentWidget(m_waiting);
        return;
    }
    showHead(*relay);
    const auto range = ActivityData::rangeOfSnapshot(*snapshot);
    const auto lastCheck = relay->health ? relay->health->status.lastCheck : std::nullopt;
    const bool isNew = !m_range || snapshot->preset != m_preset || (!m_preset && range != *m_range)
        || lastCheck != m_lastCheck;
    m_lastCheck = lastCheck;
    m_preset = snapshot->preset;
    m_range = range;
    if (isNew) {
        m_health.ask(m_relay, range);
        m_healthView->load(m_relay, snapshot->asOf);
    } else {
        m_health.refresh(range);
        m_healthView->refresh(snapshot->asOf);
    }
    showTab();
}

void RelayPage::showDetail()
{
    DataLine::State state;
    state.isLoading = m_health.state() == EngineAsk::State::Loading;
    if (m_health.state() == EngineAsk::State::Failed)
        state.error = m_health.error();
    const auto& detail = m_health.detail();
    if (detail)
        state.asOf = detail->to;
    m_line->setState(state);
    setObserveAvailable();
    const auto& snapshot = m_context.feed.shown();
    const auto* relay = row();
    if (detail && detail != m_shown && snapshot && relay != nullptr) {
        m_shown = detail;
        const auto now = snapshot->asOf;
        m_healthView->show(*detail, now);
        m_document->show(*detail);
        m_claims->show(detail, now);
        m_versions->show(*detail, now);
        m_tls->show(*detail, relay->entry.url, now);
        m_checks.apply(healthtables::checkRows(*detail, m_context.fmt, now));
        m_checkTable->sortByColumn(m_checkTable->horizontalHeader()->sortIndicatorSection(),
                                   m_checkTable->horizontalHeader()->sortIndicatorOrder());
    }
    showTab();
}

void RelayPage::showTab()
{
    const auto* relay = row();
    if (relay == nullptr)
        return;
    const auto& detail = m_health.detail();
    const bool wantsProxy = words::needsProxy(relay->entry.url)
        && ((relay->health && relay->health->status.lastCause.code == ProbeCode::NeedsProxy)
            || (detail && !detail->checks.empty() && detail->checks.front().code == ProbeCode::NeedsProxy));
    const bool isUnchecked =
        !relay->health || (!relay->health->status.lastCheck && (!detail || detail->checks.empty()));
    if (wantsProxy) {
        m_stack->setCurrentWidget(m_needsProxy);
    } else if (isUnchecked) {
        const bool isChecking = relay->health && relay->health->isChecking;
        m_unchecked->setText(isChecking ? tr("Being checked for the first time")
                                        : tr("This relay was never checked"));
        m_uncheckedButton->setVisible(!isChecking);
        m_stack->setCurrentWidget(m_unchecked);
    } else if (!detail) {
        m_waiting->setText(m_health.state() == EngineAsk::State::Failed
                               ? tr("The health of this relay cannot be read")
                               : tr("Reading…"));
        m_stack->setCurrentWidget(m_waiting);
    } else {
        QWidget* const views[] = {m_healthView, m_document, m_claims, m_versions, m_tls, m_checkTable};
        m_stack->setCurrentWidget(
            views[std::clamp(m_tabs->currentIndex(), 0, static_cast<int>(std::size(views)) - 1)]);
    }
}

void RelayPage::setPaused(bool paused)
{
    m_context.engine.setPaused({m_relay}, paused);
}

} // namespace nostrscope
