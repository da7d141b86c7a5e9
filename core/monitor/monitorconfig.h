// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/monitor/healthrules.h"
#include "core/monitor/probeschedule.h"
#include "core/monitor/probesettings.h"

namespace nostrscope {

/// All that can be set about the monitor.
struct MonitorConfig {
    bool isEnabled = true;
    ProbeSettings probe;
    HealthRules rules;
    ScheduleRules schedule;
    int atOnce = 8; ///< measured probes, 1-32
    bool allowPrivate = false; ///< also for relays that were not given by hand
    std::chrono::milliseconds documentEvery = std::chrono::hours(6); ///< NIP-11
    bool observe = true; ///< look now and then at the claims of watched relays
    /// Between two of those looks, whatever relay: they are not to come in crowds.
    std::chrono::milliseconds observeGap = std::chrono::minutes(1);
    QString geoCountryFile; ///< of the user, a MaxMind file with countries; empty: none
    QString geoAsnFile; ///< likewise with autonomous systems
    std::uint32_t seed = 1; ///< of the jitter; give a random one
};

} // namespace nostrscope
