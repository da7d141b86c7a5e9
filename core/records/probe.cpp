// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/probe.h"

#include <QDateTime>
#include <QStringList>

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

/// RFC 9110 §5.6.7: `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT`,
/// `Sun Nov  6 08:49:37 1994`. The name of the day is not looked at. Invalid when it is none of them.
QDateTime httpDate(QByteArrayView text)
{
    auto words = QString::fromLatin1(text);
    words.replace(u'-', u' ').remove(u',');
    const auto parts = words.simplified().split(u' ');
    const bool isOld = parts.size() == 5;
    if (!isOld && (parts.size() != 6 || parts[5] != QLatin1StringView("GMT")))
        return {};
    static const QStringList months{QStringLiteral("Jan"), QStringLiteral("Feb"), QStringLiteral("Mar"),
                                    QStringLiteral("Apr"), QStringLiteral("May"), QStringLiteral("Jun"),
                                    QStringLiteral("Jul"), QStringLiteral("Aug"), QStringLiteral("Sep"),
                                    QStringLiteral("Oct"), QStringLiteral("Nov"), QStringLiteral("Dec")};
    const auto month = months.indexOf(parts[isOld ? 1 : 2]) + 1;
    const auto day = parts[isOld ? 2 : 1].toInt();
    const auto yearText = parts[isOld ? 4 : 3];
    auto year = yearText.toInt();
    if (yearText.size() == 2)
        year += year < 70 ? 2000 : 1900;
    const QDate date(year, static_cast<int>(month), day);
    const auto time = QTime::fromString(parts[isOld ? 3 : 4], QStringLiteral("hh:mm:ss"));
    return date.isValid() && time.isValid() ? QDateTime(date, time, Qt::UTC) : QDateTime();
}

} // namespace

const char* toString(ProbeCode code) noexcept
{
    return codeNames.at(static_cast<std::size_t>(code));
}

std::optional<std::chrono::seconds> parseRetryAfter(QByteArrayView value, UnixMillis now)
{
    constexpr qsizetype maxLength = 64;
    const auto text = value.trimmed();
    if (text.isEmpty() || text.size() > maxLength)
        return std::nullopt;
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (std::all_of(text.begin(), text.end(), isDigit)) {
        bool fits = false;
        const auto seconds = text.toLongLong(&fits);
        return fits ? std::min(std::chrono::seconds(seconds), maxRetryAfter) : maxRetryAfter;
    }
    const auto date = httpDate(text);
    if (!date.isValid())
        return std::nullopt;
    const auto left = std::chrono::seconds(date.toSecsSinceEpoch() - toSeconds(now));
    return std::clamp(left, std::chrono::seconds(0), maxRetryAfter);
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
