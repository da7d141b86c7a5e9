// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/store.h"

namespace nostrscope {

class JsonWriter;

/// Figures of data vending machines (Question::Subject::DvmTotals, Dvms, JobKinds) as members of the open
/// JSON object, and as text for people.
void writeDvmTotals(const Table& table, JsonWriter& json);
[[nodiscard]] QString dvmTotalsText(const Table& table);
void writeDvms(const Table& table, JsonWriter& json);
[[nodiscard]] QString dvmsText(const Table& table);
void writeJobKinds(const Table& table, JsonWriter& json);
[[nodiscard]] QString jobKindsText(const Table& table);

} // namespace nostrscope
