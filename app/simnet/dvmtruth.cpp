// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simnet/dvmtruth.h"

#include <numeric>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

qint64 number(std::uint64_t value)
{
    return static_cast<qint64>(value);
}

QJsonObject feedbackObject(const std::array<std::uint64_t, 6>& feedback)
{
    QJsonObject object;
    for (std::size_t i = 0; i < feedback.size(); ++i)
        object.insert(QLatin1StringView(toString(static_cast<JobStatus>(i))), number(feedback[i]));
    return object;
}

QJsonObject machineObject(const DvmMachineTruth& machine)
{
    QJsonObject seconds;
    for (const auto& [after, count] : machine.resultSeconds)
        seconds.insert(QString::number(after), number(count));
    return {{u"announcements"_s, number(machine.announcements)},
            {u"results"_s, number(machine.results)},
            {u"matched_results"_s, number(machine.matchedResults)},
            {u"feedback"_s, feedbackObject(machine.feedback)},
            {u"customers"_s, number(machine.customers.size())},
            {u"asked_msat"_s, qint64(machine.askedMillisats)},
            {u"paid_msat"_s, qint64(machine.paidMillisats)},
            {u"result_seconds"_s, seconds}};
}

} // namespace

std::uint64_t DvmTruth::feedbackCount() const
{
    return std::accumulate(feedback.begin(), feedback.end(), std::uint64_t(0));
}

QJsonObject DvmTruth::toJson() const
{
    QJsonObject byKind;
    for (const auto& [kind, truth] : kinds) {
        byKind.insert(QString::number(kind),
                      QJsonObject{{u"requests"_s, number(truth.requests)},
                                  {u"results"_s, number(truth.results)},
                                  {u"answered"_s, number(truth.answered)}});
    }
    QJsonObject byMachine;
    for (const auto& [key, truth] : machines)
        byMachine.insert(QString::fromLatin1(key.toHex()), machineObject(truth));
    return {{u"events"_s, number(events)},
            {u"requests"_s, number(requests)},
            {u"results"_s, number(results)},
            {u"feedback"_s, feedbackObject(feedback)},
            {u"announcements"_s, number(announcements)},
            {u"profiles"_s, number(profiles)},
            {u"zaps"_s, number(zaps)},
            {u"cancelled"_s, number(cancelled)},
            {u"answered"_s, number(answered)},
            {u"encrypted"_s, number(encrypted)},
            {u"chained"_s, number(chained)},
            {u"self_dealt"_s, number(selfDealt)},
            {u"unmatched_results"_s, number(unmatchedResults)},
            {u"unmatched_feedback"_s, number(unmatchedFeedback)},
            {u"mismatched_results"_s, number(mismatchedResults)},
            {u"malformed_amounts"_s, number(malformedAmounts)},
            {u"future_dated"_s, number(futureDated)},
            {u"customers"_s, number(customers.size())},
            {u"kinds"_s, byKind},
            {u"machines"_s, byMachine}};
}

} // namespace nostrscope
