// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/negentropy/negentropyclient.h"

#include <boost/unordered/unordered_flat_set.hpp>

#include <algorithm>
#include <limits>

namespace nostrscope {

namespace {

/// A message that a relay cut is at least this large: the lowest limit less the reserve and one split range.
constexpr qsizetype fullAnswer = minNegentropyFrame / 2;

Timestamp toTimestamp(std::uint64_t seconds)
{
    return static_cast<Timestamp>(std::min<std::uint64_t>(seconds, std::numeric_limits<Timestamp>::max()));
}

} // namespace

struct NegentropyClient::Seen {
    std::vector<bool> have; ///< by index in our set
    boost::unordered_flat_set<EventId, std::hash<EventId>> need;
};

NegentropyClient::NegentropyClient(const NegentropySet& set, const NegentropyLimits& limits)
    : m_set(set)
    , m_limits(limits)
    , m_seen(std::make_unique<Seen>())
{
    Q_ASSERT(set.isSealed());
    Q_ASSERT(limits.frameBytes == 0 || limits.frameBytes >= minNegentropyFrame);
}

NegentropyClient::~NegentropyClient() = default;

QByteArray NegentropyClient::initiate()
{
    Q_ASSERT(m_last.isEmpty());
    NegentropyWriter out;
    out.addSplit(NegentropyBound::end(), m_set, 0, m_set.size());
    remember(out.bytes());
    return m_last;
}

Expected<NegentropyClient::Step, NegentropyError> NegentropyClient::reconcile(QByteArrayView answer)
{
    Q_ASSERT(!m_last.isEmpty());
    if (m_ended)
        return Unexpected(NegentropyError::Ended);
    m_ended = true; // unless all goes well
    ++m_rounds;
    m_bytes += answer.size();
    if (m_bytes > m_limits.bytes)
        return Unexpected(NegentropyError::TooManyBytes);
    Step step;
    NegentropyWriter out;
    if (const auto error = walk(answer, out, step))
        return Unexpected(*error);
    step.isDone = out.isEmpty();
    if (step.isDone)
        return step;
    if (m_rounds >= m_limits.rounds)
        return Unexpected(NegentropyError::TooManyRounds);
    // an answer depends on the message before it alone, so the same message asks for the same answer
    if (out.bytes() == m_last)
        return Unexpected(NegentropyError::NoProgress);
    remember(out.bytes());
    step.next = m_last;
    m_ended = false;
    return step;
}

std::optional<NegentropyError> NegentropyClient::walk(QByteArrayView answer, NegentropyWriter& out,
                                                      Step& step)
{
    NegentropyReader reader(answer);
    std::size_t begin = 0;
    bool skips = false; // ranges up to here that are settled, not written yet
    bool isFirst = true; // nothing but Skip so far
    while (const auto range = reader.next()) {
        const auto end = m_set.indexOf(range->upper, begin);
        const auto before = out.size();
        if (range->mode == NegentropyMode::Skip) {
            skips = true;
            begin = end;
            continue;
        }
        // a full message ends by one fingerprint of all the rest, also of what is settled
        const bool isRest = range->mode == NegentropyMode::Fingerprint && range->upper.isEnd() && !isFirst
            && answer.size() >= fullAnswer;
        isFirst = false;
        const bool isList = range->mode == NegentropyMode::IdList;
        const auto fault = isRest ? std::nullopt : objection(*range);
        if (!isList && isEqual(m_set.fingerprint(begin, end), range->payload)) {
            skips = true;
        } else if (fault) {
            return fault;
        } else if (isList) {
            if (const auto error = compareIds(*range, begin, end, step))
                return error;
            skips = true;
        } else {
            if (std::exchange(skips, false))
                out.addSkip(range->lower);
            out.addSplit(range->upper, m_set, begin, end);
        }
        if (m_limits.frameBytes > 0 && out.size() > m_limits.frameBytes - negentropyReserve) {
            out.cutTo(before);
            out.addFingerprint(NegentropyBound::end(), m_set.fingerprint(end, m_set.size()));
            break;
        }
        begin = end;
    }
    return reader.error();
}

std::optional<NegentropyError> NegentropyClient::compareIds(const NegentropyRange& range, std::size_t begin,
                                                            std::size_t end, Step& step)
{
    std::vector<EventId> theirs;
    theirs.reserve(range.idCount());
    // a list carries no times: where the range is within a second, its ids must be too
    const bool hasLower = range.lower.at.createdAt == range.upper.at.createdAt
        || (range.upper.prefixLength == 0 && range.upper.at.createdAt == range.lower.at.createdAt + 1);
    const bool hasUpper = range.lower.at.createdAt == range.upper.at.createdAt;
    for (std::size_t i = 0; i < range.idCount(); ++i) {
        const auto id = range.idAt(i);
        if ((hasLower && id < range.lower.at.id) || (hasUpper && !(id < range.upper.at.id)))
            return NegentropyError::NotAsked;
        theirs.push_back(id);
    }
    std::sort(theirs.begin(), theirs.end());
    theirs.erase(std::unique(theirs.begin(), theirs.end()), theirs.end());
    std::vector<bool> isShared(theirs.size());
    for (auto i = begin; i < end; ++i) {
        const auto& id = m_set.at(i).id;
        const auto at = std::lower_bound(theirs.begin(), theirs.end(), id);
        if (at != theirs.end() && *at == id) {
            isShared[static_cast<std::size_t>(at - theirs.begin())] = true;
            continue;
        }
        m_seen->have.resize(m_set.size());
        if (!m_seen->have[i])
            step.have.push_back(id);
        m_seen->have[i] = true;
    }
    const auto before = step.need.size();
    for (std::size_t i = 0; i < theirs.size(); ++i) {
        if (isShared[i] || !m_seen->need.insert(theirs[i]).second)
            continue;
        if (m_seen->need.size() > m_limits.needIds)
            return NegentropyError::TooManyIds;
        step.need.push_back(theirs[i]);
    }
    if (const auto count = step.need.size() - before; count > 0) {
        const auto& upper = range.upper; // exclusive: without a prefix, its second is not of the range
        const auto low = toTimestamp(range.lower.at.createdAt);
        const auto high = toTimestamp(upper.at.createdAt - (upper.prefixLength == 0 ? 1 : 0));
        step.needRanges.push_back({count, low, std::max(low, high)});
    }
    return std::nullopt;
}

std::optional<NegentropyError> NegentropyClient::objection(const NegentropyRange& range) const
{
    const bool isList = range.mode == NegentropyMode::IdList;
    if (range.lower == range.upper && range.idCount() == 0) // about nothing
        return std::nullopt;
    // a list is answered by a list, a fingerprint also by fingerprints of its parts
    const auto& asked = isList ? m_open : m_fingerprints;
    const auto after =
        std::upper_bound(asked.begin(), asked.end(), range.lower,
                         [](const NegentropyBound& lower, const Span& span) { return lower < span.lower; });
    if (after == asked.begin() || std::prev(after)->upper < range.upper)
        return NegentropyError::NotAsked;
    const auto& span = *std::prev(after);
    if (!isList && span.lower == range.lower && span.upper == range.upper)
        return NegentropyError::NoProgress;
    return std::nullopt;
}

void NegentropyClient::remember(const QByteArray& message)
{
    m_last = message;
    m_bytes += message.size();
    m_open.clear();
    m_fingerprints.clear();
    NegentropyReader reader(m_last, std::numeric_limits<qsizetype>::max());
    while (const auto range = reader.next()) {
        if (range->mode == NegentropyMode::Skip)
            continue;
        if (range->mode == NegentropyMode::Fingerprint)
            m_fingerprints.push_back({range->lower, range->upper});
        if (!m_open.empty() && m_open.back().upper == range->lower)
            m_open.back().upper = range->upper;
        else
            m_open.push_back({range->lower, range->upper});
    }
    Q_ASSERT(!reader.error());
}

} // namespace nostrscope
