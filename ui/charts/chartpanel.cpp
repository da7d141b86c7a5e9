// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartpanel.h"

#include "models/roles.h"
#include "models/tooltip.h"

#include "ui/kit/accessrole.h"
#include "ui/kit/card.h"
#include "ui/kit/elidedlabel.h"
#include "ui/kit/infobutton.h"
#include "ui/kit/tables.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int margin = 12;

} // namespace

ChartPanel::ChartPanel(const Theme& theme, const Fmt& fmt, const QString& title, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_fmt(fmt)
    , m_title(title)
    , m_titleLabel(new ElidedLabel(title, this))
    , m_subtitle(new ElidedLabel(this))
    , m_heading(new QHBoxLayout)
    , m_menuButton(new QToolButton(this))
    , m_stack(new QStackedLayout)
{
    installAccessRoles();
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(title);
    for (auto* label : {m_titleLabel, m_subtitle})
        label->setTextFormat(Qt::PlainText);
    auto titleFont = font();
    titleFont.setWeight(QFont::DemiBold);
    m_titleLabel->setFont(titleFont);
    m_titleLabel->setMinimumWidth(0);
    m_subtitle->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_menuButton->setAutoRaise(true);
    m_menuButton->setObjectName(u"chartMenu"_s);
    m_menuButton->setAccessibleName(tr("Chart menu: %1").arg(title));
    m_menuButton->setToolTip(tr("Chart menu (Shift+F10)"));
    connect(m_menuButton, &QToolButton::clicked, this,
            [this] { showMenu(m_menuButton->mapToGlobal(QPoint(0, m_menuButton->height()))); });
    m_heading->setSpacing(12);
    m_heading->addWidget(m_titleLabel);
    m_heading->addWidget(m_subtitle, 1);
    m_heading->addWidget(m_menuButton);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(margin, 6, margin, 8);
    layout->setSpacing(4);
    layout->addLayout(m_heading);
    layout->addLayout(m_stack, 1);
    m_sorted.setSourceModel(&m_tableModel);
    m_sorted.setSortRole(SortRole);
    connect(&theme, &Theme::changed, this, &ChartPanel::applyTheme);
    applyTheme();
}

ChartPanel::~ChartPanel()
{
    delete m_tip.data();
}

void ChartPanel::setBody(QWidget* body)
{
    m_body = body;
    m_stack->addWidget(body);
}

void ChartPanel::setTitle(const QString& title)
{
    m_title = title;
    m_titleLabel->setText(title);
    setAccessibleName(title);
    m_menuButton->setAccessibleName(tr("Chart menu: %1").arg(title));
}

void ChartPanel::setDefinition(const QString& text)
{
    if (m_info == nullptr) {
        m_info = new InfoButton(m_theme, m_title, this);
        m_heading->insertWidget(m_heading->indexOf(m_menuButton), m_info);
    }
    m_info->setText(text);
}

void ChartPanel::setFmt(const Fmt& fmt)
{
    m_fmt = fmt;
    fmtChanged();
}

void ChartPanel::fmtChanged()
{
    if (m_body != nullptr)
        m_body->update();
    updateTip();
    refreshTexts();
}

void ChartPanel::setSubtitle(const QString& subtitle)
{
    m_subtitle->setText(subtitle);
    m_subtitle->setToolTip(plainToolTip(subtitle));
}

void ChartPanel::applyTheme()
{
    auto palette = m_subtitle->palette();
    palette.setColor(QPalette::WindowText, colors().secondary);
    m_subtitle->setPalette(palette);
    m_menuButton->setIcon(m_theme.icon(u"menu"_s));
    update();
}

void ChartPanel::refreshTexts()
{
    const auto marked = cursorText();
    setAccessibleDescription(marked.isEmpty() ? summary() : marked);
    if (isTableShown())
        m_tableModel.setTable(toTable());
}

bool ChartPanel::isTableShown() const
{
    return m_tableView != nullptr && m_stack->currentWidget() == m_tableView;
}

void ChartPanel::makeTable()
{
    m_tableView = new TableView(
        m_theme, [](int column) { return QString::number(column); }, this);
    m_tableView->setObjectName(u"chartTable"_s);
    m_tableView->setModel(&m_sorted);
    m_tableView->setAccessibleName(tr("%1 as a table").arg(m_title));
    connect(m_tableView, &TableView::rowMenuRequested, this, &ChartPanel::showMenu);
    m_stack->addWidget(m_tableView);
}

void ChartPanel::setTableShown(bool shown)
{
    if (shown == isTableShown())
        return;
    const bool hadFocus = isAncestorOf(QApplication::focusWidget()) || hasFocus();
    if (shown) {
        m_tableModel.setTable(toTable());
        if (m_tableView == nullptr)
            makeTable();
        m_tableView->setColumnWidths(QList<int>{20} + QList<int>(m_tableModel.columnCount() - 1, 14),
                                     m_tableModel.columnCount() - 1);
        m_tableView->sortByColumn(0, Qt::AscendingOrder);
        m_stack->setCurrentWidget(m_tableView);
        if (m_sorted.rowCount() > 0)
            m_tableView->setCurrentIndex(m_sorted.index(0, 0));
    } else {
        m_stack->setCurrentWidget(m_body);
    }
    if (hadFocus)
        (shown ? static_cast<QWidget*>(m_tableView) : this)->setFocus(Qt::OtherFocusReason);
    updateTip();
    emit tableShown(shown);
}

void ChartPanel::paintEvent(QPaintEvent*)
{
    paintPanel(*this, colors(), true);
}

void ChartPanel::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
}

