// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/limits.h"
#include "core/base/loghistogram.h"
#include "core/base/orderedqueue.h"
#include "core/base/outage.h"
#include "core/ingest/batcher.h"
#include "core/records/rawsink.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace nostrscope {

/// What the pipeline is doing; a copy of one moment.
struct IngestStatus {
    CountsByOrigin counts;
    std::uint64_t queueBytes = 0;
    std::uint64_t batches = 0;
    std::uint64_t failedCommits = 0;
    std::optional<std::chrono::milliseconds> commitP95; ///< hand-over to answer, this run
    std::chrono::steady_clock::time_point lastCommit; ///< epoch before the first
    StoreError error; ///< of the last commit; None when it worked
    std::map<RelayId, std::uint64_t> forged;
    bool isIdle = true; ///< nothing waits and nothing is under way
};

/// Raw events in, committed batches out: workers decode and verify on all cores, a batcher brings their
/// results back into order and hands batches to the store. Bounded everywhere; when the store fails, the
/// batch stays and everything before it waits (architecture.md §3, §4).
class IngestPipeline final : public RawEventSink {
public:
    using CommitListener = std::function<void(std::shared_ptr<const CommittedDelta>)>;
    using MarkListener = std::function<void(const std::vector<StreamMark>&)>;
    struct Config {
        int workers = 0; ///< verifying threads; 0 = one for each core
        std::chrono::milliseconds batchInterval = limits::batchInterval;
        std::size_t inboxBytes = limits::ingestInboxBytes;
        std::chrono::milliseconds retryInterval{1000}; ///< after a failed commit
    };

    /// `lastBatch` is the store's. `listener` is called in a thread of the store, in the order of commits.
    IngestPipeline(EventSink& sink, EventSource& source, std::uint64_t lastBatch, Config config,
                   CommitListener listener);
    /// stop()s.
    ~IngestPipeline() override;
    Q_DISABLE_COPY_MOVE(IngestPipeline)

    [[nodiscard]] bool offer(RelayId relay, std::vector<RawEvent>& frames, std::size_t bytes) override;
    void setRoomListener(std::function<void()> listener) override;
    /// For readers of files: waits for room. False when the pipeline stops, or `cancelled` and there is none.
    bool submit(std::vector<RawEvent> events, const std::atomic<bool>& cancelled);

    /// Waits until everything that was taken in is committed and nothing comes any more; false when the store
    /// fails for longer than `patience`.
    bool drain(std::chrono::milliseconds patience);
    /// Waits until what readers of files submitted before is committed, whatever relays send meanwhile; false
    /// when the store fails for longer than `patience`, the pipeline stops, or `cancelled`.
    bool drainImports(std::chrono::milliseconds patience, const std::atomic<bool>& cancelled);
    /// Drains as far as `patience` allows, then ends all threads.
    void stop(std::chrono::milliseconds patience);

    /// Called in a thread of the store with the marks of a batch that is stored; null removes it. When this
    /// returns, the listener before it is called no more.
    void setMarkListener(MarkListener listener);
    /// A page with live rows is visible: commit four times a second.
    void setBatchInterval(std::chrono::milliseconds interval) { m_batchInterval = interval; }
    [[nodiscard]] IngestStatus status() const;
    /// Texts of files that were refused since the last call: place and reason, in order, at most maxFaults.
    static constexpr std::size_t maxFaults = 100;
    [[nodiscard]] std::vector<std::pair<std::uint64_t, InvalidReason>> takeFaults();

private:
    void work(std::unique_ptr<IdLookup> lookup);
    void batch();
    void send(std::shared_ptr<const EventBatch> batch);
    void onCommit(const std::shared_ptr<const EventBatch>& batch,
                  StoreResult<std::shared_ptr<const CommittedDelta>> reply);
    void countOutcomes(const EventBatch& batch, const CommitResult& result);
    void collectCommitted();
    void roomAppeared();
    /// With m_mutex held: nothing waits and nothing is under way.
    [[nodiscard]] bool isIdle() const { return m_arrived == m_offered && !m_hasPending && !m_isSending; }

    EventSink& m_sink;
    const Config m_config;
    const CommitListener m_listener;
    RawInbox m_inbox;
    RecentSet m_known;
    IdHash m_hash;
    OrderedQueue<CheckedChunk> m_checked;
    Batcher m_batcher; ///< of the batching thread

    mutable std::mutex m_mutex;
    std::condition_variable m_changed; ///< commits, room, idleness
    std::mutex m_takeMutex; ///< numbers chunks in the order in which they leave the inbox
    std::uint64_t m_taken = 0;
    std::atomic<std::uint64_t> m_offered{0}; ///< frames that were taken in
    std::uint64_t m_arrived = 0; ///< of these, counted by the batching thread
    std::atomic<std::uint64_t> m_offeredImports{0}; ///< of the offered, those of files: they keep their order
    std::uint64_t m_arrivedImports = 0;
    std::uint64_t m_lastTaken; ///< number of the newest batch that was sent
    std::uint64_t m_committed; ///< number of the newest batch that is stored
    std::vector<std::shared_ptr<const EventBatch>> m_done; ///< committed, for the batching thread to forget
    std::shared_ptr<const EventBatch> m_failed; ///< to be sent again at m_retryAt
    std::chrono::steady_clock::time_point m_retryAt;
    std::function<void()> m_roomListener;
    std::mutex m_markMutex; ///< held while the listener runs
    MarkListener m_markListener;
    IngestStatus m_status;
    Outage<StoreErrorCode> m_outage; ///< with m_mutex held
    std::vector<std::pair<std::uint64_t, InvalidReason>> m_faults;
    LogHistogram m_commitTimes;
    std::chrono::steady_clock::time_point m_sentAt;
    bool m_isSending = false; ///< a batch is at the store, or failed and waits
    bool m_hasPending = false; ///< the batcher holds something
    bool m_flush = false; ///< somebody drains: do not wait for the interval
    std::uint64_t m_room = 0; ///< counts calls of roomAppeared()

    std::atomic<std::chrono::milliseconds> m_batchInterval;
    std::atomic<bool> m_stopping{false};
    std::vector<std::thread> m_workers;
    std::thread m_batching;
};

} // namespace nostrscope
