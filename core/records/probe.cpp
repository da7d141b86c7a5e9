// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/probe.h"

namespace nostrscope {

namespace {

constexpr std::array<const char*, probeCodeCount> codeNames{"ok",
                                                            "dns-nxdomain",
                                                            "dns-timeout",
                                                            "dns-servfail",
                                                            "tcp-refused",
                                                            "tcp-timeout",
                                                            "tcp-unreachable",
                                                            "tls-expired",
                                                            "tls-name",
                                                            "tls-untrusted",
                                                            "tls-protocol",
                                                            "http-status",
                                                            "upgrade-invalid",
                                                            "not-nostr",
                                                            "closed-early",
                                                            "read-timeout",
                                                            "read-closed",
                                                            "auth-required",
                                                            "restricted",
                                                            "rate-limited",
                                                            "payment-required",
                                                            "write-rejected",
                                                            "write-timeout",
                                                            "needs-proxy",
                                                            "proxy-failed",
                                                            "local-network",
                                                            "cancelled",
                                                            "clock-step",
                                                            "private-address"};

constexpr std::array<const char*, probePhaseCount> phaseNames{"dns",  "tcp",   "tls",  "upgrade", "open",
                                                              "auth", "first", "read", "write",   "info"};

ProbeVerdict verdictOfStatus(int status) noexcept
{
    switch (status) {
    case 401:
    case 402:
    case 403:
        return ProbeVerdict::Limited;
    case 429:
        return ProbeVerdict::Undecided;
    default:
        return ProbeVerdict::Down;
    }
}

} // namespace

const char* toString(ProbeCode code) noexcept
{
    return codeNames.at(static_cast<std::size_t>(code));
}

std::optional<ProbeCode> probeCodeFrom(QByteArrayView name) noexcept
{
    for (std::size_t i = 0; i < codeNames.size(); ++i) {
        if (name == QByteArrayView(codeNames[i]))
            return static_cast<ProbeCode>(i);
    }
    return std::nullopt;
}

const char* toString(ProbePhase phase) noexcept
{
    return phaseNames.at(static_cast<std::size_t>(phase));
}

const char* toString(InfoCode code) noexcept
{
    switch (code) {
    case InfoCode::Ok:
        return "ok";
    case InfoCode::NotModified:
        return "not-modified";
    case InfoCode::HttpStatus:
        return "http-status";
    case InfoCode::NotJson:
        return "not-json";
    case InfoCode::TooLarge:
        return "too-large";
    case InfoCode::Redirect:
        return "redirect";
    case InfoCode::Timeout:
        return "timeout";
    case InfoCode::Network:
        break;
    }
    return "network";
}

ProbeVerdict verdictOf(ProbeCode code, int httpStatus, bool tlsIsDown) noexcept
{
    switch (code) {
    case ProbeCode::Ok:
    case ProbeCode::WriteRejected:
    case ProbeCode::WriteTimeout:
        return ProbeVerdict::Up;
    case ProbeCode::ReadClosed:
    case ProbeCode::AuthRequired:
    case ProbeCode::Restricted:
    case ProbeCode::PaymentRequired:
        return ProbeVerdict::Limited;
    case ProbeCode::TlsExpired:
    case ProbeCode::TlsName:
    case ProbeCode::TlsUntrusted:
        return tlsIsDown ? ProbeVerdict::Down : ProbeVerdict::Limited;
    case ProbeCode::HttpStatus:
        return verdictOfStatus(httpStatus);
    case ProbeCode::RateLimited:
    case ProbeCode::NeedsProxy:
    case ProbeCode::ProxyFailed:
    case ProbeCode::LocalNetwork:
    case ProbeCode::Cancelled:
    case ProbeCode::ClockStep:
    case ProbeCode::PrivateAddress:
        return ProbeVerdict::Undecided;
    case ProbeCode::DnsNxDomain:
    case ProbeCode::DnsTimeout:
    case ProbeCode::DnsServFail:
    case ProbeCode::TcpRefused:
    case ProbeCode::TcpTimeout:
    case ProbeCode::TcpUnreachable:
    case ProbeCode::TlsProtocol:
    case ProbeCode::UpgradeInvalid:
    case ProbeCode::NotNostr:
    case ProbeCode::ClosedEarly:
    case ProbeCode::ReadTimeout:
        break;
    }
    return ProbeVerdict::Down;
}

} // namespace nostrscope
