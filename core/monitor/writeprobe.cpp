// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/writeprobe.h"

#include "core/crypto/verify.h"
#include "core/nostr/clientmessages.h"

#include <QRandomGenerator>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr Timestamp lifetime = 60; // seconds, for relays that keep it all the same (NIP-40)

QByteArray nonce()
{
    return QByteArray::number(QRandomGenerator::system()->generate64(), 16);
}

} // namespace

WriteTrial::WriteTrial(Timestamp now, QByteArray subscription)
    : m_subscription(std::move(subscription))
{
    m_event.kind = kind;
    m_event.createdAt = now;
    m_event.tags.append({"expiration", QByteArray::number(now + lifetime)});
    m_event.content = "write check of a relay monitor " + nonce();
    const auto keys = KeyPair::generate(); // forgotten at once
    sign(m_event, keys);
}

QByteArray WriteTrial::subscribeMessage() const
{
    Filter filter;
    filter.kinds = std::vector<Kind>{kind};
    filter.authors = std::vector<PubKey>{m_event.pubkey};
    return reqMessage(m_subscription, {filter});
}

QByteArray WriteTrial::publishMessage() const
{
    return eventMessage(m_event);
}

QByteArray WriteTrial::closeMessage() const
{
    return nostrscope::closeMessage(m_subscription);
}

WriteTrial::News WriteTrial::hear(const RelayMessage& message)
{
    if (m_code)
        return News::None;
    if (const auto* const eose = std::get_if<EoseMessage>(&message)) {
        if (eose->subscription != m_subscription || std::exchange(m_subscribed, true))
            return News::None;
        return News::Subscribed;
    }
    if (const auto* const closed = std::get_if<ClosedMessage>(&message))
        return closed->subscription == m_subscription ? reject(closed->text) : News::None;
    if (const auto* const ok = std::get_if<OkMessage>(&message))
        return ok->id == m_event.id ? onOk(*ok) : News::None;
    if (const auto* const event = std::get_if<EventMessage>(&message)) {
        if (event->subscription != m_subscription || event->event != m_event)
            return News::None;
        m_cameBack = true;
        if (!m_accepted)
            return News::None;
        m_code = ProbeCode::Ok;
        return News::Done;
    }
    return News::None;
}

WriteTrial::News WriteTrial::onOk(const OkMessage& message)
{
    if (!message.accepted)
        return reject(message.text);
    if (std::exchange(m_accepted, true))
        return News::None;
    if (m_cameBack)
        m_code = ProbeCode::Ok;
    return News::Accepted;
}

WriteTrial::News WriteTrial::reject(const QByteArray& text)
{
    m_code = ProbeCode::WriteRejected;
    m_detail = QString::fromUtf8(text.first(std::min(text.size(), maxEvidenceBytes)));
    return News::Done;
}

void WriteTrial::timeOut()
{
    if (m_code)
        return;
    m_code = ProbeCode::WriteTimeout;
    m_detail = m_accepted ? u"accepted, but never sent to our subscription"_s
        : m_subscribed    ? u"no answer to the event"_s
                          : u"no answer to the subscription"_s;
}

} // namespace nostrscope
