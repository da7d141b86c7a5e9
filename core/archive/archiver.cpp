// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/archive/archiver.h"

#include "core/base/coretext.h"

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto tickEvery = 1s;
constexpr auto diskLookEvery = 10s;
/// Above the bound before it goes on, so that it does not switch with each batch.
constexpr std::uint64_t diskMargin = 256ULL << 20;

} // namespace

Archiver::Archiver(ArchiveConfig config, SyncTools tools, std::function<std::uint64_t()> freeBytes,
                   QObject* parent)
    : QObject(parent)
    , m_config(std::move(config))
    , m_tools(std::move(tools))
    , m_freeBytes(std::move(freeBytes))
    , m_key(coverageKey(m_config.filter))
    , m_queue(m_tools, m_config.rules, m_config.parallel)
    , m_isOn(m_config.isOn)
{
    setRange(0);
    connect(&m_queue, &SyncQueue::began, this, [this](RelayId relay) {
        if (const auto found = m_relays.find(relay); found != m_relays.end()) {
            found->second.events.clear();
            found->second.traffic.clear();
            found->second.row.reset();
        }
        scheduleTell();
    });
    connect(&m_queue, &SyncQueue::ended, this, &Archiver::onEnded);
    connect(&m_timer, &QTimer::timeout, this, &Archiver::tick);
    m_timer.start(tickEvery);
    load();
}

Archiver::~Archiver() = default;

/// What was decided and what is known, before the first cycle.
void Archiver::load()
{
    m_tools.ledger.syncChoices(
        {}, [this, address = m_here.address()](StoreResult<std::vector<SyncChoice>> choices) {
            address.post([this, choices = std::move(choices)] {
                if (!choices)
                    return log(LogLevel::Error, describe(choices.error()));
                for (const auto& choice : *choices) {
                    m_choices.emplace(choice.relay, choice); // what was set meanwhile is newer
                    if (const auto relay = m_relays.find(choice.relay); relay != m_relays.end()) {
                        relay->second.choice = m_choices[choice.relay];
                        relay->second.row.reset();
                    }
                }
            });
        });
    m_tools.ledger.allCoverage(
        {}, [this, address = m_here.address()](StoreResult<std::vector<RelayCoverage>> all) {
            address.post([this, all = std::move(all)] {
                if (!all)
                    return log(LogLevel::Error, describe(all.error()));
                for (const auto& one : *all) {
                    if (one.filter != m_key || m_known.contains(one.relay))
                        continue;
                    m_known[one.relay] = std::make_shared<Coverage>(one.coverage);
                    if (const auto relay = m_relays.find(one.relay); relay != m_relays.end()) {
                        relay->second.coverage = m_known[one.relay];
                        relay->second.row.reset();
                    }
                }
                m_isLoaded = true;
                tell();
            });
        });
}

void Archiver::setRelays(const std::vector<ArchivedRelay>& relays)
{
    std::set<RelayId> given;
    for (const auto& one : relays) {
        given.insert(one.id);
        const auto [place, isNew] = m_relays.try_emplace(one.id, one);
        auto& relay = place->second;
        if (!isNew && relay.given.isTaken != one.isTaken)
            relay.row.reset();
        relay.given = one;
        if (!isNew)
            continue;
        relay.isOnFile = m_onFile.contains(one.url.text());
        if (const auto choice = m_choices.find(one.id); choice != m_choices.end())
            relay.choice = choice->second;
        if (const auto known = m_known.find(one.id); known != m_known.end())
            relay.coverage = known->second;
    }
    for (auto relay = m_relays.begin(); relay != m_relays.end();) {
        if (given.contains(relay->first)) {
            ++relay;
            continue;
        }
        m_queue.cancel(relay->first);
        relay = m_relays.erase(relay);
    }
    scheduleTell();
}

