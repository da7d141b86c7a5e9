// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/relayfilterproxy.h"
#include "models/tableexportjob.h"

#include <QBuffer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QStringListModel>
#include <QTemporaryDir>
#include <QTest>

using namespace nostrscope;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

const Fmt fmt{QLocale(QLocale::German, QLocale::Germany), QTimeZone("Europe/Berlin")};
const UnixMillis now = fromSeconds(1'763'681'782);

std::shared_ptr<const HealthRow> healthOf(RelayState state)
{
    HealthRow health;
    health.status.state = state;
    return std::make_shared<const HealthRow>(health);
}

RelayRow makeRow(std::uint32_t id)
{
    RelayRow row;
    row.entry.id = RelayId(id);
    row.entry.url = "wss://relay" + QByteArray::number(id) + ".example";
    row.eventsInRange = id * 1'000'000ULL;
    row.health = healthOf(RelayState::Up);
    return row;
}

RelayTableModel::Chunks threeRelays()
{
    auto chunk = std::make_shared<RelayChunk>();
    auto good = makeRow(1);
    good.novel = 1;
    good.duplicates = 2;
    good.openTime = 234ms;
    good.eventsPerMinute = 12.5;
    good.lastEventAt = now;
    good.entry.name = u"Nice, \"quoted\""_s;
    auto bad = makeRow(2);
    bad.health = healthOf(RelayState::Down);
    bad.lastError = LinkError::RemoteClosed;
    bad.lastErrorDetail = u"=cmd|' /C calc'!A0\u202e"_s;
    auto third = makeRow(3);
    third.entry.name = u"-2+3"_s;
    third.lastEventAt = now + 7ms;
    *chunk = {good, bad, third};
    return {chunk};
}

using enum RelayTableModel::Column;
const QList<int> shown{StatusColumn, RelayColumn, EventsColumn, NovelColumn,
                       RateColumn,   OpenColumn,  LastColumn,   NameColumn};

TableData copy(const QAbstractItemModel& model, const QList<int>& columns)
{
    auto data = tableHead(model, columns);
    for (int row = 0; row < model.rowCount(); ++row)
        appendTableRow(data, model, row, columns);
    return data;
}

/// Takes so many bytes, then fails as a full disk does.
class FullDevice : public QIODevice {
public:
    explicit FullDevice(qint64 room)
        : m_room(room)
    {
        open(WriteOnly);
    }

protected:
    qint64 readData(char*, qint64) override { return -1; }
    qint64 writeData(const char*, qint64 size) override
    {
        if (size > m_room) {
            setErrorString(u"No space left on device"_s);
            return -1;
        }
        m_room -= size;
        return size;
    }

private:
    qint64 m_room;
};

} // namespace

class TestTableExport : public QObject {
    Q_OBJECT

private slots:
    void golden_data()
    {
        QTest::addColumn<TableFormat>("format");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("csv")
            << TableFormat::Csv
            << QByteArray(
                   "status,relay,events,novel,rate_per_min,open_ms,last,name\r\n"
                   "online,wss://relay3.example,3000000,,0,,2025-11-20T23:36:22.007Z,'-2+3\r\n"
                   "down,wss://relay2.example,2000000,,0,,,\r\n"
                   "online,wss://relay1.example,1000000,0.3333333333333333,12.5,234,2025-11-20T23:36:22Z,"
                   "\"Nice, \"\"quoted\"\"\"\r\n");
        QTest::newRow("tsv")
            << TableFormat::Tsv
            << QByteArray("status\trelay\tevents\tnovel\trate_per_min\topen_ms\tlast\tname\n"
                          "online\twss://relay3.example\t3000000\t\t0\t\t2025-11-20T23:36:22.007Z\t'-2+3\n"
                          "down\twss://relay2.example\t2000000\t\t0\t\t\t\n"
                          "online\twss://"
                          "relay1.example\t1000000\t0.3333333333333333\t12.5\t234\t2025-11-20T23:36:22Z\t"
                          "Nice, \"quoted\"\n");
        QTest::newRow("jsonl")
            << TableFormat::JsonLines
            << QByteArray(
                   R"({"status":"online","relay":"wss://relay3.example","events":3000000,"novel":null,"rate_per_min":0,"open_ms":null,"last":"2025-11-20T23:36:22.007Z","name":"-2+3"})"
                   "\n"
                   R"({"status":"down","relay":"wss://relay2.example","events":2000000,"novel":null,"rate_per_min":0,"open_ms":null,"last":null,"name":""})"
                   "\n"
                   R"({"status":"online","relay":"wss://relay1.example","events":1000000,"novel":0.3333333333333333,"rate_per_min":12.5,"open_ms":234,"last":"2025-11-20T23:36:22Z","name":"Nice, \"quoted\""})"
                   "\n");
        QTest::newRow("markdown")
            << TableFormat::Markdown
            << QByteArray(
                   "| Status | Relay | Events | Novel | Events/min | Open time | Last event | Name |\n"
                   "| --- | --- | ---: | ---: | ---: | ---: | ---: | --- |\n"
                   "| online | wss://relay3.example | 3000000 |  | 0 |  | 2025-11-20T23:36:22.007Z | -2+3 |\n"
                   "| down | wss://relay2.example | 2000000 |  | 0 |  |  |  |\n"
                   "| online | wss://relay1.example | 1000000 | 0.3333333333333333 | 12.5 | 234 | "
                   "2025-11-20T23:36:22Z | Nice, \"quoted\" |\n");
    }
    void golden()
    {
        QFETCH(TableFormat, format);
        RelayTableModel model(fmt);
        model.apply(threeRelays(), now);
        RelayFilterProxy proxy(&model);
        proxy.sort(EventsColumn, Qt::DescendingOrder);
        QTEST(tableText(copy(proxy, shown), {format}), "text");
    }

