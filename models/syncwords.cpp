// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/syncwords.h"

#include <QCoreApplication>

namespace nostrscope::words {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(nostrscope::Sync)
};

constexpr qsizetype maximumDetail = 200;

QString reasonOf(const CoverageInterval& part)
{
    switch (part.reason) {
    case CoverageReason::None:
    case CoverageReason::Eose:
    case CoverageReason::Negentropy:
    case CoverageReason::Count:
        return {};
    case CoverageReason::Overflow:
        return Texts::tr("more events in one second than the relay sends");
    case CoverageReason::Closed:
        return Texts::tr("the relay refused");
    case CoverageReason::TimedOut:
        return Texts::tr("no answer in time");
    case CoverageReason::BadSignatures:
        return Texts::tr("events that are broken");
    case CoverageReason::Disconnected:
        return Texts::tr("the connection ended");
    case CoverageReason::WrongWindow:
        return Texts::tr("events of another time than asked for");
    case CoverageReason::Missing:
        return Texts::tr("events that are listed and not sent");
    case CoverageReason::TooMany:
        return Texts::tr("it would take too many requests");
    }
    Q_UNREACHABLE();
}

QString stateOf(CoverageState state)
{
    switch (state) {
    case CoverageState::Unknown:
        return Texts::tr("not asked for yet");
    case CoverageState::Complete:
        return Texts::tr("complete");
    case CoverageState::Truncated:
        return Texts::tr("limited");
    case CoverageState::Failed:
        return Texts::tr("failed");
    }
    Q_UNREACHABLE();
}

QString stepOf(const SyncFigures& figures, const Fmt& fmt)
{
    switch (figures.state) {
    case SyncState::Idle:
    case SyncState::Reading:
        return Texts::tr("Reading what is known");
    case SyncState::Connecting:
        return Texts::tr("Connecting");
    case SyncState::Comparing:
        return Texts::tr("Comparing ids");
    case SyncState::Fetching:
        return Texts::tr("Fetching what is missing: %1 of %2 events")
            .arg(fmt.number(figures.received), fmt.number(figures.need));
    case SyncState::Paging:
        return Texts::tr("Reading pages");
    case SyncState::Uploading:
        return Texts::tr("Sending what it lacks: %1 of %2 events")
            .arg(fmt.number(figures.upload.answered()), fmt.number(figures.upload.found));
    case SyncState::Storing:
    case SyncState::Done:
    case SyncState::Failed:
    case SyncState::Cancelled:
        return Texts::tr("Storing");
    }
    Q_UNREACHABLE();
}

} // namespace

QString archiveState(ArchiveState state)
{
    switch (state) {
    case ArchiveState::Syncing:
        return Texts::tr("Syncing");
    case ArchiveState::Queued:
        return Texts::tr("In the queue");
    case ArchiveState::UpToDate:
        return Texts::tr("Complete");
    case ArchiveState::Waiting:
        return Texts::tr("Waiting");
    case ArchiveState::Paused:
        return Texts::tr("Paused");
    case ArchiveState::Unreadable:
        return Texts::tr("No answer");
    case ArchiveState::Limited:
        return Texts::tr("Limited");
    case ArchiveState::Failed:
        return Texts::tr("Failed");
    }
    Q_UNREACHABLE();
}

Status statusOf(ArchiveState state)
{
    switch (state) {
    case ArchiveState::Syncing:
        return Status::Checking;
    case ArchiveState::UpToDate:
        return Status::Online;
    case ArchiveState::Paused:
        return Status::Paused;
    case ArchiveState::Limited:
        return Status::Degraded;
    case ArchiveState::Failed:
        return Status::Down;
    case ArchiveState::Queued:
    case ArchiveState::Waiting:
    case ArchiveState::Unreadable:
        break;
    }
    return Status::Unknown;
}

