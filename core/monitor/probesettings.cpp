// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/probesettings.h"

namespace nostrscope {

namespace {

QNetworkProxy socks(const ProbeProxy& proxy)
{
    if (proxy.port == 0 || proxy.host.isEmpty())
        return QNetworkProxy(QNetworkProxy::DefaultProxy);
    QNetworkProxy socks(QNetworkProxy::Socks5Proxy, proxy.host, proxy.port);
    socks.setCapabilities(QNetworkProxy::TunnelingCapability | QNetworkProxy::HostNameLookupCapability);
    return socks;
}

} // namespace

ProbeLimits ProbeSettings::limitsFor(RelayNetwork network) const
{
    if (!isOverlay(network))
        return limits;
    auto longer = limits;
    longer.dns *= overlayFactor;
    longer.connect *= overlayFactor;
    longer.read *= overlayFactor;
    longer.write *= overlayFactor;
    longer.info *= overlayFactor;
    longer.close *= overlayFactor;
    return longer;
}

QNetworkProxy ProbeSettings::proxyFor(RelayNetwork network) const
{
    switch (network) {
    case RelayNetwork::Clearnet:
    case RelayNetwork::Local:
        return QNetworkProxy(QNetworkProxy::NoProxy);
    case RelayNetwork::Tor:
        return socks(tor);
    case RelayNetwork::I2p:
        return socks(i2p);
    case RelayNetwork::Loki:
        return socks(loki);
    }
    Q_UNREACHABLE();
}

} // namespace nostrscope
