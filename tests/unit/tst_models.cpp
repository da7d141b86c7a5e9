// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/candidatemodel.h"
#include "models/fmtsource.h"
#include "models/healthwords.h"
#include "models/keyeddiff.h"
#include "models/logfilterproxy.h"
#include "models/logmodel.h"
#include "models/relayfilterproxy.h"
#include "models/relaytablemodel.h"
#include "models/roles.h"
#include "models/servicetablemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <map>
#include <random>

using namespace nostrscope;
using namespace std::chrono_literals;

namespace {

const Fmt fmt{QLocale::c(), QTimeZone::utc()};
const UnixMillis now = fromSeconds(1'763'681'782);

RelayRow makeRow(std::uint32_t id, std::uint64_t events = 0)
{
    RelayRow row;
    row.entry.id = RelayId(id);
    row.entry.url = "wss://relay" + QByteArray::number(id) + ".example";
    row.eventsInRange = events;
    return row;
}

std::shared_ptr<const HealthRow> makeHealth(RelayState state, FailureCause cause = {ProbeCode::Ok, 0})
{
    auto health = std::make_shared<HealthRow>();
    health->status.state = state;
    health->status.lastCause = cause;
    health->status.lastCheck = now - 3min;
    return health;
}

ServiceStatus makeService(const char* name, ServiceStatus::State state = ServiceStatus::State::Off)
{
    ServiceStatus service;
    service.name = QString::fromLatin1(name);
    service.state = state;
    return service;
}

LogRecord makeLine(LogLevel level, const QString& text)
{
    LogRecord line;
    line.at = now;
    line.level = level;
    line.message = text;
    return line;
}

RelayCandidate makeCandidate(const char* input, const char* url, const char* reason)
{
    RelayCandidate candidate;
    candidate.input = QString::fromLatin1(input);
    candidate.url = url;
    candidate.reason = QString::fromLatin1(reason);
    return candidate;
}

using Rows = std::map<std::uint32_t, RelayRow>;

/// As the engine does: 256 rows each; a chunk equal to the one before keeps its pointer.
RelayTableModel::Chunks toChunks(const Rows& rows, const RelayTableModel::Chunks& previous = {})
{
    RelayTableModel::Chunks chunks;
    auto chunk = std::make_shared<RelayChunk>();
    const auto flush = [&] {
        const auto at = chunks.size();
        const bool isKnown = at < previous.size() && *previous[at] == *chunk;
        chunks.push_back(isKnown ? previous[at] : std::shared_ptr<const RelayChunk>(chunk));
        chunk = std::make_shared<RelayChunk>();
    };
    for (const auto& [id, row] : rows) {
        chunk->push_back(row);
        if (chunk->size() == relayChunkSize)
            flush();
    }
    if (!chunk->empty())
        flush();
    return chunks;
}

/// Rebuilds the list from the signals alone, as a view does.
class Oracle : public QObject {
public:
    explicit Oracle(QAbstractItemModel* model)
        : m_model(model)
    {
        connect(model, &QAbstractItemModel::rowsInserted, this,
                [this](const QModelIndex&, int first, int last) {
                    for (int row = first; row <= last; ++row)
                        keys.insert(keys.begin() + row, read(row));
                });
        connect(model, &QAbstractItemModel::rowsRemoved, this,
                [this](const QModelIndex&, int first, int last) {
                    keys.erase(keys.begin() + first, keys.begin() + last + 1);
                });
        connect(model, &QAbstractItemModel::dataChanged, this,
                [this](const QModelIndex& from, const QModelIndex& to) {
                    for (int row = from.row(); row <= to.row(); ++row)
                        keys[static_cast<std::size_t>(row)] = read(row);
                });
        connect(model, &QAbstractItemModel::modelReset, this, [this] { ++resets; });
    }
    std::pair<quint32, quint64> read(int row) const
    {
        return {m_model->index(row, 0).data(KeyRole).toUInt(),
                m_model->index(row, RelayTableModel::EventsColumn).data(SortRole).toULongLong()};
    }
    std::vector<std::pair<quint32, quint64>> keys;
    int resets = 0;

private:
    QAbstractItemModel* m_model;
};

std::vector<std::pair<quint32, quint64>> expected(const Rows& rows)
{
    std::vector<std::pair<quint32, quint64>> list;
    for (const auto& [id, row] : rows)
        list.emplace_back(id, row.eventsInRange);
    return list;
}

} // namespace

class TestModels : public QObject {
    Q_OBJECT

private slots:
    void diff()
    {
        const std::vector<int> before{1, 2, 3, 5, 8, 9};
        const std::vector<int> after{2, 4, 5, 6, 7, 9, 10};
        const auto keysOf = [](const std::vector<int>& list) {
            return [&list](int i) { return list[static_cast<std::size_t>(i)]; };
        };
        const auto result = keyedDiff(6, keysOf(before), 7, keysOf(after));
        QCOMPARE(result.removals, (std::vector<RowRun>{{4, 4}, {2, 2}, {0, 0}}));
        QCOMPARE(result.insertions, (std::vector<RowRun>{{1, 1}, {3, 4}, {6, 6}}));
        QVERIFY(keyedDiff(6, keysOf(before), 6, keysOf(before)).sameKeys());
    }

