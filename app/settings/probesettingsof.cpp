// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings/probesettingsof.h"

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

/// "host:port"; anything else is none.
ProbeProxy proxyOf(const QString& value)
{
    const auto colon = value.lastIndexOf(u':');
    return colon <= 0 ? ProbeProxy() : ProbeProxy{value.first(colon), value.mid(colon + 1).toUShort()};
}

} // namespace

ProbeSettings makeProbeSettings(const SettingLayers& settings)
{
    ProbeSettings probes;
    probes.tlsIsDown = settings.flag(u"monitor/badCertificateIsDown"_s);
    probes.tor = proxyOf(settings.value(u"network/torProxy"_s));
    probes.i2p = proxyOf(settings.value(u"network/i2pProxy"_s));
    probes.loki = proxyOf(settings.value(u"network/lokiProxy"_s));
    return probes;
}

} // namespace nostrscope
