// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/sqlitestore.h"

/// How calls of the store come to its threads; for its own source files only.
namespace nostrscope {

template <typename Function> auto ReaderWorker::within(const CallLimits& limits, Function function)
{
    m_database->setLimits(limits);
    auto result = function(*m_events, *m_stats, *m_ledger);
    m_database->clearLimits();
    return result;
}

template <typename T, typename Function> void SqliteStore::write(Reply<T> reply, Function function)
{
    if (!m_writer) {
        reply(Unexpected(StoreError{StoreErrorCode::ReadOnly, QStringLiteral("opened for reading only")}));
        return;
    }
    m_writer->post([reply = std::move(reply), function = std::move(function)](WriterWorker& worker) {
        reply(function(worker));
    });
}

template <typename T, typename Function>
void SqliteStore::read(WorkerThread<ReaderWorker>& reader, CallLimits limits, Reply<T> reply,
                       Function function)
{
    reader.post([limits = std::move(limits), reply = std::move(reply), function = std::move(function)](
                    ReaderWorker& worker) { reply(worker.within(limits, function)); });
}

template <typename T, typename Function>
void SqliteStore::readTables(CallLimits limits, Reply<T> reply, Function function)
{
    m_statReader->post([limits = std::move(limits), reply = std::move(reply),
                        function = std::move(function)](ReaderWorker& worker) {
        reply(worker.within(
            limits, [&](EventReader&, StatReader&, LedgerTables&) { return function(worker.database()); }));
    });
}

} // namespace nostrscope
