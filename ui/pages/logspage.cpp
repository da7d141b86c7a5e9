// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/logspage.h"

#include "models/words.h"
#include "ui/kit/emptystate.h"
#include "ui/kit/fixedfont.h"
#include "ui/kit/flowlayout.h"
#include "ui/kit/tables.h"
#include "ui/shell/actionregistry.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedLayout>
#include <QTimer>
#include <QToolButton>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

QString logColumnName(int column)
{
    static constexpr QLatin1StringView names[LogModel::columns] = {"time"_L1, "level"_L1, "service"_L1,
                                                                   "relay"_L1, "message"_L1};
    return names[column];
}

} // namespace

LogsPage::LogsPage(UiContext& context, QWidget* parent)
    : Page(parent)
    , m_context(context)
    , m_proxy(&context.feed.log())
    , m_history(context.engine, context.feed.log())
    , m_table(new TableView(context.theme, logColumnName, this))
    , m_level(new QComboBox(this))
    , m_follow(new QToolButton(this))
    , m_waiting(new QToolButton(this))
    , m_count(new QLabel(this))
    , m_older(new QLabel(this))
    , m_jump(new QDateTimeEdit(this))
    , m_detail(new QPlainTextEdit(this))
    , m_copy(new QToolButton(this))
    , m_empty(new EmptyState(context.theme, u"logs"_s, this))
    , m_stack(new QStackedLayout)
{
    m_table->setObjectName(u"logTable"_s);
    m_table->setAccessibleName(tr("Log lines"));
    m_table->setModel(&m_proxy);
    m_table->setElide(LogModel::RelayColumn, Qt::ElideMiddle);
    m_table->setColumnWidths({14, 14, 10, 28, 40}, LogModel::MessageColumn);
    buildStack();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildTools());
    layout->addWidget(m_older);
    layout->addLayout(m_stack, 1);
    connect(m_level, &QComboBox::activated, this,
            [this](int index) { setMinimumLevel(static_cast<LogLevel>(index)); });
    connect(m_follow, &QToolButton::clicked, this, [this] { setFollowing(true); });
    connect(m_waiting, &QToolButton::clicked, this, [this] { m_context.feed.setLive(true); });
    connect(&m_proxy, &QAbstractItemModel::rowsInserted, this, &LogsPage::onRowsInserted);
    connect(&m_context.feed, &LiveFeed::waitingChanged, this, &LogsPage::refresh);
    connect(m_table->verticalScrollBar(), &QScrollBar::actionTriggered, this, &LogsPage::onScrolled,
            Qt::QueuedConnection);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &LogsPage::showDetail);
    connect(m_table, &TableView::rowMenuRequested, this, &LogsPage::showRowMenu);
    // Older lines come in front: what one looks at stays where it is.
    connect(&m_proxy, &QAbstractItemModel::rowsAboutToBeInserted, this,
            [this](const QModelIndex&, int first) {
                m_topLine = first == 0 ? QPersistentModelIndex(m_table->indexAt(QPoint(0, 0)))
                                       : QPersistentModelIndex();
            });
    connect(&m_proxy, &QAbstractItemModel::rowsInserted, this, [this] {
        if (!m_topLine.isValid() || m_following)
            return;
        // Once the scroll bar knows of the new rows.
        QTimer::singleShot(0, this, [this] {
            if (m_topLine.isValid())
                m_table->scrollTo(m_topLine, QAbstractItemView::PositionAtTop);
            m_topLine = QPersistentModelIndex();
        });
    });
    connect(&m_history, &LogHistory::changed, this, &LogsPage::showHistory);
    connect(&m_history, &LogHistory::reached, this, &LogsPage::onReached);
}

