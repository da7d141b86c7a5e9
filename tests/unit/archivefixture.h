// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simnet/simrelay.h"
#include "core/archive/syncqueue.h"
#include "core/ingest/ingestpipeline.h"
#include "core/ingest/recordingreader.h"
#include "core/ingest/recordingsink.h"
#include "core/net/qwebsockettransport.h"
#include "core/storage/sqlitestore.h"
#include "tests/support/answers.h"

#include <QEventLoop>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <set>

namespace nostrscope::test {

/// A store, what fills it, and the queue of sessions: as the tool puts them together.
class Archive {
public:
    explicit Archive(SyncRules rules = {})
        : m_path(m_folder.filePath(QStringLiteral("t.sqlite")))
        , m_rules(rules)
    {
        open();
    }
    ~Archive() { close(); }
    Q_DISABLE_COPY_MOVE(Archive)

    void open()
    {
        auto opened = SqliteStore::open(m_path, SqliteStore::Mode::ReadWrite, m_clock);
        if (!opened)
            qFatal("%s", qPrintable(describe(opened.error())));
        store = std::move(*opened);
        IngestPipeline::Config config;
        config.workers = 1;
        config.batchInterval = std::chrono::milliseconds(5);
        m_pipeline = std::make_unique<IngestPipeline>(*store, *store, store->lastBatch(), config, nullptr);
        recorder = std::make_unique<RecordingSink>(*m_pipeline);
        queue =
            std::make_unique<SyncQueue>(SyncTools{*store, *store, *recorder, m_clock,
                                                  [this](RelayNetwork) {
                                                      return std::make_unique<QWebSocketTransport>(
                                                          m_clock, QWebSocketTransportOptions::forHistory());
                                                  }},
                                        m_rules, SyncParallel());
        m_pipeline->setMarkListener([this](const std::vector<StreamMark>& marks) {
            QMetaObject::invokeMethod(
                queue.get(), [this, marks] { queue->stored(marks); }, Qt::QueuedConnection);
        });
        m_pipeline->setRoomListener([this] {
            QMetaObject::invokeMethod(
                queue.get(), [this] { queue->flush(); }, Qt::QueuedConnection);
        });
    }
    /// As when the process ends in the middle.
    void close()
    {
        if (m_pipeline) {
            m_pipeline->setMarkListener(nullptr);
            m_pipeline->setRoomListener(nullptr);
        }
        queue.reset();
        recorder.reset();
        m_pipeline.reset();
        store.reset();
    }

    [[nodiscard]] SyncOrder order(const SimRelay& relay, SyncWish wish)
    {
        RelayEntry entry;
        entry.url = RelayUrl::parse(QString::fromLatin1(relay.url()), RelayUrlRules::byHand())->text();
        const auto added = answerOf<std::vector<RelayEntry>>(
            [&](auto reply) { store->addRelays({entry}, std::move(reply)); });
        return {added->front().id, *RelayUrl::parse(QString::fromLatin1(entry.url), RelayUrlRules::byHand()),
                std::move(wish)};
    }
    [[nodiscard]] SyncOutcome sync(const SimRelay& relay, SyncWish wish)
    {
        return sync(order(relay, std::move(wish)));
    }
    [[nodiscard]] SyncOutcome sync(const SyncOrder& wanted)
    {
        std::optional<SyncOutcome> outcome;
        QEventLoop loop; // not qWaitFor(), which sleeps 10 ms between looks
        QObject::connect(queue.get(), &SyncQueue::ended, &loop, [&](const SyncOutcome& one) {
            outcome = one;
            loop.quit();
        });
        queue->add(wanted);
        QTimer::singleShot(test::patience, &loop, [] { qFatal("the session did not end"); });
        loop.exec();
        return *outcome;
    }
    [[nodiscard]] std::set<EventId> storedIds()
    {
        std::set<EventId> ids;
        const auto count = answerOf<std::uint64_t>([&](auto reply) {
            store->keys(
                {}, [&ids](Timestamp, const EventId& id) { ids.insert(id); }, {}, std::move(reply));
        });
        if (!count || *count != ids.size())
            qFatal("the keys cannot be read");
        return ids;
    }
    [[nodiscard]] Coverage ledger(const SyncOrder& order)
    {
        return *answerOf<Coverage>([&](auto reply) {
            store->coverage(order.relay, coverageKey(order.filter), {}, std::move(reply));
        });
    }

    std::unique_ptr<SqliteStore> store;
    std::unique_ptr<RecordingSink> recorder; ///< what relays send goes through it
    std::unique_ptr<SyncQueue> queue;

private:
    QTemporaryDir m_folder;
    const QString m_path;
    const SyncRules m_rules;
    SystemClock m_clock;
    std::unique_ptr<IngestPipeline> m_pipeline;
};

} // namespace nostrscope::test
