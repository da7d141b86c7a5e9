// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/claimtrial.h"

#include "core/nostr/clientmessages.h"

#include <algorithm>

namespace nostrscope {

namespace {

using How = ClaimAnswer::How;
using Wait = ClaimTrial::Turn::Wait;

/// Small, common and never replaced: what limits are tried on.
const std::vector<Kind> notesAndReactions{1, 7};
/// In no language and nobody's tag.
constexpr auto unknownWord = "qzxjvkwyqpf";
/// NIP-77, version 1: one range up to infinity, a list of no ids. Our side of it is empty.
const auto emptyNegentropy = QByteArray::fromHex("6100000200");

QByteArray cut(QByteArrayView frame)
{
    return frame.first(std::min(frame.size(), maxEvidenceBytes)).toByteArray();
}

/// The form of a NOTICE is not specified: this is how relays say it.
bool asksToSlowDown(const QByteArray& notice)
{
    const auto text = notice.toLower();
    return reasonPrefix(notice) == "rate-limited" || text.contains("rate limit")
        || text.contains("rate-limit") || text.contains("too many requests");
}

} // namespace

ClaimTrial::ClaimTrial(const RelayClaims& claims, ClaimAnswers base, const std::optional<Event>& newest,
                       QByteArray subscription)
    : m_claims(claims)
    , m_answers(std::move(base))
    , m_newest(newest)
    , m_subscription(std::move(subscription))
{
}

ClaimAnswer& ClaimTrial::current()
{
    const auto of = [this](ClaimItem item) -> ClaimAnswer& {
        return m_answers.items[static_cast<std::size_t>(item)];
    };
    switch (m_question) {
    case Question::MaxLimit:
    case Question::OlderThanMax:
        return of(ClaimItem::MaxLimit);
    case Question::DefaultLimit:
    case Question::OlderThanDefault:
        return of(ClaimItem::DefaultLimit);
    case Question::Count:
        return of(ClaimItem::Count);
    case Question::Negentropy:
        return of(ClaimItem::Negentropy);
    case Question::Search:
    case Question::None:
        break;
    }
    return of(ClaimItem::Search);
}

/// One for each question: what comes late for another one is nobody's.
QByteArray ClaimTrial::id() const
{
    return m_subscription + static_cast<char>('a' + static_cast<int>(m_question));
}

/// At most one event matches: the profile of one author.
Filter ClaimTrial::cheapFilter() const
{
    Filter filter;
    filter.kinds = std::vector<Kind>{0};
    PubKey author;
    if (m_newest)
        author = m_newest->pubkey;
    filter.authors = std::vector<PubKey>{author};
    return filter;
}

bool ClaimTrial::isWanted(Question question) const
{
    switch (question) {
    case Question::MaxLimit:
        return m_claims.maxLimit.value_or(0) > 0;
    case Question::DefaultLimit:
        return m_claims.defaultLimit.value_or(0) > 0;
    case Question::OlderThanMax:
    case Question::OlderThanDefault: {
        const auto item = question == Question::OlderThanMax ? ClaimItem::MaxLimit : ClaimItem::DefaultLimit;
        const auto& limit = m_answers.items[static_cast<std::size_t>(item)];
        return limit.how == How::Answered && limit.events > 0 && limit.events < limit.asked;
    }
    case Question::Count:
    case Question::Negentropy:
    case Question::Search:
    case Question::None:
        break;
    }
    return true;
}

ClaimTrial::Turn ClaimTrial::start()
{
    m_question = Question::MaxLimit;
    if (!isWanted(m_question))
        return next();
    return {Wait::Anew, {ask()}};
}

ClaimTrial::Turn ClaimTrial::next()
{
    do {
        if (m_question == Question::Search || m_question == Question::None || m_answers.isRateLimited) {
            m_question = Question::None;
            m_isDone = true;
            return {Wait::NotAtAll, {}};
        }
        m_question = static_cast<Question>(static_cast<int>(m_question) + 1);
    } while (!isWanted(m_question));
    return {Wait::Anew, {ask()}};
}

QByteArray ClaimTrial::askForNotes(std::optional<std::int64_t> claim, bool withLimit)
{
    auto& answer = current();
    answer.asked = std::min(claim.value_or(0), maxAskedLimit) + 1;
    Filter filter;
    filter.kinds = notesAndReactions;
    if (withLimit)
        filter.limit = static_cast<std::uint32_t>(answer.asked);
    return reqMessage(id(), {filter});
}

QByteArray ClaimTrial::ask()
{
    m_notice.clear();
    m_bytes = 0;
    if (!isOlder()) {
        m_seen.clear();
        m_oldest = 0;
    }
    Filter filter;
    switch (m_question) {
    case Question::MaxLimit:
        return askForNotes(m_claims.maxLimit, true);
    case Question::DefaultLimit:
        return askForNotes(m_claims.defaultLimit, false);
    case Question::OlderThanMax:
    case Question::OlderThanDefault:
        filter.kinds = notesAndReactions;
        filter.until = m_oldest - 1;
        filter.limit = 1;
        return reqMessage(id(), {filter});
    case Question::Count:
        return countMessage(id(), {cheapFilter()});
    case Question::Negentropy:
        return negOpenMessage(id(), cheapFilter(), emptyNegentropy);
    case Question::Search:
    case Question::None:
        break;
    }
    filter.kinds = std::vector<Kind>{1};
    filter.search = unknownWord;
    filter.limit = 1;
    return reqMessage(id(), {filter});
}

ClaimTrial::Turn ClaimTrial::hear(const RelayMessage& message, QByteArrayView frame)
{
    if (m_isDone)
        return {};
    if (const auto* const notice = std::get_if<NoticeMessage>(&message)) {
        m_notice = cut(frame);
        if (!asksToSlowDown(notice->text))
            return {Wait::Shortly, {}};
        m_answers.isRateLimited = true;
        return onRefused("rate-limited:", frame);
    }
    const bool isVerb = m_question == Question::Count || m_question == Question::Negentropy;
    if (const auto* const event = std::get_if<EventMessage>(&message))
        return event->subscription == id() && !isVerb ? onEvent(event->event, frame) : Turn();
    if (const auto* const eose = std::get_if<EoseMessage>(&message))
        return eose->subscription == id() && !isVerb ? onEnd(How::Answered, frame, true) : Turn();
    if (const auto* const closed = std::get_if<ClosedMessage>(&message))
        return closed->subscription == id() ? onRefused(closed->text, frame) : Turn();
    if (const auto* const count = std::get_if<CountMessage>(&message))
        return count->subscription == id() && m_question == Question::Count
            ? onEnd(How::Answered, frame, false)
            : Turn();
    if (const auto* const neg = std::get_if<NegMessage>(&message))
        return neg->subscription == id() && m_question == Question::Negentropy
            ? onEnd(How::Answered, frame, true)
            : Turn();
    if (const auto* const error = std::get_if<NegErrorMessage>(&message))
        return error->subscription == id() && m_question == Question::Negentropy
            ? onRefused(error->text, frame)
            : Turn();
    return {};
}

/// Signatures are not checked: a relay that makes events up to break its own claim does break it.
ClaimTrial::Turn ClaimTrial::onEvent(const Event& event, QByteArrayView frame)
{
    const auto& kinds = notesAndReactions;
    auto& answer = current();
    m_bytes += frame.size();
    const bool isNew =
        std::find(kinds.begin(), kinds.end(), event.kind) != kinds.end() && m_seen.insert(event.id).second;
    if (isOlder()) {
        if (!isNew || event.createdAt >= m_oldest)
            return {};
        answer.hasOlder = true;
        return onEnd(How::Answered, frame, true);
    }
    if (isNew) {
        m_oldest = answer.events == 0 ? event.createdAt : std::min(m_oldest, event.createdAt);
        ++answer.events;
    }
    if (m_question == Question::Search) {
        answer.isNewest |= m_newest && (event.createdAt >= m_newest->createdAt || event.id == m_newest->id);
        return onEnd(How::Enough, frame, true);
    }
    if (answer.events >= answer.asked)
        return onEnd(How::Enough, frame, true);
    if (m_bytes > maxClaimBytes)
        return onEnd(How::TooManyBytes, frame, true);
    return {};
}

ClaimTrial::Turn ClaimTrial::onEnd(How how, QByteArrayView frame, bool withClose)
{
    auto& answer = current();
    if (isOlder()) {
        // The question before it has its answer already.
        if (how == How::Answered)
            answer.hasOlder = answer.hasOlder.value_or(false);
    } else {
        answer.how = how;
    }
    // What shows that there is no more is the end of the list itself.
    if (!isOlder() || answer.hasOlder.value_or(false))
        answer.frame = cut(frame);
    QByteArray close;
    if (withClose)
        close = m_question == Question::Negentropy ? negCloseMessage(id()) : closeMessage(id());
    auto turn = next();
    if (!close.isEmpty())
        turn.send.insert(turn.send.begin(), std::move(close));
    return turn;
}

ClaimTrial::Turn ClaimTrial::onRefused(const QByteArray& text, QByteArrayView frame)
{
    const auto prefix = reasonPrefix(text);
    m_answers.isRateLimited |= prefix == "rate-limited";
    if (!isOlder())
        current().prefix = prefix;
    return onEnd(How::Refused, frame, false);
}

ClaimTrial::Turn ClaimTrial::timeOut()
{
    if (m_isDone)
        return {Wait::NotAtAll, {}};
    const bool isNoticed = !m_notice.isEmpty() && current().events == 0;
    const auto frame = m_notice;
    // Nothing of it is left open, whatever the relay makes of it.
    const bool isRequest = m_question != Question::Count && m_question != Question::Negentropy;
    return onEnd(isNoticed ? How::Refused : How::Silent, frame, isRequest);
}

void ClaimTrial::end()
{
    if (std::exchange(m_isDone, true))
        return;
    if (!isOlder())
        current().how = How::Ended;
}

} // namespace nostrscope
