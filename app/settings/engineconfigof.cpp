// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings/engineconfigof.h"

#include "core/records/timerange.h"
#include "models/settingstable.h"

#include <QRandomGenerator>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

SocksProxy proxyOf(const QString& value)
{
    const auto colon = value.lastIndexOf(u':');
    return colon <= 0 ? SocksProxy() : SocksProxy{value.first(colon), value.mid(colon + 1).toUShort()};
}

} // namespace

Expected<EngineConfig, QString> makeEngineConfig(const SettingLayers& settings, Timestamp now)
{
    EngineConfig config;
    auto& collector = config.collector;
    const auto kinds = settings.value(u"collect/kinds"_s);
    if (kinds == "all"_L1)
        collector.kinds.clear(); // no condition in the filters
    else if (!kinds.isEmpty())
        collector.kinds = parseKinds(kinds).value_or(collector.kinds);
    collector.maxConnections = settings.number(u"collect/maxConnections"_s);
    collector.handshakesAtOnce = settings.number(u"collect/handshakesAtOnce"_s);
    collector.pageLimit = static_cast<std::uint32_t>(settings.number(u"collect/pageLimit"_s));
    collector.wantCatchUp = settings.flag(u"collect/catchUp"_s);
    collector.catchUp.absoluteSince = parseTime(settings.value(u"collect/catchUpSince"_s), now);
    collector.times.handshake = std::chrono::seconds(settings.number(u"network/handshakeSeconds"_s));
    collector.pageIdle = std::chrono::seconds(settings.number(u"network/historySeconds"_s));
    collector.tor = proxyOf(settings.value(u"network/torProxy"_s));
    collector.i2p = proxyOf(settings.value(u"network/i2pProxy"_s));
    collector.loki = proxyOf(settings.value(u"network/lokiProxy"_s));
    collector.seed = QRandomGenerator::system()->generate64();
    auto& monitor = config.monitor;
    monitor.isEnabled = settings.flag(u"monitor/enabled"_s);
    monitor.schedule.watched = std::chrono::minutes(settings.number(u"monitor/watchedMinutes"_s));
    monitor.schedule.others = std::chrono::minutes(settings.number(u"monitor/otherMinutes"_s));
    monitor.atOnce = settings.number(u"monitor/atOnce"_s);
    monitor.rules.failures = settings.number(u"monitor/failuresToDown"_s);
    monitor.rules.tlsIsDown = monitor.probe.tlsIsDown = settings.flag(u"monitor/badCertificateIsDown"_s);
    monitor.geoCountryFile = settings.value(u"monitor/geoCountryFile"_s);
    monitor.geoAsnFile = settings.value(u"monitor/geoAsnFile"_s);
    monitor.observe = settings.flag(u"monitor/observe"_s);
    monitor.seed = QRandomGenerator::system()->generate();
    auto& archive = config.archive;
    archive.isOn = settings.flag(u"archive/sync"_s);
    if (const auto ofHistory = settings.value(u"archive/kinds"_s); ofHistory != "all"_L1) {
        if (auto parsed = parseKinds(ofHistory); parsed && !parsed->empty())
            archive.filter.kinds = std::vector<Kind>(parsed->begin(), parsed->end());
    }
    archive.since = std::max<Timestamp>(0, parseTime(settings.value(u"archive/since"_s), now).value_or(0));
    archive.endLag = std::chrono::hours(settings.number(u"archive/lagHours"_s));
    archive.cycle = std::chrono::minutes(settings.number(u"archive/cycleMinutes"_s));
    archive.parallel.clearnet = settings.number(u"archive/relaysAtOnce"_s);
    archive.parallel.tor = settings.number(u"archive/torAtOnce"_s);
    archive.parallel.other = settings.number(u"archive/otherAtOnce"_s);
    archive.priorityFile = settings.value(u"archive/priorityFile"_s);
    archive.rules.pageLimit = collector.pageLimit;
    archive.rules.handshake = collector.times.handshake;
    config.discovery.every = std::chrono::minutes(settings.number(u"discovery/minutes"_s));
    config.discovery.validates = settings.flag(u"discovery/validate"_s);
    config.allowPrivate = settings.flag(u"network/allowPrivate"_s);
    config.verifyThreads = settings.number(u"ingest/threads"_s);
    if (const auto problem = collector.problem(); !problem.isEmpty())
        return Unexpected(problem);
    return config;
}

} // namespace nostrscope
