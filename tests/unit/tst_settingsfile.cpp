// SPDX-License-Identifier: GPL-3.0-or-later
// Settings on the disk: kept over a restart, written and read by the user, damaged.
#include "app/desktop/settingsstore.h"
#include "app/settings/settingsfile.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;

class TestSettingsFile : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void valuesSurviveARestart()
    {
        const QTemporaryDir folder;
        const auto file = folder.filePath(u"a.ini"_s);
        {
            const SettingsStore store(file);
            SettingLayers values;
            values.setFile({{u"collect/kinds"_s, u"0,1,5000-5999"_s},
                            {u"format/zone"_s, u"Asia/Tokyo"_s},
                            {u"retention/sizeGiB"_s, u"2.5"_s},
                            {u"retention/archiveFolder"_s, u"/tmp/a, b \\ ü"_s}});
            values.set(SettingOrigin::CommandLine, u"window/theme"_s, u"dark"_s);
            store.saveSettings(values);
        }
        const SettingsStore store(file);
        auto values = store.loadSettings();
        QCOMPARE(values.value(u"collect/kinds"), u"0,1,5000-5999"_s);
        QCOMPARE(values.value(u"format/zone"), u"Asia/Tokyo"_s);
        QCOMPARE(values.decimal(u"retention/sizeGiB"), 2.5);
        QCOMPARE(values.value(u"retention/archiveFolder"), u"/tmp/a, b \\ ü"_s);
        QCOMPARE(values.value(u"window/theme"), u"system"_s); // of that start only
        values.set(SettingOrigin::File, u"format/zone"_s, {});
        store.saveSettings(values);
        QVERIFY(!readIni(file)->contains(u"format/zone"_s));
        store.resetLayout(); // forgets sizes, not settings
        QCOMPARE(store.loadSettings().value(u"collect/kinds"), u"0,1,5000-5999"_s);
    }

    void badStoredValuesAreLoggedAndDefault()
    {
        const QTemporaryDir folder;
        const auto path = folder.filePath(u"bad.ini"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[window]\ntheme=pink\ntextPercent=9000\n[collect]\nkinds=1,2\nmaxConnections=@Invalid()\n"
                   "[format]\nzone=@ByteArray(\\0\\xff)\n");
        file.close();
        const SettingsStore store(path);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"window/theme.*pink.*default"_s));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"window/textPercent.*9000"_s));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"format/zone"_s));
        const auto values = store.loadSettings();
        QCOMPARE(values.value(u"window/theme"), u"system"_s);
        QCOMPARE(values.number(u"window/textPercent"), 100);
        QCOMPARE(values.number(u"collect/maxConnections"), 250);
        QCOMPARE(values.value(u"collect/kinds"), u"1,2"_s);
    }

    void damagedFileKeepsWhatCanBeRead()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"cut.ini"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("schema=1\n[format]\nbytes=si\n[window]\ntheme=dark\ntextPer");
        file.close();
        const auto values = SettingsStore(file.fileName()).loadSettings();
        QCOMPARE(values.value(u"format/bytes"), u"si"_s);
        QCOMPARE(values.value(u"window/theme"), u"dark"_s);
    }

    void exportAndImportAreWhole()
    {
        const QTemporaryDir folder;
        const auto file = folder.filePath(u"out.ini"_s);
        const SettingsFileContent content{{{u"collect/kinds"_s, u"1,7"_s}, {u"window/theme"_s, u"dark"_s}},
                                          {{u"go.logs"_s, u"Ctrl+Shift+G"_s}, {u"view.live"_s, QString()}},
                                          {}};
        QCOMPARE(writeSettingsFile(file, content), QString());
        const auto back = readSettingsFile(file);
        QVERIFY(back);
        QCOMPARE(back->values, content.values);
        QCOMPARE(back->shortcuts, content.shortcuts);
        QVERIFY(back->problems.isEmpty());
        // Written anew, not merged into what was there.
        QCOMPARE(writeSettingsFile(file, {}), QString());
        QVERIFY(readSettingsFile(file)->values.isEmpty());
        QVERIFY(!writeSettingsFile(folder.filePath(u"none/x.ini"_s), content).isEmpty());
    }

    void brokenFiles_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("isRead");
        QTest::addColumn<int>("values");
        QTest::addColumn<int>("problems");
        QTest::newRow("empty") << QByteArray() << false << 0 << 0;
        QTest::newRow("noise") << QByteArray("\x00\xff\xfe PNG \r\n\x1a", 12) << false << 0 << 0;
        QTest::newRow("another program's") << QByteArray("[General]\nname=x\n") << false << 0 << 1;
        QTest::newRow("html") << QByteArray("<html><body>404</body></html>") << false << 0 << 0;
        QTest::newRow("newer") << QByteArray("schema=99\n[window]\ntheme=dark\n") << false << 0 << 0;
        QTest::newRow("too large") << QByteArray("[window]\ntheme=dark\n")
                + QByteArray(maximumSettingsBytes, '#')
                                   << false << 0 << 0;
        QTest::newRow("half of it is bad")
            << QByteArray("[window]\ntheme=dark\ntextPercent=1\n[x]\ny=1\n") << true << 1 << 2;
        QTest::newRow("cut in the middle")
            << QByteArray("schema=1\n[window]\ntheme=dark\ntextPer") << false << 0 << 0;
        QTest::newRow("of a session")
            << QByteArray("schema=1\n[window]\ntheme=dark\ngeometry=@ByteArray(x)\n") << true << 1 << 0;
        QTest::newRow("long key") << QByteArray("schema=1\n[shortcuts]\ngo.logs=") + QByteArray(5000, 'x')
                                  << true << 0 << 0;
    }
    void brokenFiles()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(bool, isRead);
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"in.ini"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        const auto content = readSettingsFile(file.fileName());
        QCOMPARE(content.has_value(), isRead);
        if (!isRead) {
            QVERIFY(content.error().contains(u"in.ini"_s));
            return;
        }
        QTEST(static_cast<int>(content->values.size()), "values");
        QTEST(static_cast<int>(content->problems.size()), "problems");
        QVERIFY(content->shortcuts.isEmpty());
    }

    void filesThatCannotBeRead()
    {
        const QTemporaryDir folder;
        QVERIFY(!readSettingsFile(folder.filePath(u"none.ini"_s)));
        QVERIFY(!readSettingsFile(folder.path()));
    }
};

QTEST_GUILESS_MAIN(TestSettingsFile)
#include "tst_settingsfile.moc"
