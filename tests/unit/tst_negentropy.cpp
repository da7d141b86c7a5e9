// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/hex.h"
#include "core/negentropy/negentropyclient.h"
#include "core/negentropy/negentropyresponder.h"
#include "tests/support/testdata.h"
#include "tests/unit/negentropysets.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

#include <map>

using namespace nostrscope;
using namespace nostrscope::test;
using namespace Qt::Literals::StringLiterals;

namespace {

using Step = NegentropyClient::Step;

NegentropySet setOf(const std::vector<NegentropyItem>& items)
{
    NegentropySet set;
    for (const auto& item : items)
        set.add(static_cast<Timestamp>(item.createdAt), item.id);
    set.seal();
    return set;
}

NegentropySet setOf(const QJsonArray& items)
{
    NegentropySet set;
    for (const auto& value : items) {
        const auto item = value.toArray();
        set.add(static_cast<Timestamp>(item[0].toDouble()), *EventId::fromHex(item[1].toString().toLatin1()));
    }
    set.seal();
    return set;
}

QByteArray bytesOf(const QJsonValue& hex)
{
    return QByteArray::fromHex(hex.toString().toLatin1());
}

/// The ids of a side, collected from the steps of a session.
struct Found {
    std::vector<EventId> have;
    std::vector<EventId> need;
    std::vector<NegentropyClient::NeedRange> needRanges;
    int rounds = 0;
    std::optional<NegentropyError> error;

    void take(const Step& step)
    {
        have.insert(have.end(), step.have.begin(), step.have.end());
        need.insert(need.end(), step.need.begin(), step.need.end());
        needRanges.insert(needRanges.end(), step.needRanges.begin(), step.needRanges.end());
    }
};

QList<QByteArray> sortedHex(const QJsonArray& ids)
{
    QList<QByteArray> list;
    for (const auto& id : ids)
        list.append(id.toString().toLatin1());
    std::sort(list.begin(), list.end());
    return list;
}

/// A session with an honest relay.
Found reconcile(const NegentropySet& ours, const NegentropySet& theirs, qsizetype ourLimit,
                qsizetype theirLimit)
{
    NegentropyClient client(ours, {.frameBytes = ourLimit});
    const NegentropyResponder relay(theirs, theirLimit);
    Found found;
    auto message = client.initiate();
    while (true) {
        const auto answer = relay.answer(message);
        if (!answer) {
            found.error = answer.error();
            return found;
        }
        if (theirLimit > 0 && answer->size() > theirLimit)
            qFatal("the answer is above its limit");
        const auto step = client.reconcile(*answer);
        found.rounds = client.rounds();
        if (!step) {
            found.error = step.error();
            return found;
        }
        found.take(*step);
        if (step->isDone)
            return found;
        message = step->next;
        if (ourLimit > 0 && message.size() > ourLimit)
            qFatal("the message is above its limit");
    }
}

} // namespace

/// Set reconciliation: the bytes of the reference, and what differs between sets.
class TestNegentropy : public QObject {
    Q_OBJECT

private slots:
    void varints_data()
    {
        QTest::addColumn<quint64>("value");
        QTest::addColumn<QByteArray>("hex");
        QTest::newRow("0") << quint64(0) << QByteArray("00");
        QTest::newRow("127") << quint64(127) << QByteArray("7f");
        QTest::newRow("128") << quint64(128) << QByteArray("8100");
        QTest::newRow("2^63") << (quint64(1) << 63) << QByteArray("81808080808080808000");
        QTest::newRow("2^64-1") << ~quint64(0) << QByteArray("81ffffffffffffffff7f");
        if (test::dataFolder().isEmpty())
            return;
        const auto pairs = test::readJson(u"vectors/negentropy/00_primitives.json"_s)[u"varint"_s].toArray();
        for (const auto& pair : pairs)
            QTest::addRow("vector %.0f", pair[0].toDouble())
                << quint64(pair[0].toDouble()) << pair[1].toString().toLatin1();
    }
    void varints()
    {
        QFETCH(quint64, value);
        QFETCH(QByteArray, hex);
        QByteArray out;
        appendNegentropyVarint(out, value);
        QCOMPARE(out.toHex(), hex);
    }

