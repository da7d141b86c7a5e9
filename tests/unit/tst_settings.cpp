// SPDX-License-Identifier: GPL-3.0-or-later
// The table of settings, its layers, the model of the window, and what the engine makes of them.
#include "app/settings/engineconfigof.h"
#include "app/settings/settingsdocument.h"
#include "core/storage/retention.h"
#include "models/settingsmodel.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;

namespace {

const SettingInfo& info(const QString& key)
{
    const auto* found = findSetting(key);
    if (found == nullptr)
        qFatal("no setting %s", qPrintable(key));
    return *found;
}

} // namespace

class TestSettings : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    // --- the table

    void everyEntryIsWhole()
    {
        QStringList keys;
        for (const auto& setting : settingsTable()) {
            const QString key = setting.key;
            QVERIFY2(!keys.contains(key), qPrintable(key));
            keys.append(key);
            static const QRegularExpression form(u"^[a-z]+/[a-z][A-Za-z0-9]*$"_s);
            QVERIFY2(form.match(key).hasMatch(), qPrintable(key));
            QVERIFY2(!settingTitle(setting).isEmpty(), qPrintable(key));
            QVERIFY2(settingExplanation(setting).endsWith(u'.'), qPrintable(key));
            // The default is a valid value in its canonical form.
            const auto fallback = canonicalValue(setting, setting.fallback);
            QVERIFY2(fallback && *fallback == setting.fallback, qPrintable(key));
            QVERIFY2(!valueText(setting, setting.fallback).isEmpty(), qPrintable(key));
            QCOMPARE(setting.type == SettingType::Choice, !setting.choices.empty());
            const bool isNumber = setting.type == SettingType::Number || setting.type == SettingType::Decimal;
            QCOMPARE(isNumber, setting.unit != nullptr && setting.min < setting.max);
        }
    }

    void documentIsTheTable()
    {
        QFile file(QStringLiteral(NOSTRSCOPE_SOURCE) + u"/docs/settings.md"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto text = QString::fromUtf8(file.readAll());
        const auto lines = settingsAsMarkdown().split(u'\n', Qt::SkipEmptyParts);
        for (const auto& line : lines)
            QVERIFY2(text.contains(line + u'\n'), qPrintable(u"docs/settings.md lacks: "_s + line));
        // And nothing that is no setting.
        static const QRegularExpression row(u"(?m)^\\| `([a-z]+/[A-Za-z0-9]+)` \\|"_s);
        auto rows = row.globalMatch(text);
        int count = 0;
        for (; rows.hasNext(); ++count) {
            const auto key = rows.next().captured(1);
            QVERIFY2(findSetting(key) != nullptr, qPrintable(key));
        }
        QCOMPARE(count, static_cast<int>(settingsTable().size()));
    }

    void defaultsAreThoseOfTheEngine()
    {
        const auto config = makeEngineConfig({}, 1'700'000'000);
        QVERIFY(config);
        const auto expected = CollectorConfig::defaults();
        const auto& made = config->collector;
        QCOMPARE(made.kinds, expected.kinds);
        QCOMPARE(made.maxConnections, expected.maxConnections);
        QCOMPARE(made.handshakesAtOnce, expected.handshakesAtOnce);
        QCOMPARE(made.pageLimit, expected.pageLimit);
        QCOMPARE(made.wantCatchUp, expected.wantCatchUp);
        QVERIFY(made.times.handshake == expected.times.handshake);
        QVERIFY(made.pageIdle == expected.pageIdle);
        QVERIFY(made.tor == expected.tor && made.i2p == expected.i2p && made.loki == expected.loki);
        QVERIFY(!made.catchUp.absoluteSince);
        QCOMPARE(config->verifyThreads, EngineConfig().verifyThreads);
        QCOMPARE(config->allowPrivate, EngineConfig().allowPrivate);
    }

    void everyKindGroupCanBeKept()
    {
        for (const auto group : kindGroups) {
            auto name = QString::fromLatin1(toString(group));
            name.front() = name.front().toUpper();
            QVERIFY2(findSetting(u"retention/keep"_s + name) != nullptr, qPrintable(name));
        }
    }

    void values_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("value"); // "!" = not valid
        const auto row = [](const char* key, const QString& text, const char* value) {
            QTest::addRow("%s=%s", key, qPrintable(text.left(30)))
                << QString::fromLatin1(key) << text << QString::fromLatin1(value);
        };
        row("collect/catchUp", u"YES"_s, "true");
        row("collect/catchUp", u"0"_s, "false");
        row("collect/catchUp", u"maybe"_s, "!");
        row("collect/catchUp", u""_s, "true");
        row("collect/maxConnections", u" 007 "_s, "7");
        row("collect/maxConnections", u"0"_s, "!");
        row("collect/maxConnections", u"1001"_s, "!");
        row("collect/maxConnections", u"-5"_s, "!");
        row("collect/maxConnections", u"5.5"_s, "!");
        row("collect/maxConnections", u"99999999999999999999"_s, "!");
        row("retention/sizeGiB", u"0.5"_s, "0.5");
        row("retention/sizeGiB", u"2e1"_s, "20");
        row("retention/sizeGiB", u"nan"_s, "!");
        row("retention/sizeGiB", u"inf"_s, "!");
        row("window/theme", u"dark"_s, "dark");
        row("window/theme", u"pink"_s, "!");
        row("collect/kinds", u"1, 5000-5999"_s, "1, 5000-5999");
        row("collect/kinds", u"9-1"_s, "!");
        row("collect/kinds", QString(u"0-65535,"_s).repeated(500) + u'1', "!");
        row("network/torProxy", u"127.0.0.1:09050"_s, "127.0.0.1:9050");
        row("network/torProxy", u"9050"_s, "!");
        row("network/torProxy", u":9050"_s, "!");
        row("network/torProxy", u"host:0"_s, "!");
        row("network/torProxy", u"socks5://host:9050"_s, "!");
        row("network/torProxy", u"[::1]:9050"_s, "[::1]:9050");
        row("collect/catchUpSince", u"7d"_s, "7d");
        row("collect/catchUpSince", u"yesterday"_s, "!");
        row("retention/archiveFolder", u"/tmp/a b"_s, "/tmp/a b");
        row("retention/archiveFolder", QString(5000, u'x'), "!");
        row("retention/archiveFolder", u"a\nb"_s, "!");
        row("format/zone", u"Europe/Berlin"_s, "Europe/Berlin");
        row("format/zone", u"Moon/Base"_s, "!");
        row("format/language", u"pt_BR"_s, "pt_BR");
        row("format/language", u"../../etc"_s, "!");
        row("database/profile", u"../x"_s, "!");
    }
    void values()
    {
        QFETCH(QString, key);
        QFETCH(QString, text);
        const auto value = canonicalValue(info(key), text);
        QTEST(value ? *value : u"!"_s, "value");
        if (value)
            QCOMPARE(*canonicalValue(info(key), *value), *value); // canonical stays as it is
        else
            QVERIFY(!value.error().isEmpty());
    }

    // --- layers

    void laterLayersWin()
    {
        SettingLayers layers;
        const auto key = u"collect/maxConnections"_s;
        QCOMPARE(layers.number(key), 250);
        layers.set(SettingOrigin::File, key, u"10"_s);
        QProcessEnvironment environment;
        environment.insert(u"NOSTRSCOPE_COLLECT_MAX_CONNECTIONS"_s, u"20"_s);
        layers.setEnvironment(environment);
        QCOMPARE(layers.number(key), 20);
        QCOMPARE(layers.origin(key), SettingOrigin::Environment);
        layers.set(SettingOrigin::CommandLine, key, u"30"_s);
        QCOMPARE(layers.number(key), 30);
        QVERIFY(layers.isFixed(key));
        QCOMPARE(layers.stored().value(key), u"10"_s);
        layers.set(SettingOrigin::File, key, {});
        QVERIFY(!layers.stored().contains(key)); // a default is not written
    }

    void badValuesCountAsNotGiven()
    {
        SettingLayers layers;
        layers.setFile({{u"collect/maxConnections"_s, u"many"_s},
                        {u"window/theme"_s, u"pink"_s},
                        {u"window/textPercent"_s, u"150"_s},
                        {u"no/such"_s, u"1"_s}});
        QCOMPARE(layers.number(u"collect/maxConnections"), 250);
        QCOMPARE(layers.value(u"window/theme"), u"system"_s);
        QCOMPARE(layers.number(u"window/textPercent"), 150);
        QCOMPARE(layers.problems().size(), 2);
        QVERIFY(layers.problems({u"collect/"_s}).constFirst().contains(u"collect/maxConnections"_s));
        QCOMPARE(layers.stored().size(), 1);
        // A valid value above covers it.
        layers.set(SettingOrigin::CommandLine, u"window/theme"_s, u"dark"_s);
        QCOMPARE(layers.problems().size(), 1);
        layers.set(SettingOrigin::CommandLine, u"window/theme"_s, u"blue"_s);
        QCOMPARE(layers.problems({u"window/"_s}).size(), 2);
        QVERIFY(layers.problems({u"window/"_s}).constFirst().contains(u"blue"_s));
        QCOMPARE(layers.value(u"window/theme"), u"system"_s);
    }

    // --- the model of the window

    void modelEditsAndApplies()
    {
        SettingsHub hub;
        SettingsModel model(hub);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const int row = model.rowOf(u"collect/maxConnections");
        QVERIFY(row >= 0);
        QCOMPARE(model.rowOf(u"database/path"), -1); // of the tool
        const auto index = model.index(row);
        QSignalSpy changed(&hub, &SettingsHub::changed);
        QVERIFY(model.setData(index, u"40"_s));
        QCOMPARE(hub.values().number(u"collect/maxConnections"), 250);
        QVERIFY(index.data(SettingsModel::EditedRole).toBool()
                && index.data(SettingsModel::ChangedRole).toBool());
        QCOMPARE(model.editsForLater(), QStringList{u"collect/maxConnections"_s});
        model.apply();
        QCOMPARE(changed.count(), 1);
        QCOMPARE(hub.values().number(u"collect/maxConnections"), 40);
        QVERIFY(!index.data(SettingsModel::EditedRole).toBool());
        // Not valid: stays, is told, is not applied.
        QVERIFY(model.setData(index, u"many"_s));
        QCOMPARE(model.firstProblem(), row);
        model.apply();
        QCOMPARE(hub.values().number(u"collect/maxConnections"), 40);
        QCOMPARE(model.editCount(), 1);
        model.revert();
        QCOMPARE(index.data(Qt::EditRole).toString(), u"40"_s);
        model.restoreDefault(row);
        QCOMPARE(index.data(Qt::EditRole).toString(), u"250"_s);
        // Back to what is in force is no edit.
        QVERIFY(model.setData(index, u"40"_s));
        QCOMPARE(model.editCount(), 0);
        QVERIFY(!model.setData(QModelIndex(), u"1"_s));
        QVERIFY(!model.setData(index, u"1"_s, Qt::DecorationRole));
    }

    void changesFromElsewhereShow()
    {
        SettingsHub hub;
        SettingsModel model(hub);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto text = model.index(model.rowOf(u"window/textPercent"));
        const auto theme = model.index(model.rowOf(u"window/theme"));
        QVERIFY(model.setData(theme, u"dark"_s));
        hub.change({{u"window/textPercent"_s, u"120"_s}, {u"window/theme"_s, u"light"_s}});
        QCOMPARE(text.data(Qt::EditRole).toString(), u"120"_s);
        QCOMPARE(theme.data(Qt::EditRole).toString(), u"dark"_s); // being edited here
        hub.change(u"window/theme"_s, u"dark"_s);
        QCOMPARE(model.editCount(), 0);
    }

    void fixedValuesCannotBeEdited()
    {
        SettingLayers layers;
        layers.set(SettingOrigin::CommandLine, u"window/theme"_s, u"dark"_s);
        QProcessEnvironment environment;
        environment.insert(u"NOSTRSCOPE_FORMAT_ZONE"_s, u"Asia/Tokyo"_s);
        layers.setEnvironment(environment);
        SettingsHub hub;
        hub.setValues(layers);
        SettingsModel model(hub);
        const auto theme = model.index(model.rowOf(u"window/theme"));
        const auto zone = model.index(model.rowOf(u"format/zone"));
        QVERIFY(!theme.flags().testFlag(Qt::ItemIsEditable));
        QVERIFY(!model.setData(theme, u"light"_s));
        QCOMPARE(theme.data(SettingsModel::FixedRole).toString(), u"Set by the command line"_s);
        QVERIFY(zone.data(SettingsModel::FixedRole).toString().contains(u"NOSTRSCOPE_FORMAT_ZONE"_s));
        model.restoreAll();
        model.apply();
        QCOMPARE(hub.values().value(u"window/theme"), u"dark"_s);
    }

    void searchFindsByWords_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("first"); // empty: nothing
        QTest::newRow("title") << u"zone"_s << u"format/zone"_s;
        QTest::newRow("two words, other case") << u"TIME zone"_s << u"format/zone"_s;
        QTest::newRow("key") << u"network/torProxy"_s << u"network/torProxy"_s;
        QTest::newRow("explanation") << u"lokinet"_s << u"network/lokiProxy"_s;
        QTest::newRow("choice") << u"KiB"_s << u"format/bytes"_s;
        QTest::newRow("all words") << u"zone lokinet"_s << QString();
        QTest::newRow("nothing typed") << u"  "_s << QString();
        QTest::newRow("pattern is no pattern") << u".*"_s << QString();
        QTest::newRow("long") << QString(10'000, u'x') << QString();
    }
    void searchFindsByWords()
    {
        QFETCH(QString, text);
        SettingsHub hub;
        const SettingsModel model(hub);
        const auto rows = model.search(text);
        QTEST(rows.isEmpty() ? QString() : QString(model.info(rows.constFirst()).key), "first");
    }
};

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
