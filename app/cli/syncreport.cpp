// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/syncreport.h"

#include "app/cli/console.h"
#include "app/cli/jsonwriter.h"
#include "core/nostr/plaintext.h"

#include <QDateTime>
#include <QTimeZone>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t maxGapLines = 10;
constexpr int maxReasonLength = 40;

const char* wordOf(SyncState state)
{
    switch (state) {
    case SyncState::Done:
        return "done";
    case SyncState::Cancelled:
        return "cancelled";
    case SyncState::Failed:
        return "failed";
    case SyncState::Idle:
    case SyncState::Reading:
    case SyncState::Connecting:
    case SyncState::Comparing:
    case SyncState::Fetching:
    case SyncState::Paging:
    case SyncState::Uploading:
    case SyncState::Storing:
        break;
    }
    return "running";
}

const char* methodOf(const SyncFigures& figures)
{
    if (figures.usedNegentropy)
        return figures.usedWindows ? "negentropy+windows" : "negentropy";
    return figures.usedWindows ? "windows" : "none";
}

QString timeText(Timestamp time)
{
    return QDateTime::fromSecsSinceEpoch(time, QTimeZone::utc()).toString(Qt::ISODate);
}

std::vector<CoverageInterval> gapsOf(const SyncOutcome& outcome)
{
    return outcome.coverage.incomplete(outcome.order.since, outcome.order.until);
}

QByteArray wordOf(SyncDirection direction)
{
    return direction == SyncDirection::Down ? "down" : direction == SyncDirection::Up ? "up" : "both";
}

void addCounts(JsonWriter& json, const char* name, const std::map<QByteArray, std::uint64_t>& counts)
{
    json.key(name).beginObject();
    for (const auto& [reason, count] : counts)
        json.key(plainText(reason, maxReasonLength).toUtf8()).number(count);
    json.endObject();
}

void addUpload(JsonWriter& json, const SyncOutcome& outcome)
{
    const auto& upload = outcome.figures.upload;
    json.key("direction").text(QByteArrayView(wordOf(outcome.order.direction)));
    json.key("sendable").number(upload.sendable).key("sendable_bytes").number(upload.sendableBytes);
    json.key("uploaded").number(upload.uploaded).key("upload_known").number(upload.known);
    json.key("upload_refused").number(upload.refused);
    addCounts(json, "upload_reasons", upload.reasons);
    addCounts(json, "upload_withheld", upload.withheld);
}

QString countsText(const std::map<QByteArray, std::uint64_t>& counts)
{
    QStringList parts;
    for (const auto& [reason, count] : counts)
        parts += u"%1 %2"_s.arg(grouped(count), plainText(reason, maxReasonLength).replace(u'_', u' '));
    return parts.join(u", "_s);
}

/// What went up, or would.
QString uploadText(const SyncOutcome& outcome)
{
    const auto& upload = outcome.figures.upload;
    QStringList parts;
    if (outcome.order.dryRun) {
        parts += u"would send %1 events, %2"_s.arg(grouped(upload.sendable), bytesText(upload.sendableBytes));
    } else {
        parts += u"sent: %1 taken"_s.arg(grouped(upload.uploaded));
        if (upload.known > 0)
            parts += u"%1 known there"_s.arg(grouped(upload.known));
        if (upload.refused > 0)
            parts += u"%1 refused (%2)"_s.arg(grouped(upload.refused), countsText(upload.reasons));
        if (upload.sendable > upload.answered())
            parts += u"%1 left"_s.arg(grouped(upload.sendable - upload.answered()));
    }
    if (!upload.withheld.empty())
        parts += u"not sent: %1"_s.arg(countsText(upload.withheld));
    auto text = u"\n  "_s + parts.join(u"; "_s);
    if (!upload.lastRefusal.isEmpty())
        text += u"\n  the relay's words: %1"_s.arg(plainText(upload.lastRefusal, 200));
    return text;
}

} // namespace

bool isComplete(const SyncOutcome& outcome)
{
    return gapsOf(outcome).empty();
}

