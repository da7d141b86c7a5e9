// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/nip66.h"

#include "core/nostr/eventparser.h"
#include "tests/support/testdata.h"
#include "tests/unit/nipevents.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace nostrscope;
using namespace nostrscope::test;
using namespace Qt::Literals::StringLiterals;

namespace {

RelayUrl urlOf(QStringView text)
{
    return *RelayUrl::parse(text, RelayUrlRules::list());
}

QJsonValue json(const std::optional<std::chrono::milliseconds>& rtt)
{
    return rtt ? QJsonValue(static_cast<qint64>(rtt->count())) : QJsonValue(QJsonValue::Null);
}

template <typename List> QJsonArray jsonList(const List& list)
{
    QJsonArray array;
    for (const auto& item : list) {
        if constexpr (std::is_same_v<std::decay_t<decltype(item)>, QByteArray>)
            array.append(QString::fromUtf8(item));
        else
            array.append(static_cast<int>(item));
    }
    return array;
}

/// What we read, under the names of the vectors.
QJsonObject reportJson(const RelayReport& report)
{
    QJsonObject requires_;
    for (const auto& [name, holds] : report.requires_)
        requires_.insert(QString::fromUtf8(name), holds);
    QJsonObject object{
        {u"pubkey"_s, report.key ? QJsonValue(QString::fromLatin1(report.key->toHex())) : QJsonValue()},
        {u"type"_s, QString::fromUtf8(report.type)},
        {u"network"_s,
         report.network ? QJsonValue(QLatin1StringView(toString(*report.network))) : QJsonValue()},
        {u"nips"_s, jsonList(report.nips)},
        {u"requires"_s, requires_},
        {u"kinds_accepted"_s, jsonList(report.acceptedKinds)},
        {u"kinds_rejected"_s, jsonList(report.refusedKinds)},
        {u"software"_s, QString::fromUtf8(report.software)},
        {u"version"_s, QString::fromUtf8(report.version)},
        {u"ip"_s, jsonList(report.addresses)},
        {u"rtt_open"_s, json(report.rttOpen)},
        {u"rtt_read"_s, json(report.rttRead)},
        {u"rtt_write"_s, json(report.rttWrite)}};
    if (report.certificateUntil)
        object.insert(u"ssl_expires"_s, static_cast<qint64>(*report.certificateUntil));
    return object;
}

QJsonObject monitorJson(const MonitorAnnouncement& monitor)
{
    QJsonObject timeouts;
    for (const auto& [check, limit] : monitor.timeouts)
        timeouts.insert(QString::fromUtf8(check), static_cast<qint64>(limit.count()));
    return {
        {u"frequency"_s, static_cast<qint64>(monitor.frequency.value_or(std::chrono::seconds(0)).count())},
        {u"timeouts"_s, timeouts},
        {u"checks"_s, jsonList(monitor.checks)}};
}

} // namespace

class TestNip66 : public QObject {
    Q_OBJECT

private:
    EventParser m_parser;

