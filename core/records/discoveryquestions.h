// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/acceptrule.h"
#include "core/records/discoverystore.h"
#include "core/records/outbox.h"

#include <QStringList>

#include <memory>
#include <variant>

/// What the page "Discovery" asks beside its candidates. Each question has an answer of its own; all are read
/// from stored data, in a thread of their own.
namespace nostrscope {

/// URLs that are probably one relay (DIS-4), and why.
struct DuplicateGroup {
    enum class Reason : std::uint8_t {
        Name = 1, ///< the same but for www., scheme or the ports 80 and 443
        Document = 2, ///< the same NIP-11 document with the same key
        Both = 3,
    };
    struct Member {
        QByteArray url;
        std::uint64_t mentions = 0;
        std::uint64_t authors = 0;
        CandidateState state = CandidateState::New;
        CandidateListing listing = CandidateListing::None;
        bool isReadable = false; ///< it answered a question once
        /// Not taken out by the user.
        [[nodiscard]] bool isIn() const
        {
            return listing == CandidateListing::Listed
                || (listing == CandidateListing::None && state != CandidateState::Rejected
                    && state != CandidateState::Never);
        }
    };
    Reason reason = Reason::Name;
    QByteArray key; ///< SHA-256 of the URLs in their order: with another member it is another group
    bool isDismissed = false; ///< the user said that these are different relays
    std::vector<Member> members; ///< those on the list first, then the readable, then most mentioned first

    /// There is something to decide: two and more are in, and nobody said that they differ.
    [[nodiscard]] bool isOpen() const;
};
[[nodiscard]] const char* toString(DuplicateGroup::Reason reason) noexcept;
/// DuplicateGroup::key of these.
[[nodiscard]] QByteArray duplicateKey(std::vector<QByteArray> urls);
/// What makes one of a group: the first of those that are in stays, the others are rejected for being the
/// same as it.
[[nodiscard]] std::vector<CandidateDecision> mergeDuplicates(const DuplicateGroup& group);

struct DuplicatesQuestion {
    bool all = false; ///< also groups that are decided
    int limit = 500;
};
struct DuplicatesView {
    std::vector<DuplicateGroup> groups; ///< greatest first
    std::uint64_t total = 0; ///< also those above the limit
};

/// One that publishes what it measures of relays (NIP-66).
struct OtherMonitor {
    PubKey key;
    QString name; ///< of its kind 0; untrusted, empty: none is stored
    std::optional<Timestamp> announcedAt; ///< its newest kind 10166; none: it only reports
    std::optional<std::chrono::seconds> frequency; ///< as it announces
    std::vector<QByteArray> checks; ///< "open", "read", "ssl" …; untrusted
    std::uint64_t reports = 0; ///< kind 30166 that are stored, old versions too
    std::uint64_t relays = 0; ///< that these are about, now
    std::optional<Timestamp> lastReport;
    /// Of the relays of which both know something: how many it sees as we do.
    std::uint64_t compared = 0;
    std::uint64_t agreed = 0;
};
struct MonitorsQuestion {
    static constexpr std::size_t maximumMonitors = 500;
};
struct MonitorsView {
    std::vector<OtherMonitor> monitors; ///< most relays first
    std::uint64_t total = 0; ///< also those above the limit
};

struct OutboxQuestion {
    std::vector<PubKey> authors; ///< the first OutboxFacts::maximumAuthors of them
    bool areFollows = false; ///< those whom these follow, by their newest kind 3
};
struct OutboxView {
    OutboxFacts facts;
    OutboxCover cover;
    bool isCut = false; ///< there were more than maximumAuthors
};

/// What rules accept, or would accept (DIS-3).
struct RulesQuestion {
    std::optional<QStringList> rules; ///< none: those that are stored
    int limit = 200;
};
struct RulesView {
    struct Fit {
        Candidate candidate;
        std::size_t rule = 0; ///< the first that accepts it
    };
    QStringList rules;
    std::vector<std::uint64_t> counts; ///< of each rule
    std::vector<Fit> fits; ///< most mentioned first
    std::uint64_t total = 0; ///< also those above the limit
    QString problem; ///< a rule that is none; nothing else is told then
};
/// Rules that can be kept, and the length of one.
inline constexpr qsizetype maximumRules = 50;
inline constexpr qsizetype maximumRuleLength = 300;

using DiscoveryQuestion = std::variant<DuplicatesQuestion, MonitorsQuestion, OutboxQuestion, RulesQuestion>;
using DiscoveryAnswer =
    std::variant<std::shared_ptr<const DuplicatesView>, std::shared_ptr<const MonitorsView>,
                 std::shared_ptr<const OutboxView>, std::shared_ptr<const RulesView>>;

/// What is fetched for the user, and only then: nothing of this happens unasked.
struct DiscoveryFetch {
    enum class What : std::uint8_t {
        Lists, ///< http:// and https:// addresses of lists of relays
        Names, ///< NIP-05 identifiers: the relays that their domains name for them
        SeenNames, ///< the identifiers in stored kind 0, newest first, at most `limit`
    };
    What what = What::Lists;
    QStringList texts; ///< addresses or names, at most maximumTexts
    int limit = 100;
    static constexpr qsizetype maximumTexts = 100;
};
struct DiscoveryFetchReport {
    struct One {
        QString text; ///< address or name
        QString error; ///< a sentence; empty: it was read
        std::uint64_t entries = 0;
        std::uint64_t created = 0;
        std::uint64_t known = 0;
        std::uint64_t refused = 0; ///< no relay URLs
    };
    std::vector<One> all;
    [[nodiscard]] std::uint64_t failed() const;
    [[nodiscard]] std::uint64_t created() const;
};

} // namespace nostrscope
