// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/store.h"

#include <future>

namespace nostrscope {

/// Waits for the answer of a store: `ask` hands the reply it is given to the call.
template <typename T, typename Ask> [[nodiscard]] StoreResult<T> answerOf(const Ask& ask)
{
    std::promise<StoreResult<T>> promise;
    auto answer = promise.get_future();
    ask(Reply<T>([&promise](StoreResult<T> result) { promise.set_value(std::move(result)); }));
    return answer.get();
}

} // namespace nostrscope
