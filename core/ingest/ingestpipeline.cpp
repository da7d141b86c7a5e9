// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/ingestpipeline.h"

#include "core/base/logging.h"

#include <algorithm>

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

constexpr std::size_t chunkBytes = 256 * 1024; // about 300 events: enough to amortise, little to wait for
constexpr std::uint64_t maxChunksAhead = 6;
constexpr std::size_t knownIds = 2000000;

unsigned workerCount(int configured)
{
    return configured > 0 ? static_cast<unsigned>(configured)
                          : std::max(1U, std::thread::hardware_concurrency());
}

} // namespace

IngestPipeline::IngestPipeline(EventSink& sink, EventSource& source, std::uint64_t lastBatch, Config config,
                               CommitListener listener)
    : m_sink(sink)
    , m_config(config)
    , m_listener(std::move(listener))
    , m_inbox(config.inboxBytes)
    , m_known(knownIds)
    , m_checked(maxChunksAhead)
    , m_batcher(lastBatch)
    , m_lastTaken(lastBatch)
    , m_committed(lastBatch)
    , m_batchInterval(config.batchInterval)
{
    m_inbox.setRoomListener([this] { roomAppeared(); });
    for (unsigned i = 0; i < workerCount(config.workers); ++i)
        m_workers.emplace_back([this, lookup = source.openIdLookup()]() mutable { work(std::move(lookup)); });
    m_batching = std::thread([this] { batch(); });
}

IngestPipeline::~IngestPipeline()
{
    stop(0ms);
}

bool IngestPipeline::offer(RelayId relay, std::vector<RawEvent>& frames, std::size_t bytes)
{
    // Counted before the workers can see them, or drain() would find everything done in between.
    const auto count = frames.size();
    std::uint64_t imported = 0;
    for (const auto& frame : frames)
        imported += frame.origin == Origin::Import;
    m_offered += count;
    m_offeredImports += imported;
    const bool taken = m_inbox.offer(relay, frames, bytes);
    if (!taken) {
        m_offered -= count;
        m_offeredImports -= imported;
    }
    return taken;
}

void IngestPipeline::setRoomListener(std::function<void()> listener)
{
    const std::lock_guard lock(m_mutex);
    m_roomListener = std::move(listener);
}

void IngestPipeline::setMarkListener(MarkListener listener)
{
    const std::lock_guard lock(m_markMutex);
    m_markListener = std::move(listener);
}

void IngestPipeline::roomAppeared()
{
    std::function<void()> listener;
    {
        const std::lock_guard lock(m_mutex);
        ++m_room;
        listener = m_roomListener;
    }
    m_changed.notify_all();
    if (listener)
        listener();
}

bool IngestPipeline::submit(std::vector<RawEvent> events, const std::atomic<bool>& cancelled)
{
    std::size_t bytes = 0;
    for (const auto& event : events)
        bytes += costOf(event);
    const auto relay = events.empty() ? RelayId() : events.front().relay;
    for (;;) {
        std::uint64_t room = 0;
        {
            const std::lock_guard lock(m_mutex);
            room = m_room;
        }
        if (m_stopping)
            return false;
        if (offer(relay, events, bytes))
            return true;
        if (cancelled)
            return false;
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, 100ms, [&] { return m_room != room || m_stopping || cancelled; });
    }
}

void IngestPipeline::work(std::unique_ptr<IdLookup> lookup)
{
    EventChecker checker(m_known, m_hash, std::move(lookup));
    for (;;) {
        std::vector<RawInbox::Chunk> chunks;
        std::uint64_t number = 0;
        {
            const std::lock_guard lock(m_takeMutex);
            chunks = m_inbox.take(chunkBytes);
            if (chunks.empty())
                return;
            const std::lock_guard status(m_mutex);
            number = m_taken++;
        }
        auto all = std::move(chunks.front());
        for (std::size_t i = 1; i < chunks.size(); ++i)
            all.insert(all.end(), std::make_move_iterator(chunks[i].begin()),
                       std::make_move_iterator(chunks[i].end()));
        m_checked.push(number, checker.check(std::move(all)));
    }
}

