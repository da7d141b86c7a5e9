// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simnet/dvmfile.h"

#include "app/simnet/dvmtraffic.h"

#include <QSaveFile>

namespace nostrscope {

namespace {

constexpr Timestamp endTime = 1'767'225'600; // 2026-01-01T00:00:00Z, where the time of a seed begins
constexpr double jobSeconds = 30;
/// Measured; only the first event's date depends on it.
constexpr double eventsPerJob = 3.9;
/// A public archive counts 75 requests of a customer.
constexpr int eventsPerCustomer = 40;
constexpr int leastCustomers = 300;

} // namespace

Expected<QJsonObject, QString> writeDvmEvents(const SimnetOptions& options)
{
    QSaveFile file(options.recordFile);
    const auto failure = [&] {
        return Unexpected(
            QStringLiteral("Cannot write “%1”: %2.").arg(options.recordFile, file.errorString()));
    };
    if (!file.open(QIODevice::WriteOnly))
        return failure();
    DvmTraffic traffic({.seed = options.seed,
                        .machines = options.dvms,
                        .customers = std::max(leastCustomers, options.dvmEvents / eventsPerCustomer),
                        .isOdd = true,
                        .isSigned = !options.isUnsigned},
                       {"wss://relay0.example.com", "wss://relay1.example.com", "wss://relay2.example.com"});
    const auto start = endTime - static_cast<Timestamp>(options.dvmEvents * jobSeconds / eventsPerJob);
    QByteArray line;
    for (int i = 0; i < options.dvmEvents; ++i) {
        line.clear();
        appendJson(traffic.nextByOwnClock(start, jobSeconds), line);
        line.append('\n');
        if (file.write(line) != line.size())
            return failure();
    }
    if (!file.commit())
        return failure();
    return traffic.truth().toJson();
}

} // namespace nostrscope
