// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/storetask.h"

#include "core/base/coretext.h"
#include "core/storage/compression.h"
#include "core/storage/eventexport.h"
#include "core/storage/retentionrun.h"
#include "core/storage/schema.h"
#include "core/storage/storewriter.h"

#include <QFileInfo>
#include <QSaveFile>

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

constexpr auto tellEvery = 250ms;
constexpr std::chrono::hours longest{24 * 30}; ///< a task is ended by people, not by a clock

quint64 sizeOf(const QString& path)
{
    return static_cast<quint64>(QFileInfo(path).size());
}

} // namespace

TaskInfo StoreTask::infoOf(TaskKind kind)
{
    switch (kind) {
    case TaskKind::Import:
    case TaskKind::Backup:
        return {kind, TaskUnit::Bytes, true};
    case TaskKind::Check:
        return {kind, TaskUnit::Steps, true};
    case TaskKind::Vacuum:
        return {kind, TaskUnit::Steps, false};
    case TaskKind::Record:
    case TaskKind::Replay:
        return {kind, TaskUnit::Bytes, false};
    case TaskKind::Export:
    case TaskKind::Retention:
    case TaskKind::Compress:
    case TaskKind::Verify:
        return {kind, TaskUnit::Events, true};
    }
    Q_UNREACHABLE();
}

bool StoreTask::isWriting(TaskKind kind)
{
    return kind == TaskKind::Retention || kind == TaskKind::Compress || kind == TaskKind::Backup
        || kind == TaskKind::Vacuum;
}

StoreTask::StoreTask(StoreTaskOrder order, SqliteStore& store, const Clock& clock, Listener listener)
    : m_order(std::move(order))
    , m_store(store)
    , m_clock(clock)
    , m_listener(std::move(listener))
    , m_thread([this] { run(); })
{
}

StoreTask::~StoreTask()
{
    cancel();
    m_thread.join();
}

void StoreTask::cancel()
{
    *m_cancelled = true;
    setPaused(false); // a paused one has to notice
}

void StoreTask::setPaused(bool paused)
{
    m_paused = paused;
    m_paused.notify_all();
}

bool StoreTask::goesOn(quint64 done, quint64 total)
{
    const auto now = m_clock.monotonic();
    if (!m_toldAt || now - *m_toldAt >= tellEvery) {
        m_toldAt = now;
        m_listener.progress(static_cast<qint64>(done), static_cast<qint64>(total));
    }
    m_paused.wait(true);
    return !*m_cancelled;
}

void StoreTask::fail(const StoreError& error, const QString& file)
{
    if (error.code == StoreErrorCode::Cancelled) {
        markCancelled();
        return;
    }
    m_result.end = TaskEnd::Failed;
    m_result.error = file.isEmpty() ? describe(error) : QStringLiteral("%1: %2").arg(file, describe(error));
}

template <typename Report> void StoreTask::take(StoreResult<Report> report)
{
    if (!report)
        fail(report.error());
    else
        m_result.figures = std::move(*report);
}

void StoreTask::run()
{
    m_result.kind = m_order.kind;
    m_result.file = m_order.file;
    auto reader = SqlDatabase::open(m_store.path(), SqlDatabase::Mode::ReadOnly);
    if (!reader) {
        fail(reader.error());
    } else if (const auto error = prepareReader(**reader); error.code != StoreErrorCode::None) {
        fail(error);
    } else {
        (*reader)->setLimits({longest, m_cancelled});
        work(**reader);
    }
    m_listener.ended(m_result);
}

void StoreTask::work(SqlDatabase& reader)
{
    const WriterAccess access = [this](const auto& function) { m_store.withWriter(function); };
    const auto progress = [this](quint64 done, quint64 total) { return goesOn(done, total); };
    switch (m_order.kind) {
    case TaskKind::Export:
        return runExport(reader);
    case TaskKind::Retention: {
        take(applyRetention(access, reader, m_order.policy, progress));
        const auto* report = std::get_if<RetentionReport>(&m_result.figures);
        if (report != nullptr && (report->left > 0 || !report->trim.complete))
            markCancelled();
        return;
    }
    case TaskKind::Compress: {
        take(compressBodies(access, reader, progress));
        const auto* report = std::get_if<CompressReport>(&m_result.figures);
        if (report != nullptr && !report->complete)
            markCancelled();
        return;
    }
    case TaskKind::Backup:
        return runBackup();
    case TaskKind::Check:
        return runCheck(reader);
    case TaskKind::Verify: {
        take(verifyEvents(reader, progress));
        const auto* report = std::get_if<VerifyReport>(&m_result.figures);
        if (report != nullptr && !report->complete)
            markCancelled();
        return;
    }
    case TaskKind::Vacuum:
        return runVacuum();
    case TaskKind::Import:
    case TaskKind::Record:
    case TaskKind::Replay:
        break; // not here
    }
    Q_UNREACHABLE();
}

