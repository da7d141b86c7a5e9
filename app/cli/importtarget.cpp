// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/importtarget.h"

#include <numeric>

namespace nostrscope {

namespace {

constexpr std::size_t chunkEvents = 256;
constexpr std::size_t chunkBytes = 256 * 1024;
constexpr auto progressInterval = 250; // ms

} // namespace

std::uint64_t ImportCounts::invalidTotal() const
{
    return std::accumulate(invalid.begin(), invalid.end(), std::uint64_t(0));
}

bool ImportTarget::feed(FileReader& reader, ImportCounts& counts, const QElapsedTimer& timer,
                        const ProgressListener& progress)
{
    std::vector<QByteArray> texts;
    std::size_t bytes = 0;
    qint64 shownAt = 0;
    while (auto text = reader.next()) {
        if (m_cancelled) // the text may be torn
            break;
        ++counts.read;
        bytes += static_cast<std::size_t>(text->size());
        texts.push_back(std::move(*text));
        if (texts.size() >= chunkEvents || bytes >= chunkBytes) {
            bytes = 0;
            if (!send(std::exchange(texts, {})))
                return false;
        }
        if (timer.elapsed() - shownAt >= progressInterval) {
            shownAt = timer.elapsed();
            progress({counts.read, reader.bytesRead(), double(shownAt) / 1000});
        }
    }
    return (texts.empty() || send(std::move(texts))) && !m_cancelled;
}

ImportTarget::Result ImportTarget::run(FileReader& reader, ImportCounts& counts,
                                       const ProgressListener& progress)
{
    QElapsedTimer timer;
    timer.start();
    const bool isComplete = begin() && feed(reader, counts, timer, progress);
    // Also after an interruption: what was read is worth its commit, and takes a moment only.
    finish(counts);
    counts.seconds = double(timer.nsecsElapsed()) * 1e-9;
    if (!failure().isEmpty())
        return Result::Failed;
    return isComplete ? Result::Done : Result::Cancelled;
}

} // namespace nostrscope
