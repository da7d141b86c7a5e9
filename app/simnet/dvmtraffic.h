// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simnet/dvmmachine.h"
#include "app/simnet/dvmtruth.h"
#include "app/simnet/simrandom.h"
#include "core/nostr/event.h"

#include <deque>
#include <memory>
#include <optional>
#include <queue>
#include <unordered_map>
#include <vector>

namespace nostrscope {

struct DvmTrafficOptions {
    std::uint64_t seed = 1;
    int machines = 24; ///< 1 …
    int customers = 300; ///< 1 …; few ask for most
    double hostile01 = 0.05; ///< share of the jobs that are spam, broken or against the rules
    /// Kinds outside the registry, requests dated 2106, and without signatures loops of chained jobs.
    bool isOdd = false;
    /// Without: true ids, signatures of zeros; several times as fast. Zap requests are signed all the same.
    /// Only without signatures there are loops of chained jobs, in which two requests have false ids: a true
    /// id cannot be named by what it is the hash of.
    bool isSigned = true;
};

/// The traffic of data vending machines and their customers (NIP-90, NIP-89, NIP-57): announcements,
/// requests, feedback, results, zaps, cancellations. The same options, relays and times give the same events,
/// each different from all before. One thread.
class DvmTraffic {
public:
    /// `relayNames`, at least one, are the URLs that requests and zaps name.
    DvmTraffic(DvmTrafficOptions options, std::vector<QByteArray> relayNames);

    /// The next event that `time` has for us: what is due, else the request of a new job. Times do not fall.
    /// created_at is when the event was due, so at most `time`, except for requests dated 2106; it may be
    /// earlier than that of an event before (late requests, several plans due, a machine whose clock is
    /// slow).
    [[nodiscard]] Event next(Timestamp time);
    /// The same by a clock of its own, which begins at `start` with the first call: jobs start every
    /// `jobSeconds` on average, and what is due comes at its time.
    [[nodiscard]] Event nextByOwnClock(Timestamp start, double jobSeconds);

    [[nodiscard]] const DvmTruth& truth() const noexcept { return m_truth; }
    [[nodiscard]] const std::vector<DvmMachine>& machines() const noexcept { return m_machines; }

private:
    enum class Step : std::uint8_t { Profile, Announce, Request, Feedback, Result, Zap, Cancel };
    enum class Fault : std::uint8_t { None, WrongKind, BadAmount, UnknownStatus, NoTarget };
    struct Plan {
        Timestamp due = 0;
        std::uint64_t order = 0;
        Step step = Step::Request;
        Fault fault = Fault::None;
        JobStatus status = JobStatus::Other;
        std::uint32_t machine = 0;
        std::uint64_t job = 0;
        std::uint32_t number = 0; ///< makes otherwise equal events different
        EventId target = {}; ///< of a zap
        friend bool operator<(const Plan& a, const Plan& b) // the earliest on top
        {
            return a.due != b.due ? a.due > b.due : a.order > b.order;
        }
    };
    struct Answer {
        PubKey machine;
        bool isResult = false;
        bool hasRightKind = true;
        Timestamp time = 0;
    };
    struct Job {
        const KeyPair* customer = nullptr;
        Event request;
        QByteArray json;
        bool isPublished = false;
        bool isAnswered = false;
        bool isSelfDealt = false;
        bool isEncrypted = false;
        bool isChained = false;
        bool isFarFuture = false;
        int plans = 0;
        std::vector<Answer> early; ///< before the request was published
    };

    // Who does what when: dvmtraffic.cpp, dvmtraffic_hostile.cpp
    [[nodiscard]] Event publish(const Plan& plan);
    void push(Plan plan);
    void startJob(Timestamp time);
    void startHostileJob(Timestamp time);
    void burst(Timestamp time);
    void flood(Timestamp time);
    void selfDeal(Timestamp time);
    void neverAsked(Timestamp time);
    void loop(Timestamp time);
    void farFuture(Timestamp time);
    void faultyAnswer(Timestamp time, Fault fault);
    std::uint64_t openJob(Timestamp time, const KeyPair& customer, Kind kind);
    /// Some machines of the kind, not all of which will answer.
    [[nodiscard]] std::vector<std::uint32_t> respondents(Kind kind);
    [[nodiscard]] std::optional<std::uint32_t> anybody(Kind kind);
    void respond(std::uint64_t job, std::uint32_t machine, Timestamp from);
    void work(std::uint64_t job, std::uint32_t machine, Timestamp from);
    void announceAll(Timestamp time);
    [[nodiscard]] const KeyPair& customer(std::size_t index);
    [[nodiscard]] Kind pickKind() { return m_kinds[m_kindRanks.pick(m_random)]; }

    // What they write: dvmtraffic_events.cpp
    void writeRequest(Job& job, Kind kind);
    void encrypt(Job& job, std::uint32_t machine);
    void sealRequest(Job& job);
    [[nodiscard]] Event profile(const Plan& plan);
    [[nodiscard]] Event announcement(const Plan& plan);
    [[nodiscard]] Event feedback(const Plan& plan, const Job& job);
    [[nodiscard]] Event result(const Plan& plan, const Job& job);
    [[nodiscard]] Event zap(const Plan& plan, const Job& job);
    [[nodiscard]] Event cancellation(const Plan& plan, const Job& job);
    void addPrice(Event& event, const Plan& plan, const Job& job);
    void addTarget(Event& event, const Plan& plan, const Job& job);
    void finish(Event& event, const KeyPair& keys) const;
    [[nodiscard]] QByteArray text(int minWords, int maxWords);
    [[nodiscard]] QByteArrayView relay() { return m_relayNames[m_random.below(m_relayNames.size())]; }
    [[nodiscard]] EventId randomId();

    // What was true: dvmtraffic_events.cpp
    void countRequest(Job& job);
    void countAnswer(const Event& event, const Plan& plan, Job& job);
    void settle(const Answer& answer, Job& job);

    DvmTrafficOptions m_options;
    std::vector<QByteArray> m_relayNames;
    SimRandom m_random;
    std::vector<DvmMachine> m_machines;
    std::vector<Kind> m_kinds;
    Zipf m_kindRanks;
    Zipf m_customerRanks;
    std::unordered_map<Kind, std::vector<std::uint32_t>> m_takers;
    std::vector<std::unique_ptr<KeyPair>> m_customers; ///< made when they first ask
    std::vector<KeyPair> m_zappers;
    std::priority_queue<Plan> m_plans;
    std::unordered_map<std::uint64_t, Job> m_jobs; ///< that still have plans
    std::deque<EventId> m_finished; ///< requests with a result, the latest: what chained jobs build upon
    std::uint64_t m_nextJob = 0;
    std::uint64_t m_nextOrder = 0;
    bool m_isAnnounced = false;
    double m_nextStart = -1; ///< of the own clock: when the next job starts
    DvmTruth m_truth;
};

} // namespace nostrscope
