// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>

namespace nostrscope {

/// Where an address is said to be, by the files of the user (MON-4). Texts are of a file: plain, untrusted.
struct GeoFacts {
    QString countryCode; ///< ISO 3166-1 alpha-2, upper case; empty: not known
    QString country; ///< its name in English; may be empty
    std::uint32_t asn = 0; ///< number of the autonomous system; 0: not known
    QString organisation; ///< that the number belongs to; may be empty
    friend bool operator==(const GeoFacts&, const GeoFacts&) = default;
};

} // namespace nostrscope
