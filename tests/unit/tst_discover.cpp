// SPDX-License-Identifier: GPL-3.0-or-later
// Which relays events and lists name, and how that is kept.
#include "core/crypto/verify.h"
#include "core/discover/duplicates.h"
#include "core/discover/outboxcover.h"
#include "core/discover/relaylists.h"
#include "core/discover/storescan.h"
#include "core/nostr/nip19.h"
#include "core/storage/discoveryreader.h"
#include "core/storage/discoverywriter.h"
#include "core/storage/sqlitestore.h"
#include "tests/support/eventfactory.h"
#include "tests/support/jsonlines.h"
#include "tests/support/storefixture.h"
#include "tests/support/testdata.h"

#include <QTest>

#include <random>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using test::inventEvent;
using test::StoreFixture;
using test::verified;

namespace {

constexpr auto at = UnixMillis(1'800'000'000'000ms);

/// "source url rw", in order.
QStringList textOf(const RelayMentions& found)
{
    QStringList lines;
    for (const auto& one : found.relays)
        lines.append(u"%1 %2%3%4"_s.arg(QString::fromLatin1(toString(one.source)),
                                        QString::fromLatin1(one.url), one.isRead ? u" r"_s : QString(),
                                        one.isWrite ? u" w"_s : QString()));
    return lines;
}

/// Everything that is stored, as text that does not depend on the numbers of rows.
QStringList dump(SqlDatabase& database)
{
    QStringList lines;
    const auto page = DiscoveryReader(database).candidates({.order = CandidateOrder::Url, .limit = 100'000});
    if (!page)
        return {describe(page.error())};
    for (const auto& one : page->candidates) {
        QString line = u"%1 %2 %3 %4 %5 %6:"_s.arg(QString::fromLatin1(one.url))
                           .arg(int(one.state))
                           .arg(one.mentions)
                           .arg(one.authors)
                           .arg(toMillis(one.firstSeen))
                           .arg(toMillis(one.lastSeen));
        for (const auto& source : one.sources)
            line += u" %1=%2/%3/%4/%5/%6/%7/%8"_s.arg(QString::fromLatin1(toString(source.source)))
                        .arg(source.mentions)
                        .arg(source.authors)
                        .arg(source.reads)
                        .arg(source.writes)
                        .arg(toMillis(source.first))
                        .arg(toMillis(source.last))
                        .arg(source.example ? QString::fromLatin1(source.example->toHex().first(8)) : u"-"_s);
        lines.append(line);
    }
    return lines;
}

/// Reads what is new; `slices` 0: all of it.
std::uint64_t scan(StoreFixture& store, const DiscoveryBounds& bounds = {}, int slices = 0)
{
    MentionReader reader;
    std::uint64_t events = 0;
    for (int i = 0; slices == 0 || i < slices; ++i) {
        const auto database = store.openReader();
        const auto progress = DiscoveryReader(*database).progress();
        const auto slice = DiscoveryReader(*database).events(progress->through);
        if (!slice || slice->rows == 0)
            break;
        const auto batch = sumMentions(*slice, progress->through, reader);
        const auto gain = DiscoveryWriter(store.database()).add(batch, bounds);
        if (!gain)
            qFatal("%s", qPrintable(describe(gain.error())));
        events += slice->rows;
    }
    return events;
}

DiscoveryProgress progressOf(StoreFixture& store)
{
    return DiscoveryReader(store.database()).progress().value();
}

/// Relays named by many authors in several ways, with repetitions.
std::vector<VerifiedEvent> crowd(int count, std::uint64_t from = 0)
{
    std::vector<VerifiedEvent> events;
    std::mt19937 random(static_cast<unsigned>(from) + 5);
    for (int i = 0; i < count; ++i) {
        const auto number = from + std::uint64_t(i);
        const auto relay = [&] { return "wss://r" + QByteArray::number(random() % 40) + ".example.com"; };
        Tags tags;
        const Kind kind = number % 3 == 0 ? 10002 : 1;
        if (kind == 10002) {
            tags.append({"r", relay()});
            tags.append({"r", relay(), "read"});
        } else {
            tags.append({"e", QByteArray(64, 'a'), relay()});
        }
        events.push_back(verified(
            inventEvent(number, kind, 1700000000, tags, {}, static_cast<std::uint32_t>(random() % 30 + 1)), 0,
            at + std::chrono::milliseconds(random() % 1000)));
    }
    return events;
}

} // namespace

class TestDiscover : public QObject {
    Q_OBJECT

private slots:
    void everySource_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("tags"); // name,value,… ; …
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QStringList>("found");
        const QByteArray id(64, 'a');
        QTest::newRow("relay list") << 10002
                                    << QByteArray(
                                           "r,wss://a.example.com/;r,wss://b.example.com,read;"
                                           "r,wss://c.example.com,write;r,WSS://A.example.com:443,read")
                                    << QByteArray()
                                    << QStringList{u"relay-list wss://a.example.com r w"_s,
                                                   u"relay-list wss://b.example.com r"_s,
                                                   u"relay-list wss://c.example.com w"_s};
        QTest::newRow("r elsewhere is a reference")
            << 1 << QByteArray("r,wss://a.example.com") << QByteArray() << QStringList{};
        QTest::newRow("monitor") << 30166 << QByteArray("d,wss://a.example.com/") << QByteArray()
                                 << QStringList{u"monitor wss://a.example.com"_s};
        QTest::newRow("monitor of a key") << 30166 << "d," + id << QByteArray() << QStringList{};
        QTest::newRow("hints") << 1
                               << "e," + id + ",wss://a.example.com,reply;p," + id
                + ",wss://b.example.com;a,30023:" + id + ":x,wss://c.example.com;q," + id
                + ",wss://d.example.com;t,x,wss://e.example.com;e," + id
                               << QByteArray()
                               << QStringList{u"hint wss://a.example.com"_s, u"hint wss://b.example.com"_s,
                                              u"hint wss://c.example.com"_s, u"hint wss://d.example.com"_s};
        const auto profile =
            encodeNprofile({test::inventKey(1), {"wss://a.example.com", "wss://b.example.com"}});
        const auto event = encodeNevent({EventId(), {"wss://c.example.com"}, {}, {}});
        const auto address = encodeNaddr({{30023, test::inventKey(1), "x"}, {"wss://d.example.com"}});
        QTest::newRow("entities") << 1 << QByteArray()
                                  << "see nostr:" + profile + ", nostr:" + event + " nostr:" + address
                                  << QStringList{
                                         u"entity wss://a.example.com"_s, u"entity wss://b.example.com"_s,
                                         u"entity wss://c.example.com"_s, u"entity wss://d.example.com"_s};
        QTest::newRow("contacts")
            << 3 << QByteArray()
            << QByteArray(
                   "{\"wss://a.example.com\":{\"read\":true,\"write\":false},\"wss://b.example.com\":{}}")
            << QStringList{u"contacts wss://a.example.com r"_s, u"contacts wss://b.example.com r w"_s};
        QTest::newRow("recommendation") << 2 << QByteArray() << QByteArray("wss://a.example.com\n")
                                        << QStringList{u"recommendation wss://a.example.com"_s};
        for (const int kind : {10050, 10006, 10007, 10012, 10013, 10102, 30002})
            QTest::addRow("relay set %d", kind)
                << kind << QByteArray("relay,wss://a.example.com;d,x") << QByteArray()
                << QStringList{u"relay-set wss://a.example.com"_s};
        QTest::newRow("zap request") << 9734 << QByteArray("relays,wss://a.example.com,wss://b.example.com")
                                     << QByteArray()
                                     << QStringList{u"zap-request wss://a.example.com"_s,
                                                    u"zap-request wss://b.example.com"_s};
        QTest::newRow("private addresses, never")
            << 10002
            << QByteArray("r,wss://10.0.0.1;r,ws://localhost:7777;r,wss://192.168.1.1;r,wss://[::1];"
                          "r,wss://printer.local;r,wss://0x7f.1;r,wss://nodot")
            << QByteArray() << QStringList{};
        QTest::newRow("texts that are none")
            << 10002 << QByteArray("r;r,;r,https://a.example.com;r,wss://a b;r,wss://;r,npub1xxx")
            << QByteArray() << QStringList{};
    }
    void everySource()
    {
        QFETCH(int, kind);
        QFETCH(QByteArray, tags);
        QFETCH(QByteArray, content);
        QFETCH(QStringList, found);
        Tags list;
        for (const auto& tag : tags.split(';')) {
            list.beginTag();
            for (const auto& item : tag.split(','))
                list.addItem(item);
        }
        // Signed, as what is stored.
        const test::EventFactory factory(3, 2);
        const auto event = factory.make(1, static_cast<Kind>(kind), 1700000000, list, content);
        QCOMPARE(EventVerifier().verify(event), Verdict::Valid);
        MentionReader reader;
        QCOMPARE(textOf(reader.read(event)), found);
        QCOMPARE(textOf(reader.read(event)), found); // what it remembers is what it read
    }

    void theRequestWithinAReceipt()
    {
        const test::EventFactory factory(3, 2);
        const auto request = factory.make(
            0, 9734, 1700000000, {{"p", QByteArray(64, 'a')}, {"relays", "wss://a.example.com"}}, {});
        MentionReader reader;
        const auto receipt = factory.make(1, 9735, 1700000001, {{"description", toJson(request)}}, {});
        QCOMPARE(textOf(reader.read(receipt)), QStringList{u"zap-request wss://a.example.com"_s});
        QVERIFY(
            reader.read(factory.make(1, 9735, 1, {{"description", "{\"relays\":[[[["}}, {})).relays.empty());
    }

    void hostile()
    {
        MentionReader reader;
        Tags many;
        for (int i = 0; i < 10'000; ++i)
            many.append({"r", "wss://r" + QByteArray::number(i) + ".example.com"});
        QCOMPARE(reader.read(inventEvent(1, 10002, 1, many)).relays.size(), MentionReader::maxPerEvent);
        Tags bad;
        for (int i = 0; i < 10'000; ++i)
            bad.append({"r", "bad" + QByteArray::number(i)});
        QCOMPARE(reader.read(inventEvent(1, 10002, 1, bad)).refused.size(), MentionReader::maxPerEvent);
        const auto longText = "wss://a.example.com/" + QByteArray(1'000'000, 'x');
        const auto found = reader.read(inventEvent(1, 10002, 1, {{"r", longText}}));
        QVERIFY(found.relays.empty());
        QVERIFY(found.refused.at(0).size() <= 256);
        for (const QByteArray content :
             {"[1,2]", "{", "{\"wss://a.example.com\":", "\xff\xfe", "nostr:nprofile1"})
            QVERIFY(reader.read(inventEvent(1, 3, 1, {}, content)).relays.empty());
        QVERIFY(reader.read(inventEvent(1, 3, 1, {}, QByteArray(200'000, '{'))).relays.empty());
        QVERIFY(
            reader.read(inventEvent(1, 2, 1, {}, QByteArray("wss://a.example.com\0b", 21))).relays.empty());
        QVERIFY(reader.read(inventEvent(1, 10002, 1, {{"r", "wss://\xff\xfe.example.com"}})).relays.empty());
    }

    void whatIsKept()
    {
        StoreFixture store;
        store.commit(
            {verified(inventEvent(1, 10002, 5, {{"r", "wss://a.example.com", "write"}}, {}, 1), 0, at),
             verified(inventEvent(2, 10002, 6, {{"r", "wss://a.example.com"}}, {}, 2), 0, at + 5ms),
             verified(inventEvent(3, 10002, 7, {{"r", "wss://a.example.com"}}, {}, 2), 0, at + 9ms),
             verified(inventEvent(4, 1, 8, {{"p", "x", "wss://a.example.com"}}, {}, 1), 0, at - 3ms)});
        QCOMPARE(scan(store), 4U);
        const auto page = DiscoveryReader(store.database()).candidates({});
        QCOMPARE(page->total, 1U);
        const auto& one = page->candidates.at(0);
        QCOMPARE(one.mentions, 4U);
        QCOMPARE(one.authors, 2U); // over all sources, each once
        QCOMPARE(one.firstSeen, at - 3ms);
        QCOMPARE(one.lastSeen, at + 9ms);
        QCOMPARE(one.sources.size(), 2U);
        QCOMPARE(one.sources[0].source, DiscoverySource::RelayList);
        QCOMPARE(one.sources[0].mentions, 3U);
        QCOMPARE(one.sources[0].authors, 2U);
        QCOMPARE(one.sources[0].reads, 2U);
        QCOMPARE(one.sources[0].writes, 3U);
        QCOMPARE(*one.sources[0].example, inventEvent(1).id);
        QCOMPARE(one.sources[1].source, DiscoverySource::Hint);
        QCOMPARE(one.sources[1].authors, 1U);
        QCOMPARE(one.listing, CandidateListing::None);
    }

    void orderDoesNotMatter()
    {
        auto events = crowd(600);
        QStringList first;
        for (unsigned seed = 0; seed < 6; ++seed) {
            std::shuffle(events.begin(), events.end(), std::mt19937(seed));
            StoreFixture store;
            const auto half = events.begin() + static_cast<std::ptrdiff_t>(seed * 100);
            store.commit({events.begin(), half});
            scan(store);
            store.commit({half, events.end()});
            scan(store);
            const auto now = dump(store.database());
            QVERIFY(now.size() == 40);
            if (seed == 0)
                first = now;
            QCOMPARE(now, first);
        }
    }

    void aKilledRunGoesOn()
    {
        const auto count = DiscoveryReader::maxRows * 2 + 500;
        StoreFixture whole;
        StoreFixture killed;
        whole.commit(crowd(count));
        killed.commit(crowd(count));
        QCOMPARE(scan(whole), std::uint64_t(count));
        for (int i = 0; i < 3; ++i) {
            killed.reopen(); // as after a kill
            QVERIFY(scan(killed, {}, 1) > 0);
        }
        QCOMPARE(dump(killed.database()), dump(whole.database()));
        QCOMPARE(progressOf(killed).through, progressOf(whole).through);
        // A slice that was stored, but whose answer was lost, counts once.
        const auto slice = DiscoveryReader(killed.database()).events(0);
        MentionReader reader;
        const auto gain = DiscoveryWriter(killed.database()).add(sumMentions(*slice, 0, reader), {});
        QCOMPARE(*gain, MentionGain());
        QCOMPARE(dump(killed.database()), dump(whole.database()));
        QCOMPARE(progressOf(killed).events, std::uint64_t(count));
    }

    void onlyNewEventsAreRead()
    {
        StoreFixture store;
        store.commit(crowd(3000));
        QCOMPARE(scan(store), 3000U);
        QCOMPARE(scan(store), 0U);
        store.commit(crowd(7, 5000));
        QCOMPARE(scan(store), 7U);
    }

    void oneAuthorCannotPushOutOthers()
    {
        const DiscoveryBounds bounds{.candidates = 50, .newPerAuthor = 10};
        StoreFixture store;
        std::vector<VerifiedEvent> flood;
        for (std::uint64_t i = 0; i < 100; ++i)
            flood.push_back(verified(inventEvent(
                i, 10002, 1, {{"r", "wss://spam" + QByteArray::number(qulonglong(i)) + ".example.com"}}, {},
                1)));
        flood.push_back(verified(inventEvent(500, 10002, 1, {{"r", "wss://honest.example.com"}}, {}, 2)));
        // What the flooder says of a relay that others named counts.
        flood.push_back(verified(inventEvent(501, 10002, 1, {{"r", "wss://honest.example.com"}}, {}, 1)));
        store.commit(flood);
        scan(store, bounds);
        QCOMPARE(progressOf(store).candidates, 11U);
        QCOMPARE(progressOf(store).overBudget, 90U);
        const auto page = DiscoveryReader(store.database()).candidates({.url = "wss://honest.example.com"});
        QCOMPARE(page->candidates.at(0).authors, 2U);

        // A full table lets go of what one author alone named, not of what two did.
        std::vector<VerifiedEvent> crowd;
        for (std::uint32_t author = 10; author < 40; ++author) {
            for (std::uint64_t i = 0; i < 5; ++i) {
                const auto number = 1000 + author * 10 + i;
                crowd.push_back(verified(
                    inventEvent(number, 10002, 1,
                                {{"r", "wss://c" + QByteArray::number(qulonglong(number)) + ".example.com"}},
                                {}, author)));
            }
        }
        store.commit(crowd);
        scan(store, bounds);
        QCOMPARE(progressOf(store).candidates, 50U);
        QCOMPARE(store.database().value("SELECT count(*) FROM candidate"), 50);
        QCOMPARE(DiscoveryReader(store.database()).candidates({.url = "wss://honest.example.com"})->total,
                 1U);
        QCOMPARE(
            store.database().value(
                "SELECT count(*) FROM candidate_author WHERE candidate NOT IN (SELECT no FROM candidate)"),
            0);
    }

    void aTableFullOfGoodOnesTakesNoMore()
    {
        const DiscoveryBounds bounds{.candidates = 5};
        StoreFixture store;
        std::vector<VerifiedEvent> events;
        for (std::uint64_t i = 0; i < 10; ++i)
            events.push_back(verified(inventEvent(
                i, 10002, 1, {{"r", "wss://a" + QByteArray::number(qulonglong(i % 5)) + ".example.com"}}, {},
                std::uint32_t(i) + 1)));
        store.commit(events);
        scan(store, bounds);
        store.commit({verified(inventEvent(20, 10002, 1, {{"r", "wss://late.example.com"}}, {}, 50))});
        scan(store, bounds);
        QCOMPARE(progressOf(store).candidates, 5U);
        QCOMPARE(progressOf(store).noRoom, 1U);
    }

    void decisions()
    {
        StoreFixture store;
        store.commit({verified(inventEvent(1, 10002, 1, {{"r", "wss://a.example.com"}})),
                      verified(inventEvent(2, 10002, 1, {{"r", "wss://b.example.com"}}))});
        scan(store);
        DiscoveryWriter writer(store.database());
        const auto before = writer.decide({{"wss://a.example.com", CandidateState::Never, u"spam"_s},
                                           {"wss://unknown.example.com", CandidateState::Never, {}}},
                                          at);
        QCOMPARE(before->size(), 1U);
        QCOMPARE(before->at(0), (CandidateDecision{"wss://a.example.com", CandidateState::New, {}}));
        store.commit({verified(inventEvent(3, 10002, 1, {{"r", "wss://a.example.com"}}, {}, 7)),
                      verified(inventEvent(4, 10002, 1, {{"r", "wss://b.example.com"}}, {}, 7))});
        scan(store);
        DiscoveryReader reader(store.database());
        const auto never = reader.candidates({.url = "wss://a.example.com"});
        QCOMPARE(never->candidates.at(0).mentions, 1U); // not even counted on
        QCOMPARE(never->candidates.at(0).reason, u"spam"_s);
        QCOMPARE(reader.candidates({.stage = CandidateStage::Review})->total, 1U);
        QCOMPARE(reader.candidates({.stage = CandidateStage::Decided})->total, 1U);
        QCOMPARE(reader.due(at, ~0U, 10)->size(), 1U);
        QVERIFY(writer.decide(*before, at)); // undone
        QCOMPARE(reader.candidates({.stage = CandidateStage::Review})->total, 2U);
    }

    void forgottenAfterManyFailures()
    {
        StoreFixture store;
        store.commit({verified(inventEvent(1, 10002, 1, {{"r", "wss://a.example.com"}}))});
        scan(store);
        DiscoveryWriter writer(store.database());
        const DiscoveryBounds bounds{.failures = 3};
        Validation failed{
            .url = "wss://a.example.com", .at = at, .nextAt = at + 1h, .code = ProbeCode::TcpRefused};
        QCOMPARE(*writer.store({failed, failed}, bounds), 0U);
        auto good = failed;
        good.isReached = good.isNostr = good.isReadable = true;
        good.code = ProbeCode::Ok;
        QCOMPARE(*writer.store({good}, bounds), 0U); // begins anew
        DiscoveryReader reader(store.database());
        auto one = reader.candidates({})->candidates.at(0);
        QCOMPARE(one.check.attempts, 3);
        QCOMPARE(one.check.failures, 0);
        QVERIFY(one.check.isReadable());
        QVERIFY(reader.due(at, ~0U, 10)->empty()); // its time has not come
        QCOMPARE(*writer.store({failed, failed, failed}, bounds), 1U);
        QCOMPARE(progressOf(store).candidates, 0U);
        QCOMPARE(progressOf(store).forgotten, 1U);
    }

    void figures()
    {
        StoreFixture store;
        store.commit({verified(inventEvent(1, 10002, 1, {{"r", "wss://a.example.com"}, {"r", "bad"}}), 0, at),
                      verified(inventEvent(2, 1, 1, {{"p", "x", "wss://b.example.com"}}), 0, at),
                      verified(inventEvent(3, 1, 1, {{"p", "x", "bad"}}), 0, at + 24h)});
        scan(store);
        const auto figures = DiscoveryReader(store.database()).figures({});
        QCOMPARE(figures->progress.candidates, 2U);
        QCOMPARE(figures->progress.refused, 1U); // one text, twice
        QCOMPARE(figures->review, 2U);
        QCOMPARE(figures->days.size(), 2U);
        QCOMPARE(figures->days[0].source, DiscoverySource::RelayList);
        QCOMPARE(figures->days[0].day, toSeconds(at) / 86400);
    }

    /// By name, by document, and by both: a chain is one group. A document without a key proves nothing.
    void duplicates()
    {
        const auto candidate = [](const char* url, const char* document, const char* key,
                                  std::uint64_t mentions) {
            Candidate one;
            one.url = url;
            one.mentions = mentions;
            one.check.infoSha256 = document;
            one.check.infoKey = key;
            return one;
        };
        const auto groups = findDuplicates({
            candidate("wss://a.example", "d1", "k", 1),
            candidate("wss://www.a.example", "", "", 9),
            candidate("wss://b.example", "d1", "k", 5),
            candidate("wss://c.example", "d1", "other", 1),
            candidate("wss://d.example", "d2", "", 1),
            candidate("wss://e.example", "d2", "", 1),
            candidate("wss://f.example:443", "d3", "k", 2),
            candidate("wss://f.example", "", "", 2),
        });
        QCOMPARE(groups.size(), std::size_t(2));
        QCOMPARE(groups[0].members.size(), std::size_t(3));
        QCOMPARE(groups[0].members[0].url, "wss://www.a.example");
        QCOMPARE(groups[0].members[2].url, "wss://a.example");
        QCOMPARE(groups[0].key, duplicateKey({"wss://b.example", "wss://a.example", "wss://www.a.example"}));
        QVERIFY(groups[0].reason == DuplicateGroup::Reason::Both);
        QCOMPARE(groups[1].members.size(), std::size_t(2));
        QVERIFY(groups[1].reason == DuplicateGroup::Reason::Name);
        QVERIFY(findDuplicates({}).empty());
    }

    void outboxStates()
    {
        const std::map<QByteArray, Liveness> relays{
            {"up", Liveness::Up}, {"down", Liveness::Down}, {"new", Liveness::Unknown}};
        const auto stateOf = [&](std::set<QByteArray> declared, std::map<QByteArray, std::uint64_t> held) {
            OutboxAuthor author;
            author.declared = std::move(declared);
            author.held = std::move(held);
            return outboxStateOf(author, relays);
        };
        QVERIFY(stateOf({}, {{"up", 3}}) == OutboxState::NoList);
        QVERIFY(stateOf({"down", "new"}, {}) == OutboxState::NoneAlive);
        QVERIFY(stateOf({"new", "other"}, {{"new", 3}}) == OutboxState::NotChecked);
        QVERIFY(stateOf({"up", "down"}, {{"down", 3}}) == OutboxState::NothingHeld);
        QVERIFY(stateOf({"up", "down"}, {{"up", 1}}) == OutboxState::Covered);
    }

    /// Who serves most authors not served yet comes next; what is down serves nobody.
    void outboxCover()
    {
        OutboxFacts facts;
        facts.relays = {{"a", Liveness::Up},
                        {"b", Liveness::Unknown},
                        {"c", Liveness::Up},
                        {"d", Liveness::Down},
                        {"e", Liveness::Up}};
        const std::vector<std::set<QByteArray>> declared{{"a", "b"}, {"a", "b"}, {"a", "c"},
                                                         {"c"},      {"d"},      {}};
        for (const auto& one : declared) {
            OutboxAuthor author;
            author.declared = one;
            facts.authors.push_back(author);
        }
        facts.authors[3].held = {{"e", 7}};
        facts.authors[3].key = *PubKey::fromHex(QByteArray(64, '3'));
        facts.authors[4].key = *PubKey::fromHex(QByteArray(64, '4'));
        const auto cover = coverOutbox(facts);
        QCOMPARE(cover.choices.size(), std::size_t(2));
        QVERIFY((cover.choices[0] == OutboxChoice{"a", Liveness::Up, 3, 3, 0, 0}));
        // Both "c" and "e" serve the fourth; "e" showed events.
        QVERIFY((cover.choices[1] == OutboxChoice{"e", Liveness::Up, 1, 0, 1, 7}));
        QCOMPARE(cover.unserved.size(), std::size_t(2));
        QVERIFY(cover.unserved[0] == facts.authors[4].key);
        QVERIFY(coverOutbox({}).choices.empty());
    }

    /// What is on the list stays, then what can be read, then what is named most.
    void oneOfDuplicates()
    {
        Candidate listed;
        listed.url = "wss://www.a.example";
        listed.listing = CandidateListing::Listed;
        Candidate readable;
        readable.url = "ws://a.example";
        readable.check.readAt = UnixMillis(std::chrono::milliseconds(1));
        Candidate named;
        named.url = "wss://a.example";
        named.mentions = 900;
        Candidate rejected;
        rejected.url = "wss://a.example:80";
        rejected.state = CandidateState::Rejected;
        auto group = findDuplicates({named, rejected, readable, listed}).at(0);
        QVERIFY(group.isOpen());
        const auto decisions = mergeDuplicates(group);
        QCOMPARE(decisions.size(), std::size_t(2));
        QCOMPARE(decisions[0].url, readable.url);
        QCOMPARE(decisions[1].url, named.url);
        QVERIFY(decisions[1].state == CandidateState::Rejected);
        QCOMPARE(decisions[1].reason, u"same relay as wss://www.a.example"_s);
        group.isDismissed = true;
        QVERIFY(!group.isOpen());
        listed.listing = CandidateListing::Removed;
        QVERIFY(!findDuplicates({rejected, named, listed}).at(0).isOpen());
    }

    void lists()
    {
        const QByteArray text =
            "wss://a.example.com\nwss://A.example.com/ # again\nws://b.example.com\nhttp://x\n"
            "wss://10.0.0.1\n";
        const auto list = readListMentions(text, RelayListFormat::Text, u"mine.txt"_s, at);
        QCOMPARE(list->entries, 5U);
        QCOMPARE(list->repeated, 1U);
        QCOMPARE(list->refusedTotal(), 2U);
        QCOMPARE(list->refused.at(RelayUrlError::PrivateAddress), 1U);
        QCOMPARE(list->first.at(0).line, 4);
        StoreFixture store;
        QCOMPARE(DiscoveryWriter(store.database()).add(list->batch, {})->created, 2U);
        const auto page = DiscoveryReader(store.database()).candidates({.order = CandidateOrder::Url});
        QCOMPARE(page->candidates.at(1).url, QByteArray("wss://b.example.com"));
        QCOMPARE(page->candidates.at(0).sources.at(0).origin, u"mine.txt"_s);
        QCOMPARE(page->candidates.at(0).authors, 0U);
        QCOMPARE(progressOf(store).through, 0U); // the place of events did not move
        QVERIFY(!readListMentions("\xff", RelayListFormat::Text, {}, at));
    }

    void theWholeStore()
    {
        StoreFixture store;
        store.commit(crowd(100));
        const auto path = store.path();
        store.close();
        const SystemClock clock;
        auto opened = SqliteStore::open(path, SqliteStore::Mode::ReadWrite, clock);
        QVERIFY(opened);
        const auto report = scanStore(**opened, {});
        QVERIFY(report);
        QCOMPARE(report->events, 100U);
        QVERIFY(report->gain.created > 30);
        QVERIFY(report->complete);
        QCOMPARE(scanStore(**opened, {})->events, 0U);
    }

    void recordedEvents()
    {
        NOSTRSCOPE_NEEDS_DATA();
        MentionReader reader;
        std::array<int, discoverySourceCount> counts{};
        for (const auto* file : {"relays", "general", "nip66", "zaps"}) {
            const auto events =
                test::eventsOf(test::dataFolder() + u"/events/%1.jsonl"_s.arg(QLatin1StringView(file)));
            for (const auto& event : events) {
                for (const auto& one : reader.read(event).relays) {
                    ++counts[static_cast<std::size_t>(one.source)];
                    const auto again =
                        RelayUrl::parse(QString::fromLatin1(one.url), RelayUrlRules::discovered());
                    QVERIFY(again);
                    QCOMPARE(again->text(), one.url);
                }
            }
        }
        for (const auto source :
             {DiscoverySource::RelayList, DiscoverySource::Monitor, DiscoverySource::Hint,
              DiscoverySource::Entity, DiscoverySource::Contacts, DiscoverySource::ZapRequest})
            QVERIFY2(counts[static_cast<std::size_t>(source)] > 0, toString(source));
    }
};

QTEST_GUILESS_MAIN(TestDiscover)
#include "tst_discover.moc"
