// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeengine.h"

#include "tests/support/fakeanswers.h"
#include "tests/support/fakearchive.h"
#include "tests/support/fakediscovery.h"
#include "tests/support/fakehealth.h"

#include <algorithm>
#include <cmath>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr UnixMillis start =
    UnixMillis(std::chrono::milliseconds(1'763'681'782'000)); // 2025-11-20 23:36:22 UTC

} // namespace

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

void FakeEngine::checkRelays(int token, const QStringList& inputs, RelaySource)
{
    QList<RelayCandidate> answer;
    QList<QByteArray> seen;
    for (const auto& input : inputs) {
        const auto text = input.trimmed();
        if (text.isEmpty())
            continue;
        RelayCandidate candidate;
        candidate.input = input;
        const auto url = text.toUtf8().toLower();
        if (!url.startsWith("wss://") && !url.startsWith("ws://")) {
            candidate.reason = u"bad_scheme"_s;
        } else {
            candidate.url = url;
            candidate.network = u"clearnet"_s;
            if (seen.contains(url))
                candidate.reason = u"duplicate"_s;
            else if (std::any_of(rows.begin(), rows.end(),
                                 [&url](const RelayRow& row) { return row.entry.url == url; }))
                candidate.reason = u"known"_s;
            seen.append(url);
        }
        answer.append(candidate);
    }
    emit relaysChecked(token, answer);
}

void FakeEngine::checkRelayFile(int token, const QString& file, RelaySource source)
{
    m_calls.append(u"checkRelayFile "_s + file);
    if (file.endsWith("missing.txt"_L1)) {
        emit failed(u"%1 cannot be read: no such file."_s.arg(file));
        emit relaysChecked(token, {});
        return;
    }
    checkRelays(
        token,
        {u"wss://one.example"_s, u"wss://two.example"_s, u"wss://one.example"_s, u"http://no.example"_s},
        source);
}

void FakeEngine::checkBuiltInRelays(int token)
{
    m_calls.append(u"checkBuiltInRelays"_s);
    checkRelays(token, {u"wss://relay.one.example"_s, u"wss://relay.two.example"_s}, RelaySource::BuiltIn);
}

void FakeEngine::addRelays(const QList<RelayCandidate>& relays, RelaySource source)
{
    m_calls.append(u"addRelays %1"_s.arg(relays.size()));
    int added = 0;
    for (const auto& candidate : relays) {
        if (!candidate.reason.isEmpty())
            continue;
        const auto number = rows.empty() ? 1 : rows.back().entry.id.number() + 1;
        auto row = RelayRow{};
        row.entry.id = RelayId(number);
        row.entry.url = candidate.url;
        row.entry.source = source;
        row.entry.addedAt = state.asOf;
        rows.push_back(row);
        ++added;
    }
    emit relaysAdded(added, 0);
    publish();
}

void FakeEngine::removeRelays(const QList<RelayId>& relays)
{
    m_calls.append(u"removeRelays %1"_s.arg(relays.size()));
    QStringList urls;
    for (const auto id : relays) {
        const auto* row = find(id);
        if (row == nullptr)
            continue;
        urls.append(QString::fromUtf8(row->entry.url));
        m_removed.push_back(*row);
        rows.erase(rows.begin() + (row - rows.data()));
    }
    emit relaysRemoved(relays, urls);
    publish();
}

void FakeEngine::restoreRelays(const QList<RelayId>& relays)
{
    m_calls.append(u"restoreRelays %1"_s.arg(relays.size()));
    const auto isWanted = [&relays](const RelayRow& row) { return relays.contains(row.entry.id); };
    std::copy_if(m_removed.begin(), m_removed.end(), std::back_inserter(rows), isWanted);
    std::erase_if(m_removed, isWanted);
    std::sort(rows.begin(), rows.end(),
              [](const RelayRow& a, const RelayRow& b) { return a.entry.id < b.entry.id; });
    publish();
}

