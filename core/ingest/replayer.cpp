// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/replayer.h"

#include <thread>

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

// A portion: what arrived within a second, unless it is too much.
constexpr std::size_t chunkFrames = 2000;
constexpr std::size_t chunkBytes = 2 * 1024 * 1024;
constexpr auto reportEvery = 250ms;

} // namespace

Replayer::Replayer(RecordingReader& reader, RawEventSink& sink, ReplayClock& clock, FindRelay findRelay,
                   Settle settle)
    : m_reader(reader)
    , m_sink(sink)
    , m_clock(clock)
    , m_findRelay(std::move(findRelay))
    , m_settle(std::move(settle))
{
    m_sink.setRoomListener([this] {
        const std::lock_guard lock(m_mutex);
        ++m_room;
        m_changed.notify_all();
    });
}

Replayer::~Replayer()
{
    m_sink.setRoomListener(nullptr);
}

bool Replayer::run(double speed, const std::atomic<bool>& cancelled,
                   const std::function<bool(const Progress&)>& report)
{
    m_cancelled = &cancelled;
    m_report = &report;
    const auto begin = std::chrono::steady_clock::now();
    m_nextReport = begin + reportEvery;
    std::optional<UnixMillis> first;
    while (auto frame = m_reader.next()) {
        if (!goesOn())
            return false;
        if (frame->isMessage) {
            ++m_progress.messages;
            continue;
        }
        if (!first) {
            first = frame->arrivedAt;
            m_progress.begin = *first;
        }
        const auto span = toSeconds(std::max(m_clock.now(), frame->arrivedAt));
        const bool isFull = m_chunk.size() >= chunkFrames || m_chunkBytes >= chunkBytes;
        if ((isFull || span != m_span) && !send())
            return false;
        m_span = span;
        if (speed > 0) {
            const std::chrono::duration<double, std::milli> recorded = frame->arrivedAt - *first;
            const auto due =
                begin + std::chrono::duration_cast<std::chrono::steady_clock::duration>(recorded / speed);
            while (due > std::chrono::steady_clock::now()) {
                if (!waitUntil(due))
                    return false;
            }
        }
        if (!take(*std::move(frame)))
            return false;
    }
    return send();
}

bool Replayer::take(RecordedFrame frame)
{
    m_clock.advanceTo(frame.arrivedAt);
    m_progress.time = m_clock.now();
    if (m_relays.size() <= frame.relay)
        m_relays.resize(frame.relay + 1);
    auto& relay = m_relays[frame.relay];
    if (!relay)
        relay = m_findRelay(m_reader.relays()[frame.relay]);
    if (!relay)
        return false;
    m_chunk.push_back({std::move(frame.json), *relay, frame.arrivedAt, frame.origin, true});
    m_chunkBytes += costOf(m_chunk.back());
    return true;
}

bool Replayer::send()
{
    if (m_chunk.empty())
        return true;
    const auto frames = m_chunk.size();
    for (;;) {
        std::uint64_t room = 0;
        {
            const std::lock_guard lock(m_mutex);
            room = m_room;
        }
        if (m_sink.offer(RelayId(), m_chunk, m_chunkBytes))
            break;
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, reportEvery, [&] { return m_room != room; });
        lock.unlock();
        if (!goesOn())
            return false;
    }
    m_chunk.clear();
    m_chunkBytes = 0;
    m_progress.frames += frames;
    m_progress.fileBytes = m_reader.bytesRead();
    return m_settle();
}

bool Replayer::waitUntil(std::chrono::steady_clock::time_point deadline)
{
    std::this_thread::sleep_until(std::min(deadline, std::chrono::steady_clock::now() + reportEvery));
    return goesOn();
}

bool Replayer::goesOn()
{
    if (*m_cancelled)
        return false;
    const auto now = std::chrono::steady_clock::now();
    if (now < m_nextReport)
        return true;
    m_nextReport = now + reportEvery;
    return (*m_report)(m_progress);
}

} // namespace nostrscope
