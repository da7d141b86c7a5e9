// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/kindpage.h"

#include "core/nostr/nip19.h"
#include "core/nostr/plaintext.h"
#include "models/activitydata.h"
#include "models/words.h"
#include "ui/charts/timechart.h"
#include "ui/kit/pairrow.h"
#include "ui/kit/tables.h"
#include "ui/pages/dataline.h"
#include "ui/pages/eventinspector.h"
#include "ui/pages/pagecharts.h"
#include "ui/pages/panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int topCount = 20;

/// Where kinds are explained. Opened only by the user's click.
const auto kindIndex = u"https://github.com/nostr-protocol/nips#event-kinds"_s;

TableView* makeRank(const Theme& theme, QSortFilterProxyModel& proxy, RankTableModel& model,
                    const QString& name, const QString& title, QWidget* parent)
{
    proxy.setSourceModel(&model);
    proxy.setSortRole(SortRole);
    proxy.sort(RankTableModel::EventsColumn, Qt::DescendingOrder);
    auto* table = new TableView(theme, &RankTableModel::columnName, parent);
    table->setObjectName(name);
    table->setAccessibleName(title);
    table->setModel(&proxy);
    table->setElide(RankTableModel::NameColumn, Qt::ElideMiddle);
    table->setColumnWidths({24, 9, 9}, RankTableModel::NameColumn);
    table->setMinimumHeight(150);
    return table;
}

} // namespace

KindPage::KindPage(UiContext& context, QWidget* parent)
    : Page(parent)
    , m_context(context)
    , m_charts(context)
    , m_totals(context.engine, ActivityData::interval)
    , m_authors(context.engine, ActivityData::interval)
    , m_relays(context.engine, ActivityData::interval)
    , m_authorModel(context.fmt, tr("Author"))
    , m_relayModel(context.fmt, tr("Relay"))
    , m_events(context.engine, context.fmt)
    , m_heading(new QLabel(this))
    , m_link(new QLabel(this))
    , m_line(new DataLine(context, this))
    , m_chart(new TimeChart(context.theme, context.fmt, tr("Events of this kind"), tr("events"), this))
    , m_authorTable(makeRank(context.theme, m_authorProxy, m_authorModel, u"kindAuthors"_s,
                             tr("Authors with most events"), this))
    , m_relayTable(makeRank(context.theme, m_relayProxy, m_relayModel, u"kindRelays"_s,
                            tr("Relays with most events"), this))
    , m_eventTable(new TableView(context.theme, &EventListModel::columnName, this))
    , m_eventState(new QLabel(this))
    , m_newest(new QPushButton(tr("Read &newest again"), this))
    , m_older(new QPushButton(tr("Show &older"), this))
    , m_retry(new QPushButton(tr("Try a&gain"), this))
{
    m_chart->setObjectName(u"kindChart"_s);
    m_chart->setMinimumHeight(180);
    m_charts.add(*m_chart);
    auto* content = new QWidget(this);
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(12, 8, 12, 12);
    layout->setSpacing(8);
    layout->addWidget(buildHead());
    layout->addWidget(m_line);
    layout->addWidget(m_chart, 2);
    layout->addWidget(buildRanks(), 2);
    layout->addWidget(buildEvents(), 3);
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
    for (auto* asker : {&m_totals, &m_authors, &m_relays})
        connect(asker, &Asker::changed, this, &KindPage::showData);
    connect(m_line, &DataLine::retryRequested, this, [this] {
        for (auto* asker : {&m_totals, &m_authors, &m_relays})
            asker->retry();
    });
    showEvents();
}

QString KindPage::id() const
{
    return u"kind"_s;
}

QString KindPage::title() const
{
    return tr("Activity");
}

QString KindPage::crumb() const
{
    return m_kind ? words::kindText(*m_kind, m_context.fmt) : QString();
}

QString KindPage::parentId() const
{
    return u"activity"_s;
}

QWidget* KindPage::mainView()
{
    return m_eventTable;
}

QList<QWidget*> KindPage::panes()
{
    return {m_chart, m_authorTable, m_relayTable, m_eventTable};
}

