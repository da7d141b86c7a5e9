// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/archive/archiveconfig.h"
#include "core/collect/collectorconfig.h"
#include "core/engine/discoveryconfig.h"
#include "core/monitor/monitorconfig.h"
#include "core/records/eventbatch.h"

#include <QByteArray>
#include <QString>

#include <set>

namespace nostrscope {

/// All that an engine is told when it starts; see docs/settings.md for the names in files and environment.
struct EngineConfig {
    QString databasePath;
    CollectorConfig collector = CollectorConfig::defaults();
    ArchiveConfig archive;
    DiscoveryConfig discovery;
    MonitorConfig monitor; ///< proxies and allowPrivate are those of the others here
    /// Private and reserved addresses may be relays also when they come from a list (network/allowPrivate;
    /// on in the demonstration and in tests).
    bool allowPrivate = false;
    QByteArray builtInRelays; ///< the list that the program brings along (resources/builtinrelays.h), JSON
    /// Canonical urls; when not empty, only these relays of the list are collected from.
    std::set<QByteArray> onlyRelays;
    int verifyThreads = 0; ///< 0 = one for each core
};

} // namespace nostrscope
