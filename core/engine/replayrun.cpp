// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/replayrun.h"

#include "core/base/coretext.h"
#include "core/engine/pausedrelays.h"

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

constexpr auto storePatience = 5s; // somebody waits and wants to know soon
constexpr auto drainSlice = 250ms;

} // namespace

QString describe(RecordingFault fault, const QString& file)
{
    switch (fault) {
    case RecordingFault::None:
        return {};
    case RecordingFault::Unreadable:
        return CoreText::tr("%1: The file could not be read to its end.").arg(file);
    case RecordingFault::NotARecording:
        return CoreText::tr("%1: The file is no recording of Nostrscope.").arg(file);
    case RecordingFault::OtherVersion:
        return CoreText::tr("%1: The file is a recording of a later version of Nostrscope.").arg(file);
    case RecordingFault::CutShort:
        return CoreText::tr("%1: The file has no end, as the recorder was killed or the file is not whole; "
                            "what there is was replayed.")
            .arg(file);
    case RecordingFault::Damaged:
        return CoreText::tr("%1: The file is damaged; what comes before the damage was replayed.").arg(file);
    }
    Q_UNREACHABLE();
}

ReplayRun::ReplayRun(RecordingReader& reader, SqliteStore& store, ReplayClock& clock)
    : m_reader(reader)
    , m_store(store)
    , m_clock(clock)
    // one worker: which of several looks closer at a copy is chance
    , m_pipeline(store, store, store.lastBatch(), {.workers = 1}, nullptr)
{
}

bool ReplayRun::storeWorks()
{
    if (m_storeError)
        return false;
    auto error = m_pipeline.status().error;
    if (error.code == StoreErrorCode::None) {
        m_failingSince.reset();
        return true;
    }
    const auto now = std::chrono::steady_clock::now();
    if (!m_failingSince)
        m_failingSince = now;
    if (now - *m_failingSince < storePatience)
        return true;
    m_storeError = std::move(error);
    return false;
}

bool ReplayRun::run(double speed, const std::atomic<bool>& cancelled, const Report& report)
{
    PausedRelays relays(m_store, m_clock);
    const auto settle = [&] {
        while (!m_pipeline.drain(drainSlice)) {
            if (!storeWorks())
                return false;
        }
        return true;
    };
    const auto findRelay = [&](const QByteArray& url) {
        const auto relay = relays.find(url);
        if (!relay)
            m_storeError = relay.error();
        return relay ? std::optional(*relay) : std::nullopt;
    };
    Replayer replayer(m_reader, m_pipeline, m_clock, findRelay, settle);
    const bool isComplete = replayer.run(speed, cancelled, [&](const Replayer::Progress& at) {
        report(at);
        return storeWorks();
    });
    m_progress = replayer.progress();
    return isComplete;
}

IngestCounts ReplayRun::counts() const
{
    IngestCounts counts;
    for (const auto& origin : m_pipeline.status().counts)
        counts.add(origin);
    return counts;
}

} // namespace nostrscope