QWidget* LogsPage::buildTools()
{
    m_older->setObjectName(u"logOlder"_s);
    m_older->setTextFormat(Qt::PlainText);
    m_older->setForegroundRole(QPalette::PlaceholderText);
    m_older->setContentsMargins(16, 0, 16, 4);
    m_older->hide();
    for (const auto level : {LogLevel::Debug, LogLevel::Info, LogLevel::Warning, LogLevel::Error})
        m_level->addItem(words::logLevel(level), static_cast<int>(level));
    m_level->setObjectName(u"logLevel"_s);
    m_level->setAccessibleName(tr("Lowest level"));
    m_level->setCurrentIndex(static_cast<int>(LogLevel::Info));
    m_follow->setText(tr("Jump to end"));
    m_follow->setObjectName(u"logFollow"_s);
    m_waiting->setObjectName(u"logWaiting"_s);
    m_waiting->hide();
    m_follow->hide();
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_jump->setObjectName(u"logJump"_s);
    m_jump->setAccessibleName(tr("Moment to go to"));
    m_jump->setDisplayFormat(u"yyyy-MM-dd HH:mm:ss"_s);
    m_jump->setCalendarPopup(true);
    m_jump->setTimeSpec(Qt::UTC); // the clock of the zone that is chosen, whichever it is
    auto* jumpLabel = new QLabel(tr("&Go to:"), this);
    jumpLabel->setBuddy(m_jump);
    auto* jump = new QToolButton(this);
    jump->setText(tr("Go"));
    jump->setObjectName(u"logJumpGo"_s);
    connect(jump, &QToolButton::clicked, this, [this] {
        const QDateTime local(m_jump->date(), m_jump->time(), m_context.fmt.zone());
        jumpTo(fromMillis(local.toMSecsSinceEpoch()));
    });
    const auto now = QDateTime::currentDateTimeUtc().toTimeZone(m_context.fmt.zone());
    m_jump->setDateTime(QDateTime(now.date(), now.time(), Qt::UTC));
    auto* older = new QToolButton(this);
    older->setText(tr("Show older"));
    older->setObjectName(u"logShowOlder"_s);
    older->setToolTip(tr("Read older lines from the database; scrolling to the top does it too"));
    connect(older, &QToolButton::clicked, this, [this] {
        setFollowing(false);
        m_history.loadOlder();
    });
    auto* exportButton = new QToolButton(this);
    exportButton->setDefaultAction(m_context.actions.find(u"page.export"_s));
    exportButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    exportButton->setAutoRaise(true);
    auto* levelLabel = new QLabel(tr("&Lowest level:"), this);
    levelLabel->setBuddy(m_level);
    auto* bar = new QWidget(this);
    auto* tools = new FlowLayout(bar);
    tools->setContentsMargins(16, 6, 12, 6);
    for (auto* widget : std::initializer_list<QWidget*>{levelLabel, m_level, older, jumpLabel, m_jump, jump,
                                                        exportButton, m_follow, m_waiting})
        tools->addWidget(widget);
    tools->addWidget(m_count);
    tools->setAlignment(m_count, Qt::AlignTrailing);
    return bar;
}

QWidget* LogsPage::buildDetail()
{
    m_detail->setReadOnly(true);
    m_detail->setObjectName(u"logDetail"_s);
    m_detail->setAccessibleName(tr("Selected log line"));
    m_detail->setPlaceholderText(tr("Select a line to read all of it"));
    m_detail->setFont(fixedFont());
    m_detail->setFrameShape(QFrame::NoFrame);
    m_detail->setTabChangesFocus(true);
    m_detail->document()->setDocumentMargin(12);
    m_copy->setText(tr("Copy"));
    m_copy->setObjectName(u"logCopy"_s);
    m_copy->setAccessibleName(tr("Copy the selected line"));
    m_copy->setAutoRaise(true);
    m_copy->setEnabled(false);
    connect(m_copy, &QToolButton::clicked, this, &LogsPage::copyLine);
    auto* box = new QWidget(this);
    auto* layout = new QHBoxLayout(box);
    layout->setContentsMargins(0, 0, 8, 0);
    layout->addWidget(m_detail, 1);
    layout->addWidget(m_copy, 0, Qt::AlignTop);
    return box;
}

void LogsPage::copyLine()
{
    const auto current = m_proxy.mapToSource(m_table->currentIndex());
    if (current.isValid())
        QApplication::clipboard()->setText(m_context.feed.log().lineText(current.row()));
}

void LogsPage::jumpTo(UnixMillis time)
{
    setFollowing(false);
    m_history.loadUntil(time);
}

void LogsPage::onReached(UnixMillis time)
{
    // The first shown line from there on; a filter may hide the very first.
    const int from = m_context.feed.log().rowAt(time);
    for (int row = 0; row < m_proxy.rowCount(); ++row) {
        const auto index = m_proxy.index(row, 0);
        if (m_proxy.mapToSource(index).row() < from)
            continue;
        m_table->setCurrentIndex(index);
        m_table->scrollTo(index, QAbstractItemView::PositionAtTop);
        return;
    }
    if (m_proxy.rowCount() > 0)
        m_table->scrollToBottom();
}