    void fingerprintVectors()
    {
        NOSTRSCOPE_NEEDS_DATA();
        const auto cases =
            test::readJson(u"vectors/negentropy/00_primitives.json"_s)[u"fingerprint"_s].toArray();
        QVERIFY(!cases.isEmpty());
        for (const auto& entry : cases) {
            NegentropySet set;
            for (const auto& id : entry[u"ids"_s].toArray())
                set.add(1, *EventId::fromHex(id.toString().toLatin1()));
            set.seal();
            QCOMPARE(toHex(set.fingerprint(0, set.size())), entry[u"hex"_s].toString().toLatin1());
        }
    }

    void firstMessageAndVersions()
    {
        NOSTRSCOPE_NEEDS_DATA();
        const auto root = test::readJson(u"vectors/negentropy/00_primitives.json"_s);
        const auto empty = setOf(std::vector<NegentropyItem>());
        NegentropyClient client(empty, {});
        QCOMPARE(client.initiate(), bytesOf(root[u"initial_empty_set_message"_s]));
        for (const auto& entry : root[u"version_negotiation"_s].toArray()) {
            const auto set = setOf(entry[u"server_items"_s].toArray());
            const auto answer = NegentropyResponder(set, 0).answer(bytesOf(entry[u"to_server"_s]));
            QVERIFY(answer);
            QCOMPARE(*answer, bytesOf(entry[u"from_server"_s]));
        }
        for (const auto& entry : root[u"malformed_to_server"_s].toArray()) {
            const auto answer = NegentropyResponder(empty, 0).answer(bytesOf(entry[u"hex"_s]));
            QVERIFY2(!answer, qPrintable(entry[u"why"_s].toString()));
        }
    }

    /// Every message of both sides, byte by byte, and what the client knows at the end.
    void transcripts_data()
    {
        QTest::addColumn<QString>("file");
        const auto folder = test::dataFolder();
        if (folder.isEmpty())
            return;
        const QDir vectors(folder + u"/vectors/negentropy"_s);
        for (const auto& name : vectors.entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
            if (!name.startsWith("00_"_L1))
                QTest::newRow(qPrintable(name)) << u"vectors/negentropy/"_s + name;
        }
    }
    void transcripts()
    {
        NOSTRSCOPE_NEEDS_DATA();
        QFETCH(QString, file);
        const auto root = test::readJson(file).object();
        const auto ours = setOf(root[u"client_items"_s].toArray());
        const auto theirs = setOf(root[u"server_items"_s].toArray());
        const auto limit = qsizetype(root[u"frame_size_limit"_s].toInteger());
        NegentropyClient client(ours, {.frameBytes = limit});
        const NegentropyResponder relay(theirs, limit);
        const auto transcript = root[u"transcript"_s].toArray();
        QVERIFY(transcript.size() >= 2);

        Found found;
        auto message = client.initiate();
        bool isDone = false;
        for (qsizetype i = 0; i < transcript.size(); i += 2) {
            QVERIFY(!isDone);
            QCOMPARE(message.toHex(), transcript[i][u"hex"_s].toString().toLatin1());
            const auto answer = relay.answer(message);
            QVERIFY(answer);
            QCOMPARE(answer->toHex(), transcript[i + 1][u"hex"_s].toString().toLatin1());
            const auto step = client.reconcile(*answer);
            QVERIFY2(step, step ? "" : qPrintable(describe(step.error())));
            found.take(*step);
            isDone = step->isDone;
            message = step->next;
        }
        QVERIFY(isDone);
        QCOMPARE(client.rounds(), root[u"rounds"_s].toInt());
        QCOMPARE(sortedHex(found.have), sortedHex(root[u"client_have_sorted_unique"_s].toArray()));
        QCOMPARE(sortedHex(found.need), sortedHex(root[u"client_need_sorted_unique"_s].toArray()));
    }

