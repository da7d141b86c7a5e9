// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
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

    [[nodiscard]] std::uint16_t port() const noexcept { return m_port; }

private:
    void accept();
    void serve(int descriptor) const;

    std::chrono::microseconds m_delay;
    int m_listener = -1;
    std::uint16_t m_port = 0;
    std::atomic<bool> m_stop{false};
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
