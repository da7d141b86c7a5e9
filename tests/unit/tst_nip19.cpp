// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/bech32.h"
#include "core/nostr/nip19.h"
#include "tests/support/testdata.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;

namespace {

QJsonArray relayList(const std::vector<QByteArray>& relays)
{
    QJsonArray list;
    for (const auto& relay : relays)
        list.append(QString::fromUtf8(relay));
    return list;
}

/// An entity in the words of the vector file.
struct ToJson {
    static QString hex(const auto& id) { return QString::fromLatin1(id.toHex()); }

    QJsonObject operator()(const PubKey& key) const { return {{u"type"_s, u"npub"_s}, {u"hex"_s, hex(key)}}; }
    QJsonObject operator()(const EventId& id) const { return {{u"type"_s, u"note"_s}, {u"hex"_s, hex(id)}}; }
    QJsonObject operator()(const SecretText&) const { return {{u"type"_s, u"nsec"_s}}; }
    QJsonObject operator()(const ProfilePointer& p) const
    {
        return {{u"type"_s, u"nprofile"_s}, {u"hex"_s, hex(p.key)}, {u"relays"_s, relayList(p.relays)}};
    }
    QJsonObject operator()(const EventPointer& p) const
    {
        QJsonObject out{{u"type"_s, u"nevent"_s}, {u"hex"_s, hex(p.id)}, {u"relays"_s, relayList(p.relays)}};
        if (p.author)
            out[u"author"_s] = hex(*p.author);
        if (p.kind)
            out[u"kind"_s] = *p.kind;
        return out;
    }
    QJsonObject operator()(const AddressPointer& p) const
    {
        return {{u"type"_s, u"naddr"_s},
                {u"identifier"_s, QString::fromUtf8(p.address.identifier)},
                {u"author"_s, hex(p.address.author)},
                {u"kind"_s, p.address.kind},
                {u"relays"_s, relayList(p.relays)}};
    }
};

struct Encode {
    QByteArray operator()(const PubKey& key) const { return encodeNpub(key); }
    QByteArray operator()(const EventId& id) const { return encodeNote(id); }
    QByteArray operator()(const ProfilePointer& p) const { return encodeNprofile(p); }
    QByteArray operator()(const EventPointer& p) const { return encodeNevent(p); }
    QByteArray operator()(const AddressPointer& p) const { return encodeNaddr(p); }
    QByteArray operator()(const SecretText&) const { return {}; }
};

} // namespace

/// NIP-19 and NIP-21 texts, bech32.
class TestNip19 : public QObject {
    Q_OBJECT

private slots:
    void roundTrip()
    {
        const auto key = *PubKey::fromHex(QByteArray(64, 'a'));
        const auto id = *EventId::fromHex(QByteArray(64, '7'));
        const std::vector<Nip19Entity> entities{
            key,
            id,
            ProfilePointer{key, {}},
            ProfilePointer{key, {"wss://a.example", "wss://b.example"}},
            EventPointer{id, {"wss://a.example"}, key, Kind(65535)},
            EventPointer{id, {}, std::nullopt, std::nullopt},
            AddressPointer{{30023, key, "a:b"}, {}},
            AddressPointer{{10002, key, {}}, {"wss://a.example"}},
        };
        for (const auto& entity : entities) {
            const auto text = std::visit(Encode(), entity);
            QVERIFY(decodeNip19(text) == entity);
            QVERIFY(decodeNip19(text.toUpper()) == entity);
            QVERIFY(decodeNostrUri("nostr:" + text) == entity);
            QVERIFY(!decodeNostrUri(text));
            auto broken = text;
            broken.back() = broken.back() == 'q' ? 'p' : 'q';
            QVERIFY(!decodeNip19(broken));
        }
        QVERIFY(encodeNaddr({{30023, key, QByteArray(256, 'x')}, {}}).isEmpty());
        QCOMPARE(encodeNprofile({key, {QByteArray(256, 'x')}}), encodeNprofile({key, {}}));
    }

    void secrets()
    {
        const auto text = encodeBech32("nsec", wordsOfBytes(QByteArray(32, '\1')));
        QVERIFY(decodeNip19(text) == Nip19Entity(SecretText()));
        QVERIFY(!decodeNostrUri("nostr:" + text));
        QVERIFY(!decodeNip19(encodeBech32("nsec", wordsOfBytes(QByteArray(31, '\1')))));
    }

    void urisInText()
    {
        const auto npub = encodeNpub(*PubKey::fromHex(QByteArray(64, 'a')));
        const auto note = encodeNote(*EventId::fromHex(QByteArray(64, 'b')));
        const auto text = "hi nostr:" + npub + ", (nostr:" + note + ") nostr:npub1x " + npub + " nostr:";
        QCOMPARE(nostrUrisIn(text, 10).size(), 2U);
        QCOMPARE(nostrUrisIn(text, 1).size(), 1U);
        QVERIFY(nostrUrisIn("", 10).empty());
    }

    void bech32Vectors()
    {
        NOSTRSCOPE_NEEDS_DATA();
        const auto root = test::readJson(u"vectors/nip19/bip173.json"_s);
        QCOMPARE(root["valid"_L1].toArray().size(), 7);
        for (const auto& row : root["valid"_L1].toArray()) {
            const auto text = row.toString().toLatin1();
            const auto decoded = decodeBech32(text, 90);
            QVERIFY2(decoded, text.constData());
            QCOMPARE(encodeBech32(decoded->prefix, decoded->words), text.toLower());
            QVERIFY(!decodeBech32(text, 7));
        }
        QCOMPARE(root["invalid"_L1].toArray().size(), 11);
        for (const auto& row : root["invalid"_L1].toArray())
            QVERIFY2(!decodeBech32(row[0].toString().toLatin1(), 90), qPrintable(row[1].toString()));
    }

    void vectors()
    {
        NOSTRSCOPE_NEEDS_DATA();
        const auto root = test::readJson(u"vectors/nip19/vectors.json"_s);
        QCOMPARE(root["valid"_L1].toArray().size(), 40);
        for (const auto& value : root["valid"_L1].toArray()) {
            auto expected = value.toObject();
            const auto text = expected["text"_L1].toString().toUtf8();
            for (const auto* other : {"text", "why", "tlv", "sources"})
                expected.remove(QLatin1StringView(other));
            if (expected["type"_L1] == u"nsec"_s)
                expected.remove("hex"_L1); // we do not keep it
            const auto entity = decodeNip19(text);
            QVERIFY2(entity, text.constData());
            QCOMPARE(std::visit(ToJson(), *entity), expected);
            const bool isSecret = std::holds_alternative<SecretText>(*entity);
            QCOMPARE(decodeNostrUri("NOSTR:" + text).has_value(), !isSecret);
            if (!isSecret)
                QVERIFY(decodeNip19(std::visit(Encode(), *entity)) == entity);
        }
        QCOMPARE(root["invalid"_L1].toArray().size(), 25);
        for (const auto& row : root["invalid"_L1].toArray())
            QVERIFY2(!decodeNip19(row["text"_L1].toString().toUtf8()),
                     qPrintable(row["error"_L1].toString()));
    }
};

QTEST_GUILESS_MAIN(TestNip19)
#include "tst_nip19.moc"
