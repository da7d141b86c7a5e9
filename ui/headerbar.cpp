// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/headerbar.h"

#include "models/tooltip.h"
#include "ui/kit/elidedlabel.h"
#include "ui/kit/timerangebar.h"
#include "ui/shell/actionregistry.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int tightest = 5;

} // namespace

HeaderBar::HeaderBar(UiContext& context, const Clock& clock, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_theme(context.theme)
    , m_back(new QToolButton(this))
    , m_forward(new QToolButton(this))
    , m_parent(new QToolButton(this))
    , m_title(new ElidedLabel(this))
    , m_filter(new QLineEdit(this))
    , m_filterIcon(m_filter->addAction(QIcon(), QLineEdit::LeadingPosition))
    , m_range(new TimeRangeBar(
          context.range, context.formats, clock,
          [&context](const QString& command) { return context.actions.key(command); }, this))
    , m_live(new QToolButton(this))
    , m_collect(new QPushButton(this))
    , m_menuButton(new QToolButton(this))
    , m_menu(new QMenu(this))
{
    setAccessibleName(tr("Header"));
    m_parent->setObjectName(u"titleLink"_s);
    m_parent->setAutoRaise(true);
    m_parent->hide();
    m_title->setObjectName(u"title"_s);
    m_title->setTextFormat(Qt::PlainText);
    m_filter->setObjectName(u"filter"_s);
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaxLength(1000);
    m_live->setObjectName(u"live"_s);
    m_live->setCheckable(true);
    m_collect->setObjectName(u"collect"_s);
    m_menuButton->setObjectName(u"menu"_s);
    m_menuButton->setToolTip(tr("Menu"));
    m_menuButton->setAccessibleName(tr("Menu"));

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 0, 12, 0);
    layout->setSpacing(8);
    layout->addWidget(m_back);
    layout->addWidget(m_forward);
    layout->addWidget(m_parent);
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
    connect(m_parent, &QToolButton::clicked, this, &HeaderBar::parentRequested);
    connect(&m_theme, &Theme::changed, this, &HeaderBar::applyIcons);
    // After the bar itself: it has its new text by then.
    connect(&context.range, &RangeModel::changed, this, &HeaderBar::fit);
    connect(&context.formats, &FmtSource::changed, this, &HeaderBar::fit);
    connect(&context.actions, &ActionRegistry::keysChanged, this, &HeaderBar::refreshTexts);
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

void HeaderBar::applyFont()
{
    auto titleFont = font();
    titleFont.setPointSizeF(font().pointSizeF() * 1.2);
    titleFont.setWeight(QFont::DemiBold);
    m_title->setFont(titleFont);
    m_parent->setFont(titleFont);
    const int line = fontMetrics().height();
    setFixedHeight(std::max(barHeight, line + 24));
    m_filter->setMaximumWidth(line * 16);
    for (auto* button :
         std::initializer_list<QWidget*>{m_back, m_forward, m_parent, m_live, m_collect, m_menuButton})
        button->setMinimumHeight(std::max(28, line + 10));
}

void HeaderBar::applyIcons()
{
    m_filterIcon->setIcon(m_theme.icon(u"search"_s));
    m_menuButton->setIcon(m_theme.icon(u"menu"_s));
    m_collect->setIcon(m_theme.icon(m_collecting ? u"stop"_s : u"start"_s));
    auto palette = m_parent->palette();
    palette.setColor(QPalette::ButtonText, m_theme.colors().accent);
    m_parent->setPalette(palette);
    m_live->setIcon(m_theme.icon(liveIcon()));
}

void HeaderBar::setTitle(const QString& title, const QString& crumb)
{
    if (title == m_pageTitle && crumb == m_crumb)
        return;
    m_pageTitle = title;
    m_crumb = crumb;
    m_parent->setVisible(!crumb.isEmpty());
    m_parent->setText(QString(title).replace(u'&', u"&&"_s));
    m_parent->setToolTip(tr("Back to %1").arg(title));
    m_parent->setAccessibleName(m_parent->toolTip());
    // The arrow is turned by the direction of the text around it.
    const auto text = crumb.isEmpty() ? title : tr("› %1", "what of the page before it").arg(crumb);
    m_title->setText(text);
    m_title->setToolTip(crumb.isEmpty() ? QString() : plainToolTip(crumb));
    fit();
}

void HeaderBar::setFilter(const QString& text, const QString& placeholder)
{
    const QSignalBlocker blocker(m_filter);
    m_filter->setText(text);
    setFilterPlaceholder(placeholder);
}

void HeaderBar::setFilterPlaceholder(const QString& text)
{
    m_filter->setPlaceholderText(text);
    m_filter->setAccessibleName(text.isEmpty() ? tr("Filter") : text);
    m_filter->setVisible(!text.isEmpty());
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

void HeaderBar::setLive(bool live, UnixMillis asOf, bool stale)
{
    const QSignalBlocker blocker(m_live);
    m_live->setChecked(!live);
    const auto time = asOf == UnixMillis{} ? Fmt::missing() : m_context.fmt.timeOfDay(asOf);
    m_isStale = live && stale;
    m_liveText = m_isStale ? tr("Stale %1", "time of the newest figures").arg(time)
        : live             ? tr("Live %1").arg(time)
                           : tr("Paused %1").arg(time);
    m_live->setText(m_liveText);
    m_live->setAccessibleName(m_liveText);
    m_live->setIcon(m_theme.icon(liveIcon()));
}

QString HeaderBar::liveIcon() const
{
    return m_isStale ? u"stale"_s : m_live->isChecked() ? u"start"_s : u"pause"_s;
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
    m_collect->setText(m_tightness >= 2 ? QString() : collect);
    m_collect->setToolTip(collect);
    m_collect->setAccessibleName(collect);
    const bool isIcon = m_tightness >= 3;
    m_live->setToolButtonStyle(isIcon ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    const auto key = m_context.actions.key(u"view.live"_s).toString(QKeySequence::NativeText);
    m_live->setToolTip(key.isEmpty() ? tr("Pause what is shown; collecting goes on")
                                     : tr("Pause what is shown; collecting goes on (%1)").arg(key));
    const auto& metrics = fontMetrics();
    // The width must not follow the digits.
    m_live->setMinimumWidth(isIcon ? 0 : metrics.horizontalAdvance(tr("Paused %1").arg(u"00:00:00"_s)) + 44);
    m_range->setRoom(m_tightness >= 4       ? TimeRangeBar::Room::Short
                         : m_tightness >= 1 ? TimeRangeBar::Room::NoArrows
                                            : TimeRangeBar::Room::Full);
    // A long crumb is cut before words of buttons are.
    const bool isTightest = m_tightness >= 5;
    m_title->setMinimumWidth(std::min(m_title->fontMetrics().horizontalAdvance(m_title->text()) + 2,
                                      metrics.height() * (isTightest ? 2 : 8)));
    m_filter->setMinimumWidth(metrics.height() * (isTightest ? 5 : 8));
}

void HeaderBar::refreshTexts()
{
    m_range->refresh();
    fit();
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
