// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/analytics.h"

#include <QTest>

#include <numeric>

using namespace nostrscope;
using namespace std::chrono_literals;

namespace {

class HandClock final : public Clock {
public:
    UnixMillis now() const override { return at; }
    std::chrono::milliseconds monotonic() const override { return at.time_since_epoch(); }

    UnixMillis at = fromSeconds(1700000000);
};

/// Keeps questions until the test answers them.
class SlowStats final : public StatSource {
public:
    struct Open {
        Question question;
        CallLimits limits;
        Reply<Table> reply;
    };
    void ask(Question question, CallLimits limits, Reply<Table> reply) override
    {
        open.push_back({question, std::move(limits), std::move(reply)});
    }
    [[nodiscard]] bool isAsked(Question::Subject subject) const
    {
        return std::any_of(open.begin(), open.end(),
                           [subject](const Open& one) { return one.question.subject == subject; });
    }
    /// Answers the oldest open question about `subject`; false when there is none.
    bool answer(Question::Subject subject, const StoreResult<Table>& result)
    {
        const auto at = std::find_if(open.begin(), open.end(),
                                     [subject](const Open& one) { return one.question.subject == subject; });
        if (at == open.end())
            return false;
        const auto reply = std::move(at->reply);
        open.erase(at);
        reply(result);
        return true;
    }

    std::vector<Open> open;
};

class NoLedger final : public Ledger {
public:
    void relays(Reply<std::vector<RelayEntry>>) override { }
    void addRelays(std::vector<RelayEntry>, Reply<std::vector<RelayEntry>>) override { }
    void removeRelays(std::vector<RelayId>, bool, Reply<Nothing>) override { }
    void setPaused(std::vector<RelayId>, bool, Reply<Nothing>) override { }
    void setStarred(std::vector<RelayId>, bool, Reply<Nothing>) override { }
    void setLastEose(std::vector<std::pair<RelayId, UnixMillis>>, Reply<Nothing>) override { }
    void relayCounters(Reply<AllRelayCounters> reply) override { counters = std::move(reply); }
    void appendConnectionLog(std::vector<LogRecord>, Reply<Nothing>) override { }

    Reply<AllRelayCounters> counters; ///< answered by the test
};

} // namespace

class TestAnalytics : public QObject {
    Q_OBJECT

private:
    static std::shared_ptr<const CommittedDelta> oneEvent(std::uint64_t batch, Timestamp at)
    {
        auto delta = std::make_shared<CommittedDelta>();
        delta->result.batch = batch;
        CommittedEvent event;
        event.measure.createdAt = at;
        event.measure.kind = 1;
        delta->events.push_back(event);
        return delta;
    }
    static std::uint64_t total(const EventSeries& series)
    {
        std::uint64_t sum = 0;
        for (const auto& line : series.lines)
            sum = std::accumulate(line.counts.begin(), line.counts.end(), sum);
        return sum;
    }

private slots:
    void asksForTheSeriesAgain()
    {
        using Subject = Question::Subject;
        HandClock clock;
        SlowStats stats;
        NoLedger ledger;
        std::shared_ptr<const Snapshot> last;
        Analytics analytics({stats, ledger, clock, [] { return IngestStatus(); }, [] { return Vitals(); },
                             [&](std::shared_ptr<const Snapshot> snapshot) { last = std::move(snapshot); }});
        analytics.setVisible(true);
        QVERIFY(stats.answer(Subject::Series, Unexpected(StoreError{StoreErrorCode::TimedOut, {}})));
        QVERIFY(stats.answer(Subject::Overview, Table()));
        QVERIFY(stats.answer(Subject::Relays, Table()));
        const auto now = toSeconds(clock.at);
        analytics.onCommitted(oneEvent(7, now - 60)); // will be in the answer to the second question
        clock.at += 2s;

        Table table;
        table.throughBatch = 7;
        table.rows = {{qlonglong(now - 3600 - (now - 3600) % 3600), 1U, 5U}};
        QTRY_VERIFY(stats.isAsked(Subject::Series));
        QVERIFY(stats.answer(Subject::Series, table));
        QCOMPARE(total(last->series), 5U);
        analytics.onCommitted(oneEvent(8, now - 50));
        analytics.publishNow();
        QCOMPARE(total(last->series), 6U);
    }

    void cancelsWhatNobodyWaitsFor()
    {
        HandClock clock;
        SlowStats stats;
        NoLedger ledger;
        Analytics analytics({stats, ledger, clock, [] { return IngestStatus(); }, [] { return Vitals(); },
                             [](const std::shared_ptr<const Snapshot>&) {}});
        const auto first = stats.open.size();
        QVERIFY(first > 0 && !*stats.open.front().limits.cancelled);
        analytics.setPreset(RangePreset::Week); // another range: the old answers are of no use
        QVERIFY(*stats.open[0].limits.cancelled);
        QVERIFY(stats.open.size() > first && !*stats.open.back().limits.cancelled);
        analytics.stop(); // or the store would let the end of the program wait for up to 30 s
        QVERIFY(*stats.open.back().limits.cancelled);
    }

