// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/dnsfacts.h"

#include <QAbstractSocket>

#include <algorithm>

namespace nostrscope {

namespace {

/// Longer names are no names (RFC 1035).
constexpr qsizetype maxNameLength = 255;

QByteArray nameOf(const QString& text)
{
    return text.toLatin1().left(maxNameLength);
}

} // namespace

QByteArray reverseName(const QHostAddress& address)
{
    QByteArray name;
    if (address.protocol() == QAbstractSocket::IPv4Protocol) {
        const auto bits = address.toIPv4Address();
        for (int byte = 0; byte < 4; ++byte)
            name += QByteArray::number((bits >> (8 * byte)) & 0xff) + '.';
        return name + "in-addr.arpa";
    }
    const auto bytes = address.toIPv6Address();
    static constexpr char digits[] = "0123456789abcdef";
    for (int i = 15; i >= 0; --i) {
        const auto byte = bytes[i];
        name += digits[byte & 15];
        name += '.';
        name += digits[byte >> 4];
        name += '.';
    }
    return name + "ip6.arpa";
}

DnsFactsQuery::DnsFactsQuery(const QByteArray& host, const QHostAddress& used,
                             std::chrono::milliseconds limit, QObject* parent)
    : QObject(parent)
    , m_host(host)
    , m_used(used)
{
    m_limit.setSingleShot(true);
    m_limit.setInterval(limit);
    connect(&m_limit, &QTimer::timeout, this, &DnsFactsQuery::end);
}

void DnsFactsQuery::start()
{
    m_limit.start();
    ask(QDnsLookup::A, m_host, &DnsFactsQuery::takeAddresses);
    ask(QDnsLookup::AAAA, m_host, &DnsFactsQuery::takeAddresses);
    if (!m_used.isNull())
        ask(QDnsLookup::PTR, reverseName(m_used), &DnsFactsQuery::takePointer);
    askNameServers(m_host);
}

void DnsFactsQuery::ask(QDnsLookup::Type type, const QByteArray& name, Take take)
{
    auto* const lookup = new QDnsLookup(type, QString::fromLatin1(name), this);
    ++m_open;
    connect(lookup, &QDnsLookup::finished, this, [this, lookup, take] {
        lookup->deleteLater();
        (this->*take)(*lookup);
        if (--m_open == 0)
            end();
    });
    lookup->lookup();
}

/// The answer for an alias holds the alias and the addresses of what it names.
void DnsFactsQuery::takeAddresses(const QDnsLookup& reply)
{
    const auto note = [this](quint32 seconds) {
        const std::chrono::seconds ttl(seconds);
        m_facts.ttl = std::min(m_facts.ttl.value_or(ttl), ttl);
    };
    const auto addresses = reply.hostAddressRecords();
    for (const auto& record : addresses) {
        note(record.timeToLive());
        const auto text = record.value().toString().toLatin1();
        if (m_facts.addresses.size() < maxRecords && !m_facts.addresses.contains(text))
            m_facts.addresses.append(text);
    }
    const auto aliases = reply.canonicalNameRecords();
    for (const auto& record : aliases) {
        note(record.timeToLive());
        if (m_facts.cname.isEmpty())
            m_facts.cname = nameOf(record.value());
    }
}

/// A host is seldom a zone of its own: its parents are asked until one has name servers.
void DnsFactsQuery::askNameServers(const QByteArray& zone)
{
    m_zone = zone;
    if (zone.contains('.')) // never a whole top-level domain
        ask(QDnsLookup::NS, zone, &DnsFactsQuery::takeNameServers);
}

void DnsFactsQuery::takeNameServers(const QDnsLookup& reply)
{
    const auto records = reply.nameServerRecords();
    for (const auto& record : records.first(std::min(records.size(), maxRecords)))
        m_facts.nameServers.append(nameOf(record.value()));
    std::sort(m_facts.nameServers.begin(), m_facts.nameServers.end()); // servers turn them round
    if (m_facts.nameServers.isEmpty() && m_zone.contains('.') && !m_ended)
        askNameServers(m_zone.sliced(m_zone.indexOf('.') + 1));
}

void DnsFactsQuery::takePointer(const QDnsLookup& reply)
{
    const auto records = reply.pointerRecords();
    if (!records.isEmpty())
        m_facts.ptr = nameOf(records.constFirst().value());
}

void DnsFactsQuery::end()
{
    if (std::exchange(m_ended, true))
        return;
    m_limit.stop();
    emit finished();
}

} // namespace nostrscope
