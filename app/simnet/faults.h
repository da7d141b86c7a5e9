// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/expected.h"

#include <QByteArrayView>
#include <QString>

#include <cstdint>
#include <vector>

namespace nostrscope {

/// What can be wrong with a simulated relay; app/simnet/README.md describes the symptom of each.
enum class Fault : std::uint8_t {
    Refuse,
    Slow,
    Silent,
    Drop,
    Garbage,
    Giant,
    BadId,
    BadSig,
    Future,
    ClosedAuth,
    Restricted,
    RateLimit,
    Cap,
    OldestFirst,
    NoEose,
    Flap,
    Http403,
    Http503,
    NotNostr,
    ExpiredTls,
    ClockSkew,
    PartialFrame,
    Http429,
    WrongNameTls,
    HalfAnswer,
    Shuffled,
    Vanishing,
    NegLimit,
    NegNotice,
    NegSilent,
    NegClosed,
    NegEndless,
    NegHuge,
    NegWrong,
    NegVersion,
    NegUnasked,
    OkRefuse,
    OkSilent,
    OkRateLimit,
    OkDrop,
};
inline constexpr int faultCount = 40;

/// The name on the command line.
[[nodiscard]] QByteArrayView faultName(Fault fault) noexcept;

class FaultSet {
public:
    FaultSet() = default;
    FaultSet(std::initializer_list<Fault> faults)
    {
        for (const auto fault : faults)
            add(fault);
    }
    [[nodiscard]] bool has(Fault fault) const noexcept { return (m_bits & bit(fault)) != 0; }
    void add(Fault fault) noexcept { m_bits |= bit(fault); }
    [[nodiscard]] bool isEmpty() const noexcept { return m_bits == 0; }
    friend bool operator==(const FaultSet&, const FaultSet&) = default;

private:
    [[nodiscard]] static std::uint64_t bit(Fault fault) noexcept
    {
        return std::uint64_t(1) << static_cast<unsigned>(fault);
    }
    std::uint64_t m_bits = 0;
};

struct FaultShare {
    Fault fault = Fault::Refuse;
    double share01 = 1; ///< of all relays
};

/// `NAME` or `NAME:SHARE`, SHARE from 0 to 1. The error is an English sentence.
[[nodiscard]] Expected<FaultShare, QString> parseFault(QStringView text);

/// Which relay has which faults: a share of the relays (at least one when the share is above 0), chosen by
/// seed and fault. A relay can have several.
[[nodiscard]] std::vector<FaultSet> assignFaults(int relays, std::uint64_t seed,
                                                 const std::vector<FaultShare>& shares);

} // namespace nostrscope
