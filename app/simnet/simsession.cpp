// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simnet/simsession.h"

#include "app/simnet/simrelay.h"
#include "core/base/clock.h"
#include "core/nostr/json.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace nostrscope {

namespace {

constexpr std::size_t maxSubscriptions = 200;
constexpr qint64 floodQueueBytes = 256 * 1024;
constexpr int garbageEveryFrames = 4;
constexpr int eventsBeforeDrop = 10; ///< of fault ok-drop
constexpr qsizetype giantBytes = 8 * 1024 * 1024;
constexpr Timestamp authTolerance = 600; // seconds (NIP-42)

} // namespace

QByteArray simMessage(QByteArrayView verb, std::initializer_list<QByteArrayView> texts)
{
    QByteArray out("[\"");
    out.append(verb).append('"');
    for (const auto text : texts) {
        out.append(',');
        appendJsonString(text, out);
    }
    out.append(']');
    return out;
}

SimSession::SimSession(SimRelay& relay, std::unique_ptr<QTcpSocket> socket, std::uint64_t index)
    : QObject(&relay)
    , m_relay(relay)
    , m_socket(std::move(socket))
    , m_random(relay.m_options.seed, 1000 + index)
    , m_negentropy(relay, relay.m_options.seed + index)
{
    connect(&m_socket, &SimSocket::requested, this, &SimSession::onRequest);
    connect(&m_socket, &SimSocket::textReceived, this, &SimSession::onText);
    connect(&m_socket, &SimSocket::delivered, &m_relay, &SimRelay::onDelivered);
    connect(&m_socket, &SimSocket::roomFreed, this, &SimSession::pump);
    connect(&m_socket, &SimSocket::closed, this, &SimSession::closed);
    m_nextGarbage = m_random.below(100);
    if (m_relay.has(Fault::PartialFrame))
        m_cutAtFrame = m_random.between(2, 10);
    if (m_relay.has(Fault::Drop))
        m_dropAtFrame = m_random.between(3, 30);
}

void SimSession::onRequest(const HttpRequestHead& request)
{
    if (m_relay.has(Fault::Slow))
        m_socket.setDelay(m_relay.m_options.slowness);
    if (const auto answer = m_relay.plainAnswer(request)) {
        m_socket.answer(*answer);
        return;
    }
    open(*upgradeKey(request));
}

void SimSession::open(const QByteArray& key)
{
    ++m_relay.m_counters.connections;
    m_socket.acceptUpgrade(upgradeResponse(key, m_relay.dateHeader()));
    m_socket.setMute(m_relay.has(Fault::Silent));
    QByteArray seed(8, Qt::Uninitialized);
    for (auto& byte : seed)
        byte = static_cast<char>(m_random.next());
    m_challenge = seed.toHex();
    if (m_relay.has(Fault::NotNostr))
        send("{\"type\":\"welcome\",\"service\":\"push\",\"session\":\"" + m_challenge + "\"}");
    else if (m_relay.needsAuth())
        send(simMessage("AUTH", {m_challenge}));
    if (m_dropAtFrame > 0) // also where nothing is said
        QTimer::singleShot(std::chrono::seconds(5), &m_socket, &SimSocket::abort);
}

void SimSession::onText(const QByteArray& text)
{
    if (m_relay.has(Fault::NotNostr)) {
        send("{\"type\":\"error\",\"message\":\"unknown command\"}");
        return;
    }
    auto message = parseClientMessage(text, m_relay.m_parser);
    std::visit([this](auto& request) { handle(request); }, message);
}

void SimSession::handle(const MalformedClientMessage& message)
{
    const auto reason = message.reason.toUtf8();
    if ((message.verb == "REQ" || message.verb == "COUNT") && !message.subscription.isEmpty())
        sendClosed(message.subscription, "error: bad req: " + reason);
    else
        send(simMessage("NOTICE", {"ERROR: bad msg: " + reason}));
}

void SimSession::handle(const EventRequest& request)
{
    const auto& event = request.event;
    if (m_relay.has(Fault::Restricted)) {
        sendOk(event.id, false, "restricted: only members write here");
    } else if (m_relay.needsAuth() && m_authenticated.empty()) {
        sendOk(event.id, false, "auth-required: we know our writers");
    } else if (m_relay.has(Fault::OkSilent)) {
        return;
    } else if (m_relay.has(Fault::OkRefuse) && m_relay.refusesEvent(event.id)) {
        sendOk(event.id, false, "blocked: we do not like it");
    } else if (m_relay.has(Fault::OkRateLimit) && isRateLimited()) {
        sendOk(event.id, false, "rate-limited: slow down");
    } else if (m_relay.has(Fault::OkDrop) && ++m_publishedEvents % eventsBeforeDrop == 0) {
        m_socket.abort();
    } else {
        const auto verdict = m_relay.publish(event, m_authenticated.count(event.pubkey) > 0);
        sendOk(event.id, verdict.accepted, verdict.text);
    }
}

