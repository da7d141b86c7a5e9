// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/places.h"

#include "core/nostr/plaintext.h"

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

std::shared_ptr<const GeoDatabase> openFile(const QString& path, GeoDatabase::Kind kind, Console& console)
{
    if (path.isEmpty())
        return {};
    auto opened = GeoDatabase::open(path, kind);
    if (opened)
        return *opened;
    console.note(u"%1 is left out: %2."_s.arg(plainText(path, 200), describe(opened.error())));
    return {};
}

} // namespace

Places Places::open(const SettingLayers& settings, Console& console)
{
    Places places;
    places.m_countries =
        openFile(settings.value(u"monitor/geoCountryFile"_s), GeoDatabase::Kind::Country, console);
    places.m_networks =
        openFile(settings.value(u"monitor/geoAsnFile"_s), GeoDatabase::Kind::Network, console);
    return places;
}

GeoFacts Places::of(const QByteArray& address) const
{
    GeoFacts facts;
    if (address.isEmpty())
        return facts;
    for (const auto& database : {m_countries, m_networks}) {
        if (database)
            database->lookUp(address, facts);
    }
    return facts;
}

} // namespace nostrscope
