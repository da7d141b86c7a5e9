// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/relayhealth.h"

#include "core/records/healthcodec.h"

#include <algorithm>

namespace nostrscope {

namespace {

constexpr std::uint64_t blobVersion = 1;
constexpr std::size_t maxChanges = 64;

bool isSuspended(RelayState state)
{
    return state == RelayState::Paused || state == RelayState::Maintenance;
}

std::chrono::milliseconds apart(UnixMillis a, UnixMillis b)
{
    return a > b ? a - b : b - a;
}

} // namespace

SpanKind RelayHealth::spanOf(RelayState state)
{
    switch (state) {
    case RelayState::Degraded:
        return SpanKind::Degraded;
    case RelayState::Down:
        return SpanKind::Down;
    case RelayState::Paused:
    case RelayState::Maintenance:
        return SpanKind::Excluded;
    case RelayState::Unknown:
    case RelayState::Up:
    case RelayState::Suspect:
    case RelayState::Recovering:
        break;
    }
    return SpanKind::Up;
}

bool RelayHealth::answered() const
{
    return m_state == RelayState::Up || m_state == RelayState::Degraded || m_state == RelayState::Recovering
        || (m_state == RelayState::Suspect && m_before != RelayState::Unknown);
}

std::optional<std::chrono::milliseconds> RelayHealth::retryIn(const HealthRules& rules) const
{
    if (m_state == RelayState::Recovering)
        return rules.retryDelays.front();
    if (m_state != RelayState::Suspect)
        return std::nullopt;
    const auto retry = static_cast<std::size_t>(std::max(m_failures, 1) - 1);
    return rules.retryDelays.at(std::min(retry, rules.retryDelays.size() - 1));
}

bool RelayHealth::wouldConfirm(const HealthSample& sample, const HealthRules& rules) const
{
    if (isSuspended(m_state) || m_state == RelayState::Down || m_state == RelayState::Recovering)
        return false;
    return m_failures + 1 >= rules.failures
        && verdictOf(sample.code, sample.httpStatus, rules.tlsIsDown) == ProbeVerdict::Down;
}

RelayHealth::Step RelayHealth::apply(const HealthSample& sample, const HealthRules& rules, bool mayConfirm)
{
    Step step;
    step.before = step.after = m_state;
    const auto verdict = verdictOf(sample.code, sample.httpStatus, rules.tlsIsDown);
    if (verdict == ProbeVerdict::Undecided || isSuspended(m_state))
        return step;
    step.decided = true;
    step.failed = verdict == ProbeVerdict::Down;
    // Quiet is judged by time, so a flapping relay that nobody checks keeps its mark.
    if (m_flapping && !m_changes.empty() && apart(sample.at, m_changes.back()) >= rules.flapQuiet) {
        m_flapping = false;
        step.flapEnded = true;
    }
    if (step.failed)
        onFailure(sample, rules, mayConfirm, step);
    else
        onSuccess(sample, rules, step);
    const bool isSuspect = m_state == RelayState::Suspect;
    m_spans.result(sample.at, spanOf(m_state), isSuspect, sample.interval);
    if (step.confirmed)
        m_spans.settle(SpanKind::Down);
    else if (!isSuspect)
        m_spans.settle(spanOf(step.before == RelayState::Suspect ? m_before : m_state));
    step.after = m_state;
    return step;
}

void RelayHealth::onFailure(const HealthSample& sample, const HealthRules& rules, bool mayConfirm, Step& step)
{
    ++m_failures;
    m_slow = m_normal = 0;
    switch (m_state) {
    case RelayState::Unknown:
    case RelayState::Up:
    case RelayState::Degraded:
        m_failures = 1;
        m_before = m_state;
        m_sinceBefore = m_since;
        m_firstFailure = sample.at;
        enter(RelayState::Suspect, sample.at);
        break;
    case RelayState::Recovering:
        enter(RelayState::Down, m_firstFailure);
        return;
    case RelayState::Suspect:
    case RelayState::Down:
    case RelayState::Paused:
    case RelayState::Maintenance:
        break;
    }
    if (m_state == RelayState::Suspect && m_failures >= rules.failures && mayConfirm) {
        enter(RelayState::Down, m_firstFailure);
        step.confirmed = true;
        if (m_everUp)
            changed(sample.at, rules, step);
    }
}

void RelayHealth::onSuccess(const HealthSample& sample, const HealthRules& rules, Step& step)
{
    m_failures = 0;
    m_everUp = true;
    switch (m_state) {
    case RelayState::Unknown:
        enter(RelayState::Up, sample.at);
        break;
    case RelayState::Suspect:
        step.blip = true;
        if (m_before == RelayState::Unknown)
            enter(RelayState::Up, sample.at);
        else
            enter(m_before, m_sinceBefore);
        break;
    case RelayState::Down:
        m_successes = 0;
        m_firstSuccess = sample.at;
        enter(RelayState::Recovering, sample.at);
        [[fallthrough]];
    case RelayState::Recovering:
        if (++m_successes >= rules.successes) {
            enter(RelayState::Up, m_firstSuccess);
            step.closed = true;
            changed(sample.at, rules, step);
        }
        break;
    case RelayState::Up:
    case RelayState::Degraded:
    case RelayState::Paused:
    case RelayState::Maintenance:
        break;
    }
    judgeSpeed(sample, rules);
}

void RelayHealth::judgeSpeed(const HealthSample& sample, const HealthRules& rules)
{
    const auto& took = rules.slowBy == HealthRules::SlowBy::Read ? sample.read : sample.open;
    if (!took)
        return;
    const bool isSlow = m_speed.add(sample.at, *took, rules);
    m_slow = isSlow ? m_slow + 1 : 0;
    m_normal = isSlow ? 0 : m_normal + 1;
    if (m_state == RelayState::Up && m_slow >= rules.slowRun)
        enter(RelayState::Degraded, sample.at);
    else if (m_state == RelayState::Degraded && m_normal >= rules.slowRun)
        enter(RelayState::Up, sample.at);
}

void RelayHealth::changed(UnixMillis at, const HealthRules& rules, Step& step)
{
    std::erase_if(m_changes, [&](UnixMillis change) { return apart(at, change) >= rules.flapWindow; });
    m_changes.push_back(at);
    while (m_changes.size() > maxChanges)
        m_changes.pop_front();
    if (!m_flapping && m_changes.size() >= rules.flapChanges) {
        m_flapping = true;
        step.flapBegan = !std::exchange(step.flapEnded, false);
    }
}

void RelayHealth::enter(RelayState state, UnixMillis at)
{
    m_state = state;
    m_since = at;
}

bool RelayHealth::withdraw(UnixMillis from)
{
    m_spans.cut(from);
    if ((m_state != RelayState::Suspect && m_state != RelayState::Down) || m_firstFailure < from)
        return false;
    m_spans.settle(spanOf(m_before));
    if (m_state == RelayState::Down && m_everUp && !m_changes.empty())
        m_changes.pop_back();
    enter(m_before, m_sinceBefore);
    m_failures = 0;
    return true;
}

void RelayHealth::suspend(RelayState as, UnixMillis at)
{
    if (!isSuspended(m_state)) {
        m_spans.cut(at);
        const bool isSuspect = m_state == RelayState::Suspect;
        if (isSuspect) {
            m_spans.settle(spanOf(m_before));
            m_failures = 0;
        }
        m_resumeTo = isSuspect ? m_before : m_state;
        m_resumeSince = isSuspect ? m_sinceBefore : m_since;
    } else {
        m_spans.leaveOut(m_since, at, SpanKind::Excluded);
    }
    m_slow = m_normal = m_successes = 0;
    enter(as, at);
}

void RelayHealth::resume(UnixMillis at)
{
    if (!isSuspended(m_state))
        return;
    m_spans.leaveOut(m_since, at, SpanKind::Excluded);
    enter(m_resumeTo, m_resumeSince);
}

QByteArray RelayHealth::toBlob() const
{
    QByteArray out;
    appendVarint(out, blobVersion);
    appendVarint(out, static_cast<std::uint64_t>(m_state));
    appendVarint(out, static_cast<std::uint64_t>(m_before));
    appendVarint(out, static_cast<std::uint64_t>(m_resumeTo));
    for (const auto time : {m_since, m_sinceBefore, m_resumeSince, m_firstFailure, m_firstSuccess})
        appendVarint(out, zigZag(toMillis(time)));
    for (const auto count : {m_failures, m_successes, m_slow, m_normal})
        appendVarint(out, static_cast<std::uint64_t>(count));
    appendVarint(out, (m_everUp ? 1U : 0U) + (m_flapping ? 2U : 0U));
    appendVarint(out, m_changes.size());
    for (const auto change : m_changes)
        appendVarint(out, zigZag(toMillis(change)));
    m_speed.writeTo(out);
    m_spans.writeTo(out);
    return out;
}

bool RelayHealth::fromBlob(QByteArrayView blob)
{
    ByteReader in(blob);
    if (in.varint() != blobVersion)
        return false;
    for (auto* state : {&m_state, &m_before, &m_resumeTo}) {
        const auto number = in.varint();
        if (number >= relayStateCount)
            return false;
        *state = static_cast<RelayState>(number);
    }
    for (auto* time : {&m_since, &m_sinceBefore, &m_resumeSince, &m_firstFailure, &m_firstSuccess})
        *time = readTime(in);
    for (auto* count : {&m_failures, &m_successes, &m_slow, &m_normal})
        *count = static_cast<int>(std::min<std::uint64_t>(in.varint(), 1'000'000'000));
    const auto flags = in.varint();
    m_everUp = (flags & 1) != 0;
    m_flapping = (flags & 2) != 0;
    m_changes.clear();
    const auto changes = in.varint();
    if (in.failed() || changes > maxChanges)
        return false;
    for (std::uint64_t i = 0; i < changes; ++i)
        m_changes.push_back(readTime(in));
    return m_speed.readFrom(in) && m_spans.readFrom(in) && in.atEnd();
}

} // namespace nostrscope
