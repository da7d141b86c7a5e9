// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/recipient.h"
#include "core/monitor/probekit.h"
#include "core/records/discoverystore.h"

#include <map>
#include <set>

namespace nostrscope {

struct ValidatorConfig {
    ProbeSettings probe;
    int atOnce = 8; ///< as ProbePoolLimits; one at a time for each host
    std::size_t most = 2000; ///< looked at in one run
    bool allowPrivate = false; ///< names may lead into private networks: for tests
    DiscoveryBounds bounds;
    std::uint32_t seed = 1; ///< of the jitter
};

struct ValidationReport {
    std::uint64_t looked = 0;
    std::uint64_t nostr = 0; ///< of them, those that spoke Nostr
    std::uint64_t readable = 0;
    std::uint64_t failed = 0;
    /// Charged to nobody: nothing proved that our own network works, or it was not tried.
    std::uint64_t undecided = 0;
    std::uint64_t forgotten = 0;
    bool complete = true; ///< false: cancelled
    StoreError error; ///< what ended it early
};

/// The earliest time of the next look: after one that failed for the `failures`-th time in a row an hour,
/// twice as long each time, at most a day, and not before the relay asked for; after one that went well a
/// day. Up to a tenth is added by `jitter01` (0 … 1), so that those found together are not asked together.
[[nodiscard]] UnixMillis nextValidation(UnixMillis at, int failures,
                                        std::optional<std::chrono::seconds> retryAfter, double jitter01);
/// What a probe says of a candidate; none when it says nothing of the relay.
[[nodiscard]] std::optional<Validation> validationOf(const ProbeResult& result);

/// Looks whether candidates are Nostr relays at all (DIS-2): a REQ of one note; EOSE, EVENT, AUTH or CLOSED
/// is a yes. A failure counts only when another relay opened after it began: our own outage charges nobody.
/// Lives in one thread with its probes.
class Validator : public QObject {
    Q_OBJECT

public:
    Validator(ValidatorConfig config, DiscoveryStore& store, const Clock& clock,
              ProbePool::Factory factory = {});
    ~Validator() override;

    /// finished() follows, also when nothing is due; does nothing while one runs.
    void run();
    /// The same for these, due or not.
    void run(const std::vector<Candidate>& candidates);
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    /// Our own network is away, as somebody else saw it: what fails meanwhile charges nobody.
    void setNetworkLost(bool isLost);

signals:
    void progressed(quint64 done, quint64 total);
    void finished(const nostrscope::ValidationReport& report);

private:
    struct One {
        QByteArray url;
        int failures = 0;
        bool isWitness = false;
        InfoResult info;
    };
    struct Held {
        Validation validation;
        UnixMillis startedAt{};
    };
    void begin();
    void askWhoIsDue();
    void take(const std::vector<Candidate>& candidates, bool areWitnesses);
    void onFinished(const ProbeResult& result);
    void onIdle();
    void askWitnesses();
    void settle(const Held& held);
    void flush(bool isLast);
    void end();
    template <typename T, typename Use> [[nodiscard]] Reply<T> here(Use use);

    const Recipient m_recipient{*this};
    const ValidatorConfig m_config;
    DiscoveryStore& m_store;
    const Clock& m_clock;
    ProbeKit m_kit;
    ProbePool m_pool;
    std::map<RelayId, One> m_running;
    std::vector<Held> m_held; ///< failures that wait for a proof
    std::vector<Validation> m_ready; ///< to be stored
    UnixMillis m_provenAt{}; ///< when a relay last opened
    std::uint64_t m_total = 0;
    std::uint32_t m_lastNumber = 0;
    std::uint32_t m_random;
    ValidationReport m_report;
    bool m_askedWitnesses = false;
    bool m_isRunning = false;
    bool m_isAsking = false; ///< the store, for whom to look at
    bool m_isEnding = false;
    bool m_networkLost = false;
};

} // namespace nostrscope
