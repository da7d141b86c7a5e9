// SPDX-License-Identifier: GPL-3.0-or-later
// History in pages (ARC-3): one page at a time.
#include "core/archive/syncsession.h"

#include "core/nostr/refusal.h"

#include <set>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::uint32_t smallPage = 100; ///< for relays that refuse our page size
constexpr int hintEvents = 500;

} // namespace

void SyncSession::startWindows()
{
    m_figures.usedWindows = true;
    if (m_order.dryRun) { // what is there is known by asking for it only
        m_isStopping = true;
        finishWhenStored();
        return;
    }
    WindowSync::Rules rules;
    rules.pageLimit = m_rules.pageLimit;
    m_windows.emplace(m_order.filter, std::exchange(m_spans, {}), toSeconds(m_tools.clock.now()),
                      PageOrder::Unknown, rules);
    if (m_uploader)
        m_seenThere = std::make_shared<std::vector<EventId>>();
    nextWindowStep();
}

void SyncSession::nextWindowStep()
{
    if (m_isStopping || !isConnected() || m_notBefore || !m_page.isEmpty() || !m_count.isEmpty()
        || m_connection.isHeld() || m_waitsForHints || m_isAskingHints)
        return;
    m_figures.state = SyncState::Paging;
    switch (m_windows->step()) {
    case WindowSync::Step::Page:
        askPage();
        return;
    case WindowSync::Step::Hints:
        m_waitsForHints = true;
        if (m_claims.isEmpty())
            askHints();
        return;
    case WindowSync::Step::Count:
        askCount();
        return;
    case WindowSync::Step::Over:
        claim({}, m_windows->takeClaims());
        learntAll();
        return;
    }
}

void SyncSession::askPage()
{
    ++m_figures.requests;
    m_askedAt = now();
    m_page = m_connection.subscribe({m_windows->nextRequest()}, Origin::Archive, true, Origin::Archive);
}

/// All that came of that second is stored by now: its kinds and authors are those to ask for.
void SyncSession::askHints()
{
    m_waitsForHints = false;
    m_isAskingHints = true;
    auto filter = m_order.filter;
    filter.since = filter.until = m_windows->sweptSecond();
    m_tools.events.page(
        filter, EventOrder::NewestFirst, {}, hintEvents, {},
        [this, address = m_here.address()](StoreResult<EventPage> page) {
            address.post([this, page = std::move(page)] {
                std::set<Kind> kinds;
                std::set<PubKey> authors;
                if (page) {
                    for (const auto& stored : page->events) {
                        kinds.insert(stored.event.kind);
                        authors.insert(stored.event.pubkey);
                    }
                }
                m_isAskingHints = false;
                if (m_isOver || m_isStopping)
                    return;
                m_windows->setHints({kinds.begin(), kinds.end()}, {authors.begin(), authors.end()});
                nextWindowStep();
            });
        });
}

void SyncSession::askCount()
{
    ++m_figures.requests;
    m_askedAt = now();
    m_count = m_connection.count({m_windows->countFilter()});
}

void SyncSession::countReceived(const QByteArray& request, std::uint64_t count, bool approximate)
{
    if (request != m_count)
        return;
    m_count.clear();
    progress();
    m_windows->setCount(approximate ? std::nullopt : std::optional(count));
    claim({}, m_windows->takeClaims());
    nextWindowStep();
}

void SyncSession::pageClosed(const QByteArray& text)
{
    switch (refusalOf(text)) {
    case Refusal::RateLimited:
        backOff(); // the same page again
        return;
    case Refusal::Narrow:
        if (m_windows->setPageLimit(smallPage)) {
            nextWindowStep();
            return;
        }
        pageFailed(CoverageReason::Closed, text);
        return;
    case Refusal::AuthRequired:
    case Refusal::Policy:
        break;
    }
    m_windows->fail(CoverageReason::Closed, text);
    claim({}, m_windows->takeClaims());
    m_error = u"the relay refuses: %1"_s.arg(QString::fromUtf8(text.left(maxCoverageDetail)));
    m_isStopping = true;
    finishWhenStored();
}

void SyncSession::pageFailed(CoverageReason reason, const QByteArray& detail)
{
    if (++m_tries < m_rules.tries) {
        backOff();
        return;
    }
    m_tries = 0;
    m_windows->failPage(reason, detail);
    claim({}, m_windows->takeClaims());
    nextWindowStep();
}

void SyncSession::watchPage()
{
    if (!m_count.isEmpty() && now() - m_askedAt >= m_rules.countIdle) {
        m_connection.cancelCount(std::exchange(m_count, {}));
        m_windows->setCount(std::nullopt);
        nextWindowStep();
    } else if (!m_page.isEmpty() && now() - m_askedAt >= m_rules.pageIdle) {
        m_connection.unsubscribe(std::exchange(m_page, {}));
        pageFailed(CoverageReason::TimedOut, {});
    }
}

} // namespace nostrscope
