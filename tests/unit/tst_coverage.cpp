// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/syncstore.h"
#include "core/storage/coveragetables.h"
#include "core/storage/sqlitestore.h"
#include "tests/support/answers.h"
#include "tests/support/storefixture.h"

#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace nostrscope;

namespace {

constexpr Timestamp end = 60;

CoverageInterval interval(Timestamp low, Timestamp high, CoverageState state,
                          CoverageReason reason = CoverageReason::None)
{
    return {low, high, state, reason, {}, fromMillis(1000)};
}

CoverageInterval anyInterval(std::mt19937& random)
{
    const auto a = static_cast<Timestamp>(random() % end);
    const auto b = static_cast<Timestamp>(random() % end);
    const auto state = static_cast<CoverageState>(random() % 4);
    auto one = interval(std::min(a, b), std::max(a, b), state,
                        state == CoverageState::Failed ? static_cast<CoverageReason>(4 + random() % 3)
                                                       : CoverageReason::Eose);
    one.at = fromMillis(1000 + static_cast<std::int64_t>(random() % 1000));
    return one;
}

/// The same rules, second by second.
struct Plain {
    std::array<CoverageInterval, end> seconds{};

    void set(const CoverageInterval& one)
    {
        for (auto at = one.low; at <= one.high; ++at) {
            auto& second = seconds[static_cast<std::size_t>(at)];
            const bool keeps = second.state == CoverageState::Complete
                && (one.state == CoverageState::Truncated || one.state == CoverageState::Failed);
            if (!keeps)
                second = one;
        }
    }
    void compare(const Coverage& coverage) const
    {
        Timestamp next = 0;
        const CoverageInterval* last = nullptr;
        for (const auto& one : coverage.intervals()) {
            QVERIFY(one.low >= next && one.low <= one.high && one.high < end);
            QVERIFY(one.state != CoverageState::Unknown);
            if (last && last->high + 1 == one.low)
                QVERIFY2(last->state != one.state || last->reason != one.reason, "neighbours must be one");
            for (; next < one.low; ++next)
                QVERIFY(seconds[std::size_t(next)].state == CoverageState::Unknown);
            for (; next <= one.high; ++next) {
                QVERIFY(seconds[std::size_t(next)].state == one.state);
                QVERIFY(seconds[std::size_t(next)].reason == one.reason);
                QVERIFY(seconds[std::size_t(next)].at >= one.at);
            }
            last = &one;
        }
        for (; next < end; ++next)
            QVERIFY(seconds[std::size_t(next)].state == CoverageState::Unknown);
    }
};

} // namespace

/// Intervals in memory and in the file, against a table of seconds.
class TestCoverage : public QObject {
    Q_OBJECT

private slots:
    void likeATableOfSeconds()
    {
        for (unsigned seed = 0; seed < 300; ++seed) {
            std::mt19937 random(seed);
            Coverage coverage;
            Plain plain;
            for (int i = 0; i < 40; ++i) {
                const auto one = anyInterval(random);
                coverage.set(one);
                plain.set(one);
                plain.compare(coverage);
                if (QTest::currentTestFailed())
                    return;
            }
            Timestamp open = 0;
            for (const auto& part : coverage.incomplete(5, 50)) {
                for (auto at = part.low; at <= part.high; ++at, ++open) {
                    QVERIFY(coverage.at(at) != CoverageState::Complete);
                    QVERIFY(coverage.at(at) == part.state);
                }
            }
            QCOMPARE(open, 46 - coverage.seconds(5, 50, CoverageState::Complete));
            Timestamp sum = 0;
            for (const auto state : {CoverageState::Unknown, CoverageState::Complete,
                                     CoverageState::Truncated, CoverageState::Failed})
                sum += coverage.seconds(5, 50, state);
            QCOMPARE(sum, Timestamp(46));
        }
    }

    void failureNeverTakesBack()
    {
        Coverage coverage;
        coverage.set(interval(10, 19, CoverageState::Complete, CoverageReason::Eose));
        coverage.set(interval(0, 29, CoverageState::Failed, CoverageReason::Closed));
        QVERIFY(coverage.at(15) == CoverageState::Complete);
        QVERIFY(coverage.at(9) == CoverageState::Failed);
        QCOMPARE(coverage.incomplete(0, 29).size(), std::size_t(2));
        coverage.set(interval(12, 13, CoverageState::Unknown)); // the user wants it again
        QVERIFY(coverage.at(12) == CoverageState::Unknown);
        QVERIFY(coverage.at(14) == CoverageState::Complete);
    }

