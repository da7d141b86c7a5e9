// SPDX-License-Identifier: GPL-3.0-or-later
// History by NIP-77 (ARC-2): one span after the other is compared, and what we lack is asked for by id.
#include "core/archive/syncsession.h"

#include "core/nostr/refusal.h"

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// More spans than this are compared as one: equal parts cost nothing.
constexpr std::size_t maxSpans = 8;
/// Of the seconds of a span: where more than this part of it may hold what did not come, it is compared
/// again.
constexpr Timestamp vagueShare = 16;
/// More gaps than this in one span are written down as one.
constexpr std::size_t maxGaps = 64;
constexpr std::chrono::milliseconds keysDeadline = 10min;

/// Only these words mean that a smaller set would do: a bare "blocked" does not (protocol.md §15.3).
bool isTooMany(const QByteArray& text)
{
    const auto words = text.toLower();
    return words.contains("too many") || words.contains("too large") || words.contains("max_sync");
}

} // namespace

void SyncSession::startComparing()
{
    if (m_span) {
        if (!m_set)
            return; // is being read
        if (m_isCompared)
            fetchNeeded();
        else if (m_comparison.isEmpty())
            openComparison();
        return;
    }
    if (m_spans.size() > maxSpans)
        m_spans = {{m_spans.front().low, m_spans.back().high}};
    if (m_spans.empty()) {
        learntAll();
        return;
    }
    m_span = m_spans.back();
    m_spans.pop_back();
    readKeys();
}

/// In a thread of the store, which also sorts them.
void SyncSession::readKeys()
{
    m_figures.state = SyncState::Reading;
    m_isCompared = false;
    if (!m_isSecondLook) {
        m_haveBefore = m_figures.have;
        m_needBefore = m_figures.need;
    }
    m_set.reset();
    auto filter = m_order.filter;
    filter.since = m_span->low;
    filter.until = m_span->high;
    auto set = std::make_shared<NegentropySet>();
    m_tools.ledger.keys(
        filter, [set](Timestamp createdAt, const EventId& id) { set->add(createdAt, id); },
        {keysDeadline, nullptr},
        [this, set, address = m_here.address()](StoreResult<std::uint64_t> read) {
            set->seal();
            address.post([this, set, read = std::move(read)] {
                if (m_isOver || m_isStopping)
                    return;
                progress();
                if (!read) {
                    m_error = describe(read.error());
                    m_isStopping = true;
                    finishWhenStored();
                    return;
                }
                m_set = set;
                next();
            });
        });
}

void SyncSession::openComparison()
{
    if (m_notBefore)
        return;
    m_figures.state = SyncState::Comparing;
    ++m_figures.requests;
    m_needed.clear(); // a comparison that was cut off begins anew
    m_needRanges.clear();
    m_missingInSpan.clear();
    if (!m_isSecondLook) {
        m_haveInSpan.clear();
        m_figures.have = m_haveBefore;
        m_figures.need = m_needBefore;
    }
    auto filter = m_order.filter;
    filter.since = m_span->low;
    filter.until = m_span->high;
    NegentropyLimits limits;
    limits.rounds = m_rules.rounds;
    m_client.emplace(*m_set, limits);
    m_askedAt = now();
    m_comparison = m_connection.negOpen(filter, m_client->initiate());
}

void SyncSession::negMessage(const QByteArray& session, const QByteArray& message)
{
    if (session != m_comparison || !m_client)
        return;
    ++m_figures.rounds;
    m_figures.usedNegentropy = true;
    progress();
    m_askedAt = now();
    auto step = m_client->reconcile(message);
    if (!step) {
        m_connection.negClose(std::exchange(m_comparison, {}));
        m_client.reset();
        comparisonFailed(describe(step.error()));
        return;
    }
    if (!m_isSecondLook) {
        m_figures.have += step->have.size();
        m_figures.need += step->need.size();
        if (m_uploader)
            m_haveInSpan.insert(m_haveInSpan.end(), step->have.begin(), step->have.end());
    }
    if (!m_order.dryRun && m_order.direction != SyncDirection::Up)
        takeNeeded(*step);
    if (!step->isDone) {
        m_connection.negSend(m_comparison, step->next);
    } else {
        m_connection.negClose(std::exchange(m_comparison, {}));
        m_client.reset();
        m_isCompared = true;
        m_comparisonTries = 0;
    }
    fetchNeeded();
}

