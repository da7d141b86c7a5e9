// SPDX-License-Identifier: GPL-3.0-or-later
// The program nostrscope-cli on events: what goes in comes out, and figures equal a recount of our own.
#include "tests/support/eventfactory.h"
#include "tests/support/testdata.h"
#include "tests/unit/clirun.h"

#include <QDateTime>
#include <QDir>
#include <QJsonArray>
#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <QTimeZone>

#include <map>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;
using test::Cli;

namespace {

const auto database = u"t.sqlite"_s;

/// An event as the recount sees it: by another JSON parser, without anything of core.
struct Plain {
    QString id;
    QString author;
    qint64 createdAt = 0;
    int kind = 0;
    qint64 contentBytes = 0;
    qint64 millisats = -1; ///< of a zap receipt with an amount
    QByteArray relay;
};

qint64 millisatsOf(const QJsonObject& event)
{
    if (event[u"kind"_s].toInt() != 9735)
        return -1;
    static const QRegularExpression prefix(u"^ln(?:bcrt|tbs|bc|tb)(\\d+)([munp]?)1"_s);
    for (const auto& tag : event[u"tags"_s].toArray()) {
        const auto match = prefix.match(tag.toArray().at(1).toString().toLower());
        if (tag.toArray().at(0).toString() != u"bolt11"_s || !match.hasMatch())
            continue;
        const std::map<QString, double> units{
            {u""_s, 1e11}, {u"m"_s, 1e8}, {u"u"_s, 1e5}, {u"n"_s, 1e2}, {u"p"_s, 0.1}};
        return qRound64(match.captured(1).toDouble() * units.at(match.captured(2)));
    }
    return -1;
}

bool isEphemeral(int kind)
{
    return kind >= 20000 && kind < 30000;
}

/// Stored ones only: each id once, no ephemeral kinds.
std::vector<Plain> plainOf(const QList<QByteArray>& lines)
{
    std::vector<Plain> all;
    QSet<QString> seen;
    for (const auto& line : lines) {
        const auto event = QJsonDocument::fromJson(line).object();
        Plain plain{event[u"id"_s].toString(),
                    event[u"pubkey"_s].toString(),
                    event[u"created_at"_s].toInteger(),
                    event[u"kind"_s].toInt(),
                    event[u"content"_s].toString().toUtf8().size(),
                    millisatsOf(event),
                    {}};
        if (isEphemeral(plain.kind) || seen.contains(plain.id))
            continue;
        seen.insert(plain.id);
        all.push_back(plain);
    }
    return all;
}

struct Recount {
    qint64 events = 0;
    QSet<QString> authors;
    qint64 zaps = 0;
    qint64 millisats = 0;
    qint64 bytes = 0;