QWidget* KindPage::buildHead()
{
    auto* head = new QWidget(this);
    auto font = m_heading->font();
    font.setWeight(QFont::DemiBold);
    font.setPointSizeF(font.pointSizeF() * 1.2);
    m_heading->setFont(font);
    m_heading->setTextFormat(Qt::PlainText);
    m_heading->setWordWrap(true);
    m_heading->setObjectName(u"kindHeading"_s);
    m_link->setObjectName(u"kindLink"_s);
    m_link->setTextFormat(Qt::RichText); // our own text, nothing from the network
    // A label takes the colour of links when its text is set.
    const auto showLink = [this] {
        m_link->setText(
            u"<a href=\"%1\">%2</a>"_s.arg(kindIndex, tr("Kinds in the NIP index").toHtmlEscaped()));
    };
    showLink();
    connect(&m_context.theme, &Theme::changed, m_link, showLink);
    m_link->setTextInteractionFlags(Qt::LinksAccessibleByKeyboard | Qt::LinksAccessibleByMouse);
    m_link->setOpenExternalLinks(true);
    m_link->setAccessibleName(tr("Kinds in the NIP index, opens a web browser"));
    m_link->setToolTip(kindIndex);
    auto* layout = new QHBoxLayout(head);
    layout->setContentsMargins(4, 0, 4, 0);
    layout->addWidget(m_heading, 1);
    layout->addWidget(m_link);
    return head;
}

QWidget* KindPage::buildRanks()
{
    auto* authors = new Panel(m_context.theme, tr("Authors with most events"), m_authorTable, this);
    m_relayPanel = new Panel(m_context.theme, tr("Relays with most events"), m_relayTable, this);
    return new PairRow(authors, m_relayPanel, this);
}

QWidget* KindPage::buildEvents()
{
    m_eventTable->setObjectName(u"kindEvents"_s);
    m_eventTable->setAccessibleName(tr("Newest events"));
    m_eventTable->setModel(&m_events);
    m_eventTable->setSelectionMode(QAbstractItemView::SingleSelection);
    m_eventTable->setColumnHidden(EventListModel::KindColumn, true);
    m_eventTable->setElide(EventListModel::AuthorColumn, Qt::ElideMiddle);
    m_eventTable->setColumnWidths({24, 10, 22, 40, 10}, EventListModel::ContentColumn);
    m_eventTable->setMinimumHeight(200);
    m_eventState->setForegroundRole(QPalette::PlaceholderText);
    m_eventState->setTextFormat(Qt::PlainText);
    m_eventState->setWordWrap(true);
    m_older->setObjectName(u"eventsOlder"_s);
    m_newest->setObjectName(u"eventsNewest"_s);
    m_retry->setObjectName(u"eventsRetry"_s);
    connect(m_eventTable, &QTableView::activated, this, &KindPage::openSelected);
    connect(m_eventTable, &TableView::rowMenuRequested, this, [this](const QPoint& pos) {
        auto* menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        auto* open = menu->addAction(tr("&Inspect event"));
        open->setEnabled(m_eventTable->currentIndex().isValid());
        connect(open, &QAction::triggered, this, &KindPage::openSelected);
        menu->addSeparator();
        m_eventTable->addCommonActions(*menu);
        menu->popup(pos);
    });
    connect(&m_events, &EventListModel::stateChanged, this, &KindPage::showEvents);
    connect(m_older, &QPushButton::clicked, &m_events, &EventListModel::fetchOlder);
    const auto reload = [this] {
        if (m_range)
            loadEvents(*m_range);
    };
    connect(m_newest, &QPushButton::clicked, this, reload);
    connect(m_retry, &QPushButton::clicked, this, reload);
    auto* tools = new QHBoxLayout;
    tools->setContentsMargins(11, 0, 11, 0);
    tools->addWidget(m_eventState, 1);
    for (auto* button : {m_retry, m_newest, m_older})
        tools->addWidget(button);
    auto* box = new QWidget(this);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_eventTable, 1);
    layout->addLayout(tools);
    return new Panel(m_context.theme, tr("Newest events"), box, this);
}

QString KindPage::selection() const
{
    return m_kind ? QString::number(*m_kind) : QString();
}

void KindPage::select(const QString& text)
{
    bool isNumber = false;
    const uint number = text.toUInt(&isNumber);
    if (!isNumber || number > 65535)
        return;
    m_kind = static_cast<Kind>(number);
    m_heading->setText(words::kindText(*m_kind, m_context.fmt));
    for (auto* asker : {&m_totals, &m_authors, &m_relays})
        asker->clear();
    m_range.reset();
    refresh();
}

void KindPage::reload()
{
    m_range.reset();
    refresh();
}

void KindPage::refresh()
{
    const auto& snapshot = m_context.feed.shown();
    if (!snapshot || !isVisible())
        return;
    if (!m_kind) { // opened without one, by `--page kind`
        select(u"1"_s);
        return;
    }
    const auto range = ActivityData::rangeOfSnapshot(*snapshot);
    const bool isNew = !m_range || snapshot->preset != m_preset || (!m_preset && range != *m_range);
    m_preset = snapshot->preset;
    m_range = range;
    update(isNew);
    if (isNew)
        loadEvents(range);
}

