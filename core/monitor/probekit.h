// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/monitor/probepool.h"

namespace nostrscope {

/// All that probes of one thread need, in one place. Lives in that thread and outlives its jobs.
class ProbeKit {
public:
    explicit ProbeKit(ProbeSettings settings)
        : m_settings(std::move(settings))
    {
    }
    Q_DISABLE_COPY_MOVE(ProbeKit)

    /// Probes that start from now on are measured by these.
    void setSettings(ProbeSettings settings) { m_settings = std::move(settings); }
    [[nodiscard]] const ProbeSettings& settings() const noexcept { return m_settings; }
    [[nodiscard]] const ProbeTools& tools() const noexcept { return m_tools; }
    [[nodiscard]] ProbePool::Factory factory()
    {
        return [this](const ProbeRequest& request) { return std::make_unique<Probe>(m_tools, request); };
    }

private:
    ProbeSettings m_settings;
    SystemProbeClock m_clock;
    SystemResolver m_resolver;
    EventParser m_parser;
    EventVerifier m_verifier;
    ProbeTools m_tools{m_settings, m_clock, m_resolver, m_parser, m_verifier};
};

} // namespace nostrscope
