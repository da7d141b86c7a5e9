// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/controlimport.h"

#include "core/engine/controlprotocol.h"

#include <QIODevice>

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

constexpr auto tickInterval = 10ms;
constexpr qsizetype readBytes = 64 * 1024;
constexpr std::size_t chunkEvents = 256;
constexpr std::size_t chunkBytes = 256 * 1024;
constexpr qint64 storePatienceMs = 5000; // a person waits for the answer
constexpr auto importIndex = static_cast<std::size_t>(Origin::Import);

} // namespace

ControlImport::ControlImport(IngestPipeline& pipeline, RelayId relay, UnixMillis receivedAt,
                             QIODevice& device)
    : m_pipeline(pipeline)
    , m_relay(relay)
    , m_receivedAt(receivedAt)
    , m_before(pipeline.status().counts[importIndex])
    , m_device(&device)
{
    m_timer.setInterval(tickInterval);
    connect(&m_timer, &QTimer::timeout, this, &ControlImport::tick);
    connect(&device, &QIODevice::readyRead, this, &ControlImport::read);
    QMetaObject::invokeMethod(this, &ControlImport::read, Qt::QueuedConnection); // what came with the command
}

void ControlImport::abandon()
{
    if (m_phase != Phase::Reading)
        return;
    m_chunk.clear();
    m_isAnswered = true; // nobody listens
    stopReading();
}

void ControlImport::read()
{
    // The timer runs while the pipeline has no room.
    while (m_phase == Phase::Reading && m_device && !m_timer.isActive() && takeTexts()) {
        const auto bytes = m_device->read(readBytes);
        if (bytes.isEmpty()) {
            if (!send())
                m_timer.start();
            return;
        }
        m_input += bytes;
    }
}

bool ControlImport::takeTexts()
{
    qsizetype at = 0;
    bool goesOn = true;
    while (goesOn && m_input.size() - at >= control::lengthBytes) {
        const auto length = static_cast<qsizetype>(qFromBigEndian<quint32>(m_input.constData() + at));
        if (length > control::maxTextBytes) {
            answer({{QStringLiteral("error"),
                     QStringLiteral("A text of %1 bytes is too long to be handed over.").arg(length)}});
            stopReading();
            return false;
        }
        if (length == 0) {
            m_hasEnd = true;
            if (send())
                stopReading();
            else
                m_timer.start();
            return false;
        }
        if (m_input.size() - at < control::lengthBytes + length)
            break;
        m_chunk.push_back(
            {m_input.mid(at + control::lengthBytes, length), m_relay, m_receivedAt, Origin::Import, false});
        m_chunkBytes += costOf(m_chunk.back());
        at += control::lengthBytes + length;
        if ((m_chunk.size() >= chunkEvents || m_chunkBytes >= chunkBytes) && !send()) {
            m_timer.start();
            goesOn = false;
        }
    }
    m_input.remove(0, at);
    return goesOn;
}

bool ControlImport::send()
{
    const auto count = m_chunk.size();
    if (count > 0 && !m_pipeline.offer(m_relay, m_chunk, m_chunkBytes))
        return false;
    m_sent += count;
    m_chunk.clear();
    m_chunkBytes = 0;
    return true;
}

void ControlImport::stopReading()
{
    m_phase = Phase::Committing;
    m_input.clear();
    m_timer.start();
}

void ControlImport::tick()
{
    if (m_phase == Phase::Reading && send()) {
        m_timer.stop();
        if (m_hasEnd)
            stopReading();
        else
            read();
        return;
    }
    const auto status = m_pipeline.status();
    if (hasGivenUp(status.error)) {
        auto counts = countsOf(status);
        counts[QStringLiteral("store_error")] = describe(status.error);
        answer(std::move(counts));
        if (m_phase == Phase::Reading) {
            m_chunk.clear();
            stopReading();
        }
    }
    if (m_phase != Phase::Committing || !isCommitted(status))
        return;
    m_phase = Phase::Ended;
    m_timer.stop();
    answer(countsOf(status));
    emit ended();
}

void ControlImport::answer(QJsonObject object)
{
    if (!std::exchange(m_isAnswered, true))
        emit answered(object);
}

/// The pipeline is hardly ever idle while relays send: everything is committed too when what held our last
/// text, or was filled after it, is. One batch may be at the store when the last text comes; the next one
/// takes all that waits.
bool ControlImport::isCommitted(const IngestStatus& status)
{
    if (status.isIdle)
        return true;
    if (status.counts[importIndex].received - m_before.received < m_sent)
        return false;
    if (!m_batchesWhenReceived)
        m_batchesWhenReceived = status.batches;
    return status.batches >= *m_batchesWhenReceived + 2;
}

bool ControlImport::hasGivenUp(const StoreError& error)
{
    if (error.code == StoreErrorCode::None) {
        m_storeFails.invalidate();
        return false;
    }
    if (!m_storeFails.isValid())
        m_storeFails.start();
    return m_storeFails.elapsed() >= storePatienceMs;
}

QJsonObject ControlImport::countsOf(const IngestStatus& status) const
{
    const auto& now = status.counts[importIndex];
    const auto number = [](std::uint64_t after, std::uint64_t before) {
        return static_cast<qint64>(after - before);
    };
    QJsonObject invalid;
    for (std::size_t i = 0; i < now.invalid.size(); ++i)
        invalid[QLatin1StringView(toString(static_cast<InvalidReason>(i)))] =
            number(now.invalid[i], m_before.invalid[i]);
    return {{QStringLiteral("read"), static_cast<qint64>(m_sent)},
            {QStringLiteral("stored"), number(now.stored, m_before.stored)},
            {QStringLiteral("duplicate"), number(now.duplicates, m_before.duplicates)},
            {QStringLiteral("ephemeral"), number(now.ephemeral, m_before.ephemeral)},
            {QStringLiteral("below_floor"), number(now.belowFloor, m_before.belowFloor)},
            {QStringLiteral("invalid"), invalid}};
}

} // namespace nostrscope
