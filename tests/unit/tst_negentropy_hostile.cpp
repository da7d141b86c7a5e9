// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/negentropy/negentropyclient.h"
#include "tests/unit/negentropysets.h"

#include <QTest>

using namespace nostrscope;
using namespace nostrscope::test;

namespace {

/// A relay of any kind: `answer` makes an answer from our message.
template <typename Answer>
std::optional<NegentropyError> talkTo(const NegentropySet& ours, const NegentropyLimits& limits,
                                      Answer answer, int* rounds = nullptr)
{
    NegentropyClient client(ours, limits);
    auto message = client.initiate();
    while (true) {
        const auto step = client.reconcile(answer(message));
        if (rounds)
            *rounds = client.rounds();
        if (!step)
            return step.error();
        if (step->isDone)
            return std::nullopt;
        message = step->next;
    }
}

} // namespace

/// Relays that mean no good: each session ends, within few rounds and with its reason.
class TestNegentropyHostile : public QObject {
    Q_OBJECT

private slots:
    /// An announcement of version 2 or a relay that speaks only that.
    void wrongVersion()
    {
        const auto set = numbered(100);
        const auto error = talkTo(set, {}, [](const QByteArray&) { return QByteArray("\x62"); });
        QCOMPARE(error, NegentropyError::OtherVersion);
    }

    void fingerprintOfTheVeryRange()
    {
        const auto set = numbered(1000);
        int rounds = 0;
        const auto error = talkTo(
            set, {},
            [](const QByteArray& message) {
                // every fingerprint is answered by another one of the same range
                NegentropyReader reader(message);
                NegentropyWriter out;
                while (const auto range = reader.next())
                    out.addFingerprint(range->upper, {});
                return out.bytes();
            },
            &rounds);
        QCOMPARE(error, NegentropyError::NoProgress);
        QCOMPARE(rounds, 1);
    }

    /// Fingerprints that never fit come down to lists within a few rounds; a fingerprint for a list is
    /// refused.
    void wrongFingerprints()
    {
        const auto set = numbered(5000);
        int rounds = 0;
        const auto error = talkTo(
            set, {},
            [](const QByteArray& message) {
                NegentropyReader reader(message);
                NegentropyWriter out;
                while (const auto range = reader.next()) {
                    if (range->mode == NegentropyMode::Skip)
                        out.addSkip(range->upper);
                    const auto lower = range->lower.at.createdAt;
                    const auto upper = std::min<std::uint64_t>(range->upper.at.createdAt, 10'000);
                    if (range->mode != NegentropyMode::Skip && upper > lower + 1)
                        out.addFingerprint({{(lower + upper) / 2, {}}, 0}, {});
                    if (range->mode != NegentropyMode::Skip)
                        out.addFingerprint(range->upper, {});
                }
                return out.bytes();
            },
            &rounds);
        QCOMPARE(error, NegentropyError::NotAsked);
        QVERIFY2(rounds <= 10, qPrintable(QString::number(rounds)));
    }

    /// A relay that never comes to an end by the one way that is always open to it: that its answers are
    /// full.
    void endlessRounds()
    {
        const auto set = numbered(5000);
        NegentropyLimits limits;
        limits.rounds = 50;
        int rounds = 0;
        int number = 0;
        const auto endless = [&number](const QByteArray& message) {
            NegentropyReader reader(message);
            NegentropyWriter out;
            auto first = reader.next();
            if (first && first->mode == NegentropyMode::Skip) {
                out.addSkip(first->upper);
                first = reader.next();
            }
            // invented ids for the first range, then a wrong fingerprint of the rest
            NegentropySet lies;
            for (int i = 0; i < 200; ++i)
                lies.add(1, idOf(20'000 + (number++ % 40'000)));
            lies.seal();
            out.addIds(first->upper.isEnd() ? NegentropyBound{{5'000'000, {}}, 0} : first->upper, lies, 0,
                       lies.size());
            out.addFingerprint(NegentropyBound::end(), {{static_cast<std::uint8_t>(number / 200)}});
            return out.bytes();
        };
        QCOMPARE(talkTo(set, limits, endless, &rounds), NegentropyError::TooManyRounds);
        QCOMPARE(rounds, 50);
        limits = {};
        limits.bytes = 100'000;
        QCOMPARE(talkTo(set, limits, endless), NegentropyError::TooManyBytes);
        limits = {};
        limits.needIds = 1000;
        QCOMPARE(talkTo(set, limits, endless), NegentropyError::TooManyIds);
    }

