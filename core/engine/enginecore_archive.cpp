// SPDX-License-Identifier: GPL-3.0-or-later
// The archive: its thread, its relays, what is asked of it.
#include "core/engine/enginecore.h"

namespace nostrscope {

namespace {

std::vector<RelayId> toVector(const QList<RelayId>& relays)
{
    return {relays.begin(), relays.end()};
}

} // namespace

void EngineCore::openArchive()
{
    m_archiver = std::make_unique<WorkerThread<Archiver>>(
        QStringLiteral("archive"), m_config.archive,
        SyncTools{*m_store, *m_store, *m_recorder, m_clock,
                  webSocketFactory(m_config.collector, m_clock, QWebSocketTransportOptions::forHistory())},
        [this] { return m_store->size().diskFreeBytes; });
    auto* archiver = m_archiver->get();
    connect(archiver, &Archiver::changed, this, &EngineCore::archiveChanged);
    connect(archiver, &Archiver::refused, this, &EngineCore::failed);
    connect(archiver, &Archiver::logged, this, [this](const std::vector<LogRecord>& records) {
        m_log.add(records);
        m_store->appendConnectionLog(records, [](const StoreResult<Nothing>&) {});
    });
    m_pipeline->setMarkListener([archiver](const std::vector<StreamMark>& marks) {
        QMetaObject::invokeMethod(
            archiver, [archiver, marks] { archiver->stored(marks); }, Qt::QueuedConnection);
    });
    m_recorder->setRoomListener([archiver] {
        QMetaObject::invokeMethod(
            archiver, [archiver] { archiver->flush(); }, Qt::QueuedConnection);
    });
}

/// What was fetched and is not marked yet is fetched again next time.
void EngineCore::closeArchive()
{
    if (!m_archiver)
        return;
    m_pipeline->setMarkListener(nullptr);
    m_recorder->setRoomListener(nullptr);
    m_archiver.reset();
}

void EngineCore::publishArchived()
{
    if (!m_archiver)
        return;
    std::vector<ArchivedRelay> relays;
    std::vector<std::pair<RelayId, UnixMillis>> readable;
    for (const auto& [id, entry] : m_relays) {
        const auto url = RelayUrl::parse(QString::fromUtf8(entry.url), RelayUrlRules::byHand());
        if (!url)
            continue;
        const bool isWanted = m_config.onlyRelays.empty() || m_config.onlyRelays.count(entry.url) > 0;
        relays.push_back({id, *url, isWanted && !entry.paused});
        readable.emplace_back(id, entry.lastEoseAt);
    }
    m_archiver->post([relays = std::move(relays), readable = std::move(readable)](Archiver& archiver) {
        archiver.setRelays(relays);
        archiver.setReadable(readable);
    });
}

void EngineCore::setArchiving(bool on)
{
    if (m_archiver)
        m_archiver->post([on](Archiver& archiver) { archiver.setOn(on); });
}

void EngineCore::readArchive()
{
    if (m_archiver)
        m_archiver->post([](Archiver& archiver) { archiver.tell(); });
}

void EngineCore::syncRelays(const QList<RelayId>& relays, const std::optional<SyncWish>& wish)
{
    if (m_archiver)
        m_archiver->post(
            [relays = toVector(relays), wish](Archiver& archiver) { archiver.sync(relays, wish); });
}

void EngineCore::stopSync(const QList<RelayId>& relays)
{
    if (m_archiver)
        m_archiver->post([relays = toVector(relays)](Archiver& archiver) { archiver.stop(relays); });
}

void EngineCore::setArchivePaused(const QList<RelayId>& relays, bool paused)
{
    if (m_archiver)
        m_archiver->post(
            [relays = toVector(relays), paused](Archiver& archiver) { archiver.setPaused(relays, paused); });
}

void EngineCore::setArchivePriority(const QList<RelayId>& relays, SyncPriority priority)
{
    if (m_archiver)
        m_archiver->post([relays = toVector(relays), priority](Archiver& archiver) {
            archiver.setPriority(relays, priority);
        });
}

} // namespace nostrscope
