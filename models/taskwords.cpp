// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/taskwords.h"

#include "models/fmt.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace nostrscope::words {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(nostrscope::TaskWords)
};

int forPlural(quint64 count)
{
    return static_cast<int>(std::min<quint64>(count, 1'000'000));
}

QString events(quint64 count, const Fmt& fmt)
{
    return Words::tr("%1 event(s)", nullptr, forPlural(count)).arg(fmt.numberFull(count));
}

QString outcome(const ImportResult& import, const Fmt& fmt)
{
    QStringList parts{Words::tr("%1 stored").arg(fmt.numberFull(import.stored)),
                      Words::tr("%1 duplicate").arg(fmt.numberFull(import.duplicate))};
    const auto invalid = import.invalidTotal();
    parts.append(
        invalid == 0
            ? Words::tr("0 invalid")
            : Words::tr("%1 invalid (%2)").arg(fmt.numberFull(invalid), invalidCounts(import.invalid, fmt)));
    if (import.ephemeral > 0)
        parts.append(Words::tr("%1 ephemeral").arg(fmt.numberFull(import.ephemeral)));
    if (import.belowFloor > 0)
        parts.append(Words::tr("%1 older than retention keeps").arg(fmt.numberFull(import.belowFloor)));
    return parts.join(u", "_s);
}

QString outcome(const ExportResult& result, const Fmt& fmt)
{
    auto text = Words::tr("%1, %2").arg(events(result.events, fmt), fmt.bytes(result.bytes));
    if (result.trimmed > 0)
        text += u"; "_s
            + Words::tr("%1 left out: retention removed their content").arg(fmt.numberFull(result.trimmed));
    return text;
}

QString outcome(const RetentionReport& report, const Fmt& fmt)
{
    QStringList parts{
        Words::tr("%1 deleted, about %2").arg(events(report.events, fmt), fmt.bytes(report.bytes))};
    if (report.trim.events() > 0)
        parts.append(Words::tr("content of %1 removed, %2")
                         .arg(events(report.trim.events(), fmt), fmt.bytes(report.trim.bytes)));
    if (!report.archive.files.isEmpty())
        parts.append(Words::tr("%n file(s) with copies written before", nullptr,
                               static_cast<int>(report.archive.files.size())));
    if (report.left > 0)
        parts.append(Words::tr("%1 are left for the next run").arg(events(report.left, fmt)));
    return parts.join(u"; "_s);
}

QString outcome(const CompressReport& report, const Fmt& fmt)
{
    if (report.events == 0)
        return Words::tr("nothing could be made smaller");
    return Words::tr("%1 smaller: %2 before, %3 now. New events use the space.")
        .arg(events(report.events, fmt), fmt.bytes(report.bytesBefore), fmt.bytes(report.bytes));
}

QString outcome(const BackupResult& result, const Fmt& fmt)
{
    return fmt.bytes(result.bytes);
}

QString outcome(const CheckResult& result, const Fmt&)
{
    return result.problems.isEmpty()
        ? Words::tr("the database is whole")
        : Words::tr("%n problem(s) found. Make a backup, then run “nostrscope-cli rebuild”; or export what "
                    "can be read and import it anew.",
                    nullptr, static_cast<int>(result.problems.size()));
}

QString outcome(const VerifyReport& report, const Fmt& fmt)
{
    auto text = Words::tr("%1 good, %2 bad").arg(fmt.numberFull(report.ok), fmt.numberFull(report.bad));
    if (report.trimmed > 0)
        text += u", "_s + Words::tr("%1 without content").arg(fmt.numberFull(report.trimmed));
    return text;
}

QString outcome(const VacuumResult& result, const Fmt& fmt)
{
    return Words::tr("%1 before, %2 now").arg(fmt.bytes(result.bytesBefore), fmt.bytes(result.bytes));
}

std::chrono::seconds inSeconds(std::chrono::milliseconds time)
{
    return std::chrono::duration_cast<std::chrono::seconds>(time);
}

