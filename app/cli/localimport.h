// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/importtarget.h"
#include "core/ingest/ingestpipeline.h"
#include "core/storage/sqlitestore.h"

namespace nostrscope {

/// Brings events of files into the store of this process, by the same pipeline as live events.
class LocalImport final : public ImportTarget {
public:
    LocalImport(std::unique_ptr<SqliteStore> store, const Clock& clock, RelayId relay,
                std::atomic<bool>& cancelled);
    ~LocalImport() override;

    [[nodiscard]] QString failure() const override;

private:
    class Sink;
    [[nodiscard]] bool begin() override;
    [[nodiscard]] bool send(std::vector<QByteArray> texts) override;
    void finish(ImportCounts& counts) override;
    [[nodiscard]] IngestCounts countsNow() const;

    const std::unique_ptr<SqliteStore> m_store; ///< outlives the pipeline
    const Clock& m_clock;
    const RelayId m_relay;
    std::atomic<bool> m_stop{false}; ///< the store gave up
    UnixMillis m_receivedAt{};
    IngestCounts m_before;
    std::unique_ptr<Sink> m_sink;
    std::unique_ptr<IngestPipeline> m_pipeline;
};

} // namespace nostrscope
