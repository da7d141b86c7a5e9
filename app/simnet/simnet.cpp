// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simnet/simnet.h"

#include "core/base/clock.h"

#include <algorithm>
#include <cmath>

namespace nostrscope {

namespace {

using namespace std::chrono_literals;

constexpr auto tickInterval = 20ms;
constexpr qint64 stallLimit = 10'000; // milliseconds without a byte read by any client
/// Time to sign one event, generously: --live with --duration dates events before they are signed.
constexpr double signingMillis = 0.2;
constexpr int maxDelayMillis = 3000;
constexpr double meanDelayMillis = 400;

} // namespace

Simnet::Simnet(SimnetOptions options, QObject* parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_faults(assignFaults(m_options.relays, m_options.seed, m_options.faults))
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(tickInterval);
    connect(&m_timer, &QTimer::timeout, this, &Simnet::tick);
}

Simnet::~Simnet() = default;

std::optional<QString> Simnet::start()
{
    if (auto error = openRecord())
        return error;
    const bool fromFile = !m_options.eventsFile.isEmpty();
    if (auto error = openRelays())
        return error;
    if (fromFile) {
        if (auto error = loadEvents())
            return error;
    } else {
        Population population(m_options.seed, relayNames(), m_options.dvms);
        storeFirst(population);
        if (m_options.rate > 0 || m_options.flood)
            startStream(std::move(population));
    }
    m_phase = Phase::Signing;
    m_timer.start();
    tick();
    return std::nullopt;
}

void Simnet::startStream(Population population)
{
    EventStream::Plan plan;
    plan.firstNumber = m_nextNumber;
    if (m_options.flood) {
        plan.count = static_cast<std::uint64_t>(m_options.floodPool);
        const auto base = baseTime();
        const bool live = m_options.live;
        plan.timeOf = [base, live](std::uint64_t n) {
            return live ? toSeconds(SystemClock().now()) : base + static_cast<Timestamp>(n / 1000);
        };
    } else {
        const auto rate = m_options.rate;
        std::int64_t lead = 0;
        if (m_options.duration) {
            m_planned = static_cast<std::uint64_t>(
                std::llround(rate * static_cast<double>(m_options.duration->count()) / 1000));
            if (m_planned == 0)
                return;
            plan.count = m_planned;
            plan.aheadBytes = std::numeric_limits<std::size_t>::max();
            lead = static_cast<std::int64_t>(static_cast<double>(m_planned) * signingMillis);
        }
        m_startMillis = m_options.live ? toMillis(SystemClock().now()) + lead : baseTime() * 1000;
        plan.timeOf = [start = m_startMillis, rate](std::uint64_t n) {
            return (start + static_cast<std::int64_t>(static_cast<double>(n) * 1000 / rate)) / 1000;
        };
    }
    m_stream = std::make_unique<EventStream>(std::move(population), std::move(plan));
}

void Simnet::startClock()
{
    m_phase = Phase::Running;
    m_clock.start();
    if (m_options.flood) {
        for (std::size_t i = 0; i < m_relays.size(); ++i)
            m_relays[i]->setFlood(&m_pool, i * m_pool.size() / m_relays.size());
    }
    if (m_options.duration) {
        m_end.setSingleShot(true);
        m_end.setTimerType(Qt::PreciseTimer);
        connect(&m_end, &QTimer::timeout, this, &Simnet::stop);
        m_end.start(*m_options.duration);
    }
}

void Simnet::tick()
{
    switch (m_phase) {
    case Phase::Signing: {
        if (m_options.flood)
            fillPool();
        const bool ready = m_options.flood ? m_pool.size() == static_cast<std::size_t>(m_options.floodPool)
            : m_planned == 0               ? true
                                           : m_stream->signedCount() == m_planned
                && (!m_options.live || toMillis(SystemClock().now()) >= m_startMillis);
        if (ready)
            startClock();
        return;
    }
    case Phase::Running:
        release();
        sendDue(m_clock.elapsed());
        return;
    case Phase::Draining:
        drain();
        return;
    case Phase::Closing:
        checkClosed();
        return;
    case Phase::Idle:
    case Phase::Done:
        return;
    }
    Q_UNREACHABLE();
}

void Simnet::fillPool()
{
    while (auto event = m_stream->tryNext()) {
        record(*event);
        m_pool.push_back(std::move(event));
        ++m_created;
    }
}

/// Lets go the events whose time has come, each to its relays with a delay of its own.
void Simnet::release()
{
    if (!m_stream || m_options.flood)
        return;
    const auto now = m_clock.elapsed();
    auto due = static_cast<std::uint64_t>(static_cast<double>(now) * m_options.rate / 1000) + 1;
    if (m_planned > 0)
        due = std::min(due, m_planned);
    while (m_released < due) {
        const auto event = m_stream->tryNext();
        if (!event)
            return; // signing is behind; the next tick catches up
        ++m_released;
        ++m_created;
        record(*event);
        SimRandom random(m_options.seed, 0xd1570000U + event->number);
        bool first = true;
        for (const auto place : placesOf(*event, random)) {
            const auto delay = first
                ? 0
                : std::min<int>(maxDelayMillis,
                                static_cast<int>(-meanDelayMillis * std::log(1 - random.unit())));
            first = false;
            m_copies.push({now + delay, place, event});
        }
    }
}

/// Half of the copies go to the first fifth of the relays: everybody is on the big ones.
std::vector<std::size_t> Simnet::placesOf(const SimEvent&, SimRandom& random) const
{
    const auto relays = m_relays.size();
    const auto wanted =
        std::min(relays, static_cast<std::size_t>(random.between(m_options.minCopies, m_options.maxCopies)));
    const auto big = std::max<std::size_t>(relays / 5, 1);
    std::vector<std::size_t> places;
    while (places.size() < wanted) {
        auto place = random.chance(0.5) ? random.below(big) : random.below(relays);
        while (std::find(places.begin(), places.end(), place) != places.end())
            place = (place + 1) % relays;
        places.push_back(place);
    }
    return places;
}

void Simnet::sendDue(qint64 now)
{
    while (!m_copies.empty() && m_copies.top().due <= now) {
        const auto copy = m_copies.top();
        m_copies.pop();
        m_relays[copy.relay]->add(copy.event);
    }
}

void Simnet::stop()
{
    if (m_phase == Phase::Idle || m_phase == Phase::Draining || m_phase == Phase::Closing
        || m_phase == Phase::Done)
        return;
    m_end.stop();
    if (m_phase == Phase::Running)
        release();
    for (const auto& relay : m_relays)
        relay->setFlood(nullptr, 0);
    m_phase = Phase::Draining;
    m_sinceProgress.start();
    drain();
}

/// Waits until every copy has arrived and every client has read what is queued for it, or none reads any
/// more.
void Simnet::drain()
{
    if (m_clock.isValid())
        sendDue(m_clock.elapsed());
    qint64 flushed = 0;
    for (const auto& relay : m_relays)
        flushed += relay->flushedBytes();
    if (flushed != m_lastFlushed || !m_copies.empty())
        m_sinceProgress.restart();
    m_lastFlushed = flushed;
    const bool idle = m_copies.empty()
        && std::all_of(m_relays.begin(), m_relays.end(), [](const auto& relay) { return relay->isIdle(); });
    if (!idle && m_sinceProgress.elapsed() < stallLimit)
        return;
    m_phase = Phase::Closing;
    m_sinceProgress.restart();
    for (const auto& relay : m_relays) {
        relay->stopListening();
        relay->closeClients();
    }
    checkClosed();
}

void Simnet::checkClosed()
{
    const bool open = std::any_of(m_relays.begin(), m_relays.end(),
                                  [](const auto& relay) { return relay->clientCount() > 0; });
    if (open && m_sinceProgress.elapsed() < stallLimit)
        return;
    m_phase = Phase::Done;
    m_timer.stop();
    m_stream.reset();
    m_record.close();
    emit finished();
}

void Simnet::record(const SimEvent& event)
{
    if (m_record.isOpen())
        m_record.write(event.json + '\n');
}

} // namespace nostrscope
