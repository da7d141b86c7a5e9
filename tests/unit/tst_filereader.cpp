// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/limits.h"
#include "core/ingest/filereader.h"
#include "tests/support/testdata.h"

#include <QTest>

#include <algorithm>
#include <zlib.h>
#include <zstd.h>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray gzip(const QByteArray& plain)
{
    z_stream stream{};
    if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        qFatal("zlib");
    QByteArray packed(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(plain.size()))) + 64,
                      '\0');
    auto copy = plain;
    stream.next_in = reinterpret_cast<Bytef*>(copy.data());
    stream.avail_in = static_cast<uInt>(copy.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    if (deflate(&stream, Z_FINISH) != Z_STREAM_END)
        qFatal("deflate");
    packed.truncate(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return packed;
}

QByteArray zstd(const QByteArray& plain)
{
    QByteArray packed(static_cast<qsizetype>(ZSTD_compressBound(static_cast<std::size_t>(plain.size()))),
                      '\0');
    const auto size = ZSTD_compress(packed.data(), static_cast<std::size_t>(packed.size()), plain.constData(),
                                    static_cast<std::size_t>(plain.size()), 1);
    if (ZSTD_isError(size))
        qFatal("zstd");
    packed.truncate(static_cast<qsizetype>(size));
    return packed;
}

/// Gives out at most `step` bytes a call.
FileReader::Source source(QByteArray bytes, qint64 step = 1 << 20)
{
    return [bytes = std::move(bytes), step, at = qsizetype(0)](char* data, qint64 maxSize) mutable {
        const auto count = std::min<qint64>({step, maxSize, bytes.size() - at});
        std::copy_n(bytes.constData() + at, count, data);
        at += count;
        return count;
    };
}

struct Read {
    QList<QByteArray> texts;
    FileFault fault = FileFault::None;
    std::uint64_t others = 0;
};

Read readAll(FileReader::Source from)
{
    FileReader reader(std::move(from));
    Read read;
    while (auto text = reader.next())
        read.texts.append(*text);
    read.fault = reader.fault();
    read.others = reader.otherMessages();
    return read;
}

} // namespace

class TestFileReader : public QObject {
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void unpacksSeveralMembers();
    void damagedPacking_data();
    void damagedPacking();
    void longLines();
    void longElements();
    void bomb();
    void failingSource();
    void realFrames();
};

void TestFileReader::reads_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QList<QByteArray>>("texts");
    QTest::addColumn<FileFault>("fault");
    using Texts = QList<QByteArray>;
    const auto row = [](const char* name, const QByteArray& input, const Texts& texts,
                        FileFault fault = FileFault::None) {
        QTest::newRow(name) << input << texts << fault;
    };
    row("empty", "", {});
    row("only blank lines", "\n \r\n\t\n", {});
    row("lines", "{\"a\":1}\n{\"b\":2}\n", {"{\"a\":1}", "{\"b\":2}"});
    row("no line break at the end", "{\"a\":1}\n{\"b\":2}", {"{\"a\":1}", "{\"b\":2}"});
    row("half a line at the end", "{\"a\":1}\n{\"b\":", {"{\"a\":1}", "{\"b\":"});
    row("Windows lines", "{\"a\":1}\r\n{\"b\":2}\r\n", {"{\"a\":1}", "{\"b\":2}"});
    row("byte order mark", "\xef\xbb\xbf{\"a\":1}\n", {"{\"a\":1}"});
    row("byte order mark before an array", "\xef\xbb\xbf[{\"a\":1}]", {"{\"a\":1}"});
    row("strfry export --fried", "{\"a\":1,\"fried\":\"00\"}\n", {"{\"a\":1,\"fried\":\"00\"}"});
    row("not JSON", "hello\nworld\n", {"hello", "world"});
    row("empty array", "[]", {});
    row("array on one line", "[{\"a\":1},{\"b\":2}]\n", {"{\"a\":1}", "{\"b\":2}"});
    row("pretty array", "[\n  {\n    \"a\": [1, {}]\n  } ,\n {\"b\":\"]}\\\"\"}\n]\n",
        {"{\n    \"a\": [1, {}]\n  }", "{\"b\":\"]}\\\"\"}"});
    row("arrays and lines in a row", "[{\"a\":1}]\n{\"b\":2}\n[{\"c\":3}][{\"d\":4}]",
        {"{\"a\":1}", "{\"b\":2}", "{\"c\":3}", "{\"d\":4}"});
    row("scalars in an array", "[1,{\"a\":1},null,\n\"x\"]", {"1", "{\"a\":1}", "null", "\"x\""});
    row("array without its end", "[{\"a\":1},", {"{\"a\":1}"}, FileFault::UnfinishedArray);
    row("array with half an element", "[{\"a\":1},{\"b\":", {"{\"a\":1}", "{\"b\":"},
        FileFault::UnfinishedArray);
    row("array with half a scalar", "[{\"a\":1},tru", {"{\"a\":1}", "tru"}, FileFault::UnfinishedArray);
    row("only a bracket", "[", {"["});
    row("a torn element costs itself", "[\n{\"a\":\"torn\n,{\"b\":2}\n]", {"{\"a\":\"torn\n", "{\"b\":2}"});
    row("frames of relays", "[\"EVENT\",\"s\",{\"a\":1}]\n[ \"EVENT\" , \"s\" , {\"b\":[2]} ]\n",
        {"{\"a\":1}", "{\"b\":[2]}"});
    row("frames of clients", "[\"EVENT\",{\"a\":[1]}]\n", {"{\"a\":[1]}"});
    row("frames in an array", "[[\"EVENT\",\"s\",{\"a\":1}],[\"EVENT\",{\"b\":2}]]",
        {"{\"a\":1}", "{\"b\":2}"});
    row("other messages", "[\"EOSE\",\"s\"]\n[\"NOTICE\",\"x\"]\n{\"a\":1}\n", {"{\"a\":1}"});
    row("torn frame", "[\"EVENT\",\"s\",{\"a\":\n1}]\n", {"[\"EVENT\",\"s\",{\"a\":", "1}]"});
    row("unknown frame", "[\"FOO\",\"s\"]\n", {"[\"FOO\",\"s\"]"});
    row("binary", QByteArray::fromHex("00ff0a01fe5b0a7f454c46"),
        {QByteArray::fromHex("00ff"), QByteArray::fromHex("01fe5b"), QByteArray::fromHex("7f454c46")});
    row("deep", QByteArray(100000, '['), {QByteArray(99999, '[')}, FileFault::UnfinishedArray);
}