bool SimSession::refuses(QByteArrayView subscription)
{
    if (m_relay.has(Fault::Restricted)) {
        sendClosed(subscription, "restricted: only members read here");
    } else if (m_relay.needsAuth() && m_authenticated.empty()) {
        send(simMessage("AUTH", {m_challenge}));
        sendClosed(subscription, "auth-required: we know our readers");
    } else if (m_relay.has(Fault::RateLimit) && isRateLimited()) {
        sendClosed(subscription, "rate-limited: slow down");
    } else {
        return false;
    }
    return true;
}

bool SimSession::isRateLimited()
{
    const auto now = SystemClock().monotonic().count();
    while (!m_requestTimes.empty() && m_requestTimes.front() + m_relay.m_options.rateWindow.count() < now)
        m_requestTimes.pop_front();
    if (m_requestTimes.size() >= m_relay.m_options.rateRequests)
        return true;
    m_requestTimes.push_back(now);
    return false;
}

void SimSession::handle(ReqRequest& request)
{
    ++m_relay.m_counters.requests;
    if (refuses(request.subscription))
        return;
    if (m_subscriptions.size() >= maxSubscriptions && m_subscriptions.count(request.subscription) == 0) {
        sendClosed(request.subscription, "error: too many subscriptions");
        return;
    }
    auto& subscription = m_subscriptions[request.subscription];
    std::erase(m_answering, request.subscription); // the same id again replaces the old request
    subscription.filters = std::move(request.filters);
    subscription.prefix = "[\"EVENT\",";
    appendJsonString(request.subscription, subscription.prefix);
    subscription.prefix.append(',');
    subscription.stored = m_relay.query(subscription.filters);
    subscription.next = 0;
    subscription.isCut = m_relay.has(Fault::HalfAnswer);
    if (subscription.isCut) // the rest, and its end, never come
        subscription.stored.resize((subscription.stored.size() + 1) / 2);
    m_answering.push_back(request.subscription);
    pump();
}

void SimSession::handle(const CloseRequest& request)
{
    m_subscriptions.erase(request.subscription);
    std::erase(m_answering, request.subscription);
}

void SimSession::handle(const AuthRequest& request)
{
    const auto problem = whyNotAuthenticated(request.event);
    if (problem.isEmpty())
        m_authenticated.insert(request.event.pubkey);
    sendOk(request.event.id, problem.isEmpty(), problem);
}

QByteArray SimSession::whyNotAuthenticated(const Event& event)
{
    if (event.kind != 22242)
        return "invalid: not kind 22242";
    if (std::abs(event.createdAt - m_relay.now()) > authTolerance)
        return "invalid: created_at is too far from our clock";
    if (event.tags.firstValue("challenge") != m_challenge)
        return "invalid: another challenge";
    auto relay = event.tags.firstValue("relay");
    if (relay.endsWith('/'))
        relay.chop(1);
    if (relay != m_relay.url())
        return "invalid: another relay";
    if (!m_relay.isTrue(event))
        return "invalid: bad id or signature";
    return {};
}

void SimSession::handle(const CountRequest& request)
{
    if (refuses(request.subscription))
        return;
    QByteArray out("[\"COUNT\",");
    appendJsonString(request.subscription, out);
    out.append(",{\"count\":");
    appendNumber(static_cast<std::int64_t>(m_relay.m_store.count(request.filters, m_relay.now())), out);
    out.append("}]");
    send(out);
}

void SimSession::handle(const NegOpenRequest& request)
{
    ++m_relay.m_counters.negentropy;
    if (m_relay.m_options.nip77 && !m_relay.has(Fault::NegNotice) && refuses(request.subscription))
        return;
    sendAll(m_negentropy.open(request));
}

void SimSession::handle(const NegMsgRequest& request)
{
    ++m_relay.m_counters.negentropy;
    sendAll(m_negentropy.answer(request));
}

void SimSession::sendAll(const std::vector<QByteArray>& messages)
{
    for (const auto& message : messages)
        send(message);
}

void SimSession::deliver(const SimEventPtr& event)
{
    if (!m_socket.isOpen() || m_subscriptions.empty())
        return;
    if (m_socket.queuedBytes() > SimSocket::maxQueueBytes) {
        ++m_relay.m_counters.dropped;
        m_socket.abort();
        return;
    }
    for (const auto& [id, subscription] : m_subscriptions) {
        if (matchesAny(subscription.filters, event->event))
            sendEvent(subscription, event);
    }
}

void SimSession::pump()
{
    if (m_pumping)
        return;
    m_pumping = true;
    while (!m_answering.empty() && m_socket.isOpen() && m_socket.queuedBytes() < SimSocket::answerQueueBytes)
        answerNext();
    if (m_relay.m_flood && m_answering.empty())
        flood();
    m_pumping = false;
}

/// The next stored event of the oldest request, or its end.
void SimSession::answerNext()
{
    const auto id = m_answering.front();
    auto& subscription = m_subscriptions.at(id);
    if (subscription.next < subscription.stored.size()) {
        sendEvent(subscription, subscription.stored[subscription.next++]);
        return;
    }
    m_answering.pop_front();
    subscription.stored = {};
    if (!subscription.isCut)
        endAnswer(id);
}

