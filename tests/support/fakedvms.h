// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/store.h"

namespace nostrscope {

/// Six invented machines and four kinds of jobs, as a store answers DvmTotals, Dvms and JobKinds: one machine
/// that everybody uses, one that serves only itself, one that only asks for money, one that fails, one
/// silent.
[[nodiscard]] Table fakeDvmTable(const Question& question);

} // namespace nostrscope
