// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/localimport.h"

#include <mutex>

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

// A collector waits until a disk has room again; a person at a prompt wants to know soon.
constexpr auto storePatience = 5s;
constexpr auto drainSlice = 1s;

} // namespace

/// Passes batches on to the store, and notices when it takes none any more.
class LocalImport::Sink final : public EventSink {
public:
    Sink(EventSink& store, std::atomic<bool>& stop)
        : m_store(store)
        , m_stop(stop)
    {
    }
    void commit(std::shared_ptr<const EventBatch> batch,
                Reply<std::shared_ptr<const CommittedDelta>> reply) override
    {
        m_store.commit(std::move(batch), [this, reply = std::move(reply)](auto result) {
            note(result ? StoreError() : result.error());
            reply(std::move(result));
        });
    }
    [[nodiscard]] StoreError error() const
    {
        const std::lock_guard lock(m_mutex);
        return m_gaveUp ? m_error : StoreError();
    }

private:
    void note(const StoreError& error)
    {
        const std::lock_guard lock(m_mutex);
        const auto now = std::chrono::steady_clock::now();
        if (error.code == StoreErrorCode::None || m_error.code == StoreErrorCode::None)
            m_failingSince = now;
        m_error = error;
        if (error.code != StoreErrorCode::None && now - m_failingSince >= storePatience) {
            m_gaveUp = true;
            m_stop = true;
        }
    }

    EventSink& m_store;
    std::atomic<bool>& m_stop;
    mutable std::mutex m_mutex;
    StoreError m_error;
    std::chrono::steady_clock::time_point m_failingSince;
    bool m_gaveUp = false;
};

LocalImport::LocalImport(std::unique_ptr<SqliteStore> store, const Clock& clock, RelayId relay,
                         std::atomic<bool>& cancelled)
    : ImportTarget(cancelled)
    , m_store(std::move(store))
    , m_clock(clock)
    , m_relay(relay)
    , m_sink(std::make_unique<Sink>(*m_store, m_stop))
    , m_pipeline(std::make_unique<IngestPipeline>(*m_sink, *m_store, m_store->lastBatch(),
                                                  IngestPipeline::Config{}, nullptr))
{
}

LocalImport::~LocalImport() = default;

QString LocalImport::failure() const
{
    return describe(m_sink->error());
}

IngestCounts LocalImport::countsNow() const
{
    return m_pipeline->status().counts[static_cast<std::size_t>(Origin::Import)];
}

bool LocalImport::begin()
{
    m_before = countsNow();
    m_receivedAt = m_clock.now();
    return true;
}

bool LocalImport::send(std::vector<QByteArray> texts)
{
    std::vector<RawEvent> chunk;
    chunk.reserve(texts.size());
    for (auto& text : texts)
        chunk.push_back({std::move(text), m_relay, m_receivedAt, Origin::Import, false});
    return m_pipeline->submit(std::move(chunk), m_stop);
}

void LocalImport::finish(ImportCounts& counts)
{
    while (!m_stop && !m_pipeline->drain(drainSlice)) { }
    const auto after = countsNow();
    counts.stored = after.stored - m_before.stored;
    counts.duplicate = after.duplicates - m_before.duplicates;
    counts.ephemeral = after.ephemeral - m_before.ephemeral;
    counts.belowFloor = after.belowFloor - m_before.belowFloor;
    for (std::size_t i = 0; i < counts.invalid.size(); ++i)
        counts.invalid[i] = after.invalid[i] - m_before.invalid[i];
}

} // namespace nostrscope
