// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/monitor/probe.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <deque>
#include <functional>
#include <memory>
#include <unordered_map>

namespace nostrscope {

/// How many probes disturb each other, and how much one stranger may be asked (monitors.md §5.1).
struct ProbePoolLimits {
    int atOnce = 8; ///< 1-32; few, so that one measurement does not slow another
    int perHost = 1;
    int perAddress = 2;
    std::size_t queue = 20'000; ///< twice the relays that are known
    /// Programs of this machine are told apart by their ports: nobody's manners are at stake.
    bool countLoopbackByPort = false;
};
/// For a look at all relays at once, where speed counts more than the last millisecond.
inline constexpr int sweepAtOnce = 32;

/// Runs probes: bounded in number, gently to each host and address. When one starts and how its start is
/// spread is for the caller. Lives in one thread with its jobs.
class ProbePool : public QObject {
    Q_OBJECT

public:
    /// Makes a job that is not started. The pool owns it.
    using Factory = std::function<std::unique_ptr<ProbeJob>(const ProbeRequest&)>;

    explicit ProbePool(Factory factory, ProbePoolLimits limits = {}, QObject* parent = nullptr);
    ~ProbePool() override;

    /// False when the queue is full, or the relay is in the pool already.
    [[nodiscard]] bool add(const ProbeRequest& request);
    /// What waits is dropped without a result; what runs ends as Cancelled.
    void cancel(const QByteArray& url);
    void cancelAll();
    void setAtOnce(int atOnce);

    [[nodiscard]] std::size_t queued() const noexcept { return m_queue.size(); }
    /// Jobs that resolve or measure.
    [[nodiscard]] int active() const noexcept { return m_active; }
    /// Jobs that know their address and wait for room there.
    [[nodiscard]] std::size_t held() const noexcept { return m_held.size(); }
    [[nodiscard]] bool isIdle() const noexcept { return m_queue.empty() && m_jobs.empty(); }

signals:
    void infoReady(const nostrscope::InfoResult& info);
    void observed(const nostrscope::RelayObservation& observation);
    void finished(const nostrscope::ProbeResult& result);
    void idle();

private:
    struct Running {
        std::unique_ptr<ProbeJob> job;
        QByteArray url;
        QByteArray host;
        QByteArray address; ///< taken; empty while it resolves or is held, and with a proxy
    };

    void pump();
    void pumpLater() { m_pumpTimer.start(); }
    [[nodiscard]] bool admitHeld();
    [[nodiscard]] bool startNext();
    void start(const ProbeRequest& request, const QByteArray& host);
    void onAddress(const ProbeJob* job, const QHostAddress& address, std::uint16_t port);
    void onFinished(const ProbeJob* job, const ProbeResult& result);
    [[nodiscard]] QByteArray hostKey(const RelayUrl& url) const;
    [[nodiscard]] QByteArray addressKey(const QHostAddress& address, std::uint16_t port) const;

    Factory m_factory;
    ProbePoolLimits m_limits;
    std::deque<ProbeRequest> m_queue;
    QSet<QByteArray> m_urls; ///< queued and running
    std::unordered_map<const ProbeJob*, Running> m_jobs;
    std::deque<std::pair<const ProbeJob*, QByteArray>> m_held; ///< with the address they want
    QHash<QByteArray, int> m_hosts;
    QHash<QByteArray, int> m_addresses;
    int m_active = 0;
    QTimer m_pumpTimer;
};

} // namespace nostrscope
