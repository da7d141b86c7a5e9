// SPDX-License-Identifier: GPL-3.0-or-later
// What machines and customers write, and the count of it.
#include "app/simnet/bolt11maker.h"
#include "app/simnet/dvmtraffic.h"
#include "app/simnet/simzap.h"
#include "core/crypto/sha256.h"
#include "core/crypto/verify.h"
#include "core/nostr/json.h"
#include "core/nostr/nip89.h"

#include <array>

namespace nostrscope {

namespace {

constexpr std::array words{"notes", "about",  "the",   "best",     "of",     "today", "in",     "short",
                           "sats",  "wetter", "music", "for",      "und",    "more",  "people", "relay",
                           "what",  "is",     "zap",   "pictures", "straße", "翻訳",  "a",      "🌍"};
constexpr std::array statuses{"started", "queued", "Success", "heartbeat"};
constexpr std::array errors{"out of memory", "model not available", "input could not be fetched",
                            "unsupported language"};
constexpr std::array badAmounts{"-5000", "99999999999999999999", "100_000", "free", "1e6", "5.5"};
constexpr std::array inputMarkers{"", "context", "source"};

QByteArray decimal(std::uint64_t value)
{
    return QByteArray::number(qulonglong(value));
}

} // namespace

QByteArray DvmTraffic::text(int minWords, int maxWords)
{
    QByteArray out;
    for (int left = m_random.between(minWords, maxWords); left > 0; --left)
        out.append(out.isEmpty() ? "" : " ").append(words[m_random.below(words.size())]);
    return out;
}

EventId DvmTraffic::randomId()
{
    std::array<std::uint8_t, EventId::size> bytes;
    for (auto& byte : bytes)
        byte = static_cast<std::uint8_t>(m_random.next());
    return EventId(bytes);
}

void DvmTraffic::finish(Event& event, const KeyPair& keys) const
{
    if (m_options.isSigned) {
        sign(event, keys);
        return;
    }
    event.pubkey = keys.publicKey();
    event.id = computeId(event);
}

void DvmTraffic::writeRequest(Job& job, Kind kind)
{
    auto& event = job.request;
    event.kind = kind;
    // The number keeps the requests of a burst apart.
    const auto prompt = text(2, 12) + " #" + decimal(m_nextJob);
    if (!m_finished.empty() && m_random.chance(0.08)) {
        const auto& other = m_finished[m_random.below(m_finished.size())];
        event.tags.append(
            {"i", other.toHex(), "job", relay(), inputMarkers[m_random.below(inputMarkers.size())]});
        event.tags.append({"param", "note", prompt});
        job.isChained = true;
    } else if (m_random.chance(0.15)) {
        event.tags.append({"i", "https://files.example.com/" + decimal(m_nextJob) + ".mp3", "url"});
    } else {
        event.tags.append({"i", prompt, "text"});
    }
    if (m_random.chance(0.4))
        event.tags.append({"param", "max_results", decimal(std::uint64_t(m_random.between(1, 5)) * 20)});
    if (m_random.chance(0.3))
        event.tags.append({"output", "text/plain"});
    if (m_random.chance(0.3))
        event.tags.append({"bid", decimal(std::uint64_t(m_random.between(1, 50)) * 1000)});
    if (m_random.chance(0.6))
        event.tags.append({"relays", relay(), relay()});
}

/// Inputs and parameters go into the content, which only the machine could read (NIP-04 by its form).
void DvmTraffic::encrypt(Job& job, std::uint32_t machine)
{
    QByteArray cipher(16 * m_random.between(2, 12), Qt::Uninitialized);
    QByteArray vector(16, Qt::Uninitialized);
    for (auto* const bytes : {&cipher, &vector}) {
        for (auto& byte : *bytes)
            byte = static_cast<char>(m_random.next());
    }
    job.request.content = cipher.toBase64() + "?iv=" + vector.toBase64();
    job.request.tags = {{"p", m_machines[machine].keys.publicKey().toHex()}, {"encrypted"}};
    job.isEncrypted = true;
    job.isChained = false;
}

void DvmTraffic::sealRequest(Job& job)
{
    finish(job.request, *job.customer);
    job.json = toJson(job.request);
}

Event DvmTraffic::profile(const Plan& plan)
{
    const auto& machine = m_machines[plan.machine];
    Event event;
    event.createdAt = plan.due;
    event.kind = 0;
    event.content.append("{\"name\":");
    appendJsonString(machine.name, event.content);
    event.content.append(R"(,"about":"A simulated machine","bot":true,"lud16":"machine)")
        .append(decimal(plan.machine))
        .append("@pay.example.com\"}");
    finish(event, machine.keys);
    ++m_truth.profiles;
    (void)m_truth.machines[machine.keys.publicKey()];
    return event;
}

Event DvmTraffic::announcement(const Plan& plan)
{
    const auto& machine = m_machines[plan.machine];
    auto& truth = m_truth.machines[machine.keys.publicKey()];
    Event event;
    event.createdAt = plan.due;
    event.kind = handlerKind;
    event.tags.append({"d", "machine-" + decimal(plan.machine)});
    for (const auto kind : machine.kinds)
        event.tags.append({"k", decimal(kind)});
    event.tags.append({"t", "simulated"});
    event.tags.append({"version", decimal(truth.announcements + 1)});
    // Those with a profile may leave the content empty (NIP-89).
    if (!machine.hasProfile || plan.machine % 5 != 0) {
        auto& out = event.content;
        out.append("{\"name\":");
        appendJsonString(machine.name, out);
        out.append(",\"about\":");
        appendJsonString(text(4, 20), out);
        out.append(",\"picture\":\"https://img.example.com/m").append(decimal(plan.machine)).append(".png\"");
        out.append(",\"amount\":\"")
            .append(machine.sats == 0 ? QByteArray("free") : decimal(machine.sats * 1000))
            .append("\",\"encryptionSupported\":")
            .append(machine.takesEncrypted ? "true" : "false")
            .append(R"(,"nip90Params":{"max_results":{"required":false,"values":["20","40","100"]},)")
            .append(R"("note":{"required":false,"values":[]}}})");
    }
    finish(event, machine.keys);
    ++m_truth.announcements;
    ++truth.announcements;
    return event;
}

void DvmTraffic::addTarget(Event& event, const Plan& plan, const Job& job)
{
    if (plan.fault == Fault::NoTarget)
        event.tags.append({"e", "not an id"});
    else
        event.tags.append({"e", job.request.id.toHex(), relay()});
    event.tags.append({"p", job.request.pubkey.toHex()});
}

void DvmTraffic::addPrice(Event& event, const Plan& plan, const Job& job)
{
    const auto& machine = m_machines[plan.machine];
    if (plan.fault == Fault::BadAmount) {
        event.tags.append({"amount", badAmounts[m_random.below(badAmounts.size())]});
        ++m_truth.malformedAmounts;
        return;
    }
    const bool asks = plan.status == JobStatus::PaymentRequired
        || (plan.step == Step::Result && !machine.paysFirst && !job.isSelfDealt);
    if (machine.sats == 0 || !asks)
        return;
    const auto hash = sha256(job.request.id.view());
    const auto msats = decimal(machine.sats * 1000);
    if (m_random.chance(0.8))
        event.tags.append({"amount", msats, makeBolt11(machine.sats, plan.due, hash, m_random)});
    else
        event.tags.append({"amount", msats});
    m_truth.machines[machine.keys.publicKey()].askedMillisats += std::int64_t(machine.sats) * 1000;
}

Event DvmTraffic::feedback(const Plan& plan, const Job& job)
{
    Event event;
    event.createdAt = plan.due - m_machines[plan.machine].slowClock;
    event.kind = jobFeedbackKind;
    if (plan.fault == Fault::UnknownStatus)
        event.tags.append({"status", statuses[m_random.below(statuses.size())]});
    else if (plan.status == JobStatus::Error)
        event.tags.append({"status", toString(plan.status), errors[m_random.below(errors.size())]});
    else if (plan.number > 0)
        event.tags.append({"status", toString(plan.status), "step " + decimal(plan.number)});
    else
        event.tags.append({"status", toString(plan.status)});
    addTarget(event, plan, job);
    addPrice(event, plan, job);
    if (plan.status == JobStatus::Partial)
        event.content = text(3, 10);
    finish(event, m_machines[plan.machine].keys);
    return event;
}

Event DvmTraffic::result(const Plan& plan, const Job& job)
{
    Event event;
    event.createdAt = plan.due - m_machines[plan.machine].slowClock;
    const auto right = *resultKindOf(job.request.kind);
    event.kind = plan.fault == Fault::WrongKind ? Kind(right == 6050 ? 6100 : 6050) : right;
    if (m_random.chance(0.6))
        event.tags.append({"request", job.json});
    addTarget(event, plan, job);
    const auto input = job.request.tags.first("i");
    if (input && m_random.chance(0.5))
        event.tags.append({"i", input->value(), input->at(2)});
    addPrice(event, plan, job);
    if (job.isEncrypted)
        event.tags.append({"encrypted"});
    event.content = job.isEncrypted ? job.request.content : text(3, 60);
    finish(event, m_machines[plan.machine].keys);
    return event;
}

Event DvmTraffic::zap(const Plan& plan, const Job& job)
{
    const auto& machine = m_machines[plan.machine];
    Event event;
    event.createdAt = plan.due;
    const auto first = relay();
    const auto second = relay();
    fillZapReceipt(event,
                   {*job.customer, plan.target, machine.keys.publicKey(), machine.sats, first, second, {}},
                   m_random);
    finish(event, m_zappers[m_random.below(m_zappers.size())]);
    ++m_truth.zaps;
    m_truth.machines[machine.keys.publicKey()].paidMillisats += std::int64_t(machine.sats) * 1000;
    return event;
}

Event DvmTraffic::cancellation(const Plan& plan, const Job& job)
{
    Event event;
    event.createdAt = plan.due;
    event.kind = 5;
    event.tags = {{"e", job.request.id.toHex()}, {"k", decimal(job.request.kind)}};
    finish(event, *job.customer);
    ++m_truth.cancelled;
    return event;
}

void DvmTraffic::countRequest(Job& job)
{
    const auto& event = job.request;
    ++m_truth.requests;
    ++m_truth.kinds[event.kind].requests;
    m_truth.customers.insert(event.pubkey);
    m_truth.encrypted += job.isEncrypted ? 1 : 0;
    m_truth.chained += job.isChained ? 1 : 0;
    m_truth.selfDealt += job.isSelfDealt ? 1 : 0;
    m_truth.futureDated += job.isFarFuture ? 1 : 0;
    job.isPublished = true;
    for (const auto& answer : job.early) {
        --(answer.isResult ? m_truth.unmatchedResults : m_truth.unmatchedFeedback);
        settle(answer, job);
    }
    job.early.clear();
}

void DvmTraffic::countAnswer(const Event& event, const Plan& plan, Job& job)
{
    auto& machine = m_truth.machines[event.pubkey];
    const bool isResult = plan.step == Step::Result;
    if (isResult) {
        ++m_truth.results;
        ++machine.results;
        ++m_truth.kinds[*requestKindOf(event.kind)].results;
    } else {
        ++m_truth.feedback[std::size_t(plan.status)];
        ++machine.feedback[std::size_t(plan.status)];
    }
    const Answer answer{event.pubkey, isResult, plan.fault != Fault::WrongKind, event.createdAt};
    const bool isNamed = plan.fault != Fault::NoTarget;
    if (isNamed && job.isPublished) {
        settle(answer, job);
        return;
    }
    ++(isResult ? m_truth.unmatchedResults : m_truth.unmatchedFeedback);
    if (isNamed)
        job.early.push_back(answer);
}

/// An answer and its request have both been published.
void DvmTraffic::settle(const Answer& answer, Job& job)
{
    if (!answer.isResult)
        return;
    if (!answer.hasRightKind) {
        ++m_truth.mismatchedResults;
        return;
    }
    if (!job.isAnswered) {
        job.isAnswered = true;
        ++m_truth.answered;
        ++m_truth.kinds[job.request.kind].answered;
    }
    if (answer.machine == job.request.pubkey)
        return;
    auto& machine = m_truth.machines[answer.machine];
    ++machine.matchedResults;
    machine.customers.insert(job.request.pubkey);
    ++machine.resultSeconds[answer.time - job.request.createdAt];
}

} // namespace nostrscope
