// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/bech32.h"
#include "core/nostr/bolt11.h"
#include "tests/support/testdata.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;

/// Amounts and hashes of Lightning invoices.
class TestBolt11 : public QObject {
    Q_OBJECT

private:
    /// "open" when the invoice states no amount.
    static QByteArray amount(const QByteArray& invoice)
    {
        const auto msat = invoiceAmount(invoice);
        if (!msat)
            return msat.error() == InvoiceError::BadAmount ? "bad amount" : "no invoice";
        return *msat ? QByteArray::number(qlonglong(**msat)) : QByteArray("open");
    }

private slots:
    void amounts_data()
    {
        QTest::addColumn<QByteArray>("invoice");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* invoice, const char* expected) {
            QTest::newRow(invoice) << QByteArray(invoice) << QByteArray(expected);
        };
        row("lnbc1pxyz", "open");
        row("lnbc21pxyz", "200000000000");
        row("LNBC20M1PXYZ", "2000000000");
        row("LNBC20m1pxyz", "2000000000");
        row("lnbcrt5u1p", "500000");
        row("lntbs5n1p", "500");
        row("lnbc10p1x", "1");
        row("lnbc11p1x", "bad amount");
        row("lnbc5q1x", "bad amount");
        row("lnbcm1x", "bad amount");
        row("lnbc-5u1x", "bad amount");
        row("lnbc922337201x", "9223372000000000000");
        row("lnbc922337211x", "bad amount");
        row("lnbc99999999999999999999u1x", "bad amount");
        row("lnbc1000000001x", "bad amount");
        row("lnxx20m1pxyz", "no invoice");
        row("lnbc20m", "no invoice");
        row("", "no invoice");
    }
    void amounts()
    {
        QFETCH(QByteArray, invoice);
        QFETCH(QByteArray, expected);
        QCOMPARE(amount(invoice), expected);
    }

    void hashes()
    {
        // time, then p (52 words), d (3 words), h (51 words: skipped), h (52 words), then the signature
        std::vector<std::uint8_t> words(7, 0);
        const auto field = [&words](std::uint8_t type, std::size_t length, const QByteArray& bytes) {
            words.push_back(type);
            words.push_back(static_cast<std::uint8_t>(length / 32));
            words.push_back(static_cast<std::uint8_t>(length % 32));
            auto value = wordsOfBytes(bytes);
            value.resize(length);
            words.insert(words.end(), value.begin(), value.end());
        };
        field(1, 52, QByteArray(32, 'p'));
        field(13, 3, "x");
        field(23, 51, QByteArray(32, 'x'));
        field(23, 52, QByteArray(32, 'h'));
        field(23, 52, QByteArray(32, 'y'));
        words.insert(words.end(), 104, 0);
        const auto found = invoiceHashes(encodeBech32("lnbc20m", words));
        QVERIFY(found);
        QCOMPARE(found->payment, QByteArray(32, 'p'));
        QCOMPARE(found->description, QByteArray(32, 'h'));
        QVERIFY(!invoiceHashes("lnbc20m1pxyz"));
        words.resize(20);
        QVERIFY(!invoiceHashes(encodeBech32("lnbc20m", words)));
    }

    void vectors()
    {
        NOSTRSCOPE_NEEDS_DATA();
        const auto root = test::readJson(u"vectors/bolt11/amounts.json"_s);
        const auto expected = [](const QJsonValue& value) {
            return value.isNull() ? QByteArray("open") : QByteArray::number(value.toInteger());
        };
        QCOMPARE(root["invoices"_L1].toArray().size(), 24);
        for (const auto& row : root["invoices"_L1].toArray()) {
            const auto invoice = row["invoice"_L1].toString().toUtf8();
            const auto msat = row["amount_msat_from_prefix"_L1];
            if (msat.isString())
                QVERIFY2(!invoiceAmount(invoice), invoice.constData());
            else
                QCOMPARE(amount(invoice), expected(msat));
        }
        QCOMPARE(root["prefix_only"_L1].toArray().size(), 17);
        for (const auto& row : root["prefix_only"_L1].toArray()) {
            const auto invoice = row["prefix"_L1].toString().toUtf8();
            const auto msat = row["amount_msat"_L1];
            if (msat.isString())
                QVERIFY2(!invoiceAmount(invoice), invoice.constData());
            else
                QCOMPARE(amount(invoice), expected(msat));
        }
    }

    void caseFile()
    {
        NOSTRSCOPE_NEEDS_DATA();
        const auto cases =
            test::readJson(u"cases/nostrinfo.json"_s)["cases"_L1]["extractZapAmount"_L1].toArray();
        QCOMPARE(cases.size(), 8);
        for (const auto& row : cases) {
            const auto sats = row["correct_sats"_L1];
            const auto msat = invoiceAmount(row["bolt11"_L1].toString().toUtf8());
            QVERIFY(msat);
            QCOMPARE(msat->has_value(), !sats.isNull());
            if (*msat)
                QCOMPARE(double(**msat) / 1000, sats.toDouble());
        }
    }
};

QTEST_GUILESS_MAIN(TestBolt11)
#include "tst_bolt11.moc"
