// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/eventparser.h"
#include "core/nostr/nip89.h"
#include "tests/support/testdata.h"
#include "tests/unit/nipevents.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

#include <set>

using namespace nostrscope;
using namespace nostrscope::test;
using namespace Qt::Literals::StringLiterals;

namespace {

/// JSON that is readable here: with ' for ".
QByteArray json(const char* text)
{
    return QByteArray(text).replace('\'', '"');
}

} // namespace

/// Announcements of handlers.
class TestNip89 : public QObject {
    Q_OBJECT

private:
    EventParser m_parser;
    HandlerReader m_reader;

    HandlerProfile profile(const QByteArray& content)
    {
        HandlerProfile profile;
        if (m_reader.readProfile(content, profile) != HandlerContent::Profile)
            qFatal("no profile: %s", content.constData());
        return profile;
    }

private slots:
    void kinds()
    {
        const auto handler = *m_reader.read(make(31990,
                                                 {{"d", "abc"},
                                                  {"k", "5300"},
                                                  {"k", "1"},
                                                  {"k", "5300"},
                                                  {"k", "mesh-llm"},
                                                  {"k", "65536"},
                                                  {"k", "-1"},
                                                  {"k"},
                                                  {"t", "bitcoin"},
                                                  {"t", ""}}));
        QVERIFY(handler.kinds == (std::vector<Kind>{1, 5300}));
        QVERIFY(handler.topics == std::vector<QByteArray>{"bitcoin"});
        QVERIFY(handler.handlesJobs() && !handler.isCut);
        QCOMPARE(handler.content, HandlerContent::Empty);
        QVERIFY(handler.profile == HandlerProfile());
        QVERIFY(!m_reader.read(make(31989, {{"k", "5300"}})));
        for (const auto* kind : {"1", "5969", "6300", "7000", "31990"})
            QVERIFY2(!m_reader.read(make(31990, {{"k", kind}}))->handlesJobs(), kind);
    }

