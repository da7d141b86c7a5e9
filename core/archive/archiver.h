// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/archive/archiveconfig.h"
#include "core/archive/pacemeter.h"
#include "core/records/archiveview.h"
#include "core/records/snapshot.h"

#include <functional>
#include <set>

namespace nostrscope {

/// A relay of the list, as the archiver needs it.
struct ArchivedRelay {
    RelayId id;
    RelayUrl url;
    bool isTaken = false; ///< cycles ask it
};

/// Lives in: archive thread. Asks the relays of the list for their history, in cycles and on demand, and
/// tells how far it is (ARC-4). Every cycle asks for what the ledger does not call complete, so it may end at
/// any point.
class Archiver final : public QObject {
    Q_OBJECT

public:
    /// `freeBytes` asks the file system for the free space where the database is.
    Archiver(ArchiveConfig config, SyncTools tools, std::function<std::uint64_t()> freeBytes,
             QObject* parent = nullptr);
    ~Archiver() override;

    /// All of them, whenever one changed.
    void setRelays(const std::vector<ArchivedRelay>& relays);
    /// These answered a question at these times.
    void setReadable(const std::vector<std::pair<RelayId, UnixMillis>>& times);
    void setCollecting(bool collecting);
    void setNetworkLost(bool lost);
    /// Cycles. Off: what runs ends soon; what was stored stays.
    void setOn(bool on);
    /// Out of turn, also paused ones and those that cycles leave out; none: the range of the archive with
    /// all that failed before. refused() when the disk is too full.
    void sync(const std::vector<RelayId>& relays, const std::optional<SyncWish>& wish);
    /// Ends their sessions; the next cycle goes on.
    void stop(const std::vector<RelayId>& relays);
    void setPaused(const std::vector<RelayId>& relays, bool paused);
    void setPriority(const std::vector<RelayId>& relays, SyncPriority priority);
    /// What the pipeline says.
    void stored(const std::vector<StreamMark>& marks) { m_queue.stored(marks); }
    void flush() { m_queue.flush(); }

    /// By changed().
    void tell();
    /// Of now, with all rows.
    [[nodiscard]] std::shared_ptr<const ArchiveView> view();

signals:
    /// At most once a second while something runs.
    void changed(const std::shared_ptr<const nostrscope::ArchiveView>& view);
    void logged(const std::vector<nostrscope::LogRecord>& records);
    /// A sentence: why what was asked for is not done.
    void refused(const QString& message);

private:
    struct Relay {
        explicit Relay(ArchivedRelay relay)
            : given(std::move(relay))
        {
            choice.relay = given.id;
        }
        ArchivedRelay given;
        SyncChoice choice;
        UnixMillis readableAt{};
        bool isOnFile = false;
        std::shared_ptr<const Coverage> coverage = std::make_shared<Coverage>();
        SyncFigures figures; ///< of the last session that ended
        UnixMillis endedAt{};
        std::uint64_t received = 0; ///< of those that ended
        std::uint64_t bytes = 0;
        PaceMeter events; ///< of the session that runs
        PaceMeter traffic;
        std::shared_ptr<const ArchiveRow> row; ///< null: to be made anew
    };

    void load();
    void tick();
    void startCycle();
    void runCycle(Timestamp floor);
    void readPriorities();
    void onEnded(const SyncOutcome& outcome);
    void setChoices(const std::vector<RelayId>& relays, const std::function<void(SyncChoice&)>& change);
    void setHold();
    void setRange(Timestamp floor);
    void scheduleTell();
    void log(LogLevel level, const QString& message, const Relay* relay = nullptr);
    [[nodiscard]] SyncWish wishOfCycles() const;
    [[nodiscard]] SyncPriority priorityOf(const Relay& relay) const;
    [[nodiscard]] bool isReadable(const Relay& relay) const;
    [[nodiscard]] bool isShown(const Relay& relay) const;
    [[nodiscard]] ArchiveState stateOf(const Relay& relay, const SyncSession* session) const;
    [[nodiscard]] std::shared_ptr<const ArchiveRow> makeRow(Relay& relay);
    [[nodiscard]] UnixMillis now() const { return m_tools.clock.now(); }

    const ArchiveConfig m_config;
    const SyncTools m_tools;
    const std::function<std::uint64_t()> m_freeBytes;
    const QByteArray m_key; ///< of the filter in the ledger
    SyncQueue m_queue;
    std::map<RelayId, Relay> m_relays;
    std::map<RelayId, SyncChoice> m_choices; ///< as stored, also of relays that are not in the list now
    std::map<RelayId, std::shared_ptr<const Coverage>> m_known; ///< the same of the ledger
    std::set<QByteArray> m_onFile; ///< urls
    QString m_problem;
    bool m_isLoaded = false;
    bool m_isOn = false;
    bool m_isCollecting = false;
    bool m_isOffline = false;
    bool m_isDiskLow = false;
    bool m_isStartingCycle = false;
    ArchiveHold m_hold = ArchiveHold::NotCollecting;
    Timestamp m_since = 0; ///< of the range as of the last cycle
    Timestamp m_until = 0;
    std::optional<std::chrono::milliseconds> m_nextCycle; ///< monotonic
    std::optional<std::chrono::milliseconds> m_diskLooked;
    QTimer m_timer;
    bool m_isTelling = false; ///< a tell() is on its way

    Recipient m_here{*this};
};

} // namespace nostrscope
