// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/filterquery.h"

#include <QTest>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;

namespace {

const QList<FilterField> fields{{u"status"_s, ColumnKind::Text},   {u"events"_s, ColumnKind::Number},
                                {u"novel"_s, ColumnKind::Ratio},   {u"open"_s, ColumnKind::Duration},
                                {u"last"_s, ColumnKind::Time},     {u"received"_s, ColumnKind::Bytes},
                                {u"level_2"_s, ColumnKind::Number}};

/// "[-][field][op]text|number|age; …": what the query is, to be read in a table.
QString describe(const FilterQuery& query)
{
    QStringList parts;
    const auto opText = [](FilterOperator op) {
        const QString texts[] = {u":"_s, u"="_s, u"<"_s, u"<="_s, u">"_s, u">="_s};
        return texts[static_cast<int>(op)];
    };
    for (const auto& term : query.terms) {
        auto text = (term.isNegated ? u"-"_s : QString()) + term.field + opText(term.op) + term.text;
        if (term.number)
            text += u'|' + QString::number(*term.number, 'g', 15);
        parts.append(term.isAge ? text + u"|age"_s : text);
    }
    for (const auto& fault : query.faults)
        parts.append(u"!%1@%2"_s.arg(static_cast<int>(fault.reason)).arg(fault.begin));
    return parts.join(u"; "_s);
}

} // namespace

class TestFilterQuery : public QObject {
    Q_OBJECT

private slots:
    void parses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("query");
        QTest::newRow("empty") << u""_s << u""_s;
        QTest::newRow("blanks") << u" \t "_s << u""_s;
        QTest::newRow("word") << u"nos.lol"_s << u":nos.lol"_s;
        QTest::newRow("words") << u"a  b"_s << u":a; :b"_s;
        QTest::newRow("quoted") << u"\"two words\""_s << u":two words"_s;
        QTest::newRow("quote in quotes") << u"\"say \"\"hi\"\"\""_s << u":say \"hi\""_s;
        QTest::newRow("not") << u"-tor"_s << u"-:tor"_s;
        QTest::newRow("not quoted") << u"-\"a b\""_s << u"-:a b"_s;
        QTest::newRow("lonely minus") << u"-"_s << u":-"_s;
        QTest::newRow("field") << u"status:down"_s << u"status:down"_s;
        QTest::newRow("field in capitals") << u"Status:Down"_s << u"status:Down"_s;
        QTest::newRow("field quoted") << u"status:\"a b\""_s << u"status:a b"_s;
        QTest::newRow("field equals") << u"status=Down"_s << u"status=Down"_s;
        QTest::newRow("not field") << u"-status:down"_s << u"-status:down"_s;
        QTest::newRow("greater") << u"events>500"_s << u"events>500|500"_s;
        QTest::newRow("at least") << u"events>=1.5k"_s << u"events>=1.5k|1500"_s;
        QTest::newRow("name with digit") << u"level_2<3"_s << u"level_2<3|3"_s;
        QTest::newRow("share") << u"novel<50%"_s << u"novel<50%|0.5"_s;
        QTest::newRow("share as ratio") << u"novel<0.5"_s << u"novel<0.5|0.5"_s;
        QTest::newRow("duration in ms") << u"open>500"_s << u"open>500|500"_s;
        QTest::newRow("duration in s") << u"open>1.5s"_s << u"open>1.5s|1500"_s;
        QTest::newRow("duration in min") << u"open<2min"_s << u"open<2min|120000"_s;
        QTest::newRow("bytes") << u"received>=2MiB"_s << u"received>=2MiB|2097152"_s;
        QTest::newRow("age") << u"last<1h"_s << u"last<1h|3600000|age"_s;
        QTest::newRow("date") << u"last>2025-11-20"_s << u"last>2025-11-20|1763596800000"_s;
        QTest::newRow("date and time")
            << u"last>=2025-11-20T10:00:00"_s << u"last>=2025-11-20T10:00:00|1763632800000"_s;
        QTest::newRow("address is a word") << u"wss://relay.example"_s << u":wss://relay.example"_s;
        QTest::newRow("host and port is a word") << u"relay.example:7777"_s << u":relay.example:7777"_s;
        QTest::newRow("IPv6 is a word") << u"fe80::1"_s << u":fe80::1"_s;
        QTest::newRow("unknown field") << u"rtt>500 x"_s << u":x; !3@0"_s;
        QTest::newRow("no value") << u"x status:"_s << u":x; !4@2"_s;
        QTest::newRow("empty quotes") << u"\"\""_s << u"!4@0"_s;
        QTest::newRow("no number") << u"events>many"_s << u"!5@0"_s;
        QTest::newRow("not a number") << u"events>nan events<inf"_s << u"!5@0; !5@11"_s;
        QTest::newRow("no time") << u"last>yesterday"_s << u"!6@0"_s;
        QTest::newRow("no order") << u"status>down"_s << u"!7@0"_s;
        QTest::newRow("open quote") << u"a \"b c"_s << u":a; :b c; !2@2"_s;
        QTest::newRow("digits of a number") << u"events:12"_s << u"events:12|12"_s;
        QTest::newRow("too many") << QString(u"x "_s.repeated(25))
                                  << QString(u":x; "_s.repeated(20) + u"!1@40"_s);
        QTest::newRow("too long") << QString(1200, u'x')
                                  << QString(u":"_s + QString(1000, u'x') + u"; !0@1000"_s);
    }
    void parses()
    {
        QFETCH(QString, text);
        QTEST(describe(parseFilter(text, fields)), "query");
    }

    void roundTrip()
    {
        for (
            const auto& text :
            {u"a \"b c\" -d -\"-e\" status:\"x y\" status=\"=z\" events>=1.5k \"status:down\" \"wss://x\""_s}) {
            const auto query = parseFilter(text, fields);
            QVERIFY(query.faults.isEmpty());
            QCOMPARE(parseFilter(query.toString(), fields), query);
        }
    }

    void everyFaultHasWords()
    {
        const auto query = parseFilter(u"x "_s.repeated(30) + u"\""_s, fields);
        QVERIFY(!query.faults.isEmpty());
        for (int reason = 0; reason <= static_cast<int>(FilterFault::Reason::NoOrder); ++reason)
            QVERIFY(!filterFaultText({static_cast<FilterFault::Reason>(reason), u"x"_s, 0}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestFilterQuery)
#include "tst_filterquery.moc"