QString syncPriority(SyncPriority priority)
{
    switch (priority) {
    case SyncPriority::Low:
        return Texts::tr("low", "priority");
    case SyncPriority::Normal:
        return Texts::tr("normal", "priority");
    case SyncPriority::High:
        return Texts::tr("high", "priority");
    }
    Q_UNREACHABLE();
}

QString coverage(const CoverageInterval& part, const Fmt& fmt)
{
    auto text = stateOf(part.state);
    if (const auto reason = reasonOf(part); !reason.isEmpty())
        text = Texts::tr("%1: %2", "state of a part of a history, why").arg(text, reason);
    if (!part.detail.isEmpty() && part.state != CoverageState::Complete)
        text = Texts::tr("%1 (%2)", "why, what the relay says")
                   .arg(text, fmt.stranger(QString::fromUtf8(part.detail), maximumDetail));
    return text;
}

QString syncResult(const ArchiveRow& row, const Fmt& fmt)
{
    const auto& figures = row.figures;
    if (row.state == ArchiveState::Syncing)
        return stepOf(figures, fmt);
    if (figures.state == SyncState::Failed)
        return fmt.stranger(figures.error, maximumDetail);
    const auto& parts = row.coverage->intervals();
    const auto gap = std::find_if(parts.rbegin(), parts.rend(), [](const CoverageInterval& part) {
        return part.state != CoverageState::Complete;
    });
    if (gap != parts.rend())
        return coverage(*gap, fmt);
    if (row.endedAt == UnixMillis{})
        return {};
    if (figures.state == SyncState::Cancelled)
        return Texts::tr("Stopped");
    if (const auto& sent = figures.upload; sent.answered() > 0)
        return Texts::tr("Sent: %1 accepted, %2 known there, %3 refused")
            .arg(fmt.number(sent.uploaded), fmt.number(sent.known), fmt.number(sent.refused));
    if (const auto& sent = figures.upload; sent.sendable > 0)
        return Texts::tr("Compared: %1 only here (may be sent: %2, %3), %4 only there")
            .arg(fmt.number(figures.have), fmt.number(sent.sendable), fmt.bytes(sent.sendableBytes),
                 fmt.number(figures.need));
    if (figures.usedNegentropy && figures.received == 0 && figures.need > 0)
        return Texts::tr("Compared: %1 only here, %2 only there")
            .arg(fmt.number(figures.have), fmt.number(figures.need));
    return Texts::tr("Events: %1, requests: %2")
        .arg(fmt.number(figures.received), fmt.number(figures.requests));
}

QString archiveSummary(const ArchiveView& view, const Fmt& fmt)
{
    QStringList sentences;
    if (view.running > 0 || view.queued > 0) {
        auto text =
            Texts::tr("Sessions: %1 running, %2 waiting, %3 events/s")
                .arg(fmt.number(view.running), fmt.number(view.queued), fmt.decimal(view.eventsPerSecond));
        if (view.left)
            text = Texts::tr("%1, about %2 left").arg(text, fmt.duration(*view.left));
        sentences.append(text);
    }
    if (!view.isOn) {
        sentences.append(Texts::tr("The archive is off: relays are asked only when you say so"));
        return sentences.join(u" · "_s);
    }
    switch (view.hold) {
    case ArchiveHold::None:
        if (view.nextCycleAt != UnixMillis{})
            sentences.append(Texts::tr("Next cycle %1").arg(fmt.ago(view.nextCycleAt, view.asOf)));
        break;
    case ArchiveHold::NotCollecting:
        sentences.append(Texts::tr("The archive goes on when collecting is started"));
        break;
    case ArchiveHold::Offline:
        sentences.append(Texts::tr("You are offline: the archive waits"));
        break;
    case ArchiveHold::DiskLow:
        sentences.append(Texts::tr("The disk is nearly full: the archive waits until there is room"));
        break;
    }
    return sentences.join(u" · "_s);
}

} // namespace nostrscope::words
