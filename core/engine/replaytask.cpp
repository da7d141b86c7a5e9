// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/replaytask.h"

#include "core/base/coretext.h"
#include "core/engine/replayrun.h"

#include <QFile>
#include <QTemporaryDir>

namespace nostrscope {

namespace {

RecordingReader readerOf(QFile& file)
{
    return RecordingReader([&file](char* data, qint64 maxSize) { return file.read(data, maxSize); });
}

} // namespace

ReplayTask::ReplayTask(StoreTaskOrder order, Listener listener)
    : m_order(std::move(order))
    , m_listener(std::move(listener))
{
    m_result.kind = TaskKind::Replay;
    m_result.file = m_order.file;
    m_thread = std::thread([this] {
        work();
        m_listener.ended(m_result);
    });
}

ReplayTask::~ReplayTask()
{
    cancel();
    m_thread.join();
}

void ReplayTask::fail(const QString& error)
{
    m_result.end = TaskEnd::Failed;
    m_result.error = error;
}

void ReplayTask::work()
{
    {
        // Of what is no recording no database is made.
        QFile file(m_order.file);
        if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
            fail(CoreText::tr("%1 cannot be opened: %2.").arg(m_order.file, file.errorString()));
            return;
        }
        auto reader = readerOf(file);
        if (!reader.next() && reader.fault() != RecordingFault::None) {
            fail(describe(reader.fault(), m_order.file));
            return;
        }
    }
    if (m_order.database.isEmpty()) {
        const QTemporaryDir folder;
        if (folder.isValid())
            replayInto(folder.filePath(QStringLiteral("replay.sqlite")));
        else
            fail(CoreText::tr("No temporary folder can be made: %1.").arg(folder.errorString()));
    } else if (QFile::exists(m_order.database)) {
        fail(CoreText::tr("%1 exists already. A replay needs a new file.").arg(m_order.database));
    } else {
        replayInto(m_order.database);
    }
}

void ReplayTask::replayInto(const QString& database)
{
    QFile file(m_order.file);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
        fail(CoreText::tr("%1 cannot be opened: %2.").arg(m_order.file, file.errorString()));
        return;
    }
    auto reader = readerOf(file);
    ReplayClock clock;
    const auto store = SqliteStore::open(database, SqliteStore::Mode::ReadWrite, clock);
    if (!store) {
        fail(QStringLiteral("%1: %2").arg(database, describe(store.error())));
        return;
    }
    ReplayRun run(reader, **store, clock);
    const bool isComplete = run.run(m_order.speed, m_cancelled, [&](const Replayer::Progress& at) {
        m_listener.progress(at.frames, static_cast<qint64>(at.fileBytes), file.size());
    });
    const auto counts = run.counts();
    ReplayResult figures;
    figures.database = m_order.database;
    figures.frames = run.progress().frames;
    figures.relays = reader.relays().size();
    figures.stored = counts.stored;
    figures.duplicate = counts.duplicates;
    figures.ephemeral = counts.ephemeral;
    figures.invalid = counts.invalid;
    figures.length = run.progress().time - run.progress().begin;
    m_result.figures = figures;
    if (run.storeError())
        fail(QStringLiteral("%1: %2").arg(database, describe(*run.storeError())));
    else if (!isComplete)
        m_result.end = TaskEnd::Cancelled;
    else if (reader.fault() != RecordingFault::None)
        fail(describe(reader.fault(), m_order.file));
}

} // namespace nostrscope
