// SPDX-License-Identifier: GPL-3.0-or-later
// Spam, and what is against the rules.
#include "app/simnet/dvmtraffic.h"

#include <algorithm>

namespace nostrscope {

namespace {

constexpr int burstRequests = 30;
constexpr std::uint32_t floodMessages = 40;
constexpr std::uint32_t flooder = 0; ///< the machine whose feedback is a flood
constexpr Timestamp yearOf2106 = 4'294'967'296;

} // namespace

void DvmTraffic::startHostileJob(Timestamp time)
{
    switch (m_random.below(10)) {
    case 0:
        burst(time);
        return;
    case 1:
        flood(time);
        return;
    case 2:
        selfDeal(time);
        return;
    case 3:
        neverAsked(time);
        return;
    case 4:
        faultyAnswer(time, Fault::WrongKind);
        return;
    case 5:
        faultyAnswer(time, Fault::UnknownStatus);
        return;
    case 6:
        faultyAnswer(time, Fault::NoTarget);
        return;
    case 7:
        if (m_options.isOdd && !m_options.isSigned)
            loop(time);
        else
            selfDeal(time);
        return;
    case 8:
        if (m_options.isOdd) {
            farFuture(time);
            return;
        }
        [[fallthrough]];
    default:
        faultyAnswer(time, Fault::BadAmount);
        return;
    }
}

/// One key asks again and again in the same second.
void DvmTraffic::burst(Timestamp time)
{
    const auto& spammer = customer(m_customers.size() - 1);
    const auto kind = m_kinds.front();
    for (int i = 0; i < burstRequests; ++i) {
        const auto job = openJob(time, spammer, kind);
        sealRequest(m_jobs.at(job));
        push({.due = time, .step = Step::Request, .job = job});
    }
}

/// One machine comments on a job without end.
void DvmTraffic::flood(Timestamp time)
{
    const auto job =
        openJob(time, customer(m_customerRanks.pick(m_random)), m_machines[flooder].kinds.front());
    sealRequest(m_jobs.at(job));
    push({.due = time, .step = Step::Request, .job = job});
    for (std::uint32_t i = 1; i <= floodMessages; ++i) {
        push({.due = time + 1 + i / 4,
              .step = Step::Feedback,
              .status = JobStatus::Processing,
              .machine = flooder,
              .job = job,
              .number = i});
    }
}

/// A machine is its own customer, to look busy.
void DvmTraffic::selfDeal(Timestamp time)
{
    const auto dealer = static_cast<std::uint32_t>(m_machines.size() > 1 ? 1 : 0);
    const auto& machine = m_machines[dealer];
    const auto number = openJob(time, machine.keys, machine.kinds.front());
    auto& job = m_jobs.at(number);
    job.isSelfDealt = true;
    sealRequest(job);
    push({.due = time, .step = Step::Request, .job = number});
    push({.due = time + 1, .step = Step::Result, .machine = dealer, .job = number});
}

/// A machine that answers requests of that kind, if there is one.
std::optional<std::uint32_t> DvmTraffic::anybody(Kind kind)
{
    const auto machines = respondents(kind);
    const auto one = std::find_if(machines.begin(), machines.end(), [this](std::uint32_t machine) {
        return m_machines[machine].silentShare01 < 1;
    });
    return one != machines.end() ? std::optional(*one) : std::nullopt;
}

/// Answers to a request that nobody ever sees.
void DvmTraffic::neverAsked(Timestamp time)
{
    const auto kind = pickKind();
    const auto job = openJob(time, customer(m_customerRanks.pick(m_random)), kind);
    sealRequest(m_jobs.at(job));
    const auto machine = anybody(kind);
    if (!machine) {
        m_jobs.erase(job);
        return;
    }
    push({.due = time + 1,
          .step = Step::Feedback,
          .status = JobStatus::Processing,
          .machine = *machine,
          .job = job});
    push({.due = time + 5, .step = Step::Result, .machine = *machine, .job = job});
}

/// Two requests that build upon each other.
void DvmTraffic::loop(Timestamp time)
{
    const auto kind = pickKind();
    const auto first = openJob(time, customer(m_customerRanks.pick(m_random)), kind);
    const auto second = openJob(time, *m_jobs.at(first).customer, kind);
    const auto firstId = randomId();
    const auto secondId = randomId();
    const auto bind = [&](std::uint64_t number, const EventId& id, const EventId& other) {
        auto& job = m_jobs.at(number);
        job.request.tags.append({"i", other.toHex(), "job"});
        job.isChained = true;
        sealRequest(job);
        job.request.id = id;
        job.json = toJson(job.request);
        push({.due = time, .step = Step::Request, .job = number});
    };
    bind(first, firstId, secondId);
    bind(second, secondId, firstId);
}

/// A request whose time does not fit into 32 bits.
void DvmTraffic::farFuture(Timestamp time)
{
    const auto number = openJob(yearOf2106 + static_cast<Timestamp>(m_nextJob),
                                customer(m_customerRanks.pick(m_random)), pickKind());
    auto& job = m_jobs.at(number);
    job.isFarFuture = true;
    sealRequest(job);
    push({.due = time, .step = Step::Request, .job = number});
}

void DvmTraffic::faultyAnswer(Timestamp time, Fault fault)
{
    const auto kind = pickKind();
    const auto job = openJob(time, customer(m_customerRanks.pick(m_random)), kind);
    sealRequest(m_jobs.at(job));
    push({.due = time, .step = Step::Request, .job = job});
    const auto machine = anybody(kind);
    if (!machine)
        return;
    const bool isFeedback = fault == Fault::UnknownStatus;
    push({.due = time + 2,
          .step = isFeedback ? Step::Feedback : Step::Result,
          .fault = fault,
          .machine = *machine,
          .job = job});
}

} // namespace nostrscope
