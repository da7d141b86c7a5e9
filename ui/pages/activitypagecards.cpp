// SPDX-License-Identifier: GPL-3.0-or-later
// The cards of the page Activity.
#include "models/words.h"
#include "ui/charts/timechart.h"
#include "ui/kit/card.h"
#include "ui/kit/cardgrid.h"
#include "ui/kit/tables.h"
#include "ui/pages/activitypage.h"
#include "ui/pages/dataline.h"

#include <cmath>

namespace nostrscope {

using namespace std::chrono_literals;

void ActivityPage::buildCards()
{
    const std::pair<QString, QString> texts[CardCount] = {
        {tr("Events"), tr("Different verified events of the range, by their own date")},
        {tr("Events per second"),
         tr("Events of the range by its length; the peak is the mean of the busiest bucket of the chart. All "
            "time counts from the first bucket with events.")},
        {tr("Kinds seen"), tr("Kinds with at least one event in the range")},
        {tr("Authors"), tr("Different public keys that signed events of the range; exact")},
        {tr("Duplicates"),
         tr("Part of the events sent to us since the start that we already had from another relay; now, "
            "whatever the range")},
        {tr("Mean size"),
         tr("Bytes of content, mean of the events of the range; without tags and signature")},
    };
    static constexpr const char* names[CardCount] = {"cardActivityEvents",     "cardActivityRate",
                                                     "cardActivityKinds",      "cardActivityAuthors",
                                                     "cardActivityDuplicates", "cardActivitySize"};
    for (std::size_t i = 0; i < CardCount; ++i) {
        m_cards[i] = new Card(m_context.theme, texts[i].first, texts[i].second, m_grid);
        m_cards[i]->setObjectName(QString::fromLatin1(names[i]));
        m_grid->addCard(m_cards[i]);
        connect(m_cards[i], &Card::activated, this, [this, i] {
            (i == EventsCard || i == RateCard ? static_cast<QWidget*>(m_chart) : m_table)
                ->setFocus(Qt::OtherFocusReason);
        });
    }
}

void ActivityPage::showFigures()
{
    const auto figures = m_data.figures();
    if (!figures)
        return;
    const auto& fmt = m_context.fmt;
    m_cards[EventsCard]->setValue(fmt.number(figures->events),
                                  words::changeText(figures->events, figures->previousEvents, fmt),
                                  fmt.numberFull(figures->events));
    m_cards[RateCard]->setValue(
        figures->perSecond ? fmt.perSecond(*figures->perSecond) : Fmt::missing(),
        figures->peakPerSecond ? tr("peak %1").arg(fmt.perSecond(*figures->peakPerSecond)) : QString());
    m_cards[KindsCard]->setValue(fmt.number(figures->kinds), {});
    m_cards[AuthorsCard]->setValue(figures->authors ? fmt.number(*figures->authors) : Fmt::missing(), {},
                                   figures->authors ? fmt.numberFull(*figures->authors) : QString());
    m_cards[SizeCard]->setValue(figures->meanSize
                                    ? fmt.bytes(static_cast<std::uint64_t>(std::llround(*figures->meanSize)))
                                    : Fmt::missing(),
                                tr("of content"));
    const auto& snapshot = m_context.feed.shown();
    if (!snapshot)
        return;
    const auto range = RangeChoice::of(snapshot->preset, snapshot->range);
    const auto sample =
        tr("%1 · %2", "range or sample of a figure, its age")
            .arg(RangeModel::text(range, fmt), ageText(m_context, m_data.asOf(), ActivityData::interval));
    for (const auto card : {EventsCard, RateCard, KindsCard, AuthorsCard, SizeCard})
        m_cards[card]->setSample(sample);
}

void ActivityPage::showDuplicates(const Snapshot& snapshot)
{
    const auto& vitals = snapshot.vitals;
    const auto& fmt = m_context.fmt;
    m_cards[DuplicatesCard]->setValue(
        vitals.received > 0 ? fmt.percent(double(vitals.duplicates) / double(vitals.received))
                            : Fmt::missing(),
        vitals.received > 0 ? tr("of %1 received since the start").arg(fmt.number(vitals.received))
                            : tr("nothing received since the start"));
    m_cards[DuplicatesCard]->setSample(tr("this run · %1").arg(ageText(m_context, snapshot.asOf, 1s)));
}

} // namespace nostrscope
