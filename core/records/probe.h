// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/nostr/relayurl.h"
#include "core/records/relay.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

/// What one measurement of a relay brought (MON-1). Durations are of a monotonic clock; wall times only say
/// when.
namespace nostrscope {

/// How a probe ended. The numbers are stored: append only.
enum class ProbeCode : std::uint8_t {
    Ok = 0,
    DnsNxDomain = 1,
    DnsTimeout = 2,
    DnsServFail = 3,
    TcpRefused = 4,
    TcpTimeout = 5,
    TcpUnreachable = 6,
    TlsExpired = 7,
    TlsName = 8,
    TlsUntrusted = 9,
    TlsProtocol = 10,
    HttpStatus = 11, ///< the upgrade was answered with `httpStatus`
    UpgradeInvalid = 12,
    NotNostr = 13, ///< speaks WebSocket, the first frame is no known verb
    ClosedEarly = 14, ///< the connection ended with `closeCode` before an answer
    ReadTimeout = 15,
    ReadClosed = 16, ///< CLOSED of our subscription with `prefix`, none of those below
    AuthRequired = 17,
    Restricted = 18,
    RateLimited = 19,
    PaymentRequired = 20,
    WriteRejected = 21, ///< only as `writeCode`
    WriteTimeout = 22, ///< only as `writeCode`
    NeedsProxy = 23, ///< .onion, .i2p, .loki without a SOCKS proxy: never tried
    ProxyFailed = 24, ///< our SOCKS proxy does not answer: says nothing of the relay
    LocalNetwork = 25, ///< no route, or the measurement falls in an outage of our own
    Cancelled = 26,
    ClockStep = 27, ///< the machine slept meanwhile: discarded
    PrivateAddress = 28, ///< a name that we were not given by hand leads into a private network: never tried
};
inline constexpr int probeCodeCount = 29;
/// The name in exports and on the command line: "ok", "dns-nxdomain", "http-status" … (monitors.md §5.2).
[[nodiscard]] const char* toString(ProbeCode code) noexcept;
[[nodiscard]] std::optional<ProbeCode> probeCodeFrom(QByteArrayView name) noexcept;

/// What a code says of the relay.
enum class ProbeVerdict : std::uint8_t {
    Up,
    Limited, ///< up, but not for everybody
    Down,
    Undecided, ///< changes no state and is in no uptime
};
/// `httpStatus` decides for ProbeCode::HttpStatus: 401, 402, 403 limited; 429 undecided; all others down (a
/// relay that answers its upgrade with a page or a redirect serves nobody). `tlsIsDown` false: a bad
/// certificate is only a warning.
[[nodiscard]] ProbeVerdict verdictOf(ProbeCode code, int httpStatus, bool tlsIsDown = true) noexcept;

enum class ProbePhase : std::uint8_t { Dns, Tcp, Tls, Upgrade, Open, Auth, First, Read, Write, Info };
inline constexpr int probePhaseCount = 10;
[[nodiscard]] const char* toString(ProbePhase phase) noexcept;

/// Durations of the phases that ended well; a failure is never a number.
class ProbeTimes {
public:
    using Duration = std::chrono::microseconds;
    [[nodiscard]] std::optional<Duration> of(ProbePhase phase) const noexcept
    {
        return m_times[static_cast<std::size_t>(phase)];
    }
    /// Negative durations cannot be: they count as zero.
    void set(ProbePhase phase, Duration duration) noexcept
    {
        m_times[static_cast<std::size_t>(phase)] = std::max(duration, Duration::zero());
    }
    friend bool operator==(const ProbeTimes&, const ProbeTimes&) = default;

private:
    std::array<std::optional<Duration>, probePhaseCount> m_times;
};

enum class AddressFamily : std::uint8_t { Unknown, IPv4, IPv6 };

/// The certificate that a server presented, whether or not we trust it (MON-4). Texts are hostile.
struct CertificateFacts {
    QByteArray sha256; ///< of the leaf, 32 bytes: its identity
    QString subject; ///< common name, may be empty
    QStringList names; ///< subject alternative names, at most 100
    QString issuer;
    QByteArray serial; ///< hex
    UnixMillis validFrom{};
    UnixMillis validUntil{};
    UnixMillis chainValidUntil{}; ///< the earliest end in the presented chain
    QByteArray publicKeySha256; ///< of the leaf's key: tells a renewal from a change of key
    QString protocol; ///< "TLS 1.3"
    QString cipher;
    QString verificationError; ///< of the TLS library; empty when trusted
    friend bool operator==(const CertificateFacts&, const CertificateFacts&) = default;
};

/// What name servers told (MON-4); a literal address has none.
struct DnsFacts {
    QList<QByteArray> addresses; ///< A and AAAA, as text
    std::optional<std::chrono::seconds> ttl; ///< the shortest
    QByteArray cname;
    QList<QByteArray> nameServers;
    QByteArray ptr; ///< of the address that was used
    friend bool operator==(const DnsFacts&, const DnsFacts&) = default;
};

/// A line of evidence: a raw frame, a status line, an error text. Untrusted, cut at maxEvidenceBytes.
inline constexpr qsizetype maxEvidenceBytes = 2048;
inline constexpr std::size_t maxEvidence = 20;

/// No relay may keep us away for longer.
inline constexpr std::chrono::seconds maxRetryAfter{24 * 60 * 60};
/// The statuses whose Retry-After counts: too many requests, and unavailable for now.
[[nodiscard]] constexpr bool asksForPatience(int httpStatus) noexcept
{
    return httpStatus == 429 || httpStatus == 503;
}
/// A `Retry-After` field (RFC 9110 §10.2.3): seconds, or a date in one of the three forms of HTTP as of
/// `now`. Between zero and maxRetryAfter; none for what is neither.
[[nodiscard]] std::optional<std::chrono::seconds> parseRetryAfter(QByteArrayView value, UnixMillis now);

/// One attempt over one address.
struct ProbeAttempt {
    ProbeCode code = ProbeCode::Cancelled;
    ProbePhase failedIn = ProbePhase::Dns; ///< meaningless when Ok
    int httpStatus = 0; ///< of the upgrade; 0 = none
    int closeCode = 0; ///< of a close frame; 0 = none
    QByteArray prefix; ///< of CLOSED or OK, NIP-01: "blocked", "error" …; at most 32 bytes
    QString detail; ///< text of the system or the relay; untrusted
    ProbeTimes times;
    AddressFamily family = AddressFamily::Unknown;
    QByteArray address; ///< as text; empty when a proxy resolves
    bool dnsCached = false;
    friend bool operator==(const ProbeAttempt&, const ProbeAttempt&) = default;
};

/// A whole probe of one relay.
struct ProbeResult {
    RelayId relay; ///< zero for a relay of the command line
    QByteArray url;
    UnixMillis startedAt{};
    std::chrono::milliseconds interval{}; ///< asked between probes when it ran: how long the result may hold
    ProbeAttempt main; ///< decides; by default IPv6 when it works, else IPv4
    std::optional<ProbeAttempt> otherFamily; ///< measured up to the upgrade when the host has both
    bool wantsAuth = false; ///< sent a challenge
    std::optional<bool> sawEvent; ///< the read brought one; an empty relay is readable
    std::optional<ProbeCode> writeCode; ///< when a write was tried
    QString writeDetail;
    std::optional<CertificateFacts> certificate;
    std::optional<DnsFacts> dns;
    QByteArray serverHeader; ///< at most 200 bytes
    /// The relay asked to be left alone so long (Retry-After of a 429 or 503 to the upgrade); at most
    /// maxRetryAfter.
    std::optional<std::chrono::seconds> retryAfter;
    std::vector<QByteArray> evidence; ///< at most maxEvidence
    friend bool operator==(const ProbeResult&, const ProbeResult&) = default;
};

/// What the information document request brought (NIP-11); its own connection.
enum class InfoCode : std::uint8_t {
    Ok,
    NotModified,
    HttpStatus,
    NotJson,
    TooLarge,
    Redirect,
    Timeout,
    Network
};
[[nodiscard]] const char* toString(InfoCode code) noexcept;
struct InfoResult {
    RelayId relay;
    UnixMillis at{};
    InfoCode code = InfoCode::Network;
    int httpStatus = 0;
    QByteArray body; ///< at most 1 MiB, as it came
    QByteArray etag;
    QByteArray lastModified;
    QByteArray serverHeader;
    std::optional<std::chrono::seconds> retryAfter; ///< of a 429 or 503; at most maxRetryAfter
    std::optional<std::chrono::microseconds> took;
    QString detail;
};

} // namespace nostrscope
