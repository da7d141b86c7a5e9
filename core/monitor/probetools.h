// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/verify.h"
#include "core/monitor/nameresolver.h"
#include "core/monitor/probeclock.h"
#include "core/monitor/probesettings.h"
#include "core/nostr/eventparser.h"

namespace nostrscope {

/// What all probes of one thread share; outlives them.
struct ProbeTools {
    const ProbeSettings& settings;
    const ProbeClock& clock;
    NameResolver& resolver;
    EventParser& parser;
    EventVerifier& verifier;
};

} // namespace nostrscope
