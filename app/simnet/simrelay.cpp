// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simnet/simrelay.h"

#include "app/simnet/simrandom.h"
#include "app/simnet/simsession.h"
#include "core/base/clock.h"
#include "core/crypto/sha256.h"

#include <QSslConfiguration>
#include <QSslSocket>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <limits>

namespace nostrscope {

namespace {

constexpr Timestamp clockSkew = -2 * 60 * 60;
constexpr Timestamp maxAhead = 900; // of what clients publish, as strfry
constexpr int futureEvents = 20;

} // namespace

/// Bound, but not listening: the kernel refuses connections, and nobody else can take the port.
struct SimRelay::BoundSocket {
    int descriptor = -1;
    ~BoundSocket()
    {
        if (descriptor >= 0)
            ::close(descriptor);
    }
    [[nodiscard]] bool bind(const QHostAddress& address, std::uint16_t& port)
    {
        descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in name{};
        name.sin_family = AF_INET;
        name.sin_port = htons(port);
        name.sin_addr.s_addr = htonl(address.toIPv4Address());
        socklen_t size = sizeof name;
        auto* const raw = reinterpret_cast<sockaddr*>(&name);
        if (descriptor < 0 || ::bind(descriptor, raw, size) != 0
            || ::getsockname(descriptor, raw, &size) != 0)
            return false;
        port = ntohs(name.sin_port);
        return true;
    }
};

SimRelay::SimRelay(SimRelayOptions options, QObject* parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_server(*this)
    , m_store(m_options.keepAll ? RelayStore::Rules::KeepAll : RelayStore::Rules::Nostr)
{
    m_server.setListenBacklogSize(512);
    m_flapTimer.setSingleShot(true);
    connect(&m_flapTimer, &QTimer::timeout, this, &SimRelay::flap);
    if (has(Fault::Future))
        addFutureEvents();
}

SimRelay::~SimRelay()
{
    for (auto* const session : m_sessions)
        session->disconnect(this);
}

bool SimRelay::listen(const QHostAddress& address, std::uint16_t port)
{
    m_address = address;
    m_port = port;
    if (has(Fault::Refuse)) {
        m_refusing = std::make_unique<BoundSocket>();
        if (!m_refusing->bind(address, m_port)) {
            m_error = qt_error_string();
            return false;
        }
    } else {
        if (!m_server.listen(address, port)) {
            m_error = m_server.errorString();
            return false;
        }
        m_port = m_server.serverPort();
    }
    const auto* const scheme = m_options.certificate ? "wss://" : "ws://";
    m_url = scheme + address.toString().toLatin1() + ':' + QByteArray::number(m_port);
    if (has(Fault::Flap))
        m_flapTimer.start(m_options.flapUp);
    return true;
}

void SimRelay::stopListening()
{
    m_flapTimer.stop();
    m_server.close();
    m_refusing.reset();
}

void SimRelay::flap()
{
    if (m_server.isListening()) {
        m_server.close();
        abortClients();
        m_flapTimer.start(m_options.flapDown);
    } else {
        (void)m_server.listen(m_address, m_port); // if the port was taken meanwhile, it is down for longer
        m_flapTimer.start(m_options.flapUp);
    }
}

Timestamp SimRelay::now() const
{
    return toSeconds(SystemClock().now()) + (has(Fault::ClockSkew) ? clockSkew : 0);
}

void SimRelay::onConnection(qintptr descriptor)
{
    std::unique_ptr<QTcpSocket> socket;
    if (m_options.certificate) {
        auto tls = std::make_unique<QSslSocket>();
        auto configuration = tls->sslConfiguration();
        configuration.setLocalCertificate(m_options.certificate->certificate);
        configuration.setPrivateKey(m_options.certificate->key);
        configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
        tls->setSslConfiguration(configuration);
        socket = std::move(tls);
    } else {
        socket = std::make_unique<QTcpSocket>();
    }
    if (!socket->setSocketDescriptor(descriptor)) {
        ::close(static_cast<int>(descriptor));
        return;
    }
    if (auto* const tls = qobject_cast<QSslSocket*>(socket.get()))
        tls->startServerEncryption();
    auto* const session = new SimSession(*this, std::move(socket), m_nextSession++);
    m_sessions.push_back(session);
    // Queued, because a session may end while the loops of deliver() and pump() hold it.
    connect(
        session, &SimSession::closed, this,
        [this, session] {
            std::erase(m_sessions, session);
            session->deleteLater();
        },
        Qt::QueuedConnection);
}

void SimRelay::add(const SimEventPtr& event)
{
    const auto outcome = m_store.add(event, now(), m_url);
    if (outcome != RelayStore::Outcome::Stored && outcome != RelayStore::Outcome::Ephemeral)
        return;
    for (auto* const session : m_sessions)
        session->deliver(event);
}

std::vector<SimEventPtr> SimRelay::query(const std::vector<Filter>& filters) const
{
    const auto cap = has(Fault::Cap) ? m_options.pageCap : std::numeric_limits<std::size_t>::max();
    auto events = m_store.query(filters, now(), cap);
    if (has(Fault::OldestFirst))
        std::reverse(events.begin(), events.end());
    if (has(Fault::Shuffled)) {
        SimRandom random(m_options.seed, events.size());
        for (std::size_t i = events.size(); i > 1; --i)
            std::swap(events[i - 1], events[random.below(i)]);
    }
    if (has(Fault::Vanishing))
        std::erase_if(events, [this](const SimEventPtr& event) { return isGone(*event); });
    return events;
}

/// Id and signature.
bool SimRelay::isTrue(const Event& event)
{
    if (!m_options.verifier)
        m_options.verifier = std::make_shared<EventVerifier>();
    return m_options.verifier->verify(event) == nostrscope::Verdict::Valid;
}

SimRelay::Verdict SimRelay::publish(const Event& event, bool byItsAuthor)
{
    if (!isTrue(event))
        return {false, "invalid: bad id or signature"};
    if (event.kind == 22242)
        return {false, "invalid: authentication is not published"};
    if (event.createdAt > now() + maxAhead)
        return {false, "invalid: created_at is too far in the future"};
    const bool isProtected = std::any_of(event.tags.begin(), event.tags.end(),
                                         [](const Tags::View& tag) { return tag.name() == "-"; });
    if (isProtected && !byItsAuthor)
        return {false, "auth-required: only its author may publish this event"};
    const auto known = std::make_shared<const SimEvent>(event);
    const auto outcome = m_store.add(known, now(), m_url);
    switch (outcome) {
    case RelayStore::Outcome::Duplicate:
        return {true, "duplicate: we have this event"};
    case RelayStore::Outcome::Superseded:
        return {true, "duplicate: we have a newer version"};
    case RelayStore::Outcome::Deleted:
        return {false, "blocked: its author deleted this event"};
    case RelayStore::Outcome::Expired:
        return {false, "invalid: the event has expired"};
    case RelayStore::Outcome::Stored:
    case RelayStore::Outcome::Ephemeral:
        break;
    }
    ++m_counters.published;
    for (auto* const session : m_sessions)
        session->deliver(known);
    return {true, {}};
}

void SimRelay::onDelivered(const SimEventPtr& event)
{
    ++m_counters.sentTotal;
    if (event->number == SimEvent::noNumber) {
        m_counters.sent += m_sentIds.insert(event->event.id).second ? 1 : 0;
        return;
    }
    if (event->number >= m_sentNumbers.size())
        m_sentNumbers.resize(event->number + 1);
    if (!m_sentNumbers[event->number]) {
        m_sentNumbers[event->number] = true;
        ++m_counters.sent;
    }
}

bool SimRelay::isGone(const SimEvent& event) const
{
    return has(Fault::Vanishing)
        && SimRandom(m_options.seed + 1, event.event.id.prefix()).below(m_options.vanishingOneIn) == 0;
}

bool SimRelay::refusesEvent(const EventId& id) const
{
    return SimRandom(m_options.seed + 2, id.prefix()).below(3) == 0;
}

/// A third of the events, always the same ones.
bool SimRelay::isSpoilt(const SimEvent& event) const
{
    if (!has(Fault::BadId) && !has(Fault::BadSig))
        return false;
    return SimRandom(m_options.seed, event.event.id.prefix()).below(3) == 0;
}

QByteArray SimRelay::spoiltJson(const SimEvent& event) const
{
    auto copy = event.event;
    const bool both = has(Fault::BadId) && has(Fault::BadSig);
    if (has(Fault::BadId) && (!both || copy.id.bytes().back() % 2 == 0)) {
        std::array<std::uint8_t, EventId::size> bytes;
        std::ranges::copy(copy.id.bytes(), bytes.begin());
        bytes.back() ^= 1;
        copy.id = EventId(bytes);
    } else {
        std::array<std::uint8_t, Sig::size> bytes;
        std::ranges::copy(copy.sig.bytes(), bytes.begin());
        bytes.back() ^= 1;
        copy.sig = Sig(bytes);
    }
    return toJson(copy);
}

/// True signatures, false times: two to forty days ahead.
void SimRelay::addFutureEvents()
{
    const auto keys = KeyPair::fromSecret(
        sha256("nostrscope-simnet future " + QByteArray::number(quint64(m_options.seed))));
    for (int i = 0; keys && i < futureEvents; ++i) {
        Event event;
        event.kind = 1;
        event.createdAt = toSeconds(SystemClock().now()) + (i + 1) * 2 * 24 * 60 * 60;
        event.content = "from the future " + QByteArray::number(i);
        sign(event, *keys);
        (void)m_store.add(std::make_shared<const SimEvent>(std::move(event)), now());
    }
}

void SimRelay::setFlood(const std::vector<SimEventPtr>* pool, std::size_t first)
{
    m_flood = pool && !pool->empty() ? pool : nullptr;
    m_floodFirst = first;
    if (m_flood) {
        for (auto* const session : m_sessions)
            session->pump();
    }
}

bool SimRelay::isIdle() const
{
    return std::all_of(m_sessions.begin(), m_sessions.end(),
                       [](const SimSession* session) { return session->isIdle(); });
}

qint64 SimRelay::queuedBytes() const
{
    qint64 sum = 0;
    for (const auto* const session : m_sessions)
        sum += session->socket().queuedBytes();
    return sum;
}

qint64 SimRelay::flushedBytes() const
{
    qint64 sum = 0;
    for (const auto* const session : m_sessions)
        sum += session->socket().flushedBytes();
    return sum;
}

void SimRelay::closeClients()
{
    for (auto* const session : m_sessions)
        session->close();
}

void SimRelay::abortClients()
{
    for (auto* const session : m_sessions)
        session->abort();
}

} // namespace nostrscope
