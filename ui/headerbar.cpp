// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/headerbar.h"

#include <QActionGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int tightest = 3;

} // namespace

HeaderBar::HeaderBar(const Theme& theme, const Fmt& fmt, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_fmt(fmt)
    , m_back(new QToolButton(this))
    , m_forward(new QToolButton(this))
    , m_title(new QLabel(this))
    , m_filter(new QLineEdit(this))
    , m_filterIcon(m_filter->addAction(QIcon(), QLineEdit::LeadingPosition))
    , m_range(new QPushButton(this))
    , m_ranges(new QActionGroup(this))
    , m_live(new QToolButton(this))
    , m_collect(new QPushButton(this))
    , m_menuButton(new QToolButton(this))
    , m_menu(new QMenu(this))
{
    setAccessibleName(tr("Header"));
    m_ranges->setExclusionPolicy(QActionGroup::ExclusionPolicy::ExclusiveOptional);
    m_title->setObjectName(u"title"_s);
    m_title->setTextFormat(Qt::PlainText);
    m_filter->setObjectName(u"filter"_s);
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaxLength(1000);
    m_range->setObjectName(u"range"_s);
    m_range->setToolTip(tr("Time range of all figures, by the date of the events"));
    m_live->setObjectName(u"live"_s);
    m_live->setCheckable(true);
    m_live->setToolTip(tr("Pause what is shown; collecting goes on (%1)").arg(u"Ctrl+Shift+L"_s));
    m_collect->setObjectName(u"collect"_s);
    m_menuButton->setObjectName(u"menu"_s);
    m_menuButton->setToolTip(tr("Menu"));
    m_menuButton->setAccessibleName(tr("Menu"));

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 0, 12, 0);
    layout->setSpacing(8);
    layout->addWidget(m_back);
    layout->addWidget(m_forward);
    layout->addWidget(m_title, 1);
    layout->addWidget(m_filter, 2);
    layout->addWidget(m_range);
    layout->addWidget(m_live);
    layout->addWidget(m_collect);
    layout->addWidget(m_menuButton);
    connect(m_filter, &QLineEdit::textChanged, this, &HeaderBar::filterChanged);
    connect(m_live, &QToolButton::toggled, this, [this](bool paused) { emit liveToggled(!paused); });
    connect(m_menuButton, &QToolButton::clicked, this, [this] {
        const auto size = m_menu->sizeHint();
        m_menu->popup(
            m_menuButton->mapToGlobal(QPoint(m_menuButton->width() - size.width(), m_menuButton->height())));
    });
    connect(m_collect, &QPushButton::clicked, this, [this] { emit collectToggled(!m_collecting); });
    connect(&theme, &Theme::changed, this, &HeaderBar::applyIcons);
    applyFont();
    applyIcons();
    updateTexts();
}

void HeaderBar::setHistoryActions(QAction* back, QAction* forward)
{
    m_back->setDefaultAction(back);
    m_forward->setDefaultAction(forward);
    for (auto* button : {m_back, m_forward}) {
        button->setAutoRaise(true);
        button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    }
}

void HeaderBar::setRangeActions(const QList<QAction*>& presets, const QList<QAction*>& others)
{
    auto* menu = new QMenu(m_range);
    for (auto* action : presets) {
        action->setCheckable(true);
        m_ranges->addAction(action);
        menu->addAction(action);
    }
    menu->addSeparator();
    menu->addActions(others);
    m_range->setMenu(menu);
}

void HeaderBar::applyFont()
{
    auto titleFont = font();
    titleFont.setPointSizeF(font().pointSizeF() * 1.2);
    titleFont.setWeight(QFont::DemiBold);
    m_title->setFont(titleFont);
    const int line = fontMetrics().height();
    setFixedHeight(std::max(barHeight, line + 24));
    m_filter->setMinimumWidth(line * 8);
    m_filter->setMaximumWidth(line * 16);
    for (auto* button :
         std::initializer_list<QWidget*>{m_back, m_forward, m_range, m_live, m_collect, m_menuButton})
        button->setMinimumHeight(std::max(28, line + 10));
}

