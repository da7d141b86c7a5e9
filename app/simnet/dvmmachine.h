// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/schnorr.h"
#include "core/nostr/ids.h"

#include <QByteArray>

#include <vector>

namespace nostrscope {

/// The character of a simulated data vending machine.
struct DvmMachine {
    enum class Announcing : std::uint8_t { AtOnce, Late, Never };

    KeyPair keys;
    QByteArray name = {};
    std::vector<Kind> kinds = {}; ///< of the requests that it takes
    Announcing announcing = Announcing::AtOnce;
    std::uint64_t sats = 0; ///< a job; 0 = free
    bool paysFirst = false; ///< does nothing before it was paid
    bool saysProcessing = false;
    bool saysSuccess = false;
    bool givesPartial = false;
    bool takesEncrypted = false;
    bool hasProfile = true; ///< describes itself in kind 0; else only in its announcement
    double errorShare01 = 0;
    double silentShare01 = 0; ///< of the jobs that it takes no notice of; 1: announced, but never answers
    double medianSeconds = 5; ///< from request or payment to result
    std::int64_t slowClock = 0; ///< seconds that its clock is behind
};

/// `count` of them, the same for the same seed. Kinds are spread so that the first ones of the list have many
/// machines. `oddKinds` adds kinds outside the registry, 5999 among them.
[[nodiscard]] std::vector<DvmMachine> makeDvmMachines(std::uint64_t seed, int count, bool oddKinds);

/// The kinds of requests that customers ask for, the most wanted first.
[[nodiscard]] std::vector<Kind> dvmJobKinds(bool oddKinds);

} // namespace nostrscope
