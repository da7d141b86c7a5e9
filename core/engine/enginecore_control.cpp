// SPDX-License-Identifier: GPL-3.0-or-later
// Changes of relays that are in the list, and what other processes ask for by the local socket.
#include "core/engine/enginecore.h"

#include "core/base/logging.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

namespace nostrscope {

namespace {

std::vector<RelayId> toVector(const QList<RelayId>& relays)
{
    return {relays.begin(), relays.end()};
}

} // namespace

void EngineCore::removeRelays(const QList<RelayId>& relays, const Done& done)
{
    if (!m_store)
        return;
    QStringList urls;
    for (const auto& relay : relays) {
        const auto found = m_relays.find(relay);
        if (found == m_relays.end())
            continue;
        urls.append(QString::fromUtf8(found->second.url));
        m_urls.erase(found->second.url);
        m_collector->removeRelay(relay);
        m_relays.erase(found);
    }
    m_store->removeRelays(toVector(relays), true, whenStored(done));
    publishRelays();
    emit relaysRemoved(relays, urls);
}

void EngineCore::restoreRelays(const QList<RelayId>& relays)
{
    if (!m_store)
        return;
    m_store->removeRelays(toVector(relays), false, [this](const StoreResult<Nothing>& reply) {
        QMetaObject::invokeMethod(this, [this, reply] {
            if (!reply)
                fail(reply.error());
            loadRelays();
        });
    });
}

void EngineCore::setPaused(const QList<RelayId>& relays, bool paused, const Done& done)
{
    if (!m_store)
        return;
    for (const auto& relay : relays) {
        const auto found = m_relays.find(relay);
        if (found == m_relays.end())
            continue;
        found->second.paused = paused;
    }
    m_collector->setPaused(toVector(relays), paused);
    m_store->setPaused(toVector(relays), paused, whenStored(done));
    publishRelays();
}

void EngineCore::setStarred(const QList<RelayId>& relays, bool starred, const Done& done)
{
    if (!m_store)
        return;
    QList<RelayId> changed;
    QStringList urls;
    for (const auto& relay : relays) {
        const auto found = m_relays.find(relay);
        if (found == m_relays.end() || found->second.starred == starred)
            continue;
        found->second.starred = starred;
        changed.append(relay);
        urls.append(QString::fromUtf8(found->second.url));
    }
    m_store->setStarred(toVector(changed), starred, whenStored(done));
    if (changed.isEmpty())
        return;
    publishRelays();
    emit relaysStarred(changed, urls, starred);
}

Reply<Nothing> EngineCore::whenStored(const Done& done)
{
    return [this, done](const StoreResult<Nothing>& reply) {
        QMetaObject::invokeMethod(this, [this, done, reply] {
            if (!reply)
                fail(reply.error());
            if (done)
                done(reply ? QString() : describe(reply.error()));
        });
    };
}

void EngineCore::openControl()
{
    if (!m_control.isListening() && !m_control.listen(m_config.databasePath, *this))
        qCWarning(logEngine) << "other processes cannot ask this one:" << m_control.errorString();
}

void EngineCore::changeRelays(RelayChange change, Done done)
{
    using Action = RelayChange::Action;
    if (change.action == Action::Add) {
        storeRelays(std::move(change.relays), [done](const StoreResult<std::vector<RelayEntry>>& reply) {
            done(reply ? QString() : describe(reply.error()));
        });
        return;
    }
    std::map<QByteArray, RelayId> known;
    for (const auto& [id, entry] : m_relays)
        known.emplace(entry.url, id);
    QList<RelayId> relays;
    for (const auto& relay : change.relays) {
        const auto found = known.find(relay.url);
        if (found == known.end()) {
            done(QStringLiteral("%1 is not in the list.").arg(QString::fromUtf8(relay.url)));
            return;
        }
        relays.append(found->second);
    }
    switch (change.action) {
    case Action::Add:
        break; // above
    case Action::Remove:
        removeRelays(relays, done);
        break;
    case Action::Pause:
    case Action::Resume:
        setPaused(relays, change.action == Action::Pause, done);
        break;
    case Action::Watch:
    case Action::Unwatch:
        setStarred(relays, change.action == Action::Watch, done);
        break;
    }
}

void EngineCore::internRelay(const RelayEntry& relay, std::function<void(Expected<RelayId, QString>)> done)
{
    storeRelays({relay}, [done = std::move(done)](const StoreResult<std::vector<RelayEntry>>& reply) {
        if (reply)
            done(reply->front().id);
        else
            done(Unexpected(describe(reply.error())));
    });
}

QByteArray EngineCore::statusDocument() const
{
    const auto status = m_pipeline->status();
    std::uint64_t stored = 0;
    std::uint64_t received = 0;
    for (const auto& origin : status.counts) {
        stored += origin.stored;
        received += origin.received;
    }
    int connected = 0;
    for (const auto& [id, link] : m_collector->statistics())
        connected += link.state == LinkState::Connected || link.state == LinkState::Live;
    return QJsonDocument(QJsonObject{{QStringLiteral("pid"), QCoreApplication::applicationPid()},
                                     {QStringLiteral("database"), m_config.databasePath},
                                     {QStringLiteral("collecting"), m_collector->isRunning()},
                                     {QStringLiteral("relays_connected"), connected},
                                     {QStringLiteral("relays_known"), static_cast<int>(m_relays.size())},
                                     {QStringLiteral("received"), static_cast<qint64>(received)},
                                     {QStringLiteral("stored"), static_cast<qint64>(stored)},
                                     {QStringLiteral("queue_bytes"), static_cast<qint64>(status.queueBytes)},
                                     {QStringLiteral("store_error"), describe(status.error)}})
        .toJson(QJsonDocument::Compact);
}

} // namespace nostrscope
