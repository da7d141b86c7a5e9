// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/archive/uploader.h"

#include "core/nostr/clientmessages.h"
#include "core/nostr/messages.h"
#include "core/nostr/nip40.h"

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t batchEvents = 32; ///< read at once
constexpr std::uint64_t maxFlightBytes = 1024 * 1024; ///< unanswered; one event may be larger
constexpr auto readDeadline = 60s;
constexpr qsizetype maxRefusalText = 200;

bool isProtected(const Event& event)
{
    return std::any_of(event.tags.begin(), event.tags.end(),
                       [](const Tags::View& tag) { return tag.name() == "-"; });
}

bool isEphemeral(Kind kind)
{
    return kind >= 20'000 && kind < 30'000;
}

/// These say that we may not write, whatever we write.
bool isNoToUs(const QByteArray& reason)
{
    return reason == "auth-required" || reason == "restricted" || reason == "blocked"
        || reason == "payment-required";
}

} // namespace

Uploader::Uploader(RelayConnection& connection, SyncStore& store, const Clock& clock, Rules rules)
    : m_connection(connection)
    , m_store(store)
    , m_clock(clock)
    , m_rules(rules)
    , m_window(rules.inFlight)
{
}

void Uploader::add(const std::vector<EventId>& ids)
{
    m_ids.insert(m_ids.end(), ids.begin(), ids.end());
    m_figures.found += ids.size();
}

void Uploader::start(bool weighOnly)
{
    m_isStarted = true;
    m_weighsOnly = weighOnly;
    endIfDone();
}

void Uploader::pump()
{
    if (!m_isStarted || m_isOver)
        return;
    readMore();
    if (m_weighsOnly)
        return;
    watch();
    send();
    endIfDone();
}

void Uploader::readMore()
{
    if (m_isReading || m_isOver || !hasWork() || m_ready.size() >= batchEvents)
        return;
    m_isReading = true;
    const auto count = std::min(batchEvents, m_ids.size() - m_next);
    std::vector<EventId> asked(m_ids.begin() + static_cast<std::ptrdiff_t>(m_next),
                               m_ids.begin() + static_cast<std::ptrdiff_t>(m_next + count));
    m_next += count;
    m_store.forUpload(
        asked, toSeconds(m_clock.now()), {readDeadline, nullptr},
        [this, asked, address = m_here.address()](StoreResult<std::vector<EventForUpload>> read) {
            address.post([this, asked, read = std::move(read)] { onRead(asked, read); });
        });
}

void Uploader::onRead(const std::vector<EventId>& asked, StoreResult<std::vector<EventForUpload>> read)
{
    m_isReading = false;
    if (m_isOver)
        return;
    if (!read) {
        giveUp(describe(read.error()));
        return;
    }
    for (const auto& one : *read)
        take(one);
    if (asked.size() > read->size())
        withhold("no_content", asked.size() - read->size()); // removed by retention
    endIfDone();
    emit readyToGoOn();
}

void Uploader::take(const EventForUpload& one)
{
    const auto& event = one.event;
    if (isProtected(event))
        return withhold("protected");
    if (isEphemeral(event.kind))
        return withhold("ephemeral");
    // The claims of the store are as old as their last look at the clock.
    if (one.visibility != facts::Visibility::Current)
        return withhold(facts::toString(one.visibility));
    if (isExpired(event, toSeconds(m_clock.now())))
        return withhold("expired");
    auto message = eventMessage(event);
    const auto bytes = static_cast<std::uint64_t>(message.size());
    if (bytes > m_rules.maxMessageBytes)
        return withhold("too_large");
    ++m_figures.sendable;
    m_figures.sendableBytes += bytes;
    if (!m_weighsOnly)
        m_ready.push_back({event.id, std::move(message)});
}

void Uploader::withhold(const char* reason, std::uint64_t count)
{
    m_figures.withheld[reason] += count;
}

void Uploader::send()
{
    if (m_notBefore && m_clock.monotonic() < *m_notBefore)
        return;
    m_notBefore.reset();
    while (!m_isOver && !m_ready.empty() && m_flight.size() < m_window) {
        const auto bytes = static_cast<std::uint64_t>(m_ready.front().message.size());
        if (!m_flight.empty() && m_flightBytes + bytes > maxFlightBytes)
            return;
        auto item = std::move(m_ready.front());
        m_ready.pop_front();
        item.sentAt = m_clock.monotonic();
        m_flightBytes += bytes;
        m_connection.publish(item.message);
        m_flight.push_back(std::move(item));
        readMore();
    }
}

