// SPDX-License-Identifier: GPL-3.0-or-later
// Who is asked in a cycle, for what, and in which order.
#include "core/archive/archiver.h"
#include "core/archive/syncspans.h"
#include "core/base/coretext.h"
#include "core/base/limits.h"
#include "core/nostr/relaylist.h"

#include <QFile>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

void Archiver::startCycle()
{
    if (std::exchange(m_isStartingCycle, true))
        return;
    m_nextCycle = m_tools.clock.monotonic() + m_config.cycle;
    // What retention would not keep need not be fetched.
    m_tools.ledger.lowestFloor(m_config.filter.kinds, {},
                               [this, address = m_here.address()](StoreResult<Timestamp> floor) {
                                   address.post([this, floor = std::move(floor)] {
                                       m_isStartingCycle = false;
                                       if (!floor)
                                           log(LogLevel::Error, describe(floor.error()));
                                       else if (m_isOn && m_hold == ArchiveHold::None)
                                           runCycle(*floor);
                                   });
                               });
}

void Archiver::setRange(Timestamp floor)
{
    m_since = std::max(m_config.since, floor);
    m_until = std::max<Timestamp>(0, toSeconds(now()) - m_config.endLag.count());
}

void Archiver::runCycle(Timestamp floor)
{
    setRange(floor);
    readPriorities();
    const auto wish = wishOfCycles();
    std::vector<Relay*> due;
    std::size_t unreadable = 0;
    bool reserves = false;
    for (auto& [id, relay] : m_relays) {
        relay.row.reset();
        if (!relay.given.isTaken || relay.choice.isPaused)
            continue;
        reserves = reserves || priorityOf(relay) == SyncPriority::High;
        if (m_queue.session(id) != nullptr || m_queue.isWaiting(id))
            continue;
        if (!isReadable(relay))
            ++unreadable;
        else if (!spansToAsk(*relay.coverage, wish, now()).empty())
            due.push_back(&relay);
    }
    // Whoever waited longest comes first; the queue orders by priority.
    std::stable_sort(due.begin(), due.end(),
                     [](const Relay* a, const Relay* b) { return a->endedAt < b->endedAt; });
    m_queue.setReserving(reserves);
    std::vector<SyncOrder> orders;
    for (const auto* relay : due)
        orders.emplace_back(relay->given.id, relay->given.url, wish).priority = priorityOf(*relay);
    m_queue.add(std::move(orders));
    log(LogLevel::Info,
        u"Cycle: %1 relays to ask, %2 left out because they did not answer lately"_s.arg(due.size())
            .arg(unreadable));
    tell();
}

/// A file that cannot be read changes nothing.
void Archiver::readPriorities()
{
    m_problem.clear();
    if (m_config.priorityFile.isEmpty())
        return;
    QFile file(m_config.priorityFile);
    if (!file.open(QIODevice::ReadOnly)) {
        m_problem = CoreText::tr("The file of priorities %1 cannot be read: %2")
                        .arg(m_config.priorityFile, file.errorString());
    } else {
        const auto list = readRelayList(file.read(limits::maxRelayListBytes + 1), RelayListFormat::Text);
        if (list) {
            m_onFile.clear();
            for (const auto& entry : *list) {
                // The user's own file: private addresses are meant.
                if (const auto url = RelayUrl::parse(entry.text, RelayUrlRules::byHand()))
                    m_onFile.insert(url->text());
            }
        } else {
            m_problem =
                CoreText::tr("The file of priorities %1 is no list of relays.").arg(m_config.priorityFile);
        }
    }
    if (!m_problem.isEmpty())
        log(LogLevel::Warning, m_problem);
    for (auto& [id, relay] : m_relays)
        relay.isOnFile = m_onFile.contains(relay.given.url.text());
}

SyncWish Archiver::wishOfCycles() const
{
    SyncWish wish;
    wish.filter = m_config.filter;
    wish.since = m_since;
    wish.until = m_until;
    wish.failedRest = m_config.failedRest;
    wish.truncatedRest = m_config.truncatedRest;
    return wish;
}

} // namespace nostrscope