QString outcome(const RecordResult& result, const Fmt& fmt)
{
    return Words::tr("%1 and %2, %3 in %4", "frames, other messages, bytes, time")
        .arg(frames(result.frames, fmt),
             Words::tr("%1 other message(s)", nullptr, forPlural(result.messages))
                 .arg(fmt.numberFull(result.messages)),
             fmt.bytes(result.bytes), fmt.duration(inSeconds(result.length)));
}

QString outcome(const ReplayResult& result, const Fmt& fmt)
{
    QStringList parts{Words::tr("%1 of %n relay(s) over %2", "frames, relays, time", forPlural(result.relays))
                          .arg(frames(result.frames, fmt), fmt.duration(inSeconds(result.length))),
                      Words::tr("%1 stored").arg(fmt.numberFull(result.stored)),
                      Words::tr("%1 duplicate").arg(fmt.numberFull(result.duplicate))};
    if (const auto invalid = invalidCounts(result.invalid, fmt); !invalid.isEmpty())
        parts.append(invalid);
    if (result.ephemeral > 0)
        parts.append(Words::tr("%1 ephemeral").arg(fmt.numberFull(result.ephemeral)));
    return parts.join(u", "_s) + u". "_s
        + (result.database.isEmpty()
               ? Words::tr("Nothing of it was kept")
               : Words::tr("The database is %1").arg(QDir::toNativeSeparators(result.database)));
}

QString outcome(std::monostate, const Fmt&)
{
    return {};
}

/// What stays of a task that was cancelled without figures.
QString keptOf(TaskKind kind)
{
    switch (kind) {
    case TaskKind::Import:
        return Words::tr("What was read is stored.");
    case TaskKind::Export:
    case TaskKind::Backup:
        return Words::tr("No file was written.");
    case TaskKind::Retention:
        return Words::tr("Nothing was deleted.");
    case TaskKind::Compress:
        return Words::tr("What is smaller stays so; the next run goes on.");
    case TaskKind::Check:
    case TaskKind::Verify:
    case TaskKind::Vacuum:
        return Words::tr("Nothing was changed.");
    case TaskKind::Record:
    case TaskKind::Replay:
        return {};
    }
    Q_UNREACHABLE();
}

} // namespace

QString kindGroup(KindGroup group)
{
    switch (group) {
    case KindGroup::Notes:
        return Words::tr("Notes and articles");
    case KindGroup::Reactions:
        return Words::tr("Reactions and reposts");
    case KindGroup::Profiles:
        return Words::tr("Profiles and follows");
    case KindGroup::Dvm:
        return Words::tr("Data vending machines");
    case KindGroup::Zaps:
        return Words::tr("Zaps");
    case KindGroup::Video:
        return Words::tr("Videos");
    case KindGroup::Relays:
        return Words::tr("Relay lists and reports");
    case KindGroup::Other:
        return Words::tr("All other kinds");
    }
    Q_UNREACHABLE();
}

QString kindsOfGroup(KindGroup group)
{
    if (group == KindGroup::Other)
        return Words::tr("Kinds that are in no other group");
    QStringList ranges;
    std::optional<unsigned> first;
    constexpr unsigned end = 65536;
    for (unsigned kind = 0; kind <= end; ++kind) {
        const bool isIn = kind < end && nostrscope::kindGroup(static_cast<Kind>(kind)) == group;
        if (isIn && !first)
            first = kind;
        if (isIn || !first)
            continue;
        ranges.append(*first == kind - 1 ? QString::number(*first) : u"%1–%2"_s.arg(*first).arg(kind - 1));
        first.reset();
    }
    return Words::tr("Kinds %1").arg(ranges.join(u", "_s));
}

QString invalidReason(InvalidReason reason)
{
    switch (reason) {
    case InvalidReason::Malformed:
        return Words::tr("no event");
    case InvalidReason::TooLarge:
        return Words::tr("too large");
    case InvalidReason::BadId:
        return Words::tr("wrong id");
    case InvalidReason::BadPubKey:
        return Words::tr("wrong public key");
    case InvalidReason::BadSignature:
        return Words::tr("wrong signature");
    case InvalidReason::Count:
        break;
    }
    return {};
}