void LogsPage::showHistory()
{
    QString text;
    if (m_history.isLoading())
        text = tr("Reading older lines…");
    else if (!m_history.error().isEmpty())
        text = tr("Older lines cannot be read: %1").arg(m_history.error());
    else if (m_history.isAtEnd())
        text = m_context.feed.log().canTakeOlder() ? tr("Nothing older is kept.")
                                                   : tr("More older lines than this are not shown at once.");
    m_older->setText(text);
    m_older->setVisible(!text.isEmpty());
    refresh();
}

void LogsPage::buildStack()
{
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->setObjectName(u"logSplitter"_s);
    splitter->addWidget(m_table);
    splitter->addWidget(buildDetail());
    splitter->setStretchFactor(0, 5);
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);
    auto* button = m_empty->addButton(tr("Show all"));
    button->setObjectName(u"logShowAll"_s);
    connect(button, &QPushButton::clicked, this, [this] {
        setMinimumLevel(LogLevel::Debug);
        emit filterCleared();
    });
    m_stack->addWidget(splitter);
    m_stack->addWidget(m_empty);
}

QString LogsPage::id() const
{
    return u"logs"_s;
}

QString LogsPage::title() const
{
    return tr("Logs");
}

QString LogsPage::filterPlaceholder() const
{
    return tr("Filter log lines, or /pattern/");
}

QString LogsPage::filterText() const
{
    return m_filterText;
}

QWidget* LogsPage::mainView()
{
    return m_table;
}

void LogsPage::setFilterText(const QString& text)
{
    m_filterText = text;
    // Between slashes: a regular expression.
    const bool isPattern = text.size() > 2 && text.startsWith(u'/') && text.endsWith(u'/');
    const bool isValid = m_proxy.setPattern(isPattern ? text.mid(1, text.size() - 2) : QString());
    if (isValid)
        m_proxy.setText(isPattern ? QString() : text);
    refresh();
}

void LogsPage::setMinimumLevel(LogLevel level)
{
    m_level->setCurrentIndex(static_cast<int>(level));
    m_proxy.setMinimumLevel(level);
    refresh();
}

void LogsPage::refresh()
{
    const auto& fmt = m_context.fmt;
    const auto shown = static_cast<std::uint64_t>(m_proxy.rowCount());
    const auto all = static_cast<std::uint64_t>(m_context.feed.log().rowCount());
    m_count->setText(!m_proxy.patternError().isEmpty() ? tr("Not a pattern: %1").arg(m_proxy.patternError())
                         : shown == all                ? tr("%n line(s)", nullptr, static_cast<int>(all))
                                        : tr("Showing %1 of %2").arg(fmt.number(shown), fmt.number(all)));
    if (shown == 0) {
        const auto level = words::logLevel(m_proxy.minimumLevel());
        m_empty->setText(m_filterText.isEmpty()
                             ? tr("Nothing at level %1 or above").arg(level)
                             : tr("No line at level %1 or above matches “%2”").arg(level, m_filterText));
    }
    m_stack->setCurrentIndex(shown == 0 ? 1 : 0);
    const int waiting = m_context.feed.waitingLines();
    m_waiting->setVisible(waiting > 0);
    m_waiting->setText(tr("%n newer line(s) — show", nullptr, waiting));
}

void LogsPage::onRowsInserted()
{
    if (isVisible())
        refresh();
    if (m_following)
        m_table->scrollToBottom();
}

void LogsPage::onScrolled()
{
    const auto* bar = m_table->verticalScrollBar();
    setFollowing(bar->value() >= bar->maximum());
    if (bar->value() == bar->minimum() && bar->maximum() > bar->minimum())
        m_history.loadOlder();
}

void LogsPage::setFollowing(bool following)
{
    m_following = following;
    m_follow->setVisible(!following);
    if (!following)
        return;
    if (m_context.feed.log().olderCount() > 0)
        m_history.reset();
    m_table->scrollToBottom();
}

void LogsPage::showDetail()
{
    const auto current = m_proxy.mapToSource(m_table->currentIndex());
    if (!current.isValid())
        return;
    m_detail->setPlainText(m_context.feed.log().detailText(current.row()));
    m_copy->setEnabled(true);
    // Reading a line means that it should stay.
    if (current.row() + 1 < m_context.feed.log().rowCount())
        setFollowing(false);
}

void LogsPage::showRowMenu(const QPoint& globalPos)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto* copy = menu->addAction(tr("&Copy lines"));
    copy->setEnabled(m_table->selectionModel()->hasSelection());
    connect(copy, &QAction::triggered, this,
            [this] { QApplication::clipboard()->setText(m_table->selectedText()); });
    menu->popup(globalPos);
}

} // namespace nostrscope
