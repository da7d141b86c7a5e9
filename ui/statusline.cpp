// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/statusline.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QToolButton>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int barSteps = 1000;
constexpr auto wantedProperty = "wanted";

} // namespace

StatusLine::StatusLine(const Fmt& fmt, QWidget* parent)
    : QWidget(parent)
    , m_fmt(fmt)
    , m_bar(new QProgressBar(this))
{
    setAccessibleName(tr("Status"));
    const std::pair<QString, QString> names[] = {
        {u"statusRelays"_s, tr("Open connections of those that are wanted")},
        {u"statusRate"_s, tr("New events stored, mean of the last 10 seconds")},
        {u"statusQueue"_s, tr("Received and not stored yet")},
        {u"statusTask"_s, tr("Tasks that run; click for the list")},
        {u"statusDisk"_s, tr("Size of the database, and free space on its disk")},
        {u"statusClock"_s, tr("Time in the zone of all times shown")},
    };
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 1, 8, 1);
    layout->setSpacing(4);
    for (const auto& [name, tip] : names) {
        const auto part = static_cast<Part>(m_parts.size());
        auto* button = new QToolButton(this);
        button->setObjectName(name);
        button->setToolTip(tip);
        button->setAccessibleName(tip);
        button->setAccessibleDescription(tip);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setMinimumHeight(24);
        button->setProperty(wantedProperty, false);
        button->hide();
        if (part == Part::Task) {
            layout->addStretch();
            layout->addWidget(m_bar);
        }
        layout->addWidget(button);
        m_parts.append(button);
        connect(button, &QToolButton::clicked, this, [this, part] { emit activated(part); });
    }
    m_bar->setObjectName(u"statusBar"_s);
    m_bar->setRange(0, barSteps);
    m_bar->setTextVisible(false);
    m_bar->setFixedSize(96, 10);
    m_bar->setAccessibleName(tr("Progress of the task"));
    m_bar->hide();
    setPart(Part::Relays, tr("No relays yet"));
    showClock();
    connect(&m_clock, &QTimer::timeout, this, &StatusLine::showClock);
    m_clock.start(std::chrono::seconds(1));
}

void StatusLine::setPart(Part part, const QString& text, bool wanted)
{
    auto* button = m_parts.at(static_cast<int>(part));
    if (button->text() == text && button->property(wantedProperty).toBool() == wanted)
        return;
    button->setText(text);
    button->setAccessibleName(text.isEmpty() ? button->toolTip() : text);
    button->setProperty(wantedProperty, wanted);
    fit();
}

void StatusLine::show(const Snapshot& snapshot)
{
    const auto& overview = snapshot.overview;
    const auto& vitals = snapshot.vitals;
    if (overview.totalRelays == 0)
        setPart(Part::Relays, tr("No relays yet"));
    else if (!vitals.collecting)
        setPart(
            Part::Relays,
            tr("Not collecting · %n relay(s) in the list", nullptr, static_cast<int>(overview.totalRelays)));
    else
        setPart(Part::Relays,
                tr("%1 of %n relay(s) connected", nullptr, static_cast<int>(overview.wantedRelays))
                    .arg(m_fmt.number(overview.connectedRelays)));
    setPart(Part::Rate, tr("%1 events/s").arg(m_fmt.decimal(vitals.eventsPerSecond)), vitals.collecting);
    setPart(Part::Queue,
            vitals.queueBytes == 0 ? tr("queue 0") : tr("queue %1").arg(m_fmt.bytes(vitals.queueBytes)));
    setPart(Part::Disk,
            tr("disk %1 used, %2 free")
                .arg(m_fmt.bytes(vitals.databaseBytes + vitals.walBytes), m_fmt.bytes(vitals.diskFreeBytes)));
}

void StatusLine::setTask(const QString& text, double share)
{
    m_bar->setRange(0, share < 0 ? 0 : barSteps);
    if (share >= 0)
        m_bar->setValue(static_cast<int>(std::min(share, 1.0) * barSteps));
    setPart(Part::Task,
            fontMetrics().elidedText(text, Qt::ElideMiddle, 48 * fontMetrics().averageCharWidth()),
            !text.isEmpty());
}

void StatusLine::showClock()
{
    const auto now = SystemClock().now();
    setPart(Part::Clock, tr("%1 %2", "time and zone").arg(m_fmt.timeOfDay(now), m_fmt.zoneName(now)));
}

void StatusLine::fit()
{
    for (auto* button : std::as_const(m_parts))
        button->setVisible(button->property(wantedProperty).toBool());
    m_bar->setVisible(button(Part::Task)->property(wantedProperty).toBool());
    // The least important first; the relays always stay.
    for (const auto part : {Part::Queue, Part::Clock, Part::Rate, Part::Disk, Part::Task}) {
        layout()->invalidate();
        if (layout()->minimumSize().width() <= width())
            return;
        button(part)->hide();
    }
}

void StatusLine::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fit();
}

void StatusLine::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fit();
}

QString StatusLine::text() const
{
    QStringList texts;
    for (const auto* button : m_parts) {
        if (button->property(wantedProperty).toBool())
            texts.append(button->text());
    }
    return texts.join(" · "_L1);
}

} // namespace nostrscope