void SimSession::endAnswer(const QByteArray& id)
{
    if (!m_relay.has(Fault::NoEose))
        send(simMessage("EOSE", {id}));
    if (m_relay.has(Fault::Giant) && !m_giantSent)
        sendGiant(id);
}

void SimSession::flood()
{
    const auto& pool = *m_relay.m_flood;
    // A pool that nobody's filter matches must not hang the loop: at most one round a call.
    for (std::size_t tried = 0; tried < pool.size() && !m_subscriptions.empty() && m_socket.isOpen()
         && m_socket.queuedBytes() < floodQueueBytes;
         ++tried) {
        const auto& event = pool[(m_relay.m_floodFirst + m_floodPosition++) % pool.size()];
        for (const auto& [id, subscription] : m_subscriptions) {
            if (matchesAny(subscription.filters, event->event)) {
                sendEvent(subscription, event);
                break;
            }
        }
    }
}

bool SimSession::isIdle() const
{
    return !m_socket.isOpen() || (m_answering.empty() && m_socket.queuedBytes() == 0);
}

bool SimSession::mayStillSend(QByteArrayView prefix, QByteArrayView rest)
{
    ++m_frames;
    if (m_frames == m_cutAtFrame) {
        ++m_relay.m_counters.spoilt;
        m_socket.sendCut(prefix.toByteArray() + rest.toByteArray());
        return false;
    }
    if (m_frames == m_dropAtFrame) {
        m_socket.abort();
        return false;
    }
    if (m_relay.has(Fault::Garbage) && m_frames % garbageEveryFrames == 0)
        sendGarbage();
    return m_socket.isOpen();
}

void SimSession::send(const QByteArray& message)
{
    if (m_socket.queuedBytes() > SimSocket::maxQueueBytes) {
        ++m_relay.m_counters.dropped;
        m_socket.abort();
    } else if (mayStillSend(message, {})) {
        m_socket.sendText(message);
    }
}

void SimSession::sendOk(const EventId& id, bool accepted, QByteArrayView text)
{
    QByteArray out("[\"OK\",\"");
    out.append(id.toHex()).append(accepted ? "\",true," : "\",false,");
    appendJsonString(text, out);
    out.append(']');
    send(out);
}

void SimSession::sendClosed(QByteArrayView subscription, QByteArrayView text)
{
    m_subscriptions.erase(subscription.toByteArray());
    std::erase(m_answering, subscription.toByteArray());
    send(simMessage("CLOSED", {subscription, text}));
}

void SimSession::sendEvent(const Subscription& subscription, const SimEventPtr& event)
{
    if (!m_socket.isOpen() || !mayStillSend(subscription.prefix, event->json))
        return;
    if (m_relay.isSpoilt(*event)) {
        ++m_relay.m_counters.spoilt;
        m_socket.sendEvent(subscription.prefix, m_relay.spoiltJson(*event), nullptr);
    } else {
        m_socket.sendEvent(subscription.prefix, event->json, event);
    }
}

/// What no client should choke on: none of it is a protocol error of WebSocket.
void SimSession::sendGarbage()
{
    static constexpr std::array<const char*, 12> texts{
        "",
        "hello",
        "null",
        "{\"message\":\"internal error\"}",
        "[]",
        "[\"EVENT\"]",
        "[\"EVENT\",7,{}]",
        "[\"EVENT\",\"nobody-asked\",{\"id\":\"zz\",\"kind\":\"one\",\"tags\":null}]",
        "[\"EOSE\",\"nobody-asked\"]",
        "[\"LIMITS\",{\"max\":1}]",
        "[\"NOTICE\",\"\\ud800\"]",
        "[\"EVENT\",\"cut",
    };
    ++m_relay.m_counters.spoilt;
    const auto pick = m_nextGarbage++ % (texts.size() + 2);
    if (pick < texts.size())
        m_socket.sendText(texts[pick]);
    else if (pick == texts.size())
        m_socket.sendText(QByteArray(3000, '['));
    else
        m_socket.sendFrame(WsOpcode::Binary, QByteArray("\x00\x01\x02\xff", 4));
}

void SimSession::sendGiant(const QByteArray& subscription)
{
    m_giantSent = true;
    ++m_relay.m_counters.spoilt;
    const QByteArray zeros(64, '0');
    QByteArray message("[\"EVENT\",");
    appendJsonString(subscription, message);
    message.append(",{\"id\":\"").append(zeros).append("\",\"pubkey\":\"").append(zeros);
    message.append("\",\"created_at\":1,\"kind\":1,\"tags\":[],\"content\":\"");
    message.append(QByteArray(giantBytes, 'x')).append("\",\"sig\":\"").append(zeros).append(zeros);
    message.append("\"}]");
    m_socket.sendText(message);
}

} // namespace nostrscope