void ChartPanel::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

void ChartPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    watchAncestors();
    setAccessibleDescription(summary());
}

void ChartPanel::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    hideTip();
}

void ChartPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    updateTip();
}

/// The tooltip lies in the window: it must follow when something between scrolls.
void ChartPanel::watchAncestors()
{
    for (auto* widget = parentWidget(); widget != nullptr && !widget->isWindow();
         widget = widget->parentWidget())
        widget->installEventFilter(this);
}

bool ChartPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Move && m_tip != nullptr && m_tip->isVisible())
        updateTip();
    return QWidget::eventFilter(watched, event);
}

void ChartPanel::showTip(const QString& heading, const QList<ChartTip::Line>& lines, const QStringList& notes,
                         const QWidget& canvas, const QPoint& anchor)
{
    if (!isVisible() || isTableShown()) {
        hideTip();
        return;
    }
    if (m_tip == nullptr || m_tip->parentWidget() != window()) {
        delete m_tip.data();
        m_tip = new ChartTip(m_theme, window());
    }
    m_tip->setContent(heading, lines, notes);
    m_tip->placeBeside(canvas.mapTo(window(), anchor));
}

void ChartPanel::hideTip()
{
    if (m_tip != nullptr)
        m_tip->hide();
}

void ChartPanel::contextMenuEvent(QContextMenuEvent* event)
{
    showMenu(event->reason() == QContextMenuEvent::Keyboard ? mapToGlobal(QPoint(margin, margin))
                                                            : event->globalPos());
}

void ChartPanel::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        const auto text = cursorText();
        if (!text.isEmpty())
            QApplication::clipboard()->setText(text);
    } else if (event->key() == Qt::Key_T && event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier)) {
        setTableShown(!isTableShown());
    } else if (event->key() == Qt::Key_F10 && event->modifiers() == Qt::ShiftModifier) {
        showMenu(mapToGlobal(QPoint(margin, margin)));
    } else if (event->key() == Qt::Key_Escape && isTableShown()) {
        setTableShown(false);
    } else {
        QWidget::keyPressEvent(event);
    }
}

void ChartPanel::fillMenu(QMenu&) { }

void ChartPanel::showMenu(const QPoint& globalPos)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(u"chartContextMenu"_s);
    fillMenu(*menu);
    if (!menu->isEmpty())
        menu->addSeparator();
    auto* table = menu->addAction(tr("Show as &table"));
    table->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_T);
    table->setCheckable(true);
    table->setChecked(isTableShown());
    connect(table, &QAction::triggered, this, &ChartPanel::setTableShown);
    menu->addSeparator();
    auto* copyText = menu->addAction(tr("Copy &marked value"));
    copyText->setShortcut(QKeySequence::Copy);
    copyText->setEnabled(!cursorText().isEmpty());
    connect(copyText, &QAction::triggered, this,
            [this] { QApplication::clipboard()->setText(cursorText()); });
    connect(menu->addAction(tr("Copy &image")), &QAction::triggered, this,
            [this] { QApplication::clipboard()->setImage(toImage(devicePixelRatioF())); });
    connect(menu->addAction(tr("Copy &data (CSV)")), &QAction::triggered, this,
            [this] { QApplication::clipboard()->setText(QString::fromUtf8(toCsv())); });
    connect(menu->addAction(tr("&Export…")), &QAction::triggered, this, &ChartPanel::openExport);
    menu->popup(globalPos);
}

} // namespace nostrscope
