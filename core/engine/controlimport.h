// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/ingestpipeline.h"

#include <QElapsedTimer>
#include <QJsonObject>
#include <QPointer>
#include <QTimer>

class QIODevice;

namespace nostrscope {

/// One import that another process hands over: reads texts from its socket, gives them to the pipeline, and
/// says what became of them. Never waits: when the pipeline has no room it stops reading and asks again
/// later.
class ControlImport : public QObject {
    Q_OBJECT

public:
    /// There must be no other import into the pipeline until ended(), since counts are told by difference.
    ControlImport(IngestPipeline& pipeline, RelayId relay, UnixMillis receivedAt, QIODevice& device);

    /// The client is gone: no more texts. What the pipeline has stays there.
    void abandon();

signals:
    /// Once: the counts, all of them committed unless there is a "store_error"; or an "error".
    void answered(const QJsonObject& answer);
    /// Once, the last: nothing of this import is under way any more.
    void ended();

private:
    enum class Phase : std::uint8_t { Reading, Committing, Ended };
    void read();
    /// Takes whole texts out of m_input. False when it must not go on reading.
    [[nodiscard]] bool takeTexts();
    [[nodiscard]] bool send();
    void tick();
    void stopReading();
    void answer(QJsonObject object);
    [[nodiscard]] bool isCommitted(const IngestStatus& status);
    [[nodiscard]] bool hasGivenUp(const StoreError& error);
    [[nodiscard]] QJsonObject countsOf(const IngestStatus& status) const;

    IngestPipeline& m_pipeline;
    const RelayId m_relay;
    const UnixMillis m_receivedAt;
    const IngestCounts m_before;
    QPointer<QIODevice> m_device;
    QByteArray m_input; ///< at most one text and one read
    std::vector<RawEvent> m_chunk;
    std::size_t m_chunkBytes = 0;
    std::uint64_t m_sent = 0; ///< texts that the pipeline took
    std::optional<std::uint64_t> m_batchesWhenReceived;
    QElapsedTimer m_storeFails;
    QTimer m_timer;
    Phase m_phase = Phase::Reading;
    bool m_hasEnd = false; ///< the client said that there is no more
    bool m_isAnswered = false;
};

} // namespace nostrscope
