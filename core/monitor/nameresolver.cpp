// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/nameresolver.h"

#include "core/monitor/dnsfacts.h"
#include "core/monitor/probeclock.h"

#include <QFutureWatcher>
#include <QHostInfo>
#include <QPromise>
#include <QTimer>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace nostrscope {

namespace {

constexpr qsizetype maxAddresses = 64;

/// Blocks; in a thread of its own. Not QHostInfo::lookupHost(), which answers from a cache and would measure
/// the wait for one of its threads.
ResolvedName lookUp(const QByteArray& host)
{
    const SystemProbeClock clock;
    const auto start = clock.monotonic();
    const auto info = QHostInfo::fromName(QString::fromLatin1(host));
    ResolvedName name;
    name.took = clock.monotonic() - start;
    const auto found = info.addresses();
    name.addresses = found.first(std::min(found.size(), maxAddresses));
    if (!name.addresses.isEmpty()) {
        name.code = ProbeCode::Ok;
    } else {
        name.code = info.error() == QHostInfo::HostNotFound ? ProbeCode::DnsNxDomain : ProbeCode::DnsServFail;
        name.detail = info.errorString();
    }
    return name;
}

/// The name server's silence becomes an answer at `limit`; whichever comes first counts.
class PendingLookup final : public QObject {
public:
    PendingLookup(QPointer<QObject> context, NameResolver::Answer answer, std::chrono::milliseconds limit,
                  QObject* parent)
        : QObject(parent)
        , m_context(std::move(context))
        , m_answer(std::move(answer))
    {
        m_limit.setSingleShot(true);
        connect(&m_limit, &QTimer::timeout, this, [this, limit] {
            ResolvedName late;
            late.code = ProbeCode::DnsTimeout;
            late.took = limit;
            give(late);
        });
        m_limit.start(limit);
    }
    void give(const ResolvedName& name)
    {
        m_limit.stop();
        if (const auto answer = std::exchange(m_answer, nullptr); answer && m_context)
            answer(name);
    }

private:
    QPointer<QObject> m_context;
    NameResolver::Answer m_answer;
    QTimer m_limit;
};

} // namespace

SystemResolver::SystemResolver(QObject* parent)
    : QObject(parent)
{
    m_threads.setMaxThreadCount(maxThreads);
}

SystemResolver::~SystemResolver() = default;

void SystemResolver::resolve(const QByteArray& host, std::chrono::milliseconds limit, QObject* context,
                             Answer answer)
{
    m_waiting.push_back({host, limit, context, std::move(answer)});
    askNext();
}

void SystemResolver::askNext()
{
    while (m_running < maxThreads && !m_waiting.empty()) {
        auto question = std::move(m_waiting.front());
        m_waiting.pop_front();
        if (question.context)
            ask(std::move(question));
    }
}

void SystemResolver::ask(Question question)
{
    ++m_running;
    auto* const pending =
        new PendingLookup(question.context, std::move(question.answer), question.limit, this);
    auto* const watcher = new QFutureWatcher<ResolvedName>(pending);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, pending, watcher] {
        --m_running;
        pending->give(watcher->result());
        pending->deleteLater();
        askNext();
    });
    const auto promise = std::make_shared<QPromise<ResolvedName>>();
    watcher->setFuture(promise->future());
    m_threads.start([promise, host = question.host] {
        promise->start();
        promise->addResult(lookUp(host));
        promise->finish();
    });
}

void SystemResolver::findFacts(const QByteArray& host, const QHostAddress& used,
                               std::chrono::milliseconds limit, QObject* context, FactsAnswer answer)
{
    auto* const query = new DnsFactsQuery(host, used, limit, context);
    connect(query, &DnsFactsQuery::finished, context, [query, answer = std::move(answer)] {
        query->deleteLater();
        answer(query->facts());
    });
    query->start();
}

bool hasRoute(const QHostAddress& address)
{
    constexpr std::uint16_t anyPort = 9;
    const bool isV6 = address.protocol() == QAbstractSocket::IPv6Protocol;
    const int descriptor = ::socket(isV6 ? AF_INET6 : AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0)
        return !isV6; // a kernel without IPv6
    sockaddr_in6 six{};
    sockaddr_in four{};
    six.sin6_family = AF_INET6;
    six.sin6_port = htons(anyPort);
    four.sin_family = AF_INET;
    four.sin_port = htons(anyPort);
    if (isV6) {
        const auto bytes = address.toIPv6Address();
        std::copy(std::begin(bytes.c), std::end(bytes.c), six.sin6_addr.s6_addr);
    } else {
        four.sin_addr.s_addr = htonl(address.toIPv4Address());
    }
    // Connecting a datagram socket only looks up the route.
    const int result = isV6 ? ::connect(descriptor, reinterpret_cast<const sockaddr*>(&six), sizeof six)
                            : ::connect(descriptor, reinterpret_cast<const sockaddr*>(&four), sizeof four);
    ::close(descriptor);
    return result == 0;
}

bool isPrivateAddress(const QHostAddress& address)
{
    auto plain = address;
    plain.setScopeId({});
    const auto network = relayNetworkOf(plain.toString().toLatin1());
    return !network || *network == RelayNetwork::Local;
}

} // namespace nostrscope
