// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/healthattention.h"

#include "models/healthwords.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

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

/// What has ended, or ends within a day, stops clients from connecting.
Status statusOfStep(qint64 step)
{
    return step <= certificateSteps.front() ? Status::Down : Status::Degraded;
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
        const auto step = certificateStep(*row.health, now);
        return step && *step <= certificateWarningDays;
    });
    // One certificate is one matter, however many relays show it.
    std::map<QByteArray, std::vector<const RelayRow*>> byCertificate;
    for (const auto* row : ending) {
        const auto& hash = row->health->certificateSha256;
        byCertificate[hash.isEmpty() ? row->entry.url : hash].push_back(row);
    }
    std::vector<std::vector<const RelayRow*>> groups;
    for (auto& [hash, rows] : byCertificate)
        groups.push_back(std::move(rows));
    std::sort(groups.begin(), groups.end(), [](const auto& a, const auto& b) {
        const auto& left = *a.front();
        const auto& right = *b.front();
        return left.health->certificateUntil != right.health->certificateUntil
            ? left.health->certificateUntil < right.health->certificateUntil
            : left.entry.id < right.entry.id;
    });
    if (groups.size() > maximumEach)
        return {{statusOfStep(*certificateStep(*groups.front().front()->health, now)),
                 Attention::tr("%n certificate(s) end within 14 days or have ended", nullptr,
                               static_cast<int>(groups.size())),
                 Attention::tr("Show relays"), u"relays/view:certificates"_s}};
    QList<AttentionItem> items;
    for (const auto& rows : groups) {
        const auto& first = *rows.front();
        const auto until = *first.health->certificateUntil;
        const auto end = words::certificateEnd(until, now, fmt);
        const auto others = static_cast<int>(rows.size()) - 1;
        const auto relay = fmt.address(first.entry.url);
        const auto subject = others == 0
            ? Attention::tr("Certificate of %1", "relay").arg(relay)
            : Attention::tr("Certificate of %1 and %n more relay(s)", nullptr, others).arg(relay);
        items.append({statusOfStep(*certificateStep(*first.health, now)),
                      Attention::tr("%1: %2", "certificate of a relay, ends in 5 d")
                          .arg(subject, until < now ? end : Attention::tr("ends %1", "in 5 d").arg(end)),
                      others == 0 ? Attention::tr("Open relay") : Attention::tr("Show relays"),
                      others == 0 ? openAction(first) : u"relays/view:certificates"_s});
    }
    return items;
}

} // namespace nostrscope