void FakeEngine::setStarred(const QList<RelayId>& relays, bool starred)
{
    m_calls.append(u"setStarred %1 %2"_s.arg(relays.size()).arg(starred ? 1 : 0));
    QList<RelayId> changed;
    QStringList urls;
    for (const auto id : relays) {
        if (auto* row = find(id); row && row->entry.starred != starred) {
            row->entry.starred = starred;
            changed.append(id);
            urls.append(QString::fromUtf8(row->entry.url));
        }
    }
    if (changed.isEmpty())
        return;
    publish();
    emit relaysStarred(changed, urls, starred);
}

void FakeEngine::setPaused(const QList<RelayId>& relays, bool paused)
{
    m_calls.append(u"setPaused %1 %2"_s.arg(relays.size()).arg(paused ? 1 : 0));
    for (const auto id : relays) {
        if (auto* row = find(id)) {
            row->entry.paused = paused;
            row->state = paused ? LinkState::Paused : LinkState::Connecting;
            row->health = fakeHealth(*row, state.asOf);
        }
    }
    publish();
}

void FakeEngine::checkNow(const QList<RelayId>& relays)
{
    m_calls.append(u"checkNow %1"_s.arg(relays.size()));
    for (const auto id : relays) {
        auto* row = find(id);
        if (row == nullptr)
            continue;
        auto health = row->health ? *row->health : HealthRow{};
        health.isChecking = true;
        row->health = std::make_shared<const HealthRow>(health);
    }
    publish();
}

void FakeEngine::observeNow(RelayId relay)
{
    m_calls.append(u"observeNow %1"_s.arg(relay.number()));
}

void FakeEngine::readDocuments(int token, const QList<QByteArray>& sha256)
{
    m_calls.append(u"readDocuments %1"_s.arg(sha256.size()));
    if (answers == Answers::Fail) {
        emit askFailed(token, u"The database is locked by another program. Try again."_s);
    } else if (answers != Answers::Never) {
        QList<QByteArray> bodies;
        for (const auto& hash : sha256)
            bodies.append(answers == Answers::Empty ? QByteArray() : fakeDocument(hash));
        emit documentsRead(token, bodies);
    }
}

void FakeEngine::readRelayHealth(int token, RelayId relay, const TimeRange& range)
{
    m_calls.append(u"readRelayHealth %1"_s.arg(relay.number()));
    m_lastHealthRange = range;
    const auto* row = find(relay);
    if (answers == Answers::Fail)
        emit askFailed(token, u"The database is locked by another program. Try again."_s);
    else if (answers == Answers::Empty || (answers == Answers::AtOnce && row == nullptr))
        emit relayHealthRead(token, std::make_shared<const RelayHealthDetail>());
    else if (answers == Answers::AtOnce)
        emit relayHealthRead(token, fakeHealthDetail(*row, range, state.asOf));
}

void FakeEngine::readIncidents(int token, const IncidentQuery& query)
{
    m_calls.append(u"readIncidents"_s);
    if (answers == Answers::Fail) {
        emit askFailed(token, u"The database is locked by another program. Try again."_s);
        return;
    }
    auto found = std::make_shared<std::vector<Incident>>();
    for (const auto& incident : incidents) {
        const bool isIn = (!query.relay || incident.relay == *query.relay)
            && (!query.onlyOpen || incident.isOpen()) && (!incident.closed || *incident.closed >= query.from)
            && (!query.to || incident.firstFailure < *query.to)
            && (!query.beforeNumber || incident.number < *query.beforeNumber);
        if (isIn && static_cast<int>(found->size()) < query.limit) {
            found->push_back(incident);
            if (!query.withEvidence)
                found->back().evidence.clear();
        }
    }
    if (answers == Answers::Empty)
        found->clear();
    if (answers != Answers::Never)
        emit incidentsRead(token, found);
}

void FakeEngine::acknowledgeIncidents(const QList<std::int64_t>& numbers, bool acknowledged)
{
    m_calls.append(u"acknowledgeIncidents %1 %2"_s.arg(numbers.size()).arg(acknowledged ? 1 : 0));
    for (auto& incident : incidents) {
        if (numbers.contains(incident.number))
            incident.acknowledged = acknowledged ? std::optional(state.asOf) : std::nullopt;
    }
    emit incidentsChanged();
    publish();
}

