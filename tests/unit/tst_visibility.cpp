// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/facts/visibility.h"
#include "core/nostr/eventparser.h"
#include "core/nostr/nip09.h"
#include "core/nostr/nip40.h"
#include "core/nostr/nip62.h"
#include "core/storage/eventstatus.h"
#include "tests/support/storefixture.h"
#include "tests/support/testdata.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QtTest>

#include <algorithm>
#include <random>

using namespace nostrscope;
using namespace nostrscope::test;
using facts::Claims;
using facts::Visibility;

namespace {

constexpr Timestamp base = 1700000000;

EventId idOf(char digit)
{
    return EventId::fromHex(QByteArray(64, digit)).value();
}

/// What the definitions of the NIPs say, by looking at every pair of events.
Visibility plainVisibility(const Event& event, const std::vector<Event>& all, Timestamp now)
{
    const auto any = [&](auto test) { return std::any_of(all.begin(), all.end(), test); };
    if (any([&](const Event& other) { return vanishes(other, event); }))
        return Visibility::Vanished;
    if (any([&](const Event& other) { return deletes(other, event); }))
        return Visibility::Deleted;
    if (isExpired(event, now))
        return Visibility::Expired;
    const auto address = Address::of(event);
    if (address && any([&](const Event& other) {
            return Address::of(other) == address
                && replaces(other.createdAt, other.id, event.createdAt, event.id);
        }))
        return Visibility::Superseded;
    return Visibility::Current;
}

Event randomEvent(std::mt19937& random, std::uint64_t number, const std::vector<Event>& before)
{
    static constexpr Kind kinds[] = {0, 1, 1, 3, 10002, 30023, 30023, 34235, 5, 5, 5, 62, 1059};
    auto kind = kinds[random() % std::size(kinds)];
    if (kind == 62 && random() % 3 != 0)
        kind = 1;
    Tags tags;
    if (kind >= 30000)
        tags.append({"d",
                     random() % 3       ? QByteArray("a")
                         : random() % 2 ? QByteArray("b:c")
                                        : QByteArray(100, 'l')});
    if (kind == 1059)
        tags.append({"p", inventKey(std::uint32_t(random() % 5)).toHex()});
    if (random() % 8 == 0)
        tags.append({"expiration",
                     random() % 6 ? QByteArray::number(qlonglong(base + Timestamp(random() % 60)))
                                  : QByteArray("soon")});
    for (unsigned i = 0; kind == 5 && i < 1 + random() % 3 && !before.empty(); ++i) {
        const auto& target = before[random() % before.size()];
        const auto address = Address::of(target);
        if (address && random() % 2)
            tags.append({"a", address->text()});
        else
            tags.append({"e", target.id.toHex()});
    }
    if (kind == 62)
        tags.append({"relay", random() % 2 ? QByteArray("ALL_RELAYS") : QByteArray("wss://one.example")});
    return inventEvent(number, kind, base + Timestamp(random() % 40), tags, {}, std::uint32_t(random() % 5));
}

} // namespace

class TestVisibility : public QObject {
    Q_OBJECT

private slots:
    void table_data();
    void table();
    void storeEqualsDefinition_data();
    void storeEqualsDefinition();
    void deletionVectors();
    void replaceableVectors();
};

void TestVisibility::table_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("claims"); // comma separated
    QTest::addColumn<QString>("expected");
    const auto row = [](int kind, const char* claims, const char* expected) {
        QTest::addRow("%d %s", kind, claims)
            << kind << QString::fromLatin1(claims) << QString::fromLatin1(expected);
    };
    row(1, "", "current");
    row(1, "deleted", "deleted");
    row(1, "expired", "expired");
    row(1, "expires later", "current");
    row(1, "vanished", "vanished");
    row(1, "vanished before", "current");
    row(1, "deleted,expired,vanished", "vanished");
    row(1, "deleted,expired", "deleted");
    row(0, "older version", "current");
    row(0, "newer version", "superseded");
    row(0, "tie with lower id", "superseded");
    row(0, "tie with higher id", "current");
    row(0, "itself", "current");
    row(0, "newer version,expired", "expired");
    row(30023, "address deleted at its time", "deleted");
    row(30023, "address deleted before", "current");
    row(30023, "address deleted at its time,newer version", "deleted");
    row(5, "deleted", "current");
    row(5, "vanished", "vanished");
    row(5, "expired", "expired");
    row(62, "deleted", "current");
    row(62, "vanished", "current");
}

void TestVisibility::table()
{
    QFETCH(int, kind);
    QFETCH(QString, claims);
    QFETCH(QString, expected);
    const auto has = [all = claims.split(QLatin1Char(','))](const char* name) {
        return all.contains(QLatin1StringView(name));
    };
    const auto id = idOf('5');
    Claims made;
    made.deletedById = has("deleted");
    if (has("expired"))
        made.expiresAt = base + 100; // at the stated second it is
    if (has("expires later"))
        made.expiresAt = base + 101;
    if (has("vanished"))
        made.vanishedUntil = base;
    if (has("vanished before"))
        made.vanishedUntil = base - 1;
    if (has("address deleted at its time"))
        made.addressDeletedAt = base;
    if (has("address deleted before"))
        made.addressDeletedAt = base - 1;
    if (has("older version"))
        made.newest = {idOf('1'), base - 1};
    if (has("newer version"))
        made.newest = {idOf('9'), base + 1};
    if (has("tie with lower id"))
        made.newest = {idOf('4'), base};
    if (has("tie with higher id"))
        made.newest = {idOf('6'), base};
    if (has("itself"))
        made.newest = {id, base};
    const auto result = facts::visibility(static_cast<Kind>(kind), id, base, made, base + 100);
    QCOMPARE(QString::fromLatin1(facts::toString(result)), expected);
}

