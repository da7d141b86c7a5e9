// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/varint.h"
#include "core/ingest/recordingsink.h"
#include "core/ingest/replayer.h"
#include "tests/support/faketransport.h"

#include <QTemporaryDir>
#include <QTest>

#include <numeric>

using namespace nostrscope;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr Timestamp start = 1'760'000'000;

RawEvent frameOf(int number, std::uint32_t relay, std::chrono::milliseconds after,
                 Origin origin = Origin::Live)
{
    return {test::fakeEventFrame("ns1", static_cast<std::uint64_t>(number), start + number), RelayId(relay),
            fromSeconds(start) + after, origin, true};
}

QByteArray urlOf(std::uint32_t relay)
{
    return "wss://relay" + QByteArray::number(relay) + ".example.com";
}

/// Frames of three relays, not quite in the order of time.
std::vector<RawEvent> someFrames(int count)
{
    std::vector<RawEvent> frames;
    for (int i = 0; i < count; ++i)
        frames.push_back(frameOf(i, 1 + static_cast<std::uint32_t>(i % 3), i * 10ms + (i % 2 ? 0ms : 35ms),
                                 static_cast<Origin>(i % 3)));
    return frames;
}

QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

struct Read {
    std::vector<RecordedFrame> frames;
    std::vector<QByteArray> relays;
    RecordingFault fault = RecordingFault::None;
};

RecordingReader::Source sourceOf(const QByteArray& bytes, qsizetype& at)
{
    return [&bytes, &at](char* data, qint64 maxSize) {
        const auto count = std::min<qint64>(maxSize, bytes.size() - at);
        std::copy_n(bytes.data() + at, count, data);
        at += count;
        return count;
    };
}

Read readAll(const QByteArray& bytes)
{
    qsizetype at = 0;
    RecordingReader reader(sourceOf(bytes, at));
    Read read;
    while (auto frame = reader.next())
        read.frames.push_back(std::move(*frame));
    read.relays = reader.relays();
    read.fault = reader.fault();
    return read;
}

/// The bytes of a recording that is not compressed: a reader takes those too.
QByteArray plain(const QByteArray& records)
{
    return "NostrscopeRec\x01" + records;
}

QByteArray relayRecord(const QByteArray& url)
{
    QByteArray out("\x01");
    appendVarint(out, static_cast<std::uint64_t>(url.size()));
    return out + url;
}

QByteArray frameRecord(std::uint64_t relay, std::int64_t step, char origin, const QByteArray& json)
{
    QByteArray out("\x02");
    appendVarint(out, relay);
    appendVarint(out, zigZag(step));
    out.append(origin);
    appendVarint(out, static_cast<std::uint64_t>(json.size()));
    return out + json;
}

QByteArray messageRecord(std::uint64_t relay, std::int64_t step, const QByteArray& text)
{
    QByteArray out("\x03");
    appendVarint(out, relay);
    appendVarint(out, zigZag(step));
    appendVarint(out, static_cast<std::uint64_t>(text.size()));
    return out + text;
}

QByteArray endRecord(std::uint64_t frames)
{
    QByteArray out(1, '\0');
    appendVarint(out, frames);
    return out;
}

} // namespace