    void changesAreRuns()
    {
        QCOMPARE(changeRuns({}, 10), std::vector<RowRun>{});
        QCOMPARE(changeRuns({1, 2, 7}, 10), (std::vector<RowRun>{{1, 2}, {7, 7}}));
        QCOMPARE(changeRuns({1, 2, 3, 5, 7, 9}, 10), (std::vector<RowRun>{{1, 9}}));
    }

    void knownChunksAreSkipped()
    {
        RelayTableModel model(fmt);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        Rows rows;
        for (std::uint32_t id = 1; id <= 600; ++id)
            rows.emplace(id, makeRow(id));
        auto chunks = toChunks(rows);
        model.apply(chunks, now);
        QCOMPARE(model.rowCount(), 600);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.apply(chunks, now);
        QCOMPARE(changed.count(), 0);
        rows.at(300).eventsInRange = 7;
        const auto next = toChunks(rows, chunks);
        QVERIFY(next[0] == chunks[0] && next[1] != chunks[1] && next[2] == chunks[2]);
        model.apply(next, now);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.first().at(0).toModelIndex().row(), 299);
        QCOMPARE(changed.first().at(1).toModelIndex().row(), 299);
    }

    void insertionBeforeAChunkLeavesNoOldRow()
    {
        RelayTableModel model(fmt);
        Oracle oracle(&model);
        Rows rows;
        for (std::uint32_t id = 10; id < 20; ++id)
            rows.emplace(id, makeRow(id, 1));
        model.apply(toChunks(rows), now);
        rows.emplace(1, makeRow(1, 1));
        for (auto& [id, row] : rows)
            row.eventsInRange = 2;
        model.apply(toChunks(rows), now);
        QCOMPARE(oracle.keys, expected(rows));
        for (int row = 0; row < model.rowCount(); ++row)
            QCOMPARE(model.row(row).eventsInRange, 2U);
    }

    void randomDiffsAgainstOracle_data()
    {
        QTest::addColumn<int>("relays");
        QTest::addColumn<bool>("withTester"); // which walks through many rows at every signal
        QTest::newRow("300 with tester") << 300 << true;
        QTest::newRow("10,000") << 10'000 << false;
    }
    void randomDiffsAgainstOracle()
    {
        QFETCH(int, relays);
        QFETCH(bool, withTester);
        RelayTableModel model(fmt);
        std::unique_ptr<QAbstractItemModelTester> tester;
        if (withTester)
            tester = std::make_unique<QAbstractItemModelTester>(
                &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        Oracle oracle(&model);
        std::mt19937 random(7);
        Rows rows;
        for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(relays); ++i)
            rows.emplace(2 * i + 1, makeRow(2 * i + 1));
        RelayTableModel::Chunks chunks;
        for (int round = 0; round < 30; ++round) {
            const auto share = round % 3 == 0 ? 2 : round % 3 == 1 ? relays / 200 : relays * 9 / 10;
            for (unsigned i = 0; i < static_cast<unsigned>(share); ++i) {
                const auto id =
                    static_cast<std::uint32_t>(random()) % (2 * static_cast<std::uint32_t>(relays)) + 1;
                const auto found = rows.find(id);
                if (found == rows.end())
                    rows.emplace(id, makeRow(id, random()));
                else if (random() % 4 == 0)
                    rows.erase(found);
                else
                    found->second.eventsInRange = random();
            }
            chunks = toChunks(rows, chunks);
            model.apply(chunks, now + std::chrono::seconds(round));
            QCOMPARE(oracle.keys, expected(rows));
            for (int row = 0; row < model.rowCount(); row += 97)
                QCOMPARE(model.rowOf(model.row(row).entry.id), std::optional<int>(row));
        }
        model.apply({}, now);
        QCOMPARE(model.rowCount(), 0);
        QVERIFY(oracle.keys.empty());
        QCOMPARE(oracle.resets, 0);
    }

