// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/healthjudge.h"

#include "core/records/healthcodec.h"

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

constexpr std::uint64_t blobVersion = 1; // of what is of all
constexpr std::uint64_t relayVersion = 2;
constexpr std::uint64_t relayWithoutAddress = 1;
constexpr qsizetype maxAddressLength = 64; // IPv6 with a scope
/// A check that began so long before a sleep cannot have ended after it.
constexpr auto longestCheck = 5min;
constexpr std::size_t witnessCount = 5;

} // namespace

HealthJudge::One& HealthJudge::one(RelayId relay)
{
    auto& found = m_relays.try_emplace(relay.number(), One(relay)).first->second;
    found.isChanged = true;
    return found;
}

void HealthJudge::apply(const HealthRecord& record)
{
    if (const auto* check = std::get_if<CheckRecord>(&record))
        apply(*check);
    else
        apply(std::get<HealthMark>(record));
}

bool HealthJudge::isIgnored(const HealthSample& sample, ProbeVerdict verdict) const
{
    if (verdict == ProbeVerdict::Undecided)
        return true;
    if (!m_woke)
        return false;
    if (sample.at < m_woke->at && sample.at > m_woke->since - longestCheck)
        return true; // it spans the sleep
    return verdict == ProbeVerdict::Down && sample.at >= m_woke->at
        && sample.at < m_woke->at + m_rules.warmUp;
}

void HealthJudge::apply(const CheckRecord& check, const CheckContext& context)
{
    m_batch.records.emplace_back(check);
    const auto sample = sampleOf(check);
    const auto verdict = verdictOf(sample.code, sample.httpStatus, m_rules.tlsIsDown);
    if (isIgnored(sample, verdict))
        return;
    auto& relay = one(check.relay);
    if (!context.address.isEmpty())
        relay.lastAddress = context.address.left(maxAddressLength);
    if (m_gap) {
        if (verdict == ProbeVerdict::Down) {
            m_gap->failed.insert(check.relay.number());
            return;
        }
        if (provesLine(check.relay))
            endGap(sample.at);
    }
    judge(relay, sample, context);
    for (auto& span : relay.health.takeSpans())
        m_batch.spans.push_back(span);
    if (auto changed = relay.track.takeChanged())
        m_batch.incidents.push_back(std::move(*changed));
}

void HealthJudge::judge(One& relay, const HealthSample& sample, const CheckContext& context)
{
    auto& health = relay.health;
    const auto id = health.relay();
    bool mayConfirm = true;
    if (verdictOf(sample.code, sample.httpStatus, m_rules.tlsIsDown) == ProbeVerdict::Down) {
        if (health.state() != RelayState::Down && health.state() != RelayState::Recovering)
            m_own.failed(id, sample.at, sample.network);
        if (health.wouldConfirm(sample, m_rules)) {
            const auto whose = m_own.judge(id, m_rules);
            if (whose == OwnNetwork::Verdict::Own) {
                beginGap(m_own.began(id));
                return;
            }
            mayConfirm = whose == OwnNetwork::Verdict::Relay;
            m_needsWitnesses = m_needsWitnesses || !mayConfirm;
        }
    } else {
        m_own.answered(id, sample.network);
        m_needsWitnesses = false;
    }
    const bool everUp = health.everUp();
    const auto step = health.apply(sample, m_rules, mayConfirm);
    if (!step.decided)
        return;
    relay.lastCheck = sample.at;
    relay.lastCause = causeOf(sample.code, sample.httpStatus);
    if (step.failed)
        relay.track.failed(id, sample, !everUp, context.evidence);
    else if (!step.blip && !step.closed)
        relay.track.answered(sample.at);
    if (step.confirmed) {
        m_own.confirmed(id);
        relay.track.confirmed(sample.at, context.othersUp, context.othersTotal);
    }
    if (step.blip)
        relay.track.dropDraft();
    if (step.closed && relay.track.incident()) {
        relay.track.answered(sample.at);
        m_batch.incidents.push_back(relay.track.closed(health.recoveredAt(), sample.at));
    }
    if (step.before != step.after)
        report(relay, sample.at, step.before);
    if (step.flapBegan || step.flapEnded)
        m_changes.push_back({id, sample.at,
                             step.flapBegan ? HealthChange::Kind::FlapBegan : HealthChange::Kind::FlapEnded,
                             step.before, step.after});
}

void HealthJudge::report(const One& relay, UnixMillis at, RelayState from)
{
    m_changes.push_back({relay.health.relay(), at, HealthChange::Kind::State, from, relay.health.state()});
}

bool HealthJudge::provesLine(RelayId relay)
{
    if (m_gap->failed.contains(relay.number()))
        return true;
    m_gap->answered.insert(m_own.networkOf(relay));
    return m_gap->answered.size() >= m_rules.ownNetworks;
}

