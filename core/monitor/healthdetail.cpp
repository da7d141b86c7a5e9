// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/healthdetail.h"

#include "core/monitor/slareport.h"

#include <algorithm>
#include <numeric>

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

constexpr std::size_t shownChecks = 200;

LatencySummary summaryOf(const LatencyHistogram& histogram)
{
    const auto figures = latencyOf(histogram);
    const auto milliseconds = [](const std::optional<double>& microseconds) {
        return microseconds ? std::optional(*microseconds / 1000) : std::nullopt;
    };
    return {figures.samples,
            milliseconds(figures.p50),
            milliseconds(figures.p90),
            milliseconds(figures.p95),
            milliseconds(figures.p99),
            milliseconds(figures.minimum),
            milliseconds(figures.maximum),
            milliseconds(figures.mean)};
}

/// Six buckets of the store are a bar, so that counts are exact.
std::vector<LatencyBar> barsOf(const LatencyHistogram& histogram)
{
    constexpr std::size_t bucketsOfBar = 6;
    const auto& buckets = histogram.histogram.buckets();
    std::vector<LatencyBar> bars;
    for (std::size_t first = 0; first < buckets.size() && bars.size() < maxLatencyBars;
         first += bucketsOfBar) {
        const auto end = std::min(first + bucketsOfBar, buckets.size());
        const auto count =
            std::accumulate(buckets.begin() + static_cast<std::ptrdiff_t>(first),
                            buckets.begin() + static_cast<std::ptrdiff_t>(end), std::uint64_t(0));
        if (count > 0 || !bars.empty())
            bars.push_back({LogHistogram::beginOf(first) / 1000,
                            LogHistogram::beginOf(first + bucketsOfBar) / 1000, count});
    }
    return bars;
}

std::uint64_t decisive(const LatencyCell& cell)
{
    return cell.up + cell.limited + cell.failed;
}

} // namespace

HealthDetailQuery::HealthDetailQuery(HealthStore& store, RelayId relay, RelayHealthDetail known,
                                     std::vector<HealthSpan> pending, UnixMillis now, CallLimits limits,
                                     Done done)
    : m_store(store)
    , m_relay(relay)
    , m_now(now)
    , m_limits(std::move(limits))
    , m_done(std::move(done))
    , m_detail(std::make_shared<RelayHealthDetail>(std::move(known)))
    , m_spans(std::move(pending))
{
}

template <typename T> Reply<T> HealthDetailQuery::then(void (HealthDetailQuery::*next)(T))
{
    return [this, next](StoreResult<T> reply) {
        QMetaObject::invokeMethod(
            this,
            [this, next, reply = std::move(reply)]() mutable {
                if (reply) {
                    (this->*next)(std::move(*reply));
                    return;
                }
                m_done(Unexpected(reply.error()));
                deleteLater();
            },
            Qt::QueuedConnection);
    };
}

void HealthDetailQuery::readSpans()
{
    m_store.spans({m_relay, UnixMillis{}, m_now}, m_limits, then(&HealthDetailQuery::takeSpans));
}

void HealthDetailQuery::takeSpans(std::vector<HealthSpan> spans)
{
    m_spans.insert(m_spans.begin(), spans.begin(), spans.end());
    m_store.rollups({m_relay, UnixMillis{}, m_now}, CheckLevel::Day, m_limits,
                    then(&HealthDetailQuery::takeDays));
}

void HealthDetailQuery::takeDays(std::vector<LatencyBucket> days)
{
    m_days = std::move(days);
    m_store.rollups({m_relay, m_now - 30 * 24h, m_now}, CheckLevel::Hour, m_limits,
                    then(&HealthDetailQuery::takeHours));
}

void HealthDetailQuery::takeHours(std::vector<LatencyBucket> hours)
{
    m_hours = std::move(hours);
    computeWindows();
    m_store.rollups({m_relay, m_detail->from, m_detail->to}, levelFor(m_detail->from, m_detail->to), m_limits,
                    then(&HealthDetailQuery::takePoints));
}

void HealthDetailQuery::takePoints(std::vector<LatencyBucket> points)
{
    m_detail->bucket = lengthOf(levelFor(m_detail->from, m_detail->to));
    LatencyHistogram open;
    LatencyHistogram read;
    for (const auto& [start, cell] : points) {
        m_detail->points.push_back(
            {start, decisive(cell), cell.failed, summaryOf(cell.open), summaryOf(cell.read)});
        open.add(cell.open);
        read.add(cell.read);
    }
    m_detail->open = summaryOf(open);
    m_detail->read = summaryOf(read);
    auto& ofRange = m_detail->ofRange;
    const auto uptime = uptimeOf(m_spans, firstOfRange(), m_detail->to);
    ofRange.uptime01 = uptime.ratio01();
    ofRange.coverage01 = uptime.coverage01();
    for (const auto& point : m_detail->points) {
        ofRange.checks += point.checks;
        ofRange.failures += point.failures;
    }
    m_detail->openBars = barsOf(open);
    m_detail->readBars = barsOf(read);
    for (const auto& span : m_spans) {
        if (span.to > m_detail->from && span.from < m_detail->to)
            m_detail->spans.push_back(span);
    }
    std::sort(m_detail->spans.begin(), m_detail->spans.end(),
              [](const HealthSpan& a, const HealthSpan& b) { return a.from < b.from; });
    IncidentQuery query;
    query.relay = m_relay;
    m_store.incidents(query, m_limits, then(&HealthDetailQuery::takeIncidents));
}