/// Frames go into a file and come out of it with their times; the file is not trusted.
class TestRecording : public QObject {
    Q_OBJECT

private slots:
    void roundTrip()
    {
        const QTemporaryDir folder;
        const auto path = folder.filePath(u"a.nsrec"_s);
        const auto frames = someFrames(3000);
        {
            auto writer = RecordingWriter::create(path);
            QVERIFY(writer);
            for (const auto& frame : frames)
                (*writer)->add(frame, urlOf(frame.relay.number()));
            QVERIFY((*writer)->finish());
            QCOMPARE((*writer)->frames(), quint64(3000));
            QCOMPARE(qint64((*writer)->fileBytes()), QFileInfo(path).size());
        }
        const auto bytes = bytesOf(path);
        const auto texts =
            std::accumulate(frames.begin(), frames.end(), qsizetype(0),
                            [](qsizetype sum, const RawEvent& frame) { return sum + frame.json.size(); });
        QVERIFY(bytes.size() < texts / 4);
        const auto read = readAll(bytes);
        QCOMPARE(read.fault, RecordingFault::None);
        QCOMPARE(read.frames.size(), frames.size());
        for (std::size_t i = 0; i < frames.size(); ++i) {
            QCOMPARE(read.frames[i].json, frames[i].json);
            QCOMPARE(read.frames[i].arrivedAt, frames[i].arrivedAt);
            QCOMPARE(read.frames[i].origin, frames[i].origin);
            QCOMPARE(read.relays.at(read.frames[i].relay), urlOf(frames[i].relay.number()));
        }
        // nothing is replaced
        const auto again = RecordingWriter::create(path);
        QVERIFY(!again && again.error().contains(u"exists already"_s));
        QCOMPARE(bytesOf(path), bytes);
        QVERIFY(!RecordingWriter::create(folder.filePath(u"none/b.nsrec"_s)));
    }

    /// A recorder that is killed: what was flushed is there, and the end is not.
    void killedRecorder()
    {
        const QTemporaryDir folder;
        const auto path = folder.filePath(u"a.nsrec"_s);
        const auto frames = someFrames(200);
        auto writer = RecordingWriter::create(path);
        QVERIFY(writer);
        QCOMPARE(readAll(bytesOf(path)).fault, RecordingFault::CutShort);
        for (int i = 0; i < 150; ++i)
            (*writer)->add(frames[static_cast<std::size_t>(i)], urlOf(1));
        (*writer)->flush();
        for (std::size_t i = 150; i < 200; ++i)
            (*writer)->add(frames[i], urlOf(1));
        const auto read = readAll(bytesOf(path));
        QCOMPARE(read.fault, RecordingFault::CutShort);
        QCOMPARE(read.frames.size(), std::size_t(150));
        QCOMPARE(read.frames.back().json, frames[149].json);
    }

    /// Cut anywhere: the whole frames before, and never the end.
    void cutAnywhere()
    {
        const QTemporaryDir folder;
        const auto path = folder.filePath(u"a.nsrec"_s);
        const auto frames = someFrames(30);
        auto writer = RecordingWriter::create(path);
        QVERIFY(writer);
        for (const auto& frame : frames) {
            (*writer)->add(frame, urlOf(frame.relay.number()));
            (*writer)->flush();
        }
        QVERIFY((*writer)->finish());
        const auto bytes = bytesOf(path);
        std::size_t last = 0;
        for (qsizetype length = 0; length < bytes.size(); ++length) {
            const auto read = readAll(bytes.first(length));
            QVERIFY(read.fault == RecordingFault::CutShort
                    || (length < 6 && read.fault == RecordingFault::NotARecording));
            QVERIFY(read.frames.size() >= last);
            last = read.frames.size();
            for (std::size_t i = 0; i < last; ++i)
                QCOMPARE(read.frames[i].json, frames[i].json);
        }
        QVERIFY(last >= 29);
        QCOMPARE(readAll(bytes).fault, RecordingFault::None);
    }

