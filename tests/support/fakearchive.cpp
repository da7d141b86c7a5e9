// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakearchive.h"

#include <cmath>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr quint64 mebi = 1024 * 1024;
constexpr Timestamp day = 86400;

} // namespace

TaskInfo fakeInfo(TaskKind kind)
{
    const bool isBytes = kind == TaskKind::Import || kind == TaskKind::Backup;
    const bool isSteps = kind == TaskKind::Check || kind == TaskKind::Vacuum;
    return {kind,
            isBytes       ? TaskUnit::Bytes
                : isSteps ? TaskUnit::Steps
                          : TaskUnit::Events,
            kind != TaskKind::Vacuum};
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
        const auto wave = 1.0 + 0.3 * std::sin(double(i) / 4);
        figures.days.push_back({now / day - i, static_cast<quint64>(double(figures.events) / count * wave)});
    }
    return std::make_shared<const StoreFigures>(figures);
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

} // namespace nostrscope