    void jsonIsJsonInOrderOfTheColumns()
    {
        RelayTableModel model(fmt);
        model.apply(threeRelays(), now);
        const auto text = tableText(copy(model, {ErrorColumn, RelayColumn}), {TableFormat::Json});
        QJsonParseError error;
        const auto array = QJsonDocument::fromJson(text, &error).array();
        QCOMPARE(error.error, QJsonParseError::NoError);
        QCOMPARE(array.size(), 3);
        QCOMPARE(array.at(1)["relay"_L1].toString(), u"wss://relay2.example"_s);
        QVERIFY(text.indexOf("error") < text.indexOf("relay"));
        // What hides or turns text does not leave the program either.
        QVERIFY(!text.contains("\xe2\x80\xae"));
        QCOMPARE(QJsonDocument::fromJson(tableText(copy(model, {}), {TableFormat::Json})).array().size(), 0);
    }

    void timesInAZone()
    {
        RelayTableModel model(fmt);
        model.apply(threeRelays(), now);
        const auto text =
            tableText(copy(model, {LastColumn}), {TableFormat::Csv, QTimeZone("Europe/Berlin")});
        QCOMPARE(text,
                 QByteArray("last\r\n2025-11-21T00:36:22+01:00\r\n\r\n2025-11-21T00:36:22.007+01:00\r\n"));
    }

    void filterGoesAlong()
    {
        RelayTableModel model(fmt);
        model.apply(threeRelays(), now);
        RelayFilterProxy proxy(&model);
        proxy.setText(u"status:down"_s);
        QCOMPARE(tableText(copy(proxy, {RelayColumn}), {TableFormat::Csv}),
                 QByteArray("relay\r\nwss://relay2.example\r\n"));
    }

