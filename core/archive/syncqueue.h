// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/archive/syncsession.h"

#include <map>
#include <set>

namespace nostrscope {

/// How many sessions run at once, by network (ARC-4).
struct SyncParallel {
    int clearnet = 30; ///< also relays of this machine
    int tor = 10;
    int other = 5; ///< I2P and Lokinet, each
    /// Of these slots, those that orders of high priority need not share (ARC-4), while such are expected.
    static constexpr int reservedPercent = 25;
};

/// What became of one order.
struct SyncOutcome {
    SyncOrder order;
    SyncFigures figures;
    Coverage coverage;
};

/// Works through orders: so many at once, by priority and then in their order, one at a time for a relay.
/// Lives in one thread with an event loop.
class SyncQueue final : public QObject {
    Q_OBJECT

public:
    SyncQueue(SyncTools tools, SyncRules rules, SyncParallel parallel, QObject* parent = nullptr);
    ~SyncQueue() override;

    void add(SyncOrder order) { add(std::vector<SyncOrder>{std::move(order)}); }
    void add(std::vector<SyncOrder> orders);
    /// Those that wait are dropped, without an outcome; those that run end soon.
    void cancelAll();
    /// The same of one relay.
    void cancel(RelayId relay);
    void dropWaiting(RelayId relay);
    /// Whether orders of high priority are to find free slots at any time.
    void setReserving(bool reserves) { m_isReserving = reserves; }
    /// What the pipeline says; any thread may post it here.
    void stored(const std::vector<StreamMark>& marks);
    /// The sink has room again.
    void flush();

    [[nodiscard]] bool isIdle() const { return m_waiting.empty() && m_running.empty(); }
    [[nodiscard]] std::size_t waiting() const { return m_waiting.size(); }
    [[nodiscard]] bool isWaiting(RelayId relay) const { return m_waitingRelays.contains(relay); }
    /// Of those that run.
    [[nodiscard]] std::vector<SyncOutcome> running() const;
    /// Null: it does not run.
    [[nodiscard]] const SyncSession* session(RelayId relay) const;

signals:
    /// A session of this relay runs now.
    void began(nostrscope::RelayId relay);
    void ended(const nostrscope::SyncOutcome& outcome);
    /// Nothing waits or runs any more; after the last ended().
    void idle();

private:
    void startMore();
    void onOver(SyncSession& session);
    struct Busy {
        int all = 0;
        int ordinary = 0; ///< of these, below high priority
    };
    [[nodiscard]] Busy& busyOf(RelayNetwork network);
    [[nodiscard]] int limitOf(RelayNetwork network) const;
    [[nodiscard]] bool hasRoomFor(const SyncOrder& order);

    const SyncTools m_tools;
    const SyncRules m_rules;
    const SyncParallel m_parallel;
    std::deque<SyncOrder> m_waiting;
    std::multiset<RelayId> m_waitingRelays; ///< of m_waiting
    std::map<RelayId, std::unique_ptr<SyncSession>> m_running;
    std::vector<std::unique_ptr<SyncSession>> m_over; ///< to be destroyed outside of their own signals
    std::map<RelayNetwork, Busy> m_busy;
    bool m_isReserving = false;
};

} // namespace nostrscope
