// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/healthjudge.h"
#include "core/monitor/latencyrollup.h"
#include "tests/support/testdata.h"

#include <QDateTime>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace nostrscope;
using namespace nostrscope::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Three months of real results of 107 relays through states, incidents, uptime and rollups, against a
/// computation of its own: written for the lists of results, with none of the product's code.
class TestHealthReplay : public QObject {
    Q_OBJECT

private:
    static constexpr auto interval = 3h; // the prober ran about every 2 h 50 min
    std::vector<CheckRecord> m_checks;
    std::map<RelayId, QString> m_urls;

    /// Mirrors the words of that prober in our codes.
    static void setCause(const QString& error, CheckRecord& check)
    {
        static const QRegularExpression status(u"(?:status|HTTP error:|\\(HTTP) (\\d{3})"_s);
        if (const auto match = status.match(error); match.hasMatch()) {
            check.code = ProbeCode::HttpStatus;
            check.httpStatus = match.captured(1).toUShort();
        } else if (error.contains(u"lookup"_s) || error.contains(u"11001"_s) || error.contains(u"11002"_s)) {
            check.code = ProbeCode::DnsNxDomain;
        } else if (error.contains(u"timed out"_s) || error.contains(u"timeout"_s)) {
            check.code = ProbeCode::TcpTimeout;
        } else if (error.contains(u"certificate not valid"_s)) {
            check.code = ProbeCode::TlsName;
        } else if (error.contains(u"certificate expired"_s)) {
            check.code = ProbeCode::TlsExpired;
        } else if (error.contains(u"alert"_s)) {
            check.code = ProbeCode::TlsProtocol;
        } else if (error.contains(u"refused"_s)) {
            check.code = ProbeCode::TcpRefused;
        } else {
            check.code = ProbeCode::ClosedEarly;
        }
    }

    /// 'u' up, 'd' down, '-' says nothing.
    static char plain(const CheckRecord& check)
    {
        if (check.code == ProbeCode::Cancelled)
            return '-';
        if (check.code == ProbeCode::Ok)
            return 'u';
        return check.code == ProbeCode::HttpStatus && check.httpStatus == 403 ? 'u' : 'd';
    }

    struct Outage {
        UnixMillis from{};
        std::optional<UnixMillis> to;
        bool operator==(const Outage&) const = default;
    };
    struct Own {
        std::vector<Outage> outages;
        std::vector<char> counted; ///< of each decided result
        std::vector<UnixMillis> times;
    };
    /// The independent computation: three failures in a row begin an outage at the first, two successes end
    /// it at the first; a failure outside of an outage counts as up.
    static Own ownOf(const std::vector<CheckRecord>& checks)
    {
        Own own;
        bool down = false;
        for (const auto& check : checks) {
            const char what = plain(check);
            if (what == '-')
                continue;
            own.times.push_back(check.at);
            own.counted.push_back(what == 'd' && down ? 'd' : 'u');
            const auto n = own.counted.size();
            auto raw = [&](std::size_t back) { return m_raw.at(n - 1 - back); };
            m_raw.resize(n - 1);
            m_raw.push_back(what);
            if (!down && n >= 3 && raw(0) == 'd' && raw(1) == 'd' && raw(2) == 'd') {
                down = true;
                own.outages.push_back({own.times[n - 3], std::nullopt});
                own.counted[n - 1] = own.counted[n - 2] = own.counted[n - 3] = 'd';
            } else if (down && raw(0) == 'u' && raw(1) == 'u') {
                down = false;
                own.outages.back().to = own.times[n - 2];
            }
        }
        return own;
    }
    static inline std::vector<char> m_raw;