void HealthJudge::beginGap(UnixMillis since)
{
    m_gap = Gap();
    m_gap->since = since;
    m_needsWitnesses = false;
    m_own.acquitAll();
    m_changes.push_back({RelayId(), since, HealthChange::Kind::GapBegan, {}, {}});
    for (auto& [number, relay] : m_relays) {
        relay.isChanged = true;
        const auto before = relay.health.state();
        if (!relay.health.withdraw(since))
            continue;
        m_gap->failed.insert(number);
        if (const auto key = relay.track.withdrawn()) {
            m_batch.withdrawn.push_back(*key);
            std::erase_if(m_batch.incidents, [&key](const Incident& incident) {
                return incident.relay == key->relay && incident.firstFailure == key->firstFailure;
            });
            m_changes.push_back(
                {relay.health.relay(), since, HealthChange::Kind::Withdrawn, before, relay.health.state()});
        } else {
            report(relay, since, before);
        }
    }
}

void HealthJudge::endGap(UnixMillis at)
{
    if (at > m_gap->since)
        m_batch.spans.push_back({RelayId(), m_gap->since, at, SpanKind::Gap});
    m_changes.push_back({RelayId(), at, HealthChange::Kind::GapEnded, {}, {}});
    m_gap.reset();
}

void HealthJudge::apply(const HealthMark& mark)
{
    m_batch.records.emplace_back(mark);
    const auto forRelays = [this, &mark](auto function) {
        for (auto& [number, relay] : m_relays) {
            if (mark.relay && mark.relay.number() != number)
                continue;
            relay.isChanged = true;
            const auto before = relay.health.state();
            function(relay);
            if (before != relay.health.state())
                report(relay, mark.at, before);
        }
    };
    if (mark.relay)
        (void)one(mark.relay);
    switch (mark.kind) {
    case HealthMark::Kind::Paused:
    case HealthMark::Kind::Maintenance:
        forRelays([&](One& relay) {
            relay.health.suspend(mark.kind == HealthMark::Kind::Paused ? RelayState::Paused
                                                                       : RelayState::Maintenance,
                                 mark.at);
            m_own.forget(relay.health.relay());
            if (!relay.track.isConfirmed())
                relay.track.dropDraft();
        });
        break;
    case HealthMark::Kind::Resumed:
        forRelays([&](One& relay) { relay.health.resume(mark.at); });
        break;
    case HealthMark::Kind::Woke:
        forRelays([&](One& relay) { relay.health.cut(mark.since); });
        if (!m_gap && mark.at > mark.since)
            m_batch.spans.push_back({RelayId(), mark.since, mark.at, SpanKind::Gap});
        m_woke = mark;
        break;
    case HealthMark::Kind::NetworkLost:
        if (!m_gap)
            beginGap(mark.at);
        break;
    case HealthMark::Kind::NetworkBack:
        if (m_gap)
            endGap(mark.at);
        break;
    }
}

void HealthJudge::retire(RelayId relay)
{
    m_retired.insert(m_relays.extract(relay.number()));
    m_own.forget(relay);
}

bool HealthJudge::recall(RelayId relay)
{
    return m_relays.insert(m_retired.extract(relay.number())).inserted;
}

void HealthJudge::forgetRetired(UnixMillis before)
{
    for (auto retired = m_retired.begin(); retired != m_retired.end();) {
        auto& [number, relay] = *retired;
        const auto since = relay.health.since();
        if (since >= before) {
            ++retired;
            continue;
        }
        if (relay.track.isConfirmed())
            m_batch.incidents.push_back(relay.track.closed({}, since));
        m_batch.forgotten.push_back(relay.health.relay());
        retired = m_retired.erase(retired);
    }
}

std::vector<RelayId> HealthJudge::relays() const
{
    std::vector<RelayId> all;
    for (const auto& [number, relay] : m_relays)
        all.push_back(relay.health.relay());
    return all;
}

HealthBatch HealthJudge::takeBatch()
{
    return std::exchange(m_batch, {});
}

HealthBatch HealthJudge::takeCheckpoint()
{
    auto batch = takeBatch();
    batch.isCheckpoint = true;
    for (auto* relays : {&m_relays, &m_retired}) {
        for (auto& [number, relay] : *relays) {
            if (!std::exchange(relay.isChanged, false))
                continue;
            if (auto counted = relay.track.takeCounted())
                batch.incidents.push_back(std::move(*counted));
            batch.states.push_back({relay.health.relay(), blobOf(relay)});
        }
    }
    batch.states.push_back({RelayId(), commonBlob()});
    return batch;
}

bool HealthJudge::restore(const HealthStart& start)
{
    bool isWhole = true;
    for (const auto& state : start.states) {
        if (!state.relay) {
            if (!readCommon(state.blob)) {
                m_own = {};
                m_gap.reset();
                m_woke.reset();
                isWhole = false;
            }
            continue;
        }
        One relay(state.relay);
        if (readBlob(state.blob, relay))
            m_relays.insert_or_assign(state.relay.number(), std::move(relay));
        else
            isWhole = false;
    }
    for (const auto& record : start.tail)
        apply(record);
    m_batch.records.clear(); // they are stored
    m_changes.clear(); // and told
    return isWhole;
}