    /// Batches 7 and 8 are committed while the counters are read, and 7 is in them.
    void countersOfTheStartCountNothingTwice_data()
    {
        QTest::addColumn<bool>("answered");
        QTest::addColumn<quint64>("seen");
        QTest::newRow("answered") << true << quint64(41);
        QTest::newRow("the store failed: since the start only") << false << quint64(2);
    }
    void countersOfTheStartCountNothingTwice()
    {
        QFETCH(bool, answered);
        QFETCH(quint64, seen);
        HandClock clock;
        SlowStats stats;
        NoLedger ledger;
        std::shared_ptr<const Snapshot> last;
        Analytics analytics({stats, ledger, clock, [] { return IngestStatus(); }, [] { return Vitals(); },
                             [&](std::shared_ptr<const Snapshot> snapshot) { last = std::move(snapshot); }});
        RelayEntry entry;
        entry.id = RelayId(1);
        analytics.setRelays({entry});
        const auto seenOne = [](std::uint64_t batch) {
            auto delta = std::make_shared<CommittedDelta>();
            delta->result.batch = batch;
            delta->relays[RelayId(1)].seen = 1;
            return std::shared_ptr<const CommittedDelta>(std::move(delta));
        };
        analytics.onCommitted(seenOne(7));
        analytics.onCommitted(seenOne(8));
        AllRelayCounters counters;
        counters.relays[RelayId(1)].seen = 40;
        counters.throughBatch = 7;
        if (answered)
            ledger.counters(counters);
        else
            ledger.counters(Unexpected(StoreError{StoreErrorCode::TimedOut, {}}));
        QCoreApplication::processEvents(); // the answer is posted
        const auto shown = [&] {
            analytics.publishNow();
            return last->relays[0]->at(0).eventsSeen;
        };
        QCOMPARE(shown(), seen);
        analytics.onCommitted(seenOne(9));
        QCOMPARE(shown(), seen + 1);
    }

    void countsRatesAnewAfterARestart()
    {
        RelayRows rows;
        RelayEntry entry;
        entry.id = RelayId(1);
        rows.setRelays({entry});
        LinkStatistics link;
        link.relay = entry.id;
        auto at = fromSeconds(1700000000);
        link.events = 1000;
        rows.setLinks({link}, at);
        link.events = 2; // the collector was stopped and started: it counts from zero
        rows.setLinks({link}, at + 10s);
        QCOMPARE(rows.chunks()[0]->at(0).eventsPerMinute, 0.0);
        link.events = 12;
        rows.setLinks({link}, at + 20s);
        QCOMPARE(rows.chunks()[0]->at(0).eventsPerMinute, 60.0);
    }

    /// STA-1: the last check decides, while it is fresh; relays without one by what the collector hears.
    void activeRelaysAreThoseThatWereRead()
    {
        RelayRows rows;
        std::vector<RelayEntry> entries(5);
        for (std::uint32_t i = 0; i < 5; ++i)
            entries[i].id = RelayId(i + 1);
        rows.setRelays(entries);
        const auto now = fromSeconds(1700000000);
        std::vector<LinkStatistics> links(2);
        for (const std::size_t i : {0U, 1U}) {
            links[i].relay = RelayId(i == 0 ? 1 : 5);
            links[i].state = LinkState::Live;
            links[i].lastEventAt = now - 1min;
        }
        rows.setLinks(links, now);
        const auto checked = [now](ProbeCode code, std::chrono::minutes age) {
            HealthRow row;
            row.status.lastCheck = now - age;
            row.status.lastCause.code = code;
            return std::make_shared<const HealthRow>(row);
        };
        rows.setHealth({{RelayId(1), checked(ProbeCode::ReadTimeout, 1min)},
                        {RelayId(2), checked(ProbeCode::Ok, 119min)},
                        {RelayId(3), checked(ProbeCode::Ok, 121min)},
                        {RelayId(4), checked(ProbeCode::AuthRequired, 1min)}});
        Overview overview;
        rows.summarise(overview, now);
        QCOMPARE(overview.activeRelays, 2U); // the second by its check, the fifth by its events
        QCOMPARE(overview.answeringRelays, 2U); // the first and the fifth
        QCOMPARE(overview.connectedRelays, 2U);
    }
};

QTEST_GUILESS_MAIN(TestAnalytics)
#include "tst_analytics.moc"