void IngestPipeline::collectCommitted()
{
    std::vector<std::shared_ptr<const EventBatch>> done;
    {
        const std::lock_guard lock(m_mutex);
        done.swap(m_done);
    }
    for (const auto& batch : done)
        m_batcher.committed(*batch);
}

void IngestPipeline::batch()
{
    auto oldest = std::chrono::steady_clock::now(); // of what the batcher holds
    for (;;) {
        std::optional<CheckedChunk> chunk;
        if (!m_batcher.isFull()) // a full batch waits for the store, and all that comes after it waits too
            chunk = m_checked.pop(m_batcher.isEmpty() ? 50ms : 10ms);
        collectCommitted();
        const auto now = std::chrono::steady_clock::now();
        if (chunk) {
            if (m_batcher.isEmpty())
                oldest = now;
            const std::lock_guard lock(m_mutex);
            for (std::size_t i = 0; i < chunk->counts.size(); ++i) {
                m_status.counts[i].add(chunk->counts[i]);
                m_arrived += chunk->counts[i].received;
            }
            m_arrived += chunk->marks.size();
            m_arrivedImports += chunk->counts[static_cast<std::size_t>(Origin::Import)].received;
            for (const auto& [relay, count] : chunk->forged)
                m_status.forged[relay] += count;
            for (const auto& item : chunk->quarantine) {
                if (item.place != 0 && m_faults.size() < maxFaults)
                    m_faults.emplace_back(item.place, item.reason);
            }
            m_batcher.add(std::move(*chunk));
            m_hasPending = !m_batcher.isEmpty();
        }
        std::unique_lock lock(m_mutex);
        m_hasPending = !m_batcher.isEmpty();
        if (m_failed && now >= m_retryAt) {
            auto again = std::exchange(m_failed, nullptr);
            lock.unlock();
            send(std::move(again));
            continue;
        }
        // One batch at a time: batches commit in the order of their numbers, also when one must be repeated.
        const bool due =
            m_hasPending && (m_batcher.isFull() || m_flush || now - oldest >= m_batchInterval.load());
        if (m_batcher.isFull() && m_failed)
            m_changed.wait_until(lock, m_retryAt, [this] { return m_stopping.load(); });
        else if (m_batcher.isFull() && m_isSending)
            m_changed.wait(lock, [this] { return !m_isSending || m_failed || m_stopping; });
        if (due && !m_isSending) {
            m_isSending = true;
            m_hasPending = false;
            auto batch = m_batcher.take();
            m_lastTaken = batch->number;
            lock.unlock();
            send(std::move(batch));
            continue;
        }
        if (!m_hasPending)
            m_changed.notify_all(); // drain() looks
        if (m_stopping)
            return;
    }
}

void IngestPipeline::send(std::shared_ptr<const EventBatch> batch)
{
    {
        const std::lock_guard lock(m_mutex);
        m_sentAt = std::chrono::steady_clock::now();
    }
    m_sink.commit(batch, [this, batch](auto reply) { onCommit(batch, std::move(reply)); });
}

void IngestPipeline::onCommit(const std::shared_ptr<const EventBatch>& batch,
                              StoreResult<std::shared_ptr<const CommittedDelta>> reply)
{
    // In the end m_isSending falls and m_changed is told under the lock: from then on stop() lets this object
    // be destroyed.
    if (!reply) {
        const std::lock_guard lock(m_mutex);
        if (m_outage.failed(reply.error().code))
            qCWarning(logIngest) << "a batch of" << batch->events.size()
                                 << "events waits:" << describe(reply.error());
        m_status.error = reply.error();
        ++m_status.failedCommits;
        if (reply.error().code == StoreErrorCode::Closed)
            m_isSending = false;
        else
            m_failed = batch;
        m_retryAt = std::chrono::steady_clock::now() + m_config.retryInterval;
        m_changed.notify_all();
        return;
    }
    const auto& delta = *reply;
    for (const auto& verified : batch->events)
        m_known.insert(m_hash(verified.event.id));
    countOutcomes(*batch, delta->result);
    const auto storedAt = std::chrono::steady_clock::now();
    if (m_listener)
        m_listener(delta);
    if (!batch->marks.empty()) {
        const std::lock_guard marks(m_markMutex);
        if (m_markListener)
            m_markListener(batch->marks);
    }
    const std::lock_guard lock(m_mutex);
    if (const auto failures = m_outage.worked(); failures > 0)
        qCWarning(logIngest) << "the batch that waited is stored, after" << failures << "failed attempts";
    ++m_status.batches;
    m_status.lastCommit = storedAt;
    m_commitTimes.add(std::chrono::duration_cast<std::chrono::milliseconds>(storedAt - m_sentAt).count());
    m_committed = batch->number;
    m_done.push_back(batch);
    m_isSending = false;
    m_changed.notify_all();
}

