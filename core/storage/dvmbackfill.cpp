// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/dvmbackfill.h"

#include "core/storage/dvmwriter.h"

namespace nostrscope {

DvmBackfill::DvmBackfill(SqlDatabase& database)
    : m_database(database)
{
    afterRollback();
}

void DvmBackfill::afterRollback()
{
    m_next = m_database.value("SELECT dvm_next FROM state");
    m_end = m_database.value("SELECT dvm_end FROM state");
}

bool DvmBackfill::slice(DvmWriter& dvms, RollupStore& rollups, std::int64_t rows)
{
    const auto end = std::min(m_next + rows, m_end);
    const BodyDictionaries dictionaries(m_database);
    RollupDelta cells;
    SqlStatement events(m_database,
                        QByteArray("SELECT ") + dvmEventColumns
                            + " FROM event WHERE seq >= ? AND seq < ? AND kind BETWEEN 5000 AND 7000");
    events.bind(1, m_next).bind(2, end);
    while (events.step()) {
        const auto row = dvmEventOf(events);
        Event event;
        event.id = row.id;
        event.kind = row.kind;
        event.createdAt = row.createdAt;
        if (!decodeBody(events.blob(dvmBodyColumn), dictionaries, event))
            continue;
        for (const auto& fact : facts::translate(event)) {
            if (!dvms.add(fact, row, cells))
                return false;
        }
    }
    SqlStatement zaps(m_database,
                      QByteArray("SELECT ") + dvmEventColumns
                          + ", zap.millisats, zap.target FROM zap JOIN event ON event.seq = zap.seq "
                            "WHERE zap.seq >= ? AND zap.seq < ?");
    zaps.bind(1, m_next).bind(2, end);
    while (zaps.step()) {
        facts::Zap zap;
        zap.millisats = zaps.number(dvmBodyColumn + 1);
        zap.target = EventId::fromBytes(zaps.blob(dvmBodyColumn + 2));
        if (!dvms.add(zap, dvmEventOf(zaps), cells))
            return false;
    }
    // `rebuilds` tells readers that sums which they keep are not those of the cells any more.
    SqlStatement state(m_database, "UPDATE state SET dvm_next = ?, rebuilds = rebuilds + ?");
    if (m_database.error().code != StoreErrorCode::None || !rollups.addCells(cells)
        || !state.bind(1, end).bind(2, int(!cells.isEmpty())).run())
        return false;
    m_next = end;
    return true;
}

} // namespace nostrscope
