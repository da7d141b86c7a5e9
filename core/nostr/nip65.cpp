// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/nip65.h"

#include <QString>

#include <algorithm>

namespace nostrscope {

namespace {

constexpr Kind relayListKind = 10002;
/// Two to four are meant; some list hundreds, and each costs a look through the others.
constexpr std::size_t maxItems = 1000;

} // namespace

std::vector<RelayListItem> readRelayListEvent(const Event& event)
{
    std::vector<RelayListItem> items;
    if (event.kind != relayListKind)
        return items;
    for (const auto tag : event.tags) {
        if (tag.name() != "r" || items.size() == maxItems)
            continue;
        const auto url = RelayUrl::parse(QString::fromUtf8(tag.value()), RelayUrlRules::discovered());
        if (!url)
            continue;
        const auto marker = tag.at(2);
        auto item = std::find_if(items.begin(), items.end(),
                                 [&](const RelayListItem& other) { return other.url == *url; });
        if (item == items.end())
            item = items.insert(items.end(), RelayListItem{*url});
        item->isRead |= marker != "write";
        item->isWrite |= marker != "read";
    }
    return items;
}

} // namespace nostrscope
