// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/statusline.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

StatusLine::StatusLine(const Fmt& fmt, QWidget* parent)
    : QWidget(parent)
    , m_fmt(fmt)
    , m_relays(new QToolButton(this))
    , m_rate(new QToolButton(this))
    , m_queue(new QLabel(this))
    , m_task(new QLabel(this))
    , m_disk(new QLabel(this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 1, 12, 1);
    layout->setSpacing(12);
    for (auto* button : {m_relays, m_rate}) {
        button->setAutoRaise(true);
        button->setMinimumHeight(24);
        layout->addWidget(button);
    }
    layout->addWidget(m_queue);
    layout->addStretch();
    layout->addWidget(m_task);
    layout->addWidget(m_disk);
    m_relays->setText(tr("No relays yet"));
    m_rate->hide();
    m_relays->setToolTip(tr("Open connections of those that are wanted"));
    m_rate->setToolTip(tr("New events stored, mean of the last 10 seconds"));
    m_queue->setToolTip(tr("Received and not stored yet"));
    connect(m_relays, &QToolButton::clicked, this, [this] { emit pageRequested(u"relays"_s); });
    connect(m_rate, &QToolButton::clicked, this, [this] { emit pageRequested(u"overview"_s); });
}

void StatusLine::show(const Snapshot& snapshot)
{
    const auto& overview = snapshot.overview;
    const auto& vitals = snapshot.vitals;
    if (overview.totalRelays == 0)
        m_relays->setText(tr("No relays yet"));
    else if (!vitals.collecting)
        m_relays->setText(
            tr("Not collecting · %n relay(s) in the list", nullptr, static_cast<int>(overview.totalRelays)));
    else
        m_relays->setText(tr("%1 of %n relay(s) connected", nullptr, static_cast<int>(overview.wantedRelays))
                              .arg(m_fmt.number(overview.connectedRelays)));
    m_rate->setVisible(vitals.collecting);
    m_rate->setText(tr("%1 events/s").arg(m_fmt.decimal(vitals.eventsPerSecond)));
    m_queue->setText(vitals.queueBytes == 0 ? tr("queue 0")
                                            : tr("queue %1").arg(m_fmt.bytes(vitals.queueBytes)));
    m_disk->setText(
        tr("disk %1 used, %2 free")
            .arg(m_fmt.bytes(vitals.databaseBytes + vitals.walBytes), m_fmt.bytes(vitals.diskFreeBytes)));
}

void StatusLine::setTask(const QString& text)
{
    m_task->setText(text);
}

QString StatusLine::text() const
{
    return QStringList{m_relays->text(), m_rate->text(), m_queue->text(), m_disk->text()}.join(" · "_L1);
}

} // namespace nostrscope