void StoreTask::runExport(SqlDatabase& reader)
{
    if (isOfDatabase(m_order.file, m_store.path())) {
        m_result.end = TaskEnd::Failed;
        m_result.error = CoreText::tr("%1 is the database itself. Choose another file.").arg(m_order.file);
        return;
    }
    QSaveFile file(m_order.file); // whole or not at all
    const auto failWriting = [&] {
        m_result.end = TaskEnd::Failed;
        m_result.error = CoreText::tr("%1 cannot be written: %2.").arg(m_order.file, file.errorString());
    };
    if (!file.open(QIODevice::WriteOnly)) {
        failWriting();
        return;
    }
    const auto total = countMatching(reader, m_order.filter).value_or(0);
    EventReader events(reader);
    ExportResult result;
    const Exporter* running = nullptr;
    Exporter exporter(events, m_order.format, [&](QByteArrayView bytes) {
        result.bytes += static_cast<quint64>(bytes.size());
        const bool isWritten = file.write(bytes.data(), bytes.size()) == bytes.size();
        (void)goesOn(running != nullptr ? running->count() : 0, total); // the exporter looks at the flag
        return isWritten;
    });
    running = &exporter;
    switch (exporter.run(m_order.filter, *m_cancelled)) {
    case Exporter::Result::Cancelled:
        markCancelled();
        return;
    case Exporter::Result::StoreFailed:
        fail(exporter.storeError());
        return;
    case Exporter::Result::Done:
        if (file.commit())
            break;
        [[fallthrough]];
    case Exporter::Result::WriteFailed:
        failWriting();
        return;
    }
    result.events = exporter.count();
    result.trimmed = exporter.trimmed();
    m_result.figures = result;
}

void StoreTask::runCheck(SqlDatabase& reader)
{
    // One moment for all questions, or what is written between two of them would look like damage.
    if (!reader.exec("BEGIN")) {
        fail(reader.error());
        return;
    }
    auto problems =
        checkDatabase(reader, [this](quint64 done, quint64 total) { return goesOn(done, total); });
    reader.exec("ROLLBACK");
    if (!problems)
        fail(problems.error());
    else if (*m_cancelled)
        markCancelled();
    else
        m_result.figures = CheckResult{*problems};
}

void StoreTask::runBackup()
{
    if (QFileInfo::exists(m_order.file)) {
        m_result.end = TaskEnd::Failed;
        m_result.error =
            CoreText::tr("%1: There is a file of that name already. Choose another one.").arg(m_order.file);
        return;
    }
    quint64 pageBytes = 0;
    m_store.withWriter([&pageBytes](StoreWriter& writer) {
        pageBytes = static_cast<quint64>(writer.database().value("PRAGMA page_size"));
    });
    const auto done =
        backupDatabase([this](const auto& function) { m_store.withWriter(function); }, m_order.file,
                       [this, pageBytes](quint64 pages, quint64 total) {
                           return goesOn(pages * pageBytes, total * pageBytes);
                       });
    if (!done)
        fail(done.error(), m_order.file);
    else
        m_result.figures = BackupResult{sizeOf(m_order.file)};
}

void StoreTask::runVacuum()
{
    VacuumResult result;
    result.bytesBefore = sizeOf(m_store.path());
    if (!goesOn(0, 0)) {
        markCancelled();
        return;
    }
    StoreError error;
    m_store.withWriter([&](StoreWriter& writer) {
        auto& database = writer.database();
        database.setLimits({longest, m_cancelled});
        if (const auto done = vacuumDatabase(database, m_store.path()); !done)
            error = done.error();
        database.clearLimits();
    });
    if (error.code != StoreErrorCode::None) {
        fail(error);
        return;
    }
    result.bytes = sizeOf(m_store.path());
    m_result.figures = result;
}

} // namespace nostrscope
