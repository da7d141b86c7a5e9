// SPDX-License-Identifier: GPL-3.0-or-later
// What a session proved is written down when the events that it rests on are stored.
#include "core/archive/syncsession.h"

#include <atomic>

namespace nostrscope {

namespace {

/// No two sessions share a mark: those of one that ended may still be on the way when the next begins.
std::uint64_t newMark()
{
    static std::atomic<std::uint64_t> last{0};
    return ++last;
}

} // namespace

/// Claims are let go when what came before this call is stored.
void SyncSession::claim(std::optional<PageWalk::Span> page, std::vector<CoverageInterval> claims)
{
    if (m_order.dryRun)
        return;
    for (auto& one : claims) {
        one.at = m_tools.clock.now();
        if (m_seenThere)
            m_pagesComplete.set(one);
    }
    m_mark = newMark();
    m_claims.add(m_mark, page, std::move(claims));
    m_connection.mark(m_mark);
}

void SyncSession::stored(const StreamMark& mark)
{
    if (m_isOver || mark.mark > m_mark)
        return;
    m_figures.refused += mark.refused;
    auto proven = m_claims.stored(mark.mark, mark.refused);
    for (const auto& one : proven) {
        m_coverage.set(one);
        m_figures.secondsDone += one.high - one.low + 1;
    }
    m_figures.secondsDone = std::min(m_figures.secondsDone, m_figures.secondsAsked);
    if (!proven.empty()) {
        ++m_writes;
        m_tools.ledger.setCoverage(m_order.relay, m_key, std::move(proven),
                                   [this, address = m_here.address()](StoreResult<Nothing> written) {
                                       address.post([this, written = std::move(written)] {
                                           --m_writes;
                                           if (!written && m_error.isEmpty()) {
                                               m_error = describe(written.error());
                                               m_isStopping = true;
                                           }
                                           if (m_isStopping)
                                               finishWhenStored();
                                       });
                                   });
    }
    if (m_waitsForHints && m_claims.isEmpty())
        askHints();
    if (m_claims.isEmpty() && !m_isStopping && std::exchange(m_waitsToLook, false))
        readKeys();
    if (m_isStopping)
        finishWhenStored();
}

void SyncSession::finishWhenStored()
{
    if (m_isOver)
        return;
    m_figures.state = SyncState::Storing;
    if (m_claims.isEmpty() && m_writes == 0)
        finish(m_error.isEmpty() ? SyncState::Done : SyncState::Failed, m_error);
}

} // namespace nostrscope