    /// The rest of a full answer is believed only when the answer is large.
    void smallAnswersHaveNoRest()
    {
        const auto set = numbered(5000);
        const auto error = talkTo(set, {}, [](const QByteArray& message) {
            NegentropyReader reader(message);
            const auto first = reader.next();
            const auto second = reader.next();
            NegentropyWriter out;
            out.addIds(first->upper, numbered(0), 0, 0);
            out.addFingerprint(second->upper, {});
            out.addFingerprint(NegentropyBound::end(), {});
            return out.bytes();
        });
        QVERIFY(error == NegentropyError::NotAsked || error == NegentropyError::NoProgress);
    }

    /// An answer that asks for the same message of ours again.
    void noProgress()
    {
        const auto set = numbered(1000);
        int rounds = 0;
        const auto error = talkTo(
            set, {},
            [](const QByteArray&) {
                NegentropyWriter out; // full of nothing, then a wrong fingerprint of everything
                for (int i = 0; i < 1000; ++i)
                    out.addIds({}, numbered(0), 0, 0);
                out.addFingerprint(NegentropyBound::end(), {});
                return out.bytes();
            },
            &rounds);
        QCOMPARE(error, NegentropyError::NoProgress);
        QCOMPARE(rounds, 2); // our first message has no range of nothing, the second and third have
    }

    void hugeLists()
    {
        const auto set = numbered(100);
        QRandomGenerator random(3);
        NegentropySet lies;
        for (int i = 0; i < 30'000; ++i)
            lies.add(1, randomId(random));
        lies.seal();
        NegentropyWriter out;
        out.addIds(NegentropyBound::end(), lies, 0, lies.size());
        QVERIFY(out.size() < maxNegentropyMessageBytes);
        const auto list = out.bytes();
        NegentropyLimits limits;
        limits.needIds = 20'000;
        QCOMPARE(talkTo(set, limits, [&](const QByteArray&) { return list; }), NegentropyError::TooManyIds);
        // a list may be all that a relay has: then it is the end
        QCOMPARE(talkTo(set, {}, [&](const QByteArray&) { return list; }), std::nullopt);
    }

    /// Answers about what was settled before, and ids that cannot be in a range.
    void notAsked()
    {
        const auto set = numbered(1000);
        NegentropyClient client(set, {});
        const auto first = client.initiate();
        NegentropyReader reader(first);
        const auto range = *reader.next();
        NegentropyWriter out; // the first of 16 differs, the others are equal
        out.addFingerprint({{1005, {}}, 0}, {});
        out.addFingerprint(range.upper, set.fingerprint(5, set.indexOf(range.upper)));
        const auto step = client.reconcile(out.bytes());
        QVERIFY(step && !step->isDone);
        NegentropyWriter lie;
        lie.addSkip({{1500, {}}, 0});
        lie.addIds({{1600, {}}, 0}, set, 0, 3);
        const auto refused = client.reconcile(lie.bytes());
        QVERIFY(!refused);
        QCOMPARE(refused.error(), NegentropyError::NotAsked);

        // within one second a range is one of ids
        const auto same = [] {
            NegentropySet items;
            for (int i = 0; i < 100; ++i)
                items.add(1000, idOf(i * 300));
            items.seal();
            return items;
        }();
        const auto error = talkTo(same, {}, [&](const QByteArray& message) {
            NegentropyReader ranges(message);
            NegentropyWriter list;
            list.addSkip(ranges.next()->upper);
            list.addIds(ranges.next()->upper, same, 0, 1);
            return list.bytes();
        });
        QCOMPARE(error, NegentropyError::NotAsked);
    }

    /// Ids come once each, also when a relay repeats them.
    void idsComeOnce()
    {
        const auto set = numbered(3);
        NegentropySet twice;
        twice.add(1, idOf(500));
        twice.add(2, idOf(500));
        twice.seal();
        NegentropyClient client(set, {});
        (void)client.initiate();
        NegentropyWriter out;
        out.addIds(NegentropyBound::end(), twice, 0, 2);
        const auto step = client.reconcile(out.bytes());
        QVERIFY(step && step->isDone);
        QCOMPARE(sortedHex(step->need), QList<QByteArray>{idOf(500).toHex()});
        QCOMPARE(step->have.size(), std::size_t(3));
    }
};

QTEST_GUILESS_MAIN(TestNegentropyHostile)
#include "tst_negentropy_hostile.moc"
