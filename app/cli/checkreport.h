// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/relayurl.h"
#include "core/records/geofacts.h"
#include "core/records/probe.h"
#include "core/records/relayclaims.h"

#include <QString>

#include <optional>
#include <vector>

namespace nostrscope {

/// One relay of `check`, as given on the command line.
struct CheckedRelay {
    QString input;
    std::optional<RelayUrl> url; ///< none: refused, see `refusal`
    QString refusal;
    std::optional<ProbeResult> probe; ///< none: not measured
    std::optional<InfoResult> info;
    std::optional<RelayObservation> observation; ///< when it was asked for and the relay could be reached
    GeoFacts geo; ///< of the address of the probe
};
/// Columns of the table that are not always there.
struct CheckColumns {
    bool write = false;
    bool country = false;
    bool network = false;
};

/// Up for everybody or for some.
[[nodiscard]] bool isUp(const CheckedRelay& relay);
/// One compact object: url, network, code, verdict, codes, rtt_open, rtt_read, rtt_write, phases …;
/// milliseconds with three digits, null for what was not measured. `now` is what days are counted from.
[[nodiscard]] QByteArray checkJson(const CheckedRelay& relay, UnixMillis now);
/// For people.
[[nodiscard]] QString checkTable(const std::vector<CheckedRelay>& relays, const CheckColumns& wanted,
                                 UnixMillis now);
/// For people: what each relay claims, and what was seen.
[[nodiscard]] QString claimTables(const std::vector<CheckedRelay>& relays);

} // namespace nostrscope
