// SPDX-License-Identifier: GPL-3.0-or-later
// What windows see of the archiver.
#include "core/archive/archiver.h"
#include "core/archive/syncspans.h"

#include <numeric>

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

constexpr auto paceAfter = 5s; ///< before, what is left is a guess

double completeShare(const Coverage& coverage, Timestamp since, Timestamp until)
{
    since = std::max(since, std::min(historyBegins, until));
    if (since > until)
        return 1;
    return static_cast<double>(coverage.seconds(since, until, CoverageState::Complete))
        / static_cast<double>(until - since + 1);
}

/// How far down everything is complete, from the newest second on that was asked for.
std::optional<Timestamp> completeSince(const Coverage& coverage, Timestamp since, Timestamp until)
{
    std::optional<Timestamp> down;
    std::optional<Timestamp> next;
    for (auto one = coverage.intervals().rbegin(); one != coverage.intervals().rend(); ++one) {
        if (one->low > until)
            continue;
        if (one->state != CoverageState::Complete || (next && one->high < *next) || one->high < since)
            break;
        down = std::max(one->low, since);
        if (one->low <= since)
            break;
        next = one->low - 1;
    }
    return down;
}

std::optional<std::chrono::seconds> timeLeft(const SyncFigures& figures)
{
    if (figures.took < paceAfter || figures.secondsDone <= 0 || figures.secondsAsked <= 0)
        return std::nullopt;
    const auto left = static_cast<double>(figures.secondsAsked - figures.secondsDone)
        / static_cast<double>(figures.secondsDone);
    return std::chrono::seconds(
        static_cast<std::int64_t>(left * std::chrono::duration<double>(figures.took).count()));
}

} // namespace

bool Archiver::isShown(const Relay& relay) const
{
    return relay.given.isTaken || !relay.coverage->intervals().empty() || relay.endedAt != UnixMillis{}
    || m_queue.session(relay.given.id) != nullptr || m_queue.isWaiting(relay.given.id);
}

ArchiveState Archiver::stateOf(const Relay& relay, const SyncSession* session) const
{
    if (session != nullptr)
        return ArchiveState::Syncing;
    if (m_queue.isWaiting(relay.given.id))
        return ArchiveState::Queued;
    if (relay.choice.isPaused || !relay.given.isTaken)
        return ArchiveState::Paused;
    const auto wish = wishOfCycles();
    const auto open = relay.coverage->incomplete(wish.since, wish.until);
    if (open.empty())
        return ArchiveState::UpToDate;
    const bool hasFailed = std::any_of(open.begin(), open.end(), [](const CoverageInterval& part) {
        return part.state == CoverageState::Failed;
    });
    if (hasFailed || relay.figures.state == SyncState::Failed)
        return ArchiveState::Failed;
    if (spansToAsk(*relay.coverage, wish, now()).empty())
        return ArchiveState::Limited;
    return isReadable(relay) ? ArchiveState::Waiting : ArchiveState::Unreadable;
}

std::shared_ptr<const ArchiveRow> Archiver::makeRow(Relay& relay)
{
    const auto* session = m_queue.session(relay.given.id);
    auto row = std::make_shared<ArchiveRow>();
    row->relay = relay.given.id;
    row->url = relay.given.url.text();
    row->state = stateOf(relay, session);
    row->priority = relay.choice.priority;
    row->isOnFile = relay.isOnFile;
    row->coverage = relay.coverage;
    row->complete01 = completeShare(*relay.coverage, m_since, m_until);
    row->completeSince = completeSince(*relay.coverage, m_since, m_until);
    row->figures = session != nullptr ? session->figures() : relay.figures;
    row->endedAt = relay.endedAt;
    row->received = relay.received;
    row->bytes = relay.bytes;
    if (session != nullptr) {
        row->received += row->figures.received;
        row->bytes += row->figures.bytesIn + row->figures.bytesOut;
        row->eventsPerSecond = relay.events.perSecond();
        row->bytesPerSecond = relay.traffic.perSecond();
        row->left = timeLeft(row->figures);
    }
    return row;
}

std::shared_ptr<const ArchiveView> Archiver::view()
{
    auto view = std::make_shared<ArchiveView>();
    view->asOf = now();
    view->isOn = m_isOn;
    view->hold = m_hold;
    view->since = m_since;
    view->until = m_until;
    view->filter = m_key;
    view->problem = m_problem;
    if (m_isOn && m_hold == ArchiveHold::None && m_nextCycle)
        view->nextCycleAt = view->asOf + std::max(0ms, *m_nextCycle - m_tools.clock.monotonic());
    view->queued = m_queue.waiting();
    for (auto& [id, relay] : m_relays) {
        if (!isShown(relay))
            continue;
        if (!relay.row)
            relay.row = makeRow(relay);
        view->rows.push_back(relay.row);
        view->complete01 += relay.row->complete01;
        if (relay.row->state != ArchiveState::Syncing)
            continue;
        ++view->running;
        view->eventsPerSecond += relay.row->eventsPerSecond;
        view->bytesPerSecond += relay.row->bytesPerSecond;
        if (relay.row->left && view->queued == 0)
            view->left = std::max(view->left.value_or(0s), *relay.row->left);
    }
    if (!view->rows.empty())
        view->complete01 /= static_cast<double>(view->rows.size());
    return view;
}

} // namespace nostrscope
