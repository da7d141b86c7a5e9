// SPDX-License-Identifier: GPL-3.0-or-later
// What the cells of a RelayTableModel say of the health of the relays.
#include "core/nostr/plaintext.h"
#include "models/healthwords.h"
#include "models/relaytablemodel.h"

namespace nostrscope {

namespace {

/// Of one text of a stranger in a cell.
constexpr qsizetype maximumText = 200;

std::optional<ProbeTimes::Duration> durationOf(const HealthRow& health, int column)
{
    switch (column) {
    case RelayTableModel::OpenP50Column:
        return health.openP50;
    case RelayTableModel::ReadP50Column:
        return health.readP50;
    default:
        return health.readP95;
    }
}

template <typename T> int compareValues(const T& a, const T& b)
{
    return a < b ? -1 : b < a ? 1 : 0;
}

/// Below all that is measured; the same for what was never checked and what has no value.
double shareOf(const HealthRow& health)
{
    return health.othersTotal > 0 ? double(health.othersOnline) / health.othersTotal : -1;
}

/// Never translated: for filters and exports.
QString accessCode(const HealthRow& health)
{
    QStringList codes;
    if (health.needsPayment)
        codes.append(QStringLiteral("paid"));
    if (health.needsAuth)
        codes.append(QStringLiteral("auth"));
    return codes.join(u' ');
}

} // namespace

QString RelayTableModel::healthText(const RelayRow& row, int column) const
{
    const auto* health = row.health.get();
    if (health == nullptr)
        return column == CauseColumn || column == SoftwareColumn || column >= AccessColumn ? QString()
                                                                                           : Fmt::missing();
    switch (column) {
    case OpenP50Column:
    case ReadP50Column:
    case ReadP95Column:
        return m_fmt.latency(wholeMillis(durationOf(*health, column)));
    case UptimeColumn:
        return words::uptime(health->uptime01, health->coverage01, m_fmt);
    case CertificateColumn:
        return health->certificateUntil ? words::certificateEnd(*health->certificateUntil, m_asOf, m_fmt)
                                        : Fmt::missing();
    case CheckedColumn:
        return m_fmt.moment(health->status.lastCheck.value_or(UnixMillis{}), m_asOf);
    case OthersColumn:
        return words::others(health->othersOnline, health->othersTotal, m_fmt);
    case CauseColumn:
        return health->status.lastCheck ? words::cause(health->status.lastCause) : QString();
    case AccessColumn:
        return words::access(*health);
    case CertificateNoteColumn:
        return words::certificateNote(*health, m_asOf);
    case IssuerColumn:
        return m_fmt.stranger(health->certificateIssuer, maximumText);
    case AddressColumn:
        return m_fmt.leftToRight(QString::fromLatin1(health->status.lastAddress));
    case CountryColumn:
        return health->geo.countryCode;
    case NetworkColumn:
        return words::network(health->geo, m_fmt);
    default:
        return m_fmt.stranger(health->software, maximumText);
    }
}

QString RelayTableModel::healthTip(const RelayRow& row, int column) const
{
    const auto* health = row.health.get();
    switch (column) {
    case OpenP50Column:
    case ReadP50Column:
        return health != nullptr && durationOf(*health, column) ? QString() : words::missingReason(health);
    case ReadP95Column:
        return health != nullptr && health->readP95 ? QString()
                                                    : tr("Fewer than 20 successful checks in 24 hours");
    case UptimeColumn:
        if (health == nullptr || !health->uptime01)
            return words::missingReason(health);
        return health->coverage01 < sufficientCoverage
            ? tr("Insufficient: only %1 of the last 24 hours are known")
                  .arg(m_fmt.percent(health->coverage01))
            : tr("%1 of the last 24 hours are known").arg(m_fmt.percent(health->coverage01));
    case CertificateColumn: {
        if (health == nullptr || !health->certificateUntil)
            return row.entry.url.startsWith("ws://") ? tr("The connection is not encrypted")
                                                     : tr("No certificate seen yet");
        const auto end = m_fmt.dateTimeZone(*health->certificateUntil);
        return health->certificateIsTrusted ? tr("Ends at %1").arg(end)
                                            : tr("Ends at %1; not trusted by this computer").arg(end);
    }
    case CheckedColumn:
        if (health == nullptr || !health->status.lastCheck)
            return words::missingReason(health);
        return health->nextCheck ? m_fmt.momentTip(*health->status.lastCheck, m_asOf) + u'\n'
                + tr("Next check %1").arg(m_fmt.ago(*health->nextCheck, m_asOf))
                                 : m_fmt.momentTip(*health->status.lastCheck, m_asOf);
    case OthersColumn:
        return health == nullptr || health->othersTotal == 0
            ? tr("No other monitor is known to watch this relay")
            : tr("Active monitors of others that report the relay online, of those that ever listed it");
    case CountryColumn:
        return health != nullptr ? m_fmt.stranger(health->geo.country, maximumText) : QString();
    case NetworkColumn:
        return health != nullptr ? words::network(health->geo, m_fmt) : QString();
    case SoftwareColumn:
        return health != nullptr ? m_fmt.stranger(health->software, maximumText) : QString();
    case CertificateNoteColumn:
        return health != nullptr && health->certificateSince
            ? tr("This certificate was first seen at %1").arg(m_fmt.dateTimeZone(*health->certificateSince))
            : QString();
    case IssuerColumn:
        return health != nullptr ? m_fmt.stranger(health->certificateIssuer, maximumText) : QString();
    default:
        return {};
    }
}

QVariant RelayTableModel::healthValue(const RelayRow& row, int column) const
{
    const auto* health = row.health.get();
    if (health == nullptr)
        return {};
    const auto time = [](const std::optional<UnixMillis>& value) {
        return value ? QVariant::fromValue<qint64>(toMillis(*value)) : QVariant();
    };
    switch (column) {
    case OpenP50Column:
    case ReadP50Column:
    case ReadP95Column: {
        const auto duration = wholeMillis(durationOf(*health, column));
        return duration ? QVariant::fromValue<qint64>(duration->count()) : QVariant();
    }
    case UptimeColumn:
        return health->uptime01 ? QVariant(*health->uptime01) : QVariant();
    case CertificateColumn:
        return time(health->certificateUntil);
    case CheckedColumn:
        return time(health->status.lastCheck);
    case OthersColumn:
        return health->othersTotal > 0 ? QVariant(shareOf(*health)) : QVariant();
    case CauseColumn:
        return health->status.lastCheck ? QString::fromUtf8(toString(health->status.lastCause)) : QVariant();
    case AccessColumn:
        return accessCode(*health);
    case CertificateNoteColumn:
        return words::certificateNote(*health, m_asOf);
    case IssuerColumn:
        return plainText(health->certificateIssuer, maximumText);
    case AddressColumn:
        return QString::fromLatin1(health->status.lastAddress);
    case CountryColumn:
        return health->geo.countryCode;
    case NetworkColumn:
        return health->geo.asn != 0 ? QVariant(plainText(words::network(health->geo, m_fmt), maximumText))
                                    : QVariant(QString());
    default:
        return plainText(health->software, maximumText);
    }
}

QVariant RelayTableModel::heartbeat(int at, int column) const
{
    const auto* health = row(at).health.get();
    if (column != UptimeColumn || health == nullptr)
        return {};
    QList<int> states;
    states.reserve(static_cast<qsizetype>(health->beats.size()));
    for (const auto beat : health->beats) {
        const auto status = words::statusOf(beat);
        states.append(status ? static_cast<int>(*status) : -1);
    }
    return QVariant::fromValue(states);
}

int RelayTableModel::compareHealth(const RelayRow& a, const RelayRow& b, int column)
{
    static const HealthRow nothing;
    const auto& left = a.health ? *a.health : nothing;
    const auto& right = b.health ? *b.health : nothing;
    switch (column) {
    case OpenP50Column:
    case ReadP50Column:
    case ReadP95Column:
        return compareValues(durationOf(left, column), durationOf(right, column));
    case UptimeColumn:
        return compareValues(left.uptime01, right.uptime01);
    case CertificateColumn:
        return compareValues(left.certificateUntil, right.certificateUntil);
    case CheckedColumn:
        return compareValues(left.status.lastCheck, right.status.lastCheck);
    case OthersColumn:
        return compareValues(shareOf(left), shareOf(right));
    case CauseColumn:
        return compareValues(left.status.lastCause, right.status.lastCause);
    case AccessColumn:
        return compareValues(accessCode(left), accessCode(right));
    case CertificateNoteColumn:
        // The first to end first; without a certificate last.
        return compareValues(left.certificateUntil.value_or(UnixMillis::max()),
                             right.certificateUntil.value_or(UnixMillis::max()));
    case IssuerColumn:
        return left.certificateIssuer.compare(right.certificateIssuer, Qt::CaseInsensitive);
    case AddressColumn:
        return compareValues(left.status.lastAddress, right.status.lastAddress);
    case CountryColumn:
        return compareValues(left.geo.countryCode, right.geo.countryCode);
    case NetworkColumn:
        return compareValues(left.geo.asn, right.geo.asn);
    default:
        return left.software.compare(right.software, Qt::CaseInsensitive);
    }
}

} // namespace nostrscope