void KindPage::hideEvent(QHideEvent* event)
{
    for (auto* asker : {&m_totals, &m_authors, &m_relays})
        asker->stop();
    m_events.stop();
    Page::hideEvent(event);
}

void KindPage::update(bool isNew)
{
    Question question;
    question.range = *m_range;
    question.now = toSeconds(m_context.feed.shown()->asOf);
    question.bucket = bucketOf(*m_range);
    question.kind = m_kind;
    const auto ask = [&question, isNew](Asker& asker, Question::Subject subject, int limit) {
        question.subject = subject;
        question.limit = limit;
        if (isNew)
            asker.ask(question);
        else
            asker.refresh(question);
    };
    ask(m_totals, Question::Subject::Totals, EngineLink::maximumRows);
    ask(m_authors, Question::Subject::KindAuthors, topCount);
    ask(m_relays, Question::Subject::KindRelays, topCount);
}

void KindPage::loadEvents(const TimeRange& range)
{
    Filter filter;
    filter.kinds = std::vector<Kind>{*m_kind};
    if (!range.all) {
        filter.since = range.from + 1;
        filter.until = range.to;
    }
    m_events.load(filter);
}

void KindPage::showData()
{
    DataLine::State state;
    state.renewed = ActivityData::interval;
    for (const auto* asker : {&m_totals, &m_authors, &m_relays}) {
        state.isLoading = state.isLoading || asker->state() == Asker::State::Loading;
        if (asker->state() == Asker::State::Failed)
            state.error = asker->error();
    }
    if (m_totals.table())
        state.asOf = m_totals.table()->asOf;
    m_line->setState(state);
    showChart();
    showRanks();
}

void KindPage::showChart()
{
    m_chart->setEmptyText(emptyText(m_totals, tr("No events of this kind in this range")));
    TimeChartData counts;
    if (const auto& table = m_totals.table())
        counts = totalsOverTime(*table, m_totals.answered(), crumb(), m_context.kindColors.of(m_kind));
    m_chart->setData(std::move(counts));
}

void KindPage::showRanks()
{
    std::vector<RankRow> rows;
    if (const auto& authors = m_authors.table()) {
        for (std::size_t i = 0; i < authors->rows.size(); ++i) {
            const auto hex = authors->value(i, "author").toByteArray();
            const auto key = PubKey::fromHex(hex);
            const auto npub = key ? QString::fromLatin1(encodeNpub(*key)) : QString();
            rows.push_back({QString::fromLatin1(hex), Fmt::shortId(npub), npub,
                            authors->value(i, "events").toULongLong(),
                            authors->value(i, "share").toDouble()});
        }
    }
    m_authorModel.apply(std::move(rows));
    rows.clear();
    if (const auto& relays = m_relays.table()) {
        for (std::size_t i = 0; i < relays->rows.size(); ++i) {
            const auto url = relays->value(i, "url").toByteArray();
            rows.push_back({relays->value(i, "id").toString(), plainText(Fmt::relay(url), 200),
                            plainText(QByteArrayView(url), 2048), relays->value(i, "events").toULongLong(),
                            relays->value(i, "share").toDouble()});
        }
        const bool isPart = !relays->complete && relays->rows.size() < topCount;
        m_relayPanel->setTitle(relays->complete || !isPart
                                   ? tr("Relays with most events")
                                   : tr("Relays with most events, of the newest 50,000"));
    }
    m_relayModel.apply(std::move(rows));
    m_authorProxy.sort(RankTableModel::EventsColumn, Qt::DescendingOrder);
    m_relayProxy.sort(RankTableModel::EventsColumn, Qt::DescendingOrder);
}

void KindPage::showEvents()
{
    const auto& fmt = m_context.fmt;
    const int count = m_events.rowCount();
    QString text;
    if (!m_events.error().isEmpty())
        text = tr("Events cannot be read: %1").arg(m_events.error());
    else if (m_events.isLoading())
        text = tr("Reading…");
    else if (count == 0 && m_events.lookedBackTo())
        text = tr("None found back to %1").arg(fmt.dateTimeZone(*m_events.lookedBackTo()));
    else if (count == 0)
        text = tr("No events of this kind in this range");
    else
        text = m_events.hasOlder() ? tr("%n event(s), there are older ones", nullptr, count)
                                   : tr("%n event(s)", nullptr, count);
    m_eventState->setText(text);
    m_older->setEnabled(m_events.hasOlder() && !m_events.isLoading());
    m_newest->setEnabled(!m_events.isLoading());
    m_retry->setVisible(!m_events.error().isEmpty());
}

void KindPage::openSelected()
{
    const auto index = m_eventTable->currentIndex();
    if (index.isValid())
        inspectEvent(m_context, m_events.idAt(index.row()), this);
}

} // namespace nostrscope