void Uploader::okReceived(const std::optional<EventId>& id, bool accepted, const QByteArray& text)
{
    auto found =
        std::find_if(m_flight.begin(), m_flight.end(), [&id](const Item& item) { return id == item.id; });
    if (!id && m_flight.size() == 1)
        found = m_flight.begin(); // it can mean no other
    if (found == m_flight.end() || m_isOver)
        return;
    auto item = std::move(*found);
    m_flight.erase(found);
    m_flightBytes -= static_cast<std::uint64_t>(item.message.size());
    m_silent = 0;
    const auto reason = reasonPrefix(text);
    if (reason == "rate-limited" && !accepted) {
        m_ready.push_front(std::move(item));
        slowDown();
        return;
    }
    m_delay = 0ms;
    if (reason == "duplicate")
        ++m_figures.known;
    else if (accepted)
        ++m_figures.uploaded;
    else
        refuse(reason, text);
    if (accepted || reason == "duplicate") {
        m_noToUs = 0;
        if (++m_wellDone >= m_rules.inFlight && m_window < m_rules.inFlight) {
            ++m_window;
            m_wellDone = 0;
        }
    } else if (isNoToUs(reason)) {
        ++m_noToUs;
        if (reason == "auth-required" || m_noToUs >= enoughRefusals)
            giveUp(
                u"the relay takes no events from us: %1"_s.arg(QString::fromUtf8(text.left(maxRefusalText))));
    }
    pump();
}

void Uploader::refuse(const QByteArray& reason, const QByteArray& text)
{
    ++m_figures.refused;
    if (!text.isEmpty())
        m_figures.lastRefusal = text.left(maxRefusalText);
    const auto name = reason.isEmpty() ? QByteArray("other") : reason.left(maxRefusalText);
    const bool isFull = m_figures.reasons.size() + 1 >= SyncUpload::maximumReasons;
    ++m_figures.reasons[isFull && !m_figures.reasons.contains(name) ? QByteArray("other") : name];
}

void Uploader::slowDown()
{
    ++m_figures.slowedDown;
    m_window = std::max<std::size_t>(1, m_window / 2);
    m_wellDone = 0;
    // What was sent before the first such answer gets it too: that is one refusal to be hurried.
    if (m_notBefore)
        return;
    m_delay = std::clamp(2 * m_delay, m_rules.retryDelay, m_rules.maxRetryDelay);
    m_notBefore = m_clock.monotonic() + m_delay;
}

/// What is not answered may have been stored: it is not sent again.
void Uploader::watch()
{
    const auto now = m_clock.monotonic();
    for (auto item = m_flight.begin(); item != m_flight.end();) {
        if (now - item->sentAt < m_rules.answerWithin) {
            ++item;
            continue;
        }
        m_flightBytes -= static_cast<std::uint64_t>(item->message.size());
        item = m_flight.erase(item);
        refuse("no_answer", {});
        ++m_silent;
    }
    if (m_silent >= m_rules.inFlight)
        giveUp(u"the relay does not answer EVENT"_s);
}

void Uploader::excuseSilence()
{
    for (auto& item : m_flight)
        item.sentAt = m_clock.monotonic();
}

void Uploader::connectionLost()
{
    // One of them may be why: the next time they go alone.
    if (!m_flight.empty()) {
        m_window = 1;
        m_wellDone = 0;
    }
    const bool wasAlone = m_flight.size() == 1;
    for (auto& item : m_flight) {
        if (wasAlone && ++item.tries >= m_rules.tries)
            refuse("disconnected", {});
        else
            m_ready.push_front(std::move(item));
    }
    m_flight.clear();
    m_flightBytes = 0;
    endIfDone();
}

void Uploader::endIfDone()
{
    if (m_isStarted && !hasWork() && !m_isReading && m_ready.empty() && m_flight.empty())
        m_isOver = true;
}

void Uploader::giveUp(const QString& error)
{
    m_isOver = true;
    m_error = error;
    m_ready.clear();
    m_flight.clear();
}

} // namespace nostrscope