    void add(const Plain& event)
    {
        ++events;
        authors.insert(event.author);
        bytes += event.contentBytes;
        zaps += event.millisats >= 0 ? 1 : 0;
        millisats += std::max<qint64>(event.millisats, 0);
    }
};

QJsonObject stats(const Cli& cli, const QStringList& arguments)
{
    return cli.run(QStringList{u"--db"_s, database, u"--json"_s, u"stats"_s} + arguments).object();
}

void compareOverview(const QJsonObject& told, const Recount& own)
{
    QCOMPARE(told[u"total_events"_s].toInteger(), own.events);
    QCOMPARE(told[u"unique_authors"_s].toInteger(), own.authors.size());
    QCOMPARE(told[u"zaps"_s].toObject()[u"count"_s].toInteger(), own.zaps);
    QCOMPARE(told[u"zaps"_s].toObject()[u"sats"_s].toInteger(), own.millisats / 1000);
    for (const auto& unmeasured : {u"avg_latency_ms"_s, u"latency_p50_ms"_s, u"latency_p95_ms"_s})
        QVERIFY(told.contains(unmeasured) && told[unmeasured].isNull());
    QVERIFY(QDateTime::fromString(told[u"updated_at"_s].toString(), Qt::ISODate).isValid());
}

void compareKinds(const QJsonObject& told, const std::map<int, Recount>& own, qint64 all)
{
    const auto rows = told[u"kinds"_s].toArray();
    QCOMPARE(rows.size(), static_cast<qsizetype>(own.size())); // all kinds
    qint64 last = all;
    for (const auto& value : rows) {
        const auto row = value.toObject();
        const auto found = own.find(row[u"kind"_s].toInt());
        QVERIFY(found != own.end());
        QCOMPARE(row[u"events"_s].toInteger(), found->second.events);
        QCOMPARE(row[u"authors"_s].toInteger(), found->second.authors.size());
        QVERIFY(qAbs(row[u"share"_s].toDouble() - double(found->second.events) / double(all)) < 1e-5);
        QVERIFY(
            qAbs(row[u"mean_size"_s].toDouble() - double(found->second.bytes) / double(found->second.events))
            < 0.06);
        QVERIFY(row[u"events"_s].toInteger() <= last);
        last = row[u"events"_s].toInteger();
        QVERIFY(!row[u"name"_s].toString().isEmpty());
    }
}

void compareActivity(const QJsonObject& told, const std::map<qint64, Recount>& own)
{
    const auto rows = told[u"activity"_s].toArray();
    QCOMPARE(rows.size(), static_cast<qsizetype>(own.size()));
    qsizetype index = 0;
    for (const auto& [day, recount] : own) {
        const auto row = rows[index++].toObject();
        QCOMPARE(row[u"timestamp"_s].toInteger(), day);
        QCOMPARE(row[u"events"_s].toInteger(), recount.events);
        QCOMPARE(row[u"active_users"_s].toInteger(), recount.authors.size());
        QCOMPARE(row[u"zaps"_s].toInteger(), recount.millisats / 1000);
        const auto date = QDateTime::fromSecsSinceEpoch(day, QTimeZone::utc()).date();
        if (date.year() <= 9999)
            QCOMPARE(row[u"date"_s].toString(), date.toString(Qt::ISODate));
        else
            QVERIFY(row[u"date"_s].isNull());
    }
}

/// Every figure over one range. `to` below zero: everything.
void compareAll(const Cli& cli, const std::vector<Plain>& events, qint64 from, qint64 to)
{
    Recount whole;
    std::map<int, Recount> kinds;
    std::map<qint64, Recount> days;
    for (const auto& event : events) {
        if (to >= 0 && (event.createdAt < from || event.createdAt > to))
            continue;
        whole.add(event);
        kinds[event.kind].add(event);
        days[event.createdAt - event.createdAt % 86400].add(event);
    }
    const auto range = to < 0 ? u"all"_s : u"%1..%2"_s.arg(from).arg(to);
    compareOverview(stats(cli, {u"overview"_s, u"--range"_s, range}), whole);
    compareKinds(stats(cli, {u"kinds"_s, u"--range"_s, range}), kinds, whole.events);
    compareActivity(stats(cli, {u"activity"_s, u"--range"_s, range}), days);
}

/// A receipt of 21 sats with its request inside.
Event zapOf(const test::EventFactory& factory, int payer, int wallet, Timestamp at)
{
    const auto recipient = factory.key(1).publicKey().toHex();
    Tags asked;
    asked.append({"p", recipient});
    asked.append({"amount", "21000"});
    asked.append({"relays", "wss://relay.example.com"});
    const auto request = factory.make(payer, 9734, at, asked, "");
    Tags tags;
    tags.append({"p", recipient});
    tags.append({"bolt11", "lnbc210n1pjexample"});
    tags.append({"description", toJson(request)});
    return factory.make(wallet, 9735, at + 5, tags, "");
}

QList<QByteArray> generated()
{
    test::EventFactory factory(11, 60);
    factory.setTime(1699990000, 701); // some ten days, never on the hour
    auto events = factory.take(1500);
    for (int i = 0; i < 10; ++i)
        events.push_back(zapOf(factory, 2 + i, 40, 1700000000 + i * 50000));
    events.push_back(factory.make(3, 20001, 1700000100, {}, "ephemeral"));
    events.push_back(factory.make(4, 1, 0, {}, "at the epoch"));
    return test::toLines(events);
}

std::map<QString, QByteArray> byId(const QList<QByteArray>& lines)
{
    std::map<QString, QByteArray> map;
    for (const auto& line : lines)
        map[QJsonDocument::fromJson(line).object()[u"id"_s].toString()] = line;
    return map;
}

} // namespace

class TestCliData : public QObject {
    Q_OBJECT

private slots:
    void roundTrip();
    void recount();
    void relayFigures();
    void limits();
    void recordedEvents();
    void recordedInvalidEvents();
    void recordedRelayLists();
};