void Archiver::setReadable(const std::vector<std::pair<RelayId, UnixMillis>>& times)
{
    for (const auto& [id, at] : times) {
        const auto relay = m_relays.find(id);
        if (relay == m_relays.end() || at <= relay->second.readableAt)
            continue;
        const bool wasReadable = isReadable(relay->second);
        relay->second.readableAt = at;
        if (wasReadable || !isReadable(relay->second))
            continue;
        relay->second.row.reset();
        scheduleTell();
        // It need not wait for a whole cycle; others that come soon are asked with it.
        if (m_nextCycle)
            m_nextCycle = std::min(*m_nextCycle, m_tools.clock.monotonic() + m_config.firstAfter);
    }
}

void Archiver::setCollecting(bool collecting)
{
    if (m_isCollecting == collecting)
        return;
    m_isCollecting = collecting;
    if (collecting)
        m_nextCycle = m_tools.clock.monotonic() + m_config.firstAfter;
    else
        m_queue.cancelAll(); // also what the user asked for: "stop" means that we are connected to nobody
    for (auto& [id, relay] : m_relays)
        relay.row.reset();
    setHold();
}

void Archiver::setNetworkLost(bool lost)
{
    if (m_isOffline == lost)
        return;
    m_isOffline = lost;
    if (lost)
        m_queue.cancelAll(); // or every relay would be blamed
    else if (m_nextCycle)
        m_nextCycle = m_tools.clock.monotonic() + m_config.firstAfter;
    for (auto& [id, relay] : m_relays)
        relay.row.reset();
    setHold();
    scheduleTell();
}

void Archiver::setOn(bool on)
{
    if (m_isOn == on)
        return;
    m_isOn = on;
    if (on)
        m_nextCycle = m_tools.clock.monotonic(); // the user looks at it
    else
        m_queue.cancelAll();
    for (auto& [id, relay] : m_relays)
        relay.row.reset(); // those that waited for their turn
    tell();
}

/// Cycles stop for it; what the user asked for goes on, but not into a full disk.
void Archiver::setHold()
{
    const auto hold = m_isDiskLow ? ArchiveHold::DiskLow
        : !m_isCollecting         ? ArchiveHold::NotCollecting
        : m_isOffline             ? ArchiveHold::Offline
                                  : ArchiveHold::None;
    if (m_hold == hold)
        return;
    m_hold = hold;
    if (hold == ArchiveHold::DiskLow) {
        m_queue.cancelAll();
        log(LogLevel::Error, u"The disk is nearly full: the archive waits until there is room"_s);
        for (auto& [id, relay] : m_relays)
            relay.row.reset();
    }
    scheduleTell();
}

void Archiver::tick()
{
    const auto at = m_tools.clock.monotonic();
    const bool isBusy = !m_queue.isIdle();
    if ((m_isOn || isBusy) && (!m_diskLooked || at - *m_diskLooked >= diskLookEvery)) {
        m_diskLooked = at;
        const auto free = m_freeBytes();
        m_isDiskLow = free < m_config.minFreeBytes + (m_isDiskLow ? diskMargin : 0);
        setHold();
    }
    if (m_isOn && m_isLoaded && m_hold == ArchiveHold::None && m_nextCycle && at >= *m_nextCycle)
        startCycle();
    for (const auto& outcome : m_queue.running()) {
        const auto found = m_relays.find(outcome.order.relay);
        if (found == m_relays.end())
            continue;
        auto& relay = found->second;
        relay.events.add(at, outcome.figures.received);
        relay.traffic.add(at, outcome.figures.bytesIn + outcome.figures.bytesOut);
        if (coverageKey(outcome.order.filter) == m_key && !(outcome.coverage == *relay.coverage))
            m_known[outcome.order.relay] = relay.coverage = std::make_shared<Coverage>(outcome.coverage);
        relay.row.reset();
    }
    if (isBusy)
        tell();
}

SyncPriority Archiver::priorityOf(const Relay& relay) const
{
    return relay.isOnFile ? SyncPriority::High : relay.choice.priority;
}

bool Archiver::isReadable(const Relay& relay) const
{
    return now() - relay.readableAt <= m_config.readableWithin;
}

