// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/overallstate.h"

#include "models/words.h"

#include <QCoreApplication>

namespace nostrscope {

namespace {

struct Overall {
    Q_DECLARE_TR_FUNCTIONS(nostrscope::OverallState)
};

const ServiceStatus* findService(const Snapshot& snapshot, ServiceStatus::State state)
{
    for (const auto& service : snapshot.services) {
        if (service.state == state)
            return &service;
    }
    return nullptr;
}

} // namespace

OverallState overallState(const Snapshot& snapshot)
{
    const auto& vitals = snapshot.vitals;
    if (!vitals.storeError.isEmpty())
        return {Status::Down, Overall::tr("Nothing is stored")};
    if (const auto* service = findService(snapshot, ServiceStatus::State::Failed))
        return {Status::Down, Overall::tr("%1 failed").arg(words::serviceName(service->name))};
    if (vitals.ownOutage)
        return {Status::Degraded, Overall::tr("This machine is offline")};
    if (const auto* service = findService(snapshot, ServiceStatus::State::Degraded))
        return {Status::Degraded, Overall::tr("%1 is degraded").arg(words::serviceName(service->name))};
    if (!vitals.collecting)
        return {Status::Paused, Overall::tr("Not collecting")};
    if (snapshot.overview.wantedRelays > 0 && snapshot.overview.connectedRelays == 0)
        return {Status::Checking, Overall::tr("No relay connected yet")};
    return {Status::Online, Overall::tr("All well")};
}

} // namespace nostrscope
