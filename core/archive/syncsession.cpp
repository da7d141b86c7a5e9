// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/archive/syncsession.h"

#include "core/archive/syncspans.h"
#include "core/base/logging.h"
#include "core/nostr/refusal.h"

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto tickEvery = 250ms;

} // namespace

SyncSession::SyncSession(SyncOrder order, SyncRules rules, SyncTools tools, QObject* parent)
    : QObject(parent)
    , m_order(std::move(order))
    , m_rules(rules)
    , m_tools(std::move(tools))
    , m_key(coverageKey(m_order.filter))
    , m_connection(m_order.relay, m_order.url, m_tools.transports, m_tools.clock, m_parser, m_tools.sink,
                   *this)
{
    m_timer.setInterval(tickEvery);
    connect(&m_timer, &QTimer::timeout, this, &SyncSession::tick);
    if (m_order.direction == SyncDirection::Down)
        return;
    Uploader::Rules upload;
    upload.inFlight = m_rules.eventsInFlight;
    upload.answerWithin = m_rules.okIdle;
    upload.retryDelay = m_rules.retryDelay;
    upload.maxRetryDelay = m_rules.maxRetryDelay;
    upload.tries = m_rules.tries;
    upload.maxMessageBytes = m_order.maxMessageBytes.value_or(Uploader::defaultMessageBytes);
    m_uploader = std::make_unique<Uploader>(m_connection, m_tools.ledger, m_tools.clock, upload);
    connect(m_uploader.get(), &Uploader::readyToGoOn, this, [this] {
        progress();
        goOnUploading();
    });
}

SyncSession::~SyncSession() = default;

void SyncSession::start()
{
    m_startedAt = now();
    progress();
    m_figures.state = SyncState::Reading;
    m_timer.start();
    m_tools.ledger.coverage(m_order.relay, m_key, {},
                            [this, address = m_here.address()](StoreResult<Coverage> known) {
                                address.post([this, known = std::move(known)] { onCoverage(known); });
                            });
}

void SyncSession::onCoverage(StoreResult<Coverage> known)
{
    if (m_isOver)
        return;
    if (!known) {
        finish(SyncState::Failed, describe(known.error()));
        return;
    }
    m_coverage = std::move(*known);
    for (const auto& span : spansToAsk(m_coverage, m_order, m_tools.clock.now())) {
        m_spans.push_back({span.low, span.high});
        m_figures.secondsAsked += span.high - span.low + 1;
    }
    if (m_spans.empty()) {
        finish(SyncState::Done);
        return;
    }
    m_figures.state = SyncState::Connecting;
    ConnectionTimes times;
    times.handshake = m_rules.handshake;
    m_connection.open(times);
}

bool SyncSession::isConnected() const
{
    return m_connection.state() == LinkState::Connected || m_connection.state() == LinkState::Live;
}

void SyncSession::connectionOpened(std::chrono::milliseconds)
{
    m_progressAtOpen = progressSoFar();
    next();
}

/// Goes on where the last connection stopped.
void SyncSession::next()
{
    if (m_isStopping || !isConnected())
        return;
    if (m_uploader && (m_uploader->isStarted() || m_isFindingMissing))
        goOnUploading();
    else if (m_windows)
        nextWindowStep();
    else if (m_order.method != SyncMethod::Windows && m_order.filter.tags.empty()
             && m_order.filter.search.isEmpty())
        startComparing();
    else
        startWindows();
}

/// They are gone, by the relay or by us: nothing of them is proven, and next() asks again.
void SyncSession::forgetRequests()
{
    m_page.clear();
    m_count.clear();
    m_comparison.clear();
    m_client.reset();
    for (const auto& fetch : m_fetches)
        askAgain(fetch);
    m_fetches.clear();
}

void SyncSession::connectionEnded(const TransportEnd& end)
{
    forgetRequests();
    if (m_uploader)
        m_uploader->connectionLost();
    if (m_isOver || m_isStopping) {
        finishWhenStored();
        return;
    }
    if (m_uploader && m_uploader->isOver()) {
        goOnUploading();
        return;
    }
    m_failures = progressSoFar() > m_progressAtOpen ? 1 : m_failures + 1;
    const auto why = end.detail.isEmpty() ? u"the relay ended the connection"_s : end.detail;
    if (m_failures >= m_rules.tries || end.error == LinkError::NeedsProxy) {
        if (m_windows) {
            m_windows->failPage(CoverageReason::Disconnected, why.toUtf8());
            claim({}, m_windows->takeClaims());
        }
        m_error = why;
        m_isStopping = true;
        finishWhenStored();
        return;
    }
    backOff();
}

void SyncSession::backOff()
{
    m_delay = std::clamp(2 * m_delay, m_rules.retryDelay, m_rules.maxRetryDelay);
    m_notBefore = now() + m_delay;
}