void TestCliData::roundTrip()
{
    const Cli cli;
    const auto lines = generated();
    cli.write(u"in.jsonl"_s, lines.join('\n'));
    cli.write(u"in.json"_s, '[' + lines.join(",\n") + ']');
    const auto first = cli.run({u"--db"_s, database, u"--json"_s, u"import"_s, u"in.jsonl"_s, u"in.json"_s});
    QCOMPARE(first.code, 0);
    QCOMPARE(first.objects()[0][u"stored"_s].toInt(), lines.size() - 1);
    QCOMPARE(first.objects()[0][u"ephemeral"_s].toInt(), 1);
    QCOMPARE(first.objects()[1][u"stored"_s].toInt(-1), 0);
    // In the same run an ephemeral event is known as well.
    QCOMPARE(first.objects()[1][u"duplicate"_s].toInt(), lines.size());
    QCOMPARE(first.objects()[1][u"read"_s].toInt(), lines.size());
    const auto out = cli.run({u"--db"_s, database, u"export"_s}).out;
    const auto exported = out.trimmed().split('\n');
    qint64 last = 0;
    for (const auto& line : exported) { // oldest first
        const auto time = QJsonDocument::fromJson(line).object()[u"created_at"_s].toInteger();
        QVERIFY(time >= last);
        last = time;
    }
    auto expected = byId(lines);
    std::erase_if(expected, [](const auto& entry) {
        return isEphemeral(QJsonDocument::fromJson(entry.second).object()[u"kind"_s].toInt());
    });
    QCOMPARE(byId(exported), expected); // byte for byte
    const auto again = cli.run({u"--db"_s, u"u.sqlite"_s, u"--json"_s, u"import"_s, u"-"_s}, out);
    QCOMPARE(again.object()[u"stored"_s].toInt(), exported.size());
    QCOMPARE(cli.run({u"--db"_s, u"u.sqlite"_s, u"export"_s}).out, out);
}

void TestCliData::recount()
{
    const Cli cli;
    const auto lines = generated();
    QCOMPARE(cli.run({u"--db"_s, database, u"import"_s, u"-"_s}, lines.join('\n')).code, 0);
    const auto events = plainOf(lines);
    compareAll(cli, events, 0, -1);
    for (const auto& [from, to] : {std::pair<qint64, qint64>{1700000000, 1700003600},
                                   {1700000001, 1700000001},
                                   {1699999999, 1700500123},
                                   {0, 1699990000},
                                   {1700179200, 1700265599}})
        compareAll(cli, events, from, to);
    QCOMPARE(stats(cli, {u"overview"_s, u"--range"_s, u"all"_s})[u"zaps"_s].toObject()[u"sats"_s].toInt(),
             210);
}

void TestCliData::relayFigures()
{
    const Cli cli;
    const auto lines = generated();
    const auto import = [&cli](const QString& relay, const QList<QByteArray>& part) {
        return cli.run({u"--db"_s, database, u"import"_s, u"--relay"_s, relay, u"-"_s}, part.join('\n')).code;
    };
    QCOMPARE(import(u"wss://a.example.com"_s, lines.first(1000)), 0);
    QCOMPARE(import(u"wss://b.example.com"_s, lines.last(900)), 0);
    const auto rows = stats(cli, {u"relays"_s, u"--range"_s, u"all"_s})[u"relays"_s].toArray();
    QCOMPARE(rows.size(), 2);
    const auto all = plainOf(lines);
    for (const auto& value : rows) {
        const auto row = value.toObject();
        const bool isFirst = row[u"url"_s].toString() == u"wss://a.example.com"_s;
        Recount own;
        for (const auto& event : plainOf(isFirst ? lines.first(1000) : lines.last(900)))
            own.add(event);
        QCOMPARE(row[u"events"_s].toInteger(), own.events); // an event on two relays counts for both
        QCOMPARE(row[u"unique_authors"_s].toInteger(), own.authors.size());
        QVERIFY(qAbs(row[u"share"_s].toDouble() - double(own.events) / double(all.size())) < 1e-5);
        for (const auto& unmeasured : {u"latency"_s, u"health_score"_s, u"uptime"_s})
            QVERIFY(row.contains(unmeasured) && row[unmeasured].isNull());
        QCOMPARE(row[u"novel"_s].toInteger(), isFirst ? own.events : static_cast<qint64>(all.size()) - 1000);
    }
}

void TestCliData::limits()
{
    const Cli cli;
    const auto lines = generated();
    QCOMPARE(cli.run({u"--db"_s, database, u"import"_s, u"-"_s}, lines.join('\n')).code, 0);
    const auto all = stats(cli, {u"kinds"_s, u"--range"_s, u"all"_s})[u"kinds"_s].toArray();
    const auto some =
        stats(cli, {u"kinds"_s, u"--range"_s, u"all"_s, u"--limit"_s, u"2"_s})[u"kinds"_s].toArray();
    QCOMPARE(some.size(), 2);
    QCOMPARE(some[0], all[0]);
    const auto days = stats(cli, {u"activity"_s, u"--range"_s, u"all"_s})[u"activity"_s].toArray();
    const auto newest =
        stats(cli, {u"activity"_s, u"--range"_s, u"all"_s, u"--limit"_s, u"1"_s})[u"activity"_s].toArray();
    QCOMPARE(newest.size(), 1);
    QCOMPARE(newest[0], days.last());
    // Without --json people read tables.
    const auto text = cli.run({u"--db"_s, database, u"stats"_s, u"kinds"_s, u"--range"_s, u"all"_s});
    QCOMPARE(text.code, 0);
    QVERIFY(text.out.contains("Note") && text.out.contains("Kind"));
}