void TestFileReader::reads()
{
    QFETCH(QByteArray, input);
    QFETCH(QList<QByteArray>, texts);
    QFETCH(FileFault, fault);
    for (const qint64 step : {qint64(1), qint64(7), qint64(1) << 20}) {
        for (const auto& packed : {input, gzip(input), zstd(input)}) {
            const auto read = readAll(source(packed, step));
            QCOMPARE(read.texts, texts);
            QCOMPARE(read.fault, fault);
        }
    }
}

void TestFileReader::unpacksSeveralMembers()
{
    const QList<QByteArray> texts{"{\"a\":1}", "{\"b\":2}"};
    for (const qint64 step : {qint64(1), qint64(1000)}) {
        QCOMPARE(readAll(source(gzip("{\"a\":1}\n{\"b\"") + gzip(":2}"), step)).texts, texts);
        QCOMPARE(readAll(source(zstd("{\"a\":1}\n{\"b\"") + zstd(":2}"), step)).texts, texts);
        // A skippable frame first, as seekable archives and pzstd write it.
        const auto skippable = QByteArray::fromHex("502a4d1804000000ffffffff");
        QCOMPARE(readAll(source(skippable + zstd("{\"a\":1}\n{\"b\":2}"), step)).texts, texts);
        // Padding after the last member is no fault.
        const auto padded = readAll(source(gzip("{\"a\":1}\n{\"b\":2}") + QByteArray(512, '\0'), step));
        QCOMPARE(padded.texts, texts);
        QCOMPARE(padded.fault, FileFault::None);
    }
}

void TestFileReader::damagedPacking_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<FileFault>("fault");
    QByteArray lines;
    for (int i = 0; i < 20000; ++i)
        lines += "{\"number\":" + QByteArray::number(i * 7919 % 104729) + "}\n";
    for (const bool isZstd : {false, true}) {
        const auto whole = isZstd ? zstd(lines) : gzip(lines);
        const auto name = [&](const char* what) { return QByteArray(isZstd ? "zstd, " : "gzip, ") + what; };
        QTest::newRow(name("cut").constData())
            << whole.first(whole.size() / 2) << FileFault::TruncatedCompression;
        QTest::newRow(name("only magic").constData()) << whole.first(6) << FileFault::TruncatedCompression;
        QTest::newRow(name("nothing after the header").constData())
            << whole.first(4) + QByteArray(100, '\xee') << FileFault::BadCompression;
        QTest::newRow(name("last byte missing").constData())
            << whole.chopped(1) << FileFault::TruncatedCompression;
    }
    auto flipped = gzip(lines);
    flipped[flipped.size() - 6] = static_cast<char>(flipped[flipped.size() - 6] ^ 1); // of the checksum
    QTest::newRow("gzip, checksum") << flipped << FileFault::BadCompression;
    QTest::newRow("zstd, then text") << zstd(lines) + "not zstd" << FileFault::BadCompression;
    QTest::newRow("xz") << QByteArray::fromHex("fd377a585a000004") << FileFault::UnknownCompression;
    QTest::newRow("bzip2") << QByteArray("BZh91AY&SY") << FileFault::UnknownCompression;
    QTest::newRow("zip") << QByteArray("PK\x03\x04\x14\x00", 6) << FileFault::UnknownCompression;
}

