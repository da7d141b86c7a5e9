// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/nip42.h"

#include <QString>

#include <cstdlib>

namespace nostrscope {

namespace {

constexpr Kind authKind = 22242;
constexpr Timestamp toleranceSeconds = 600;

} // namespace

Event authEvent(const RelayUrl& relay, QByteArrayView challenge, Timestamp now)
{
    Event event;
    event.kind = authKind;
    event.createdAt = now;
    event.tags = {{"relay", relay.text()}, {"challenge", challenge}};
    return event;
}

AuthCheck checkAuth(const Event& event, const RelayUrl& relay, QByteArrayView challenge, Timestamp now)
{
    if (event.kind != authKind)
        return AuthCheck::WrongKind;
    if (std::abs(event.createdAt - now) > toleranceSeconds)
        return AuthCheck::WrongTime;
    if (challenge.isEmpty() || event.tags.firstValue("challenge") != challenge)
        return AuthCheck::WrongChallenge;
    const auto named =
        RelayUrl::parse(QString::fromUtf8(event.tags.firstValue("relay")), RelayUrlRules::byHand());
    return named && named->host() == relay.host() ? AuthCheck::Good : AuthCheck::WrongRelay;
}

} // namespace nostrscope
