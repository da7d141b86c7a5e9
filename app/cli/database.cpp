// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/database.h"

#include "core/storage/schema.h"

#include <QDir>
#include <QFileInfo>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

QString noDatabase(const QString& path)
{
    return u"%1: There is no database yet. Import events or collect some first, or use another --db."_s.arg(
        path);
}

} // namespace

QString describe(const StoreError& error, const QString& path)
{
    return u"%1: %2"_s.arg(path, describe(error));
}

QString preparePath(const Options& options)
{
    const QFileInfo info(options.databasePath());
    if (info.isDir())
        return u"%1: This is a folder. Give --db the path of a file in it."_s.arg(options.databasePath());
    if (options.isProfilePath() && !QDir().mkpath(info.absolutePath()))
        return u"%1: The folder cannot be made. Check the permissions, or use --db."_s.arg(
            info.absolutePath());
    if (!QFileInfo(info.absolutePath()).isDir())
        return u"%1: There is no such folder. Make it, or use another --db."_s.arg(info.absolutePath());
    return {};
}

Expected<std::unique_ptr<SqliteStore>, OpenError> tryOpenForWriting(const Options& options,
                                                                    const Clock& clock)
{
    if (const auto error = preparePath(options); !error.isEmpty())
        return Unexpected(OpenError{error});
    const auto& path = options.databasePath();
    auto store = SqliteStore::open(path, SqliteStore::Mode::ReadWrite, clock);
    if (store)
        return std::move(*store);
    const bool isInUse = store.error().code == StoreErrorCode::InUse;
    return Unexpected(
        OpenError{describe(store.error(), path), isInUse ? store.error().detail.toLongLong() : 0});
}

Expected<std::unique_ptr<SqliteStore>, QString> openForWriting(const Options& options, const Clock& clock)
{
    auto store = tryOpenForWriting(options, clock);
    if (!store)
        return Unexpected(store.error().text);
    return std::move(*store);
}

Expected<std::unique_ptr<SqliteStore>, QString> openExisting(const Options& options, const Clock& clock)
{
    if (!QFileInfo::exists(options.databasePath()))
        return Unexpected(noDatabase(options.databasePath()));
    return openForWriting(options, clock);
}

Expected<std::unique_ptr<SqlDatabase>, QString> openForReading(const Options& options)
{
    const auto& path = options.databasePath();
    const QFileInfo info(path);
    if (info.isDir())
        return Unexpected(u"%1: This is a folder. Give --db the path of a file in it."_s.arg(path));
    if (!info.exists())
        return Unexpected(noDatabase(path));
    auto database = SqlDatabase::open(path, SqlDatabase::Mode::ReadOnly);
    if (!database)
        return Unexpected(describe(database.error(), path));
    if (const auto error = prepareReader(**database); error.code != StoreErrorCode::None)
        return Unexpected(describe(error, path));
    return std::move(*database);
}

} // namespace nostrscope
