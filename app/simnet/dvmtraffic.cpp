// SPDX-License-Identifier: GPL-3.0-or-later
// Who does what when.
#include "app/simnet/dvmtraffic.h"

#include "app/simnet/simkeys.h"

#include <algorithm>
#include <cmath>

namespace nostrscope {

namespace {

constexpr std::size_t zapperCount = 3;
constexpr std::size_t rememberedJobs = 200;
constexpr Timestamp lateAnnouncement = 3600;
constexpr double maxSeconds = 1800;

/// Seconds of work: half of the jobs take less than the median.
Timestamp secondsOfWork(double median, SimRandom& random)
{
    const double normal =
        std::sqrt(-2 * std::log(1 - random.unit())) * std::cos(2 * 3.14159265358979 * random.unit());
    return static_cast<Timestamp>(std::clamp(median * std::exp(0.6 * normal), 1.0, maxSeconds));
}

} // namespace

DvmTraffic::DvmTraffic(DvmTrafficOptions options, std::vector<QByteArray> relayNames)
    : m_options(options)
    , m_relayNames(std::move(relayNames))
    , m_random(options.seed, 0xd73)
    , m_machines(makeDvmMachines(options.seed, options.machines, options.isOdd))
    , m_kinds(dvmJobKinds(options.isOdd))
    , m_kindRanks(m_kinds.size(), 0.9)
    , m_customerRanks(static_cast<std::size_t>(options.customers), 0.8)
    , m_customers(static_cast<std::size_t>(options.customers))
{
    for (std::uint32_t i = 0; i < m_machines.size(); ++i) {
        for (const auto kind : m_machines[i].kinds)
            m_takers[kind].push_back(i);
    }
    for (std::size_t i = 0; i < zapperCount; ++i)
        m_zappers.push_back(simKey(options.seed, "dvm zapper", i));
}

Event DvmTraffic::next(Timestamp time)
{
    if (!m_isAnnounced)
        announceAll(time);
    while (m_plans.empty() || m_plans.top().due > time)
        startJob(time);
    const auto plan = m_plans.top();
    m_plans.pop();
    return publish(plan);
}

Event DvmTraffic::nextByOwnClock(Timestamp start, double jobSeconds)
{
    if (m_nextStart < 0) {
        m_nextStart = static_cast<double>(start);
        announceAll(start);
    }
    const auto nextStart = [this] { return static_cast<Timestamp>(m_nextStart); };
    while (m_plans.empty() || m_plans.top().due > nextStart()) {
        startJob(nextStart());
        m_nextStart -= jobSeconds * std::log(1 - m_random.unit());
    }
    const auto plan = m_plans.top();
    m_plans.pop();
    return publish(plan);
}

void DvmTraffic::push(Plan plan)
{
    plan.order = m_nextOrder++;
    if (plan.step != Step::Profile && plan.step != Step::Announce)
        ++m_jobs.at(plan.job).plans;
    m_plans.push(plan);
}

void DvmTraffic::announceAll(Timestamp time)
{
    m_isAnnounced = true;
    for (std::uint32_t i = 0; i < m_machines.size(); ++i) {
        const auto& machine = m_machines[i];
        if (machine.hasProfile)
            push({.due = time, .step = Step::Profile, .machine = i});
        if (machine.announcing != DvmMachine::Announcing::Never) {
            const bool isLate = machine.announcing == DvmMachine::Announcing::Late;
            push({.due = isLate ? time + lateAnnouncement : time, .step = Step::Announce, .machine = i});
        }
    }
}

const KeyPair& DvmTraffic::customer(std::size_t index)
{
    auto& keys = m_customers[index];
    if (!keys)
        keys = std::make_unique<KeyPair>(simKey(m_options.seed, "customer", index));
    return *keys;
}

std::uint64_t DvmTraffic::openJob(Timestamp time, const KeyPair& customer, Kind kind)
{
    const auto number = m_nextJob++;
    auto& job = m_jobs[number];
    job.customer = &customer;
    job.request.createdAt = time;
    writeRequest(job, kind);
    return number;
}

std::vector<std::uint32_t> DvmTraffic::respondents(Kind kind)
{
    std::vector<std::uint32_t> chosen;
    const auto takers = m_takers.find(kind);
    if (takers == m_takers.end())
        return chosen;
    for (int left = m_random.between(1, 3); left > 0; --left) {
        const auto one = takers->second[m_random.below(takers->second.size())];
        if (std::find(chosen.begin(), chosen.end(), one) == chosen.end())
            chosen.push_back(one);
    }
    return chosen;
}

void DvmTraffic::startJob(Timestamp time)
{
    if (m_random.chance(m_options.hostile01)) {
        startHostileJob(time);
        return;
    }
    if (m_random.chance(0.01)) { // a newer version of an announcement
        const auto one = static_cast<std::uint32_t>(m_random.below(m_machines.size()));
        if (m_machines[one].announcing == DvmMachine::Announcing::AtOnce)
            push({.due = time, .step = Step::Announce, .machine = one});
    }
    const auto kind = pickKind();
    const auto number = openJob(time, customer(m_customerRanks.pick(m_random)), kind);
    auto& job = m_jobs.at(number);
    auto machines = respondents(kind);
    if (!machines.empty() && m_random.chance(0.3)) { // directed
        const auto wanted = machines.front();
        machines.resize(1);
        if (m_machines[wanted].takesEncrypted && m_random.chance(0.5))
            encrypt(job, wanted);
        else
            job.request.tags.append({"p", m_machines[wanted].keys.publicKey().toHex()});
    }
    sealRequest(job);
    // Some requests reach us after their answers, as when a relay is slow.
    const bool isLate = m_random.chance(0.03);
    push({.due = isLate ? time + m_random.between(5, 60) : time, .step = Step::Request, .job = number});
    for (const auto machine : machines)
        respond(number, machine, time);
    if (m_random.chance(0.02))
        push({.due = time + m_random.between(20, 60), .step = Step::Cancel, .job = number});
}

void DvmTraffic::respond(std::uint64_t job, std::uint32_t machine, Timestamp from)
{
    const auto& character = m_machines[machine];
    if (m_random.chance(character.silentShare01))
        return;
    if (!character.paysFirst) {
        work(job, machine, from);
        return;
    }
    push({.due = from + m_random.between(0, 2),
          .step = Step::Feedback,
          .status = JobStatus::PaymentRequired,
          .machine = machine,
          .job = job});
}

void DvmTraffic::work(std::uint64_t job, std::uint32_t machine, Timestamp from)
{
    const auto& character = m_machines[machine];
    const auto seconds = secondsOfWork(character.medianSeconds, m_random);
    const auto say = [&](JobStatus status, Timestamp due) {
        push({.due = due, .step = Step::Feedback, .status = status, .machine = machine, .job = job});
    };
    if (character.saysProcessing)
        say(JobStatus::Processing, from + std::min<Timestamp>(seconds, m_random.between(0, 2)));
    if (m_random.chance(character.errorShare01)) {
        say(JobStatus::Error, from + seconds);
        if (!m_random.chance(0.1))
            return; // the others try again and succeed
    }
    if (character.givesPartial)
        say(JobStatus::Partial, from + seconds / 2);
    push({.due = from + seconds, .step = Step::Result, .machine = machine, .job = job});
    if (character.saysSuccess)
        say(JobStatus::Success, from + seconds);
}

Event DvmTraffic::publish(const Plan& plan)
{
    ++m_truth.events;
    if (plan.step == Step::Profile)
        return profile(plan);
    if (plan.step == Step::Announce)
        return announcement(plan);
    const auto found = m_jobs.find(plan.job);
    auto& job = found->second;
    Event event;
    switch (plan.step) {
    case Step::Request:
        event = job.request;
        countRequest(job);
        break;
    case Step::Feedback:
        event = feedback(plan, job);
        break;
    case Step::Result:
        event = result(plan, job);
        break;
    case Step::Zap:
        event = zap(plan, job);
        if (plan.status == JobStatus::PaymentRequired)
            work(plan.job, plan.machine, plan.due);
        break;
    case Step::Cancel:
        event = cancellation(plan, job);
        break;
    case Step::Profile:
    case Step::Announce:
        Q_UNREACHABLE();
    }
    if (plan.step == Step::Feedback || plan.step == Step::Result) {
        countAnswer(event, plan, job);
        const bool isPayable =
            m_machines[plan.machine].sats > 0 && plan.fault == Fault::None && !job.isSelfDealt;
        const bool asksFirst = plan.status == JobStatus::PaymentRequired;
        const bool asksAfter = plan.step == Step::Result && !m_machines[plan.machine].paysFirst;
        if (isPayable && (asksFirst || asksAfter) && m_random.chance(asksFirst ? 0.7 : 0.4)) {
            push({.due = plan.due + m_random.between(5, 60),
                  .step = Step::Zap,
                  .status = plan.status,
                  .machine = plan.machine,
                  .job = plan.job,
                  .target = event.id});
        }
    }
    if (--job.plans == 0) {
        if (job.isAnswered) {
            m_finished.push_back(job.request.id);
            if (m_finished.size() > rememberedJobs)
                m_finished.pop_front();
        }
        m_jobs.erase(plan.job);
    }
    return event;
}

} // namespace nostrscope
