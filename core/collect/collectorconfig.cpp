// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/collectorconfig.h"

#include "core/nostr/kinds.h"

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

CollectorConfig CollectorConfig::defaults()
{
    CollectorConfig config;
    config.kinds = defaultLiveKinds();
    return config;
}

QString CollectorConfig::problem() const
{
    if (catchUp.absoluteSince
        && (*catchUp.absoluteSince < 0 || *catchUp.absoluteSince > limits::maxCreatedAt))
        return u"since: 0 to 2^53 - 1 seconds"_s;
    if (pageLimit < 10 || pageLimit > 5000)
        return u"page limit: 10 to 5000 events"_s;
    if (maxConnections < 1 || maxConnections > 1000)
        return u"connections: 1 to 1000"_s;
    if (handshakesAtOnce < 1 || handshakesAtOnce > 100)
        return u"handshakes at once: 1 to 100"_s;
    if (relaysPerThread < 1 || relaysPerThread > 1000)
        return u"relays per thread: 1 to 1000"_s;
    if (backoff.first.count() < 1 || backoff.longest < backoff.first || backoff.jitter < 0
        || backoff.jitter > 0.9)
        return u"back-off: first delay at least 1 ms and not above the longest, jitter 0 to 0.9"_s;
    for (const auto time :
         {times.handshake, times.pingEvery, times.pongWithin, times.holdLimit, times.closeWithin,
          answerWithin, eoseWithin, pageIdle, tick, reportEvery, probeEvery}) {
        if (time.count() < 1)
            return u"times: at least 1 ms each"_s;
    }
    return {};
}

} // namespace nostrscope