    void proxySoak()
    {
        RelayTableModel model(fmt);
        RelayFilterProxy proxy(&model);
        const QAbstractItemModelTester tester(&proxy, QAbstractItemModelTester::FailureReportingMode::Fatal);
        proxy.sort(RelayTableModel::EventsColumn, Qt::DescendingOrder);
        proxy.setText(QStringLiteral("relay1"));
        std::mt19937 random(3);
        Rows rows;
        for (int round = 0; round < 30; ++round) {
            for (int i = 0; i < 100; ++i) {
                const auto id = static_cast<std::uint32_t>(random() % 600) + 1;
                if (random() % 4 == 0)
                    rows.erase(id);
                else
                    rows.insert_or_assign(id, makeRow(id, random() % 1000));
            }
            model.apply(toChunks(rows), now);
            proxy.resort();
            quint64 previous = std::numeric_limits<quint64>::max();
            int matching = 0;
            for (const auto& [id, row] : rows)
                matching += row.entry.url.contains("relay1") ? 1 : 0;
            QCOMPARE(proxy.rowCount(), matching);
            for (int row = 0; row < proxy.rowCount(); ++row) {
                const auto value =
                    proxy.index(row, RelayTableModel::EventsColumn).data(SortRole).toULongLong();
                QVERIFY(value <= previous);
                previous = value;
            }
        }
    }

    void rowsDoNotJumpBeforeResort()
    {
        RelayTableModel model(fmt);
        RelayFilterProxy proxy(&model);
        proxy.sort(RelayTableModel::EventsColumn, Qt::DescendingOrder);
        Rows rows{{1, makeRow(1, 10)}, {2, makeRow(2, 20)}, {3, makeRow(3, 30)}};
        model.apply(toChunks(rows), now);
        proxy.resort();
        QCOMPARE(proxy.index(0, 0).data(KeyRole).toUInt(), 3U);
        rows.at(1).eventsInRange = 99;
        model.apply(toChunks(rows), now);
        QCOMPARE(proxy.index(0, 0).data(KeyRole).toUInt(), 3U);
        QSignalSpy layout(&proxy, &QAbstractItemModel::layoutChanged);
        proxy.resort();
        QCOMPARE(proxy.index(0, 0).data(KeyRole).toUInt(), 1U);
        QCOMPARE(layout.count(), 1);
        proxy.resort();
        QCOMPARE(layout.count(), 1);
    }

    void worstRelayFirst()
    {
        RelayTableModel model(fmt);
        RelayFilterProxy proxy(&model);
        proxy.sort(RelayTableModel::StatusColumn, Qt::DescendingOrder);
        Rows rows;
        const RelayState states[] = {RelayState::Up, RelayState::Paused, RelayState::Down,
                                     RelayState::Degraded, RelayState::Unknown};
        std::uint32_t id = 0;
        for (const auto state : states) {
            ++id;
            rows.emplace(id, makeRow(id));
            rows.at(id).health = makeHealth(state);
        }
        model.apply(toChunks(rows), now);
        proxy.resort();
        QList<uint> order;
        for (int row = 0; row < proxy.rowCount(); ++row)
            order.append(proxy.index(row, 0).data(KeyRole).toUInt());
        QCOMPARE(order, (QList<uint>{3, 4, 5, 1, 2}));
    }

