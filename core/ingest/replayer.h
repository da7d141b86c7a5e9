// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/ingest/recordingreader.h"
#include "core/records/rawsink.h"

#include <atomic>
#include <condition_variable>
#include <mutex>

namespace nostrscope {

/// The time of a recording. Thread safe; set() by the one who replays.
class ReplayClock final : public Clock {
public:
    [[nodiscard]] UnixMillis now() const override { return fromMillis(m_now); }
    /// Of the system: upkeep and time-outs take their time also when a recording runs fast.
    [[nodiscard]] std::chrono::milliseconds monotonic() const override { return SystemClock().monotonic(); }
    /// Never back: frames of several relays are not in order.
    void advanceTo(UnixMillis time)
    {
        if (toMillis(time) > m_now)
            m_now = toMillis(time);
    }

private:
    std::atomic<std::int64_t> m_now{0};
};

/// Hands the frames of a recording to a sink, so that the same recording makes the same database, at any
/// speed: in the order in which they were recorded, and in portions that only the recording decides. Each
/// portion is settled before the next one, since a copy of an event is treated otherwise when the event is
/// stored already.
class Replayer {
public:
    struct Progress {
        std::uint64_t frames = 0; ///< of events
        std::uint64_t messages = 0; ///< others, which a replay passes over
        std::uint64_t fileBytes = 0; ///< read so far, packed
        UnixMillis begin{}; ///< of the recording: of its first frame
        UnixMillis time{}; ///< of the recording
    };
    /// The relay of this url, in the store that is written to; asked once for each relay, at the time of its
    /// first frame. None ends the replay.
    using FindRelay = std::function<std::optional<RelayId>(const QByteArray& url)>;
    /// Waits until all that the sink took is stored; false when it will not be.
    using Settle = std::function<bool()>;

    Replayer(RecordingReader& reader, RawEventSink& sink, ReplayClock& clock, FindRelay findRelay,
             Settle settle);
    ~Replayer();
    Q_DISABLE_COPY_MOVE(Replayer)

    /// `speed`: 2 is twice as fast as it was recorded; 0: as fast as the sink takes it. `report` is called a
    /// few times a second; when it returns false, or `cancelled`, it ends early. True when all frames were
    /// taken.
    [[nodiscard]] bool run(double speed, const std::atomic<bool>& cancelled,
                           const std::function<bool(const Progress&)>& report);
    [[nodiscard]] const Progress& progress() const noexcept { return m_progress; }

private:
    [[nodiscard]] bool take(RecordedFrame frame);
    [[nodiscard]] bool send();
    /// Sleeps, at most for a moment; false when it is over.
    [[nodiscard]] bool waitUntil(std::chrono::steady_clock::time_point deadline);
    [[nodiscard]] bool goesOn();

    RecordingReader& m_reader;
    RawEventSink& m_sink;
    ReplayClock& m_clock;
    const FindRelay m_findRelay;
    const Settle m_settle;
    std::vector<std::optional<RelayId>> m_relays; ///< by number in the recording; none: not asked yet
    std::vector<RawEvent> m_chunk;
    std::size_t m_chunkBytes = 0;
    std::int64_t m_span = 0; ///< of the recording's time, in which all of m_chunk arrived
    Progress m_progress;
    const std::atomic<bool>* m_cancelled = nullptr;
    const std::function<bool(const Progress&)>* m_report = nullptr;
    std::chrono::steady_clock::time_point m_nextReport;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::uint64_t m_room = 0; ///< times that the sink had room again
};

} // namespace nostrscope
