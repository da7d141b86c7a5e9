// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simnet/simnet.h"

#include "core/base/clock.h"
#include "core/base/logging.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>

namespace nostrscope {

namespace {

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

/// 2026-01-01T00:00:00Z: where the time of a seed begins.
constexpr Timestamp seedTime = 1'767'225'600;
constexpr Timestamp storedSpan = 24 * 60 * 60;
constexpr auto tickInterval = 20ms;
constexpr qint64 stallLimit = 10'000; // milliseconds without a byte read by any client
/// Time to sign one event, generously: --live with --duration dates events before they are signed.
constexpr double signingMillis = 0.2;
constexpr int maxDelayMillis = 3000;
constexpr double meanDelayMillis = 400;

QHostAddress addressOf(int relay, bool spread)
{
    if (!spread)
        return QHostAddress(QHostAddress::LocalHost);
    const auto i = static_cast<quint32>(relay); // four relays in each network of 24 bits
    return QHostAddress((127U << 24) + ((1 + i / 1000) << 16) + ((i / 4 % 250) << 8) + 1 + i % 4);
}

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
        Population population(m_options.seed, relayNames());
        storeFirst(population);
        if (m_options.rate > 0 || m_options.flood)
            startStream(std::move(population));
    }
    m_phase = Phase::Signing;
    m_timer.start();
    tick();
    return std::nullopt;
}

std::optional<QString> Simnet::openRecord()
{
    if (m_options.recordFile.isEmpty())
        return std::nullopt;
    m_record.setFileName(m_options.recordFile);
    if (m_record.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return std::nullopt;
    return QStringLiteral("Cannot write “%1”: %2.").arg(m_options.recordFile, m_record.errorString());
}

std::optional<QString> Simnet::openRelays()
{
    std::vector<QByteArray> addresses{"127.0.0.1"};
    for (int i = 0; m_options.spread && i < m_options.relays; ++i)
        addresses.push_back(addressOf(i, true).toString().toLatin1());
    const auto valid = makeCertificate(addresses, Validity::Valid);
    const auto expired = makeCertificate(addresses, Validity::Expired);
    if (!valid || !expired)
        return QStringLiteral("OpenSSL makes no certificate.");
    const auto verifier = std::make_shared<EventVerifier>();
    for (int i = 0; i < m_options.relays; ++i) {
        SimRelayOptions options;
        options.verifier = verifier;
        options.faults = m_faults[static_cast<std::size_t>(i)];
        options.auth = m_options.auth;
        options.keepAll = !m_options.eventsFile.isEmpty();
        options.name = "simulated relay " + QByteArray::number(i);
        options.seed = SimRandom(m_options.seed, 0x5e1a0000U + static_cast<std::uint64_t>(i)).next();
        if (options.faults.has(Fault::ExpiredTls))
            options.certificate = expired;
        else if (m_options.tls)
            options.certificate = valid;
        auto relay = std::make_unique<SimRelay>(std::move(options));
        const auto port = m_options.port == 0 ? 0 : m_options.port + i;
        if (!relay->listen(addressOf(i, m_options.spread), static_cast<std::uint16_t>(port)))
            return QStringLiteral("Relay %1 cannot listen on port %2: %3.")
                .arg(QString::number(i), QString::number(port), relay->errorString());
        m_relays.push_back(std::move(relay));
    }
    return std::nullopt;
}

std::optional<QString> Simnet::loadEvents()
{
    QFile file(m_options.eventsFile);
    if (!file.open(QIODevice::ReadOnly))
        return QStringLiteral("Cannot read “%1”: %2.").arg(m_options.eventsFile, file.errorString());
    EventParser parser;
    qint64 refused = 0;
    while (!file.atEnd()) {
        auto line = file.readLine().trimmed();
        if (line.isEmpty())
            continue;
        auto event = parser.parseEvent(line);
        if (!event) {
            ++refused;
            continue;
        }
        const auto stored =
            std::make_shared<const SimEvent>(std::move(*event), std::move(line), m_nextNumber++);
        for (const auto& relay : m_relays)
            relay->add(stored);
    }
    if (refused > 0)
        qCWarning(logSimnet, "%lld lines of %s are no events and are not served", refused,
                  qPrintable(m_options.eventsFile));
    if (m_nextNumber == 0)
        return QStringLiteral("“%1” holds no events.").arg(m_options.eventsFile);
    m_created = m_relays.front()->store().size(); // a line may stand there twice
    return std::nullopt;
}

/// What relay lists and hints name. Free ports change from run to run, the events of a seed must not.
std::vector<QByteArray> Simnet::relayNames() const
{
    if (m_options.port != 0)
        return urls();
    std::vector<QByteArray> names;
    for (int i = 0; i < m_options.relays; ++i)
        names.push_back("wss://relay" + QByteArray::number(i) + ".example.com");
    return names;
}

Timestamp Simnet::baseTime() const
{
    return m_options.live ? toSeconds(SystemClock().now()) : seedTime;
}

/// What the relays hold before anybody connects: the day before the clock starts.
void Simnet::storeFirst(Population& population)
{
    const auto first = baseTime() - storedSpan;
    for (int i = 0; i < m_options.stored; ++i) {
        const auto time = first + storedSpan * i / m_options.stored;
        const auto event = std::make_shared<const SimEvent>(population.next(time), m_nextNumber++);
        record(*event);
        SimRandom random(m_options.seed, 0xd1570000U + event->number);
        for (const auto place : placesOf(*event, random))
            m_relays[place]->add(event);
    }
    m_created += static_cast<std::uint64_t>(m_options.stored);
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
        m_startMillis = m_options.live ? toMillis(SystemClock().now()) + lead : seedTime * 1000;
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

std::vector<QByteArray> Simnet::urls() const
{
    std::vector<QByteArray> urls;
    for (const auto& relay : m_relays)
        urls.push_back(relay->url());
    return urls;
}

QJsonObject Simnet::listing() const
{
    QJsonArray relays;
    for (const auto& url : urls())
        relays.append(QString::fromLatin1(url));
    return {{u"relays"_s, relays}};
}

QJsonObject Simnet::summary() const
{
    QJsonObject relays;
    qint64 sentTotal = 0;
    for (const auto& relay : m_relays) {
        const auto& counters = relay->counters();
        sentTotal += static_cast<qint64>(counters.sentTotal);
        relays.insert(QString::fromLatin1(relay->url()),
                      QJsonObject{{u"sent"_s, static_cast<qint64>(counters.sent)},
                                  {u"sent_total"_s, static_cast<qint64>(counters.sentTotal)},
                                  {u"spoilt"_s, static_cast<qint64>(counters.spoilt)},
                                  {u"requests"_s, static_cast<qint64>(counters.requests)},
                                  {u"connections"_s, static_cast<qint64>(counters.connections)},
                                  {u"dropped"_s, static_cast<qint64>(counters.dropped)},
                                  {u"published"_s, static_cast<qint64>(counters.published)}});
    }
    return {
        {u"created"_s, static_cast<qint64>(m_created)}, {u"sent_total"_s, sentTotal}, {u"relays"_s, relays}};
}

} // namespace nostrscope