QString invalidCounts(const InvalidCounts& counts, const Fmt& fmt)
{
    QStringList parts;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] > 0)
            parts.append(Words::tr("%1: %2", "reason: count")
                             .arg(invalidReason(static_cast<InvalidReason>(i)), fmt.numberFull(counts[i])));
    }
    return parts.join(u", "_s);
}

QString frames(quint64 count, const Fmt& fmt)
{
    return Words::tr("%1 frame(s)", nullptr, forPlural(count)).arg(fmt.numberFull(count));
}

QString taskName(TaskKind kind, const QString& file)
{
    const auto name = QFileInfo(file).fileName();
    switch (kind) {
    case TaskKind::Import:
        return Words::tr("Import of %1").arg(name);
    case TaskKind::Export:
        return Words::tr("Export to %1").arg(name);
    case TaskKind::Retention:
        return Words::tr("Retention");
    case TaskKind::Compress:
        return Words::tr("Compression");
    case TaskKind::Backup:
        return Words::tr("Backup to %1").arg(name);
    case TaskKind::Check:
        return Words::tr("Check of the database");
    case TaskKind::Verify:
        return Words::tr("Verification of signatures");
    case TaskKind::Vacuum:
        return Words::tr("Vacuum");
    case TaskKind::Record:
        return Words::tr("Recording to %1").arg(name);
    case TaskKind::Replay:
        return Words::tr("Replay of %1").arg(name);
    }
    Q_UNREACHABLE();
}

QString taskOutcome(const TaskResult& result, const Fmt& fmt)
{
    const auto figures = std::visit([&fmt](const auto& one) { return outcome(one, fmt); }, result.figures);
    QStringList parts;
    switch (result.end) {
    case TaskEnd::Done:
        parts.append(figures.endsWith(u'.') ? figures : figures + u'.');
        break;
    case TaskEnd::Cancelled:
        parts.append(Words::tr("Cancelled."));
        parts.append(figures.isEmpty() ? keptOf(result.kind) : figures + u'.');
        break;
    case TaskEnd::Failed:
        parts.append(result.error);
        if (!figures.isEmpty())
            parts.append(figures + u'.');
        break;
    }
    return parts.join(u' ');
}

QStringList taskDetails(const TaskResult& result, const Fmt& fmt)
{
    QStringList lines;
    if (const auto* import = std::get_if<ImportResult>(&result.figures)) {
        for (const auto& fault : import->faults)
            lines.append(Words::tr("%1, line %2: %3")
                             .arg(fault.file, fmt.numberFull(fault.line), invalidReason(fault.reason)));
        if (const auto all = import->invalidTotal(); all > import->faults.size() && !lines.isEmpty())
            lines.append(Words::tr("and %1 more, in the quarantine of the database")
                             .arg(fmt.numberFull(all - import->faults.size())));
    }
    if (const auto* check = std::get_if<CheckResult>(&result.figures))
        lines += check->problems;
    if (const auto* report = std::get_if<RetentionReport>(&result.figures))
        lines += report->archive.files;
    if (const auto* verified = std::get_if<VerifyReport>(&result.figures)) {
        for (const auto& bad : verified->first)
            lines.append(Words::tr("event %1: %2").arg(QString::fromLatin1(bad.id.toHex()), bad.reason));
    }
    return lines;
}

QString retentionPlan(const RetentionReport& plan, const Fmt& fmt)
{
    QStringList parts;
    if (plan.events == 0)
        parts.append(Words::tr("Would delete nothing"));
    else
        parts.append(
            Words::tr("Would delete %1, about %2").arg(events(plan.events, fmt), fmt.bytes(plan.bytes)));
    if (plan.trim.events() > 0)
        parts.append(Words::tr("would remove the content of %1, %2")
                         .arg(events(plan.trim.events(), fmt), fmt.bytes(plan.trim.bytes)));
    if (plan.oldestKept)
        parts.append(Words::tr("oldest kept %1").arg(fmt.dateTimeZone(fromSeconds(*plan.oldestKept))));
    else
        parts.append(Words::tr("no event stays"));
    return parts.join(u"; "_s);
}

} // namespace nostrscope::words