    void relayCells()
    {
        RelayTableModel model(fmt);
        auto row = makeRow(1, 12'345);
        row.state = LinkState::Failed;
        row.lastError = LinkError::Dns;
        row.lastErrorDetail = QStringLiteral("two\nlines");
        row.health = makeHealth(RelayState::Down, {ProbeCode::HttpStatus, 503});
        auto live = makeRow(2);
        live.state = LinkState::Live;
        live.novel = 1;
        live.duplicates = 3;
        live.openTime = 234ms;
        live.eventsPerMinute = 12.3;
        live.lastEventAt = now - 3min;
        model.apply(toChunks({{1, row}, {2, live}}), now);
        const auto text = [&model](int at, int column) { return model.index(at, column).data().toString(); };
        QCOMPARE(text(0, RelayTableModel::StatusColumn), QStringLiteral("Down"));
        QCOMPARE(text(1, RelayTableModel::StatusColumn), QStringLiteral("Not checked"));
        QCOMPARE(text(0, RelayTableModel::LinkColumn), QStringLiteral("Down"));
        QCOMPARE(text(0, RelayTableModel::CheckedColumn), QStringLiteral("3 min ago"));
        QCOMPARE(text(0, RelayTableModel::ReadP50Column), Fmt::missing());
        QCOMPARE(model.index(0, RelayTableModel::ReadP50Column).data(Qt::ToolTipRole).toString(),
                 QStringLiteral("Not measured: Answered with HTTP status 503"));
        QCOMPARE(text(0, RelayTableModel::RelayColumn), QStringLiteral("relay1.example"));
        QCOMPARE(text(0, RelayTableModel::NovelColumn), Fmt::missing());
        QCOMPARE(text(0, RelayTableModel::OpenColumn), Fmt::missing());
        QCOMPARE(text(0, RelayTableModel::LastColumn), Fmt::missing());
        QCOMPARE(text(0, RelayTableModel::ErrorColumn), QStringLiteral("Host name not found: two lines"));
        QCOMPARE(text(1, RelayTableModel::NovelColumn), QStringLiteral("25.00 %"));
        QCOMPARE(text(1, RelayTableModel::OpenColumn), QStringLiteral("234 ms"));
        QCOMPARE(text(1, RelayTableModel::RateColumn), QStringLiteral("12.3/min"));
        QCOMPARE(text(1, RelayTableModel::LastColumn), QStringLiteral("3 min ago"));
    }

    void places()
    {
        RelayTableModel model(fmt);
        auto located = makeRow(1);
        auto health = std::make_shared<HealthRow>();
        health->status.lastAddress = "192.0.2.1";
        health->geo = {QStringLiteral("DE"), QStringLiteral("Germany"), 64'500, QStringLiteral("Ex\nample")};
        located.health = health;
        auto numbered = makeRow(2);
        auto nameless = std::make_shared<HealthRow>(*health);
        nameless->geo = {{}, {}, 9, {}};
        numbered.health = nameless;
        model.apply(toChunks({{1, located}, {2, numbered}, {3, makeRow(3)}}), now);
        const auto text = [&model](int at, int column) { return model.index(at, column).data().toString(); };
        QCOMPARE(text(0, RelayTableModel::AddressColumn), QStringLiteral("192.0.2.1"));
        QCOMPARE(text(0, RelayTableModel::CountryColumn), QStringLiteral("DE"));
        QCOMPARE(model.index(0, RelayTableModel::CountryColumn).data(Qt::ToolTipRole).toString(),
                 QStringLiteral("Germany"));
        QCOMPARE(text(0, RelayTableModel::NetworkColumn), QStringLiteral("AS64500 Ex ample"));
        QCOMPARE(text(1, RelayTableModel::NetworkColumn), QStringLiteral("AS9"));
        QVERIFY(text(1, RelayTableModel::CountryColumn).isEmpty());
        for (const int column :
             {RelayTableModel::AddressColumn, RelayTableModel::CountryColumn, RelayTableModel::NetworkColumn})
            QVERIFY(text(2, column).isEmpty());
        QVERIFY(RelayTableModel::compare(numbered, located, RelayTableModel::NetworkColumn) < 0);
    }

    void agesMoveOn()
    {
        RelayTableModel model(fmt);
        auto row = makeRow(1);
        row.lastEventAt = now;
        const auto chunks = toChunks({{1, row}});
        model.apply(chunks, now);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.apply(chunks, now + 5s);
        QCOMPARE(changed.count(), 0);
        model.apply(chunks, now + 3min);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(model.index(0, RelayTableModel::LastColumn).data().toString(), QStringLiteral("3 min ago"));
    }

    void services()
    {
        ServiceTableModel model(fmt);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        using State = ServiceStatus::State;
        model.apply({makeService("store", State::Running), makeService("api")}, now);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.index(1, ServiceTableModel::NameColumn).data().toString(), QStringLiteral("Store"));
        const QPersistentModelIndex store = model.index(1, 0);
        model.apply({makeService("store", State::Failed), makeService("ingest")}, now);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(store.data().toString(), QStringLiteral("Failed"));
        QCOMPARE(store.data(StatusRole).toInt(), static_cast<int>(Status::Down));
        model.apply({}, now);
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(resets.count(), 0);
    }

    void logIsARing()
    {
        LogModel model(fmt, 100);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        LogFilterProxy proxy(&model);
        const QAbstractItemModelTester proxyTester(&proxy,
                                                   QAbstractItemModelTester::FailureReportingMode::Fatal);
        proxy.setMinimumLevel(LogLevel::Warning);
        std::deque<QString> oracle;
        std::mt19937 random(5);
        QSignalSpy inserts(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy removes(&model, &QAbstractItemModel::rowsRemoved);
        for (int round = 0; round < 200; ++round) {
            const auto count = round == 150 ? 777U : random() % 40;
            std::vector<LogRecord> lines;
            for (unsigned i = 0; i < count; ++i) {
                const auto text = QStringLiteral("line %1-%2").arg(round).arg(i);
                lines.push_back(makeLine(i % 2 == 0 ? LogLevel::Info : LogLevel::Error, text));
                oracle.push_back(text);
            }
            while (oracle.size() > 100)
                oracle.pop_front();
            inserts.clear();
            removes.clear();
            model.append(std::move(lines));
            QVERIFY(inserts.count() <= 1 && removes.count() <= 1);
            QCOMPARE(model.rowCount(), static_cast<int>(oracle.size()));
            int errors = 0;
            for (int row = 0; row < model.rowCount(); ++row) {
                QCOMPARE(model.record(row).message, oracle[static_cast<std::size_t>(row)]);
                errors += model.record(row).level == LogLevel::Error ? 1 : 0;
            }
            QCOMPARE(proxy.rowCount(), errors);
        }
        proxy.setText(QStringLiteral("LINE 199-1"));
        QVERIFY(proxy.rowCount() < model.rowCount());
    }

    void relaysByQuery_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<uint>>("ids");
        QTest::newRow("word in the address") << QStringLiteral("relay1") << QList<uint>{1, 10, 11};
        QTest::newRow("without regard to case") << QStringLiteral("RELAY1") << QList<uint>{1, 10, 11};
        QTest::newRow("both words") << QStringLiteral("relay1 1.") << QList<uint>{1, 11};
        QTest::newRow("not") << QStringLiteral("relay1 -0.") << QList<uint>{1, 11};
        QTest::newRow("name that is not shown") << QStringLiteral("\"third one\"") << QList<uint>{3};
        QTest::newRow("shown state") << QStringLiteral("connection:waiting") << QList<uint>{4};
        QTest::newRow("state of six") << QStringLiteral("status:down") << QList<uint>{2, 4};
        QTest::newRow("whole text") << QStringLiteral("status=down") << QList<uint>{2, 4};
        QTest::newRow("number") << QStringLiteral("events>900") << QList<uint>{10, 11};
        QTest::newRow("between") << QStringLiteral("events>=200 events<400") << QList<uint>{2, 3};
        QTest::newRow("missing meets no comparison") << QStringLiteral("open<10s") << QList<uint>{3};
        QTest::newRow("nor its opposite") << QStringLiteral("open>=10s") << QList<uint>{};
        QTest::newRow("age") << QStringLiteral("last<1h") << QList<uint>{5};
        QTest::newRow("older than") << QStringLiteral("last>1h") << QList<uint>{6};
        QTest::newRow("date") << QStringLiteral("last>=2025-11-20") << QList<uint>{5};
        QTest::newRow("what is wrong is left out") << QStringLiteral("nonsense:1 relay11") << QList<uint>{11};
    }
    void relaysByQuery()
    {
        QFETCH(QString, text);
        RelayTableModel model(fmt);
        RelayFilterProxy proxy(&model);
        const QAbstractItemModelTester tester(&proxy, QAbstractItemModelTester::FailureReportingMode::Fatal);
        Rows rows;
        for (std::uint32_t id = 1; id <= 11; ++id)
            rows.emplace(id, makeRow(id, id * 100));
        rows.at(2).state = LinkState::Failed;
        rows.at(4).state = LinkState::Waiting;
        rows.at(2).health = rows.at(4).health = makeHealth(RelayState::Down);
        rows.at(3).entry.name = QStringLiteral("The third one");
        rows.at(3).openTime = 5s;
        rows.at(5).lastEventAt = now - 59min;
        rows.at(6).lastEventAt = now - 48h;
        model.apply(toChunks(rows), now);
        proxy.setNow(now);
        proxy.setText(text);
        QList<uint> ids;
        for (int row = 0; row < proxy.rowCount(); ++row)
            ids.append(proxy.index(row, 0).data(KeyRole).toUInt());
        QTEST(ids, "ids");
    }

    void viewsAndTheirCounts()
    {
        RelayTableModel model(fmt);
        RelayFilterProxy proxy(&model);
        const QAbstractItemModelTester tester(&proxy, QAbstractItemModelTester::FailureReportingMode::Fatal);
        Rows rows;
        for (std::uint32_t id = 1; id <= 7; ++id) {
            rows.emplace(id, makeRow(id));
            rows.at(id).entry.addedAt = now - 24h * 3 * id;
            rows.at(id).health = makeHealth(id <= 3 ? RelayState::Down : RelayState::Up);
        }
        rows.at(2).entry.paused = true;
        rows.at(3).entry.starred = true;
        auto degraded = *makeHealth(RelayState::Degraded);
        degraded.needsPayment = degraded.needsAuth = true;
        degraded.certificateUntil = now + 24h * 60;
        degraded.certificateSince = now - 24h;
        degraded.hasOtherIssuer = true;
        rows.at(4).health = std::make_shared<const HealthRow>(degraded);
        auto slow = *makeHealth(RelayState::Up);
        slow.readP95 = 1001ms;
        slow.certificateUntil = now + 14 * 24h;
        rows.at(5).health = std::make_shared<const HealthRow>(slow);
        slow.readP95 = 1000ms;
        slow.certificateUntil = now + 14 * 24h - 1ms;
        rows.at(6).health = std::make_shared<const HealthRow>(slow);
        rows.at(7).entry.url = "ws://" + QByteArray(56, 'a') + ".onion:8080/path";
        rows.at(7).health = nullptr;
        model.apply(toChunks(rows), now);
        proxy.setNow(now);
        const auto counts = proxy.counts(now);
        // All, watched, down, degraded, slow, certificate, calendar, paid, auth, overlay, new, paused.
        const RelayViewCounts expectedCounts{7, 1, 2, 1, 1, 1, 3, 1, 1, 1, 2, 1};
        QCOMPARE(counts, expectedCounts);
        for (std::size_t i = 0; i < relayViews.size(); ++i) {
            proxy.setView(relayViews[i]);
            QCOMPARE(proxy.rowCount(), counts[i]);
        }
        proxy.setView(RelayView::Down);
        proxy.setText(QStringLiteral("relay3"));
        QCOMPARE(proxy.rowCount(), 1);
    }

    void countsLookAtNewChunksOnly()
    {
        RelayTableModel model(fmt);
        RelayFilterProxy proxy(&model);
        auto first = std::make_shared<RelayChunk>();
        auto second = std::make_shared<RelayChunk>();
        for (std::uint32_t id = 1; id <= 20; ++id)
            (id <= 10 ? first : second)->push_back(makeRow(id));
        model.apply({first, second}, now);
        QCOMPARE(proxy.counts(now)[0], 20);
        QCOMPARE(proxy.rowsCounted(), 20U);
        const auto changed = std::make_shared<RelayChunk>(*second);
        changed->at(3).entry.starred = true;
        model.apply({first, changed}, now);
        QCOMPARE(proxy.counts(now + 59s)[1], 1);
        QCOMPARE(proxy.rowsCounted(), 30U);
        QCOMPARE(proxy.counts(now + 59s)[1], 1);
        QCOMPARE(proxy.rowsCounted(), 30U); // nothing changed
        model.apply({changed}, now);
        QCOMPARE(proxy.counts(now + 59s)[0], 10);
        // Time goes on: what was new is not new for ever.
        QCOMPARE(proxy.counts(now + 60s)[1], 1);
        QCOMPARE(proxy.rowsCounted(), 50U);
    }

    void stepsOfCertificates_data()
    {
        QTest::addColumn<qint64>("minutes"); ///< until the end
        QTest::addColumn<int>("step"); ///< −1: none
        QTest::newRow("ended") << qint64(-1) << 0;
        QTest::newRow("ends now") << qint64(0) << 1;
        QTest::newRow("a day") << qint64(24 * 60) << 1;
        QTest::newRow("more than a day") << qint64(24 * 60 + 1) << 7;
        QTest::newRow("a week") << qint64(7 * 24 * 60) << 7;
        QTest::newRow("two weeks") << qint64(14 * 24 * 60) << 14;
        QTest::newRow("three weeks") << qint64(21 * 24 * 60) << 21;
        QTest::newRow("later") << qint64(21 * 24 * 60 + 1) << -1;
    }
    void stepsOfCertificates()
    {
        QFETCH(qint64, minutes);
        HealthRow health;
        QVERIFY(!certificateStep(health, now));
        health.certificateUntil = now + std::chrono::minutes(minutes);
        QTEST(static_cast<int>(certificateStep(health, now).value_or(-1)), "step");
        health.certificateSince = now - certificateNews;
        QVERIFY(!isCertificateNews(health, now));
        health.hasOtherKey = true;
        QVERIFY(isCertificateNews(health, now));
        QVERIFY(!isCertificateNews(health, now + 1ms));
    }

    void columnsDescribeThemselves()
    {
        RelayTableModel relays(fmt);
        ServiceTableModel services(fmt);
        LogModel log(fmt);
        CandidateModel candidates;
        for (const QAbstractItemModel* model :
             std::initializer_list<QAbstractItemModel*>{&relays, &services, &log, &candidates}) {
            QSet<QString> names;
            for (int column = 0; column < model->columnCount(); ++column) {
                const auto info = columnInfo(*model, column);
                QVERIFY(!names.contains(info.name) && info.name == info.name.toLower());
                QVERIFY(!info.title.isEmpty());
                QVERIFY(!model->headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString().isEmpty());
                names.insert(info.name);
            }
        }
        for (int column = 0; column < RelayTableModel::columns; ++column)
            QCOMPARE(columnInfo(relays, column).name, RelayTableModel::columnName(column));
        const auto first = [&relays](int column) {
            return relays.headerData(column, Qt::Horizontal, Qt::InitialSortOrderRole).toInt();
        };
        QCOMPARE(first(RelayTableModel::RelayColumn), static_cast<int>(Qt::AscendingOrder));
        QCOMPARE(first(RelayTableModel::EventsColumn), static_cast<int>(Qt::DescendingOrder));
    }

    void logKeysSurviveTheRing()
    {
        LogModel model(fmt, 3);
        std::vector<LogRecord> lines(3, makeLine(LogLevel::Info, QStringLiteral("x")));
        model.append(lines);
        const auto last = model.index(2, 0).data(KeyRole);
        model.append({makeLine(LogLevel::Info, QStringLiteral("y"))});
        QCOMPARE(model.index(1, 0).data(KeyRole), last);
        QVERIFY(model.index(2, 0).data(KeyRole) != last);
    }

    void newZoneIsAnnounced()
    {
        FmtSource source{fmt};
        LogModel model(source.fmt());
        model.append({makeLine(LogLevel::Info, QStringLiteral("x"))});
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        source.setLocalZone(QTimeZone("Asia/Tokyo"));
        source.setUtc(false);
        model.refreshTexts();
        QCOMPARE(changed.count(), 1);
        QCOMPARE(model.index(0, LogModel::TimeColumn).data().toString(), QStringLiteral("08:36:22.000"));
    }

    void candidates()
    {
        CandidateModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setCandidates({makeCandidate("wss://a", "wss://a", ""),
                             makeCandidate("wss://a", "wss://a", "duplicate"),
                             makeCandidate("junk", "", "bad_scheme")});
        QCOMPARE(model.counts().valid, 1);
        QCOMPARE(model.counts().duplicate, 1);
        QCOMPARE(model.counts().refused, 1);
        QCOMPARE(model.accepted().size(), 1);
        QCOMPARE(model.index(0, CandidateModel::InputColumn).data().toString(), QStringLiteral("junk"));
        QCOMPARE(model.index(0, CandidateModel::VerdictColumn).data().toString(),
                 QStringLiteral("Does not begin with wss:// or ws://"));
    }
};

QTEST_GUILESS_MAIN(TestModels)
#include "tst_models.moc"
