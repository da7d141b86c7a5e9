// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simnet/simnegentropy.h"

#include "app/simnet/simrelay.h"
#include "core/negentropy/negentropyresponder.h"
#include "core/nostr/json.h"

#include <limits>

namespace nostrscope {

namespace {

constexpr std::size_t maxSessions = 20;
constexpr std::size_t maxRecords = 1'000'000; // of strfry
constexpr int inventedAtOnce = 100;
constexpr int inventedInHugeList = 15'000;
constexpr int closedAtMessage = 2; // of fault neg-closed

QByteArray negMessage(QByteArrayView id, QByteArrayView message)
{
    const auto* data = reinterpret_cast<const std::uint8_t*>(message.data());
    return simMessage("NEG-MSG", {id, toHex({data, static_cast<std::size_t>(message.size())})});
}

QByteArray tooMany(QByteArrayView id, std::size_t max)
{
    auto out = simMessage("NEG-ERR", {id, "blocked: too many query results"});
    out.chop(1);
    return out + ',' + QByteArray::number(static_cast<qulonglong>(max)) + ']';
}

} // namespace

std::vector<QByteArray> SimNegentropy::open(const NegOpenRequest& request)
{
    if (!m_relay.m_options.nip77 || m_relay.has(Fault::NegNotice))
        return {simMessage("NOTICE", {"ERROR: bad msg: negentropy disabled"})};
    if (m_relay.has(Fault::NegSilent))
        return {};
    m_sessions.erase(request.subscription); // opened again
    if (m_sessions.size() >= maxSessions)
        return {simMessage("NOTICE", {"ERROR: too many concurrent NEG requests"})};
    auto filter = request.filter;
    filter.limit.reset();
    const auto events =
        m_relay.m_store.query({filter}, m_relay.now(), std::numeric_limits<std::size_t>::max());
    const auto max = m_relay.has(Fault::NegLimit) ? m_relay.m_options.negMaxRecords : maxRecords;
    if (events.size() > max)
        return {tooMany(request.subscription, max)};
    auto& session = m_sessions[request.subscription];
    session.set.reserve(events.size());
    for (const auto& event : events)
        session.set.add(event->event.createdAt, event->event.id);
    session.set.seal();
    return step(request.subscription, request.payload);
}

std::vector<QByteArray> SimNegentropy::answer(const NegMsgRequest& request)
{
    if (m_relay.has(Fault::NegSilent))
        return {};
    if (!m_sessions.contains(request.subscription))
        return {simMessage("NEG-ERR", {request.subscription, "closed: unknown subscription handle"})};
    return step(request.subscription, request.payload);
}

std::vector<QByteArray> SimNegentropy::step(const QByteArray& id, QByteArrayView message)
{
    auto& session = m_sessions.at(id);
    if (++session.messages >= closedAtMessage && m_relay.has(Fault::NegClosed)) {
        m_sessions.erase(id);
        return {simMessage("NEG-ERR", {id, "closed: you took too long to respond"})};
    }
    const auto honest = NegentropyResponder(session.set, m_relay.m_options.negFrameBytes).answer(message);
    if (!honest) {
        m_sessions.erase(id);
        return {simMessage("NEG-ERR", {id, "PROTOCOL-ERROR"})};
    }
    const auto answer = negMessage(id, hostileAnswer(message, *honest));
    if (!m_relay.has(Fault::NegUnasked))
        return {answer};
    return {negMessage("nobody-asked", *honest), answer, answer,
            simMessage("NEG-ERR", {"nobody-asked", "closed: nothing was open"})};
}

QByteArray SimNegentropy::hostileAnswer(QByteArrayView message, const QByteArray& honest)
{
    if (m_relay.has(Fault::NegVersion))
        return "\x62";
    if (m_relay.has(Fault::NegEndless))
        return endlessAnswer(message);
    if (m_relay.has(Fault::NegHuge)) {
        const auto invented = inventedIds(inventedInHugeList);
        NegentropyWriter out;
        out.addIds(NegentropyBound::end(), invented, 0, invented.size());
        return out.bytes();
    }
    if (m_relay.has(Fault::NegWrong)) { // each fingerprint is answered by a false one of the same range
        NegentropyReader reader(message);
        NegentropyWriter out;
        while (const auto range = reader.next())
            out.addFingerprint(range->upper, {});
        return out.bytes();
    }
    return honest;
}

/// As if the answer was full: invented ids of the first range that is open, and a false fingerprint of all
/// the rest, again and again.
QByteArray SimNegentropy::endlessAnswer(QByteArrayView message)
{
    NegentropyReader reader(message);
    NegentropyWriter out;
    auto range = reader.next();
    if (range && range->mode == NegentropyMode::Skip) {
        out.addSkip(range->upper);
        range = reader.next();
    }
    const auto invented = inventedIds(inventedAtOnce);
    const auto lower = range ? range->lower.at.createdAt : 0;
    const bool isAll = !range || range->upper.isEnd();
    out.addIds(isAll ? NegentropyBound{{lower + 1, {}}, 0} : range->upper, invented, 0, invented.size());
    NegentropyFingerprint fingerprint{};
    fingerprint[0] = static_cast<std::uint8_t>(m_random.next());
    out.addFingerprint(NegentropyBound::end(), fingerprint);
    return out.bytes();
}

NegentropySet SimNegentropy::inventedIds(int count)
{
    NegentropySet set;
    for (int i = 0; i < count; ++i) {
        std::array<std::uint8_t, EventId::size> bytes;
        for (auto& byte : bytes)
            byte = static_cast<std::uint8_t>(m_random.next());
        set.add(0, EventId(bytes));
    }
    set.seal();
    return set;
}

} // namespace nostrscope
