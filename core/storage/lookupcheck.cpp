// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/lookupcheck.h"

#include "core/storage/lookupruns.h"

#include <algorithm>

namespace nostrscope {

namespace {

/// Events at or below the mark that a look-up does not find. `key` makes the key of a row (seq, id, author).
template <typename Key> quint64 missingIn(SqlDatabase& database, Lookup what, const char* sql, Key key)
{
    LookupRunReader reader(database);
    const auto runs = reader.runsOf(what);
    SqlStatement rows(database, sql);
    std::vector<std::int64_t> found;
    quint64 missing = 0;
    while (rows.step()) {
        found.clear();
        const auto wanted = key(rows);
        for (const auto& run : runs) {
            if (wanted && !reader.find(run.number, *wanted, found))
                return missing + 1;
        }
        missing += std::find(found.begin(), found.end(), rows.integer(0)) == found.end();
    }
    return missing;
}

quint64 missingIds(SqlDatabase& database)
{
    return missingIn(database, Lookup::Id,
                     "SELECT seq, id FROM event WHERE seq <= (SELECT id_merged FROM state)",
                     [](SqlStatement& row) -> std::optional<std::int64_t> {
                         const auto id = EventId::fromBytes(row.blob(1));
                         return id ? std::optional(idKey(*id)) : std::nullopt;
                     });
}

quint64 missingAuthors(SqlDatabase& database)
{
    return missingIn(database, Lookup::Author,
                     "SELECT seq, author FROM event WHERE seq <= (SELECT author_merged FROM state)",
                     [](SqlStatement& row) { return std::optional(row.integer(1)); });
}

/// Blocks that no look-up could read, or in the wrong order.
quint64 damagedBlocks(SqlDatabase& database)
{
    LookupRunReader reader(database);
    quint64 damaged = 0;
    for (const auto what : {Lookup::Id, Lookup::Author, Lookup::Tag}) {
        for (const auto& run : reader.runsOf(what)) {
            LookupRunReader::Block block;
            LookupEntry last{-1, -1};
            std::int64_t entries = 0;
            do {
                if (!reader.next(run.number, block.no, block))
                    return damaged + 1;
                for (std::size_t i = 0; i < block.entries.size(); ++i) {
                    const auto entry = block.entries.at(i);
                    damaged += entry <= last;
                    last = entry;
                }
                entries += static_cast<std::int64_t>(block.entries.size());
            } while (block.no != 0);
            damaged += entries != run.entries;
        }
    }
    return damaged;
}

} // namespace

QStringList checkLookups(SqlDatabase& database)
{
    QStringList sentences;
    if (const auto damaged = damagedBlocks(database); damaged > 0)
        sentences << QStringLiteral("%1 places of the look-ups are damaged").arg(damaged);
    if (const auto missing = missingIds(database); missing > 0)
        sentences << QStringLiteral("%1 events are missing in the look-up by id").arg(missing);
    if (const auto missing = missingAuthors(database); missing > 0)
        sentences << QStringLiteral("%1 events are missing in the look-up by author").arg(missing);
    return sentences;
}

} // namespace nostrscope
