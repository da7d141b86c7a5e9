// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/event.h"

#include <QByteArray>

#include <cstdint>
#include <memory>

namespace nostrscope {

/// An event as relays hold it: parsed for filters, and the text that goes over the wire.
struct SimEvent {
    /// Of an event that no Simnet numbered: published by a client, or given to a relay directly.
    static constexpr std::uint32_t noNumber = 0xffffffffU;

    Event event;
    QByteArray json;
    std::uint32_t number = noNumber; ///< counts up from 0 in a Simnet

    explicit SimEvent(Event e, std::uint32_t n = noNumber)
        : event(std::move(e))
        , json(toJson(event))
        , number(n)
    {
    }
    /// `text` is what was read: sent unchanged.
    SimEvent(Event e, QByteArray text, std::uint32_t n)
        : event(std::move(e))
        , json(std::move(text))
        , number(n)
    {
    }
};

using SimEventPtr = std::shared_ptr<const SimEvent>;

} // namespace nostrscope
