// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/latencycell.h"
#include "core/records/relayclaims.h"
#include "core/records/store.h"

/// The face of a store that the monitor sees. Calls return at once and answer once, from a thread of the
/// store, as those of store.h.
namespace nostrscope {

/// The state machine of one relay (relay zero: what is of all), for the next start; the store does not look
/// in.
struct HealthState {
    RelayId relay;
    QByteArray blob;
    friend bool operator==(const HealthState&, const HealthState&) = default;
};

/// What the monitor made of some checks; stored as one.
struct HealthBatch {
    std::vector<HealthRecord> records; ///< in the order of arrival
    std::vector<HealthSpan> spans; ///< a span that begins where one began before replaces it
    /// New or changed: of one that is stored `evidence` is added and number, note and acknowledgement stay,
    /// and what others saw where this one does not know it.
    std::vector<Incident> incidents;
    std::vector<IncidentKey> withdrawn; ///< incidents that were none
    std::vector<HealthState> states; ///< those that changed since the last checkpoint
    std::vector<RelayObservation> observations; ///< each replaces the one before of its relay
    std::vector<RelayId> forgotten; ///< relays whose states go; what was found of them stays
    bool isCheckpoint = false; ///< states of all relays are stored as of the last of `records`
    [[nodiscard]] bool isEmpty() const
    {
        return records.empty() && spans.empty() && incidents.empty() && withdrawn.empty()
            && observations.empty() && forgotten.empty() && !isCheckpoint;
    }
};

/// What a start needs: states, and what came after them.
struct HealthStart {
    std::vector<HealthState> states;
    std::vector<HealthRecord> tail; ///< in the order of arrival
};

/// A range of one relay; [from, to).
struct HealthRange {
    RelayId relay;
    UnixMillis from{};
    UnixMillis to{};
};

/// Which incidents to list; the newest first.
struct IncidentQuery {
    std::optional<RelayId> relay;
    bool onlyOpen = false; ///< of relays that are on the list
    UnixMillis from{}; ///< that had not ended then
    std::optional<UnixMillis> to; ///< that began before
    std::optional<std::int64_t> beforeNumber; ///< the next page
    int limit = 200;
    bool withEvidence = false;
};

/// A certificate that a relay showed, and when.
struct CertificateSighting {
    RelayId relay;
    UnixMillis firstSeen{};
    UnixMillis lastSeen{}; ///< to the day
    CertificateFacts facts;
    /// Against the one before it of the same relay; the store tells it, and is not told.
    bool hasOtherIssuer = false;
    bool hasOtherKey = false;
    friend bool operator==(const CertificateSighting&, const CertificateSighting&) = default;

    void compareWith(const CertificateFacts& before)
    {
        hasOtherIssuer = facts.issuer != before.issuer;
        hasOtherKey = facts.publicKeySha256 != before.publicKeySha256;
    }
};

/// A document of a relay (NIP-11), stored once by what it holds.
struct DocumentSighting {
    RelayId relay;
    UnixMillis firstSeen{};
    UnixMillis lastSeen{}; ///< to the day
    QByteArray sha256;
    QByteArray body; ///< empty where only the list is asked for
    QByteArray etag;
    QByteArray lastModified;
    friend bool operator==(const DocumentSighting&, const DocumentSighting&) = default;
};

class HealthStore {
public:
    virtual ~HealthStore() = default;
    /// All or nothing. What a batch made is a function of its records, so one that is repeated after a
    /// failure must be the same.
    virtual void appendChecks(std::shared_ptr<const HealthBatch> batch, Reply<Nothing> reply) = 0;
    virtual void healthAtStart(Reply<HealthStart> reply) = 0;
    /// Raw checks in order of time; at most checksKeptFor back.
    virtual void checks(HealthRange range, CallLimits limits, Reply<std::vector<CheckRecord>> reply) = 0;
    /// Buckets that overlap the range, in order; without those in which nothing was checked.
    virtual void rollups(HealthRange range, CheckLevel level, CallLimits limits,
                         Reply<std::vector<LatencyBucket>> reply) = 0;
    /// Spans of the relay and of all (relay zero) that overlap the range, in order; what is not settled is
    /// not among them: the monitor has it.
    virtual void spans(HealthRange range, CallLimits limits, Reply<std::vector<HealthSpan>> reply) = 0;

    virtual void incidents(IncidentQuery query, CallLimits limits, Reply<std::vector<Incident>> reply) = 0;
    /// Sets or (none) takes back the acknowledgement of the user.
    virtual void acknowledge(std::int64_t incident, std::optional<UnixMillis> at, Reply<Nothing> reply) = 0;
    /// At most 10,000 characters, longer ones are cut.
    virtual void setNote(std::int64_t incident, QString note, Reply<Nothing> reply) = 0;

    /// Stores what is new; of what is known only the day.
    virtual void addCertificates(std::vector<CertificateSighting> sightings, Reply<Nothing> reply) = 0;
    /// Newest first.
    virtual void certificates(RelayId relay, CallLimits limits,
                              Reply<std::vector<CertificateSighting>> reply) = 0;
    /// The newest of each relay.
    virtual void currentCertificates(CallLimits limits, Reply<std::vector<CertificateSighting>> reply) = 0;
    virtual void addDocuments(std::vector<DocumentSighting> sightings, Reply<Nothing> reply) = 0;
    /// Without bodies, newest first.
    virtual void documents(RelayId relay, CallLimits limits, Reply<std::vector<DocumentSighting>> reply) = 0;
    /// The newest of each relay with its body, in the order of the relays after `after`: as many as make up
    /// about 4 MiB, at least one; none: that was all.
    virtual void currentDocuments(RelayId after, CallLimits limits,
                                  Reply<std::vector<DocumentSighting>> reply) = 0;
    /// The body; empty when there is none with this hash.
    virtual void documentBody(QByteArray sha256, CallLimits limits, Reply<QByteArray> reply) = 0;
    /// The newest look at the claims of a relay; none: never.
    virtual void observation(RelayId relay, CallLimits limits,
                             Reply<std::optional<RelayObservation>> reply) = 0;
    /// When each relay was looked at.
    virtual void observationTimes(CallLimits limits,
                                  Reply<std::vector<std::pair<RelayId, UnixMillis>>> reply) = 0;
};

} // namespace nostrscope
