// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/console.h"
#include "core/monitor/geodatabase.h"
#include "models/settinglayers.h"

namespace nostrscope {

/// Where addresses are, by the MaxMind files of the settings.
class Places {
public:
    /// A file that cannot be used is told and left out.
    [[nodiscard]] static Places open(const SettingLayers& settings, Console& console);

    [[nodiscard]] bool knowCountries() const { return m_countries != nullptr; }
    [[nodiscard]] bool knowNetworks() const { return m_networks != nullptr; }
    /// `address` as text; empty: nothing is known of it.
    [[nodiscard]] GeoFacts of(const QByteArray& address) const;

private:
    std::shared_ptr<const GeoDatabase> m_countries;
    std::shared_ptr<const GeoDatabase> m_networks;
};

} // namespace nostrscope
