// SPDX-License-Identifier: GPL-3.0-or-later
// What the page "Archive" shows: cards, chart, table.
#include "models/diskroom.h"
#include "ui/charts/timechart.h"
#include "ui/kit/card.h"
#include "ui/pages/archivecharts.h"
#include "ui/pages/archivepage.h"
#include "ui/pages/dataline.h"

#include <QDir>
#include <QStackedLayout>

#include <cmath>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double daySeconds = 86400;

} // namespace

void ArchivePage::showFigures()
{
    const auto& figures = m_data.figures();
    DataLine::State state;
    state.renewed = ArchiveData::interval;
    state.isLoading = m_data.isLoading();
    state.error = m_data.error();
    if (figures) {
        state.asOf = figures->asOf;
        state.note = QDir::toNativeSeparators(figures->path);
    }
    m_line->setState(state);
    m_chart->setEmptyText(figures                  ? tr("Shown from the second day on")
                              : m_data.isLoading() ? tr("Loading…")
                                                   : tr("These figures cannot be read"));
    if (!figures)
        return;
    const auto& fmt = m_context.fmt;
    QStringList detail;
    if (figures->eventsEver > figures->events)
        detail.append(tr("%1 deleted since").arg(fmt.number(figures->eventsEver - figures->events)));
    if (figures->trimmed > 0)
        detail.append(tr("%1 without content").arg(fmt.number(figures->trimmed)));
    if (detail.isEmpty() && figures->firstArrival)
        detail.append(tr("first one %1", "3 d ago").arg(fmt.ago(*figures->firstArrival, figures->asOf)));
    m_cards[EventsCard]->setValue(fmt.number(figures->events), detail.join(u", "_s),
                                  fmt.numberFull(figures->events));
    const auto gaps = figures->bytes - std::min(figures->bytes, figures->usedBytes);
    m_cards[SizeCard]->setValue(
        fmt.bytes(figures->bytes), tr("gaps %1").arg(fmt.bytes(gaps)),
        tr("%1, and %2 in the log").arg(fmt.bytes(figures->bytes), fmt.bytes(figures->walBytes)));
    showGrowth();
    showNow();
    m_model.apply(*figures);
    showChart();
    m_stack->setCurrentIndex(figures->events == 0 && figures->eventsEver == 0 ? 1 : 0);
}

void ArchivePage::showGrowth()
{
    const auto& fmt = m_context.fmt;
    const auto growth = m_data.growth();
    if (growth) {
        const auto days = std::max(1, int(std::lround(growth->days)));
        const auto bytes = fmt.bytes(static_cast<std::uint64_t>(growth->bytesPerDay));
        const auto events = fmt.number(static_cast<std::uint64_t>(growth->eventsPerDay));
        m_cards[GrowthCard]->setValue(
            bytes,
            growth->days < 1
                ? tr("measured over %1")
                      .arg(fmt.duration(std::chrono::seconds(std::int64_t(growth->days * daySeconds))))
                : tr("measured over %n day(s)", nullptr, days),
            tr("%1, %2 events").arg(bytes, events));
    } else {
        m_cards[GrowthCard]->setValue(Fmt::missing(), tr("after an hour of data"));
    }
    const auto left = m_data.daysUntilFull();
    constexpr double longest = 36500;
    QString full;
    if (!left)
        full = tr("no growth measured yet");
    else if (*left > longest)
        full = tr("full in more than 100 years");
    else if (*left < 1)
        full = tr("full within a day");
    else
        full = tr("full in about %n day(s)", nullptr, int(*left));
    const auto free = m_data.figures()->diskFreeBytes;
    if (isDiskShort(free, m_context.diskBytes))
        full = tr("low: %1").arg(full);
    m_cards[DiskCard]->setValue(fmt.bytes(free), full);
}

void ArchivePage::showNow()
{
    const auto& snapshot = m_context.feed.shown();
    if (!snapshot)
        return;
    const auto& vitals = snapshot->vitals;
    const auto& fmt = m_context.fmt;
    m_cards[RateCard]->setValue(fmt.perSecond(vitals.eventsPerSecond),
                                tr("peak %1").arg(fmt.perSecond(vitals.peakEventsPerSecond)));
    m_traffic->setEmptyText(tr("Shown some seconds after the start"));
    m_traffic->setData(trafficOverTime(m_context.feed.traffic(), snapshot->asOf));
    m_cards[DuplicatesCard]->setValue(
        vitals.received > 0 ? fmt.percent(double(vitals.duplicates) / double(vitals.received))
                            : Fmt::missing(),
        vitals.received > 0 ? tr("of %1 received").arg(fmt.number(vitals.received))
                            : tr("nothing received yet"));
}

void ArchivePage::showChart()
{
    auto data = sizeOverTime(m_data);
    m_chart->setNote(data.series.size() == 1 ? tr("no forecast before two whole days") : QString());
    m_chart->setData(std::move(data));
}

} // namespace nostrscope