    void setSortsAndDropsDuplicates()
    {
        NegentropySet set;
        set.add(5, idOf(2));
        set.add(3, idOf(9));
        set.add(5, idOf(1));
        set.add(3, idOf(9));
        set.add(0, idOf(7));
        set.seal();
        QCOMPARE(set.size(), std::size_t(4));
        const std::vector<NegentropyItem> expected{{0, idOf(7)}, {3, idOf(9)}, {5, idOf(1)}, {5, idOf(2)}};
        for (std::size_t i = 0; i < expected.size(); ++i)
            QVERIFY(set.at(i) == expected[i]);
        QCOMPARE(set.indexOf({{5, {}}, 0}), std::size_t(2));
        QCOMPARE(set.indexOf({{5, idOf(2)}, 32}), std::size_t(3));
        QCOMPARE(set.indexOf({{6, {}}, 0}), std::size_t(4));
        QCOMPARE(set.indexOf(NegentropyBound::end()), std::size_t(4));
    }

    /// Sums of blocks change nothing: any range has the fingerprint of a set of only its items.
    void fingerprintOfRanges()
    {
        QRandomGenerator random(7);
        std::vector<NegentropyItem> items;
        for (int i = 0; i < 1500; ++i)
            items.push_back({static_cast<std::uint64_t>(i), randomId(random)});
        const auto whole = setOf(items);
        const auto check = [&](std::size_t begin, std::size_t end) {
            const auto part = setOf({items.begin() + qsizetype(begin), items.begin() + qsizetype(end)});
            QCOMPARE(toHex(whole.fingerprint(begin, end)), toHex(part.fingerprint(0, part.size())));
        };
        for (const std::size_t begin : {0, 1, 255, 256, 257, 512})
            for (const std::size_t end : {512, 513, 767, 768, 769, 1024, 1500})
                check(begin, end);
        check(700, 700);
        check(300, 400);
    }

    void boundsAreMinimal()
    {
        const auto early = NegentropyItem{10, idOf(0x1234)};
        QVERIFY(boundBetween(early, {11, idOf(0)}) == (NegentropyBound{{11, {}}, 0}));
        const auto within = boundBetween(early, {10, idOf(0x1235)});
        QCOMPARE(int(within.prefixLength), 2);
        QVERIFY(within.at == (NegentropyItem{10, idOf(0x1235)}));
        QCOMPARE(int(boundBetween(early, {10, idOf(0x2000)}).prefixLength), 1);
    }

    void refusals_data()
    {
        QTest::addColumn<QByteArray>("hex");
        QTest::addColumn<NegentropyError>("error");
        const auto id = QByteArray(64, 'e');
        QTest::newRow("nothing") << QByteArray() << NegentropyError::Empty;
        QTest::newRow("below the versions") << QByteArray("5f") << NegentropyError::NotNegentropy;
        QTest::newRow("above the versions") << QByteArray("70") << NegentropyError::NotNegentropy;
        QTest::newRow("version 0") << QByteArray("60") << NegentropyError::OtherVersion;
        QTest::newRow("version 2") << QByteArray("62aabb") << NegentropyError::OtherVersion;
        QTest::newRow("no prefix length") << QByteArray("6100") << NegentropyError::CutShort;
        QTest::newRow("no mode") << QByteArray("610000") << NegentropyError::CutShort;
        QTest::newRow("mode 3") << QByteArray("61000003") << NegentropyError::UnknownMode;
        QTest::newRow("short fingerprint") << QByteArray("61000001aabb") << NegentropyError::CutShort;
        QTest::newRow("open varint") << QByteArray("61000002ff") << NegentropyError::CutShort;
        QTest::newRow("one id of two") << "6100000202" + id << NegentropyError::CutShort;
        QTest::newRow("2^63 ids") << "6100000281808080808080808000" + id << NegentropyError::CutShort;
        QTest::newRow("2^59 ids: 2^64 bytes") << "61000002"
                                                 "888080808080808000"
                + id << NegentropyError::CutShort;
        QTest::newRow("65 bits") << QByteArray("6100000283ffffffffffffffff7f")
                                 << NegentropyError::NumberTooLarge;
        QTest::newRow("endless varint")
            << "61000002" + QByteArray(60, '8').replace("8", "80") << NegentropyError::NumberTooLarge;
        QTest::newRow("prefix of 33") << QByteArray("610021") << NegentropyError::PrefixTooLong;
        QTest::newRow("prefix cut short") << QByteArray("61012000") << NegentropyError::CutShort;
        QTest::newRow("unsorted prefixes") << QByteArray("6102010500"
                                                         "01010400")
                                           << NegentropyError::Unsorted;
        QTest::newRow("after the end") << QByteArray("6100010500"
                                                     "00010400")
                                       << NegentropyError::Unsorted;
        QTest::newRow("too large") << QByteArray("61") + QByteArray(2 * 1024 * 1024, '0')
                                   << NegentropyError::MessageTooLarge;
    }
    void refusals()
    {
        QFETCH(QByteArray, hex);
        QFETCH(NegentropyError, error);
        const auto message = QByteArray::fromHex(hex);
        NegentropyReader reader(message);
        while (reader.next()) { }
        QVERIFY(reader.error());
        QCOMPARE(*reader.error(), error);
        QVERIFY(!describe(error).isEmpty());

        const auto set = numbered(100);
        NegentropyClient client(set, {});
        (void)client.initiate();
        const auto step = client.reconcile(message);
        QVERIFY(!step);
        const auto again = client.reconcile("a");
        QVERIFY(!again && again.error() == NegentropyError::Ended);
    }

