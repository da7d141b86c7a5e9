// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/ledgertables.h"

namespace nostrscope {

namespace {

constexpr const char* entryColumns =
    "SELECT id, url, name, purpose, source, paused, starred, added_at, last_eose_at FROM relay";
constexpr std::int64_t logKeptMillis = std::int64_t(30) * 86400 * 1000;

} // namespace

LedgerTables::LedgerTables(SqlDatabase& database)
    : m_database(database)
{
}

RelayEntry LedgerTables::entryOf(SqlStatement& row) const
{
    RelayEntry entry;
    entry.id = RelayId(static_cast<std::uint32_t>(row.integer(0)));
    entry.url = row.blob(1).toByteArray();
    entry.name = row.text(2);
    entry.purpose = row.text(3);
    entry.source = static_cast<RelaySource>(row.integer(4));
    entry.paused = row.integer(5) != 0;
    entry.starred = row.integer(6) != 0;
    entry.addedAt = fromMillis(row.integer(7));
    entry.lastEoseAt = fromMillis(row.integer(8));
    return entry;
}

StoreResult<std::vector<RelayEntry>> LedgerTables::relays()
{
    m_database.clearError();
    std::vector<RelayEntry> all;
    SqlStatement rows(m_database, QByteArray(entryColumns) + " WHERE removed = 0 ORDER BY id");
    while (rows.step())
        all.push_back(entryOf(rows));
    if (m_database.error().code != StoreErrorCode::None)
        return Unexpected(m_database.error());
    return all;
}

StoreResult<std::vector<RelayEntry>> LedgerTables::addRelays(const std::vector<RelayEntry>& relays)
{
    m_database.clearError();
    SqlTransaction transaction(m_database);
    // A relay that was removed comes back with its history; one that is known keeps what it has.
    SqlStatement insert(
        m_database,
        "INSERT INTO relay(url, name, purpose, source, paused, starred, removed, added_at, last_eose_at) "
        "VALUES(?, ?, ?, ?, ?, ?, 0, ?, 0) ON CONFLICT(url) DO UPDATE SET removed = 0");
    SqlStatement find(m_database, QByteArray(entryColumns) + " WHERE url = ?");
    std::vector<RelayEntry> added;
    for (const auto& relay : relays) {
        insert.bind(1, relay.url).bindText(2, relay.name).bindText(3, relay.purpose);
        insert.bind(4, int(relay.source)).bind(5, int(relay.paused)).bind(6, int(relay.starred));
        insert.bind(7, toMillis(relay.addedAt));
        if (!insert.run() || !find.bind(1, relay.url).step())
            return Unexpected(m_database.error());
        added.push_back(entryOf(find));
        find.reset();
    }
    if (!transaction.isOpen() || !transaction.commit())
        return Unexpected(m_database.error());
    return added;
}

template <typename Items, typename Function>
StoreResult<Nothing> LedgerTables::forAll(const Items& items, Function function)
{
    m_database.clearError();
    SqlTransaction transaction(m_database);
    for (const auto& item : items) {
        if (!function(item))
            return Unexpected(m_database.error());
    }
    if (!transaction.isOpen() || !transaction.commit())
        return Unexpected(m_database.error());
    return Nothing{};
}

StoreResult<Nothing> LedgerTables::setRemoved(const std::vector<RelayId>& relays, bool removed)
{
    SqlStatement update(m_database, "UPDATE relay SET removed = ? WHERE id = ?");
    return forAll(relays,
                  [&](RelayId relay) { return update.bind(1, int(removed)).bind(2, relay.number()).run(); });
}

StoreResult<Nothing> LedgerTables::setPaused(const std::vector<RelayId>& relays, bool paused)
{
    SqlStatement update(m_database, "UPDATE relay SET paused = ? WHERE id = ?");
    return forAll(relays,
                  [&](RelayId relay) { return update.bind(1, int(paused)).bind(2, relay.number()).run(); });
}

StoreResult<Nothing> LedgerTables::setStarred(const std::vector<RelayId>& relays, bool starred)
{
    SqlStatement update(m_database, "UPDATE relay SET starred = ? WHERE id = ?");
    return forAll(relays,
                  [&](RelayId relay) { return update.bind(1, int(starred)).bind(2, relay.number()).run(); });
}

StoreResult<Nothing> LedgerTables::setLastEose(const std::vector<std::pair<RelayId, UnixMillis>>& times)
{
    SqlStatement update(m_database, "UPDATE relay SET last_eose_at = max(last_eose_at, ?) WHERE id = ?");
    return forAll(times, [&](const std::pair<RelayId, UnixMillis>& time) {
        return update.bind(1, toMillis(time.second)).bind(2, time.first.number()).run();
    });
}

StoreResult<Nothing> LedgerTables::appendLog(const std::vector<LogRecord>& records)
{
    SqlStatement insert(
        m_database, "INSERT INTO connection_log(at, level, service, relay, message) VALUES(?, ?, ?, ?, ?)");
    auto result = forAll(records, [&](const LogRecord& record) {
        insert.bind(1, toMillis(record.at)).bind(2, int(record.level)).bindText(3, record.service);
        return insert.bind(4, record.relay.number()).bindText(5, record.message).run();
    });
    if (!result || records.empty())
        return result;
    SqlStatement trim(
        m_database,
        "DELETE FROM connection_log WHERE no IN (SELECT no FROM connection_log WHERE at < ? LIMIT 1000)");
    if (!trim.bind(1, toMillis(records.back().at) - logKeptMillis).run())
        return Unexpected(m_database.error());
    return result;
}

} // namespace nostrscope
