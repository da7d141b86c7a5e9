// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/databasecheck.h"

#include "core/storage/sqlite.h"

namespace nostrscope {

namespace {

/// Large files take their time; closing the window ends it at once.
constexpr std::chrono::hours longest{24};

QString problemOf(const QString& path, const std::shared_ptr<std::atomic_bool>& cancelled)
{
    auto database = SqlDatabase::open(path, SqlDatabase::Mode::ReadOnly);
    if (!database)
        return describe(database.error());
    (*database)->setLimits({longest, cancelled});
    QStringList findings;
    SqlStatement check(**database, "PRAGMA quick_check(20)");
    while (check.step()) {
        if (check.text(0) != QLatin1StringView("ok"))
            findings.append(check.text(0));
    }
    if (findings.isEmpty() && (*database)->error().code != StoreErrorCode::None)
        return describe((*database)->error());
    return findings.join(QLatin1Char('\n'));
}

} // namespace

DatabaseCheck::DatabaseCheck(QString path, std::function<void(const QString&)> report)
    : m_path(std::move(path))
    , m_report(std::move(report))
    , m_cancelled(std::make_shared<std::atomic_bool>(false))
    , m_thread([this] { run(); })
{
}

DatabaseCheck::~DatabaseCheck()
{
    *m_cancelled = true;
    m_thread.join();
}

void DatabaseCheck::run()
{
    const auto problem = problemOf(m_path, m_cancelled);
    if (!*m_cancelled)
        m_report(problem);
}

} // namespace nostrscope