/// "All" begins with the first check, as coverage of the time before says nothing.
UnixMillis HealthDetailQuery::firstOfRange() const
{
    if (m_detail->from != UnixMillis{})
        return m_detail->from;
    return m_days.empty() ? m_now : m_days.front().start;
}

/// Uptime from spans, checks from rollups: hours of the last month, days before; a day or hour that the
/// window cuts counts whole.
void HealthDetailQuery::computeWindows()
{
    const auto known = m_days.empty() ? m_now : m_days.front().start;
    for (const auto length : {24h, 7 * 24h, 30 * 24h, 90 * 24h, 0h}) {
        UptimeWindow window;
        const bool isAll = length == 0h;
        const auto from = isAll ? known : m_now - length;
        if (!isAll)
            window.length = length;
        const auto uptime = uptimeOf(m_spans, from, m_now);
        window.uptime01 = uptime.ratio01();
        window.coverage01 = uptime.coverage01();
        for (const auto& [start, cell] : !isAll && length <= 30 * 24h ? m_hours : m_days) {
            const auto width =
                !isAll && length <= 30 * 24h ? lengthOf(CheckLevel::Hour) : lengthOf(CheckLevel::Day);
            if (start + width <= from)
                continue;
            window.checks += decisive(cell);
            window.failures += cell.failed;
        }
        m_detail->windows.push_back(window);
    }
}

void HealthDetailQuery::takeIncidents(std::vector<Incident> incidents)
{
    const auto known = m_days.empty() ? m_now : m_days.front().start;
    for (auto& window : m_detail->windows) {
        const auto from = window.length ? m_now - *window.length : known;
        const auto figures = outagesOf(incidents, uptimeOf(m_spans, from, m_now), from, m_now, known);
        window.incidents = figures.incidents;
        window.longestOutage = figures.longest;
        window.meanToRecover = figures.meanToRecover;
    }
    const auto from = firstOfRange();
    const auto figures =
        outagesOf(incidents, uptimeOf(m_spans, from, m_detail->to), from, m_detail->to, known);
    m_detail->ofRange.incidents = figures.incidents;
    m_detail->ofRange.longestOutage = figures.longest;
    m_detail->ofRange.meanToRecover = figures.meanToRecover;
    m_detail->incidents = std::move(incidents);
    m_store.certificates(m_relay, m_limits, then(&HealthDetailQuery::takeCertificates));
}

void HealthDetailQuery::takeCertificates(std::vector<CertificateSighting> certificates)
{
    m_detail->certificates = std::move(certificates);
    m_store.documents(m_relay, m_limits, then(&HealthDetailQuery::takeDocuments));
}

void HealthDetailQuery::takeDocuments(std::vector<DocumentSighting> documents)
{
    m_detail->documents = std::move(documents);
    if (m_detail->documents.empty())
        takeBody({});
    else
        m_store.documentBody(m_detail->documents.front().sha256, m_limits,
                             then(&HealthDetailQuery::takeBody));
}

void HealthDetailQuery::takeBody(QByteArray body)
{
    m_detail->document = std::move(body);
    if (m_detail->observation) // known, and perhaps not stored yet
        readChecks();
    else
        m_store.observation(m_relay, m_limits, then(&HealthDetailQuery::takeObservation));
}

void HealthDetailQuery::takeObservation(std::optional<RelayObservation> observation)
{
    m_detail->observation = std::move(observation);
    readChecks();
}

void HealthDetailQuery::readChecks()
{
    m_store.checks({m_relay, m_now - checksKeptFor, m_now + 1ms}, m_limits,
                   then(&HealthDetailQuery::takeChecks));
}

void HealthDetailQuery::takeChecks(std::vector<CheckRecord> checks)
{
    std::reverse(checks.begin(), checks.end());
    if (checks.size() > shownChecks)
        checks.resize(shownChecks);
    m_detail->checks = std::move(checks);
    m_done(std::shared_ptr<const RelayHealthDetail>(std::move(m_detail)));
    deleteLater();
}

} // namespace nostrscope
