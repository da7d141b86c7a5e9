// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/delayserver.h"

#include "core/net/wsframe.h"
#include "core/net/wshandshake.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace nostrscope {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int pollMs = 200;
constexpr int patienceMs = 10'000;

void noDelay(int descriptor)
{
    const int on = 1;
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

sockaddr_in nameOf(std::uint32_t address, std::uint16_t port)
{
    sockaddr_in name{};
    name.sin_family = AF_INET;
    name.sin_port = htons(port);
    name.sin_addr.s_addr = htonl(address);
    return name;
}

/// What has come; empty at the end, or after a while of silence.
QByteArray receive(int descriptor)
{
    pollfd wait{descriptor, POLLIN, 0};
    if (::poll(&wait, 1, patienceMs) <= 0)
        return {};
    QByteArray bytes(4096, Qt::Uninitialized);
    const auto got = ::recv(descriptor, bytes.data(), static_cast<std::size_t>(bytes.size()), 0);
    bytes.truncate(std::max<qsizetype>(got, 0));
    return bytes;
}

void sendAll(int descriptor, const QByteArray& bytes)
{
    (void)::send(descriptor, bytes.constData(), static_cast<std::size_t>(bytes.size()), MSG_NOSIGNAL);
}

std::uint32_t addressOf(int descriptor)
{
    sockaddr_in name{};
    socklen_t size = sizeof name;
    ::getsockname(descriptor, reinterpret_cast<sockaddr*>(&name), &size);
    return ntohl(name.sin_addr.s_addr);
}

double millisSince(Clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

} // namespace

DelayServer::DelayServer(std::chrono::microseconds delay)
    : m_delay(delay)
{
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    auto name = nameOf(INADDR_ANY, 0);
    socklen_t size = sizeof name;
    auto* const raw = reinterpret_cast<sockaddr*>(&name);
    if (::bind(m_listener, raw, size) != 0 || ::listen(m_listener, 512) != 0
        || ::getsockname(m_listener, raw, &size) != 0)
        qFatal("no port for the delay server");
    m_port = ntohs(name.sin_port);
    m_acceptor = std::thread([this] { accept(); });
}

DelayServer::~DelayServer()
{
    m_stop = true;
    m_acceptor.join();
    for (auto& thread : m_threads)
        thread.join();
    ::close(m_listener);
}

void DelayServer::accept()
{
    while (!m_stop) {
        pollfd wait{m_listener, POLLIN, 0};
        if (::poll(&wait, 1, pollMs) <= 0)
            continue;
        const int descriptor = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (descriptor >= 0)
            m_threads.emplace_back([this, descriptor] { serve(descriptor); });
    }
}

DelayServer::Held DelayServer::heldAt(std::uint32_t address) const
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_held.find(address);
    return found == m_held.end() ? Held() : found->second;
}

void DelayServer::serve(int descriptor)
{
    noDelay(descriptor);
    const auto address = addressOf(descriptor);
    QByteArray head;
    WsDecoder decoder(WsRole::Server, {});
    bool isOpen = false;
    for (bool talks = true; talks;) {
        const auto bytes = receive(descriptor);
        const auto arrived = Clock::now();
        QByteArray answer;
        auto step = &Held::readMs;
        if (bytes.isEmpty())
            break;
        if (!isOpen) {
            head += bytes;
            const auto request = parseHttpRequest(head);
            if (!request)
                break;
            if (!*request)
                continue;
            const auto key = upgradeKey(**request);
            if (!key)
                break;
            answer = upgradeResponse(*key);
            step = &Held::openMs;
            isOpen = true;
        } else {
            decoder.feed(bytes);
            while (const auto message = decoder.next()) {
                if (message->opcode == WsOpcode::Close) {
                    appendWsFrame(answer, WsOpcode::Close, wsClosePayload(1000, {}));
                    talks = false;
                } else if (message->payload.startsWith("[\"REQ\"")) {
                    const auto id = QJsonDocument::fromJson(message->payload).array().at(1).toString();
                    appendWsFrame(answer, WsOpcode::Text, "[\"EOSE\",\"" + id.toUtf8() + "\"]");
                }
            }
        }
        if (!answer.isEmpty()) {
            std::this_thread::sleep_until(arrived + m_delay);
            if (talks) {
                const std::scoped_lock lock(m_mutex);
                m_held[address].*step = millisSince(arrived);
            }
            sendAll(descriptor, answer);
        }
    }
    ::close(descriptor);
}

RawTimes measureRaw(std::uint16_t port)
{
    RawTimes times;
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    noDelay(descriptor);
    const auto name = nameOf(INADDR_LOOPBACK, port);
    const auto start = Clock::now();
    if (::connect(descriptor, reinterpret_cast<const sockaddr*>(&name), sizeof name) == 0) {
        sendAll(descriptor, upgradeRequest("127.0.0.1", "/", "AAAAAAAAAAAAAAAAAAAAAA=="));
        if (receive(descriptor).startsWith("HTTP/1.1 101"))
            times.openMs = millisSince(start);
        QByteArray request;
        appendWsFrame(request, WsOpcode::Text, "[\"REQ\",\"r\",{\"kinds\":[1],\"limit\":1}]", 1);
        const auto asked = Clock::now();
        sendAll(descriptor, request);
        if (!receive(descriptor).isEmpty())
            times.readMs = millisSince(asked);
    }
    ::close(descriptor);
    return times;
}

} // namespace nostrscope
