// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/geodatabase.h"
#include "core/monitor/geofiles.h"
#include "core/monitor/mmdbvalue.h"
#include "tests/support/mmdbmaker.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;
using Kind = GeoDatabase::Kind;
using Code = GeoProblem::Code;

namespace {

MmdbMaker countries(int ipVersion = 6, int recordSize = 24)
{
    MmdbMaker maker("GeoLite2-City", ipVersion, recordSize);
    maker.add(u"192.0.2.0/24"_s, MmdbMaker::country("DE", "Germany"));
    maker.add(u"198.51.100.128/25"_s, MmdbMaker::country("FI", "Finland"));
    maker.add(u"203.0.113.7/32"_s, MmdbMaker::country("DE", "Germany"));
    if (ipVersion == 6)
        maker.add(u"2001:db8:1::/48"_s, MmdbMaker::country("JP", "Japan"));
    return maker;
}

MmdbMaker networks()
{
    MmdbMaker maker("GeoLite2-ASN");
    maker.add(u"192.0.2.0/24"_s, MmdbMaker::network(64500, "Example Networks"));
    return maker;
}

void writeBytes(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

class TestGeoDatabase : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    [[nodiscard]] QString path(const char* name = "places.mmdb") const
    {
        return m_folder.filePath(QString::fromLatin1(name));
    }
    [[nodiscard]] Code problemOf(const QByteArray& bytes, Kind kind = Kind::Country) const
    {
        writeBytes(path(), bytes);
        const auto opened = GeoDatabase::open(path(), kind);
        return opened ? Code::Cancelled : opened.error().code; // nothing here is cancelled
    }

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void findsCountries_data()
    {
        QTest::addColumn<int>("ipVersion");
        QTest::addColumn<int>("recordSize");
        for (const int version : {4, 6}) {
            for (const int size : {24, 28, 32})
                QTest::addRow("IPv%d, %d bits", version, size) << version << size;
        }
    }
    void findsCountries()
    {
        QFETCH(int, ipVersion);
        QFETCH(int, recordSize);
        countries(ipVersion, recordSize).writeTo(path());
        const auto opened = GeoDatabase::open(path(), Kind::Country);
        QVERIFY(opened);
        const auto codeOf = [&opened](const char* address) {
            GeoFacts facts;
            (*opened)->lookUp(address, facts);
            return facts.countryCode + u' ' + facts.country;
        };
        QCOMPARE(codeOf("192.0.2.1"), u"DE Germany"_s);
        QCOMPARE(codeOf("192.0.3.1"), u" "_s);
        QCOMPARE(codeOf("198.51.100.127"), u" "_s);
        QCOMPARE(codeOf("198.51.100.128"), u"FI Finland"_s);
        QCOMPARE(codeOf("203.0.113.7"), u"DE Germany"_s);
        QCOMPARE(codeOf("203.0.113.6"), u" "_s);
        QCOMPARE(codeOf("2001:db8:1:ffff::1"), ipVersion == 6 ? u"JP Japan"_s : u" "_s);
        QCOMPARE(codeOf("relay.example"), u" "_s);
        QCOMPARE(codeOf(""), u" "_s);
    }

    void findsNetworks()
    {
        networks().writeTo(path());
        const auto opened = GeoDatabase::open(path(), Kind::Network);
        QVERIFY(opened);
        GeoFacts facts;
        facts.countryCode = u"DE"_s;
        (*opened)->lookUp("192.0.2.200", facts);
        QCOMPARE(facts.asn, 64500U);
        QCOMPARE(facts.organisation, u"Example Networks"_s);
        QCOMPARE(facts.countryCode, u"DE"_s); // of the other file
    }

    void fallsBackToWhereItIsRegistered()
    {
        MmdbMaker maker("GeoLite2-Country");
        const MmdbData registered{
            MmdbData::Map{{"registered_country", {MmdbData::Map{{"iso_code", {QByteArray("SE")}}}}}}};
        maker.add(u"192.0.2.0/24"_s, registered);
        maker.writeTo(path());
        const auto opened = GeoDatabase::open(path(), Kind::Country);
        QVERIFY(opened);
        GeoFacts facts;
        (*opened)->lookUp("192.0.2.1", facts);
        QCOMPARE(facts.countryCode, u"SE"_s);
        QVERIFY(facts.country.isEmpty());
    }

    void textIsNeutralised()
    {
        MmdbMaker maker("GeoLite2-Country");
        maker.add(u"192.0.2.0/24"_s,
                  MmdbMaker::country("DE", QByteArray("a\n\xe2\x80\xae") + QByteArray(5000, 'b')));
        maker.add(u"192.0.3.0/24"_s, MmdbMaker::country("<b>", "Nowhere"));
        maker.writeTo(path());
        const auto opened = GeoDatabase::open(path(), Kind::Country);
        QVERIFY(opened);
        GeoFacts facts;
        (*opened)->lookUp("192.0.2.1", facts);
        QVERIFY(facts.country.size() <= 101); // with the mark of a cut
        QVERIFY(!facts.country.contains(u'\n') && !facts.country.contains(QChar(0x202e)));
        GeoFacts none;
        (*opened)->lookUp("192.0.3.1", none);
        QCOMPARE(none, GeoFacts());
    }

    void refusesWhatIsNone()
    {
        const auto missing = GeoDatabase::open(path("nothing.mmdb"), Kind::Country);
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, Code::Missing);
        const auto folder = GeoDatabase::open(m_folder.path(), Kind::Country);
        QVERIFY(!folder);
        QCOMPARE(folder.error().code, Code::Unreadable);
        QCOMPARE(problemOf({}), Code::NotMaxMind);
        QCOMPARE(problemOf("hello"), Code::NotMaxMind);
        QCOMPARE(problemOf(QByteArray(300'000, '\0')), Code::NotMaxMind);
        QCOMPARE(problemOf("\xab\xcd\xefMaxMind.com"), Code::Damaged);
        QCOMPARE(problemOf(networks().file()), Code::WrongKind);
        QCOMPARE(problemOf(countries().file(), Kind::Network), Code::WrongKind);
        const std::atomic<bool> cancelled = true;
        countries().writeTo(path());
        QCOMPARE(GeoDatabase::open(path(), Kind::Country, &cancelled).error().code, Code::Cancelled);
        for (int code = 0; code <= static_cast<int>(Code::Cancelled); ++code)
            QVERIFY(!describe({static_cast<Code>(code), {}}).isEmpty());
    }

    /// The library would walk into the depth, or for ever.
    void refusesHostileMetadata()
    {
        const QByteArray mark("\xab\xcd\xefMaxMind.com");
        const auto whole = countries().file();
        const auto front = whole.first(whole.lastIndexOf(mark) + mark.size());
        QByteArray deep("\xe1\x41x", 3); // a map of one with the key "x" …
        for (int i = 0; i < 50'000; ++i)
            deep += QByteArray("\x01\x04", 2); // … of lists of one in lists of one
        QCOMPARE(problemOf(front + deep), Code::Damaged);
        auto pointing = whole;
        const auto key = pointing.lastIndexOf("languages");
        QVERIFY(key > 0);
        pointing.replace(key + 9, 5, QByteArray("\x20\x00\x20\x00\x20", 5)); // pointers to the front
        QCOMPARE(problemOf(pointing), Code::Damaged);
        auto large = whole;
        const auto nodes = large.lastIndexOf("node_count") + 10;
        large.replace(nodes, 2, QByteArray("\xc4\xff\xff\xff\xff", 5));
        QCOMPARE(problemOf(large), Code::Damaged);
    }

    void everyCutFileIsRefusedOrHarmless()
    {
        const auto whole = countries().file();
        for (qsizetype size = 0; size < whole.size(); size += 7) {
            writeBytes(path(), whole.first(size));
            QVERIFY(!GeoDatabase::open(path(), Kind::Country));
        }
    }

    void everyChangedByteIsHarmless()
    {
        const auto whole = countries().file();
        // The tree is mostly one long way to ::/96: its end, the data and the metadata are what matters.
        for (auto at = whole.size() - 600; at < whole.size(); ++at) {
            for (const char value : {char(0), char(0xff), char(whole[at] ^ 0x20), char(0x3f)}) {
                auto changed = whole;
                changed[at] = value;
                writeBytes(path(), changed);
                const auto opened = GeoDatabase::open(path(), Kind::Country);
                if (!opened)
                    continue;
                for (const auto* address : {"192.0.2.1", "198.51.100.200", "203.0.113.7", "2001:db8:1::1"}) {
                    GeoFacts facts;
                    (*opened)->lookUp(address, facts);
                    QVERIFY(facts.country.size() <= 101);
                }
            }
        }
    }

    void recordsThatNestOrPointInCirclesEnd()
    {
        QByteArray deep;
        for (int i = 0; i < 200'000; ++i)
            deep += QByteArray("\x01\x04", 2);
        QByteArray hostile("\xe2\x41x", 3);
        hostile += deep;
        QVERIFY(!MmdbValue(hostile).member("country"));
        // "country" points to the map that it is in: each step is one step.
        const QByteArray circle("\xe1\x47"
                                "country\x20\x00",
                                11);
        const auto inner = MmdbValue(circle).member("country");
        QVERIFY(inner);
        QVERIFY(inner->member("country"));
        QVERIFY(MmdbValue(circle).text().isEmpty());
        // A map of 16 million members that are not there.
        QVERIFY(!MmdbValue(QByteArrayView("\xff\xff\xff\xff", 4)).member("country"));
        // A pointer to itself.
        QVERIFY(!MmdbValue(QByteArrayView("\x20\x00", 2)).member("country"));
        QVERIFY(MmdbValue(QByteArrayView(), 17).text().isEmpty());
        QVERIFY(!MmdbValue(QByteArrayView(), 17).number());
    }

    void readsLongTextsAndNumbers()
    {
        for (const qsizetype size : {0, 28, 29, 284, 285, 5000}) {
            const auto bytes = MmdbMaker::encoded({QByteArray(size, 'x')});
            QCOMPARE(MmdbValue(bytes).text().size(), size);
            if (size > 0)
                QVERIFY(MmdbValue(QByteArrayView(bytes).chopped(1)).text().isEmpty());
        }
        for (const std::uint64_t value : {0ULL, 1ULL, 255ULL, 256ULL, 0xffff'ffffULL, 0x1'0000'0000ULL})
            QCOMPARE(MmdbValue(MmdbMaker::encoded({value})).number(), std::optional(value));
    }

    /// A mapped file that shrinks kills who reads it: we map a copy.
    void fileMayVanishOrShrinkWhileItIsUsed()
    {
        countries().writeTo(path());
        const auto opened = GeoDatabase::open(path(), Kind::Country);
        QVERIFY(opened);
        QFile file(path());
        QVERIFY(file.resize(0));
        GeoFacts facts;
        (*opened)->lookUp("192.0.2.1", facts);
        QCOMPARE(facts.countryCode, u"DE"_s);
        QVERIFY(file.remove());
        GeoFacts again;
        (*opened)->lookUp("198.51.100.130", again);
        QCOMPARE(again.countryCode, u"FI"_s);
    }

    void filesAreReadAgainWhenTheyChange()
    {
        QFile::remove(path());
        GeoFiles files(path(), {});
        QSignalSpy told(&files, &GeoFiles::told);
        QSignalSpy changed(&files, &GeoFiles::changed);
        QTRY_COMPARE(told.size(), 1); // there is none yet
        QVERIFY(told.takeFirst().at(1).toBool());
        QVERIFY(!files.has(Kind::Country));
        QCOMPARE(files.lookUp("192.0.2.1"), GeoFacts());

        countries().writeTo(path());
        files.refresh();
        QTRY_COMPARE(changed.size(), 1);
        QVERIFY(files.has(Kind::Country) && !files.has(Kind::Network));
        QCOMPARE(files.lookUp("192.0.2.1").countryCode, u"DE"_s);
        QVERIFY(!told.takeFirst().at(1).toBool());

        writeBytes(path(), "broken");
        files.refresh();
        QTRY_COMPARE(told.size(), 1);
        QVERIFY(told.takeFirst().at(1).toBool());
        QCOMPARE(files.lookUp("192.0.2.1").countryCode, u"DE"_s); // what was known

        MmdbMaker other("GeoLite2-Country");
        other.add(u"192.0.2.0/24"_s, MmdbMaker::country("AT", "Austria"));
        other.writeTo(path());
        files.refresh();
        QTRY_COMPARE(changed.size(), 2);
        QCOMPARE(files.lookUp("192.0.2.1").countryCode, u"AT"_s);
        told.clear();

        QVERIFY(QFile::remove(path()));
        files.refresh();
        QTRY_COMPARE(told.size(), 1);
        QCOMPARE(files.lookUp("192.0.2.1").countryCode, u"AT"_s);
        QCOMPARE(changed.size(), 2);
    }
};

QTEST_GUILESS_MAIN(TestGeoDatabase)
#include "tst_geodatabase.moc"
