// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/relayurl.h"
#include "resources/builtinrelays.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTest>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;

/// The list of relays that the first start offers (resources/relays.json).
class TestBuiltinRelays : public QObject {
    Q_OBJECT

    QJsonArray m_relays;

private slots:
    void initTestCase()
    {
        QJsonParseError error;
        m_relays = QJsonDocument::fromJson(builtinRelays(), &error).array();
        QCOMPARE(error.errorString(), QJsonParseError().errorString());
        QVERIFY(m_relays.size() >= 240);
    }

    void sortedAndUnique()
    {
        QByteArray previous;
        for (const auto& relay : std::as_const(m_relays)) {
            const auto url = relay[u"url"_s].toString().toLatin1();
            QVERIFY2(previous < url, url.constData());
            previous = url;
        }
    }

    /// What stands in the list is what the list of the user will hold: nothing is rewritten on import.
    void canonical()
    {
        for (const auto& relay : std::as_const(m_relays)) {
            const auto text = relay[u"url"_s].toString();
            const auto url = RelayUrl::parse(text, RelayUrlRules::discovered());
            QVERIFY2(url, qPrintable(text));
            QCOMPARE(QString::fromLatin1(url->text()), text);
            QCOMPARE(url->network(), RelayNetwork::Clearnet);
            QVERIFY2(url->isSecure(), qPrintable(text));
        }
    }

    void described()
    {
        static const QSet<QString> purposes{u"general"_s, u"paid"_s,          u"search"_s,   u"dvm"_s,
                                            u"video"_s,   u"profile-index"_s, u"regional"_s, u"community"_s,
                                            u"archive"_s, u"inbox"_s,         u"monitor"_s};
        QSet<QString> names;
        QSet<QString> used;
        for (const auto& value : std::as_const(m_relays)) {
            const auto relay = value.toObject();
            QCOMPARE(relay.keys(), (QStringList{u"name"_s, u"purpose"_s, u"url"_s}));
            const auto name = relay[u"name"_s].toString();
            QVERIFY2(!name.isEmpty() && !names.contains(name), qPrintable(name));
            names.insert(name);
            used.insert(relay[u"purpose"_s].toString());
        }
        QCOMPARE(used, purposes);
    }
};

QTEST_GUILESS_MAIN(TestBuiltinRelays)
#include "tst_builtinrelays.moc"
