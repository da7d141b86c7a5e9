// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/timerangebar.h"

#include "models/words.h"
#include "ui/kit/rangedialog.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

TimeRangeBar::TimeRangeBar(RangeModel& range, FmtSource& formats, const Clock& clock, KeyOf keyOf,
                           QWidget* parent)
    : QWidget(parent)
    , m_model(range)
    , m_formats(formats)
    , m_clock(clock)
    , m_keyOf(std::move(keyOf))
    , m_back(new QToolButton(this))
    , m_range(new QPushButton(this))
    , m_forward(new QToolButton(this))
    , m_zone(new QToolButton(this))
    , m_menu(new QMenu(m_range))
{
    setLayoutDirection(Qt::LeftToRight);
    setAccessibleName(tr("Time range"));
    m_range->setObjectName(u"range"_s);
    m_range->setMenu(m_menu);
    m_zone->setObjectName(u"zone"_s);
    m_zone->setAutoRaise(true);
    m_back->setAutoRaise(true);
    m_forward->setAutoRaise(true);
    m_back->setArrowType(Qt::LeftArrow);
    m_forward->setArrowType(Qt::RightArrow);
    m_back->setObjectName(u"rangeBack"_s);
    m_forward->setObjectName(u"rangeForward"_s);
    m_back->setAccessibleName(tr("Earlier"));
    m_forward->setAccessibleName(tr("Later"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    for (auto* widget : std::initializer_list<QWidget*>{m_back, m_range, m_forward, m_zone}) {
        widget->setMinimumHeight(28);
        layout->addWidget(widget);
    }
    connect(m_back, &QToolButton::clicked, this, [this] { m_model.shift(-1); });
    connect(m_forward, &QToolButton::clicked, this, [this] { m_model.shift(1); });
    connect(m_zone, &QToolButton::clicked, this, [this] { m_formats.setUtc(!m_formats.isUtc()); });
    connect(m_menu, &QMenu::aboutToShow, this, &TimeRangeBar::fillMenu);
    connect(&m_model, &RangeModel::changed, this, &TimeRangeBar::updateTexts);
    connect(&m_formats, &FmtSource::changed, this, &TimeRangeBar::updateTexts);
    connect(&m_model, &RangeModel::quickRangesChanged, this, &TimeRangeBar::fillMenu);
    fillMenu();
    updateTexts();
}

void TimeRangeBar::setRoom(Room room)
{
    m_room = room;
    m_back->setVisible(room == Room::Full);
    m_forward->setVisible(room == Room::Full);
    updateTexts();
}

QString TimeRangeBar::keyText(const QString& command) const
{
    return m_keyOf ? m_keyOf(command).toString(QKeySequence::NativeText) : QString();
}

void TimeRangeBar::openCustom()
{
    (new RangeDialog(m_model, m_formats, m_clock, window()))->open();
}

void TimeRangeBar::updateTexts()
{
    const auto fmt = m_formats.fmt();
    const auto& choice = m_model.choice();
    const auto text = RangeModel::text(choice, fmt);
    m_range->setText(m_room != Room::Short ? text : choice.isFixed() ? tr("Custom") : choice.fileSuffix());
    m_range->setMinimumWidth(m_range->fontMetrics().horizontalAdvance(m_range->text()) + 40);
    m_range->setAccessibleName(tr("Time range: %1").arg(text));
    m_range->setToolTip(tr("%1\nTime range of all figures, by the date of the events").arg(text));
    const auto tip = [this](const QString& name, const QString& command) {
        const auto key = keyText(command);
        return key.isEmpty() ? name : tr("%1 (%2)", "what a button does, its key").arg(name, key);
    };
    m_back->setToolTip(tip(tr("Earlier"), u"range.earlier"_s));
    m_forward->setToolTip(tip(tr("Later"), u"range.later"_s));
    const auto zone = fmt.zoneName(m_clock.now());
    m_zone->setText(zone);
    m_zone->setAccessibleName(tr("Time zone: %1").arg(zone));
    m_zone->setToolTip(m_formats.isUtc() ? tr("Times are in UTC; click for local time")
                                         : tr("Times are in %1; click for UTC").arg(zone));
    // Where the computer's zone is UTC there is nothing to switch; it is named all the same.
    m_zone->setEnabled(m_formats.localZone() != QTimeZone::utc() || !m_formats.isUtc());
    m_back->setEnabled(m_model.canShift(-1));
    m_forward->setEnabled(m_model.canShift(1));
}

void TimeRangeBar::fillMenu()
{
    m_menu->clear();
    const auto withKey = [this](const QString& text, const QString& command) {
        const auto key = keyText(command);
        return key.isEmpty() ? text : text + u'\t' + key;
    };
    const auto add = [this](const QString& text, const RangeChoice& choice) {
        auto* action = m_menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(m_model.choice() == choice);
        connect(action, &QAction::triggered, this, [this, choice] { m_model.setChoice(choice); });
    };
    for (const auto preset : {RangePreset::Hour, RangePreset::SixHours, RangePreset::Day, RangePreset::Week,
                              RangePreset::Month, RangePreset::Quarter, RangePreset::All})
        add(withKey(words::rangeName(preset), u"range."_s + toString(preset)), preset);
    for (const auto& quick : m_model.quickRanges())
        add(QString(quick.name).replace(u'&', u"&&"_s), quick.choice);
    auto* custom = m_menu->addAction(withKey(tr("&Custom…"), u"range.custom"_s));
    custom->setObjectName(u"rangeCustom"_s);
    connect(custom, &QAction::triggered, this, &TimeRangeBar::openCustom);
    m_menu->addSeparator();
    const auto move = [this, &withKey](const QString& text, const QString& command, bool enabled, auto slot) {
        auto* action = m_menu->addAction(withKey(text, command));
        action->setEnabled(enabled);
        connect(action, &QAction::triggered, this, slot);
    };
    move(tr("&Earlier"), u"range.earlier"_s, m_model.canShift(-1), [this] { m_model.shift(-1); });
    move(tr("&Later"), u"range.later"_s, m_model.canShift(1), [this] { m_model.shift(1); });
    move(tr("Zoom &out"), u"range.zoomOut"_s, m_model.canZoomOut(), [this] { m_model.zoomOut(); });
    move(tr("Zoom &in"), u"range.zoomIn"_s, m_model.canZoomIn(), [this] { m_model.zoomIn(); });
    if (m_model.quickRanges().isEmpty())
        return;
    auto* removal = m_menu->addMenu(tr("&Remove from this menu"));
    for (const auto& quick : m_model.quickRanges())
        connect(removal->addAction(QString(quick.name).replace(u'&', u"&&"_s)), &QAction::triggered, this,
                [this, name = quick.name] { m_model.removeQuickRange(name); });
}

} // namespace nostrscope
