// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/snapshot.h"
#include "core/records/store.h"

#include <QSqlDatabase>

#include <vector>

namespace nostrscope {

/// Pages of what people leaf through: the connection log and the quarantine, newest first. Rows come a page
/// at a time and are few, so this reads by Qt Sql, on a read-only connection of the thread that made it.
class LedgerPages {
public:
    [[nodiscard]] static StoreResult<std::unique_ptr<LedgerPages>> open(const QString& path);
    ~LedgerPages();
    Q_DISABLE_COPY_MOVE(LedgerPages)

    template <typename Item> struct Page {
        std::vector<Item> items;
        std::optional<qint64> next; ///< hand in as `before` for the next page; none: no more
    };
    /// Of one relay, or of all when `relay` is zero; at most `count`, none later than `until` when it is
    /// given.
    [[nodiscard]] StoreResult<Page<LogRecord>> connectionLog(RelayId relay, std::optional<qint64> before,
                                                             int count, UnixMillis until = {});
    [[nodiscard]] StoreResult<Page<QuarantinedItem>> quarantine(std::optional<qint64> before, int count);

private:
    explicit LedgerPages(QString name)
        : m_name(std::move(name))
    {
    }
    template <typename Item, typename Bind, typename Read>
    [[nodiscard]] StoreResult<Page<Item>> page(const QString& sql, Bind bind, int count, Read read);

    const QString m_name; ///< of the connection; first made, last removed
};

} // namespace nostrscope
