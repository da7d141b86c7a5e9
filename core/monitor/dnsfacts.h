// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/probe.h"

#include <QDnsLookup>
#include <QHostAddress>
#include <QObject>
#include <QTimer>

#include <memory>
#include <vector>

namespace nostrscope {

/// Asks name servers for what is worth knowing about a relay's name beside its address: A, AAAA, CNAME and
/// TTL, the name servers of its zone, and the reverse name of the address in use. Not measured: QDnsLookup
/// has few threads, so its answers may have waited.
class DnsFactsQuery : public QObject {
    Q_OBJECT

public:
    /// Of each list of records.
    static constexpr qsizetype maxRecords = 32;

    DnsFactsQuery(const QByteArray& host, const QHostAddress& used, std::chrono::milliseconds limit,
                  QObject* parent = nullptr);
    void start();
    [[nodiscard]] const DnsFacts& facts() const noexcept { return m_facts; }

signals:
    /// Once; by the limit at the latest.
    void finished();

private:
    using Take = void (DnsFactsQuery::*)(const QDnsLookup&);
    void ask(QDnsLookup::Type type, const QByteArray& name, Take take);
    void takeAddresses(const QDnsLookup& reply);
    void takeNameServers(const QDnsLookup& reply);
    void takePointer(const QDnsLookup& reply);
    void askNameServers(const QByteArray& zone);
    void end();

    QByteArray m_host;
    QHostAddress m_used;
    DnsFacts m_facts;
    QByteArray m_zone; ///< whose name servers are asked for
    int m_open = 0;
    bool m_ended = false;
    QTimer m_limit;
};

/// "4.3.2.1.in-addr.arpa", or the nibbles of RFC 3596.
[[nodiscard]] QByteArray reverseName(const QHostAddress& address);

} // namespace nostrscope
