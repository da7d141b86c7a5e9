// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/discovery.h"
#include "core/records/store.h"

#include <QStringList>

/// The face of a store that discovery sees. Calls return at once and answer once, from a thread of the store,
/// as those of store.h.
namespace nostrscope {

/// Stored events in the order of storing.
struct DiscoverySlice {
    struct Item {
        Event event;
        AuthorNo author = 0;
        UnixMillis receivedAt{};
    };
    std::vector<Item> items; ///< without those whose body was removed
    std::uint64_t through = 0; ///< the place after them
    std::uint64_t rows = 0; ///< read, also those without a body
    bool isLast = false; ///< nothing was stored after them
};

/// How far the store is read and what became of it.
struct DiscoveryProgress {
    std::uint64_t through = 0; ///< events up to this place are read
    std::uint64_t last = 0; ///< place of the newest event
    std::uint64_t events = 0; ///< read so far
    std::uint64_t candidates = 0;
    std::uint64_t refused = 0; ///< distinct texts that are no relay URL, at most DiscoveryBounds::refused
    std::uint64_t overBudget = 0; ///< mentions not taken
    std::uint64_t noRoom = 0;
    std::uint64_t forgotten = 0; ///< candidates that failed too often
    UnixMillis runAt{}; ///< end of the last run; epoch: never
};

/// What we know of a candidate after a look at it.
struct Validation {
    QByteArray url;
    UnixMillis at{};
    UnixMillis nextAt{};
    ProbeCode code = ProbeCode::Cancelled;
    int httpStatus = 0;
    bool isReached = false;
    bool isNostr = false;
    bool isReadable = false;
    std::optional<std::chrono::milliseconds> rttOpen = {};
    std::optional<std::chrono::milliseconds> rttRead = {};
    bool hasInfo = false; ///< the next three are new
    QByteArray infoSha256 = {};
    QByteArray infoKey = {};
    QString infoName = {};
};

struct CandidateDecision {
    QByteArray url;
    CandidateState state = CandidateState::New;
    QString reason; ///< at most 500 characters, longer ones are cut
    friend bool operator==(const CandidateDecision&, const CandidateDecision&) = default;
};

enum class CandidateStage : std::uint8_t {
    All,
    Review, ///< undecided and not on our list
    Reached, ///< a WebSocket opened once
    Nostr, ///< it spoke Nostr once
    Readable, ///< it answered a question once
    Listed, ///< on our list
    Decided, ///< rejected or never again
};
enum class CandidateOrder : std::uint8_t { Mentions, Authors, FirstSeen, LastChecked, Url };
struct CandidateQuery {
    CandidateStage stage = CandidateStage::All;
    CandidateOrder order = CandidateOrder::Mentions; ///< greatest or newest first; Url ascending
    QByteArray text = {}; ///< part of the URL
    DiscoverySources sources = 0; ///< any of these; 0: all
    QByteArray url = {}; ///< just this one
    int limit = 1000;
    bool withSources = true; ///< false: Candidate::sources stays empty, which saves most of the time
};
struct CandidatePage {
    std::vector<Candidate> candidates;
    std::uint64_t total = 0; ///< that match, also those above the limit
};

/// Counts of the funnel, and how many candidates came on which day.
struct DiscoveryFigures {
    DiscoveryProgress progress;
    std::uint64_t validated = 0; ///< looked at once at least
    std::uint64_t reached = 0;
    std::uint64_t nostr = 0;
    std::uint64_t readable = 0;
    std::uint64_t listed = 0;
    std::uint64_t review = 0;
    std::uint64_t decided = 0;
    std::optional<UnixMillis> nextDue; ///< of validation
    struct Day {
        std::int64_t day = 0; ///< UTC, days since the Unix epoch
        DiscoverySource source = DiscoverySource::List; ///< by which they were first named
        std::uint64_t candidates = 0;
    };
    std::vector<Day> days; ///< oldest first
};

class DiscoveryStore {
public:
    virtual ~DiscoveryStore() = default;
    /// Events stored after `after`: as many as are read within some 20 ms.
    virtual void discoveryEvents(std::uint64_t after, CallLimits limits, Reply<DiscoverySlice> reply) = 0;
    virtual void discoveryProgress(CallLimits limits, Reply<DiscoveryProgress> reply) = 0;
    /// All or nothing. A batch whose `after` is not the place that is stored changes nothing and answers an
    /// empty gain: it was stored before.
    virtual void addMentions(std::shared_ptr<const MentionBatch> batch, DiscoveryBounds bounds,
                             Reply<MentionGain> reply) = 0;
    virtual void finishDiscovery(UnixMillis at, Reply<Nothing> reply) = 0;
    virtual void candidates(CandidateQuery query, CallLimits limits, Reply<CandidatePage> reply) = 0;
    /// Undecided ones that are neither listed nor removed and whose time has come, first those that were
    /// never looked at, most authors first; of these networks (bits by RelayNetwork).
    virtual void candidatesDue(UnixMillis now, unsigned networks, int limit, CallLimits limits,
                               Reply<std::vector<Candidate>> reply) = 0;
    /// Forgets those that failed `bounds.failures` times in a row; answers how many.
    virtual void storeValidations(std::vector<Validation> validations, DiscoveryBounds bounds,
                                  Reply<std::uint64_t> reply) = 0;
    /// Answers what was before, to be undone by another call; unknown urls are left out.
    virtual void decide(std::vector<CandidateDecision> decisions, UnixMillis at,
                        Reply<std::vector<CandidateDecision>> reply) = 0;
    virtual void discoveryFigures(UnixMillis since, CallLimits limits, Reply<DiscoveryFigures> reply) = 0;
    /// The rules by which validated candidates join the list (AcceptRule::text()), in their order.
    virtual void acceptRules(CallLimits limits, Reply<QStringList> reply) = 0;
    virtual void setAcceptRules(QStringList rules, Reply<Nothing> reply) = 0;
    /// Groups of duplicates, by DuplicateGroup::key, that the user called different relays; or takes it back.
    virtual void dismissDuplicates(std::vector<QByteArray> keys, bool areDismissed, UnixMillis at,
                                   Reply<Nothing> reply) = 0;
};

} // namespace nostrscope