    void formulasAreDisarmed_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("field");
        QTest::newRow("plain") << QByteArray("a=b") << QByteArray("a=b");
        QTest::newRow("equals") << QByteArray("=1+1") << QByteArray("'=1+1");
        QTest::newRow("plus") << QByteArray("+1") << QByteArray("'+1");
        QTest::newRow("minus") << QByteArray("-1") << QByteArray("'-1");
        QTest::newRow("at") << QByteArray("@x") << QByteArray("'@x");
        QTest::newRow("tab") << QByteArray("\t=x") << QByteArray("'\t=x");
        QTest::newRow("line break") << QByteArray("\r=x") << QByteArray("\"'\r=x\"");
        QTest::newRow("blank in front") << QByteArray("  =x") << QByteArray("'  =x");
        QTest::newRow("quoted") << QByteArray("=\"a\",b") << QByteArray("\"'=\"\"a\"\",b\"");
        QTest::newRow("blanks only") << QByteArray("  ") << QByteArray("\"  \"");
        QTest::newRow("empty") << QByteArray() << QByteArray();
    }
    void formulasAreDisarmed()
    {
        QFETCH(QByteArray, text);
        QTEST(csvText(text), "field");
    }

    void modelWithoutOurRoles()
    {
        const QStringListModel model({u"a|b"_s, u"c\nd"_s});
        QCOMPARE(tableText(copy(model, {0}), {TableFormat::Csv}),
                 QByteArray("column1\r\na|b\r\n\"c\nd\"\r\n"));
        QCOMPARE(tableText(copy(model, {0}), {TableFormat::Markdown}),
                 QByteArray("| 1 |\n| --- |\n| a\\|b |\n| c d |\n"));
    }

    void fullDiskIsNamed()
    {
        RelayTableModel model(fmt);
        model.apply(threeRelays(), now);
        const auto data = copy(model, shown);
        FullDevice device(10);
        TableWriter writer(device, data.columns, {TableFormat::Csv});
        QVERIFY(writer.begin()); // still in the buffer
        QVERIFY(writer.writeRow(data.row(0)));
        QVERIFY(!writer.end());
        QCOMPARE(writer.error(), u"No space left on device"_s);
        QVERIFY(!writer.end());
    }

    void fileIsWholeOrUntouched()
    {
        const QTemporaryDir folder;
        const auto file = folder.filePath(u"relays.csv"_s);
        RelayTableModel model(fmt);
        model.apply(threeRelays(), now);
        const auto data = copy(model, shown);
        std::atomic<bool> cancel = false;
        const auto written = writeTableFile(data, {TableFormat::Csv}, file, cancel);
        QVERIFY(written.has_value());
        QCOMPARE(*written, 3U);
        cancel = true;
        QVERIFY(!writeTableFile(data, {TableFormat::Json}, file, cancel).has_value());
        QFile saved(file);
        QVERIFY(saved.open(QIODevice::ReadOnly));
        QCOMPARE(saved.readAll(), tableText(data, {TableFormat::Csv}));
        cancel = false;
        const auto refused =
            writeTableFile(data, {TableFormat::Csv}, folder.filePath(u"no/such/x.csv"_s), cancel);
        QVERIFY(!refused.has_value() && !refused.error().isEmpty());
    }

    void jobWritesWhatIsShown()
    {
        const QTemporaryDir folder;
        const auto file = folder.filePath(u"x.csv"_s);
        RelayTableModel model(fmt);
        model.apply(threeRelays(), now);
        RelayFilterProxy proxy(&model);
        proxy.sort(EventsColumn, Qt::DescendingOrder);
        TableExportJob all(proxy, shown, std::nullopt, {TableFormat::Csv}, file);
        QSignalSpy finished(&all, &TableExportJob::finished);
        all.start();
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(finished.first().at(0).toInt(), 3);
        QVERIFY(finished.first().at(1).toString().isEmpty());
        QFile saved(file);
        QVERIFY(saved.open(QIODevice::ReadOnly));
        QCOMPARE(saved.readAll(), tableText(copy(proxy, shown), {TableFormat::Csv}));

        TableExportJob some(proxy, {RelayColumn}, QVariantList{3U, 1U}, {TableFormat::Csv}, file);
        QSignalSpy finishedSome(&some, &TableExportJob::finished);
        some.start();
        QTRY_COMPARE(finishedSome.count(), 1);
        QFile selection(file);
        QVERIFY(selection.open(QIODevice::ReadOnly));
        QCOMPARE(selection.readAll(),
                 QByteArray("relay\r\nwss://relay3.example\r\nwss://relay1.example\r\n"));
    }

    void rowsThatComeMeanwhileBeginItAnew()
    {
        const QTemporaryDir folder;
        const auto file = folder.filePath(u"x.jsonl"_s);
        RelayTableModel model(fmt);
        auto chunk = std::make_shared<RelayChunk>();
        for (std::uint32_t id = 1; id <= 10'000; ++id)
            chunk->push_back(makeRow(id));
        model.apply({chunk}, now);
        TableExportJob job(model, shown, std::nullopt, {TableFormat::JsonLines}, file);
        QSignalSpy finished(&job, &TableExportJob::finished);
        int rounds = 0;
        // A restless table: a row comes or goes after every slice.
        connect(&job, &TableExportJob::progressed, &job, [&] {
            if (++rounds > 50)
                return;
            auto next = std::make_shared<RelayChunk>(*chunk);
            if (rounds % 2 == 1)
                next->pop_back();
            model.apply({next}, now);
        });
        job.start();
        QTRY_COMPARE(finished.count(), 1);
        QFile saved(file);
        QVERIFY(saved.open(QIODevice::ReadOnly));
        const auto lines = saved.readAll().split('\n');
        QCOMPARE(lines.size() - 1, finished.first().at(0).toInt());
        QSet<QByteArray> different(lines.begin(), lines.end());
        QCOMPARE(different.size(), lines.size()); // no row twice
        QVERIFY(lines.size() >= 10'000);
    }

    void cancelAndErrors()
    {
        const QTemporaryDir folder;
        RelayTableModel model(fmt);
        model.apply(threeRelays(), now);
        TableExportJob cancelled(model, shown, std::nullopt, {}, folder.filePath(u"a.csv"_s));
        QSignalSpy first(&cancelled, &TableExportJob::finished);
        cancelled.start();
        cancelled.cancel();
        QCOMPARE(first.count(), 1);
        QVERIFY(first.first().at(2).toBool());
        QVERIFY(!QFile::exists(cancelled.file()));
        TableExportJob failing(model, shown, std::nullopt, {}, folder.filePath(u"no/a.csv"_s));
        QSignalSpy second(&failing, &TableExportJob::finished);
        failing.start();
        QTRY_COMPARE(second.count(), 1);
        QVERIFY(!second.first().at(1).toString().isEmpty());
    }

    void formatNames()
    {
        for (const auto format : {TableFormat::Csv, TableFormat::Tsv, TableFormat::Json,
                                  TableFormat::JsonLines, TableFormat::Markdown})
            QCOMPARE(tableFormatFromName(tableFormatName(format)), std::optional(format));
        QVERIFY(!tableFormatFromName(u"xls"));
    }
};

QTEST_GUILESS_MAIN(TestTableExport)
#include "tst_tableexport.moc"
