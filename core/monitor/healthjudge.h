// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/monitor/incident.h"
#include "core/monitor/ownnetwork.h"
#include "core/monitor/relayhealth.h"
#include "core/records/healthstore.h"

#include <set>

namespace nostrscope {

/// What a check saw beside its result; no part of the judgement, so a replay goes without it.
struct CheckContext {
    std::vector<QByteArray> evidence = {};
    QByteArray address = {}; ///< as text; empty when a proxy resolves
    std::uint32_t othersUp = 0; ///< other monitors that see the relay online now …
    std::uint32_t othersTotal = 0; ///< … of those that watch it
};

/// Judges all relays (MON-7): states, incidents, spans of uptime, gaps of our own network. A pure function of
/// the records in the order in which they came: a replay makes the same of them, whatever the clock says now.
class HealthJudge {
public:
    explicit HealthJudge(HealthRules rules = {})
        : m_rules(rules)
    {
    }
    void apply(const CheckRecord& check, const CheckContext& context = {});
    void apply(const HealthMark& mark);
    void apply(const HealthRecord& record);
    /// A relay that was taken off the list: in no total and touched by nothing until it is recalled; its
    /// state is kept. A mark Paused comes before.
    void retire(RelayId relay);
    /// It is on the list again, as it was; false when nothing is known of it.
    bool recall(RelayId relay);
    /// Those that were retired before this are forgotten; an outage of theirs ends with their retirement.
    void forgetRetired(UnixMillis before);
    /// Those that are not retired.
    [[nodiscard]] std::vector<RelayId> relays() const;

    /// What was applied since the last call and what it made; to be stored.
    [[nodiscard]] HealthBatch takeBatch();
    /// The same, with the states of everything that changed since the last checkpoint.
    [[nodiscard]] HealthBatch takeCheckpoint();
    /// What somebody may want to be told of, since the last call.
    [[nodiscard]] std::vector<HealthChange> takeChanges() { return std::exchange(m_changes, {}); }

    /// Continues where a store stood: states, then the records that came after them. False when a state is
    /// damaged: such a relay begins as unknown. takeBatch() has then what the replay made once more, without
    /// the records.
    bool restore(const HealthStart& start);

    [[nodiscard]] HealthStatus statusOf(RelayId relay) const;
    /// None when it was never checked.
    [[nodiscard]] const RelayHealth* healthOf(RelayId relay) const;
    /// The open incident of a relay, without the evidence that was handed out.
    [[nodiscard]] const Incident* openIncidentOf(RelayId relay) const;
    /// Since when our own network is away; none: it is not.
    [[nodiscard]] std::optional<UnixMillis> gapSince() const;
    /// Relays to check at once when one is suspect and nobody has proved since that the line works.
    [[nodiscard]] std::vector<RelayId> witnesses() const;
    [[nodiscard]] bool needsWitnesses() const { return m_needsWitnesses; }
    [[nodiscard]] const HealthRules& rules() const { return m_rules; }

private:
    struct One {
        explicit One(RelayId relay = {})
            : health(relay)
        {
        }
        RelayHealth health;
        IncidentTrack track;
        std::optional<UnixMillis> lastCheck;
        FailureCause lastCause;
        QByteArray lastAddress;
        bool isChanged = false; ///< since the last checkpoint
    };
    struct Gap {
        UnixMillis since{};
        std::set<std::uint32_t> failed; ///< relays: one of them that answers proves that it is over
        std::set<std::uint64_t> answered; ///< networks of others; a relay in our own house always answers
    };
    [[nodiscard]] One& one(RelayId relay);
    [[nodiscard]] bool isIgnored(const HealthSample& sample, ProbeVerdict verdict) const;
    void judge(One& one, const HealthSample& sample, const CheckContext& context);
    void beginGap(UnixMillis since);
    /// An answer in the gap; true when it proves that the gap is over.
    [[nodiscard]] bool provesLine(RelayId relay);
    void endGap(UnixMillis at);
    void report(const One& one, UnixMillis at, RelayState from);
    [[nodiscard]] QByteArray blobOf(const One& one) const;
    [[nodiscard]] bool readBlob(QByteArrayView blob, One& one) const;
    [[nodiscard]] QByteArray commonBlob() const;
    [[nodiscard]] bool readCommon(QByteArrayView blob);

    HealthRules m_rules;
    std::map<std::uint32_t, One> m_relays;
    std::map<std::uint32_t, One> m_retired;
    OwnNetwork m_own;
    std::optional<Gap> m_gap;
    std::optional<HealthMark> m_woke; ///< the last sleep
    bool m_needsWitnesses = false;
    HealthBatch m_batch;
    std::vector<HealthChange> m_changes;
};

} // namespace nostrscope
