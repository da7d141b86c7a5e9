// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/discoverypage.h"

#include "ui/kit/flattabs.h"
#include "ui/pages/discoveryduplicates.h"
#include "ui/pages/discoveryfetchdialog.h"
#include "ui/pages/discoverymonitors.h"
#include "ui/pages/discoveryoutbox.h"
#include "ui/pages/discoveryrulesdialog.h"
#include "ui/shell/actionregistry.h"

#include <QAction>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QLatin1StringView tabIds[] = {"candidates"_L1, "duplicates"_L1, "monitors"_L1, "outbox"_L1};

} // namespace

DiscoveryPage::DiscoveryPage(UiContext& context, QWidget* parent)
    : Page(parent)
    , m_context(context)
    , m_tabs(new FlatTabs(context.theme, this))
    , m_stack(new QStackedWidget(this))
    , m_candidates(new DiscoveryCandidates(context, this))
{
    m_tabs->setObjectName(u"discoveryTabs"_s);
    m_tabs->setAccessibleName(tr("Parts of discovery"));
    auto* duplicates = new DiscoveryDuplicates(context, this);
    addTab(tr("Candidates"), m_candidates);
    addTab(tr("Duplicates"), duplicates);
    addTab(tr("Other monitors"), new DiscoveryMonitors(context, this));
    addTab(tr("Outbox coverage"), new DiscoveryOutbox(context, this));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_tabs);
    layout->addWidget(m_stack, 1);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        m_stack->setCurrentIndex(index);
        emit filterEdited(tab().filterText());
        tab().refresh();
    });
    connect(m_candidates, &DiscoveryCandidates::shown, this, &DiscoveryPage::updateActions);
    connect(duplicates, &DiscoveryDuplicates::dismissed, this, &DiscoveryPage::onDismissed);
    connect(&context.engine, &EngineLink::candidatesDecided, this, &DiscoveryPage::onDecided);
    connectActions();
    updateActions();
}

void DiscoveryPage::addTab(const QString& title, DiscoveryTab* tab)
{
    m_tabs->addTab(title);
    m_stack->addWidget(tab);
    connect(tab, &DiscoveryTab::filterEdited, this, &DiscoveryPage::filterEdited);
}

void DiscoveryPage::declareActions(ActionRegistry& actions)
{
    const auto group = tr("Discovery");
    const auto page = u"discovery"_s;
    const auto add = [&](const QString& id, const QString& text, const QString& icon, const QString& tip) {
        actions.add({u"discovery."_s + id, group, text, icon, {}, page})->setToolTip(tip);
    };
    add(u"run"_s, tr("&Run now"), u"start"_s, tr("Read what was stored since the last run"));
    add(u"validate"_s, tr("&Validate"), u"search"_s,
        tr("Run, then connect to candidates whose time has come: are they Nostr relays at all?"));
    add(u"cancel"_s, tr("&Cancel"), u"stop"_s, tr("End the run; what was found so far is kept"));
    add(u"accept"_s, tr("&Accept"), u"add"_s, tr("Put the selected relays on the list"));
    add(u"reject"_s, tr("Re&ject…"), u"remove"_s, tr("Take the selected relays out of review, and say why"));
    add(u"never"_s, tr("&Never again"), {},
        tr("Take the selected relays out of review and do not even count who names them"));
    add(u"undo"_s, tr("&Undo decision"), {}, tr("Take back the last decision"));
    add(u"rules"_s, tr("R&ules…"), u"settings"_s,
        tr("By which validated candidates join the list by themselves"));
    add(u"import"_s, tr("&Fetch…"), u"import"_s,
        tr("Fetch lists of relays from addresses, or the relays that domains name (NIP-05)"));
    add(u"same"_s, tr("Make &one"), {},
        tr("Keep the first relay of the selected groups and reject the others for being the same"));
    add(u"different"_s, tr("&Different relays"), {},
        tr("Remember that the URLs of the selected groups are different relays"));
}

void DiscoveryPage::connectActions()
{
    const auto on = [this](const QString& id, auto slot) {
        auto* action = m_context.actions.find(u"discovery."_s + id);
        addAction(action);
        connect(action, &QAction::triggered, this, slot);
    };
    on(u"run"_s, [this] { m_context.engine.runDiscovery(false); });
    on(u"validate"_s, [this] { m_context.engine.runDiscovery(true); });
    on(u"cancel"_s, [this] { m_context.engine.cancelDiscovery(); });
    on(u"undo"_s, &DiscoveryPage::undo);
    on(u"rules"_s, [this] { (new DiscoveryRulesDialog(m_context, this))->open(); });
    on(u"import"_s, [this] { (new DiscoveryFetchDialog(m_context, this))->open(); });
}

QString DiscoveryPage::id() const
{
    return u"discovery"_s;
}

QString DiscoveryPage::title() const
{
    return tr("Discovery");
}

DiscoveryTab& DiscoveryPage::tab() const
{
    return *static_cast<DiscoveryTab*>(m_stack->currentWidget());
}

QString DiscoveryPage::filterPlaceholder() const
{
    return tab().filterPlaceholder();
}

QString DiscoveryPage::filterText() const
{
    return tab().filterText();
}

void DiscoveryPage::setFilterText(const QString& text)
{
    tab().setFilterText(text);
}

QWidget* DiscoveryPage::mainView()
{
    return tab().mainView();
}

QString DiscoveryPage::selection() const
{
    return u"tab:"_s + tabIds[m_tabs->currentIndex()];
}

void DiscoveryPage::select(const QString& selection)
{
    for (int i = 0; i < int(std::size(tabIds)); ++i) {
        if (selection == u"tab:"_s + tabIds[i])
            m_tabs->setCurrentIndex(i);
    }
}

QList<QWidget*> DiscoveryPage::panes()
{
    return QList<QWidget*>{m_tabs} + tab().panes();
}

void DiscoveryPage::refresh()
{
    if (m_context.feed.shown() && isVisible())
        tab().refresh();
}

void DiscoveryPage::reload()
{
    tab().reload();
}

void DiscoveryPage::updateActions()
{
    auto& actions = m_context.actions;
    const auto& view = m_candidates->view();
    const bool isRunning = view && view->step != DiscoveryStep::Idle;
    const auto running = tr("A run is under way");
    actions.setAvailable(u"discovery.run"_s, !isRunning, running);
    actions.setAvailable(u"discovery.validate"_s, !isRunning, running);
    actions.setAvailable(u"discovery.cancel"_s, isRunning, tr("No run is under way"));
    actions.setAvailable(u"discovery.undo"_s, !m_before.isEmpty() || !m_dismissed.isEmpty(),
                         tr("Nothing was decided"));
}

void DiscoveryPage::onDecided(const QList<CandidateDecision>& before)
{
    // What was undone is not offered to be undone.
    m_before = std::exchange(m_isUndoing, false) ? QList<CandidateDecision>() : before;
    m_dismissed.clear();
    updateActions();
}

void DiscoveryPage::onDismissed(const QList<QByteArray>& keys)
{
    m_dismissed = keys;
    m_before.clear();
    updateActions();
}

void DiscoveryPage::undo()
{
    if (!m_dismissed.isEmpty()) {
        m_context.engine.dismissDuplicates(std::exchange(m_dismissed, {}), false);
        updateActions();
    } else if (!m_before.isEmpty()) {
        m_isUndoing = true;
        m_context.engine.decideCandidates(std::exchange(m_before, {}));
    }
}

} // namespace nostrscope
