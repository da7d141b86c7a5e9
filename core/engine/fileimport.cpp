// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/fileimport.h"

#include "core/base/coretext.h"
#include "core/engine/filepreview.h"
#include "core/ingest/filereader.h"

#include <QFile>
#include <QFileInfo>

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

constexpr std::size_t chunkEvents = 256;
constexpr std::size_t chunkBytes = 1024 * 1024;
constexpr auto reportEvery = 250ms;
constexpr auto drainPatience = 60s;
constexpr auto cancelPatience = 5s;

} // namespace

FileImport::FileImport(QStringList files, IngestPipeline& pipeline, const Clock& clock,
                       std::function<void(const Progress&)> report)
    : m_files(std::move(files))
    , m_pipeline(pipeline)
    , m_clock(clock)
    , m_report(std::move(report))
{
    for (const auto& file : m_files)
        m_progress.total += QFileInfo(file).size();
    m_thread = std::thread([this] { run(); });
}

FileImport::~FileImport()
{
    cancel();
    m_thread.join();
}

void FileImport::cancel()
{
    m_cancelled = true;
    setPaused(false); // a paused one has to notice
}

void FileImport::setPaused(bool paused)
{
    m_paused = paused;
    m_paused.notify_all();
}

void FileImport::run()
{
    qint64 before = 0;
    QStringList problems;
    const auto countsBefore = countsNow();
    (void)m_pipeline.takeFaults(); // of imports before
    std::uint64_t number = 0;
    for (const auto& file : m_files) {
        m_progress.file = file;
        m_progress.message.clear();
        const bool isRead = readFile(file, number++, before);
        if (m_cancelled)
            break;
        if (!isRead)
            problems.append(m_progress.message);
        before += QFileInfo(file).size();
    }
    // What was read is stored, also after a cancel; that takes a moment only.
    bool isStored = !m_cancelled && m_pipeline.drainImports(drainPatience, m_cancelled);
    const std::atomic<bool> never{false};
    if (m_cancelled)
        isStored = m_pipeline.drainImports(cancelPatience, never);
    if (!isStored && !m_cancelled)
        problems.append(
            CoreText::tr("The database does not take the events; they are kept and stored when it does."));
    m_progress.finished = true;
    if (m_cancelled)
        problems.append(CoreText::tr("Cancelled. The events read so far are stored."));
    m_progress.message = problems.join(QLatin1Char('\n'));
    fillResult(countsBefore, problems.isEmpty());
    m_report(m_progress);
}

IngestCounts FileImport::countsNow() const
{
    return m_pipeline.status().counts[static_cast<std::size_t>(Origin::Import)];
}

/// No other import runs beside this one, so the difference is ours.
void FileImport::fillResult(const IngestCounts& before, bool isDone)
{
    const auto after = countsNow();
    m_result.stored = after.stored - before.stored;
    m_result.duplicate = after.duplicates - before.duplicates;
    m_result.ephemeral = after.ephemeral - before.ephemeral;
    m_result.belowFloor = after.belowFloor - before.belowFloor;
    for (std::size_t i = 0; i < m_result.invalid.size(); ++i)
        m_result.invalid[i] = after.invalid[i] - before.invalid[i];
    for (const auto& [place, reason] : m_pipeline.takeFaults()) {
        const auto file = static_cast<qsizetype>(place >> lineBits);
        m_result.faults.push_back(
            {m_files.value(file), place & ((std::uint64_t(1) << lineBits) - 1), reason});
    }
    auto& result = m_progress.result;
    result.kind = TaskKind::Import;
    result.file = m_files.value(0);
    result.end = m_cancelled ? TaskEnd::Cancelled : isDone ? TaskEnd::Done : TaskEnd::Failed;
    if (result.end == TaskEnd::Failed)
        result.error = m_progress.message;
    result.figures = m_result;
}

bool FileImport::readFile(const QString& path, std::uint64_t number, qint64 before)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        m_progress.message = CoreText::tr("%1 cannot be opened: %2.").arg(path, file.errorString());
        return false;
    }
    // A text without an end (a packed bomb, a device) keeps the reader from returning: its source ends then.
    FileReader reader(
        [this, &file](char* data, qint64 maxSize) { return m_cancelled ? 0 : file.read(data, maxSize); });
    std::vector<RawEvent> chunk;
    std::size_t bytes = 0;
    auto reportedAt = m_clock.monotonic();
    const auto flush = [&] {
        bytes = 0;
        return chunk.empty() || m_pipeline.submit(std::exchange(chunk, {}), m_cancelled);
    };
    while (auto text = reader.next()) {
        m_paused.wait(true);
        if (m_cancelled) // the text may be torn
            break;
        bytes += static_cast<std::size_t>(text->size());
        ++m_result.read;
        chunk.push_back({std::move(*text), RelayId(), m_clock.now(), Origin::Import, false,
                         (number << lineBits) | reader.line()});
        if ((chunk.size() >= chunkEvents || bytes >= chunkBytes) && !flush())
            break;
        if (m_clock.monotonic() - reportedAt >= reportEvery) {
            reportedAt = m_clock.monotonic();
            m_progress.done = before + static_cast<qint64>(reader.bytesRead());
            m_report(m_progress);
        }
    }
    (void)flush(); // what is read is stored, also after a cancel
    m_progress.done = before + static_cast<qint64>(reader.bytesRead());
    if (reader.fault() != FileFault::None)
        m_progress.message = CoreText::tr("%1, line %2: %3 What came before is stored.")
                                 .arg(path)
                                 .arg(reader.line())
                                 .arg(describe(reader.fault()));
    return reader.fault() == FileFault::None;
}

} // namespace nostrscope
