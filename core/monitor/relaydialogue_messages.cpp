// SPDX-License-Identifier: GPL-3.0-or-later
// What is said over an open WebSocket: the read, NIP-42, the try to write.
#include "core/monitor/relaydialogue.h"

#include "core/nostr/clientmessages.h"
#include "core/nostr/nip42.h"

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype maxPrefixLength = 32;
constexpr qsizetype maxChallengeLength = 1024; // we send it back

ProbeCode codeOfPrefix(QByteArrayView prefix)
{
    if (prefix == "auth-required")
        return ProbeCode::AuthRequired;
    if (prefix == "restricted")
        return ProbeCode::Restricted;
    if (prefix == "rate-limited")
        return ProbeCode::RateLimited;
    if (prefix == "payment-required")
        return ProbeCode::PaymentRequired;
    return ProbeCode::ReadClosed;
}

/// One stored note, whoever wrote it: every relay of notes can answer, and an empty one too.
std::vector<Filter> probeFilters()
{
    Filter filter;
    filter.kinds = std::vector<Kind>{1};
    filter.limit = 1;
    return {filter};
}

QString cutText(QByteArrayView text)
{
    return QString::fromUtf8(text.first(std::min(text.size(), maxEvidenceBytes)));
}

} // namespace

void RelayDialogue::ask()
{
    const auto message = reqMessage(m_subscription, probeFilters());
    m_subscribed = true;
    m_sentAt = now();
    sendText(message);
}

void RelayDialogue::handleText(const QByteArray& text)
{
    const bool isFirst = !std::exchange(m_anyFrame, true);
    const auto message = m_tools.parser.parseRelayMessage(text);
    if (std::holds_alternative<MalformedMessage>(message)) {
        note(text, isFirst);
        // Arrays that we do not understand may be a relay's; a welcome in another language is none.
        if (isFirst && !text.trimmed().startsWith('['))
            fail(ProbeCode::NotNostr, ProbePhase::Read, u"the first frame is no message of a relay"_s);
        return;
    }
    if (m_stage == Stage::Observing) {
        follow(m_claims->hear(message, text));
        return;
    }
    if (m_options.observe && !std::holds_alternative<NoticeMessage>(message)
        && !std::holds_alternative<AuthMessage>(message))
        m_readFrame = text.left(maxEvidenceBytes);
    if (m_stage == Stage::Writing)
        hearForWriting(message);
    else
        handleOwn(message);
    if (std::holds_alternative<NoticeMessage>(message) || std::holds_alternative<UnknownMessage>(message))
        note(text);
}

void RelayDialogue::handleOwn(const RelayMessage& message)
{
    if (const auto* const event = std::get_if<EventMessage>(&message)) {
        onEvent(*event);
    } else if (const auto* const eose = std::get_if<EoseMessage>(&message)) {
        onEose(*eose);
    } else if (const auto* const closed = std::get_if<ClosedMessage>(&message)) {
        onClosedSubscription(*closed);
    } else if (const auto* const ok = std::get_if<OkMessage>(&message)) {
        onOk(*ok);
    } else if (const auto* const auth = std::get_if<AuthMessage>(&message)) {
        m_report.wantsAuth = true;
        m_challenge = auth->challenge;
    }
}

/// Of our own subscription, what we asked for, and true: only then the relay can be read.
void RelayDialogue::onEvent(const EventMessage& message)
{
    if (message.subscription != m_subscription)
        return;
    const auto at = now(); // before the signature is checked
    if (m_report.attempt.times.of(ProbePhase::First))
        return;
    if (message.event.kind != 1 || m_tools.verifier.verify(message.event) != Verdict::Valid) {
        note("an EVENT that was not asked for, or with a false id or signature");
        return;
    }
    m_report.attempt.times.set(ProbePhase::First, at - m_sentAt);
    m_report.sawEvent = true;
    m_note = message.event;
}

void RelayDialogue::onEose(const EoseMessage& message)
{
    if (message.subscription != m_subscription)
        return;
    auto& times = m_report.attempt.times;
    const auto took = now() - m_sentAt;
    if (!times.of(ProbePhase::First))
        times.set(ProbePhase::First, took);
    times.set(ProbePhase::Read, took);
    m_report.sawEvent = m_report.sawEvent.value_or(false); // an empty relay can be read
    onReadEnded();
}

void RelayDialogue::onClosedSubscription(const ClosedMessage& message)
{
    if (message.subscription != m_subscription)
        return;
    m_subscribed = false;
    const auto prefix = reasonPrefix(message.text);
    if (prefix == "auth-required" && authenticate())
        return;
    if (m_report.sawEvent.value_or(false)) {
        onReadEnded();
        return;
    }
    note("CLOSED " + message.text, true);
    m_report.attempt.prefix = prefix.left(maxPrefixLength);
    fail(codeOfPrefix(prefix), ProbePhase::Read, cutText(message.text));
}

