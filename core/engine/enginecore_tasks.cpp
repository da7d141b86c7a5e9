// SPDX-License-Identifier: GPL-3.0-or-later
// Long work that a window or another process asks for, and questions that need a connection of their own.
#include "core/engine/enginecorejobs.h"
#include "core/engine/filepreview.h"
#include "core/storage/ledgerpages.h"
#include "core/storage/retentionrun.h"
#include "core/storage/storefigures.h"

namespace nostrscope {

namespace {

constexpr std::chrono::hours longest{24}; ///< such questions are ended by who asked

/// English, for logs and titles where the window has no words of its own.
QString titleOf(const StoreTaskOrder& order)
{
    switch (order.kind) {
    case TaskKind::Import:
    case TaskKind::Export:
    case TaskKind::Backup:
    case TaskKind::Record:
    case TaskKind::Replay:
        return order.file;
    case TaskKind::Retention:
        return QStringLiteral("Retention");
    case TaskKind::Compress:
        return QStringLiteral("Compression");
    case TaskKind::Check:
        return QStringLiteral("Check");
    case TaskKind::Verify:
        return QStringLiteral("Verification");
    case TaskKind::Vacuum:
        return QStringLiteral("Vacuum");
    }
    Q_UNREACHABLE();
}

} // namespace

StoreResult<std::unique_ptr<SqlDatabase>> openReader(const QString& path,
                                                     const BackgroundJob::Cancelled& cancelled)
{
    auto database = SqlDatabase::open(path, SqlDatabase::Mode::ReadOnly);
    if (!database)
        return database;
    if (const auto error = prepareReader(**database); error.code != StoreErrorCode::None)
        return Unexpected(error);
    (*database)->setLimits({longest, cancelled});
    return database;
}

/// The last news of a task: what it says is "finished" with an empty message only when all went well.
void EngineCore::endTask(int task, const QString& title, const TaskResult& result)
{
    emit taskEnded(task, result);
    const auto message = result.end == TaskEnd::Done ? QString()
        : result.end == TaskEnd::Cancelled           ? CoreText::tr("Cancelled.")
                                                     : result.error;
    emit taskChanged(task, title, 0, 0, true, message);
}

void EngineCore::refuseTask(int task, const TaskInfo& info, const QString& title, const QString& message)
{
    emit taskStarted(task, info);
    TaskResult result;
    result.kind = info.kind;
    result.end = TaskEnd::Failed;
    result.file = title;
    result.error = message;
    endTask(task, title, result);
}

void EngineCore::importFiles(int task, const QStringList& files)
{
    const auto info = StoreTask::infoOf(TaskKind::Import);
    if (!m_pipeline) {
        refuseTask(task, info, files.value(0), CoreText::tr("The database is not open."));
        return;
    }
    if (m_control.isImporting()) {
        refuseTask(task, info, files.value(0),
                   CoreText::tr("Another process imports into this database. Try again when it is done."));
        return;
    }
    emit taskStarted(task, info);
    emit taskChanged(task, files.value(0), 0, 0, false, {});
    m_waitingImports.emplace_back(task, files);
    startNextImport();
}

void EngineCore::startNextImport()
{
    if (m_waitingImports.empty() || !m_imports.empty())
        return;
    const auto [task, files] = std::move(m_waitingImports.front());
    m_waitingImports.pop_front();
    m_imports[task] = std::make_unique<FileImport>(
        files, *m_pipeline, m_clock, [this, task = task](const FileImport::Progress& progress) {
            QMetaObject::invokeMethod(this, [this, task, progress] { onImportProgress(task, progress); });
        });
}

void EngineCore::onImportProgress(int task, const FileImport::Progress& progress)
{
    if (progress.finished)
        emit taskEnded(task, progress.result);
    emit taskChanged(task, progress.file, progress.done, progress.total, progress.finished, progress.message);
    if (!progress.finished)
        return;
    m_imports.erase(task);
    startNextImport();
}

void EngineCore::startStoreTask(int task, const StoreTaskOrder& order)
{
    const auto info = StoreTask::infoOf(order.kind);
    const auto title = titleOf(order);
    if (!m_store) {
        refuseTask(task, info, title, CoreText::tr("The database is not open."));
        return;
    }
    if (order.kind == TaskKind::Record) {
        startRecordTask(task, order);
        return;
    }
    if (order.kind == TaskKind::Replay) {
        startReplay(task, order);
        return;
    }
    const bool isBusy = std::any_of(m_storeTasks.begin(), m_storeTasks.end(), [](const auto& entry) {
        return StoreTask::isWriting(entry.second->kind());
    });
    if (isBusy && StoreTask::isWriting(order.kind)) {
        refuseTask(task, info, title,
                   CoreText::tr("Another task works on the database. Start this one when it is done."));
        return;
    }
    emit taskStarted(task, info);
    emit taskChanged(task, title, 0, 0, false, {});
    StoreTask::Listener listener;
    listener.progress = [this, task, title](qint64 done, qint64 total) {
        QMetaObject::invokeMethod(this, [this, task, title, done, total] {
            emit taskChanged(task, title, done, total, false, {});
        });
    };
    listener.ended = [this, task, title](const TaskResult& result) {
        QMetaObject::invokeMethod(this, [this, task, title, result] {
            m_storeTasks.erase(task);
            endTask(task, title, result);
        });
    };
    m_storeTasks[task] = std::make_unique<StoreTask>(order, *m_store, m_clock, std::move(listener));
}

void EngineCore::cancelTask(int task)
{
    if (endRecordTask(task, TaskEnd::Done))
        return;
    if (const auto replay = m_replays.find(task); replay != m_replays.end())
        replay->second->cancel();
    if (const auto import = m_imports.find(task); import != m_imports.end())
        import->second->cancel();
    if (const auto work = m_storeTasks.find(task); work != m_storeTasks.end())
        work->second->cancel();
    const auto waiting = std::find_if(m_waitingImports.begin(), m_waitingImports.end(),
                                      [task](const auto& entry) { return entry.first == task; });
    if (waiting == m_waitingImports.end())
        return;
    TaskResult result;
    result.end = TaskEnd::Cancelled;
    result.file = waiting->second.value(0);
    result.figures = ImportResult();
    m_waitingImports.erase(waiting);
    endTask(task, result.file, result);
}

void EngineCore::pauseTask(int task, bool paused)
{
    if (const auto import = m_imports.find(task); import != m_imports.end())
        import->second->setPaused(paused);
    if (const auto work = m_storeTasks.find(task); work != m_storeTasks.end())
        work->second->setPaused(paused);
}

void EngineCore::checkDatabase(int token)
{
    if (!m_store) {
        emit databaseChecked(token, CoreText::tr("It cannot be opened."));
        return;
    }
    m_check = std::make_unique<DatabaseCheck>(m_config.databasePath, [this, token](const QString& problem) {
        QMetaObject::invokeMethod(this, [this, token, problem] { emit databaseChecked(token, problem); });
    });
}

void EngineCore::previewImport(int token, const QString& file)
{
    startJob<FilePreview>(
        token,
        [file](const BackgroundJob::Cancelled& cancelled) -> StoreResult<FilePreview> {
            return previewFile(file, *cancelled);
        },
        [this, token](const auto& preview) { emit importPreviewed(token, preview); });
}

void EngineCore::planRetention(int token, const RetentionPolicy& policy)
{
    startJob<RetentionReport>(
        token,
        [path = m_config.databasePath,
         policy](const BackgroundJob::Cancelled& cancelled) -> StoreResult<RetentionReport> {
            const auto reader = openReader(path, cancelled);
            if (!reader)
                return Unexpected(reader.error());
            return nostrscope::planRetention(**reader, policy,
                                             [&cancelled](quint64, quint64) { return !*cancelled; });
        },
        [this, token](const auto& plan) { emit retentionPlanned(token, plan); });
}

void EngineCore::readStoreFigures(int token)
{
    startJob<StoreFigures>(
        token,
        [path = m_config.databasePath,
         now = m_clock.now()](const BackgroundJob::Cancelled& cancelled) -> StoreResult<StoreFigures> {
            const auto reader = openReader(path, cancelled);
            if (!reader)
                return Unexpected(reader.error());
            return nostrscope::readStoreFigures(**reader, path, now);
        },
        [this, token](const auto& figures) { emit storeFiguresRead(token, figures); });
}

void EngineCore::readLog(int token, const LogQuery& query)
{
    startJob<LogPage>(
        token,
        [path = m_config.databasePath, query](const BackgroundJob::Cancelled&) -> StoreResult<LogPage> {
            const auto pages = LedgerPages::open(path);
            if (!pages)
                return Unexpected(pages.error());
            auto page = (*pages)->connectionLog(
                {}, query.before, std::clamp(query.count, 1, LogQuery::maximumCount), query.until);
            if (!page)
                return Unexpected(page.error());
            return LogPage{std::move(page->items), page->next};
        },
        [this, token](const auto& page) { emit logRead(token, page); });
}

void EngineCore::retryStore()
{
    if (!m_store)
        open();
    else if (m_analytics)
        m_analytics->post([](Analytics& analytics) { analytics.readSizes(); });
}

} // namespace nostrscope
