// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/healthattention.h"

#include "models/healthwords.h"

#include <QCoreApplication>

#include <algorithm>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Attention {
    Q_DECLARE_TR_FUNCTIONS(nostrscope::HealthAttention)
};

/// More than these are one row: the list has five.
constexpr std::size_t maximumEach = 2;

template <typename Accept> std::vector<const RelayRow*> relaysThat(const Snapshot& snapshot, Accept accept)
{
    std::vector<const RelayRow*> found;
    for (const auto& chunk : snapshot.relays) {
        for (const auto& row : *chunk) {
            if (row.health && !row.entry.paused && accept(row))
                found.push_back(&row);
        }
    }
    return found;
}

QString openAction(const RelayRow& row)
{
    return u"relay/%1"_s.arg(row.entry.id.number());
}

} // namespace

QList<AttentionItem> downItems(const Fmt& fmt, const Snapshot& snapshot)
{
    auto down = relaysThat(snapshot,
                           [](const RelayRow& row) { return row.health->status.state == RelayState::Down; });
    QList<AttentionItem> items;
    if (down.size() > maximumEach) {
        const auto newest =
            std::max_element(down.begin(), down.end(), [](const RelayRow* a, const RelayRow* b) {
                return a->health->status.since < b->health->status.since;
            });
        items.append({Status::Down,
                      Attention::tr("%n relay(s) are down, the last one since %1", nullptr,
                                    static_cast<int>(down.size()))
                          .arg(fmt.dateTimeZone((*newest)->health->status.since)),
                      Attention::tr("Show incidents"), u"incidents"_s});
        return items;
    }
    for (const auto* row : down)
        items.append({Status::Down,
                      Attention::tr("%1 is down since %2 — %3", "relay, time, cause")
                          .arg(fmt.address(row->entry.url), fmt.dateTimeZone(row->health->status.since),
                               words::cause(row->health->status.lastCause)),
                      Attention::tr("Open relay"), openAction(*row)});
    return items;
}

QList<AttentionItem> certificateItems(const Fmt& fmt, const Snapshot& snapshot)
{
    const auto now = snapshot.asOf;
    const auto ending = relaysThat(snapshot, [now](const RelayRow& row) {
        const auto& until = row.health->certificateUntil;
        return until && words::daysLeft(*until, now) < certificateWarningDays;
    });
    QList<AttentionItem> items;
    if (ending.size() > maximumEach) {
        items.append({Status::Degraded,
                      Attention::tr("The certificates of %n relay(s) end within 14 days or have ended",
                                    nullptr, static_cast<int>(ending.size())),
                      Attention::tr("Show relays"), u"relays"_s});
        return items;
    }
    for (const auto* row : ending)
        items.append(
            {Status::Degraded,
             Attention::tr("Certificate of %1: %2", "relay, ends in 5 d")
                 .arg(fmt.address(row->entry.url),
                      *row->health->certificateUntil < now
                          ? words::certificateEnd(*row->health->certificateUntil, now, fmt)
                          : Attention::tr("ends %1", "in 5 d")
                                .arg(words::certificateEnd(*row->health->certificateUntil, now, fmt))),
             Attention::tr("Open relay"), openAction(*row)});
    return items;
}

} // namespace nostrscope