QByteArray toJson(const SyncReport& report)
{
    const auto& [order, figures, coverage] = report.outcome;
    JsonWriter json;
    json.beginObject()
        .key("url")
        .text(order.url.text())
        .key("state")
        .text(QByteArrayView(wordOf(figures.state)));
    json.key("method").text(QByteArrayView(methodOf(figures))).key("dry_run").boolean(order.dryRun);
    json.key("since").number(order.since).key("until").number(order.until);
    json.key("received").number(figures.received).key("stored").number(report.stored);
    json.key("refused").number(figures.refused);
    for (const auto& [name, value] : {std::pair("have", figures.have), std::pair("need", figures.need),
                                      std::pair("missing", figures.missing)}) {
        json.key(name);
        if (figures.usedNegentropy)
            json.number(value);
        else
            json.null(); // only a comparison tells
    }
    addUpload(json, report.outcome);
    json.key("requests").number(figures.requests).key("rounds").number(figures.rounds);
    json.key("bytes_in").number(figures.bytesIn).key("bytes_out").number(figures.bytesOut);
    json.key("seconds").decimal(double(figures.took.count()) / 1000, 3);
    json.key("complete_seconds").number(coverage.seconds(order.since, order.until, CoverageState::Complete));
    json.key("gaps").beginArray();
    for (const auto& gap : gapsOf(report.outcome)) {
        json.beginObject().key("from").number(gap.low).key("to").number(gap.high);
        json.key("state").text(QByteArrayView(toString(gap.state)));
        json.key("reason").text(QByteArrayView(toString(gap.reason)));
        json.key("detail").text(QString::fromUtf8(gap.detail)).endObject();
    }
    json.endArray().key("error");
    if (figures.error.isEmpty())
        json.null();
    else
        json.text(figures.error);
    json.endObject();
    return json.result();
}

QString toText(const SyncReport& report)
{
    const auto& [order, figures, coverage] = report.outcome;
    QStringList parts{QString::fromLatin1(wordOf(figures.state)), QString::fromLatin1(methodOf(figures))};
    if (figures.usedNegentropy)
        parts += u"%1 only here, %2 only there"_s.arg(grouped(figures.have), grouped(figures.need));
    parts += u"%1 received"_s.arg(grouped(figures.received));
    parts += u"%1 stored"_s.arg(grouped(report.stored));
    if (figures.refused > 0)
        parts += u"%1 refused"_s.arg(grouped(figures.refused));
    if (figures.missing > 0)
        parts += u"%1 did not come"_s.arg(grouped(figures.missing));
    parts += u"%1 requests, %2 in %3 s"_s.arg(grouped(figures.requests), bytesText(figures.bytesIn),
                                              QString::number(double(figures.took.count()) / 1000, 'f', 1));
    auto text = u"%1: %2"_s.arg(QString::fromLatin1(order.url.text()), parts.join(u", "_s));
    if (!figures.error.isEmpty())
        text += u"\n  %1"_s.arg(figures.error);
    if (order.direction != SyncDirection::Down)
        text += uploadText(report.outcome);
    if (order.dryRun || order.direction == SyncDirection::Up)
        return text;
    const auto gaps = gapsOf(report.outcome);
    if (gaps.empty())
        text += u"\n  complete from %1 to %2"_s.arg(timeText(order.since), timeText(order.until));
    for (std::size_t i = 0; i < std::min(gaps.size(), maxGapLines); ++i) {
        const auto& gap = gaps[i];
        text += u"\n  %1 from %2 to %3"_s.arg(QString::fromLatin1(toString(gap.state)), timeText(gap.low),
                                              timeText(gap.high));
        if (gap.reason != CoverageReason::None)
            text +=
                u" (%1%2)"_s.arg(QString::fromLatin1(toString(gap.reason)).replace(u'_', u' '),
                                 gap.detail.isEmpty() ? QString() : u": "_s + QString::fromUtf8(gap.detail));
    }
    if (gaps.size() > maxGapLines)
        text += u"\n  … and %1 more gaps; --json lists them all"_s.arg(gaps.size() - maxGapLines);
    return text;
}

QString progressText(const std::vector<SyncOutcome>& running, std::size_t waiting)
{
    std::uint64_t received = 0;
    Timestamp asked = 0;
    Timestamp done = 0;
    for (const auto& one : running) {
        received += one.figures.received;
        asked += one.figures.secondsAsked;
        done += one.figures.secondsDone;
    }
    auto text = u"%1 relays, %2 events"_s.arg(running.size()).arg(grouped(received));
    if (asked > 0)
        text += u", %1 % of the time"_s.arg(100 * double(done) / double(asked), 0, 'f', 1);
    if (waiting > 0)
        text += u", %1 wait"_s.arg(waiting);
    return text;
}

} // namespace nostrscope
