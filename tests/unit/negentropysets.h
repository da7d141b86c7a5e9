// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/negentropy/negentropyset.h"

#include <QByteArray>
#include <QList>
#include <QRandomGenerator>

#include <algorithm>

namespace nostrscope::test {

inline EventId randomId(QRandomGenerator& random)
{
    std::array<std::uint8_t, 32> bytes;
    for (auto& byte : bytes)
        byte = static_cast<std::uint8_t>(random.bounded(256));
    return EventId(bytes);
}

inline EventId idOf(int number)
{
    std::array<std::uint8_t, 32> bytes{};
    bytes[0] = static_cast<std::uint8_t>(number >> 8);
    bytes[1] = static_cast<std::uint8_t>(number);
    return EventId(bytes);
}

inline QList<QByteArray> sortedHex(const std::vector<EventId>& ids)
{
    QList<QByteArray> list;
    for (const auto& id : ids)
        list.append(id.toHex());
    std::sort(list.begin(), list.end());
    return list;
}

/// Items of one second each.
inline NegentropySet numbered(int count, int first = 0)
{
    NegentropySet set;
    for (int i = first; i < first + count; ++i)
        set.add(1000 + i, idOf(i));
    set.seal();
    return set;
}

} // namespace nostrscope::test