void HeaderBar::applyIcons()
{
    m_filterIcon->setIcon(m_theme.icon(u"search"_s));
    m_menuButton->setIcon(m_theme.icon(u"menu"_s));
    m_collect->setIcon(m_theme.icon(m_collecting ? u"stop"_s : u"start"_s));
    m_live->setIcon(m_theme.icon(m_live->isChecked() ? u"start"_s : u"pause"_s));
}

void HeaderBar::setTitle(const QString& title, const QString& crumb)
{
    const auto text = crumb.isEmpty() ? title : tr("%1 › %2", "page and what of it").arg(title, crumb);
    m_title->setText(text);
    m_title->setToolTip(crumb.isEmpty() ? QString() : text.toHtmlEscaped());
    fit();
}

void HeaderBar::setFilter(const QString& text, const QString& placeholder)
{
    const QSignalBlocker blocker(m_filter);
    m_filter->setText(text);
    m_filter->setPlaceholderText(placeholder);
    m_filter->setVisible(!placeholder.isEmpty());
    fit();
}

void HeaderBar::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void HeaderBar::clearFilter()
{
    m_filter->clear();
}

void HeaderBar::setFilterText(const QString& text)
{
    m_filter->setText(text);
}

void HeaderBar::setRange(const RangeChoice& choice, UnixMillis now)
{
    const auto zone = m_fmt.zoneName(now);
    if (const auto preset = choice.preset())
        m_ranges->actions().at(static_cast<int>(*preset))->setChecked(true);
    else if (auto* checked = m_ranges->checkedAction())
        checked->setChecked(false);
    if (choice == m_choice && zone == m_zone)
        return;
    m_choice = choice;
    m_zone = zone;
    fit();
}

void HeaderBar::setLive(bool live, UnixMillis asOf)
{
    const QSignalBlocker blocker(m_live);
    m_live->setChecked(!live);
    const auto time = asOf == UnixMillis{} ? Fmt::missing() : m_fmt.timeOfDay(asOf);
    m_liveText = live ? tr("Live %1").arg(time) : tr("Paused %1").arg(time);
    m_live->setText(m_liveText);
    m_live->setAccessibleName(m_liveText);
    m_live->setIcon(m_theme.icon(live ? u"pause"_s : u"start"_s));
}

void HeaderBar::setCollecting(bool collecting)
{
    if (collecting == m_collecting)
        return;
    m_collecting = collecting;
    applyIcons();
    fit();
}

void HeaderBar::updateTexts()
{
    const auto collect = m_collecting ? tr("Stop collecting") : tr("Start collecting");
    m_collect->setText(m_tightness >= 1 ? QString() : collect);
    m_collect->setToolTip(collect);
    m_collect->setAccessibleName(collect);
    m_live->setToolButtonStyle(m_tightness >= 2 ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    const auto& metrics = fontMetrics();
    // The width must not follow the digits.
    m_live->setMinimumWidth(
        m_tightness >= 2 ? 0 : metrics.horizontalAdvance(tr("Paused %1").arg(u"00:00:00"_s)) + 44);
    const auto range = tr("%1 · %2", "range and time zone").arg(RangeModel::text(m_choice, m_fmt), m_zone);
    m_range->setText(m_tightness < 3 ? range : m_choice.isFixed() ? tr("Custom") : m_choice.toString());
    m_range->setAccessibleName(range);
    m_range->setMinimumWidth(metrics.horizontalAdvance(m_range->text()) + 40);
}

void HeaderBar::fit()
{
    for (m_tightness = 0; m_tightness <= tightest; ++m_tightness) {
        updateTexts();
        layout()->invalidate();
        if (layout()->minimumSize().width() <= width())
            break;
    }
    m_tightness = std::min(m_tightness, tightest);
}

void HeaderBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fit();
}

void HeaderBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        applyFont();
        fit();
    }
}

void HeaderBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.colors().base);
    painter.setPen(QPen(m_theme.colors().hairline, 0));
    painter.drawLine(0, height() - 1, width(), height() - 1);
}

} // namespace nostrscope
