// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simnet/simnetoptions.h"

#include <QJsonObject>

namespace nostrscope {

/// Writes options.dvmEvents events of data vending machines and their customers to options.recordFile, one a
/// line, as they would arrive: by time, with late requests. They end shortly before 2026-01-01; a job starts
/// every 30 s on average. All that DvmTrafficOptions::isOdd adds is among them. Returns what is in the file
/// (DvmTruth::toJson()); the error is a sentence for the user.
[[nodiscard]] Expected<QJsonObject, QString> writeDvmEvents(const SimnetOptions& options);

} // namespace nostrscope
