// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/probepool.h"

#include <algorithm>

namespace nostrscope {

namespace {

/// Jobs that hold a resolved address: more would grow old before their turn.
constexpr std::size_t maxHeldPerSlot = 4;
/// How far the queue is searched for a relay whose host is free.
constexpr std::size_t maxLookAhead = 2'000;

void release(QHash<QByteArray, int>& counts, const QByteArray& key)
{
    if (const auto it = counts.find(key); it != counts.end() && --it.value() <= 0)
        counts.erase(it);
}

} // namespace

ProbePool::ProbePool(Factory factory, ProbePoolLimits limits, QObject* parent)
    : QObject(parent)
    , m_factory(std::move(factory))
    , m_limits(limits)
{
    m_pumpTimer.setSingleShot(true);
    m_pumpTimer.setInterval(0);
    connect(&m_pumpTimer, &QTimer::timeout, this, &ProbePool::pump);
    setAtOnce(limits.atOnce);
}

ProbePool::~ProbePool()
{
    for (const auto& [key, running] : m_jobs)
        running.job->disconnect(this);
}

bool ProbePool::add(const ProbeRequest& request)
{
    if (m_queue.size() >= m_limits.queue || m_urls.contains(request.url.text()))
        return false;
    m_urls.insert(request.url.text());
    m_queue.push_back(request);
    pumpLater();
    return true;
}

void ProbePool::cancel(const QByteArray& url)
{
    const auto queued = std::find_if(m_queue.begin(), m_queue.end(), [&url](const ProbeRequest& request) {
        return request.url.text() == url;
    });
    if (queued != m_queue.end()) {
        m_queue.erase(queued);
        m_urls.remove(url);
        pumpLater();
        return;
    }
    for (const auto& [key, running] : m_jobs) {
        if (running.url == url) {
            running.job->cancel(); // changes m_jobs
            return;
        }
    }
}

void ProbePool::cancelAll()
{
    for (const auto& request : m_queue)
        m_urls.remove(request.url.text());
    m_queue.clear();
    std::vector<ProbeJob*> running;
    for (const auto& [key, job] : m_jobs)
        running.push_back(job.job.get());
    for (auto* const job : running)
        job->cancel();
    pumpLater();
}

void ProbePool::setAtOnce(int atOnce)
{
    m_limits.atOnce = std::clamp(atOnce, 1, sweepAtOnce);
    pumpLater();
}

/// One job a turn of the event loop, so that those under way are read between two starts.
void ProbePool::pump()
{
    if (m_active < m_limits.atOnce && (admitHeld() || startNext()))
        pumpLater();
    if (isIdle())
        emit idle();
}

/// Those that already know their address come first: their DNS answer grows old.
bool ProbePool::admitHeld()
{
    const auto ready = std::find_if(m_held.begin(), m_held.end(), [this](const auto& held) {
        return m_addresses.value(held.second) < m_limits.perAddress;
    });
    if (ready == m_held.end())
        return false;
    const auto [key, address] = *ready;
    m_held.erase(ready);
    auto& running = m_jobs.at(key);
    running.address = address;
    ++m_addresses[address];
    ++m_active;
    running.job->proceed();
    return true;
}

bool ProbePool::startNext()
{
    if (m_held.size() >= maxHeldPerSlot * static_cast<std::size_t>(m_limits.atOnce))
        return false;
    const auto end = m_queue.begin() + static_cast<std::ptrdiff_t>(std::min(m_queue.size(), maxLookAhead));
    const auto next = std::find_if(m_queue.begin(), end, [this](const ProbeRequest& request) {
        return m_hosts.value(hostKey(request.url)) < m_limits.perHost;
    });
    if (next == end)
        return false;
    const auto request = std::move(*next);
    m_queue.erase(next);
    start(request, hostKey(request.url));
    return true;
}

void ProbePool::start(const ProbeRequest& request, const QByteArray& host)
{
    auto job = m_factory(request);
    auto* const key = job.get();
    connect(key, &ProbeJob::infoReady, this, &ProbePool::infoReady);
    connect(key, &ProbeJob::observed, this, &ProbePool::observed);
    connect(key, &ProbeJob::addressChosen, this,
            [this, key, port = request.url.port()](const QHostAddress& address) {
                onAddress(key, address, port);
            });
    connect(key, &ProbeJob::finished, this,
            [this, key](const ProbeResult& result) { onFinished(key, result); });
    m_jobs.emplace(key, Running{std::move(job), request.url.text(), host, {}});
    ++m_hosts[host];
    ++m_active;
    key->start();
}

/// The job waits either way: pump() lets it go on, perhaps at once.
void ProbePool::onAddress(const ProbeJob* job, const QHostAddress& address, std::uint16_t port)
{
    --m_active;
    m_held.emplace_back(job, addressKey(address, port));
    pumpLater();
}

void ProbePool::onFinished(const ProbeJob* job, const ProbeResult& result)
{
    const auto place = m_jobs.find(job);
    if (place == m_jobs.end())
        return;
    auto running = std::move(place->second);
    m_jobs.erase(place);
    if (std::erase_if(m_held, [job](const auto& held) { return held.first == job; }) == 0)
        --m_active;
    release(m_hosts, running.host);
    if (!running.address.isEmpty())
        release(m_addresses, running.address);
    m_urls.remove(running.url);
    running.job->disconnect(this);
    running.job.release()->deleteLater(); // we are inside its signal
    emit finished(result);
    pumpLater();
}

QByteArray ProbePool::hostKey(const RelayUrl& url) const
{
    const QHostAddress literal(QString::fromLatin1(url.host()));
    const bool isLoopback = literal.isLoopback() || url.host() == "localhost";
    return m_limits.countLoopbackByPort && isLoopback ? url.host() + ' ' + QByteArray::number(url.port())
                                                      : url.host();
}

QByteArray ProbePool::addressKey(const QHostAddress& address, std::uint16_t port) const
{
    const auto text = address.toString().toLatin1();
    return m_limits.countLoopbackByPort && address.isLoopback() ? text + ' ' + QByteArray::number(port)
                                                                : text;
}

} // namespace nostrscope
