// SPDX-License-Identifier: GPL-3.0-or-later
// What a network holds before anybody connects, and what it says about itself.
#include "app/simnet/simnet.h"

#include "core/base/clock.h"
#include "core/base/logging.h"

#include <QJsonArray>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

/// 2026-01-01T00:00:00Z: where the time of a seed begins.
constexpr Timestamp seedTime = 1'767'225'600;
constexpr Timestamp storedSpan = 24 * 60 * 60;

QHostAddress addressOf(int relay, bool spread)
{
    if (!spread)
        return QHostAddress(QHostAddress::LocalHost);
    const auto i = static_cast<quint32>(relay); // four relays in each network of 24 bits
    return QHostAddress((127U << 24) + ((1 + i / 1000) << 16) + ((i / 4 % 250) << 8) + 1 + i % 4);
}

} // namespace

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
    CertificateNames elsewhere;
    elsewhere.dns = {"elsewhere.example.com"};
    const auto wrongName = makeCertificateFor(elsewhere, Validity::Valid);
    if (!valid || !expired || !wrongName)
        return QStringLiteral("OpenSSL makes no certificate.");
    const auto verifier = std::make_shared<EventVerifier>();
    for (int i = 0; i < m_options.relays; ++i) {
        SimRelayOptions options;
        options.verifier = verifier;
        options.faults = m_faults[static_cast<std::size_t>(i)];
        options.auth = m_options.auth;
        options.nip77 = m_options.nip77;
        options.keepAll = !m_options.eventsFile.isEmpty();
        options.name = "simulated relay " + QByteArray::number(i);
        options.seed = SimRandom(m_options.seed, 0x5e1a0000U + static_cast<std::uint64_t>(i)).next();
        if (options.faults.has(Fault::ExpiredTls))
            options.certificate = expired;
        else if (options.faults.has(Fault::WrongNameTls))
            options.certificate = wrongName;
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
                                  {u"negentropy"_s, static_cast<qint64>(counters.negentropy)},
                                  {u"dropped"_s, static_cast<qint64>(counters.dropped)},
                                  {u"published"_s, static_cast<qint64>(counters.published)}});
    }
    return {
        {u"created"_s, static_cast<qint64>(m_created)}, {u"sent_total"_s, sentTotal}, {u"relays"_s, relays}};
}

} // namespace nostrscope
