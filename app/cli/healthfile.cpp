// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/healthfile.h"

namespace nostrscope {

StoreResult<HealthFile> HealthFile::open(SqlDatabase& database)
{
    HealthFile file(database);
    const auto start = file.m_reader.start();
    if (!start)
        return Unexpected(start.error());
    (void)file.m_judge.restore(*start); // a damaged state begins anew: its spans are those of the store
    return file;
}

StoreResult<std::vector<HealthSpan>> HealthFile::spans(RelayId relay, UnixMillis from, UnixMillis to)
{
    auto spans = m_reader.spans({relay, from, to});
    if (!spans)
        return spans;
    if (const auto* health = m_judge.healthOf(relay)) {
        const auto pending = health->pendingSpans(to);
        spans->insert(spans->end(), pending.begin(), pending.end());
    }
    return spans;
}

} // namespace nostrscope