void Archiver::sync(const std::vector<RelayId>& relays, const std::optional<SyncWish>& wish)
{
    if (m_freeBytes() < m_config.minFreeBytes) {
        emit refused(
            CoreText::tr("The disk is nearly full: nothing is fetched. Make room, or remove old events."));
        return;
    }
    auto wanted = wish.value_or(wishOfCycles());
    if (!wish)
        wanted.failedRest = wanted.truncatedRest = 0s;
    std::vector<SyncOrder> orders;
    for (const auto& id : relays) {
        const auto found = m_relays.find(id);
        if (found == m_relays.end())
            continue;
        m_queue.dropWaiting(id); // this order is the newer wish
        orders.emplace_back(id, found->second.given.url, wanted).priority =
            SyncPriority::High; // somebody waits for it
        found->second.row.reset();
    }
    m_queue.add(std::move(orders));
    tell();
}

void Archiver::stop(const std::vector<RelayId>& relays)
{
    for (const auto& id : relays) {
        m_queue.cancel(id);
        if (const auto found = m_relays.find(id); found != m_relays.end())
            found->second.row.reset();
    }
    tell();
}

void Archiver::setChoices(const std::vector<RelayId>& relays, const std::function<void(SyncChoice&)>& change)
{
    std::vector<SyncChoice> changed;
    for (const auto& id : relays) {
        const auto found = m_relays.find(id);
        if (found == m_relays.end())
            continue;
        change(found->second.choice);
        found->second.row.reset();
        m_choices[id] = found->second.choice;
        changed.push_back(found->second.choice);
    }
    if (changed.empty())
        return;
    m_tools.ledger.setSyncChoices(
        std::move(changed), [address = m_here.address(), this](StoreResult<Nothing> reply) {
            if (!reply)
                address.post([this, error = reply.error()] { emit refused(describe(error)); });
        });
    tell();
}

void Archiver::setPaused(const std::vector<RelayId>& relays, bool paused)
{
    if (paused) {
        for (const auto& id : relays)
            m_queue.cancel(id);
    } else if (m_isOn && m_hold == ArchiveHold::None) {
        m_nextCycle = m_tools.clock.monotonic();
    }
    setChoices(relays, [paused](SyncChoice& choice) { choice.isPaused = paused; });
}

void Archiver::setPriority(const std::vector<RelayId>& relays, SyncPriority priority)
{
    setChoices(relays, [priority](SyncChoice& choice) { choice.priority = priority; });
}

void Archiver::onEnded(const SyncOutcome& outcome)
{
    const auto found = m_relays.find(outcome.order.relay);
    if (found == m_relays.end())
        return;
    auto& relay = found->second;
    const auto& figures = outcome.figures;
    relay.figures = figures;
    relay.endedAt = now();
    relay.received += figures.received;
    relay.bytes += figures.bytesIn + figures.bytesOut;
    if (coverageKey(outcome.order.filter) == m_key)
        m_known[outcome.order.relay] = relay.coverage = std::make_shared<Coverage>(outcome.coverage);
    relay.row.reset();
    if (figures.state == SyncState::Failed)
        log(LogLevel::Warning, u"Sync failed: "_s + figures.error, &relay);
    else if (figures.state == SyncState::Done && outcome.order.dryRun)
        log(LogLevel::Info,
            u"Compared: %1 events only here, %2 only there"_s.arg(figures.have).arg(figures.need), &relay);
    else if (figures.state == SyncState::Done && figures.received > 0)
        log(LogLevel::Info, u"Synced: %1 events in %2 requests"_s.arg(figures.received).arg(figures.requests),
            &relay);
    scheduleTell();
}

/// Many changes at a time are one view.
void Archiver::scheduleTell()
{
    if (std::exchange(m_isTelling, true))
        return;
    QMetaObject::invokeMethod(this, &Archiver::tell, Qt::QueuedConnection);
}

void Archiver::tell()
{
    m_isTelling = false;
    emit changed(view());
}

void Archiver::log(LogLevel level, const QString& message, const Relay* relay)
{
    LogRecord record;
    record.at = now();
    record.level = level;
    record.service = u"archive"_s;
    record.message = message;
    if (relay != nullptr) {
        record.relay = relay->given.id;
        record.relayUrl = QString::fromUtf8(relay->given.url.text());
    }
    emit logged({record});
}

} // namespace nostrscope
