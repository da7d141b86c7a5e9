// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/overviewpage.h"

#include "models/activitydata.h"
#include "models/roles.h"
#include "models/words.h"
#include "ui/kit/card.h"
#include "ui/kit/cardgrid.h"
#include "ui/kit/pairrow.h"
#include "ui/kit/tables.h"
#include "ui/pages/dataline.h"
#include "ui/pages/healthattention.h"
#include "ui/pages/pagecharts.h"
#include "ui/pages/panel.h"
#include "ui/pages/startcard.h"
#include "ui/shell/actionregistry.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The period before moves on slowly.
constexpr std::chrono::milliseconds previousInterval{60'000};
constexpr std::chrono::milliseconds openTimesInterval{30'000};
/// Between two snapshots of a visible window, at the most.
constexpr std::chrono::milliseconds snapshotInterval{1000};

} // namespace

OverviewPage::OverviewPage(UiContext& context, QWidget* parent)
    : Page(parent)
    , m_context(context)
    , m_charts(context)
    , m_previous(context.engine, previousInterval)
    , m_openTimes(context.engine, openTimesInterval)
    , m_content(new QWidget(this))
    , m_scroll(new QScrollArea(this))
    , m_start(new StartCard(context, m_content))
    , m_attention(new AttentionList(context.theme, m_content))
    , m_grid(new CardGrid(m_content))
    , m_chart(new TimeChart(context.theme, context.fmt, tr("Events"), tr("events"), m_content))
    , m_availability(new TimeChart(context.theme, context.fmt, tr("Relay availability"),
                                   tr("share of wanted relays"), m_content))
    , m_topRelays(&context.feed.topRelays())
    , m_relayTable(new TableView(context.theme, &RelayTableModel::columnName, m_content))
    , m_serviceTable(new TableView(
          context.theme, [](int column) { return QString::number(column); }, m_content))
{
    buildCards();
    buildStartCard();
    m_chart->setObjectName(u"eventsChart"_s);
    m_charts.add(*m_chart);
    m_availability->setObjectName(u"availabilityChart"_s);
    m_availability->setValueUnit(ChartUnit::Ratio);
    m_availability->setMinimumHeight(150);
    m_availability->setEmptyText(tr("Measured while this program collects"));
    m_charts.add(*m_availability);
    auto* layout = new QVBoxLayout(m_content);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(8);
    layout->addWidget(m_start);
    layout->addWidget(m_attention);
    for (auto* judging : std::initializer_list<QWidget*>{m_start, m_attention})
        judging->hide(); // nothing is known before the first snapshot
    layout->addWidget(m_grid);
    layout->addWidget(m_chart, 4);
    layout->addWidget(m_availability, 2);
    layout->addWidget(buildTables(), 5);
    m_content->setAutoFillBackground(false);
    m_scroll->setWidget(m_content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_scroll);
    connect(m_attention, &AttentionList::actionRequested, this, &OverviewPage::onAction);
    for (const auto* asker : {&m_previous, &m_openTimes}) {
        connect(asker, &Asker::changed, this, [this] {
            if (const auto& snapshot = m_context.feed.shown(); snapshot && isVisible())
                showFigures(*snapshot);
        });
    }
}

QString OverviewPage::id() const
{
    return u"overview"_s;
}

QString OverviewPage::title() const
{
    return tr("Overview");
}

QWidget* OverviewPage::mainView()
{
    return m_cards[RelaysCard];
}

QList<QWidget*> OverviewPage::panes()
{
    return {m_start, m_attention, m_cards[RelaysCard], m_chart, m_availability, m_relayTable, m_serviceTable};
}

void OverviewPage::hideEvent(QHideEvent* event)
{
    m_previous.stop();
    m_openTimes.stop();
    Page::hideEvent(event);
}

/// What the snapshot does not have: the time to open in the range, and the figures of the period before.
void OverviewPage::askForFigures(const Snapshot& snapshot)
{
    const auto range = ActivityData::rangeOfSnapshot(snapshot);
    const auto choice = RangeChoice::of(snapshot.preset, range);
    const bool isNew = m_asked != choice;
    m_asked = choice;
    Question question;
    question.now = toSeconds(snapshot.asOf);
    const auto ask = [&](Asker& asker, Question::Subject subject, const std::optional<TimeRange>& over) {
        if (isNew)
            asker.clear(); // figures of another range say nothing of this one
        if (!over)
            return;
        question.subject = subject;
        question.range = *over;
        if (isNew)
            asker.ask(question);
        else
            asker.refresh(question);
    };
    ask(m_openTimes, Question::Subject::OpenTimes, range);
    ask(m_previous, Question::Subject::Overview, ActivityData::previousOf(range));
}

void OverviewPage::buildStartCard()
{
    m_start->setObjectName(u"startCard"_s);
    const auto& actions = m_context.actions;
    connect(m_start, &StartCard::importRequested, actions.find(u"data.import"_s), &QAction::trigger);
    connect(m_start, &StartCard::typeRequested, actions.find(u"relays.add"_s), &QAction::trigger);
    connect(m_start, &StartCard::demoRequested, actions.find(u"data.demo"_s), &QAction::trigger);
}

void OverviewPage::buildCards()
{
    const std::pair<QString, QString> texts[CardCount] = {
        {tr("Relays online"),
         tr("Opened and could be read at their last check, two hours ago at most (not checked yet: answered "
            "the collector within 10 minutes); now, whatever the range")},
        {tr("Events now"),
         tr("New events stored each second, mean of the last 10 seconds, whatever the range")},
        {tr("Events"), tr("Different verified events of the range, by their own date")},
        {tr("Active pubkeys"), tr("Different authors of the events of the range")},
        {tr("Zaps"), tr("Zap receipts (kind 9735) of the range; the amount is what they claim")},
        {tr("Open time"),
         tr("From the look-up of the name to the open WebSocket, in the checks of the range of all relays: "
            "half "
            "are faster than p50, 95 of 100 faster than p95")},
    };
    for (std::size_t i = 0; i < CardCount; ++i) {
        m_cards[i] = new Card(m_context.theme, texts[i].first, texts[i].second, m_grid);
        m_grid->addCard(m_cards[i]);
        const bool isAboutRelays = i == RelaysCard || i == OpenCard;
        connect(m_cards[i], &Card::activated, this, [this, isAboutRelays] {
            if (isAboutRelays)
                emit pageRequested(u"relays"_s);
            else
                m_chart->setFocus(Qt::OtherFocusReason);
        });
    }
    m_cards[RelaysCard]->setObjectName(u"cardRelays"_s);
    m_cards[EventsCard]->setObjectName(u"cardEvents"_s);
}

QWidget* OverviewPage::buildTables()
{
    m_relayTable->setModel(&m_topRelays);
    m_relayTable->setObjectName(u"topRelays"_s);
    m_relayTable->setAccessibleName(tr("Relays with most events"));
    m_relayTable->setElide(RelayTableModel::RelayColumn, Qt::ElideMiddle);
    for (int column = 0; column < RelayTableModel::columns; ++column) {
        m_relayTable->setColumnHidden(column,
                                      column > RelayTableModel::EventsColumn
                                          || column == RelayTableModel::ReadP50Column
                                          || column == RelayTableModel::UptimeColumn);
    }
    m_relayTable->setColumnWidths({12, 20, 9, 9, 20, 10, 9}, RelayTableModel::RelayColumn);
    m_topRelays.sort(RelayTableModel::EventsColumn, Qt::DescendingOrder);
    connect(m_relayTable, &QTableView::activated, this, [this](const QModelIndex& index) {
        emit pageRequested(u"relay"_s, index.data(KeyRole).toString());
    });

    m_services.setSourceModel(&m_context.feed.services());
    m_services.setSortRole(SortRole);
    m_services.sort(ServiceTableModel::StateColumn, Qt::DescendingOrder);
    m_serviceTable->setModel(&m_services);
    m_serviceTable->setObjectName(u"services"_s);
    m_serviceTable->setAccessibleName(tr("Services"));
    m_serviceTable->setColumnHidden(ServiceTableModel::DetailColumn, true);
    m_serviceTable->setColumnWidths({12, 12, 20, 7, 7, 7, 7}, ServiceTableModel::NameColumn);

    m_relayTable->setMinimumHeight(190);
    m_serviceTable->setMinimumHeight(130);
    return new PairRow(new Panel(m_context.theme, tr("Relays with most events"), m_relayTable, m_content),
                       new Panel(m_context.theme, tr("Services"), m_serviceTable, m_content), m_content);
}

void OverviewPage::reload()
{
    m_asked.reset();
    refresh();
}

void OverviewPage::refresh()
{
    const auto& snapshot = m_context.feed.shown();
    if (!snapshot)
        return;
    m_wasStarted = m_wasStarted || snapshot->vitals.collecting;
    const auto& overview = snapshot->overview;
    m_start->setVisible(overview.eventsEver == 0 && (overview.totalRelays == 0 || !m_wasStarted));
    m_start->setRelayCount(snapshot->overview.totalRelays);
    m_attention->setItems(attentionItems(*snapshot), allClearText(*snapshot));
    m_attention->setVisible(!m_start->isVisibleTo(m_content));
    if (isVisible())
        askForFigures(*snapshot);
    showFigures(*snapshot);
    showCharts(*snapshot);
    m_topRelays.resort();
}

QList<AttentionItem> OverviewPage::attentionItems(const Snapshot& snapshot) const
{
    QList<AttentionItem> items;
    const auto& vitals = snapshot.vitals;
    const auto& fmt = m_context.fmt;
    if (!vitals.storeError.isEmpty())
        items.append(
            {Status::Down, tr("Nothing is stored: %1").arg(vitals.storeError), tr("Retry"), u"retry"_s});
    for (const auto& service : snapshot.services) {
        if (service.state == ServiceStatus::State::Failed)
            items.append({Status::Down,
                          tr("%1 failed: %2").arg(words::serviceName(service.name), service.detail),
                          tr("Show log"), u"logs"_s});
    }
    items += downItems(m_context.fmt, snapshot);
    if (vitals.ownOutage)
        items.append({Status::Degraded,
                      tr("This machine seems to be offline since %1. No relay is blamed for it.")
                          .arg(fmt.dateTimeZone(vitals.ownOutageSince)),
                      {},
                      {}});
    for (const auto& service : snapshot.services) {
        if (service.state == ServiceStatus::State::Degraded)
            items.append({Status::Degraded,
                          tr("%1 is degraded: %2").arg(words::serviceName(service.name), service.detail),
                          tr("Show log"), u"logs"_s});
    }
    items += certificateItems(m_context.fmt, snapshot);
    const auto& overview = snapshot.overview;
    if (!vitals.collecting)
        items.append({Status::Paused, tr("Collecting is stopped; the figures stand still."),
                      tr("Start collecting"), u"start"_s});
    if (overview.eventsInRange == 0 && overview.eventsEver > 0 && snapshot.preset != RangePreset::All)
        items.append({Status::Unknown,
                      overview.collectedSince ? tr("No events in this range. Collected since %1.")
                                                    .arg(fmt.dateTimeZone(*overview.collectedSince))
                                              : tr("No events in this range."),
                      tr("Show all time"), u"all"_s});
    return items;
}

QString OverviewPage::allClearText(const Snapshot& snapshot) const
{
    const auto down = snapshot.overview.wantedRelays
        - std::min(snapshot.overview.wantedRelays, snapshot.overview.connectedRelays);
    if (down == 0)
        return tr("All clear: every service runs and every relay is connected.");
    return tr("All clear: every service runs. Not connected: %n relay(s).", nullptr, static_cast<int>(down));
}

void OverviewPage::showFigures(const Snapshot& snapshot)
{
    const auto& overview = snapshot.overview;
    const auto& vitals = snapshot.vitals;
    const auto& fmt = m_context.fmt;
    const auto age = ageText(m_context, snapshot.asOf, snapshotInterval);
    const auto range = tr("%1 · %2", "range or sample of a figure, its age")
                           .arg(RangeModel::text(RangeChoice::of(snapshot.preset, snapshot.range), fmt), age);
    const auto before = [this](const char* column) -> std::optional<std::uint64_t> {
        const auto& table = m_previous.table();
        if (!table || table->rows.empty())
            return std::nullopt;
        return table->value(0, column).toULongLong();
    };
    m_cards[RelaysCard]->setValue(
        fmt.number(overview.activeRelays),
        tr("of %1 known, %2 connected")
            .arg(fmt.number(overview.totalRelays), fmt.number(overview.connectedRelays)));
    m_cards[RelaysCard]->setSample(tr("last check went well · %1").arg(age));
    m_cards[RateCard]->setValue(vitals.collecting ? fmt.perSecond(vitals.eventsPerSecond) : Fmt::missing(),
                                vitals.collecting
                                    ? tr("peak %1").arg(fmt.perSecond(vitals.peakEventsPerSecond))
                                    : tr("not collecting"));
    m_cards[RateCard]->setSample(tr("mean of 10 s · %1").arg(age));
    const auto future = overview.futureEvents == 0
        ? QString()
        : tr("; %1 more are dated ahead of their arrival").arg(fmt.numberFull(overview.futureEvents));
    m_cards[EventsCard]->setValue(fmt.number(overview.eventsInRange),
                                  words::changeText(overview.eventsInRange, before("total_events"), fmt),
                                  fmt.numberFull(overview.eventsInRange) + future);
    m_cards[AuthorsCard]->setValue(fmt.number(overview.uniqueAuthors),
                                   words::changeText(overview.uniqueAuthors, before("unique_authors"), fmt),
                                   fmt.numberFull(overview.uniqueAuthors));
    m_cards[ZapsCard]->setValue(fmt.number(overview.zaps),
                                tr("%1 claimed", "amount in sat").arg(fmt.sats(overview.zapMillisats)),
                                fmt.numberFull(overview.zaps));
    for (const auto card : {EventsCard, AuthorsCard, ZapsCard})
        m_cards[card]->setSample(range);
    const auto& opened = m_openTimes.table();
    const auto time = [&opened](const char* column) -> std::optional<std::chrono::milliseconds> {
        const auto value = opened ? opened->value(0, column) : QVariant();
        if (value.isNull())
            return std::nullopt;
        return std::chrono::round<std::chrono::milliseconds>(std::chrono::microseconds(value.toLongLong()));
    };
    const auto samples = opened ? opened->value(0, "samples").toULongLong() : 0;
    m_cards[OpenCard]->setValue(fmt.latency(time("p50_us")),
                                samples == 0 ? tr("no check in the range")
                                             : tr("p95 %1 · %n check(s)", nullptr, static_cast<int>(samples))
                                                   .arg(fmt.latency(time("p95_us"))));
    m_cards[OpenCard]->setSample(range);
}

void OverviewPage::showCharts(const Snapshot& snapshot)
{
    m_chart->setEmptyText(snapshot.overview.eventsEver == 0 ? tr("Events appear here as soon as they arrive")
                                                            : tr("No events in this range"));
    m_chart->setData(eventsOverTime(m_context, snapshot));
    m_availability->setData(availabilityOverTime(m_context, snapshot));
}

void OverviewPage::onAction(const QString& action)
{
    if (action == "start"_L1)
        m_context.engine.startCollecting();
    else if (action == "retry"_L1)
        m_context.engine.retryStore();
    else if (action == "all"_L1)
        emit rangeRequested(RangePreset::All);
    else if (action.startsWith("relay/"_L1))
        emit pageRequested(u"relay"_s, action.mid(6));
    else if (action.startsWith("relays/"_L1))
        emit pageRequested(u"relays"_s, action.mid(7));
    else
        emit pageRequested(action);
}

void OverviewPage::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), palette().color(QPalette::Window));
}

} // namespace nostrscope
