// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/headerbar.h"

#include "models/words.h"
#include "ui/kit/statusshape.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

HeaderBar::HeaderBar(const Theme& theme, const Fmt& fmt, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_fmt(fmt)
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
    setFixedHeight(barHeight);
    auto titleFont = font();
    titleFont.setPointSizeF(font().pointSizeF() * 1.2);
    titleFont.setWeight(QFont::DemiBold);
    m_title->setFont(titleFont);
    m_filter->setObjectName(u"filter"_s);
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMinimumWidth(140);
    m_filter->setMaximumWidth(280);
    m_range->setObjectName(u"range"_s);
    m_range->setToolTip(tr("Time range of all figures, by the date of the events"));
    buildRangeMenu();
    m_live->setObjectName(u"live"_s);
    m_live->setCheckable(true);
    m_live->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_live->setToolTip(tr("Pause what is shown; collecting goes on (%1)").arg(u"Ctrl+Shift+L"_s));
    m_collect->setObjectName(u"collect"_s);
    m_menuButton->setToolTip(tr("Menu"));
    m_menuButton->setAccessibleName(tr("Menu"));
    for (auto* button : std::initializer_list<QWidget*>{m_range, m_live, m_collect, m_menuButton})
        button->setMinimumHeight(28);

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 0, 12, 0);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    layout->addStretch();
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
    setCollecting(false);
    applyIcons();
}

void HeaderBar::buildRangeMenu()
{
    auto* menu = new QMenu(m_range);
    for (const auto preset : {RangePreset::Hour, RangePreset::SixHours, RangePreset::Day, RangePreset::Week,
                              RangePreset::Month, RangePreset::Quarter, RangePreset::All}) {
        auto* action = menu->addAction(words::rangeName(preset));
        action->setCheckable(true);
        action->setData(static_cast<int>(preset));
        action->setShortcut(
            QKeySequence(Qt::ALT | static_cast<Qt::Key>(Qt::Key_1 + static_cast<int>(preset))));
        m_ranges->addAction(action);
        connect(action, &QAction::triggered, this, [this, preset] { emit rangeChosen(preset); });
    }
    m_range->setMenu(menu);
}

void HeaderBar::applyIcons()
{
    m_filterIcon->setIcon(m_theme.icon(u"search"_s));
    m_menuButton->setIcon(m_theme.icon(u"menu"_s));
    m_collect->setIcon(m_theme.icon(m_collecting ? u"stop"_s : u"start"_s));
    m_live->setIcon(m_theme.icon(m_live->isChecked() ? u"start"_s : u"pause"_s));
}

void HeaderBar::setTitle(const QString& title)
{
    m_title->setText(title);
}

void HeaderBar::setFilter(const QString& text, const QString& placeholder)
{
    const QSignalBlocker blocker(m_filter);
    m_filter->setText(text);
    m_filter->setPlaceholderText(placeholder);
    m_filter->setVisible(!placeholder.isEmpty());
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

void HeaderBar::setRange(RangePreset preset, UnixMillis now)
{
    const auto actions = m_ranges->actions();
    actions.at(static_cast<int>(preset))->setChecked(true);
    m_range->setText(tr("%1 · %2", "range and time zone").arg(words::rangeName(preset), m_fmt.zoneName(now)));
    m_range->setMinimumWidth(fontMetrics().horizontalAdvance(m_range->text()) + 40);
}

void HeaderBar::setLive(bool live, UnixMillis asOf)
{
    const QSignalBlocker blocker(m_live);
    m_live->setChecked(!live);
    const auto time = asOf == UnixMillis{} ? Fmt::missing() : m_fmt.timeOfDay(asOf);
    const auto text = live ? tr("Live %1").arg(time) : tr("Paused %1").arg(time);
    m_live->setText(text);
    m_live->setAccessibleName(text);
    m_live->setIcon(m_theme.icon(live ? u"pause"_s : u"start"_s));
    // The width must not follow the digits.
    m_live->setMinimumWidth(fontMetrics().horizontalAdvance(tr("Paused %1").arg(u"00:00:00"_s)) + 44);
}

void HeaderBar::setCollecting(bool collecting)
{
    if (collecting == m_collecting && !m_collect->text().isEmpty())
        return;
    m_collecting = collecting;
    m_collect->setText(collecting ? tr("Stop collecting") : tr("Start collecting"));
    m_collect->setIcon(m_theme.icon(collecting ? u"stop"_s : u"start"_s));
}

void HeaderBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.colors().base);
    painter.setPen(QPen(m_theme.colors().hairline, 0));
    painter.drawLine(0, height() - 1, width(), height() - 1);
}

} // namespace nostrscope