    void timestampsSaturate()
    {
        // time 5, then 2^64-2 more, then one more: infinity is never left
        const auto message = QByteArray::fromHex("61"
                                                 "060000"
                                                 "81ffffffffffffffff7f0000"
                                                 "020000");
        NegentropyReader reader(message);
        QCOMPARE(quint64(reader.next()->upper.at.createdAt), quint64(5));
        QVERIFY(reader.next()->upper.isEnd());
        QVERIFY(reader.next()->upper.isEnd());
        QVERIFY(!reader.next() && !reader.error());
    }

    /// Whatever two sets share and lack, of any times, with and without limits of frames: exact.
    void randomSets_data()
    {
        QTest::addColumn<int>("shared");
        QTest::addColumn<int>("ours");
        QTest::addColumn<int>("theirs");
        QTest::addColumn<int>("seconds"); // over which the items are spread
        for (const int seconds : {1, 50, 1'000'000}) {
            QTest::addRow("few, %d s", seconds) << 20 << 3 << 4 << seconds;
            QTest::addRow("only we, %d s", seconds) << 0 << 700 << 0 << seconds;
            QTest::addRow("only they, %d s", seconds) << 0 << 0 << 700 << seconds;
            QTest::addRow("nothing shared, %d s", seconds) << 0 << 900 << 800 << seconds;
            QTest::addRow("much shared, %d s", seconds) << 6000 << 20 << 30 << seconds;
            QTest::addRow("equal, %d s", seconds) << 5000 << 0 << 0 << seconds;
            QTest::addRow("much differs, %d s", seconds) << 2000 << 1500 << 1800 << seconds;
        }
    }
    void randomSets()
    {
        QFETCH(int, shared);
        QFETCH(int, ours);
        QFETCH(int, theirs);
        QFETCH(int, seconds);
        QRandomGenerator random(static_cast<quint32>(shared + 7 * ours + 13 * theirs + seconds));
        NegentropySet a, b;
        std::vector<EventId> onlyA, onlyB;
        std::map<EventId, Timestamp> times;
        for (int i = 0; i < shared + ours + theirs; ++i) {
            const auto time = 1'700'000'000 + random.bounded(seconds);
            const auto id = randomId(random);
            times[id] = time;
            if (i < shared + ours)
                a.add(time, id);
            if (i < shared || i >= shared + ours)
                b.add(time, id);
            if (i >= shared)
                (i < shared + ours ? onlyA : onlyB).push_back(id);
        }
        a.seal();
        b.seal();
        for (const qsizetype ourLimit : {0, 4096, 60'000}) {
            for (const qsizetype theirLimit : {0, 4096, 60'000}) {
                const auto found = reconcile(a, b, ourLimit, theirLimit);
                QVERIFY2(!found.error, found.error ? qPrintable(describe(*found.error)) : "");
                QCOMPARE(sortedHex(found.have), sortedHex(onlyA));
                QCOMPARE(sortedHex(found.need), sortedHex(onlyB));
                // each lies in the range that is told of it
                auto id = found.need.begin();
                for (const auto& range : found.needRanges) {
                    for (std::size_t i = 0; i < range.count; ++i, ++id)
                        QVERIFY(times[*id] >= range.low && times[*id] <= range.high);
                }
                QVERIFY(id == found.need.end());
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestNegentropy)
#include "tst_negentropy.moc"
