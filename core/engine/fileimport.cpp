// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/fileimport.h"

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

QString sentenceOf(FileFault fault, const QString& file)
{
    switch (fault) {
    case FileFault::None:
        return {};
    case FileFault::Unreadable:
        return QStringLiteral("%1 could not be read to its end. What came before is stored.").arg(file);
    case FileFault::BadCompression:
    case FileFault::TruncatedCompression:
        return QStringLiteral("%1 is damaged or cut short. What came before is stored.").arg(file);
    case FileFault::UnknownCompression:
        return QStringLiteral("%1 is compressed in a way that is not read. Unpack it, or use gzip or zstd.")
            .arg(file);
    case FileFault::UnfinishedArray:
        return QStringLiteral("%1 ends inside an array. What came before is stored.").arg(file);
    }
    Q_UNREACHABLE();
}

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
    for (const auto& file : m_files) {
        m_progress.file = file;
        m_progress.message.clear();
        const bool isRead = readFile(file, before);
        if (m_cancelled)
            break;
        if (!isRead)
            problems.append(m_progress.message);
        before += QFileInfo(file).size();
    }
    if (!m_pipeline.drainImports(drainPatience, m_cancelled) && !m_cancelled)
        problems.append(
            QStringLiteral("The database does not take the events; they are kept and stored when it does."));
    m_progress.finished = true;
    if (m_cancelled)
        problems.append(QStringLiteral("Cancelled. The events read so far are stored."));
    m_progress.message = problems.join(QLatin1Char('\n'));
    m_report(m_progress);
}

bool FileImport::readFile(const QString& path, qint64 before)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        m_progress.message = QStringLiteral("%1 cannot be opened: %2.").arg(path, file.errorString());
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
        chunk.push_back({std::move(*text), RelayId(), m_clock.now(), Origin::Import, false});
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
    m_progress.message = sentenceOf(reader.fault(), path);
    return reader.fault() == FileFault::None;
}

} // namespace nostrscope
