// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/archive/claimqueue.h"
#include "core/archive/uploader.h"
#include "core/archive/windowsync.h"
#include "core/base/recipient.h"
#include "core/negentropy/negentropyclient.h"
#include "core/net/relayconnection.h"
#include "core/records/syncorder.h"
#include "core/records/syncstore.h"

#include <QTimer>

#include <deque>
#include <map>
#include <memory>
#include <unordered_map>

namespace nostrscope {

/// What sessions need around them; all outlive them.
struct SyncTools {
    SyncStore& ledger;
    EventSource& events;
    RawEventSink& sink;
    const Clock& clock;
    TransportFactory transports; ///< for frames of limits::maxArchiveMessageBytes
};

/// Fetches the history of one relay and filter, once: reads from the ledger what is missing, asks for it by
/// NIP-77 or in windows, and writes down what was proven when the events are stored; then sends what the
/// relay lacks, when that is ordered. Lives in one thread with an event loop; the owner passes on the marks
/// of its relay and may destroy it at any time: what is stored and written down stays.
class SyncSession final : public QObject, private RelayConnectionObserver {
    Q_OBJECT

public:
    SyncSession(SyncOrder order, SyncRules rules, SyncTools tools, QObject* parent = nullptr);
    ~SyncSession() override;

    void start();
    /// Ends soon, with over().
    void cancel();
    /// Everything of this relay up to this mark is stored (StreamMark).
    void stored(const StreamMark& mark);
    /// The sink has room again.
    void flush();

    [[nodiscard]] const SyncOrder& order() const { return m_order; }
    [[nodiscard]] SyncFigures figures() const;
    [[nodiscard]] bool isOver() const { return m_isOver; }
    /// As the ledger knew it at the start, with what was written down since.
    [[nodiscard]] const Coverage& coverage() const { return m_coverage; }

signals:
    /// Once. Not before the event loop runs after start().
    void over();

private:
    /// That only the relay has.
    struct Needed {
        EventId id;
        std::uint32_t range = 0; ///< in m_needRanges
    };
    struct Fetch {
        QByteArray subscription;
        std::unordered_map<EventId, std::uint32_t> open; ///< with their range
        std::size_t asked = 0;
        std::chrono::milliseconds at{0};
        int tries = 0;
    };

    void connectionOpened(std::chrono::milliseconds openTime) override;
    void connectionEnded(const TransportEnd& end) override;
    void eventArrived(const QByteArray& subscription, const std::optional<EventKey>& key) override;
    void eoseReceived(const QByteArray& subscription, bool finish) override;
    void closedReceived(const QByteArray& subscription, const QByteArray& text) override;
    void noticeReceived(const QByteArray& text, const QByteArray& guess) override;
    void challengeReceived(const QByteArray& challenge) override;
    void heldTooLong(bool roomAgain) override;
    void negMessage(const QByteArray& session, const QByteArray& message) override;
    void negError(const QByteArray& session, const QByteArray& text,
                  std::optional<std::uint64_t> maxRecords) override;
    void countReceived(const QByteArray& request, std::uint64_t count, bool approximate) override;
    void okReceived(const std::optional<EventId>& id, bool accepted, const QByteArray& text) override;

    void onCoverage(StoreResult<Coverage> known);
    void tick();
    void next();
    void forgetRequests();
    void progress() { m_progressAt = now(); }
    [[nodiscard]] std::uint64_t progressSoFar() const;
    void backOff();
    void claim(std::optional<PageWalk::Span> page, std::vector<CoverageInterval> claims);
    void finish(SyncState state, const QString& error = {});
    void finishWhenStored();
    [[nodiscard]] std::chrono::milliseconds now() const { return m_tools.clock.monotonic(); }
    [[nodiscard]] bool isConnected() const;

    // In windows; syncsession_windows.cpp.
    void startWindows();
    void nextWindowStep();
    void askPage();
    void askHints();
    void askCount();
    void pageClosed(const QByteArray& text);
    void pageFailed(CoverageReason reason, const QByteArray& detail);
    void watchPage();

    // By NIP-77; syncsession_negentropy.cpp.
    void startComparing();
    void readKeys();
    void openComparison();
    void comparisonFailed(const QString& why);
    void refuseComparison(const QByteArray& text);
    void splitSpan();
    void fetchNeeded();
    void fetchEnded(const QByteArray& subscription);
    void retryFetch(const QByteArray& subscription);
    void takeNeeded(const NegentropyClient::Step& step);
    void askAgain(const Fetch& fetch);
    void giveUp(const Fetch& fetch);
    void lookAgain();
    void endSpan();
    [[nodiscard]] bool isVague() const;
    [[nodiscard]] std::vector<CoverageInterval> claimsOfSpan() const;
    void watchComparison();
    [[nodiscard]] Fetch* findFetch(const QByteArray& subscription);

    // Upload; syncsession_upload.cpp.
    void learntAll();
    void findMissingThere();
    void startUpload();
    void goOnUploading();

    const SyncOrder m_order;
    const SyncRules m_rules;
    const SyncTools m_tools;
    const QByteArray m_key; ///< of the filter in the ledger
    EventParser m_parser;
    RelayConnection m_connection;
    QTimer m_timer;
    SyncFigures m_figures;
    Coverage m_coverage;
    std::vector<PageWalk::Span> m_spans; ///< still to learn; the newest is the last
    bool m_isOver = false;
    bool m_isCancelled = false;
    bool m_isStopping = false; ///< nothing more is asked
    QString m_error;
    std::chrono::milliseconds m_startedAt{0};
    std::chrono::milliseconds m_progressAt{0};
    std::optional<std::chrono::milliseconds> m_notBefore; ///< no request until then
    std::chrono::milliseconds m_delay{0}; ///< of the last wait
    int m_failures = 0; ///< of connections, since the last progress
    std::uint64_t m_progressAtOpen = 0; ///< events that came and answers to those that we sent

    ClaimQueue m_claims;
    std::uint64_t m_mark = 0; ///< the last one; higher than those of earlier sessions
    int m_writes = 0; ///< of the ledger, under way

    std::optional<WindowSync> m_windows;
    QByteArray m_page; ///< subscription
    QByteArray m_count; ///< request
    bool m_waitsForHints = false; ///< for the store to have all that came
    bool m_isAskingHints = false;
    std::chrono::milliseconds m_askedAt{0};
    int m_tries = 0;

    std::optional<PageWalk::Span> m_span; ///< that is compared
    std::shared_ptr<NegentropySet> m_set;
    std::optional<NegentropyClient> m_client;
    QByteArray m_comparison; ///< session
    bool m_isCompared = false;
    std::deque<Needed> m_needed;
    std::vector<PageWalk::Span> m_needRanges; ///< of the span in work
    std::vector<Fetch> m_fetches;
    std::map<std::uint32_t, std::uint64_t> m_missingInSpan; ///< ids that did not come, by range
    bool m_isSecondLook = false; ///< the span is compared once more
    bool m_waitsToLook = false; ///< for the store to have all that came
    int m_comparisonTries = 0;
    std::uint64_t m_haveBefore = 0; ///< of the figures, when the span began
    std::uint64_t m_needBefore = 0;

    std::unique_ptr<Uploader> m_uploader; ///< null: nothing is sent
    std::vector<EventId> m_haveInSpan; ///< of the span in work
    std::shared_ptr<std::vector<EventId>> m_seenThere; ///< that came in pages; null: nobody asks
    Coverage m_pagesComplete; ///< what the pages of this session proved
    bool m_isFindingMissing = false;

    Recipient m_here{*this};
};

} // namespace nostrscope