/// True when an answer to a challenge is under way.
bool RelayDialogue::authenticate()
{
    if (!m_options.authenticate || m_challenge.isEmpty() || m_challenge.size() > maxChallengeLength
        || m_authId)
        return false;
    auto event = authEvent(m_url, m_challenge, toSeconds(m_tools.clock.now()));
    const auto keys = KeyPair::generate(); // never a key of the user
    sign(event, keys);
    m_authId = event.id;
    m_authAt = now();
    sendText(authMessage(event));
    return true;
}

void RelayDialogue::onOk(const OkMessage& message)
{
    if (!m_authId || message.id != *m_authId || m_report.attempt.times.of(ProbePhase::Auth))
        return;
    if (message.accepted) {
        m_report.attempt.times.set(ProbePhase::Auth, now() - m_authAt);
        ask();
        return;
    }
    m_report.attempt.prefix = reasonPrefix(message.text).left(maxPrefixLength);
    fail(ProbeCode::AuthRequired, ProbePhase::Auth, cutText(message.text));
}

/// EOSE, or the end of our patience.
void RelayDialogue::onReadEnded()
{
    const auto& times = m_report.attempt.times;
    if (times.of(ProbePhase::Read)) {
        decide(ProbeCode::Ok, ProbePhase::Read);
    } else if (m_report.sawEvent.value_or(false)) {
        decide(ProbeCode::Ok, ProbePhase::Read, u"EVENT came, EOSE never"_s);
    } else if (m_authId && !times.of(ProbePhase::Auth)) {
        decide(ProbeCode::AuthRequired, ProbePhase::Auth, u"no answer to AUTH"_s);
    } else {
        decide(ProbeCode::ReadTimeout, ProbePhase::Read, u"neither EVENT nor EOSE in time"_s);
    }
    if (m_options.write && m_report.attempt.code == ProbeCode::Ok)
        startWriting();
    else if (m_options.observe && m_report.attempt.code == ProbeCode::Ok)
        startObserving();
    else
        leave();
}

void RelayDialogue::startWriting()
{
    m_stage = Stage::Writing;
    m_trial.emplace(toSeconds(m_tools.clock.now()), m_subscription + 'w');
    m_deadline.start(m_limits.write);
    sendText(m_trial->subscribeMessage());
}

void RelayDialogue::hearForWriting(const RelayMessage& message)
{
    switch (m_trial->hear(message)) {
    case WriteTrial::News::None:
    case WriteTrial::News::Done:
        break;
    case WriteTrial::News::Subscribed:
        m_sentAt = now();
        sendText(m_trial->publishMessage());
        break;
    case WriteTrial::News::Accepted:
        m_acceptedAfter = now() - m_sentAt;
        break;
    }
    if (m_trial->code())
        endWriting();
}

void RelayDialogue::endWriting()
{
    m_report.writeCode = m_trial->code();
    m_report.writeDetail = m_trial->detail();
    if (m_report.writeCode == ProbeCode::Ok)
        m_report.attempt.times.set(ProbePhase::Write, m_acceptedAfter);
    leave();
}

/// On the connection that has just answered a plain read.
void RelayDialogue::startObserving()
{
    if (std::exchange(m_subscribed, false))
        sendText(closeMessage(m_subscription));
    m_stage = Stage::Observing;
    ClaimAnswers base;
    base.read = ProbeCode::Ok;
    base.sawNote = m_report.sawEvent.value_or(false);
    base.readFrame = m_readFrame;
    m_claims.emplace(*m_options.observe, std::move(base), m_note, m_subscription);
    follow(m_claims->start());
}

void RelayDialogue::follow(const ClaimTrial::Turn& turn)
{
    for (const auto& frame : turn.send)
        sendText(frame);
    switch (turn.wait) {
    case ClaimTrial::Turn::Wait::OnAsBefore:
        break;
    case ClaimTrial::Turn::Wait::Anew:
        m_deadline.start(m_limits.read);
        break;
    case ClaimTrial::Turn::Wait::Shortly:
        if (m_deadline.remainingTimeAsDuration() > m_limits.close)
            m_deadline.start(m_limits.close);
        break;
    case ClaimTrial::Turn::Wait::NotAtAll:
        leave();
        break;
    }
}

/// What was answered, also when nothing could be asked.
void RelayDialogue::takeAnswers()
{
    if (m_claims) {
        m_claims->end(); // the relay went away meanwhile
        m_report.answers = m_claims->answers();
        return;
    }
    const auto& attempt = m_report.attempt;
    ClaimAnswers answers;
    answers.read = attempt.code;
    answers.httpStatus = attempt.httpStatus;
    answers.readFrame =
        !m_readFrame.isEmpty() || m_report.evidence.empty() ? m_readFrame : m_report.evidence.back();
    m_report.answers = std::move(answers);
}

} // namespace nostrscope