void TestVisibility::storeEqualsDefinition_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 8; ++seed)
        QTest::addRow("%u", seed) << seed;
}

void TestVisibility::storeEqualsDefinition()
{
    QFETCH(unsigned, seed);
    std::mt19937 random(seed);
    StoreFixture store;
    EventStatus status(store.database());
    std::vector<Event> all;
    for (int round = 0; round < 4; ++round) {
        std::vector<Event> made;
        for (int i = 0; i < 40; ++i) {
            // Targets may come later than what names them.
            made.push_back(randomEvent(random, all.size() + made.size(), made.empty() ? all : made));
        }
        all.insert(all.end(), made.begin(), made.end());
        std::shuffle(made.begin(), made.end(), random);
        std::vector<VerifiedEvent> batch;
        for (const auto& event : made)
            batch.push_back(verified(event));
        store.commit(batch);
        const auto now = base + Timestamp(random() % 70);
        for (const auto& event : all) {
            const auto found = status.of(event, now);
            QVERIFY(found);
            QVERIFY2(*found == plainVisibility(event, all, now), toJson(event).constData());
        }
    }
}

void TestVisibility::deletionVectors()
{
    NOSTRSCOPE_NEEDS_DATA();
    const auto document =
        readJson(QStringLiteral("vectors/misc/deletion.json")).object()[QStringLiteral("events")].toObject();
    EventParser parser;
    const auto event = [&](const char* name) {
        const auto json =
            QJsonDocument(document[QLatin1StringView(name)].toObject()).toJson(QJsonDocument::Compact);
        auto parsed = parser.parseEvent(json);
        if (!parsed)
            qFatal("%s is not in the vectors", name);
        return *parsed;
    };
    struct Case {
        std::vector<const char*> stored;
        const char* target;
        Visibility expected;
    };
    const std::vector<Case> cases{
        {{"by_author"}, "target_regular", Visibility::Deleted},
        {{"by_other"}, "target_regular", Visibility::Current},
        {{"by_author", "delete_of_delete"}, "target_regular", Visibility::Deleted},
        {{"addr_delete_between", "addr_new"}, "addr_old", Visibility::Deleted},
        {{"addr_delete_between", "addr_old"}, "addr_new", Visibility::Current},
        {{"addr_delete_after", "addr_old"}, "addr_new", Visibility::Deleted},
        {{"addr_delete_other_author", "addr_old"}, "addr_new", Visibility::Current},
        {{"addr_new"}, "addr_old", Visibility::Superseded},
        {{"delete_of_delete"}, "by_author", Visibility::Current},
        {{"vanish_all"}, "addr_new", Visibility::Vanished},
        {{"vanish_all"}, "by_author", Visibility::Vanished},
        {{"vanish_all"}, "by_other", Visibility::Current},
        {{"vanish_one"}, "addr_new", Visibility::Current},
        {{"vanish_lowercase_not_global"}, "addr_new", Visibility::Current},
    };
    for (const auto& one : cases) {
        for (const bool targetFirst : {true, false}) {
            StoreFixture store;
            if (targetFirst)
                store.commit({verified(event(one.target))});
            for (const auto* name : one.stored)
                store.commit({verified(event(name))});
            if (!targetFirst)
                store.commit({verified(event(one.target))});
            EventStatus status(store.database());
            const auto found = status.of(event(one.target), 1900000000);
            QVERIFY(found);
            QVERIFY2(*found == one.expected, one.target);
        }
    }
}

void TestVisibility::replaceableVectors()
{
    NOSTRSCOPE_NEEDS_DATA();
    const auto document = readJson(QStringLiteral("vectors/events/replaceable.json")).object();
    EventParser parser;
    for (const auto* part : {"replaceable", "addressable"}) {
        const auto group = document[QLatin1StringView(part)].toObject();
        std::vector<Event> events;
        for (const auto& value : group[QStringLiteral("events")].toArray()) {
            auto event = parser.parseEvent(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
            QVERIFY(event);
            events.push_back(std::move(*event));
        }
        QVERIFY(events.size() >= 3);
        for (int order = 0; order < 2; ++order) {
            StoreFixture store;
            for (const auto& event : events)
                store.commit({verified(event)});
            EventStatus status(store.database());
            for (const auto& event : events)
                QCOMPARE(*status.of(event, 1900000000), plainVisibility(event, events, 1900000000));
            std::reverse(events.begin(), events.end());
            if (QByteArray(part) != "replaceable")
                continue;
            const auto winner = group[QStringLiteral("winner_of_all")].toString().toLatin1();
            for (const auto& event : events)
                QCOMPARE(*status.of(event, 1900000000) == Visibility::Current, event.id.toHex() == winner);
        }
    }
}

QTEST_GUILESS_MAIN(TestVisibility)
#include "tst_visibility.moc"
