// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/eventparser.h"
#include "core/nostr/nip90.h"
#include "tests/support/testdata.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;

namespace {

/// What a tag holds, read by Qt and not by us; empty when the event has no such tag with a value.
QStringList firstTag(const QJsonObject& event, QLatin1StringView name)
{
    for (const auto& value : event["tags"_L1].toArray()) {
        QStringList tag;
        for (const auto& item : value.toArray())
            tag.append(item.toString());
        if (tag.size() > 1 && tag.front() == name)
            return tag;
    }
    return {};
}

qsizetype countTags(const QJsonObject& event, QLatin1StringView name)
{
    qsizetype count = 0;
    for (const auto& tag : event["tags"_L1].toArray())
        count += tag.toArray().at(0).toString() == name ? 1 : 0;
    return count;
}

bool isHex64(const QString& text)
{
    return text.size() == 64 && std::all_of(text.begin(), text.end(), [](QChar c) {
               return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
           });
}

} // namespace

/// Readers of data vending machines against recorded events and public vectors.
class TestNip90Recorded : public QObject {
    Q_OBJECT

private:
    EventParser m_parser;

    Event read(const QJsonValue& value)
    {
        const auto event =
            m_parser.parseEvent(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
        if (!event)
            qFatal("vector is no event");
        return *event;
    }

private slots:
    void kindCases()
    {
        NOSTRSCOPE_NEEDS_DATA();
        const auto cases =
            test::readJson(u"cases/dvm.json"_s)["kind_classification"_L1]["cases"_L1].toArray();
        QVERIFY(!cases.isEmpty());
        for (const auto& value : cases) {
            const auto row = value.toObject();
            const auto kind = static_cast<Kind>(row["kind"_L1].toInt());
            // The older system misses 6999 by mistake.
            const bool isResult = kind == 6999 || row["is_result"_L1].toBool();
            QCOMPARE(resultKindOf(kind).has_value(), row["is_request"_L1].toBool());
            QCOMPARE(requestKindOf(kind).has_value(), isResult);
        }
    }

    void flowVector()
    {
        NOSTRSCOPE_NEEDS_DATA();
        const auto root = test::readJson(u"vectors/misc/dvm-flow.json"_s)["events"_L1].toObject();
        const auto event = [&](const char* name) { return read(root[QLatin1StringView(name)]); };
        const auto request = event("request");
        const auto job = *readJobRequest(request);
        QVERIFY(job.inputs.size() == 1 && job.inputs[0].type == JobInputType::Url);
        QCOMPARE(job.bid, 10000);
        QCOMPARE(job.relays.size(), 2U);
        const auto payment = *readJobFeedback(event("feedback_payment"));
        QCOMPARE(payment.status, JobStatus::PaymentRequired);
        QCOMPARE(payment.extra, "pay first");
        QVERIFY(payment.price == (JobPrice{5000, 5000, "lnbc50n1pxyz", false}));
        QVERIFY(payment.request == request.id && payment.customer == request.pubkey);
        QCOMPARE(readJobFeedback(event("feedback_processing"))->status, JobStatus::Processing);
        const auto error = *readJobFeedback(event("feedback_other_provider_error"));
        QVERIFY(error.status == JobStatus::Error && error.extra == "out of memory");
        const auto result = *readJobResult(event("result"));
        QVERIFY(result.request == request.id && result.requestKind == request.kind);
        QVERIFY(result.price == (JobPrice{5000, {}, {}, false}));
        QVERIFY(embeddedJobRequest(event("result"), m_parser) == request);
        QVERIFY(readJobResult(event("result_unknown_request"))->request != request.id);
        QVERIFY(readJobResult(event("result_wrong_kind"))->requestKind != request.kind);
        QVERIFY(!readJobRequest(event("announcement")) && !readJobResult(event("cancel")));
    }

    /// Each real event against what Qt reads in it.
    void recordedEvents()
    {
        NOSTRSCOPE_NEEDS_DATA();
        int requests = 0;
        int results = 0;
        int feedbacks = 0;
        for (const auto& line : test::readLines(u"events/dvm.jsonl"_s)) {
            const auto object = QJsonDocument::fromJson(line).object();
            const auto kind = object["kind"_L1].toInt();
            const auto event = read(object);
            const auto label = event.id.toHex();
            const auto e = firstTag(object, "e"_L1).value(1);
            const auto p = firstTag(object, "p"_L1).value(1);
            const bool isEncrypted = countTags(object, "encrypted"_L1) > 0;
            const auto isRight = [&](const JobAnswer& answer) {
                return answer.request.has_value() == isHex64(e) && answer.customer.has_value() == isHex64(p)
                    && (!answer.request || answer.request->toHex() == e.toLatin1())
                    && answer.isEncrypted == isEncrypted;
            };
            if (const auto request = readJobRequest(event)) {
                ++requests;
                QVERIFY2(kind >= 5000 && kind < 6000, label.constData());
                QCOMPARE(qsizetype(request->inputs.size()), countTags(object, "i"_L1));
                QCOMPARE(qsizetype(request->params.size()), countTags(object, "param"_L1));
                QCOMPARE(request->isEncrypted, isEncrypted);
                QCOMPARE(request->relays.size(), std::size_t(firstTag(object, "relays"_L1).mid(1).size()));
                QCOMPARE(request->bid.has_value(), !firstTag(object, "bid"_L1).isEmpty());
                QVERIFY(!request->isCut);
            } else if (const auto result = readJobResult(event)) {
                ++results;
                QCOMPARE(int(result->requestKind), kind - 1000);
                QVERIFY2(isRight(*result), label.constData());
                const auto inner = embeddedJobRequest(event, m_parser);
                QCOMPARE(inner.has_value(), !firstTag(object, "request"_L1).isEmpty());
                QVERIFY(!inner || inner->id == result->request);
            } else if (const auto feedback = readJobFeedback(event)) {
                ++feedbacks;
                QCOMPARE(kind, 7000);
                QVERIFY2(isRight(*feedback), label.constData());
                QCOMPARE(QString::fromUtf8(feedback->word), firstTag(object, "status"_L1).value(1));
                bool isNumber = false;
                const auto amount = firstTag(object, "amount"_L1).value(1).toLongLong(&isNumber);
                QCOMPARE(feedback->price.asked,
                         isNumber ? std::optional<std::int64_t>(amount) : std::nullopt);
                QCOMPARE(feedback->price.invoiced.has_value(),
                         firstTag(object, "amount"_L1).value(2).startsWith(u"lnbc"_s));
            } else {
                QVERIFY2(kind == 31990, label.constData());
            }
        }
        QVERIFY(requests > 0 && results > 0 && feedbacks > 0);
    }

    /// The results of a scan lack tags and signature, which reading has to bear.
    void scannedResults()
    {
        NOSTRSCOPE_NEEDS_DATA();
        int count = 0;
        const auto lines = test::readLines(u"dvm_extra/dvm_results_6xxx_unsigned_truncated.jsonl"_s);
        for (const auto& line : lines) {
            auto object = QJsonDocument::fromJson(line).object();
            const auto kind = object["kind"_L1].toInt();
            object["tags"_L1] = QJsonArray();
            object["sig"_L1] = QString(128, u'0');
            const auto result = readJobResult(read(object));
            QCOMPARE(result.has_value(), kind >= 6000 && kind < 7000 && kind != 6666 && kind != 6969);
            QVERIFY(!result || (!result->request && !result->customer && result->price == JobPrice()));
            count += result ? 1 : 0;
        }
        QVERIFY(count > 0 && count <= lines.size());
    }
};

QTEST_GUILESS_MAIN(TestNip90Recorded)
#include "tst_nip90_recorded.moc"