void TestCliData::recordedEvents()
{
    NOSTRSCOPE_NEEDS_DATA();
    const Cli cli;
    QStringList files;
    QList<QByteArray> lines;
    for (const auto& name : QDir(test::dataFolder() + u"/events"_s).entryList({u"*.jsonl"_s})) {
        files.append(test::dataFolder() + u"/events/"_s + name);
        lines += test::readLines(u"events/"_s + name);
    }
    const auto result = cli.run(QStringList{u"--db"_s, database, u"--json"_s, u"import"_s} + files);
    QCOMPARE(result.code, 0);
    qint64 stored = 0;
    for (const auto& row : result.objects()) {
        stored += row[u"stored"_s].toInteger();
        QCOMPARE(row[u"stored"_s].toInteger() + row[u"ephemeral"_s].toInteger(), row[u"read"_s].toInteger());
    }
    const auto events = plainOf(lines);
    QCOMPARE(stored, static_cast<qint64>(events.size()));
    compareAll(cli, events, 0, -1);
    const auto now = QDateTime::currentSecsSinceEpoch();
    std::vector<Plain> past; // what is dated in the future is in no bounded range
    for (const auto& event : events) {
        if (event.createdAt <= now + 15 * 60)
            past.push_back(event);
    }
    QCOMPARE(stats(cli, {u"overview"_s})[u"future_events"_s].toInteger(),
             static_cast<qint64>(events.size() - past.size()));
    compareAll(cli, past, 1672531200, 1735689599);
    compareAll(cli, past, 1700000123, 1750000456);
    // Out and in again: the same events.
    const auto out = cli.run({u"--db"_s, database, u"export"_s}).out;
    const auto again = cli.run({u"--db"_s, u"u.sqlite"_s, u"--json"_s, u"import"_s, u"-"_s}, out);
    QCOMPARE(again.object()[u"stored"_s].toInteger(), stored);
    QCOMPARE(cli.run({u"--db"_s, u"u.sqlite"_s, u"export"_s}).out, out);
}

void TestCliData::recordedInvalidEvents()
{
    NOSTRSCOPE_NEEDS_DATA();
    const Cli cli;
    std::map<QString, qint64> expected;
    QByteArray events;
    for (const auto& line : test::readLines(u"invalid-events.jsonl"_s)) {
        const auto object = QJsonDocument::fromJson(line).object();
        const auto reason = object[u"reason"_s].toString();
        const auto key = reason.startsWith(u"malformed"_s) || reason.startsWith(u"tag element"_s)
            ? u"malformed"_s
            : reason.startsWith(u"id does not match"_s)     ? u"bad_id"_s
            : reason.startsWith(u"pubkey is not a valid"_s) ? u"bad_pubkey"_s
                                                            : u"bad_signature"_s;
        ++expected[key];
        events += QJsonDocument(object[u"event"_s].toObject()).toJson(QJsonDocument::Compact) + '\n';
    }
    const auto result = cli.run({u"--db"_s, database, u"--json"_s, u"import"_s, u"-"_s}, events);
    QCOMPARE(result.code, 3);
    QCOMPARE(result.object()[u"stored"_s].toInt(-1), 0);
    for (const auto& [key, count] : expected)
        QCOMPARE(result.object()[u"invalid"_s].toObject()[key].toInteger(), count);
    QCOMPARE(cli.run({u"--db"_s, database, u"export"_s}).out, "");
}

void TestCliData::recordedRelayLists()
{
    NOSTRSCOPE_NEEDS_DATA();
    const Cli cli;
    for (const auto& name : {u"bigbrotr_seed_relays.txt"_s, u"sesseor_relays.txt"_s}) {
        const auto file = test::dataFolder() + u"/relay_lists/"_s + name;
        const auto result = cli.run({u"--db"_s, database, u"--json"_s, u"relays"_s, u"import"_s, file});
        const auto lines = test::readLines(u"relay_lists/"_s + name);
        const auto rows = result.objects();
        QCOMPARE(rows.size(), lines.size());
        bool hasRefused = false;
        for (qsizetype i = 0; i < rows.size(); ++i) {
            QCOMPARE(rows[i][u"input"_s].toString(), QString::fromUtf8(lines[i]));
            hasRefused |= rows[i][u"url"_s].isNull();
        }
        QCOMPARE(result.code, hasRefused ? 3 : 0);
    }
    const auto csv = cli.run({u"--db"_s, database, u"--json"_s, u"relays"_s, u"import"_s,
                              test::dataFolder() + u"/relay_lists/bitchat_online_relays_gps.csv"_s});
    QVERIFY(csv.objects().size() > 300);
}

QTEST_GUILESS_MAIN(TestCliData)
#include "tst_cli_data.moc"