    void manyTags_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("kinds") << QByteArray("k");
        QTest::newRow("topics") << QByteArray("t");
    }
    void manyTags()
    {
        QFETCH(QByteArray, name);
        Tags tags;
        const auto read = [&] { return *m_reader.read(make(31990, tags)); };
        for (int i = 0; i < int(maxHandlerListItems); ++i)
            tags.append({name, QByteArray::number(5999 - i)});
        QVERIFY(!read().isCut);
        QCOMPARE(read().kinds.size() + read().topics.size(), maxHandlerListItems);
        tags.append({"k", "5999"}); // known already
        QCOMPARE(read().isCut, false);
        for (int i = 0; i < 60'000; ++i)
            tags.append({name, QByteArray::number(i)});
        const auto handler = read();
        QVERIFY(handler.isCut);
        QVERIFY(std::max(handler.kinds.size(), handler.topics.size()) == maxHandlerListItems);
        QVERIFY(std::is_sorted(handler.kinds.begin(), handler.kinds.end()));
    }

    void contents_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<int>("expected");
        const auto row = [](const char* name, const QByteArray& content, HandlerContent expected) {
            QTest::newRow(name) << content << int(expected);
        };
        const auto filled = [](qsizetype size) {
            const QByteArray start(json("{'name':'"));
            return start + QByteArray(size - start.size() - 2, 'x') + json("'}");
        };
        row("empty", "", HandlerContent::Empty);
        row("blank", " \n", HandlerContent::Empty);
        row("object", "{}", HandlerContent::Profile);
        row("text", "I am a machine", HandlerContent::Malformed);
        row("array", "[]", HandlerContent::Malformed);
        row("number", "5", HandlerContent::Malformed);
        row("null", "null", HandlerContent::Malformed);
        row("torn", json("{'name':'x'"), HandlerContent::Malformed);
        row("not UTF-8", "{\"name\":\"\xff\"}", HandlerContent::Malformed);
        row("deep", json("{'nip90Params':") + QByteArray(10'000, '[') + QByteArray(10'000, ']') + '}',
            HandlerContent::Malformed);
        row("as large as may be", filled(maxHandlerContentBytes), HandlerContent::Profile);
        row("too large", filled(maxHandlerContentBytes + 1), HandlerContent::TooLarge);
        row("a megabyte", filled(1024 * 1024), HandlerContent::TooLarge);
        row("a megabyte of blanks", QByteArray(1024 * 1024, ' '), HandlerContent::TooLarge);
    }
    void contents()
    {
        QFETCH(QByteArray, content);
        QFETCH(int, expected);
        auto event = make(31990, {{"k", "5050"}});
        event.content = content;
        const auto handler = *m_reader.read(event);
        QCOMPARE(int(handler.content), expected);
        QVERIFY(handler.handlesJobs()); // the tags count all the same
        QVERIFY(handler.content == HandlerContent::Profile || handler.profile == HandlerProfile());
        QVERIFY(handler.profile.name.size() <= maxHandlerText);
    }

    void wholeProfile()
    {
        const auto read =
            profile(json("{'name':'Machine','about':'I work','picture':'https://x/p.png',"
                         "'website':'http://x','lud16':'a@b.c','amount':'free',"
                         "'encryptionSupported':true,'cashuAccepted':false,'nip90Params':{"
                         "'max':{'required':true,'values':['1',2,null,'',['x']],'description':'d'},"
                         "'p':{'required':false,'values':null},'odd':'text','':{}}}"));
        HandlerProfile expected;
        expected.name = "Machine";
        expected.about = "I work";
        expected.picture = "https://x/p.png";
        expected.website = "http://x";
        expected.lightning = "a@b.c";
        expected.price = "free";
        expected.takesEncrypted = true;
        expected.takesCashu = false;
        expected.params = {{"max", true, {"1", "2"}, "d"}, {"p", false, {}, {}}, {"odd", false, {}, {}}};
        QVERIFY(read == expected);
    }

    void members_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QByteArray>("texts"); // name|about|picture|website|price
        const auto row = [](const QByteArray& content, const char* texts) {
            QTest::newRow(content.constData()) << content << QByteArray(texts);
        };
        row(json("{'display_name':'a','description':'b','image':'https://c'}"), "a|b|https://c||");
        row(json("{'name':' ','displayName':'a'}"), "a||||");
        row(json("{'name':null,'about':null,'picture':null}"), "||||");
        row(json("{'name':5,'about':['x'],'picture':{}}"), "||||");
        row(json("{'name':'a','name':'b'}"), "a||||");
        row(json("{'picture':'javascript:void 0','website':'file:///etc'}"), "||||");
        row(json("{'picture':'HTTPS://C'}"), "||HTTPS://C||");
        row(json("{'amount':10}"), "||||10");
        row(json("{'amount':'10 sats'}"), "||||10 sats");
        row(json("{'amount':-1}"), "||||-1");
        row(json("{'amount':1.5}"), "||||");
        row(json("{'amount':{'min':1}}"), "||||");
        row(json("{'nip90Params':'{}','encryptionSupported':'yes'}"), "||||");
    }
    void members()
    {
        QFETCH(QByteArray, content);
        QFETCH(QByteArray, texts);
        const auto read = profile(content);
        const auto joined =
            QByteArrayList{read.name, read.about, read.picture, read.website, read.price}.join('|');
        QCOMPARE(joined, texts);
        QVERIFY(!read.takesEncrypted && !read.takesCashu && read.params.empty());
    }

    /// Kept as sent: whoever shows it goes through plainText().
    void controlCharacters()
    {
        QCOMPARE(profile(json("{'name':'<b>\\u0000\\u202e'}")).name, QByteArray("<b>\0\xe2\x80\xae", 7));
    }

    void boundsOfProfile()
    {
        const auto longText = QByteArray(6000, 'x');
        const auto url = "https://" + longText;
        auto content = json("{'name':'") + longText + json("','about':'") + longText + json("','picture':'")
            + url + json("','nip90Params':{");
        for (int i = 0; i < 500; ++i)
            content += (i > 0 ? ",\"" : "\"") + QByteArray::number(i) + json("':{}");
        const auto many = profile(content + "}}");
        QCOMPARE(many.name.size(), maxHandlerText);
        QCOMPARE(many.about.size(), maxHandlerAbout);
        QVERIFY(many.picture.isEmpty()); // half a URL is none
        QCOMPARE(many.params.size(), maxHandlerListItems);
        QByteArray values(json("{'nip90Params':{'a':{'values':[1"));
        for (int i = 0; i < 5000; ++i)
            values += ",1";
        QCOMPARE(profile(values + "]}}}").params[0].values.size(), maxHandlerParamValues);
    }

    void recordedAnnouncements_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("signed") << u"events/dvm.jsonl"_s;
        QTest::newRow("scanned") << u"dvm_extra/dvm_announcements_31990_unsigned.jsonl"_s;
    }
    /// Each real announcement against what Qt reads in it.
    void recordedAnnouncements()
    {
        NOSTRSCOPE_NEEDS_DATA();
        QFETCH(QString, file);
        int read = 0;
        int machines = 0;
        int named = 0;
        for (const auto& line : test::readLines(file)) {
            auto object = QJsonDocument::fromJson(line).object();
            if (object["kind"_L1].toInt() != 31990)
                continue;
            object.remove("discovered_at"_L1);
            if (!object.contains("sig"_L1))
                object["sig"_L1] = QString(128, u'0');
            const auto event = m_parser.parseEvent(QJsonDocument(object).toJson(QJsonDocument::Compact));
            QVERIFY(event);
            const auto handler = m_reader.read(*event);
            QVERIFY(handler && !handler->isCut);
            std::set<int> kinds;
            for (const auto& tag : object["tags"_L1].toArray()) {
                bool isNumber = false;
                const auto kind = tag.toArray().at(1).toString().toUShort(&isNumber);
                if (tag.toArray().at(0).toString() == u"k"_s && isNumber)
                    kinds.insert(kind);
            }
            QVERIFY(std::equal(kinds.begin(), kinds.end(), handler->kinds.begin(), handler->kinds.end()));
            const auto text = object["content"_L1].toString();
            const auto content = QJsonDocument::fromJson(text.toUtf8());
            QCOMPARE(int(handler->content),
                     int(text.trimmed().isEmpty() ? HandlerContent::Empty
                             : content.isObject() ? HandlerContent::Profile
                                                  : HandlerContent::Malformed));
            const auto name = content["name"_L1].toString();
            if (!name.trimmed().isEmpty() && name.toUtf8().size() <= maxHandlerText)
                QCOMPARE(QString::fromUtf8(handler->profile.name), name);
            const auto params = content["nip90Params"_L1].toObject();
            QCOMPARE(qsizetype(handler->profile.params.size()), params.size());
            for (const auto& param : handler->profile.params) {
                const auto member = params[QString::fromUtf8(param.name)].toObject();
                QCOMPARE(param.isRequired, member["required"_L1].toBool());
            }
            ++read;
            machines += handler->handlesJobs() ? 1 : 0;
            named += handler->profile.name.isEmpty() ? 0 : 1;
        }
        QVERIFY(read > 0 && machines > 0 && named > 0);
        QVERIFY(machines < read);
    }
};

QTEST_GUILESS_MAIN(TestNip89)
#include "tst_nip89.moc"