    [[nodiscard]] std::vector<CheckRecord> checksOf(RelayId relay) const
    {
        std::vector<CheckRecord> some;
        for (const auto& check : m_checks) {
            if (check.relay == relay)
                some.push_back(check);
        }
        return some;
    }

private slots:
    void initTestCase()
    {
        NOSTRSCOPE_NEEDS_DATA();
        std::map<QString, RelayId> relays;
        for (const auto& line : readLines(u"relay_health/qntx_health_history.jsonl"_s)) {
            const auto row = QJsonDocument::fromJson(line).object();
            const auto url = row[u"url"_s].toString();
            const auto relay =
                relays.try_emplace(url, RelayId(1 + std::uint32_t(relays.size()))).first->second;
            m_urls[relay] = url;
            CheckRecord check;
            check.relay = relay;
            check.at = fromMillis(QDateTime::fromString(row[u"last_checked"_s].toString(), Qt::ISODateWithMs)
                                      .toMSecsSinceEpoch());
            check.origin = CheckOrigin::Imported;
            check.interval = interval;
            const auto outcome = row[u"last_outcome"_s].toString();
            if (row.contains(u"last_error"_s))
                setCause(row[u"last_error"_s].toString(), check);
            else if (outcome != u"skipped"_s && !row.contains(u"skipped"_s)) {
                check.code = ProbeCode::Ok;
                const auto rtt = row[u"rtt_open_ms"_s].toInt(row[u"rtt_ms"_s].toInt());
                check.times.set(ProbePhase::Open, std::chrono::milliseconds(rtt));
            }
            m_checks.push_back(check);
        }
        QCOMPARE(m_checks.size(), 94'160U);
        QCOMPARE(m_urls.size(), 107U);
        // Each relay's results are in order; as a prober of ours would bring them, so are all.
        std::stable_sort(m_checks.begin(), m_checks.end(),
                         [](const CheckRecord& a, const CheckRecord& b) { return a.at < b.at; });
    }

    void incidentsAndUptime()
    {
        NOSTRSCOPE_NEEDS_DATA();
        HealthJudge judge;
        std::map<RelayId, std::vector<HealthSpan>> spans;
        std::map<std::pair<RelayId, UnixMillis>, Incident> incidents;
        const auto store = [&](const HealthBatch& batch) {
            for (const auto& span : batch.spans)
                spans[span.relay].push_back(span);
            for (const auto& incident : batch.incidents)
                incidents[{incident.relay, incident.firstFailure}] = incident;
            QVERIFY(batch.withdrawn.empty());
        };
        for (const auto& check : m_checks) {
            judge.apply(check);
            store(judge.takeBatch());
        }
        for (const auto& change : judge.takeChanges())
            QVERIFY(change.kind != HealthChange::Kind::GapBegan); // that prober was never away
        const auto end = m_checks.back().at + 1ms;
        std::size_t outages = 0;
        std::size_t insufficient = 0;
        for (const auto& [relay, url] : m_urls) {
            const auto checks = checksOf(relay);
            const auto own = ownOf(checks);
            std::vector<Outage> ours;
            for (const auto& [key, incident] : incidents) {
                if (incident.relay == relay)
                    ours.push_back(
                        {incident.firstFailure, incident.closed ? incident.firstSuccess : std::nullopt});
            }
            QVERIFY2(ours == own.outages, qPrintable(url));
            outages += own.outages.size();
            auto all = spans[relay];
            for (const auto& span : judge.healthOf(relay)->pendingSpans(end))
                all.push_back(span);
            // The whole time, and each week of it.
            const auto begin = m_checks.front().at;
            std::vector<std::pair<UnixMillis, UnixMillis>> windows{{begin, end}};
            for (auto from = begin; from + 7 * 24h < end; from += 7 * 24h)
                windows.emplace_back(from, from + 7 * 24h);
            for (const auto& [from, to] : windows) {
                std::chrono::milliseconds up{};
                std::chrono::milliseconds down{};
                for (std::size_t i = 0; i < own.times.size(); ++i) {
                    auto until = own.times[i] + 2 * interval;
                    if (i + 1 < own.times.size())
                        until = std::min(until, own.times[i + 1]);
                    const auto length = std::min(until, to) - std::max(own.times[i], from);
                    if (length > 0ms)
                        (own.counted[i] == 'u' ? up : down) += length;
                }
                const auto uptime = uptimeOf(all, from, to);
                QCOMPARE(uptime.up, up);
                QCOMPARE(uptime.down, down);
                QCOMPARE(uptime.up + uptime.down + uptime.unknown + uptime.gap + uptime.excluded, to - from);
                insufficient += uptime.isSufficient() ? 0 : 1;
            }
        }
        qInfo("%d relays, %d outages, %d of the windows below half coverage", int(m_urls.size()),
              int(outages), int(insufficient));
        QVERIFY(outages > 20);
    }

    void rollups()
    {
        NOSTRSCOPE_NEEDS_DATA();
        for (const auto& [relay, url] : m_urls) {
            const auto checks = checksOf(relay);
            std::vector<double> raw;
            double sum = 0;
            for (const auto& check : checks) {
                if (check.code != ProbeCode::Ok)
                    continue;
                raw.push_back(double(check.times.of(ProbePhase::Open)->count()));
                sum += raw.back();
            }
            std::sort(raw.begin(), raw.end());
            for (const auto level : checkLevels) {
                LatencyCell merged;
                for (const auto& bucket : bucketsOf(checks, level)) {
                    LatencyCell stored;
                    QVERIFY(stored.addBlob(bucket.cell.toBlob()));
                    merged.add(stored);
                }
                QCOMPARE(merged.up, std::uint64_t(raw.size()));
                QCOMPARE(merged.up + merged.limited + merged.failed + merged.undecided,
                         std::uint64_t(checks.size()));
                if (raw.empty())
                    continue;
                const auto figures = latencyOf(merged.open);
                QVERIFY(std::abs(*figures.mean * double(raw.size()) - sum) < 1);
                for (const auto& [share, value] :
                     {std::pair(0.5, figures.p50), std::pair(0.9, figures.p90), std::pair(0.95, figures.p95),
                      std::pair(0.99, figures.p99)}) {
                    if (!value)
                        continue;
                    const auto rank = share * double(raw.size() - 1);
                    const auto low = raw[std::size_t(rank)];
                    const auto high = raw[std::min(std::size_t(rank) + 1, raw.size() - 1)];
                    QVERIFY2(*value >= low * 0.98 && *value <= high * 1.02, qPrintable(url));
                }
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestHealthReplay)
#include "tst_healthreplay.moc"