    void emptyAndReversed()
    {
        Coverage coverage;
        coverage.set(interval(5, 4, CoverageState::Complete));
        QVERIFY(coverage.intervals().empty());
        QVERIFY(coverage.incomplete(5, 4).empty());
        QCOMPARE(coverage.incomplete(3, 4).size(), std::size_t(1));
        QCOMPARE(coverage.seconds(5, 4, CoverageState::Unknown), Timestamp(0));
    }

    void sameFilterSameKey()
    {
        auto filter = *Filter::fromJson(R"({"kinds":[1,7],"since":5,"until":9,"limit":3})");
        QCOMPARE(coverageKey(filter), QByteArray(R"({"kinds":[1,7]})"));
        QCOMPARE(coverageKey({}), QByteArray("{}"));
    }

    void inTheFile()
    {
        QTemporaryDir folder;
        const SystemClock clock;
        const auto path = folder.filePath(QStringLiteral("t.sqlite"));
        Plain plain;
        Plain other;
        std::mt19937 random(7);
        {
            auto store = SqliteStore::open(path, SqliteStore::Mode::ReadWrite, clock);
            QVERIFY(store);
            for (int i = 0; i < 60; ++i) {
                const std::vector<CoverageInterval> some{anyInterval(random), anyInterval(random)};
                auto& model = i % 3 == 0 ? other : plain;
                for (const auto& one : some)
                    model.set(one);
                const auto stored = answerOf<Nothing>([&](auto reply) {
                    (*store)->setCoverage(RelayId(1), i % 3 == 0 ? "{\"kinds\":[1]}" : "{}", some, reply);
                });
                QVERIFY(stored);
            }
        }
        auto store = SqliteStore::open(path, SqliteStore::Mode::ReadOnly, clock);
        QVERIFY(store);
        const auto read = answerOf<Coverage>(
            [&](auto reply) { (*store)->coverage(RelayId(1), "{}", CallLimits(), reply); });
        QVERIFY(read);
        plain.compare(*read);
        const auto all = answerOf<std::vector<RelayCoverage>>(
            [&](auto reply) { (*store)->allCoverage(CallLimits(), reply); });
        QVERIFY(all);
        QCOMPARE(all->size(), std::size_t(2));
        QCOMPARE(all->front().filter, QByteArray("{\"kinds\":[1]}"));
        other.compare(all->front().coverage);
        QVERIFY(all->back().coverage == *read);
        const auto none = answerOf<Coverage>(
            [&](auto reply) { (*store)->coverage(RelayId(2), "{}", CallLimits(), reply); });
        QVERIFY(none && none->intervals().empty());
        const auto refused = answerOf<Nothing>([&](auto reply) {
            (*store)->setCoverage(RelayId(1), "{}", {interval(1, 2, CoverageState::Complete)}, reply);
        });
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, StoreErrorCode::ReadOnly);
    }

    void choicesAndFloors()
    {
        test::StoreFixture fixture;
        QVERIFY(fixture.database().exec("INSERT INTO retention_floor VALUES('notes', 500), ('zaps', 200)"));
        const std::vector<SyncChoice> first{{RelayId(2), SyncPriority::High, false},
                                            {RelayId(1), SyncPriority::Low, true}};
        QVERIFY(writeSyncChoices(fixture.database(), first));
        QVERIFY(writeSyncChoices(fixture.database(), {{RelayId(2), SyncPriority::Normal, true}}));
        const auto choices = readSyncChoices(fixture.database());
        QVERIFY(choices);
        const std::vector<SyncChoice> expected{{RelayId(1), SyncPriority::Low, true},
                                               {RelayId(2), SyncPriority::Normal, true}};
        QCOMPARE(*choices, expected);
        const auto floor = [&](std::optional<std::vector<Kind>> kinds) {
            return *readLowestFloor(fixture.database(), kinds);
        };
        QCOMPARE(floor(std::nullopt), Timestamp(0)); // some groups have none
        QCOMPARE(floor(std::vector<Kind>{1}), Timestamp(500));
        QCOMPARE(floor(std::vector<Kind>{1, 9735}), Timestamp(200));
        QCOMPARE(floor(std::vector<Kind>{1, 7}), Timestamp(0));
    }
};

QTEST_GUILESS_MAIN(TestCoverage)
#include "tst_coverage.moc"
