// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace nostrscope {

/// An empty relay that answers the upgrade, a REQ and a close frame each exactly so much later: blocking
/// threads that sleep to a point in time, not an event loop. On every loopback address, one port.
class DelayServer {
public:
    explicit DelayServer(std::chrono::microseconds delay);
    ~DelayServer();
    DelayServer(const DelayServer&) = delete;
    DelayServer& operator=(const DelayServer&) = delete;

    /// How long an answer was held, from its request's arrival here to its sending: what was asked for, and
    /// how late the threads of this server were besides, which no probe can know.
    struct Held {
        double openMs = -1;
        double readMs = -1;
    };

    [[nodiscard]] std::uint16_t port() const noexcept { return m_port; }
    /// Of the newest connection to this IPv4 address, in host order. Thread-safe.
    [[nodiscard]] Held heldAt(std::uint32_t address) const;

private:
    void accept();
    void serve(int descriptor);

    std::chrono::microseconds m_delay;
    int m_listener = -1;
    std::uint16_t m_port = 0;
    std::atomic<bool> m_stop{false};
    mutable std::mutex m_mutex;
    std::map<std::uint32_t, Held> m_held;
    std::thread m_acceptor;
    std::vector<std::thread> m_threads;
};

/// The same dialogue as a probe has, over a plain blocking socket: what can be measured at all.
struct RawTimes {
    double openMs = -1; ///< connect … 101; −1: failed
    double readMs = -1; ///< REQ … EOSE
};
[[nodiscard]] RawTimes measureRaw(std::uint16_t port);

} // namespace nostrscope
