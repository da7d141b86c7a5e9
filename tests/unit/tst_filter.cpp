// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/eventparser.h"
#include "core/nostr/filter.h"
#include "tests/support/testdata.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;

/// Filters: what they match, what we write, what we accept from people and files.
class TestFilter : public QObject {
    Q_OBJECT

private:
    static QByteArray compact(const QJsonValue& value)
    {
        return QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
    }

private slots:
    void form_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("expected"); // the JSON that we write, or the error
        const auto row = [](const char* json, const char* expected) {
            QTest::newRow(json) << QByteArray(json) << QString::fromUtf8(expected);
        };
        row("{}", "{}");
        row(" { \"limit\" : 0 } ", "{\"limit\":0}");
        row("{\"limit\":1,\"kinds\":[1,0],\"#t\":[\"a\\\"b\"],\"#E\":[\"\"],\"until\":5,\"since\":5}",
            "{\"kinds\":[1,0],\"#E\":[\"\"],\"#t\":[\"a\\\"b\"],\"since\":5,\"until\":5,\"limit\":1}");
        row("{\"search\":\"x y\"}", "{\"search\":\"x y\"}");
        row("{\"limit\":4294967295}", "{\"limit\":4294967295}");
        row("{\"limit\":4294967296}", "\"limit\" must be a whole number, 0 or more");
        row("{\"limit\":-1}", "\"limit\" must be a whole number, 0 or more");
        row("{\"limit\":1.0}", "\"limit\" must be a whole number, 0 or more");
        row("{\"kinds\":[]}", "\"kinds\" must be a list with at least one entry");
        row("{\"kinds\":1}", "\"kinds\" must be a list with at least one entry");
        row("{\"kinds\":[65536]}", "\"kinds\" must be a list of kinds, 0 to 65535");
        row("{\"kinds\":[\"1\"]}", "\"kinds\" must be a list of kinds, 0 to 65535");
        row("{\"ids\":[\"aa\"]}", "\"ids\" must be a list of 64 lowercase hex digits each");
        row("{\"#e\":[]}", "\"#e\" must be a list with at least one entry");
        row("{\"#t\":[1]}", "\"#t\" must be a list of texts");
        row("{\"#tt\":[\"x\"]}", "\"#tt\" is not a member of a filter");
        row("{\"#1\":[\"x\"]}", "\"#1\" is not a member of a filter");
        row("{\"e\":[\"x\"]}", "\"e\" is not a member of a filter");
        row("{\"since\":6,\"until\":5}", "\"since\" is after \"until\"");
        row("{\"since\":-1}", "\"since\" must be a time in whole seconds");
        row("{\"since\":9007199254740992}", "\"since\" must be a time in whole seconds");
        row("{\"since\":null}", "\"since\" must be a time in whole seconds");
        row("{\"search\":1}", "\"search\" must be a text");
        row("{\"limit\":1,\"limit\":2}", "\"limit\" is given twice");
        row("[]", "a filter must be a JSON object");
        row("{", "not valid JSON");
        row("", "not valid JSON");
    }
    void form()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, expected);
        const auto filter = Filter::fromJson(json);
        QCOMPARE(filter ? QString::fromUtf8(filter->toJson()) : filter.error(), expected);
        if (filter) {
            const auto again = Filter::fromJson(filter->toJson());
            QVERIFY(again && *again == *filter);
        }
    }

    void idsRoundTrip()
    {
        const QByteArray json = "{\"ids\":[\"" + QByteArray(64, 'a') + "\"],\"authors\":[\""
            + QByteArray(64, '1') + "\",\"" + QByteArray(64, '2') + "\"]}";
        QCOMPARE(Filter::fromJson(json)->toJson(), json);
    }

    void matching()
    {
        Event event;
        event.kind = 1;
        event.createdAt = 100;
        event.tags = {{"t", "x", "y"}, {"T", "z"}, {"d"}};
        Filter filter;
        QVERIFY(filter.matches(event));
        QVERIFY(!matchesAny({}, event));
        filter.tags['t'] = {"w", "x"};
        QVERIFY(filter.matches(event));
        filter.tags['T'] = {"x"};
        QVERIFY(!filter.matches(event));
        QVERIFY(matchesAny({filter, Filter{}}, event));
        filter.tags = {{'t', {"y"}}};
        QVERIFY(!filter.matches(event));
        filter.tags = {{'d', {""}}};
        QVERIFY(!filter.matches(event));
        filter.tags = {};
        filter.search = "nothing like it"; // the relay's business
        filter.limit = 0;
        filter.since = filter.until = 100;
        QVERIFY(filter.matches(event));
        filter.until = 99;
        QVERIFY(!filter.matches(event));
    }

    void matchingVectors()
    {
        NOSTRSCOPE_NEEDS_DATA();
        EventParser parser;
        const auto cases = test::readJson(u"vectors/misc/filter-matching.json"_s)["cases"_L1].toArray();
        QCOMPARE(cases.size(), 27);
        for (const auto& row : cases) {
            const auto event = parser.parseEvent(compact(row["event"_L1]));
            QVERIFY(event);
            std::vector<Filter> filters;
            for (const auto& value : row["filters"_L1].toArray()) {
                // A filter that we refuse is never sent, so it matches nothing.
                if (auto filter = Filter::fromJson(compact(value)))
                    filters.push_back(*filter);
            }
            QVERIFY2(matchesAny(filters, *event) == row["match"_L1].toBool(),
                     qPrintable(row["name"_L1].toString()));
        }
    }

    /// Where the older system accepts more than we do: docs/protocol-policies.md.
    void caseFile()
    {
        NOSTRSCOPE_NEEDS_DATA();
        const QStringList stricter{u"upper-case author lowered"_s, u"duplicates removed"_s,
                                   u"digit tag name is dropped silently"_s,
                                   u"non-ASCII letter tag passes isalpha"_s};
        const auto cases =
            test::readJson(u"cases/event-filter.json"_s)["filter_validation"_L1]["cases"_L1].toArray();
        QCOMPARE(cases.size(), 15);
        for (const auto& row : cases) {
            const auto name = row["name"_L1].toString();
            const auto old = row["nostr_tools_1_4_0"_L1];
            QJsonObject input; // the older system takes tag names without '#'
            const auto given = row["input"_L1].toObject();
            for (auto it = given.begin(); it != given.end(); ++it)
                input.insert(it.key().size() == 1 ? u'#' + it.key() : it.key(), it.value());
            const auto filter = Filter::fromJson(compact(input));
            QVERIFY2(filter.has_value() == (old["accepted"_L1].toBool() && !stricter.contains(name)),
                     qPrintable(name));
            if (filter)
                QCOMPARE(QJsonDocument::fromJson(filter->toJson()).object(), old["wire"_L1].toObject());
        }
    }
};

QTEST_GUILESS_MAIN(TestFilter)
#include "tst_filter.moc"
