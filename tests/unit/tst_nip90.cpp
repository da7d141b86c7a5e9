// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/eventparser.h"
#include "core/nostr/nip90.h"
#include "tests/unit/nipevents.h"

#include <QTest>

using namespace nostrscope;
using namespace nostrscope::test;

Q_DECLARE_METATYPE(nostrscope::JobPrice)

/// Requests, results and feedback of data vending machines.
class TestNip90 : public QObject {
    Q_OBJECT

private:
    EventParser m_parser;

private slots:
    void kinds_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("result"); // of a request; 0 = none
        QTest::addColumn<int>("request"); // of a result; 0 = none
        const auto row = [](int kind, int result, int request) {
            QTest::addRow("%d", kind) << kind << result << request;
        };
        row(1, 0, 0);
        row(4999, 0, 0);
        row(5000, 6000, 0);
        row(5050, 6050, 0);
        row(5666, 0, 0);
        row(5969, 0, 0);
        row(5999, 6999, 0);
        row(6000, 0, 5000);
        row(6666, 0, 0);
        row(6969, 0, 0);
        row(6999, 0, 5999);
        row(7000, 0, 0);
        row(7001, 0, 0);
        row(31990, 0, 0);
        row(65535, 0, 0);
    }
    void kinds()
    {
        QFETCH(int, kind);
        QFETCH(int, result);
        QFETCH(int, request);
        QCOMPARE(int(resultKindOf(Kind(kind)).value_or(0)), result);
        QCOMPARE(int(requestKindOf(Kind(kind)).value_or(0)), request);
    }

    void millisats_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("amount"); // -1 = none
        const auto row = [](const char* text, qint64 amount) {
            QTest::addRow("\"%s\"", text) << QByteArray(text) << amount;
        };
        row("0", 0);
        row("1", 1);
        row("5000", 5000);
        row("0005000", 5000);
        row("2100000000000000000", 2'100'000'000'000'000'000);
        row("2100000000000000001", -1);
        row("9223372036854775807", -1);
        row("9223372036854775808", -1);
        row("18446744073709551616", -1);
        row("99999999999999999999999999999999999999999999", -1);
        row("", -1);
        row("-1", -1);
        row("+1", -1);
        row("1.0", -1);
        row("1e3", -1);
        row("100_000", -1);
        row("1,000", -1);
        row(" 1", -1);
        row("0x10", -1);
        row("free", -1);
        row("21 sats", -1);
        row("\xd9\xa1\xd9\xa2", -1); // digits, but not ours
    }
    void millisats()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, amount);
        QCOMPARE(qint64(parseMillisats(text).value_or(-1)), amount);
        QCOMPARE(qint64(readJobRequest(make(5000, {{"bid", text}}))->bid.value_or(-1)), amount);
    }

    void prices_data()
    {
        QTest::addColumn<QByteArrayList>("tag");
        QTest::addColumn<JobPrice>("price");
        const auto row = [](const char* name, const QByteArrayList& tag, const JobPrice& price) {
            QTest::newRow(name) << tag << price;
        };
        const auto price = [](std::optional<std::int64_t> asked, std::optional<std::int64_t> invoiced,
                              const char* invoice, bool isMalformed = false) {
            return JobPrice{asked, invoiced, invoice, isMalformed};
        };
        row("none", {"other", "1"}, {});
        row("no value", {"amount"}, {});
        row("empty", {"amount", ""}, {});
        row("zero", {"amount", "0"}, price(0, {}, ""));
        row("plain", {"amount", "5000"}, price(5000, {}, ""));
        row("invoice", {"amount", "5000", "lnbc50n1pxyz"}, price(5000, 5000, "lnbc50n1pxyz"));
        row("differ", {"amount", "28125", "lnbc250n1pxyz"}, price(28125, 25000, "lnbc250n1pxyz"));
        row("open invoice", {"amount", "7", "lnbc1pxyz"}, price(7, {}, "lnbc1pxyz"));
        row("invoice alone", {"amount", "", "lnbc50n1pxyz"}, price({}, 5000, "lnbc50n1pxyz"));
        row("text", {"amount", "100_000", "botlab@zeuspay.com"}, price({}, {}, "", true));
        row("negative", {"amount", "-5000"}, price({}, {}, "", true));
        row("overflow", {"amount", "99999999999999999999"}, price({}, {}, "", true));
        row("no invoice", {"amount", "1", "pay me"}, price(1, {}, "", true));
        row("invoice of all bitcoin", {"amount", "1", "lnbc210000001pxyz"},
            price(1, maxMillisats / 1, "lnbc210000001pxyz"));
        row("invoice of more", {"amount", "1", "lnbc210000011pxyz"}, price(1, {}, "", true));
        row("invoice overflows", {"amount", "1", "lnbc99999999999999999991pxyz"}, price(1, {}, "", true));
        row("long invoice", {"amount", "1", "lnbc50n1" + QByteArray(maxJobInvoice, 'p')},
            price(1, {}, "", true));
    }
    void prices()
    {
        QFETCH(QByteArrayList, tag);
        QFETCH(JobPrice, price);
        Tags tags;
        tags.beginTag();
        for (const auto& item : tag)
            tags.addItem(item);
        tags.append({"amount", "77"}); // the first one counts
        const auto expected = tag.size() > 1 && tag.front() == "amount" ? price : JobPrice{77, {}, {}, false};
        QVERIFY(readJobFeedback(make(7000, tags))->price == expected);
        QVERIFY(readJobResult(make(6050, tags))->price == expected);
    }

    void request()
    {
        const auto request =
            readJobRequest(make(5001,
                                {{"i", "what is it?", "text"},
                                 {"i", "https://x/a.mp3", "url", "", "audio"},
                                 {"i", hex('1'), "event", "wss://r1", "context"},
                                 {"i", hex('2'), "job"},
                                 {"i", "not an id", "job"},
                                 {"i", "x", "prompt"},
                                 {"i", "x"},
                                 {"i", ""},
                                 {"i"},
                                 {"output", "text/plain"},
                                 {"output", "text/html"},
                                 {"param", "lang", "en"},
                                 {"param", "flag"},
                                 {"param"},
                                 {"bid", "10000", "20000"},
                                 {"relays", "wss://r1", "", "wss://r2"},
                                 {"relays", QByteArray("wss://") + QByteArray(3000, 'x'), "wss://r3"},
                                 {"p", hex('b')},
                                 {"p", hex('b')},
                                 {"p", "short"},
                                 {"p", hex('c'), "wss://hint"},
                                 {"t", "bitcoin"}}));
        QVERIFY(request);
        const auto& inputs = request->inputs;
        QCOMPARE(inputs.size(), 7U);
        QVERIFY(inputs[0].type == JobInputType::Text && inputs[0].data == "what is it?" && !inputs[0].event);
        QVERIFY(inputs[1].type == JobInputType::Url && inputs[1].marker == "audio");
        QVERIFY(inputs[2].type == JobInputType::Event && inputs[2].event == id('1'));
        QCOMPARE(inputs[2].relay, "wss://r1");
        QVERIFY(inputs[3].type == JobInputType::Job && inputs[3].event == id('2'));
        QVERIFY(inputs[4].type == JobInputType::Job && !inputs[4].event);
        QVERIFY(inputs[5].type == JobInputType::Other);
        QVERIFY(inputs[6].type == JobInputType::Unstated);
        QCOMPARE(request->output, "text/plain");
        QCOMPARE(request->params.size(), 2U);
        QVERIFY(request->params[0].name == "lang" && request->params[0].value == "en");
        QVERIFY(request->params[1].name == "flag" && request->params[1].value.isEmpty());
        QCOMPARE(request->bid, 10000);
        QVERIFY(request->relays == (std::vector<QByteArray>{"wss://r1", "wss://r2", "wss://r3"}));
        QVERIFY(request->providers == (std::vector{key('b'), key('c')}));
        QVERIFY(request->topics == std::vector<QByteArray>{"bitcoin"});
        QVERIFY(!request->isEncrypted && !request->isCut);
        for (const int kind : {1, 5666, 5969, 6000, 7000})
            QVERIFY(!readJobRequest(make(Kind(kind), {})));
        QVERIFY(readJobRequest(make(5999, {{"encrypted"}}))->isEncrypted);
        QVERIFY(readJobRequest(make(5999, {{"encrypted", "true"}}))->isEncrypted);
    }

    void bounds_data()
    {
        QTest::addColumn<QByteArray>("name");
        for (const auto* name : {"i", "param", "relays", "p", "t"})
            QTest::newRow(name) << QByteArray(name);
    }
    void bounds()
    {
        QFETCH(QByteArray, name);
        Tags tags;
        const auto addTag = [&](int number) {
            const auto text = QByteArray::number(number).rightJustified(64, '0');
            tags.append({name, text, text});
        };
        const auto kept = [&] {
            const auto request = *readJobRequest(make(5000, tags));
            return std::pair(request.inputs.size() + request.params.size() + request.relays.size()
                                 + request.providers.size() + request.topics.size(),
                             request.isCut);
        };
        const auto perTag = name == "relays" ? 2U : 1U;
        for (std::size_t i = 0; i < maxJobListItems / perTag; ++i)
            addTag(int(i));
        QCOMPARE(kept(), std::pair(maxJobListItems, false));
        addTag(1000);
        QCOMPARE(kept(), std::pair(maxJobListItems, true));
        for (int i = 0; i < 100'000; ++i)
            addTag(2000 + i);
        QCOMPARE(kept(), std::pair(maxJobListItems, true));
    }

    void longTexts()
    {
        const auto longText = QByteArray("\xc3\xa9").repeated(5000); // two bytes a letter
        const auto request = *readJobRequest(make(5000,
                                                  {{"i", longText, "text", longText, longText},
                                                   {"output", longText},
                                                   {"param", longText, longText},
                                                   {"t", longText}}));
        QCOMPARE(request.inputs[0].data, longText.left(maxJobInput));
        QVERIFY(request.inputs[0].relay.isEmpty());
        for (const auto& text : {request.inputs[0].marker, request.output, request.params[0].name,
                                 request.params[0].value, request.topics[0]})
            QCOMPARE(text, longText.left(maxJobText));
        const auto odd = 'x' + longText; // the cut must not split a letter
        QCOMPARE(readJobFeedback(make(7000, {{"status", odd, odd}}))->extra, odd.left(maxJobText - 1));
    }

    void statuses_data()
    {
        QTest::addColumn<QByteArray>("word");
        QTest::addColumn<int>("status");
        const auto row = [](const char* word, JobStatus status) {
            QTest::addRow("\"%s\"", word) << QByteArray(word) << int(status);
        };
        row("payment-required", JobStatus::PaymentRequired);
        row("processing", JobStatus::Processing);
        row("partial", JobStatus::Partial);
        row("success", JobStatus::Success);
        row("error", JobStatus::Error);
        row("other", JobStatus::Other);
        row("Success", JobStatus::Other);
        row("started", JobStatus::Other);
        row("", JobStatus::Other);
        row("success ", JobStatus::Other);
    }
    void statuses()
    {
        QFETCH(QByteArray, word);
        QFETCH(int, status);
        const auto feedback = *readJobFeedback(make(7000, {{"status", word, "why"}}));
        QCOMPARE(int(feedback.status), status);
        QCOMPARE(feedback.word, word);
        QCOMPARE(feedback.extra, "why");
        if (feedback.status != JobStatus::Other)
            QCOMPARE(QByteArray(toString(feedback.status)), word);
        QCOMPARE(jobStatusNamed(toString(feedback.status)), feedback.status);
    }

    void answers()
    {
        const auto feedback =
            *readJobFeedback(make(7000, {{"e", hex('1'), "wss://r"}, {"e", hex('2')}, {"p", hex('b')}}));
        QCOMPARE(feedback.request, id('1'));
        QCOMPARE(feedback.customer, key('b'));
        QCOMPARE(feedback.status, JobStatus::Other);
        const auto result = *readJobResult(
            make(6050, {{"e", hex('1')}, {"p", hex('b')}, {"i", hex('2'), "job"}, {"encrypted"}}));
        QCOMPARE(result.request, id('1'));
        QCOMPARE(result.requestKind, Kind(5050));
        QVERIFY(result.isEncrypted && result.inputs.size() == 1 && result.inputs[0].event == id('2'));
        // A malformed first tag is none: the second may name anything.
        const QByteArrayList wrong{
            "", "x", hex('1').left(63), hex('1') + '1', hex('A'), QByteArray(32, '\1')};
        for (const auto& text : wrong) {
            const Tags tags{{"e", text}, {"e", hex('2')}, {"p", text}, {"p", hex('b')}};
            QVERIFY(!readJobResult(make(6050, tags))->request);
            QVERIFY(!readJobFeedback(make(7000, tags))->request);
            QVERIFY(!readJobFeedback(make(7000, tags))->customer);
        }
        QVERIFY(!readJobResult(make(6050, {}))->request);
        for (const int kind : {1, 5050, 6666, 6969, 7000})
            QVERIFY(!readJobResult(make(Kind(kind), {})));
        for (const int kind : {1, 5050, 6050, 7001})
            QVERIFY(!readJobFeedback(make(Kind(kind), {})));
    }

    void embedded()
    {
        const auto request = make(5050, {{"i", "x", "text"}}, 'b');
        const auto result = make(6050, {{"request", toJson(request)}});
        QVERIFY(embeddedJobRequest(result, m_parser) == request);
        const QByteArrayList none{
            "", "{}", "x", toJson(make(1, {})), toJson(make(5969, {})), toJson(request).chopped(1)};
        for (const auto& json : none)
            QVERIFY(!embeddedJobRequest(make(6050, {{"request", json}}), m_parser));
        QVERIFY(!embeddedJobRequest(make(6050, {}), m_parser));
    }
};

QTEST_GUILESS_MAIN(TestNip90)
#include "tst_nip90.moc"
