// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/monitor/uptime.h"
#include "core/records/monitorview.h"

#include <QObject>

#include <functional>

namespace nostrscope {

/// Puts together all about the health of one relay: asks the store one question after the other, then
/// computes. Lives in one thread, is used once, deletes itself after `done`; a part that cannot be read ends
/// it with the error.
class HealthDetailQuery final : public QObject {
    Q_OBJECT

public:
    using Done = std::function<void(StoreResult<std::shared_ptr<const RelayHealthDetail>>)>;

    /// `known`: row, views of others and range are in it already. `pending`: spans that the store has not
    /// yet. `range` is half-open; one that begins with the epoch is "all".
    HealthDetailQuery(HealthStore& store, RelayId relay, RelayHealthDetail known,
                      std::vector<HealthSpan> pending, UnixMillis now, CallLimits limits, Done done);
    void start() { readSpans(); }

private:
    template <typename T> [[nodiscard]] Reply<T> then(void (HealthDetailQuery::*next)(T));
    void readSpans();
    void takeSpans(std::vector<HealthSpan> spans);
    void takeDays(std::vector<LatencyBucket> days);
    void takeHours(std::vector<LatencyBucket> hours);
    void takePoints(std::vector<LatencyBucket> points);
    void takeIncidents(std::vector<Incident> incidents);
    void takeCertificates(std::vector<CertificateSighting> certificates);
    void takeDocuments(std::vector<DocumentSighting> documents);
    void takeBody(QByteArray body);
    void takeObservation(std::optional<RelayObservation> observation);
    void readChecks();
    void takeChecks(std::vector<CheckRecord> checks);
    void computeWindows();
    [[nodiscard]] UnixMillis firstOfRange() const;

    HealthStore& m_store;
    const RelayId m_relay;
    const UnixMillis m_now;
    const CallLimits m_limits;
    Done m_done;
    std::shared_ptr<RelayHealthDetail> m_detail;
    std::vector<HealthSpan> m_spans; ///< of all time
    std::vector<LatencyBucket> m_days; ///< of all time
    std::vector<LatencyBucket> m_hours; ///< of 30 days
};

} // namespace nostrscope
