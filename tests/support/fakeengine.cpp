// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeengine.h"

#include "tests/support/fakeanswers.h"
#include "tests/support/fakearchive.h"
#include "tests/support/fakediscovery.h"
#include "tests/support/fakehealth.h"
#include "tests/support/fakestory.h"

#include <algorithm>
#include <cmath>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using fake::start;

FakeEngine::FakeEngine(QObject* parent)
    : EngineLink(parent)
    , m_random(1)
{
    state.asOf = start;
    state.preset = RangePreset::Day;
    state.vitals.diskFreeBytes = 92ULL << 30;
    state.vitals.databaseBytes = 1ULL << 20;
    for (const auto& name : {u"collector"_s, u"ingest"_s, u"store"_s, u"analytics"_s}) {
        ServiceStatus service;
        service.name = name;
        state.services.push_back(service);
    }
}

std::shared_ptr<const Snapshot> FakeEngine::takeSnapshot()
{
    return std::exchange(m_box, nullptr);
}

std::vector<LogRecord> FakeEngine::takeLog()
{
    return std::exchange(m_log, {});
}

void FakeEngine::startCollecting()
{
    m_calls.append(u"startCollecting"_s);
    state.vitals.collecting = true;
    for (auto& service : state.services) {
        service.state = ServiceStatus::State::Running;
        service.lastCycleAt = state.asOf;
        service.cycleP95 = 12ms;
    }
    addLog(LogLevel::Info, u"Collecting started"_s);
    publish();
}

void FakeEngine::stopCollecting()
{
    m_calls.append(u"stopCollecting"_s);
    state.vitals.collecting = false;
    for (auto& service : state.services)
        service.state = ServiceStatus::State::Off;
    publish();
}

void FakeEngine::setRange(RangePreset preset)
{
    m_calls.append(u"setRange "_s + toString(preset));
    state.preset = preset;
    if (!rows.empty() && state.overview.eventsEver > 0)
        makeSeries();
    publish();
}

void FakeEngine::setCustomRange(const TimeRange& range)
{
    m_calls.append(u"setCustomRange"_s);
    state.preset.reset();
    state.range = range;
    publish();
}

void FakeEngine::setVisible(bool) { }

void FakeEngine::retryStore()
{
    m_calls.append(u"retryStore"_s);
}

void FakeEngine::ask(int token, const Question& question)
{
    m_questions.push_back(question);
    if (answers == Answers::AtOnce)
        emit answered(token, std::make_shared<const Table>(fakeTable(question, state)));
    else if (answers == Answers::Empty)
        emit answered(token, std::make_shared<const Table>());
    else if (answers == Answers::Fail)
        emit askFailed(token, u"The database is locked by another program. Try again."_s);
}

void FakeEngine::readEvents(int token, const EventQuery& query)
{
    m_calls.append(u"readEvents"_s);
    if (answers == Answers::AtOnce)
        emit eventsRead(token, std::make_shared<const EventPage>(fakePage(query, start)));
    else if (answers == Answers::Empty)
        emit eventsRead(token, std::make_shared<const EventPage>());
    else if (answers == Answers::Fail)
        emit askFailed(token, u"The database is locked by another program. Try again."_s);
}

void FakeEngine::inspectEvent(int token, const EventId& id)
{
    m_calls.append(u"inspectEvent"_s);
    if (answers == Answers::AtOnce)
        emit eventInspected(token, fakeDetail(id, start));
    else if (answers == Answers::Empty)
        emit eventInspected(token, nullptr);
    else if (answers == Answers::Fail)
        emit askFailed(token, u"The database is locked by another program. Try again."_s);
}

void FakeEngine::cancel(int token)
{
    m_cancelled.push_back(token);
}

void FakeEngine::checkDatabase(int token)
{
    m_calls.append(u"checkDatabase"_s);
    emit databaseChecked(token, {});
}

void FakeEngine::shutDown()
{
    m_calls.append(u"shutDown"_s);
    QMetaObject::invokeMethod(this, &FakeEngine::stopped, Qt::QueuedConnection);
}

void FakeEngine::populate(int count, unsigned seed)
{
    m_random.seed(seed);
    rows.clear();
    for (int i = 0; i < count; ++i) {
        auto url = "wss://relay" + QByteArray::number(i) + ".example";
        if (i == 3)
            url = "wss://a-relay-with-a-remarkably-long-host-name.and-many-labels.example/and/a/path/too";
        if (i == 27)
            url = "ws://" + QByteArray(55, 'q') + "d.onion";
        rows.push_back(makeRow(static_cast<std::uint32_t>(i) + 1, url));
        rows.back().entry.paused = rows.back().state == LinkState::Paused;
        rows.back().entry.starred = i % 9 == 1;
    }
    for (auto& row : rows)
        row.health = fakeHealth(row, start);
    incidents = fakeIncidents(rows, start);
    discovery = fakeDiscovery(60, start);
    duplicates = fakeDuplicates();
    monitors = fakeMonitors(start);
    outbox = fakeOutbox();
    rules.rules = QStringList{u"readable, authors>=5"_s};
    rules.counts = {3};
    rules.total = 3;
    for (std::size_t i = 0; i < 3; ++i)
        rules.fits.push_back({discovery.page.candidates[i * 5], 0});
    archive = fakeArchive(rows, start);
    auto& overview = state.overview;
    overview.eventsEver = 12'345'678;
    overview.eventsInRange = 812'345;
    overview.futureEvents = 12;
    overview.uniqueAuthors = 45'210;
    overview.zaps = 3'121;
    overview.zapMillisats = 1'234'567'000;
    overview.collectedSince = start - 12h;
    state.vitals.eventsPerSecond = 34.2;
    state.vitals.peakEventsPerSecond = 118.0;
    state.vitals.databaseBytes = 19'756'849'561ULL;
    makeSeries();
}

