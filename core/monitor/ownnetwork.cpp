// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/ownnetwork.h"

#include "core/records/healthcodec.h"

#include <algorithm>
#include <set>

namespace nostrscope {

namespace {

constexpr std::size_t maxAnswers = 4096;
constexpr std::uint64_t maxStored = 1'000'000;

} // namespace

std::uint64_t OwnNetwork::networkOfRelay(std::uint32_t relay) const
{
    const auto known = m_networks.find(relay);
    // Without an address each host is taken for a network of its own.
    return known != m_networks.end() ? known->second : std::uint64_t(1) << 32 | relay;
}

void OwnNetwork::learn(RelayId relay, std::uint32_t network)
{
    if (network != 0)
        m_networks[relay.number()] = network;
}

void OwnNetwork::answered(RelayId relay, std::uint32_t network)
{
    learn(relay, network);
    m_failing.erase(relay.number());
    m_answering[relay.number()] = ++m_order;
    m_answers.push_back({m_order, relay.number()});
    if (m_answers.size() > maxAnswers)
        m_answers.pop_front();
}

void OwnNetwork::failed(RelayId relay, UnixMillis at, std::uint32_t network)
{
    learn(relay, network);
    m_failing.try_emplace(relay.number(), Failing{++m_order, at, m_answering.contains(relay.number())});
}

void OwnNetwork::confirmed(RelayId relay)
{
    m_failing.erase(relay.number());
    m_answering.erase(relay.number());
}

void OwnNetwork::forget(RelayId relay)
{
    confirmed(relay);
    m_networks.erase(relay.number());
}

/// Relays that answered after that and do not fail now.
std::size_t OwnNetwork::answeredSince(std::uint64_t order) const
{
    std::set<std::uint32_t> relays;
    for (auto answer = m_answers.rbegin(); answer != m_answers.rend() && answer->order > order; ++answer) {
        if (!m_failing.contains(answer->relay))
            relays.insert(answer->relay);
    }
    return relays.size();
}

UnixMillis OwnNetwork::began(RelayId relay) const
{
    const auto accused = m_failing.find(relay.number());
    if (accused == m_failing.end())
        return {};
    auto first = accused->second.at;
    for (const auto& [other, failing] : m_failing) {
        if (failing.order >= accused->second.order)
            first = std::min(first, failing.at);
    }
    return first;
}

OwnNetwork::Verdict OwnNetwork::judge(RelayId relay, const HealthRules& rules) const
{
    const auto accused = m_failing.find(relay.number());
    if (accused == m_failing.end())
        return Verdict::Relay;
    const auto others = answeredSince(accused->second.order);
    std::size_t together = 0;
    std::set<std::uint64_t> networks;
    for (const auto& [other, failing] : m_failing) {
        // Where somebody answers, a relay that never did is no sign.
        if (failing.order < accused->second.order || (others > 0 && !failing.answeredBefore))
            continue;
        ++together;
        networks.insert(networkOfRelay(other));
    }
    const bool isMost = double(together) >= rules.ownShare01 * double(together + others);
    if (together >= rules.ownRelays && networks.size() >= rules.ownNetworks && isMost)
        return Verdict::Own;
    if (others > 0)
        return Verdict::Relay;
    auto askable = m_failing.size();
    for (const auto& [other, failing] : m_failing)
        networks.insert(networkOfRelay(other));
    for (const auto& [other, order] : m_answering) {
        if (m_failing.contains(other))
            continue;
        ++askable;
        networks.insert(networkOfRelay(other));
    }
    return askable >= rules.ownRelays && networks.size() >= rules.ownNetworks ? Verdict::Wait
                                                                              : Verdict::Relay;
}

std::vector<RelayId> OwnNetwork::witnesses(std::size_t count) const
{
    // Those that answered last are the likeliest to answer now.
    std::vector<std::pair<std::uint64_t, std::uint32_t>> candidates;
    for (const auto& [relay, order] : m_answering) {
        if (!m_failing.contains(relay))
            candidates.emplace_back(order, relay);
    }
    std::sort(candidates.rbegin(), candidates.rend());
    std::vector<RelayId> relays;
    std::set<std::uint64_t> networks;
    for (const auto& [order, relay] : candidates) {
        if (relays.size() == count)
            break;
        if (networks.insert(networkOfRelay(relay)).second)
            relays.push_back(RelayId(relay));
    }
    return relays;
}

void OwnNetwork::writeTo(QByteArray& out) const
{
    appendVarint(out, m_order);
    appendVarint(out, m_failing.size());
    for (const auto& [relay, failing] : m_failing) {
        appendVarint(out, relay);
        appendVarint(out, failing.order);
        appendVarint(out, zigZag(toMillis(failing.at)));
        appendVarint(out, failing.answeredBefore ? 1 : 0);
    }
    appendVarint(out, m_answering.size());
    for (const auto& [relay, order] : m_answering) {
        appendVarint(out, relay);
        appendVarint(out, order);
    }
    appendVarint(out, m_answers.size());
    for (const auto& answer : m_answers) {
        appendVarint(out, answer.order);
        appendVarint(out, answer.relay);
    }
    appendVarint(out, m_networks.size());
    for (const auto& [relay, network] : m_networks) {
        appendVarint(out, relay);
        appendVarint(out, network);
    }
}

bool OwnNetwork::readFrom(ByteReader& in)
{
    *this = {};
    m_order = in.varint();
    const auto forAll = [&in](auto function) {
        const auto count = in.varint();
        if (count > maxStored)
            return false;
        for (std::uint64_t i = 0; i < count && !in.failed(); ++i)
            function();
        return !in.failed();
    };
    const auto relay = [&in] { return static_cast<std::uint32_t>(in.varint()); };
    return forAll([&] {
               auto& failing = m_failing[relay()];
               failing.order = in.varint();
               failing.at = readTime(in);
               failing.answeredBefore = in.varint() != 0;
           })
        && forAll([&] {
               const auto number = relay();
               m_answering[number] = in.varint();
           })
        && forAll([&] {
               const auto order = in.varint();
               m_answers.push_back({order, relay()});
           })
        && forAll([&] {
               const auto number = relay();
               m_networks[number] = relay();
           });
}

} // namespace nostrscope