void FakeEngine::setIncidentNote(std::int64_t incident, const QString& note)
{
    m_calls.append(u"setIncidentNote %1"_s.arg(incident));
    for (auto& one : incidents) {
        if (one.number == incident)
            one.note = note;
    }
    emit incidentsChanged();
}

int FakeEngine::importFiles(const QStringList& files)
{
    m_calls.append(u"importFiles "_s + files.join(u' '));
    const int task = m_nextTask++;
    m_tasks[task] = fakeResult({TaskKind::Import, files.value(0), {}, {}, {}});
    emit taskStarted(task, {TaskKind::Import, TaskUnit::Bytes, true});
    return task;
}

int FakeEngine::startStoreTask(const StoreTaskOrder& order)
{
    m_lastOrder = order;
    const int task = m_nextTask++;
    m_calls.append(u"startStoreTask %1"_s.arg(int(order.kind)));
    m_tasks[task] = fakeResult(order);
    emit taskStarted(task, fakeInfo(order.kind));
    const bool isRecord = order.kind == TaskKind::Record;
    if (isRecord || order.kind == TaskKind::Replay)
        emit taskCounted(task, 1234);
    emit taskChanged(task, order.file, 400'000, isRecord ? 0 : 1'000'000, false, {});
    return task;
}

void FakeEngine::endTask(int task, TaskEnd end, const QString& error)
{
    const auto found = m_tasks.find(task);
    if (found == m_tasks.end())
        return;
    auto result = found->second;
    m_tasks.erase(found);
    result.end = end;
    result.error = error;
    if (end == TaskEnd::Failed)
        result.figures = {};
    emit taskEnded(task, result);
    emit taskChanged(task, result.file, 1'000'000, 1'000'000, true,
                     end == TaskEnd::Cancelled ? u"Cancelled."_s : error);
}

void FakeEngine::cancelTask(int task)
{
    m_calls.append(u"cancelTask %1"_s.arg(task));
    if (m_tasks.contains(task))
        endTask(task, m_tasks[task].kind == TaskKind::Record ? TaskEnd::Done : TaskEnd::Cancelled);
    else
        emit taskChanged(task, u"a.jsonl"_s, 40, 100, true,
                         u"Cancelled. The events read so far are stored."_s);
}

void FakeEngine::pauseTask(int task, bool paused)
{
    m_calls.append(u"pauseTask %1 %2"_s.arg(task).arg(paused ? 1 : 0));
}

void FakeEngine::previewImport(int token, const QString& file)
{
    m_calls.append(u"previewImport "_s + file);
    if (answers != Answers::Never)
        emit importPreviewed(token, fakePreview(file));
}

void FakeEngine::planRetention(int token, const RetentionPolicy& policy)
{
    m_calls.append(u"planRetention"_s);
    m_lastPolicy = policy;
    if (answers == Answers::AtOnce)
        emit retentionPlanned(token, fakePlan(policy));
    else if (answers == Answers::Empty)
        emit retentionPlanned(token, std::make_shared<const RetentionReport>());
    else if (answers == Answers::Fail)
        emit askFailed(token, u"The database is locked by another program. Try again."_s);
}

void FakeEngine::readDiscovery(int token, const CandidateQuery& query)
{
    m_calls.append(u"readDiscovery %1"_s.arg(int(query.stage)));
    if (answers == Answers::AtOnce)
        emit discoveryRead(token, std::make_shared<const DiscoveryView>(discovery));
    else if (answers == Answers::Empty)
        emit discoveryRead(token, std::make_shared<const DiscoveryView>());
    else if (answers == Answers::Fail)
        emit askFailed(token, u"The database is locked by another program. Try again."_s);
}

void FakeEngine::setArchiving(bool on)
{
    m_calls.append(on ? u"startArchive"_s : u"stopArchive"_s);
    archive.isOn = on;
    publishArchive();
}

void FakeEngine::syncRelays(const QList<RelayId>& relays, const std::optional<SyncWish>& wish)
{
    m_calls.append(u"syncRelays %1"_s.arg(relays.size()));
    m_lastWish = wish;
}

void FakeEngine::stopSync(const QList<RelayId>& relays)
{
    m_calls.append(u"stopSync %1"_s.arg(relays.size()));
}

void FakeEngine::setArchivePaused(const QList<RelayId>& relays, bool paused)
{
    m_calls.append(u"%1Archive %2"_s.arg(paused ? u"pause"_s : u"resume"_s).arg(relays.size()));
    changeArchive(relays, [paused](ArchiveRow& row) {
        row.state = paused ? ArchiveState::Paused : ArchiveState::Waiting;
    });
}

void FakeEngine::setArchivePriority(const QList<RelayId>& relays, SyncPriority priority)
{
    m_calls.append(u"archivePriority %1 %2"_s.arg(relays.size()).arg(int(priority)));
    changeArchive(relays, [priority](ArchiveRow& row) { row.priority = priority; });
}

void FakeEngine::changeArchive(const QList<RelayId>& relays, const std::function<void(ArchiveRow&)>& change)
{
    for (auto& row : archive.rows) {
        if (!relays.contains(row->relay))
            continue;
        auto made = std::make_shared<ArchiveRow>(*row);
        change(*made);
        row = made;
    }
    publishArchive();
}

void FakeEngine::runDiscovery(bool validate)
{
    m_calls.append(validate ? u"runDiscovery and validate"_s : u"runDiscovery"_s);
    emit discoveryChanged();
}

void FakeEngine::cancelDiscovery()
{
    m_calls.append(u"cancelDiscovery"_s);
}

void FakeEngine::decideCandidates(const QList<CandidateDecision>& decisions)
{
    QList<CandidateDecision> before;
    for (const auto& decision : decisions) {
        const auto reason = decision.reason.isEmpty() ? QString() : u": "_s + decision.reason;
        m_calls.append(u"decide %1 %2%3"_s.arg(QString::fromLatin1(decision.url),
                                               QString::fromLatin1(toString(decision.state)), reason));
        for (auto& one : discovery.page.candidates) {
            if (one.url == decision.url)
                before.append({one.url, std::exchange(one.state, decision.state), one.reason});
        }
    }
    emit candidatesDecided(before);
    emit discoveryChanged();
}

void FakeEngine::askDiscovery(int token, const DiscoveryQuestion& question)
{
    static const char* const names[] = {"duplicates", "monitors", "outbox", "rules"};
    m_calls.append(u"askDiscovery "_s + QLatin1StringView(names[question.index()]));
    m_lastQuestion = question;
    if (answers == Answers::Fail)
        emit askFailed(token, u"The database is locked by another program. Try again."_s);
    else if (answers != Answers::Never)
        emit discoveryAnswered(token, discoveryAnswer(question));
}

DiscoveryAnswer FakeEngine::discoveryAnswer(const DiscoveryQuestion& question) const
{
    const bool isEmpty = answers == Answers::Empty;
    if (std::holds_alternative<DuplicatesQuestion>(question))
        return std::make_shared<const DuplicatesView>(isEmpty ? DuplicatesView() : duplicates);
    if (std::holds_alternative<MonitorsQuestion>(question))
        return std::make_shared<const MonitorsView>(isEmpty ? MonitorsView() : monitors);
    if (std::holds_alternative<OutboxQuestion>(question))
        return std::make_shared<const OutboxView>(isEmpty ? OutboxView() : outbox);
    auto view = isEmpty ? RulesView() : rules;
    if (const auto& given = std::get<RulesQuestion>(question).rules) {
        view.rules = *given;
        view.counts.assign(static_cast<std::size_t>(given->size()), given->isEmpty() ? 0 : 3);
    }
    return std::make_shared<const RulesView>(std::move(view));
}

void FakeEngine::setAcceptRules(const QStringList& texts)
{
    m_calls.append(u"setAcceptRules "_s + texts.join(u"; "_s));
    rules.rules = texts;
    rules.counts.assign(static_cast<std::size_t>(texts.size()), 3);
    emit discoveryChanged();
}

void FakeEngine::dismissDuplicates(const QList<QByteArray>& keys, bool areDismissed)
{
    m_calls.append((areDismissed ? u"dismiss %1"_s : u"reopen %1"_s).arg(keys.size()));
    for (auto& group : duplicates.groups) {
        if (keys.contains(group.key))
            group.isDismissed = areDismissed;
    }
    emit discoveryChanged();
}

void FakeEngine::fetchCandidates(int token, const DiscoveryFetch& fetch)
{
    static const char* const names[] = {"lists", "names", "seen names"};
    m_calls.append(u"fetch %1: %2"_s.arg(QLatin1StringView(names[int(fetch.what)]), fetch.texts.join(u' ')));
    if (answers == Answers::Fail)
        emit askFailed(token, u"The database is not open."_s);
    if (answers != Answers::AtOnce)
        return;
    DiscoveryFetchReport report;
    for (const auto& text : fetch.texts)
        report.all.push_back(
            text.contains(u"bad"_s)
                ? DiscoveryFetchReport::One{text, u"The server answered HTTP 503."_s, 0, 0, 0, 0}
                : DiscoveryFetchReport::One{text, {}, 120, 80, 38, 2});
    emit candidatesFetched(token, std::make_shared<const DiscoveryFetchReport>(report));
}

void FakeEngine::readStoreFigures(int token)
{
    m_calls.append(u"readStoreFigures"_s);
    if (answers == Answers::AtOnce)
        emit storeFiguresRead(token, fakeFigures(state));
    else if (answers == Answers::Empty)
        emit storeFiguresRead(token, std::make_shared<const StoreFigures>());
    else if (answers == Answers::Fail)
        emit askFailed(token, u"The database is locked by another program. Try again."_s);
}

void FakeEngine::readLog(int token, const LogQuery& query)
{
    m_calls.append(u"readLog"_s);
    if (answers == Answers::Fail)
        emit askFailed(token, u"The database is locked by another program. Try again."_s);
    else if (answers != Answers::Never)
        emit logRead(token, fakeLogPage(storedLog, query));
}

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

RelayRow* FakeEngine::find(RelayId id)
{
    const auto found =
        std::find_if(rows.begin(), rows.end(), [id](const RelayRow& row) { return row.entry.id == id; });
    return found == rows.end() ? nullptr : &*found;
}

RelayRow FakeEngine::makeRow(std::uint32_t number, const QByteArray& url)
{
    RelayRow row;
    row.entry.id = RelayId(number);
    row.entry.url = url;
    row.entry.source = RelaySource::BuiltIn;
    row.entry.addedAt = number % 13 == 0 ? start - 24h : start - 24h * 40;
    const auto pick = m_random() % 100;
    row.state = pick < 84 ? LinkState::Live
        : pick < 88       ? LinkState::Waiting
        : pick < 92       ? LinkState::Failed
        : pick < 95       ? LinkState::Refused
        : pick < 97       ? LinkState::Connecting
        : pick < 98       ? LinkState::Paused
                          : LinkState::Idle;
    row.stateSince = start - std::chrono::minutes(m_random() % 5000);
    if (row.state == LinkState::Waiting || row.state == LinkState::Failed) {
        row.lastError = pick % 2 == 0 ? LinkError::Timeout : LinkError::Dns;
        row.lastErrorDetail = u"no answer within 10 s"_s;
        row.nextTryAt = start + 4min;
        return row;
    }
    if (row.state == LinkState::Refused) {
        row.lastError = LinkError::RemoteClosed;
        row.lastErrorDetail = u"auth-required: this relay is for members only"_s;
    }
    if (row.state != LinkState::Live)
        return row;
    row.openTime = std::chrono::milliseconds(40 + m_random() % 900);
    row.eventsInRange = m_random() % 90'000;
    row.eventsSeen = row.eventsInRange * 7;
    row.novel = m_random() % 10'000;
    row.duplicates = row.eventsSeen;
    row.eventsPerMinute = static_cast<double>(m_random() % 4000) / 10.0;
    row.lastEventAt = start - std::chrono::seconds(m_random() % 300);
    return row;
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