void SyncSession::tick()
{
    m_connection.tick();
    if (m_isOver)
        return;
    if (m_isCancelled) {
        finish(SyncState::Cancelled);
        return;
    }
    if (m_isStopping) {
        finishWhenStored();
        return;
    }
    if (m_connection.isHeld()) { // our store is slow, not the relay
        progress();
        m_askedAt = now();
        for (auto& fetch : m_fetches)
            fetch.at = now();
        if (m_uploader)
            m_uploader->excuseSilence();
    }
    const bool isLate = now() - m_startedAt >= m_rules.total;
    if (isLate || now() - m_progressAt >= m_rules.idle) {
        m_error = isLate ? u"the time for one session is over; the next one goes on from here"_s
                         : u"no progress for %1 s"_s.arg(
                             std::chrono::duration_cast<std::chrono::seconds>(m_rules.idle).count());
        m_isStopping = true;
        m_connection.close();
        finishWhenStored();
        return;
    }
    if (m_notBefore && now() >= *m_notBefore) {
        m_notBefore.reset();
        if (m_connection.state() == LinkState::Idle && m_figures.state != SyncState::Reading) {
            ConnectionTimes times;
            times.handshake = m_rules.handshake;
            m_connection.open(times);
        } else {
            next();
        }
        return;
    }
    if (isConnected() && !m_connection.isHeld()) {
        watchPage();
        watchComparison();
        next(); // nothing may wait for a call that never comes
    }
}

void SyncSession::eventArrived(const QByteArray& subscription, const std::optional<EventKey>& key)
{
    ++m_figures.received;
    progress();
    if (subscription == m_page) {
        m_askedAt = now();
        m_windows->add(key);
        if (m_seenThere && key)
            m_seenThere->push_back(key->id);
    } else if (auto* fetch = findFetch(subscription)) {
        fetch->at = now();
        if (key)
            fetch->open.erase(key->id);
    }
}

void SyncSession::eoseReceived(const QByteArray& subscription, bool finish)
{
    progress();
    m_connection.unsubscribe(subscription);
    if (subscription == m_page) {
        m_page.clear();
        m_tries = 0;
        m_delay = 0ms;
        m_windows->pageEnded(finish);
        claim(m_windows->pageSpan(), m_windows->takeClaims());
        nextWindowStep();
    } else if (findFetch(subscription) != nullptr) {
        m_delay = 0ms;
        fetchEnded(subscription);
    }
}

void SyncSession::closedReceived(const QByteArray& subscription, const QByteArray& text)
{
    if (subscription == m_page) {
        m_page.clear();
        pageClosed(text);
    } else if (subscription == m_count) {
        m_count.clear();
        m_windows->setCount(std::nullopt);
        nextWindowStep();
    } else if (subscription == m_comparison) {
        m_comparison.clear();
        m_client.reset();
        refuseComparison(text);
    } else if (findFetch(subscription) != nullptr) {
        retryFetch(subscription);
        backOff();
    }
}

/// Says nothing certain of a page: what was asked is answered or times out. But relays that do not know
/// NIP-45 or NIP-77 say so by a notice only.
void SyncSession::noticeReceived(const QByteArray& text, const QByteArray&)
{
    if (!m_count.isEmpty() && noticeIsRefusal(text)) {
        m_connection.cancelCount(std::exchange(m_count, {}));
        m_windows->setCount(std::nullopt);
        nextWindowStep();
        return;
    }
    if (m_comparison.isEmpty() || m_figures.rounds > 0)
        return;
    const auto words = text.toLower();
    static constexpr const char* refusals[] = {"neg",      "envelope",     "unknown",
                                               "disabled", "bad msg",      "unsupported",
                                               "invalid",  "unrecognized", "could not parse"};
    if (std::none_of(std::begin(refusals), std::end(refusals),
                     [&words](const char* word) { return words.contains(word); }))
        return;
    m_connection.negClose(m_comparison);
    m_comparison.clear();
    m_client.reset();
    comparisonFailed(QString::fromUtf8(text.left(maxCoverageDetail)));
}

void SyncSession::challengeReceived(const QByteArray&)
{
    // We have no key to answer with; what the relay refuses for it comes as CLOSED auth-required.
}

void SyncSession::heldTooLong(bool roomAgain)
{
    if (!roomAgain) {
        forgetRequests();
        return;
    }
    progress();
    next();
}

void SyncSession::flush()
{
    if (m_connection.pendingFrames() == 0)
        return;
    m_connection.flush();
    next(); // what waited while nothing was read
}

void SyncSession::cancel()
{
    m_isCancelled = true;
    QMetaObject::invokeMethod(this, &SyncSession::tick, Qt::QueuedConnection);
}

void SyncSession::finish(SyncState state, const QString& error)
{
    if (std::exchange(m_isOver, true))
        return;
    m_figures.state = state;
    m_figures.error = error;
    m_figures.took = now() - m_startedAt;
    m_connection.close();
    QMetaObject::invokeMethod(this, &SyncSession::over, Qt::QueuedConnection);
}

std::uint64_t SyncSession::progressSoFar() const
{
    return m_figures.received + (m_uploader ? m_uploader->figures().answered() : 0);
}

SyncFigures SyncSession::figures() const
{
    auto figures = m_figures;
    if (m_uploader)
        figures.upload = m_uploader->figures();
    figures.bytesIn = m_connection.counters().bytesIn;
    figures.bytesOut = m_connection.counters().bytesOut;
    if (!m_isOver)
        figures.took = now() - m_startedAt;
    return figures;
}

} // namespace nostrscope
