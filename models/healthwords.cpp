// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/healthwords.h"

#include "models/fmt.h"

#include <QCoreApplication>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

std::chrono::milliseconds wholeMillis(ProbeTimes::Duration duration)
{
    return std::chrono::round<std::chrono::milliseconds>(duration);
}

std::optional<std::chrono::milliseconds> wholeMillis(const std::optional<ProbeTimes::Duration>& duration)
{
    return duration ? std::optional(wholeMillis(*duration)) : std::nullopt;
}

std::optional<qint64> certificateStep(const HealthRow& health, UnixMillis now)
{
    if (!health.certificateUntil)
        return std::nullopt;
    if (*health.certificateUntil < now)
        return 0;
    const auto left = *health.certificateUntil - now;
    for (const auto step : certificateSteps) {
        if (left <= step * 24h)
            return step;
    }
    return std::nullopt;
}

bool isCertificateNews(const HealthRow& health, UnixMillis now)
{
    return (health.hasOtherIssuer || health.hasOtherKey) && health.certificateSince
        && now - *health.certificateSince <= certificateNews;
}

namespace words {

namespace {

constexpr qsizetype maximumText = 200; ///< of a name of a stranger

struct Words {
    Q_DECLARE_TR_FUNCTIONS(nostrscope::HealthWords)
};

QString stateName(RelayState state)
{
    switch (state) {
    case RelayState::Unknown:
        return Words::tr("Unknown");
    case RelayState::Up:
        return Words::tr("Online");
    case RelayState::Degraded:
        return Words::tr("Degraded");
    case RelayState::Suspect:
        return Words::tr("Failing");
    case RelayState::Down:
        return Words::tr("Down");
    case RelayState::Recovering:
        return Words::tr("Recovering");
    case RelayState::Paused:
        return Words::tr("Paused");
    case RelayState::Maintenance:
        return Words::tr("Maintenance");
    }
    Q_UNREACHABLE();
}

} // namespace

Status statusOf(RelayState state)
{
    switch (state) {
    case RelayState::Unknown:
        return Status::Unknown;
    case RelayState::Up:
        return Status::Online;
    case RelayState::Degraded:
        return Status::Degraded;
    case RelayState::Suspect:
    case RelayState::Recovering:
        return Status::Checking;
    case RelayState::Down:
        return Status::Down;
    case RelayState::Paused:
    case RelayState::Maintenance:
        return Status::Paused;
    }
    Q_UNREACHABLE();
}

Status statusOf(const HealthRow* health)
{
    if (health == nullptr)
        return Status::Unknown;
    if (health->status.state == RelayState::Unknown && health->isChecking)
        return Status::Checking;
    return statusOf(health->status.state);
}

Status statusOf(const RelayRow& row)
{
    return row.entry.paused ? Status::Paused : statusOf(row.health.get());
}

std::optional<Status> statusOf(Beat beat)
{
    switch (beat) {
    case Beat::None:
        return std::nullopt;
    case Beat::Up:
        return Status::Online;
    case Beat::Degraded:
        return Status::Degraded;
    case Beat::Down:
        return Status::Down;
    case Beat::Gap:
        return Status::Unknown;
    case Beat::Excluded:
        return Status::Paused;
    }
    Q_UNREACHABLE();
}

Status statusOf(const Incident& incident)
{
    if (!incident.isOpen())
        return Status::Online;
    if (incident.contradictsDown())
        return Status::Degraded;
    return incident.neverUp ? Status::Unknown : Status::Down;
}

bool isLimited(const HealthRow& health)
{
    const auto& status = health.status;
    const bool answers = status.state == RelayState::Up || status.state == RelayState::Degraded;
    return answers && verdictOf(status.lastCause.code, status.lastCause.httpStatus) == ProbeVerdict::Limited;
}

QString stateWord(const HealthRow* health)
{
    if (health == nullptr)
        return Words::tr("Not checked");
    const auto state = health->status.state;
    if (state == RelayState::Unknown) {
        if (health->isChecking)
            return Words::tr("Checking");
        if (health->status.lastCause.code == ProbeCode::NeedsProxy)
            return Words::tr("Needs proxy");
        return health->status.lastCheck ? stateName(state) : Words::tr("Not checked");
    }
    if (health->status.isFlapping && state != RelayState::Paused && state != RelayState::Maintenance)
        return Words::tr("Flapping");
    return isLimited(*health) && state == RelayState::Up ? Words::tr("Limited") : stateName(state);
}

QString stateWord(const RelayRow& row)
{
    return row.entry.paused ? stateName(RelayState::Paused) : stateWord(row.health.get());
}

QString stateSentence(const RelayRow& row, const Fmt& fmt)
{
    const auto word = stateWord(row);
    if (!row.health || (row.entry.paused && row.health->status.state != RelayState::Paused))
        return word;
    const auto& status = row.health->status;
    const auto text = status.since == UnixMillis{}
        ? word
        : Words::tr("%1 since %2", "state and time").arg(word, fmt.dateTimeZone(status.since));
    const auto code = status.lastCause.code;
    const bool isKnown = status.lastCheck || code == ProbeCode::NeedsProxy;
    if (!isKnown || code == ProbeCode::Cancelled || code == ProbeCode::Ok)
        return text;
    return Words::tr("%1 — %2", "state and its cause").arg(text, cause(status.lastCause));
}

QString missingReason(const HealthRow* health)
{
    if (health == nullptr || (!health->status.lastCheck && health->status.state == RelayState::Unknown)) {
        return health != nullptr && health->status.lastCause.code == ProbeCode::NeedsProxy
            ? cause(health->status.lastCause)
            : Words::tr("Not checked yet");
    }
    const auto& last = health->status.lastCause;
    if (verdictOf(last.code, last.httpStatus) == ProbeVerdict::Up)
        return Words::tr("Too few successful checks in the last 24 hours");
    return Words::tr("Not measured: %1").arg(cause(last));
}

QString origin(CheckOrigin origin)
{
    switch (origin) {
    case CheckOrigin::Scheduled:
        return Words::tr("Scheduled");
    case CheckOrigin::Retry:
        return Words::tr("Repeated");
    case CheckOrigin::Manual:
        return Words::tr("By hand");
    case CheckOrigin::Imported:
        return Words::tr("Imported");
    }
    Q_UNREACHABLE();
}

QString family(AddressFamily family)
{
    switch (family) {
    case AddressFamily::Unknown:
        return Fmt::missing();
    case AddressFamily::IPv4:
        return u"IPv4"_s;
    case AddressFamily::IPv6:
        return u"IPv6"_s;
    }
    Q_UNREACHABLE();
}

QString beat(Beat beat)
{
    switch (beat) {
    case Beat::None:
        return Words::tr("not known");
    case Beat::Up:
        return Words::tr("online");
    case Beat::Degraded:
        return Words::tr("degraded");
    case Beat::Down:
        return Words::tr("down");
    case Beat::Gap:
        return Words::tr("our own connection was away");
    case Beat::Excluded:
        return Words::tr("paused");
    }
    Q_UNREACHABLE();
}

QString incidentState(const Incident& incident)
{
    if (!incident.isOpen())
        return Words::tr("Resolved");
    return incident.acknowledged ? Words::tr("Acknowledged") : Words::tr("Open");
}

QString incidentSeverity(const Incident& incident)
{
    if (!incident.isOpen())
        return Words::tr("Over");
    if (incident.contradictsDown())
        return Words::tr("Maybe only here");
    return incident.neverUp ? Words::tr("Never answered") : Words::tr("Down");
}

bool needsProxy(const QByteArray& url)
{
    // Canonical addresses: without the parser, as this runs for every row of every count of the views.
    const auto start = url.indexOf("://");
    if (start < 0)
        return false;
    auto host = QByteArrayView(url).sliced(start + 3);
    for (const char end : {'/', ':', '?'}) {
        if (const auto at = host.indexOf(end); at >= 0)
            host = host.first(at);
    }
    return host.endsWith(".onion") || host.endsWith(".i2p") || host.endsWith(".loki");
}

QString others(int online, int total, const Fmt& fmt)
{
    if (total <= 0)
        return Fmt::missing();
    return Words::tr("%1 of %2", "monitors that see it online")
        .arg(fmt.number(static_cast<std::uint64_t>(std::max(online, 0))),
             fmt.number(static_cast<std::uint64_t>(total)));
}

QString network(const GeoFacts& geo, const Fmt& fmt)
{
    if (geo.asn == 0)
        return {};
    const auto number = u"AS"_s + QString::number(geo.asn);
    return geo.organisation.isEmpty() ? number : number + u' ' + fmt.stranger(geo.organisation, maximumText);
}

qint64 daysLeft(UnixMillis until, UnixMillis now)
{
    return std::chrono::floor<std::chrono::days>(until - now).count();
}

QString certificateEnd(UnixMillis until, UnixMillis now, const Fmt& fmt)
{
    const auto days = daysLeft(until, now);
    if (until < now) {
        const auto since =
            static_cast<std::uint64_t>(std::chrono::floor<std::chrono::days>(now - until).count());
        return since == 0 ? Words::tr("ended today") : Words::tr("ended %1 d ago").arg(fmt.number(since));
    }
    return days == 0 ? Words::tr("in less than 1 d")
                     : Words::tr("in %1 d").arg(fmt.number(static_cast<std::uint64_t>(days)));
}

QString certificateNote(const HealthRow& health, UnixMillis now)
{
    QStringList notes;
    if (const auto step = certificateStep(health, now))
        notes.append(*step == 0 ? Words::tr("ended") : Words::tr("ends within %1 d").arg(*step));
    if (health.certificateUntil && !health.certificateIsTrusted)
        notes.append(Words::tr("not trusted"));
    if (isCertificateNews(health, now)) {
        if (health.hasOtherIssuer)
            notes.append(Words::tr("other issuer"));
        if (health.hasOtherKey)
            notes.append(Words::tr("other key"));
    }
    return notes.join(QStringLiteral(", "));
}

QString access(const HealthRow& health)
{
    if (health.needsPayment && health.needsAuth)
        return Words::tr("Payment, authentication");
    return health.needsPayment ? Words::tr("Payment")
        : health.needsAuth     ? Words::tr("Authentication")
                               : QString();
}

QString uptime(std::optional<double> uptime01, double coverage01, const Fmt& fmt)
{
    if (!uptime01)
        return Fmt::missing();
    const auto text = fmt.percent(*uptime01);
    return coverage01 < sufficientCoverage
        ? Words::tr("≈ %1", "uptime of which less than half of the time is known").arg(text)
        : text;
}

} // namespace words
} // namespace nostrscope
