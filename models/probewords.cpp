// SPDX-License-Identifier: GPL-3.0-or-later
// Words of the results and phases of a check (healthwords.h).
#include "models/fmt.h"
#include "models/healthwords.h"

#include <QCoreApplication>

namespace nostrscope::words {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(nostrscope::ProbeWords)
};

QString httpStatusText(int status)
{
    if (status <= 0)
        return Words::tr("The upgrade was refused");
    const auto text = Words::tr("Answered with HTTP status %1", "the number of a status").arg(status);
    return text;
}

} // namespace

QString result(ProbeCode code, int httpStatus)
{
    switch (code) {
    case ProbeCode::Ok:
        return Words::tr("Answered");
    case ProbeCode::DnsNxDomain:
        return Words::tr("The host name does not exist");
    case ProbeCode::DnsTimeout:
        return Words::tr("The name server did not answer");
    case ProbeCode::DnsServFail:
        return Words::tr("The name server failed");
    case ProbeCode::TcpRefused:
        return Words::tr("Refused the connection");
    case ProbeCode::TcpTimeout:
        return Words::tr("No answer to the connection");
    case ProbeCode::TcpUnreachable:
        return Words::tr("Host not reachable");
    case ProbeCode::TlsExpired:
        return Words::tr("Certificate expired or not valid yet");
    case ProbeCode::TlsName:
        return Words::tr("Certificate of another host");
    case ProbeCode::TlsUntrusted:
        return Words::tr("Certificate not trusted");
    case ProbeCode::TlsProtocol:
        return Words::tr("TLS handshake failed");
    case ProbeCode::HttpStatus:
        return httpStatusText(httpStatus);
    case ProbeCode::UpgradeInvalid:
        return Words::tr("Not a WebSocket");
    case ProbeCode::NotNostr:
        return Words::tr("Does not speak Nostr");
    case ProbeCode::ClosedEarly:
        return Words::tr("Closed the connection before answering");
    case ProbeCode::ReadTimeout:
        return Words::tr("Connected, but did not answer the request");
    case ProbeCode::ReadClosed:
        return Words::tr("Refused the request");
    case ProbeCode::AuthRequired:
        return Words::tr("Wants authentication");
    case ProbeCode::Restricted:
        return Words::tr("For members only");
    case ProbeCode::RateLimited:
        return Words::tr("Asked for fewer requests");
    case ProbeCode::PaymentRequired:
        return Words::tr("Wants a payment");
    case ProbeCode::WriteRejected:
        return Words::tr("Refused the test event");
    case ProbeCode::WriteTimeout:
        return Words::tr("Did not confirm the test event");
    case ProbeCode::NeedsProxy:
        return Words::tr("Needs a proxy for Tor, I2P or Lokinet");
    case ProbeCode::ProxyFailed:
        return Words::tr("Our proxy did not answer");
    case ProbeCode::LocalNetwork:
        return Words::tr("Our own network was away");
    case ProbeCode::Cancelled:
        return Words::tr("Cancelled");
    case ProbeCode::ClockStep:
        return Words::tr("Left out: this computer slept meanwhile");
    case ProbeCode::PrivateAddress:
        return Words::tr("Left out: the name leads into a private network");
    }
    return Words::tr("Unknown result");
}

QString cause(const FailureCause& cause)
{
    return result(cause.code, cause.httpStatus);
}

QString advice(ProbeCode code)
{
    switch (code) {
    case ProbeCode::NeedsProxy:
        return Words::tr("Set the address of a SOCKS proxy in Settings; it was never tried without.");
    case ProbeCode::ProxyFailed:
        return Words::tr("Is the proxy running? This says nothing about the relay.");
    case ProbeCode::AuthRequired:
    case ProbeCode::Restricted:
    case ProbeCode::PaymentRequired:
        return Words::tr("The relay is up, but not for everybody; this counts as up.");
    case ProbeCode::RateLimited:
        return Words::tr("This changes no state; the next checks come later.");
    default:
        return {};
    }
}

QString phase(ProbePhase phase)
{
    switch (phase) {
    case ProbePhase::Dns:
        return Words::tr("Name");
    case ProbePhase::Tcp:
        return Words::tr("TCP");
    case ProbePhase::Tls:
        return Words::tr("TLS");
    case ProbePhase::Upgrade:
        return Words::tr("Upgrade");
    case ProbePhase::Open:
        return Words::tr("Open");
    case ProbePhase::Auth:
        return Words::tr("Auth");
    case ProbePhase::First:
        return Words::tr("First");
    case ProbePhase::Read:
        return Words::tr("Read");
    case ProbePhase::Write:
        return Words::tr("Write");
    case ProbePhase::Info:
        return Words::tr("Document");
    }
    Q_UNREACHABLE();
}

QString phaseTip(ProbePhase phase)
{
    switch (phase) {
    case ProbePhase::Dns:
        return Words::tr("From the start of the name lookup to the first address");
    case ProbePhase::Tcp:
        return Words::tr("From connecting to the address to connected");
    case ProbePhase::Tls:
        return Words::tr("From the first TLS message to the end of the handshake");
    case ProbePhase::Upgrade:
        return Words::tr("From the request to become a WebSocket to its acceptance");
    case ProbePhase::Open:
        return Words::tr("From the start of the check to an open WebSocket: all phases before together");
    case ProbePhase::Auth:
        return Words::tr("From the challenge to the confirmed authentication");
    case ProbePhase::First:
        return Words::tr("From our request to the first event or the end of stored events");
    case ProbePhase::Read:
        return Words::tr("From our request to the end of stored events");
    case ProbePhase::Write:
        return Words::tr("From our test event to its confirmation");
    case ProbePhase::Info:
        return Words::tr("The information document, on a connection of its own");
    }
    Q_UNREACHABLE();
}

} // namespace nostrscope::words
