// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simnet/dvmmachine.h"

#include "app/simnet/simkeys.h"
#include "app/simnet/simrandom.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace nostrscope {

namespace {

/// All in the registry, so that a default subscription carries them.
constexpr std::array<Kind, 12> usualKinds{5300, 5050, 5100, 5002, 5001, 5302,
                                          5301, 5303, 5250, 5000, 5202, 5905};
constexpr std::array<Kind, 3> strangeKinds{5205, 5389, 5999};

constexpr std::array things{"Feed",  "Text",   "Picture", "Translation", "Summary", "Search",
                            "Trend", "Speech", "People",  "Image",       "Event",   "Note"};
constexpr std::array makers{"Wizard", "Mill", "Robot", "Press", "Garden", "Engine", "Kitchen", "Oracle"};

} // namespace

std::vector<Kind> dvmJobKinds(bool oddKinds)
{
    std::vector<Kind> kinds(usualKinds.begin(), usualKinds.end());
    if (oddKinds)
        kinds.insert(kinds.end(), strangeKinds.begin(), strangeKinds.end());
    return kinds;
}

std::vector<DvmMachine> makeDvmMachines(std::uint64_t seed, int count, bool oddKinds)
{
    constexpr std::array<std::uint64_t, 8> prices{0, 0, 0, 1, 5, 21, 100, 500};
    const auto kinds = dvmJobKinds(oddKinds);
    const Zipf wanted(kinds.size(), 0.8);
    std::vector<DvmMachine> machines;
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
        SimRandom random(seed, 0xd7310000U + i);
        DvmMachine machine{.keys = simKey(seed, "machine", i)};
        machine.name = QByteArray(things[random.below(things.size())]) + ' '
            + makers[random.below(makers.size())] + ' ' + QByteArray::number(qulonglong(i + 1));
        // The first machines cover every kind, so that no request is without anybody who could answer.
        machine.kinds.push_back(kinds[i < kinds.size() ? i : wanted.pick(random)]);
        for (int more = random.between(0, 2); more > 0; --more) {
            const auto kind = kinds[wanted.pick(random)];
            if (std::find(machine.kinds.begin(), machine.kinds.end(), kind) == machine.kinds.end())
                machine.kinds.push_back(kind);
        }
        if (i % 9 == 4)
            machine.announcing = DvmMachine::Announcing::Late;
        else if (i % 11 == 7)
            machine.announcing = DvmMachine::Announcing::Never;
        machine.sats = prices[random.below(prices.size())];
        machine.paysFirst = machine.sats > 0 && random.chance(0.5);
        machine.saysProcessing = random.chance(0.6);
        machine.saysSuccess = random.chance(0.25);
        machine.givesPartial = random.chance(0.15);
        machine.takesEncrypted = random.chance(0.5);
        machine.hasProfile = random.chance(0.7);
        machine.errorShare01 = random.chance(0.15) ? 0.6 : 0.15 * random.unit();
        machine.silentShare01 = i % 8 == 5 ? 1 : 0.3 * random.unit();
        machine.medianSeconds = 1 + std::pow(random.unit(), 3.0) * 90;
        machine.slowClock = i % 24 == 3 ? 4 : 0;
        machines.push_back(std::move(machine));
    }
    return machines;
}

} // namespace nostrscope
