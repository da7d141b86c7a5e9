// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simnet/faults.h"
#include "core/base/expected.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

namespace nostrscope {

/// The command line of nostrscope-simnet; app/simnet/README.md explains each option.
struct SimnetOptions {
    int relays = 1;
    std::uint16_t port = 0; ///< of the first relay; 0 = free ones
    bool spread = false;
    std::uint64_t seed = 1;
    double rate = 0; ///< distinct events a second
    int minCopies = 5;
    int maxCopies = 20;
    std::optional<std::chrono::milliseconds> duration;
    int stored = 2000; ///< events that are there from the start
    QString eventsFile;
    QString recordFile;
    std::vector<FaultShare> faults;
    bool tls = false;
    bool auth = false;
    bool nip77 = true;
    bool live = false;
    bool flood = false;
    int floodPool = 200'000;
    int dvms = 24; ///< data vending machines; 0 = none
    int dvmEvents = 0; ///< nothing but a file of so many events of machines and their customers
    bool isUnsigned = false; ///< of that file
    bool help = false;
    bool version = false;
};

/// The error is a sentence for the user. `arguments` begins with the name of the program.
[[nodiscard]] Expected<SimnetOptions, QString> parseSimnetOptions(const QStringList& arguments);
[[nodiscard]] QString simnetHelp();

} // namespace nostrscope