HealthStatus HealthJudge::statusOf(RelayId relay) const
{
    HealthStatus status;
    status.relay = relay;
    const auto found = m_relays.find(relay.number());
    if (found == m_relays.end())
        return status;
    status.state = found->second.health.state();
    status.since = found->second.health.since();
    status.isFlapping = found->second.health.isFlapping();
    status.lastCheck = found->second.lastCheck;
    status.lastCause = found->second.lastCause;
    status.lastAddress = found->second.lastAddress;
    return status;
}

const RelayHealth* HealthJudge::healthOf(RelayId relay) const
{
    const auto found = m_relays.find(relay.number());
    return found == m_relays.end() ? nullptr : &found->second.health;
}

const Incident* HealthJudge::openIncidentOf(RelayId relay) const
{
    const auto found = m_relays.find(relay.number());
    if (found == m_relays.end() || !found->second.track.isConfirmed())
        return nullptr;
    return &*found->second.track.incident();
}

std::optional<UnixMillis> HealthJudge::gapSince() const
{
    return m_gap ? std::optional(m_gap->since) : std::nullopt;
}

std::vector<RelayId> HealthJudge::witnesses() const
{
    return m_own.witnesses(witnessCount);
}

QByteArray HealthJudge::blobOf(const One& relay) const
{
    QByteArray out;
    appendVarint(out, relayVersion);
    const auto health = relay.health.toBlob();
    appendVarint(out, static_cast<std::uint64_t>(health.size()));
    out += health;
    relay.track.writeTo(out);
    appendVarint(out, relay.lastCheck ? 1 : 0);
    appendVarint(out, zigZag(toMillis(relay.lastCheck.value_or(UnixMillis{}))));
    appendVarint(out, static_cast<std::uint64_t>(relay.lastCause.code));
    appendVarint(out, relay.lastCause.httpStatus);
    appendVarint(out, static_cast<std::uint64_t>(relay.lastAddress.size()));
    out += relay.lastAddress;
    return out;
}

bool HealthJudge::readBlob(QByteArrayView blob, One& relay) const
{
    ByteReader in(blob);
    const auto version = in.varint();
    if ((version != relayVersion && version != relayWithoutAddress)
        || !relay.health.fromBlob(in.bytes(in.varint())) || !relay.track.readFrom(in, relay.health.relay()))
        return false;
    const bool wasChecked = in.varint() != 0;
    const auto at = readTime(in);
    const auto code = in.varint();
    const auto status = in.varint();
    if (version == relayVersion)
        relay.lastAddress = in.bytes(in.varint()).toByteArray().left(maxAddressLength);
    if (in.failed() || !in.atEnd() || code >= probeCodeCount || status > 0xffff)
        return false;
    if (wasChecked)
        relay.lastCheck = at;
    relay.lastCause = {static_cast<ProbeCode>(code), static_cast<std::uint16_t>(status)};
    return true;
}

QByteArray HealthJudge::commonBlob() const
{
    QByteArray out;
    appendVarint(out, blobVersion);
    m_own.writeTo(out);
    appendVarint(out, m_gap ? 1 : 0);
    if (m_gap) {
        appendVarint(out, zigZag(toMillis(m_gap->since)));
        appendVarint(out, m_gap->failed.size());
        for (const auto relay : m_gap->failed)
            appendVarint(out, relay);
        appendVarint(out, m_gap->answered.size());
        for (const auto network : m_gap->answered)
            appendVarint(out, network);
    }
    appendVarint(out, m_woke ? 1 : 0);
    if (m_woke) {
        appendVarint(out, zigZag(toMillis(m_woke->since)));
        appendVarint(out, zigZag(toMillis(m_woke->at)));
    }
    return out;
}

bool HealthJudge::readCommon(QByteArrayView blob)
{
    ByteReader in(blob);
    if (in.varint() != blobVersion || !m_own.readFrom(in))
        return false;
    if (in.varint() != 0) {
        m_gap = Gap();
        m_gap->since = readTime(in);
        auto count = in.varint();
        for (std::uint64_t i = 0; i < count && !in.failed(); ++i)
            m_gap->failed.insert(static_cast<std::uint32_t>(in.varint()));
        count = in.varint();
        for (std::uint64_t i = 0; i < count && !in.failed(); ++i)
            m_gap->answered.insert(in.varint());
    }
    if (in.varint() != 0) {
        m_woke.emplace();
        m_woke->kind = HealthMark::Kind::Woke;
        m_woke->since = readTime(in);
        m_woke->at = readTime(in);
    }
    return !in.failed() && in.atEnd();
}

} // namespace nostrscope
