// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/tagrows.h"

#include "core/facts/facts.h"
#include "core/storage/lookupindex.h"

namespace nostrscope {

TagRows::TagRows(SqlDatabase& database)
    : m_remove(database, "DELETE FROM tag_cold WHERE key = ? AND seq = ?")
{
}

bool TagRows::remove(std::int64_t seq, const Event& event)
{
    if (!facts::hasIndexedTags(event.kind))
        return true;
    bool ok = true;
    facts::forEachIndexedTag(event, [&](char name, QByteArrayView value) {
        ok = ok && m_remove.bind(1, tagKey(name, value)).bind(2, seq).run();
    });
    return ok;
}

} // namespace nostrscope
