// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/store.h"

#include <future>
#include <memory>

namespace nostrscope {

/// Waits for the answer of an asynchronous call of the store:
/// `await<T>([&](Reply<T> reply) { store.relays(std::move(reply)); })`
template <typename T, typename Call> [[nodiscard]] StoreResult<T> await(Call call)
{
    // Shared, since a reply is copied and may be told after a caller gave up.
    auto promise = std::make_shared<std::promise<StoreResult<T>>>();
    auto future = promise->get_future();
    call(Reply<T>([promise](StoreResult<T> result) { promise->set_value(std::move(result)); }));
    return future.get();
}

} // namespace nostrscope