void TestFileReader::damagedPacking()
{
    QFETCH(QByteArray, input);
    QFETCH(FileFault, fault);
    for (const qint64 step : {qint64(13), qint64(1) << 20}) {
        const auto read = readAll(source(input, step));
        QCOMPARE(read.fault, fault);
        QVERIFY(read.texts.size() <= 20000);
    }
}

/// A line above the limit is cut, not buffered; the next one is whole.
void TestFileReader::longLines()
{
    constexpr auto limit = static_cast<qsizetype>(limits::maxEventBytes);
    EventParser parser;
    const auto event = [](qsizetype size) { return "{\"content\":\"" + QByteArray(size - 14, 'x') + "\"}"; };
    QCOMPARE(event(limit).size(), limit);
    const auto input = event(limit) + '\n' + event(limit + 1) + '\n' + event(8 * limit)
        + "\n[\"EVENT\",\"s\"," + event(limit) + "]\n{\"a\":1}\n";
    const auto read = readAll(source(input));
    QCOMPARE(read.texts.size(), 5);
    QCOMPARE(read.texts[0].size(), limit);
    QVERIFY(!parser.parseEvent(read.texts[0])
            && parser.parseEvent(read.texts[0]).error() != EventError::TooLarge);
    QVERIFY(parser.parseEvent(read.texts[1]).error() == EventError::TooLarge);
    QVERIFY(read.texts[2].size() < limit + 1024);
    QVERIFY(parser.parseEvent(read.texts[2]).error() == EventError::TooLarge);
    QCOMPARE(read.texts[3], event(limit));
    QCOMPARE(read.texts[4], "{\"a\":1}");
}

void TestFileReader::longElements()
{
    constexpr auto limit = static_cast<qsizetype>(limits::maxEventBytes);
    const auto input = "[{\"a\":\"" + QByteArray(4 * limit, 'x') + "\"},{\"b\":2},"
        + QByteArray(3 * limit, '7') + ",{\"c\":3}]";
    const auto read = readAll(source(input));
    QCOMPARE(read.texts.size(), 4);
    QVERIFY(read.texts[0].size() > limit && read.texts[0].size() < limit + 1024);
    QCOMPARE(read.texts[1], "{\"b\":2}");
    QVERIFY(read.texts[2].size() > limit && read.texts[2].size() < limit + 1024);
    QCOMPARE(read.texts[3], "{\"c\":3}");
}

/// 256 MiB of one letter, then an event, in 260 KiB of gzip: one refused text, constant memory.
void TestFileReader::bomb()
{
    const auto block = gzip(QByteArray(16 * 1024 * 1024, 'a'));
    QByteArray packed;
    for (int i = 0; i < 16; ++i)
        packed += block;
    packed += gzip("\n{\"a\":1}\n");
    QVERIFY(packed.size() < 2 * 1024 * 1024);
    const auto read = readAll(source(packed));
    QCOMPARE(read.texts.size(), 2);
    QVERIFY(read.texts[0].size() < qsizetype(limits::maxEventBytes) + 1024);
    QCOMPARE(read.texts[1], "{\"a\":1}");
}

void TestFileReader::failingSource()
{
    const auto read = readAll([calls = 0](char* data, qint64) mutable -> qint64 {
        if (++calls > 8)
            return -1;
        std::copy_n("{\"a\":1}\n", 8, data);
        return 8;
    });
    QCOMPARE(read.texts.size(), 8);
    QCOMPARE(read.fault, FileFault::Unreadable);
}

void TestFileReader::realFrames()
{
    NOSTRSCOPE_NEEDS_DATA();
    const auto input = test::readData(u"wire/go-nostr_messages.jsonl"_s);
    const auto read = readAll(source(input));
    EventParser parser;
    qsizetype events = 0;
    for (const auto& text : read.texts)
        events += parser.parseEvent(text).has_value();
    QCOMPARE(read.others, 1U); // one EOSE
    QCOMPARE(read.fault, FileFault::None);
    QVERIFY(events > 500);
    QVERIFY(read.texts.size() - events >= 3 && read.texts.size() - events <= 8); // torn ones
    // The same bytes in any portions give the same texts.
    QCOMPARE(readAll(source(gzip(input), 997)).texts, read.texts);
}

QTEST_GUILESS_MAIN(TestFileReader)
#include "tst_filereader.moc"
