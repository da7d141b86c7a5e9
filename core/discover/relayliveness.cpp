// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discover/relayliveness.h"

#include "core/records/health.h"

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

constexpr auto recent = 48h;

} // namespace

StoreResult<RelayLiveness> RelayLiveness::read(SqlDatabase& database, UnixMillis now)
{
    database.clearError();
    RelayLiveness liveness;
    const auto since = toMillis(now - recent);
    // From the weakest proof to the strongest: the later ones replace the earlier.
    SqlStatement looked(database, "SELECT url, failures FROM candidate WHERE checked_at > ?");
    looked.bind(1, since);
    while (looked.step())
        liveness.m_known[looked.blob(0).toByteArray()] =
            looked.integer(1) == 0 ? Liveness::Up : Liveness::Down;
    SqlStatement connected(database, "SELECT url FROM relay WHERE last_eose_at > ?");
    connected.bind(1, since);
    while (connected.step())
        liveness.m_known[connected.blob(0).toByteArray()] = Liveness::Up;
    // With max() the other columns are of the row that has it.
    SqlStatement spans(database,
                       "SELECT relay.url, span.kind, max(span.to_ms) FROM health_span span JOIN relay ON "
                       "relay.id = span.relay WHERE span.to_ms > ?1 AND span.kind IN (?2, ?3, ?4) "
                       "GROUP BY span.relay");
    spans.bind(1, since).bind(2, int(SpanKind::Up)).bind(3, int(SpanKind::Degraded));
    spans.bind(4, int(SpanKind::Down));
    while (spans.step())
        liveness.m_known[spans.blob(0).toByteArray()] =
            spans.integer(1) == int(SpanKind::Down) ? Liveness::Down : Liveness::Up;
    if (database.error().code != StoreErrorCode::None)
        return Unexpected(database.error());
    return liveness;
}

Liveness RelayLiveness::of(const QByteArray& url) const
{
    const auto known = m_known.find(url);
    return known == m_known.end() ? Liveness::Unknown : known->second;
}

} // namespace nostrscope