void IngestPipeline::countOutcomes(const EventBatch& batch, const CommitResult& result)
{
    const std::lock_guard lock(m_mutex);
    m_status.error = {};
    for (std::size_t i = 0; i < batch.events.size(); ++i) {
        auto& counts = m_status.counts[static_cast<std::size_t>(batch.events[i].origin)];
        switch (result.outcomes[i]) {
        case Outcome::Stored:
            ++counts.stored;
            break;
        case Outcome::Duplicate:
            ++counts.duplicates;
            break;
        case Outcome::Ephemeral:
            ++counts.ephemeral;
            break;
        case Outcome::BelowFloor:
            ++counts.belowFloor;
            break;
        }
    }
}

bool IngestPipeline::drain(std::chrono::milliseconds patience)
{
    std::unique_lock lock(m_mutex);
    m_flush = true;
    auto progress = m_status.batches;
    auto until = std::chrono::steady_clock::now() + patience;
    while (!isIdle() && std::chrono::steady_clock::now() < until) {
        m_changed.wait_for(lock, 20ms);
        if (m_status.batches != progress) { // patience is for a store that does not move
            progress = m_status.batches;
            until = std::chrono::steady_clock::now() + patience;
        }
    }
    m_flush = false;
    return isIdle();
}

bool IngestPipeline::drainImports(std::chrono::milliseconds patience, const std::atomic<bool>& cancelled)
{
    std::unique_lock lock(m_mutex);
    std::uint64_t wanted = m_offeredImports;
    std::optional<std::uint64_t> through; // the batch that holds the last of them
    auto progress = m_status.batches;
    auto until = std::chrono::steady_clock::now() + patience;
    for (;;) {
        wanted = std::min(wanted, m_offeredImports.load()); // an offer of somebody else was refused
        if (!through && m_arrivedImports >= wanted)
            through = m_lastTaken + (m_hasPending ? 1 : 0);
        if (through && m_committed >= *through)
            return true;
        if (cancelled || m_stopping || std::chrono::steady_clock::now() >= until)
            return false;
        m_changed.wait_for(lock, 20ms);
        if (std::exchange(progress, m_status.batches) != m_status.batches)
            until = std::chrono::steady_clock::now() + patience;
    }
}

void IngestPipeline::stop(std::chrono::milliseconds patience)
{
    if (m_stopping)
        return;
    if (patience > 0ms && !drain(patience))
        qCWarning(logIngest) << "stopped before everything was stored";
    {
        const std::lock_guard lock(m_mutex); // or a thread that is about to wait would miss it
        m_stopping = true;
    }
    m_inbox.close();
    m_checked.close();
    m_changed.notify_all();
    for (auto& worker : m_workers)
        worker.join();
    m_batching.join();
    // A reply that is still under way refers to this object.
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return !m_isSending || m_failed; });
}

std::vector<std::pair<std::uint64_t, InvalidReason>> IngestPipeline::takeFaults()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_faults, {});
}

IngestStatus IngestPipeline::status() const
{
    const std::lock_guard lock(m_mutex);
    auto status = m_status;
    if (const auto p95 = m_commitTimes.quantile(0.95))
        status.commitP95 = std::chrono::milliseconds(*p95);
    for (std::size_t i = 0; i < status.counts.size(); ++i)
        status.counts[i].duplicates += m_batcher.duplicatesInFlight(static_cast<Origin>(i));
    status.queueBytes = m_inbox.bytes();
    status.isIdle = isIdle();
    return status;
}

} // namespace nostrscope
