// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/nip10.h"

namespace nostrscope {

namespace {

void readPositions(const std::vector<EventId>& ids, Thread& thread)
{
    if (ids.empty())
        return;
    thread.root = ids.front();
    thread.reply = ids.back();
    if (ids.size() > 2)
        thread.mentions.assign(ids.begin() + 1, ids.end() - 1);
}

} // namespace

Thread readThread(const Event& event)
{
    Thread thread;
    std::vector<EventId> unmarked;
    bool isMarked = false;
    for (const auto tag : event.tags) {
        const auto id = EventId::fromHex(tag.value());
        if (tag.name() == "q") {
            const auto address = id ? std::nullopt : Address::parse(tag.value());
            if (id || address)
                thread.quotes.push_back({id, address});
            continue;
        }
        if (tag.name() != "e" || !id)
            continue;
        const auto marker = tag.at(3);
        if (marker == "root" || marker == "reply") {
            isMarked = true;
            auto& place = marker == "root" ? thread.root : thread.reply;
            if (!place)
                place = id;
        } else if (marker == "mention") {
            isMarked = true;
            thread.mentions.push_back(*id);
        } else {
            unmarked.push_back(*id);
        }
    }
    if (!isMarked) {
        readPositions(unmarked, thread);
        return thread;
    }
    thread.mentions.insert(thread.mentions.end(), unmarked.begin(), unmarked.end());
    if (!thread.root)
        thread.root = thread.reply;
    if (!thread.reply)
        thread.reply = thread.root;
    return thread;
}

} // namespace nostrscope
