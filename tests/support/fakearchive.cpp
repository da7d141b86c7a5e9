// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakearchive.h"

#include "tests/support/fakeengine.h"

#include <cmath>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr quint64 mebi = 1024 * 1024;
constexpr Timestamp day = 86400;

} // namespace

TaskInfo fakeInfo(TaskKind kind)
{
    const bool isTraffic = kind == TaskKind::Record || kind == TaskKind::Replay;
    const bool isBytes = kind == TaskKind::Import || kind == TaskKind::Backup || isTraffic;
    const bool isSteps = kind == TaskKind::Check || kind == TaskKind::Vacuum;
    return {kind,
            isBytes       ? TaskUnit::Bytes
                : isSteps ? TaskUnit::Steps
                          : TaskUnit::Events,
            kind != TaskKind::Vacuum && !isTraffic};
}

TaskResult fakeResult(const StoreTaskOrder& order)
{
    TaskResult result;
    result.kind = order.kind;
    result.file = order.file;
    switch (order.kind) {
    case TaskKind::Import: {
        ImportResult import;
        import.read = 10'000;
        import.stored = 9'000;
        import.duplicate = 990;
        import.invalid[static_cast<std::size_t>(InvalidReason::Malformed)] = 8;
        import.invalid[static_cast<std::size_t>(InvalidReason::BadSignature)] = 2;
        import.faults = {{order.file, 12, InvalidReason::Malformed},
                         { order.file,
                           407,
                           InvalidReason::BadSignature }};
        result.figures = import;
        break;
    }
    case TaskKind::Export:
        result.figures = ExportResult{812'345, 640 * mebi, 3};
        break;
    case TaskKind::Retention:
        result.figures = *fakePlan(order.policy);
        break;
    case TaskKind::Compress:
        result.figures = CompressReport{3, 512'000, 900 * mebi, 310 * mebi, true};
        break;
    case TaskKind::Backup:
        result.figures = BackupResult{18'841 * mebi};
        break;
    case TaskKind::Check:
        result.figures = CheckResult{};
        break;
    case TaskKind::Verify: {
        VerifyReport report;
        report.ok = 12'345'678;
        result.figures = report;
        break;
    }
    case TaskKind::Vacuum:
        result.figures = VacuumResult{18'841 * mebi, 15'120 * mebi};
        break;
    case TaskKind::Record:
        result.figures = RecordResult{12'345, 67, 3 * mebi, std::chrono::minutes(4)};
        break;
    case TaskKind::Replay: {
        ReplayResult replay;
        replay.database = order.database;
        replay.frames = 12'345;
        replay.relays = 5;
        replay.stored = 9'000;
        replay.duplicate = 3'345;
        replay.length = std::chrono::minutes(4);
        result.figures = replay;
        break;
    }
    }
    return result;
}

std::shared_ptr<const FilePreview> fakePreview(const QString& file)
{
    FilePreview preview;
    preview.file = file;
    if (file.endsWith("missing.jsonl"_L1)) {
        preview.fault = u"It cannot be opened: No such file or directory."_s;
        return std::make_shared<const FilePreview>(preview);
    }
    preview.fileBytes = 34 * mebi;
    preview.looked = FilePreview::maximumLooked;
    preview.events = preview.looked - 2;
    preview.invalid[static_cast<std::size_t>(InvalidReason::Malformed)] = 2;
    for (quint64 line = 1; line <= 6; ++line) {
        FilePreview::Row row;
        row.line = line;
        row.kind = line % 2 == 0 ? 7 : 1;
        row.createdAt = 1'763'600'000 + Timestamp(line) * 60;
        row.excerpt = line % 2 == 0 ? u"+"_s : u"Good morning from line %1"_s.arg(line);
        if (line == 3) {
            row.problem = InvalidReason::Malformed;
            row.excerpt = u"this is no event"_s;
        }
        preview.rows.push_back(row);
    }
    return std::make_shared<const FilePreview>(preview);
}

std::shared_ptr<const RetentionReport> fakePlan(const RetentionPolicy& policy)
{
    RetentionReport plan;
    for (const auto& [group, floor] : policy.floors) {
        const quint64 events = 400'000 + 100'000 * quint64(group);
        plan.groups.push_back({group, 0, floor, events, events * 2900});
        plan.events += events;
        plan.bytes += events * 2900;
    }
    if (policy.sizeBudgetBytes) {
        plan.groups.push_back({KindGroup::Other, 0, 1'755'820'800, 204'331, 204'331 * 2900});
        plan.events += 204'331;
        plan.bytes += 204'331 * 2900;
    }
    plan.oldestKept = 1'755'820'800; // 2025-08-22 00:00 UTC
    if (policy.trim.superseded)
        plan.trim.superseded = 81'000;
    if (policy.trim.vanished)
        plan.trim.vanished = 120;
    plan.trim.bytes = plan.trim.events() * 700;
    return std::make_shared<const RetentionReport>(plan);
}

std::shared_ptr<const StoreFigures> fakeFigures(const Snapshot& state)
{
    StoreFigures figures;
    figures.asOf = state.asOf;
    figures.path = u"/home/anna/.local/share/nostrscope/nostrscope.sqlite"_s;
    figures.format = 3;
    figures.events = state.overview.eventsEver;
    figures.eventsEver = state.overview.eventsEver + state.overview.eventsEver / 10;
    figures.bytes = state.vitals.databaseBytes;
    figures.walBytes = state.vitals.walBytes;
    figures.usedBytes = state.vitals.databaseBytes / 100 * 97;
    figures.diskFreeBytes = state.vitals.diskFreeBytes;
    const auto now = toSeconds(state.asOf);
    constexpr int count = 60;
    figures.firstArrival = fromSeconds(now - count * day);
    if (figures.events == 0) {
        figures.firstArrival.reset();
        return std::make_shared<const StoreFigures>(figures);
    }
    const double share[] = {0.42, 0.24, 0.09, 0.03, 0.06, 0.01, 0.05, 0.10};
    for (const auto group : kindGroups) {
        const auto part = share[static_cast<std::size_t>(group)];
        StoreFigures::Group one;
        one.group = group;
        one.events = static_cast<quint64>(double(figures.events) * part);
        one.contentBytes = one.events * 210;
        one.bytes = static_cast<quint64>(double(figures.usedBytes) * part);
        one.oldest = now - 400 * day;
        one.newest = now;
        one.floor = group == KindGroup::Reactions ? now - 200 * day : 0;
        figures.groups.push_back(one);
    }
    for (int i = count; i >= 0; --i) {
        // Slow waves, and one day unlike the next: a forecast has a cone.
        const auto wave = 1.0 + 0.3 * std::sin(double(i) / 4) + 0.4 * std::sin(double(i) * 2.4);
        figures.days.push_back({now / day - i, static_cast<quint64>(double(figures.events) / count * wave)});
    }
    return std::make_shared<const StoreFigures>(figures);
}

ArchiveView fakeArchive(const std::vector<RelayRow>& relays, UnixMillis now)
{
    constexpr std::size_t most = 40;
    ArchiveView view;
    view.asOf = now;
    view.isOn = true;
    view.until = toSeconds(now) - day;
    view.filter = "{}";
    view.nextCycleAt = now + std::chrono::minutes(11);
    const auto part = [now](Timestamp low, Timestamp high, CoverageState state, CoverageReason reason,
                            const QByteArray& detail = {}) {
        return CoverageInterval{low, high, state, reason, detail, now};
    };
    for (std::size_t i = 0; i < std::min(relays.size(), most); ++i) {
        auto row = std::make_shared<ArchiveRow>();
        row->relay = relays[i].entry.id;
        row->url = relays[i].entry.url;
        row->state = static_cast<ArchiveState>(i % 8);
        row->priority =
            static_cast<SyncPriority>(static_cast<int>(i % 11 == 3) - static_cast<int>(i % 7 == 5));
        row->isOnFile = i % 13 == 6;
        const auto down = view.until - static_cast<Timestamp>(30 + 97 * (i * i % 23)) * day;
        Coverage coverage;
        coverage.set(
            part(i % 3 == 2 ? 0 : down, view.until, CoverageState::Complete, CoverageReason::Negentropy));
        if (row->state == ArchiveState::Limited)
            coverage =
                Coverage({part(down, view.until, CoverageState::Complete, CoverageReason::Eose),
                          part(down - 40 * day, down - 1, CoverageState::Truncated, CoverageReason::Overflow),
                          part(0, down - 40 * day - 1, CoverageState::Complete, CoverageReason::Eose)});
        if (row->state == ArchiveState::Failed)
            coverage = Coverage(
                {part(down, view.until, CoverageState::Complete, CoverageReason::Eose),
                 part(0, down - 1, CoverageState::Failed, CoverageReason::Closed, "blocked: too far back")});
        if (row->state == ArchiveState::UpToDate)
            coverage = Coverage({part(0, view.until, CoverageState::Complete, CoverageReason::Negentropy)});
        if (row->state == ArchiveState::Unreadable || row->state == ArchiveState::Queued)
            coverage = {};
        row->coverage = std::make_shared<Coverage>(coverage);
        row->complete01 = double(coverage.seconds(historyBegins, view.until, CoverageState::Complete))
            / double(view.until - historyBegins + 1);
        if (!coverage.intervals().empty())
            row->completeSince = coverage.intervals().back().low;
        row->received = coverage.intervals().empty() ? 0 : 1000 * (i + 1) * (i % 5 + 1);
        row->bytes = row->received * 700;
        row->figures.received = row->received;
        row->figures.requests = static_cast<std::uint32_t>(row->received / 480 + 1);
        if (row->received > 0)
            row->endedAt = now - std::chrono::minutes(3 * i);
        row->figures.state = SyncState::Done;
        if (row->state == ArchiveState::Syncing) {
            row->figures.state = i % 16 == 0 ? SyncState::Paging : SyncState::Comparing;
            row->eventsPerSecond = 180.0 + double(i);
            row->bytesPerSecond = row->eventsPerSecond * 700;
            row->left = std::chrono::minutes(4 + 9 * i);
            ++view.running;
            view.eventsPerSecond += row->eventsPerSecond;
            view.bytesPerSecond += row->bytesPerSecond;
        }
        view.queued += row->state == ArchiveState::Queued;
        view.complete01 += row->complete01;
        view.rows.push_back(std::move(row));
    }
    if (!view.rows.empty())
        view.complete01 /= double(view.rows.size());
    return view;
}

std::shared_ptr<const LogPage> fakeLogPage(const std::vector<LogRecord>& stored, const LogQuery& query)
{
    LogPage page;
    const auto first = static_cast<std::size_t>(query.before.value_or(0));
    for (auto i = first; i < stored.size(); ++i) {
        if (query.until != UnixMillis{} && stored[i].at > query.until)
            continue;
        if (page.records.size() == static_cast<std::size_t>(query.count)) {
            page.next = static_cast<qint64>(i);
            break;
        }
        page.records.push_back(stored[i]);
    }
    return std::make_shared<const LogPage>(page);
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

} // namespace nostrscope