    Event read(const QJsonValue& value)
    {
        const auto event =
            m_parser.parseEvent(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
        if (!event)
            qFatal("no event");
        return *event;
    }

private slots:
    void vectors()
    {
        NOSTRSCOPE_NEEDS_DATA();
        const auto cases = readJson(u"vectors/nip66/samples.json"_s)["cases"_L1].toArray();
        QVERIFY(!cases.isEmpty());
        for (const auto& value : cases) {
            const auto name = value["name"_L1].toString();
            const auto event = read(value["event"_L1]);
            const auto expected = value["expect"_L1].toObject();
            const auto report = readRelayReport(event);
            const auto monitor = readMonitorAnnouncement(event);
            QCOMPARE(report.has_value(), event.kind == relayDiscoveryKind && !expected["reject"_L1].toBool());
            QCOMPARE(monitor.has_value(), event.kind == relayMonitorKind);
            const auto actual = report ? reportJson(*report)
                : monitor              ? monitorJson(*monitor)
                                       : QJsonObject();
            for (auto field = expected.begin(); field != expected.end(); ++field) {
                if (field.key() == "reject"_L1)
                    continue;
                if (field.key() == "url"_L1) {
                    QCOMPARE(report->url.has_value(), !field->isNull());
                    if (report->url)
                        QCOMPARE(report->url->text(), urlOf(field->toString()).text());
                    continue;
                }
                QVERIFY2(actual[field.key()] == *field, qPrintable(name + u": "_s + field.key()));
            }
        }
    }

    void recordedReports()
    {
        NOSTRSCOPE_NEEDS_DATA();
        int reports = 0;
        int measured = 0;
        for (const auto& line : readLines(u"events/nip66.jsonl"_s)) {
            const auto event = m_parser.parseEvent(line);
            QVERIFY(event);
            const auto report = readRelayReport(*event);
            QCOMPARE(report.has_value(), event->kind == relayDiscoveryKind);
            reports += report.has_value();
            measured += report && report->rttOpen;
        }
        QVERIFY(reports > 10);
        QVERIFY(measured > 0);
    }

    void unsignedTemplates()
    {
        NOSTRSCOPE_NEEDS_DATA();
        const auto templates = readJson(u"nip66_unsigned/qntx_nip66_2026-08-08.json"_s).array();
        QVERIFY(templates.size() > 100);
        for (const auto& value : templates) {
            Event event = make(relayDiscoveryKind, {});
            for (const auto& tag : value["tags"_L1].toArray()) {
                event.tags.beginTag();
                for (const auto& item : tag.toArray())
                    event.tags.addItem(item.toString().toUtf8());
            }
            const auto report = readRelayReport(event);
            QVERIFY(report && report->url);
            const auto rtt = event.tags.firstValue("rtt-open");
            QCOMPARE(report->rttOpen.has_value(), !rtt.isNull());
            if (report->rttOpen)
                QCOMPARE(report->rttOpen->count(), rtt.toLongLong());
        }
    }

    void eachValueForItself()
    {
        const auto report = readRelayReport(make(relayDiscoveryKind,
                                                 {{"rtt-open", "12"},
                                                  {"rtt-read", "-1"},
                                                  {"rtt-write", "600001"},
                                                  {"N", "50"},
                                                  {"N", "1"},
                                                  {"N", "1"},
                                                  {"N", "70000"},
                                                  {"R", "!"},
                                                  {"R", "auth"},
                                                  {"k", "!x"},
                                                  {"k", "!7"},
                                                  {"n", "mars"},
                                                  {"g", "u"},
                                                  {"g", "u0q"},
                                                  {"g", "u0"},
                                                  {"l", "DE", "countryCode"},
                                                  {"l", "2001:db8::1", "dns.ipv6"},
                                                  {"d", "WSS://R.Example:443/"}}));
        QVERIFY(report && report->url);
        QCOMPARE(report->url->text(), QByteArray("wss://r.example"));
        QCOMPARE(report->rttOpen, std::optional(std::chrono::milliseconds(12)));
        QVERIFY(!report->rttRead && !report->rttWrite && !report->network);
        QCOMPARE(report->nips, (std::vector<int>{1, 50}));
        QCOMPARE(report->requires_, (std::map<QByteArray, bool>{{"auth", true}}));
        QCOMPARE(report->refusedKinds, (std::vector<Kind>{7}));
        QCOMPARE(report->geohash, "u0q");
        QCOMPARE(report->country, "DE");
        QCOMPARE(report->addresses, (std::vector<QByteArray>{"2001:db8::1"}));
    }

    /// A stranger may write what he likes.
    void hostileReport()
    {
        auto event = make(relayDiscoveryKind, {{"d", "wss://r.example"}});
        for (int i = 0; i < 20000; ++i) {
            event.tags.append({"N", QByteArray::number(i)});
            event.tags.append({"t", QByteArray::number(i)});
            event.tags.append({"R", QByteArray::number(i)});
        }
        event.tags.append({"s", QByteArray(100000, 'x')});
        const auto report = readRelayReport(event);
        QVERIFY(report);
        QCOMPARE(report->nips.size(), 500U);
        QCOMPARE(report->topics.size(), 500U);
        QCOMPARE(report->requires_.size(), 500U);
        QCOMPARE(report->software.size(), maxMonitorText);
        QVERIFY(!readRelayReport(make(relayDiscoveryKind, {{"d", "http://r.example"}})));
        QVERIFY(!readRelayReport(make(1, {{"d", "wss://r.example"}})));
        // A private address is named in no report that we use.
        QVERIFY(!readRelayReport(make(relayDiscoveryKind, {{"d", "ws://192.168.1.1"}})));
    }

    void freshness()
    {
        using namespace std::chrono_literals;
        const auto read = [](std::initializer_list<std::initializer_list<QByteArrayView>> tags) {
            return readMonitorAnnouncement(make(relayMonitorKind, tags))->freshFor();
        };
        QCOMPARE(read({}), 24h);
        QCOMPARE(read({{"frequency", "3600"}}), 2h);
        QCOMPARE(read({{"frequency", "0"}}), 24h);
        QCOMPARE(read({{"frequency", "99999999999"}}), 24h);
    }
};

QTEST_GUILESS_MAIN(TestNip66)
#include "tst_nip66.moc"