void SyncSession::takeNeeded(const NegentropyClient::Step& step)
{
    auto id = step.need.begin();
    for (const auto& range : step.needRanges) {
        const auto number = static_cast<std::uint32_t>(m_needRanges.size());
        m_needRanges.push_back({std::clamp(range.low, m_span->low, m_span->high),
                                std::clamp(range.high, m_span->low, m_span->high)});
        for (std::size_t i = 0; i < range.count; ++i)
            m_needed.push_back({*id++, number});
    }
}

void SyncSession::negError(const QByteArray& session, const QByteArray& text, std::optional<std::uint64_t>)
{
    if (session != m_comparison)
        return;
    m_comparison.clear();
    m_client.reset();
    refuseComparison(text);
}

void SyncSession::refuseComparison(const QByteArray& text)
{
    if (isTooMany(text)) {
        splitSpan();
        return;
    }
    if (refusalOf(text) == Refusal::RateLimited && ++m_comparisonTries < m_rules.tries) {
        backOff();
        return;
    }
    // "closed:" means that the relay lost the session: once more, then otherwise.
    if (text.startsWith("closed") && ++m_comparisonTries < 2) {
        openComparison();
        return;
    }
    comparisonFailed(QString::fromUtf8(text.left(maxCoverageDetail)));
}

void SyncSession::splitSpan()
{
    const auto span = *m_span;
    if (span.low == span.high) {
        comparisonFailed(u"one second holds more than the relay compares"_s);
        return;
    }
    m_isSecondLook = false; // each half has its own
    const auto middle = span.low + (span.high - span.low) / 2;
    m_spans.push_back({span.low, middle});
    m_spans.push_back({middle + 1, span.high});
    m_span.reset();
    m_set.reset();
    next();
}

/// The rest is fetched in windows, if that may be.
void SyncSession::comparisonFailed(const QString& why)
{
    m_fetches.clear();
    m_needed.clear();
    m_haveInSpan.clear();
    if (m_span)
        m_spans.push_back(*m_span);
    m_span.reset();
    m_set.reset();
    m_isSecondLook = false;
    if (m_order.method == SyncMethod::Auto && !m_order.dryRun) {
        startWindows();
        return;
    }
    m_error = u"the relay does not compare by NIP-77: %1"_s.arg(why);
    m_isStopping = true;
    finishWhenStored();
}

void SyncSession::fetchNeeded()
{
    if (!isConnected() || m_notBefore || m_connection.isHeld())
        return;
    while (!m_needed.empty() && m_fetches.size() < m_rules.requestsAtOnce) {
        const auto count = std::min(m_needed.size(), m_rules.idsPerRequest);
        // While the comparison goes on, requests are filled first.
        if (!m_isCompared && count < m_rules.idsPerRequest)
            break;
        Fetch fetch;
        std::vector<EventId> ids;
        for (std::size_t i = 0; i < count; ++i) {
            const auto& needed = m_needed[i];
            ids.push_back(needed.id);
            fetch.open.emplace(needed.id, needed.range);
        }
        m_needed.erase(m_needed.begin(), m_needed.begin() + static_cast<std::ptrdiff_t>(count));
        fetch.asked = count;
        fetch.at = now();
        Filter filter;
        filter.ids = std::move(ids);
        ++m_figures.requests;
        fetch.subscription = m_connection.subscribe({filter}, Origin::Archive, true, Origin::Archive);
        m_fetches.push_back(std::move(fetch));
    }
    if (!m_fetches.empty())
        m_figures.state = SyncState::Fetching;
    else if (m_isCompared && m_needed.empty())
        isVague() ? lookAgain() : endSpan();
}

SyncSession::Fetch* SyncSession::findFetch(const QByteArray& subscription)
{
    const auto found = std::find_if(m_fetches.begin(), m_fetches.end(), [&subscription](const Fetch& fetch) {
        return fetch.subscription == subscription;
    });
    return found == m_fetches.end() ? nullptr : &*found;
}

/// What did not come may have been too much for one answer: it is asked for again behind the others. When
/// nothing came it will not: deleted meanwhile, expired, or not for us.
void SyncSession::fetchEnded(const QByteArray& subscription)
{
    const auto& ended = *findFetch(subscription);
    if (ended.open.size() < ended.asked)
        askAgain(ended);
    else
        giveUp(ended);
    std::erase_if(m_fetches, [&](const Fetch& fetch) { return fetch.subscription == subscription; });
    fetchNeeded();
}