void FakeEngine::makeSeries()
{
    auto& series = state.series;
    state.range = rangeOf(state.preset.value_or(RangePreset::Day), toSeconds(state.asOf));
    auto length = std::chrono::seconds(state.range.to - state.range.from);
    series.bucket = bucketOf(state.range);
    if (state.range.all)
        length = 400 * 24h;
    const auto width = series.bucket.count();
    const auto last = toSeconds(state.asOf) / width * width;
    const auto count = static_cast<std::size_t>(length / series.bucket) + 1;
    series.firstBucket = last - static_cast<Timestamp>(count - 1) * width;
    series.lines.clear();
    series.listening.assign(count, true);
    for (std::size_t i = count / 5; i < count / 4; ++i)
        series.listening[i] = false;
    const std::optional<Kind> kinds[] = {Kind(1),    Kind(7),    Kind(6),     Kind(0),
                                         Kind(9735), Kind(1984), std::nullopt};
    double height = 900;
    for (const auto& kind : kinds) {
        EventSeries::Line line;
        line.kind = kind;
        for (std::size_t i = 0; i < count; ++i) {
            const double wave = 1.0 + 0.5 * std::sin(static_cast<double>(i) / 9.0);
            const double noise = 0.8 + static_cast<double>(m_random() % 100) / 250.0;
            line.counts.push_back(series.listening[i] ? static_cast<std::uint64_t>(height * wave * noise)
                                                      : 0);
        }
        line.counts.back() /= 3;
        series.lines.push_back(std::move(line));
        height *= 0.55;
    }
}

void FakeEngine::publish()
{
    if (!archive.rows.empty())
        publishArchive();
    std::vector<std::shared_ptr<const RelayChunk>> chunks;
    for (std::size_t first = 0; first < rows.size(); first += relayChunkSize) {
        const auto end = std::min(first + relayChunkSize, rows.size());
        const auto number = chunks.size();
        auto chunk = std::make_shared<RelayChunk>(rows.begin() + static_cast<std::ptrdiff_t>(first),
                                                  rows.begin() + static_cast<std::ptrdiff_t>(end));
        if (number < m_chunks.size() && *m_chunks[number] == *chunk)
            chunks.push_back(m_chunks[number]);
        else
            chunks.push_back(std::move(chunk));
    }
    m_chunks = chunks;
    state.relays = std::move(chunks);
    auto& overview = state.overview;
    overview.totalRelays = rows.size();
    const auto count = [this](auto accept) {
        return static_cast<std::uint64_t>(std::count_if(rows.begin(), rows.end(), accept));
    };
    overview.wantedRelays = count([](const RelayRow& row) { return row.state != LinkState::Paused; });
    overview.answeringRelays = count([](const RelayRow& row) { return row.state == LinkState::Live; });
    overview.activeRelays = overview.answeringRelays;
    overview.connectedRelays = count([](const RelayRow& row) {
        return row.state == LinkState::Live || row.state == LinkState::Connected
            || row.state == LinkState::Refused;
    });
    const auto before = state.health;
    state.health = fakeTotals(rows, incidents);
    state.health.gapSince = before.gapSince;
    state.health.checks = before.checks;
    ++state.number;
    const bool wasEmpty = !m_box;
    m_box = std::make_shared<const Snapshot>(state);
    if (wasEmpty)
        emit snapshotReady();
}

void FakeEngine::tick(double share)
{
    state.asOf += step;
    for (auto& row : rows) {
        if (row.state != LinkState::Live || static_cast<double>(m_random() % 1000) >= share * 1000)
            continue;
        row.eventsInRange += m_random() % 9;
        row.eventsSeen += 3;
        row.duplicates += 2;
        row.eventsPerMinute = std::max(0.0, row.eventsPerMinute + static_cast<double>(m_random() % 21) - 10);
        row.lastEventAt = state.asOf;
    }
    state.overview.eventsInRange += 34;
    state.vitals.eventsPerSecond = 30.0 + static_cast<double>(m_random() % 100) / 10;
    if (!state.series.lines.empty())
        state.series.lines.front().counts.back() += 11;
    publish();
}

void FakeEngine::addLog(LogLevel level, const QString& message, const QString& relayUrl)
{
    LogRecord record;
    record.at = state.asOf;
    record.level = level;
    record.service = u"collect"_s;
    record.relayUrl = relayUrl;
    record.message = message;
    m_log.push_back(record);
    emit logReady();
}

} // namespace nostrscope
