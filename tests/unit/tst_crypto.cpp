// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/varint.h"
#include "core/crypto/schnorr.h"
#include "core/crypto/sha256.h"
#include "tests/support/testdata.h"

#include <QTest>

#include <limits>

using namespace nostrscope;

class TestCrypto : public QObject {
    Q_OBJECT

private slots:
    void sha256Known()
    {
        QCOMPARE(toHex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        QCOMPARE(toHex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    void secretBounds()
    {
        std::array<std::uint8_t, 32> secret{};
        QVERIFY(!KeyPair::fromSecret(secret));
        secret.fill(0xff);
        QVERIFY(!KeyPair::fromSecret(secret));
    }

    void keyCacheKeepsKeysApart()
    {
        SchnorrVerifier verifier;
        const std::array<std::uint8_t, 32> message{1, 2, 3};
        const auto a = KeyPair::generate();
        const auto b = KeyPair::generate();
        for (int round = 0; round < 3; ++round) {
            QCOMPARE(verifier.verify(a.publicKey(), message, a.sign(message)),
                     SchnorrVerifier::Result::Valid);
            QCOMPARE(verifier.verify(b.publicKey(), message, a.sign(message)),
                     SchnorrVerifier::Result::BadSignature);
        }
        QCOMPARE(verifier.verify(PubKey(), message, a.sign(message)), SchnorrVerifier::Result::BadKey);
    }

    void varints()
    {
        for (const std::uint64_t value :
             {std::uint64_t(0), std::uint64_t(127), std::uint64_t(128), std::uint64_t(1) << 35,
              std::numeric_limits<std::uint64_t>::max()}) {
            QByteArray blob;
            appendVarint(blob, value);
            ByteReader reader(blob);
            QCOMPARE(reader.varint(), value);
            QVERIFY(reader.atEnd() && !reader.failed());
            ByteReader cut(QByteArrayView(blob).chopped(1));
            QCOMPARE(cut.varint(), 0U);
            QVERIFY(cut.failed());
        }
        ByteReader tooLong(QByteArrayView("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02", 10));
        (void)tooLong.varint();
        QVERIFY(tooLong.failed());
        for (const std::int64_t value :
             {std::int64_t(0), std::int64_t(-1), std::int64_t(1), std::numeric_limits<std::int64_t>::min()})
            QCOMPARE(unZigZag(zigZag(value)), value);
    }

    void bip340Vectors()
    {
        NOSTRSCOPE_NEEDS_DATA();
        SchnorrVerifier verifier;
        const auto lines = test::readLines(QStringLiteral("vectors/bip340/test-vectors.csv"));
        QCOMPARE(lines.size(), 20);
        for (const auto& line : lines.mid(1)) {
            const auto columns = line.trimmed().toLower().split(',');
            const auto key = PubKey::fromHex(columns[2]);
            const auto message = QByteArray::fromHex(columns[4]);
            const std::span<const std::uint8_t> bytes(
                reinterpret_cast<const std::uint8_t*>(message.constData()),
                static_cast<std::size_t>(message.size()));
            const auto sig = Sig::fromHex(columns[5]);
            QVERIFY(key && sig);
            const bool valid = columns[6] == "true";
            QVERIFY2((verifier.verify(*key, bytes, *sig) == SchnorrVerifier::Result::Valid) == valid,
                     line.constData());
            if (columns[1].isEmpty())
                continue;
            std::array<std::uint8_t, 32> secret;
            std::array<std::uint8_t, 32> aux;
            QVERIFY(fromLowerHex(columns[1], secret) && fromLowerHex(columns[3], aux));
            const auto keys = KeyPair::fromSecret(secret);
            QVERIFY(keys && keys->publicKey() == *key);
            QCOMPARE(keys->sign(bytes, aux).toHex(), columns[5]);
        }
    }
};

QTEST_GUILESS_MAIN(TestCrypto)
#include "tst_crypto.moc"
