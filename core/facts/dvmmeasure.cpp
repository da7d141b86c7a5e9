// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/facts/dvmmeasure.h"

#include "core/base/varint.h"

namespace nostrscope {

namespace {

template <typename Value> void keepLeast(std::optional<Value>& kept, const std::optional<Value>& other)
{
    if (other && (!kept || *other < *kept))
        kept = other;
}

template <typename Value> void keepMost(std::optional<Value>& kept, const std::optional<Value>& other)
{
    if (other && (!kept || *other > *kept))
        kept = other;
}

/// Answers dated before their request say nothing about speed.
void addTime(SignedHistogram& times, const std::optional<std::int64_t>& from,
             const std::optional<std::int64_t>& to)
{
    if (from && to && *to >= *from)
        times.add(*to - *from);
}

std::optional<std::int64_t> inMillis(const std::optional<Timestamp>& time)
{
    // Beyond the year 10,000 nothing was ever answered; above, the product would overflow.
    constexpr Timestamp latest = 253'402'300'800;
    return time && *time < latest ? std::optional(*time * 1000) : std::nullopt;
}

void addTimes(DvmCounts& counts, const DvmRequest& request, const DvmWork& work)
{
    addTime(counts.feedbackAfter, request.liveAt, work.feedbackLiveAt);
    addTime(counts.resultAfter, request.liveAt, work.resultLiveAt);
    if (request.isFuture)
        return;
    const auto asked = inMillis(request.createdAt);
    addTime(counts.feedbackAfterStated, asked, inMillis(work.feedbackAt));
    addTime(counts.resultAfterStated, asked, inMillis(work.resultAt));
}

DvmCounts outcomeOf(const DvmRequest& request, const DvmWork& work)
{
    DvmCounts counts;
    counts.jobs = 1;
    counts.encrypted = request.isEncrypted;
    counts.answered = work.results > 0;
    counts.failed = work.results == 0 && work.errors > 0;
    addTimes(counts, request, work);
    return counts;
}

void appendTo(QByteArray& out, const DvmAmounts& amounts)
{
    appendVarint(out, zigZag(amounts.count));
    appendVarint(out, zigZag(amounts.sum));
    amounts.amounts.appendTo(out);
}

bool readFrom(ByteReader& in, DvmAmounts& amounts)
{
    amounts.count = unZigZag(in.varint());
    amounts.sum = unZigZag(in.varint());
    return amounts.amounts.readFrom(in);
}

} // namespace

void DvmAmounts::add(std::int64_t millisats, int sign)
{
    count += sign;
    if (millisats <= maxSummedMillisats)
        sum += sign * millisats;
    amounts.add(millisats, sign);
}

void DvmAmounts::add(const DvmAmounts& other, int sign)
{
    count += sign * other.count;
    sum += sign * other.sum;
    amounts.add(other.amounts, sign);
}

void DvmCounts::add(const DvmCounts& other, int sign)
{
    jobs += sign * other.jobs;
    encrypted += sign * other.encrypted;
    answered += sign * other.answered;
    failed += sign * other.failed;
    feedbackAfter.add(other.feedbackAfter, sign);
    resultAfter.add(other.resultAfter, sign);
    feedbackAfterStated.add(other.feedbackAfterStated, sign);
    resultAfterStated.add(other.resultAfterStated, sign);
    asked.add(other.asked, sign);
    invoiced.add(other.invoiced, sign);
    results += sign * other.results;
    for (std::size_t i = 0; i < feedback.size(); ++i)
        feedback[i] += sign * other.feedback[i];
    unmatched += sign * other.unmatched;
    mismatched += sign * other.mismatched;
    own += sign * other.own;
    parties.add(other.parties, sign);
    kinds.add(other.kinds, sign);
    paid.add(other.paid, sign);
}

void DvmCounts::appendTo(QByteArray& out) const
{
    for (const auto value : {jobs, encrypted, answered, failed, results, unmatched, mismatched, own})
        appendVarint(out, zigZag(value));
    for (const auto value : feedback)
        appendVarint(out, zigZag(value));
    for (const auto* times : {&feedbackAfter, &resultAfter, &feedbackAfterStated, &resultAfterStated})
        times->appendTo(out);
    for (const auto* amounts : {&asked, &invoiced, &paid})
        nostrscope::appendTo(out, *amounts);
    parties.appendTo(out);
    kinds.appendTo(out);
}

bool DvmCounts::readFrom(ByteReader& in)
{
    for (auto* value : {&jobs, &encrypted, &answered, &failed, &results, &unmatched, &mismatched, &own})
        *value = unZigZag(in.varint());
    for (auto& value : feedback)
        value = unZigZag(in.varint());
    for (auto* times : {&feedbackAfter, &resultAfter, &feedbackAfterStated, &resultAfterStated}) {
        if (!times->readFrom(in))
            return false;
    }
    for (auto* amounts : {&asked, &invoiced, &paid}) {
        if (!nostrscope::readFrom(in, *amounts))
            return false;
    }
    return parties.readFrom(in) && kinds.readFrom(in) && !in.failed();
}

DvmMeasure::DvmMeasure(const DvmMeasure& other)
    : m_counts(other.m_counts ? std::make_unique<DvmCounts>(*other.m_counts) : nullptr)
{
}

DvmMeasure& DvmMeasure::operator=(const DvmMeasure& other)
{
    if (this != &other)
        m_counts = other.m_counts ? std::make_unique<DvmCounts>(*other.m_counts) : nullptr;
    return *this;
}

bool DvmMeasure::isEmpty() const
{
    return !m_counts || *m_counts == DvmCounts();
}

const DvmCounts& DvmMeasure::counts() const
{
    static const DvmCounts none;
    return m_counts ? *m_counts : none;
}

void DvmMeasure::add(const DvmCounts& counts, int sign)
{
    if (!m_counts)
        m_counts = std::make_unique<DvmCounts>();
    m_counts->add(counts, sign);
}

void DvmMeasure::add(const DvmMeasure& other)
{
    if (other.m_counts)
        add(*other.m_counts);
}

bool DvmMeasure::readFrom(ByteReader& in)
{
    m_counts = std::make_unique<DvmCounts>();
    return m_counts->readFrom(in);
}

void DvmWork::add(const DvmAnswer& answer)
{
    const auto statedAt = answer.isFuture ? std::nullopt : std::optional(answer.createdAt);
    if (answer.isResult()) {
        ++results;
        keepLeast(resultAt, statedAt);
        keepLeast(resultLiveAt, answer.liveAt);
    } else {
        ++feedback;
        errors += answer.status == JobStatus::Error;
        keepLeast(feedbackAt, statedAt);
        keepLeast(feedbackLiveAt, answer.liveAt);
    }
    keepMost(asked, answer.asked);
    keepMost(invoiced, answer.invoiced);
}

bool isWork(const DvmRequest& request, const DvmAnswer& answer) noexcept
{
    return request.customer != answer.provider
        && (!answer.isResult() || requestKindOf(answer.kind) == request.kind);
}

DvmCounts countsOfJob(const DvmRequest& request, const DvmWork& all)
{
    return outcomeOf(request, all);
}

DvmCounts countsOfWork(const DvmRequest& request, const DvmWork& work)
{
    auto counts = outcomeOf(request, work);
    counts.add(pricesOf(work));
    return counts;
}

DvmCounts pricesOf(const DvmWork& work)
{
    DvmCounts counts;
    if (work.asked)
        counts.asked.add(*work.asked);
    if (work.invoiced)
        counts.invoiced.add(*work.invoiced);
    return counts;
}

Kind jobKindOf(const DvmAnswer& answer, const DvmRequest* request) noexcept
{
    if (answer.isResult())
        return requestKindOf(answer.kind).value_or(0);
    return request != nullptr ? request->kind : Kind(0);
}

DvmCounts countsOfAnswer(const DvmAnswer& answer, const DvmRequest* request, bool ofKind)
{
    DvmCounts counts;
    const auto customer = request != nullptr ? std::optional(request->customer) : answer.statedCustomer;
    if (customer == answer.provider) {
        counts.own = 1;
        return counts;
    }
    counts.unmatched = request == nullptr;
    if (!ofKind)
        counts.kinds.add(jobKindOf(answer, request), 1);
    if (!answer.isResult()) {
        counts.feedback[static_cast<std::size_t>(answer.status)] = 1;
        return counts;
    }
    counts.results = 1;
    counts.mismatched = request != nullptr && !isWork(*request, answer);
    if (ofKind)
        counts.parties.add(answer.provider, 1);
    else if (customer)
        counts.parties.add(*customer, 1);
    return counts;
}

DvmCounts countsOfPayment(std::int64_t millisats)
{
    DvmCounts counts;
    counts.paid.add(millisats);
    return counts;
}

} // namespace nostrscope
