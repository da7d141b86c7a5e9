// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/contactrelays.h"

#include "core/nostr/jsonreader_p.h"

namespace nostrscope {

using namespace detail;

struct ContactRelayReader::Private {
    JsonReader reader{limits::maxEventBytes};
};

ContactRelayReader::ContactRelayReader()
    : d(std::make_unique<Private>())
{
}

ContactRelayReader::~ContactRelayReader() = default;

std::vector<ContactRelay> ContactRelayReader::read(QByteArrayView content, std::size_t max)
{
    std::vector<ContactRelay> relays;
    JsonElement root;
    JsonObject object;
    if (!content.trimmed().startsWith('{') || !d->reader.parse(content, root)
        || root.get(object) != simdjson::SUCCESS)
        return relays;
    for (const auto& [key, member] : object) {
        if (relays.size() == max)
            break;
        ContactRelay relay{view(key).toByteArray()};
        JsonObject marks;
        bool isMarked = false;
        if (member.get(marks) == simdjson::SUCCESS) {
            isMarked |= marks["read"].get(relay.isRead) == simdjson::SUCCESS;
            isMarked |= marks["write"].get(relay.isWrite) == simdjson::SUCCESS;
        }
        if (!isMarked)
            relay.isRead = relay.isWrite = true;
        relays.push_back(std::move(relay));
    }
    return relays;
}

} // namespace nostrscope
