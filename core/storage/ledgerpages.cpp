// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/ledgerpages.h"

#include "core/storage/schema.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>
#include <QVariant>

#include <limits>

namespace nostrscope {

StoreResult<std::unique_ptr<LedgerPages>> LedgerPages::open(const QString& path)
{
    // The identity of the file is judged in one place; Qt Sql would read any database.
    auto checked = SqlDatabase::open(path, SqlDatabase::Mode::ReadOnly);
    if (!checked)
        return Unexpected(checked.error());
    if (auto error = prepareReader(**checked); error.code != StoreErrorCode::None)
        return Unexpected(error);
    std::unique_ptr<LedgerPages> pages(new LedgerPages(QUuid::createUuid().toString()));
    auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), pages->m_name);
    database.setDatabaseName(path);
    database.setConnectOptions(QStringLiteral("QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=5000"));
    if (!database.open())
        return Unexpected(StoreError{StoreErrorCode::CannotOpen, database.lastError().text()});
    return pages;
}

LedgerPages::~LedgerPages()
{
    QSqlDatabase::removeDatabase(m_name);
}

template <typename Item, typename Bind, typename Read>
StoreResult<LedgerPages::Page<Item>> LedgerPages::page(const QString& sql, Bind bind, int count, Read read)
{
    QSqlQuery query(QSqlDatabase::database(m_name));
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return Unexpected(StoreError{StoreErrorCode::Failed, query.lastError().text()});
    bind(query);
    query.addBindValue(count + 1); // one more tells whether there is a next page
    if (!query.exec())
        return Unexpected(StoreError{StoreErrorCode::Failed, query.lastError().text()});
    Page<Item> page;
    qint64 last = 0;
    while (query.next()) {
        if (page.items.size() == static_cast<std::size_t>(count)) {
            page.next = last;
            break;
        }
        last = query.value(0).toLongLong();
        page.items.push_back(read(query));
    }
    return page;
}

StoreResult<LedgerPages::Page<LogRecord>>
LedgerPages::connectionLog(RelayId relay, std::optional<qint64> before, int count, UnixMillis until)
{
    const auto sql = QStringLiteral(
        "SELECT connection_log.no, at, level, service, relay, message, relay.url FROM connection_log "
        "LEFT JOIN relay ON relay.id = connection_log.relay "
        "WHERE connection_log.no < ? AND (? = 0 OR relay = ?) AND (? = 0 OR at <= ?) ORDER BY "
        "connection_log.no DESC LIMIT ?");
    return page<LogRecord>(
        sql,
        [&](QSqlQuery& query) {
            query.addBindValue(before.value_or(std::numeric_limits<qint64>::max()));
            query.addBindValue(relay.number());
            query.addBindValue(relay.number());
            query.addBindValue(QVariant::fromValue<qlonglong>(toMillis(until)));
            query.addBindValue(QVariant::fromValue<qlonglong>(toMillis(until)));
        },
        count,
        [](const QSqlQuery& query) {
            LogRecord record;
            record.at = fromMillis(query.value(1).toLongLong());
            record.level = static_cast<LogLevel>(query.value(2).toInt());
            record.service = query.value(3).toString();
            record.relay = RelayId(query.value(4).toUInt());
            record.message = query.value(5).toString();
            record.relayUrl = QString::fromUtf8(query.value(6).toByteArray());
            return record;
        });
}

StoreResult<LedgerPages::Page<QuarantinedItem>> LedgerPages::quarantine(std::optional<qint64> before,
                                                                        int count)
{
    const auto sql = QStringLiteral(
        "SELECT no, at, relay, reason, excerpt FROM quarantine WHERE no < ? ORDER BY no DESC LIMIT ?");
    return page<QuarantinedItem>(
        sql,
        [&](QSqlQuery& query) { query.addBindValue(before.value_or(std::numeric_limits<qint64>::max())); },
        count,
        [](const QSqlQuery& query) {
            QuarantinedItem item;
            item.arrivedAt = fromMillis(query.value(1).toLongLong());
            item.relay = RelayId(query.value(2).toUInt());
            item.reason = static_cast<InvalidReason>(query.value(3).toUInt());
            item.excerpt = query.value(4).toByteArray();
            return item;
        });
}

} // namespace nostrscope
