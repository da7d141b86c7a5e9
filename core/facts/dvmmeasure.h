// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/facts/authorset.h"
#include "core/facts/signedcounts.h"
#include "core/nostr/ids.h"
#include "core/nostr/nip90.h"

#include <array>
#include <memory>
#include <optional>

/// How the traffic of data vending machines (NIP-90) counts. An answer may come before its request, so what a
/// job adds to the figures changes as more of it arrives: what it added is taken away, what it adds now is
/// added. Everything is a sum, so any order of arrival gives the same figures.
namespace nostrscope {

/// Amounts above 10 bitcoin are no prices: they are counted, but not added up.
inline constexpr std::int64_t maxSummedMillisats = 1'000'000'000'000;

/// Amounts in millisatoshi: how many, their sum, and their distribution.
struct DvmAmounts {
    std::int64_t count = 0;
    std::int64_t sum = 0; ///< of those up to maxSummedMillisats
    SignedHistogram amounts;

    void add(std::int64_t millisats, int sign = 1);
    void add(const DvmAmounts& other, int sign);
    friend bool operator==(const DvmAmounts&, const DvmAmounts&) = default;
};

/// The measures of one bucket of a kind of jobs, or of a provider.
struct DvmCounts {
    // Of jobs, by the created_at of their request. For a provider: of those that it answered in any way.
    std::int64_t jobs = 0;
    std::int64_t encrypted = 0;
    std::int64_t answered = 0; ///< have a result of the kind that was asked for
    std::int64_t failed = 0; ///< have feedback "error" and no result
    SignedHistogram feedbackAfter; ///< ms from request to first feedback, both received live
    SignedHistogram resultAfter; ///< ms from request to first result, both received live
    SignedHistogram feedbackAfterStated; ///< the same by created_at, of all jobs
    SignedHistogram resultAfterStated;
    DvmAmounts asked; ///< the most that a provider asked for a job, by `amount`
    DvmAmounts invoiced; ///< the same by invoice
    // Of answers, by their own created_at.
    std::int64_t results = 0;
    std::array<std::int64_t, 6> feedback{}; ///< by JobStatus
    std::int64_t unmatched = 0; ///< of both: their request is not stored
    std::int64_t mismatched = 0; ///< results of another kind than their request asked for
    std::int64_t own = 0; ///< answers to their author's own requests; in none of the other figures
    /// Results by the other side. Of a provider: by customer; of a kind: by provider.
    SignedCounts parties;
    SignedCounts kinds; ///< Of a provider: all its answers, by kind of job; 0: not known
    DvmAmounts paid; ///< by zap receipts to answers, by the created_at of the receipt; claims

    void add(const DvmCounts& other, int sign = 1);
    void appendTo(QByteArray& out) const;
    [[nodiscard]] bool readFrom(class ByteReader& in);
    friend bool operator==(const DvmCounts&, const DvmCounts&) = default;
};

/// DvmCounts that cost a pointer where there are none.
class DvmMeasure {
public:
    DvmMeasure() = default;
    DvmMeasure(const DvmMeasure& other);
    DvmMeasure& operator=(const DvmMeasure& other);
    DvmMeasure(DvmMeasure&&) noexcept = default;
    DvmMeasure& operator=(DvmMeasure&&) noexcept = default;
    ~DvmMeasure() = default;

    [[nodiscard]] bool isEmpty() const;
    [[nodiscard]] const DvmCounts& counts() const;
    void add(const DvmCounts& counts, int sign = 1);
    void add(const DvmMeasure& other);
    void appendTo(QByteArray& out) const { counts().appendTo(out); }
    [[nodiscard]] bool readFrom(class ByteReader& in);
    friend bool operator==(const DvmMeasure& a, const DvmMeasure& b) { return a.counts() == b.counts(); }

private:
    std::unique_ptr<DvmCounts> m_counts;
};

/// A request as the figures need it.
struct DvmRequest {
    std::int64_t seq = 0; ///< row of the event
    Timestamp createdAt = 0;
    bool isFuture = false;
    Kind kind = 0;
    AuthorNo customer = 0;
    std::optional<std::int64_t> liveAt; ///< ms of arrival, when it was received live
    bool isEncrypted = false;
};

/// A result or feedback.
struct DvmAnswer {
    std::int64_t seq = 0;
    Timestamp createdAt = 0;
    bool isFuture = false;
    Kind kind = 0;
    AuthorNo provider = 0;
    std::optional<std::int64_t> liveAt;
    std::optional<std::int64_t> request; ///< row, when it is stored
    std::optional<AuthorNo> statedCustomer; ///< its `p`
    JobStatus status = JobStatus::Other; ///< of feedback
    std::optional<std::int64_t> asked; ///< millisatoshi
    std::optional<std::int64_t> invoiced;

    [[nodiscard]] bool isResult() const noexcept { return kind != jobFeedbackKind; }
};

/// What became of a job at one provider, or at all of them; minimum, maximum and sums of its answers.
struct DvmWork {
    std::int64_t results = 0;
    std::int64_t feedback = 0;
    std::int64_t errors = 0; ///< of the feedback
    std::optional<Timestamp> feedbackAt; ///< the first by created_at, without those of the future
    std::optional<Timestamp> resultAt;
    std::optional<std::int64_t> feedbackLiveAt; ///< ms; the first that was received live
    std::optional<std::int64_t> resultLiveAt;
    std::optional<std::int64_t> asked; ///< the most
    std::optional<std::int64_t> invoiced;

    void add(const DvmAnswer& answer);
    friend bool operator==(const DvmWork&, const DvmWork&) = default;
};

/// The provider number of the work of all.
inline constexpr AuthorNo allProviders = 0;

/// Whether the answer is work on the job: of somebody else, and not a result of another kind.
[[nodiscard]] bool isWork(const DvmRequest& request, const DvmAnswer& answer) noexcept;

/// Of the job at all its providers, in the cell of its kind at its hour.
[[nodiscard]] DvmCounts countsOfJob(const DvmRequest& request, const DvmWork& all);
/// Of the job at one provider: in the provider's cell at the hour of the request.
[[nodiscard]] DvmCounts countsOfWork(const DvmRequest& request, const DvmWork& work);
/// Prices of one provider, in the cell of the job's kind at its hour.
[[nodiscard]] DvmCounts pricesOf(const DvmWork& work);
/// Of an answer in its provider's cell (`ofKind` false) or in that of its kind of jobs, at its own hour.
/// `request`: null while it is not stored.
[[nodiscard]] DvmCounts countsOfAnswer(const DvmAnswer& answer, const DvmRequest* request, bool ofKind);
/// The kind of jobs an answer is about: by its own kind, feedback by its request; 0: not known.
[[nodiscard]] Kind jobKindOf(const DvmAnswer& answer, const DvmRequest* request) noexcept;
/// Of a zap receipt for an answer.
[[nodiscard]] DvmCounts countsOfPayment(std::int64_t millisats);

} // namespace nostrscope