void SyncSession::askAgain(const Fetch& fetch)
{
    for (const auto& [id, range] : fetch.open)
        m_needed.push_back({id, range});
}

void SyncSession::giveUp(const Fetch& fetch)
{
    for (const auto& [id, range] : fetch.open)
        ++m_missingInSpan[range];
}

/// No EOSE: what is open is asked for again, a few times.
void SyncSession::retryFetch(const QByteArray& subscription)
{
    const auto& fetch = *findFetch(subscription);
    if (++m_tries < m_rules.tries)
        askAgain(fetch);
    else
        giveUp(fetch);
    std::erase_if(m_fetches, [&](const Fetch& one) { return one.subscription == subscription; });
}

void SyncSession::endSpan()
{
    const auto span = *m_span;
    auto known = claimsOfSpan();
    m_span.reset();
    m_set.reset();
    m_isSecondLook = false;
    m_tries = 0;
    for (const auto& [range, missing] : m_missingInSpan)
        m_figures.missing += missing;
    m_missingInSpan.clear();
    if (m_uploader)
        m_uploader->add(std::exchange(m_haveInSpan, {}));
    // What was not asked for is not here.
    const bool isKnown = m_order.direction != SyncDirection::Up || m_figures.need == m_needBefore;
    if (!isKnown)
        m_figures.secondsDone += span.high - span.low + 1;
    claim(span, isKnown ? std::move(known) : std::vector<CoverageInterval>());
    next();
}

/// Where nothing was stored before, one list is the whole span, and an id of it that does not come could be
/// of any time. Once the others are stored, lists are short and say nearly when.
bool SyncSession::isVague() const
{
    if (m_isSecondLook)
        return false;
    Timestamp seconds = 0;
    for (const auto& [number, missing] : m_missingInSpan)
        seconds += m_needRanges[number].high - m_needRanges[number].low + 1;
    return seconds > (m_span->high - m_span->low + 1) / vagueShare;
}

void SyncSession::lookAgain()
{
    m_isSecondLook = true;
    m_isCompared = false;
    m_tries = 0;
    m_set.reset();
    m_waitsToLook = true;
    m_figures.state = SyncState::Storing;
    claim(m_span, {});
}

/// Disjoint, oldest first.
std::vector<CoverageInterval> SyncSession::claimsOfSpan() const
{
    std::vector<std::pair<PageWalk::Span, std::uint64_t>> gaps;
    for (const auto& [number, missing] : m_missingInSpan)
        gaps.emplace_back(m_needRanges[number], missing);
    std::sort(gaps.begin(), gaps.end(),
              [](const auto& a, const auto& b) { return a.first.low < b.first.low; });
    // Neighbours are one; more gaps than a person would read are one too.
    const bool areOne = gaps.size() > maxGaps;
    std::vector<std::pair<PageWalk::Span, std::uint64_t>> merged;
    for (const auto& gap : gaps) {
        if (merged.empty() || (!areOne && gap.first.low > merged.back().first.high + 1)) {
            merged.push_back(gap);
            continue;
        }
        merged.back().first.high = std::max(merged.back().first.high, gap.first.high);
        merged.back().second += gap.second;
    }
    std::vector<CoverageInterval> claims;
    auto low = m_span->low;
    const auto addComplete = [&](Timestamp high) {
        if (low <= high)
            claims.push_back({low, high, CoverageState::Complete, CoverageReason::Negentropy, {}, {}});
    };
    for (const auto& [gap, missing] : merged) {
        addComplete(gap.low - 1);
        claims.push_back({gap.low,
                          gap.high,
                          CoverageState::Truncated,
                          CoverageReason::Missing,
                          QByteArray::number(static_cast<qulonglong>(missing)),
                          {}});
        low = gap.high + 1;
    }
    addComplete(m_span->high);
    return claims;
}

void SyncSession::watchComparison()
{
    if (!m_comparison.isEmpty() && now() - m_askedAt >= m_rules.negIdle) {
        m_connection.negClose(std::exchange(m_comparison, {}));
        m_client.reset();
        comparisonFailed(u"no answer to NEG-OPEN or NEG-MSG"_s);
        return;
    }
    for (const auto& fetch : m_fetches) {
        if (now() - fetch.at < m_rules.pageIdle)
            continue;
        m_connection.unsubscribe(fetch.subscription);
        retryFetch(fetch.subscription);
        fetchNeeded();
        return;
    }
}

} // namespace nostrscope
