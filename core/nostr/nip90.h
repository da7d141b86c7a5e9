// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/event.h"
#include "core/nostr/kinds.h"

#include <optional>
#include <vector>

namespace nostrscope {

class EventParser;

/// Data vending machines (NIP-90): a customer's request, kind 5000 … 5999, and what machines answer to it:
/// feedback, kind 7000, and results, kind request + 1000. Which kinds take part is for dvmRole() to say.
///
/// Every value is read for itself: one that is no value is as if it were not there, and never costs the
/// event. Nothing here says that an event is true: amounts are what somebody claims. Texts are untrusted
/// UTF-8 as sent, cut between two characters; show them through plainText() (core/nostr/plaintext.h).

inline constexpr Kind jobFeedbackKind = 7000;

/// All bitcoin there can be, in millisatoshi: what is more is no amount.
inline constexpr std::int64_t maxMillisats = 2'100'000'000'000'000'000;

/// What is kept of an event: entries of each list, bytes of a text, bytes of an input.
inline constexpr std::size_t maxJobListItems = 50;
inline constexpr qsizetype maxJobText = 512;
inline constexpr qsizetype maxJobInput = 4096;
inline constexpr qsizetype maxJobInvoice = 4096;

/// The kind of the results to a request of that kind; none for other kinds.
[[nodiscard]] std::optional<Kind> resultKindOf(Kind request) noexcept;
/// The kind of the requests that a result of that kind answers; none for other kinds.
[[nodiscard]] std::optional<Kind> requestKindOf(Kind result) noexcept;

/// A number of digits only, 0 … maxMillisats. Signs, points, units and underscores make it no amount.
[[nodiscard]] std::optional<std::int64_t> parseMillisats(QByteArrayView text) noexcept;

enum class JobInputType : std::uint8_t {
    Unstated,
    Text,
    Url,
    Event, ///< an event that anybody published
    Job, ///< the output of another job: a chain
    Other, ///< a word that NIP-90 does not know
};

/// An `i` tag.
struct JobInput {
    JobInputType type = JobInputType::Unstated;
    QByteArray data; ///< at most maxJobInput bytes
    std::optional<EventId> event; ///< of the types Event and Job, when `data` is an id
    QByteArray relay; ///< a hint, as written
    QByteArray marker;
};

struct JobParam {
    QByteArray name;
    QByteArray value; ///< the first one
};

/// A request for a job, kind 5000 … 5999. The customer is the author. Lists keep the order of the event.
struct JobRequest {
    std::vector<JobInput> inputs; ///< of an encrypted request these are in its content
    std::vector<JobParam> params; ///< likewise
    QByteArray output; ///< the MIME type wanted
    std::optional<std::int64_t> bid; ///< millisatoshi at most
    std::vector<QByteArray> relays; ///< where answers should go, as written
    std::vector<PubKey> providers; ///< `p`: the machines that it addresses; none: an open call
    std::vector<QByteArray> topics; ///< `t`
    bool isEncrypted = false;
    bool isCut = false; ///< a list held more than is kept
};
/// None for a kind that is no request. A loop of chained jobs is not seen here: each request names only the
/// job before it.
[[nodiscard]] std::optional<JobRequest> readJobRequest(const Event& event);

/// The first `amount` tag of an answer.
struct JobPrice {
    std::optional<std::int64_t> asked; ///< millisatoshi, as the tag says
    std::optional<std::int64_t> invoiced; ///< millisatoshi of the invoice; none when it leaves that open
    QByteArray invoice; ///< BOLT 11, as written; empty when there is none or it is none
    bool isMalformed = false; ///< there is a text for an amount or an invoice, but it is none

    friend bool operator==(const JobPrice&, const JobPrice&) = default;
};

/// What results and feedback have in common. The provider is the author.
struct JobAnswer {
    std::optional<EventId> request; ///< the first `e` tag; none when that one is malformed
    std::optional<PubKey> customer; ///< the first `p` tag; none when that one is malformed
    JobPrice price;
    bool isEncrypted = false;
};

/// A result, kind 6000 … 6999.
struct JobResult : JobAnswer {
    Kind requestKind = 0; ///< of the requests that it answers by its own kind
    std::vector<JobInput> inputs; ///< as repeated from the request
};
/// None for a kind that is no result.
[[nodiscard]] std::optional<JobResult> readJobResult(const Event& event);

/// The request that a result or feedback carries as JSON in its `request` tag: an event with the kind of a
/// request, of which neither id nor signature is checked, nor whether it is the one that `e` names. None when
/// there is none.
[[nodiscard]] std::optional<Event> embeddedJobRequest(const Event& answer, EventParser& parser);

/// The numbers are fit for storing: they never change.
enum class JobStatus : std::uint8_t {
    Other = 0, ///< a word that NIP-90 does not know, or none
    PaymentRequired = 1,
    Processing = 2,
    Partial = 3,
    Success = 4,
    Error = 5,
};
/// The word of NIP-90, "other" for Other.
[[nodiscard]] const char* toString(JobStatus status) noexcept;
/// Exactly as NIP-90 spells it, else Other.
[[nodiscard]] JobStatus jobStatusNamed(QByteArrayView word) noexcept;

/// Feedback on a job, kind 7000.
struct JobFeedback : JobAnswer {
    JobStatus status = JobStatus::Other;
    QByteArray word; ///< the status as written, at most maxJobText bytes
    QByteArray extra; ///< for people, at most maxJobText bytes
};
/// None for another kind.
[[nodiscard]] std::optional<JobFeedback> readJobFeedback(const Event& event);

} // namespace nostrscope