    void refusals_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<RecordingFault>("fault");
        QTest::addColumn<int>("frames");
        const auto relay = relayRecord("wss://a");
        const auto frame = frameRecord(0, 5, 0, "[]");
        QTest::newRow("whole") << plain(relay + frame + endRecord(1)) << RecordingFault::None << 1;
        QTest::newRow("nothing") << QByteArray() << RecordingFault::CutShort << 0;
        QTest::newRow("text") << QByteArray("{\"id\":1}\n{\"id\":2}\n") << RecordingFault::NotARecording << 0;
        QTest::newRow("short text") << QByteArray("{}") << RecordingFault::NotARecording << 0;
        QTest::newRow("zip") << QByteArray("PK\x03\x04 and more of it") << RecordingFault::NotARecording << 0;
        QTest::newRow("version 3") << QByteArray("NostrscopeRec\x03") << RecordingFault::OtherVersion << 0;
        QTest::newRow("no end") << plain(relay + frame) << RecordingFault::CutShort << 1;
        QTest::newRow("wrong count") << plain(relay + frame + endRecord(2)) << RecordingFault::Damaged << 1;
        QTest::newRow("after the end") << plain(endRecord(0) + "x") << RecordingFault::Damaged << 0;
        QTest::newRow("unknown tag") << plain(relay + "\x07") << RecordingFault::Damaged << 0;
        QTest::newRow("version 0") << QByteArray("NostrscopeRec\0", 14) << RecordingFault::OtherVersion << 0;
        const auto message = messageRecord(0, 1, "[]");
        QTest::newRow("version 2") << "NostrscopeRec\x02" + relay + frame + message + endRecord(2)
                                   << RecordingFault::None << 2;
        QTest::newRow("uncounted message")
            << "NostrscopeRec\x02" + relay + message + endRecord(0) << RecordingFault::Damaged << 1;
        QTest::newRow("message in version 1")
            << plain(relay + frame + message + endRecord(2)) << RecordingFault::Damaged << 1;
        QTest::newRow("unknown relay")
            << plain(relay + frameRecord(1, 0, 0, "[]")) << RecordingFault::Damaged << 0;
        QTest::newRow("before 1970") << plain(relay + frameRecord(0, -1, 0, "[]")) << RecordingFault::Damaged
                                     << 0;
        QTest::newRow("far ahead") << plain(relay + frameRecord(0, 253'402'300'800'000, 0, "[]"))
                                   << RecordingFault::Damaged << 0;
        QTest::newRow("least step") << plain(
            relay + frame + frameRecord(0, std::numeric_limits<std::int64_t>::min(), 0, "[]"))
                                    << RecordingFault::Damaged << 1;
        QTest::newRow("import") << plain(relay + frameRecord(0, 0, 3, "[]")) << RecordingFault::Damaged << 0;
        QTest::newRow("long url") << plain(relayRecord(QByteArray(2049, 'a'))) << RecordingFault::Damaged
                                  << 0;
        QByteArray huge("\x02\0\0\0", 4);
        appendVarint(huge, ~std::uint64_t(0));
        QTest::newRow("huge frame") << plain(relay + huge) << RecordingFault::Damaged << 0;
        QTest::newRow("endless varint")
            << plain("\x01" + QByteArray(11, '\xff')) << RecordingFault::Damaged << 0;
        QTest::newRow("damaged zstd")
            << QByteArray("\x28\xb5\x2f\xfd garbage that follows") << RecordingFault::Damaged << 0;
    }
    void refusals()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(RecordingFault, fault);
        QFETCH(int, frames);
        const auto read = readAll(bytes);
        QCOMPARE(read.fault, fault);
        QCOMPARE(int(read.frames.size()), frames);
    }

    /// Only what the pipeline took is recorded, under the name of its relay.
    void sink()
    {
        const QTemporaryDir folder;
        test::FakeSink next;
        RecordingSink sink(next);
        const auto offer = [&sink](std::vector<RawEvent> frames) {
            const auto relay = frames.front().relay;
            return sink.offer(relay, frames, 100);
        };
        QVERIFY(offer({frameOf(0, 1, 0ms)})); // nothing is on
        sink.nameRelay(RelayId(1), urlOf(1));
        auto writer = RecordingWriter::create(folder.filePath(u"a.nsrec"_s));
        QVERIFY(writer);
        sink.start(std::move(*writer));
        QVERIFY(offer({frameOf(1, 1, 1ms), frameOf(2, 1, 2ms)}));
        next.makeRoom(0);
        QVERIFY(!offer({frameOf(3, 1, 3ms)}));
        next.makeRoom(10);
        QVERIFY(offer({frameOf(4, 2, 4ms)})); // of nobody's name
        QCOMPARE(sink.status().frames, quint64(3));
        QVERIFY(sink.status().isOn);
        const auto ended = sink.stop();
        QCOMPARE(ended.frames, quint64(3));
        QVERIFY(ended.error.isEmpty() && ended.fileBytes > 0 && !sink.status().isOn);
        QVERIFY(offer({frameOf(5, 1, 5ms)}));
        QCOMPARE(next.taken().size(), std::size_t(5));
        const auto read = readAll(bytesOf(folder.filePath(u"a.nsrec"_s)));
        QCOMPARE(read.fault, RecordingFault::None);
        QCOMPARE(read.relays, (std::vector<QByteArray>{urlOf(1), {}}));
        QCOMPARE(read.frames.size(), std::size_t(3));
    }

    /// What a relay says beside events is kept in its place, and changes nothing of a replay.
    void messages()
    {
        const QTemporaryDir folder;
        const auto frames = someFrames(90);
        test::FakeSink next;
        RecordingSink sink(next);
        QVERIFY(!sink.wantsMessages());
        sink.noteMessage(RelayId(1), "[\"NOTICE\",\"nobody records\"]", frames[0].arrivedAt);
        auto writer = RecordingWriter::create(folder.filePath(u"a.nsrec"_s));
        QVERIFY(writer);
        sink.start(std::move(*writer));
        QVERIFY(sink.wantsMessages());
        sink.nameRelay(RelayId(9), urlOf(9));
        sink.noteMessage(RelayId(9), "[\"NOTICE\",\"only this\"]", frames[0].arrivedAt); // sends no event
        for (std::size_t i = 0; i < frames.size(); ++i) {
            sink.nameRelay(frames[i].relay, urlOf(frames[i].relay.number()));
            std::vector<RawEvent> one{frames[i]};
            QVERIFY(sink.offer(frames[i].relay, one, 100));
            if (i % 3 == 0)
                sink.noteMessage(frames[i].relay, "[\"EOSE\",\"" + QByteArray::number(int(i)) + "\"]",
                                 frames[i].arrivedAt);
            RawEvent mark; // of a sync: it is ours
            mark.relay = frames[i].relay;
            mark.mark = i + 1;
            std::vector<RawEvent> marks{mark};
            QVERIFY(sink.offer(frames[i].relay, marks, 100));
        }
        const auto ended = sink.stop();
        QCOMPARE(ended.frames, quint64(90));
        QCOMPARE(ended.messages, quint64(31));
        const auto bytes = bytesOf(folder.filePath(u"a.nsrec"_s));
        const auto read = readAll(bytes);
        QCOMPARE(read.fault, RecordingFault::None);
        QCOMPARE(read.frames.size(), std::size_t(121));
        QVERIFY(read.frames[0].isMessage && read.frames[0].json.contains("only this"));
        QVERIFY(!read.frames[1].isMessage && read.frames[2].isMessage);
        QCOMPARE(read.frames[2].json, QByteArray("[\"EOSE\",\"0\"]"));
        QCOMPARE(read.frames[2].arrivedAt, frames[0].arrivedAt);

        qsizetype at = 0;
        RecordingReader reader(sourceOf(bytes, at));
        test::FakeSink into;
        ReplayClock clock;
        QList<QByteArray> asked;
        Replayer replayer(
            reader, into, clock,
            [&](const QByteArray& url) {
                asked.append(url);
                return std::optional(RelayId(static_cast<std::uint32_t>(asked.size())));
            },
            [] { return true; });
        const std::atomic<bool> cancelled{false};
        QVERIFY(replayer.run(0, cancelled, [](const Replayer::Progress&) { return true; }));
        QCOMPARE(asked, (QList<QByteArray>{urlOf(1), urlOf(2), urlOf(3)})); // not the one without events
        QCOMPARE(replayer.progress().frames, quint64(90));
        QCOMPARE(replayer.progress().messages, quint64(31));
        QCOMPARE(into.taken().size(), frames.size());
        for (std::size_t i = 0; i < frames.size(); ++i)
            QCOMPARE(into.taken()[i].json, frames[i].json);
    }

    /// Everything in order, in portions of one second, each settled before the next.
    void replay_data()
    {
        QTest::addColumn<double>("speed");
        QTest::newRow("as fast as it goes") << 0.0;
        QTest::newRow("a thousand times") << 1000.0;
    }
    void replay()
    {
        QFETCH(double, speed);
        const auto bytes = recordingOf(someFrames(500)); // 5 s
        qsizetype at = 0;
        RecordingReader reader(sourceOf(bytes, at));
        test::FakeSink sink;
        ReplayClock clock;
        std::vector<std::size_t> settled;
        QList<QByteArray> asked;
        Replayer replayer(
            reader, sink, clock,
            [&](const QByteArray& url) {
                asked.append(url);
                return std::optional(RelayId(100 + static_cast<std::uint32_t>(asked.size())));
            },
            [&] {
                settled.push_back(sink.taken().size());
                return true;
            });
        const std::atomic<bool> cancelled{false};
        QVERIFY(replayer.run(speed, cancelled, [](const Replayer::Progress&) { return true; }));
        QCOMPARE(replayer.progress().frames, quint64(500));
        QCOMPARE(asked, (QList<QByteArray>{urlOf(1), urlOf(2), urlOf(3)}));
        const auto frames = someFrames(500);
        QCOMPARE(sink.taken().size(), frames.size());
        UnixMillis newest{};
        for (std::size_t i = 0; i < frames.size(); ++i) {
            QCOMPARE(sink.taken()[i].json, frames[i].json);
            QCOMPARE(sink.taken()[i].arrivedAt, frames[i].arrivedAt);
            QCOMPARE(sink.taken()[i].origin, frames[i].origin);
            QCOMPARE(sink.taken()[i].relay.number(), frames[i].relay.number() + 100);
            newest = std::max(newest, frames[i].arrivedAt);
        }
        QCOMPARE(clock.now(), newest);
        QCOMPARE(settled.size(), std::size_t(6)); // the last second has begun
        QCOMPARE(settled.back(), frames.size());
    }

    void replayEnds_data()
    {
        QTest::addColumn<QByteArray>("how");
        for (const auto* how : {"cancelled", "reported", "unsettled", "no relay"})
            QTest::newRow(how) << QByteArray(how);
    }
    void replayEnds()
    {
        QFETCH(QByteArray, how);
        const auto bytes = recordingOf(someFrames(500));
        qsizetype at = 0;
        RecordingReader reader(sourceOf(bytes, at));
        test::FakeSink sink;
        if (how == "reported")
            sink.makeRoom(0); // waits for room until somebody has enough of it
        ReplayClock clock;
        Replayer replayer(
            reader, sink, clock,
            [&](const QByteArray&) { return how == "no relay" ? std::nullopt : std::optional(RelayId(1)); },
            [&] { return how != "unsettled"; });
        const std::atomic<bool> cancelled{how == "cancelled"};
        QVERIFY(!replayer.run(0, cancelled, [](const Replayer::Progress&) { return false; }));
    }

private:
    static QByteArray recordingOf(const std::vector<RawEvent>& frames)
    {
        const QTemporaryDir folder;
        const auto path = folder.filePath(u"a.nsrec"_s);
        auto writer = RecordingWriter::create(path);
        if (!writer)
            qFatal("%s", qPrintable(writer.error()));
        for (const auto& frame : frames)
            (*writer)->add(frame, urlOf(frame.relay.number()));
        if (!(*writer)->finish())
            qFatal("%s", qPrintable((*writer)->error()));
        return bytesOf(path);
    }
};

QTEST_GUILESS_MAIN(TestRecording)
#include "tst_recording.moc"
