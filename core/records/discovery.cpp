// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/discovery.h"

namespace nostrscope {

const char* toString(DiscoverySource source) noexcept
{
    switch (source) {
    case DiscoverySource::RelayList:
        return "relay-list";
    case DiscoverySource::Monitor:
        return "monitor";
    case DiscoverySource::Hint:
        return "hint";
    case DiscoverySource::Entity:
        return "entity";
    case DiscoverySource::Contacts:
        return "contacts";
    case DiscoverySource::Recommendation:
        return "recommendation";
    case DiscoverySource::RelaySet:
        return "relay-set";
    case DiscoverySource::ZapRequest:
        return "zap-request";
    case DiscoverySource::Nip05:
        return "nip05";
    case DiscoverySource::List:
        return "list";
    }
    Q_UNREACHABLE();
}

std::optional<DiscoverySource> discoverySourceFrom(QByteArrayView name) noexcept
{
    for (int i = 0; i < discoverySourceCount; ++i) {
        const auto source = static_cast<DiscoverySource>(i);
        if (name == QByteArrayView(toString(source)))
            return source;
    }
    return std::nullopt;
}

const char* toString(CandidateState state) noexcept
{
    switch (state) {
    case CandidateState::New:
        return "new";
    case CandidateState::Accepted:
        return "accepted";
    case CandidateState::Rejected:
        return "rejected";
    case CandidateState::Never:
        return "never";
    }
    Q_UNREACHABLE();
}

} // namespace nostrscope
