// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/logspage.h"

#include "models/words.h"
#include "ui/kit/emptystate.h"
#include "ui/kit/tables.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedLayout>
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
    , m_table(new TableView(context.theme, logColumnName, this))
    , m_level(new QComboBox(this))
    , m_follow(new QToolButton(this))
    , m_waiting(new QToolButton(this))
    , m_count(new QLabel(this))
    , m_detail(new QPlainTextEdit(this))
    , m_empty(new EmptyState(context.theme, u"logs"_s, this))
    , m_stack(new QStackedLayout)
{
    m_table->setObjectName(u"logTable"_s);
    m_table->setAccessibleName(tr("Log lines"));
    m_table->setModel(&m_proxy);
    m_table->setElide(LogModel::RelayColumn, Qt::ElideMiddle);
    m_table->setColumnWidths({14, 11, 10, 28, 40}, LogModel::MessageColumn);
    m_detail->setReadOnly(true);
    m_detail->setObjectName(u"logDetail"_s);
    m_detail->setAccessibleName(tr("Selected log line"));
    m_detail->setPlaceholderText(tr("Select a line to read all of it"));
    m_detail->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_detail->setFrameShape(QFrame::NoFrame);
    m_detail->document()->setDocumentMargin(12);
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
    auto* levelLabel = new QLabel(tr("&Lowest level:"), this);
    levelLabel->setBuddy(m_level);
    auto* tools = new QHBoxLayout;
    tools->setContentsMargins(16, 6, 12, 6);
    for (auto* widget : std::initializer_list<QWidget*>{levelLabel, m_level, m_follow, m_waiting})
        tools->addWidget(widget);
    tools->addStretch();
    tools->addWidget(m_count);
    buildStack();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(tools);
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
}

void LogsPage::buildStack()
{
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->setObjectName(u"logSplitter"_s);
    splitter->addWidget(m_table);
    splitter->addWidget(m_detail);
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
    return tr("Filter log lines");
}

QString LogsPage::filterText() const
{
    return m_proxy.text();
}

QWidget* LogsPage::mainView()
{
    return m_table;
}

void LogsPage::setFilterText(const QString& text)
{
    m_proxy.setText(text);
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
    m_count->setText(shown == all ? tr("%n line(s)", nullptr, static_cast<int>(all))
                                  : tr("Showing %1 of %2").arg(fmt.number(shown), fmt.number(all)));
    if (shown == 0) {
        const auto level = words::logLevel(m_proxy.minimumLevel());
        m_empty->setText(m_proxy.text().isEmpty()
                             ? tr("Nothing at level %1 or above").arg(level)
                             : tr("No line at level %1 or above matches “%2”").arg(level, m_proxy.text()));
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
}

void LogsPage::setFollowing(bool following)
{
    m_following = following;
    m_follow->setVisible(!following);
    if (following)
        m_table->scrollToBottom();
}

void LogsPage::showDetail()
{
    const auto current = m_proxy.mapToSource(m_table->currentIndex());
    if (!current.isValid())
        return;
    m_detail->setPlainText(m_context.feed.log().lineText(current.row()).replace(u'\t', u'\n'));
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

void LogsPage::saveState(UiState& state) const
{
    state.tables.insert(id(), m_table->saveState());
}

void LogsPage::restoreState(const UiState& state)
{
    const auto found = state.tables.constFind(id());
    if (found != state.tables.constEnd())
        m_table->restoreState(*found);
}

} // namespace nostrscope
